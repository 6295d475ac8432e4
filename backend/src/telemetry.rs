//! Logs: one line per request with its id, status and time; never a body, a query or a name.

use std::io::IsTerminal as _;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

use crate::clock::Clock;
use crate::config::Settings;

/// Starts logging to standard error.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // A second start in one process (tests) keeps the first.
    let started =
        if settings.log_json { subscriber.json().try_init() } else { subscriber.compact().try_init() };
    drop(started);
}

/// Layer: one line per request.
pub async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |p| p.as_str().to_owned());
    let id =
        request.headers().get("x-request-id").and_then(|i| i.to_str().ok()).unwrap_or_default().to_owned();
    let watch = Clock::system().stopwatch();
    let response = next.run(request).await;
    let duration_ms = u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status = response.status().as_u16(), duration_ms, request_id = id, "request");
    response
}
