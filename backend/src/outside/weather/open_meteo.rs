//! The shape of Open-Meteo's archive: `daily=temperature_2m_mean`, two lists of the same length, `null` for a day that
//! is not there yet. The archive is a reanalysis of the whole world (ERA5), some days late: modelled, not measured.

use std::collections::BTreeMap;

use eclaireur_models::period::Period;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Number;

use super::{Means, Station, Wrong, asked, believed, put, shaped, short};

/// Latitude and longitude of `50.798/4.358`, degrees.
pub(super) fn coordinates(place: &str) -> Option<(Decimal, Decimal)> {
    let (latitude, longitude) = place.split_once('/')?;
    let within = |text: &str, most: i64| {
        let degrees: Decimal = text.parse().ok()?;
        (degrees.abs() <= Decimal::from(most)).then_some(degrees)
    };
    Some((within(latitude, 90)?, within(longitude, 180)?))
}

/// What is asked, as pairs of the query, without the key.
pub(super) fn question(station: &Station, period: Period) -> Vec<(&'static str, String)> {
    let (latitude, longitude) = coordinates(&station.place).unwrap_or_default();
    let last = period.to.yesterday().unwrap_or(period.from);
    vec![
        ("latitude", latitude.to_string()),
        ("longitude", longitude.to_string()),
        ("start_date", period.from.to_string()),
        ("end_date", last.to_string()),
        ("daily", "temperature_2m_mean".to_owned()),
        ("temperature_unit", "celsius".to_owned()),
        ("timezone", "Europe/Brussels".to_owned()),
    ]
}

#[derive(Deserialize)]
struct Answer {
    daily_units: Units,
    daily: Daily,
}

#[derive(Deserialize)]
struct Units {
    time: String,
    temperature_2m_mean: String,
}

#[derive(Deserialize)]
struct Daily {
    time: Vec<String>,
    temperature_2m_mean: Vec<Option<Number>>,
}

/// The days of an answer.
pub(super) fn read(period: Period, bytes: &[u8]) -> Result<Means, Wrong> {
    let Answer { daily_units, daily } = shaped(bytes)?;
    if daily_units.temperature_2m_mean != "°C" {
        return Err(Wrong::Unit(short(&daily_units.temperature_2m_mean)));
    }
    if daily_units.time != "iso8601" {
        return Err(Wrong::Shape(format!("days written as `{}`", short(&daily_units.time))));
    }
    if daily.time.len() != daily.temperature_2m_mean.len() {
        return Err(Wrong::Shape("days and temperatures are not as many".to_owned()));
    }
    let mut days = BTreeMap::new();
    for (day, value) in daily.time.iter().zip(&daily.temperature_2m_mean) {
        let day = asked(period, day)?;
        if let Some(value) = value {
            put(&mut days, day, believed(day, value)?)?;
        }
    }
    Ok(days.into_iter().collect())
}
