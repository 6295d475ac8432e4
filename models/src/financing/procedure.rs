//! What comes after: how it is paid, what is told every year, what a plan still lacks.

use rust_decimal::Decimal;
use serde::Serialize;

use super::amounts::{Cents, cents};
use super::case::Case;
use super::procurement::{Why, buyer};
use crate::catalog::Procurement;
use crate::catalog::schemes::Scheme;
use crate::certain::Certainty;
use crate::period::Day;

/// Something to be done every year after the grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// `consumption-report`.
    pub code: &'static str,
    /// The first year.
    pub from_year: i16,
    /// The last year.
    pub to_year: i16,
    /// Of the count: from when it runs was not found.
    pub certainty: Certainty,
}

/// In which parts an aid is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Paid {
    /// First.
    pub advance: Cents,
    /// Last.
    pub balance: Cents,
}

/// The years in which the consumption is told, once the decision is there.
pub fn duties(scheme: &Scheme, case: &Case) -> Vec<Duty> {
    let years = scheme.procedure.as_ref().and_then(|p| p.report_years);
    let decided = case.facts.day("procedure.grant_decision_date");
    let duty = years.zip(decided).map(|(years, decided)| Duty {
        code: "consumption-report",
        from_year: decided.year().saturating_add(1),
        to_year: decided.year().saturating_add(years),
        certainty: Certainty::Likely,
    });
    duty.into_iter().collect()
}

/// Whether the consumption is still told in the nth year after the decision.
pub fn report_due(scheme: &Scheme, granted: Day, year: i16) -> bool {
    let years = scheme.procedure.as_ref().and_then(|p| p.report_years).unwrap_or(0);
    (1..=years).contains(&year.saturating_sub(granted.year()))
}

/// What holds whatever the scheme: an order, a third party, a contract of performance are public procurement for some.
pub fn warnings(case: &Case, procurement: Option<&Procurement>) -> Vec<&'static str> {
    let may = matches!(buyer(case, procurement).why, Why::ToldYes | Why::PublicForm | Why::MostlyPublicMoney);
    may.then_some("public-procurement").into_iter().collect()
}

/// The parts of a sum, to the cent.
pub fn paid(scheme: &Scheme, total: Option<Cents>) -> Option<Paid> {
    let (share, Cents(total)) = (scheme.payment?.advance.known()?, total?);
    let advance = cents(total.checked_mul(share)?);
    Some(Paid { advance, balance: Cents(total - advance.0) })
}

const PLAN: [&str; 5] =
    ["plan.horizon_years", "plan.discount_rate", "plan.vat_rate", "plan.price_growth", "plan.own_funds_max"];
const SOURCE: [&str; 1] = ["source.kind"];
const WORK: [&str; 6] = [
    "work.measure",
    "work.cost_excl_vat",
    "work.saving_kwh",
    "work.carrier",
    "work.lifetime_years",
    "work.maintenance_per_year",
];

/// The facts that every plan needs and this case lacks; what a kind of money needs beside is in `plan::lacks`.
pub fn plan_lacks(case: &Case) -> Vec<String> {
    let mut lacks: Vec<&str> = PLAN.into_iter().filter(|fact| case.plan.get(fact).is_none()).collect();
    for (names, tables) in [(SOURCE.as_slice(), &case.sources), (WORK.as_slice(), &case.works)] {
        let told = |fact: &str| !tables.is_empty() && tables.iter().all(|t| t.get(fact).is_some());
        lacks.extend(names.iter().filter(|fact| !told(fact)));
    }
    if case.sources.is_empty() {
        lacks.push("source.amount");
    }
    lacks.into_iter().map(str::to_owned).collect()
}

/// The highest dividend of shares, a year.
pub fn highest_dividend(capital: Decimal, cap: Decimal) -> Option<Cents> {
    capital.checked_mul(cap).map(cents)
}
