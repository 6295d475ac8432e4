//! Which aids, how much, why, what is missing: the verdict of every scheme on one case.
//!
//! Three answers per condition (I7), judged on the day a scheme names. Amounts are exact and never above the cost of their
//! work; *unknown* never becomes an amount. Does *not* know any scheme by name: the rules are in `catalog/schemes`, the
//! words in the locales. To add a scheme: one file there.

pub mod amounts;
pub mod calendar;
pub mod case;
pub mod cumulation;
pub mod dossier;
pub mod eligibility;
pub mod examples;
pub mod facts;
pub mod plan;
pub mod procedure;
pub mod procurement;
pub mod regimes;
pub mod requests;
pub mod scenario;
mod shapes;
pub mod sheet;
pub mod view;
pub mod written;

use std::collections::BTreeMap;

use serde::Serialize;

pub use amounts::{AmountFor, Cents};
pub use case::Case;
pub use cumulation::Grants;
pub use eligibility::Answered;
pub use plan::Plan;

use self::eligibility::{Conditions, IN_FORCE};
use self::procedure::{Duty, Paid};
use self::view::View;
use crate::catalog::Catalog;
use crate::catalog::schemes::{Amount, Procedure, Question, Scheme, SchemeKind, SchemeStatus, Shape};
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::period::Day;

/// What a scheme says to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every condition is met.
    Yes,
    /// Facts lack, or somebody has to say.
    Unknown,
    /// A condition is not met.
    No,
    /// It cannot be asked for any more.
    Closed,
}

/// What one scheme says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemeAnswer {
    /// Permanent code.
    pub code: String,
    /// Official name, in French.
    pub name: String,
    /// What kind of money it is.
    pub kind: SchemeKind,
    /// Whether it can be asked for.
    pub status: SchemeStatus,
    /// What it says.
    pub verdict: Verdict,
    /// The day it was judged on.
    pub judged_on: Day,
    /// Condition by condition.
    pub conditions: Vec<Answered>,
    /// Work by work.
    pub amounts: Vec<AmountFor>,
    /// Their sum; none where nothing could be counted.
    pub total: Option<Cents>,
    /// The weakest of what it stands on.
    pub certainty: Certainty,
    /// What a person is warned of.
    pub warnings: Vec<String>,
    /// Facts that lack, for the verdict first, then for the amounts.
    pub missing_facts: Vec<String>,
    /// Terms of money lent or of shares, as far as they are known.
    pub terms: Vec<Terms>,
    /// In which parts it is paid.
    pub payment: Option<Paid>,
    /// How one asks.
    pub procedure: Option<Procedure>,
    /// What has to be done after the grant.
    pub duties: Vec<Duty>,
    /// What nobody of us has read.
    pub questions: Vec<Question>,
    /// When somebody last opened its sources.
    pub checked_on: Day,
    /// Nobody has for a year.
    pub stale: bool,
    /// What it would come to, had nothing been ordered; only where that alone says no.
    #[serde(skip)]
    pub lost: Option<Cents>,
}

/// Terms of money that is paid back, and of shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The shape: `loan`, `third_party`, `share_issue`.
    pub shape: &'static str,
    /// How much of the cost.
    pub share: Option<rust_decimal::Decimal>,
    /// Yearly rate.
    pub rate: Option<rust_decimal::Decimal>,
    /// Years.
    pub years: Option<rust_decimal::Decimal>,
    /// The highest dividend, yearly: a ceiling, not a price.
    pub dividend_cap: Option<rust_decimal::Decimal>,
    /// How sure they are.
    pub certainty: Certainty,
}

/// A fact that would settle something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingFact {
    /// The fact.
    pub fact: String,
    /// The schemes whose verdict waits for it.
    pub schemes: Vec<String>,
}

