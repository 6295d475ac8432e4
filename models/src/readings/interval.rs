//! Regular slots of one channel in one civil month: how quarter-hours are kept and superseded.
//!
//! The month begins at midnight in Brussels; slots follow each other in UTC, so the clock changes make a month
//! longer or shorter by four quarters and nothing else. Does *not* pack bytes (that is `backend`'s store).

use core::ops::Range;

use crate::certain::Quality;
use crate::period::{Day, Month, day_of, day_start, next_day};

use super::Point;

/// The slots of a month that have something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSlots {
    /// The civil month.
    pub month: Month,
    /// Seconds per slot; divides 3600.
    pub resolution_s: u32,
    /// Decimals of the values.
    pub scale: u32,
    /// UTC second at which the month begins.
    start: i64,
    values: Vec<i64>,
    quality: Vec<u8>,
}

const ABSENT: u8 = u8::MAX;

impl MonthSlots {
    /// An empty month. `None` when the resolution does not divide the hour.
    pub fn new(month: Month, resolution_s: u32, scale: u32) -> Option<MonthSlots> {
        if resolution_s == 0 || 3600 % resolution_s != 0 {
            return None;
        }
        let start = month.start();
        let seconds = month.next().start() - start;
        let slots = usize::try_from(seconds / i64::from(resolution_s)).ok()?;
        Some(MonthSlots {
            month,
            resolution_s,
            scale,
            start,
            values: vec![0; slots],
            quality: vec![ABSENT; slots],
        })
    }

    /// Number of slots of the month, filled or not: 2 976 quarters in a plain month of 31 days.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether no slot has a value.
    pub fn is_empty(&self) -> bool {
        self.quality.iter().all(|q| *q == ABSENT)
    }

    /// The position of the slot that starts at this UTC second, if it is one of this month's.
    pub fn position(&self, start: i64) -> Option<usize> {
        let offset = start - self.start;
        let resolution = i64::from(self.resolution_s);
        if offset < 0 || offset % resolution != 0 {
            return None;
        }
        usize::try_from(offset / resolution).ok().filter(|i| *i < self.len())
    }

    /// UTC second at which slot `position` starts.
    pub fn start_of(&self, position: usize) -> i64 {
        self.start + i64::from(self.resolution_s) * i64::try_from(position).unwrap_or(i64::MAX / 86_400)
    }

    /// Value and quality of a slot, if it has one.
    pub fn get(&self, position: usize) -> Option<(i64, Quality)> {
        let quality = Quality::from_index(*self.quality.get(position)?)?;
        Some((*self.values.get(position)?, quality))
    }

    /// Puts a value into a slot, whatever stood there.
    pub fn set(&mut self, position: usize, value: i64, quality: Quality) {
        if let (Some(v), Some(q)) = (self.values.get_mut(position), self.quality.get_mut(position)) {
            *v = value;
            *q = quality.index();
        }
    }

    /// Empties a slot: somebody said that its value is wrong and has none to put there.
    pub fn clear(&mut self, position: usize) {
        if let (Some(v), Some(q)) = (self.values.get_mut(position), self.quality.get_mut(position)) {
            (*v, *q) = (0, ABSENT);
        }
    }

    /// Position, value and quality of each slot that has a value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, i64, Quality)> {
        self.quality
            .iter()
            .zip(&self.values)
            .enumerate()
            .filter_map(|(i, (q, v))| Quality::from_index(*q).map(|q| (i, *v, q)))
    }

    /// How many slots have a value.
    pub fn filled(&self) -> usize {
        self.quality.iter().filter(|q| **q != ABSENT).count()
    }

    /// Sum of the values, times 10^scale.
    pub fn sum(&self) -> i128 {
        self.iter().map(|(_, v, _)| i128::from(v)).sum()
    }

    /// The slots of each civil day, in order.
    pub fn slots_by_day(&self) -> Vec<(Day, Range<usize>)> {
        let resolution = i64::from(self.resolution_s);
        let (mut start, mut first) = (self.start, 0);
        // Ten months of twelve have only days of 24 hours: the clock need not be asked for each of them.
        let plain = self.month.next().start() - start == self.month.period().days() * 86_400;
        let days = self.month.period().iter().map(|day| {
            let next = if plain { start + 86_400 } else { day_start(next_day(day)) };
            let slots = first..first + usize::try_from((next - start) / resolution).unwrap_or(0);
            (start, first) = (next, slots.end);
            (day, slots)
        });
        days.collect()
    }

    /// Sum, count and weakest quality of the values in some slots.
    pub fn stretch(&self, slots: Range<usize>) -> Stretch {
        let mut stretch = Stretch { sum: 0, present: 0, quality: Quality::Measured };
        let mut weakest = 0;
        let values = self.values.get(slots.clone()).unwrap_or_default();
        let qualities = self.quality.get(slots).unwrap_or_default();
        for (value, quality) in values.iter().zip(qualities) {
            if *quality != ABSENT {
                stretch.sum += i128::from(*value);
                stretch.present += 1;
                weakest = weakest.max(*quality);
            }
        }
        stretch.quality = Quality::from_index(weakest).unwrap_or_default();
        stretch
    }

    /// Each day that has a value, with the sum of its values times 10^scale.
    pub fn days(&self) -> Vec<(Day, i128)> {
        let stretches = self.slots_by_day().into_iter().map(|(day, slots)| (day, self.stretch(slots)));
        stretches.filter(|(_, s)| s.present > 0).map(|(day, s)| (day, s.sum)).collect()
    }

    /// The same slots with more decimals. `None` on overflow.
    fn rescaled(&self, scale: u32) -> Option<MonthSlots> {
        let factor = 10i64.checked_pow(scale.checked_sub(self.scale)?)?;
        let values = self.values.iter().map(|v| v.checked_mul(factor)).collect::<Option<Vec<_>>>()?;
        Some(MonthSlots { scale, values, ..self.clone() })
    }

    /// Lays a later import over this one, slot by slot: a value overrides, a missing slot never does, and an
    /// estimate does not override a measured value unless `force`. Counts what happened.
    ///
    /// Another resolution cannot be laid over slot by slot: the finer one then stays and `None` is returned.
    pub fn supersede(&mut self, later: &MonthSlots, force: bool) -> Option<Superseded> {
        if later.resolution_s != self.resolution_s || later.month != self.month {
            return None;
        }
        let scale = self.scale.max(later.scale);
        if scale != self.scale {
            *self = self.rescaled(scale)?;
        }
        let later = if later.scale == scale { later.clone() } else { later.rescaled(scale)? };
        let mut done = Superseded::default();
        for (i, value, quality) in later.iter() {
            match self.get(i) {
                None => done.new += 1,
                Some((held, held_quality)) if held == value && held_quality == quality => {
                    done.identical += 1;
                    continue;
                }
                Some((_, held_quality)) if quality > held_quality && !force => {
                    done.kept += 1;
                    continue;
                }
                Some(_) => done.changed += 1,
            }
            self.set(i, value, quality);
        }
        Some(done)
    }
}

