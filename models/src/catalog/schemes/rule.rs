//! Conditions of a scheme: what is asked of which fact, and what is answered where nobody can say.
//!
//! A rule asks one fact, or is *any of* or *all of* several. `unsure` turns its yes into the third answer and names who
//! settles it. `absent` says what stands for a fact that is not told, once the fact of `told` is; it is then named as the
//! one that lacks. Does *not* answer: `financing::eligibility` does.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Value;

use super::words::{SETTLERS, WARNINGS, one_of};
use crate::building::case_facts::{CaseForm, case_fact, measure_unit};
use crate::catalog::day;
use crate::certain::Certainty;
use crate::period::Day;

/// The day a scheme is judged on, in the place of a fact.
pub const DATED: &str = "dated";

/// One condition of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Permanent code, with its words in the locales: `aid-condition-<code>`.
    pub code: String,
    /// What is asked.
    pub rule: Rule,
    /// The measures it is about; all when empty.
    pub only_for: Vec<String>,
    /// Who can settle it when nobody can say.
    pub settled_by: Option<String>,
    /// What is warned of when it is not met.
    pub warning: Option<String>,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// Where it stands written.
    pub source: String,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Of one fact.
    Ask(Ask),
    /// One of these is enough.
    Any(Vec<Rule>),
    /// Each of these.
    All(Vec<Rule>),
    /// None of these.
    None(Vec<Rule>),
    /// Where the rule says yes, this one settles it.
    Unsure(Box<Rule>, String),
    /// Nobody of us can say.
    Open,
}

/// A question to one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The fact.
    pub fact: &'static str,
    /// What it is compared with.
    pub test: Test,
    /// What stands for it when it is not told: yes, no; unknown without it.
    pub absent: Option<bool>,
    /// Only once this fact is told.
    pub told: Option<&'static str>,
}

/// A word or a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// One of the fact's words.
    Word(String),
    /// True or false.
    YesNo(bool),
}

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is one of these.
    Is(Vec<Term>),
    /// It is none of these.
    IsNot(Vec<Term>),
    /// At least so much.
    AtLeast(Decimal),
    /// At most so much.
    AtMost(Decimal),
    /// More.
    Above(Decimal),
    /// Less.
    Below(Decimal),
    /// This day or a later one.
    From(Day),
    /// This day or an earlier one.
    Until(Day),
    /// Not before the day of another fact.
    NotBefore(&'static str),
    /// Not after the day of another fact.
    NotAfter(&'static str),
    /// At most so many years before the day the scheme is judged on, and not after it.
    WithinYears(i16),
    /// One of these measures is among the works.
    WithWork(Vec<String>),
}

/// A condition or a part of one, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    code: Option<String>,
    #[serde(default)]
    only_for: Vec<String>,
    settled_by: Option<String>,
    warning: Option<String>,
    certainty: Option<Certainty>,
    source: Option<String>,
    fact: Option<String>,
    is: Option<Value>,
    is_not: Option<Value>,
    at_least: Option<Value>,
    at_most: Option<Value>,
    above: Option<Value>,
    below: Option<Value>,
    #[serde(default, deserialize_with = "maybe")]
    from: Option<Day>,
    #[serde(default, deserialize_with = "maybe")]
    until: Option<Day>,
    not_before: Option<String>,
    not_after: Option<String>,
    within_years: Option<i16>,
    with_work: Option<Vec<String>>,
    absent: Option<String>,
    told: Option<String>,
    unsure: Option<String>,
    any_of: Option<Vec<Raw>>,
    all_of: Option<Vec<Raw>>,
    none_of: Option<Vec<Raw>>,
}

fn maybe<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    day(deserializer).map(Some)
}

