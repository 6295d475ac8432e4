//! A case as text again: what is read back is the same case, to the digit.
//!
//! Numbers are written as text in plain decimal, so that no parser rounds them. Facts stand in the order of their codes:
//! same case, same bytes. Does *not* write what is not told.

use serde_json::{Map, Value as Json};

use super::case::Case;
use super::facts::{Facts, Value};
use crate::building::case_facts::{CaseForm, case_fact};

/// The tables whose facts stand together in a case.
const TABLES: [&str; 3] = ["organisation", "building", "procedure"];

impl Case {
    /// As JSON, `financing --json` reads it.
    pub fn to_json(&self) -> Json {
        let mut all = Map::new();
        if let Some(on) = self.on {
            all.insert("on".to_owned(), Json::String(on.to_string()));
        }
        for table in TABLES {
            let told = json_of(&self.facts, table);
            if !told.is_empty() {
                all.insert(table.to_owned(), Json::Object(told));
            }
        }
        let plan = json_of(&self.plan, "plan");
        if !plan.is_empty() {
            all.insert("plan".to_owned(), Json::Object(plan));
        }
        for (name, list) in [("work", &self.works), ("source", &self.sources)] {
            if !list.is_empty() {
                let list = list.iter().map(|facts| Json::Object(json_of(facts, name))).collect();
                all.insert(name.to_owned(), Json::Array(list));
            }
        }
        Json::Object(all)
    }

    /// As TOML, its tables below `root` (`case.`), its day apart.
    pub fn to_toml(&self, root: &str) -> String {
        let mut text = String::new();
        let mut table = |head: String, told: Vec<(&str, String)>| {
            text.push_str(&format!("{head}\n"));
            for (key, value) in told {
                text.push_str(&format!("{key} = {value}\n"));
            }
            text.push('\n');
        };
        for name in TABLES {
            let told = toml_of(&self.facts, name);
            if !told.is_empty() {
                table(format!("[{root}{name}]"), told);
            }
        }
        let plan = toml_of(&self.plan, "plan");
        if !plan.is_empty() {
            table(format!("[{root}plan]"), plan);
        }
        for (name, list) in [("work", &self.works), ("source", &self.sources)] {
            for facts in list {
                table(format!("[[{root}{name}]]"), toml_of(facts, name));
            }
        }
        text
    }
}

/// Facts of a table, by their key in it.
fn of_table<'a>(facts: &'a Facts, table: &'a str) -> impl Iterator<Item = (&'static str, &'a Value)> {
    let key = move |code: &'static str| code.strip_prefix(table)?.strip_prefix('.');
    facts.codes().filter_map(move |code| Some((key(code)?, facts.get(code)?)))
}

/// A value as a case tells it; money with its unit, without which it is refused.
fn plain(table: &str, key: &str, value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::YesNo(yes) => yes.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Number(euro) if is_money(table, key) => format!("{} EUR", euro.normalize()),
        Value::Number(number) => number.normalize().to_string(),
        Value::Quantity(number, unit) => format!("{} {unit}", number.normalize()),
    }
}

fn json_of(facts: &Facts, table: &str) -> Map<String, Json> {
    let one = |(key, value): (&str, &Value)| {
        let json = match value {
            Value::YesNo(yes) => Json::Bool(*yes),
            other => Json::String(plain(table, key, other)),
        };
        (key.to_owned(), json)
    };
    of_table(facts, table).map(one).collect()
}

fn toml_of<'a>(facts: &'a Facts, table: &'a str) -> Vec<(&'static str, String)> {
    let one = |(key, value): (&'static str, &Value)| {
        let text = match value {
            Value::YesNo(_) | Value::Day(_) => plain(table, key, value),
            other => quoted(&plain(table, key, other)),
        };
        (key, text)
    };
    of_table(facts, table).map(one).collect()
}

fn is_money(table: &str, key: &str) -> bool {
    case_fact(&format!("{table}.{key}")).is_some_and(|fact| fact.form == CaseForm::Money)
}

/// Text between quotes, as TOML reads it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
