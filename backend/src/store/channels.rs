//! Channels: the counters of a meter, one row per meaning, made when a file first speaks of it.

use eclaireur_models::building::Channel;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::columns;
use super::entities::channel;
use super::error::{Result, StoreError};
use super::id::{ChannelId, MeterId, OrganisationId};

/// A channel as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its id.
    pub id: ChannelId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Of which meter.
    pub meter: MeterId,
    /// What it is.
    pub channel: Channel,
    /// Seconds per slot of the first file that spoke of it; a block says its own.
    pub resolution_s: Option<u32>,
}

/// The civil time in which a channel's months and days are meant.
const ZONE: &str = "Europe/Brussels";

/// The id of this channel of the meter, made if need be. An import says so in the log; a channel has no entry.
///
/// # Errors
/// The database: no such meter.
pub async fn get_or_create<C: ConnectionTrait>(
    tx: &C,
    now: i64,
    tenant: OrganisationId,
    meter: MeterId,
    channel: &Channel,
    resolution_s: Option<u32>,
) -> Result<ChannelId> {
    let new = ChannelRow { id: ChannelId::new(now), tenant, meter, channel: *channel, resolution_s };
    let row = row_of(&new)?;
    let held = channel::Entity::find()
        .filter(channel::Column::Tenant.eq(tenant.get()))
        .filter(channel::Column::Meter.eq(meter.get()))
        .filter(channel::Column::Direction.eq(channel.direction.code()))
        .filter(channel::Column::Register.eq(channel.register.code()))
        .filter(channel::Column::Kind.eq(channel.kind.code()))
        .filter(channel::Column::Unit.eq(channel.unit.code()))
        .filter(channel::Column::Basis.eq(channel.basis.code()))
        .filter(channel::Column::Counts.eq(channel.counts));
    if let Some(row) = held.clone().one(tx).await? {
        return Ok(ChannelId::from_stored(row.id));
    }
    // Somebody else may have made it in between.
    let once = OnConflict::new().do_nothing().to_owned();
    channel::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    let row = held.one(tx).await?.ok_or_else(|| StoreError::not_found("channel", meter))?;
    Ok(ChannelId::from_stored(row.id))
}

/// The row of one that is made.
pub(super) fn row_of(new: &ChannelRow) -> Result<channel::ActiveModel> {
    let ChannelRow { id, tenant, meter, channel, resolution_s } = new;
    Ok(channel::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        meter: Set(meter.get()),
        direction: Set(channel.direction.code().to_owned()),
        register: Set(channel.register.code().to_owned()),
        kind: Set(channel.kind.code().to_owned()),
        unit: Set(channel.unit.code().to_owned()),
        basis: Set(channel.basis.code().to_owned()),
        counts: Set(channel.counts),
        resolution_s: Set(resolution_s.map(|s| columns::fit("resolution", s)).transpose()?),
        zone: Set(ZONE.to_owned()),
    })
}

/// The channels of these meters, by id.
///
/// # Errors
/// The database.
pub async fn of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: impl IntoIterator<Item = MeterId>,
) -> Result<Vec<ChannelRow>> {
    let rows = channel::Entity::find()
        .filter(channel::Column::Tenant.eq(tenant.get()))
        .filter(channel::Column::Meter.is_in(meters.into_iter().map(MeterId::get)))
        .order_by_asc(channel::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<channel::Model> for ChannelRow {
    type Error = StoreError;

    fn try_from(row: channel::Model) -> Result<Self> {
        Ok(ChannelRow {
            id: ChannelId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            meter: MeterId::from_stored(row.meter),
            channel: Channel {
                direction: columns::direction(&row.direction)?,
                register: columns::register(&row.register)?,
                kind: columns::kind(&row.kind)?,
                unit: columns::unit(&row.unit)?,
                basis: columns::basis(&row.basis)?,
                counts: row.counts,
            },
            resolution_s: row.resolution_s.map(|s| columns::fit("resolution", s)).transpose()?,
        })
    }
}
