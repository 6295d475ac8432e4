//! Dates with words in them: `26 Aug 2019 00:30:00`, `Nov 13 2019 12:00AM`, `1er mai 2024`, `09-May-23`,
//! `01:03:59 Fri 01/09/2023`. Slower than digits, and only asked when they do not fit.

use jiff::civil::Date;

use super::{DateOrder, Stamp, at_offset, date, month_name, number, offset_of, time, valid, year};
use crate::lang::unaccented;

/// Longest cell that can be a date.
const LONGEST: usize = 60;

/// Days of the week begin so, in four languages, without accents.
const WEEKDAYS: [&str; 22] = [
    "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "maa", "din", "woe", "don", "vri", "zat", "zon", "mon",
    "tue", "wed", "thu", "fri", "sat", "sun", "mit",
];

/// Words that say nothing.
const BETWEEN: [&str; 8] = ["le", "du", "de", "a", "at", "om", "um", "uhr"];

/// What was found so far.
#[derive(Default)]
struct Parts {
    date: Option<Date>,
    day: Option<i16>,
    month: Option<i8>,
    year: Option<i16>,
    seconds: Option<i64>,
    offset: Option<i64>,
}

#[cold]
pub(super) fn stamp(cell: &[u8], order: DateOrder) -> Option<Stamp> {
    let text = std::str::from_utf8(cell).ok().filter(|text| text.len() <= LONGEST)?;
    let text = unaccented(text).to_lowercase();
    let mut parts = Parts::default();
    let mut words = text.split([' ', ',', '\u{a0}']).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        // `1:03 pm`
        let half = words.peek().filter(|next| matches!(**next, "am" | "pm")).copied();
        if word.contains(':') && half.is_some() {
            words.next();
        }
        parts.take(word, half.unwrap_or_default(), order)?;
    }
    parts.stamp()
}

impl Parts {
    fn take(&mut self, word: &str, half: &str, order: DateOrder) -> Option<()> {
        let bare = word.trim_end_matches('.');
        if let Some(seconds) = clock(word, half) {
            return put(&mut self.seconds, seconds);
        }
        if let Some(date) = date(word.as_bytes(), order) {
            return put(&mut self.date, date);
        }
        if let Some(month) = month_name(bare) {
            // `mar.` is a Tuesday beside a date in digits, a month elsewhere.
            return if self.date.is_some() { Some(()) } else { put(&mut self.month, month) };
        }
        let offset = match bare {
            "utc" | "gmt" | "wet" => Some(0),
            "cet" => Some(3600),
            "cest" => Some(7200),
            _ => offset_of(bare.as_bytes()).filter(|_| bare.len() > 2 && self.seconds.is_some()),
        };
        if let Some(offset) = offset {
            return put(&mut self.offset, offset);
        }
        if BETWEEN.contains(&bare) || bare.get(..3).is_some_and(|w| WEEKDAYS.contains(&w)) {
            return Some(());
        }
        let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let (digits, rest) = bare.split_at(end);
        match (digits.len(), rest) {
            // `1er`, `2nd`, `13`
            (1 | 2, "" | "er" | "st" | "nd" | "rd" | "th" | "e") if self.day.is_none() => {
                put(&mut self.day, number(digits.as_bytes())?)
            }
            (2 | 4, "") => put(&mut self.year, year(digits.as_bytes())?),
            // `09-may-23`
            (1.., _) if rest.starts_with(['-', '/', '.']) => {
                bare.split(['-', '/', '.']).try_for_each(|part| self.take(part, "", order))
            }
            _ => None,
        }
    }

    fn stamp(self) -> Option<Stamp> {
        let date = match (self.date, self.day, self.month, self.year) {
            // `mar. 01/09/2023` was taken for a month of March.
            (Some(date), None, None | Some(3), None) => date,
            (None, Some(day), Some(month), Some(year)) => valid(year, i16::from(month), day)?,
            _ => return None,
        };
        let utc = self.seconds.zip(self.offset).and_then(|(s, offset)| at_offset(date, s, offset));
        Some(Stamp { date, seconds: self.seconds, utc })
    }
}

/// Said once, it holds; said twice, it is no date.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// `01:03:59`, `7h30`, `01:03am`.
fn clock(word: &str, half: &str) -> Option<i64> {
    let begins = word.starts_with(|c: char| c.is_ascii_digit());
    (begins && word.contains([':', 'h'])).then(|| time(format!("{word}{half}").as_bytes())).flatten()
}
