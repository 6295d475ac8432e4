//! Making and changing a building, putting it away, taking it out again.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{BuildingInput, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::building_form::BuildingFormPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::building::Address;
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::certain::Quality;
use sea_orm::DatabaseTransaction;

use super::heads::HEATED_AREA;
use super::{activities, again, building, building_name, commune_of, communes, name_of, organisation, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::{self, BuildingRow, NewBuilding};
use crate::store::facts::{self, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::{BuildingId, OrganisationId, StoreError};

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    row: Option<&BuildingRow>,
    form: FormData,
) -> AppResult<BuildingFormPage> {
    let areas = match row {
        Some(row) => {
            facts::timeline(app.db.read(), row.tenant, Subject::Building(row.id), HEATED_AREA).await?
        }
        None => Vec::new(),
    };
    Ok(BuildingFormPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        building: row.map(building_name),
        archived: row.is_some_and(|r| r.building.archived),
        form,
        activities: activities(app),
        communes: communes(app, None),
        areas,
    })
}

/// GET /organisations/{o}/batiments/nouveau
pub async fn new(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let head = &whose.organisation;
    let form = BuildingInput {
        name: String::new(),
        activity: head.activity.clone(),
        street: None,
        postcode: head.postcode,
        commune: head.commune_nis.clone(),
        heated_area: None,
    }
    .to_form();
    shown(page(&app, &visitor, &whose, None, form).await?.html())
}

/// POST /organisations/{o}/batiments/nouveau
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let Some(row) = made(&app, whose.id, &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, None, posted.form).await?.html());
    };
    Ok(done(&urls::building(row.building.code.as_str()), &Flash::BuildingCreated).into_response())
}

/// Makes the building of a form; `None` when its problems were noted.
pub(crate) async fn made(
    app: &App,
    tenant: OrganisationId,
    form: &mut FormData,
) -> AppResult<Option<BuildingRow>> {
    let Some(input) = read(app, form) else { return Ok(None) };
    let tx = app.db.begin().await?;
    let row = buildings::create(&tx, &app.by(), tenant, &building_of(app, &input)).await?;
    keep_area(&tx, app, tenant, row.id, &input).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(row))
}

/// GET /batiments/{b}/modifier
pub async fn edit(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let held = row.building.clone();
    let form = BuildingInput {
        name: held.name,
        activity: held.activity,
        street: held.address.street,
        postcode: held.address.postcode,
        commune: held.address.commune_nis,
        heated_area: None,
    }
    .to_form();
    shown(page(&app, &visitor, &whose, Some(&row), form).await?.html())
}

/// POST /batiments/{b}/modifier
pub async fn save(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let Some(input) = read(&app, &mut posted.form) else {
        return again(page(&app, &visitor, &whose, Some(&row), posted.form).await?.html());
    };
    let tx = app.db.begin().await?;
    let new = NewBuilding { site: row.site, ..building_of(&app, &input) };
    buildings::update(&tx, &app.by(), row.tenant, row.id, &new).await?;
    keep_area(&tx, &app, row.tenant, row.id, &input).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::building(&code), &Flash::Saved).into_response())
}

/// POST /batiments/{b}/archiver
pub async fn archive(State(app): State<App>, Path(code): Path<String>, _: Posted) -> AppResult {
    set_archived(&app, &code, true).await
}

/// POST /batiments/{b}/restaurer
pub async fn restore(State(app): State<App>, Path(code): Path<String>, _: Posted) -> AppResult {
    set_archived(&app, &code, false).await
}

async fn set_archived(app: &App, code: &str, archived: bool) -> AppResult {
    let (_, row) = building(app, code).await?;
    let tx = app.db.begin().await?;
    buildings::set_archived(&tx, &app.by(), row.tenant, row.id, archived).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let flash = if archived { Flash::Archived } else { Flash::Restored };
    Ok(done(&urls::building(code), &flash).into_response())
}

fn read(app: &App, form: &mut FormData) -> Option<BuildingInput> {
    let input = BuildingInput::read(form)?;
    if input.activity.as_ref().is_some_and(|a| app.catalog().sector(a).is_none()) {
        form.fail("activity", Problem::new(ProblemCode::NotInList));
        return None;
    }
    Some(input)
}

fn building_of(app: &App, input: &BuildingInput) -> NewBuilding {
    let commune_nis = commune_of(app, input.postcode, input.commune.as_deref());
    NewBuilding {
        name: input.name.clone(),
        activity: input.activity.clone(),
        address: Address { street: input.street.clone(), postcode: input.postcode, commune_nis },
        ..NewBuilding::default()
    }
}

/// A heated area that was typed becomes a dated fact.
async fn keep_area(
    tx: &DatabaseTransaction,
    app: &App,
    tenant: OrganisationId,
    id: BuildingId,
    input: &BuildingInput,
) -> AppResult<()> {
    let (Some((area, from)), Some(fact)) = (&input.heated_area, fact(HEATED_AREA)) else { return Ok(()) };
    let dated = DatedFact {
        fact: fact.code,
        value: area.normalize().to_string(),
        from: *from,
        to: None,
        source: "form".to_owned(),
        quality: Quality::Declared,
    };
    facts::set(tx, &app.by(), tenant, Subject::Building(id), &dated, None).await?;
    Ok(())
}
