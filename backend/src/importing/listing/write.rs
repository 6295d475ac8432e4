//! A list into the database, inside the caller's transaction, with a record of what was done so that it can be undone.

use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Address, Code, Meter};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::list::{Change, Field, ListedBuilding};
use sea_orm::DatabaseTransaction;

use super::plan::{Plan, Standing, code_of};
use super::{Changed, Listing};
use crate::app::App;
use crate::importing::named;
use crate::store::buildings::{self, BuildingRow, NewBuilding};
use crate::store::facts::{self, Subject};
use crate::store::imports::ImportRow;
use crate::store::{BuildingId, By, ImportId, OrganisationId, StoreError, meters};

/// Heated area, m².
pub(super) const HEATED_AREA: &str = "building.heated_area_m2";
/// Beds, places, pupils.
pub(super) const SERVICE_UNITS: &str = "building.service_units";
/// Year of construction.
pub(super) const BUILT: &str = "building.construction_year";

/// Writes the plan of a list that is in preview. Gives what was decided with what was done.
pub(super) async fn write(
    app: &App,
    tx: &DatabaseTransaction,
    by: &By,
    row: &ImportRow,
    plan: &Plan,
    listing: Listing,
) -> Result<Listing, StoreError> {
    let mut done =
        Listing { touched: Vec::new(), made: Vec::new(), meters: Vec::new(), changed: Vec::new(), ..listing };
    let source = row.name.clone().unwrap_or_default();
    let today = app.clock.today();
    for proposed in &plan.buildings {
        let listed = &proposed.listed;
        let building = match &proposed.standing {
            Standing::New => {
                let made = create(tx, by, row.tenant, listed).await?;
                let facts = facts_of(listed);
                put(tx, by, row.tenant, made, &facts, None, &source, row.id).await?;
                done.made.push(made);
                made
            }
            Standing::Known { building, changes } => {
                change(tx, by, building, changes).await?;
                let is_changed = |f: &(&str, String)| changes.iter().any(|c| fact_of(c.field) == Some(f.0));
                let facts: Vec<_> = facts_of(listed).into_iter().filter(is_changed).collect();
                // What was known stays known for the days before.
                put(tx, by, row.tenant, building.id, &facts, Some(today), &source, row.id).await?;
                done.changed.extend(changes.iter().map(|change| Changed {
                    building: building.id,
                    field: change.field.code().to_owned(),
                    before: change.before.clone(),
                    after: change.after.clone(),
                }));
                building.id
            }
        };
        done.touched.push(building);
        for meter in proposed.new_meters() {
            let meter = Meter {
                name: meter.name.clone(),
                ean: meter.ean.clone(),
                serial: meter.serial.clone(),
                carrier: meter.carrier,
                valid_from: None,
                valid_to: None,
            };
            let meter = named(&app.catalog(), meter);
            done.meters.push(meters::create(tx, by, row.tenant, building, &meter, None).await?.id);
        }
    }
    Ok(done)
}

async fn create(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    listed: &ListedBuilding,
) -> Result<BuildingId, StoreError> {
    let code = match &listed.code {
        Some(code) => Some(free(tx, &code_of(code)).await?),
        None => None,
    };
    let new = NewBuilding {
        code,
        name: listed.name.clone(),
        activity: listed.activity.clone(),
        address: listed.address.clone(),
        site: None,
    };
    Ok(buildings::create(tx, by, tenant, &new).await?.id)
}

/// A code that nobody has: address codes are one for the whole service, and another organisation may have a B-01 too.
async fn free(tx: &DatabaseTransaction, wanted: &Code) -> Result<Code, StoreError> {
    let (mut code, mut n) = (wanted.clone(), 1);
    while buildings::by_code(tx, code.as_str()).await?.is_some() {
        n += 1;
        code = wanted.numbered(n);
    }
    Ok(code)
}

/// Changes what is a column; what is a fact is recorded apart.
async fn change(
    tx: &DatabaseTransaction,
    by: &By,
    row: &BuildingRow,
    changes: &[Change],
) -> Result<(), StoreError> {
    let mut new = entered(row);
    let mut edited = false;
    for change in changes {
        edited |= set(&mut new, change.field, Some(&change.after));
        if change.field == Field::Archived {
            buildings::set_archived(tx, by, row.tenant, row.id, false).await?;
        }
    }
    if edited {
        buildings::update(tx, by, row.tenant, row.id, &new).await?;
    }
    Ok(())
}

/// What people entered of a building.
pub(super) fn entered(row: &BuildingRow) -> NewBuilding {
    NewBuilding {
        code: None,
        name: row.building.name.clone(),
        activity: row.building.activity.clone(),
        address: row.building.address.clone(),
        site: row.site,
    }
}

/// Sets a field that is a column; says whether it is one.
pub(super) fn set(new: &mut NewBuilding, field: Field, value: Option<&str>) -> bool {
    let text = value.map(str::to_owned);
    let Address { street, postcode, commune_nis } = &mut new.address;
    match field {
        Field::Name => new.name = text.unwrap_or_default(),
        Field::Street => *street = text,
        Field::Postcode => *postcode = value.and_then(eclaireur_models::building::Postcode::read),
        Field::Commune => *commune_nis = text,
        Field::Activity => new.activity = text,
        Field::HeatedArea | Field::ServiceUnits | Field::Built | Field::Archived => return false,
    }
    true
}

/// The fact that a field is.
const fn fact_of(field: Field) -> Option<&'static str> {
    match field {
        Field::HeatedArea => Some(HEATED_AREA),
        Field::ServiceUnits => Some(SERVICE_UNITS),
        Field::Built => Some(BUILT),
        _ => None,
    }
}

/// What the list knows of a building that is a fact.
fn facts_of(listed: &ListedBuilding) -> Vec<(&'static str, String)> {
    let area = listed.heated_area_m2.map(|area| (HEATED_AREA, area.normalize().to_string()));
    let units = listed.service_units.map(|n| (SERVICE_UNITS, n.to_string()));
    let built = listed.built.map(|year| (BUILT, year.to_string()));
    [area, units, built].into_iter().flatten().collect()
}

#[expect(clippy::too_many_arguments, reason = "one fact has many sides")]
async fn put(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    facts: &[(&'static str, String)],
    from: Option<Day>,
    source: &str,
    import: ImportId,
) -> Result<(), StoreError> {
    for (code, value) in facts {
        let Some(known) = fact(code) else { continue };
        // A year of construction has always been so.
        let from = from.filter(|_| *code != BUILT);
        let dated = DatedFact {
            fact: known.code,
            value: value.clone(),
            from,
            to: None,
            source: source.to_owned(),
            quality: Quality::Declared,
        };
        facts::set(tx, by, tenant, Subject::Building(building), &dated, Some(import)).await?;
    }
    Ok(())
}
