//! How an audit goes: draft → second reader → delivered, and then a new version.
//!
//! A delivered version is frozen: its text holds inputs, sealed baselines, the version of the catalogue and a digest, and nothing in it is
//! edited; what has to change goes into the next version, which starts from it. Who read it a second time is somebody else than who
//! asked for it.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Audit;
use crate::financing::dossier::checksum;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    Draft,
    /// With the second reader.
    Reading,
    /// Read a second time: it can be delivered.
    Read,
    /// Frozen.
    Delivered,
}

impl State {
    /// Every state, in order.
    pub const ALL: [State; 4] = [State::Draft, State::Reading, State::Read, State::Delivered];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Reading => "reading",
            State::Read => "read",
            State::Delivered => "delivered",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<State> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Whether something may be written in it.
    pub const fn is_open(self) -> bool {
        matches!(self, State::Draft)
    }
}

/// What somebody does with a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Gives it to a second reader.
    Ask,
    /// Takes it back, or sends it back: it is a draft again.
    Return,
    /// Has read it a second time.
    Approve,
    /// Delivers it.
    Deliver,
}

impl Step {
    /// Every step.
    pub const ALL: [Step; 4] = [Step::Ask, Step::Return, Step::Approve, Step::Deliver];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Step::Ask => "ask",
            Step::Return => "return",
            Step::Approve => "approve",
            Step::Deliver => "deliver",
        }
    }

    /// The step with this code.
    pub fn from_code(code: &str) -> Option<Step> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum No {
    /// It is not there yet, or past it.
    NotNow,
    /// Whoever asked for the second reading cannot be the second reader.
    SamePerson,
}

/// Where a step leads. `asked_by` is who gave it to be read, `who` who acts; both by reference.
///
/// # Errors
/// [`No`].
pub fn next(state: State, step: Step, asked_by: Option<&str>, who: &str) -> Result<State, No> {
    match (state, step) {
        (State::Draft, Step::Ask) => Ok(State::Reading),
        (State::Reading | State::Read, Step::Return) => Ok(State::Draft),
        // A machine without accounts knows one person.
        (State::Reading, Step::Approve) if asked_by == Some(who) && who != "local" => Err(No::SamePerson),
        (State::Reading, Step::Approve) => Ok(State::Read),
        (State::Read, Step::Deliver) => Ok(State::Delivered),
        _ => Err(No::NotNow),
    }
}

/// Something that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Where: `visit.envelope.2.area_m2`.
    pub path: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
}

/// The day on which the schemes are asked is that of the version: no difference of its own.
const ASKED_ON: &str = "measured.case.on";

/// What differs between two versions, in the order of the paths. Rows are told apart by their numbers.
pub fn changed(before: &Audit, after: &Audit) -> Vec<Changed> {
    let leaves = |audit: &Audit| {
        let mut all = std::collections::BTreeMap::new();
        if let Ok(json) = serde_json::to_value(audit) {
            flatten("", &json, &mut all);
        }
        all
    };
    let (old, new) = (leaves(before), leaves(after));
    let paths: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    paths
        .into_iter()
        .filter(|path| path.as_str() != ASKED_ON && old.get(*path) != new.get(*path))
        .map(|path| Changed {
            path: path.clone(),
            before: old.get(path).cloned(),
            after: new.get(path).cloned(),
        })
        .collect()
}

fn flatten(path: &str, json: &Json, all: &mut std::collections::BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match json {
        Json::Object(table) => table.iter().for_each(|(key, value)| flatten(&below(key), value, all)),
        Json::Array(list) => {
            for (n, value) in list.iter().enumerate() {
                let number = value.get("number").and_then(Json::as_u64).map(|n| n.to_string());
                flatten(&below(&number.unwrap_or_else(|| n.to_string())), value, all);
            }
        }
        Json::Null => {}
        Json::String(text) => {
            // A year of quarter-hours is nothing to read beside another: whether it is the same is.
            let long = text.len() > super::inputs::LONGEST_LINES * 4;
            all.insert(path.to_owned(), if long { checksum(text) } else { text.clone() });
        }
        other => {
            all.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_is_read_by_somebody_else_before_it_is_delivered() {
        let me = "account:1";
        for (state, step, who, expect) in [
            (State::Draft, Step::Ask, me, Ok(State::Reading)),
            (State::Draft, Step::Deliver, me, Err(No::NotNow)),
            (State::Reading, Step::Approve, me, Err(No::SamePerson)),
            (State::Reading, Step::Approve, "account:2", Ok(State::Read)),
            (State::Reading, Step::Return, me, Ok(State::Draft)),
            (State::Read, Step::Deliver, me, Ok(State::Delivered)),
            (State::Read, Step::Return, me, Ok(State::Draft)),
            (State::Delivered, Step::Return, me, Err(No::NotNow)),
            (State::Delivered, Step::Ask, me, Err(No::NotNow)),
        ] {
            assert_eq!(next(state, step, Some(me), who), expect, "{state:?} {step:?}");
        }
        assert_eq!(next(State::Reading, Step::Approve, Some("local"), "local"), Ok(State::Read));
    }
}
