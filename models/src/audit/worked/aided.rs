//! Aids of the measures of an audit: what the adviser told, what the schemes answer, and what of it is counted.
//!
//! What the adviser told for a work takes the place of every answer for that work, and the answers stay, marked as replaced. Of
//! the schemes that say yes one is counted, as `financing::cumulation` says; where nobody knows, nothing is. Several measures of
//! one work share what was told for it, in proportion to what they cost. Never above the cost; what nobody knows the cost of is
//! given nothing.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Desk;
use super::candidates::{Given, Placed};
use crate::audit::Subsidy;
use crate::audit::aids::Aid;
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::period::Day;
use crate::units::exact::{cent, cent_below, over, times};

/// Where an aid comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AidOrigin {
    /// The adviser told it.
    Told,
    /// The schemes answer it.
    Computed,
    /// The schemes answer it, but the adviser told of this work.
    Replaced,
}

impl AidOrigin {
    /// Every origin.
    pub const ALL: [AidOrigin; 3] = [AidOrigin::Told, AidOrigin::Computed, AidOrigin::Replaced];

    /// Stable code: `aid-origin-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            AidOrigin::Told => "told",
            AidOrigin::Computed => "computed",
            AidOrigin::Replaced => "replaced",
        }
    }
}

/// An aid of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AidRow {
    /// Which measure; the code of the work where none of the audit is of it.
    pub key: String,
    /// Where it comes from.
    pub origin: AidOrigin,
    /// What it is.
    pub aid: Aid,
    /// Euro of it that are counted.
    pub counted: Decimal,
}

impl AidRow {
    /// Whether an amount is told that nobody can count on yet.
    pub fn is_open(&self) -> bool {
        self.origin == AidOrigin::Computed && self.aid.answer == Decided::Unknown && self.aid.euro.is_some()
    }
}

/// Every aid, with what each measure is given.
pub(super) fn aided(desk: &Desk<'_>, computed: &[Aid], all: &mut [Placed<'_>]) -> Vec<AidRow> {
    let costs: Vec<Option<Decimal>> = all.iter().map(|one| cost(desk, one)).collect();
    let mut rows = Vec::new();
    for subsidy in &desk.audit.subsidy {
        let of: Vec<usize> =
            (0..all.len()).filter(|at| all.get(*at).is_some_and(|p| is_of(p, subsidy))).collect();
        if of.is_empty() {
            rows.push((
                None,
                row(subsidy.work.clone(), AidOrigin::Told, told(subsidy, 0, subsidy.euro), false),
            ));
        }
        for (at, euro) in shared(subsidy, &of, &costs) {
            let Some(one) = all.get(at) else { continue };
            let aid = told(subsidy, one.chosen.number, euro);
            rows.push((Some(at), row(one.key.clone(), AidOrigin::Told, aid, true)));
        }
    }
    for aid in computed {
        let Some(at) = all.iter().position(|one| one.chosen.number == aid.measure) else { continue };
        let Some(one) = all.get(at) else { continue };
        let replaced = desk.audit.subsidy.iter().any(|subsidy| is_of(one, subsidy));
        let origin = if replaced { AidOrigin::Replaced } else { AidOrigin::Computed };
        rows.push((Some(at), row(one.key.clone(), origin, aid.clone(), !replaced && aid.counts)));
    }
    for (at, one) in all.iter_mut().enumerate() {
        let mut left = costs.get(at).copied().flatten().unwrap_or_default();
        for (_, row) in rows.iter_mut().filter(|(of, row)| *of == Some(at) && !row.counted.is_zero()) {
            row.counted = row.counted.min(left);
            left -= row.counted;
            if !row.counted.is_zero() {
                let last = row.aid.until.map(|day| last_year(desk, day, row.aid.asked_by_then));
                one.aid = Given {
                    euro: one.aid.euro + row.counted,
                    certainty: one.aid.certainty.weakest(row.aid.certainty),
                    until: one.aid.until.into_iter().chain(last).min(),
                };
            }
        }
    }
    let mut rows: Vec<AidRow> = rows.into_iter().map(|(_, row)| row).collect();
    rows.sort_by_key(|row| (row.aid.measure, row.origin));
    rows
}

fn row(key: String, origin: AidOrigin, aid: Aid, counts: bool) -> AidRow {
    let known = aid.euro.filter(|_| counts && aid.certainty != Certainty::Unknown);
    AidRow { key, origin, counted: known.unwrap_or_default().max(Decimal::ZERO), aid }
}

/// Whether a subsidy that was told is for this measure.
fn is_of(one: &Placed<'_>, subsidy: &Subsidy) -> bool {
    let work = one.card.and_then(|card| card.work.as_deref());
    work == Some(subsidy.work.as_str()) || one.chosen.code == subsidy.work
}

/// What a measure costs by itself, VAT as it is borne included.
fn cost(desk: &Desk<'_>, one: &Placed<'_>) -> Option<Decimal> {
    let cents = one.ready()?.cents(&desk.state, &desk.state)?;
    times(Decimal::new(cents, 2), Decimal::ONE + desk.terms.vat_on_works).map(cent)
}

/// What was told for a work, shared by its measures: in proportion to their costs, the last takes what is left.
fn shared(subsidy: &Subsidy, of: &[usize], costs: &[Option<Decimal>]) -> Vec<(usize, Option<Decimal>)> {
    let cost = |at: usize| costs.get(at).copied().flatten().unwrap_or_default();
    let Some(euro) = subsidy.euro.filter(|_| of.len() > 1) else {
        return of.iter().map(|at| (*at, subsidy.euro)).collect();
    };
    let costed: Vec<usize> = of.iter().copied().filter(|at| cost(*at) > Decimal::ZERO).collect();
    let all: Decimal = costed.iter().map(|at| cost(*at)).sum();
    let mut left = euro;
    let each = of.iter().map(|at| {
        let share = if costed.last() == Some(at) {
            left
        } else {
            times(euro, cost(*at)).and_then(|product| over(product, all)).map_or(Decimal::ZERO, cent_below)
        };
        left -= share;
        (*at, Some(share))
    });
    each.collect()
}

/// What the adviser told, as a scheme would answer it.
fn told(subsidy: &Subsidy, measure: u16, euro: Option<Decimal>) -> Aid {
    let known = subsidy.certainty != Certainty::Unknown && euro.is_some();
    Aid {
        measure,
        work: subsidy.work.clone(),
        scheme: subsidy.scheme.clone(),
        name: String::new(),
        answer: if known { Decided::Yes } else { Decided::Unknown },
        why: Vec::new(),
        warning: Vec::new(),
        euro,
        basis: String::new(),
        certainty: subsidy.certainty,
        until: subsidy.until,
        asked_by_then: true,
        counts: true,
    }
}

/// The last year of the plan in which it is given. What is asked for before its last day pays the works of the first year too.
fn last_year(desk: &Desk<'_>, day: Day, asked_by_then: bool) -> u16 {
    let years = i32::from(day.year()) - i32::from(desk.first_year()) + 1;
    let in_time = asked_by_then && day >= desk.on;
    u16::try_from(years.max(i32::from(in_time))).unwrap_or(0)
}
