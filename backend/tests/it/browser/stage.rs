//! One Chromium for the whole test run, and the runtime on which it is driven and our pages are served.
//!
//! It runs under a shell that waits for the end of its standard input, as the tests' PostgreSQL does: however this
//! process ends (passed, failed, killed), the shell wakes up, stops the browser and removes its folder.

use std::io::{BufRead as _, BufReader, Lines};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use chromiumoxide::browser::Browser;
use chromiumoxide::handler::HandlerConfig;
use futures_util::StreamExt as _;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use crate::support::skipped;

const CHROMIUM: &str = "/usr/bin/chromium";

/// Nothing it does by itself: no network of its own, no first-run pages, no slower tab for being behind another.
const FLAGS: [&str; 18] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--hide-scrollbars",
    "--lang=fr-BE",
    "--remote-debugging-port=0",
];

const SCRIPT: &str = r#"
set -eu
dir=$(mktemp -d /tmp/eclaireur-chromium.XXXXXX)
browser=
stop() {
    [ -z "$browser" ] || { kill "$browser" && wait "$browser"; } 2>/dev/null || true
    rm -rf "$dir" 2>/dev/null || rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP
mkdir "$dir/profile" "$dir/files"
echo "$dir/files"
HOME="$dir/profile" "$CHROMIUM" "$@" --user-data-dir="$dir/profile" about:blank 2>&1 >/dev/null &
browser=$!
cat >/dev/null
"#;

/// The longest any test may take, on a slow and busy machine.
const LONGEST: Duration = Duration::from_mins(8);

/// The browser, and a folder that is gone with it.
pub(super) struct Stage {
    pub(super) browser: Browser,
    pub(super) folder: PathBuf,
    _shell: Child,
}

impl Stage {
    /// A file to be sent, in a folder of its own so that its name is its own.
    #[expect(clippy::disallowed_methods, reason = "a test writes its files")]
    pub(super) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let folder = self.folder.join(format!("file-{}", NEXT.fetch_add(1, Ordering::SeqCst)));
        std::fs::create_dir(&folder).expect("a folder");
        let file = folder.join(name);
        std::fs::write(&file, bytes).expect(name);
        file
    }
}

/// Runs a test on the stage, or says that it is skipped where there is no Chromium.
pub(super) fn play(test: impl AsyncFnOnce(&'static Stage)) {
    static STAGE: OnceLock<Option<Stage>> = OnceLock::new();
    match STAGE.get_or_init(|| Path::new(CHROMIUM).exists().then(start)) {
        None => skipped("Chromium in /usr/bin"),
        Some(stage) => runtime().block_on(async {
            timeout(LONGEST, test(stage)).await.expect("a test comes to its end");
        }),
    }
}

/// It outlives every test, since the browser does and the sites that tests share.
pub(super) fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts")
    })
}

fn start() -> Stage {
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh"]).args(FLAGS).env("CHROMIUM", CHROMIUM).current_dir("/");
    // A group of its own: an interrupt at the keyboard is for us, and it hears of our end.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut shell = command.spawn().expect("a shell starts");
    let mut lines = BufReader::new(shell.stdout.take().expect("it has an output")).lines();
    let folder = lines.next().expect("it says where it is").expect("in words").into();
    let address = address(lines);
    let browser = runtime().block_on(async {
        // Without a viewport of its own: each tab says how wide it is.
        let config = HandlerConfig { viewport: None, ..HandlerConfig::default() };
        let (browser, mut handler) =
            Browser::connect_with_config(address, config).await.expect("Chromium answers");
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        browser
    });
    Stage { browser, folder, _shell: shell }
}

/// Where Chromium listens. What it says afterwards is read too, so that it never waits for a reader.
fn address(lines: Lines<BufReader<ChildStdout>>) -> String {
    let (found, address) = channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let Some(address) = line.strip_prefix("DevTools listening on ") {
                let _ = found.send(address.to_owned());
            }
        }
    });
    address.recv_timeout(Duration::from_secs(30)).expect("Chromium starts")
}
