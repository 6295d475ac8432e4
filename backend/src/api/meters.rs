//! Meters of a building, for programs: listed with what can be read on them, made, and one reading kept.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{Problem, ProblemCode};
use eclaireur_frontend::pages::reading_index::{IndexMeter, RegisterLine};
use eclaireur_models::access::Action;
use eclaireur_models::period::{Day, day_of};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{Body, fields, invalid, typed};
use super::imports::ImportHead;
use super::listed::{self, Listed, PageQuery};
use super::params::BuildingPath;
use super::shapes::decimal;
use super::words;
use crate::app::App;
use crate::doors::{Reach, Visit};
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::pages::{building, meter_form, reading_index};
use crate::store::buildings::BuildingRow;
use crate::store::meters::{self, MeterRow};
use crate::store::readings;

/// A meter.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeterShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Short name, unique in the organisation.
    #[schema(example = "chaufferie")]
    code: String,
    /// What people call it.
    name: Option<String>,
    /// What it measures.
    #[schema(schema_with = words::carrier)]
    carrier: &'static str,
    /// EAN of the supply point.
    #[schema(example = "541448820000000008")]
    ean: Option<String>,
    /// Whether its check digit is right.
    ean_valid: Option<bool>,
    /// Serial number.
    serial: Option<String>,
    /// In service from.
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<String>,
    /// Out of service from.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<String>,
    /// Id of the meter that counts its flow too, for a sub-meter.
    parent: Option<String>,
    /// The last day of which something is known.
    #[schema(value_type = Option<String>, format = Date)]
    last_reading: Option<String>,
    /// What can be read on it by hand today.
    counters: Vec<CounterShape>,
}

/// A counter of a meter, or the gauge of a tank.
#[derive(Debug, Serialize, ToSchema)]
pub struct CounterShape {
    /// What a reading calls it.
    #[schema(example = "index_total")]
    name: String,
    /// `index`, or `level` of a tank.
    #[schema(schema_with = words::kind)]
    kind: &'static str,
    /// Which way.
    #[schema(schema_with = words::direction)]
    direction: &'static str,
    /// Which counter.
    #[schema(schema_with = words::register)]
    register: &'static str,
    /// Its unit; the hours of a burner are counted in the unit of its fuel.
    #[schema(schema_with = words::unit)]
    unit: &'static str,
    /// What it showed last.
    #[schema(schema_with = words::maybe_decimal)]
    last: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = Date)]
    last_on: Option<String>,
}

/// A meter to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeterBody {
    /// What it measures.
    #[schema(schema_with = words::carrier)]
    carrier: String,
    /// What people call it.
    #[serde(default)]
    #[schema(max_length = 200, example = "chaufferie")]
    name: Option<String>,
    /// EAN of the supply point; kept even when its check digit is wrong.
    #[serde(default)]
    #[schema(max_length = 200, example = "541448820000000008")]
    ean: Option<String>,
    /// Serial number.
    #[serde(default)]
    #[schema(max_length = 200)]
    serial: Option<String>,
    /// In service from.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Day>,
    /// Out of service from.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Day>,
}

/// What was read on a meter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReadingBody {
    /// Id of the meter.
    #[schema(max_length = 40, example = "1hqz7k3v0m2rc")]
    meter: String,
    /// The day it was read, not after today.
    #[schema(value_type = String, format = Date, example = "2026-11-20")]
    date: Day,
    /// What each counter showed, by its name in `counters`: plain decimals as text.
    #[schema(value_type = BTreeMap<String, String>, example = json!({ "index_total": "18234.5" }))]
    values: BTreeMap<String, Decimal>,
    /// Keep it although it is below the last one.
    #[serde(default)]
    accept: bool,
}

/// Lists the meters of a building.
///
/// Those that serve or served it, wholly or in part, ordered by their code.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/meters",
    operation_id = "list-meters",
    tag = "meters",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of meters.", body = Listed<MeterShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let shapes = shapes(&app, &row).await?;
    let page = listed::slice(shapes, &page.paging()?, |meter| meter.code.clone());
    Ok(listed::answer(&uri, page, |meter| meter))
}

