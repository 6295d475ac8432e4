//! Rows on their way out.

use core::future::ready;

use futures_util::{Stream, TryStreamExt as _};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, StreamTrait};

use super::{Cell, Kind, Table, quoted};
use crate::store::error::{Result, StoreError};

/// The rows of a table, in the order of its key. Text is sorted as the database sorts it: two of them may differ.
///
/// # Errors
/// The database.
pub async fn rows<'a>(
    tx: &'a DatabaseTransaction,
    table: &'a Table,
) -> Result<impl Stream<Item = Result<Vec<Cell>>> + Send + 'a> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            // PostgreSQL has numbers of several widths and gives each only as what it is.
            Kind::Int => format!("CAST({} AS BIGINT)", quoted(&column.name)),
            _ => quoted(&column.name),
        })
        .collect();
    let key: Vec<String> = table.key.iter().map(|column| quoted(column)).collect();
    let sql =
        format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), quoted(&table.name), key.join(", "));
    let statement = Statement::from_string(ConnectionTrait::get_database_backend(tx), sql);
    let rows = tx.stream_raw(statement).await?;
    Ok(rows.map_err(StoreError::from).and_then(move |row| ready(cells(&row, table))))
}

fn cells(row: &QueryResult, table: &Table) -> Result<Vec<Cell>> {
    let one = |(place, kind): (usize, Kind)| -> Result<Cell> {
        let cell = match kind {
            Kind::Bool => row.try_get_by_index::<Option<bool>>(place)?.map(Cell::Bool),
            Kind::Int => row.try_get_by_index::<Option<i64>>(place)?.map(Cell::Int),
            Kind::Text => row.try_get_by_index::<Option<String>>(place)?.map(Cell::Text),
            Kind::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(place)?.map(Cell::Bytes),
        };
        Ok(cell.unwrap_or(Cell::Null))
    };
    table.columns.iter().map(|column| column.kind).enumerate().map(one).collect()
}

/// How many rows a table has.
///
/// # Errors
/// The database.
pub async fn count<C: ConnectionTrait>(c: &C, table: &Table) -> Result<u64> {
    let sql = format!("SELECT COUNT(*) FROM {}", quoted(&table.name));
    let row = c.query_one_raw(Statement::from_string(c.get_database_backend(), sql)).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether any table that is there has a row, ours or somebody else's.
///
/// # Errors
/// The database.
pub async fn holds_something<C: ConnectionTrait>(c: &C) -> Result<bool> {
    for name in names(c).await? {
        let sql = format!("SELECT 1 AS one FROM {} LIMIT 1", quoted(&name));
        if c.query_one_raw(Statement::from_string(c.get_database_backend(), sql)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The tables that are there, but for the list of migrations.
pub(super) async fn names<C: ConnectionTrait>(c: &C) -> Result<Vec<String>> {
    let sql = match c.get_database_backend() {
        DbBackend::Postgres => {
            // The parts of a table are rows of the table.
            "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
             AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'seaql_%' ORDER BY 1"
        }
        _ => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name NOT LIKE 'seaql_%' ORDER BY name"
        }
    };
    super::rows_of_text(c, sql).await
}
