//! Which assessments are fresh, asked without their texts: how far the logs go, the stamp of an answer, and what is stale.
//!
//! Does *not* make anything fresh.

use eclaireur_models::assessment::METHOD;
use sea_orm::{ConnectionTrait, Statement, Value};

use super::{Now, Seen};
use crate::store::columns::fit;
use crate::store::concern;
use crate::store::error::Result;
use crate::store::id::{BuildingId, OrganisationId};
use crate::store::ledger::SERVICE;

/// What an answer about a building hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Whether its assessment is fresh.
    pub fresh: bool,
    /// Another as soon as anything is written of its organisation or of the service, or its figures are made again.
    pub text: String,
}

/// The stamp of a building by its code, in one query; `None` without such a building.
///
/// # Errors
/// The database.
pub async fn stamp<C: ConnectionTrait>(c: &C, code: &str, now: &Now) -> Result<Option<Stamp>> {
    let sql = "SELECT COALESCE(a.seen_seq >= COALESCE(c.seq, 0) AND a.seen_service_seq >= COALESCE(s.seq, 0) \
        AND a.catalog = $2 AND a.method = $3 AND a.on_day = $4, FALSE) AS fresh, b.tenant, b.id, a.input_hash, a.made_at, \
        (SELECT MAX(l.seq) FROM log l WHERE l.tenant = b.tenant), (SELECT MAX(l.seq) FROM log l WHERE l.tenant = 0) \
        FROM building b LEFT JOIN assessment a ON a.tenant = b.tenant AND a.building = b.id \
        LEFT JOIN concern c ON c.tenant = b.tenant LEFT JOIN concern s ON s.tenant = 0 WHERE b.code = $1";
    let values: [Value; 4] = [
        code.into(),
        now.catalog.clone().into(),
        fit::<u32, i32>("method", METHOD)?.into(),
        now.on.to_string().into(),
    ];
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    let Some(row) = c.query_one_raw(statement).await? else { return Ok(None) };
    let (tenant, building): (i64, i64) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
    let (hash, made_at): (Option<String>, Option<i64>) = (row.try_get_by_index(3)?, row.try_get_by_index(4)?);
    let (seq, service): (Option<i64>, Option<i64>) = (row.try_get_by_index(5)?, row.try_get_by_index(6)?);
    let text = format!("{tenant} {building} {hash:?} {made_at:?} {seq:?} {service:?}");
    Ok(Some(Stamp { fresh: row.try_get_by_index(0)?, text }))
}

/// How far the logs go now, where figures are concerned.
///
/// # Errors
/// The database.
pub async fn newest<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Seen> {
    let seq = concern::newest(c, tenant.get()).await?;
    Ok(Seen { seq, service_seq: concern::newest(c, SERVICE).await? })
}

/// How far the log of the service goes: the weather, the peers.
///
/// # Errors
/// The database.
pub async fn newest_service<C: ConnectionTrait>(c: &C) -> Result<i64> {
    concern::newest(c, SERVICE).await
}

/// Buildings whose assessment is missing or not fresh, at most so many, after this one; archived ones are left alone.
///
/// # Errors
/// The database.
pub async fn stale<C: ConnectionTrait>(
    c: &C,
    now: &Now,
    after: Option<BuildingId>,
    most: u32,
) -> Result<Vec<(OrganisationId, BuildingId)>> {
    let sql = "SELECT b.tenant, b.id FROM building b JOIN organisation o ON o.id = b.tenant \
        LEFT JOIN assessment a ON a.tenant = b.tenant AND a.building = b.id \
        LEFT JOIN concern c ON c.tenant = b.tenant LEFT JOIN concern s ON s.tenant = 0 \
        WHERE b.archived_at IS NULL AND o.archived_at IS NULL AND b.id > $1 AND (a.building IS NULL \
        OR a.seen_seq < COALESCE(c.seq, 0) OR a.seen_service_seq < COALESCE(s.seq, 0) \
        OR a.catalog <> $2 OR a.method <> $3 OR a.on_day <> $4) ORDER BY b.id LIMIT $5";
    let values: [Value; 5] = [
        after.map_or(i64::MIN, BuildingId::get).into(),
        now.catalog.clone().into(),
        fit::<u32, i32>("method", METHOD)?.into(),
        now.on.to_string().into(),
        i64::from(most).into(),
    ];
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    let rows = c.query_all_raw(statement).await?;
    rows.into_iter()
        .map(|row| {
            let (tenant, building): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            Ok((OrganisationId::from_stored(tenant), BuildingId::from_stored(building)))
        })
        .collect()
}
