//! Dates and times as files write them. Digits and signs here; [`written`] reads what has words in it, [`spans`] what
//! names a month, a quarter or a year.

mod spans;
mod written;

pub use spans::{month, month_name, range, span};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lang::normalised;
use crate::period::Month;

/// Which part of a date comes first. French, Dutch and German files put the day first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 31/12/2025.
    #[default]
    DayFirst,
    /// 12/31/2025.
    MonthFirst,
    /// 25-12-31. A year of four digits that comes first is known by itself.
    YearFirst,
}

/// A date with what may follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The civil date.
    pub date: Date,
    /// Seconds on the clock since midnight, where a time follows.
    pub seconds: Option<i64>,
    /// The UTC second, where an offset follows.
    pub utc: Option<i64>,
}

fn number(bytes: &[u8]) -> Option<i16> {
    (!bytes.is_empty() && bytes.len() <= 4).then_some(())?;
    bytes.iter().try_fold(0i16, |n, b| b.is_ascii_digit().then(|| n * 10 + i16::from(b - b'0')))
}

/// `31-12-2025`, `31/12/2025`, `1.3.26`, `2025-12-31`, `20251231`.
pub fn date(cell: &[u8], order: DateOrder) -> Option<Date> {
    if cell.len() == 8 && cell.iter().all(u8::is_ascii_digit) {
        return valid(number(cell.get(..4)?)?, number(cell.get(4..6)?)?, number(cell.get(6..)?)?);
    }
    let mut parts = cell.split(|b| matches!(b, b'-' | b'/' | b'.'));
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if a.len() == 4 {
        return valid(number(a)?, number(b)?, number(c)?);
    }
    match order {
        DateOrder::YearFirst if c.len() <= 2 => valid(year(a)?, number(b)?, number(c)?),
        DateOrder::DayFirst | DateOrder::YearFirst => valid(year(c)?, number(b)?, number(a)?),
        DateOrder::MonthFirst => valid(year(c)?, number(a)?, number(b)?),
    }
}

/// A year of four digits, or of two: 70 to 99 are of the last century.
fn year(digits: &[u8]) -> Option<i16> {
    match digits.len() {
        4 => number(digits),
        2 => number(digits).map(|n| if n < 70 { 2000 + n } else { 1900 + n }),
        _ => None,
    }
}

/// A day as spreadsheets count them, `45292` or `45292.5`, where a cell of dates lost its clothes: 1990 to 2100.
/// Only for a column that is known to hold dates: an index looks just so.
pub fn day_number(cell: &[u8]) -> Option<Stamp> {
    let (days, fraction) = match cell.iter().position(|b| matches!(b, b'.' | b',')) {
        Some(at) => (cell.get(..at)?, cell.get(at + 1..)?),
        None => (cell, &b""[..]),
    };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    if days.len() != 5 || !digits(days) || !digits(fraction) || fraction.len() > 12 {
        return None;
    }
    let days: i64 = std::str::from_utf8(days).ok()?.parse().ok()?;
    let first = Date::new(1899, 12, 30).ok()?;
    let date = first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let part: i64 = match fraction {
        b"" => 0,
        digits => std::str::from_utf8(digits).ok()?.parse().ok()?,
    };
    let size = 10i64.pow(u32::try_from(fraction.len()).ok()?);
    let seconds = (part * 86_400 + size / 2) / size;
    let known = (1990..2100).contains(&date.year());
    known.then_some(Stamp { date, seconds: (seconds > 0).then_some(seconds), utc: None })
}

/// Whether a header says that its dates are counted from 1970 on: `timestamp`, `unix time`, `epoch`.
pub fn is_counted(header: &str) -> bool {
    let words = normalised(header);
    words.split(' ').any(|w| ["timestamp", "unix", "unixtime", "epoch", "ts"].contains(&w))
}

