//! Self-consumption, *taux d'autoconsommation*.
//!
//! For a director: how much of what the panels make is used in the building rather than sold for little. Formula: (production −
//! injection) ÷ production, over twelve months. Unit: share. Source: usual definition. Refuses: injection or production is not
//! measured, a month is missing, nothing was made.

use super::Indicator;
use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::production::{each, year};
use super::site::Work;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "self-consumption",
    formulas: &["self-consumption"],
    symbols: &["own-use", "production"],
    figures,
};

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    each(work, INDICATOR.code, |balance, period| {
        let own = year(balance, period, "own-use", |m| m.own_use)?;
        let made = year(balance, period, "production", |m| m.production)?;
        let share = own.value.checked_div(made.value).ok_or_else(|| Lack::of("production"))?;
        Ok(Value::new(share.round_dp(4), Measure::Share, "self-consumption", vec![own, made]))
    })
}
