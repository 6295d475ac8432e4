//! What is said of a building, for programs: the figures, and the whole as it is stored.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use eclaireur_models::period::rfc3339;
use serde::Deserialize;
use serde_json::{Value, json};

use super::etag;
use super::params::BuildingPath;
use super::told::{AssessmentShape, IndicatorsShape};
use crate::app::App;
use crate::assessing::{self, Sent, Stale};
use crate::error::{AppError, AppResult};
use crate::pages::download::marked;

/// Tells everything that is said of a building.
///
/// The stored text, to the byte: figures, series of charts, alerts, obligations. Its tag is strong, the hash of what it was
/// computed from. `Eclaireur-Stale` says why it is not of now, and is absent while it is.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/assessment",
    operation_id = "show-assessment",
    tag = "figures",
    params(BuildingPath),
    responses((status = 200, description = "The assessment.", body = AssessmentShape)),
)]
pub async fn whole(State(app): State<App>, Path(code): Path<String>, headers: HeaderMap) -> AppResult {
    let sent = assessing::stored_json(&app, &code).await?.ok_or_else(AppError::not_found)?;
    let json = HeaderValue::from_static("application/json");
    let answer = match unchanged(&headers, &sent) {
        Some(answer) => answer,
        None => ([(header::CONTENT_TYPE, json)], sent.text).into_response(),
    };
    Ok(tagged(answer, &sent.etag, sent.stale))
}

/// What the figures are taken from; the rest of the text is passed over.
#[derive(Deserialize)]
struct Figures {
    method: u32,
    catalog: String,
    on: Value,
    year: Option<i16>,
    figures: Value,
}

/// Tells every figure of a building with its explanation.
///
/// Value, unit, quality, certainty, formula, inputs and sources, the same that the pages and reports print; or what lacks before
/// it can be known.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/indicators",
    operation_id = "list-indicators",
    tag = "figures",
    params(BuildingPath),
    responses((status = 200, description = "The figures.", body = IndicatorsShape)),
)]
pub async fn indicators(State(app): State<App>, Path(code): Path<String>, headers: HeaderMap) -> AppResult {
    let sent = assessing::stored_json(&app, &code).await?.ok_or_else(AppError::not_found)?;
    let answer = match unchanged(&headers, &sent) {
        Some(answer) => answer,
        None => {
            let told: Figures = serde_json::from_str(&sent.text).map_err(anyhow::Error::from)?;
            Json(json!({
                "building": code, "on": told.on, "year": told.year, "made_at": rfc3339(sent.made_at),
                "stale": sent.stale.map(Stale::code), "catalog": told.catalog, "method": told.method,
                "figures": told.figures,
            }))
            .into_response()
        }
    };
    Ok(tagged(answer, &sent.etag, sent.stale))
}

/// The answer to somebody who has it already. What is stale is sent again: they may not know.
fn unchanged(headers: &HeaderMap, sent: &Sent) -> Option<Response> {
    let same = sent.stale.is_none() && etag::knows(headers, &sent.etag);
    same.then(|| StatusCode::NOT_MODIFIED.into_response())
}

fn tagged(mut answer: Response, etag: &str, stale: Option<Stale>) -> Response {
    let headers = answer.headers_mut();
    // Kept by whoever likes, asked about each time.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    marked(answer, stale)
}
