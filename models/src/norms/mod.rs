//! Obligations that may apply to a building, what UREBA asks of an energy accounting, and the way to 2040.
//!
//! Three answers per condition (I7): yes, no, not known with the fact that lacks and who can settle it. What was not found
//! in a text is *unknown* and says so. Does *not* decide any aid (`financing`).
//!
//! To add an obligation: one file in `catalog/norms`, its words in the locales.

mod accounting;
mod obligations;
pub mod path;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::certain::Certainty;
use crate::indicators::{Cited, Word};
use crate::period::Day;

pub use accounting::{CODES as REQUIREMENTS, requirements};
pub use obligations::{facts_asked, obligations};

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Nobody can say yet.
    Unknown,
}

/// One condition of an obligation or requirement, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Code, with its words in the locales: `condition-<code>`.
    pub code: Word,
    /// The answer.
    pub answer: Decided,
    /// The fact it was read from, or that lacks.
    pub fact: Option<Word>,
    /// Who can settle it: `administration`, `certifier`, `statutes`…
    pub settled_by: Option<Word>,
    /// How sure the rule is.
    pub certainty: Certainty,
}

/// Where somebody stands with an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The deadline is over and it is not done.
    Overdue,
    /// To be done by the deadline.
    Due,
    /// It may apply: facts lack.
    Unknown,
    /// Done.
    Met,
    /// It does not apply.
    NotConcerned,
}

/// One obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Permanent code: its file in `catalog/norms`.
    pub code: Word,
    /// Official name.
    pub name: String,
    /// Whether it applies.
    pub applies: Decided,
    /// Where one stands.
    pub status: Status,
    /// By when.
    pub deadline: Option<Day>,
    /// Condition by condition.
    pub conditions: Vec<Condition>,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// Where it stands written.
    pub sources: Vec<Cited>,
}

/// One thing UREBA asks of an energy accounting (*comptabilité énergétique*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Code, with its words in the locales: `requirement-<code>`.
    pub code: Word,
    /// Met, not met, or unknown.
    pub met: Decided,
    /// Who can settle it, where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<Word>,
    /// Numbers for the sentence that says why.
    pub data: BTreeMap<Word, String>,
    /// Where it stands written.
    pub sources: Vec<Cited>,
}
