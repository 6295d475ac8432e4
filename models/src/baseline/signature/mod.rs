//! The energy signature, *signature énergétique*: the straight line of energy over cold, from original periods.
//!
//! For a director: every building has its line. The flat part is what it uses whatever the weather (hot water, kitchen,
//! losses of the boiler house); the slope is what one degree colder for one day costs. A building is compared with its own
//! line only; the line never says what a building *should* use.
//!
//! For an engineer: `y/n = a + b·DJ/n`, least squares weighted by the days of each period, `y` kWh of a period, `n` its
//! days, `DJ` its degree-days; a in kWh a day, b in kWh per degree-day. Where periods are of one length,
//! `y = a + b·DJ` per period ([`Per::Period`]). The climate share is `b·ΣDJ / Σy`, the normal year `a·365 + b·DJ_normal`.
//! Bands hold with [`CONFIDENCE`] on both sides; from [`MANY`] periods on they are widened where each period resembles the
//! one before, by `√((1+ρ)/(1−ρ))` with ρ the lag-1 correlation of the residuals (ASHRAE Guideline 14-2014, n′).
//!
//! Refuses: fewer than [`FEWEST`] periods, periods of one and the same cold. Source: DGTRE, *La signature énergétique:
//! interprétation* (Responsables énergie), and `energieplus-lesite.be`; the algebra of the share is ours.
//!
//! To add an anomaly: a function in [`cases`], a code in `finding.rs`, its words.

pub mod cases;
pub mod drivers;
mod shape;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub use self::shape::{Bend, Change, Curve};
use super::least_squares::{self, Line, NoLine, fit};
use super::original::{Observations, number};
use super::yearly::additive_form;
use crate::certain::{Certainty, Quality};
use crate::climate::{Base, NormalWeather};
use crate::period::Period;

/// Bands hold with this probability, as in the other methods.
pub const CONFIDENCE: f64 = 0.90;

/// Fewer periods than these give a line without any sign of how far it can be trusted.
pub const FEWEST: usize = 4;

/// From so many periods on it is told whether each resembles the one before.
pub const MANY: usize = 24;

/// Days of a year for the normal year.
const YEAR: f64 = 365.0;

/// What a point of the signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Per {
    /// A mean day of the period: periods may be of any length.
    #[default]
    Day,
    /// The period itself: months or weeks, which count as equal.
    Period,
}

/// A number with the band that holds it with [`CONFIDENCE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Best.
    pub value: f64,
    /// Half the width of the band; `None` where it cannot be told.
    pub half_width: Option<f64>,
}

impl Estimate {
    /// Lowest and highest of the band.
    pub fn band(&self) -> Option<(f64, f64)> {
        self.half_width.map(|half| (self.value - half, self.value + half))
    }

    /// Whether the whole band lies above zero.
    pub fn is_above_zero(&self) -> bool {
        self.band().is_some_and(|(low, _)| low > 0.0)
    }
}

/// One period beside the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The period.
    pub days: Period,
    /// Degree-days, a day or in all.
    pub cold: f64,
    /// kWh, a day or in all.
    pub kwh: f64,
    /// What the line says.
    pub expected: f64,
    /// What it weighs.
    pub weight: f64,
}

/// Why there is no signature, and what would give one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSignature {
    /// So many periods where [`FEWEST`] are needed: bring bills or readings of more periods.
    TooFew(usize),
    /// All periods are equally cold: bring winter and summer.
    SameCold,
    /// Nothing that could be reckoned with.
    NotANumber,
}

/// The signature of one carrier of one site on one base.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// On which base; another base gives another line, and the two are never mixed.
    pub base: Base,
    /// What a point is.
    pub per: Per,
    /// The base load `a`, *talon*: kWh a day, or per period.
    pub base_load: Estimate,
    /// The sensitivity `b`: kWh per degree-day.
    pub slope: Estimate,
    /// Share of the variance explained, weighted.
    pub r_squared: Option<f64>,
    /// Residual standard error over the mean, CV(RMSE).
    pub cv_rmse: Option<f64>,
    /// Two-sided probability that the slope is chance.
    pub p_value: Option<f64>,
    /// The periods, in order.
    pub points: Vec<Point>,
    /// Energy fitted, exact.
    pub kwh: Decimal,
    /// Degree-days of the periods fitted, exact.
    pub degree_days: Decimal,
    /// Days of the periods fitted.
    pub days: i64,
    /// Whether it bends.
    pub curve: Curve,
    /// Whether it moves with time.
    pub change: Option<Change>,
    /// The weakest of what was fitted.
    pub quality: Quality,
    /// The weakest of what was fitted.
    pub certainty: Certainty,
    line: Line<1>,
    wider: f64,
}