/// Seconds or milliseconds since 1970, of the years 2000 to 2100: ten digits, or thirteen. Only for a column whose
/// header says so. What is also an hour as `2024013112` is neither.
pub fn epoch(cell: &[u8]) -> Option<Stamp> {
    if !matches!(cell.len(), 10 | 13) || !cell.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let hour = || number(cell.get(8..10)?).filter(|hour| *hour < 24);
    if cell.len() == 10 && date(cell.get(..8)?, DateOrder::DayFirst).is_some() && hour().is_some() {
        return None;
    }
    let utc: i64 = std::str::from_utf8(cell.get(..10)?).ok()?.parse().ok()?;
    let at = jiff::Timestamp::from_second(utc).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let known = (2000..2100).contains(&at.date().year());
    known.then_some(Stamp { date: at.date(), seconds: None, utc: Some(utc) })
}

/// A real date of the years 1950 to 2150.
fn valid(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1950..=2150).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What a bad date may have meant: month and day exchanged, letters that look like digits, or the last day of a
/// month that has fewer. A proposal, never a value.
pub fn mended(cell: &str, order: DateOrder) -> Option<String> {
    let digits: String = cell.trim().replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    let other = match order {
        DateOrder::DayFirst => DateOrder::MonthFirst,
        DateOrder::MonthFirst | DateOrder::YearFirst => DateOrder::DayFirst,
    };
    let read = |text: &str, order| date(text.as_bytes(), order);
    let found = read(&digits, order).or_else(|| read(&digits, other)).or_else(|| {
        let mut parts = digits.split(['/', '-', '.']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let month = Month::new(number(year.as_bytes())?, i8::try_from(number(month.as_bytes())?).ok()?)?;
        let last = month.next().first().yesterday().ok()?;
        let day = number(day.as_bytes())?;
        (i16::from(last.day()) < day && day <= 31 + 1).then_some(last)
    })?;
    Some(found.strftime("%d/%m/%Y").to_string())
}

/// `HH:MM`, `HH:MM:SS`, `HHhMM`, `1:03 PM`: seconds since midnight; 24:00 is the end of the day.
pub fn time(cell: &[u8]) -> Option<i64> {
    let half = match cell {
        [.., b'a' | b'A', b'm' | b'M'] => Some(0),
        [.., b'p' | b'P', b'm' | b'M'] => Some(12),
        _ => None,
    };
    let cell = if half.is_some() { cell.get(..cell.len() - 2)?.trim_ascii_end() } else { cell };
    let mut parts = cell.split(|b| matches!(b, b':' | b'h' | b'H'));
    let hours = i64::from(number(parts.next()?)?);
    let minutes = i64::from(match parts.next()? {
        b"" => 0,
        minutes => number(minutes)?,
    });
    let seconds = match parts.next() {
        None => 0,
        Some(s) => i64::from(number(s.split(|b| *b == b'.').next()?)?),
    };
    let hours = match half {
        None => hours,
        Some(half) => (1..=12).contains(&hours).then_some(hours % 12 + half)?,
    };
    let total = hours * 3600 + minutes * 60 + seconds;
    (parts.next().is_none() && minutes < 60 && seconds < 60 && total <= 86_400).then_some(total)
}

/// A date, with a time and an offset where they follow: `01/03/2025 14:15`, `2025-03-01T14:15:00+01:00`,
/// `26 Aug 2019 00:30:00`, `1er mai 2024`.
pub fn stamp(cell: &[u8], order: DateOrder) -> Option<Stamp> {
    let cell = cell.trim_ascii();
    if let Some(date) = date(cell, order) {
        return Some(Stamp { date, seconds: None, utc: None });
    }
    digits(cell, order).or_else(|| written::stamp(cell, order))
}

/// A date, a time and an offset in digits and signs.
fn digits(cell: &[u8], order: DateOrder) -> Option<Stamp> {
    let cut = cell.iter().position(|b| matches!(b, b' ' | b'T'))?;
    let date = date(cell.get(..cut)?, order)?;
    let rest = cell.get(cut + 1..)?.trim_ascii();
    let (clock, offset) = match rest.iter().position(|b| matches!(b, b'+' | b'Z' | b'-')) {
        Some(at) => rest.split_at(at),
        None => (rest, &b""[..]),
    };
    let seconds = time(clock.trim_ascii())?;
    let offset = if offset.is_empty() { None } else { Some(offset_of(offset)?) };
    Some(Stamp {
        date,
        seconds: Some(seconds),
        utc: offset.and_then(|offset| at_offset(date, seconds, offset)),
    })
}

/// `+01:00`, `+0100`, `+01`, `Z`: seconds before UTC.
fn offset_of(cell: &[u8]) -> Option<i64> {
    let (sign, hours) = match cell {
        b"Z" => return Some(0),
        [sign @ (b'+' | b'-'), hours @ ..] => (*sign, hours),
        _ => return None,
    };
    let (hours, minutes) = match hours {
        [a, b, b':', c, d] | [a, b, c, d] => ([*a, *b], [*c, *d]),
        [a, b] => ([*a, *b], [b'0', b'0']),
        _ => return None,
    };
    let size = i64::from(number(&hours)?) * 3600 + i64::from(number(&minutes)?) * 60;
    Some(if sign == b'-' { -size } else { size })
}

fn at_offset(date: Date, seconds: i64, offset: i64) -> Option<i64> {
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    let utc = jiff::tz::TimeZone::UTC.to_timestamp(midnight).ok()?;
    Some(utc.as_second() + seconds - offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as d;

    #[test]
    fn dates_are_read_day_first_unless_told() {
        use DateOrder::{DayFirst, MonthFirst, YearFirst};
        for (cell, order, expect) in [
            ("31-12-2025", DayFirst, Some(d(2025, 12, 31))),
            ("1/3/26", DayFirst, Some(d(2026, 3, 1))),
            ("1/3/26", MonthFirst, Some(d(2026, 1, 3))),
            ("01.03.2026", DayFirst, Some(d(2026, 3, 1))),
            ("2025-12-31", DayFirst, Some(d(2025, 12, 31))),
            ("20251231", DayFirst, Some(d(2025, 12, 31))),
            ("31/02/2025", DayFirst, None),
            ("12/31/2025", DayFirst, None),
            ("Total", DayFirst, None),
            ("23-09-01", YearFirst, Some(d(2023, 9, 1))),
            ("01/09/2023", YearFirst, Some(d(2023, 9, 1))),
            ("27/05/77", DayFirst, Some(d(1977, 5, 27))),
            ("1/1/1", DayFirst, None),
            ("01/01/0202", DayFirst, None),
        ] {
            assert_eq!(date(cell.as_bytes(), order), expect, "{cell}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_since_1970_are_instants() {
        for (cell, utc) in [
            ("1704063600", Some(1_704_063_600)),
            ("1704063600000", Some(1_704_063_600)),
            ("946684799", None),
            ("0946684799", None),
            ("4102444800", None),
            ("2024013112", None),
            ("170406360", None),
            ("17040636001", None),
            ("170406360O", None),
        ] {
            assert_eq!(epoch(cell.as_bytes()).and_then(|s| s.utc), utc, "{cell}");
        }
        assert_eq!(
            ["timestamp", "Unix time", "Epoch (s)", "Date"].map(is_counted),
            [true, true, true, false]
        );
    }

    #[test]
    fn a_bad_date_gets_a_proposal_where_one_is_plausible() {
        for (cell, expect) in [
            ("12/31/2025", Some("31/12/2025")),
            ("32/05/2025", Some("31/05/2025")),
            ("31/02/2025", Some("28/02/2025")),
            ("O1/03/2025", Some("01/03/2025")),
            ("45/05/2025", None),
            ("hier", None),
        ] {
            assert_eq!(mended(cell, DateOrder::DayFirst).as_deref(), expect, "{cell}");
        }
    }

    #[test]
    fn times_and_offsets_are_read() {
        assert_eq!(time(b"23:45:00"), Some(85_500));
        assert_eq!(time(b"24:00"), Some(86_400));
        assert_eq!(time(b"7h30"), Some(27_000));
        assert_eq!(time(b"25:00"), None);
        assert_eq!(time(b"12:60"), None);
        let s = stamp(b"2024-10-27T02:00:00+02:00", DateOrder::DayFirst).unwrap();
        assert_eq!(s.utc, Some(1_729_987_200));
        assert_eq!(stamp(b"01/03/2025 14:15", DateOrder::DayFirst).unwrap().seconds, Some(51_300));
    }

    #[test]
    fn every_way_to_write_a_moment_of_the_samples_is_read() {
        let at = |hour: i64, minute: i64, second: i64| Some(hour * 3600 + minute * 60 + second);
        for (cell, order, date, seconds) in [
            ("01/09/2023", DateOrder::DayFirst, d(2023, 9, 1), None),
            ("2023-09-01", DateOrder::DayFirst, d(2023, 9, 1), None),
            (" 1 Sep 2023 01:03:59", DateOrder::DayFirst, d(2023, 9, 1), at(1, 3, 59)),
            ("Sep  1 2023 01:03AM", DateOrder::DayFirst, d(2023, 9, 1), at(1, 3, 0)),
            ("01/09/23", DateOrder::DayFirst, d(2023, 9, 1), None),
            ("23-09-01", DateOrder::YearFirst, d(2023, 9, 1), None),
            ("01:03:59 Fri 01/09/2023", DateOrder::DayFirst, d(2023, 9, 1), at(1, 3, 59)),
            ("01/09/2023 01:03:59", DateOrder::DayFirst, d(2023, 9, 1), at(1, 3, 59)),
            ("01-09-2023", DateOrder::DayFirst, d(2023, 9, 1), None),
            ("09-May-23", DateOrder::DayFirst, d(2023, 5, 9), None),
            ("27/05/1977 11:59", DateOrder::DayFirst, d(1977, 5, 27), at(11, 59, 0)),
            ("27/05/77 11:59:00", DateOrder::DayFirst, d(1977, 5, 27), at(11, 59, 0)),
            ("Nov 13 2019 12:00AM", DateOrder::DayFirst, d(2019, 11, 13), at(0, 0, 0)),
            ("Nov 13, 2019 12:30 PM", DateOrder::DayFirst, d(2019, 11, 13), at(12, 30, 0)),
            ("26 Aug 2019 00:30:00", DateOrder::DayFirst, d(2019, 8, 26), at(0, 30, 0)),
            ("1er mai 2024", DateOrder::DayFirst, d(2024, 5, 1), None),
            ("mercredi 1 mai 2024 à 7h30", DateOrder::DayFirst, d(2024, 5, 1), at(7, 30, 0)),
            ("mer. 01/05/2024", DateOrder::DayFirst, d(2024, 5, 1), None),
            ("1-mai-2024", DateOrder::DayFirst, d(2024, 5, 1), None),
            ("3. März 2024", DateOrder::DayFirst, d(2024, 3, 3), None),
            ("2024 maart 3", DateOrder::DayFirst, d(2024, 3, 3), None),
            ("12/31/2023 11:45 PM", DateOrder::MonthFirst, d(2023, 12, 31), at(23, 45, 0)),
        ] {
            let stamp = stamp(cell.as_bytes(), order);
            assert_eq!(stamp, Some(Stamp { date, seconds, utc: None }), "{cell}");
        }
        assert_eq!(time(b"23:59:59"), at(23, 59, 59));
        assert_eq!(time(b"13:00"), at(13, 0, 0));
        assert_eq!(stamp(b"2024-10-27 02:00 CET", DateOrder::DayFirst).unwrap().utc, Some(1_729_990_800));
        for cell in
            ["mai", "1er mai", "hier", "13:00", "32 mai 2024", "mai mai 2024", "1 2 3", "2024", "KABOOM"]
        {
            assert_eq!(stamp(cell.as_bytes(), DateOrder::DayFirst), None, "{cell}");
        }
        assert_eq!(day_number(b"45292").map(|s| s.date), Some(d(2024, 1, 1)));
        assert_eq!(day_number(b"45292.75").map(|s| (s.date, s.seconds)), Some((d(2024, 1, 1), at(18, 0, 0))));
        assert_eq!((day_number(b"12345"), day_number(b"452920"), day_number(b"-4529")), (None, None, None));
    }
}
