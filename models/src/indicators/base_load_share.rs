//! Base load beside the mean power.
//!
//! For a director: how much of the electricity runs day and night, whether somebody is there or not. Formula: base load ÷ mean
//! power. Unit: share. Source: arithmetic. Refuses: no base load, nothing used.

use super::explained::{Explained, Figures, Input, Lack, Measure, Value};
use super::load::{OF, each_used, read};
use super::site::Work;
use super::{Indicator, base_load};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "base-load-share",
    formulas: &["base-load-share"],
    symbols: &["base-load", "mean-power"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    each_used(work, INDICATOR.code, |profile| {
        let lack = || Lack::of("slots");
        let base = made.get(base_load::INDICATOR.code, Some(OF), Some(profile.period)).ok_or_else(lack)?;
        let base = Input::figure("base-load", base).ok_or_else(lack)?;
        let mean = read(profile, "mean-power", profile.mean().ok_or_else(lack)?, Measure::Kw)?;
        let share = base.value.checked_div(mean.value).ok_or_else(lack)?;
        Ok(Value::new(share.round_dp(4), Measure::Share, "base-load-share", vec![base, mean]))
    })
}
