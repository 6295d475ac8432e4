//! What one import brought to the counters of one meter, whether it counts or another lies over it.

use eclaireur_models::building::Channel;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::store::channels;
use crate::store::columns::fit;
use crate::store::entities::reading;
use crate::store::error::{Result, StoreError};
use crate::store::id::{ImportId, MeterId, OrganisationId};

/// The rows of an import on a meter: counter and value, by counter and time. None once it was undone.
///
/// # Errors
/// The database.
pub async fn brought<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
    import: ImportId,
) -> Result<Vec<(Channel, Decimal)>> {
    let channels = channels::of_meters(c, tenant, [meter]).await?;
    let rows = reading::Entity::find()
        .filter(reading::Column::Tenant.eq(tenant.get()))
        .filter(reading::Column::Import.eq(import.get()))
        .filter(reading::Column::Channel.is_in(channels.iter().map(|channel| channel.id.get())))
        .order_by_asc(reading::Column::Channel)
        .order_by_asc(reading::Column::StartS)
        .all(c)
        .await?;
    let one = |row: reading::Model| {
        let channel = channels.iter().find(|channel| channel.id.get() == row.channel)?;
        let value = Decimal::try_new(row.value, fit("scale", row.scale).ok()?).ok()?;
        Some((channel.channel, value))
    };
    let one = |row| one(row).ok_or_else(|| StoreError::damaged("reading", "its scale"));
    rows.into_iter().map(one).collect()
}
