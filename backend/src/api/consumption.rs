//! What a building consumed, for programs: by month, by day, by quarter of an hour.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::period::{Day, Month, Period, day_start, rfc3339};
use eclaireur_models::readings::totals::{MeterReadings, months};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::schema::Object;
use utoipa::{IntoParams, ToSchema};

use super::listed::unreadable;
use super::params::BuildingPath;
use super::shapes::decimal;
use super::words;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::pages::building;
use crate::store::readings;

/// Query of a consumption.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConsumptionQuery {
    /// From this day, Brussels time. By month: from the month that begins on it or later.
    #[param(value_type = Option<String>, format = Date, example = "2025-01-01")]
    from: Option<String>,
    /// Up to but without this day.
    #[param(value_type = Option<String>, format = Date, example = "2026-01-01")]
    to: Option<String>,
    /// By what.
    #[param(schema_with = asked_step)]
    step: Option<String>,
    /// Which energy; that of the first meter without it.
    #[param(schema_with = asked_carrier)]
    carrier: Option<String>,
    /// Which way; `offtake` without it.
    #[param(schema_with = asked_direction)]
    direction: Option<String>,
}

fn step() -> Object {
    words::described(words::one_of(["month", "day", "quarter_hour"]), "By what.")
}

fn asked_step() -> Object {
    let text = "By what; `month` without it. `day` and `quarter_hour` need `from` and `to`, at most 1100 days apart.";
    words::described(step(), text)
}

fn asked_carrier() -> Object {
    words::described(words::carrier(), "Which energy; that of the first meter without it.")
}

fn asked_direction() -> Object {
    words::described(words::direction(), "Which way; `offtake` without it.")
}

/// What was consumed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsumptionShape {
    /// Code of the building.
    #[schema(example = "residence-les-tilleuls")]
    building: String,
    /// Which energy.
    #[schema(schema_with = words::carrier)]
    carrier: &'static str,
    /// Which way.
    #[schema(schema_with = words::direction)]
    direction: &'static str,
    /// By what.
    #[schema(schema_with = step)]
    step: String,
    /// `kWh`, and `m3` of water.
    #[schema(example = "kWh")]
    unit: &'static str,
    /// `gross` (PCS) or `net` (PCI).
    #[schema(example = "net")]
    basis: &'static str,
    /// In order of time.
    points: Vec<PointShape>,
}

/// Some time and what was consumed in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointShape {
    /// Its beginning.
    #[schema(value_type = String, format = DateTime, example = "2025-01-01T00:00:00+01:00")]
    start: String,
    /// Its end, excluded.
    #[schema(value_type = String, format = DateTime, example = "2025-02-01T00:00:00+01:00")]
    end: String,
    /// How much; null where nothing is known.
    #[schema(schema_with = words::maybe_decimal)]
    value: Option<String>,
    /// The weakest of what went in.
    #[schema(schema_with = words::quality)]
    quality: &'static str,
    /// Whether all of it was measured or told.
    complete: bool,
}

/// Tells what a building consumed.
///
/// Sub-meters and files that give the same energy twice are counted once. `to` is excluded. By month, days may be left out:
/// every month known is given.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/consumption",
    operation_id = "show-consumption",
    tag = "figures",
    params(BuildingPath, ConsumptionQuery),
    responses(
        (status = 200, description = "The consumption.", body = ConsumptionShape),
        (status = 422, description = "`unreadable-parameter`, `period-required`, `period-reversed`, `period-too-long`.",
            body = super::problem::Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<ConsumptionQuery>,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
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
    let points: Vec<PointShape> = match step {
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
    Ok(Json(ConsumptionShape {
        building: code,
        carrier: carrier.code(),
        direction: direction.code(),
        step: step.to_owned(),
        unit: if card.energy { "kWh" } else { "m3" },
        basis: card.basis().code(),
        points,
    })
    .into_response())
}

fn point(start: i64, end: i64, value: Option<&str>, quality: &'static str, complete: bool) -> PointShape {
    let value = value.map(str::to_owned);
    PointShape { start: rfc3339(start), end: rfc3339(end), value, quality, complete }
}

/// Longest answer by day or quarter, in days.
const LONGEST: i64 = 1100;

fn by_day(
    metered: &[MeterReadings],
    direction: Direction,
    card: &eclaireur_models::catalog::CarrierCard,
    period: Period,
) -> Vec<PointShape> {
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
) -> Vec<PointShape> {
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
