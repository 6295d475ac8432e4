//! What somebody typed for a fact, as the value that is stored; what is no such value is refused, and why.
//!
//! Numbers are read as Belgians write them (`1 234,5`, `1.234,50`, `1234.5`) and stored in plain decimal; `1.234` could be
//! either and is asked again. Shares are `0,85` or `85 %`. Does *not* know forms that belong to readings (counters, tables).

use rust_decimal::Decimal;

use super::Schedule;
use super::facts::Form;
use crate::period::Day;

/// Nothing longer is kept.
pub const LONGEST: usize = 200;
/// Facts of a building begin and end within these years.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// Why a text is no value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Nothing stands there.
    Empty,
    /// It is longer than anything that is kept.
    TooLong,
    /// It is no number.
    NotANumber,
    /// `1.234`: a thousand, or one and a bit?
    Ambiguous,
    /// It is a number, and not between these.
    OutOfBounds {
        /// At least.
        lowest: Decimal,
        /// At most.
        highest: Decimal,
    },
    /// It is no whole number.
    NotWhole,
    /// It is no day of the calendar, `2025-03-31`.
    NotADay,
    /// It is no week, `1-5 07:00-18:00`.
    NotASchedule,
    /// It is not one of the words.
    NotAChoice,
    /// It is read where readings are.
    Elsewhere,
}

