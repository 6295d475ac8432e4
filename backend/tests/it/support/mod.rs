//! What tests stand on: a fresh database each, the service on it, the program itself, a word about what was skipped.

mod answer;
mod app;
mod databases;
mod files;
mod folders;
mod people;
mod postgres;
mod program;
mod proxy;

pub(crate) use answer::Answer;
pub(crate) use app::{TestApp, code_in};
pub(crate) use databases::{TestDatabase, on_both, on_postgres, on_sqlite};
pub(crate) use files::{
    EAN, Export, MONTHS, archive, export, jpeg, locked, monthly_table, one_bad_row, one_day,
};
#[cfg(unix)]
pub(crate) use folders::rights;
pub(crate) use folders::{read, samples, write};
pub(crate) use people::{SignedIn, adviser, manager, reviewer};
pub(crate) use postgres::OwnServer;
pub(crate) use program::{Program, Said, Service};
pub(crate) use proxy::Proxy;

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

/// Says that something cannot be tested on this machine, or fails where everything must be.
///
/// Written past the test runner, which keeps to itself what passing tests print; each line counts those before it,
/// so the last one is the summary.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
pub(crate) fn skipped(what: &str) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let required = std::env::var_os("ECLAIREUR_REQUIRE_ALL").is_some_and(|value| value == "1");
    assert!(!required, "ECLAIREUR_REQUIRE_ALL is set, and there is no {what}");
    let count = COUNT.fetch_add(1, Ordering::SeqCst) + 1;
    let _ = writeln!(std::io::stderr(), "skipped: no {what} ({count} skipped so far)");
}
