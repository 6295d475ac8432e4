//! One index reading.

use eclaireur_models::building::{Direction, Kind, Register};
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::{FormData, Problem, ProblemCode};
use crate::format;
use crate::pages::reading_index::{IndexMeter, RegisterLine};

/// What was read on a meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexInput {
    /// Id of the meter.
    pub meter: String,
    /// Day read.
    pub on: Day,
    /// Value per counter.
    pub values: Vec<(Direction, Register, Decimal)>,
    /// What the gauge of a tank shows; there is a counter or this.
    pub level: Option<Decimal>,
    /// Kept although it is below the last one.
    pub accepted: bool,
}

/// Name of the field of one counter: `index_day`; `index_injection_day` when it is not *prélèvement*.
pub fn index_field(direction: Direction, register: Register) -> String {
    match direction {
        Direction::Offtake => format!("index_{}", register.code()),
        other => format!("index_{}_{}", other.code(), register.code()),
    }
}

impl IndexInput {
    /// Reads `meter`, `date`, one `index_…` per counter of the meter chosen, `level` for the gauge of a tank, `accept`.
    /// `on` is today.
    ///
    /// An index below the last one is a problem until `accept` is ticked.
    pub fn read(form: &mut FormData, meters: &[IndexMeter], on: Day) -> Option<IndexInput> {
        let day = form.past_day("date", on);
        let id = form.get("meter").to_owned();
        let Some(meter) = meters.iter().find(|m| m.meter.code == id) else {
            form.fail("meter", Problem::new(ProblemCode::NotInList));
            return None;
        };
        let accepted = form.is_ticked("accept");
        let (mut values, mut level) = (Vec::new(), None);
        for line in &meter.registers {
            let field = line.field();
            let Some(value) = form.number(&field, None) else { continue };
            if line.kind == Kind::Level {
                outside_table(form, line, &field, value);
                level = Some(value);
                continue;
            }
            too_many_digits(form, line, &field, value);
            if let Some((last, last_day)) = line.last
                && value < last
                && day.is_none_or(|d| d >= last_day)
                && !accepted
            {
                let problem = Problem::new(ProblemCode::IndexBelowLast)
                    .with("last", format::decimal(last))
                    .with("on", format::day(last_day));
                form.fail(&field, problem);
            }
            values.push((line.direction, line.register, value));
        }
        if values.is_empty()
            && level.is_none()
            && !form.failed()
            && let Some(line) = meter.registers.first()
        {
            form.fail(&line.field(), Problem::new(ProblemCode::NoIndex));
        }
        if form.failed() {
            return None;
        }
        Some(IndexInput { meter: id, on: day?, values, level, accepted })
    }
}

/// A height that the table of the tank does not know.
fn outside_table(form: &mut FormData, line: &RegisterLine, field: &str, value: Decimal) {
    if let Some((lowest, highest)) = line.bounds
        && (value < lowest || value > highest)
    {
        let problem = Problem::new(ProblemCode::LevelOutsideTable)
            .with("lowest", format::decimal(lowest))
            .with("highest", format::decimal(highest));
        form.fail(field, problem);
    }
}

/// A counter cannot show more than its digits.
fn too_many_digits(form: &mut FormData, line: &RegisterLine, field: &str, value: Decimal) {
    let full = line.digits.and_then(|digits| 10i64.checked_pow(digits)).map(Decimal::from);
    if let (Some(full), Some(digits)) = (full, line.digits)
        && value >= full
    {
        form.fail(field, Problem::new(ProblemCode::TooManyDigits).with("digits", digits));
    }
}
