//! Prices per unit, dated: of one building or of the whole organisation.
//!
//! Does *not* choose among them: a building's own price before the organisation's, the latest first day before an
//! earlier one, as for facts. A price taken back is marked, not deleted.

use eclaireur_models::building::Carrier;
use eclaireur_models::period::Day;
use eclaireur_models::units::{Unit, UnitPrice};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::price;
use super::error::{Result, StoreError};
use super::id::{BuildingId, OrganisationId, PriceId};
use super::ledger;

const CURRENCY: &str = "EUR";

/// A price for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Of this building; `None` for every building of the organisation.
    pub building: Option<BuildingId>,
    /// Of which energy.
    pub carrier: Carrier,
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// In euro per unit.
    pub price: UnitPrice,
    /// Per which unit.
    pub unit: Unit,
    /// With VAT, *TVAC*.
    pub incl_vat: bool,
    /// Where it was learnt.
    pub source: String,
}

/// A price as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceRow {
    /// Its id.
    pub id: PriceId,
    /// The price.
    pub price: Price,
    /// UTC second.
    pub recorded_at: i64,
}

/// Records a price; earlier ones stay for their days.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a price beyond what is stored; the database: no such building.
pub async fn set<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &Price,
) -> Result<PriceId> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = PriceId::new(by.now);
    let (row, data) = (row_of(by, tenant, id, new)?, recorded(new)?);
    price::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), RECORDED, id, &data).await?;
    Ok(id)
}

/// Kind of the entry that a price leaves.
pub(super) const RECORDED: &str = "price.recorded";

/// What that entry says.
pub(super) fn recorded(new: &Price) -> Result<serde_json::Value> {
    let (carrier, per_unit) = (new.carrier.code(), per_unit(new)?);
    Ok(json!({ "carrier": carrier, "from": columns::day_text(new.from), "per_unit": per_unit }))
}

fn per_unit(new: &Price) -> Result<i64> {
    new.price.stored().ok_or(StoreError::OutOfRange { what: "a price" })
}

/// The row of one that is recorded now.
pub(super) fn row_of(
    by: &By,
    tenant: OrganisationId,
    id: PriceId,
    new: &Price,
) -> Result<price::ActiveModel> {
    Ok(price::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(new.building.map(BuildingId::get)),
        carrier: Set(new.carrier.code().to_owned()),
        from_day: Set(columns::day_text(new.from)),
        to_day: Set(columns::day_text(new.to)),
        per_unit: Set(per_unit(new)?),
        unit: Set(new.unit.code().to_owned()),
        incl_vat: Set(new.incl_vat),
        currency: Set(CURRENCY.to_owned()),
        source: Set(new.source.clone()),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    })
}

/// Takes a price back.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: PriceId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = price::Entity::update_many()
        .col_expr(price::Column::SupersededAt, by.now.into())
        .filter(price::Column::Tenant.eq(tenant.get()))
        .filter(price::Column::Id.eq(id.get()))
        .filter(price::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("price", id));
    }
    ledger::append(tx, by, Some(tenant), "price.withdrawn", id, &json!({})).await
}

/// The prices that may hold for a building (its own and the organisation's), or with `None` all of the
/// organisation, in the order recorded.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: Option<BuildingId>,
) -> Result<Vec<PriceRow>> {
    let of = building.map_or_else(Condition::all, |building| {
        Condition::any()
            .add(price::Column::Building.is_null())
            .add(price::Column::Building.eq(building.get()))
    });
    let rows = price::Entity::find()
        .filter(price::Column::Tenant.eq(tenant.get()))
        .filter(price::Column::SupersededAt.is_null())
        .filter(of)
        .order_by_asc(price::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<price::Model> for PriceRow {
    type Error = StoreError;

    fn try_from(row: price::Model) -> Result<Self> {
        Ok(PriceRow {
            id: PriceId::from_stored(row.id),
            price: Price {
                building: row.building.map(BuildingId::from_stored),
                carrier: columns::carrier(&row.carrier)?,
                from: columns::maybe_day(row.from_day.as_deref())?,
                to: columns::maybe_day(row.to_day.as_deref())?,
                price: UnitPrice::from_stored(row.per_unit),
                unit: columns::unit(&row.unit)?,
                incl_vat: row.incl_vat,
                source: row.source,
            },
            recorded_at: row.recorded_at,
        })
    }
}
