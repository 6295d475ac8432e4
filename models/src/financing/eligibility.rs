//! Three answers per condition: yes, no, not known with the fact that lacks and who can settle it (I7).
//!
//! A condition about works is answered for each of them. A work that is refused takes nothing from the others. Does *not*
//! count any amount.

use serde::Serialize;

use super::facts::Value;
use super::view::View;
use crate::catalog::schemes::{Ask, Condition, DATED, Rule, Scheme, SchemeSource, SchemeStatus, Term, Test};
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::period::Day;

/// Code of the condition that a scheme is in force.
pub const IN_FORCE: &str = "in-force";
/// Code of the condition that a measure is one of the scheme's.
pub const MEASURE: &str = "measure-covered";
/// Code of the condition that a scheme exists already.
pub const ANNOUNCED: &str = "announced-only";

/// One condition and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Permanent code, with its words in the locales: `aid-condition-<code>`.
    pub code: String,
    /// The answer.
    pub answer: Decided,
    /// The work it is about, by its measure.
    pub work: Option<String>,
    /// The place of that work in the case, from 1 on.
    pub line: Option<usize>,
    /// The fact that lacks, the first of them.
    pub missing_fact: Option<String>,
    /// Every fact that lacks.
    pub missing_facts: Vec<String>,
    /// Who can settle it.
    pub settled_by: Option<String>,
    /// Where the rule stands written.
    pub source: Option<SchemeSource>,
    /// How sure the rule is.
    pub certainty: Certainty,
}

/// An answer, and why it is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    decided: Decided,
    missing: Vec<&'static str>,
    settled_by: Option<String>,
}

impl Answer {
    const fn plain(decided: Decided) -> Answer {
        Answer { decided, missing: Vec::new(), settled_by: None }
    }

    fn of(yes: bool) -> Answer {
        Answer::plain(if yes { Decided::Yes } else { Decided::No })
    }

    fn lacks(decided: Decided, fact: &'static str) -> Answer {
        Answer { decided, missing: vec![fact], settled_by: None }
    }
}

/// What a scheme's conditions say of the whole case and of each work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conditions {
    /// Every answer.
    pub answered: Vec<Answered>,
    /// Warnings of conditions that are not met.
    pub warnings: Vec<String>,
}

impl Conditions {
    /// What the conditions of the whole case come to.
    pub fn general(&self) -> Decided {
        weakest(self.answered.iter().filter(|a| a.line.is_none()).map(|a| a.answer))
    }

    /// The same without the condition of this code.
    #[must_use]
    pub fn without(&self, code: &str) -> Conditions {
        let answered = self.answered.iter().filter(|a| a.code != code).cloned().collect();
        Conditions { answered, warnings: self.warnings.clone() }
    }

    /// What those of one work come to.
    pub fn of_work(&self, line: usize) -> Decided {
        weakest(self.answered.iter().filter(|a| a.line == Some(line)).map(|a| a.answer))
    }
}

fn weakest(answers: impl Iterator<Item = Decided>) -> Decided {
    answers.fold(Decided::Yes, |so_far, next| match (so_far, next) {
        (Decided::No, _) | (_, Decided::No) => Decided::No,
        (Decided::Unknown, _) | (_, Decided::Unknown) => Decided::Unknown,
        _ => Decided::Yes,
    })
}

/// Every condition of a scheme, answered.
pub fn conditions(scheme: &Scheme, view: View) -> Conditions {
    let mut found = Conditions::default();
    if scheme.status == SchemeStatus::Announced {
        let answer =
            Answer { settled_by: Some("administration".to_owned()), ..Answer::plain(Decided::Unknown) };
        found.answered.push(answered(ANNOUNCED, answer, None, None, Certainty::Unknown));
    }
    found.answered.extend(in_force(scheme, view));
    for condition in &scheme.conditions {
        let by_work = !condition.only_for.is_empty() || about_works(&condition.rule);
        if !by_work || (view.case.works.is_empty() && condition.only_for.is_empty()) {
            found.add(scheme, condition, view, None);
            continue;
        }
        for (at, work) in view.case.works.iter().enumerate() {
            let measure = work.word("work.measure");
            let concerned = condition.only_for.is_empty()
                || measure.is_none_or(|m| condition.only_for.iter().any(|only| only == m));
            if concerned {
                found.add(scheme, condition, view.of_work(work), Some(at + 1));
            }
        }
    }
    // A scheme that asks nothing of the organisation has nothing to say before it knows of works.
    let by_work = |c: &Condition| !c.only_for.is_empty() || about_works(&c.rule);
    if view.case.works.is_empty() && !scheme.covers.is_empty() && scheme.conditions.iter().all(by_work) {
        let certainty = scheme.covers.first().map(|c| c.certainty).unwrap_or_default();
        let lacks = Answer::lacks(Decided::Unknown, "work.measure");
        found.answered.push(answered(MEASURE, lacks, None, None, certainty));
    }
    for (at, work) in view.case.works.iter().enumerate() {
        found.answered.extend(covered(scheme, view.of_work(work), at + 1));
    }
    found
}

