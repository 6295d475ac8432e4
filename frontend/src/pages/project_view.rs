//! Verdicts, steps and delays of a project in words.

use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::calendar::{Calendar, NOT_YET, Step, StepStatus};
use eclaireur_models::financing::facts::Value;
use eclaireur_models::financing::{Case, Financing, SchemeAnswer, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;

use crate::case_words;
use crate::format::NBSP;
use crate::shell::Named;
use crate::text::Say;
use crate::{format, schemes};

/// Schemes with the same answer.
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) note: String,
    /// Folded away: what says no.
    pub(super) folded: bool,
    pub(super) schemes: Vec<SchemeView>,
}

/// A scheme in its group.
pub(super) struct SchemeView {
    pub(super) name: String,
    pub(super) verdict: String,
    pub(super) class: &'static str,
    pub(super) total: Option<String>,
    pub(super) confirm: bool,
    pub(super) amounts: Vec<AmountView>,
    pub(super) open: Vec<String>,
    pub(super) warnings: Vec<String>,
    pub(super) checked: String,
}

/// An amount with how it came about.
pub(super) struct AmountView {
    pub(super) work: String,
    pub(super) amount: String,
    pub(super) basis: String,
    pub(super) trace: Vec<String>,
    pub(super) source: Option<(String, Option<String>)>,
}

/// A step of the calendar.
pub(super) struct StepView {
    pub(super) name: String,
    pub(super) status: String,
    pub(super) class: &'static str,
    pub(super) is_next: bool,
    pub(super) when: String,
    pub(super) notes: Vec<String>,
    pub(super) documents: Vec<String>,
    pub(super) known: Vec<(String, String)>,
    pub(super) lacking: Vec<String>,
}

/// Every key made from a code.
pub(super) fn keys() -> Vec<String> {
    let mut keys: Vec<String> = StepStatus::ALL.iter().map(|s| format!("step-status-{}", s.code())).collect();
    keys.push("aid-step-works".to_owned());
    for group in ["sure", "confirm", "no"] {
        keys.extend([format!("project-group-{group}"), format!("project-group-{group}-note")]);
    }
    for step in ["counted", "cap", "other-aid", "cost", "unsettled"] {
        keys.push(format!("trace-{step}"));
    }
    for warning in ["project-not-yet", "project-too-early", "project-planned-early"] {
        keys.extend([warning.to_owned(), format!("{warning}-title")]);
    }
    keys
}

/// Schemes by answer: sure, to be confirmed, no.
pub(super) fn groups(lang: Lang, said: &Financing) -> Vec<Group> {
    // The most money first; what only has conditions after it.
    let mut all: Vec<&SchemeAnswer> = said.schemes.iter().collect();
    all.sort_by_key(|s| core::cmp::Reverse(s.total.filter(|_| !s.amounts.is_empty())));
    let of = |id: &'static str, verdicts: &[Verdict]| Group {
        id,
        title: Say::owned(lang, format!("project-group-{id}")).to_string(),
        note: Say::owned(lang, format!("project-group-{id}-note")).to_string(),
        folded: id == "no",
        schemes: all.iter().filter(|s| verdicts.contains(&s.verdict)).map(|s| scheme(lang, s)).collect(),
    };
    [
        of("sure", &[Verdict::Yes]),
        of("confirm", &[Verdict::Unknown]),
        of("no", &[Verdict::No, Verdict::Closed]),
    ]
    .into_iter()
    .filter(|group| !group.schemes.is_empty())
    .collect()
}

/// The official name of a scheme.
pub(super) fn scheme_name(said: &Financing, code: &str) -> String {
    let found = said.schemes.iter().find(|s| s.code == code);
    found.map_or_else(|| code.to_owned(), |s| s.name.clone())
}

