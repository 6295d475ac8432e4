//! A scheme's file as it is written, and what must hold in it before it is taken.

use serde::Deserialize;

use super::amount::follow_each_other;
use super::rule::known_measures;
use super::words::one_of;
use super::{
    APPLY, Amount, Condition, Covers, Cumulation, DatedBy, Example, HYPOTHESES, InForce, Overlay, Payment,
    Procedure, Question, SETTLERS, STEPS, Scheme, SchemeKind, SchemeSource, SchemeStatus, amount, figure,
    rule,
};
use crate::catalog::{Given, day};
use crate::lang::Text;
use crate::period::Day;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalog) struct File {
    code: String,
    replaces: Option<String>,
    kind: SchemeKind,
    status: SchemeStatus,
    dated_by: DatedBy,
    #[serde(deserialize_with = "day")]
    checked_on: Day,
    name: Text,
    in_force: Option<InForce>,
    #[serde(default)]
    source: Vec<SchemeSource>,
    #[serde(default)]
    condition: Vec<rule::Raw>,
    #[serde(default)]
    covers: Vec<Covers>,
    #[serde(default)]
    amount: Vec<amount::Raw>,
    #[serde(default)]
    cumulation: Cumulation,
    procedure: Option<Procedure>,
    payment: Option<RawPayment>,
    #[serde(default)]
    question: Vec<Question>,
    #[serde(default)]
    example: Vec<RawExample>,
    overlay: Option<Overlay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPayment {
    advance: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExample {
    given: toml::Table,
    expect: Option<String>,
    #[serde(default)]
    never: Vec<String>,
    origin: String,
}

impl Scheme {
    pub(in crate::catalog) fn compile(file: File) -> Result<Scheme, String> {
        let conditions: Vec<Condition> =
            file.condition.into_iter().map(rule::Raw::condition).collect::<Result<_, _>>()?;
        let amounts: Vec<Amount> =
            file.amount.into_iter().map(amount::Raw::amount).collect::<Result<_, _>>()?;
        let payment = match file.payment {
            None => None,
            Some(raw) => Some(Payment { advance: figure::share("advance", &raw.advance)? }),
        };
        let examples = file.example.into_iter().map(RawExample::example).collect::<Result<_, _>>()?;
        let scheme = Scheme {
            code: file.code,
            replaces: file.replaces,
            kind: file.kind,
            status: file.status,
            dated_by: file.dated_by,
            checked_on: file.checked_on,
            name: file.name,
            in_force: file.in_force,
            sources: file.source,
            conditions,
            covers: file.covers,
            amounts,
            cumulation: file.cumulation,
            procedure: file.procedure,
            payment,
            questions: file.question,
            examples,
            overlay: file.overlay,
        };
        scheme.check()?;
        Ok(scheme)
    }

    fn check(&self) -> Result<(), String> {
        let kebab =
            |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if self.code.split('/').count() != 2 || !self.code.split('/').all(|p| !p.is_empty() && kebab(p)) {
            return Err(format!("key `code`: `{}` is not `region/name`, in small letters", self.code));
        }
        if self.sources.is_empty() {
            return Err("[[source]]: it has none".to_owned());
        }
        self.known_sources()?;
        if let Some(days) = &self.in_force {
            let last = [days.until, days.known_until].into_iter().flatten().min();
            if days.from.zip(last).is_some_and(|(from, last)| last < from) {
                return Err("[in_force]: dates run back".to_owned());
            }
        }
        if self.status == SchemeStatus::Open
            && self.in_force.as_ref().is_some_and(|d| d.until.is_some_and(|u| u < self.checked_on))
        {
            return Err("key `status`: it is `open` and ended before `checked_on`".to_owned());
        }
        for (at, condition) in self.conditions.iter().enumerate() {
            if self.conditions.iter().take(at).any(|other| other.code == condition.code) {
                return Err(format!("[[condition]] `{}`: it stands twice", condition.code));
            }
        }
        for covers in &self.covers {
            known_measures("covers.measures", &covers.measures)?;
            if let Some(who) = &covers.unsure {
                one_of("unsure", who, SETTLERS)?;
            }
        }
        for hypothesis in &self.cumulation.hypotheses {
            one_of("hypotheses", hypothesis, HYPOTHESES)?;
        }
        if let Some(procedure) = &self.procedure {
            one_of("apply", &procedure.apply, APPLY)?;
            for step in &procedure.step {
                one_of("code", &step.code, STEPS)?;
            }
        }
        for question in &self.questions {
            one_of("settled_by", &question.settled_by, SETTLERS)?;
        }
        follow_each_other(&self.amounts)
    }

    fn known_sources(&self) -> Result<(), String> {
        let steps = self.procedure.iter().flat_map(|p| &p.step).map(|step| &step.source);
        let named = self
            .conditions
            .iter()
            .map(|c| &c.source)
            .chain(self.covers.iter().map(|c| &c.source))
            .chain(self.amounts.iter().map(|a| &a.source))
            .chain(self.in_force.iter().map(|d| &d.source))
            .chain(steps);
        for id in named {
            if !self.sources.iter().any(|source| source.id == *id) {
                return Err(format!("key `source`: `{id}` is not in [[source]]"));
            }
        }
        Ok(())
    }
}

impl RawExample {
    fn example(self) -> Result<Example, String> {
        let about = |what: String| format!("[[example]]: {what}");
        let euro = |text: &String| {
            let (value, unit) = figure::with_unit(text).map_err(about)?;
            (unit == "EUR").then_some(value).ok_or_else(|| about(format!("`{text}` is not in EUR")))
        };
        Ok(Example {
            given: Given::of(self.given).map_err(about)?,
            expect: self.expect.as_ref().map(euro).transpose()?,
            never: self.never.iter().map(euro).collect::<Result<_, _>>()?,
            origin: self.origin,
        })
    }
}
