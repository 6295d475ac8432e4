//! Civil times of a file → UTC, remembering the last day: a file has 96 rows a day and one change of clock a half-year.

use jiff::civil::Date;

use crate::period::{Zone, next_day};

/// A civil day.
#[derive(Debug, Clone, Copy)]
pub struct CivilDay {
    /// The date.
    pub date: Date,
    zone: Zone,
    start: i64,
    seconds: i64,
}

/// What a civil time means in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instant {
    /// One second.
    Sure(i64),
    /// The hour that exists twice in autumn: the earlier and the later reading of the clock.
    Twice(i64, i64),
    /// The hour skipped in spring; the second at which the clock jumps.
    Skipped(i64),
}

impl CivilDay {
    /// The day `date` in Brussels.
    pub fn new(date: Date) -> CivilDay {
        CivilDay::of(date, Zone::Brussels)
    }

    /// The day `date` there.
    pub fn of(date: Date, zone: Zone) -> CivilDay {
        let start = zone.day_start(date);
        CivilDay { date, zone, start, seconds: zone.day_start(next_day(date)) - start }
    }

    /// The UTC second at which it begins.
    pub fn start(self) -> i64 {
        self.start
    }

    /// How long it is: 82 800, 86 400 or 90 000 seconds.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// The clock showing `seconds` since midnight (0 to 86 400, the latter being the next midnight).
    pub fn at(self, seconds: i64) -> Instant {
        if self.seconds == 86_400 {
            return Instant::Sure(self.start + seconds);
        }
        self.at_clock_change(seconds)
    }

    #[cold]
    fn at_clock_change(self, seconds: i64) -> Instant {
        if seconds >= 86_400 {
            return Instant::Sure(self.start + self.seconds);
        }
        let shift = self.seconds - 86_400;
        let civil =
            self.date.to_datetime(jiff::civil::Time::midnight()) + jiff::SignedDuration::from_secs(seconds);
        let ambiguous = self.zone.rules().to_ambiguous_timestamp(civil);
        let second = |disambiguated: Result<jiff::Timestamp, jiff::Error>| {
            disambiguated.map_or(self.start + seconds, jiff::Timestamp::as_second)
        };
        match ambiguous.offset() {
            jiff::tz::AmbiguousOffset::Unambiguous { .. } => Instant::Sure(second(ambiguous.compatible())),
            jiff::tz::AmbiguousOffset::Fold { .. } => {
                Instant::Twice(second(ambiguous.earlier()), second(ambiguous.later()))
            }
            jiff::tz::AmbiguousOffset::Gap { .. } => {
                // 02:00 to 02:59 do not exist: all of them are the instant of the jump, 03:00.
                let into_gap = seconds.rem_euclid(shift.abs().max(1));
                Instant::Skipped(second(ambiguous.later()) - into_gap)
            }
        }
    }
}

impl Instant {
    /// As the end of a slot that starts at `start`: the earliest meaning after it.
    pub fn as_end(self, start: i64) -> i64 {
        match self {
            Instant::Sure(t) | Instant::Skipped(t) => t,
            Instant::Twice(earlier, later) => {
                if earlier > start {
                    earlier
                } else {
                    later
                }
            }
        }
    }

    /// The end of a slot that begins now, at `start`, when the clock says `end`. One of at most an hour that begins when
    /// the doubled hour begins lasts as long as the clock says, whatever hour is left out behind it.
    pub fn by_the_clock(self, start: i64, end: i64) -> i64 {
        match self {
            Instant::Twice(earlier, _)
                if start == earlier && (3601..=7200).contains(&end.saturating_sub(start)) =>
            {
                end - 3600
            }
            _ => end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_autumn_hour_is_twice_and_the_spring_hour_nowhere() {
        let autumn = CivilDay::new(date(2021, 10, 31));
        let two = autumn.at(2 * 3600);
        assert_eq!(two, Instant::Twice(autumn.start + 2 * 3600, autumn.start + 3 * 3600));
        assert_eq!(autumn.at(3 * 3600), Instant::Sure(autumn.start + 4 * 3600));
        assert_eq!(autumn.at(3600), Instant::Sure(autumn.start + 3600));
        assert_eq!(two.as_end(autumn.start + 2 * 3600 + 2700), autumn.start + 3 * 3600);
        assert_eq!(autumn.at(86_400), Instant::Sure(CivilDay::new(date(2021, 11, 1)).start));
        for (length, expect) in [(4500, 900), (7200, 3600), (3600, 3600), (9000, 9000)] {
            let start = autumn.start + 2 * 3600;
            assert_eq!(two.by_the_clock(start, start + length), start + expect, "{length}");
            assert_eq!(two.by_the_clock(start + 3600, start + 3600 + length), start + 3600 + length);
        }
        let spring = CivilDay::new(date(2021, 3, 28));
        assert_eq!(spring.at(2 * 3600), Instant::Skipped(spring.start + 2 * 3600));
        assert_eq!(spring.at(2 * 3600 + 900), Instant::Skipped(spring.start + 2 * 3600));
        assert_eq!(spring.at(3 * 3600), Instant::Sure(spring.start + 2 * 3600));
        let plain = CivilDay::new(date(2021, 6, 1));
        assert_eq!(plain.at(3 * 3600), Instant::Sure(plain.start + 3 * 3600));
    }
}
