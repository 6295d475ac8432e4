//! `migrate`: brings the database up to date; with `--from` and `--to`, copies everything into another one and holds both against
//! each other, table by table.

use anyhow::Result;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::backup::as_it_is;
use super::{Common, Outcome, print};
use crate::backup::{self, Step};
use crate::store::without_password;

/// Creates and upgrades the database, or copies everything into another one.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// The database to copy; the service must be stopped.
    #[arg(long, value_name = "URL", requires = "to")]
    from: Option<String>,
    /// The empty database to copy into.
    #[arg(long, value_name = "URL", requires = "from")]
    to: Option<String>,
}

impl Migrate {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let Some((from, to)) = self.from.zip(self.to) else {
            common.app().await?.db.close().await?;
            return Ok(Outcome::Done);
        };
        as_it_is(&from).await?.close().await?;
        let style = ProgressStyle::with_template("{bar:30} {percent:>3} % {msg} {eta}")?;
        let bar = ProgressBar::new(0).with_style(style);
        let told = |step: Step<'_>| match step {
            Step::Begins(table, rows) => {
                bar.reset();
                bar.set_length(rows);
                bar.set_message(table.to_owned());
            }
            Step::Went(rows) => bar.inc(rows),
            Step::Same(table) if !common.json => {
                bar.suspend(|| print(&format!("{}\t{} rows\t{}", table.name, table.rows, table.sum)));
            }
            Step::Same(_) => {}
        };
        let moved = backup::copy(&from, &to, told).await?;
        bar.finish_and_clear();
        let rows: u64 = moved.iter().map(|table| table.rows).sum();
        if common.json {
            let tables: Vec<_> =
                moved.iter().map(|t| json!({ "name": t.name, "rows": t.rows, "sum": t.sum })).collect();
            let (from, to) = (without_password(&from), without_password(&to));
            let told = json!({ "from": from, "to": to, "rows": rows, "tables": tables });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            print(&format!("{} tables, {rows} rows: the same in both", moved.len()));
        }
        Ok(Outcome::Done)
    }
}
