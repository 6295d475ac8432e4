//! What is known of a building, for programs: recorded facts listed, stated, corrected, taken back.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FactInput, Problem, ProblemCode};
use eclaireur_frontend::pages::facts::asked_for;
use eclaireur_models::access::Action;
use eclaireur_models::building::facts::{DatedFact, Form};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, rfc3339};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Body, fields, invalid};
use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, RecordPath};
use super::words;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::pages::{building, facts as page};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, FactRow, Subject};

/// What narrows a list of facts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FactQuery {
    /// Code of one fact.
    #[param(max_length = 200, example = "building.heated_area_m2")]
    fact: Option<String>,
    /// Records that were taken back too.
    withdrawn: bool,
}

/// A record of a fact.
#[derive(Debug, Serialize, ToSchema)]
pub struct FactShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Code of the fact; `organisation.…` holds for every building of the organisation.
    #[schema(example = "building.heated_area_m2")]
    fact: &'static str,
    /// In the form of the fact, numbers in plain decimal, shares between 0 and 1.
    #[schema(example = "2450.5")]
    value: String,
    /// From this day; null for as long as is known.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Up to but without this day; null until further notice.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Where it was learnt.
    #[schema(example = "plan de 2024")]
    source: String,
    /// How good it is.
    #[schema(schema_with = words::quality)]
    quality: &'static str,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
    /// When it was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<String>,
}

/// A fact to be stated.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFactBody {
    /// Code of the fact.
    #[schema(max_length = 200, example = "building.heated_area_m2")]
    fact: String,
    /// In the form of the fact, numbers in plain decimal, shares between 0 and 1.
    #[schema(min_length = 1, max_length = 2000, example = "2450.5")]
    value: String,
    /// From this day; for as long as is known without it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// Up to but without this day; until further notice without it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// Where it was learnt.
    #[schema(min_length = 1, max_length = 200, example = "plan de 2024")]
    source: String,
    /// How good it is.
    #[schema(schema_with = words::stated_quality)]
    quality: String,
    /// Id of the record it corrects, which is taken back.
    #[serde(default)]
    #[schema(max_length = 40)]
    replaces: Option<String>,
}

/// Lists what was recorded of a building and of its organisation.
///
/// In the order recorded. On a day, of several records in force the one with the latest first day holds; of two with the same
/// first day, the one recorded last.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/facts",
    operation_id = "list-facts",
    tag = "facts",
    params(BuildingPath, FactQuery, PageQuery),
    responses((status = 200, description = "A page of records.", body = Listed<FactShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<FactQuery>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    listed::bounded("fact", query.fact.as_deref(), 200)?;
    let mut records = history(&app, &row).await?;
    records.retain(|record| {
        (query.withdrawn || record.withdrawn_at.is_none())
            && query.fact.as_deref().is_none_or(|fact| fact == record.fact.fact)
    });
    let page = listed::slice(records, &page.paging()?, |record| record.id.to_string());
    Ok(listed::answer(&uri, page, shape))
}

/// States a fact of a building.
///
/// What was known before stays known for the days before. With `replaces`, the record it names is taken back.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/facts",
    operation_id = "create-fact",
    tag = "facts",
    params(BuildingPath),
    request_body = NewFactBody,
    responses((status = 201, description = "The record.", body = FactShape)),
)]
pub async fn create(
    State(app): State<App>,
    visit: Visit,
    Path(code): Path<String>,
    Body(new): Body<NewFactBody>,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let mut told = fields([
        ("value", Some(new.value.clone())),
        ("source", Some(new.source.clone())),
        ("quality", Some(new.quality.clone())),
        ("replaces", new.replaces.clone()),
    ])?;
    let Some(fact) = asked_for(&new.fact) else {
        told.fail("fact", Problem::new(ProblemCode::NotInList));
        return Err(invalid(&told));
    };
    let Some(quality) = Quality::ALL.into_iter().find(|quality| quality.code() == new.quality) else {
        told.fail("quality", Problem::new(ProblemCode::NotInList));
        return Err(invalid(&told));
    };
    let share = new.value.parse::<Decimal>().is_ok_and(|d| (Decimal::ZERO..=Decimal::ONE).contains(&d));
    if fact.form == Form::Share && !share {
        told.fail("value", Problem::new(ProblemCode::ShareRange));
        return Err(invalid(&told));
    }
    let stated = DatedFact {
        fact: fact.code,
        value: new.value,
        from: new.from,
        to: new.to,
        source: new.source,
        quality,
    };
    let mut form = FactInput::to_form(fact, &stated).set("replaces", new.replaces.unwrap_or_default());
    let records = page::records(&app, fact, &row).await?;
    let reach = visit.reach(&app, Action::Change, row.tenant).await?;
    let Some(id) = page::stated(&app, &row, &reach, (fact, &records), &mut form).await? else {
        return Err(invalid(&form));
    };
    let kept = history(&app, &row).await?.into_iter().find(|record| record.id == id);
    let kept = kept.ok_or_else(AppError::not_found)?;
    Ok((StatusCode::CREATED, Json(shape(kept))).into_response())
}

/// Takes a record of a fact back.
///
/// It stays in the history, marked.
#[utoipa::path(
    delete,
    path = "/api/v1/buildings/{b}/facts/{id}",
    operation_id = "withdraw-fact",
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
    let records = history(&app, &row).await?;
    let reach = visit.reach(&app, Action::Change, row.tenant).await?;
    page::taken_back(&app, &row, &reach, &records, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Every record about the building or its organisation.
async fn history(app: &App, row: &BuildingRow) -> AppResult<Vec<FactRow>> {
    let mut all = facts::history(app.db.read(), row.tenant, Subject::Organisation).await?;
    all.extend(facts::history(app.db.read(), row.tenant, Subject::Building(row.id)).await?);
    Ok(all)
}

fn shape(row: FactRow) -> FactShape {
    FactShape {
        id: row.id.to_string(),
        fact: row.fact.fact,
        value: row.fact.value,
        from: row.fact.from.map(|day| day.to_string()),
        to: row.fact.to.map(|day| day.to_string()),
        source: row.fact.source,
        quality: row.fact.quality.code(),
        recorded_at: rfc3339(row.recorded_at),
        withdrawn_at: row.withdrawn_at.map(rfc3339),
    }
}
