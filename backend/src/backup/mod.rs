//! The whole database in one file, and back: online, consistent, and tried out before it counts.
//!
//! ```text
//! one snapshot ─rows─▶ FILE.part ─put back─▶ FILE.trial (SQLite) ─same rows, same chains?─▶ FILE
//! ```
//!
//! Taken in one transaction that sees one moment, while others read and write. The same file goes back into SQLite or
//! PostgreSQL, of this version of the program or a later one: rows are put into the tables as they were, then migrated.
//! A backup counts once it was put back into a database of its own beside the file, with as many rows in each table and the
//! same chain of events for each organisation. Does *not* decide when: `crate::jobs::backup`; nor which are kept: [`keep`].

mod format;
pub mod keep;
mod moving;
mod restore;

use core::pin::pin;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use eclaireur_models::period::rfc3339;
use futures_util::TryStreamExt as _;
use sea_orm::{DatabaseTransaction, DbBackend};
use serde_json::{Value, json};

pub use self::format::{ChainHead, Head, TableHead};
use self::format::{Opened, Writing};
pub use self::moving::{MovedTable, Step, copy};
pub use self::restore::{Restored, restore};
use crate::config::Settings;
use crate::outside::files;
use crate::store::backup::{self, Cell, Table};
use crate::store::{By, Database, ledger};

/// Rows held at a time while a table is put back.
const ROWS: usize = 2_000;
/// Bytes held at a time while a table is put back: files are rows too.
const BYTES: usize = 8 * 1024 * 1024;

/// A backup that was made and tried out.
#[derive(Debug, Clone)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// Its sum.
    pub sha256: String,
    /// What it says of itself.
    pub head: Head,
}

impl Made {
    /// As JSON, for programs and for the event log; no path, which says how the machine is arranged.
    pub fn told(&self) -> Value {
        json!({
            "sha256": self.sha256, "bytes": self.bytes, "made_at": self.head.made_at, "program": self.head.program,
            "schema": self.head.schema(), "rows": self.head.rows(),
            "entries": self.head.chains.iter().map(|chain| chain.entries).sum::<u64>(),
        })
    }

    /// Whether every chain of events is whole.
    pub fn chains_whole(&self) -> bool {
        self.head.chains.iter().all(|chain| chain.broken_at.is_none())
    }
}

/// Makes a backup of everything at this moment, and tries it out. A file that is there is replaced once the new one has
/// been tried.
///
/// # Errors
/// The database, the disk, or a backup that does not come back as it was.
pub async fn make(db: &Database, out: &Path, now: i64) -> Result<Made> {
    let part = beside(out, "part");
    let written = write(db, &part, now).await;
    let tried = match written {
        Ok((sha256, bytes)) => try_out(&part, &beside(out, "trial")).await.map(|head| (sha256, bytes, head)),
        Err(error) => Err(error),
    };
    match tried {
        Ok((sha256, bytes, head)) => {
            files::rename(&part, out)?;
            Ok(Made { path: out.to_owned(), bytes, sha256, head })
        }
        Err(error) => {
            files::remove(&part)?;
            Err(error)
        }
    }
}

/// Makes a backup before an upgrade, where there is a folder for it and something to lose.
///
/// # Errors
/// As [`make`]: a database that cannot be kept is not touched.
pub async fn before_upgrade(db: &Database, settings: &Settings, now: i64) -> Result<Option<Made>> {
    let Some(folder) = &settings.upkeep.backup_dir else { return Ok(None) };
    let applied = backup::applied(db.read()).await?;
    let Some(schema) = applied.last().filter(|_| applied.len() < backup::known().len()) else {
        return Ok(None);
    };
    files::make_folder(folder)?;
    let made = make(db, &folder.join(keep::before_upgrade(schema)), now).await;
    let made = made.context("the backup before the upgrade was not made, and nothing was upgraded")?;
    tracing::info!(schema, rows = made.head.rows(), bytes = made.bytes, "backup before the upgrade");
    Ok(Some(made))
}

/// Says in the event log that a backup was made.
///
/// # Errors
/// The database.
pub async fn note(db: &Database, by: &By, made: &Made) -> Result<()> {
    let tx = db.begin().await?;
    backup::note_made(&tx, by, &made.told()).await?;
    tx.commit().await?;
    Ok(())
}

/// `FILE.word`, in the same folder.
fn beside(file: &Path, word: &str) -> PathBuf {
    let mut name = file.to_owned().into_os_string();
    name.push(".");
    name.push(word);
    PathBuf::from(name)
}

