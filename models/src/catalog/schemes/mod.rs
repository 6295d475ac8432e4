//! Schemes of aid and finance: who, since when, how much, in which order, and what nobody of us has read.
//!
//! One file per legal text in `catalog/schemes/<region>/`; an old text stays, closed. What is not known is told as
//! `"unknown"` or as a `[[question]]` with who can settle it. Does *not* judge a case: `financing` does.

mod amount;
mod figure;
mod file;
mod overlay;
mod rule;
mod words;

use serde::Deserialize;

pub use amount::{Amount, Row, Shape, Step};
pub use figure::Figure;
pub(crate) use figure::with_unit;
pub use overlay::Overlay;
pub use rule::{Ask, Condition, DATED, Rule, Term, Test};
pub use words::{APPLY, HYPOTHESES, SETTLERS, STEPS, WARNINGS};

use super::{Given, maybe_day};
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// What kind of money it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemeKind {
    /// Given.
    Grant,
    /// Lent.
    Loan,
    /// Paid by somebody who is repaid out of the savings.
    ThirdParty,
    /// A tax that is lower.
    Tax,
    /// Green certificates, and what a meter gives back.
    Certificate,
    /// Money of citizens.
    CitizenSavings,
}

/// Whether it can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemeStatus {
    /// To come.
    Announced,
    /// Now.
    Open,
    /// No longer.
    Closed,
    /// Asked for by somebody; for scenarios only.
    Proposed,
}

/// The event whose day a scheme is judged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatedBy {
    /// The application for it.
    Application,
    /// The reservation of certificates.
    Reservation,
    /// The order of the works.
    Order,
    /// The day of the question.
    Day,
}

impl DatedBy {
    /// The fact that holds that day; none when it is the day of the question.
    pub const fn fact(self) -> Option<&'static str> {
        match self {
            DatedBy::Application => Some("procedure.application_date"),
            DatedBy::Reservation => Some("procedure.reservation_date"),
            DatedBy::Order => Some("procedure.order_signed_date"),
            DatedBy::Day => None,
        }
    }
}

/// A document a scheme was read in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeSource {
    /// Name by which the file points to it.
    pub id: String,
    /// Title of the document, with its date.
    pub title: String,
    /// Which part of it.
    pub article: Option<String>,
    /// Where to read it.
    pub link: Option<String>,
}

/// From when to when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The first day.
    #[serde(default, deserialize_with = "maybe_day")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(default, deserialize_with = "maybe_day")]
    pub until: Option<Day>,
    /// The last day for which somebody says so; beyond it nobody of us can say.
    #[serde(default, deserialize_with = "maybe_day")]
    pub known_until: Option<Day>,
    /// How sure the days are.
    pub certainty: Certainty,
    /// Where they stand written.
    pub source: String,
}

/// Measures it is for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covers {
    /// These.
    pub measures: Vec<String>,
    /// Who can settle whether it really is for them.
    pub unsure: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it stands written.
    pub source: String,
}

/// How it goes with other aid for the same works.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cumulation {
    /// Never with these schemes.
    #[serde(default)]
    pub not_with: Vec<String>,
    /// The rule was not found: each of these is computed, the lowest is counted.
    #[serde(default)]
    pub hypotheses: Vec<String>,
}

/// How one asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// When: `before_order` is the commonest way to lose an aid.
    pub apply: String,
    /// Years during which the consumption is told after the grant.
    pub report_years: Option<i16>,
    /// Step by step.
    #[serde(default)]
    pub step: Vec<ProcedureStep>,
}

/// One step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureStep {
    /// Permanent code.
    pub code: String,
    /// The paper it needs, by its official name.
    pub document: Option<String>,
    /// The time for it, `5 years`; `unknown` where there is one that was not found.
    pub within: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it stands written.
    pub source: String,
}

/// In which parts it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// The share paid in advance.
    pub advance: Figure,
}

/// What nobody of us has read, and who can say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Permanent code, with its words in the locales: `aid-question-<code>`.
    pub code: String,
    /// Who can say.
    pub settled_by: String,
}

/// A case in small, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The case.
    pub given: Given,
    /// The sum of its amounts, in euro.
    pub expect: Option<rust_decimal::Decimal>,
    /// What must not come out.
    pub never: Vec<rust_decimal::Decimal>,
    /// Who computed it, from what.
    pub origin: String,
}

/// One scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Permanent code, `region/name`.
    pub code: String,
    /// The one it took the place of.
    pub replaces: Option<String>,
    /// What kind of money it is.
    pub kind: SchemeKind,
    /// Whether it can be asked for.
    pub status: SchemeStatus,
    /// The event it is judged on.
    pub dated_by: DatedBy,
    /// When somebody last opened every source.
    pub checked_on: Day,
    /// Official names.
    pub name: Text,
    /// From when to when, where that is known.
    pub in_force: Option<InForce>,
    /// Where it stands written.
    pub sources: Vec<SchemeSource>,
    /// What it asks.
    pub conditions: Vec<Condition>,
    /// The measures it is for; any when empty.
    pub covers: Vec<Covers>,
    /// What it gives.
    pub amounts: Vec<Amount>,
    /// With other aid.
    pub cumulation: Cumulation,
    /// How one asks.
    pub procedure: Option<Procedure>,
    /// How it is paid.
    pub payment: Option<Payment>,
    /// What is not known.
    pub questions: Vec<Question>,
    /// Cases in small.
    pub examples: Vec<Example>,
    /// The scheme a demand changes.
    pub overlay: Option<Overlay>,
}

impl Scheme {
    /// The activities its conditions name.
    pub(in crate::catalog) fn activities(&self) -> Vec<&str> {
        fn walk<'a>(rule: &'a Rule, found: &mut Vec<&'a str>) {
            match rule {
                Rule::Ask(ask) if ask.fact == "organisation.activity" => {
                    if let Test::Is(terms) | Test::IsNot(terms) = &ask.test {
                        found.extend(terms.iter().filter_map(|term| match term {
                            Term::Word(word) => Some(word.as_str()),
                            Term::YesNo(_) => None,
                        }));
                    }
                }
                Rule::Ask(_) | Rule::Open => {}
                Rule::Any(rules) | Rule::All(rules) | Rule::None(rules) => {
                    for rule in rules {
                        walk(rule, found);
                    }
                }
                Rule::Unsure(inner, _) => walk(inner, found),
            }
        }
        let mut found = Vec::new();
        for condition in &self.conditions {
            walk(&condition.rule, &mut found);
        }
        found
    }

    /// The source a value points to.
    pub fn source(&self, id: &str) -> Option<&SchemeSource> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Whether nobody has opened its sources for a year.
    pub fn is_stale(&self, on: Day) -> bool {
        crate::period::days_between(self.checked_on, on) > 365
    }
}
