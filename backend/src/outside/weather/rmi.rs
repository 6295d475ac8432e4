//! The shape of the Royal Meteorological Institute's open data (*IRM*, `opendata.meteo.be`, CC BY 4.0): OGC WFS 2.0,
//! `GetFeature`, answers in `GeoJSON`.
//!
//! `aws:aws_1day` has one feature a day with `temp_avg`, the mean of that day in universal time (00:10 to 24:00);
//! `synop:synop_data` has one an hour with `temp`. A day of which an hour is missing has no mean: it is not there.
//! Neither says its unit; both are °C, and another unit fails on the temperatures believed in Belgium.

use std::collections::BTreeMap;

use eclaireur_models::climate::Temperature;
use eclaireur_models::period::{Day, Period};
use serde::Deserialize;
use serde_json::{Number, Value};

use super::{Kind, Means, Station, Wrong, asked, believed, put, shaped, short};

/// Hours of a day in universal time.
const HOURS: usize = 24;

/// What is asked, as pairs of the query.
pub(super) fn question(kind: Kind, station: &Station, period: Period) -> Vec<(&'static str, String)> {
    let (layer, a_day) =
        if kind == Kind::RmiHourly { ("synop:synop_data", HOURS) } else { ("aws:aws_1day", 1) };
    // One more than there can be: a second value of a day is seen instead of being cut off.
    let most = usize::try_from(period.days()).unwrap_or(0) * a_day + 1;
    let last = period.to.yesterday().unwrap_or(period.from);
    let filter = format!(
        "code = {} AND timestamp >= '{}T00:00:00Z' AND timestamp <= '{last}T23:59:59Z'",
        station.place, period.from
    );
    vec![
        ("service", "WFS".to_owned()),
        ("version", "2.0.0".to_owned()),
        ("request", "GetFeature".to_owned()),
        ("typeNames", layer.to_owned()),
        ("outputFormat", "application/json".to_owned()),
        ("sortBy", "timestamp A".to_owned()),
        ("count", most.to_string()),
        ("CQL_FILTER", filter),
    ]
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
    #[serde(rename = "numberMatched")]
    matched: Option<Value>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    code: Value,
    timestamp: String,
    temp_avg: Option<Number>,
    temp: Option<Number>,
}

/// The days of an answer.
pub(super) fn read(kind: Kind, station: &Station, period: Period, bytes: &[u8]) -> Result<Means, Wrong> {
    let collection: Collection = shaped(bytes)?;
    let all = collection.matched.as_ref().and_then(Value::as_u64);
    if all.is_some_and(|all| usize::try_from(all).is_ok_and(|all| all > collection.features.len())) {
        return Err(Wrong::Cut);
    }
    for Feature { properties } in &collection.features {
        let code = properties.code.as_str().map_or_else(|| properties.code.to_string(), str::to_owned);
        if code != station.place {
            return Err(Wrong::Station(short(&code)));
        }
    }
    match kind {
        Kind::RmiHourly => hourly(period, &collection.features),
        _ => daily(period, &collection.features),
    }
}

/// The day of `2025-01-31T00:00:00Z`, and its hour; times stand in universal time.
fn moment(period: Period, timestamp: &str) -> Result<(Day, u8), Wrong> {
    let wrong = || Wrong::Day(short(timestamp));
    let (day, time) = timestamp.split_once('T').ok_or_else(wrong)?;
    let hour: u8 =
        time.get(..2).and_then(|hour| hour.parse().ok()).filter(|hour| *hour < 24).ok_or_else(wrong)?;
    let utc = ["Z", "+00:00", "+0000"].iter().any(|zone| time.ends_with(zone));
    if !utc {
        return Err(wrong());
    }
    Ok((asked(period, day)?, hour))
}

fn daily(period: Period, features: &[Feature]) -> Result<Means, Wrong> {
    let mut days = BTreeMap::new();
    for Feature { properties } in features {
        let (day, _) = moment(period, &properties.timestamp)?;
        if let Some(value) = &properties.temp_avg {
            put(&mut days, day, believed(day, value)?)?;
        }
    }
    Ok(days.into_iter().collect())
}

fn hourly(period: Period, features: &[Feature]) -> Result<Means, Wrong> {
    let mut hours: BTreeMap<Day, BTreeMap<u8, Temperature>> = BTreeMap::new();
    for Feature { properties } in features {
        let (day, hour) = moment(period, &properties.timestamp)?;
        if let Some(value) = &properties.temp {
            let value = believed(day, value)?;
            match hours.entry(day).or_default().insert(hour, value) {
                Some(before) if before != value => return Err(Wrong::Twice(day)),
                _ => {}
            }
        }
    }
    let whole = hours.into_iter().filter(|(_, hours)| hours.len() == HOURS);
    Ok(whole
        .filter_map(|(day, hours)| {
            Temperature::mean(&hours.into_values().collect::<Vec<_>>()).map(|m| (day, m))
        })
        .collect())
}
