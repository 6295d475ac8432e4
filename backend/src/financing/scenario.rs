//! A scenario over the members of a federation: what is stored of their buildings, in a few queries per organisation.
//!
//! Archived organisations and buildings are left out. A figure comes from the stored assessment: nothing is computed while
//! somebody waits, and what no assessment tells yet is not known. Does *not* write.

use std::collections::BTreeMap;

use anyhow::Result;
use eclaireur_frontend::Named;
use eclaireur_frontend::extrapolated::{Reckoned, Whole};
use eclaireur_frontend::scenarios::Told;
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::{Catalog, Change, Scenario, Sector};
use eclaireur_models::financing::scenario::{Member, Outcome, run};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::references::Reference;
use eclaireur_models::portfolio::sector::extrapolated::{chosen, energy};
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::park::Park;
use eclaireur_models::portfolio::sector::scenarios;
use tokio::task::spawn_blocking;

use super::{of_fact, of_rows};
use crate::app::App;
use crate::sector;
use crate::store::organisations::OrganisationRow;
use crate::store::{FederationId, assessments, buildings, facts, federations, references};

/// What is stored of heated area.
const AREA: &str = "building.heated_area_m2";

/// A scenario over the buildings of a federation, or of everybody.
///
/// # Errors
/// The database.
pub async fn told(app: &App, scenario: &Scenario, federation: Option<FederationId>, on: Day) -> Result<Told> {
    let binds = matches!(scenario.change, Change::Norm { .. });
    let members = members(app, federation, on, binds).await?;
    let (scenario, catalog) = (scenario.clone(), app.catalog());
    // Thousands of buildings take a second or two: not on a thread that answers.
    Ok(spawn_blocking(move || of_members(scenario, &members, &catalog, on)).await?)
}

/// The same over the members a federation has today, as it may be shown to who sees no member by itself.
///
/// # Errors
/// The database.
pub async fn shown(app: &App, scenario: &Scenario, federation: FederationId, on: Day) -> Result<Told> {
    let binds = matches!(scenario.change, Change::Norm { .. });
    let members = numbered(app, Some(federation), app.clock.today(), binds).await?;
    let (scenario, catalog, park) = (scenario.clone(), app.catalog(), sector::park(app).await?);
    let scope = Scope::Federation(federation.get());
    let told = move || {
        let outcome = scenarios::shown(&scenario, members, &park, scope, &catalog, on);
        told_of(scenario, outcome, &catalog)
    };
    Ok(spawn_blocking(told).await?)
}

/// The same, and what it would come to for the whole sector, by the counts that the federation told.
///
/// # Errors
/// The database.
pub async fn argued(
    app: &App,
    scenario: &Scenario,
    federation: FederationId,
    on: Day,
) -> Result<(Told, Whole)> {
    let binds = matches!(scenario.change, Change::Norm { .. });
    let members = numbered(app, Some(federation), app.clock.today(), binds).await?;
    let counts = references::of_federation(app.db.read(), federation).await?;
    let counts: Vec<Reference> = counts.into_iter().map(|row| row.reference).collect();
    let (scenario, catalog, park) = (scenario.clone(), app.catalog(), sector::park(app).await?);
    let scope = Scope::Federation(federation.get());
    let argued = move || {
        let whole = whole(&scenario, &members, &park, scope, &counts, (&catalog, on));
        let outcome = scenarios::shown(&scenario, members, &park, scope, &catalog, on);
        (told_of(scenario, outcome, &catalog), whole)
    };
    Ok(spawn_blocking(argued).await?)
}