/// What all schemes say to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Financing {
    /// The day of the question.
    pub on: Day,
    /// What the catalogue said then.
    pub catalog_version: String,
    /// Scheme by scheme, those that say yes first.
    pub schemes: Vec<SchemeAnswer>,
    /// What the grants among them come to.
    pub grants: Grants,
    /// Facts that lack, the one that settles most first.
    pub missing_facts: Vec<MissingFact>,
    /// What a person is warned of, whatever the scheme.
    pub warnings: Vec<&'static str>,
    /// The plan, where its facts are told.
    pub plan: Option<Plan>,
    /// The facts the plan lacks.
    pub missing: Vec<String>,
}

/// The condition that what was ordered too early fails.
const ORDER_FIRST: &str = "order-after-decision";

/// Whether an order that came too early is all that says no.
fn lost_by_order(conditions: &[Answered]) -> bool {
    let mut refusing = conditions.iter().filter(|c| c.answer == Decided::No).peekable();
    refusing.peek().is_some() && refusing.all(|c| c.code == ORDER_FIRST)
}

impl SchemeAnswer {
    /// What an order at the wrong time loses, as far as it could be counted.
    pub fn at_stake(&self) -> Option<Cents> {
        self.total.filter(|_| !self.amounts.is_empty()).or(self.lost)
    }

    fn warn(&mut self, code: &str) {
        if !self.warnings.iter().any(|w| w == code) {
            self.warnings.push(code.to_owned());
        }
    }
}

/// What every scheme of the catalogue says to a case; demands of a memorandum are for scenarios.
pub fn assess(case: &Case, catalog: &Catalog, today: Day) -> Financing {
    let on = case.on.unwrap_or(today);
    let asked = catalog.schemes().iter().filter(|s| s.status != SchemeStatus::Proposed);
    let mut schemes: Vec<SchemeAnswer> = asked.map(|scheme| judge(scheme, case, on)).collect();
    schemes.sort_by(|a, b| a.verdict.cmp(&b.verdict).then_with(|| a.code.cmp(&b.code)));
    let grants = cumulation::grants(&mut schemes, case, catalog);
    let missing = plan::lacks(case, catalog, on);
    let mut warnings = procedure::warnings(case, catalog.procurement());
    let mut plan = None;
    if missing.is_empty() {
        let inputs = plan::Inputs::of(case, &schemes, &grants, catalog, on);
        plan = inputs.as_ref().and_then(plan::plan);
        if plan.is_none() {
            warnings.push("plan-too-large");
        }
    }
    Financing {
        on,
        grants,
        catalog_version: catalog.version().to_owned(),
        missing_facts: settling_most(&schemes),
        schemes,
        warnings,
        plan,
        missing,
    }
}

