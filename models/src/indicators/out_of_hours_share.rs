//! Share of the electricity used outside opening hours.
//!
//! For a director: a closed building should use little; Walloon schools use about a fifth at night and at weekends. Formula:
//! energy outside opening hours ÷ energy of the profile. Unit: share. Source: as `out-of-hours`. Refuses: as that figure.

use super::explained::{Explained, Figures, Input, Lack, Measure, Value};
use super::load::{OF, each_used, read};
use super::site::Work;
use super::{Indicator, out_of_hours};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "out-of-hours-share",
    formulas: &["out-of-hours-share"],
    symbols: &["energy-outside", "energy-profile"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let never = made.all(out_of_hours::INDICATOR.code).any(|f| f.period.is_none() && f.value().is_none());
    if never && work.period().is_some() {
        return vec![Explained::not_applicable(INDICATOR.code, "always-open").of(OF)];
    }
    each_used(work, INDICATOR.code, |profile| {
        let lack = || Lack::of("slots");
        let code = out_of_hours::INDICATOR.code;
        let outside = made.get(code, Some(OF), Some(profile.period)).ok_or_else(lack)?;
        let outside = Input::figure("energy-outside", outside).ok_or_else(lack)?;
        let kwh: f64 = profile.known().map(|(_, kw)| kw * profile.step_h()).sum();
        let all = read(profile, "energy-profile", kwh, Measure::Kwh)?;
        let share = outside.value.checked_div(all.value).ok_or_else(lack)?;
        Ok(Value::new(share.round_dp(4), Measure::Share, "out-of-hours-share", vec![outside, all]))
    })
}
