//! `backup` and `restore`: everything in one file, tried out before it counts, and back.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde_json::json;

use super::{Common, Outcome, print};
use crate::backup;
use crate::clock::Clock;
use crate::config::Layer;
use crate::store::{By, Database, sqlite_path, without_password};

/// Writes everything into one file while the service goes on, and tries it out.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file; one that is there is replaced once the new one was tried out.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Puts a backup in the place of the database; the service must be stopped.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The file that `backup` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also where there is something; what is there is kept beside.
    #[arg(long)]
    replace: bool,
}

/// Opens the database of the settings as it is: nothing is made where there is none, nothing is migrated.
pub(super) async fn as_it_is(url: &str) -> Result<Database> {
    let shown = without_password(url);
    if let Some(path) = sqlite_path(url) {
        ensure!(path.exists(), "there is no database at {shown}; say which with --database-url");
    }
    Database::connect(url).await.with_context(|| format!("opening {shown}"))
}

impl Backup {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer::default(), false)?;
        let (url, now) = (&settings.database_url, Clock::system().now());
        // Not migrated: what an older program left is backed up as it is, before a newer one touches it.
        let db = as_it_is(url).await?;
        let made = backup::make(&db, &self.file, now).await;
        let made = made.with_context(|| format!("{}: no backup was made", self.file.display()))?;
        if db.ready().await? {
            backup::note(&db, &By::local(now), &made).await?;
        }
        db.close().await?;
        if common.json {
            let mut told = made.told();
            if let Some(told) = told.as_object_mut() {
                told.insert("file".to_owned(), json!(made.path.display().to_string()));
                told.insert("chains_whole".to_owned(), json!(made.chains_whole()));
            }
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            let (rows, schema) = (made.head.rows(), made.head.schema());
            print(&format!("{}\t{rows} rows\t{schema}\tsha256 {}", made.path.display(), made.sha256));
        }
        if made.chains_whole() {
            return Ok(Outcome::Done);
        }
        eprintln!("eclaireur: a chain of events was broken before the backup: see `eclaireur audit verify`");
        Ok(Outcome::DoneWithErrors)
    }
}

impl Restore {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer::default(), false)?;
        let url = &settings.database_url;
        let restored = backup::restore(url, &self.file, self.replace, Clock::system().now()).await;
        let restored = restored
            .with_context(|| format!("{} was not put into {}", self.file.display(), without_password(url)))?;
        if common.json {
            let told = json!({
                "file": self.file.display().to_string(), "sha256": restored.sha256,
                "made_at": restored.head.made_at, "program": restored.head.program,
                "schema": restored.head.schema(), "rows": restored.head.rows(), "kept": restored.kept,
            });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            print(&format!("{} rows of {} put back", restored.head.rows(), restored.head.made_at));
            if let Some(kept) = &restored.kept {
                print(&format!("what was here: {kept}"));
            }
        }
        Ok(Outcome::Done)
    }
}
