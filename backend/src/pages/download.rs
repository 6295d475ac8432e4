//! Files handed back: a table as the kind of file that its address ends with, and what was kept as it came.

use core::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::tables::{FileKind, Table};

use crate::app::App;
use crate::assessing::Stale;
use crate::error::AppResult;

/// Says why what is sent is not of now; absent while it is.
pub(crate) const STALE: HeaderName = HeaderName::from_static("eclaireur-stale");

/// The kind of file that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted(FileKind);

impl FromRequestParts<App> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(Wanted(FileKind::of_path(parts.uri.path()).unwrap_or(FileKind::Csv)))
    }
}

impl Wanted {
    /// The table as that file, called `name` with its ending.
    pub(super) fn answer(self, app: &App, table: &Table, name: &str) -> AppResult {
        let bytes = table.file(self.0, app.clock.today())?;
        Ok(download(bytes, self.0.media_type(), &format!("{name}{}", self.0.ending())))
    }
}

/// Says of an answer why its figures are not of now; nothing while they are.
pub(crate) fn marked(mut response: Response, stale: Option<Stale>) -> Response {
    if let Some(stale) = stale {
        response.headers_mut().insert(STALE, HeaderValue::from_static(stale.code()));
    }
    response
}

/// A file to keep. Of its name, what a header cannot carry becomes `_`.
pub(super) fn download(bytes: impl Into<axum::body::Body>, media_type: &'static str, name: &str) -> Response {
    let safe: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect();
    let mut response = bytes.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
