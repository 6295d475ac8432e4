//! Where members stand beyond energy: aids obtained and missed, how long they took, what stands in the way.
//!
//! For a director: that you lost an aid, or have no time for a project, is counted with at least four others and never told of you.
//! Rules: organisations of whole groups are counted, each once; a count goes down to the next five, and never comes nearer than
//! five to everybody who was counted, so that neither *this one too* nor *this one not* can be read from it, nor from the
//! difference of two of them; a delay is the mean of those nearest to the median, of five organisations, in whole months.
//! What moves in time moves with its group. Does *not* weigh: who notes nothing is not counted as having nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::disclosure::Control;
use super::park::Group;
use super::spread::{float, spread, whole};
use crate::financing::requests::{Obstacle, Outcome};

/// Days of a month.
const MONTH_DAYS: f64 = 365.25 / 12.0;

/// How an aid went for the members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aid {
    /// Code of the scheme.
    pub scheme: String,
    /// Organisations that obtained it, at least.
    pub obtained: Option<usize>,
    /// Organisations that missed it or were refused, at least.
    pub missed: Option<usize>,
    /// Organisations that wait for a decision, at least.
    pub waiting: Option<usize>,
    /// Months from the request to the decision, the median.
    pub to_decision: Option<i64>,
    /// Months from the request to the last payment, the median.
    pub to_payment: Option<i64>,
}

/// How many members something stands in the way of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hindrance {
    /// What.
    pub obstacle: Obstacle,
    /// Organisations, at least.
    pub organisations: usize,
}

/// A count as it may be shown: the next five below, five below everybody.
fn steps(counted: usize, of: usize, control: Control) -> Option<usize> {
    if control == Control::OFF {
        return Some(counted).filter(|counted| *counted > 0);
    }
    let most = counted.min(of.saturating_sub(control.fewest));
    let shown = most - most % control.fewest;
    (shown > 0).then_some(shown)
}

/// Everybody in these groups.
fn everybody(groups: &[&Group]) -> usize {
    let all: BTreeSet<i64> =
        groups.iter().flat_map(|group| group.rows.iter().map(|row| row.organisation)).collect();
    all.len()
}

#[derive(Default)]
struct Gone {
    obtained: BTreeSet<i64>,
    missed: BTreeSet<i64>,
    waiting: BTreeSet<i64>,
    to_decision: Vec<(f64, i64)>,
    to_payment: Vec<(f64, i64)>,
}

/// Aids of which something may be shown.
pub(super) fn aids(groups: &[&Group], control: Control) -> Vec<Aid> {
    let mut by_scheme: BTreeMap<&str, Gone> = BTreeMap::new();
    for row in groups.iter().flat_map(|group| &group.rows) {
        for aid in &row.aids {
            let gone = by_scheme.entry(&aid.scheme).or_default();
            let whose = match aid.outcome {
                Some(Outcome::Granted) => &mut gone.obtained,
                Some(Outcome::Refused | Outcome::Missed) => &mut gone.missed,
                None => &mut gone.waiting,
            };
            whose.insert(row.organisation);
            let days = |days: Option<i32>| Some((float(days?.into()), row.organisation));
            gone.to_decision.extend(days(aid.to_decision));
            gone.to_payment.extend(days(aid.to_payment));
        }
    }
    if by_scheme.is_empty() {
        return Vec::new();
    }
    let of = everybody(groups);
    let told = |(scheme, mut gone): (&str, Gone)| {
        let count = |whose: &BTreeSet<i64>| steps(whose.len(), of, control);
        let aid = Aid {
            scheme: scheme.to_owned(),
            obtained: count(&gone.obtained),
            missed: count(&gone.missed),
            waiting: count(&gone.waiting),
            to_decision: months(&mut gone.to_decision),
            to_payment: months(&mut gone.to_payment),
        };
        let counts = [aid.obtained, aid.missed, aid.waiting].iter().any(Option::is_some);
        (counts || aid.to_decision.is_some()).then_some(aid)
    };
    by_scheme.into_iter().filter_map(told).collect()
}

/// The median of days, in whole months.
fn months(days: &mut [(f64, i64)]) -> Option<i64> {
    whole(float(spread(days)?.median) / MONTH_DAYS)
}

/// Obstacles that may be shown, the commonest first.
pub(super) fn hindrances(groups: &[&Group], control: Control) -> Vec<Hindrance> {
    let mut met: BTreeMap<Obstacle, BTreeSet<i64>> = BTreeMap::new();
    for row in groups.iter().flat_map(|group| &group.rows) {
        for obstacle in &row.obstacles {
            met.entry(*obstacle).or_default().insert(row.organisation);
        }
    }
    if met.is_empty() {
        return Vec::new();
    }
    let of = everybody(groups);
    let told = |(obstacle, whose): (Obstacle, BTreeSet<i64>)| {
        Some(Hindrance { obstacle, organisations: steps(whose.len(), of, control)? })
    };
    let mut told: Vec<Hindrance> = met.into_iter().filter_map(told).collect();
    told.sort_by_key(|one| (core::cmp::Reverse(one.organisations), one.obstacle));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_goes_down_to_the_next_five_and_stays_five_below_everybody() {
        for (counted, of, expect) in [
            (0, 100, None),
            (4, 100, None),
            (5, 100, Some(5)),
            (9, 100, Some(5)),
            (10, 100, Some(10)),
            // All five, or all but one of six: nobody is told.
            (5, 5, None),
            (5, 9, None),
            (5, 10, Some(5)),
            (10, 10, Some(5)),
            (99, 100, Some(95)),
            (100, 100, Some(95)),
        ] {
            assert_eq!(steps(counted, of, Control::STRICT), expect, "{counted} of {of}");
        }
        assert_eq!(steps(1, 1, Control::OFF), Some(1));
    }
}
