//! The projects of a building: listed, made, brought back.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::projects::{Listed, ProjectsPage};
use eclaireur_frontend::{Flash, tables, urls};
use eclaireur_models::period::day_of;
use rust_decimal::Decimal;
use serde_json::json;

use super::download::Wanted;
use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::financing;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{self, MOST, ProjectRow};
use crate::store::{OrganisationId, ProjectId, StoreError};

async fn page(
    app: &App,
    visitor: &Visitor,
    (organisation, row): &(OrganisationRow, BuildingRow),
    form: FormData,
) -> AppResult<ProjectsPage> {
    let mut listed = Vec::new();
    for project in projects::of_building(app.db.read(), row.tenant, row.id).await? {
        listed.push(line(app, (organisation, row), project).await?);
    }
    Ok(ProjectsPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        head: head(app, organisation, row).await?,
        projects: listed,
        form,
    })
}

async fn line(app: &App, whose: (&OrganisationRow, &BuildingRow), project: ProjectRow) -> AppResult<Listed> {
    let on = app.clock.today();
    let mut listed = Listed {
        code: project.code.to_string(),
        name: project.name.clone(),
        version: project.version,
        readable: false,
        works: 0,
        cost: None,
        sure: Decimal::ZERO,
        possible: Decimal::ZERO,
        changed_on: day_of(project.changed_at).unwrap_or(on),
        archived: project.archived_at.is_some(),
    };
    if let Err(error) = financing::told_in(app, &project) {
        tracing::warn!("{error:#}");
        return Ok(listed);
    }
    let told = financing::of(app, whose, Some(&project), on).await?;
    let costs: Option<Vec<Decimal>> =
        told.case.works.iter().map(|work| work.number("work.cost_excl_vat")).collect();
    listed.readable = true;
    listed.works = told.case.works.len();
    listed.cost = costs.filter(|costs| !costs.is_empty()).map(|costs| costs.into_iter().sum());
    (listed.sure, listed.possible) = (told.said.grants.sure.0, told.said.grants.possible.0);
    Ok(listed)
}

/// Why nothing is written for a building: it, or its organisation, is put away.
fn archived((organisation, building): &(OrganisationRow, BuildingRow)) -> Option<ProblemCode> {
    let away = organisation.organisation.archived || building.building.archived;
    away.then_some(ProblemCode::BuildingArchived)
}

/// Puts a project away, or back; that it is so already is no fault.
pub(super) async fn put_away(
    app: &App,
    tenant: OrganisationId,
    id: ProjectId,
    archived: bool,
) -> AppResult<()> {
    let tx = app.db.begin().await?;
    match projects::set_archived(&tx, &app.by(), tenant, id, archived).await {
        Ok(()) => Ok(tx.commit().await.map_err(StoreError::from)?),
        Err(StoreError::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// GET /batiments/{b}/financer
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    shown(page(&app, &visitor, &whose, FormData::new()).await?.html())
}

/// GET /batiments/{b}/financer.csv and .xlsx
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let page = page(&app, &visitor, &whose, FormData::new()).await?;
    wanted.answer(&app, &tables::projects(&page), &format!("{code}-projets"))
}

/// POST /batiments/{b}/financer: makes a project, or brings one back (`restore`).
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = &whose.1;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let restore = posted.form.get("restore").to_owned();
    if !restore.is_empty() {
        let found = held.iter().find(|p| p.code.as_str() == restore);
        let id = found.ok_or_else(AppError::not_found)?.id;
        put_away(&app, row.tenant, id, false).await?;
        return Ok(done(&urls::project(&code, &restore), &Flash::Restored).into_response());
    }
    let away = archived(&whose);
    if let Some(away) = away {
        posted.form.fail("name", Problem::new(away));
    }
    let name = posted.form.name("name");
    let Some(name) = name.filter(|_| away.is_none()) else {
        return again(page(&app, &visitor, &whose, posted.form).await?.html());
    };
    if held.len() >= MOST {
        posted.form.fail("name", Problem::new(ProblemCode::TooManyProjects).with("max", MOST));
        return again(page(&app, &visitor, &whose, posted.form).await?.html());
    }
    let tx = app.db.begin().await?;
    let made = projects::create(&tx, &app.by(), row.tenant, row.id, &name, &json!({})).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::project(&code, made.code.as_str()), &Flash::Saved).into_response())
}
