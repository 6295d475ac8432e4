//! Whether the service lives, and whether it can serve.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::error::ErrorKind;
use serde_json::json;

use crate::app::App;
use crate::error::{AppError, AppResult};

/// GET /healthz: the process answers.
pub async fn alive() -> AppResult {
    Ok(Json(json!({ "status": "ok" })).into_response())
}

/// GET /readyz: the database answers and is migrated.
pub async fn ready(State(app): State<App>) -> AppResult {
    let ready = app.db.ping().await.is_ok() && app.db.ready().await.unwrap_or(false);
    if ready {
        return Ok(Json(json!({ "status": "ready" })).into_response());
    }
    Err(AppError::new(ErrorKind::Unavailable))
}
