//! Pages that load nothing: words, known files, the stylesheet; and what is not there.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::assets;
use eclaireur_frontend::pages::formats::{FormatLine, FormatsPage};
use eclaireur_frontend::pages::glossary::GlossaryPage;
use eclaireur_frontend::tables;
use eclaireur_models::lang::Lang;

use super::download::Wanted;
use super::shown;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;

/// GET /glossaire
pub async fn glossary(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(GlossaryPage { shell: visitor.shell(&app, None) }.html())
}

/// GET /formats
pub async fn formats(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(formats_page(&app, &visitor).html())
}

/// GET /formats.csv, `.xlsx`
pub async fn formats_table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    wanted.answer(&app, &tables::formats(&formats_page(&app, &visitor)), "formats")
}

fn formats_page(app: &App, visitor: &Visitor) -> FormatsPage {
    let catalog = app.catalog();
    let formats = catalog.formats().iter().map(|f| FormatLine {
        code: f.code.clone(),
        name: f.name.get(Lang::Fr).to_owned(),
        usual: f.usual,
        from: Some(f.sender.get(Lang::Fr).to_owned()),
        headers: f.headers.iter().take(8).cloned().collect(),
    });
    let mut formats: Vec<FormatLine> = formats.collect();
    formats.sort_by_key(|line| !line.usual);
    FormatsPage { shell: visitor.shell(app, None), formats, max_bytes: app.settings.upload_limit_bytes }
}

/// GET /assets/{hash}/{name}: kept for ever, since its address changes with its content.
pub async fn asset(Path((hash, name)): Path<(String, String)>) -> AppResult {
    let asset = assets::find(&hash, &name).ok_or_else(AppError::not_found)?;
    let mut response = asset.bytes.as_ref().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

/// GET /favicon.ico
pub async fn icon() -> Response {
    Redirect::to(&assets::href("icon.svg")).into_response()
}

/// Every other address.
pub async fn nothing() -> AppError {
    AppError::not_found()
}
