//! Electricity made on the site.
//!
//! For a director: what the panels gave. Formula: the sum of the twelve months of the production meter. Unit: kWh. Source: the
//! meter of production (*compteur vert*). Refuses: nobody measures it, a month missing; makes no sense without any production.

use rust_decimal::Decimal;

use super::Indicator;
use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::series::BalancePoint;
use super::site::Work;
use super::year::makes;
use crate::building::Carrier;
use crate::certain::Quality;
use crate::period::{Month, Period};
use crate::readings::totals::{Balance, BalanceMonth, Unmeasured};
use crate::units::Energy;

/// The indicator.
pub const INDICATOR: Indicator =
    Indicator { code: "production", formulas: &["production"], symbols: &["production"], figures };

/// What the site makes, month by month, for the chart.
pub fn balance_points(work: &Work<'_>) -> Vec<BalancePoint> {
    let kwh = |energy: Option<Energy>| energy.map(Energy::kwh);
    let point = |m: &BalanceMonth| BalancePoint {
        month: m.month,
        production: kwh(m.production),
        own_use: kwh(m.own_use),
        injection: kwh(m.injection),
        offtake: kwh(m.offtake),
    };
    balance(work).map(|b| b.months.iter().map(point).collect()).unwrap_or_default()
}

/// The balance of electricity.
pub(super) fn balance<'w>(work: &'w Work<'_>) -> Option<&'w Balance> {
    work.carrier(Carrier::Electricity)?.balance.as_ref()
}

/// The sum of a flow over a year as an input.
///
/// # Errors
/// What lacks: the flow itself, or months of it.
pub(super) fn year(
    balance: &Balance,
    period: Period,
    symbol: &'static str,
    flow: fn(&BalanceMonth) -> Option<Energy>,
) -> Result<Input, Lack> {
    match balance.unmeasured {
        Some(Unmeasured::Production) => return Err(Lack::of("production")),
        Some(Unmeasured::Injection) if symbol != "production" => return Err(Lack::of("injection")),
        _ => {}
    }
    let months = Month::range(Month::of(period.from), Month::of(period.from)).next();
    let months = months.map_or(0..0, |first| first.index()..first.index() + 12);
    let told: Vec<&BalanceMonth> =
        balance.months.iter().filter(|m| months.contains(&m.month.index()) && flow(m).is_some()).collect();
    let missing = 12_u32.saturating_sub(u32::try_from(told.len()).unwrap_or(0));
    if missing > 0 {
        return Err(Lack::of("whole-year").count(missing));
    }
    let kwh: Decimal = told.iter().filter_map(|m| flow(m)).map(Energy::kwh).sum();
    let quality = told.iter().fold(Quality::Measured, |q, m| q.weakest(m.quality));
    Ok(Input::new(symbol, kwh, Measure::Kwh, Origin::Readings).quality(quality))
}

/// A figure of the balance of the year told of and of the one before.
pub(super) fn each(
    work: &Work<'_>,
    code: &'static str,
    figure: impl Fn(&Balance, Period) -> Result<Value, Lack>,
) -> Vec<Explained> {
    let periods = [work.period(), work.before()].into_iter().flatten();
    let Some(balance) = balance(work) else {
        // A meter that counts what is made and was never read is not the same as no panels.
        let made = periods.filter(|period| makes(work.site, Carrier::Electricity, *period));
        let lacking: Vec<Explained> =
            made.map(|period| Explained::not_yet(code, period, [Lack::of("production")])).collect();
        let none = || vec![Explained::not_applicable(code, "no-production")];
        return if lacking.is_empty() { none() } else { lacking };
    };
    let one = |period| match figure(balance, period) {
        Ok(value) => Explained::known(code, period, value),
        Err(lack) => Explained::not_yet(code, period, [lack]),
    };
    let figures: Vec<Explained> = periods.map(one).collect();
    if figures.is_empty() { vec![Explained::not_yet(code, None, [Lack::of("whole-year")])] } else { figures }
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    each(work, INDICATOR.code, |balance, period| {
        let made = year(balance, period, "production", |m| m.production)?;
        Ok(Value::new(made.value, Measure::Kwh, "production", vec![made]))
    })
}
