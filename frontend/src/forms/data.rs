//! What was typed, field by field, and the problems found in it.

use std::collections::BTreeMap;

use eclaireur_models::building::is_name;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::{Problem, ProblemCode};
use crate::format::typed::{self, NumberProblem};

/// Years that somebody can mean: older ones explain nothing here, later ones are slips of the finger.
const MEANT: core::ops::RangeInclusive<i16> = 1900..=2100;

/// Longest text accepted in one field.
const LONGEST: usize = 200;
/// Longest text accepted in a field of several lines.
const LONGEST_LINES: usize = 12_000;

/// Values and problems of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormData {
    values: BTreeMap<String, String>,
    problems: Vec<(String, Problem)>,
}

impl FormData {
    /// Nothing typed.
    pub fn new() -> FormData {
        FormData::default()
    }

    /// The pairs of a request, in order; of a name that comes twice the last counts.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> FormData {
        let values = pairs.into_iter().map(|(n, v)| (n.into(), v.into())).collect();
        FormData { values, problems: Vec::new() }
    }

    /// The same with one value set: to show what is stored.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> FormData {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    /// What was typed, without spaces around; empty when nothing was.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |v| v.trim())
    }

    /// What was typed to the letter, spaces too: a password.
    pub fn exact(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        !matches!(self.get(name), "" | "0" | "non" | "off")
    }

    /// Notes a problem; the first of a field is the one shown.
    pub fn fail(&mut self, name: &str, problem: Problem) {
        self.problems.push((name.to_owned(), problem));
    }

    /// Whether problems were noted.
    pub fn failed(&self) -> bool {
        !self.problems.is_empty()
    }

    /// The first problem of a field.
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        self.problems.iter().find(|(n, _)| n == name).map(|(_, p)| p)
    }

    /// Every problem with the name of its field.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.problems.iter().map(|(n, p)| (n.as_str(), p))
    }

    /// Names of the fields with values.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// A text that may be empty.
    pub fn optional(&mut self, name: &str) -> Option<String> {
        let text = self.get(name).to_owned();
        if text.chars().count() > LONGEST {
            self.fail(name, Problem::new(ProblemCode::TooLong).with("max", LONGEST));
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text of several lines that may be empty.
    pub fn lines(&mut self, name: &str) -> Option<String> {
        let text = self.get(name).to_owned();
        if text.chars().count() > LONGEST_LINES {
            self.fail(name, Problem::new(ProblemCode::TooLong).with("max", LONGEST_LINES));
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text that must be there.
    pub fn required(&mut self, name: &str) -> Option<String> {
        if self.get(name).is_empty() {
            self.fail(name, Problem::new(ProblemCode::Required));
            return None;
        }
        self.optional(name)
    }

    /// A name that must be there and can be read as one.
    pub fn name(&mut self, name: &str) -> Option<String> {
        let text = self.required(name)?;
        if !is_name(&text) {
            self.fail(name, Problem::new(ProblemCode::BadName));
            return None;
        }
        Some(text)
    }

    /// A number that may be empty, zero or more. `near` settles what can be read two ways.
    pub fn number(&mut self, name: &str, near: Option<(Decimal, Decimal)>) -> Option<Decimal> {
        let value = self.signed_number(name, near)?;
        if value.is_sign_negative() && !value.is_zero() {
            self.fail(name, Problem::new(ProblemCode::Negative));
            return None;
        }
        Some(value)
    }

    /// A number that may be empty or negative.
    pub fn signed_number(&mut self, name: &str, near: Option<(Decimal, Decimal)>) -> Option<Decimal> {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            return None;
        }
        let read = match near {
            Some((low, high)) => typed::decimal_near(&text, low, high),
            None => typed::decimal(&text),
        };
        match read {
            Ok(value) => Some(value),
            Err(NumberProblem::NotANumber) => {
                self.fail(name, Problem::new(ProblemCode::NotANumber).with("value", text));
                None
            }
            Err(NumberProblem::Ambiguous { thousands, decimals }) => {
                let problem = Problem::new(ProblemCode::AmbiguousNumber)
                    .with("value", text)
                    .with("thousands", crate::format::decimal(thousands))
                    .with("decimals", crate::format::decimal(decimals));
                self.fail(name, problem);
                None
            }
        }
    }

    /// A day that may be empty.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            return None;
        }
        let day = typed::day(&text);
        let Some(day) = day else {
            self.fail(name, Problem::new(ProblemCode::BadDate).with("value", text));
            return None;
        };
        if !MEANT.contains(&day.year()) {
            self.fail(name, Problem::new(ProblemCode::UnlikelyYear));
            return None;
        }
        Some(day)
    }

    /// A day that must be there and not lie after `on`.
    pub fn past_day(&mut self, name: &str, on: Day) -> Option<Day> {
        if self.get(name).is_empty() {
            self.fail(name, Problem::new(ProblemCode::Required));
            return None;
        }
        let day = self.day(name)?;
        if day > on {
            self.fail(name, Problem::new(ProblemCode::FutureDate));
            return None;
        }
        Some(day)
    }

    /// One of a list of codes, or nothing.
    pub fn choice<T>(&mut self, name: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = self.get(name).to_owned();
        if code.is_empty() {
            return None;
        }
        let value = from_code(&code);
        if value.is_none() {
            self.fail(name, Problem::new(ProblemCode::NotInList));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::dec;

    #[test]
    fn problems_are_noted_and_values_are_kept() {
        let mut form =
            FormData::from_pairs([("area", "12 m2"), ("date", "31/2/26"), ("name", "  Les Tilleuls ")]);
        assert_eq!(form.required("name").as_deref(), Some("Les Tilleuls"));
        assert_eq!(form.number("area", None), None);
        assert_eq!(form.past_day("date", date(2026, 3, 1)), None);
        assert_eq!(form.required("absent"), None);
        assert!(form.failed());
        assert_eq!(form.get("area"), "12 m2");
        assert_eq!(form.problem("area").map(|p| p.code), Some(ProblemCode::NotANumber));
        assert_eq!(form.problem("date").map(|p| p.code), Some(ProblemCode::BadDate));
        assert_eq!(form.problem("name"), None);
        let mut form = FormData::new().set("x", "11.025").set("ok", "1");
        assert_eq!(form.number("x", Some((dec!(5), dec!(15)))), Some(dec!(11.025)));
        assert!(form.is_ticked("ok") && !form.is_ticked("no"));
    }
}
