//! Electricity of a building that makes some itself: what it took, gave, made, used of its own, used in all.
//!
//! *Autoconsommation* = production − injection; what the building used = offtake + production − injection. Slots, indexes and
//! bills add up, so that the months say the same as their slots would; a month counts only where each flow is complete.
//! Where the meter of one flow is missing nothing is told: no injection counted is not the same as none injected.

use super::{CarrierMonths, DatedPrice, MeterReadings, MonthTotal, months};
use crate::building::Direction;
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::Month;
use crate::units::Energy;

/// One month of a building that makes electricity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BalanceMonth {
    /// Which month.
    pub month: Month,
    /// Taken from the network, where all of it is known.
    pub offtake: Option<Energy>,
    /// Given to the network.
    pub injection: Option<Energy>,
    /// Made on the site.
    pub production: Option<Energy>,
    /// Made and used on the site.
    pub own_use: Option<Energy>,
    /// Used in all, whoever made it.
    pub used: Option<Energy>,
    /// The weakest quality in it.
    pub quality: Quality,
}

/// Which flow nobody measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmeasured {
    /// Production is known, injection is not.
    Injection,
    /// Injection is known, production is not.
    Production,
}

/// The months of a building that makes electricity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// From the first to the last month in which something was made or given.
    pub months: Vec<BalanceMonth>,
    /// The flow without which self-consumption cannot be told.
    pub unmeasured: Option<Unmeasured>,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

/// The balance of a carrier; `None` for a building that neither makes nor gives any.
pub fn balance(meters: &[MeterReadings], card: &CarrierCard) -> Option<Balance> {
    let none: &[DatedPrice] = &[];
    let of = |direction| months(meters, direction, card, none);
    let (injection, production) = (of(Direction::Injection), of(Direction::Production));
    let unmeasured = match (&injection, &production) {
        (None, None) => return None,
        (None, Some(_)) => Some(Unmeasured::Injection),
        (Some(_), None) => Some(Unmeasured::Production),
        (Some(_), Some(_)) => None,
    };
    let offtake = of(Direction::Offtake);
    let made = || [&injection, &production].into_iter().flatten().flat_map(|flow| &flow.months);
    let (first, last) = (made().map(|m| m.month).min()?, made().map(|m| m.month).max()?);
    let mut findings = Vec::new();
    let months = Month::range(first, last)
        .map(|month| one(month, [&offtake, &injection, &production], &mut findings))
        .collect();
    Some(Balance { months, unmeasured, findings })
}

fn one(month: Month, flows: [&Option<CarrierMonths>; 3], findings: &mut Vec<Finding>) -> BalanceMonth {
    let complete = flows.map(|flow| {
        let total = flow.as_ref()?.months.iter().find(|m| m.month == month)?;
        Some(total).filter(|m| m.is_complete())
    });
    let [offtake, injection, production] = complete.map(|total| total.and_then(|m| m.energy));
    let own_use = production.zip(injection).and_then(|(made, given)| {
        let own = made.kwh() - given.kwh();
        if own.is_sign_negative() && !own.is_zero() {
            findings.push(Finding::new(Code::InjectionAboveProduction).with("day", month.first()));
            return None;
        }
        Some(Energy::new(own, made.basis()))
    });
    let used = offtake.zip(own_use).map(|(taken, own)| Energy::new(taken.kwh() + own.kwh(), taken.basis()));
    let qualities = complete.iter().flatten().map(|m: &&MonthTotal| m.quality);
    let quality = qualities.fold(Quality::Measured, Quality::weakest);
    BalanceMonth { month, offtake, injection, production, own_use, used, quality }
}
