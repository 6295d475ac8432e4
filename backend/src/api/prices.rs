//! Marginal prices of a building, for programs: listed, stated, taken back.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::Scope;
use eclaireur_models::access::Action;
use eclaireur_models::period::{Day, rfc3339};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{Body, fields, invalid, typed};
use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, RecordPath};
use super::shapes::decimal;
use super::words;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::pages::{building, prices as page};
use crate::store::prices::{self, PriceRow};

/// A price.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Of which energy.
    #[schema(schema_with = words::carrier)]
    carrier: &'static str,
    /// In euro per unit.
    #[schema(schema_with = words::decimal)]
    price_eur: String,
    /// Per which unit.
    #[schema(schema_with = words::unit)]
    unit: &'static str,
    /// With VAT.
    incl_vat: bool,
    /// Of this building, or of every building of the organisation.
    #[schema(schema_with = words::scope)]
    scope: &'static str,
    /// From this day.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Up to but without this day.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Where it was learnt.
    #[schema(example = "contrat 2026")]
    source: String,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
}

/// A price to be stated.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPriceBody {
    /// Of which energy.
    #[schema(schema_with = words::carrier)]
    carrier: String,
    /// Euro per kWh (per m³ of water), with VAT: a plain decimal as text.
    #[schema(schema_with = words::decimal)]
    price_eur: Decimal,
    /// Of this building, or of every building of the organisation.
    #[schema(schema_with = words::scope)]
    scope: String,
    /// From this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Up to but without this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// Where it was learnt.
    #[schema(min_length = 1, max_length = 200, example = "contrat 2026")]
    source: String,
}

/// Lists the prices that may hold for a building.
///
/// Its own and its organisation's, in the order recorded. A building's own price goes before the organisation's, a later first
/// day before an earlier one.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/prices",
    operation_id = "list-prices",
    tag = "facts",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of prices.", body = Listed<PriceShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let known = prices::list(app.db.read(), row.tenant, Some(row.id)).await?;
    let page = listed::slice(known, &page.paging()?, |price| price.id.to_string());
    Ok(listed::answer(&uri, page, shape))
}

/// States a price.
///
/// What one more unit costs, with VAT. Cents taken for euro are refused with `price-in-cents`.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/prices",
    operation_id = "create-price",
    tag = "facts",
    params(BuildingPath),
    request_body = NewPriceBody,
    responses((status = 201, description = "The price.", body = PriceShape)),
)]
pub async fn create(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Body(new): Body<NewPriceBody>,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let last = |to: Day| to.yesterday().map_or_else(|_| to.to_string(), |day| day.to_string());
    let mut form = fields([
        ("carrier", Some(new.carrier)),
        ("price", Some(typed(&new.price_eur.to_string()))),
        ("unit", Some("eur".to_owned())),
        ("scope", Some(new.scope)),
        ("from", new.from.map(|day| day.to_string())),
        ("to", new.to.map(last)),
        ("source", Some(new.source)),
    ])?;
    let reach = visit.reach(&app, Action::Change, row.tenant).await?;
    let Some(id) = page::stated(&app, &row, &reach, &mut form).await? else { return Err(invalid(&form)) };
    let known = prices::list(app.db.read(), row.tenant, Some(row.id)).await?;
    let kept = known.into_iter().find(|price| price.id == id).ok_or_else(AppError::not_found)?;
    Ok((StatusCode::CREATED, Json(shape(kept))).into_response())
}

/// Takes a price back.
///
/// It stays in the database, marked.
#[utoipa::path(
    delete,
    path = "/api/v1/buildings/{b}/prices/{id}",
    operation_id = "withdraw-price",
    tag = "facts",
    params(RecordPath),
    responses((status = 204, description = "It no longer holds.")),
)]
pub async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    Path((code, id)): Path<(String, String)>,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let known = prices::list(app.db.read(), row.tenant, Some(row.id)).await?;
    let reach = visit.reach(&app, Action::Change, row.tenant).await?;
    page::taken_back(&app, &row, &reach, &known, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn shape(row: PriceRow) -> PriceShape {
    let price = row.price;
    let scope = if price.building.is_some() { Scope::Building } else { Scope::Organisation };
    PriceShape {
        id: row.id.to_string(),
        carrier: price.carrier.code(),
        price_eur: decimal(price.price.0),
        unit: price.unit.code(),
        incl_vat: price.incl_vat,
        scope: scope.code(),
        from: price.from.map(|day| day.to_string()),
        to: price.to.map(|day| day.to_string()),
        source: price.source,
        recorded_at: rfc3339(row.recorded_at),
    }
}
