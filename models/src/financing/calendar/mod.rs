//! Which step comes when: audit, application, *décision d'octroi*, *notification du marché*, works, provisional acceptance,
//! settlement, the yearly reports; where each stands, and the act that would lose an aid.
//!
//! Steps come from the procedures of the schemes that may still help; a day is told where a scheme or a date that was told
//! says it, and stays unknown, with who can settle it, where none does. A step without a date of its own is behind us once a
//! later one is. Does *not* know any scheme by name. To add a step: its code in `catalog::schemes::STEPS`, a line in [`ORDER`].

mod placed;
mod steps;

use serde::Serialize;

use self::placed::places;
use self::steps::{reports, step};
use super::case::Case;
use super::{Cents, Financing, SchemeAnswer, Verdict};
use crate::certain::Certainty;
use crate::period::Day;

/// The steps in the order in which they come, with the fact that dates each.
pub const ORDER: [(&str, Option<&str>); 15] = [
    ("call", None),
    ("statutes-review", None),
    ("audit", Some("procedure.ureba_audit_date")),
    ("reservation", Some("procedure.reservation_date")),
    ("convention", None),
    ("application", Some("procedure.application_date")),
    ("agreement", None),
    ("decision", Some("procedure.grant_decision_date")),
    ("order", Some("procedure.order_signed_date")),
    ("works", Some("procedure.works_start_date")),
    ("progress-statements", None),
    ("acceptance", Some("procedure.acceptance_date")),
    ("attestation", None),
    ("payment", Some("procedure.settlement_date")),
    ("report", None),
];

/// Steps of every project, whatever the aid.
const ALWAYS: [&str; 3] = ["order", "works", "acceptance"];
/// The facts that the papers of a step ask for.
const FILLED: [(&str, &[&str]); 6] = [
    ("audit", &["building.heated_area_m2", "building.tenure", "organisation.legal_form"]),
    (
        "application",
        &[
            "organisation.legal_form",
            "organisation.activity",
            "organisation.aim",
            "organisation.field",
            "organisation.seat_in_wallonia",
            "building.tenure",
            "building.heated_area_m2",
            "procedure.ureba_audit_date",
            "work.measure",
            "work.quantity",
            "work.cost_excl_vat",
        ],
    ),
    ("order", &["procedure.grant_decision_date", "work.measure", "work.cost_excl_vat"]),
    ("acceptance", &["procedure.order_signed_date", "procedure.works_start_date"]),
    (
        "payment",
        &["procedure.grant_decision_date", "procedure.order_signed_date", "procedure.acceptance_date"],
    ),
    ("report", &["procedure.grant_decision_date", "building.heated_area_m2"]),
];
/// Delays that are told where both days are: what begins, what ends.
const DELAYS: [(&str, &str); 4] = [
    ("procedure.application_date", "procedure.grant_decision_date"),
    ("procedure.grant_decision_date", "procedure.advance_paid_date"),
    ("procedure.settlement_date", "procedure.balance_paid_date"),
    ("procedure.application_date", "procedure.balance_paid_date"),
];
/// The warning of what must not be signed yet.
pub const NOT_YET: &str = "do-not-sign-yet";
/// The warning of what was signed, or is planned to be, too early.
pub const TOO_EARLY: &str = "order-before-decision";

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepStatus {
    /// Behind us.
    Done,
    /// The one to do.
    Next,
    /// After that.
    Later,
    /// Its time is over.
    TooLate,
}

impl StepStatus {
    /// Every status.
    pub const ALL: [StepStatus; 4] =
        [StepStatus::Done, StepStatus::Next, StepStatus::Later, StepStatus::TooLate];

    /// Stable code, with its words in the locales.
    pub const fn code(self) -> &'static str {
        match self {
            StepStatus::Done => "done",
            StepStatus::Next => "next",
            StepStatus::Later => "later",
            StepStatus::TooLate => "too-late",
        }
    }
}

/// A paper that a step needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The scheme that asks for it.
    pub scheme: String,
    /// Its official name.
    pub name: String,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A time that a scheme sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    /// The scheme.
    pub scheme: String,
    /// The time, `18 months`; none where there is one that was not found.
    pub time: Option<String>,
    /// Who can say, where it was not found.
    pub settled_by: Option<&'static str>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Permanent code, with its words in the locales.
    pub code: &'static str,
    /// Of the yearly reports, which one, from 1 on: with which calendar year they begin is not known.
    pub year: Option<i16>,
    /// The fact that dates it.
    pub fact: Option<&'static str>,
    /// Where it stands.
    pub status: StepStatus,
    /// The day it was done on.
    pub done_on: Option<Day>,
    /// The day it is planned for.
    pub planned_on: Option<Day>,
    /// The first day it may be done on.
    pub earliest: Option<Day>,
    /// The last day it may be done on.
    pub latest: Option<Day>,
    /// The step whose day is waited for, where the first day depends on it.
    pub waits_for: Option<&'static str>,
    /// Times that schemes set for it.
    pub within: Vec<Within>,
    /// The schemes that ask for it.
    pub schemes: Vec<String>,
    /// What it needs.
    pub documents: Vec<Document>,
    /// Facts of its papers that are told.
    pub known: Vec<&'static str>,
    /// Facts of its papers that lack.
    pub lacking: Vec<&'static str>,
}

impl Step {
    /// A line of its own in the calendar: the step, and of yearly ones the year.
    pub fn key(&self) -> String {
        self.year.map_or_else(|| self.code.to_owned(), |year| format!("{}-{year}", self.code))
    }
}

