//! What happened to a building, for programs: listed, noted, taken back.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use eclaireur_models::period::{Day, rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{Body, fields, invalid};
use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, RecordPath};
use super::words;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::pages::{building, events as page};
use crate::store::events::{self, EventRow};

/// An event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// What kind.
    #[schema(schema_with = words::event_kind)]
    kind: &'static str,
    /// On or from this day.
    #[schema(value_type = String, format = Date)]
    from: String,
    /// Up to but without this day.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// In somebody's words.
    #[schema(example = "isolation de la toiture")]
    text: String,
    /// When it was written down.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
}

/// An event to be noted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEventBody {
    /// What kind.
    #[schema(schema_with = words::event_kind)]
    kind: String,
    /// On or from this day.
    #[schema(value_type = String, format = Date, example = "2024-06-03")]
    from: Day,
    /// Up to but without this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// In your words.
    #[schema(min_length = 1, max_length = 200, example = "isolation de la toiture")]
    text: String,
}

/// Lists what happened to a building.
///
/// In order of time: these days show on its charts.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/events",
    operation_id = "list-events",
    tag = "facts",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of events.", body = Listed<EventShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let known = events::of_building(app.db.read(), row.tenant, row.id).await?;
    let page = listed::slice(known, &page.paging()?, |event| format!("{} {}", event.event.from, event.id));
    Ok(listed::answer(&uri, page, shape))
}

/// Notes what happened to a building.
///
/// Works, a setting, more or fewer people, a closure, an extension.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/events",
    operation_id = "create-event",
    tag = "facts",
    params(BuildingPath),
    request_body = NewEventBody,
    responses((status = 201, description = "The event.", body = EventShape)),
)]
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    Body(new): Body<NewEventBody>,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let last = |to: Day| to.yesterday().map_or_else(|_| to.to_string(), |day| day.to_string());
    let mut form = fields([
        ("kind", Some(new.kind)),
        ("from", Some(new.from.to_string())),
        ("to", new.to.map(last)),
        ("text", Some(new.text)),
    ])?;
    let Some(id) = page::noted(&app, &row, &mut form).await? else { return Err(invalid(&form)) };
    let known = events::of_building(app.db.read(), row.tenant, row.id).await?;
    let kept = known.into_iter().find(|event| event.id == id).ok_or_else(AppError::not_found)?;
    Ok((StatusCode::CREATED, Json(shape(kept))).into_response())
}

/// Takes an event back.
///
/// It stays in the database, marked.
#[utoipa::path(
    delete,
    path = "/api/v1/buildings/{b}/events/{id}",
    operation_id = "withdraw-event",
    tag = "facts",
    params(RecordPath),
    responses((status = 204, description = "It no longer shows.")),
)]
pub async fn withdraw(State(app): State<App>, Path((code, id)): Path<(String, String)>) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let known = events::of_building(app.db.read(), row.tenant, row.id).await?;
    page::taken_back(&app, &row, &known, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn shape(row: EventRow) -> EventShape {
    EventShape {
        id: row.id.to_string(),
        kind: row.event.kind.code(),
        from: row.event.from.to_string(),
        to: row.event.to.map(|day| day.to_string()),
        text: row.event.text,
        recorded_at: rfc3339(row.recorded_at),
    }
}