fn whole(
    scenario: &Scenario,
    members: &[(i64, Member)],
    park: &Park,
    scope: Scope,
    counts: &[Reference],
    (catalog, on): (&Catalog, Day),
) -> Whole {
    if counts.is_empty() {
        return Whole::NoCounts;
    }
    let counts = chosen(counts);
    let Some((headline, amount)) = scenarios::of_all(scenario, members, park, scope, &counts, (catalog, on))
    else {
        return Whole::NotReckoned;
    };
    let year = park.view(scope, &Filter::default()).year;
    let named = |sector: &Sector| Named::new(&sector.code, sector.name.get(Lang::Fr));
    Whole::Reckoned(Box::new(Reckoned {
        headline,
        amount,
        energy: year.and_then(|year| Some((year, energy(park, scope, year, &counts)?))),
        activities: catalog.sectors().iter().map(named).collect(),
        provinces: catalog.communes().provinces().iter().map(|p| Named::new(&p.code, &p.name_fr)).collect(),
    }))
}

fn of_members(scenario: Scenario, members: &[Member], catalog: &Catalog, on: Day) -> Told {
    let outcome = run(&scenario, members, catalog, on);
    told_of(scenario, outcome, catalog)
}

fn told_of(scenario: Scenario, outcome: Outcome, catalog: &Catalog) -> Told {
    let scheme = match &scenario.change {
        Change::Aid { scheme, .. } => catalog.scheme(scheme).cloned(),
        Change::Norm { .. } => None,
    };
    let name = |code: &String| Some(Named::new(code, catalog.sector(code)?.name.get(Lang::Fr)));
    let activities =
        outcome.groups.iter().filter_map(|group| group.activity.as_ref().and_then(name)).collect();
    Told { scenario, scheme, outcome, activities }
}

/// The buildings of the members of a federation on a day, or of every organisation; whether obligations bind them only where
/// that is asked for.
///
/// # Errors
/// The database.
pub async fn members(
    app: &App,
    federation: Option<FederationId>,
    on: Day,
    obligations: bool,
) -> Result<Vec<Member>> {
    let numbered = numbered(app, federation, on, obligations).await?;
    Ok(numbered.into_iter().map(|(_, member)| member).collect())
}

/// The same, each with the id of its building.
async fn numbered(
    app: &App,
    federation: Option<FederationId>,
    on: Day,
    obligations: bool,
) -> Result<Vec<(i64, Member)>> {
    let mut members = Vec::new();
    for organisation in federations::members(app.db.read(), federation, on).await? {
        of_organisation(app, &organisation, on, obligations, &mut members).await?;
    }
    Ok(members)
}

async fn of_organisation(
    app: &App,
    whose: &OrganisationRow,
    on: Day,
    obligations: bool,
    members: &mut Vec<(i64, Member)>,
) -> Result<()> {
    let c = app.db.read();
    let rows = buildings::in_use(c, whose.id).await?;
    let (shared, mut own) = facts::everywhere(c, whose.id, on).await?;
    let mut summaries: BTreeMap<_, _> = assessments::summaries(c, whose.id)
        .await?
        .into_iter()
        .map(|summed| (summed.building, summed.summary))
        .collect();
    let mut bound = if obligations { assessments::duties(c, whose.id).await? } else { BTreeMap::new() };
    for row in rows {
        let mut told = of_rows(app, whose, &row);
        for fact in own.remove(&row.id).unwrap_or_default().iter().chain(&shared) {
            if let Some((code, value)) = of_fact(fact) {
                told.tell(code, value);
            }
        }
        let known = summaries.remove(&row.id).unwrap_or_default();
        let activity = told.word("organisation.activity").map(str::to_owned);
        let activity = row.building.activity.clone().or(activity);
        let member = Member {
            organisation: whose.organisation.code.to_string(),
            shown_as: activity.clone(),
            activity,
            area: told.number(AREA).or(known.area),
            facts: told,
            final_kwh: known.final_kwh,
            intensity: known.intensity,
            heated_by: known.energy_system.as_deref().and_then(Carrier::from_code),
            obligations: bound.remove(&row.id).unwrap_or_default(),
        };
        members.push((row.id.get(), member));
    }
    Ok(())
}
