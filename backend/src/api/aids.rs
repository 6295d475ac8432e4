//! The aids of the catalogue, for programs: the list, and one.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::IntoResponse as _;
use eclaireur_frontend::schemes::{KINDS, STATUSES};
use eclaireur_models::catalog::schemes::{Scheme, SchemeKind, SchemeStatus};
use eclaireur_models::lang::Lang;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::Object;
use utoipa::{IntoParams, ToSchema};

use super::listed::{self, Listed, PageQuery, unreadable};
use super::params::AidPath;
use super::words;
use crate::app::App;
use crate::error::{AppError, AppResult};

/// What narrows the list of aids.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AidQuery {
    /// With this status.
    #[param(schema_with = status)]
    status: Option<String>,
    /// Of this kind.
    #[param(schema_with = kind)]
    kind: Option<String>,
}

fn status() -> Object {
    words::described(
        words::one_of(codes(&STATUSES).iter().map(String::as_str)),
        "Whether it can be asked for.",
    )
}

fn kind() -> Object {
    words::described(words::one_of(codes(&KINDS).iter().map(String::as_str)), "What kind of money it is.")
}

/// The words of an enum, as JSON has them.
fn codes<T: Serialize>(all: &[T]) -> Vec<String> {
    all.iter().map(code).collect()
}

fn code<T: Serialize>(one: &T) -> String {
    serde_json::to_value(one).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
}

/// An aid, a loan, a tax rule or a way of paying.
#[derive(Debug, Serialize, ToSchema)]
pub struct AidShape {
    /// Its code.
    #[schema(example = "wallonia/ureba-2022")]
    code: String,
    /// Official name, in French.
    name: String,
    /// What kind of money it is.
    #[schema(schema_with = kind)]
    kind: SchemeKind,
    /// Whether it can be asked for.
    #[schema(schema_with = status)]
    status: SchemeStatus,
    /// Code of the one it takes the place of.
    replaces: Option<String>,
    /// When somebody last opened its sources.
    #[schema(value_type = String, format = Date)]
    checked_on: String,
    /// Where it stands written.
    sources: Vec<SourceShape>,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceShape {
    /// Title, with its date.
    title: String,
    /// Which part of it.
    article: Option<String>,
    /// Where to read it.
    link: Option<String>,
}

/// Lists the aids of the catalogue.
///
/// Ordered by code. Whether one is for a building, and how much, is what `financing` answers.
#[utoipa::path(
    get,
    path = "/api/v1/aids",
    operation_id = "list-aids",
    tag = "aids",
    params(AidQuery, PageQuery),
    responses((status = 200, description = "A page of aids.", body = Listed<AidShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<AidQuery>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let among = |name, word: &Option<String>, codes: Vec<String>| match word {
        Some(word) if !codes.contains(word) => Err(unreadable(name, word)),
        _ => Ok(()),
    };
    among("status", &query.status, codes(&STATUSES))?;
    among("kind", &query.kind, codes(&KINDS))?;
    let is_wanted = |scheme: &&Scheme| {
        query.status.as_ref().is_none_or(|status| *status == code(&scheme.status))
            && query.kind.as_ref().is_none_or(|kind| *kind == code(&scheme.kind))
    };
    let found: Vec<AidShape> = app.catalog().schemes().iter().filter(is_wanted).map(shape).collect();
    let page = listed::slice(found, &page.paging()?, |aid| aid.code.clone());
    Ok(listed::answer(&uri, page, |aid| aid))
}

/// Shows one aid of the catalogue.
///
/// The same fields as in the list.
#[utoipa::path(
    get,
    path = "/api/v1/aids/{r}/{n}",
    operation_id = "show-aid",
    tag = "aids",
    params(AidPath),
    responses((status = 200, description = "The aid.", body = AidShape)),
)]
pub async fn show(State(app): State<App>, Path((region, name)): Path<(String, String)>) -> AppResult {
    let catalog = app.catalog();
    let scheme = catalog.scheme(&format!("{region}/{name}")).ok_or_else(AppError::not_found)?;
    Ok(Json(shape(scheme)).into_response())
}

fn shape(scheme: &Scheme) -> AidShape {
    AidShape {
        code: scheme.code.clone(),
        name: scheme.name.get(Lang::Fr).to_owned(),
        kind: scheme.kind,
        status: scheme.status,
        replaces: scheme.replaces.clone(),
        checked_on: scheme.checked_on.to_string(),
        sources: scheme
            .sources
            .iter()
            .map(|source| SourceShape {
                title: source.title.clone(),
                article: source.article.clone(),
                link: source.link.clone(),
            })
            .collect(),
    }
}
