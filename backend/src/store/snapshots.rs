//! Catalogues that were ever in force, by hash, and which one is: several instances on one database go by the same, and a report
//! can be recomputed years later.
//!
//! Which one is in force is said by the log of the service: the newest entry of its kind names the catalogue and the method
//! that figures are made by. Does *not* read a catalogue: `crate::in_force`.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::by::By;
use super::entities::{catalog_snapshot, log};
use super::error::Result;
use super::ledger::{self, SERVICE};

/// Kind of the entry that puts a catalogue in force.
const KEPT: &str = "catalog.kept";

/// The catalogue in force for every instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its hash.
    pub hash: String,
    /// The method that figures are made by.
    pub method: u32,
    /// Since when, in UTC seconds.
    pub at: i64,
}

/// Puts a catalogue and a method in force, and keeps the catalogue; what is in force already leaves nothing. Says whether it
/// was another one before.
///
/// # Errors
/// The database.
pub async fn put_in_force<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    (hash, method): (&str, u32),
    bytes: Option<&[u8]>,
) -> Result<bool> {
    ledger::lock(tx, None).await?;
    if let Some(bytes) = bytes {
        let row = catalog_snapshot::ActiveModel {
            hash: Set(hash.to_owned()),
            bytes: Set(bytes.to_vec()),
            created_at: Set(by.now),
        };
        let once = OnConflict::column(catalog_snapshot::Column::Hash).do_nothing().to_owned();
        catalog_snapshot::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    }
    let held = newest(tx, 0).await?.and_then(|(_, held)| held);
    if held.is_some_and(|held| held.hash == hash && held.method == method) {
        return Ok(false);
    }
    ledger::append(tx, by, None, KEPT, hash, &json!({ "method": method })).await?;
    Ok(true)
}

/// How far the log of the service goes, where it goes beyond this place, and what was put in force since; a place that is asked
/// about again costs one look at a key.
///
/// # Errors
/// The database.
pub async fn newest<C: ConnectionTrait>(c: &C, after: i64) -> Result<Option<(i64, Option<InForce>)>> {
    let of_service = || log::Entity::find().filter(log::Column::Tenant.eq(SERVICE));
    let last: Option<i64> = of_service()
        .select_only()
        .expr(log::Column::Seq.max())
        .into_tuple::<Option<i64>>()
        .one(c)
        .await?
        .flatten();
    let Some(last) = last.filter(|last| *last > after) else { return Ok(None) };
    let row = of_service()
        .filter(log::Column::Seq.gt(after))
        .filter(log::Column::Seq.lte(last))
        .filter(log::Column::Kind.eq(KEPT))
        .order_by_desc(log::Column::Seq)
        .limit(1)
        .one(c)
        .await?;
    let in_force = row.map(|row| {
        let data: serde_json::Value = serde_json::from_str(&row.data).unwrap_or_default();
        let method = data["method"].as_u64().and_then(|method| u32::try_from(method).ok()).unwrap_or(0);
        InForce { hash: row.subject, method, at: row.at }
    });
    Ok(Some((last, in_force)))
}

/// Whether the catalogue with this hash is kept.
///
/// # Errors
/// The database.
pub async fn is_kept<C: ConnectionTrait>(c: &C, hash: &str) -> Result<bool> {
    let select = catalog_snapshot::Entity::find_by_id(hash.to_owned()).select_only();
    Ok(select.column(catalog_snapshot::Column::Hash).into_tuple::<String>().one(c).await?.is_some())
}

/// The catalogue with this hash.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(c: &C, hash: &str) -> Result<Option<Vec<u8>>> {
    let row = catalog_snapshot::Entity::find_by_id(hash.to_owned()).one(c).await?;
    Ok(row.map(|row| row.bytes))
}
