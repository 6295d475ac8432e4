//! Index meters: what passed between two readings, through zero and over a replacement.
//!
//! An index that falls has either gone through zero (its digits were used up) or belongs to another meter
//! (replacement, reset). Where somebody wrote down what the old meter showed last and the new one first
//! ([`Replaced`]), the count goes on across the change; where nobody did, what passed is not known, and is not
//! invented.

use core::fmt;

use rust_decimal::Decimal;

use super::{Point, RowReading};
use crate::building::{Direction, Register};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::{Day, Period, day_of, day_start};

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

/// Most whole digits a counter has.
pub const MOST_DIGITS: u32 = 12;

/// What the step from `before` to `after` means; both times 10^scale. `digits` are the whole digits of the counter.
///
/// A meter of known digits rolls over when less than half of what they can count passed: more is a replacement that
/// nobody wrote down. Where the digits are not known, it stood in the last tenth of the digits it showed, at least
/// five of them whole, and now stands in the first tenth.
pub fn step(before: i64, after: i64, scale: u32, digits: Option<u32>) -> Step {
    if after >= before {
        return Step::Passed(after - before);
    }
    let shown = before.checked_ilog10().map_or(1, |n| n + 1);
    let full = |digits: u32| 10i64.checked_pow(digits);
    match digits {
        Some(digits) => match full(digits.saturating_add(scale)) {
            Some(full) if before < full && full - before + after < full / 2 => {
                Step::RolledOver(full - before + after)
            }
            _ => Step::Replaced,
        },
        None => match full(shown) {
            Some(full) if shown >= scale + FEWEST_DIGITS && before >= full / 10 * 9 && after <= full / 10 => {
                Step::RolledOver(full - before + after)
            }
            _ => Step::Replaced,
        },
    }
}

/// What passed through an index meter over all its readings, times 10^scale.
pub fn passed(points: &[Point], scale: u32) -> i128 {
    let values: Vec<i64> = points.iter().filter_map(|p| p.value).collect();
    values
        .windows(2)
        .map(|pair| match pair {
            [before, after] => match step(*before, *after, scale, None) {
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
        match step(before.1, value, scale, None) {
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

/// A counter that was replaced or set back, as somebody wrote it down. The new one counts from the beginning of `on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// First day of the new counter.
    pub on: Day,
    /// Which way.
    pub direction: Direction,
    /// Which counter.
    pub register: Register,
    /// What the old one showed last; none when the old meter had no such counter.
    pub last: Option<Decimal>,
    /// What the new one began with; none when the new meter has no such counter.
    pub first: Option<Decimal>,
}

impl Replaced {
    /// Reads the value of the fact `meter.replaced`: `offtake.total=48210.5/0`, counters with a space between.
    /// `None` when it is no such value.
    pub fn read(on: Day, text: &str) -> Option<Vec<Replaced>> {
        text.split_whitespace()
            .map(|counter| {
                let (name, indexes) = counter.split_once('=')?;
                let ((direction, register), (last, first)) =
                    (name.split_once('.')?, indexes.split_once('/')?);
                let index = |text: &str| match text {
                    "" => Some(None),
                    text => text.parse::<Decimal>().ok().map(Some),
                };
                Some(Replaced {
                    on,
                    direction: Direction::from_code(direction)?,
                    register: Register::from_code(register)?,
                    last: index(last)?,
                    first: index(first)?,
                })
            })
            .collect()
    }
}

impl fmt::Display for Replaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let index = |value: Option<Decimal>| value.map(|v| v.normalize().to_string()).unwrap_or_default();
        let (direction, register) = (self.direction.code(), self.register.code());
        write!(f, "{direction}.{register}={}/{}", index(self.last), index(self.first))
    }
}

/// What passed between two readings of one counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// From reading to reading.
    pub days: Period,
    /// How much; `None` where the index falls and nobody wrote down why.
    pub passed: Option<Decimal>,
    /// The weaker of the two readings.
    pub quality: Quality,
    /// The import of both readings, when it is the same.
    pub import: Option<i64>,
}

/// What passed between the readings of one counter, across its replacements. `digits` are its whole digits on a day.
pub fn stretches(
    rows: &[RowReading],
    replaced: &[Replaced],
    digits: impl Fn(Day) -> Option<u32>,
) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for run in runs(rows, replaced) {
        for pair in run.windows(2) {
            let [before, after] = pair else { continue };
            let (Some(from), Some(to)) = (day_of(before.start), day_of(after.start)) else { continue };
            let Some(days) = Period::new(from, to) else { continue };
            stretches.push(Stretch {
                days,
                passed: between(before, after, digits(from)),
                quality: before.quality.weakest(after.quality),
                import: (before.import == after.import).then_some(before.import),
            });
        }
    }
    stretches
}

