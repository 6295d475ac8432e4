//! Short gaps completed by a stated method, so that a month with a broken afternoon can be shown.
//!
//! * up to two hours: a straight line between the slot before and the slot after;
//! * up to seven days: the mean of the same weekday and time, by the clock, of the week before and the week after; of
//!   two weeks before and after where those say nothing;
//! * longer: not completed.
//!
//! A gap is completed whole or not at all, and only between readings: what follows the last one is no gap. What is made
//! here is of quality *filled*, is added to totals that are shown, and is never stored, never laid over a reading, never
//! given to a fit (I13).

use crate::period::local;

/// Longest gap that is completed by a straight line.
const LINE_S: i64 = 2 * 3600;
/// Longest gap that is completed from the weeks beside it. A week with the spring clock change is an hour shorter, one
/// with the autumn change an hour longer.
const WEEKS_S: i64 = 7 * 86_400 + 3600;
/// A week.
const WEEK_S: i64 = 7 * 86_400;

/// A slot of a sequence that follows on from slot to slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// UTC second at which it begins.
    pub start: i64,
    /// Its value, when it has one.
    pub value: Option<i64>,
}

/// Position and value of each slot that can be completed, in order.
pub fn fill(slots: &[Slot]) -> Vec<(usize, i64)> {
    let mut filled = Vec::new();
    let mut at = slots.iter().position(|s| s.value.is_some()).unwrap_or(slots.len());
    while let Some(first) = slots.iter().skip(at).position(|s| s.value.is_none()).map(|n| at + n) {
        let Some(next) = slots.iter().skip(first).position(|s| s.value.is_some()).map(|n| first + n) else {
            break;
        };
        filled.extend(gap(slots, first, next).unwrap_or_default());
        at = next;
    }
    filled
}

/// The values of one gap, from `first` up to but without `next`.
fn gap(slots: &[Slot], first: usize, next: usize) -> Option<Vec<(usize, i64)>> {
    let (before, after) = (slots.get(first.checked_sub(1)?)?, slots.get(next)?);
    let length = after.start.saturating_sub(slots.get(first)?.start);
    if length <= LINE_S {
        line(before.value?, after.value?, first, next)
    } else if length <= WEEKS_S {
        (first..next).map(|at| Some((at, of_weeks(slots, slots.get(at)?.start)?))).collect()
    } else {
        None
    }
}

fn line(before: i64, after: i64, first: usize, next: usize) -> Option<Vec<(usize, i64)>> {
    let steps = i128::try_from(next - first).ok()? + 1;
    let rise = i128::from(after) - i128::from(before);
    let value = |(step, at): (i128, usize)| {
        Some((at, i64::try_from(i128::from(before) + (rise * step).div_euclid(steps)).ok()?))
    };
    (1..).zip(first..next).map(value).collect()
}

/// The mean of the weeks beside, of the nearest that say something.
fn of_weeks(slots: &[Slot], start: i64) -> Option<i64> {
    [1, 2].into_iter().find_map(|weeks| {
        let found: Vec<i128> = [-weeks, weeks]
            .into_iter()
            .filter_map(|weeks| value_at(slots, by_clock(start, weeks)?))
            .map(i128::from)
            .collect();
        let count = i128::try_from(found.len()).ok().filter(|n| *n > 0)?;
        i64::try_from(found.into_iter().sum::<i128>().div_euclid(count)).ok()
    })
}

fn value_at(slots: &[Slot], start: i64) -> Option<i64> {
    slots.get(slots.binary_search_by_key(&start, |s| s.start).ok()?)?.value
}

/// The second at which the clock shows the same, some weeks away.
fn by_clock(start: i64, weeks: i64) -> Option<i64> {
    let there = start.checked_add(weeks.checked_mul(WEEK_S)?)?;
    let (here_shown, there_shown) = (local(start)?.time(), local(there)?.time());
    let shift = there_shown.duration_until(here_shown).as_secs();
    // Over midnight, an hour's difference reads as 23.
    let shift = if shift.abs() > 12 * 3600 { shift - shift.signum() * 86_400 } else { shift };
    there.checked_add(shift)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::{Day, day_start};

    fn slots(first: &str, length_s: i64, values: &[Option<i64>]) -> Vec<Slot> {
        let start = day_start(first.parse::<Day>().unwrap());
        (0..).zip(values).map(|(i, value)| Slot { start: start + i * length_s, value: *value }).collect()
    }

    #[test]
    fn two_hours_are_a_straight_line() {
        let mut values = vec![Some(100); 20];
        values[10] = Some(190);
        for gap in &mut values[2..10] {
            *gap = None;
        }
        let filled = fill(&slots("2024-05-14", 900, &values));
        let values: Vec<i64> = filled.iter().map(|(_, v)| *v).collect();
        assert_eq!(values, [110, 120, 130, 140, 150, 160, 170, 180]);
        assert_eq!(filled[0].0, 2);
    }

    #[test]
    fn a_day_is_like_the_same_day_of_the_weeks_beside_it() {
        let hours: Vec<Option<i64>> = (0..21 * 24).map(|h| Some(1000 + h)).collect();
        let mut holed = hours.clone();
        for gap in &mut holed[8 * 24..9 * 24] {
            *gap = None;
        }
        let filled = fill(&slots("2024-05-01", 3600, &holed));
        assert_eq!(filled.len(), 24);
        assert!(filled.iter().all(|(at, value)| hours[*at] == Some(*value)), "a line has its own mean");
    }

    #[test]
    fn the_clock_is_followed_over_a_change_of_time() {
        // Twenty-seven days of hours that say which hour the clock shows; the clock changes on the thirteenth.
        let first = "2024-03-19".parse::<Day>().unwrap();
        let start = day_start(first);
        let hour = |at: i64| i64::from(local(at).unwrap().hour());
        let mut all: Vec<Slot> = (0..27 * 24)
            .map(|i| start + i * 3600)
            .map(|start| Slot { start, value: Some(hour(start)) })
            .collect();
        for gap in &mut all[14 * 24..15 * 24] {
            gap.value = None;
        }
        let filled = fill(&all);
        assert_eq!(filled.len(), 24);
        assert!(filled.iter().all(|(at, value)| hour(all[*at].start) == *value), "{filled:?}");
    }

    #[test]
    fn longer_gaps_and_ends_stay_open() {
        let mut hours = vec![Some(5); 40 * 24];
        for gap in &mut hours[10 * 24..17 * 24 + 2] {
            *gap = None;
        }
        assert_eq!(fill(&slots("2024-05-01", 3600, &hours)), []);
        hours[10 * 24] = Some(5);
        hours[10 * 24 + 1] = Some(5);
        assert_eq!(fill(&slots("2024-05-01", 3600, &hours)).len(), 7 * 24);
        assert_eq!(fill(&slots("2024-05-01", 3600, &[None, Some(1), Some(2), None])), []);
        assert_eq!(fill(&[]), []);
    }

    #[test]
    fn a_gap_that_no_week_beside_can_tell_stays_open() {
        let mut hours = vec![Some(5); 4 * 24];
        for gap in &mut hours[24..48] {
            *gap = None;
        }
        assert_eq!(fill(&slots("2024-05-01", 3600, &hours)), []);
    }
}
