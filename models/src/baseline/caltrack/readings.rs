//! The readings of a meter, end to end, and the year of them that a model or a comparison may use.
//!
//! Takes periods as the meter gave them. Months that we divided ourselves are another type and cannot come in (I13):
//! of what is stored, only `baseline::original` makes readings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DAY_S, Frequency};
use crate::baseline::least_squares::seconds;

/// Days of a year of baseline or reporting, at most.
const YEAR_S: i64 = 365 * DAY_S;

/// Bills shorter than this are estimates or final bills (`CalTRACK` 2.2.3.2).
const SHORTEST_BILL_DAYS: i64 = 25;

/// Bills longer than this are left out: the first where most bills are monthly, the second otherwise (2.2.3.3-4).
const LONGEST_BILL_DAYS: [i64; 2] = [35, 70];

/// Readings that usually last less than this are of hours: a day of a clock change has 23.
const SHORTEST_DAY_S: i64 = 23 * 3_600;

/// Readings of hours that are longer than this are not divided between two days.
const DIVIDED_S: i64 = 3_600;

/// What a meter used over one of its own periods.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded.
    pub end: i64,
    /// Total of the period, in the unit of the meter; `None` where it is missing.
    pub value: Option<f64>,
}

impl Reading {
    /// Days, with their fraction: 23 hours are 0.9583.
    pub fn days(&self) -> f64 {
        seconds(self.end - self.start) / seconds(DAY_S)
    }

    /// The value per day.
    pub fn per_day(&self) -> Option<f64> {
        self.value.map(|v| v / self.days())
    }
}

/// Two readings claim the same time, or one ends before it begins: the start of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap(pub i64);

/// The readings of one meter, each beginning where the one before ends; what nobody read is a reading without value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Readings(Vec<Reading>);

/// Where a window begins and ends, UTC seconds; the end is excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Included.
    pub start: i64,
    /// Excluded.
    pub end: i64,
}

impl Readings {
    /// In order of time, whatever order they come in.
    ///
    /// Raw numbers come in, since the meters of a research file have no carrier, no unit and no civil days. That opens a
    /// way round [`Original`](crate::readings::totals::Original), so only two may call this: `baseline::original`, and the
    /// command `baseline`, which reads a file of periods. The floors test holds it (I13).
    ///
    /// # Errors
    /// [`Overlap`] where two readings claim the same time.
    pub fn new(mut given: Vec<Reading>) -> Result<Readings, Overlap> {
        given.sort_by_key(|r| (r.start, r.end));
        let mut all: Vec<Reading> = Vec::with_capacity(given.len());
        for reading in given {
            // The span is bounded so that no sum of times can overflow.
            let span = reading.end.checked_sub(reading.start).filter(|s| *s > 0 && *s < i64::from(u32::MAX));
            let before = all.last().map_or(reading.start, |r| r.end);
            if span.is_none() || before > reading.start {
                return Err(Overlap(reading.start));
            }
            if before < reading.start {
                all.push(Reading { start: before, end: reading.start, value: None });
            }
            all.push(Reading { value: reading.value.filter(|v| v.is_finite()), ..reading });
        }
        Ok(Readings(all))
    }

    /// One after the other.
    pub fn as_slice(&self) -> &[Reading] {
        &self.0
    }

    /// Daily when the usual period is a day and a half or less.
    pub fn frequency(&self) -> Frequency {
        if self.usual_length() <= DAY_S * 3 / 2 { Frequency::Daily } else { Frequency::Billing }
    }

    /// Readings of hours or quarters of an hour as days, which begin at midnight UTC; others as they are. A day of which
    /// half its time or less was read has no value; one with less than all is scaled to a whole day. What lasts more
    /// than an hour is not divided at midnight: it counts nowhere.
    #[must_use]
    pub fn by_days(self) -> Readings {
        if self.usual_length() >= SHORTEST_DAY_S {
            return self;
        }
        let mut days: BTreeMap<i64, (f64, i64)> = BTreeMap::new();
        for reading in &self.0 {
            let Some(value) = reading.value else { continue };
            let length = reading.end - reading.start;
            let first = reading.start.div_euclid(DAY_S);
            let midnight = (first + 1) * DAY_S;
            let before = reading.end.min(midnight) - reading.start;
            if before < length && length > DIVIDED_S {
                continue;
            }
            for (day, part) in [(first, before), (first + 1, length - before)] {
                if part > 0 {
                    let (total, covered) = days.entry(day).or_default();
                    *total += value * seconds(part) / seconds(length);
                    *covered += part;
                }
            }
        }
        let day = |(day, (total, covered)): (i64, (f64, i64))| Reading {
            start: day * DAY_S,
            end: (day + 1) * DAY_S,
            value: (2 * covered > DAY_S).then(|| total * seconds(DAY_S) / seconds(covered)),
        };
        Readings::new(days.into_iter().map(day).collect()).unwrap_or_default()
    }

