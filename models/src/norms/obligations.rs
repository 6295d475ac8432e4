//! Which obligations of `catalog/norms` bind a building, by when, and whether they are met.
//!
//! Each condition has three answers (I7). One that is *no* settles it: not concerned. Else one that nobody can answer leaves
//! the obligation unknown, with the fact that lacks and who can settle it. What nothing here can show is never called
//! overdue: after its deadline it is unknown. Does *not* say what it costs.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Condition, Decided, Obligation, Status};
use crate::building::facts;
use crate::catalog::{Norm, NormCondition, Recurrence, Test};
use crate::certain::Certainty;
use crate::indicators::{Site, Work, cited};
use crate::period::Day;

/// Every obligation of the catalogue for a building on the day of its assessment: overdue first, then due, unknown, met, not
/// concerned; the nearest deadline first.
pub fn obligations(work: &Work<'_>) -> Vec<Obligation> {
    let mut all: Vec<Obligation> =
        work.site.catalog.norms().iter().map(|norm| obligation(work, norm)).collect();
    let late = |o: &Obligation| (o.status, o.deadline.is_none(), o.deadline, o.code.clone());
    all.sort_by_key(late);
    all
}

fn obligation(work: &Work<'_>, norm: &Norm) -> Obligation {
    let mut conditions: Vec<Condition> = norm.conditions.iter().map(|c| condition(work, c)).collect();
    let mut applies = all(&conditions);
    let mut certainty = norm.certainty;
    let mut when = deadline(work, norm);
    if when.over {
        applies = Decided::No;
    }
    let mut status = Status::NotConcerned;
    if applies != Decided::No {
        certainty = certainty.weakest(when.certainty);
        let shown: Vec<Condition> = norm.met.iter().map(|c| condition(work, c)).collect();
        let lacks = when.lacks.take();
        let met = match (norm.met.is_empty(), when.done) {
            (true, None) => Decided::Unknown,
            (true, Some(done)) => done,
            (false, None) => all(&shown),
            (false, Some(done)) => both(all(&shown), done),
        };
        status = status_of(applies, met, when.deadline, work.site.on);
        conditions.extend(shown);
        conditions.extend(lacks);
    }
    Obligation {
        code: norm.code.clone().into(),
        name: norm.name.fr.clone(),
        applies,
        status,
        deadline: when.deadline.filter(|_| applies != Decided::No),
        conditions,
        certainty,
        sources: cited(&format!("norms/{}", norm.code), norm.checked_on, &norm.source),
    }
}

fn status_of(applies: Decided, met: Decided, deadline: Option<Day>, on: Day) -> Status {
    let over = deadline.map(|day| day < on);
    match (applies, met) {
        (Decided::No, _) => Status::NotConcerned,
        (Decided::Yes, Decided::Yes) => Status::Met,
        (Decided::Yes, Decided::No) if over == Some(true) => Status::Overdue,
        (Decided::Yes, Decided::No) => Status::Due,
        (Decided::Yes, Decided::Unknown) if over == Some(false) => Status::Due,
        (Decided::Unknown, _) | (Decided::Yes, Decided::Unknown) => Status::Unknown,
    }
}

/// No as soon as one is no; else unknown as soon as one is.
fn all(conditions: &[Condition]) -> Decided {
    conditions.iter().fold(Decided::Yes, |all, c| both(all, c.answer))
}

fn both(a: Decided, b: Decided) -> Decided {
    match (a, b) {
        (Decided::No, _) | (_, Decided::No) => Decided::No,
        (Decided::Unknown, _) | (_, Decided::Unknown) => Decided::Unknown,
        (Decided::Yes, Decided::Yes) => Decided::Yes,
    }
}

fn condition(work: &Work<'_>, condition: &NormCondition) -> Condition {
    let (answer, fact) = any(work, &condition.any);
    Condition {
        code: condition.code.clone().into(),
        answer,
        fact: fact.map(|f| f.to_owned().into()),
        settled_by: (answer == Decided::Unknown).then(|| condition.settled_by.clone().into()),
        certainty: condition.certainty,
    }
}

/// Yes as soon as one test is; else unknown as soon as one is. With the fact that settled it, or that lacks.
fn any<'t>(work: &Work<'_>, tests: &'t [Test]) -> (Decided, Option<&'t str>) {
    let answers: Vec<(Decided, Option<&str>)> = tests.iter().map(|t| (answer(work, t), t.fact())).collect();
    let of = |wanted: Decided| answers.iter().find(|(answer, _)| *answer == wanted).copied();
    of(Decided::Yes)
        .or_else(|| of(Decided::Unknown))
        .or_else(|| of(Decided::No))
        .unwrap_or((Decided::Unknown, None))
}

