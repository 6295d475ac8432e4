//! How long an organisation keeps what is not its accounts: the pictures that come with a reading.
//!
//! Readings, bills and the files they came from are the proof of every figure and stay as long as it; the event log is never
//! shortened. A picture shows a place, perhaps people, and its number was read: whoever answers for it may let it go.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::entities::organisation;
use super::error::{Result, StoreError};
use super::id::OrganisationId;
use super::ledger;

/// For how many years pictures are kept; always without.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn photo_years<C: ConnectionTrait>(c: &C, id: OrganisationId) -> Result<Option<u8>> {
    let row = organisation::Entity::find_by_id(id.get()).one(c).await?;
    years(&row.ok_or_else(|| StoreError::not_found("organisation", id))?)
}

/// Keeps them for so many years from now on; always without. What is so already leaves no entry.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn keep_photos<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: OrganisationId,
    wanted: Option<u8>,
) -> Result<()> {
    ledger::lock(tx, Some(id)).await?;
    let before = photo_years(tx, id).await?;
    if before == wanted {
        return Ok(());
    }
    let row = organisation::ActiveModel { photo_years: Set(wanted.map(i32::from)), ..Default::default() };
    let one = organisation::Column::Id.eq(id.get());
    organisation::Entity::update_many().set(row).filter(one).exec(tx).await?;
    let data = json!({ "photo_years": { "before": before, "after": wanted } });
    ledger::append(tx, by, Some(id), "retention.changed", id, &data).await
}

/// Whoever keeps pictures for a while only, and for how many years.
///
/// # Errors
/// The database.
pub async fn limited<C: ConnectionTrait>(c: &C) -> Result<Vec<(OrganisationId, u8)>> {
    let rows = organisation::Entity::find()
        .filter(organisation::Column::PhotoYears.is_not_null())
        .order_by_asc(organisation::Column::Id)
        .all(c)
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.extend(years(&row)?.map(|years| (OrganisationId::from_stored(row.id), years)));
    }
    Ok(all)
}

fn years(row: &organisation::Model) -> Result<Option<u8>> {
    let one = |years: i32| u8::try_from(years).map_err(|_| StoreError::damaged("photo_years", years));
    row.photo_years.map(one).transpose()
}