/// What one scheme says to a case on that day.
pub fn judge(scheme: &Scheme, case: &Case, on: Day) -> SchemeAnswer {
    let view = View::new(case, on, scheme.dated_by);
    let conditions = eligibility::conditions(scheme, view);
    let verdict = verdict(scheme, case, &conditions, view);
    let given = match verdict {
        Verdict::Yes | Verdict::Unknown => amounts::of(scheme, view, &conditions),
        Verdict::No | Verdict::Closed => amounts::Amounts::default(),
    };
    let mut missing: Vec<String> = Vec::new();
    let of_conditions = conditions.answered.iter().flat_map(|a| a.missing_facts.iter().map(String::as_str));
    for fact in of_conditions.chain(given.missing.iter().copied()) {
        if !missing.iter().any(|m| m == fact) {
            missing.push(fact.to_owned());
        }
    }
    let mut warnings = conditions.warnings.clone();
    for warning in &given.warnings {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    let rules = conditions.answered.iter().map(|a| a.certainty).reduce(Certainty::weakest);
    let total = match verdict {
        Verdict::Yes | Verdict::Unknown => given.total(),
        Verdict::No | Verdict::Closed => Some(Cents::default()),
    };
    let lost = (verdict == Verdict::No && lost_by_order(&conditions.answered))
        .then(|| amounts::of(scheme, view, &conditions.without(ORDER_FIRST)).total())
        .flatten();
    SchemeAnswer {
        code: scheme.code.clone(),
        name: scheme.name.fr.clone(),
        kind: scheme.kind,
        status: scheme.status,
        verdict,
        judged_on: view.dated.day,
        certainty: given.certainty().or(rules).unwrap_or(Certainty::Unknown),
        payment: procedure::paid(scheme, total.filter(|_| !given.all.is_empty())),
        amounts: given.all,
        conditions: conditions.answered,
        total,
        warnings,
        missing_facts: missing,
        terms: scheme.amounts.iter().filter(|a| holds(a, view.dated.day)).filter_map(terms).collect(),
        procedure: scheme.procedure.clone(),
        duties: procedure::duties(scheme, case),
        questions: scheme.questions.clone(),
        checked_on: scheme.checked_on,
        stale: scheme.is_stale(on),
        lost,
    }
}

fn holds(amount: &Amount, day: Day) -> bool {
    amount.from <= day && amount.until.is_none_or(|until| day <= until)
}

/// The whole case, and the works that are not refused: one refused work takes nothing from the others.
fn verdict(scheme: &Scheme, case: &Case, conditions: &Conditions, view: View) -> Verdict {
    let general = conditions.general();
    let works: Vec<Decided> = (1..=case.works.len()).map(|line| conditions.of_work(line)).collect();
    let by_work = if works.iter().all(|w| *w == Decided::No) && !works.is_empty() {
        Decided::No
    } else if works.contains(&Decided::Unknown) {
        Decided::Unknown
    } else {
        Decided::Yes
    };
    let days = scheme.in_force.as_ref();
    let over = days.is_some_and(|days| days.until.is_some_and(|until| until < view.dated.day));
    let refused = conditions.answered.iter().any(|a| a.answer == Decided::No && a.code != IN_FORCE);
    match (general, by_work) {
        _ if over => Verdict::Closed,
        _ if scheme.status == SchemeStatus::Closed => {
            let began = days.is_some_and(|days| days.from.is_none_or(|from| from <= view.dated.day));
            if refused && began { Verdict::No } else { Verdict::Closed }
        }
        (Decided::No, _) | (_, Decided::No) => Verdict::No,
        (Decided::Unknown, _) | (_, Decided::Unknown) => Verdict::Unknown,
        _ => Verdict::Yes,
    }
}

fn terms(amount: &Amount) -> Option<Terms> {
    let empty = Terms {
        shape: "loan",
        share: None,
        rate: None,
        years: None,
        dividend_cap: None,
        certainty: amount.certainty,
    };
    Some(match &amount.shape {
        Shape::Loan { share, rate, years } => {
            Terms { share: share.known(), rate: rate.known(), years: years.known(), ..empty }
        }
        Shape::ThirdParty { share, years } => {
            Terms { shape: "third_party", share: share.known(), years: years.known(), ..empty }
        }
        Shape::ShareIssue { dividend_cap, .. } => Terms {
            shape: "share_issue",
            dividend_cap: dividend_cap.and_then(crate::catalog::schemes::Figure::known),
            ..empty
        },
        _ => return None,
    })
}

/// Facts that lack, by the number of verdicts that wait for them. What says no for want of a fact waits too; what says no
/// for something that is told does not.
fn settling_most(schemes: &[SchemeAnswer]) -> Vec<MissingFact> {
    let mut waiting: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for scheme in schemes {
        let refuses = |a: &&Answered| a.answer == Decided::No;
        let waits = match scheme.verdict {
            Verdict::Unknown => true,
            Verdict::No => scheme.conditions.iter().filter(refuses).all(|a| a.missing_fact.is_some()),
            Verdict::Yes | Verdict::Closed => false,
        };
        let open = scheme.conditions.iter().filter(|a| waits && a.answer != Decided::Yes);
        for fact in open.flat_map(|a| &a.missing_facts) {
            let codes = waiting.entry(fact).or_default();
            if !codes.contains(&scheme.code) {
                codes.push(scheme.code.clone());
            }
        }
    }
    let mut facts: Vec<MissingFact> =
        waiting.into_iter().map(|(fact, schemes)| MissingFact { fact: fact.to_owned(), schemes }).collect();
    facts.sort_by(|a, b| b.schemes.len().cmp(&a.schemes.len()).then_with(|| a.fact.cmp(&b.fact)));
    facts
}
