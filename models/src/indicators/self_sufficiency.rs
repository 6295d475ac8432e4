//! Self-sufficiency, *taux d'autoproduction*.
//!
//! For a director: how much of the electricity used in the building comes from its own panels. Formula: (production −
//! injection) ÷ (offtake + production − injection), over twelve months. Unit: share. Source: usual definition. Refuses: a flow
//! is not measured, a month is missing.

use super::Indicator;
use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::production::{each, year};
use super::site::Work;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "self-sufficiency",
    formulas: &["self-sufficiency"],
    symbols: &["own-use", "used"],
    figures,
};

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    each(work, INDICATOR.code, |balance, period| {
        let own = year(balance, period, "own-use", |m| m.own_use)?;
        let used = year(balance, period, "used", |m| m.used)?;
        let share = own.value.checked_div(used.value).ok_or_else(|| Lack::of("readings"))?;
        Ok(Value::new(share.round_dp(4), Measure::Share, "self-sufficiency", vec![own, used]))
    })
}
