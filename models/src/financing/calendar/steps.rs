//! The steps that the schemes of a case ask for, each with its papers.

use rust_decimal::Decimal;

use super::{ALWAYS, Document, FILLED, Step, StepStatus, Within, asks_for, told};
use crate::catalog::schemes::ProcedureStep;
use crate::financing::SchemeAnswer;
use crate::financing::case::Case;
use crate::period::Day;

pub(super) fn step(
    case: &Case,
    counting: &[&SchemeAnswer],
    on: Day,
    code: &'static str,
    fact: Option<&'static str>,
) -> Option<Step> {
    let asking: Vec<&&SchemeAnswer> = counting.iter().filter(|s| asks_for(s, code)).collect();
    if asking.is_empty() && !ALWAYS.contains(&code) {
        return None;
    }
    let day = fact.and_then(|fact| told(case, fact));
    let of_step = |scheme: &&&SchemeAnswer| {
        let steps = scheme.procedure.iter().flat_map(|p| &p.step).filter(|s| s.code == code);
        steps.map(|s| (scheme.code.clone(), s.clone())).collect::<Vec<_>>()
    };
    let named: Vec<_> = asking.iter().flat_map(of_step).collect();
    let document = |(scheme, step): &(String, ProcedureStep)| {
        let name = step.document.clone()?;
        Some(Document { scheme: scheme.clone(), name, certainty: step.certainty })
    };
    let within = |(scheme, step): &(String, ProcedureStep)| {
        let time = step.within.clone()?;
        let known = (time != "unknown").then_some(time);
        let settled_by = known.is_none().then_some("administration");
        Some(Within { scheme: scheme.clone(), time: known, settled_by })
    };
    let (known, lacking) = papers(case, code);
    Some(Step {
        code,
        year: None,
        fact,
        status: if day.is_some_and(|day| day <= on) { StepStatus::Done } else { StepStatus::Later },
        done_on: day.filter(|day| *day <= on),
        planned_on: day.filter(|day| *day > on),
        earliest: None,
        latest: None,
        waits_for: None,
        within: named.iter().filter_map(within).collect(),
        schemes: asking.iter().map(|s| s.code.clone()).collect(),
        documents: named.iter().filter_map(document).collect(),
        known,
        lacking,
    })
}

/// The facts that the papers of a step ask for: told, and lacking. A fact of works is told when every work tells it.
fn papers(case: &Case, code: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let asked = FILLED.iter().find(|(step, _)| *step == code).map_or(&[][..], |(_, facts)| facts);
    let is_told = |fact: &&&'static str| {
        if fact.starts_with("work.") {
            return !case.works.is_empty() && case.works.iter().all(|work| work.get(fact).is_some());
        }
        case.facts.get(fact).is_some()
    };
    let (known, lacking): (Vec<&&'static str>, Vec<&&'static str>) =
        asked.iter().partition(|fact| is_told(fact));
    (known.into_iter().copied().collect(), lacking.into_iter().copied().collect())
}

/// One step a year where the decision is told, one for all of them where it is not. In which calendar year the first is due,
/// and on which day, was not found: none has a last day.
pub(super) fn reports(case: &Case, counting: &[&SchemeAnswer], on: Day) -> Vec<Step> {
    let years_of = |s: &&&SchemeAnswer| s.procedure.as_ref().and_then(|p| p.report_years).unwrap_or(0);
    let asking: Vec<&&SchemeAnswer> = counting.iter().filter(|s| years_of(s) > 0).collect();
    if asking.is_empty() {
        return Vec::new();
    }
    let Some(mut one) = step(case, counting, on, "report", None).or_else(|| bare_report(case, &asking))
    else {
        return Vec::new();
    };
    one.schemes = asking.iter().map(|s| s.code.clone()).collect();
    if told(case, "procedure.grant_decision_date").is_none_or(|decided| decided > on) {
        one.waits_for = Some("decision");
        return vec![one];
    }
    let most = asking.iter().map(years_of).max().unwrap_or(0);
    let sent = case.facts.number("procedure.reports_sent").unwrap_or_default();
    let year = |n: i16| {
        let status = if Decimal::from(n) <= sent { StepStatus::Done } else { StepStatus::Later };
        let schemes = asking.iter().filter(|s| years_of(s) >= n).map(|s| s.code.clone()).collect();
        Step { year: Some(n), status, schemes, ..one.clone() }
    };
    (1..=most).map(year).collect()
}

/// The yearly report of schemes that name years of it and no step.
fn bare_report(case: &Case, asking: &[&&SchemeAnswer]) -> Option<Step> {
    let (known, lacking) = papers(case, "report");
    asking.first().map(|_| Step {
        code: "report",
        year: None,
        fact: None,
        status: StepStatus::Later,
        done_on: None,
        planned_on: None,
        earliest: None,
        latest: None,
        waits_for: None,
        within: Vec::new(),
        schemes: Vec::new(),
        documents: Vec::new(),
        known,
        lacking,
    })
}