/// Reads what was typed for a fact of this form, into what is stored.
///
/// # Errors
/// Why it is no such value.
pub fn read(form: Form, text: &str) -> Result<String, Unread> {
    if text.len() > LONGEST {
        return Err(Unread::TooLong);
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    match form {
        Form::Number(unit) => number(text).and_then(|n| within(n, bounds(unit))).map(plain),
        Form::Count => {
            let n = number(text)?;
            if !n.fract().is_zero() {
                return Err(Unread::NotWhole);
            }
            within(n, (Decimal::ZERO, Decimal::new(10_000_000, 0))).map(plain)
        }
        Form::Share => share(text).map(plain),
        Form::Choice(words) => match words.iter().find(|w| **w == text) {
            Some(word) => Ok((*word).to_owned()),
            None => Err(Unread::NotAChoice),
        },
        Form::Words => {
            let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
            Ok(words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "))
        }
        Form::Day => {
            let day = text.parse::<Day>().ok().filter(|day| YEARS.contains(&day.year()));
            day.filter(|_| text.len() == 10).map(|day| day.to_string()).ok_or(Unread::NotADay)
        }
        Form::Schedule => {
            text.parse::<Schedule>().map(|week| week.to_string()).map_err(|()| Unread::NotASchedule)
        }
        Form::Counters | Form::Table => Err(Unread::Elsewhere),
    }
}

/// Between which values a number of this unit may lie: wide enough for every building, too narrow for a slip of a thousand.
fn bounds(unit: &str) -> (Decimal, Decimal) {
    let (lowest, highest) = match unit {
        "m2" => (1, 1_000_000),
        "kW" | "ETP" => (0, 100_000),
        "h" => (0, 168),
        "EUR" => (1, 10_000_000_000_i64),
        "kWh/m3" => (1, 100),
        _ => (0, 1_000_000_000),
    };
    (Decimal::from(lowest), Decimal::from(highest))
}

fn within(n: Decimal, (lowest, highest): (Decimal, Decimal)) -> Result<Decimal, Unread> {
    if lowest <= n && n <= highest { Ok(n) } else { Err(Unread::OutOfBounds { lowest, highest }) }
}

fn plain(n: Decimal) -> String {
    n.normalize().to_string()
}

fn share(text: &str) -> Result<Decimal, Unread> {
    let n = match text.strip_suffix('%') {
        Some(percent) => number(percent.trim_end())? / Decimal::ONE_HUNDRED,
        None => number(text)?,
    };
    within(n, (Decimal::ZERO, Decimal::ONE))
}

fn number(text: &str) -> Result<Decimal, Unread> {
    let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''];
    let digits: String = text.chars().filter(|c| !spaces.contains(c)).collect();
    let dots = digits.matches('.').count();
    let plain = match digits.split_once(',') {
        // A comma is the decimal sign; dots before it stand between thousands.
        Some((whole, rest)) if !rest.contains([',', '.']) => format!("{}.{rest}", ungrouped(whole)?),
        Some(_) => return Err(Unread::NotANumber),
        None if dots > 1 => ungrouped(&digits)?,
        None if dots == 1 && thousand_or_not(&digits) => return Err(Unread::Ambiguous),
        None => digits,
    };
    let wellformed = plain.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.contains(|c: char| c.is_ascii_digit())
        && !plain.ends_with('.');
    if !wellformed {
        return Err(Unread::NotANumber);
    }
    plain.parse().map_err(|_| Unread::NotANumber)
}

/// `12.500` without its dots; every group but the first has three digits.
fn ungrouped(whole: &str) -> Result<String, Unread> {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let fits = groups.clone().count() == 0 || (1..=3).contains(&first.trim_start_matches('-').len());
    if fits && groups.all(|g| g.len() == 3) { Ok(whole.replace('.', "")) } else { Err(Unread::NotANumber) }
}

/// `1.234`, `12.500`: three digits behind one dot and one to three before it, the first not a nought.
fn thousand_or_not(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(whole, rest)| {
        let whole = whole.trim_start_matches(['-', '+']);
        rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(form: Form, text: &str, expect: Result<&str, Unread>) {
        assert_eq!(read(form, text), expect.map(str::to_owned), "{text:?} as {form:?}");
    }

    #[test]
    fn a_fact_is_read_as_it_is_typed_and_kept_in_one_form() {
        let m2 = Form::Number("m2");
        for (form, text, kept) in [
            (m2, "2200", "2200"),
            (m2, " 2\u{202f}200,50 ", "2200.5"),
            (m2, "2 200", "2200"),
            (m2, "12.500,25", "12500.25"),
            (m2, "1.234.567", "1234567"),
            (m2, "2200.5", "2200.5"),
            (Form::Count, "62", "62"),
            (Form::Count, "62,0", "62"),
            (Form::Share, "0,85", "0.85"),
            (Form::Share, "85 %", "0.85"),
            (Form::Share, "100%", "1"),
            (Form::Share, "0", "0"),
            (Form::Day, "2025-03-31", "2025-03-31"),
            (Form::Schedule, "1-5 7:00-18:00", "1-5 07:00-18:00"),
            (Form::Choice(&["yes", "no"]), "yes", "yes"),
            (Form::Words, "  la\tdirection \n adjointe ", "la direction adjointe"),
        ] {
            // More than a million square metres is no building.
            if kept == "1234567" {
                let bounds = Unread::OutOfBounds { lowest: dec!(1), highest: dec!(1_000_000) };
                check(form, text, Err(bounds));
            } else {
                check(form, text, Ok(kept));
                check(form, kept, Ok(kept));
            }
        }
    }

    #[test]
    fn what_is_no_value_is_refused_and_says_why() {
        let (m2, number) = (Form::Number("m2"), Err(Unread::NotANumber));
        let share = Err(Unread::OutOfBounds { lowest: dec!(0), highest: dec!(1) });
        for (form, text, expect) in [
            (m2, "", Err(Unread::Empty)),
            (m2, " \u{a0}\0", Err(Unread::Empty)),
            (m2, "2.200", Err(Unread::Ambiguous)),
            (m2, "12 m2", number),
            (m2, "1e5", number),
            (m2, "NaN", number),
            (m2, "--5", number),
            (m2, "1,2,3", number),
            (m2, "1.2,3", number),
            (m2, ",", number),
            (m2, "5.", number),
            (m2, "٣", number),
            (m2, "99999999999999999999999999999999999", number),
            (m2, "-5", Err(Unread::OutOfBounds { lowest: dec!(1), highest: dec!(1_000_000) })),
            (m2, "0", Err(Unread::OutOfBounds { lowest: dec!(1), highest: dec!(1_000_000) })),
            (Form::Number("h"), "169", Err(Unread::OutOfBounds { lowest: dec!(0), highest: dec!(168) })),
            (Form::Count, "1,5", Err(Unread::NotWhole)),
            (Form::Share, "85", share),
            (Form::Share, "101 %", share),
            (Form::Share, "-1 %", share),
            (Form::Share, "%", number),
            (Form::Day, "31/02/2025", Err(Unread::NotADay)),
            (Form::Day, "2025-02-30", Err(Unread::NotADay)),
            (Form::Day, "0001-01-01", Err(Unread::NotADay)),
            (Form::Day, "2025-03-31T12:00", Err(Unread::NotADay)),
            (Form::Schedule, "lundi", Err(Unread::NotASchedule)),
            (Form::Schedule, "1-9 07:00-18:00", Err(Unread::NotASchedule)),
            (Form::Choice(&["yes", "no"]), "Yes", Err(Unread::NotAChoice)),
            (Form::Counters, "1", Err(Unread::Elsewhere)),
            (Form::Table, "1", Err(Unread::Elsewhere)),
        ] {
            check(form, text, expect);
        }
        check(Form::Words, &"a".repeat(LONGEST + 1), Err(Unread::TooLong));
    }
}
