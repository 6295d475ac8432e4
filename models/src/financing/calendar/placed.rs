//! Where steps stand in time: first and last days, what is behind us, what is too late, what is next.

use jiff::ToSpan as _;

use super::{ORDER, Step, StepStatus, Within, decides_first, is_urgent, told, too_early};
use crate::financing::SchemeAnswer;
use crate::financing::case::Case;
use crate::period::Day;

/// First and last days, what is behind us, what is too late, what is next.
pub(super) fn places(case: &Case, counting: &[&SchemeAnswer], steps: &mut [Step], on: Day) {
    let day = |fact: &str| told(case, fact);
    let urgent = is_urgent(case);
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
    let signed = ordered.is_some_and(|day| day <= on && too_early(case, day)) && first && !urgent;
    for (at, step) in steps.iter_mut().enumerate() {
        if step.status != StepStatus::Later {
            continue;
        }
        let passed = step.planned_on.is_none() && step.latest.is_some_and(|latest| latest < on);
        if matches!(step.code, "audit" | "application" | "decision") && signed {
            step.status = StepStatus::TooLate;
        } else if step.planned_on.is_none() && step.year.is_none() && last_done.is_some_and(|last| at < last)
        {
            // Behind us once a later step is, on a day that nobody told.
            step.status = StepStatus::Done;
        } else if passed {
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
