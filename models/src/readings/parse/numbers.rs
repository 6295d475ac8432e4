//! Numbers as people and meters write them: `1 234,56`, `1.234,56`, `1,234.56`, `0,139`, `12 345 kWh`, `-`, `n/a`.
//!
//! The value is kept as read: an integer and its count of decimals, never a float. What a lone comma or dot means is
//! decided per column ([`NumberStyle`]), not per cell.

use crate::lang::NumberStyle;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// `value` × 10^-`scale`.
    Value {
        /// All digits.
        value: i64,
        /// How many of them are decimals.
        scale: u32,
    },
    /// Blank, `-`, `n/a`: no value. Zero is a value.
    Missing,
    /// Not a number.
    Bad,
}

/// Words that stand for "no value", lower case.
const MISSING: &[&str] = &[
    "-",
    "--",
    "—",
    "–",
    "n/a",
    "na",
    "n.a.",
    "nd",
    "n.d.",
    "néant",
    "null",
    "none",
    "nan",
    "#n/a",
    "?",
    "x",
    "/",
    ".",
    "not available",
    "not applicable",
    "missing",
    "no data",
    "non disponible",
    "indisponible",
    "inconnu",
    "manquant",
    "absent",
    "n.v.t.",
    "nvt",
    "n.b.",
    "niet beschikbaar",
    "k.a.",
];

/// Digits and one decimal sign at most: nearly every cell of every file.
fn plain(bytes: &[u8], style: NumberStyle) -> Option<(i64, u32)> {
    let sign = match style {
        NumberStyle::Comma => b',',
        NumberStyle::Dot => b'.',
    };
    if bytes.is_empty() || bytes.len() > 18 {
        return None;
    }
    let (mut value, mut scale, mut seen) = (0i64, 0u32, false);
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(b - b'0');
                scale += u32::from(seen);
            }
            b if *b == sign && !seen => seen = true,
            _ => return None,
        }
    }
    (bytes.len() > usize::from(seen)).then_some((value, scale))
}

/// Reads a cell.
pub fn read(cell: &[u8], style: NumberStyle) -> Number {
    if let Some((value, scale)) = plain(cell, style) {
        return Number::Value { value, scale };
    }
    slow(cell, style)
}

#[cold]
fn slow(cell: &[u8], style: NumberStyle) -> Number {
    let text = std::str::from_utf8(cell).unwrap_or("\u{fffd}").trim();
    if text.is_empty() || MISSING.contains(&text.to_lowercase().as_str()) {
        return Number::Missing;
    }
    let text = text.trim_start_matches('=').trim_matches('"').trim();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // A unit behind the number is allowed: it was recognised elsewhere or is the header's.
    let end = text.find(|c: char| c.is_alphabetic() || c == '€' || c == '[').unwrap_or(text.len());
    let (text, unit) = text.split_at(end);
    let power = power_of_ten(unit);
    if power.is_none() && !unit.is_empty() && crate::units::Unit::read(unit).is_none() {
        return Number::Bad;
    }
    let text = text.trim();
    let (decimal, group) = match style {
        NumberStyle::Comma => (',', '.'),
        NumberStyle::Dot => ('.', ','),
    };
    let (whole, fraction) = match text.split_once(decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(|c| is_space(c) || c == group).collect();
    let well_grouped = groups.len() == 1
        || (groups.iter().skip(1).all(|g| g.len() == 3)
            && groups.first().is_some_and(|g| (1..=3).contains(&g.len())));
    if !well_grouped || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Number::Bad;
    }
    let digits: String = groups.concat() + fraction;
    if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Number::Bad;
    }
    let Ok(value) = digits.parse::<i64>() else { return Number::Bad };
    let value = if negative { -value } else { value };
    let scale = u32::try_from(fraction.len()).unwrap_or(0);
    match power {
        Some(power) => times(value, scale, power).unwrap_or(Number::Bad),
        None => Number::Value { value, scale },
    }
}

/// Decimals of a number written with a power of ten, at most.
const MOST_DECIMALS: u32 = 12;

