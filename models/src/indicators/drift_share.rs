//! Drift as a share of what the reference line says.
//!
//! For a director: "7 % more than in the reference year, weather put aside". Formula: drift ÷ what the line says of the same days.
//! Unit: share. Source, range, refusals: as `drift`.

use rust_decimal::Decimal;

use super::explained::{Figures, Input, Measure, Value};
use super::year::ranged;
use super::{Indicator, drift};
use crate::baseline::signature::cases::Measured;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "drift-share",
    formulas: &["drift-share"],
    symbols: &["energy-read", "energy-expected"],
    figures: |work, _: &Figures| drift::each(work, "drift-share", share),
};

fn share(measured: &Measured, inputs: Vec<Input>) -> Option<Value> {
    let exact = |value: f64| Some(Decimal::from_f64_retain(value)?.round_dp(4));
    let per_kwh = measured.share / measured.kwh.value;
    let ends = measured.kwh.band().filter(|_| per_kwh.is_finite());
    let range = ends.and_then(|(low, high)| Some((exact(low * per_kwh)?, exact(high * per_kwh)?)));
    Some(ranged(Value::new(exact(measured.share)?, Measure::Share, "drift-share", inputs), range))
}
