//! A plan into the database, inside the caller's transaction.

use std::collections::BTreeMap;

use eclaireur_models::building::Meter;
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::Series;
use sea_orm::DatabaseTransaction;

use super::effect;
use super::plan::{MeterName, Plan, Target};
use crate::store::{By, ImportId, MeterId, OrganisationId, StoreError, channels, meters, readings};

/// Makes the meters and channels that are missing, and inserts the readings.
pub async fn write(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    import: ImportId,
    plan: &Plan,
) -> Result<(), StoreError> {
    let mut made: Vec<(MeterName, MeterId)> = Vec::new();
    for (series, target, building) in plan.placed() {
        let Some(channel) = series.channel() else { continue };
        let meter = match target {
            Target::Known { meter, .. } => meter.id,
            _ => {
                let name = MeterName::of(series);
                match made.iter().find(|(n, _)| *n == name) {
                    Some((_, id)) => *id,
                    None => {
                        let meter = Meter {
                            name: name.name.clone(),
                            ean: name.ean.clone(),
                            serial: name.serial.clone(),
                            carrier: name.carrier,
                            valid_from: None,
                            valid_to: None,
                        };
                        let row = meters::create(tx, by, tenant, building, &meter, None).await?;
                        made.push((name, row.id));
                        row.id
                    }
                }
            }
        };
        match effect::slots(series) {
            Some(months) => {
                let channel =
                    channels::get_or_create(tx, by.now, tenant, meter, &channel, series.resolution_s).await?;
                readings::insert_blocks(tx, tenant, import, channel, &months, &missing(series)).await?;
            }
            None => {
                let channel = channels::get_or_create(tx, by.now, tenant, meter, &channel, None).await?;
                let rows: Vec<_> = effect::rows(series).collect();
                readings::insert_rows(tx, tenant, import, channel, &rows).await?;
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
