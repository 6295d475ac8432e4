//! Catalogues that were ever used, by hash: a report can be recomputed years later.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;

use super::by::By;
use super::entities::catalog_snapshot;
use super::error::Result;
use super::ledger;

/// Keeps a catalogue, once.
///
/// # Errors
/// The database.
pub async fn keep<C: ConnectionTrait>(tx: &C, by: &By, hash: &str, bytes: &[u8]) -> Result<()> {
    ledger::lock(tx, None).await?;
    let row = catalog_snapshot::ActiveModel {
        hash: Set(hash.to_owned()),
        bytes: Set(bytes.to_vec()),
        created_at: Set(by.now),
    };
    let once = OnConflict::column(catalog_snapshot::Column::Hash).do_nothing().to_owned();
    if catalog_snapshot::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? == 1 {
        ledger::append(tx, by, None, "catalog.kept", hash, &json!({})).await?;
    }
    Ok(())
}

/// The catalogue with this hash.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(c: &C, hash: &str) -> Result<Option<Vec<u8>>> {
    let row = catalog_snapshot::Entity::find_by_id(hash.to_owned()).one(c).await?;
    Ok(row.map(|row| row.bytes))
}
