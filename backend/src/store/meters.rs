//! Meters: made with the building they serve, found by what stands on them.
//!
//! Does *not* tie a meter to one building: whose it is stands in `allocations`, dated.

use std::collections::BTreeSet;

use eclaireur_models::building::{Code, Ean, Meter};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::allocations::{self, WHOLE};
use super::by::By;
use super::columns;
use super::entities::{allocation, meter};
use super::error::{Result, StoreError};
use super::facts;
use super::id::{BuildingId, MeterId, OrganisationId};
use super::ledger;

/// A meter as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterRow {
    /// Its id.
    pub id: MeterId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Short name for addresses and the command line, unique in the organisation.
    pub code: Code,
    /// What it is.
    pub meter: Meter,
    /// The meter that counts this one's flow too, for a sub-meter.
    pub parent: Option<MeterId>,
}

impl MeterRow {
    /// What people recognise it by: its name, else its EAN, else its serial number, else its code.
    pub fn label(&self) -> &str {
        let Meter { name, ean, serial, .. } = &self.meter;
        name.as_deref()
            .or(ean.as_ref().map(Ean::digits))
            .or(serial.as_deref())
            .unwrap_or_else(|| self.code.as_str())
    }
}

/// Makes a meter that serves one building, whole.
///
/// # Errors
/// The database: no such building or parent.
pub async fn create<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    new: &Meter,
    parent: Option<MeterId>,
) -> Result<MeterRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = MeterId::new(by.now);
    let code = free_code(tx, tenant, new).await?;
    let row = MeterRow { id, tenant, code, meter: new.clone(), parent };
    meter::Entity::insert(row_of(by, &row)).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), CREATED, id, &created(&row)).await?;
    allocations::set(tx, by, tenant, id, None, &[(building, WHOLE)]).await?;
    Ok(row)
}

/// Kind of the entry that a meter leaves when it is made.
pub(super) const CREATED: &str = "meter.created";

/// What that entry says.
pub(super) fn created(row: &MeterRow) -> serde_json::Value {
    json!({ "code": row.code.as_str(), "carrier": row.meter.carrier.code(), "is": entered(&row.meter) })
}

/// The row of one that is made.
pub(super) fn row_of(by: &By, row: &MeterRow) -> meter::ActiveModel {
    meter::ActiveModel {
        tenant: Set(row.tenant.get()),
        id: Set(row.id.get()),
        code: Set(row.code.to_string()),
        carrier: Set(row.meter.carrier.code().to_owned()),
        parent: Set(row.parent.map(MeterId::get)),
        created_at: Set(by.now),
        ..columns_of(&row.meter)
    }
}

/// The code that a meter has where no other one has it.
pub(super) fn wanted_code(new: &Meter) -> Code {
    let carrier = new.carrier.code().replace('_', "-");
    let name = new.name.as_deref().or(new.ean.as_ref().map(Ean::digits)).or(new.serial.as_deref());
    Code::from_name(name.unwrap_or(&carrier), &carrier)
}

/// A code of this organisation that no meter has yet. The tenant is locked, so it stays free.
async fn free_code<C: ConnectionTrait>(tx: &C, tenant: OrganisationId, new: &Meter) -> Result<Code> {
    let wanted = wanted_code(new);
    // One question, however many are called alike. A code has no sign that LIKE gives a meaning to.
    let taken: Vec<String> = meter::Entity::find()
        .select_only()
        .column(meter::Column::Code)
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .filter(meter::Column::Code.starts_with(wanted.as_str()))
        .into_tuple()
        .all(tx)
        .await?;
    let taken: BTreeSet<String> = taken.into_iter().collect();
    let mut code = wanted.clone();
    let mut n = 1;
    while taken.contains(code.as_str()) {
        n += 1;
        code = wanted.numbered(n);
    }
    Ok(code)
}

/// The columns that people edit.
fn columns_of(meter: &Meter) -> meter::ActiveModel {
    meter::ActiveModel {
        name: Set(meter.name.clone()),
        ean: Set(meter.ean.as_ref().map(|e| e.digits().to_owned())),
        serial: Set(meter.serial.clone()),
        valid_from: Set(columns::day_text(meter.valid_from)),
        valid_to: Set(columns::day_text(meter.valid_to)),
        ..Default::default()
    }
}

/// What people entered, for the log.
fn entered(meter: &Meter) -> serde_json::Value {
    json!({
        "name": meter.name,
        "ean": meter.ean,
        "serial": meter.serial,
        "carrier": meter.carrier.code(),
        "valid_from": columns::day_text(meter.valid_from),
        "valid_to": columns::day_text(meter.valid_to),
    })
}

