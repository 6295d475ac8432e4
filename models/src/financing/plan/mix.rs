//! The mix of sources that respects what the board allows and costs least.
//!
//! Limits: own funds, instalments of a year, debt that is guaranteed. A source costs what it is paid, discounted, per euro
//! it brings, over its whole schedule or contract, also beyond the horizon; an own euro costs itself. Each order of the sources is filled in turn, each source as far as its amount and
//! the limits allow, a third party wholly or not at all; kept is what leaves least unfunded, then costs least.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::{cent_below, over, times};
use super::flows::flows;
use super::inputs::Inputs;
use super::loan::schedule;
use super::outlook::Outlook;
use super::sources::{Source, SourceKind};
use crate::units::exact::present_value;
use crate::financing::Cents;

/// Sources that are put in order: 720 orders at most.
const MOST: usize = 6;

/// One source of the mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The kind of money.
    pub kind: SourceKind,
    /// Its place among the sources of the inputs; none for own funds.
    pub place: Option<usize>,
    /// What is taken of it.
    pub amount: Cents,
}

/// The best mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mix {
    /// Grants and gifts first, then the rest.
    pub parts: Vec<Part>,
    /// What is paid for it, discounted, own funds included.
    pub cost: Cents,
    /// What nobody pays within the limits.
    pub unfunded: Cents,
    /// The highest instalment of a year.
    pub debt_service: Cents,
    /// What it warns of: `plan-warning-<code>`.
    pub warnings: Vec<&'static str>,
}

/// A source that may be taken.
struct Offer {
    kind: SourceKind,
    place: Option<usize>,
    most: Decimal,
    /// Discounted cost of one euro.
    unit_cost: Decimal,
    /// Instalments of one euro, year by year.
    service: Vec<Decimal>,
    whole: bool,
}

/// The mix that costs least within the limits of the inputs.
pub fn mix(inputs: &Inputs) -> Option<Mix> {
    let cost = inputs.cost_borne()?;
    let grants = inputs.grants.min(cost);
    let mut need = cost - grants;
    let mut first = vec![Part { kind: SourceKind::Grant, place: None, amount: Cents(grants) }];
    for (place, gift) in inputs.sources.iter().enumerate().filter(|(_, s)| s.kind == SourceKind::Donation) {
        let amount = gift.amount.min(need);
        need -= amount;
        first.push(Part { kind: gift.kind, place: Some(place), amount: Cents(amount) });
    }
    first.retain(|part| part.amount.0 > Decimal::ZERO);
    let offers = offers(inputs)?;
    let mut order: Vec<usize> = (0..offers.len()).collect();
    let offered = inputs.sources.iter().filter(|source| is_offered(source)).count();
    let mut best: Option<Mix> = None;
    permute(&mut order, 0, &mut |order| {
        let Some(mut tried) = fill(inputs, &offers, order, need) else { return };
        let better = best.as_ref().is_none_or(|b| (tried.unfunded, tried.cost) < (b.unfunded, b.cost));
        if better {
            tried.parts.splice(0..0, first.iter().cloned());
            if offered >= MOST {
                tried.warnings.push("mix-of-first-sources");
            }
            best = Some(tried);
        }
    });
    best
}

fn offers(inputs: &Inputs) -> Option<Vec<Offer>> {
    let own = Offer {
        kind: SourceKind::OwnFunds,
        place: None,
        most: inputs.own_funds_max,
        unit_cost: Decimal::ONE,
        service: Vec::new(),
        whole: false,
    };
    let mut all = vec![own];
    for (place, source) in inputs.sources.iter().enumerate() {
        if all.len() < MOST && is_offered(source) {
            all.push(if source.kind.is_debt() {
                debt(source, place, inputs)?
            } else {
                other(source, place, inputs)?
            });
        }
    }
    Some(all)
}

fn is_offered(source: &Source) -> bool {
    source.amount > Decimal::ZERO && (source.kind.is_debt() || source.kind.is_third_party())
}

fn debt(source: &Source, place: usize, inputs: &Inputs) -> Option<Offer> {
    let all = schedule(source.amount, source.rate, source.years, source.grace_months, source.amortisation)?;
    let service: Option<Vec<Decimal>> = all.iter().map(|i| over(i.paid.0, source.amount)).collect();
    let service = service?;
    let flows: Vec<Decimal> = core::iter::once(Decimal::ZERO).chain(service.iter().copied()).collect();
    let unit_cost = present_value(&flows, inputs.discount_rate)?;
    Some(Offer {
        kind: source.kind,
        place: Some(place),
        most: source.amount,
        unit_cost,
        service,
        whole: false,
    })
}

/// What a third party is paid until its contract ends, with nothing else in the plan.
fn other(source: &Source, place: usize, inputs: &Inputs) -> Option<Offer> {
    let alone = Inputs {
        sources: vec![source.clone()],
        grants: Decimal::ZERO,
        horizon_years: source.years,
        ..inputs.clone()
    };
    let years = flows(&alone, Outlook::CENTRAL)?.years;
    let paid: Vec<Decimal> =
        core::iter::once(Decimal::ZERO).chain(years.iter().map(|y| y.third_party.0)).collect();
    let unit_cost = over(present_value(&paid, inputs.discount_rate)?, source.amount)?;
    let most = source.amount;
    Some(Offer { kind: source.kind, place: Some(place), most, unit_cost, service: Vec::new(), whole: true })
}

fn fill(inputs: &Inputs, offers: &[Offer], order: &[usize], need: Decimal) -> Option<Mix> {
    let (mut left, mut cost, mut debt) = (need, Decimal::ZERO, Decimal::ZERO);
    let mut service: Vec<Decimal> = Vec::new();
    let mut parts = Vec::new();
    for offer in order.iter().filter_map(|at| offers.get(*at)) {
        let mut amount = offer.most.min(left);
        if offer.whole && amount < offer.most {
            continue;
        }
        if let (SourceKind::Loan, Some(most)) = (offer.kind, inputs.guarantee_max) {
            amount = amount.min((most - debt).max(Decimal::ZERO));
        }
        if let Some(most) = inputs.debt_service_max {
            for (year, each) in offer.service.iter().enumerate().filter(|(_, each)| **each > Decimal::ZERO) {
                let room = most - service.get(year).copied().unwrap_or_default();
                amount = amount.min(cent_below(over(room.max(Decimal::ZERO), *each)?));
            }
        }
        if amount <= Decimal::ZERO {
            continue;
        }
        service.resize(service.len().max(offer.service.len()), Decimal::ZERO);
        for (all, each) in service.iter_mut().zip(&offer.service) {
            *all += times(amount, *each)?;
        }
        if offer.kind == SourceKind::Loan {
            debt += amount;
        }
        left -= amount;
        cost += times(amount, offer.unit_cost)?;
        parts.push(Part { kind: offer.kind, place: offer.place, amount: Cents(amount) });
    }
    parts.sort_by_key(|part| part.place);
    let debt_service = service.into_iter().max().unwrap_or_default();
    Some(Mix {
        parts,
        cost: Cents(super::cent(cost)),
        unfunded: Cents(left),
        debt_service: Cents(super::cent(debt_service)),
        warnings: Vec::new(),
    })
}

/// Every order of the items from `at` on.
fn permute(items: &mut [usize], at: usize, each: &mut dyn FnMut(&[usize])) {
    if at >= items.len() {
        each(items);
        return;
    }
    for other in at..items.len() {
        items.swap(at, other);
        permute(items, at + 1, each);
        items.swap(at, other);
    }
}
