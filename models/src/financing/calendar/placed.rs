//! Where steps stand in time: first and last days, what is behind us, what is too late, what is next.

use jiff::ToSpan as _;

use super::{ORDER, Step, StepStatus, Within, decides_first, told};
use crate::financing::SchemeAnswer;
use crate::financing::case::Case;
use crate::period::Day;

/// First and last days, what is behind us, what is too late, what is next.
pub(super) fn places(case: &Case, counting: &[&SchemeAnswer], steps: &mut [Step], on: Day) {
    let day = |fact: &str| told(case, fact);
    let urgent = case.facts.yes_no("procedure.urgency_authorisation") == Some(true);
    let (applied, decided, ordered) = (
        day("procedure.application_date"),
        day("procedure.grant_decision_date"),
        day("procedure.order_signed_date"),
    );
    let first = counting.iter().any(|s| decides_first(s));
    for step in steps.iter_mut() {
        match step.code {
            "audit" => step.latest = applied,
            "application" => {
                step.earliest = day("procedure.ureba_audit_date");
                step.latest = ordered.filter(|_| first && !urgent).and_then(|o| o.yesterday().ok());
            }
            "decision" => {
                step.earliest = applied;
                step.waits_for = applied.is_none().then_some("application");
            }
            "order" if first && !urgent => {
                step.earliest = decided;
                step.waits_for = decided.is_none().then_some("decision");
            }
            "works" => {
                step.earliest = ordered;
                step.waits_for = ordered.is_none().then_some("order");
            }
            "acceptance" => {
                step.earliest = day("procedure.works_start_date").or(ordered);
                step.waits_for = step.earliest.is_none().then_some("works");
            }
            "payment" => {
                step.earliest = day("procedure.acceptance_date");
                step.waits_for = step.earliest.is_none().then_some("acceptance");
            }
            _ => {}
        }
        if step.code != "report"
            && let Some(limit) = step.within.iter().filter_map(|w| limit(case, counting, step.code, w)).min()
        {
            step.latest = Some(step.latest.map_or(limit, |latest| latest.min(limit)));
        }
    }
    let last_done = steps.iter().rposition(|s| s.done_on.is_some());
    for (at, step) in steps.iter_mut().enumerate() {
        let open = step.status == StepStatus::Later;
        // What bears no date of its own is behind us once a later step is.
        if open && step.fact.is_none() && step.year.is_none() && last_done.is_some_and(|last| at < last) {
            step.status = StepStatus::Done;
            continue;
        }
        let signed = ordered.is_some_and(|day| day <= on) && first && !urgent;
        let lost = matches!(step.code, "audit" | "application" | "decision") && signed;
        let skipped = step.code == "audit" && applied.is_some_and(|day| day <= on);
        if open && step.planned_on.is_none() && (lost || skipped || step.latest.is_some_and(|l| l < on)) {
            step.status = StepStatus::TooLate;
        }
    }
    if let Some(next) = steps.iter_mut().find(|s| s.status == StepStatus::Later) {
        next.status = StepStatus::Next;
    }
}

/// The last day that a scheme's time leaves, counted from its step before; none where that one is not told.
fn limit(case: &Case, counting: &[&SchemeAnswer], code: &str, within: &Within) -> Option<Day> {
    let scheme = counting.iter().find(|s| s.code == within.scheme)?;
    let steps = &scheme.procedure.as_ref()?.step;
    let at = steps.iter().position(|s| s.code == code)?;
    let before = steps.get(at.checked_sub(1)?)?;
    let fact = ORDER.iter().find(|(step, _)| *step == before.code)?.1?;
    after(told(case, fact)?, within.time.as_deref()?)
}

/// A day so much later: `18 months`.
fn after(from: Day, time: &str) -> Option<Day> {
    let (count, unit) = time.split_once(' ')?;
    let count: i64 = count.parse().ok().filter(|n| (0..=1_200).contains(n))?;
    let span = match unit {
        "day" | "days" => count.days(),
        "week" | "weeks" => count.weeks(),
        "month" | "months" => count.months(),
        "year" | "years" => count.years(),
        _ => return None,
    };
    from.checked_add(span).ok()
}
