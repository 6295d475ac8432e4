//! The tables of packed readings by month, on PostgreSQL: made before a month is first written, each under a lock that lets
//! everybody read.
//!
//! ```text
//! months of an import ─▶ is there a table for each? ─no─▶ a short transaction of its own: table made, rows of the rest brought
//!                                                         home, attached ─▶ the import writes
//! ```
//!
//! Never within the transaction of the import: a table that points at imports and channels is attached under a lock that waits
//! for whoever writes these, and two imports would wait for each other. A row whose month has no table is not refused: it
//! stands in the rest until the next time somebody asks ([`settle`]). Nothing of this is there on SQLite.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::store::database::{self, Database};
use crate::store::error::Result;

/// Key of the advisory lock under which tables are made, one maker at a time. Any number, never changed.
const MAKING: i64 = 0x00ec_1a13;
/// How long a maker waits for those who write before it leaves the rows in the rest.
const PATIENCE: &str = "SET LOCAL lock_timeout = '10s'";

/// Sees to it that each of these months has its table.
///
/// # Errors
/// The database. Whoever wrote too long for the tables to be made is no error: rows then stand in the rest for a while.
pub async fn ready(db: &Database, months: impl IntoIterator<Item = i32>) -> Result<()> {
    if db.backend() != DbBackend::Postgres {
        return Ok(());
    }
    let months: BTreeSet<i32> = months.into_iter().collect();
    if months.is_empty() {
        return Ok(());
    }
    let there = tables(db.read()).await?;
    if months.iter().all(|month| there.contains(month)) {
        return Ok(());
    }
    let tx = db.begin().await?;
    match waited(&tx, &months).await {
        Ok(()) => tx.commit().await?,
        Err(error) if error.is_lock_timeout() => {
            tx.rollback().await?;
            tracing::info!("others write: readings of a new month stand in the rest until the next round");
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Makes them once nobody writes imports and channels: asked for first, as whoever imports does, so that nobody waits in a ring.
async fn waited<C: ConnectionTrait>(tx: &C, months: &BTreeSet<i32>) -> Result<()> {
    tx.execute_unprepared(PATIENCE).await?;
    tx.execute_unprepared("LOCK TABLE import, channel IN SHARE ROW EXCLUSIVE MODE").await?;
    make(tx, months).await
}

/// Brings the rows of the rest home, into tables of their months; says how many months were made.
///
/// # Errors
/// The database.
pub async fn settle(db: &Database) -> Result<usize> {
    if db.backend() != DbBackend::Postgres {
        return Ok(0);
    }
    let months = numbers(db.read(), "SELECT DISTINCT month FROM block_rest").await?;
    let made = months.len();
    ready(db, months).await?;
    Ok(made)
}

/// Makes the tables that lack, in the transaction of whoever has the database for himself.
pub(in crate::store) async fn make<C: ConnectionTrait>(tx: &C, months: &BTreeSet<i32>) -> Result<()> {
    database::lock(tx, MAKING).await?;
    let there = tables(tx).await?;
    for month in months.difference(&there) {
        for sql in table_of(*month) {
            tx.execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// The statements that make the table of a month, with the rows of it that wait in the rest. Attached, not made as a part: so
/// whoever reads or writes other months goes on.
fn table_of(month: i32) -> [String; 6] {
    let name = format!("block_{:04}_{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
    let next = month.saturating_add(1);
    [
        format!("CREATE TABLE {name} (LIKE block INCLUDING DEFAULTS INCLUDING STORAGE)"),
        // Known without looking at each row.
        format!("ALTER TABLE {name} ADD CONSTRAINT {name}_month CHECK (month >= {month} AND month < {next})"),
        format!("INSERT INTO {name} SELECT * FROM block_rest WHERE month = {month}"),
        format!("DELETE FROM block_rest WHERE month = {month}"),
        format!("ALTER TABLE block ATTACH PARTITION {name} FOR VALUES FROM ({month}) TO ({next})"),
        format!("ALTER TABLE {name} DROP CONSTRAINT {name}_month"),
    ]
}

/// The months that have a table.
async fn tables<C: ConnectionTrait>(c: &C) -> Result<BTreeSet<i32>> {
    let sql = "SELECT CAST(substring(c.relname FROM 7 FOR 4) AS INTEGER) * 12 + CAST(substring(c.relname FROM 12) AS INTEGER) - 1 \
               FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
               WHERE i.inhparent = 'block'::regclass AND c.relname ~ '^block_[0-9]{4}_[0-9]{2}$'";
    numbers(c, sql).await
}

async fn numbers<C: ConnectionTrait>(c: &C, sql: &str) -> Result<BTreeSet<i32>> {
    let rows = c.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}
