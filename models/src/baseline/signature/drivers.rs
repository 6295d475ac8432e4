//! What else moves consumption: occupancy, the school calendar, a production. Optional inputs beside the cold.
//!
//! For a director: a school that is closed for two weeks uses less, and that is neither a saving nor a fault. For an
//! engineer: further terms in the line, each the mean of the driver over the period, either in the level (`c·u`) or with
//! the cold (`c·u·DJ/n`: a closed school heats less at the same cold). A term is kept whatever it is worth; what it is
//! worth is said. A period whose driver is not known all along is left out of this fit, and counted.

use rust_decimal::Decimal;

use crate::baseline::least_squares::{Observation, count, fit, t_quantile};
use crate::baseline::original::number;
use crate::period::Period;
use crate::readings::totals::Dated;

use super::{CONFIDENCE, Estimate, Point, Signature, widened};

/// How a driver acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    /// On the level, whatever the weather.
    Level,
    /// On what the cold costs.
    WithCold,
}

/// Something that moves consumption beside the cold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    /// What it is called: `occupancy`, `school-days`.
    pub name: String,
    /// How it acts.
    pub acts: Acts,
    values: Vec<(Period, Decimal)>,
    elsewhere: Option<Decimal>,
}

impl Driver {
    /// A value over time, such as the share of beds occupied. Where nothing is said it is not known.
    pub fn dated(name: &str, acts: Acts, values: &[Dated<Decimal>]) -> Driver {
        let period = |dated: &Dated<Decimal>| {
            let (from, to) =
                (crate::period::Day::constant(1900, 1, 1), crate::period::Day::constant(2200, 1, 1));
            Some((Period::new(dated.from.unwrap_or(from), dated.to.unwrap_or(to))?, dated.value))
        };
        let values = values.iter().filter_map(period).collect();
        Driver { name: name.to_owned(), acts, values, elsewhere: None }
    }

    /// Open every day except in these periods: the school calendar, the yearly closure of a workshop.
    pub fn open_except(name: &str, acts: Acts, closed: &[Period]) -> Driver {
        let values = closed.iter().map(|period| (*period, Decimal::ZERO)).collect();
        Driver { name: name.to_owned(), acts, values, elsewhere: Some(Decimal::ONE) }
    }

    /// Its mean over a period; `None` where it is not known all along.
    pub fn mean(&self, period: Period) -> Option<Decimal> {
        let (mut known, mut sum) = (0, Decimal::ZERO);
        for (days, value) in self.values.iter().filter_map(|(p, value)| Some((p.meet(period)?, value))) {
            known += days.days();
            sum += *value * Decimal::from(days.days());
        }
        let rest = period.days() - known;
        match self.elsewhere {
            Some(value) if rest >= 0 => sum += value * Decimal::from(rest),
            _ if rest == 0 => {}
            _ => return None,
        }
        sum.checked_div(Decimal::from(period.days()))
    }
}

/// A signature with drivers beside the cold.
#[derive(Debug, Clone, PartialEq)]
pub struct Driven {
    /// The base load, kWh a day or per period, where every driver is zero.
    pub base_load: f64,
    /// kWh per degree-day.
    pub slope: Estimate,
    /// What one unit of each driver is worth, with the probability that it is chance.
    pub drivers: Vec<(String, Estimate, Option<f64>)>,
    /// Share of the variance explained, less what many terms explain by being many.
    pub r_squared_adj: Option<f64>,
    /// Residual standard error over the mean.
    pub cv_rmse: Option<f64>,
    /// Whether the drivers explain more than they cost: the adjusted R² is above that of the cold alone on the same
    /// periods.
    pub helps: bool,
    /// Periods left out because a driver is not known all along.
    pub unknown: usize,
}

/// The most drivers that are taken beside the cold.
pub const MOST: usize = 3;

impl Signature {
    /// The same periods with drivers. `None` for none or more than [`MOST`], too few periods, or a driver that never
    /// moves.
    pub fn with_drivers(&self, drivers: &[Driver]) -> Option<Driven> {
        match drivers.len() {
            1 => driven::<2>(&self.points, drivers),
            2 => driven::<3>(&self.points, drivers),
            MOST => driven::<4>(&self.points, drivers),
            _ => None,
        }
    }
}

/// `K` is the number of drivers and one for the cold.
fn driven<const K: usize>(points: &[Point], drivers: &[Driver]) -> Option<Driven> {
    let known = |point: &Point| -> Option<Observation<K>> {
        let mut x = [point.cold; K];
        for (at, driver) in (1..).zip(drivers) {
            let mean = number(driver.mean(point.days)?);
            *x.get_mut(at)? = match driver.acts {
                Acts::Level => mean,
                Acts::WithCold => mean * point.cold,
            };
        }
        Some(Observation { x, y: point.kwh, weight: point.weight })
    };
    let observations: Vec<Observation<K>> = points.iter().filter_map(known).collect();
    let line = fit(&observations).ok()?;
    let alone: Vec<Observation<1>> = observations
        .iter()
        .filter_map(|o| Some(Observation { x: [*o.x.first()?], y: o.y, weight: o.weight }))
        .collect();
    let alone = fit(&alone).ok()?;
    let t = t_quantile(CONFIDENCE, count(line.degrees_of_freedom()));
    let wider = widened(&line);
    let term = |at: usize| {
        let error = line.slope_errors.and_then(|errors| errors.get(at).copied());
        let half_width = t.zip(error).map(|(t, error)| t * error * wider);
        Some(Estimate { value: *line.slopes.get(at)?, half_width })
    };
    let named = (1..).zip(drivers);
    Some(Driven {
        base_load: line.intercept,
        slope: term(0)?,
        drivers: named
            .map(|(at, d)| Some((d.name.clone(), term(at)?, line.p_value(at))))
            .collect::<Option<_>>()?,
        r_squared_adj: line.r_squared_adj,
        cv_rmse: line.cv_rmse,
        helps: line.r_squared_adj.zip(alone.r_squared_adj).is_some_and(|(with, without)| with > without),
        unknown: points.len() - observations.len(),
    })
}
