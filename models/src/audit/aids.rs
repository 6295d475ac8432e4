//! What the schemes of the catalogue answer for the works of an audit: yes, no (which condition), not known (which fact lacks, who
//! settles it), with the amount where one may be told.
//!
//! What was known of organisation and building is kept with the audit as `financing` reads a case ([`Measured::case`]), the answers
//! beside it ([`Ground::aid`]): a delivered audit shows what was told then, and comes to the same answers again without the store.
//! Every measure with a known cost is a case of its own, so that a work of which nobody is sure takes nothing from the others.
//! Does *not* know any scheme by name, nor lend: only what is given is an aid here.
//!
//! [`Measured::case`]: super::measured::Measured::case

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ground::Ground;
use super::worked::cost_of;
use super::{Audit, Chosen};
use crate::catalog::Catalog;
use crate::catalog::schemes::{DatedBy, Scheme, SchemeKind, SchemeStatus};
use crate::certain::Certainty;
use crate::financing::facts::{Facts, Value};
use crate::financing::{Case, SchemeAnswer, Verdict, cumulation, judge};
use crate::norms::Decided;
use crate::period::Day;
use crate::units::exact::cent;

/// The fact that decides when most schemes are judged.
const APPLIED_ON: &str = "procedure.application_date";
/// The fact that loses most aids.
const ORDERED_ON: &str = "procedure.order_signed_date";
/// The fact that an audit of UREBA came first.
const AUDITED_ON: &str = "procedure.ureba_audit_date";

/// What a scheme answers for a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aid {
    /// Number of the measure.
    pub measure: u16,
    /// Code of the work.
    pub work: String,
    /// Code of the scheme.
    pub scheme: String,
    /// Its official name, in French.
    pub name: String,
    /// Whether it can be had.
    pub answer: Decided,
    /// What says no, or is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
    /// Codes of what a person is warned of: `aid-warning-<code>`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warning: Vec<String>,
    /// Euro; nothing where no amount may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euro: Option<Decimal>,
    /// How it was counted: `820 m2 × 59 EUR/m2`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// How sure the amount is.
    pub certainty: Certainty,
    /// The last day on which it can be had, as far as anybody says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether that is the last day to ask for it; else the works are ordered by then.
    #[serde(default)]
    pub asked_by_then: bool,
    /// Whether it is the one that is counted: of the schemes that say yes the one that gives most, since nobody found whether they
    /// add up.
    #[serde(default)]
    pub counts: bool,
}

/// A condition that says no, or is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// Which condition.
    pub condition: String,
    /// The first fact that lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Who can settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
}

/// What the schemes answer for every measure whose cost is known; nothing where nobody told what is known of the organisation.
pub fn aids(audit: &Audit, ground: &Ground, catalog: &Catalog) -> Vec<Aid> {
    let kept = audit.measured.case.as_ref();
    let Some(known) = kept.and_then(|kept| Case::read(&kept.to_string(), catalog).ok()) else {
        return Vec::new();
    };
    let Some(on) = known.on else { return Vec::new() };
    let mut facts = known.facts;
    // An audit asks before anything is ordered: as if one applied on its day.
    if facts.day(APPLIED_ON).is_none() && facts.day(ORDERED_ON).is_none() {
        facts.tell(APPLIED_ON, Value::Day(on));
    }
    if let Some(day) = audited_on(audit, on).filter(|_| facts.day(AUDITED_ON).is_none()) {
        facts.tell(AUDITED_ON, Value::Day(day));
    }
    let mut all = Vec::new();
    for chosen in &audit.measure {
        let Some(work) = catalog.measure(&chosen.code).and_then(|card| card.work.as_deref()) else {
            continue;
        };
        let Some(cost) = cost_of(chosen, audit, ground, catalog, on).map(cent) else { continue };
        let works = vec![work_facts(audit, chosen, work, cost)];
        let case = Case { on: Some(on), facts: facts.clone(), works, ..Case::default() };
        all.extend(of_work(&case, catalog, (chosen.number, work), on));
    }
    all
}

/// Answers that are not what the schemes come to, in words for the log.
pub(super) fn moved(audit: &Audit, catalog: &Catalog) -> Vec<String> {
    let Some(ground) = &audit.measured.ground else { return Vec::new() };
    let own = aids(audit, ground, catalog);
    let code = |aid: &Aid| format!("aid/{}/{}", aid.measure, aid.scheme);
    let lost = ground.aid.iter().filter(|aid| !own.contains(aid));
    let found = own.iter().filter(|aid| !ground.aid.contains(aid));
    let mut all: Vec<String> =
        lost.chain(found).map(|aid| format!("{}: the schemes answer otherwise", code(aid))).collect();
    all.sort();
    all.dedup();
    all
}

