//! Every row of every table, out of one database and into another, whichever of the two they are.
//!
//! What the tables are is not asked of the database but of the migrations: an empty SQLite in memory is brought to the
//! same place, and says its tables, columns and keys. So a table of somebody else is left alone, the same rows come out of
//! SQLite and PostgreSQL, and what an older program kept is put back as that program had it, then brought up to date.
//! Does *not* know files: `crate::backup`.

mod put;
mod take;

pub use put::{begin_putting, put, settle, stand_aside};
pub use take::{count, holds_something, rows};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::by::By;
use super::error::{Result, StoreError};
use super::ledger;
use super::migrations::Migrator;

/// Kind of the entry that a backup leaves.
const MADE: &str = "backup.made";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number of at most 64 bits.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Bool, Kind::Int, Kind::Text, Kind::Bytes];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Bool => "bool",
            Kind::Int => "int",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
        }
    }

    /// The kind of this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a migration calls it on SQLite.
    fn declared(text: &str) -> Option<Kind> {
        let text = text.to_lowercase();
        let has = |word: &str| text.contains(word);
        match () {
            () if has("bool") => Some(Kind::Bool),
            () if has("int") => Some(Kind::Int),
            () if has("text") || has("char") => Some(Kind::Text),
            () if has("blob") || has("binary") => Some(Kind::Bytes),
            () => None,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// Names of the columns of its key: the order of its rows.
    pub key: Vec<String>,
}

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The migrations that a database has been through, oldest first; none when it is empty.
///
/// # Errors
/// It was migrated by a newer program, or does not answer.
pub async fn applied<C: ConnectionTrait>(c: &C) -> Result<Vec<String>> {
    let applied = Migrator::get_applied_migrations_read_only(c).await?;
    let applied: Vec<String> = applied.iter().map(|m| m.name().to_owned()).collect();
    if known().get(..applied.len()) != Some(applied.as_slice()) {
        return Err(StoreError::damaged("list of migrations", applied.join(" ")));
    }
    Ok(applied)
}

/// Every migration of this program, oldest first.
pub fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|m| m.name().to_owned()).collect()
}

/// The tables after so many migrations, in order of their names.
///
/// # Errors
/// A migration that fails, a column of a kind that is not known here.
pub async fn tables(migrations: usize) -> Result<Vec<Table>> {
    let memory = in_memory().await?;
    let empty = memory.begin().await?;
    migrate_to(&empty, migrations).await?;
    let names = rows_of_text(
        &empty,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'seaql_%' \
         ORDER BY name",
    )
    .await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let sql = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [name.as_str().into()]);
        let (mut columns, mut key) = (Vec::new(), Vec::new());
        for row in empty.query_all_raw(statement).await? {
            let column: String = row.try_get_by_index(0)?;
            let declared: String = row.try_get_by_index(1)?;
            let place: i32 = row.try_get_by_index(2)?;
            let kind =
                Kind::declared(&declared).ok_or_else(|| StoreError::damaged("kind of column", &declared))?;
            if place > 0 {
                key.push((place, column.clone()));
            }
            columns.push(Column { name: column, kind });
        }
        key.sort();
        tables.push(Table { name, columns, key: key.into_iter().map(|(_, column)| column).collect() });
    }
    empty.rollback().await?;
    memory.close().await?;
    Ok(tables)
}

/// Brings a database up to so many migrations.
async fn migrate_to(tx: &DatabaseTransaction, migrations: usize) -> Result<()> {
    let applied = Migrator::get_applied_migrations_read_only(tx).await?.len();
    let steps = u32::try_from(migrations.saturating_sub(applied)).unwrap_or(u32::MAX);
    if steps > 0 {
        Migrator::up(tx, Some(steps)).await?;
    }
    Ok(())
}

/// A SQLite that is gone with its one connection.
async fn in_memory() -> Result<DatabaseConnection> {
    let mut connect = sea_orm::ConnectOptions::new("sqlite::memory:");
    connect.max_connections(1).sqlx_logging(false).record_stmt_in_spans(false);
    Ok(sea_orm::Database::connect(connect).await?)
}

/// The first column of each row.
async fn rows_of_text<C: ConnectionTrait>(c: &C, sql: &str) -> Result<Vec<String>> {
    let statement = Statement::from_string(c.get_database_backend(), sql);
    let rows = c.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<core::result::Result<_, _>>()?)
}

/// A name as SQL wants it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Says in the log of the service that a backup was made.
///
/// # Errors
/// The database.
pub async fn note_made<C: ConnectionTrait>(tx: &C, by: &By, data: &serde_json::Value) -> Result<()> {
    ledger::append(tx, by, None, MADE, "backup", data).await
}

/// Says in the log of the service that everything here was put back from a backup.
///
/// # Errors
/// The database.
pub async fn note_restored<C: ConnectionTrait>(tx: &C, by: &By, data: &serde_json::Value) -> Result<()> {
    ledger::append(tx, by, None, "backup.restored", "backup", data).await
}

/// The last backup that was made, as the log of the service tells.
///
/// # Errors
/// The database.
pub async fn last_made<C: ConnectionTrait>(c: &C) -> Result<Option<ledger::Entry>> {
    ledger::newest_of_service(c, MADE).await
}
