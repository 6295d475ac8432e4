//! The readings of a meter, end to end, and the year of them that a model or a comparison may use.
//!
//! Takes periods as the meter gave them. Months that we divided ourselves are another type and cannot come in (I13).

use serde::{Deserialize, Serialize};

use super::{DAY_S, Frequency};
use crate::baseline::least_squares::seconds;

/// Days of a year of baseline or reporting, at most.
const YEAR_S: i64 = 365 * DAY_S;

/// Bills shorter than this are estimates or final bills (`CalTRACK` 2.2.3.2).
const SHORTEST_BILL_DAYS: i64 = 25;

/// Bills longer than this are left out: the first where most bills are monthly, the second otherwise (2.2.3.3-4).
const LONGEST_BILL_DAYS: [i64; 2] = [35, 70];

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