/// `E3`, `e-05`, `E+12`: the power of ten of a number as spreadsheets write what is very large or very small.
fn power_of_ten(text: &str) -> Option<i32> {
    let power = text.strip_prefix(['E', 'e'])?;
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let some = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    some.then(|| power.parse().ok()).flatten()
}

/// `value` × 10^-`scale` × 10^`power`, exactly; `None` where that has too many digits.
fn times(mut value: i64, scale: u32, power: i32) -> Option<Number> {
    let mut scale = i32::try_from(scale).ok()? - power;
    while scale > 0 && value % 10 == 0 {
        (value, scale) = (value / 10, if value == 0 { 0 } else { scale - 1 });
    }
    if scale < 0 {
        value = value.checked_mul(10i64.checked_pow(scale.unsigned_abs())?)?;
        scale = 0;
    }
    let scale = u32::try_from(scale).ok().filter(|s| *s <= MOST_DECIMALS)?;
    Some(Number::Value { value, scale })
}

/// What a bad cell may have meant: letters that look like digits, the other decimal sign, a blank too many. Written
/// in the column's own style; a proposal, never a value.
pub fn mended(cell: &str, style: NumberStyle) -> Option<String> {
    let (decimal, other) = match style {
        NumberStyle::Comma => (',', '.'),
        NumberStyle::Dot => ('.', ','),
    };
    let digits: String = cell
        .trim()
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            'S' => '5',
            c => c,
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    let once = digits.matches([decimal, other]).count() == 1;
    let written = if once { digits.replace(other, &decimal.to_string()) } else { digits };
    let reads = |text: &str| matches!(read(text.as_bytes(), style), Number::Value { .. });
    (written != cell.trim() && reads(&written)).then_some(written)
}

/// What the cells of a column tell about its decimal sign.
#[derive(Debug, Clone, Copy, Default)]
pub struct StyleEvidence {
    comma: u32,
    dot: u32,
    lone_dot: u32,
    lone_comma: u32,
}

impl StyleEvidence {
    /// Takes a cell into account.
    pub fn see(&mut self, cell: &[u8]) {
        let count = |sign: u8| cell.iter().filter(|b| **b == sign).count();
        let last = |sign: u8| cell.iter().rposition(|b| *b == sign);
        // One sign, three digits behind, one to three before that do not begin with zero: thousands or decimals.
        let lone = |sign: u8| {
            count(sign) == 1
                && last(sign).is_some_and(|at| cell.len() == at + 4 && (1..=3).contains(&at))
                && cell.first() != Some(&b'0')
        };
        match (count(b','), count(b'.')) {
            (0, 0) => {}
            (1, 0) if lone(b',') => self.lone_comma += 1,
            (0, 1) if lone(b'.') => self.lone_dot += 1,
            (1, 0) | (0, 2..) => self.comma += 1,
            (0, 1) | (2.., 0) => self.dot += 1,
            // Both: the last one separates the decimals.
            _ if last(b',') > last(b'.') => self.comma += 1,
            _ => self.dot += 1,
        }
    }

    /// Whether only groups of three digits told what a dot means: worth a word to the reader.
    pub fn is_a_guess(self, separator: u8) -> bool {
        self.comma == 0 && self.dot == 0 && self.lone_dot > 0 && separator != b','
    }

    /// Whether some cell told that decimals stand behind a comma.
    pub fn tells_comma(self) -> bool {
        self.comma > 0 && self.dot == 0
    }

    /// Whether some cell told.
    pub fn tells(self) -> bool {
        self.comma > 0 || self.dot > 0
    }

