//! What a case tells, fact by fact: absent is not known.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use crate::building::case_facts::case_fact;
use crate::period::Day;

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// One of the fact's words.
    Word(String),
    /// True or false.
    YesNo(bool),
    /// A day.
    Day(Day),
    /// A number, a share or euro.
    Number(Decimal),
    /// A number of a unit.
    Quantity(Decimal, String),
}

/// Facts by code; those that are not told are not there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facts(BTreeMap<&'static str, Value>);

/// What was written down of a fact that is known no longer is left out.
impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Facts, D::Error> {
        let told = BTreeMap::<String, Value>::deserialize(from)?;
        let known = |(code, value): (String, Value)| Some((case_fact(&code)?.code, value));
        Ok(Facts(told.into_iter().filter_map(known).collect()))
    }
}

impl Facts {
    /// The value of a fact.
    pub fn get(&self, code: &str) -> Option<&Value> {
        self.0.get(code)
    }

    /// Tells a fact.
    pub fn tell(&mut self, code: &'static str, value: Value) {
        self.0.insert(code, value);
    }

    /// Takes over what another tells and this one does not.
    pub fn complete_with(&mut self, other: &Facts) {
        for (code, value) in &other.0 {
            self.0.entry(code).or_insert_with(|| value.clone());
        }
    }

    /// Forgets a fact.
    pub fn forget(&mut self, code: &str) -> Option<Value> {
        self.0.remove(code)
    }

    /// The facts that are told.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// A word.
    pub fn word(&self, code: &str) -> Option<&str> {
        match self.get(code) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A day.
    pub fn day(&self, code: &str) -> Option<Day> {
        match self.get(code) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&self, code: &str) -> Option<Decimal> {
        match self.get(code) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// True or false.
    pub fn yes_no(&self, code: &str) -> Option<bool> {
        match self.get(code) {
            Some(Value::YesNo(yes)) => Some(*yes),
            _ => None,
        }
    }

    /// A number of a unit.
    pub fn quantity(&self, code: &str) -> Option<(Decimal, &str)> {
        match self.get(code) {
            Some(Value::Quantity(number, unit)) => Some((*number, unit)),
            _ => None,
        }
    }
}
