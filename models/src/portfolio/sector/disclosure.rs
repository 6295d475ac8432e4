//! Whether a sum may be shown, *secret statistique*: how many organisations, who dominates, what a difference gives back.
//!
//! For a director: nobody can read your figures out of a sum, even knowing their own and every other page. Rules, after the
//! handbook on statistical disclosure control (Hundepool and others, 2012) and the issue's own numbers: at least
//! [`FEWEST_ORGANISATIONS`] organisations; no one above [`ONE_AT_MOST`], no two above [`TWO_AT_MOST`] of any quantity of the sum;
//! and where a group is summed over two sets of its buildings, one lies within the other and what lies between keeps the same
//! rules: whatever is subtracted within a group is again a sum that might be shown. All of it holds also for what is left where a
//! federation takes away those it knows by name. Does *not* round: a sum is exact or absent.

use std::collections::BTreeMap;

/// The fewest organisations whose sum is shown.
pub const FEWEST_ORGANISATIONS: usize = 5;
/// No organisation stands for more of a sum, in percent.
pub const ONE_AT_MOST: i128 = 70;
/// No two of them for more, in percent.
pub const TWO_AT_MOST: i128 = 90;

/// How strictly sums are held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// The fewest organisations of a sum.
    pub fewest: usize,
    /// Percent that one may stand for.
    pub one: i128,
    /// Percent that two may stand for.
    pub two: i128,
}

impl Default for Control {
    fn default() -> Control {
        Control::STRICT
    }
}

impl Control {
    /// What is in force.
    pub const STRICT: Control = Control { fewest: FEWEST_ORGANISATIONS, one: ONE_AT_MOST, two: TWO_AT_MOST };
    /// Nothing is held back: only to show that an attack then succeeds.
    pub const OFF: Control = Control { fewest: 1, one: 100, two: 100 };

    /// Whether a sum of these parts, by organisation, may be shown.
    pub fn allows(self, parts: &[(i64, i64)]) -> bool {
        let mut by_organisation: BTreeMap<i64, i128> = BTreeMap::new();
        for (organisation, part) in parts {
            *by_organisation.entry(*organisation).or_default() += i128::from((*part).max(0));
        }
        if by_organisation.len() < self.fewest {
            return false;
        }
        let mut largest: Vec<i128> = by_organisation.into_values().collect();
        largest.sort_unstable_by(|a, b| b.cmp(a));
        let total: i128 = largest.iter().sum();
        let first: i128 = largest.iter().take(1).sum();
        let two: i128 = largest.iter().take(2).sum();
        // Of one organisation there is nobody to hide: only where nothing is held back.
        total == 0 || (first * 100 <= total * self.one && two * 100 <= total * self.two)
    }
}

impl Control {
    /// Whether there is nobody, or a sum of these parts may be shown.
    pub(super) fn allows_or_nobody(self, parts: &[(i64, i64)]) -> bool {
        parts.is_empty() || self.allows(parts)
    }
}

/// Buildings of a group that are summed together, with what each of them adds to the quantities shown of them.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// Place of the building in its group → its organisation and its quantities, always in the same order.
    pub parts: BTreeMap<usize, (i64, Vec<i64>)>,
}

impl Set {
    /// Whether every quantity of these buildings may be shown as a sum.
    fn allowed(&self, control: Control) -> bool {
        let quantities = self.parts.values().map(|(_, quantities)| quantities.len()).max().unwrap_or(0);
        let of = |at: usize| -> Vec<(i64, i64)> {
            let value = |quantities: &Vec<i64>| quantities.get(at).copied().unwrap_or(0);
            self.parts.values().map(|(organisation, quantities)| (*organisation, value(quantities))).collect()
        };
        !self.parts.is_empty() && (0..quantities.max(1)).all(|at| control.allows(&of(at)))
    }

    /// Whether nobody is in it, or it may be shown.
    pub(super) fn is_nobody_or_allowed(&self, control: Control) -> bool {
        self.parts.is_empty() || self.allowed(control)
    }

    fn without(&self, other: &Set) -> Set {
        let kept = self.parts.iter().filter(|(place, _)| !other.parts.contains_key(*place));
        Set { parts: kept.map(|(place, part)| (*place, part.clone())).collect() }
    }
}

/// The sets of a group that are shown: one after the other, each only where nothing shown before gives a part of it away.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    shown: Vec<Set>,
}

impl Chain {
    /// Takes a set in, where it may be shown beside those already there; says whether it was. `hidden` says of a set whether
    /// nobody could take away from it what they know by name.
    pub fn take(&mut self, set: &Set, control: Control, hidden: &dyn Fn(&Set) -> bool) -> bool {
        let allowed = |set: &Set| set.allowed(control) && hidden(set);
        let beside = |held: &Set| control == Control::OFF || beside(set, held, &allowed);
        let fits = allowed(set) && self.shown.iter().all(beside);
        if fits {
            self.shown.push(set.clone());
        }
        fits
    }
}

/// Whether two sums of one group may both be shown: one lies within the other, and between them lies nothing or enough.
fn beside(one: &Set, other: &Set, allowed: &dyn Fn(&Set) -> bool) -> bool {
    let (more, less) = (one.without(other), other.without(one));
    match (more.parts.is_empty(), less.parts.is_empty()) {
        (true, true) => true,
        (false, true) => allowed(&more),
        (true, false) => allowed(&less),
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(values: &[i64]) -> Vec<(i64, i64)> {
        (1..).zip(values.iter().copied()).collect()
    }

    #[test]
    fn five_are_enough_and_nobody_dominates() {
        let check = |values: &[i64], expect: bool| {
            assert_eq!(Control::STRICT.allows(&parts(values)), expect, "{values:?}");
        };
        check(&[20, 20, 20, 20, 20], true);
        check(&[25, 25, 25, 25], false);
        check(&[70, 10, 10, 5, 5], true);
        check(&[71, 10, 9, 5, 5], false);
        check(&[60, 30, 4, 3, 3], true);
        check(&[60, 31, 3, 3, 3], false);
        check(&[0, 0, 0, 0, 0], true);
        check(&[], false);
        // Two buildings of one organisation are one.
        assert!(!Control::STRICT.allows(&[(1, 5), (1, 5), (2, 5), (3, 5), (4, 5)]));
        assert!(Control::OFF.allows(&[(1, 5)]));
    }

    fn set(places: std::ops::Range<usize>) -> Set {
        let part = |place: usize| (place, (i64::try_from(place).unwrap(), vec![10]));
        Set { parts: places.map(part).collect() }
    }

    #[test]
    fn a_second_sum_is_shown_where_their_difference_might_be() {
        let check = |second: Set, expect: bool| {
            let mut chain = Chain::default();
            assert!(chain.take(&set(0..12), Control::STRICT, &|_| true));
            assert_eq!(chain.take(&second, Control::STRICT, &|_| true), expect, "{second:?}");
        };
        check(set(0..12), true);
        check(set(0..7), true);
        // Four lie between: they would be given back.
        check(set(0..8), false);
        check(set(0..17), true);
        check(set(0..14), false);
        // Neither lies within the other.
        check(set(5..20), false);
    }
}