/// An act that loses an aid, or lost it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// [`NOT_YET`] or [`TOO_EARLY`].
    pub code: &'static str,
    /// The schemes.
    pub schemes: Vec<String>,
    /// Whether the act is only planned: the aid can still be kept.
    pub planned: bool,
    /// What they come to, as far as it could be counted, whatever was ordered.
    pub at_stake: Option<Cents>,
}

/// Days between two told dates of a file: what a federation tells of a scheme (S33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delay {
    /// The scheme whose dates they are; none where several may be.
    pub schemes: Vec<String>,
    /// The fact that begins it.
    pub from: &'static str,
    /// The fact that ends it.
    pub to: &'static str,
    /// Days.
    pub days: i32,
}

/// The steps of a project, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// The day it is told on.
    pub on: Day,
    /// Step by step.
    pub steps: Vec<Step>,
    /// What loses an aid.
    pub warnings: Vec<Warning>,
    /// What took how long.
    pub delays: Vec<Delay>,
    /// The schemes that count, by code and name.
    pub schemes: Vec<(String, String)>,
}

/// The calendar of a case, from what the schemes said to it.
pub fn calendar(case: &Case, said: &Financing) -> Calendar {
    let on = said.on;
    let counting: Vec<&SchemeAnswer> = said.schemes.iter().filter(|s| counts(s)).collect();
    let mut steps: Vec<Step> = ORDER
        .iter()
        .filter(|(code, _)| *code != "report")
        .filter_map(|(code, fact)| step(case, &counting, on, code, *fact))
        .collect();
    steps.extend(reports(case, &counting, on));
    places(case, &counting, &mut steps, on);
    Calendar {
        on,
        steps,
        warnings: warnings(case, &counting, on),
        delays: delays(case, &counting),
        schemes: counting.iter().map(|s| (s.code.clone(), s.name.clone())).collect(),
    }
}

/// A scheme whose steps matter: it may help, or would, had nothing been signed.
fn counts(scheme: &SchemeAnswer) -> bool {
    let asked = match scheme.verdict {
        Verdict::Yes | Verdict::Unknown => true,
        Verdict::No => super::lost_by_order(&scheme.conditions),
        Verdict::Closed => false,
    };
    asked && scheme.procedure.is_some()
}

fn applies(scheme: &SchemeAnswer) -> &str {
    scheme.procedure.as_ref().map_or("", |p| p.apply.as_str())
}

/// Whether a scheme is asked for and decides before anything is ordered.
fn decides_first(scheme: &SchemeAnswer) -> bool {
    matches!(applies(scheme), "before_order" | "before_works" | "in_call")
}

fn asks_for(scheme: &SchemeAnswer, code: &str) -> bool {
    let named = scheme.procedure.iter().flat_map(|p| &p.step).any(|s| s.code == code);
    named || (matches!(code, "application" | "decision") && decides_first(scheme))
}

fn told(case: &Case, fact: &str) -> Option<Day> {
    case.facts.day(fact)
}

/// Whether an order counts as signed before the decision: a decision implies that it was asked for.
fn too_early(case: &Case, ordered: Day) -> bool {
    told(case, "procedure.grant_decision_date").is_none_or(|decided| ordered < decided)
}

/// A written authorisation lets one order first.
fn is_urgent(case: &Case) -> bool {
    case.facts.yes_no("procedure.urgency_authorisation") == Some(true)
}

fn warnings(case: &Case, counting: &[&SchemeAnswer], on: Day) -> Vec<Warning> {
    let before: Vec<&&SchemeAnswer> = counting.iter().filter(|s| applies(s) == "before_order").collect();
    if is_urgent(case) || before.is_empty() {
        return Vec::new();
    }
    let decided = told(case, "procedure.grant_decision_date").filter(|day| *day <= on);
    let (code, planned) = match told(case, "procedure.order_signed_date") {
        Some(ordered) if too_early(case, ordered) => (TOO_EARLY, ordered > on),
        // A decision that is only planned lets nobody sign.
        _ if decided.is_none() => (NOT_YET, true),
        _ => return Vec::new(),
    };
    let sums: Vec<Cents> = before.iter().filter_map(|s| s.at_stake()).collect();
    let at_stake = (!sums.is_empty()).then(|| Cents(sums.iter().map(|sum| sum.0).sum()));
    vec![Warning { code, schemes: before.iter().map(|s| s.code.clone()).collect(), planned, at_stake }]
}

fn delays(case: &Case, counting: &[&SchemeAnswer]) -> Vec<Delay> {
    // A project tells one date of application and one of decision: those of the scheme that names both steps.
    let names =
        |s: &SchemeAnswer, code: &str| s.procedure.iter().flat_map(|p| &p.step).any(|s| s.code == code);
    let naming = counting.iter().filter(|s| names(s, "application") && names(s, "decision"));
    let schemes = match naming.map(|s| s.code.clone()).collect::<Vec<String>>() {
        one if one.len() == 1 => one,
        _ => Vec::new(),
    };
    let one = |(from, to): &(&'static str, &'static str)| {
        let days = (told(case, to)? - told(case, from)?).get_days();
        (days >= 0).then(|| Delay { schemes: schemes.clone(), from, to, days })
    };
    DELAYS.iter().filter_map(one).collect()
}

/// Steps to be done within so many days, with the last day of each: what a reminder tells.
pub fn due_within(calendar: &Calendar, days: i32) -> Vec<(&Step, Day)> {
    let open = |s: &&Step| matches!(s.status, StepStatus::Next | StepStatus::Later);
    let due = |s: &Step| s.planned_on.into_iter().chain(s.latest).min();
    let near = |day: Day| (0..=days).contains(&(day - calendar.on).get_days());
    calendar.steps.iter().filter(open).filter_map(|s| Some((s, due(s).filter(|d| near(*d))?))).collect()
}
