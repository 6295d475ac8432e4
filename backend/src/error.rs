//! What a request can come to besides its answer, and how it is said: a French page or problem+json (RFC 9457).
//!
//! Handlers return [`AppError`]; the layer [`say`] writes it as the address asks, logs what is our fault once, and does
//! the same for refusals of the layers below (body too large, no such route). To add a case: a variant of `ErrorKind`
//! in the frontend, which has its words.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use eclaireur_frontend::pages::error::{ErrorKind, ErrorPage};
use eclaireur_frontend::pages::reading_link_gone::ReadingLinkGonePage;
use eclaireur_frontend::{RenderError, Shell, Viewer};
use eclaireur_models::lang::Lang;
use sea_orm::DbErr;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::doors::Visit;
use crate::extract::guard;
use crate::store::StoreError;

/// What went wrong.
#[derive(Debug)]
pub struct AppError {
    kind: ErrorKind,
    /// Stable kebab-case code, for programs.
    code: &'static str,
    /// For programs: more keys of the problem.
    more: Map<String, Value>,
    /// For the log: what really happened.
    cause: Option<anyhow::Error>,
}

/// What every handler gives.
pub type AppResult<T = Response> = Result<T, AppError>;

impl AppError {
    /// Of this kind, with the code that goes with it.
    pub fn new(kind: ErrorKind) -> AppError {
        let code = match kind {
            ErrorKind::BadRequest => "bad-request",
            ErrorKind::SignInFirst => "sign-in-first",
            ErrorKind::Stale => "stale-form",
            ErrorKind::Elsewhere => "foreign-host",
            ErrorKind::NotFound => "not-found",
            ErrorKind::NotAllowedHere => "method-not-allowed",
            ErrorKind::Conflict => "conflict",
            ErrorKind::TooLarge { .. } => "too-large",
            ErrorKind::Unprocessable => "unprocessable",
            ErrorKind::TooMany { .. } => "too-many-requests",
            ErrorKind::Internal => "internal",
            ErrorKind::Unavailable => "unavailable",
            ErrorKind::Full => "storage-full",
        };
        let error = AppError { kind, code, more: Map::new(), cause: None };
        match kind {
            ErrorKind::TooLarge { max_bytes } => error.with("max_bytes", json!(max_bytes)),
            _ => error,
        }
    }

    /// It does not exist, or not for this visitor.
    pub fn not_found() -> AppError {
        AppError::new(ErrorKind::NotFound)
    }

    /// The request cannot be understood.
    pub fn bad_request() -> AppError {
        AppError::new(ErrorKind::BadRequest)
    }

    /// Understood, but it cannot be kept; `code` says why.
    pub fn unprocessable(code: &'static str) -> AppError {
        AppError { code, ..AppError::new(ErrorKind::Unprocessable) }
    }

    /// The same with a code of its own, for programs.
    #[must_use]
    pub fn coded(mut self, code: &'static str) -> AppError {
        self.code = code;
        self
    }

    /// Whether it is only that the database does not answer.
    pub fn is_unavailable(&self) -> bool {
        self.kind == ErrorKind::Unavailable
    }

    /// Whether it came too often.
    pub fn is_too_many(&self) -> bool {
        matches!(self.kind, ErrorKind::TooMany { .. })
    }

    /// One more key of the problem, for programs.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> AppError {
        self.more.insert(key.to_owned(), value);
        self
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::NotFound { .. } => ErrorKind::NotFound,
            StoreError::Taken { .. } | StoreError::Refused { .. } => ErrorKind::Conflict,
            StoreError::OutOfRange { .. } => ErrorKind::Unprocessable,
            StoreError::Full(_) => ErrorKind::Full,
            StoreError::Gone(_) => ErrorKind::Unavailable,
            StoreError::Damaged { .. }
            | StoreError::Address
            | StoreError::File { .. }
            | StoreError::Database(_) => ErrorKind::Internal,
        };
        AppError { cause: Some(error.into()), ..AppError::new(kind) }
    }
}

impl From<RenderError> for AppError {
    fn from(error: RenderError) -> Self {
        AppError { cause: Some(error.into()), ..AppError::new(ErrorKind::Internal) }
    }
}

impl From<anyhow::Error> for AppError {
    fn from(error: anyhow::Error) -> Self {
        // A refusal of the store that came through a use case keeps its meaning.
        match error.downcast::<StoreError>() {
            Ok(store) => store.into(),
            Err(cause) => {
                // A transaction that could not be ended says so in the words of the database.
                let store = cause.downcast_ref::<DbErr>().map(|error| StoreError::from(error.clone()));
                let kind = store.map_or(ErrorKind::Internal, |store| AppError::from(store).kind);
                AppError { cause: Some(cause), ..AppError::new(kind) }
            }
        }
    }
}

