//! A PostgreSQL of our own, out of the installed binaries: started once, gone with the test process.
//!
//! It runs under a shell that waits for the end of its standard input. The other end is held by this process
//! alone, so however it ends (passed, failed, killed) the shell wakes up, stops the server and removes its folder.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use eclaireur::store::Database;
use sea_orm::ConnectionTrait as _;

/// The server refuses root, and nobody waits for its disk. A French locale, so that an order that hangs on the
/// server's would show.
const SCRIPT: &str = r#"
set -eu
dir=$(mktemp -d /tmp/eclaireur-postgres.XXXXXX)
stop() { "$BIN/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
trap 'exit 1' INT TERM HUP
init() { "$BIN/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --no-sync "$@" >"$dir/init.log" 2>&1; }
init --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr || { rm -rf "$dir/data"; init --locale=C.UTF-8; }
start() {
    "$BIN/pg_ctl" -D "$dir/data" -l "$dir/log" -w start >/dev/null \
        -o "-k $dir -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
}
start
echo "$dir"
while read -r word; do
    case $word in
    stop) "$BIN/pg_ctl" -D "$dir/data" -m fast -w stop >/dev/null ;;
    start) start ;;
    esac
    echo "$word"
done
"#;

const TEMPLATE: &str = "eclaireur_template";

/// The server, and the folder of its socket.
struct Server {
    folder: String,
    shell: Child,
    lines: BufReader<ChildStdout>,
}

/// A server of one test alone, which may stop it and start it again.
pub(crate) struct OwnServer {
    server: Server,
    /// Address of its one database.
    pub(crate) url: String,
}

impl OwnServer {
    /// `None`, and said, where PostgreSQL is not installed.
    pub(crate) fn begin() -> Option<OwnServer> {
        let Some(server) = std::thread::spawn(start).join().expect("PostgreSQL starts") else {
            super::skipped("PostgreSQL in /usr/lib/postgresql");
            return None;
        };
        let url = address(&server.folder, TEMPLATE);
        Some(OwnServer { server, url })
    }

    /// Tells it `stop` or `start`, and waits until it has.
    pub(crate) fn tell(&mut self, word: &str) {
        let input = self.server.shell.stdin.as_mut().expect("it listens");
        writeln!(input, "{word}").expect("it is told");
        let mut line = String::new();
        self.server.lines.read_line(&mut line).expect("it answers");
        assert_eq!(line.trim(), word);
    }
}

/// A fresh database, migrated: its name and address. `None` where PostgreSQL is not installed.
pub(super) async fn fresh() -> Option<(String, String)> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(|| std::thread::spawn(start).join().expect("PostgreSQL starts"));
    let folder = &server.as_ref()?.folder;
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::SeqCst));
    statement(folder, &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
    let url = address(folder, &name);
    Some((name, url))
}

/// Drops a database that was fresh once.
pub(super) async fn drop_database(url: &str, name: &str) {
    let folder = url.split("host=").nth(1).expect("an address of ours");
    statement(folder, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

fn address(folder: &str, name: &str) -> String {
    format!("postgres://postgres@localhost/{name}?host={folder}")
}

/// Runs one statement beside the tests' databases.
async fn statement(folder: &str, sql: &str) {
    let connection =
        sea_orm::Database::connect(address(folder, "postgres")).await.expect("PostgreSQL answers");
    connection.execute_unprepared(sql).await.expect(sql);
    connection.close().await.expect("a connection closes");
}

/// The newest installed version, as Debian and its children place it.
#[expect(clippy::disallowed_methods, reason = "looks for an installed program")]
fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|bin| bin.join("initdb").exists()).max_by_key(|bin| version(bin))
}

fn version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

/// Starts the server and makes the template, outside the runtime of whichever test came first.
fn start() -> Option<Server> {
    let bin = binaries()?;
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", SCRIPT]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]);
        command
    };
    // A group of its own: an interrupt at the keyboard is for us, and it hears of our end.
    let command = command.env("BIN", bin).current_dir("/").process_group(0);
    let mut shell = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell starts");
    let mut folder = String::new();
    let mut lines = BufReader::new(shell.stdout.take().expect("it has an output"));
    lines.read_line(&mut folder).expect("it says where it is");
    let folder = folder.trim().to_owned();
    assert!(!folder.is_empty(), "PostgreSQL does not start");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        statement(&folder, &format!("CREATE DATABASE {TEMPLATE}")).await;
        let database = Database::connect(&address(&folder, TEMPLATE)).await.expect("the template opens");
        database.migrate().await.expect("the template migrates");
        database.close().await.expect("the template closes");
    });
    Some(Server { folder, shell, lines })
}
