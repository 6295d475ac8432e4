//! Whether the service lives, and whether it can serve.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::error::ErrorKind;
use serde_json::json;

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::store::watch;

/// GET /healthz: the process answers.
pub async fn alive() -> AppResult {
    Ok(Json(json!({ "status": "ok" })).into_response())
}

/// GET /readyz: the database answers and is migrated.
pub async fn ready(State(app): State<App>) -> AppResult {
    if watch::answers(&app.db).await {
        return Ok(Json(json!({ "status": "ready" })).into_response());
    }
    Err(AppError::new(ErrorKind::Unavailable))
}