impl Raw {
    pub(super) fn condition(self) -> Result<Condition, String> {
        let code = self.code.clone().ok_or("[[condition]]: key `code` is missing")?;
        let about = |what: String| format!("[[condition]] `{code}`: {what}");
        let certainty = self.certainty.ok_or_else(|| about("key `certainty` is missing".to_owned()))?;
        let source = self.source.clone().ok_or_else(|| about("key `source` is missing".to_owned()))?;
        known_measures("only_for", &self.only_for).map_err(about)?;
        if let Some(who) = &self.settled_by {
            one_of("settled_by", who, SETTLERS).map_err(about)?;
        }
        if let Some(warning) = &self.warning {
            one_of("warning", warning, WARNINGS).map_err(about)?;
        }
        let (only_for, settled_by) = (self.only_for.clone(), self.settled_by.clone());
        let warning = self.warning.clone();
        let rule = self.rule().map_err(about)?;
        if rule == Rule::Open && settled_by.is_none() {
            return Err(about("it asks nothing: say who can settle it with `settled_by`".to_owned()));
        }
        Ok(Condition { code: code.clone(), rule, only_for, settled_by, warning, certainty, source })
    }

    fn rule(self) -> Result<Rule, String> {
        let unsure = self.unsure.clone();
        if let Some(who) = &unsure {
            one_of("unsure", who, SETTLERS)?;
        }
        let kinds = [
            self.fact.is_some(),
            self.any_of.is_some(),
            self.all_of.is_some(),
            self.none_of.is_some(),
            self.with_work.is_some(),
        ];
        if kinds.iter().filter(|is| **is).count() > 1 {
            return Err(
                "one of `fact`, `any_of`, `all_of`, `none_of`, `with_work` and no two of them".to_owned()
            );
        }
        let rule = if self.fact.is_some() {
            Rule::Ask(self.ask()?)
        } else if let Some(raw) = self.any_of {
            Rule::Any(parts(raw, "any_of")?)
        } else if let Some(raw) = self.all_of {
            Rule::All(parts(raw, "all_of")?)
        } else if let Some(raw) = self.none_of {
            Rule::None(parts(raw, "none_of")?)
        } else if let Some(works) = self.with_work {
            known_measures("with_work", &works)?;
            Rule::Ask(Ask { fact: "work.measure", test: Test::WithWork(works), absent: None, told: None })
        } else {
            Rule::Open
        };
        Ok(match unsure {
            Some(who) => Rule::Unsure(Box::new(rule), who),
            None => rule,
        })
    }