impl Conditions {
    fn add(&mut self, scheme: &Scheme, condition: &Condition, view: View, line: Option<usize>) {
        let mut answer = decide(&condition.rule, view);
        let met = answer.decided == Decided::Yes;
        if !met && answer.settled_by.is_none() && answer.decided == Decided::Unknown {
            answer.settled_by.clone_from(&condition.settled_by);
        }
        // What merely lacks is asked for, not warned of.
        let warned = answer.decided == Decided::No || (!met && answer.missing.is_empty());
        if let Some(warning) = condition.warning.as_ref().filter(|w| warned && !self.warnings.contains(w)) {
            self.warnings.push(warning.clone());
        }
        let source = scheme.source(&condition.source).cloned();
        let work = line.and(view.measure());
        let mut one = answered(&condition.code, answer, work, source, condition.certainty);
        one.line = line;
        self.answered.push(one);
    }
}

fn answered(
    code: &str,
    answer: Answer,
    work: Option<&str>,
    source: Option<SchemeSource>,
    certainty: Certainty,
) -> Answered {
    let mut missing: Vec<String> = Vec::new();
    for fact in answer.missing {
        if !missing.iter().any(|m| m == fact) {
            missing.push(fact.to_owned());
        }
    }
    Answered {
        code: code.to_owned(),
        answer: answer.decided,
        work: work.map(str::to_owned),
        line: None,
        missing_fact: missing.first().cloned(),
        missing_facts: missing,
        settled_by: answer.settled_by,
        source,
        certainty,
    }
}

/// Whether the scheme holds on the day it is judged on.
fn in_force(scheme: &Scheme, view: View) -> Option<Answered> {
    let days = scheme.in_force.as_ref()?;
    let (day, lacks) = (view.dated.day, view.dated.lacks);
    let began = days.from.is_none_or(|from| from <= day);
    let over = days.until.is_some_and(|until| until < day);
    let told = days.known_until.is_none_or(|until| day <= until);
    let mut answer = Answer::of(began && !over);
    if began && !over && !told {
        answer = Answer::plain(Decided::Unknown);
        answer.settled_by = Some("administration".to_owned());
    }
    // The day of the question stands for an event that is not told: it is that event which decides.
    if let Some(fact) = lacks.filter(|_| answer.decided == Decided::No) {
        answer.missing.push(fact);
    }
    let source = scheme.source(&days.source).cloned();
    Some(answered(IN_FORCE, answer, None, source, days.certainty))
}

/// Whether the measure of a work is one of the scheme's.
fn covered(scheme: &Scheme, view: View, line: usize) -> Option<Answered> {
    if scheme.covers.is_empty() {
        return None;
    }
    let first = scheme.covers.first();
    let (answer, source, certainty) = match view.measure() {
        None => {
            let lacks = Answer::lacks(Decided::Unknown, "work.measure");
            (lacks, None, first.map(|c| c.certainty))
        }
        Some(measure) => match scheme.covers.iter().find(|c| c.measures.iter().any(|m| m == measure)) {
            Some(covers) => {
                let mut answer = Answer::of(true);
                if let Some(who) = &covers.unsure {
                    answer = Answer::plain(Decided::Unknown);
                    answer.settled_by = Some(who.clone());
                }
                (answer, scheme.source(&covers.source).cloned(), Some(covers.certainty))
            }
            None => {
                let source = first.and_then(|c| scheme.source(&c.source).cloned());
                (Answer::of(false), source, first.map(|c| c.certainty))
            }
        },
    };
    let mut one = answered(MEASURE, answer, view.measure(), source, certainty.unwrap_or_default());
    one.line = Some(line);
    Some(one)
}

/// Whether a rule asks anything of a work.
fn about_works(rule: &Rule) -> bool {
    match rule {
        Rule::Ask(ask) => ask.fact.starts_with("work.") && !matches!(ask.test, Test::WithWork(_)),
        Rule::Any(rules) | Rule::All(rules) | Rule::None(rules) => rules.iter().any(about_works),
        Rule::Unsure(inner, _) => about_works(inner),
        Rule::Open => false,
    }
}

