//! What people type: numbers with comma, dot or spaces; days as 1/3/26.
//!
//! Never guesses silently: `1.234` can be a thousand or one and a bit, and then says so, unless the caller knows
//! which of the two is possible.

use eclaireur_models::period::Day;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Why a number could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    /// Not a number.
    NotANumber,
    /// Two readings, both possible: `1.234`.
    Ambiguous {
        /// Read with a thousands separator.
        thousands: Decimal,
        /// Read with a decimal separator.
        decimals: Decimal,
    },
}

/// Reads `1 234,56`, `1.234,56`, `1234.56`, `1'234`.
///
/// # Errors
/// [`NumberProblem`] when it is no number, or could be two.
pub fn decimal(text: &str) -> Result<Decimal, NumberProblem> {
    let bare: String = text
        .trim()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\u{a0}' | '\u{202f}' | '_'))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let (negative, digits) = bare.strip_prefix('-').map_or((false, bare.as_str()), |d| (true, d));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.')
        || !digits.ends_with(|c: char| c.is_ascii_digit())
        || digits.chars().any(|c| !c.is_ascii_digit() && c != ',' && c != '.')
    {
        return Err(NumberProblem::NotANumber);
    }
    let sign = |d: Decimal| if negative { -d } else { d };
    let plain = |s: &str| s.parse::<Decimal>().map(sign).map_err(|_| NumberProblem::NotANumber);
    let commas = digits.matches(',').count();
    let dots = digits.matches('.').count();
    match (commas, dots) {
        (1, 0) => plain(&digits.replace(',', ".")),
        (0, 1) if looks_grouped(digits, '.') => Err(NumberProblem::Ambiguous {
            thousands: plain(&digits.replace('.', ""))?,
            decimals: plain(digits)?,
        }),
        (0, 0 | 1) => plain(digits),
        (0, _) if looks_grouped(digits, '.') => plain(&digits.replace('.', "")),
        (_, 0) if looks_grouped(digits, ',') => plain(&digits.replace(',', "")),
        (1, _) if digits.rfind(',') > digits.rfind('.') => {
            let (whole, _) = digits.split_once(',').ok_or(NumberProblem::NotANumber)?;
            if !looks_grouped(whole, '.') {
                return Err(NumberProblem::NotANumber);
            }
            plain(&digits.replace('.', "").replace(',', "."))
        }
        (_, 1) if digits.rfind('.') > digits.rfind(',') => {
            let (whole, _) = digits.split_once('.').ok_or(NumberProblem::NotANumber)?;
            if !looks_grouped(whole, ',') {
                return Err(NumberProblem::NotANumber);
            }
            plain(&digits.replace(',', ""))
        }
        _ => Err(NumberProblem::NotANumber),
    }
}

/// The same, where only values in this range make sense: it settles what is ambiguous.
///
/// # Errors
/// As [`decimal`]; a value outside the range is *not* refused here.
pub fn decimal_near(text: &str, low: Decimal, high: Decimal) -> Result<Decimal, NumberProblem> {
    match decimal(text) {
        Err(NumberProblem::Ambiguous { thousands, decimals }) => {
            let fits = |d: &Decimal| (low..=high).contains(d);
            match (fits(&thousands), fits(&decimals)) {
                (true, false) => Ok(thousands),
                (false, true) => Ok(decimals),
                _ => Err(NumberProblem::Ambiguous { thousands, decimals }),
            }
        }
        other => other,
    }
}

/// `1.234`, `12.345.678`: groups of three after a first group of one to three that is not zero.
fn looks_grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let Some(first) = groups.next() else { return false };
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3)
}

/// Reads `1/3/26`, `01.03.2026`, `1-3-2026`, `2026-03-01`, `1er mars 2026`. Day before month, always.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text
        .split(|c: char| matches!(c, '/' | '.' | '-') || c.is_whitespace())
        .filter(|p| !p.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else { return None };
    if a.len() == 4 {
        return Date::new(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?).ok();
    }
    let day: i8 = a.strip_suffix("er").unwrap_or(a).parse().ok()?;
    let month: i8 = b.parse().ok().or_else(|| month_by_name(b))?;
    Date::new(year(c)?, month, day).ok()
}

/// Two digits mean 2000 to 2079, or 1980 to 1999.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year < 80 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month_by_name(word: &str) -> Option<i8> {
    const STEMS: [&str; 12] =
        ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"];
    let word = eclaireur_models::lang::unaccented(word);
    let found = STEMS.iter().position(|stem| word.starts_with(stem))?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::dec;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, expect) in [
            ("1 234,56", dec!(1234.56)),
            ("1\u{202f}234,56", dec!(1234.56)),
            ("1.234,56", dec!(1234.56)),
            ("1234.56", dec!(1234.56)),
            ("1,234.56", dec!(1234.56)),
            ("12.345.678", dec!(12_345_678)),
            ("-3,5", dec!(-3.5)),
            ("0.123", dec!(0.123)),
            ("1'234", dec!(1234)),
            (" 007 ", dec!(7)),
        ] {
            assert_eq!(decimal(text), Ok(expect), "{text}");
        }
        for text in ["", "abc", "1,2,3", "12,34.56,7", "1..2", "5,", "--3", "12 kWh", "1.23,4"] {
            assert_eq!(decimal(text), Err(NumberProblem::NotANumber), "{text}");
        }
    }

    #[test]
    fn what_can_be_two_numbers_is_asked_unless_only_one_makes_sense() {
        assert_eq!(
            decimal("1.234"),
            Err(NumberProblem::Ambiguous { thousands: dec!(1234), decimals: dec!(1.234) })
        );
        assert_eq!(decimal_near("11.025", dec!(5), dec!(15)), Ok(dec!(11.025)));
        assert_eq!(decimal_near("1.234", dec!(100), dec!(5000)), Ok(dec!(1234)));
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["1/3/26", "01.03.2026", "2026-03-01", "1-3-2026", "1er mars 2026", "1 Mars 26"] {
            assert_eq!(day(text), Some(date(2026, 3, 1)), "{text}");
        }
        assert_eq!(day("15 août 2025"), Some(date(2025, 8, 15)));
        for text in ["", "31/2/2026", "3/26", "1/13/2026", "1/3/126"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
