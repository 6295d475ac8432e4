//! Rows on their way in, in one transaction: all of them, or none.
//!
//! Tables point at each other and some at themselves: references are looked at once, when everything is there.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait as _;

use super::take::names;
use super::{Cell, Kind, Table, known, migrate_to, quoted, rows_of_text};
use crate::store::error::{Result, StoreError};
use crate::store::migrations::Migrator;
use crate::store::readings::make_months;

/// Bound values of one statement, below what either database takes.
const BOUND: usize = 30_000;
/// The table of readings that has a part for each month, and the column that says which.
const BLOCKS: &str = "block";
const MONTH: &str = "month";

/// Makes the tables as they were after so many migrations, empty, with references looked at last.
///
/// # Errors
/// The database.
pub async fn begin_putting(tx: &DatabaseTransaction, migrations: usize, tables: &[Table]) -> Result<()> {
    migrate_to(tx, migrations).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        for reference in references(tx).await? {
            tx.execute_unprepared(&format!("ALTER TABLE {reference} DEFERRABLE INITIALLY DEFERRED")).await?;
        }
    } else {
        // Holds until the end of the transaction.
        tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
    }
    // What a migration put there itself is among what is put back.
    for table in tables {
        tx.execute_unprepared(&format!("DELETE FROM {}", quoted(&table.name))).await?;
    }
    Ok(())
}

/// Puts rows into a table.
///
/// # Errors
/// The database: rows that it would not have held.
pub async fn put(tx: &DatabaseTransaction, table: &Table, rows: &[Vec<Cell>]) -> Result<()> {
    by_month(tx, table, rows).await?;
    let width = table.columns.len();
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    for chunk in rows.chunks((BOUND / width.max(1)).max(1)) {
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * width);
        for row in chunk {
            if row.len() != width {
                return Err(StoreError::damaged("row", &table.name));
            }
            for (cell, column) in row.iter().zip(&table.columns) {
                values.push(bound(cell, column.kind).ok_or_else(|| StoreError::damaged("row", &table.name))?);
            }
        }
        let groups: Vec<String> = (0..chunk.len())
            .map(|row| {
                let places: Vec<String> = (1..=width).map(|n| format!("${}", row * width + n)).collect();
                format!("({})", places.join(", "))
            })
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            quoted(&table.name),
            columns.join(", "),
            groups.join(", ")
        );
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Readings by month: each month has its table before its rows come, where the schema has come that far.
async fn by_month(tx: &DatabaseTransaction, table: &Table, rows: &[Vec<Cell>]) -> Result<()> {
    if table.name != BLOCKS || tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let Some(place) = table.columns.iter().position(|column| column.name == MONTH) else { return Ok(()) };
    let month = |row: &Vec<Cell>| match row.get(place) {
        Some(Cell::Int(month)) => i32::try_from(*month).ok(),
        _ => None,
    };
    let months = rows.iter().filter_map(month).collect();
    let parted = "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
                  AND relname = 'block' AND relkind = 'p'";
    if rows_of_text(tx, parted).await?.is_empty() {
        return Ok(());
    }
    make_months(tx, &months).await
}

/// A cell as it is bound: nothing has a kind too.
fn bound(cell: &Cell, kind: Kind) -> Option<Value> {
    match (cell, kind) {
        (Cell::Bool(value), Kind::Bool) => Some((*value).into()),
        (Cell::Int(value), Kind::Int) => Some((*value).into()),
        (Cell::Text(value), Kind::Text) => Some(value.clone().into()),
        (Cell::Bytes(value), Kind::Bytes) => Some(value.clone().into()),
        (Cell::Null, Kind::Bool) => Some(None::<bool>.into()),
        (Cell::Null, Kind::Int) => Some(None::<i64>.into()),
        (Cell::Null, Kind::Text) => Some(None::<String>.into()),
        (Cell::Null, Kind::Bytes) => Some(None::<Vec<u8>>.into()),
        _ => None,
    }
}

/// Looks at every reference, and brings the tables up to what this program has.
///
/// # Errors
/// A row that points at nothing, a migration that fails.
pub async fn settle(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
        for reference in references(tx).await? {
            tx.execute_unprepared(&format!("ALTER TABLE {reference} NOT DEFERRABLE")).await?;
        }
    } else {
        let broken = rows_of_text(tx, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1").await?;
        if let Some(table) = broken.first() {
            return Err(StoreError::damaged("row", format!("a row of {table} points at nothing")));
        }
    }
    Migrator::up(tx, None).await?;
    Ok(())
}

/// Puts every table that is there out of the way, into a schema of its own beside, those of a newer program too; gives its
/// name, or `None` where only empty tables of ours were, which go. PostgreSQL only: on SQLite the file itself is put aside.
///
/// # Errors
/// The database: no right to make a schema.
pub async fn stand_aside(tx: &DatabaseTransaction, name: &str) -> Result<Option<String>> {
    let here = names(tx).await?;
    let ours: Vec<String> = super::tables(known().len()).await?.into_iter().map(|table| table.name).collect();
    let aside = super::holds_something(tx).await? || here.iter().any(|table| !ours.contains(table));
    // The parts of a table are moved each by itself; they are dropped with it.
    let beside = if aside {
        "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
         AND relkind = 'r' AND (relispartition OR relname = 'seaql_migrations') ORDER BY 1"
    } else {
        "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
         AND relkind = 'r' AND relname = 'seaql_migrations'"
    };
    if aside {
        tx.execute_unprepared(&format!("CREATE SCHEMA {}", quoted(name))).await?;
    }
    for table in here.iter().chain(&rows_of_text(tx, beside).await?) {
        let sql = if aside {
            format!("ALTER TABLE {} SET SCHEMA {}", quoted(table), quoted(name))
        } else {
            format!("DROP TABLE {} CASCADE", quoted(table))
        };
        tx.execute_unprepared(&sql).await?;
    }
    Ok(aside.then(|| name.to_owned()))
}

/// The foreign keys of the tables here, as `"table" ALTER CONSTRAINT "name"`.
async fn references(tx: &DatabaseTransaction) -> Result<Vec<String>> {
    let sql = "SELECT format('%I ALTER CONSTRAINT %I', c.relname, k.conname) FROM pg_constraint k \
               JOIN pg_class c ON c.oid = k.conrelid \
               WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = current_schema()::regnamespace ORDER BY 1";
    rows_of_text(tx, sql).await
}
