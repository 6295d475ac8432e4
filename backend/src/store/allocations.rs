//! Whose a meter is, and since when: shares of buildings, *clés de répartition*.
//!
//! One meter may serve three buildings. A new key replaces the one before from its day on; the rows it replaces
//! are marked and kept. Does *not* demand that shares add up to one: the rest may be somebody else's.

use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::Share;
use rust_decimal::Decimal;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::allocation;
use super::error::{Result, StoreError};
use super::id::{AllocationId, BuildingId, MeterId, OrganisationId};
use super::ledger;

/// The whole of a meter, in millionths.
pub const WHOLE: u32 = 1_000_000;

/// A building's share of a meter for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationRow {
    /// Its id.
    pub id: AllocationId,
    /// Of which meter.
    pub meter: MeterId,
    /// Which building.
    pub building: BuildingId,
    /// How much of it.
    pub millionths: u32,
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
}

impl AllocationRow {
    /// As `models` calculates with it.
    pub fn share(&self) -> Share {
        Share { from: self.from, to: self.to, share: Decimal::new(i64::from(self.millionths), 6) }
    }
}

/// Gives a meter to these buildings from a day on (`None`: since ever), instead of whoever had it.
///
/// # Errors
/// [`StoreError::OutOfRange`] when a share or their sum is more than the whole.
pub async fn set<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    meter: MeterId,
    from: Option<Day>,
    shares: &[(BuildingId, u32)],
) -> Result<()> {
    let sum: u64 = shares.iter().map(|(_, millionths)| u64::from(*millionths)).sum();
    if sum > u64::from(WHOLE) {
        return Err(StoreError::OutOfRange { what: "the sum of the shares" });
    }
    ledger::lock(tx, Some(tenant)).await?;
    let held = of_meter(tx, tenant, meter).await?;
    let replaced: Vec<&AllocationRow> =
        held.iter().filter(|row| from.is_none() || row.to.is_none() || row.to > from).collect();
    if !replaced.is_empty() {
        allocation::Entity::update_many()
            .col_expr(allocation::Column::SupersededAt, by.now.into())
            .filter(allocation::Column::Tenant.eq(tenant.get()))
            .filter(allocation::Column::Id.is_in(replaced.iter().map(|row| row.id.get())))
            .exec(tx)
            .await?;
    }
    // What was replaced held until the day: that part is written anew.
    let until = replaced
        .iter()
        .filter(|row| from.is_some() && row.from < from)
        .map(|row| (row.building, row.millionths, row.from, from));
    let since = shares.iter().map(|(building, millionths)| (*building, *millionths, from, None));
    for (building, millionths, from, to) in until.chain(since) {
        let id = AllocationId::new(by.now);
        let row = row_of(by, tenant, &AllocationRow { id, meter, building, millionths, from, to })?;
        allocation::Entity::insert(row).exec_without_returning(tx).await?;
    }
    ledger::append(tx, by, Some(tenant), ALLOCATED, meter, &allocated(from, shares)).await
}

/// Kind of the entry that a key leaves.
pub(super) const ALLOCATED: &str = "meter.allocated";

/// What that entry says.
pub(super) fn allocated(from: Option<Day>, shares: &[(BuildingId, u32)]) -> serde_json::Value {
    let shares: Vec<_> = shares.iter().map(|(b, m)| json!({ "building": b, "millionths": m })).collect();
    json!({ "from": columns::day_text(from), "shares": shares })
}

/// The row of a share from now on.
pub(super) fn row_of(
    by: &By,
    tenant: OrganisationId,
    row: &AllocationRow,
) -> Result<allocation::ActiveModel> {
    Ok(allocation::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(row.id.get()),
        meter: Set(row.meter.get()),
        building: Set(row.building.get()),
        millionths: Set(columns::fit("share", row.millionths)?),
        from_day: Set(columns::day_text(row.from)),
        to_day: Set(columns::day_text(row.to)),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    })
}

/// Who has or had a meter, oldest first.
///
/// # Errors
/// The database.
pub async fn of_meter<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
) -> Result<Vec<AllocationRow>> {
    all(c, in_force(tenant).filter(allocation::Column::Meter.eq(meter.get()))).await
}

/// Who has or had these meters, oldest first.
///
/// # Errors
/// The database.
pub async fn of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: impl IntoIterator<Item = MeterId>,
) -> Result<Vec<AllocationRow>> {
    let ids = meters.into_iter().map(MeterId::get);
    all(c, in_force(tenant).filter(allocation::Column::Meter.is_in(ids))).await
}

/// The shares a building has or had, oldest first.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<AllocationRow>> {
    all(c, in_force(tenant).filter(allocation::Column::Building.eq(building.get()))).await
}

/// Every share of an organisation.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
) -> Result<Vec<AllocationRow>> {
    all(c, in_force(tenant)).await
}

fn in_force(tenant: OrganisationId) -> Select<allocation::Entity> {
    allocation::Entity::find()
        .filter(allocation::Column::Tenant.eq(tenant.get()))
        .filter(allocation::Column::SupersededAt.is_null())
}

async fn all<C: ConnectionTrait>(c: &C, rows: Select<allocation::Entity>) -> Result<Vec<AllocationRow>> {
    let rows = rows.order_by_asc(allocation::Column::Id).all(c).await?;
    let mut rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<AllocationRow>>>()?;
    rows.sort_by_key(|row| (row.from, row.id));
    Ok(rows)
}

impl TryFrom<allocation::Model> for AllocationRow {
    type Error = StoreError;

    fn try_from(row: allocation::Model) -> Result<Self> {
        Ok(AllocationRow {
            id: AllocationId::from_stored(row.id),
            meter: MeterId::from_stored(row.meter),
            building: BuildingId::from_stored(row.building),
            millionths: columns::fit("share", row.millionths)?,
            from: columns::maybe_day(row.from_day.as_deref())?,
            to: columns::maybe_day(row.to_day.as_deref())?,
        })
    }
}