/// Some slots taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Sum of the values, times 10^scale.
    pub sum: i128,
    /// How many slots have a value.
    pub present: usize,
    /// The weakest quality among them.
    pub quality: Quality,
}

/// What laying one import over another did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Superseded {
    /// Slots that had no value.
    pub new: usize,
    /// Slots whose value or quality changed.
    pub changed: usize,
    /// Slots that already had exactly this.
    pub identical: usize,
    /// Slots where a better value was kept.
    pub kept: usize,
}

/// Lengths of slot that meters have: one, five, ten, fifteen, thirty, sixty minutes.
const LENGTHS_S: [u32; 6] = [60, 300, 600, 900, 1800, 3600];

/// A month, roughly.
const MONTH_S: i64 = 30 * 86_400;

/// A month with fewer than one slot in so many filled is better kept as rows: it would be mostly air.
const AIR: usize = 40;

/// Whether these points can be kept as month slots: regular, of a length meters have, aligned with the hour, and
/// enough of them to fill their months.
pub fn fits(points: &[Point], resolution_s: Option<u32>) -> bool {
    let Some(resolution) = resolution_s.filter(|r| LENGTHS_S.contains(r)) else { return false };
    let resolution = i64::from(resolution);
    if !points.iter().all(|p| p.end - p.start == resolution && p.start % resolution == 0) {
        return false;
    }
    let mut months: Vec<i64> = points.iter().map(|p| p.start.div_euclid(MONTH_S)).collect();
    months.sort_unstable();
    months.dedup();
    let slots = usize::try_from(MONTH_S / resolution).unwrap_or(usize::MAX);
    points.len().saturating_mul(AIR) >= months.len().saturating_mul(slots)
}

/// The points with a value, laid out by civil month. The caller has checked [`fits`].
pub fn by_month(points: &[Point], resolution_s: u32, scale: u32) -> Vec<MonthSlots> {
    let mut months: Vec<MonthSlots> = Vec::new();
    for point in points {
        let Some(value) = point.value else { continue };
        let position = months.last().and_then(|m| m.position(point.start));
        if let (Some(position), Some(month)) = (position, months.last_mut()) {
            month.set(position, value, point.quality);
            continue;
        }
        let Some(month) = day_of(point.start).map(Month::of) else { continue };
        let found = months.iter().position(|m| m.month == month);
        let index = match found {
            Some(i) => i,
            None => {
                let Some(new) = MonthSlots::new(month, resolution_s, scale) else { continue };
                months.push(new);
                months.len() - 1
            }
        };
        if let Some(slots) = months.get_mut(index)
            && let Some(position) = slots.position(point.start)
        {
            slots.set(position, value, point.quality);
        }
    }
    months.sort_by_key(|m| m.month);
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i16, number: i8) -> Month {
        Month::new(year, number).unwrap()
    }

    #[test]
    fn october_has_four_quarters_more_and_march_four_less() {
        assert_eq!(MonthSlots::new(month(2021, 10), 900, 3).unwrap().len(), 31 * 96 + 4);
        assert_eq!(MonthSlots::new(month(2021, 3), 900, 3).unwrap().len(), 31 * 96 - 4);
        assert!(MonthSlots::new(month(2021, 3), 86_400, 3).is_none());
    }

    #[test]
    fn a_later_estimate_or_nothing_never_overrides_a_measured_value() {
        let mut held = MonthSlots::new(month(2024, 1), 900, 3).unwrap();
        held.set(0, 1000, Quality::Measured);
        held.set(1, 2000, Quality::Estimated);
        held.set(4, 5000, Quality::Measured);
        let mut later = MonthSlots::new(month(2024, 1), 900, 2).unwrap();
        later.set(0, 111, Quality::Estimated);
        later.set(1, 222, Quality::Measured);
        later.set(2, 333, Quality::Measured);
        later.set(4, 500, Quality::Measured);
        let done = held.supersede(&later, false).unwrap();
        assert_eq!(done, Superseded { new: 1, changed: 1, identical: 1, kept: 1 });
        assert_eq!(held.get(0), Some((1000, Quality::Measured)));
        assert_eq!(held.get(1), Some((2220, Quality::Measured)));
        assert_eq!(held.get(2), Some((3330, Quality::Measured)));
        assert_eq!(held.get(3), None);
        assert_eq!(held.supersede(&later, true).unwrap().changed, 1);
        assert_eq!(held.get(0), Some((1110, Quality::Estimated)));
    }
}
