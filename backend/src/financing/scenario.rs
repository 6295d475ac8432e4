//! A scenario over the members of a federation: what is stored of their buildings, in a few queries for many organisations.
//!
//! Archived organisations and buildings are left out. A figure comes from the stored assessment: nothing is computed while
//! somebody waits, and what no assessment tells yet is not known. Who sees no member by itself is told of the members as they
//! were kept with what is shown of the sector, so that two days cannot be subtracted. Does *not* write.

use std::collections::BTreeMap;
use std::sync::Arc;

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
use eclaireur_models::portfolio::sector::filter::Scope;
use eclaireur_models::portfolio::sector::park::Park;
use eclaireur_models::portfolio::sector::scenarios;
use eclaireur_models::portfolio::sector::view::Count;
use tokio::task::spawn_blocking;

use super::{of_fact, of_rows};
use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::shown::Grounds;
use crate::store::{FederationId, OrganisationId, assessments, buildings, facts, federations, references};
use crate::{sector, store};

/// Organisations asked for in one query.
const CHUNK: usize = 500;
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

/// The same over members as they were last shown, for who sees no member by itself.
///
/// # Errors
/// The database.
pub async fn shown(app: &App, scenario: &Scenario, scope: Scope, on: Day) -> Result<Told> {
    let kept = Kept::of(app, scope).await?;
    let (scenario, catalog) = (scenario.clone(), app.catalog());
    let told = move || {
        let members = kept.members();
        let outcome = scenarios::shown(&scenario, (members, kept.all), &kept.park, kept.scope, &catalog, on);
        told_of(scenario, outcome, &catalog)
    };
    Ok(spawn_blocking(told).await?)
}

/// Members as they were last shown.
struct Kept {
    park: Arc<Park>,
    scope: Scope,
    /// All of them, shown or not.
    all: Count,
    /// The year they are told of.
    year: Option<i16>,
    /// Of those that may be shown, what was kept.
    texts: Vec<(i64, String)>,
}

impl Kept {
    async fn of(app: &App, scope: Scope) -> Result<Kept> {
        let made = sector::made(app).await?;
        let whole = made.whole(scope).await?;
        let park = made.park();
        let buildings: Vec<i64> = park.grouped(scope).into_keys().collect();
        let texts = store::shown::grounds(app.db.read(), &buildings).await?;
        Ok(Kept { park, scope, all: whole.matching, year: whole.year, texts })
    }

    /// Those whose text can be read.
    fn members(&self) -> Vec<(i64, Member)> {
        let read = |(building, text): &(i64, String)| Some((*building, serde_json::from_str(text).ok()?));
        self.texts.iter().filter_map(read).collect()
    }
}

/// What scenarios reckon with of every building, as it is now: to be kept with what is shown of it.
///
/// # Errors
/// The database.
pub async fn everybodys(app: &App) -> Result<BTreeMap<i64, Grounds>> {
    let on = app.clock.today();
    let mut all = BTreeMap::new();
    for some in federations::members(app.db.read(), None, on).await?.chunks(CHUNK) {
        for (building, member) in of_organisations(app, some, on, true).await? {
            all.insert(building, Grounds::of(&serde_json::to_string(&member)?)?);
        }
    }
    Ok(all)
}

/// The same, and what it would come to for all there are, by the counts that the federation told, or all of them.
///
/// # Errors
/// The database.
pub async fn argued(app: &App, scenario: &Scenario, scope: Scope, on: Day) -> Result<(Told, Whole)> {
    let kept = Kept::of(app, scope).await?;
    let counts = match scope {
        Scope::Federation(id) => {
            let rows = references::of_federation(app.db.read(), FederationId::from_stored(id)).await?;
            rows.into_iter().map(|row| row.reference).collect()
        }
        Scope::Sector => references::everybodys(app.db.read()).await?,
    };
    let (scenario, catalog) = (scenario.clone(), app.catalog());
    let argued = move || {
        let members = kept.members();
        let (park, scope) = (&kept.park, kept.scope);
        let whole = whole(&scenario, &members, park, (scope, kept.year), &counts, (&catalog, on));
        let outcome = scenarios::shown(&scenario, (members, kept.all), park, scope, &catalog, on);
        (told_of(scenario, outcome, &catalog), whole)
    };
    Ok(spawn_blocking(argued).await?)
}

fn whole(
    scenario: &Scenario,
    members: &[(i64, Member)],
    park: &Park,
    (scope, year): (Scope, Option<i16>),
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
    let mut members = Vec::new();
    for some in federations::members(app.db.read(), federation, on).await?.chunks(CHUNK) {
        let numbered = of_organisations(app, some, on, obligations).await?;
        members.extend(numbered.into_iter().map(|(_, member)| member));
    }
    Ok(members)
}

/// The buildings of organisations, each with its id.
async fn of_organisations(
    app: &App,
    these: &[OrganisationRow],
    on: Day,
    obligations: bool,
) -> Result<Vec<(i64, Member)>> {
    let c = app.db.read();
    let ids: Vec<OrganisationId> = these.iter().map(|whose| whose.id).collect();
    let mut rows: BTreeMap<OrganisationId, Vec<BuildingRow>> = BTreeMap::new();
    for row in buildings::in_use(c, &ids).await? {
        rows.entry(row.tenant).or_default().push(row);
    }
    let (shared, mut own) = facts::everywhere(c, &ids, on).await?;
    let summaries = assessments::summaries(c, &ids).await?.into_iter();
    let mut summaries: BTreeMap<_, _> = summaries.map(|summed| (summed.building, summed.summary)).collect();
    let mut bound = if obligations { assessments::duties(c, &ids).await? } else { BTreeMap::new() };
    let mut members = Vec::new();
    for whose in these {
        let shared = shared.get(&whose.id).map(Vec::as_slice).unwrap_or_default();
        for row in rows.remove(&whose.id).unwrap_or_default() {
            let mut told = of_rows(app, whose, &row);
            for fact in own.remove(&row.id).unwrap_or_default().iter().chain(shared) {
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
    }
    Ok(members)
}
