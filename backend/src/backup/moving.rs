//! Everything out of one database and into another, empty one: SQLite → PostgreSQL when a house has grown, or back.
//!
//! ```text
//! FROM, one moment ─rows─▶ TO, one transaction ─read again─▶ the same rows, the same sum in each table? ─▶ counts
//! ```
//!
//! Nothing is added on the way, no entry of the log either: both databases can be held against each other afterwards. Whoever
//! writes into the old one meanwhile writes in vain: stop the service first. Does *not* change the settings of the service.

use core::pin::pin;

use anyhow::{Context as _, Result, bail, ensure};
use futures_util::TryStreamExt as _;
use sea_orm::{DatabaseTransaction, DbBackend};
use sha2::{Digest as _, Sha256};

use super::{BYTES, ROWS, chains, size};
use crate::store::backup::{self, Cell, Table};
use crate::store::ledger::hex;
use crate::store::{Database, without_password};

/// A table that stands in both databases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Sum of its rows, in hexadecimal; the same in both.
    pub sum: String,
}

/// How far a copy is.
#[derive(Debug)]
pub enum Step<'a> {
    /// A table of this name begins: rows to be looked at, each in both databases.
    Begins(&'a str, u64),
    /// So many of them were.
    Went(u64),
    /// The table is there in both.
    Same(&'a MovedTable),
}

/// Rows after which it is said how far it is.
const TOLD_EVERY: u64 = 500;

/// The sum of rows whatever their order, for two databases sort text differently: the SHA-256 of each, laid over each other by
/// exclusive or. Keys are unique, so no two rows are alike and cancel each other.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    over: [u8; 32],
}

impl Sum {
    fn add(&mut self, row: &[Cell]) {
        let mut sum = Sha256::new();
        for cell in row {
            match cell {
                Cell::Null => sum.update([0]),
                Cell::Bool(value) => sum.update([1, u8::from(*value)]),
                Cell::Int(value) => {
                    sum.update([2]);
                    sum.update(value.to_be_bytes());
                }
                Cell::Text(value) => whole_of(&mut sum, 3, value.as_bytes()),
                Cell::Bytes(value) => whole_of(&mut sum, 4, value),
            }
        }
        for (over, byte) in self.over.iter_mut().zip(sum.finalize()) {
            *over ^= byte;
        }
        self.rows += 1;
    }
}

