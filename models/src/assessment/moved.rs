//! Which figures moved between two assessments of a building, from what to what, and why.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Assessment;
use crate::indicators::{Answer, Explained, Input, Measure, Origin, Word};
use crate::period::Period;

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Its indicator.
    pub indicator: Word,
    /// Of what.
    pub of: Option<Word>,
    /// Over which days.
    pub period: Option<Period>,
    /// In this unit.
    pub unit: Measure,
    /// Before; `None` when it was not known.
    pub before: Option<Decimal>,
    /// After; `None` when it is not known any more.
    pub after: Option<Decimal>,
    /// The inputs that differ, from what to what; those that come from other figures are told with them.
    pub because: Vec<Because>,
}

/// An input that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// What the formula calls it.
    pub symbol: Word,
    /// Of what.
    pub of: Option<Word>,
    /// Where it comes from.
    pub origin: Origin,
    /// Before.
    pub before: Option<Decimal>,
    /// After.
    pub after: Option<Decimal>,
}

/// What moved between two assessments, in the order of the later one. Figures of a period only one of them tells of did not
/// move: they are new or gone.
pub fn moved(before: &Assessment, after: &Assessment) -> Vec<Moved> {
    let same = |f: &&Explained, of: &Explained| {
        f.indicator == of.indicator && f.of == of.of && f.period == of.period
    };
    let pair = |now: &Explained| {
        let then = before.figures.0.iter().find(|f| same(f, now))?;
        compare(then, now)
    };
    after.figures.0.iter().filter_map(pair).collect()
}

fn compare(then: &Explained, now: &Explained) -> Option<Moved> {
    let value = |f: &Explained| f.value().map(|v| v.value.normalize());
    let (before, after) = (value(then), value(now));
    if before == after {
        return None;
    }
    let unit = now.value().or(then.value())?.unit;
    let inputs = |f: &Explained| match &f.answer {
        Answer::Known(value) => value.inputs.clone(),
        Answer::NotYet { .. } | Answer::NotApplicable { .. } => Vec::new(),
    };
    Some(Moved {
        indicator: now.indicator.clone(),
        of: now.of.clone(),
        period: now.period,
        unit,
        before,
        after,
        because: because(&inputs(then), &inputs(now)),
    })
}

fn because(then: &[Input], now: &[Input]) -> Vec<Because> {
    let alike = |a: &Input, b: &Input| a.symbol == b.symbol && a.of == b.of;
    let one = |input: &Input, before: Option<Decimal>, after: Option<Decimal>| Because {
        symbol: input.symbol.clone(),
        of: input.of.clone(),
        origin: input.origin.clone(),
        before,
        after,
    };
    let mut all: Vec<Because> = now
        .iter()
        .filter_map(|input| {
            let before = then.iter().find(|t| alike(t, input)).map(|t| t.value);
            (before.map(|b| b.normalize()) != Some(input.value.normalize()))
                .then(|| one(input, before, Some(input.value)))
        })
        .collect();
    let gone = then.iter().filter(|t| now.iter().all(|n| !alike(t, n)));
    all.extend(gone.map(|input| one(input, Some(input.value), None)));
    all
}
