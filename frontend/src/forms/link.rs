//! What somebody reads on one meter on the spot.

use eclaireur_models::period::Day;
use jiff::Span;
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode};
use crate::format;
use crate::pages::reading_index::RegisterLine;
use eclaireur_models::building::Kind;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkInput {
    /// Day read.
    pub on: Day,
    /// Each counter that was read, and what it showed.
    pub values: Vec<(RegisterLine, Decimal)>,
}

impl LinkInput {
    /// Days back that a reading may be of: whoever remembers an older one brings it another way.
    pub const DAYS_BACK: i32 = 31;

    /// The first day a reading may be of.
    pub fn earliest(on: Day) -> Day {
        on.checked_sub(Span::new().days(Self::DAYS_BACK)).unwrap_or(on)
    }

    /// Reads `date` and the field of each counter. `on` is today. Whether it is surprising is not asked here.
    pub fn read(form: &mut FormData, registers: &[RegisterLine], on: Day) -> Option<LinkInput> {
        let day = form.past_day("date", on);
        if day.is_some_and(|day| day < Self::earliest(on)) {
            form.fail("date", Problem::new(ProblemCode::TooLongAgo).with("max", Self::DAYS_BACK));
        }
        let mut values = Vec::new();
        for line in registers {
            let field = line.field();
            let Some(value) = form.number(&field, line.last.map(|(last, _)| near(last))) else { continue };
            if let (Kind::Level, Some((lowest, highest))) = (line.kind, line.bounds)
                && (value < lowest || value > highest)
            {
                let problem = Problem::new(ProblemCode::LevelOutsideTable)
                    .with("lowest", format::decimal(lowest))
                    .with("highest", format::decimal(highest));
                form.fail(&field, problem);
            }
            values.push((line.clone(), value));
        }
        if values.is_empty()
            && !form.failed()
            && let Some(line) = registers.first()
        {
            form.fail(&line.field(), Problem::new(ProblemCode::NoIndex));
        }
        if form.failed() {
            return None;
        }
        Some(LinkInput { on: day?, values })
    }

    /// What exactly was read, so that whoever insists insists on this and nothing else.
    pub fn exactly(&self) -> String {
        let one =
            |(line, value): &(RegisterLine, Decimal)| format!(";{}={}", line.field(), value.normalize());
        format!("{}{}", self.on, self.values.iter().map(one).collect::<String>())
    }
}

/// Where the next index of a counter can lie: settles whether `48.250` has thousands.
fn near(last: Decimal) -> (Decimal, Decimal) {
    let high = last.checked_mul(dec!(2)).and_then(|twice| twice.checked_add(dec!(1_000)));
    (last, high.unwrap_or(Decimal::MAX))
}
