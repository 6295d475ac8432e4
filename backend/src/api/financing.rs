//! What can be had for a building, for programs: as `financing --json`, with the steps of the project.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::params::BuildingPath;
use super::told::FinancingShape;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::financing;
use crate::pages::project::day_asked;
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
