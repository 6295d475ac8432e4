//! Dates, times and months as files write them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    let year = match c.len() {
        4 => number(c)?,
        2 => 2000 + number(c)?,
        _ => return None,
    };
    match order {
        DateOrder::DayFirst => valid(year, number(b)?, number(a)?),
        DateOrder::MonthFirst => valid(year, number(a)?, number(b)?),
    }
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
        DateOrder::MonthFirst => DateOrder::DayFirst,
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

/// `HH:MM`, `HH:MM:SS`, `HHhMM`: seconds since midnight; 24:00 is the end of the day.
pub fn time(cell: &[u8]) -> Option<i64> {
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
    let total = hours * 3600 + minutes * 60 + seconds;
    (parts.next().is_none() && minutes < 60 && seconds < 60 && total <= 86_400).then_some(total)
}

/// A date, with a time and an offset where they follow: `01/03/2025 14:15`, `2025-03-01T14:15:00+01:00`.
pub fn stamp(cell: &[u8], order: DateOrder) -> Option<Stamp> {
    let cell = cell.trim_ascii();
    if let Some(date) = date(cell, order) {
        return Some(Stamp { date, seconds: None, utc: None });
    }
    let cut = cell.iter().position(|b| matches!(b, b' ' | b'T'))?;
    let date = date(cell.get(..cut)?, order)?;
    let rest = cell.get(cut + 1..)?.trim_ascii();
    let (clock, offset) = match rest.iter().position(|b| matches!(b, b'+' | b'Z' | b'-')) {
        Some(at) => rest.split_at(at),
        None => (rest, &b""[..]),
    };
    let seconds = time(clock.trim_ascii())?;
    let offset = match offset {
        b"" => None,
        b"Z" => Some(0),
        [sign, hours @ ..] => {
            let (hours, minutes) = match hours {
                [a, b, b':', c, d] | [a, b, c, d] => ([*a, *b], [*c, *d]),
                [a, b] => ([*a, *b], [b'0', b'0']),
                _ => return None,
            };
            let size = i64::from(number(&hours)?) * 3600 + i64::from(number(&minutes)?) * 60;
            Some(if *sign == b'-' { -size } else { size })
        }
    };
    let utc = match offset {
        None => None,
        Some(offset) => {
            let midnight = date.to_datetime(jiff::civil::Time::midnight());
            let utc = jiff::tz::TimeZone::UTC.to_timestamp(midnight).ok()?;
            Some(utc.as_second() + seconds - offset)
        }
    };
    Some(Stamp { date, seconds: Some(seconds), utc })
}

/// French, Dutch, German and English month names and their usual short forms, without accents.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "januari", "januar", "january"],
    &["fevrier", "fevr", "fev", "februari", "feb", "februar", "february"],
    &["mars", "mar", "maart", "mrt", "marz", "maerz", "march"],
    &["avril", "avr", "april", "apr"],
    &["mai", "mei", "may"],
    &["juin", "juni", "jun", "june"],
    &["juillet", "juil", "juli", "jul", "july"],
    &["aout", "augustus", "aug", "august"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "oktober", "okt", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december", "dez", "dezember"],
];

/// The number of a month named in one of the four languages.
pub fn month_name(word: &str) -> Option<i8> {
    let position = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(position + 1).ok()
}

/// `janvier 2025`, `janv.-25`, `01/2025`, `2025-01`, `1-2025`.
pub fn month(cell: &str) -> Option<Month> {
    let word = crate::lang::normalised(cell);
    let mut parts = word.split(' ');
    let (a, b) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let year = |text: &str| match text.len() {
        4 => number(text.as_bytes()).filter(|y| (1950..=2150).contains(y)),
        2 => Some(2000 + number(text.as_bytes())?),
        _ => None,
    };
    if let Some(month) = month_name(a) {
        return Month::new(year(b)?, month);
    }
    if let Some(month) = month_name(b) {
        return Month::new(year(a)?, month);
    }
    if a.len() == 4 {
        return Month::new(year(a)?, i8::try_from(number(b.as_bytes())?).ok()?);
    }
    if b.len() == 4 && a.len() <= 2 {
        return Month::new(year(b)?, i8::try_from(number(a.as_bytes())?).ok()?);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as d;

    #[test]
    fn dates_are_read_day_first_unless_told() {
        use DateOrder::{DayFirst, MonthFirst};
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
            ("1/1/1", DayFirst, None),
            ("01/01/0202", DayFirst, None),
        ] {
            assert_eq!(date(cell.as_bytes(), order), expect, "{cell}");
        }
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
    fn times_offsets_and_months_are_read() {
        assert_eq!(time(b"23:45:00"), Some(85_500));
        assert_eq!(time(b"24:00"), Some(86_400));
        assert_eq!(time(b"7h30"), Some(27_000));
        assert_eq!(time(b"25:00"), None);
        assert_eq!(time(b"12:60"), None);
        let s = stamp(b"2024-10-27T02:00:00+02:00", DateOrder::DayFirst).unwrap();
        assert_eq!(s.utc, Some(1_729_987_200));
        assert_eq!(stamp(b"01/03/2025 14:15", DateOrder::DayFirst).unwrap().seconds, Some(51_300));
        for (cell, expect) in [
            ("janvier 2025", Month::new(2025, 1)),
            ("Août-25", Month::new(2025, 8)),
            ("janv.-25", Month::new(2025, 1)),
            ("Novembre 2020 ", Month::new(2020, 11)),
            ("01/2025", Month::new(2025, 1)),
            ("2025-12", Month::new(2025, 12)),
            ("13/2025", None),
            ("2025", None),
        ] {
            assert_eq!(month(cell), expect, "{cell}");
        }
    }
}
