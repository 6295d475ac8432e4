//! Invented temperatures for the demonstration: believable for the station, the same for the same seed.
//!
//! They are kept as a file that somebody loaded, and named for what they are. A month the catalogue publishes stays as it
//! was published, there and in what buildings use.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use eclaireur_models::catalog::Base;
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Climate, Temperature, Temperatures};
use eclaireur_models::period::{Day, Month, Period};
use rust_decimal::prelude::ToPrimitive as _;

use super::draw::Draw;
use crate::app::App;
use crate::store::weather::{self, NewLoad, Origin};

/// Where the demonstration stands.
const STATION: &str = "uccle";
/// What the load is called.
const SOURCE: &str = "températures inventées pour la démonstration";
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

/// The invented weather.
#[derive(Debug)]
pub(super) struct Weather {
    /// Cold of each month as a share of an average year's.
    months: BTreeMap<Month, f64>,
}

impl Weather {
    /// How cold a month is, as a share of an average year's cold.
    pub(super) fn cold(&self, month: Month) -> f64 {
        self.months.get(&month).copied().unwrap_or(0.0)
    }
}

/// Invents the days from the first to the last, keeps them, and gives their months.
pub(super) async fn invent(app: &App, (first, last): (Day, Day), seed: u64) -> Result<Weather> {
    let days: Vec<(Day, Temperature)> = days((first, last), Draw::new(seed, 99, 99));
    let mut temperatures = Temperatures::default();
    for (day, mean) in &days {
        temperatures.insert(*day, *mean, Quality::Declared);
    }
    let new = NewLoad { station: STATION, origin: Origin::File, source: SOURCE, days: &days };
    let tx = app.db.begin().await?;
    weather::load(&tx, &app.by(), &new).await?;
    tx.commit().await?;
    let catalog = app.catalog();
    let published = catalog.station(STATION, Base::Equivalent165).context("no station uccle")?;
    let climate = Climate::new(published, &temperatures);
    let months = Month::range(Month::of(first), Month::of(last));
    let months = months
        .filter_map(|month| Some((month, climate.over(month.period()).degree_days()?.to_f64()? / NORMAL)));
    Ok(Weather { months: months.collect() })
}

/// A wave over the year, and departures from it that last some days. The two days before are needed for the first
/// equivalent temperature.
fn days((first, last): (Day, Day), mut draw: Draw) -> Vec<(Day, Temperature)> {
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