/// The audit is the one that comes first, where its auditor names an *agrément*.
fn audited_on(audit: &Audit, on: Day) -> Option<Day> {
    let named = audit.head.agreement.as_ref().is_some_and(|text| !text.trim().is_empty());
    named.then_some(on)
}

fn work_facts(audit: &Audit, chosen: &Chosen, work: &str, cost: Decimal) -> Facts {
    let mut facts = Facts::default();
    facts.tell("work.measure", Value::Word(work.to_owned()));
    facts.tell("work.cost_excl_vat", Value::Number(cost));
    let number = |code: &str| chosen.inputs.get(code)?.value.trim().parse::<Decimal>().ok();
    if let Some(area) = number("area").filter(|area| *area > Decimal::ZERO) {
        facts.tell("work.quantity", Value::Quantity(area, "m2".to_owned()));
    }
    if audit.recommendation.iter().any(|one| one.measure.as_deref() == Some(chosen.code.as_str())) {
        facts.tell("work.in_audit_plan", Value::YesNo(true));
    }
    facts
}

/// Grants that name the work among theirs, those that say yes first.
fn of_work(case: &Case, catalog: &Catalog, (measure, work): (u16, &str), on: Day) -> Vec<Aid> {
    let given = |scheme: &&Scheme| {
        let covers = &scheme.covers;
        let names = covers.is_empty() || covers.iter().any(|c| c.measures.iter().any(|m| m == work));
        scheme.kind == SchemeKind::Grant && scheme.status != SchemeStatus::Proposed && names
    };
    let mut answers: Vec<SchemeAnswer> =
        catalog.schemes().iter().filter(given).map(|scheme| judge(scheme, case, on)).collect();
    answers.retain(|answer| answer.verdict != Verdict::Closed);
    answers.sort_by(|a, b| a.verdict.cmp(&b.verdict).then_with(|| a.code.cmp(&b.code)));
    cumulation::grants(&mut answers, case, catalog);
    let largest = cumulation::largest(&answers, 1).map(|(at, ..)| at);
    let told = answers.iter().enumerate();
    told.map(|(at, answer)| Aid {
        counts: largest == Some(at),
        measure,
        work: work.to_owned(),
        ..of_scheme(answer, catalog, work)
    })
    .collect()
}

fn of_scheme(answer: &SchemeAnswer, catalog: &Catalog, work: &str) -> Aid {
    let decided = match answer.verdict {
        Verdict::Yes => Decided::Yes,
        Verdict::Unknown => Decided::Unknown,
        Verdict::No | Verdict::Closed => Decided::No,
    };
    let against = answer.conditions.iter().filter(|c| decided != Decided::Yes && c.answer == decided);
    let scheme = catalog.scheme(&answer.code);
    let known: Vec<_> = answer.amounts.iter().filter(|a| a.certainty != Certainty::Unknown).collect();
    let some = known.iter().map(|amount| amount.certainty).reduce(Certainty::weakest);
    Aid {
        measure: 0,
        work: String::new(),
        scheme: answer.code.clone(),
        name: answer.name.clone(),
        answer: decided,
        why: against
            .map(|c| Why {
                condition: c.code.clone(),
                fact: c.missing_fact.clone(),
                settled_by: c.settled_by.clone(),
            })
            .collect(),
        warning: answer.warnings.clone(),
        euro: some.map(|_| known.iter().map(|amount| amount.amount.0).sum::<Decimal>().normalize()),
        basis: known.iter().map(|amount| amount.basis.as_str()).collect::<Vec<_>>().join(" + "),
        certainty: some.unwrap_or(Certainty::Unknown),
        until: scheme.and_then(|scheme| last_day(scheme, work, answer.judged_on)),
        asked_by_then: scheme.is_some_and(|scheme| scheme.dated_by == DatedBy::Application),
        counts: false,
    }
}

/// The last day of the scheme, or of its amount for the work; beyond a day up to which alone somebody vouches nothing is counted on.
fn last_day(scheme: &Scheme, work: &str, on: Day) -> Option<Day> {
    let days = scheme.in_force.as_ref();
    let of_scheme = days.and_then(|days| days.until.or(days.known_until));
    let holds = scheme.amounts.iter().filter(|amount| {
        amount.from <= on
            && amount.until.is_none_or(|until| on <= until)
            && (amount.measures.is_empty() || amount.measures.iter().any(|m| m == work))
    });
    holds.filter_map(|amount| amount.until).chain(of_scheme).min()
}
