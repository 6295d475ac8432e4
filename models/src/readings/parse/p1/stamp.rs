//! Times of a telegram: `200512135409S`, with summer or winter said, or `161107190000`, as the clock showed it.

use jiff::civil::Date;

use super::super::clock::{CivilDay, Instant};

/// A time as written.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    date: Date,
    seconds: i64,
    /// Seconds before UTC, where the season is said.
    offset: Option<i64>,
}

impl Stamp {
    /// Reads `YYMMDDhhmmss`, and the `S` or `W` that may follow.
    pub fn read(text: &str) -> Option<Stamp> {
        let (digits, offset) = match text.as_bytes() {
            [digits @ .., b'S'] => (digits, Some(7200)),
            [digits @ .., b'W'] => (digits, Some(3600)),
            digits => (digits, None),
        };
        if digits.len() != 12 {
            return None;
        }
        let pair = |n: usize| match digits.get(2 * n..2 * n + 2)? {
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => i8::try_from((a - b'0') * 10 + (b - b'0')).ok(),
            _ => None,
        };
        let (hours, minutes, seconds) = (pair(3)?, pair(4)?, pair(5)?);
        let date = Date::new(2000 + i16::from(pair(0)?), pair(1)?, pair(2)?).ok()?;
        let on_clock = hours < 24 && minutes < 60 && seconds < 60;
        let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60 + i64::from(seconds);
        on_clock.then_some(Stamp { date, seconds, offset })
    }

    /// The UTC second. Where the season is not said, the hour that is twice in autumn is the second one as soon as a
    /// reading of the first is there (`last`); `None` for the hour skipped in spring.
    pub fn second(self, last: Option<i64>) -> Option<i64> {
        if let Some(offset) = self.offset {
            let utc = jiff::tz::TimeZone::UTC.to_timestamp(self.date.at(0, 0, 0, 0)).ok()?;
            return Some(utc.as_second() + self.seconds - offset);
        }
        match CivilDay::new(self.date).at(self.seconds) {
            Instant::Sure(second) => Some(second),
            Instant::Twice(earlier, later) => Some(if last >= Some(earlier) { later } else { earlier }),
            Instant::Skipped(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::rfc3339;

    #[test]
    fn the_season_makes_a_time_exact_and_its_lack_makes_it_civil() {
        let read = |text, last| Stamp::read(text).and_then(|s| s.second(last)).map(rfc3339);
        for (text, expect) in [
            ("200512135409S", Some("2020-05-12T13:54:09+02:00")),
            ("170102192002W", Some("2017-01-02T19:20:02+01:00")),
            ("241027023000S", Some("2024-10-27T02:30:00+02:00")),
            ("241027023000W", Some("2024-10-27T02:30:00+01:00")),
            ("161107190000", Some("2016-11-07T19:00:00+01:00")),
            ("241027020000", Some("2024-10-27T02:00:00+02:00")),
            ("240331021500", None),
            ("241327020000", None),
            ("240229240000S", None),
            ("2402292400", None),
            ("24022924000é", None),
            ("", None),
        ] {
            assert_eq!(read(text, None).as_deref(), expect, "{text}");
        }
        let first = Stamp::read("241027020000").and_then(|s| s.second(None));
        assert_eq!(read("241027020000", first).as_deref(), Some("2024-10-27T02:00:00+01:00"));
    }
}
