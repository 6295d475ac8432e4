//! Invented temperatures: believable for the station, the same for the same seed; and how cold each month was.
//!
//! A month the catalogue publishes stays as it was published.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive as _;

use super::draw::Draw;
use crate::catalog::DegreeDays;
use crate::certain::Quality;
use crate::climate::{Climate, Temperature, Temperatures};
use crate::period::{Day, Month, Period};

/// Mean of the year, °C (Uccle, 1991-2020: 11.0).
const MEAN: f64 = 11.0;
/// Half of what lies between the mean of January and that of July.
const SWING: f64 = 7.6;
/// How much of a day's departure the next one keeps.
const MEMORY: f64 = 0.8;
/// How far a day departs anew.
const SPREAD: f64 = 3.4;
/// Degree-days 16.5 equivalent of an average year at Uccle, 1991-2020 (Synergrid).
const NORMAL: f64 = 2252.0;

/// How cold months were.
#[derive(Debug, Clone, Default)]
pub struct Weather {
    /// Cold of each month as a share of an average year's.
    months: BTreeMap<Month, f64>,
}

impl Weather {
    /// The months from the first day to the last, as the station's degree-days tell them.
    pub fn of(published: &DegreeDays, days: &[(Day, Temperature)], (first, last): (Day, Day)) -> Weather {
        let mut temperatures = Temperatures::default();
        for (day, mean) in days {
            temperatures.insert(*day, *mean, Quality::Declared);
        }
        let climate = Climate::new(published, &temperatures);
        let cold = |month: Month| climate.over(month.period()).degree_days()?.to_f64();
        let months = Month::range(Month::of(first), Month::of(last));
        Weather { months: months.filter_map(|month| Some((month, cold(month)? / NORMAL))).collect() }
    }

    /// How cold a month is, as a share of an average year's cold.
    pub fn cold(&self, month: Month) -> f64 {
        self.months.get(&month).copied().unwrap_or(0.0)
    }
}

/// A wave over the year, and departures from it that last some days. The two days before are needed for the first
/// equivalent temperature.
pub fn days((first, last): (Day, Day), mut draw: Draw) -> Vec<(Day, Temperature)> {
    let from = first.saturating_sub(jiff::Span::new().days(2));
    let Some(period) = Period::billed(from, last) else { return Vec::new() };
    let mut departure = 0.0;
    let day = |day: Day| {
        departure = MEMORY * departure + SPREAD * (draw.around(1.0) - 1.0);
        let season = (f64::from(day.day_of_year() - 201) / 365.25 * core::f64::consts::TAU).cos();
        let celsius = MEAN + SWING * season + departure;
        let hundredths = format!("{:.0}", celsius * 100.0).parse().ok()?;
        Some((day, Temperature::from_hundredths(hundredths)?))
    };
    period.iter().filter_map(day).collect()
}