/// The meter with this id.
///
/// # Errors
/// The database.
pub async fn by_id<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: MeterId,
) -> Result<Option<MeterRow>> {
    meter::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// The meter of this organisation with this code.
///
/// # Errors
/// The database.
pub async fn by_code<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    code: &str,
) -> Result<Option<MeterRow>> {
    let row = meter::Entity::find()
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .filter(meter::Column::Code.eq(code))
        .one(c)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// The meters of this organisation that a file may mean: those with its EAN and its serial number, of today or before
/// a replacement, else those with one of the two. More than one means that somebody must choose.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    ean: Option<&Ean>,
    serial: Option<&str>,
) -> Result<Vec<MeterRow>> {
    if ean.is_none() && serial.is_none() {
        return Ok(Vec::new());
    }
    let known = facts::serials(c, tenant).await?;
    let mut rows = Vec::new();
    for row in of_organisation(c, tenant).await? {
        let stood = |wanted: &str| {
            let before = known.get(&row.id).is_some_and(|serials| serials.iter().any(|s| s == wanted));
            before || row.meter.serial.as_deref() == Some(wanted)
        };
        let same_ean = ean.is_some() && row.meter.ean.as_ref() == ean;
        let same_serial = serial.is_some_and(stood);
        // A meter on the same supply point with another serial number is the one before or after a change.
        let other_serial = serial.is_some() && row.meter.serial.is_some() && !same_serial;
        let other_ean = ean.is_some() && row.meter.ean.is_some() && !same_ean;
        if (same_ean && !other_serial) || (same_serial && !other_ean) {
            rows.push((same_ean && same_serial, row));
        }
    }
    if rows.iter().any(|(both, _)| *both) {
        rows.retain(|(both, _)| *both);
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// The meters of an organisation, by code.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<MeterRow>> {
    let rows = meter::Entity::find()
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .order_by_asc(meter::Column::Code)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The meters that serve or served a building, wholly or in part, by code.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<MeterRow>> {
    let shares = allocations::of_building(c, tenant, building).await?;
    by_ids(c, tenant, shares.iter().map(|share| share.meter)).await
}

/// The meters with these ids, by code.
pub(super) async fn by_ids<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    ids: impl Iterator<Item = MeterId>,
) -> Result<Vec<MeterRow>> {
    let rows = meter::Entity::find()
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .filter(meter::Column::Id.is_in(ids.map(MeterId::get)))
        .order_by_asc(meter::Column::Code)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Changes everything but the code. The carrier of a meter with readings is not changed: the caller has asked.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn update<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: MeterId,
    new: &Meter,
) -> Result<MeterRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let before = by_id(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("meter", id))?;
    meter::Entity::update_many()
        .set(meter::ActiveModel { carrier: Set(new.carrier.code().to_owned()), ..columns_of(new) })
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .filter(meter::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    let data = json!({ "before": entered(&before.meter), "after": entered(new) });
    ledger::append(tx, by, Some(tenant), "meter.changed", id, &data).await?;
    Ok(MeterRow { meter: new.clone(), ..before })
}

/// Takes away a meter that was made and never used: the caller has asked that nothing hangs on it.
///
/// # Errors
/// [`StoreError::NotFound`]; the database, when something hangs on it.
pub async fn remove<C: ConnectionTrait>(tx: &C, by: &By, tenant: OrganisationId, id: MeterId) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let before = by_id(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("meter", id))?;
    allocation::Entity::delete_many()
        .filter(allocation::Column::Tenant.eq(tenant.get()))
        .filter(allocation::Column::Meter.eq(id.get()))
        .exec(tx)
        .await?;
    meter::Entity::delete_by_id((tenant.get(), id.get())).exec(tx).await?;
    let data = json!({ "code": before.code.as_str(), "was": entered(&before.meter) });
    ledger::append(tx, by, Some(tenant), "meter.removed", id, &data).await
}

/// After a replacement was undone: the serial number is again the last one that is known to have stood there, if any.
pub(super) async fn settle_serial<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    id: MeterId,
) -> Result<()> {
    let known = facts::timeline(tx, tenant, facts::Subject::Meter(id), "meter.serial").await?;
    let last = known.into_iter().next_back().map(|fact| fact.value);
    meter::Entity::update_many()
        .set(meter::ActiveModel { serial: Set(last), ..Default::default() })
        .filter(meter::Column::Tenant.eq(tenant.get()))
        .filter(meter::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    Ok(())
}

impl TryFrom<meter::Model> for MeterRow {
    type Error = StoreError;

    fn try_from(row: meter::Model) -> Result<Self> {
        Ok(MeterRow {
            id: MeterId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            code: columns::code(&row.code)?,
            meter: Meter {
                name: row.name,
                ean: row.ean.as_deref().map(columns::ean).transpose()?,
                serial: row.serial,
                carrier: columns::carrier(&row.carrier)?,
                valid_from: columns::maybe_day(row.valid_from.as_deref())?,
                valid_to: columns::maybe_day(row.valid_to.as_deref())?,
            },
            parent: row.parent.map(MeterId::from_stored),
        })
    }
}
