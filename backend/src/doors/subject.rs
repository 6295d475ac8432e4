//! What an address is about, as the store knows it: the ids that `may` compares.

use axum::extract::RawPathParams;
use eclaireur_frontend::urls::EVERYBODY;
use eclaireur_models::access::Subject;

use super::On;
use crate::app::App;
use crate::error::AppResult;
use crate::importing::Options;
use crate::store::allocations::{self, AllocationRow};
use crate::store::imports::{self, ImportRow};
use crate::store::{BuildingId, OrganisationId, buildings, consents, federations, organisations, sendings};

/// The subject of an address; none when there is no such thing.
pub(super) async fn of(app: &App, on: On, params: &RawPathParams) -> AppResult<Option<Subject>> {
    let part = |name: &str| params.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
    let c = app.db.read();
    Ok(match on {
        On::Service => Some(Subject::Service),
        On::Organisation => match organisations::by_code(c, part("o")).await? {
            Some(row) => Some(organisation(app, row.id).await?),
            None => None,
        },
        On::Building => match buildings::by_code(c, part("b")).await? {
            Some((whose, row)) => Some(these(app, whose.id, vec![row.id]).await?),
            None => None,
        },
        On::Whole => match buildings::by_code(c, part("b")).await? {
            Some((whose, _)) => Some(organisation(app, whose.id).await?),
            None => None,
        },
        On::Meter | On::Share => meter(app, on, part("b"), part("m")).await?,
        On::Import => match part("i").parse() {
            Ok(id) => match imports::find(c, id).await? {
                Some(row) => Some(these(app, row.tenant, touched(&row)).await?),
                None => None,
            },
            Err(_) => None,
        },
        On::Sending => sending(app, part("o"), part("s")).await?,
        // Sums of everybody: no single federation's.
        On::Federation if part("f") == EVERYBODY => Some(Subject::Service),
        On::Federation => {
            let row = federations::by_code(c, part("f")).await?;
            row.map(|row| Subject::Federation { federation: row.id.get() })
        }
        On::Member => member(app, part("f"), part("o")).await?,
    })
}

/// The buildings of a meter, when this building has or had a share of it.
async fn meter(app: &App, on: On, code: &str, id: &str) -> AppResult<Option<Subject>> {
    let c = app.db.read();
    let (Some((whose, row)), Ok(id)) = (buildings::by_code(c, code).await?, id.parse()) else {
        return Ok(None);
    };
    let shares = allocations::of_meter(c, whose.id, id).await?;
    let here = |share: &AllocationRow| share.building == row.id;
    if !shares.iter().any(here) {
        return Ok(None);
    }
    let today = app.clock.today();
    let holds = |share: &AllocationRow| share.millionths > 0 && share.to.is_none_or(|to| today < to);
    let ours = on == On::Share && shares.iter().any(|share| here(share) && holds(share));
    let buildings = if ours { vec![row.id] } else { shares.iter().map(|share| share.building).collect() };
    these(app, whose.id, buildings).await.map(Some)
}

/// An organisation as a whole.
pub(super) async fn organisation(app: &App, id: OrganisationId) -> AppResult<Subject> {
    let asks_help = consents::asks_help(app.db.read(), id, app.clock.today()).await?;
    Ok(Subject::Organisation { organisation: id.get(), asks_help })
}

/// These buildings of an organisation; the organisation as a whole when there is none.
async fn these(app: &App, tenant: OrganisationId, buildings: Vec<BuildingId>) -> AppResult<Subject> {
    Ok(within(&organisation(app, tenant).await?, &buildings))
}

/// These buildings of an organisation; itself as a whole when there is none.
pub(super) fn within(whole: &Subject, buildings: &[BuildingId]) -> Subject {
    match whole {
        Subject::Organisation { organisation, asks_help } if !buildings.is_empty() => Subject::Buildings {
            organisation: *organisation,
            buildings: buildings.iter().map(|id| id.get()).collect(),
            asks_help: *asks_help,
        },
        _ => whole.clone(),
    }
}

/// The buildings an import touches: those its readings go to, else the one it was sent for.
pub(super) fn touched(row: &ImportRow) -> Vec<BuildingId> {
    let options = Options::of(row);
    if options.touched.is_empty() { options.building.into_iter().collect() } else { options.touched }
}

/// The buildings the imports of a sending touch; the organisation as a whole when one touches none.
async fn sending(app: &App, organisation: &str, id: &str) -> AppResult<Option<Subject>> {
    let c = app.db.read();
    let (Some(whose), Ok(id)) = (organisations::by_code(c, organisation).await?, id.parse()) else {
        return Ok(None);
    };
    let Some(row) = sendings::get(c, whose.id, id).await? else { return Ok(None) };
    let mut all = Vec::new();
    for import in row.files.iter().filter_map(|file| file.became.import()) {
        let Some(import) = imports::find(c, import).await? else { continue };
        let buildings = touched(&import);
        if buildings.is_empty() {
            return these(app, whose.id, Vec::new()).await.map(Some);
        }
        all.extend(buildings);
    }
    all.sort_unstable();
    all.dedup();
    these(app, whose.id, all).await.map(Some)
}

async fn member(app: &App, federation: &str, organisation: &str) -> AppResult<Option<Subject>> {
    let (c, today) = (app.db.read(), app.clock.today());
    let (Some(federation), Some(row)) =
        (federations::by_code(c, federation).await?, organisations::by_code(c, organisation).await?)
    else {
        return Ok(None);
    };
    let theirs = federations::of_organisation(c, row.id, today).await?;
    if !theirs.iter().any(|f| f.id == federation.id) {
        return Ok(None);
    }
    let given = consents::of_organisation(c, row.id).await?;
    let consents = given.iter().any(|one| one.federation == federation.id && one.holds(today));
    Ok(Some(Subject::Member { federation: federation.id.get(), organisation: row.id.get(), consents }))
}