    /// Bills without those of an unusual length, which estimates and moves bring: 25 to 35 days where most bills are
    /// monthly, 25 to 70 otherwise. Their value goes, their time stays.
    #[must_use]
    pub fn without_odd_bills(mut self) -> Readings {
        let [monthly, longest] = LONGEST_BILL_DAYS;
        let limit = if self.usual_length() <= monthly * DAY_S { monthly } else { longest };
        for reading in &mut self.0 {
            let whole_days = (reading.end - reading.start) / DAY_S;
            if !(SHORTEST_BILL_DAYS..=limit).contains(&whole_days) {
                reading.value = None;
            }
        }
        self
    }

    /// The last 365 days before `end`; of bills, those from the boundary nearest to that.
    #[must_use]
    pub fn baseline(&self, frequency: Frequency, end: i64) -> Readings {
        let (start, end) = match frequency {
            Frequency::Daily => (end.saturating_sub(YEAR_S), end),
            Frequency::Billing => match self.stamps().rfind(|s| *s <= end) {
                None => return Readings::default(),
                Some(end) => (self.nearest(end.saturating_sub(YEAR_S)), end),
            },
        };
        self.within(start, end)
    }

    /// The first 365 days from `start` on; of bills, those up to the boundary nearest to that.
    #[must_use]
    pub fn reporting(&self, frequency: Frequency, start: i64) -> Readings {
        let (start, end) = match frequency {
            Frequency::Daily => (start, start.saturating_add(YEAR_S)),
            Frequency::Billing => match self.stamps().find(|s| *s >= start) {
                None => return Readings::default(),
                Some(start) => (start, self.nearest(start.saturating_add(YEAR_S))),
            },
        };
        self.within(start, end)
    }

    /// From the first start to the last end; `None` without a reading.
    pub fn window(&self) -> Option<Window> {
        Some(Window { start: self.0.first()?.start, end: self.0.last()?.end })
    }

    /// Those for which `keep` holds.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Reading) -> bool) -> Readings {
        Readings(self.0.iter().filter(|r| keep(r)).copied().collect())
    }

    fn within(&self, start: i64, end: i64) -> Readings {
        self.only(|r| r.start >= start && r.end <= end)
    }

    /// Every boundary.
    fn stamps(&self) -> impl DoubleEndedIterator<Item = i64> {
        self.0.iter().map(|r| r.start).chain(self.0.last().map(|r| r.end))
    }

    /// The boundary nearest to a time; the later of two at the same distance.
    fn nearest(&self, to: i64) -> i64 {
        self.stamps().rev().min_by_key(|s| s.abs_diff(to)).unwrap_or(to)
    }

    /// The median length in seconds of the readings that have a value.
    fn usual_length(&self) -> i64 {
        let mut lengths: Vec<i64> =
            self.0.iter().filter(|r| r.value.is_some()).map(|r| r.end - r.start).collect();
        lengths.sort_unstable();
        lengths.get(lengths.len() / 2).copied().unwrap_or(DAY_S)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_S: i64 = 3_600;

    fn hours(of: impl Iterator<Item = (i64, f64)>) -> Readings {
        let hour = |(at, value)| Reading { start: at * HOUR_S, end: (at + 1) * HOUR_S, value: Some(value) };
        Readings::new(of.map(hour).collect()).unwrap()
    }

    fn values(readings: &Readings) -> Vec<(i64, i64, Option<f64>)> {
        readings.as_slice().iter().map(|r| (r.start / HOUR_S, r.end / HOUR_S, r.value)).collect()
    }

    #[test]
    fn hours_are_summed_to_days_where_more_than_half_of_them_are_known() {
        let all = hours((0..24).chain(24..36).chain(48..61).map(|at| (at, 2.0)));
        let days = values(&all.by_days());
        assert_eq!(days, [(0, 24, Some(48.0)), (24, 48, None), (48, 72, Some(48.0))]);
    }

    #[test]
    fn an_hour_across_midnight_is_shared_and_a_longer_reading_is_not() {
        let half = HOUR_S / 2;
        let mut given: Vec<Reading> = (0..48)
            .map(|i| Reading { start: i * HOUR_S - half, end: i * HOUR_S + half, value: Some(1.0) })
            .collect();
        given.push(Reading { start: 48 * HOUR_S - half, end: 96 * HOUR_S, value: Some(999.0) });
        let days = values(&Readings::new(given).unwrap().by_days());
        assert_eq!(days, [(-24, 0, None), (0, 24, Some(24.0)), (24, 48, Some(24.0))]);
    }

    #[test]
    fn days_and_bills_stay_as_they_are() {
        let reading =
            |from: i64, to: i64| Reading { start: from * HOUR_S, end: to * HOUR_S, value: Some(1.0) };
        for given in [vec![reading(5, 28), reading(28, 52), reading(52, 75)], vec![reading(0, 720)]] {
            let readings = Readings::new(given).unwrap();
            assert_eq!(readings.clone().by_days(), readings);
        }
    }
}
