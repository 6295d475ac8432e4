//! A view of the sector with the names it is told with, for its page, its files and its report.

use std::collections::BTreeMap;

use anyhow::Result;
use eclaireur_frontend::Named;
use eclaireur_frontend::sector::{Choices, Pressing, Told};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::view::View;
use tokio::task::spawn_blocking;

use super::Made;
use crate::app::App;
use crate::pages::{building_name, federations, name_of, project_records};
use crate::store::federations::FederationRow;
use crate::store::{BuildingId, OrganisationId, buildings, organisations};

/// What may be asked of the members of a federation.
///
/// # Errors
/// The thread broke off.
pub async fn choices(app: &App, made: &Made, federation: &FederationRow) -> Result<Choices> {
    let whole = made.whole(scope(federation)).await?;
    let catalog = app.catalog();
    Ok(Choices::of(Lang::Fr, &whole, |dimension, code| name(&catalog, dimension, code)))
}

/// What is told of the members of a federation under a question.
///
/// # Errors
/// The database.
pub async fn told(
    app: &App,
    made: &Made,
    federation: &FederationRow,
    choices: Choices,
    filter: Filter,
) -> Result<Told> {
    let (asked, scope) = (filter.clone(), scope(federation));
    let view = made.view(scope, filter.clone()).await?;
    let paths = match view.year {
        Some(year) => {
            let park = made.park();
            spawn_blocking(move || park.paths(scope, &asked, Dimension::Activity, year)).await?
        }
        None => Vec::new(),
    };
    let pressing = pressing(app, &view).await?;
    let catalog = app.catalog();
    let named = view.named;
    Ok(Told {
        federation: federations::name_of(federation),
        not_named: view.matching.organisations.saturating_sub(named),
        view,
        filter,
        choices,
        paths,
        references: BTreeMap::new(),
        arrondissements: catalog.communes().arrondissements().to_vec(),
        units: units(&catalog),
        targets: catalog.targets().cloned(),
        pressing,
        schemes: project_records::schemes(app),
        on: app.clock.today(),
        catalog: catalog.version().to_owned(),
    })
}

/// Whose buildings a federation may ask about.
pub fn scope(federation: &FederationRow) -> Scope {
    Scope::Federation(federation.id.get())
}

/// What people call a value, where the catalogue knows it.
fn name(catalog: &Catalog, dimension: Dimension, code: &str) -> Option<String> {
    let communes = catalog.communes();
    match dimension {
        Dimension::Province => communes.province_name(code).map(str::to_owned),
        Dimension::Arrondissement => {
            communes.arrondissements().iter().find(|a| a.code == code).map(|a| a.name_fr.clone())
        }
        Dimension::Activity | Dimension::Use => Some(catalog.sector(code)?.name.get(Lang::Fr).to_owned()),
        Dimension::Region | Dimension::Own | Dimension::Size | Dimension::Status | Dimension::Energy => None,
    }
}

/// Every unit that a service is counted in.
fn units(catalog: &Catalog) -> Vec<Named> {
    let of = |sector: &eclaireur_models::catalog::Sector| {
        let unit = sector.service_unit.as_ref()?;
        Some(Named::new(unit.code.as_str(), unit.name.get(Lang::Fr)))
    };
    let mut units: Vec<Named> = catalog.sectors().iter().filter_map(of).collect();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    units.dedup_by(|a, b| a.code == b.code);
    units
}

/// Names of the buildings that may be named.
async fn pressing(app: &App, view: &View) -> Result<Vec<Pressing>> {
    let c = app.db.read();
    let mut pressing = Vec::with_capacity(view.worst.len());
    for one in &view.worst {
        let tenant = OrganisationId::from_stored(one.organisation);
        let organisation = organisations::by_id(c, tenant).await?;
        let building = buildings::by_id(c, tenant, BuildingId::from_stored(one.building)).await?;
        let (Some(organisation), Some(building)) = (organisation, building) else { continue };
        pressing.push(Pressing {
            organisation: name_of(&organisation),
            building: building_name(&building),
            recoverable_kwh: one.recoverable_kwh,
            recoverable_euro: one.recoverable_euro,
        });
    }
    Ok(pressing)
}
