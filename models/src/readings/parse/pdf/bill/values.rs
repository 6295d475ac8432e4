//! Values in a line of text: supply points, dates, numbers with what stands behind them.
//!
//! Each value has its place in the line, in bytes. Digits belong to one of them only: those of a date are no number.
//! Does *not* know what a value is for.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::building::Ean;
use crate::lang::{NumberStyle, normalised};
use crate::period::Day;
use crate::readings::parse::dates::{self, DateOrder};
use crate::readings::parse::numbers::{self, Number};
use crate::units::Unit;

/// A value and its bytes in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// Where.
    pub bytes: Range<usize>,
    /// What.
    pub value: T,
}

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub number: Decimal,
    /// How many decimals it is printed with.
    pub decimals: u32,
    /// The unit behind it.
    pub unit: Option<Unit>,
    /// A sign of euro stands beside it.
    pub euro: bool,
    /// Per cent, or per unit: a rate, not an amount.
    pub rate: bool,
}

impl Figure {
    /// Whether it can be an amount: cents, or a euro sign.
    pub fn is_amount(&self) -> bool {
        !self.rate && self.unit.is_none() && (self.euro || self.decimals == 2)
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Runs of digits in a line: their bytes.
fn runs(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in line.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Eighteen digits beginning with 54 whose check digit is right, spaces and dots between.
pub fn points(line: &str) -> Vec<At<Ean>> {
    const DIGITS: usize = 18;
    let runs = runs(line);
    let mut found: Vec<At<Ean>> = Vec::new();
    for (first, run) in runs.iter().enumerate() {
        if found.last().is_some_and(|f| f.bytes.end > run.start) {
            continue;
        }
        let (mut digits, mut end) = (String::with_capacity(DIGITS), run.start);
        for run in runs.iter().skip(first).take(DIGITS) {
            let between = line.get(end..run.start).unwrap_or("-");
            if !between.chars().all(|c| is_blank(c) || c == '.') || between.chars().count() > 2 {
                break;
            }
            digits.push_str(line.get(run.clone()).unwrap_or_default());
            end = run.end;
            if digits.len() >= DIGITS {
                break;
            }
        }
        let ean = Ean::read(&digits).filter(|_| digits.len() == DIGITS && digits.starts_with("54"));
        if let Some(ean) = ean.filter(|ean| ean.problem().is_none()) {
            found.push(At { bytes: run.start..end, value: ean });
        }
    }
    found
}

/// `31/12/2025`, `31.12.25`, `2025-12-31`, `1er janvier 2025`, `31. Dezember 2025`.
pub fn days(line: &str) -> Vec<At<Day>> {
    let mut found: Vec<At<Day>> = Vec::new();
    for run in runs(line) {
        if found.last().is_some_and(|f| f.bytes.end > run.start) {
            continue;
        }
        let rest = line.get(run.start..).unwrap_or_default();
        let signs = |c: char| !(c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
        let written = rest.get(..rest.find(signs).unwrap_or(rest.len())).unwrap_or_default();
        let written = written.trim_end_matches(['/', '.', '-']);
        if let Some(day) = dates::date(written.as_bytes(), DateOrder::DayFirst).filter(|_| written.len() >= 6)
        {
            // Eight digits alone are a number of something as easily as a date.
            if written.contains(['/', '.', '-']) {
                found.push(At { bytes: run.start..run.start + written.len(), value: day });
            }
        } else if let Some((length, day)) = in_words(rest) {
            found.push(At { bytes: run.start..run.start + length, value: day });
        }
    }
    found
}

/// A day, a month by name and a year at the start of the text.
fn in_words(text: &str) -> Option<(usize, Day)> {
    let mut words = text.split_inclusive(|c: char| is_blank(c) || c == '-').take(3);
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let digits: String = day.chars().take_while(char::is_ascii_digit).collect();
    let after = normalised(day.get(digits.len()..)?);
    let month_of = dates::month_name(&normalised(month))?;
    let year_digits: String = year.chars().take_while(char::is_ascii_digit).collect();
    let is_year = year_digits.len() == 4 && digits.len() <= 2 && matches!(after.as_str(), "" | "er" | "e");
    let read = Day::new(year_digits.parse().ok()?, month_of, digits.parse().ok()?).ok();
    read.filter(|d| is_year && (1950..=2150).contains(&d.year()))
        .map(|d| (day.len() + month.len() + year_digits.len(), d))
}

/// The numbers of a line, but for the bytes that are something else already. A blank groups thousands where three
/// digits follow it.
pub fn figures(line: &str, style: NumberStyle, taken: &[Range<usize>]) -> Vec<At<Figure>> {
    let mut found: Vec<At<Figure>> = Vec::new();
    for run in runs(line) {
        let before = line.get(..run.start).unwrap_or_default().chars().next_back();
        let covered = found.last().is_some_and(|f| f.bytes.end > run.start)
            || taken.iter().any(|t| t.start < run.end && run.start < t.end);
        // Digits behind a letter, a slash or a point are part of a name, a fraction or a longer number.
        if covered || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | ',' | '_')) {
            continue;
        }
        let end = run.start + extent(line.get(run.start..).unwrap_or_default());
        let rest = line.get(end..).unwrap_or_default();
        if let Some(figure) = line.get(run.start..end).and_then(|digits| figure(digits, style))
            && let Some(figure) = behind(figure, rest)
        {
            let sign = line.get(..run.start).unwrap_or_default().trim_end_matches(is_blank);
            let negative = sign.ends_with(['-', '−'])
                && !sign.trim_end_matches(['-', '−']).ends_with(char::is_alphanumeric);
            let euro =
                figure.euro || sign.trim_end_matches(['-', '−']).trim_end_matches(is_blank).ends_with('€');
            let number = if negative { -figure.number } else { figure.number };
            found.push(At { bytes: run.start..end, value: Figure { number, euro, ..figure } });
        }
    }
    found
}

/// How many bytes of the text belong to the number that begins it.
fn extent(text: &str) -> usize {
    let mut end = 0;
    let digits_from = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    };
    end += digits_from(end);
    let grouped = end <= 3;
    while let Some(sign) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let after = end + sign.len_utf8();
        let more = digits_from(after);
        let goes_on = match sign {
            '.' | ',' => more > 0,
            '\'' | '’' => more == 3,
            c if is_blank(c) => grouped && more == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = after + more;
    }
    end
}

fn figure(written: &str, style: NumberStyle) -> Option<Figure> {
    let read = |style| match numbers::read(written.as_bytes(), style) {
        Number::Value { value, scale } => Some((value, scale)),
        Number::Missing | Number::Bad => None,
    };
    let other = match style {
        NumberStyle::Comma => NumberStyle::Dot,
        NumberStyle::Dot => NumberStyle::Comma,
    };
    let (value, decimals) = read(style).or_else(|| read(other))?;
    let number = Decimal::try_new(value, decimals).ok()?;
    Some(Figure { number, decimals, unit: None, euro: false, rate: false })
}

/// The number with what follows it: a unit, a sign. `None` when it goes on as a word or a fraction.
fn behind(figure: Figure, rest: &str) -> Option<Figure> {
    let trimmed = rest.trim_start_matches(is_blank);
    let word: &str = trimmed.split(|c: char| !c.is_alphanumeric() && c != '€').next().unwrap_or_default();
    let after = trimmed.get(word.len()..).unwrap_or_default().trim_start_matches(is_blank);
    let glued = rest.len() == trimmed.len() && !word.is_empty();
    if rest.strip_prefix('/').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let unit = Unit::read(word).filter(|_| !word.is_empty());
    let euro = word.starts_with('€') || ["eur", "euro", "euros"].contains(&word.to_lowercase().as_str());
    let cents = word.eq_ignore_ascii_case("c€") || word.eq_ignore_ascii_case("cent");
    if glued && unit.is_none() && !euro && !cents && word != "x" {
        return None;
    }
    let rate = cents || after.starts_with('/') || trimmed.starts_with('%');
    Some(Figure { unit, euro, rate, ..figure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::dec;

    #[test]
    fn supply_points_are_found_however_they_are_spaced() {
        for (line, expect) in [
            ("Code EAN : 541448820000000008", 1),
            ("EAN 5414 4882 0000 0000 08", 1),
            ("EAN 541.448.820.000.000.008 (électricité)", 1),
            ("541448820000000009", 0),
            ("n° client 2541448820000000008", 0),
            ("541448820000000008 541448820000000008", 2),
            ("541448820000000008 12 34", 1),
        ] {
            assert_eq!(points(line).len(), expect, "{line}");
        }
    }

    #[test]
    fn days_are_found_in_figures_and_in_words() {
        let one = |line| days(line).into_iter().map(|d| d.value).collect::<Vec<_>>();
        assert_eq!(one("du 01/01/2025 au 31/12/2025"), [date(2025, 1, 1), date(2025, 12, 31)]);
        assert_eq!(one("van 1.2.25 tot 28-02-2025."), [date(2025, 2, 1), date(2025, 2, 28)]);
        assert_eq!(one("le 1er mars 2025, puis 2 août 2025"), [date(2025, 3, 1), date(2025, 8, 2)]);
        assert_eq!(one("3. Dezember 2024"), [date(2024, 12, 3)]);
        assert_eq!(one("2025-07-01"), [date(2025, 7, 1)]);
        assert_eq!(one("20250701 1.234 12,5 99/99/2025 tél. 081/12.34.56"), []);
    }

    #[test]
    fn figures_are_found_with_what_stands_behind_them() {
        let read = |line: &str| {
            let taken: Vec<_> = days(line).into_iter().map(|d| d.bytes).collect();
            figures(line, NumberStyle::Comma, &taken).into_iter().map(|f| f.value).collect::<Vec<_>>()
        };
        let numbers = |line: &str| read(line).into_iter().map(|f| f.number).collect::<Vec<_>>();
        assert_eq!(numbers("14 861,35 m³ au 31/12/2025"), [dec!(14861.35)]);
        assert_eq!(numbers("12.345 13.456 1.111 kWh"), [dec!(12345), dec!(13456), dec!(1111)]);
        assert_eq!(numbers("33 350 m³ x 11,0254 = 367 697 kWh"), [dec!(33350), dec!(11.0254), dec!(367697)]);
        assert_eq!(numbers("1SAG1100012345 081/12.34.56 BE0403.123"), []);
        assert_eq!(numbers("-363,00 € et - 12,50"), [dec!(-363), dec!(-12.5)]);
        assert_eq!(numbers("1234 567,8"), [dec!(1234), dec!(567.8)]);
        let price = read("0,12345 €/kWh 21 % 1.234,56 EUR");
        assert!(price.iter().map(Figure::is_amount).eq([false, false, true]), "{price:?}");
        assert_eq!(read("33 350 m³")[0].unit, Some(Unit::M3));
    }
}