impl Signature {
    /// The signature of some observations.
    ///
    /// # Errors
    /// Why there is none, and what would give one.
    pub fn fit(observations: &Observations, per: Per) -> Result<Signature, NoSignature> {
        let n = observations.list().len();
        if n < FEWEST {
            return Err(NoSignature::TooFew(n));
        }
        let points = match per {
            Per::Day => observations.per_day(),
            Per::Period => observations.per_period(),
        };
        let line = fit(&points).map_err(|why| match why {
            NoLine::TooFew => NoSignature::TooFew(n),
            NoLine::Collinear => NoSignature::SameCold,
            NoLine::NotANumber => NoSignature::NotANumber,
        })?;
        let t = least_squares::t_quantile(CONFIDENCE, least_squares::count(line.degrees_of_freedom()));
        let wider = widened(&line);
        let half_width = |error: Option<f64>| Some(t? * error? * wider);
        let points: Vec<Point> = observations
            .list()
            .iter()
            .zip(&points)
            .map(|(observation, point)| Point {
                days: observation.days(),
                cold: point.x[0],
                kwh: point.y,
                expected: line.at(point.x),
                weight: point.weight,
            })
            .collect();
        let curve = Curve::of(&points);
        Ok(Signature {
            base: observations.base,
            per,
            base_load: Estimate { value: line.intercept, half_width: half_width(line.intercept_error) },
            slope: Estimate {
                value: line.slopes[0],
                half_width: half_width(line.slope_errors.map(|[error]| error)),
            },
            r_squared: line.r_squared,
            cv_rmse: line.cv_rmse,
            p_value: line.p_value(0),
            curve,
            change: Change::of(&points, curve),
            points,
            kwh: observations.kwh(),
            degree_days: observations.degree_days(),
            days: observations.days(),
            quality: observations.quality(),
            certainty: observations.certainty(),
            line,
            wider,
        })
    }

    /// The line at so much cold, with the band that holds the line.
    pub fn at(&self, cold: f64) -> Estimate {
        let half_width = self.line.confidence_band([cold], CONFIDENCE).map(|half| half * self.wider);
        Estimate { value: self.line.at([cold]), half_width }
    }

    /// The line at so much cold, with the band that holds one further period of this weight (its days, or 1).
    pub fn period_at(&self, cold: f64, weight: f64) -> Estimate {
        let half_width = self.line.prediction_band([cold], weight, CONFIDENCE).map(|half| half * self.wider);
        Estimate { value: self.line.at([cold]), half_width }
    }

    /// The share that follows the cold, *part climatique*: `b·ΣDJ / Σy`, between 0 and 1, with the band of `b`; `None`
    /// where nothing is used.
    pub fn climate_share(&self) -> Option<Estimate> {
        let per_slope = number(self.degree_days) / number(self.kwh);
        let value = self.slope.value * per_slope;
        let half_width = self.slope.half_width.map(|half| half * per_slope.abs());
        value.is_finite().then(|| Estimate { value: value.clamp(0.0, 1.0), half_width })
    }

    /// kWh of a year of normal cold, `a·365 + b·DJ_normal`, with the band of the line; `None` on another base.
    pub fn normal_year(&self, normal: &NormalWeather) -> Option<Estimate> {
        if normal.base != self.base {
            return None;
        }
        let points_a_year = match self.per {
            Per::Day => YEAR,
            Per::Period => {
                let mean_length = self.days.to_f64()? / least_squares::count(self.points.len());
                (YEAR / mean_length).round()
            }
        };
        // Periods of two years and more have no year of their own.
        if points_a_year < 1.0 {
            return None;
        }
        let mean = self.at(number(normal.degree_days) / points_a_year);
        let year = |of_point: f64| of_point * points_a_year;
        Some(Estimate { value: year(mean.value), half_width: mean.half_width.map(year) })
    }

    /// What a period would have used in normal cold: `C + b·(DJ_normal − DJ)`, kWh. Holds in months without any cold,
    /// where the ratio form divides by zero. `None` on another base.
    pub fn corrected(&self, kwh: Decimal, degree_days: Decimal, normal: &NormalWeather) -> Option<Decimal> {
        let slope = Decimal::from_f64_retain(self.slope.value)?;
        let corrected = || additive_form(kwh, slope, degree_days, normal.degree_days).round_dp(3);
        (normal.base == self.base).then(corrected)
    }

    /// What one period of weight 1 may stray, widened as the bands are.
    fn scatter(&self) -> Option<f64> {
        self.line.standard_error.map(|s| s * self.wider)
    }

    fn expectation(&self) -> Option<(f64, usize, Vec<f64>)> {
        shape::expectation(&self.points, self.curve, &self.line)
    }

    fn degrees_of_freedom(&self) -> usize {
        self.line.degrees_of_freedom()
    }
}

/// How much wider a band is because each period resembles the one before.
fn widened<const K: usize>(line: &Line<K>) -> f64 {
    let alike = line.autocorrelation.filter(|_| line.n >= MANY).unwrap_or(0.0).clamp(0.0, 0.99);
    ((1.0 + alike) / (1.0 - alike)).sqrt()
}
