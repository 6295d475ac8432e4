//! `CalTRACK` 2.0, usage per day: a meter, the weather of each of its periods, and the best of 2 014 models.
//!
//! ```text
//! readings ─windows─▶ a year of them ─weather─▶ rows ─search─▶ model ─metrics, savings─▶ what was avoided, give or take
//! ```
//!
//! Balance points and slopes are in degrees Fahrenheit, as the method publishes them ([`Model`] gives Celsius too);
//! usage is in whatever unit the meter has, per day. Times are UTC seconds, and a day is what the meter's period says:
//! nothing is cut again at midnight. A period without a value or without its weather leaves the fit, and is counted.
//! Does *not* judge the model: `baseline::acceptance` does.
//!
//! Source: `CalTRACK` 2.0 (Linux Foundation Energy, `OpenEEmeter`), sections 2 and 3; where its reference program
//! departs from it (60-day bills matched with 35 days of weather, the day of 25 hours predicted twice) the method is followed.

mod features;
mod metrics;
mod model;
mod readings;
mod savings;
mod search;
mod sums;

pub use features::{Temperatures, Unsound, Weather};
pub use metrics::{Metrics, metrics};
pub use model::{Certainty, Coefficients, Fitted, Load, Model, ModelType, Outcome, Row, fit, rows};
pub use readings::{Overlap, Reading, Readings, Window};
pub use savings::{Avoided, Normal, OlsBand, avoided, normal};
pub use search::{Candidate, Counts, Search};
pub use sums::Sums;

/// Balance points tried, °F: 30 to 90 (-1.1 to 32.2 °C) in steps of 1 (0.56 °C), for heating and cooling alike.
pub const BALANCE_POINTS_F: core::ops::RangeInclusive<u8> = 30..=90;

/// Total degree-days (°F) below which a heating or cooling term is not tried.
pub const FEWEST_DEGREE_DAYS_F: f64 = 20.0;

/// Days with degree-days below which a term of a daily model is not tried.
pub const FEWEST_DEGREE_DAY_DAYS: usize = 10;

/// Two-sided confidence of every error band.
pub const CONFIDENCE: f64 = 0.90;

/// Seconds of a day.
pub(crate) const DAY_S: i64 = 86_400;

/// How often the meter is read: what is weighed, windowed and searched differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// A value a day; every day weighs the same.
    Daily,
    /// A value a bill; a bill weighs its days.
    Billing,
}

/// Degrees Fahrenheit of degrees Celsius.
pub fn fahrenheit(celsius: f64) -> f64 {
    32.0 + 1.8 * celsius
}

/// Degrees Celsius of degrees Fahrenheit.
pub fn celsius(fahrenheit: f64) -> f64 {
    (fahrenheit - 32.0) / 1.8
}
