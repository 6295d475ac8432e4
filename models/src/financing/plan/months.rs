//! The first 24 months: what is on the account while savings, instalments and grants do not come together.
//!
//! A year is spread evenly over its months; the last takes the cents, so that twelve months are their year. Month 0 is
//! acceptance: own funds are spent. What is awaited of the grants is bridged until it comes.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::cent_below;
use super::flows::{Flows, Year};
use super::inputs::Inputs;
use crate::financing::Cents;

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Month {
    /// 0 is acceptance.
    pub month: u16,
    /// Saved, of which the organisation keeps its share.
    pub energy_saving: Cents,
    /// Principal and interest.
    pub instalment: Cents,
    /// Everything else that is paid: maintenance, third parties, interest of the *crédit-pont*, replacements.
    pub other: Cents,
    /// Grants that come in.
    pub grants: Cents,
    /// *Crédit-pont*: drawn above zero, paid back below.
    pub bridging: Cents,
    /// What the month leaves.
    pub net: Cents,
    /// What is there after it, own funds first.
    pub cumulated: Cents,
    /// What is still bridged after it.
    pub bridged: Cents,
}

/// The months of the first two years.
pub fn months(inputs: &Inputs, flows: &Flows) -> Vec<Month> {
    let stack = &flows.stack;
    let late = inputs.grant_delay_months.filter(|months| *months > 0);
    let awaited =
        if late.is_some() { (stack.grants - inputs.advance).max(Decimal::ZERO) } else { Decimal::ZERO };
    let start = -stack.own_funds - stack.unfunded;
    let mut cumulated = start;
    let mut bridged = awaited;
    let mut all = vec![Month {
        month: 0,
        energy_saving: Cents::default(),
        instalment: Cents::default(),
        other: Cents::default(),
        grants: Cents(stack.grants - awaited),
        bridging: Cents(awaited),
        net: Cents(start),
        cumulated: Cents(start),
        bridged: Cents(awaited),
    }];
    for (year, first) in flows.years.iter().take(2).zip([1u16, 13]) {
        for place in 0..12u16 {
            let month = first + place;
            let part = |of: Decimal| of_month(of, place);
            let energy = part(year.energy_saving.0);
            let instalment = part(year.instalment.0);
            let other = part(others(year));
            let comes = if late == Some(month) { awaited } else { Decimal::ZERO };
            bridged -= comes;
            let net = energy - instalment - other;
            cumulated += net;
            all.push(Month {
                month,
                energy_saving: Cents(energy),
                instalment: Cents(instalment),
                other: Cents(other),
                grants: Cents(comes),
                bridging: Cents(-comes),
                net: Cents(net),
                cumulated: Cents(cumulated),
                bridged: Cents(bridged),
            });
        }
    }
    all
}

fn others(year: &Year) -> Decimal {
    year.saving_not_kept.0 + year.third_party.0 + year.maintenance.0 + year.replacement.0 + year.bridging.0
        - year.residual.0
}

fn of_month(year: Decimal, place: u16) -> Decimal {
    let each = cent_below(year / Decimal::from(12));
    if place == 11 { year - each * Decimal::from(11) } else { each }
}