fn long(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn whole_of(sum: &mut Sha256, kind: u8, value: &[u8]) {
    sum.update([kind]);
    sum.update(long(value.len()).to_be_bytes());
    sum.update(value);
}

/// Copies everything; `told` hears how far it is. Rows pass through in bounded pieces. Whoever breaks it off, or whose machine
/// stops, finds the second database as it was: it is begun again.
///
/// # Errors
/// A database that does not open, one to copy into that holds something, a row that is not the same afterwards. In each case the
/// second database is as it was.
pub async fn copy(from: &str, to: &str, mut told: impl FnMut(Step<'_>)) -> Result<Vec<MovedTable>> {
    ensure!(from != to, "--from and --to are the same database");
    let old = Database::connect(from).await.with_context(|| format!("opening {}", without_password(from)))?;
    let shown = without_password(to);
    let new = Database::connect(to).await.with_context(|| format!("opening {shown}"))?;
    ensure!(
        !backup::holds_something(new.read()).await?,
        "there is something at {shown} already: everything is copied into an empty database only"
    );
    let (here, there) = (old.snapshot().await?, new.begin().await?);
    let moved = whole(&here, &there, &mut told).await;
    here.rollback().await?;
    match moved {
        Ok(moved) => {
            there.commit().await?;
            new.close().await?;
            old.close().await?;
            Ok(moved)
        }
        Err(error) => {
            there.rollback().await?;
            Err(error.context(format!("nothing was copied into {shown}")))
        }
    }
}

async fn whole(
    here: &DatabaseTransaction,
    there: &DatabaseTransaction,
    told: &mut impl FnMut(Step<'_>),
) -> Result<Vec<MovedTable>> {
    let migrations = backup::applied(here).await?;
    ensure!(!migrations.is_empty(), "there is nothing to copy: the first database is empty");
    let tables = backup::tables(migrations.len()).await?;
    if sea_orm::ConnectionTrait::get_database_backend(there) == DbBackend::Postgres {
        // Empty tables of ours go, whatever program made them.
        backup::stand_aside(there, "eclaireur_before_copy").await?;
    }
    let held = backup::applied(there).await?.len();
    ensure!(
        held <= migrations.len(),
        "the second database was made by a newer program than the first: bring the first up to date"
    );
    backup::begin_putting(there, migrations.len(), &tables).await?;
    let mut moved = Vec::with_capacity(tables.len());
    for table in &tables {
        let rows = backup::count(here, table).await?;
        told(Step::Begins(&table.name, rows.saturating_mul(2)));
        let sum = copied(here, there, table, told).await.with_context(|| table.name.clone())?;
        let found = summed(there, table, told).await.with_context(|| table.name.clone())?;
        if found != sum {
            bail!("{}: {} rows came out, {} others are there", table.name, sum.rows, found.rows);
        }
        let table = MovedTable { name: table.name.clone(), rows: sum.rows, sum: hex(&sum.over) };
        told(Step::Same(&table));
        moved.push(table);
    }
    ensure!(chains(here).await? == chains(there).await?, "the chains of events are not the same");
    backup::settle(there).await?;
    Ok(moved)
}

async fn copied(
    here: &DatabaseTransaction,
    there: &DatabaseTransaction,
    table: &Table,
    told: &mut impl FnMut(Step<'_>),
) -> Result<Sum> {
    let (mut sum, mut held, mut bytes) = (Sum::default(), Vec::new(), 0);
    let mut rows = pin!(backup::rows(here, table).await?);
    while let Some(row) = rows.try_next().await? {
        sum.add(&row);
        bytes += row.iter().map(size).sum::<usize>();
        held.push(row);
        if held.len() >= ROWS || bytes >= BYTES {
            backup::put(there, table, &held).await?;
            told(Step::Went(long(held.len())));
            held.clear();
            bytes = 0;
        }
    }
    backup::put(there, table, &held).await?;
    told(Step::Went(long(held.len())));
    Ok(sum)
}

async fn summed(tx: &DatabaseTransaction, table: &Table, told: &mut impl FnMut(Step<'_>)) -> Result<Sum> {
    let mut sum = Sum::default();
    let mut rows = pin!(backup::rows(tx, table).await?);
    while let Some(row) = rows.try_next().await? {
        sum.add(&row);
        if sum.rows % TOLD_EVERY == 0 {
            told(Step::Went(TOLD_EVERY));
        }
    }
    told(Step::Went(sum.rows % TOLD_EVERY));
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[Vec<Cell>]) -> Sum {
        let mut sum = Sum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn a_sum_knows_every_cell_and_not_the_order_of_rows() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let (one, two) = (vec![Cell::Int(1), text("a")], vec![Cell::Int(2), Cell::Null]);
        let all = sum(&[one.clone(), two.clone()]);
        assert_eq!(all, sum(&[two.clone(), one.clone()]));
        for other in [
            vec![one.clone()],
            vec![one.clone(), vec![Cell::Int(2), text("")]],
            vec![one.clone(), vec![Cell::Int(2), Cell::Bytes(Vec::new())]],
            vec![vec![Cell::Int(1), text("b")], two.clone()],
            vec![one, two.clone(), two],
        ] {
            assert_ne!(sum(&other), all, "{other:?}");
        }
        // Where a cell ends is part of it.
        assert_ne!(sum(&[vec![text("ab"), text("c")]]), sum(&[vec![text("a"), text("bc")]]));
    }
}
