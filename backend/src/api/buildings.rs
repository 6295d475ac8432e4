//! Buildings, for programs: listed, shown, made.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse as _;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Body, fields, invalid, typed};
use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, OrganisationPath};
use super::words;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::pages::{self, building_form, organisation};
use crate::store::OrganisationId;
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::organisations::{self, OrganisationRow};

/// What narrows a list of buildings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct BuildingQuery {
    /// Words of the name, code, street or postcode, without case and accents.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Code of an activity, the building's own or else its organisation's.
    #[param(max_length = 200)]
    activity: Option<String>,
    /// Archived ones too.
    archived: bool,
}

/// Whose buildings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct WhoseQuery {
    /// Code of an organisation.
    #[param(max_length = 200)]
    organisation: Option<String>,
}

/// A building.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuildingShape {
    /// Its code, in addresses.
    #[schema(example = "residence-les-tilleuls")]
    code: String,
    /// Its name.
    #[schema(example = "Résidence Les Tilleuls")]
    name: String,
    /// Code of its organisation.
    #[schema(example = "les-tilleuls-maison-de-repos-exemple")]
    organisation: String,
    /// Code of its activity, where it differs from the organisation's.
    activity: Option<String>,
    /// Street and number.
    street: Option<String>,
    /// Postcode.
    #[schema(pattern = "^[0-9]{4}$", example = "5000")]
    postcode: Option<String>,
    /// NIS code of the commune.
    #[schema(example = "92094")]
    commune_nis: Option<String>,
    /// Put away.
    archived: bool,
}

/// A building to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBuildingBody {
    /// Its name; its code is made from it.
    #[schema(min_length = 1, max_length = 200, example = "Crèche de l’Étang")]
    name: String,
    /// Code of its activity, where it differs from the organisation's.
    #[serde(default)]
    #[schema(max_length = 200, example = "creche")]
    activity: Option<String>,
    /// Street and number.
    #[serde(default)]
    #[schema(max_length = 200)]
    street: Option<String>,
    /// Belgian postcode.
    #[serde(default)]
    #[schema(max_length = 200, example = "5000")]
    postcode: Option<String>,
    /// NIS code of the commune, where the postcode can mean several.
    #[serde(default)]
    #[schema(max_length = 200, example = "92094")]
    commune_nis: Option<String>,
    /// Heated area in square metres, a plain decimal as text.
    #[serde(default)]
    #[schema(schema_with = words::maybe_decimal)]
    heated_area_m2: Option<Decimal>,
}

/// Lists buildings.
///
/// Ordered by code. Archived buildings, and those of archived organisations, are left out unless they are asked for.
#[utoipa::path(
    get,
    path = "/api/v1/buildings",
    operation_id = "list-buildings",
    tag = "buildings",
    params(WhoseQuery, BuildingQuery, PageQuery),
    responses((status = 200, description = "A page of buildings.", body = Listed<BuildingShape>)),
)]
pub async fn list(
    State(app): State<App>,
    visit: Visit,
    Query(whose): Query<WhoseQuery>,
    Query(query): Query<BuildingQuery>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let tenant = match &whose.organisation {
        Some(code) => {
            let whose = organisations::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)?;
            visit.must_enter(&app, whose.id).await?;
            Some(whose.id)
        }
        None => None,
    };
    listing(&app, &visit, tenant, query, &page, &uri).await
}

/// Lists the buildings of an organisation.
///
/// Ordered by code.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{o}/buildings",
    operation_id = "list-organisation-buildings",
    tag = "buildings",
    params(OrganisationPath, BuildingQuery, PageQuery),
    responses((status = 200, description = "A page of buildings.", body = Listed<BuildingShape>)),
)]
pub async fn of_organisation(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Query(query): Query<BuildingQuery>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    listing(&app, &visit, Some(whose.id), query, &page, &uri).await
}

async fn listing(
    app: &App,
    visit: &Visit,
    tenant: Option<OrganisationId>,
    query: BuildingQuery,
    page: &PageQuery,
    uri: &Uri,
) -> AppResult {
    listed::bounded("q", query.q.as_deref(), 200)?;
    listed::bounded("activity", query.activity.as_deref(), 200)?;
    let BuildingQuery { q: search, activity, archived } = query;
    let seen_by = Some(visit.sight(app));
    let filter = BuildingFilter { tenant, search, activity, archived, seen_by };
    let found = buildings::list(app.db.read(), &filter, &page.paging()?).await?;
    Ok(listed::answer(uri, found, |(whose, row)| shape(&whose, &row)))
}

/// Makes a building.
///
/// Its code is made from its name. A heated area becomes a dated fact, as on the page.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{o}/buildings",
    operation_id = "create-building",
    tag = "buildings",
    params(OrganisationPath),
    request_body = NewBuildingBody,
    responses((status = 201, description = "The building, its address in `Location`.", body = BuildingShape)),
)]
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    Body(new): Body<NewBuildingBody>,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let mut form = fields([
        ("name", Some(new.name)),
        ("activity", new.activity),
        ("street", new.street),
        ("postcode", new.postcode),
        ("commune", new.commune_nis),
        ("heated_area_m2", new.heated_area_m2.map(|area| typed(&area.to_string()))),
    ])?;
    let Some(row) = building_form::made(&app, whose.id, &mut form).await? else {
        return Err(invalid(&form));
    };
    let address = format!("/api/v1/buildings/{}", row.building.code);
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(shape(&whose, &row))).into_response())
}

/// Shows one building.
///
/// What changes in time (area, occupancy, heating) stands in its facts, what is metered in its meters.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}",
    operation_id = "show-building",
    tag = "buildings",
    params(BuildingPath),
    responses((status = 200, description = "The building.", body = BuildingShape)),
)]
pub async fn show(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    let (whose, row) = pages::building(&app, &code).await?;
    Ok(Json(shape(&whose, &row)).into_response())
}

fn shape(whose: &OrganisationRow, row: &BuildingRow) -> BuildingShape {
    let building = &row.building;
    BuildingShape {
        code: building.code.to_string(),
        name: building.name.clone(),
        organisation: whose.organisation.code.to_string(),
        activity: building.activity.clone(),
        street: building.address.street.clone(),
        postcode: building.address.postcode.map(|p| p.to_string()),
        commune_nis: building.address.commune_nis.clone(),
        archived: building.archived,
    }
}
