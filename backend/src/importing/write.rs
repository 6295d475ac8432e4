//! A plan into the database, inside the caller's transaction.

use std::collections::BTreeMap;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::Series;
use sea_orm::DatabaseTransaction;

use super::effect;
use super::invoices::{self, Payer};
use super::plan::{MeterName, Plan, Target};
use crate::app::App;
use crate::store::facts::{self, Subject};
use crate::store::{
    By, ImportId, MeterId, OrganisationId, StoreError, bills as store_bills, channels,
    meters as store_meters, readings as store_readings,
};

/// Series, by position in the file → the meter its readings go to.
pub type Homes = BTreeMap<usize, MeterId>;

/// The meter of each series that has a place; those that are missing are made.
pub async fn meters(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    catalog: &Catalog,
    plan: &Plan,
) -> Result<Homes, StoreError> {
    let mut made: Vec<(MeterName, MeterId)> = Vec::new();
    let mut homes = Homes::new();
    for (n, (series, target)) in plan.parsed.series.iter().zip(&plan.targets).enumerate() {
        let (meter, building) = match target {
            Target::Known { meter, .. } => (Some(meter.id), None),
            Target::New { building } => {
                let name = MeterName::of(series);
                (made.iter().find(|(m, _)| *m == name).map(|(_, id)| *id), Some(*building))
            }
            Target::Which | Target::Skipped | Target::Unusable => continue,
        };
        let id = match (meter, building) {
            (Some(id), _) => id,
            (None, Some(building)) => {
                let name = MeterName::of(series);
                let row = store_meters::create(tx, by, tenant, building, &name.meter(catalog), None).await?;
                made.push((name, row.id));
                row.id
            }
            (None, None) => continue,
        };
        homes.insert(n, id);
    }
    Ok(homes)
}

/// Inserts what the invoices of the file cost.
pub async fn bills(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    import: ImportId,
    plan: &Plan,
    homes: &Homes,
) -> Result<(), StoreError> {
    for planned in &plan.bills {
        let meter = match planned.payer {
            Payer::Series(n) => homes.get(&n).copied(),
            Payer::Meter(meter) => Some(meter),
        };
        if let (Some(meter), Some(invoice)) = (meter, plan.parsed.invoices.get(planned.invoice)) {
            store_bills::insert(tx, by, tenant, import, &planned.bill(invoice, meter)).await?;
        }
    }
    Ok(())
}

/// Makes ready what the readings of a plan are written into, before anything of it is.
pub async fn ready(app: &App, plan: &Plan) -> Result<(), StoreError> {
    store_readings::ready(&app.db, plan.parsed.series.iter().flat_map(effect::months)).await
}

/// Inserts the readings of each series that has a home; makes the channels that are missing.
pub async fn readings(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    import: ImportId,
    plan: &Plan,
    homes: &Homes,
) -> Result<(), StoreError> {
    for (n, meter) in homes {
        let Some(series) = plan.parsed.series.get(*n) else { continue };
        for conversion in invoices::conversion_facts(&plan.parsed, series) {
            facts::set(tx, by, tenant, Subject::Meter(*meter), &conversion, Some(import)).await?;
        }
        let Some(channel) = series.channel() else { continue };
        match effect::slots(series) {
            Some(months) => {
                let channel =
                    channels::get_or_create(tx, by.now, tenant, *meter, &channel, series.resolution_s)
                        .await?;
                store_readings::insert_blocks(tx, tenant, import, channel, &months, &missing(series)).await?;
            }
            None => {
                let channel = channels::get_or_create(tx, by.now, tenant, *meter, &channel, None).await?;
                let rows: Vec<_> = effect::rows(series).collect();
                store_readings::insert_rows(tx, tenant, import, channel, &rows).await?;
            }
        }
    }
    Ok(())
}

/// Slots named without a value, by month.
fn missing(series: &Series) -> BTreeMap<Month, u32> {
    let mut missing = BTreeMap::new();
    for point in series.points.iter().filter(|p| p.value.is_none()) {
        if let Some(day) = day_of(point.start) {
            *missing.entry(Month::of(day)).or_default() += 1;
        }
    }
    missing
}
