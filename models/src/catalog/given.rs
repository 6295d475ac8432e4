//! What somebody wrote in TOML or JSON, before it is understood: the same tree for both.
//!
//! Numbers stay exact: a decimal is read from its digits. Does *not* know any key.

use rust_decimal::Decimal;
use serde_json::Value as Json;
use toml::Value as Toml;

use crate::period::Day;

/// How deep tables and lists may stand in one another: the reasons of an aid on the ground of an audit stand deepest.
const DEEPEST: usize = 10;

/// A value as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Text between quotes.
    Text(String),
    /// A number.
    Number(Decimal),
    /// `true` or `false`.
    YesNo(bool),
    /// A day of the calendar, written without quotes.
    Day(Day),
    /// Keys and values, in the order of the file's parser.
    Table(Vec<(String, Given)>),
    /// Several.
    List(Vec<Given>),
}

impl Given {
    /// Reads JSON where the text begins with a brace, TOML otherwise.
    ///
    /// # Errors
    /// What is wrong, with its line, in English: the reader is the one who edits the file.
    pub fn read(text: &str) -> Result<Given, String> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') {
            let json: Json = serde_json::from_str(text).map_err(|e| format!("no JSON: {e}"))?;
            return of_json(json, 0);
        }
        let toml: toml::Table = ::toml::from_str(text).map_err(|e| e.to_string())?;
        of_toml(Toml::Table(toml), 0)
    }

    /// From a part of a catalogue file.
    pub(super) fn of(toml: toml::Table) -> Result<Given, String> {
        of_toml(Toml::Table(toml), 0)
    }

    /// What it is, for a message.
    pub const fn kind(&self) -> &'static str {
        match self {
            Given::Text(_) => "text",
            Given::Number(_) => "a number",
            Given::YesNo(_) => "true or false",
            Given::Day(_) => "a day",
            Given::Table(_) => "a table",
            Given::List(_) => "a list",
        }
    }
}

/// A number by its digits: `0.62`, `1e3`.
fn number(digits: &str) -> Result<Given, String> {
    let read = digits.parse().or_else(|_| Decimal::from_scientific(digits));
    read.map(Given::Number).map_err(|_| format!("`{digits}` is no number that can be counted with"))
}

fn not_too_deep(depth: usize) -> Result<(), String> {
    (depth < DEEPEST).then_some(()).ok_or_else(|| "tables stand too deep in one another".to_owned())
}

fn of_toml(value: Toml, depth: usize) -> Result<Given, String> {
    not_too_deep(depth)?;
    Ok(match value {
        Toml::String(text) => Given::Text(text),
        Toml::Integer(whole) => Given::Number(Decimal::from(whole)),
        Toml::Float(float) => number(&float.to_string())?,
        Toml::Boolean(yes) => Given::YesNo(yes),
        Toml::Datetime(day) => {
            let day = day.to_string();
            Given::Day(day.parse().map_err(|_| format!("`{day}` is no day of the calendar"))?)
        }
        Toml::Array(all) => Given::List(
            all.into_iter().map(|one| of_toml(one, depth + 1)).collect::<Result<Vec<_>, String>>()?,
        ),
        Toml::Table(table) => Given::Table(
            table
                .into_iter()
                .map(|(key, value)| {
                    let value = of_toml(value, depth + 1).map_err(|what| format!("key `{key}`: {what}"))?;
                    Ok((key, value))
                })
                .collect::<Result<Vec<_>, String>>()?,
        ),
    })
}

fn of_json(value: Json, depth: usize) -> Result<Given, String> {
    not_too_deep(depth)?;
    Ok(match value {
        Json::Null => return Err("`null` says nothing: leave the key out".to_owned()),
        Json::Bool(yes) => Given::YesNo(yes),
        Json::Number(digits) => number(&digits.to_string())?,
        Json::String(text) => Given::Text(text),
        Json::Array(all) => Given::List(
            all.into_iter().map(|one| of_json(one, depth + 1)).collect::<Result<Vec<_>, String>>()?,
        ),
        // An absent fact is not known; so is one that is told as nothing.
        Json::Object(table) => Given::Table(
            table
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| {
                    let value = of_json(value, depth + 1).map_err(|what| format!("key `{key}`: {what}"))?;
                    Ok((key, value))
                })
                .collect::<Result<Vec<_>, String>>()?,
        ),
    })
}