async fn write(db: &Database, part: &Path, now: i64) -> Result<(String, u64)> {
    let tx = db.snapshot().await?;
    let migrations = backup::applied(&tx).await?;
    ensure!(!migrations.is_empty(), "there is nothing to back up: the database is empty");
    let tables = backup::tables(migrations.len()).await?;
    let mut heads = Vec::with_capacity(tables.len());
    for table in &tables {
        heads.push(head_of(table, backup::count(&tx, table).await?));
    }
    let database = match db.backend() {
        DbBackend::Postgres => "postgres",
        _ => "sqlite",
    };
    let head = Head {
        format: format::FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database: database.to_owned(),
        made_at: rfc3339(now),
        migrations,
        tables: heads,
        chains: chains(&tx).await?,
    };
    let mut writing = Writing::begin(part, &head)?;
    for table in &tables {
        let mut rows = pin!(backup::rows(&tx, table).await.with_context(|| table.name.clone())?);
        while let Some(row) = rows.try_next().await.with_context(|| table.name.clone())? {
            writing.row(&row)?;
        }
    }
    tx.rollback().await?;
    writing.end()
}

fn head_of(table: &Table, rows: u64) -> TableHead {
    let columns = table.columns.iter().map(|c| (c.name.clone(), c.kind.code().to_owned())).collect();
    TableHead { name: table.name.clone(), columns, rows }
}

async fn chains(tx: &DatabaseTransaction) -> Result<Vec<ChainHead>> {
    let chains = ledger::chains(tx, None).await?;
    let chain = |chain: ledger::Chain| ChainHead {
        organisation: chain.tenant.map(|tenant| tenant.to_string()),
        entries: chain.entries,
        last: chain.last,
        broken_at: chain.broken.map(|broken| broken.seq),
    };
    Ok(chains.into_iter().map(chain).collect())
}

/// Puts a backup back into a SQLite of its own, and sees whether it is what it says.
async fn try_out(file: &Path, trial: &Path) -> Result<Head> {
    let opened = Opened::open(file)?;
    remove_sqlite(trial)?;
    let tried = put_on_trial(opened, trial).await;
    remove_sqlite(trial)?;
    tried.context("the backup was tried out, and does not come back as it was; it is not kept")
}

async fn put_on_trial(opened: Opened, trial: &Path) -> Result<Head> {
    let db = Database::connect(&format!("sqlite://{}", trial.display())).await?;
    let tried = async {
        let tx = db.begin().await?;
        let (head, _) = fill(&tx, opened).await?;
        tx.commit().await?;
        Ok(head)
    };
    let tried: Result<Head> = tried.await;
    db.close().await?;
    tried
}

/// Removes a SQLite with its journals.
fn remove_sqlite(file: &Path) -> Result<()> {
    for word in ["-wal", "-shm", "-journal", ""] {
        let mut name = file.to_owned().into_os_string();
        name.push(word);
        files::remove(Path::new(&name))?;
    }
    Ok(())
}

/// Puts the rows of a backup into an empty database, and sees that all of them are there.
async fn fill(tx: &DatabaseTransaction, mut opened: Opened) -> Result<(Head, String)> {
    let head = opened.head.clone();
    let known = backup::known();
    ensure!(
        known.get(..head.migrations.len()) == Some(head.migrations.as_slice()),
        "it was written by a newer program (version {}, schema {}); install that one",
        head.program,
        head.schema()
    );
    let tables = backup::tables(head.migrations.len()).await?;
    let shapes: Vec<TableHead> =
        tables.iter().zip(&head.tables).map(|(table, said)| head_of(table, said.rows)).collect();
    ensure!(
        shapes == head.tables && tables.len() == head.tables.len(),
        "its tables are not those of schema {}",
        head.schema()
    );
    backup::begin_putting(tx, head.migrations.len(), &tables).await?;
    for (table, said) in tables.iter().zip(&head.tables) {
        put(tx, table, said.rows, &mut opened).await.with_context(|| table.name.clone())?;
    }
    ensure!(opened.at_end()?, "there are more rows than it says");
    for (table, said) in tables.iter().zip(&head.tables) {
        let found = backup::count(tx, table).await?;
        if found != said.rows {
            bail!("{} rows of {} were written, {found} are there", said.rows, table.name);
        }
    }
    ensure!(chains(tx).await? == head.chains, "the chains of events are not those that were written");
    backup::settle(tx).await?;
    Ok((head, opened.sha256))
}

async fn put(tx: &DatabaseTransaction, table: &Table, rows: u64, opened: &mut Opened) -> Result<()> {
    let (mut held, mut bytes) = (Vec::new(), 0);
    for _ in 0..rows {
        let row = opened.row(table.columns.len())?;
        bytes += row.iter().map(size).sum::<usize>();
        held.push(row);
        if held.len() >= ROWS || bytes >= BYTES {
            backup::put(tx, table, &held).await?;
            held.clear();
            bytes = 0;
        }
    }
    Ok(backup::put(tx, table, &held).await?)
}

fn size(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::Bytes(bytes) => bytes.len(),
        _ => 8,
    }
}