    fn ask(self) -> Result<Ask, String> {
        let code = self.fact.clone().unwrap_or_default();
        let fact = case_fact(&code).ok_or_else(|| format!("key `fact`: `{code}` is no fact of the list"))?;
        let told = self.told.as_deref().map(|code| named("told", code)).transpose()?;
        let absent = match self.absent.as_deref() {
            None => None,
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some(other) => return Err(format!("key `absent`: `{other}` is neither `yes` nor `no`")),
        };
        if told.is_some() && absent.is_none() {
            return Err("key `told`: it goes with `absent`".to_owned());
        }
        let mut tests = Vec::new();
        for (key, value) in [("is", &self.is), ("is_not", &self.is_not)] {
            if let Some(value) = value {
                let terms = terms(key, fact.form, value)?;
                tests.push(if key == "is" { Test::Is(terms) } else { Test::IsNot(terms) });
            }
        }
        for (key, value, make) in [
            ("at_least", &self.at_least, Test::AtLeast as fn(Decimal) -> Test),
            ("at_most", &self.at_most, Test::AtMost),
            ("above", &self.above, Test::Above),
            ("below", &self.below, Test::Below),
        ] {
            if let Some(value) = value {
                tests.push(make(number(key, fact.form, value)?));
            }
        }
        let dated = |key: &str| {
            (fact.form == CaseForm::Day)
                .then_some(())
                .ok_or_else(|| format!("key `{key}`: `{code}` is no day"))
        };
        for (key, day, make) in
            [("from", self.from, Test::From as fn(Day) -> Test), ("until", self.until, Test::Until)]
        {
            if let Some(day) = day {
                dated(key)?;
                tests.push(make(day));
            }
        }
        for (key, other, make) in [
            ("not_before", &self.not_before, Test::NotBefore as fn(&'static str) -> Test),
            ("not_after", &self.not_after, Test::NotAfter),
        ] {
            if let Some(other) = other {
                dated(key)?;
                tests.push(make(named(key, other)?));
            }
        }
        if let Some(years) = self.within_years {
            dated("within_years")?;
            tests.push(Test::WithinYears(years));
        }
        match (tests.pop(), tests.is_empty()) {
            (Some(test), true) => Ok(Ask { fact: fact.code, test, absent, told }),
            (None, _) => Err(format!("`{code}` is compared with nothing: `is`, `at_least`, `until` …")),
            _ => Err(format!("`{code}` is compared twice: put the parts in `all_of`")),
        }
    }
}

fn parts(raw: Vec<Raw>, key: &str) -> Result<Vec<Rule>, String> {
    if raw.is_empty() {
        return Err(format!("key `{key}`: it is empty"));
    }
    let mut rules = Vec::with_capacity(raw.len());
    for part in raw {
        let whole = part.code.is_some()
            || part.certainty.is_some()
            || part.source.is_some()
            || part.warning.is_some()
            || part.settled_by.is_some()
            || !part.only_for.is_empty();
        if whole {
            return Err(format!(
                "key `{key}`: `code`, `source`, `certainty`, `warning`, `settled_by`, `only_for` belong to the whole condition"
            ));
        }
        rules.push(part.rule()?);
    }
    if rules.contains(&Rule::Open) {
        return Err(format!("key `{key}`: a part of it asks nothing"));
    }
    Ok(rules)
}

fn named(key: &str, code: &str) -> Result<&'static str, String> {
    if code == DATED {
        return Ok(DATED);
    }
    let fact = case_fact(code).ok_or_else(|| format!("key `{key}`: `{code}` is no fact of the list"))?;
    Ok(fact.code)
}

pub(super) fn known_measures(key: &str, measures: &[String]) -> Result<(), String> {
    match measures.iter().find(|m| measure_unit(m).is_none()) {
        Some(unknown) => Err(format!("key `{key}`: `{unknown}` is no measure")),
        None => Ok(()),
    }
}

fn terms(key: &str, form: CaseForm, value: &Value) -> Result<Vec<Term>, String> {
    let all = match value {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    if all.is_empty() {
        return Err(format!("key `{key}`: it is empty"));
    }
    all.iter()
        .map(|one| match (form, one) {
            (CaseForm::YesNo, Value::Boolean(yes)) => Ok(Term::YesNo(*yes)),
            (CaseForm::Activity, Value::String(word)) => Ok(Term::Word(word.clone())),
            (_, Value::String(word)) if form.words().contains(&word.as_str()) => Ok(Term::Word(word.clone())),
            (CaseForm::YesNo, _) => Err(format!("key `{key}`: the fact is `true` or `false`")),
            (_, other) => {
                let words = form.words().join(", ");
                Err(format!("key `{key}`: `{other}` is no word of the fact; it knows {words}"))
            }
        })
        .collect()
}

fn number(key: &str, form: CaseForm, value: &Value) -> Result<Decimal, String> {
    let text = match value {
        Value::Integer(whole) => return counted(key, form, Decimal::from(*whole)),
        Value::Float(float) => float.to_string(),
        Value::String(text) => text.clone(),
        _ => return Err(format!("key `{key}`: a number, or one with a unit between quotes")),
    };
    let (digits, unit) = text.split_once(' ').unwrap_or((&text, ""));
    let fits = match (form, unit) {
        (_, "") | (CaseForm::Share, "%") | (CaseForm::Money, "EUR") => true,
        (CaseForm::Number(own), unit) => own == unit,
        _ => false,
    };
    if !fits {
        return Err(format!("key `{key}`: `{unit}` is no unit of the fact"));
    }
    let read: Decimal = digits.parse().map_err(|_| format!("key `{key}`: `{text}` is no number"))?;
    counted(key, form, if unit == "%" { read / Decimal::ONE_HUNDRED } else { read })
}

fn counted(key: &str, form: CaseForm, value: Decimal) -> Result<Decimal, String> {
    match form {
        CaseForm::Share | CaseForm::Money | CaseForm::Number(_) => Ok(value),
        _ => Err(format!("key `{key}`: the fact is no number")),
    }
}
