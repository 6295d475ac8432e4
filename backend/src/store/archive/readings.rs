//! Readings as they lie in the database: what one import brought for one channel, not laid over anything.

use std::collections::BTreeSet;

use eclaireur_models::readings::{MonthSlots, RowReading};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::store::blocks as packing;
use crate::store::columns::{self, fit};
use crate::store::entities::{block, reading};
use crate::store::error::{Result, StoreError};
use crate::store::id::{ChannelId, ImportId, OrganisationId};

/// What one import brought for one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Which import.
    pub import: ImportId,
    /// Which channel.
    pub channel: ChannelId,
    /// Whether it has months of slots.
    pub slots: bool,
    /// Whether it has rows.
    pub rows: bool,
}

/// What stands of a month of slots beside its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockLine {
    /// Which import.
    pub import: ImportId,
    /// Which channel.
    pub channel: ChannelId,
    /// Which month, `2025-01`.
    pub month: String,
    /// Seconds per slot.
    pub resolution_s: u32,
    /// Decimals of the values.
    pub scale: u32,
    /// Slots with a value.
    pub values: u32,
    /// Slots that the file names without a value.
    pub missing: u32,
}

/// Every import and channel with readings, in order.
///
/// # Errors
/// The database.
pub async fn series<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<Series>> {
    let slots: Vec<(i64, i64)> = block::Entity::find()
        .select_only()
        .columns([block::Column::Import, block::Column::Channel])
        .filter(block::Column::Tenant.eq(tenant.get()))
        .distinct()
        .into_tuple()
        .all(c)
        .await?;
    let rows: Vec<(i64, i64)> = reading::Entity::find()
        .select_only()
        .columns([reading::Column::Import, reading::Column::Channel])
        .filter(reading::Column::Tenant.eq(tenant.get()))
        .distinct()
        .into_tuple()
        .all(c)
        .await?;
    let (slots, rows) = (BTreeSet::from_iter(slots), BTreeSet::from_iter(rows));
    let all = slots.union(&rows).map(|key| Series {
        import: ImportId::from_stored(key.0),
        channel: ChannelId::from_stored(key.1),
        slots: slots.contains(key),
        rows: rows.contains(key),
    });
    Ok(all.collect())
}

/// The months of slots of one import and channel, in order, each with its slots named without a value.
///
/// # Errors
/// The database, or a damaged block.
pub async fn blocks<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    of: Series,
) -> Result<Vec<(BlockLine, MonthSlots)>> {
    let found = block::Entity::find()
        .filter(block::Column::Tenant.eq(tenant.get()))
        .filter(block::Column::Channel.eq(of.channel.get()))
        .filter(block::Column::Import.eq(of.import.get()))
        .order_by_asc(block::Column::Month)
        .all(c)
        .await?;
    found
        .into_iter()
        .map(|row| {
            let month = columns::month(row.month)?;
            let resolution_s = fit("resolution", row.resolution_s)?;
            let scale = fit("scale", row.scale)?;
            let empty = MonthSlots::new(month, resolution_s, scale)
                .ok_or_else(|| StoreError::damaged("block", "its resolution"))?;
            let slots = packing::decode(&row.bytes, empty).map_err(|e| StoreError::damaged("block", e))?;
            let line = BlockLine {
                import: of.import,
                channel: of.channel,
                month: month.to_string(),
                resolution_s,
                scale,
                values: fit("count", slots.filled())?,
                missing: fit("count", row.missing)?,
            };
            Ok((line, slots))
        })
        .collect()
}

/// The rows of one import and channel, in order of time.
///
/// # Errors
/// The database.
pub async fn rows<C: ConnectionTrait>(c: &C, tenant: OrganisationId, of: Series) -> Result<Vec<RowReading>> {
    let found = reading::Entity::find()
        .filter(reading::Column::Tenant.eq(tenant.get()))
        .filter(reading::Column::Channel.eq(of.channel.get()))
        .filter(reading::Column::Import.eq(of.import.get()))
        .order_by_asc(reading::Column::StartS)
        .order_by_asc(reading::Column::EndS)
        .all(c)
        .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(RowReading {
                start: row.start_s,
                end: row.end_s,
                value: row.value,
                scale: fit("scale", row.scale)?,
                quality: columns::quality(row.quality)?,
                import: 0,
            })
        })
        .collect()
}
