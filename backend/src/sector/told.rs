//! A view of the sector with the names it is told with, for its page, its files and its report.

use anyhow::Result;
use eclaireur_frontend::Named;
use eclaireur_frontend::sector::{Choices, Pressing, Told};
use eclaireur_frontend::text::Say;
use eclaireur_frontend::urls::EVERYBODY;
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

/// Whose sums are asked for.
#[derive(Debug, Clone)]
pub struct Whose {
    /// Code in addresses, and name.
    pub named: Named,
    /// What is summed.
    pub scope: Scope,
}

impl Whose {
    /// The members of a federation.
    pub fn of(federation: &FederationRow) -> Whose {
        Whose { named: federations::name_of(federation), scope: Scope::Federation(federation.id.get()) }
    }

    /// Everybody, each organisation once.
    pub fn everybody() -> Whose {
        Whose {
            named: Named::new(EVERYBODY, Say::new(Lang::Fr, "sector-everybody").to_string()),
            scope: Scope::Sector,
        }
    }
}

/// What may be asked of them.
///
/// # Errors
/// The thread broke off.
pub async fn choices(app: &App, made: &Made, whose: &Whose) -> Result<Choices> {
    let whole = made.whole(whose.scope).await?;
    let catalog = app.catalog();
    let uses: Vec<String> = catalog.sectors().iter().map(|sector| sector.code.clone()).collect();
    Ok(Choices::of(Lang::Fr, &whole, &uses, |dimension, code| name(&catalog, dimension, code)))
}

/// What is told of them under a question.
///
/// # Errors
/// The database.
pub async fn told(app: &App, made: &Made, whose: &Whose, choices: Choices, filter: Filter) -> Result<Told> {
    let (asked, scope) = (filter.clone(), whose.scope);
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
        federation: whose.named.clone(),
        not_named: view.matching.organisations.saturating_sub(named),
        view,
        filter,
        choices,
        paths,
        arrondissements: catalog.communes().arrondissements().to_vec(),
        units: units(&catalog),
        targets: catalog.targets().cloned(),
        pressing,
        schemes: project_records::schemes(app),
        on: app.clock.today(),
        catalog: catalog.version().to_owned(),
    })
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