/// Makes a meter of a building.
///
/// It serves the building whole; shares between buildings are set on its page.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/meters",
    operation_id = "create-meter",
    tag = "meters",
    params(BuildingPath),
    request_body = NewMeterBody,
    responses((status = 201, description = "The meter.", body = MeterShape)),
)]
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    Body(new): Body<NewMeterBody>,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let mut form = fields([
        ("carrier", Some(new.carrier)),
        ("name", new.name),
        ("ean", new.ean),
        ("serial", new.serial),
        ("valid_from", new.valid_from.map(|day| day.to_string())),
        ("valid_to", new.valid_to.map(|day| day.to_string())),
    ])?;
    let reach = visitor.reach(&app, Action::Read, whose.0.id).await?;
    let Some(row) = meter_form::made(&app, &reach, &whose, &mut form).await? else {
        return Err(invalid(&form));
    };
    let id = row.id.to_string();
    let made = shapes(&app, &whose.1).await?.into_iter().find(|meter| meter.id == id);
    let address = format!("/api/v1/buildings/{code}/meters");
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(made)).into_response())
}

/// Keeps one reading of a meter.
///
/// An index of a counter, or the height of a tank. It is kept as an import of its own, which `DELETE /api/v1/imports/{i}`
/// undoes. An index below the last one is refused with `index-below-last` until `accept` is true.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/readings",
    operation_id = "create-reading",
    tag = "meters",
    params(BuildingPath),
    request_body = NewReadingBody,
    responses((status = 201, description = "The import that keeps it.", body = ImportHead)),
)]
pub async fn read(
    State(app): State<App>,
    Path(code): Path<String>,
    visit: Visit,
    Body(new): Body<NewReadingBody>,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let reach = Reach::of(&app, visit.who, Action::Import, whose.0.id).await?;
    let meters = reading_index::writable(&app, &reach, &whose.1).await?;
    let mut form = fields([
        ("meter", Some(new.meter.clone())),
        ("date", Some(new.date.to_string())),
        ("accept", new.accept.then(|| "1".to_owned())),
    ])?;
    let chosen = meters.iter().find(|meter| meter.meter.code == new.meter);
    let known: BTreeSet<String> =
        chosen.iter().flat_map(|meter| &meter.registers).map(RegisterLine::field).collect();
    for (name, value) in &new.values {
        if chosen.is_some() && !known.contains(name) {
            form.fail(name, Problem::new(ProblemCode::NotInList));
        } else if chosen.is_some() {
            form = form.set(name, typed(&value.to_string()));
        }
    }
    if form.failed() {
        return Err(invalid(&form));
    }
    let Some(import) = reading_index::kept(&app, &whose, &meters, &mut form).await? else {
        return Err(invalid(&form));
    };
    let address = format!("/api/v1/imports/{}", import.id);
    let head = ImportHead::of(&import);
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(head)).into_response())
}

async fn shapes(app: &App, row: &BuildingRow) -> AppResult<Vec<MeterShape>> {
    let rows = meters::of_building(app.db.read(), row.tenant, row.id).await?;
    let last = readings::last_readings(app.db.read(), row.tenant).await?;
    let read = reading_index::index_meters(app, row).await?;
    let shape = |row: MeterRow| {
        let id = row.id.to_string();
        let counters = read.iter().find(|meter| meter.meter.code == id).map(counters).unwrap_or_default();
        let ended = last.get(&row.id).and_then(|end| day_of(end.saturating_sub(1)));
        let meter = row.meter;
        MeterShape {
            id,
            code: row.code.to_string(),
            name: meter.name,
            carrier: meter.carrier.code(),
            ean_valid: meter.ean.as_ref().map(|ean| ean.problem().is_none()),
            ean: meter.ean.map(|ean| ean.digits().to_owned()),
            serial: meter.serial,
            valid_from: meter.valid_from.map(|day| day.to_string()),
            valid_to: meter.valid_to.map(|day| day.to_string()),
            parent: row.parent.map(|id| id.to_string()),
            last_reading: ended.map(|day| day.to_string()),
            counters,
        }
    };
    Ok(rows.into_iter().map(shape).collect())
}

fn counters(meter: &IndexMeter) -> Vec<CounterShape> {
    let shape = |line: &RegisterLine| CounterShape {
        name: line.field(),
        kind: line.kind.code(),
        direction: line.direction.code(),
        register: line.register.code(),
        unit: line.unit.code(),
        last: line.last.map(|(value, _)| decimal(value)),
        last_on: line.last.map(|(_, on)| on.to_string()),
    };
    meter.registers.iter().map(shape).collect()
}