/// The readings of each meter that stood there in turn, with what was written down at the change. A reading of the
/// very day is the new meter's, unless it is what the old one showed last.
fn runs(rows: &[RowReading], replaced: &[Replaced]) -> Vec<Vec<RowReading>> {
    let mut changes: Vec<&Replaced> = replaced.iter().collect();
    changes.sort_by_key(|r| r.on);
    let mut changes = changes.into_iter().peekable();
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    let mut change = |run: &mut Vec<RowReading>, replaced: &Replaced| {
        run.extend(replaced.last.and_then(|value| written(replaced.on, value)));
        runs.push(core::mem::take(run));
        run.extend(replaced.first.and_then(|value| written(replaced.on, value)));
    };
    for row in rows {
        let day = day_of(row.start);
        let passed = |r: &&Replaced| {
            day.is_some_and(|day| r.on < day || (r.on == day && r.last != Some(row.decimal())))
        };
        while let Some(replaced) = changes.next_if(passed) {
            change(&mut run, replaced);
        }
        run.push(*row);
    }
    changes.for_each(|replaced| change(&mut run, replaced));
    runs.push(run);
    runs
}

/// An index that was written down with a replacement, as a reading of that morning.
fn written(on: Day, value: Decimal) -> Option<RowReading> {
    let (at, value) = (day_start(on), value.normalize());
    let digits = i64::try_from(value.mantissa()).ok()?;
    let (scale, quality, import) = (value.scale(), Quality::Measured, i64::MIN);
    Some(RowReading { start: at, end: at, value: digits, scale, quality, import })
}

