//! The weather of a period: hourly temperatures into the daily means that degree-days are counted on.
//!
//! A gap is never filled. A period of a day needs more than 12 hours of readings; a longer one needs nine hours in ten,
//! and a day of it more than 12.

use super::readings::Reading;
use crate::baseline::least_squares::{count, seconds};

const HOUR_S: i64 = 3_600;
const HOURS_OF_A_DAY: usize = 24;

/// A day needs more hours than this.
const HALF_A_DAY: usize = 12;

/// A period of several days needs this share of its hours.
const COVERED: f64 = 0.9;

/// Sixty years of hours: what is longer is a wrong date.
const MOST_HOURS: i64 = 60 * 366 * 24;

/// Temperatures are not usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsound {
    /// No temperature at all.
    Empty,
    /// First and last are more than sixty years apart.
    TooLong,
}

/// Hourly temperatures, °F, one after the other; an hour nobody measured is kept as such.
#[derive(Debug, Clone, PartialEq)]
pub struct Temperatures {
    start: i64,
    hours: Vec<Option<f64>>,
}

/// The weather of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Mean temperature, °F, of each 24 hours of the period that are known well enough.
    pub days_f: Vec<f64>,
    /// Days that a prediction counts: those and the ones whose temperature is not known. The odd hour of a clock
    /// change is no day.
    pub counted: usize,
}

impl Weather {
    /// A single day at this mean temperature, °F.
    pub fn day(mean_f: f64) -> Weather {
        Weather { days_f: vec![mean_f], counted: 1 }
    }

    /// Mean degree-days per day under (heating) or over (cooling) a balance point, °F.
    pub fn degree_days(&self, heating_f: f64, cooling_f: f64) -> [f64; 2] {
        let mean = |of: &dyn Fn(f64) -> f64| {
            self.days_f.iter().map(|t| of(*t).max(0.0)).sum::<f64>() / count(self.days_f.len())
        };
        [mean(&|t| heating_f - t), mean(&|t| t - cooling_f)]
    }
}

impl Temperatures {
    /// From readings (UTC second, °F) in any order. Several in an hour are averaged; readings `step_s` apart by more
    /// than an hour, such as daily means, stand for all their hours, as far as the next.
    ///
    /// # Errors
    /// [`Unsound`]: nothing is there, or the dates are decades apart.
    pub fn new(readings: &[(i64, Option<f64>)], step_s: i64) -> Result<Temperatures, Unsound> {
        let hour = |t: i64| t.div_euclid(HOUR_S);
        let first = readings.iter().map(|r| hour(r.0)).min().ok_or(Unsound::Empty)?;
        let last = readings.iter().map(|r| hour(r.0)).max().ok_or(Unsound::Empty)?;
        let each = (step_s / HOUR_S).clamp(1, 24 * 31);
        let length = last.checked_sub(first).filter(|h| *h <= MOST_HOURS).ok_or(Unsound::TooLong)? + each;
        let length = usize::try_from(length).map_err(|_| Unsound::TooLong)?;
        let mut sums = vec![(0.0, 0_usize); length];
        let mut sorted: Vec<(i64, Option<f64>)> = readings.iter().map(|(t, v)| (hour(*t), *v)).collect();
        sorted.sort_by_key(|r| r.0);
        let mut next = None;
        for same in sorted.chunk_by(|a, b| a.0 == b.0).rev() {
            let Some((at, _)) = same.first() else { continue };
            // The day of a clock change has 23 hours: its mean does not reach into the next.
            let lasting = next.map_or(each, |next: i64| each.min(next - at));
            let (from, lasting) = (usize::try_from(at - first), usize::try_from(lasting));
            let hours = sums.iter_mut().skip(from.unwrap_or_default()).take(lasting.unwrap_or(1));
            let known = || same.iter().filter_map(|r| r.1).filter(|v| v.is_finite());
            hours.for_each(|hour| *hour = (known().sum::<f64>(), known().count()));
            next = Some(*at);
        }
        let hours = sums.into_iter().map(|(sum, n)| (n > 0).then(|| sum / count(n))).collect();
        Ok(Temperatures { start: first * HOUR_S, hours })
    }

    /// The weather of a period; `None` where too much of it is missing.
    pub fn of(&self, period: &Reading) -> Option<Weather> {
        let position = |t: i64| {
            let hours = (t - self.start + HOUR_S - 1).div_euclid(HOUR_S);
            usize::try_from(hours.max(0)).unwrap_or(usize::MAX).min(self.hours.len())
        };
        let hours = self.hours.get(position(period.start)..position(period.end))?;
        let known = hours.iter().flatten().count();
        let span = seconds(period.end - period.start) / seconds(HOUR_S);
        if span <= count(HOURS_OF_A_DAY) {
            // Hours of the file are counted here, known or not: `CalTRACK`'s reference does so.
            return (hours.len() > HALF_A_DAY && known > 0).then(|| Weather::day(mean(hours)));
        }
        if count(known) < COVERED * span.max(count(hours.len())) {
            return None;
        }
        let blocks = hours.chunks(HOURS_OF_A_DAY);
        let days_f: Vec<f64> =
            blocks.clone().filter(|b| b.iter().flatten().count() > HALF_A_DAY).map(mean).collect();
        let counted = blocks.filter(|b| b.len() > HALF_A_DAY).count();
        (!days_f.is_empty()).then_some(Weather { days_f, counted })
    }
}

/// Mean of the hours that are known.
fn mean(hours: &[Option<f64>]) -> f64 {
    hours.iter().flatten().sum::<f64>() / count(hours.iter().flatten().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_a_day_of_23_hours_does_not_reach_into_the_next() {
        let days = [(0, Some(30.0)), (23 * HOUR_S, Some(50.0)), (47 * HOUR_S, Some(40.0))];
        let weather = Temperatures::new(&days, 24 * HOUR_S).unwrap();
        let of = |from: i64, to: i64| {
            let day = Reading { start: from * HOUR_S, end: to * HOUR_S, value: None };
            weather.of(&day).unwrap().days_f
        };
        assert_eq!([of(0, 23), of(23, 47), of(47, 71)], [[30.0], [50.0], [40.0]]);
    }
}
