//! Federations and what they argue with, for programs: lists, and one scenario over the members of one.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::IntoResponse as _;
use eclaireur_models::catalog::{Change, Scenario};
use eclaireur_models::lang::Lang;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::Object;
use utoipa::{IntoParams, ToSchema};

use super::listed::{self, Listed, PageQuery};
use super::params::ScenarioPath;
use super::told::OutcomeShape;
use super::words;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::financing::scenario;
use crate::pages::federations::whose;
use crate::pages::project::day_asked;
use crate::store::federations::{self, FederationRow};

/// A day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// The day of the question; today without it.
    #[param(value_type = Option<String>, format = Date, example = "2026-11-21")]
    pub on: Option<String>,
}

/// A federation.
#[derive(Debug, Serialize, ToSchema)]
pub struct FederationShape {
    /// Its code, in addresses.
    #[schema(example = "federation-des-services-du-val-clair-exemple")]
    code: String,
    /// Its name.
    name: String,
    /// How many organisations are members today.
    members: usize,
}

/// A scenario of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioShape {
    /// Its code.
    #[schema(example = "unipso-2024/ureba-extended")]
    code: String,
    /// What it is called, in French.
    name: String,
    /// Code of the demand in the founding documents.
    demand: Option<String>,
    /// Whether it changes an aid or binds.
    #[schema(schema_with = kind)]
    kind: &'static str,
    /// When somebody last opened its sources.
    #[schema(value_type = String, format = Date)]
    checked_on: String,
}

fn kind() -> Object {
    words::described(words::one_of(["aid", "norm"]), "Whether it changes an aid or binds.")
}

/// Lists federations.
///
/// Ordered by code; those you speak for.
#[utoipa::path(
    get,
    path = "/api/v1/federations",
    operation_id = "list-federations",
    tag = "federations",
    params(PageQuery),
    responses((status = 200, description = "A page of federations.", body = Listed<FederationShape>)),
)]
pub async fn list(
    State(app): State<App>,
    visit: Visit,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (c, sight) = (app.db.read(), visit.sight(&app));
    let mut rows = federations::list(c).await?;
    rows.retain(|row| sight.everything || sight.federations.contains(&row.id.get()));
    let key = |row: &FederationRow| row.federation.code.to_string();
    let page = listed::slice(rows, &page.paging()?, key);
    let mut members = Vec::with_capacity(page.items.len());
    for row in &page.items {
        members.push(federations::members(c, Some(row.id), app.clock.today()).await?.len());
    }
    let mut members = members.into_iter();
    Ok(listed::answer(&uri, page, |row| FederationShape {
        code: row.federation.code.to_string(),
        name: row.federation.name,
        members: members.next().unwrap_or_default(),
    }))
}

/// Lists the scenarios of the catalogue.
///
/// Ordered by code: demands and norms that can be reckoned over the members of a federation.
#[utoipa::path(
    get,
    path = "/api/v1/scenarios",
    operation_id = "list-scenarios",
    tag = "federations",
    params(PageQuery),
    responses((status = 200, description = "A page of scenarios.", body = Listed<ScenarioShape>)),
)]
pub async fn scenarios(State(app): State<App>, Query(page): Query<PageQuery>, uri: Uri) -> AppResult {
    let all = app.catalog().scenarios().to_vec();
    let page = listed::slice(all, &page.paging()?, |scenario| scenario.code.clone());
    Ok(listed::answer(&uri, page, |scenario: Scenario| ScenarioShape {
        name: scenario.name.get(Lang::Fr).to_owned(),
        kind: match scenario.change {
            Change::Aid { .. } => "aid",
            Change::Norm { .. } => "norm",
        },
        code: scenario.code,
        demand: scenario.demand,
        checked_on: scenario.checked_on.to_string(),
    }))
}

/// Reckons a scenario over the members of a federation.
///
/// Over its members as they were last shown. An activity of fewer than five organisations is not shown by itself, nor what would give it
/// back; of fewer than five in all only how many they are. What nobody told is said to be untold, never zero.
#[utoipa::path(
    get,
    path = "/api/v1/federations/{f}/scenarios/{o}/{n}",
    operation_id = "show-scenario",
    tag = "federations",
    params(ScenarioPath, DayQuery),
    responses((status = 200, description = "What it comes to.", body = OutcomeShape)),
)]
pub async fn scenario(
    State(app): State<App>,
    Path((code, origin, name)): Path<(String, String, String)>,
    Query(asked): Query<DayQuery>,
) -> AppResult {
    let whose = whose(&app, &code).await?;
    let found = app.catalog().scenario(&format!("{origin}/{name}")).cloned();
    let wanted = found.ok_or_else(AppError::not_found)?;
    let on = day_asked(&app, asked.on.as_deref().unwrap_or_default())?;
    let told = scenario::shown(&app, &wanted, whose.scope, on).await?;
    Ok(Json(told.outcome).into_response())
}
