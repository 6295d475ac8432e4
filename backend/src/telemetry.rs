//! Logs: one line per request with its id, status and time; never a body, a query or a name.

use std::io::IsTerminal as _;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

use crate::clock::Clock;
use crate::config::Settings;
use crate::metrics::Metrics;

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

/// Layer: one line per request, and its place among the figures. The pattern of the route stands for the address: what an
/// address holds (a code, a word looked for, the secret of a link) is nobody's business.
pub async fn log(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |p| p.as_str().to_owned());
    let id =
        request.headers().get("x-request-id").and_then(|i| i.to_str().ok()).map(steady).unwrap_or_default();
    let watch = Clock::system().stopwatch();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), watch.elapsed());
    metrics.request(&route, &method, status, took);
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, duration_ms, request_id = id, "request");
    response
}

/// An id as it is written down: whoever sends one may write anything into it.
fn steady(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect()
}
