//! A table of daily mean temperatures that a person loads: for a server that asks nobody, or to correct a service.
//!
//! One way for the page and the command line. A table with an error in it is not used at all, and each day whose value
//! changes is said.

use std::sync::Arc;

use anyhow::Result;
use eclaireur_models::climate::TemperatureTable;
use eclaireur_models::finding::{Code, Finding, Findings, Severity};
use eclaireur_models::readings::RowCounts;

use super::sha256;
use crate::app::App;
use crate::store::weather::{self, Loaded, NewLoad, Origin};

/// Longest name of a file that is kept with its days.
const NAME: usize = 100;

/// What a table came to.
#[derive(Debug)]
pub struct Taken {
    /// SHA-256 of the file.
    pub sha256: String,
    /// What became of its rows.
    pub rows: RowCounts,
    /// What is to be said.
    pub findings: Vec<Finding>,
    /// What was kept; `None` when nothing was, because of an error.
    pub loaded: Option<Loaded>,
}

impl Taken {
    /// Whether something must be corrected before the table can be used.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity() == Severity::Error)
    }
}

/// Reads a table and keeps its days, all of them or none.
///
/// # Errors
/// The database.
pub async fn take(app: &App, station: &str, name: &str, bytes: &Arc<Vec<u8>>) -> Result<Taken> {
    let (bytes, today) = (Arc::clone(bytes), app.clock.today());
    // Off the threads that answer requests.
    let read = move || (sha256(&bytes), TemperatureTable::read(&bytes, today));
    let (sha256, table) = tokio::task::spawn_blocking(read).await?;
    let TemperatureTable { days, rows, findings: said } = table;
    let mut taken = Taken { sha256, rows, findings: said, loaded: None };
    if taken.has_errors() {
        return Ok(taken);
    }
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
    let source = format!("{name} sha256:{}", taken.sha256);
    let tx = app.db.begin().await?;
    let new = NewLoad { station, origin: Origin::File, source: &source, days: &days };
    let loaded = weather::load(&tx, &app.by(), &new).await?;
    tx.commit().await?;
    let mut findings = Findings::default();
    taken.findings.drain(..).for_each(|finding| findings.push(finding));
    for changed in &loaded.changed {
        let finding = Finding::new(Code::TemperatureChanged)
            .with("day", changed.day)
            .with("before", changed.before.celsius())
            .with("origin", changed.origin.code())
            .with("after", changed.after.celsius());
        findings.push(finding);
    }
    taken.findings = findings.into_vec();
    taken.loaded = Some(loaded);
    Ok(taken)
}
