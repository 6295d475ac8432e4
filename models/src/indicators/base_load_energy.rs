//! Energy of the base load.
//!
//! For a director: what the building would use if nobody ever came. Formula: base load × hours of the period told. Unit: kWh.
//! Source: arithmetic. Refuses: no base load.

use rust_decimal::Decimal;

use super::explained::{Answer, Explained, Figures, Input, Measure, Origin, Value};
use super::site::Work;
use super::{Indicator, base_load};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "base-load-energy",
    formulas: &["base-load-energy"],
    symbols: &["base-load", "hours-of-period"],
    figures,
};

fn figures(_: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let one = |base: &Explained| {
        let mut energy = Explained { indicator: INDICATOR.code.into(), ..base.clone() };
        if let Some((input, period)) = Input::figure("base-load", base).zip(base.period) {
            let hours = Decimal::from(period.days()) * Decimal::from(24);
            let value = input.value * hours;
            let hours = Input::new("hours-of-period", hours, Measure::Hours, Origin::Method);
            energy.answer =
                Answer::Known(Value::new(value, Measure::Kwh, "base-load-energy", vec![input, hours]));
        }
        energy
    };
    made.all(base_load::INDICATOR.code).map(one).collect()
}
