//! Obligations as data: who they bind, by when, what shows that they are met, how often they come back.
//!
//! A condition is tested against the closed list of facts, the legal form, the activity; its tests are alternatives. Each
//! says who can settle it when a fact lacks (I7). A threshold that nobody published is a condition too: `untold = true`.
//! Does *not* decide anything (`norms` does).

use jiff::ToSpan;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::building::LegalForm;
use crate::building::facts::{Form, fact};
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// Who can settle what is not known: `settled-by-<code>`.
pub const SETTLERS: &[&str] = &[
    "administration",
    "board",
    "boiler-technician",
    "certifier",
    "energy-manager",
    "grid-operator",
    "statutes",
    "technician",
];

/// One obligation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Permanent code.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// In force from this day; it is to be met from then on where no deadline is given.
    #[serde(default, deserialize_with = "super::maybe_day")]
    pub applies_from: Option<Day>,
    /// Official names.
    pub name: Text,
    /// All of them must hold.
    #[serde(rename = "condition")]
    pub conditions: Vec<NormCondition>,
    /// The first that holds counts.
    #[serde(rename = "deadline", default)]
    pub deadlines: Vec<NormDeadline>,
    /// What shows that it is met: all of them must hold. None: nothing here can show it.
    #[serde(default)]
    pub met: Vec<NormCondition>,
    /// How often it comes back: the first that holds counts.
    #[serde(rename = "recurrence", default)]
    pub recurrences: Vec<Recurrence>,
    /// Sources.
    pub source: Vec<Source>,
}

/// A condition: it holds where one of its tests does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormCondition {
    /// Code, with its words: `condition-<code>`.
    pub code: String,
    /// Alternatives.
    pub any: Vec<Test>,
    /// Who can settle it.
    pub settled_by: String,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

/// By when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormDeadline {
    /// The day.
    #[serde(deserialize_with = "super::day")]
    pub on: Day,
    /// For whom: everybody where there is none.
    #[serde(default)]
    pub any: Vec<Test>,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

/// How often it comes back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurrence {
    /// The fact that is the day it was last done, or, of a series, the day it began.
    pub since: String,
    /// Months between.
    pub every_months: u32,
    /// A series of so many, which then ends.
    pub times: Option<u32>,
    /// For whom: everybody where there is none.
    #[serde(default)]
    pub any: Vec<Test>,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

/// One test, with three answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Row")]
pub enum Test {
    /// The fact is one of these words.
    Is(String, Vec<String>),
    /// The fact is more than this.
    Above(String, Decimal),
    /// The fact is this or more.
    AtLeast(String, Decimal),
    /// The fact is a day before this one.
    Before(String, Day),
    /// Somebody stated the fact.
    Stated(String),
    /// The organisation has one of these forms; of the second ones it is not known.
    LegalForm(Vec<LegalForm>, Vec<LegalForm>),
    /// The building serves one of these activities.
    Activity(Vec<String>),
    /// It makes electricity.
    Production,
    /// Nobody published it.
    Untold,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    fact: Option<String>,
    is: Option<Vec<String>>,
    above: Option<Decimal>,
    at_least: Option<Decimal>,
    #[serde(default, deserialize_with = "super::maybe_day")]
    before: Option<Day>,
    legal_form: Option<Vec<LegalForm>>,
    unsure: Option<Vec<LegalForm>>,
    activity: Option<Vec<String>>,
    production: Option<bool>,
    untold: Option<bool>,
}

impl TryFrom<Row> for Test {
    type Error = String;

    fn try_from(row: Row) -> Result<Test, String> {
        let one = "a test is `fact` (with `is`, `above`, `at_least`, `before` or alone), `legal_form`, `activity`, \
                   `production = true` or `untold = true`";
        Ok(match row {
            Row { fact: Some(fact), is: Some(is), above: None, at_least: None, .. } => Test::Is(fact, is),
            Row { fact: Some(fact), is: None, above: Some(n), at_least: None, .. } => Test::Above(fact, n),
            Row { fact: Some(fact), is: None, above: None, at_least: Some(n), .. } => Test::AtLeast(fact, n),
            Row { fact: Some(fact), is: None, above: None, at_least: None, before: Some(day), .. } => {
                Test::Before(fact, day)
            }
            Row { fact: Some(fact), is: None, above: None, at_least: None, .. } => Test::Stated(fact),
            Row { legal_form: Some(forms), unsure, .. } => Test::LegalForm(forms, unsure.unwrap_or_default()),
            Row { activity: Some(codes), .. } => Test::Activity(codes),
            Row { production: Some(true), .. } => Test::Production,
            Row { untold: Some(true), .. } => Test::Untold,
            _ => return Err(one.to_owned()),
        })
    }
}

impl Test {
    /// The fact it asks for.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Test::Is(fact, _)
            | Test::Above(fact, _)
            | Test::AtLeast(fact, _)
            | Test::Before(fact, _)
            | Test::Stated(fact) => Some(fact),
            Test::LegalForm(..) | Test::Activity(_) | Test::Production | Test::Untold => None,
        }
    }

    fn check(&self) -> Result<(), String> {
        let Some(code) = self.fact() else { return Ok(()) };
        let known = fact(code).ok_or_else(|| format!("key `fact`: `{code}` is not in the list of facts"))?;
        match (self, known.form) {
            (Test::Is(_, words), Form::Choice(list)) => {
                match words.iter().find(|w| !list.contains(&w.as_str())) {
                    Some(word) => Err(format!("key `is`: `{word}` is no word of `{code}`")),
                    None => Ok(()),
                }
            }
            (Test::Above(..) | Test::AtLeast(..), Form::Number(_) | Form::Count | Form::Share)
            | (Test::Before(..), Form::Day)
            | (Test::Stated(_), _) => Ok(()),
            _ => Err(format!("`{code}` cannot be tested so")),
        }
    }
}

impl NormCondition {
    fn check(&self, sources: &[Source]) -> Result<(), String> {
        known_source(sources, &self.source)?;
        if self.any.is_empty() {
            return Err(format!("condition `{}`: no test", self.code));
        }
        if !SETTLERS.contains(&self.settled_by.as_str()) {
            return Err(format!("key `settled_by`: `{}` is not one of {SETTLERS:?}", self.settled_by));
        }
        self.any.iter().try_for_each(Test::check)
    }
}

impl Recurrence {
    /// The day so many times later.
    pub fn after(&self, day: Day, times: u32) -> Option<Day> {
        let months = self.every_months.checked_mul(times)?;
        day.checked_add(i32::try_from(months).ok()?.months()).ok()
    }
}

impl Norm {
    pub(super) fn check(&self) -> Result<(), String> {
        if self.conditions.is_empty() {
            return Err("key `condition`: an obligation says whom it binds".to_owned());
        }
        self.conditions.iter().chain(&self.met).try_for_each(|c| c.check(&self.source))?;
        for deadline in &self.deadlines {
            known_source(&self.source, &deadline.source)?;
            deadline.any.iter().try_for_each(Test::check)?;
        }
        for recurrence in &self.recurrences {
            known_source(&self.source, &recurrence.source)?;
            recurrence.any.iter().try_for_each(Test::check)?;
            let is_day = fact(&recurrence.since).is_some_and(|f| f.form == Form::Day);
            if !is_day || recurrence.every_months == 0 {
                return Err(
                    "keys `since`, `every_months`: a fact that is a day, one month or more".to_owned()
                );
            }
        }
        Ok(())
    }
}
