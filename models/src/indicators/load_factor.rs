//! Load factor, *facteur de charge*.
//!
//! For a director: near 1 the building draws the same power all the time; near 0 it draws it in short peaks. Formula: mean
//! power ÷ highest slot. Unit: share. Source: usual definition. Refuses: no slots, nothing used.

use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::load::{each_used, read};
use super::site::Work;
use super::{Indicator, peak};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "load-factor",
    formulas: &["load-factor"],
    symbols: &["mean-power", "highest-power"],
    figures,
};

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    each_used(work, INDICATOR.code, |profile| {
        let lack = || Lack::of("slots");
        let mean = read(profile, "mean-power", profile.mean().ok_or_else(lack)?, Measure::Kw)?;
        let (_, highest) = peak::highest(&profile.slots).ok_or_else(lack)?;
        let highest = read(profile, "highest-power", highest, Measure::Kw)?;
        let share = mean.value.checked_div(highest.value).ok_or_else(lack)?;
        Ok(Value::new(share.round_dp(4), Measure::Share, "load-factor", vec![mean, highest]))
    })
}
