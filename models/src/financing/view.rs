//! What a question to a case sees: its facts, the work it is about, the day it is judged on.

use std::borrow::Cow;

use super::case::Case;
use super::facts::{Facts, Value};
use crate::catalog::schemes::{DATED, DatedBy};
use crate::period::Day;

/// The day a scheme is judged on, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// The fact that would tell it, where the day of the question stands for it.
    pub lacks: Option<&'static str>,
}

/// A case seen by one question.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The case.
    pub case: &'a Case,
    /// The day of the question.
    pub on: Day,
    /// The day the scheme is judged on.
    pub dated: Dated,
    /// The work asked about.
    pub work: Option<&'a Facts>,
}

impl<'a> View<'a> {
    /// Of the whole case, for a scheme dated by that event.
    pub fn new(case: &'a Case, on: Day, dated_by: DatedBy) -> View<'a> {
        let told = dated_by.fact().and_then(|fact| case.facts.day(fact));
        let dated = match told {
            Some(day) => Dated { day, lacks: None },
            None => Dated { day: on, lacks: dated_by.fact() },
        };
        View { case, on, dated, work: None }
    }

    /// Of one work.
    #[must_use]
    pub fn of_work(self, work: &'a Facts) -> View<'a> {
        View { work: Some(work), ..self }
    }

    /// The measure of the work.
    pub fn measure(&self) -> Option<&'a str> {
        self.work.and_then(|work| work.word("work.measure"))
    }

    /// A fact of the case or of the work.
    pub fn get(&self, code: &str) -> Option<Cow<'a, Value>> {
        if !code.starts_with("work.") {
            return self.case.facts.get(code).map(Cow::Borrowed);
        }
        let work = self.work?;
        match work.get(code) {
            Some(value) => Some(Cow::Borrowed(value)),
            None if code == "work.total_power_kw" => {
                let both =
                    work.number("work.power_kw")?.checked_add(work.number("work.existing_power_kw")?)?;
                Some(Cow::Owned(Value::Number(both)))
            }
            None => None,
        }
    }

    /// Whether a fact is told; the day it is judged on always is.
    pub fn is_told(&self, code: &str) -> bool {
        code == DATED || self.get(code).is_some()
    }
}