/// The act that loses an aid: title and sentence.
pub(crate) fn warnings(lang: Lang, said: &Financing, calendar: &Calendar) -> Vec<(String, String)> {
    let one = |warning: &eclaireur_models::financing::calendar::Warning| {
        let key = match (warning.code, warning.planned) {
            (NOT_YET, _) => "project-not-yet",
            (_, true) => "project-planned-early",
            (_, false) => "project-too-early",
        };
        let names: Vec<String> = warning.schemes.iter().map(|code| scheme_name(said, code)).collect();
        let says = Say::owned(lang, key.to_owned()).with("schemes", names.join(", ")).to_string();
        let at_stake = warning.at_stake.filter(|sum| !sum.0.is_zero()).map(|sum| {
            Say::new(lang, "project-at-stake").with("euro", format::euro(Euro(sum.0))).to_string()
        });
        let title = Say::owned(lang, format!("{key}-title")).to_string();
        (title, [Some(says), at_stake].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    calendar.warnings.iter().map(one).collect()
}

fn scheme(lang: Lang, answer: &SchemeAnswer) -> SchemeView {
    let shown = if answer.verdict == Verdict::No { Decided::No } else { Decided::Unknown };
    let open = match answer.verdict {
        Verdict::Closed => Vec::new(),
        _ => answer.conditions.iter().filter(|c| c.answer == shown).collect(),
    };
    let counted = matches!(answer.verdict, Verdict::Yes | Verdict::Unknown) && !answer.amounts.is_empty();
    // Nothing is no sum to confirm.
    let total = answer.total.filter(|total| counted && !total.0.is_zero());
    SchemeView {
        name: answer.name.clone(),
        verdict: schemes::verdict(lang, answer.verdict),
        class: match answer.verdict {
            Verdict::Yes => "tag tag-done",
            Verdict::Unknown => "tag tag-warning",
            Verdict::No | Verdict::Closed => "tag",
        },
        total: total.map(|total| format::euro(Euro(total.0))),
        confirm: total.is_some() && answer.certainty != Certainty::Certain,
        amounts: if counted { answer.amounts.iter().map(|a| amount(lang, a)).collect() } else { Vec::new() },
        open: open.into_iter().map(|c| schemes::open(lang, c)).collect(),
        warnings: answer.warnings.iter().map(|w| schemes::words(lang, "warning", w)).collect(),
        checked: Say::new(lang, "aid-checked-on").with("day", format::day(answer.checked_on)).to_string(),
    }
}

fn amount(lang: Lang, amount: &eclaireur_models::financing::AmountFor) -> AmountView {
    let work = amount.work.as_deref().map(|work| schemes::words(lang, "work", work));
    let step = |step: &eclaireur_models::financing::amounts::TraceStep| {
        Say::owned(lang, format!("trace-{}", step.code))
            .with("euro", format::euro(Euro(step.amount.0)))
            .to_string()
    };
    AmountView {
        work: work.map_or_else(
            || Say::new(lang, "project-whole-organisation").to_string(),
            |work| format::capitalised(&work),
        ),
        amount: format::euro(Euro(amount.amount.0)),
        basis: schemes::basis(lang, &amount.basis),
        trace: amount.trace.iter().map(step).collect(),
        source: amount.source.as_ref().map(|s| {
            let title = s.article.as_ref().map_or_else(|| s.title.clone(), |a| format!("{}, {a}", s.title));
            (title, s.link.clone())
        }),
    }
}

/// The steps in order.
pub(super) fn steps(lang: Lang, calendar: &Calendar, case: &Case, activities: &[Named]) -> Vec<StepView> {
    calendar.steps.iter().map(|step| view(lang, step, case, activities)).collect()
}

/// What a step is called, with the year of a yearly one.
pub(crate) fn step_name(lang: Lang, step: &Step) -> String {
    let name = schemes::words(lang, "step", step.code);
    let of = |year: i16| Say::new(lang, "step-year").with("step", &name).with("year", year).to_string();
    step.year.map_or_else(|| name.clone(), of)
}

fn view(lang: Lang, step: &Step, case: &Case, activities: &[Named]) -> StepView {
    let value = |code: &&'static str| {
        let name = schemes::fact(lang, code);
        Some((name, told(lang, case, code, activities)?))
    };
    StepView {
        name: step_name(lang, step),
        status: Say::owned(lang, format!("step-status-{}", step.status.code())).to_string(),
        class: match step.status {
            StepStatus::Done => "tag tag-done",
            StepStatus::Next => "tag tag-warning",
            StepStatus::Later => "tag",
            StepStatus::TooLate => "tag tag-error",
        },
        is_next: step.status == StepStatus::Next,
        when: when(lang, step),
        notes: notes(lang, step),
        documents: step.documents.iter().map(|d| d.name.clone()).collect(),
        known: step.known.iter().filter_map(value).collect(),
        lacking: step.lacking.iter().map(|code| schemes::fact(lang, code)).collect(),
    }
}

/// The value of a fact in words; of works, one after the other.
fn told(lang: Lang, case: &Case, code: &str, activities: &[Named]) -> Option<String> {
    let fact = case_fact(code)?;
    let said = |value: &Value| case_words::value(lang, fact.code, value, activities);
    if code.starts_with("work.") {
        let all: Vec<String> = case.works.iter().filter_map(|work| work.get(code)).map(said).collect();
        return (!all.is_empty()).then(|| all.join(&format!("{NBSP}; ")));
    }
    case.facts.get(code).map(said)
}

/// When: done, planned, between which days; unknown days say what they wait for.
pub(crate) fn when(lang: Lang, step: &Step) -> String {
    let day = |key: &'static str, day: Day| Say::new(lang, key).with("day", format::day(day)).to_string();
    if let Some(done) = step.done_on {
        return day("step-done-on", done);
    }
    let mut parts = Vec::new();
    if let Some(planned) = step.planned_on {
        parts.push(day("step-planned-on", planned));
    }
    if step.status == StepStatus::Done {
        if step.fact.is_some() && parts.is_empty() {
            parts.push(Say::new(lang, "step-done-undated").to_string());
        }
        return parts.join(" · ");
    }
    if let Some(earliest) = step.earliest {
        parts.push(day("step-from", earliest));
    }
    if let Some(latest) = step.latest {
        parts.push(day("step-until", latest));
    }
    if let Some(waits) = step.waits_for {
        let words = schemes::words(lang, "step", waits);
        parts.push(Say::new(lang, "step-after").with("step", words.to_lowercase()).to_string());
    }
    if parts.is_empty() {
        parts.push(Say::new(lang, "step-no-day").to_string());
    }
    parts.join(" · ")
}

/// Times that schemes set, and who can say those that were not found.
fn notes(lang: Lang, step: &Step) -> Vec<String> {
    if step.status == StepStatus::Done {
        return Vec::new();
    }
    let one = |within: &eclaireur_models::financing::calendar::Within| match (&within.time, within.settled_by)
    {
        (Some(time), _) if step.code == "report" => every_year(lang, time),
        (Some(time), _) => time_words(lang, time),
        (None, Some(who)) => {
            Say::new(lang, "step-time-unknown").with("who", schemes::words(lang, "settler", who)).to_string()
        }
        (None, None) => Say::new(lang, "step-no-day").to_string(),
    };
    step.within.iter().map(one).collect()
}

/// *chaque année, pendant 5 ans*.
fn every_year(lang: Lang, time: &str) -> String {
    let years = time.split_once(' ').and_then(|(count, _)| count.parse::<usize>().ok());
    years.map_or_else(
        || time.to_owned(),
        |years| Say::new(lang, "step-each-year").count("count", years).to_string(),
    )
}

/// *délai prévu : 18 mois*.
fn time_words(lang: Lang, time: &str) -> String {
    let (count, unit) = time.split_once(' ').unwrap_or((time, ""));
    let Ok(count) = count.parse::<usize>() else { return time.to_owned() };
    let key = match unit.trim_end_matches('s') {
        "day" => "step-time-days",
        "week" => "step-time-weeks",
        "month" => "step-time-months",
        _ => "step-time-years",
    };
    Say::new(lang, key).count("count", count).to_string()
}

/// What took how long.
pub(super) fn delays(lang: Lang, calendar: &Calendar) -> Vec<String> {
    let one = |delay: &eclaireur_models::financing::calendar::Delay| {
        Say::new(lang, "project-delay")
            .with("from", schemes::fact(lang, delay.from))
            .with("to", schemes::fact(lang, delay.to))
            .count("days", usize::try_from(delay.days).unwrap_or(0))
            .to_string()
    };
    calendar.delays.iter().map(one).collect()
}
