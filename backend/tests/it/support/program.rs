//! The program itself, as somebody starts it: in a folder of its own, without settings of the machine.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;

use super::answer::client;
use super::folders;

/// A folder in which the program runs; its database is `data/eclaireur.db`.
pub(crate) struct Program {
    folder: TempDir,
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Said {
    /// The same, if it ended with this code.
    #[track_caller]
    pub(crate) fn is(self, code: i32) -> Said {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

impl Program {
    /// In an empty folder.
    pub(crate) fn new() -> Program {
        Program { folder: tempfile::tempdir().expect("a folder") }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file into the folder.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        folders::write(&path, bytes);
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_eclaireur"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(&[], arguments)
    }

    /// Runs a command with settings in its environment.
    pub(crate) fn run_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Said {
        let output = self
            .command(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let code = output.status.code().expect("an exit code");
        Said { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// Names of the files in a folder of its folder.
    #[expect(clippy::disallowed_methods, reason = "a test looks at what is left")]
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join(folder)).expect(folder);
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Starts a command and does not wait for anything.
    pub(crate) fn start(&self, arguments: &[&str]) -> Started {
        let mut command = self.command(arguments);
        command.env("ECLAIREUR_LOG", "error").stdin(Stdio::null()).stdout(Stdio::piped());
        Started(command.spawn().expect("the program starts"))
    }

    /// Starts the service at this level of its log, which goes into a file of the folder.
    pub(crate) fn serve_logging(&self, level: &str, log: &str, arguments: &[&str]) -> Service {
        let file = eclaireur::outside::files::create_private(&self.folder.path().join(log)).expect("a log");
        let mut command = self.command(&[&["serve", "--bind", "127.0.0.1:0"], arguments].concat());
        command.env("ECLAIREUR_LOG", level).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        Self::serving(Started(command.spawn().expect("the program starts")))
    }

    /// Starts the service; it has said where it is when this returns.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Service {
        Self::serving(self.start(&[&["serve", "--bind", "127.0.0.1:0"], arguments].concat()))
    }

    fn serving(mut child: Started) -> Service {
        let mut line = String::new();
        let mut lines = BufReader::new(child.0.stdout.take().expect("it has an output"));
        lines.read_line(&mut line).expect("it says where it is");
        let base = line.trim().trim_end_matches('/').to_owned();
        assert!(base.starts_with("http://127.0.0.1:"), "{line:?}");
        let client = client();
        Service { child, base, client }
    }
}

/// The program at work; killed when it is dropped.
pub(crate) struct Started(Child);

impl Started {
    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program as a service; killed when it is dropped.
pub(crate) struct Service {
    child: Started,
    base: String,
    client: Client,
}

impl Service {
    /// A request to be completed by the test.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// Its address and port.
    pub(crate) fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.0.id()
    }

    /// Sends it a signal, `HUP`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(self) {
        self.child.kill();
    }

    /// Asks it to stop, and gives its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        assert!(asked.expect("kill runs").success());
        self.child.0.wait().expect("it ends").code()
    }
}
