//! Trend, *tendance*: by how much normalised energy changed from one year to the next, and since the first year known.
//!
//! For a director: are we using more than last year, weather put aside. Formula: normalised energy ÷ that of the other year − 1.
//! Unit: share; above zero is more. `of`: absent, against the year before; `since-first`, against the first year known.
//! Source: definition. Range: from the ranges of both years, as if they strayed apart. Refuses: without a second year.

use rust_decimal::Decimal;

use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::site::Work;
use super::year::{ends, input_of, no_year, periods, ranged, told};
use super::{Indicator, normalised_energy};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["trend"],
    symbols: &["normalised-energy", "earlier-energy"],
    figures,
};

const CODE: &str = "trend";
/// No figure looks further back.
const FURTHEST: i16 = 30;

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let Some(period) = work.period() else { return no_year(work, CODE) };
    let of_year = |period: Period| {
        let before = Period::year(period.from.year().saturating_sub(1));
        told(CODE, period, before.map_or(Err(vec![Lack::of("second-year")]), |b| change(work, period, b)))
    };
    let mut found: Vec<Explained> = periods(work).into_iter().map(of_year).collect();
    let since = match first(work, period) {
        Some(first) => change(work, period, first),
        None => Err(vec![Lack::of("second-year")]),
    };
    found.push(told(CODE, period, since).of("since-first"));
    found
}

/// The first year before this one whose normalised energy is known.
fn first(work: &Work<'_>, period: Period) -> Option<Period> {
    let year = period.from.year();
    let begun = work.energies().filter_map(|c| c.years.first()).map(|y| y.year).min()?;
    (begun.max(year.saturating_sub(FURTHEST))..year)
        .filter_map(Period::year)
        .find(|earlier| normalised_energy::sum(work, *earlier, |_| true).is_ok())
}

fn change(work: &Work<'_>, period: Period, before: Period) -> Result<Value, Vec<Lack>> {
    let now = normalised_energy::sum(work, period, |_| true)?;
    let then = normalised_energy::sum(work, before, |_| true).map_err(|lacks| {
        let known = lacks.into_iter().filter(|lack| lack.code != "whole-year");
        let second = std::iter::once(Lack::of("second-year"));
        second.chain(known).collect::<Vec<_>>()
    })?;
    let share = |of: Decimal, than: Decimal| {
        Some((of.checked_div(Some(than).filter(|t| *t > Decimal::ZERO)?)? - Decimal::ONE).round_dp(6))
    };
    let value = share(now.value, then.value).ok_or_else(|| vec![Lack::of("second-year")])?;
    let ((low, high), (before_low, before_high)) = (ends(&now), ends(&then));
    let range = share(low, before_high).zip(share(high, before_low));
    let earlier = input_of("earlier-energy", normalised_energy::CODE, &then);
    let earlier = earlier.of(before.from.year().to_string());
    let inputs = vec![input_of("normalised-energy", normalised_energy::CODE, &now), earlier];
    let value = Value::new(value, Measure::Share, "trend", inputs);
    Ok(ranged(value.citing(now.sources.into_iter().chain(then.sources)), range))
}
