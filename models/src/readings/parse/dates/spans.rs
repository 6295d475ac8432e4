//! Months, quarters, half-years and years as files name them.

use super::{DateOrder, date, number, year};
use crate::lang::normalised;
use crate::period::{Month, Period, next_day};

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

/// A year in which somebody may have read a meter.
fn this_age(year: i16) -> Option<i16> {
    (1950..=2150).contains(&year).then_some(year)
}

/// `janvier 2025`, `janv.-25`, `01/2025`, `2025-01`, `1-2025`, `202501`.
pub fn month(cell: &str) -> Option<Month> {
    let word = normalised(cell);
    if word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()) {
        let (year, month) = word.split_at(4);
        return Month::new(
            this_age(number(year.as_bytes())?)?,
            i8::try_from(number(month.as_bytes())?).ok()?,
        );
    }
    let mut parts = word.split(' ');
    let (a, b) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let year = |text: &str| year(text.as_bytes()).and_then(this_age);
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

/// Words for a quarter of a year and for half of one, and the letters that stand for them.
const QUARTERS: [&str; 6] = ["trimestre", "kwartaal", "quartal", "quarter", "trim", "qtr"];
const HALVES: [&str; 4] = ["semestre", "semester", "halfjaar", "halbjahr"];

/// A month, a quarter, half a year or a year: `janvier 2025`, `T1 2024`, `2024-Q1`, `1er trimestre 2024`,
/// `2e semestre 2024`, `2024`.
pub fn span(cell: &str) -> Option<Period> {
    if let Some(month) = month(cell) {
        return Some(month.period());
    }
    let word = normalised(cell);
    let (mut of, mut months, mut which) = (None, None, None);
    for part in word.split(' ') {
        let letter = part.strip_prefix(['t', 'q', 'k']).map(|n| (3, n));
        let letter = letter.or_else(|| part.strip_prefix('s').map(|n| (6, n)));
        if part.len() == 4
            && of.is_none()
            && let Some(read) = year(part.as_bytes()).and_then(this_age)
        {
            of = Some(read);
            continue;
        }
        if QUARTERS.contains(&part) && months.is_none() {
            months = Some(3);
        } else if HALVES.contains(&part) && months.is_none() {
            months = Some(6);
        } else if let Some((size, n)) =
            letter.filter(|(_, n)| n.len() == 1 && which.is_none() && months.is_none())
        {
            (months, which) = (Some(size), Some(n.parse::<i8>().ok()?));
        } else if which.is_none() {
            which = Some(ordinal(part)?);
        } else if of.is_none() {
            of = Some(year(part.as_bytes())?);
        } else {
            return None;
        }
    }
    let of = of?;
    let Some(months) = months else {
        return which.is_none().then(|| Period::year(of)).flatten();
    };
    let first = (which? - 1) * months + 1;
    let (from, last) = (Month::new(of, first)?, Month::new(of, first + months - 1)?);
    Period::new(from.first(), last.next().first())
}

/// Signs and words between the first and the last day of a period, the longest first.
const BETWEEN: [&str; 9] = [" t/m ", " au ", " tot ", " bis ", " to ", " - ", " – ", "–", "-"];

/// `du 01/01/2025 au 31/01/2025`, `01.01.2025 - 31.01.2025`: the last day belongs to it.
pub fn range(cell: &str, order: DateOrder) -> Option<Period> {
    let text = cell.trim().to_lowercase();
    let text = ["du ", "van ", "vom ", "from ", "de "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text);
    let day = |text: &str| date(text.trim().as_bytes(), order);
    BETWEEN.iter().find_map(|between| {
        let (from, to) = text.split_once(between)?;
        Period::new(day(from)?, next_day(day(to)?))
    })
}

/// `1`, `1er`, `2e`, `3ème`, `1st`.
fn ordinal(part: &str) -> Option<i8> {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let (digits, ending) = part.split_at(end);
    let known = ["", "er", "ere", "e", "eme", "nd", "st", "rd", "th", "de", "ste"];
    (digits.len() == 1 && known.contains(&ending)).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_however_they_are_written() {
        for (cell, expect) in [
            ("janvier 2025", Month::new(2025, 1)),
            ("Août-25", Month::new(2025, 8)),
            ("janv.-25", Month::new(2025, 1)),
            ("Jan-16", Month::new(2016, 1)),
            ("Novembre 2020 ", Month::new(2020, 11)),
            ("01/2025", Month::new(2025, 1)),
            ("2025-12", Month::new(2025, 12)),
            ("202512", Month::new(2025, 12)),
            ("202513", None),
            ("13/2025", None),
            ("2025", None),
        ] {
            assert_eq!(month(cell), expect, "{cell}");
        }
    }

    #[test]
    fn two_days_in_one_cell_are_a_period() {
        for (cell, expect) in [
            ("du 01/01/2025 au 31/01/2025", Some("2025-01-01 2025-02-01")),
            ("01.01.2025 - 31.01.2025", Some("2025-01-01 2025-02-01")),
            ("Van 1/2/2025 t/m 28/2/2025", Some("2025-02-01 2025-03-01")),
            ("01/01/2025-31/01/2025", Some("2025-01-01 2025-02-01")),
            ("31/01/2025 - 01/01/2025", None),
            ("01-01-2025", None),
            ("de l'année", None),
        ] {
            let found = range(cell, DateOrder::DayFirst).map(|p| format!("{} {}", p.from, p.to));
            assert_eq!(found.as_deref(), expect, "{cell}");
        }
    }

    #[test]
    fn quarters_half_years_and_years_are_periods() {
        for (cell, expect) in [
            ("T1 2024", Some("2024-01-01 2024-04-01")),
            ("2024-Q4", Some("2024-10-01 2025-01-01")),
            ("1er trimestre 2024", Some("2024-01-01 2024-04-01")),
            ("2e kwartaal 2024", Some("2024-04-01 2024-07-01")),
            ("Trimestre 3 - 2024", Some("2024-07-01 2024-10-01")),
            ("2ème semestre 2024", Some("2024-07-01 2025-01-01")),
            ("S1 24", Some("2024-01-01 2024-07-01")),
            ("2024", Some("2024-01-01 2025-01-01")),
            ("mars 2024", Some("2024-03-01 2024-04-01")),
            ("T5 2024", None),
            ("T1", None),
            ("45 2024", None),
            ("Total 2024", None),
            ("", None),
        ] {
            let found = span(cell).map(|p| format!("{} {}", p.from, p.to));
            assert_eq!(found.as_deref(), expect, "{cell}");
        }
    }
}
