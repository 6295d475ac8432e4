//! Aids as they went and obstacles of the projects of a building, for programs: read.

use axum::extract::{Path, Query, State};
use axum::http::Uri;
use eclaireur_models::financing::requests::{Missed, Outcome};
use eclaireur_models::period::{Day, rfc3339};
use serde::Serialize;
use utoipa::ToSchema;

use super::listed::{self, Listed, PageQuery};
use super::params::BuildingPath;
use crate::app::App;
use crate::error::AppResult;
use crate::pages::building;
use crate::store::projects;
use crate::store::requests::{self, ObstacleRow, RequestRow};

/// An aid as it went.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Code of the project.
    #[schema(example = "isolation-et-led")]
    project: String,
    /// Code of the scheme.
    #[schema(example = "wallonia/ureba-2022")]
    scheme: String,
    /// When it was asked for.
    #[schema(value_type = Option<String>, format = Date)]
    requested: Option<String>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = Date)]
    decided: Option<String>,
    /// `granted`, `refused` or `missed`; null while it waits.
    #[schema(example = "granted")]
    outcome: Option<&'static str>,
    /// Why it was missed.
    #[schema(example = "gave-up")]
    missed: Option<&'static str>,
    /// Euro granted, plain decimal.
    #[schema(example = "11800")]
    granted: Option<String>,
    /// When an advance came.
    #[schema(value_type = Option<String>, format = Date)]
    advance: Option<String>,
    /// When the balance was paid.
    #[schema(value_type = Option<String>, format = Date)]
    paid: Option<String>,
    /// When that was written down.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
}

/// What stood in the way.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObstacleShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Code of the project.
    #[schema(example = "isolation-et-led")]
    project: String,
    /// What it is.
    #[schema(example = "asbestos")]
    obstacle: &'static str,
    /// Since when.
    #[schema(value_type = String, format = Date)]
    met: String,
    /// When it was out of the way; null while it stands.
    #[schema(value_type = Option<String>, format = Date)]
    lifted: Option<String>,
    /// In somebody's words.
    #[schema(example = "plaques ondulées du toit")]
    note: Option<String>,
    /// When that was written down.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
}

fn text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Lists the aids that were asked for, granted, paid or missed in the projects of a building.
///
/// In the order first written down; what was taken back is not there.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/requests",
    operation_id = "list-requests",
    tag = "aids",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of requests.", body = Listed<RequestShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let rows = requests::of_building(app.db.read(), row.tenant, row.id).await?;
    let page = listed::slice(rows, &page.paging()?, |row| row.record.to_string());
    Ok(listed::answer(&uri, page, |row: RequestRow| RequestShape {
        id: row.record.to_string(),
        project: held.iter().find(|p| p.id == row.project).map(|p| p.code.to_string()).unwrap_or_default(),
        scheme: row.told.scheme.clone(),
        requested: text(row.told.requested),
        decided: text(row.told.decided),
        outcome: row.told.outcome.map(Outcome::code),
        missed: row.told.missed.map(Missed::code),
        granted: row.told.granted.map(|euro| euro.to_string()),
        advance: text(row.told.advance),
        paid: text(row.told.paid),
        recorded_at: rfc3339(row.recorded_at),
    }))
}

/// Lists what stood or stands in the way of the projects of a building.
///
/// In the order first written down; what was taken back is not there.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/obstacles",
    operation_id = "list-obstacles",
    tag = "aids",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of obstacles.", body = Listed<ObstacleShape>)),
)]
pub async fn obstacles(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let rows = requests::obstacles_of_building(app.db.read(), row.tenant, row.id).await?;
    let page = listed::slice(rows, &page.paging()?, |row| row.record.to_string());
    Ok(listed::answer(&uri, page, |row: ObstacleRow| ObstacleShape {
        id: row.record.to_string(),
        project: held.iter().find(|p| p.id == row.project).map(|p| p.code.to_string()).unwrap_or_default(),
        obstacle: row.told.obstacle.code(),
        met: row.told.on.to_string(),
        lifted: text(row.told.lifted),
        note: row.told.note.clone(),
        recorded_at: rfc3339(row.recorded_at),
    }))
}
