//! Months and years of buildings for sums over many of them, written with the assessment they come from.
//!
//! Derived: whoever forgets an assessment forgets them with it, and the next one brings the same rows. Rows of the same digest
//! are left alone, so that a day on which nothing moved writes nothing. Does *not* compute: `models::indicators::rolled` does.

use std::collections::BTreeMap;

use eclaireur_models::indicators::rolled::{Rolled, RolledMonth, RolledYear};
use futures_util::TryStreamExt as _;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, StreamTrait};
use sha2::{Digest as _, Sha256};

use super::columns::{self, fit};
use super::entities::{rollup, rollup_of, rollup_year};
use super::error::{Result, StoreError};
use super::id::{BuildingId, OrganisationId};
use super::ledger::hex;

/// Rows of one statement.
const CHUNK: usize = 500;

/// Puts these rows in the place of those of a building, unless they are the same.
///
/// # Errors
/// The database.
pub(super) async fn replace<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    building: BuildingId,
    rolled: &Rolled,
) -> Result<()> {
    let text = serde_json::to_vec(rolled).map_err(|error| StoreError::damaged("rollup", error))?;
    let digest = hex(&Sha256::digest(&text));
    let key = (tenant.get(), building.get());
    let held = rollup_of::Entity::find_by_id(key).one(tx).await?;
    match held {
        Some(held) if held.digest == digest => return Ok(()),
        Some(_) => delete(tx, tenant, building).await?,
        None => {}
    }
    let months = rolled.months.iter().map(|row| month_row(tenant, building, row));
    for chunk in months.collect::<Result<Vec<_>>>()?.chunks(CHUNK) {
        rollup::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    let years: Vec<_> = rolled.years.iter().map(|row| year_row(tenant, building, row)).collect();
    if !years.is_empty() {
        rollup_year::Entity::insert_many(years).exec_without_returning(tx).await?;
    }
    let row = rollup_of::ActiveModel { tenant: Set(key.0), building: Set(key.1), digest: Set(digest) };
    let over = OnConflict::columns([rollup_of::Column::Tenant, rollup_of::Column::Building])
        .update_column(rollup_of::Column::Digest)
        .to_owned();
    rollup_of::Entity::insert(row).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}

async fn delete<C: ConnectionTrait>(tx: &C, tenant: OrganisationId, building: BuildingId) -> Result<()> {
    rollup::Entity::delete_many()
        .filter(rollup::Column::Tenant.eq(tenant.get()))
        .filter(rollup::Column::Building.eq(building.get()))
        .exec(tx)
        .await?;
    rollup_year::Entity::delete_many()
        .filter(rollup_year::Column::Tenant.eq(tenant.get()))
        .filter(rollup_year::Column::Building.eq(building.get()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets them all.
///
/// # Errors
/// The database.
pub(super) async fn forget<C: ConnectionTrait>(tx: &C) -> Result<()> {
    rollup::Entity::delete_many().exec(tx).await?;
    rollup_year::Entity::delete_many().exec(tx).await?;
    rollup_of::Entity::delete_many().exec(tx).await?;
    Ok(())
}

/// Those of a building, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Rolled> {
    let months = rollup::Entity::find()
        .filter(rollup::Column::Tenant.eq(tenant.get()))
        .filter(rollup::Column::Building.eq(building.get()))
        .order_by_asc(rollup::Column::Month)
        .order_by_asc(rollup::Column::Carrier)
        .all(c)
        .await?;
    let years = rollup_year::Entity::find()
        .filter(rollup_year::Column::Tenant.eq(tenant.get()))
        .filter(rollup_year::Column::Building.eq(building.get()))
        .order_by_asc(rollup_year::Column::Year)
        .all(c)
        .await?;
    Ok(Rolled {
        months: months.iter().map(month_of).collect::<Result<_>>()?,
        years: years.iter().map(year_of).collect::<Result<_>>()?,
    })
}

/// The years of every building of an organisation, by building, the oldest first.
///
/// # Errors
/// The database.
pub async fn years<C: ConnectionTrait + StreamTrait>(
    c: &C,
    tenant: OrganisationId,
) -> Result<BTreeMap<i64, Vec<RolledYear>>> {
    let mut years: BTreeMap<i64, Vec<RolledYear>> = BTreeMap::new();
    each_year(c, Some(tenant), |building, year| years.entry(building).or_default().push(year)).await?;
    Ok(years)
}

/// Gives the years of every building of an organisation, or of everybody's, one after the other: all at once they would take
/// more memory than all that is made of them. In order of organisations, buildings and years.
///
/// # Errors
/// The database.
pub async fn each_year<C: ConnectionTrait + StreamTrait>(
    c: &C,
    tenant: Option<OrganisationId>,
    mut give: impl FnMut(i64, RolledYear),
) -> Result<()> {
    let mut select = rollup_year::Entity::find()
        .order_by_asc(rollup_year::Column::Tenant)
        .order_by_asc(rollup_year::Column::Building)
        .order_by_asc(rollup_year::Column::Year);
    if let Some(tenant) = tenant {
        select = select.filter(rollup_year::Column::Tenant.eq(tenant.get()));
    }
    let mut rows = select.stream(c).await?;
    while let Some(row) = rows.try_next().await? {
        give(row.building, year_of(&row)?);
    }
    Ok(())
}

fn month_row(tenant: OrganisationId, building: BuildingId, row: &RolledMonth) -> Result<rollup::ActiveModel> {
    Ok(rollup::ActiveModel {
        tenant: Set(tenant.get()),
        building: Set(building.get()),
        month: Set(fit("month", row.month.index())?),
        carrier: Set(row.carrier.code().to_owned()),
        taken_wh: Set(row.taken),
        normal_wh: Set(row.normal),
        primary_wh: Set(row.primary),
        co2_g: Set(row.co2),
        cost: Set(row.cost),
        quality: Set(row.quality.index().into()),
        complete: Set(row.complete),
    })
}

fn month_of(row: &rollup::Model) -> Result<RolledMonth> {
    Ok(RolledMonth {
        month: columns::month(row.month)?,
        carrier: columns::carrier(&row.carrier)?,
        taken: row.taken_wh,
        normal: row.normal_wh,
        primary: row.primary_wh,
        co2: row.co2_g,
        cost: row.cost,
        quality: columns::quality(row.quality)?,
        complete: row.complete,
    })
}

fn year_row(tenant: OrganisationId, building: BuildingId, row: &RolledYear) -> rollup_year::ActiveModel {
    rollup_year::ActiveModel {
        tenant: Set(tenant.get()),
        building: Set(building.get()),
        year: Set(row.year.into()),
        area_hundredths: Set(row.area),
        used_wh: Set(row.used),
        normal_wh: Set(row.normal),
        primary_wh: Set(row.primary),
        co2_g: Set(row.co2),
        cost: Set(row.cost),
        water_l: Set(row.water),
        renewable_wh: Set(row.renewable),
        quality: Set(row.quality.index().into()),
        months: Set(row.months.into()),
    }
}

/// A year of a building out of its row.
fn year_of(row: &rollup_year::Model) -> Result<RolledYear> {
    Ok(RolledYear {
        year: fit("year", row.year)?,
        area: row.area_hundredths,
        used: row.used_wh,
        normal: row.normal_wh,
        primary: row.primary_wh,
        co2: row.co2_g,
        cost: row.cost,
        water: row.water_l,
        renewable: row.renewable_wh,
        quality: columns::quality(row.quality)?,
        months: fit("months", row.months)?,
    })
}
