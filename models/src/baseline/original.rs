//! Observations to fit: energy over the periods it was read over, each with its degree-days (I13).
//!
//! A month that was divided by degree-days would fit degree-days by construction. So an observation is made in one place
//! only, from an [`Original`], which is made in one place only, from what was read. A [`MonthTotal`], a [`DayTotal`] or a
//! [`YearTotal`] does not become one:
//!
//! ```compile_fail,E0308
//! use eclaireur_models::baseline::original::Observations;
//! use eclaireur_models::climate::Climate;
//! use eclaireur_models::readings::totals::CarrierMonths;
//! fn fit_divided_months(months: &CarrierMonths, climate: &Climate<'_>) -> Observations {
//!     Observations::of(months, climate)
//! }
//! ```
//!
//! ```compile_fail,E0451
//! use eclaireur_models::readings::totals::{MonthTotal, Original};
//! fn undivide(month: &MonthTotal) -> Original {
//!     let (days, kwh) = (month.month.period(), month.energy.unwrap().kwh());
//!     Original { days, kwh, quality: month.quality, sources: month.sources.clone() }
//! }
//! ```
//!
//! Does *not* fit anything.
//!
//! [`MonthTotal`]: crate::readings::totals::MonthTotal
//! [`DayTotal`]: crate::readings::totals::DayTotal
//! [`YearTotal`]: crate::readings::totals::YearTotal

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::caltrack::{self, Reading, Readings};
use super::least_squares;
use crate::certain::{Certainty, Quality};
use crate::climate::{self, Base, Climate, Temperature, Weather};
use crate::period::{Day, Period, day_start};
use crate::readings::totals::{LeftOut, Original, Originals};

/// Energy over the days it was read over, and how cold they were.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    original: Original,
    degree_days: Decimal,
    weather: Quality,
    certainty: Certainty,
}

impl Observation {
    /// The days.
    pub fn days(&self) -> Period {
        self.original.days()
    }

    /// kWh, exact.
    pub fn kwh(&self) -> Decimal {
        self.original.kwh()
    }

    /// K·day, exact.
    pub fn degree_days(&self) -> Decimal {
        self.degree_days
    }

    /// The weaker of the reading's and the weather's.
    pub fn quality(&self) -> Quality {
        self.original.quality().weakest(self.weather)
    }

    /// How sure its weather is.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// How many days, as a number to reckon with.
    pub fn length(&self) -> f64 {
        self.days().days().to_f64().unwrap_or(f64::NAN)
    }

    /// kWh a day, for statistics.
    pub fn kwh_per_day(&self) -> f64 {
        number(self.kwh()) / self.length()
    }

    /// Degree-days a day, for statistics.
    pub fn cold_per_day(&self) -> f64 {
        number(self.degree_days) / self.length()
    }
}

/// The observations of one carrier on one base, in order, never overlapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Observations {
    /// On which base their degree-days are counted.
    pub base: Base,
    list: Vec<Observation>,
    /// Readings that cannot be fitted, and why.
    pub left_out: Vec<LeftOut>,
    /// Readings that wait for their weather: what is missing of it and from when it can exist.
    pub waiting: Vec<Weather>,
}

impl Observations {
    /// What was read, with the weather of its own periods. Nothing is dropped silently: what cannot be used is in
    /// `left_out` or in `waiting`.
    pub fn of(originals: &Originals, climate: &Climate<'_>) -> Observations {
        let base = climate.base();
        let (mut list, mut waiting) = (Vec::new(), Vec::new());
        for original in originals.list() {
            let weather = climate.over(original.days());
            match weather.degree_days() {
                Some(degree_days) => list.push(Observation {
                    original: original.clone(),
                    degree_days,
                    weather: weather.quality(),
                    certainty: weather.certainty(),
                }),
                None => waiting.push(weather),
            }
        }
        Observations { base, list, left_out: originals.left_out.clone(), waiting }
    }

    /// They, in order.
    pub fn list(&self) -> &[Observation] {
        &self.list
    }

    /// Those that lie wholly before a day, and those that begin on it or after. One that straddles it is in neither.
    pub fn around(&self, day: Day) -> (Observations, Observations) {
        let part = |keep: &dyn Fn(Period) -> bool| Observations {
            base: self.base,
            list: self.list.iter().filter(|o| keep(o.days())).cloned().collect(),
            left_out: Vec::new(),
            waiting: Vec::new(),
        };
        (part(&|days| days.to <= day), part(&|days| days.from >= day))
    }

    /// kWh of all, exact.
    pub fn kwh(&self) -> Decimal {
        self.list.iter().map(Observation::kwh).sum()
    }

    /// K·day of all, exact.
    pub fn degree_days(&self) -> Decimal {
        self.list.iter().map(Observation::degree_days).sum()
    }

    /// How many days all of them last.
    pub fn days(&self) -> i64 {
        self.list.iter().map(|o| o.days().days()).sum()
    }

    /// The weakest quality among them.
    pub fn quality(&self) -> Quality {
        self.list.iter().fold(Quality::Measured, |q, o| q.weakest(o.quality()))
    }

    /// The weakest certainty among them.
    pub fn certainty(&self) -> Certainty {
        self.list.iter().fold(Certainty::Certain, |c, o| c.weakest(o.certainty))
    }

    /// As points of kWh a day over degree-days a day, each weighing its days.
    pub(super) fn per_day(&self) -> Vec<least_squares::Observation<1>> {
        let point = |o: &Observation| least_squares::Observation {
            x: [o.cold_per_day()],
            y: o.kwh_per_day(),
            weight: o.length(),
        };
        self.list.iter().map(point).collect()
    }

    /// As points of kWh over degree-days, each weighing the same.
    pub(super) fn per_period(&self) -> Vec<least_squares::Observation<1>> {
        let point = |o: &Observation| least_squares::Observation {
            x: [number(o.degree_days)],
            y: number(o.kwh()),
            weight: 1.0,
        };
        self.list.iter().map(point).collect()
    }
}

/// The same readings for the change-point search: UTC seconds of the civil days in Brussels, kWh.
pub fn caltrack_readings(originals: &Originals) -> Readings {
    let reading = |original: &Original| Reading {
        start: day_start(original.days().from),
        end: day_start(original.days().to),
        value: original.kwh().to_f64(),
    };
    // They are in order and never overlap: nothing is refused.
    Readings::new(originals.list().iter().map(reading).collect()).unwrap_or_default()
}

/// The daily means for the change-point search, °F. `None` of none.
pub fn caltrack_temperatures(temperatures: &climate::Temperatures) -> Option<caltrack::Temperatures> {
    let fahrenheit = |(day, mean, _): (Day, Temperature, Quality)| {
        (day_start(day), mean.celsius().to_f64().map(caltrack::fahrenheit))
    };
    caltrack::Temperatures::new(&temperatures.iter().map(fahrenheit).collect::<Vec<_>>(), caltrack::DAY_S)
        .ok()
}

/// An exact number as one to reckon with.
pub(super) fn number(exact: Decimal) -> f64 {
    exact.to_f64().unwrap_or(f64::NAN)
}