fn decide(rule: &Rule, view: View) -> Answer {
    match rule {
        Rule::Ask(one) => ask(one, view),
        Rule::Any(rules) => joined(rules, view, Decided::Yes),
        Rule::All(rules) => joined(rules, view, Decided::No),
        Rule::Unsure(inner, who) => {
            let answer = decide(inner, view);
            match answer.decided {
                Decided::Yes => Answer { settled_by: Some(who.clone()), ..Answer::plain(Decided::Unknown) },
                _ => answer,
            }
        }
        Rule::None(rules) => {
            let answer = joined(rules, view, Decided::Yes);
            match answer.decided {
                Decided::Yes => Answer { decided: Decided::No, ..answer },
                Decided::No => Answer { decided: Decided::Yes, missing: Vec::new(), settled_by: None },
                Decided::Unknown => answer,
            }
        }
        Rule::Open => Answer::plain(Decided::Unknown),
    }
}

/// One part that says `decides` decides; else what is not known; else the other.
fn joined(rules: &[Rule], view: View, decides: Decided) -> Answer {
    let (mut unknown, mut other) = (None::<Answer>, None::<Answer>);
    let add = |all: &mut Option<Answer>, one: Answer| match all {
        None => *all = Some(one),
        Some(so_far) => {
            so_far.missing.extend(one.missing);
            so_far.settled_by = so_far.settled_by.take().or(one.settled_by);
        }
    };
    let (mut decided, mut firm) = (None::<Answer>, false);
    for rule in rules {
        let answer = decide(rule, view);
        match answer.decided {
            d if d == decides => {
                firm |= answer.missing.is_empty();
                add(&mut decided, answer);
            }
            Decided::Unknown => add(&mut unknown, answer),
            _ => add(&mut other, answer),
        }
    }
    // A no that stands on what is told does not hang on what is not.
    if let Some(firm) = decided.as_mut().filter(|_| firm) {
        firm.missing.clear();
    }
    decided.or(unknown).or(other).unwrap_or(Answer::plain(Decided::Unknown))
}

fn ask(ask: &Ask, view: View) -> Answer {
    if let Test::WithWork(measures) = &ask.test {
        let named = |work: &super::facts::Facts| {
            work.word("work.measure").is_some_and(|m| measures.iter().any(|one| one == m))
        };
        return Answer::of(view.case.works.iter().any(named));
    }
    let closed = ask.told.is_none_or(|fact| view.is_told(fact));
    let Some(value) = view.get(ask.fact) else {
        return match ask.absent {
            Some(true) if closed => Answer::of(true),
            Some(false) if closed => Answer::lacks(Decided::No, ask.fact),
            _ => {
                let mut answer = Answer::lacks(Decided::Unknown, ask.fact);
                answer.missing.extend(ask.told.filter(|_| !closed));
                answer
            }
        };
    };
    match (&ask.test, value.as_ref()) {
        (Test::Is(terms), value) => Answer::of(terms.iter().any(|term| same(term, value))),
        (Test::IsNot(terms), value) => Answer::of(!terms.iter().any(|term| same(term, value))),
        (Test::AtLeast(bound), Value::Number(n)) => Answer::of(n >= bound),
        (Test::AtMost(bound), Value::Number(n)) => Answer::of(n <= bound),
        (Test::Above(bound), Value::Number(n)) => Answer::of(n > bound),
        (Test::Below(bound), Value::Number(n)) => Answer::of(n < bound),
        (Test::From(bound), Value::Day(day)) => Answer::of(day >= bound),
        (Test::Until(bound), Value::Day(day)) => Answer::of(day <= bound),
        (Test::NotBefore(other), Value::Day(day)) => beside(*day, other, view, ask, |a, b| a >= b),
        (Test::NotAfter(other), Value::Day(day)) => beside(*day, other, view, ask, |a, b| a <= b),
        (Test::WithinYears(years), Value::Day(day)) => beside(*day, DATED, view, ask, |a, b| {
            let last = a.checked_add(jiff::Span::new().years(*years)).unwrap_or(Day::MAX);
            a <= b && b <= last
        }),
        _ => Answer::lacks(Decided::Unknown, ask.fact),
    }
}

/// A day compared with another one that may not be told.
fn beside(day: Day, other: &'static str, view: View, ask: &Ask, holds: impl Fn(Day, Day) -> bool) -> Answer {
    if other == DATED {
        let answer = Answer::of(holds(day, view.dated.day));
        return match (answer.decided, view.dated.lacks) {
            (Decided::No, Some(fact)) => Answer::lacks(Decided::Unknown, fact),
            _ => answer,
        };
    }
    match view.get(other).as_deref() {
        Some(Value::Day(told)) => Answer::of(holds(day, *told)),
        // What is over came before an event that nobody tells of.
        _ if ask.told.is_some_and(|fact| view.is_told(fact)) && day <= view.on => {
            Answer::lacks(Decided::No, other)
        }
        _ => Answer::lacks(Decided::Unknown, other),
    }
}

fn same(term: &Term, value: &Value) -> bool {
    match (term, value) {
        (Term::Word(a), Value::Word(b)) => a == b,
        (Term::YesNo(a), Value::YesNo(b)) => a == b,
        _ => false,
    }
}
