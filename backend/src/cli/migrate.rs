//! `migrate`: brings the database up to date; with `--from` and `--to`, copies everything into another one and holds both against
//! each other, table by table.

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::backup::as_it_is;
use super::{Common, Outcome, print};
use crate::backup;
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
        let line = |table: &backup::MovedTable| {
            if !common.json {
                print(&format!("{}\t{} rows\t{}", table.name, table.rows, table.sum));
            }
        };
        let moved = backup::copy(&from, &to, line).await?;
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