/// The difference of two stored readings; `None` where the meter was replaced or does not fit.
fn between(before: &RowReading, after: &RowReading, digits: Option<u32>) -> Option<Decimal> {
    let scale = before.scale.max(after.scale);
    let at = |r: &RowReading| r.value.checked_mul(10i64.checked_pow(scale - r.scale)?);
    match step(at(before)?, at(after)?, scale, digits) {
        Step::Passed(n) | Step::RolledOver(n) => Some(Decimal::new(n, scale)),
        Step::Replaced => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn an_index_goes_through_zero_or_is_replaced() {
        assert_eq!(step(999_900, 10, 1, None), Step::RolledOver(110));
        assert_eq!(step(99_990, 10, 1, None), Step::Replaced, "four whole digits");
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
            assert_eq!(step(before, after, 0, None), expect, "{before} → {after}");
        }
    }

    #[test]
    fn a_meter_of_known_digits_goes_through_its_own_zero() {
        for (before, after, scale, digits, expect) in [
            (9_990, 15, 0, 4, Step::RolledOver(25)),
            (99_990, 15, 0, 6, Step::Replaced),
            (70_000, 15_000, 0, 5, Step::RolledOver(45_000)),
            (50_000, 15_000, 0, 5, Step::Replaced),
            (99_990, 15, 1, 4, Step::RolledOver(25)),
            (123_456, 15, 0, 5, Step::Replaced),
            (1, 0, 3, 12, Step::Replaced),
            (i64::MAX, 0, 0, u32::MAX, Step::Replaced),
        ] {
            assert_eq!(
                step(before, after, scale, Some(digits)),
                expect,
                "{before} → {after}, {digits} digits"
            );
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn read(on: &str, value: i64) -> RowReading {
        let at = day_start(day(on));
        RowReading { start: at, end: at, value, scale: 0, quality: Quality::Measured, import: 1 }
    }

    /// Readings and replacements `(day, last, first)` → `(from, passed)` of each stretch.
    fn check(
        rows: &[(&str, i64)],
        replaced: &[(&str, Option<Decimal>, Option<Decimal>)],
        expect: &[(&str, Option<Decimal>)],
    ) {
        let rows: Vec<RowReading> = rows.iter().map(|(on, value)| read(on, *value)).collect();
        let replaced: Vec<Replaced> = replaced
            .iter()
            .map(|(on, last, first)| Replaced {
                on: day(on),
                direction: Direction::Offtake,
                register: Register::Total,
                last: *last,
                first: *first,
            })
            .collect();
        let found = stretches(&rows, &replaced, |_| None);
        let found: Vec<_> = found.iter().map(|s| (s.days.from.to_string(), s.passed)).collect();
        let expect: Vec<_> = expect.iter().map(|(from, passed)| ((*from).to_owned(), *passed)).collect();
        assert_eq!(found, expect, "{rows:?} {replaced:?}");
    }

    #[test]
    fn the_count_goes_on_across_a_replacement() {
        let (january, march, june) = (("2024-01-01", 48_000), ("2024-03-01", 48_200), ("2024-06-01", 150));
        let change = ("2024-04-10", Some(dec!(48_250.5)), Some(dec!(2)));
        let passed = [
            ("2024-01-01", Some(dec!(200))),
            ("2024-03-01", Some(dec!(50.5))),
            ("2024-04-10", Some(dec!(148))),
        ];
        check(&[january, march, june], &[change], &passed);
        check(&[january, march, ("2024-04-10", 2), june], &[change], &passed);
        check(&[january, march], &[change], &passed[..2]);
        check(&[june], &[change], &passed[2..]);
        check(&[], &[change], &[]);
        check(&[january, march, june], &[], &[passed[0], ("2024-03-01", None)]);
    }

    #[test]
    fn what_the_old_meter_showed_may_also_have_been_typed_as_a_reading_of_that_day() {
        let change = ("2024-04-10", Some(dec!(48_250)), Some(dec!(0)));
        let rows = [("2024-03-01", 48_200), ("2024-04-10", 48_250), ("2024-06-01", 150)];
        check(&rows, &[change], &[("2024-03-01", Some(dec!(50))), ("2024-04-10", Some(dec!(150)))]);
    }

    #[test]
    fn a_counter_may_end_or_begin_with_the_change_and_there_may_be_several() {
        let rows = [("2024-01-01", 100), ("2024-12-01", 40)];
        check(&rows[..1], &[("2024-05-01", Some(dec!(130)), None)], &[("2024-01-01", Some(dec!(30)))]);
        check(&rows[1..], &[("2024-05-01", None, Some(dec!(10)))], &[("2024-05-01", Some(dec!(30)))]);
        let twice =
            [("2024-08-01", Some(dec!(70)), Some(dec!(0))), ("2024-05-01", Some(dec!(130)), Some(dec!(20)))];
        let passed =
            [("2024-01-01", Some(dec!(30))), ("2024-05-01", Some(dec!(50))), ("2024-08-01", Some(dec!(40)))];
        check(&rows, &twice, &passed);
    }

    #[test]
    fn a_replacement_is_kept_as_text_and_read_back() {
        let on = day("2024-04-10");
        for text in ["offtake.total=48250.5/0", "offtake.day=12/3 offtake.night=/4 injection.total=7/", ""] {
            let counters = Replaced::read(on, text).unwrap();
            assert_eq!(counters.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), text);
        }
        for text in ["x", "offtake=1/2", "offtake.total=1", "offtake.total=a/2", "north.total=1/2"] {
            assert_eq!(Replaced::read(on, text), None, "{text}");
        }
    }
}
