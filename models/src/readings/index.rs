//! Index meters: what passed between two readings, through zero and over a replacement.
//!
//! An index that falls has either gone through zero (all its digits were nearly used up) or belongs to another meter
//! (replacement, reset): then what passed between the two readings is not known, and is not invented.

use super::{Point, RowReading};
use crate::finding::{Code, Finding};

/// A step between two index readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So much passed.
    Passed(i64),
    /// So much passed, through zero.
    RolledOver(i64),
    /// The meter was replaced or reset.
    Replaced,
}

/// Fewest whole digits a counter has: one that shows fewer and falls was replaced, not used up.
const FEWEST_DIGITS: u32 = 5;

/// What the step from `before` to `after` means; both times 10^scale.
///
/// A meter rolls over when it stood in the last tenth of its digits, at least five of them whole, and now stands in
/// the first tenth.
pub fn step(before: i64, after: i64, scale: u32) -> Step {
    if after >= before {
        return Step::Passed(after - before);
    }
    let digits = before.checked_ilog10().map_or(1, |n| n + 1);
    match 10i64.checked_pow(digits) {
        Some(full) if digits >= scale + FEWEST_DIGITS && before >= full / 10 * 9 && after <= full / 10 => {
            Step::RolledOver(full - before + after)
        }
        _ => Step::Replaced,
    }
}

/// What passed through an index meter over all its readings, times 10^scale.
pub fn passed(points: &[Point], scale: u32) -> i128 {
    let values: Vec<i64> = points.iter().filter_map(|p| p.value).collect();
    values
        .windows(2)
        .map(|pair| match pair {
            [before, after] => match step(*before, *after, scale) {
                Step::Passed(n) | Step::RolledOver(n) => i128::from(n),
                Step::Replaced => 0,
            },
            _ => 0,
        })
        .sum()
}

/// What is to be said about the readings of a file.
pub fn findings(points: &[Point], scale: u32) -> Vec<Finding> {
    let mut read = points.iter().filter_map(|p| p.value.map(|v| (p.row, v)));
    let Some(mut before) = read.next() else { return Vec::new() };
    let mut found = Vec::new();
    for (row, value) in read {
        match step(before.1, value, scale) {
            Step::Passed(_) => {}
            Step::RolledOver(_) => {
                found.push(Finding::new(Code::IndexRollOver).row(row).with("other_row", before.0));
            }
            Step::Replaced => {
                found.push(Finding::new(Code::IndexDecreases).row(row).with("other_row", before.0));
            }
        }
        before = (row, value);
    }
    found
}

/// The difference of two stored readings, with the larger scale; `None` where the meter was replaced or does not fit.
pub fn between(before: &RowReading, after: &RowReading) -> Option<(i64, u32)> {
    let scale = before.scale.max(after.scale);
    let at = |r: &RowReading| r.value.checked_mul(10i64.checked_pow(scale - r.scale)?);
    match step(at(before)?, at(after)?, scale) {
        Step::Passed(n) | Step::RolledOver(n) => Some((n, scale)),
        Step::Replaced => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_goes_through_zero_or_is_replaced() {
        assert_eq!(step(999_900, 10, 1), Step::RolledOver(110));
        assert_eq!(step(99_990, 10, 1), Step::Replaced, "four whole digits");
        for (before, after, expect) in [
            (100, 150, Step::Passed(50)),
            (99_990, 15, Step::RolledOver(25)),
            (11_048, 0, Step::Replaced),
            (99_990, 50_000, Step::Replaced),
            (0, 0, Step::Passed(0)),
            (9, 0, Step::Replaced),
            (9_500, 0, Step::Replaced),
            (i64::MAX, 0, Step::Replaced),
        ] {
            assert_eq!(step(before, after, 0), expect, "{before} → {after}");
        }
    }
}
