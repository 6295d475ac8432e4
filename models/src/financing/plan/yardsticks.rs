//! What a plan is judged by: when it costs nothing, payback, net present value, internal rate, cover of the debt.
//!
//! *Cash-neutral from year N*: from N on no year costs more than it brings; the year in which something is bought again is
//! told apart and does not count. *NPV* (VAN) of the plan: −own funds (and what nobody pays) at year 0, then what is left
//! each year, ÷ (1+r)^t. *Of the project*: the same before any financing but grants and gifts. *IRR* (TRI): the rate at
//! which that is nothing, by halving between −50 % and 500 %; none where the flows never change sign. *Simple payback*:
//! (cost − grants − gifts) ÷ (saving − maintenance of year 1). *Life-cycle cost*: what stays to be paid, maintenance,
//! replacements, less the residual value, each discounted. *Levelised cost*: that ÷ discounted kWh. *DSCR*: (saving kept −
//! third parties − maintenance) ÷ instalment, the lowest of the years with one.

use rust_decimal::Decimal;

use super::exact::{Ratio, cent, over, times};
use super::flows::{Flows, Year};
use super::inputs::Inputs;
use crate::financing::Cents;

/// Halvings of the rate: below a millionth.
const HALVINGS: u32 = 23;
const LOWEST: Decimal = Decimal::from_parts(5, 0, 0, true, 1);
const HIGHEST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yardsticks {
    /// The first year from which no year costs more than it brings.
    pub cash_neutral_from_year: Option<u16>,
    /// The least that a year brings from then on.
    pub yearly_yield: Option<Cents>,
    /// The year in which own funds are back.
    pub own_funds_back_in_year: Option<u16>,
    /// Years.
    pub simple_payback_years: Option<Ratio>,
    /// The year in which the discounted savings have paid the project.
    pub discounted_payback_year: Option<u16>,
    /// Of the organisation's own money.
    pub npv: Cents,
    /// Of the organisation's own money, a year.
    pub irr: Option<Ratio>,
    /// Before financing.
    pub project_npv: Cents,
    /// Before financing, a year.
    pub project_irr: Option<Ratio>,
    /// Discounted, without what is saved.
    pub life_cycle_cost: Cents,
    /// Euro per kWh saved.
    pub levelised_cost_per_kwh: Option<Ratio>,
    /// The lowest cover of the instalments.
    pub dscr_min: Option<Ratio>,
}

/// Judges the flows.
pub fn judge(inputs: &Inputs, flows: &Flows) -> Option<Yardsticks> {
    let rate = inputs.discount_rate;
    let stack = &flows.stack;
    let invested = stack.need - stack.grants - stack.donations;
    let own = |year: &Year| year.net.0;
    let before_finance = |year: &Year| {
        year.energy_saving.0 - year.saving_not_kept.0 - year.maintenance.0 - year.replacement.0
            + year.residual.0
    };
    let lasting = |year: &Year| year.maintenance.0 + year.replacement.0 - year.residual.0;
    let with_start = |start: Decimal, of: &dyn Fn(&Year) -> Decimal| -> Vec<Decimal> {
        core::iter::once(start).chain(flows.years.iter().map(of)).collect()
    };
    let own_flows = with_start(-stack.own_funds - stack.unfunded, &own);
    let project = with_start(-invested, &before_finance);
    let life_cycle = present_value(&with_start(invested, &lasting), rate)?;
    let kwh: Vec<Decimal> = core::iter::once(Decimal::ZERO).chain(flows.saved_kwh.iter().copied()).collect();
    let kwh = present_value(&kwh, rate)?;
    let neutral = neutral_from(&flows.years);
    let first = flows.years.first();
    let brings = first.map_or(Decimal::ZERO, |y| y.energy_saving.0 - y.saving_not_kept.0 - y.maintenance.0);
    let payback = (brings > Decimal::ZERO).then(|| over(invested, brings)).flatten();
    Some(Yardsticks {
        cash_neutral_from_year: neutral.map(|(year, _)| year),
        yearly_yield: neutral.map(|(_, least)| Cents(least)),
        own_funds_back_in_year: flows.years.iter().find(|y| y.cumulated.0 >= Decimal::ZERO).map(|y| y.year),
        simple_payback_years: payback.map(|years| Ratio::new(years, 2)),
        discounted_payback_year: paid_back(&project, rate),
        npv: Cents(cent(present_value(&own_flows, rate)?)),
        irr: internal_rate(&own_flows),
        project_npv: Cents(cent(present_value(&project, rate)?)),
        project_irr: internal_rate(&project),
        life_cycle_cost: Cents(cent(life_cycle)),
        levelised_cost_per_kwh: over(life_cycle, kwh).map(|euro| Ratio::new(euro, 4)),
        dscr_min: dscr(&flows.years),
    })
}

