//! Days, months and periods in Belgian civil time, and the two days a year that are not 24 hours long.
//!
//! Times are stored as UTC seconds; people live in Europe/Brussels. A civil day has 92, 96 or 100 quarters.
//! The zone's rules are compiled in: nothing depends on the machine. Does *not* ask what day it is.

use core::fmt;
use core::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

pub use jiff::civil::Date as Day;

static BRUSSELS: TimeZone = jiff::tz::get!("Europe/Brussels");

/// Europe/Brussels, compiled in.
pub fn brussels() -> TimeZone {
    BRUSSELS.clone()
}

static LISBON: TimeZone = jiff::tz::get!("Europe/Lisbon");
static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// Whose clock the times of a file are of. All of them change on the same Sundays, at the same instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Zone {
    /// Belgium's, and that of France, Germany, Italy, the Netherlands.
    #[default]
    #[serde(rename = "Europe/Brussels")]
    Brussels,
    /// Portugal's.
    #[serde(rename = "Europe/Lisbon")]
    Lisbon,
    /// Great Britain's and Ireland's.
    #[serde(rename = "Europe/London")]
    London,
}

impl Zone {
    /// Its rules.
    pub fn rules(self) -> &'static TimeZone {
        match self {
            Zone::Brussels => &BRUSSELS,
            Zone::Lisbon => &LISBON,
            Zone::London => &LONDON,
        }
    }

    /// The UTC second at which a civil day begins there.
    pub fn day_start(self, day: Date) -> i64 {
        self.rules()
            .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
            .map_or(i64::MIN, Timestamp::as_second)
    }
}

/// The UTC second at which a civil day begins in Brussels.
pub fn day_start(day: Date) -> i64 {
    Zone::Brussels.day_start(day)
}

/// The civil day in Brussels that holds this UTC second; `None` outside the years -9999 to 9999.
pub fn day_of(utc_s: i64) -> Option<Date> {
    local(utc_s).map(DateTime::date)
}

/// The civil date and time in Brussels at this UTC second.
pub fn local(utc_s: i64) -> Option<DateTime> {
    Some(BRUSSELS.to_datetime(Timestamp::from_second(utc_s).ok()?))
}

/// RFC 3339 with the offset of Brussels at this UTC second.
pub fn rfc3339(utc_s: i64) -> String {
    Timestamp::from_second(utc_s)
        .map(|t| t.to_zoned(brussels()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        .unwrap_or_default()
}

/// The day after.
pub fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// Whole days from `a` to `b`; negative when `b` is earlier.
pub fn days_between(a: Date, b: Date) -> i64 {
    i64::from(a.until((jiff::Unit::Day, b)).map_or(0, |span| span.get_days()))
}

/// A civil month; written `2025-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month `month` (1-12) of `year`; `None` for a month 13.
    pub fn new(year: i16, month: i8) -> Option<Month> {
        Date::new(year, month, 1).ok().map(Month::of)
    }

    /// The month of a day.
    pub fn of(day: Date) -> Month {
        Month { year: day.year(), month: day.month() }
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn number(self) -> i8 {
        self.month
    }

    /// Its first day.
    pub fn first(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(Date::MIN)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Month {
        Month::of(self.first().checked_add(1.month()).unwrap_or(Date::MAX))
    }

    /// The month as a period of days.
    pub fn period(self) -> Period {
        Period { from: self.first(), to: self.next().first() }
    }

    /// The UTC second at which it begins in Brussels.
    pub fn start(self) -> i64 {
        day_start(self.first())
    }

    /// A number that grows by one each month: `year * 12 + month - 1`. This is what is stored.
    pub fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month with this [`Month::index`].
    pub fn from_index(index: i32) -> Option<Month> {
        let year = i16::try_from(index.div_euclid(12)).ok()?;
        let month = i8::try_from(index.rem_euclid(12)).ok()? + 1;
        Month::new(year, month)
    }

    /// Months from `first` to `last`, both included.
    pub fn range(first: Month, last: Month) -> impl Iterator<Item = Month> {
        (first.index()..=last.index()).filter_map(Month::from_index)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Month, String> {
        text.parse().map_err(|()| format!("`{text}` is no month"))
    }
}

impl FromStr for Month {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        let (year, month) = s.split_once('-').ok_or(())?;
        Month::new(year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?).ok_or(())
    }
}

/// Whole civil days from `from` (included) to `to` (excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// The day after the last.
    pub to: Date,
}

impl Period {
    /// A period of at least one day; `None` when `to` is not after `from`.
    pub fn new(from: Date, to: Date) -> Option<Period> {
        (from < to).then_some(Period { from, to })
    }

    /// From `first` to `last` as bills write it: the last day counts, unless it is the same day of the month as the
    /// first, for then it is the day of the next reading (01/01/2025 to 01/01/2026 is one year).
    pub fn billed(first: Date, last: Date) -> Option<Period> {
        let next_reading = first < last && first.day() == last.day();
        Period::new(first, if next_reading { last } else { next_day(last) })
    }

    /// The year `year`.
    pub fn year(year: i16) -> Option<Period> {
        Period::new(Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?)
    }

    /// Number of days.
    pub fn days(self) -> i64 {
        days_between(self.from, self.to)
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day < self.to
    }

    /// What both have in common.
    pub fn meet(self, other: Period) -> Option<Period> {
        Period::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Its days.
    pub fn iter(self) -> impl Iterator<Item = Date> {
        core::iter::successors(Some(self.from), |d| Some(next_day(*d))).take_while(move |d| *d < self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_two_long_and_short_days_have_100_and_92_quarters() {
        let quarters = |d: Date| (day_start(next_day(d)) - day_start(d)) / 900;
        assert_eq!(quarters(date(2021, 10, 31)), 100);
        assert_eq!(quarters(date(2021, 3, 28)), 92);
        assert_eq!(quarters(date(2021, 6, 1)), 96);
    }

    #[test]
    fn months_count_and_come_back() {
        let december = Month::new(2023, 12).unwrap();
        assert_eq!(december.next(), Month::new(2024, 1).unwrap());
        assert_eq!(Month::from_index(december.index()), Some(december));
        assert_eq!("2023-12".parse(), Ok(december));
        assert_eq!(december.period().days(), 31);
        assert_eq!(Month::new(2023, 13), None);
        assert_eq!(rfc3339(december.start()), "2023-12-01T00:00:00+01:00");
        assert_eq!(day_of(december.start()), Some(date(2023, 12, 1)));
        assert_eq!(day_of(december.start() - 1), Some(date(2023, 11, 30)));
    }

    #[test]
    fn bills_name_the_last_day_or_the_next_reading() {
        for (first, last, days) in [
            (date(2025, 1, 1), date(2025, 12, 31), Some(365)),
            (date(2025, 1, 1), date(2026, 1, 1), Some(365)),
            (date(2025, 3, 5), date(2025, 3, 5), Some(1)),
            (date(2025, 3, 5), date(2025, 3, 4), None),
        ] {
            assert_eq!(Period::billed(first, last).map(Period::days), days, "{first} to {last}");
        }
    }

    #[test]
    fn periods_meet_where_they_overlap() {
        let year = Period::year(2024).unwrap();
        assert_eq!(year.days(), 366);
        let winter = Period::new(date(2023, 11, 1), date(2024, 3, 1)).unwrap();
        assert_eq!(year.meet(winter), Period::new(date(2024, 1, 1), date(2024, 3, 1)));
        assert_eq!(Period::new(date(2024, 1, 1), date(2024, 1, 1)), None);
        assert_eq!(winter.iter().count(), 121);
    }
}