impl From<tokio::task::JoinError> for AppError {
    fn from(error: tokio::task::JoinError) -> Self {
        AppError { cause: Some(error.into()), ..AppError::new(ErrorKind::Internal) }
    }
}

/// An error on its way to [`say`].
#[derive(Clone)]
struct Unsaid {
    kind: ErrorKind,
    code: &'static str,
    more: Map<String, Value>,
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        if let Some(cause) = &self.cause
            && self.kind.status() >= 500
        {
            tracing::error!(code = self.code, "{cause:#}");
        }
        let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if let ErrorKind::TooMany { wait_s } = self.kind {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
        }
        response.extensions_mut().insert(Unsaid { kind: self.kind, code: self.code, more: self.more });
        response
    }
}

/// Layer: an error becomes a page, or JSON for programs; so do the refusals of axum and tower.
pub async fn say(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reference = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let unsaid = match response.extensions().get::<Unsaid>() {
        Some(unsaid) => unsaid.clone(),
        None if response.extensions().get::<Said>().is_some() => return response,
        None => {
            let error = AppError::new(kind_of(status, &app));
            Unsaid { kind: error.kind, code: error.code, more: error.more }
        }
    };
    let for_programs =
        path.starts_with("/api/") || matches!(path.as_str(), "/healthz" | "/readyz" | "/metrics");
    let said = if for_programs {
        problem(status, &unsaid, reference.as_deref())
    } else if guard::is_reading_link(&path) {
        page_of_link(&app, status, unsaid.kind, reference)
    } else {
        page(&app, (&path, response.extensions().get()), status, unsaid.kind, reference)
    };
    let (mut parts, body) = said.into_parts();
    for name in [header::ALLOW, header::WWW_AUTHENTICATE, header::RETRY_AFTER] {
        parts.headers.extend(response.headers().get(&name).map(|value| (name.clone(), value.clone())));
    }
    Response::from_parts(parts, body)
}

/// Marks an error that already has its words: a form shown again with its problems.
#[derive(Clone, Copy)]
struct Said;

/// A page shown with an error status: a form with its problems.
pub fn said(status: StatusCode, page: String) -> Response {
    let mut response = (status, Html(page)).into_response();
    response.extensions_mut().insert(Said);
    response
}

fn kind_of(status: StatusCode, app: &App) -> ErrorKind {
    match status {
        StatusCode::UNAUTHORIZED => ErrorKind::SignInFirst,
        StatusCode::FORBIDDEN => ErrorKind::Stale,
        StatusCode::NOT_FOUND => ErrorKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ErrorKind::NotAllowedHere,
        StatusCode::CONFLICT => ErrorKind::Conflict,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorKind::TooLarge { max_bytes: app.settings.upload_limit_bytes },
        StatusCode::UNPROCESSABLE_ENTITY => ErrorKind::Unprocessable,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::TooMany { wait_s: 60 },
        StatusCode::INSUFFICIENT_STORAGE => ErrorKind::Full,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT => {
            ErrorKind::Unavailable
        }
        status if status.is_client_error() => ErrorKind::BadRequest,
        _ => ErrorKind::Internal,
    }
}

fn page(
    app: &App,
    (path, visit): (&str, Option<&Visit>),
    status: StatusCode,
    kind: ErrorKind,
    reference: Option<String>,
) -> Response {
    let viewer = visit.map_or_else(Viewer::nobody, |visit| visit.viewer(app, None));
    let csrf = visit.and_then(|visit| visit.csrf.clone());
    let shell = Shell { demo: app.demo, viewer, csrf, ..Shell::new(Lang::Fr, path) };
    match (ErrorPage { shell, kind, reference }).html() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!("the error page itself: {error}");
            (status, status.canonical_reason().unwrap_or_default()).into_response()
        }
    }
}

/// The same for who comes with the sheet of a meter: a page that leads nowhere.
fn page_of_link(app: &App, status: StatusCode, kind: ErrorKind, reference: Option<String>) -> Response {
    let shell = Shell { demo: app.demo, ..Shell::new(Lang::Fr, "") };
    match (ReadingLinkGonePage { shell, kind, reference }).html() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!("the error page itself: {error}");
            (status, status.canonical_reason().unwrap_or_default()).into_response()
        }
    }
}

fn problem(status: StatusCode, unsaid: &Unsaid, reference: Option<&str>) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "code": unsaid.code,
    });
    if let Some(object) = body.as_object_mut() {
        object.extend(unsaid.more.clone());
        object.extend(reference.map(|r| ("instance".to_owned(), json!(r))));
    }
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
