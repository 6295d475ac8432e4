//! Taking a list back. What it made is put away where nothing hangs on it since; what it changed is as it was, where
//! nobody changed it since; the rest stays, and is named.

use std::collections::BTreeSet;

use eclaireur_models::portfolio::list::Field;
use sea_orm::DatabaseTransaction;

use super::{Listing, write};
use crate::app::App;
use crate::store::facts::{self, Subject};
use crate::store::imports::{self, ImportRow, Status};
use crate::store::{
    BuildingId, By, MeterId, StoreError, bills, buildings, channels, events, meters, prices, reading_links,
};

/// What a list had done and undoing it left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remains {
    /// Buildings it made that something hangs on by now.
    pub buildings: Vec<BuildingId>,
    /// Meters it made, at buildings that were there before, that something hangs on by now.
    pub meters: Vec<MeterId>,
    /// Buildings somebody has changed since: they stay as they are.
    pub changed: Vec<BuildingId>,
}

/// Takes a list back, or drops its preview.
///
/// # Errors
/// [`StoreError::Refused`] when it was undone before; the database.
pub async fn undo(app: &App, by: &By, row: &ImportRow) -> anyhow::Result<Remains> {
    let tx = super::begin(app, row.tenant).await?;
    let listing = Listing::of(row);
    imports::undo(&tx, by, row.tenant, row.id).await?;
    let mut remains = Remains::default();
    if row.status == Status::Confirmed {
        let used = used_meters(&tx, row, &listing).await?;
        for building in &listing.made {
            if hangs_on_building(&tx, row, *building, &listing, &used).await? {
                remains.buildings.push(*building);
            } else {
                buildings::set_archived(&tx, by, row.tenant, *building, true).await?;
            }
        }
        remains.meters = take_meters(&tx, by, row, &listing, &used).await?;
        remains.changed = change_back(&tx, by, row, &listing).await?;
    }
    tx.commit().await?;
    Ok(remains)
}

/// Meters of the list that something hangs on by now: channels with readings or without, bills, facts, sub-meters.
async fn used_meters(
    tx: &DatabaseTransaction,
    row: &ImportRow,
    listing: &Listing,
) -> Result<BTreeSet<MeterId>, StoreError> {
    let made = || listing.meters.iter().copied();
    let mut used: BTreeSet<MeterId> = BTreeSet::new();
    used.extend(channels::of_meters(tx, row.tenant, made()).await?.into_iter().map(|c| c.meter));
    used.extend(bills::of_meters(tx, row.tenant, made()).await?.into_iter().map(|b| b.bill.meter));
    used.extend(meters::of_organisation(tx, row.tenant).await?.into_iter().filter_map(|m| m.parent));
    for meter in made() {
        if !facts::history(tx, row.tenant, Subject::Meter(meter)).await?.is_empty() {
            used.insert(meter);
        }
    }
    let made: Vec<MeterId> = made().collect();
    used.extend(reading_links::of_meters(tx, row.tenant, &made).await?.into_iter().map(|link| link.meter));
    Ok(used)
}

/// Whether somebody has done something with a building since: other meters, readings, facts, events, prices.
async fn hangs_on_building(
    tx: &DatabaseTransaction,
    row: &ImportRow,
    building: BuildingId,
    listing: &Listing,
    used: &BTreeSet<MeterId>,
) -> Result<bool, StoreError> {
    let meters = meters::of_building(tx, row.tenant, building).await?;
    let facts = facts::history(tx, row.tenant, Subject::Building(building)).await?;
    let prices = prices::list(tx, row.tenant, Some(building)).await?;
    Ok(meters.iter().any(|m| used.contains(&m.id) || !listing.meters.contains(&m.id))
        || facts.iter().any(|f| f.withdrawn_at.is_none())
        || prices.iter().any(|p| p.price.building.is_some())
        || !events::of_building(tx, row.tenant, building).await?.is_empty())
}

/// Meters that were added to buildings we had go again; those of buildings that were put away are put away with them.
async fn take_meters(
    tx: &DatabaseTransaction,
    by: &By,
    row: &ImportRow,
    listing: &Listing,
    used: &BTreeSet<MeterId>,
) -> Result<Vec<MeterId>, StoreError> {
    let mut stay = Vec::new();
    let mut with_buildings = Vec::new();
    for building in &listing.made {
        with_buildings
            .extend(meters::of_building(tx, row.tenant, *building).await?.into_iter().map(|m| m.id));
    }
    for meter in listing.meters.iter().filter(|meter| !with_buildings.contains(meter)) {
        if used.contains(meter) {
            stay.push(*meter);
        } else {
            meters::remove(tx, by, row.tenant, *meter).await?;
        }
    }
    Ok(stay)
}

/// Columns that the list changed are as they were, unless somebody changed them since. Facts went with the import.
async fn change_back(
    tx: &DatabaseTransaction,
    by: &By,
    row: &ImportRow,
    listing: &Listing,
) -> Result<Vec<BuildingId>, StoreError> {
    let mut stay = Vec::new();
    let mut ids: Vec<BuildingId> = listing.changed.iter().map(|c| c.building).collect();
    ids.dedup();
    for id in ids {
        let Some(held) = buildings::by_id(tx, row.tenant, id).await? else { continue };
        let (mut new, mut edited) = (write::entered(&held), false);
        for change in listing.changed.iter().filter(|c| c.building == id) {
            let Some(field) = Field::from_code(&change.field) else { continue };
            if field == Field::Archived {
                buildings::set_archived(tx, by, row.tenant, id, true).await?;
                continue;
            }
            let mut as_listed = write::entered(&held);
            if !write::set(&mut as_listed, field, Some(&change.after)) {
                continue;
            }
            if as_listed == write::entered(&held) {
                edited |= write::set(&mut new, field, change.before.as_deref());
            } else if !stay.contains(&id) {
                stay.push(id);
            }
        }
        if edited {
            buildings::update(tx, by, row.tenant, id, &new).await?;
        }
    }
    Ok(stay)
}
