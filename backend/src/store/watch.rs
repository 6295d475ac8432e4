//! What whoever watches the service is told: counts over all organisations, nothing of any one but until when it was read.

use core::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use super::database::Database;
use super::error::Result;

/// How long the database may take to say that it is there.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Whether the database answers soon, and has the schema of this program.
pub async fn answers(db: &Database) -> bool {
    let ready = async { db.ping().await.is_ok() && db.ready().await.unwrap_or(false) };
    tokio::time::timeout(AT_ONCE, ready).await.unwrap_or(false)
}

async fn rows<C: ConnectionTrait>(c: &C, sql: &str) -> Result<Vec<QueryResult>> {
    Ok(c.query_all_raw(Statement::from_string(c.get_database_backend(), sql)).await?)
}

/// Imports held, by status.
///
/// # Errors
/// The database.
pub async fn imports<C: ConnectionTrait>(c: &C) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT status, COUNT(*) FROM import GROUP BY status ORDER BY status";
    let one = |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    rows(c, sql).await?.iter().map(one).collect()
}

/// Findings held, by code and severity.
///
/// # Errors
/// The database.
pub async fn findings<C: ConnectionTrait>(c: &C) -> Result<Vec<(String, String, i64)>> {
    let sql = "SELECT code, severity, COUNT(*) FROM finding GROUP BY code, severity ORDER BY code, severity";
    let one = |row: &QueryResult| {
        Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))
    };
    rows(c, sql).await?.iter().map(one).collect()
}

/// Code of each organisation in use, and the UTC second up to which any of its meters was read.
///
/// # Errors
/// The database.
pub async fn last_readings<C: ConnectionTrait>(c: &C) -> Result<Vec<(String, Option<i64>)>> {
    let sql = "SELECT o.code, MAX(r.last_end) FROM organisation o LEFT JOIN ( \
                 SELECT tenant, MAX(last_end) AS last_end FROM block GROUP BY tenant \
                 UNION ALL SELECT tenant, MAX(end_s) AS last_end FROM reading GROUP BY tenant \
               ) r ON r.tenant = o.id WHERE o.archived_at IS NULL GROUP BY o.code ORDER BY o.code";
    let one = |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    rows(c, sql).await?.iter().map(one).collect()
}

/// A number that is another as soon as anything is written that figures stand on.
///
/// # Errors
/// The database.
pub async fn written<C: ConnectionTrait>(c: &C) -> Result<(i64, i64)> {
    let sql = "SELECT COUNT(*), CAST(COALESCE(SUM(seq), 0) AS BIGINT) FROM concern";
    let rows = rows(c, sql).await?;
    rows.first().map_or(Ok((0, 0)), |row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
}

/// Seconds by which the clock of the database server is ahead of this one; none where the database is a file.
///
/// # Errors
/// The database.
pub async fn ahead_s(db: &Database, now: i64) -> Result<Option<i64>> {
    if db.backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let rows = rows(db.read(), "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)").await?;
    let at: Option<i64> = rows.first().map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(at.map(|at| at.saturating_sub(now)))
}

/// How the database calls itself, for whoever keeps it.
pub fn kind(db: &Database) -> &'static str {
    match db.backend() {
        DbBackend::Postgres => "postgres",
        _ => "sqlite",
    }
}