fn answer(work: &Work<'_>, test: &Test) -> Decided {
    let site = work.site;
    let yes_no = |yes: bool| if yes { Decided::Yes } else { Decided::No };
    let number = |code: &str| value(site, code).and_then(|text| text.parse::<Decimal>().ok());
    let decided = match test {
        Test::Is(code, words) => value(site, code).map(|v| yes_no(words.iter().any(|w| w == v))),
        Test::Above(code, limit) => number(code).map(|n| yes_no(n > *limit)),
        Test::AtLeast(code, limit) => number(code).map(|n| yes_no(n >= *limit)),
        Test::Before(code, day) => {
            value(site, code).and_then(|text| text.parse::<Day>().ok()).map(|d| yes_no(d < *day))
        }
        Test::Stated(code) => value(site, code).map(|_| Decided::Yes),
        Test::LegalForm(forms, unsure) => match site.legal_form {
            Some(form) if unsure.contains(&form) => None,
            form => form.map(|form| yes_no(forms.contains(&form))),
        },
        Test::Activity(codes) => site.activity.map(|activity| yes_no(codes.iter().any(|c| c == activity))),
        // A roof may make electricity that nobody meters here.
        Test::Production => work.carriers.iter().any(|c| c.balance.is_some()).then_some(Decided::Yes),
        Test::Untold => None,
    };
    decided.unwrap_or(Decided::Unknown)
}

fn value<'a>(site: &Site<'a>, code: &str) -> Option<&'a str> {
    site.fact_on(code, site.on).map(|f| f.value.as_str())
}

/// By when, and whether what comes back was done in time.
#[derive(Default)]
struct When {
    deadline: Option<Day>,
    certainty: Certainty,
    done: Option<Decided>,
    over: bool,
    lacks: Option<Condition>,
}

fn deadline(work: &Work<'_>, norm: &Norm) -> When {
    if norm.recurrences.is_empty() {
        return fixed(work, norm);
    }
    let Some((recurrence, lacking)) = recurrence(work, &norm.recurrences) else { return fixed(work, norm) };
    let day: Option<Day> = value(work.site, &recurrence.since).and_then(|text| text.parse().ok());
    let mut certainty = recurrence.certainty;
    if lacking.is_some() {
        certainty = certainty.weakest(Certainty::Likely);
    }
    let lacks = |fact: &str| Condition {
        code: "last-done".into(),
        answer: Decided::Unknown,
        fact: Some(fact.to_owned().into()),
        settled_by: Some("energy-manager".into()),
        certainty,
    };
    let Some(day) = day else {
        let first = fixed(work, norm);
        let lacks = recurrence.times.is_none().then(|| lacks(&recurrence.since));
        return When { done: Some(Decided::Unknown), lacks, ..first };
    };
    let on = work.site.on;
    let mut when = match recurrence.times {
        // Whether each of a series was handed in is not known here.
        Some(times) => {
            let over = recurrence.after(day, times).is_none_or(|last| last < on);
            // On which day of the year one is due was not read: none is given.
            When { over, done: Some(Decided::Unknown), ..When::default() }
        }
        None => {
            let next = recurrence.after(day, 1);
            let valid = next.is_some_and(|next| on <= next);
            let done = if valid { Decided::Yes } else { Decided::No };
            When { deadline: next, done: Some(done), ..When::default() }
        }
    };
    when.certainty = certainty;
    when.lacks = lacking.map(|fact| Condition { code: "how-often".into(), ..lacks(fact) });
    when
}

/// The deadline of the first row for somebody that holds, else of the first that may hold, else of the one for everybody; the
/// day it came into force where there is none.
fn fixed(work: &Work<'_>, norm: &Norm) -> When {
    let first =
        |wanted: Decided| norm.deadlines.iter().find(|d| !d.any.is_empty() && any(work, &d.any).0 == wanted);
    let everybody = || norm.deadlines.iter().find(|d| d.any.is_empty());
    match first(Decided::Yes).or_else(|| first(Decided::Unknown)).or_else(everybody) {
        Some(row) => When { deadline: Some(row.on), certainty: row.certainty, ..When::default() },
        None => When { deadline: norm.applies_from, certainty: Certainty::Certain, ..When::default() },
    }
}

/// When a series ends that began on a day somebody stated.
pub(super) fn series_end(work: &Work<'_>, norm: &Norm) -> Option<Day> {
    let (row, _) = recurrence(work, &norm.recurrences)?;
    row.after(value(work.site, &row.since)?.parse().ok()?, row.times?)
}

/// The first row that holds; before it, one that may hold counts and leaves a fact lacking: the shorter time is the safe one.
fn recurrence<'n>(work: &Work<'_>, rows: &'n [Recurrence]) -> Option<(&'n Recurrence, Option<&'n str>)> {
    let answers: BTreeMap<usize, (Decided, Option<&str>)> = rows
        .iter()
        .map(|r| if r.any.is_empty() { (Decided::Yes, None) } else { any(work, &r.any) })
        .enumerate()
        .collect();
    let (at, (answer, fact)) = answers.into_iter().find(|(_, (answer, _))| *answer != Decided::No)?;
    let row = rows.get(at)?;
    Some((row, fact.filter(|_| answer == Decided::Unknown)))
}

/// Every fact that obligations ask for, once each: what a page of facts offers first.
pub fn facts_asked(norms: &[Norm]) -> Vec<&'static str> {
    let conditions = || norms.iter().flat_map(|n| n.conditions.iter().chain(&n.met));
    let tests = conditions()
        .flat_map(|c| &c.any)
        .chain(norms.iter().flat_map(|n| n.deadlines.iter().flat_map(|d| &d.any)));
    let asked = tests
        .filter_map(Test::fact)
        .chain(norms.iter().flat_map(|n| n.recurrences.iter().map(|r| r.since.as_str())));
    let mut codes: Vec<&'static str> = asked.filter_map(|code| Some(facts::fact(code)?.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