/// From which year on none costs more than it brings, and the least that one then brings.
fn neutral_from(years: &[Year]) -> Option<(u16, Decimal)> {
    let mut found: Option<(u16, Decimal)> = None;
    for year in years.iter().rev() {
        let without_buying_again = year.net.0 + year.replacement.0;
        if without_buying_again < Decimal::ZERO {
            break;
        }
        let least = found.map_or(without_buying_again, |(_, least)| least.min(without_buying_again));
        found = Some((year.year, least));
    }
    found
}

/// Of flows from year 0 on: the last is brought back year by year, so that no power is needed.
pub fn present_value(flows: &[Decimal], rate: Decimal) -> Option<Decimal> {
    let factor = over(Decimal::ONE, Decimal::ONE + rate)?;
    flows.iter().rev().try_fold(Decimal::ZERO, |later, flow| Some(times(later, factor)? + flow))
}

/// The year in which discounted flows have added up to nothing lacking.
fn paid_back(flows: &[Decimal], rate: Decimal) -> Option<u16> {
    let factor = over(Decimal::ONE, Decimal::ONE + rate)?;
    let (mut sum, mut weight) = (Decimal::ZERO, Decimal::ONE);
    for (year, flow) in (0u16..).zip(flows) {
        sum += times(*flow, weight)?;
        if sum >= Decimal::ZERO && year > 0 {
            return Some(year);
        }
        weight = times(weight, factor)?;
    }
    None
}

/// The rate at which the flows are worth nothing.
pub fn internal_rate(flows: &[Decimal]) -> Option<Ratio> {
    let above = flows.iter().any(|flow| *flow > Decimal::ZERO);
    let below = flows.iter().any(|flow| *flow < Decimal::ZERO);
    if !(above && below) {
        return None;
    }
    let (mut low, mut high) = (LOWEST, HIGHEST);
    let at_low = present_value(flows, low)?;
    if at_low.is_zero() {
        return Some(Ratio::new(low, 4));
    }
    if at_low.is_sign_negative() == present_value(flows, high)?.is_sign_negative() {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = (low + high) / Decimal::TWO;
        if present_value(flows, middle)?.is_sign_negative() == at_low.is_sign_negative() {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(Ratio::new((low + high) / Decimal::TWO, 4))
}

fn dscr(years: &[Year]) -> Option<Ratio> {
    let with_debt = years.iter().filter(|y| y.instalment.0 > Decimal::ZERO);
    let covers = with_debt.filter_map(|y| {
        over(y.energy_saving.0 - y.saving_not_kept.0 - y.third_party.0 - y.maintenance.0, y.instalment.0)
    });
    covers.min().map(|cover| Ratio::new(cover, 2))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn a_rate_is_found_where_flows_change_sign_and_only_there() {
        let check = |flows: &[Decimal], rate: Option<Decimal>| {
            assert_eq!(internal_rate(flows), rate.map(|rate| Ratio::new(rate, 4)), "{flows:?}");
        };
        check(&[dec!(-100), dec!(110)], Some(dec!(0.1)));
        check(&[dec!(-100), dec!(60), dec!(60)], Some(dec!(0.1307)));
        check(&[dec!(-100), dec!(50)], Some(dec!(-0.5)));
        check(&[dec!(0), dec!(10), dec!(10)], None);
        check(&[dec!(-10), dec!(-10)], None);
        check(&[], None);
        check(&[dec!(-100), dec!(1)], None);
    }

    #[test]
    fn a_later_euro_is_worth_less() {
        assert_eq!(present_value(&[dec!(-100), dec!(0), dec!(121)], dec!(0.1)).map(cent), Some(dec!(0.00)));
        assert_eq!(present_value(&[dec!(-100), dec!(100)], dec!(0)), Some(dec!(0)));
    }
}
