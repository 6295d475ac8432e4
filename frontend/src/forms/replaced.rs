//! A meter that was replaced or set back: what the old one showed last, what the new one began with.

use eclaireur_models::building::{Direction, Register};
use eclaireur_models::period::Day;
use eclaireur_models::readings::index::{MOST_DIGITS, Replaced};
use rust_decimal::Decimal;

use super::{FormData, Problem, ProblemCode, index_field};
use crate::format;
use crate::pages::reading_index::RegisterLine;

/// A replacement as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedInput {
    /// First day of the new meter.
    pub on: Day,
    /// Counter by counter; at least one.
    pub counters: Vec<Replaced>,
    /// Serial number of the new meter; none when the same was only set back.
    pub serial: Option<String>,
    /// Whole digits of the new one.
    pub digits: Option<u32>,
}

/// Name of the field of what the old counter showed last.
pub fn last_field(direction: Direction, register: Register) -> String {
    format!("last_{}", index_field(direction, register))
}

/// Name of the field of what the new counter began with.
pub fn first_field(direction: Direction, register: Register) -> String {
    format!("first_{}", index_field(direction, register))
}

impl ReplacedInput {
    /// Reads `on`, `last_index_…` and `first_index_…` for each counter, `serial`, `digits`, `accept`. `today` is today.
    pub fn read(form: &mut FormData, lines: &[RegisterLine], today: Day) -> Option<ReplacedInput> {
        let on = form.past_day("on", today);
        let serial = form.optional("serial");
        let digits = form.number("digits", None);
        let whole = digits.and_then(|d| u32::try_from(d).ok()).filter(|d| (1..=MOST_DIGITS).contains(d));
        if digits.is_some() && whole.is_none() {
            form.fail("digits", Problem::new(ProblemCode::OutOfRange));
        }
        let mut counters = Vec::new();
        for line in lines {
            let (last_name, first_name) =
                (last_field(line.direction, line.register), first_field(line.direction, line.register));
            let (last, first) = (form.number(&last_name, None), form.number(&first_name, None));
            below_last(form, line, &last_name, on, last);
            match (last, first) {
                (None, None) => {}
                (Some(_), None) => form.fail(&first_name, Problem::new(ProblemCode::Required)),
                (None, Some(_)) => form.fail(&last_name, Problem::new(ProblemCode::Required)),
                (last, first) => {
                    let (direction, register) = (line.direction, line.register);
                    let day = on.unwrap_or(today);
                    counters.push(Replaced { on: day, direction, register, last, first });
                }
            }
        }
        if counters.is_empty()
            && !form.failed()
            && let Some(line) = lines.first()
        {
            form.fail(&last_field(line.direction, line.register), Problem::new(ProblemCode::NoIndex));
        }
        if form.failed() {
            return None;
        }
        Some(ReplacedInput { on: on?, counters, serial, digits: whole })
    }
}

/// The old meter cannot have shown less than when it was last read, unless it went through zero.
fn below_last(form: &mut FormData, line: &RegisterLine, name: &str, on: Option<Day>, last: Option<Decimal>) {
    let Some(((known, known_on), last)) = line.last.zip(last) else { return };
    if last < known && on.is_none_or(|on| on >= known_on) && !form.is_ticked("accept") {
        let problem = Problem::new(ProblemCode::IndexBelowLast)
            .with("last", format::decimal(known))
            .with("on", format::day(known_on));
        form.fail(name, problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::building::Kind;
    use eclaireur_models::units::Unit;
    use jiff::civil::date;
    use rust_decimal::dec;

    fn line(register: Register) -> RegisterLine {
        RegisterLine {
            kind: Kind::Index,
            register,
            direction: Direction::Offtake,
            unit: Unit::KWh,
            last: Some((dec!(48_000), date(2025, 12, 2))),
            bounds: None,
            digits: None,
        }
    }

    fn read(changes: &[(&str, &str)]) -> Result<ReplacedInput, (String, ProblemCode)> {
        let mut form = FormData::from_pairs([
            ("on", "10/1/26"),
            ("last_index_total", "48 250,5"),
            ("first_index_total", "0"),
            ("serial", "G-2"),
        ]);
        for (name, value) in changes {
            form = form.set(name, *value);
        }
        ReplacedInput::read(&mut form, &[line(Register::Total)], date(2026, 1, 21)).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn a_replacement_has_a_day_and_both_indexes_of_each_counter() {
        let read_as = read(&[("digits", "6")]).unwrap();
        assert_eq!((read_as.on, read_as.digits), (date(2026, 1, 10), Some(6)));
        assert_eq!(read_as.counters[0].to_string(), "offtake.total=48250.5/0");
        for (changes, field, code) in [
            (&[("on", "")][..], "on", ProblemCode::Required),
            (&[("on", "10/2/26")], "on", ProblemCode::FutureDate),
            (&[("first_index_total", "")], "first_index_total", ProblemCode::Required),
            (&[("last_index_total", "")], "last_index_total", ProblemCode::Required),
            (
                &[("last_index_total", ""), ("first_index_total", "")],
                "last_index_total",
                ProblemCode::NoIndex,
            ),
            (&[("last_index_total", "47 000")], "last_index_total", ProblemCode::IndexBelowLast),
            (&[("digits", "40")], "digits", ProblemCode::OutOfRange),
        ] {
            assert_eq!(read(changes), Err((field.to_owned(), code)), "{changes:?}");
        }
        assert!(read(&[("last_index_total", "120"), ("accept", "1")]).is_ok(), "it went through zero before");
        assert!(read(&[("last_index_total", "47 000"), ("on", "1/6/25")]).is_ok(), "before the last reading");
    }
}
