//! A backup put back in the place of a database: whole, or nothing is touched.
//!
//! A database that holds something is left alone unless somebody says that it may be replaced, and then it stays beside:
//! the file under another name, or on PostgreSQL a schema of its own. Nobody else may have it open meanwhile.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use eclaireur_models::period::local;
use serde_json::json;

use super::format::Opened;
use super::{Head, beside, fill, remove_sqlite};
use crate::outside::files;
use crate::store::backup;
use crate::store::{By, Database, sqlite_path};

/// What was put back.
#[derive(Debug, Clone)]
pub struct Restored {
    /// What the backup says of itself.
    pub head: Head,
    /// Its sum.
    pub sha256: String,
    /// Where the database that was here stands now: a file, or a schema of PostgreSQL.
    pub kept: Option<String>,
}

/// Puts a backup in the place of the database at this address.
///
/// # Errors
/// The file is damaged or of a newer program; there is something here and `replace` was not said; somebody has the
/// database open. In each case nothing was changed.
pub async fn restore(url: &str, file: &Path, replace: bool, now: i64) -> Result<Restored> {
    let opened = Opened::open(file)?;
    // Another second, another name: what was put aside before is not touched.
    let name = format!("before_restore_{}", moment(now));
    match sqlite_path(url) {
        Some(path) => into_file(&path, opened, replace, now, &name).await,
        None => into_server(url, opened, replace, now, &name).await,
    }
}

/// `20261121_090000`, in civil time.
fn moment(now: i64) -> String {
    local(now).map_or_else(|| now.to_string(), |at| at.strftime("%Y%m%d_%H%M%S").to_string())
}

fn refuse_to_overwrite(replace: bool) -> Result<()> {
    ensure!(
        replace,
        "there is something in this database already; say --replace to put the backup in its place (what is here is kept beside)"
    );
    Ok(())
}

const OPEN_ELSEWHERE: &str = "another program has this database open; stop the service first";

async fn into_file(path: &Path, opened: Opened, replace: bool, now: i64, name: &str) -> Result<Restored> {
    let mut kept = None;
    if path.exists() {
        let db = Database::connect(&url_of(path)).await?;
        let something = backup::holds_something(db.read()).await;
        let alone = db.close_alone(&url_of(path)).await?;
        if something.context("what is here cannot be read; move it away first")? {
            refuse_to_overwrite(replace)?;
            kept = Some(beside(path, name));
        }
        ensure!(alone, OPEN_ELSEWHERE);
    }
    let making = beside(path, "restoring");
    remove_sqlite(&making)?;
    let filled = into_new_file(&making, opened, now).await;
    let (head, sha256) = match filled {
        Ok(filled) => filled,
        Err(error) => {
            remove_sqlite(&making)?;
            return Err(error);
        }
    };
    if let Some(kept) = &kept {
        files::rename(path, kept)?;
    }
    files::rename(&making, path)?;
    Ok(Restored { head, sha256, kept: kept.map(|path| path.display().to_string()) })
}

async fn into_new_file(making: &Path, opened: Opened, now: i64) -> Result<(Head, String)> {
    let db = Database::connect(&url_of(making)).await?;
    let tx = db.begin().await?;
    let filled = fill(&tx, opened).await;
    let noted = match &filled {
        Ok((head, sha256)) => note(&tx, head, sha256, now).await,
        Err(_) => Ok(()),
    };
    let ended = if filled.is_ok() && noted.is_ok() { tx.commit().await } else { tx.rollback().await };
    let alone = db.close_alone(&url_of(making)).await;
    let filled = filled?;
    noted?;
    ended?;
    ensure!(alone?, "the new file is open elsewhere: {}", making.display());
    Ok(filled)
}

async fn into_server(url: &str, opened: Opened, replace: bool, now: i64, name: &str) -> Result<Restored> {
    let db = Database::connect(url).await?;
    if backup::holds_something(db.read()).await? {
        refuse_to_overwrite(replace)?;
    }
    if !db.close_alone(url).await? {
        bail!(OPEN_ELSEWHERE);
    }
    let db = Database::connect(url).await?;
    let tx = db.begin().await?;
    let kept = backup::stand_aside(&tx, name).await?;
    let (head, sha256) = fill(&tx, opened).await?;
    note(&tx, &head, &sha256, now).await?;
    tx.commit().await?;
    db.close().await?;
    Ok(Restored { head, sha256, kept })
}

fn url_of(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

async fn note(tx: &sea_orm::DatabaseTransaction, head: &Head, sha256: &str, now: i64) -> Result<()> {
    let data = json!({ "sha256": sha256, "made_at": head.made_at, "program": head.program, "schema": head.schema() });
    Ok(backup::note_restored(tx, &By::local(now), &data).await?)
}