    /// The style that fits; `separator` breaks a tie: a table cut at commas cannot well have decimal ones.
    pub fn style(self, separator: u8) -> NumberStyle {
        match (self.comma, self.dot) {
            (c, d) if c > d => NumberStyle::Comma,
            (c, d) if d > c => NumberStyle::Dot,
            _ if self.lone_comma > 0 && self.lone_dot == 0 => NumberStyle::Comma,
            // 1.234 and nothing else that tells: decimals in a table cut at commas, thousands everywhere else here.
            _ if self.lone_dot > 0 && separator == b',' => NumberStyle::Dot,
            _ if separator == b',' => NumberStyle::Dot,
            _ => NumberStyle::Comma,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(value: i64, scale: u32) -> Number {
        Number::Value { value, scale }
    }

    #[test]
    fn cells_are_read_exactly() {
        use NumberStyle::{Comma, Dot};
        for (cell, style, expect) in [
            ("0,139", Comma, value(139, 3)),
            ("0,000", Comma, value(0, 3)),
            ("12345", Comma, value(12345, 0)),
            ("1 234,56", Comma, value(123_456, 2)),
            ("1\u{a0}234,56", Comma, value(123_456, 2)),
            ("1\u{202f}234\u{202f}567", Comma, value(1_234_567, 0)),
            ("1.234,56", Comma, value(123_456, 2)),
            ("2.288,94570", Comma, value(228_894_570, 5)),
            ("1.234", Comma, value(1234, 0)),
            ("1.234", Dot, value(1234, 3)),
            ("1,234.5", Dot, value(12345, 1)),
            ("-339,62679", Comma, value(-33_962_679, 5)),
            ("412 kWh", Comma, value(412, 0)),
            ("=\"12,5\"", Comma, value(125, 1)),
            ("1E3", Comma, value(1000, 0)),
            ("1,5E+03", Comma, value(1500, 0)),
            ("1.25e-1", Dot, value(125, 3)),
            ("1,20E-05", Comma, value(12, 6)),
            ("-2E2", Comma, value(-200, 0)),
            ("0E-90", Comma, value(0, 0)),
            ("1E-15", Comma, Number::Bad),
            ("1E19", Comma, Number::Bad),
            ("1E999", Comma, Number::Bad),
            ("E3", Comma, Number::Bad),
            ("", Comma, Number::Missing),
            (" - ", Comma, Number::Missing),
            ("N/A", Comma, Number::Missing),
            ("0", Comma, value(0, 0)),
            ("12.34", Comma, Number::Bad),
            ("1 23", Comma, Number::Bad),
            ("12,3,4", Comma, Number::Bad),
            ("abc", Comma, Number::Bad),
            ("#DIV/0!", Comma, Number::Bad),
            (",", Comma, Number::Bad),
            ("12 €", Comma, Number::Bad),
            ("99999999999999999999", Comma, Number::Bad),
        ] {
            assert_eq!(read(cell.as_bytes().trim_ascii(), style), expect, "{cell}");
        }
    }

    #[test]
    fn a_bad_cell_gets_a_proposal_where_one_is_plausible() {
        for (cell, expect) in [
            ("1 1OO", Some("1100")),
            ("9O5", Some("905")),
            ("12.34", Some("12,34")),
            ("1 23", Some("123")),
            ("l2,5", Some("12,5")),
            ("abc", None),
            ("12,3,4", None),
        ] {
            assert_eq!(mended(cell, NumberStyle::Comma).as_deref(), expect, "{cell}");
        }
    }

    #[test]
    fn the_column_decides_what_a_lone_sign_means() {
        let style = |cells: &[&str], separator| {
            let mut evidence = StyleEvidence::default();
            for cell in cells {
                evidence.see(cell.as_bytes());
            }
            evidence.style(separator)
        };
        assert_eq!(style(&["1.234", "12,5"], b';'), NumberStyle::Comma);
        assert_eq!(style(&["1.234", "12.345"], b';'), NumberStyle::Comma);
        assert_eq!(style(&["1.234", "12.345"], b','), NumberStyle::Dot);
        assert_eq!(style(&["0.139", "12.345"], b';'), NumberStyle::Dot);
        assert_eq!(style(&["1.234.567"], b';'), NumberStyle::Comma);
        assert_eq!(style(&["1,234", "1,234.50"], b','), NumberStyle::Dot);
        assert_eq!(style(&["1,234", "22,345"], b';'), NumberStyle::Comma);
        assert_eq!(style(&["1234"], b','), NumberStyle::Dot);
        assert_eq!(style(&["0.139"], b';'), NumberStyle::Dot);
    }
}
