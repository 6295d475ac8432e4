//! What an import brings, written in its transaction, in few statements.

use std::collections::BTreeMap;

use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use eclaireur_models::readings::{MonthSlots, RowReading};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait};

use super::layers::Withdrawn;
use crate::store::blocks;
use crate::store::columns::fit;
use crate::store::entities::{block, reading, withdrawn};
use crate::store::error::Result;
use crate::store::id::{ChannelId, ImportId, OrganisationId};

/// Within the bind variables of both databases (32 766 in SQLite), and a few megabytes at most.
const BLOCKS: usize = 500;
const ROWS: usize = 2000;

/// Writes months of slots of one channel. `missing` counts slots that the file names without a value; a month may
/// have nothing else.
///
/// # Errors
/// [`super::super::StoreError::OutOfRange`] when a month's sum does not fit 64 bits; the database.
pub async fn insert_blocks<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    import: ImportId,
    channel: ChannelId,
    months: &[MonthSlots],
    missing: &BTreeMap<Month, u32>,
) -> Result<u64> {
    let mut written = 0;
    for chunk in months.chunks(BLOCKS) {
        let rows = chunk.iter().map(|slots| {
            let missing = missing.get(&slots.month).copied().unwrap_or(0);
            packed(tenant, import, channel, slots, missing)
        });
        let rows = rows.collect::<Result<Vec<_>>>()?;
        written += block::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(written)
}

pub(in crate::store) fn packed(
    tenant: OrganisationId,
    import: ImportId,
    channel: ChannelId,
    slots: &MonthSlots,
    missing: u32,
) -> Result<block::ActiveModel> {
    let values = || slots.iter().map(|(_, value, _)| value);
    let last_end = slots.iter().last().map(|(position, _, _)| slots.start_of(position + 1));
    let quality = slots.iter().map(|(_, _, quality)| quality).fold(Quality::Measured, Quality::weakest);
    Ok(block::ActiveModel {
        tenant: Set(tenant.get()),
        channel: Set(channel.get()),
        month: Set(slots.month.index()),
        import: Set(import.get()),
        resolution_s: Set(fit("resolution", slots.resolution_s)?),
        scale: Set(fit("scale", slots.scale)?),
        n: Set(fit("count", slots.filled())?),
        sum: Set(fit("the sum of a month", slots.sum())?),
        min: Set(values().min()),
        max: Set(values().max()),
        quality: Set(i16::from(quality.index())),
        missing: Set(fit("count", missing)?),
        last_end: Set(last_end),
        bytes: Set(blocks::encode(slots)),
    })
}

/// Writes readings that are no slots of a month. Their own `import` is not looked at.
///
/// # Errors
/// The database: the same start and end twice.
pub async fn insert_rows<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    import: ImportId,
    channel: ChannelId,
    rows: &[RowReading],
) -> Result<u64> {
    let mut written = 0;
    for chunk in rows.chunks(ROWS) {
        let rows = chunk.iter().map(|row| row_of(tenant, import, channel, row));
        let rows = rows.collect::<Result<Vec<_>>>()?;
        written += reading::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(written)
}

pub(in crate::store) fn row_of(
    tenant: OrganisationId,
    import: ImportId,
    channel: ChannelId,
    row: &RowReading,
) -> Result<reading::ActiveModel> {
    Ok(reading::ActiveModel {
        tenant: Set(tenant.get()),
        channel: Set(channel.get()),
        start_s: Set(row.start),
        end_s: Set(row.end),
        import: Set(import.get()),
        value: Set(row.value),
        scale: Set(fit("scale", row.scale)?),
        quality: Set(i16::from(row.quality.index())),
    })
}

/// Takes values of one channel back, without bringing others: what earlier imports say of them counts no more.
///
/// # Errors
/// The database: the same start and end twice.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    import: ImportId,
    channel: ChannelId,
    gone: &[Withdrawn],
) -> Result<u64> {
    let mut written = 0;
    for chunk in gone.chunks(ROWS) {
        let rows = chunk.iter().map(|row| {
            Ok(withdrawn::ActiveModel {
                tenant: Set(tenant.get()),
                channel: Set(channel.get()),
                start_s: Set(row.start),
                end_s: Set(row.end),
                import: Set(import.get()),
                resolution_s: Set(row.resolution_s.map(|length| fit("resolution", length)).transpose()?),
            })
        });
        let rows = rows.collect::<Result<Vec<_>>>()?;
        written += withdrawn::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(written)
}
