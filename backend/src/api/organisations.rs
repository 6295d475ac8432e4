//! Organisations, for programs: the list, one, its buildings, and everything it has as one file.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use eclaireur_models::building::{BceNumber, LegalForm};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::listed::{self, Listed, PageQuery};
use super::params::OrganisationPath;
use super::words;
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::pages::{archive, organisation};
use crate::store::organisations::{self, OrganisationFilter, OrganisationRow};

/// What narrows a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OrganisationQuery {
    /// Words of the name, code, BCE number or postcode, without case and accents.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Archived ones too.
    archived: bool,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationShape {
    /// Its code, in addresses.
    #[schema(example = "les-tilleuls-maison-de-repos-exemple")]
    code: String,
    /// Its name.
    #[schema(example = "Les Tilleuls, maison de repos (exemple)")]
    name: String,
    /// BCE number, ten digits.
    #[schema(pattern = "^[0-9]{10}$")]
    bce: Option<String>,
    /// Legal form.
    #[schema(schema_with = words::maybe_legal_form)]
    legal_form: Option<&'static str>,
    /// Code of its activity.
    #[schema(example = "care-home")]
    activity: Option<String>,
    /// Postcode.
    #[schema(pattern = "^[0-9]{4}$", example = "5000")]
    postcode: Option<String>,
    /// Commune, where it is known.
    commune: Option<CommuneShape>,
    /// Put away.
    archived: bool,
}

/// A commune.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommuneShape {
    /// NIS code.
    #[schema(example = "92094")]
    nis: String,
    /// Name.
    #[schema(example = "Namur")]
    name: String,
    /// Arrondissement.
    #[schema(example = "Namur")]
    arrondissement: String,
    /// Province.
    #[schema(example = "Namur")]
    province: String,
}

/// Lists organisations.
///
/// Ordered by code. Archived organisations are left out unless they are asked for.
#[utoipa::path(
    get,
    path = "/api/v1/organisations",
    operation_id = "list-organisations",
    tag = "organisations",
    params(OrganisationQuery, PageQuery),
    responses((status = 200, description = "A page of organisations.", body = Listed<OrganisationShape>)),
)]
pub async fn list(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<OrganisationQuery>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    listed::bounded("q", query.q.as_deref(), 200)?;
    let filter = OrganisationFilter {
        search: query.q,
        archived: query.archived,
        seen_by: Some(visit.sight(&app)),
        ..OrganisationFilter::default()
    };
    let found = organisations::list(app.db.read(), &filter, &page.paging()?).await?;
    Ok(listed::answer(&uri, found, |row| shape(&app, &row)))
}

/// Shows one organisation.
///
/// The same fields as in the list.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{o}",
    operation_id = "show-organisation",
    tag = "organisations",
    params(OrganisationPath),
    responses((status = 200, description = "The organisation.", body = OrganisationShape)),
)]
pub async fn show(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    let row = organisation(&app, &code).await?;
    Ok(Json(shape(&app, &row)).into_response())
}

/// Hands out everything of an organisation as one file.
///
/// A ZIP with every building, meter, reading, fact, price, event, import and report, the same that
/// `eclaireur import-organisation` puts back. It is streamed: it has no length and no tag.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{o}/export.zip",
    operation_id = "export-organisation",
    tag = "organisations",
    params(OrganisationPath),
    responses((status = 200, description = "The archive.", content_type = "application/zip", body = Vec<u8>)),
)]
pub async fn export(app: State<App>, code: Path<String>) -> AppResult<Response> {
    archive::export(app, code).await
}

fn shape(app: &App, row: &OrganisationRow) -> OrganisationShape {
    let head = &row.organisation;
    let catalog = app.catalog();
    let commune = head.commune_nis.as_deref().and_then(|nis| catalog.communes().by_nis(nis));
    OrganisationShape {
        code: head.code.to_string(),
        name: head.name.clone(),
        bce: head.bce.map(BceNumber::digits),
        legal_form: head.legal_form.map(LegalForm::code),
        activity: head.activity.clone(),
        postcode: head.postcode.map(|p| p.to_string()),
        commune: commune.map(|c| CommuneShape {
            nis: c.nis.clone(),
            name: c.fr.clone(),
            arrondissement: c.arrondissement.clone(),
            province: c.province.clone(),
        }),
        archived: head.archived,
    }
}
