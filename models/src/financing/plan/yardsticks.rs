//! What a plan is judged by: when it costs nothing, payback, net present value, internal rate, cover of the debt.
//!
//! *Cash-neutral from year N*: from N on no year costs more than it brings; what is bought again counts by the even reserve
//! it asks every year instead of in the year it falls due, what the works are still worth at the end does not count, and no
//! year is neutral while capital falls due after the horizon. *NPV* (VAN) of the plan: −own funds (and what nobody pays) at
//! year 0, then what is left each year, ÷ (1+r)^t, in the last year less what is still owed. *Of the project*: the same
//! before any financing but grants and gifts, upkeep whoever bears it. *IRR* (TRI): the rate at which that is nothing, by
//! halving between −20 % (lower where that is not low enough, to −50 %) and 500 %; none where the flows never change sign,
//! or more than once: there may be several. *Simple payback*:
//! (cost − grants − gifts) ÷ (saving − maintenance of year 1). *Life-cycle cost*: what stays to be paid, maintenance,
//! replacements, less the residual value, each discounted. *Levelised cost*: that ÷ discounted kWh. *DSCR*: (saving kept −
//! third parties − maintenance) ÷ instalment, the lowest of the years with one.

use rust_decimal::Decimal;

use crate::units::exact::{Ratio, cent, over, paid_back, present_value};
use super::flows::{Flows, Year};
use super::inputs::Inputs;
use crate::financing::Cents;

/// Halvings of the rate: below a millionth.
const HALVINGS: u32 = 23;
/// −20 %, −35 %, −50 %: over sixty years at −50 % no sum of a building fits any more, so that it is tried last.
const LOWEST: [Decimal; 3] = [
    Decimal::from_parts(2, 0, 0, true, 1),
    Decimal::from_parts(35, 0, 0, true, 2),
    Decimal::from_parts(5, 0, 0, true, 1),
];
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
    /// Its flows, or the project's, change sign more than once: several rates may do.
    pub several_rates: bool,
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
    let of_others = |year: &Year| -> Decimal {
        flows.upkeep_of_others.get(usize::from(year.year) - 1).copied().unwrap_or_default()
    };
    let lasting = |year: &Year| year.maintenance.0 + year.replacement.0 + of_others(year) - year.residual.0;
    let before_finance = |year: &Year| year.energy_saving.0 - year.saving_not_kept.0 - lasting(year);
    let with_start = |start: Decimal, of: &dyn Fn(&Year) -> Decimal| -> Vec<Decimal> {
        core::iter::once(start).chain(flows.years.iter().map(of)).collect()
    };
    let mut own_flows = with_start(-stack.own_funds - stack.unfunded, &own);
    if let Some(last) = own_flows.last_mut() {
        *last -= flows.owed_at_end;
    }
    let project = with_start(-invested, &before_finance);
    let life_cycle = present_value(&with_start(invested, &lasting), rate)?;
    let kwh: Vec<Decimal> = core::iter::once(Decimal::ZERO).chain(flows.saved_kwh.iter().copied()).collect();
    let kwh = present_value(&kwh, rate)?;
    let neutral = neutral_from(flows);
    let first = flows.years.first();
    let maintained: Decimal = inputs.works.iter().map(|w| cent(w.maintenance_per_year)).sum();
    let brings = first.map_or(Decimal::ZERO, |y| y.energy_saving.0 - y.saving_not_kept.0 - maintained);
    let payback = (brings > Decimal::ZERO).then(|| over(invested, brings)).flatten();
    Some(Yardsticks {
        cash_neutral_from_year: neutral.map(|(year, _)| year),
        yearly_yield: neutral.map(|(_, least)| Cents(least)),
        own_funds_back_in_year: own_funds_back(flows),
        simple_payback_years: payback.map(|years| Ratio::new(years, 2)),
        discounted_payback_year: paid_back(&project, rate),
        npv: Cents(cent(present_value(&own_flows, rate)?)),
        irr: internal_rate(&own_flows),
        several_rates: sign_changes(&own_flows) > 1 || sign_changes(&project) > 1,
        project_npv: Cents(cent(present_value(&project, rate)?)),
        project_irr: internal_rate(&project),
        life_cycle_cost: Cents(cent(life_cycle)),
        levelised_cost_per_kwh: over(life_cycle, kwh).map(|euro| Ratio::new(euro, 4)),
        dscr_min: dscr(&flows.years),
    })
}

/// From which year on none costs more than it brings, and the least that one then brings.
fn neutral_from(flows: &Flows) -> Option<(u16, Decimal)> {
    if flows.owed_at_end > Decimal::ZERO {
        return None;
    }
    let mut found: Option<(u16, Decimal)> = None;
    for year in flows.years.iter().rev() {
        // What is bought again is laid by evenly; what the works are still worth is sold once, if ever.
        let brings = year.net.0 + year.replacement.0 - flows.reserve_per_year - year.residual.0;
        if brings < Decimal::ZERO {
            break;
        }
        let least = found.map_or(brings, |(_, least)| least.min(brings));
        found = Some((year.year, least));
    }
    found
}

/// The year in which own funds are back, unless more is still owed at the end than is left.
fn own_funds_back(flows: &Flows) -> Option<u16> {
    let last = flows.years.last().map_or(Decimal::ZERO, |y| y.cumulated.0);
    let owes_more = flows.owed_at_end > Decimal::ZERO && last < flows.owed_at_end;
    let back = flows.years.iter().find(|y| y.cumulated.0 >= Decimal::ZERO);
    back.filter(|_| !owes_more).map(|y| y.year)
}

fn sign_changes(flows: &[Decimal]) -> usize {
    let signs: Vec<bool> = flows.iter().filter(|f| !f.is_zero()).map(Decimal::is_sign_negative).collect();
    signs.windows(2).filter(|pair| pair.first() != pair.last()).count()
}

/// The rate at which the flows are worth nothing.
pub fn internal_rate(flows: &[Decimal]) -> Option<Ratio> {
    // Whoever gets before giving has put nothing in that could bear interest.
    let first = flows.iter().find(|flow| !flow.is_zero())?;
    if sign_changes(flows) != 1 || *first > Decimal::ZERO {
        return None;
    }
    let mut high = HIGHEST;
    let at_high = present_value(flows, high)?;
    let mut found = None;
    for low in LOWEST {
        // What does not fit at a lower rate is not looked for there.
        let Some(at_low) = present_value(flows, low) else { break };
        if at_low.is_zero() {
            return Some(Ratio::new(low, 4));
        }
        if at_low.is_sign_negative() != at_high.is_sign_negative() {
            found = Some((low, at_low));
            break;
        }
    }
    let (mut low, at_low) = found?;
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
        // There may be several: −100 + 230 ÷ 1.1 − 132 ÷ 1.21 is nothing, and at 20 % too.
        check(&[dec!(-100), dec!(230), dec!(-132)], None);
        check(&[dec!(100), dec!(-110)], None);
    }

    #[test]
    fn a_rate_over_sixty_years_fits() {
        let flows: Vec<Decimal> =
            core::iter::once(dec!(-1000000000)).chain((0..60).map(|_| dec!(50000000))).collect();
        let rate = internal_rate(&flows).unwrap().0;
        assert!(rate > dec!(0.045) && rate < dec!(0.0475), "{rate}");
    }

    #[test]
    fn a_later_euro_is_worth_less() {
        assert_eq!(present_value(&[dec!(-100), dec!(0), dec!(121)], dec!(0.1)).map(cent), Some(dec!(0.00)));
        assert_eq!(present_value(&[dec!(-100), dec!(100)], dec!(0)), Some(dec!(0)));
    }
}
