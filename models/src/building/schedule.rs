//! Days and hours of a usual week in which a building is in use.

use core::fmt;
use core::str::FromStr;

use jiff::civil::{Time, Weekday};

/// One stretch of a day that comes back each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// Monday is 1.
    first: i8,
    last: i8,
    from: Time,
    to: Time,
}

/// Days and hours of a usual week, `1-5 07:00-18:00; 6 09:00-12:00`: Monday is 1, `24:00` the end of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule(Vec<Stretch>);

impl Schedule {
    /// Whether the building is in use then. No exceptional closure is known here.
    pub fn is_open(&self, day: Weekday, at: Time) -> bool {
        let day = day.to_monday_one_offset();
        self.0.iter().any(|s| (s.first..=s.last).contains(&day) && s.from <= at && at <= s.to)
    }
}

impl FromStr for Schedule {
    type Err = ();

    fn from_str(text: &str) -> Result<Schedule, ()> {
        let stretches = text.split(';').map(stretch).collect::<Option<Vec<_>>>().ok_or(())?;
        (!stretches.is_empty()).then_some(Schedule(stretches)).ok_or(())
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, s) in self.0.iter().enumerate() {
            let (between, last) = (if n == 0 { "" } else { "; " }, s.to == Time::MAX);
            let to = if last { "24:00".to_owned() } else { s.to.strftime("%H:%M").to_string() };
            let days =
                if s.first == s.last { s.first.to_string() } else { format!("{}-{}", s.first, s.last) };
            write!(f, "{between}{days} {}-{to}", s.from.strftime("%H:%M"))?;
        }
        Ok(())
    }
}

fn stretch(text: &str) -> Option<Stretch> {
    let (days, hours) = text.trim().split_once(' ')?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let day = |text: &str| text.parse::<i8>().ok().filter(|day| (1..=7).contains(day));
    let (from, to) = hours.trim().split_once('-')?;
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        match (hour.parse().ok()?, minute.parse().ok()?) {
            (24, 0) => Some(Time::MAX),
            (hour, minute) => Time::new(hour, minute, 0, 0).ok(),
        }
    };
    let one = Stretch { first: day(first)?, last: day(last)?, from: time(from)?, to: time(to)? };
    (one.first <= one.last && one.from < one.to).then_some(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_read_and_written_in_the_same_words() {
        for text in ["1-5 07:00-18:00", "1-7 00:00-24:00", "1-4 07:30-16:00; 5 07:30-12:00"] {
            assert_eq!(text.parse::<Schedule>().map(|s| s.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "0-5 07:00-18:00", "5-1 07:00-18:00", "1-5 18:00-07:00", "1-5 25:00-26:00", "lundi"]
        {
            assert_eq!(text.parse::<Schedule>(), Err(()), "{text}");
        }
        let week: Schedule = "1-4 07:30-16:00; 5 07:30-12:00".parse().unwrap();
        let at = |hour| Time::constant(hour, 0, 0, 0);
        assert!(week.is_open(Weekday::Monday, at(15)) && !week.is_open(Weekday::Friday, at(15)));
        assert!(!week.is_open(Weekday::Sunday, at(9)));
    }
}
