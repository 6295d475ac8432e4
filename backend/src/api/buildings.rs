//! Buildings and their consumption, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::period::{Day, Month, Period, day_start, rfc3339};
use eclaireur_models::readings::totals::{MeterReadings, months};
use serde::Deserialize;
use serde_json::{Value, json};

use super::organisations::ListQuery;
use super::shapes::decimal;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::readings;

/// GET /api/v1/buildings
pub async fn list(State(app): State<App>, visit: Visit, Query(query): Query<ListQuery>) -> AppResult {
    let tenant = match &query.organisation {
        Some(code) => {
            let whose = organisations::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)?;
            visit.must_enter(&app, whose.id).await?;
            Some(whose.id)
        }
        None => None,
    };
    let filter = BuildingFilter {
        tenant,
        search: query.q.clone(),
        activity: query.activity.clone(),
        archived: query.archived,
        seen_by: Some(visit.sight(&app)),
    };
    let page = buildings::list(app.db.read(), &filter, &query.paging()).await?;
    let items: Vec<Value> = page.items.iter().map(|(o, b)| shape(o, b)).collect();
    Ok(Json(json!({ "items": items, "next": page.next, "total": page.total })).into_response())
}

async fn of_code(app: &App, code: &str) -> AppResult<(OrganisationRow, BuildingRow)> {
    buildings::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)
}

/// GET /api/v1/buildings/{b}
pub async fn show(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    let (whose, row) = of_code(&app, &code).await?;
    Ok(Json(shape(&whose, &row)).into_response())
}

fn shape(whose: &OrganisationRow, row: &BuildingRow) -> Value {
    let building = &row.building;
    json!({
        "code": building.code.as_str(),
        "name": building.name,
        "organisation": whose.organisation.code.as_str(),
        "activity": building.activity,
        "street": building.address.street,
        "postcode": building.address.postcode.map(|p| p.to_string()),
        "commune_nis": building.address.commune_nis,
        "archived": building.archived,
    })
}

/// Query of a consumption.
#[derive(Debug, Deserialize)]
pub struct ConsumptionQuery {
    from: Option<String>,
    to: Option<String>,
    step: Option<String>,
    carrier: Option<String>,
    direction: Option<String>,
}

/// GET /api/v1/buildings/{b}/consumption?from&to&step&carrier&direction: `to` is excluded.
pub async fn consumption(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<ConsumptionQuery>,
) -> AppResult {
    let (_, row) = of_code(&app, &code).await?;
    let day = |text: &Option<String>, name: &'static str| match text.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => text.parse::<Day>().map(Some).map_err(|_| unreadable(name, text)),
    };
    let (from, to) = (day(&query.from, "from")?, day(&query.to, "to")?);
    let step = query.step.as_deref().unwrap_or("month");
    let direction = match query.direction.as_deref() {
        None => Direction::Offtake,
        Some(text) => Direction::from_code(text).ok_or_else(|| unreadable("direction", text))?,
    };
    let held = readings::of_building(app.db.read(), row.tenant, row.id, None).await?;
    let metered: Vec<MeterReadings> = held.into_iter().map(|h| h.readings).collect();
    let carrier = match query.carrier.as_deref() {
        Some(text) => Carrier::from_code(text).ok_or_else(|| unreadable("carrier", text))?,
        None => metered.first().map_or(Carrier::Electricity, |m| m.carrier),
    };
    let catalog = app.catalog();
    let card = catalog.carrier(carrier).ok_or_else(AppError::not_found)?;
    let within = |start: Day| from.is_none_or(|from| from <= start) && to.is_none_or(|to| start < to);
    let points: Vec<Value> = match step {
        "month" => months(&metered, direction, card, &[])
            .map(|m| m.months)
            .unwrap_or_default()
            .iter()
            .filter(|m| within(m.month.first()))
            .map(|m| {
                point(
                    m.month.start(),
                    m.month.next().start(),
                    m.energy.map(|e| decimal(e.kwh())).as_deref(),
                    m.quality.code(),
                    m.is_complete(),
                )
            })
            .collect(),
        "day" | "quarter_hour" => {
            let (from, to) = from.zip(to).ok_or_else(|| AppError::unprocessable("period-required"))?;
            let span = Period::new(from, to).ok_or_else(|| AppError::unprocessable("period-reversed"))?;
            if span.days() > LONGEST {
                return Err(AppError::unprocessable("period-too-long").with("max_days", json!(LONGEST)));
            }
            if step == "day" {
                by_day(&metered, direction, card, span)
            } else {
                by_quarter(&metered, direction, card, span)
            }
        }
        other => return Err(unreadable("step", other)),
    };
    let basis = card.basis().code();
    Ok(Json(json!({
        "building": code, "carrier": carrier.code(), "direction": direction.code(), "step": step,
        "unit": if card.energy { "kWh" } else { "m3" }, "basis": basis, "points": points,
    }))
    .into_response())
}

fn unreadable(name: &'static str, text: &str) -> AppError {
    AppError::unprocessable("unreadable-parameter").with("parameter", json!(name)).with("value", json!(text))
}

fn point(start: i64, end: i64, value: Option<&str>, quality: &str, complete: bool) -> Value {
    json!({ "start": rfc3339(start), "end": rfc3339(end), "value": value, "quality": quality, "complete": complete })
}

/// Longest answer by day or quarter, in days.
const LONGEST: i64 = 1100;

fn by_day(
    metered: &[MeterReadings],
    direction: Direction,
    card: &eclaireur_models::catalog::CarrierCard,
    period: Period,
) -> Vec<Value> {
    eclaireur_models::readings::totals::days(metered, direction, card, period)
        .into_iter()
        .map(|d| {
            let end = day_start(eclaireur_models::period::next_day(d.day));
            point(
                day_start(d.day),
                end,
                d.energy.map(|e| decimal(e.kwh())).as_deref(),
                d.quality.code(),
                d.complete,
            )
        })
        .collect()
}

/// Slots as measured, registers beside each other added; only where there are slots.
fn by_quarter(
    metered: &[MeterReadings],
    direction: Direction,
    card: &eclaireur_models::catalog::CarrierCard,
    Period { from, to }: Period,
) -> Vec<Value> {
    let (first, last) = (day_start(from), day_start(to));
    let mut sums: std::collections::BTreeMap<
        (i64, u32),
        (rust_decimal::Decimal, eclaireur_models::certain::Quality),
    > = std::collections::BTreeMap::new();
    let channels = metered.iter().filter(|m| m.carrier == card.code).flat_map(|m| &m.channels);
    for channel in channels.filter(|c| c.channel.direction == direction && c.channel.counts) {
        let basis = card.onto_basis(channel.channel.basis);
        let Some(each) = channel.channel.unit.kwh_each().zip(basis).map(|(each, ratio)| each * ratio) else {
            continue;
        };
        let wanted = channel.months.iter().filter(|m| Month::of(from) <= m.month && m.month <= Month::of(to));
        for month in wanted {
            for (i, value, quality) in month.iter() {
                let start = month.start_of(i);
                if first <= start && start < last {
                    let sum = sums.entry((start, month.resolution_s)).or_default();
                    sum.0 += rust_decimal::Decimal::new(value, month.scale) * each;
                    sum.1 = sum.1.weakest(quality);
                }
            }
        }
    }
    sums.into_iter()
        .map(|((start, resolution), (value, quality))| {
            point(start, start + i64::from(resolution), Some(&decimal(value)), quality.code(), true)
        })
        .collect()
}
