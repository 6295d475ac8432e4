//! What can be had, for programs: for a building and one of its projects, with the steps; and for any case, as
//! `financing --json`. And the projects of a building.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::IntoResponse as _;
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::period::rfc3339;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tokio::task::spawn_blocking;
use utoipa::{IntoParams, ToSchema};

use super::asked::Body;
use super::federations::DayQuery;
use super::listed::{self, Listed, PageQuery};
use super::params::BuildingPath;
use super::told::{FinancingShape, VerdictsShape};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::financing;
use crate::pages::building;
use crate::pages::project::day_asked;
use crate::people::rates;
use crate::store::projects::ProjectRow;
use crate::store::{buildings, projects};

/// What may be asked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The day of the question; today without it.
    #[param(value_type = Option<String>, format = Date, example = "2026-11-21")]
    on: Option<String>,
    /// Code of a project; the last one made that is not put away without it.
    #[param(max_length = 200)]
    project: Option<String>,
}

/// What is answered.
#[derive(Serialize)]
struct Answer<'a> {
    building: &'a str,
    project: Option<&'a str>,
    #[serde(flatten)]
    said: &'a eclaireur_models::financing::Financing,
    calendar: &'a eclaireur_models::financing::calendar::Calendar,
}

/// Tells what can be had for a building.
///
/// The verdict of every scheme of the catalogue on the building and one of its projects, the plan where its facts are told, and
/// the steps. What is not known is never turned into an amount.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/financing",
    operation_id = "show-financing",
    tag = "aids",
    params(BuildingPath, Asked),
    responses(
        (status = 200, description = "The verdicts.", body = FinancingShape),
        (status = 422, description = "`project-unreadable`.", body = super::problem::Problem,
            content_type = "application/problem+json"),
    ),
)]
pub async fn show(State(app): State<App>, Path(code): Path<String>, Query(asked): Query<Asked>) -> AppResult {
    let (organisation, row) =
        buildings::by_code(app.db.read(), &code).await?.ok_or_else(AppError::not_found)?;
    let on = day_asked(&app, asked.on.as_deref().unwrap_or_default())?;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let project = match asked.project.as_deref() {
        None | Some("") => held.iter().rfind(|p| p.archived_at.is_none()),
        Some(wanted) => {
            Some(held.iter().find(|p| p.code.as_str() == wanted).ok_or_else(AppError::not_found)?)
        }
    };
    if project.is_some_and(|project| financing::told_in(&app, project).is_err()) {
        return Err(AppError::unprocessable("project-unreadable"));
    }
    let told = financing::of(&app, (&organisation, &row), project, on).await?;
    let answer = Answer {
        building: &code,
        project: project.map(|p| p.code.as_str()),
        said: &told.said,
        calendar: &told.calendar,
    };
    let text = serde_json::to_string(&answer).map_err(anyhow::Error::from)?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response())
}

/// A project of a building.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectShape {
    /// Its code, unique in the building.
    #[schema(example = "isolation-de-la-toiture")]
    code: String,
    /// What people call it.
    name: String,
    /// Grows with each change.
    version: i32,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: String,
    /// When it was changed last.
    #[schema(value_type = String, format = DateTime)]
    changed_at: String,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    archived_at: Option<String>,
}

/// Lists the projects of a building.
///
/// In the order made, those put away too. What one may get is what `financing?project=` answers.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/projects",
    operation_id = "list-projects",
    tag = "aids",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of projects.", body = Listed<ProjectShape>)),
)]
pub async fn projects(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let page = listed::slice(held, &page.paging()?, |project| project.id.to_string());
    Ok(listed::answer(&uri, page, |row: ProjectRow| ProjectShape {
        code: row.code.to_string(),
        name: row.name,
        version: row.version,
        created_at: rfc3339(row.created_at),
        changed_at: rfc3339(row.changed_at),
        archived_at: row.archived_at.map(rfc3339),
    }))
}

/// Tells what a case would get.
///
/// A case in the keys of `eclaireur financing`: `organisation`, `building`, `procedure`, `work`, `source`. Nothing of it is kept.
#[utoipa::path(
    post,
    path = "/api/v1/financing",
    operation_id = "ask-financing",
    tag = "aids",
    params(DayQuery),
    request_body(content = Object, description = "The case.", example = json!({
        "organisation": { "activity": "care-home", "legal_form": "asbl" },
        "building": { "tenure": "owner", "heated_area_m2": "2450" },
        "work": [{ "measure": "roof-insulation", "quantity": "400 m2", "cost_excl_vat": "48000 EUR" }],
    })),
    responses(
        (status = 200, description = "The verdicts.", body = VerdictsShape),
        (status = 422, description = "`case-unreadable`, with what and where in `detail`.", body = super::problem::Problem,
            content_type = "application/problem+json"),
    ),
)]
pub async fn ask(
    State(app): State<App>,
    Query(asked): Query<DayQuery>,
    visit: Visit,
    Body(told): Body<Map<String, Value>>,
) -> AppResult {
    rates::case(&app, &visit).await?;
    let text = serde_json::to_string(&told).map_err(anyhow::Error::from)?;
    let catalog = app.catalog();
    let read = Case::read(&text, &catalog);
    let mut case =
        read.map_err(|what| AppError::unprocessable("case-unreadable").with("detail", json!(what)))?;
    if let Some(on) = asked.on.as_deref().filter(|on| !on.is_empty()) {
        case.on = Some(day_asked(&app, on)?);
    }
    let today = app.clock.today();
    // Every scheme on up to hundreds of works: not on a thread that answers.
    let said = spawn_blocking(move || assess(&case, &catalog, today)).await?;
    Ok(Json(said).into_response())
}
