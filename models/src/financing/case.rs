//! A case as somebody writes it, in TOML or JSON: organisation, building, procedure, works, plan and sources of money.
//!
//! Every key may be absent. A key or a word that is not known is refused with the nearest one that is: a fact that is
//! misspelt must not pass for one that is not told. Does *not* judge.

use rust_decimal::Decimal;

use super::facts::{Facts, Value};
use crate::building::case_facts::{CASE_FACTS, CaseForm, case_fact, measure_unit};
use crate::catalog::schemes::with_unit;
use crate::catalog::{Catalog, Given};
use crate::period::Day;

/// Works of one case.
const MOST_WORKS: usize = 500;
/// Sources of money of one case: no project has more, and every way to put them together is looked at.
const MOST_SOURCES: usize = 20;
/// Months of a wait or of a grace: a hundred years.
const MOST_MONTHS: Decimal = Decimal::from_parts(1200, 0, 0, false, 0);
/// Ten thousand million: no building costs it, and sums stay exact below it.
const LARGEST: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);
/// Decimals of a number.
const FINEST: u32 = 8;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The day of the question.
    pub on: Option<Day>,
    /// Of organisation, building and procedure.
    pub facts: Facts,
    /// Of each work.
    pub works: Vec<Facts>,
    /// Of the plan.
    pub plan: Facts,
    /// Of each source of money.
    pub sources: Vec<Facts>,
}

impl Case {
    /// Reads a case: JSON where the text begins with a brace, TOML otherwise.
    ///
    /// # Errors
    /// What is wrong, where, and a hint.
    pub fn read(text: &str, catalog: &Catalog) -> Result<Case, String> {
        Case::of(&Given::read(text)?, catalog)
    }

    /// From what was written.
    ///
    /// # Errors
    /// What is wrong, where, and a hint.
    pub fn of(given: &Given, catalog: &Catalog) -> Result<Case, String> {
        let Given::Table(keys) = given else { return Err("a case is a table".to_owned()) };
        let mut case = Case::default();
        for (key, value) in keys {
            match key.as_str() {
                "on" => case.on = Some(day("on", value)?),
                "organisation" | "building" | "procedure" => table(key, value, &mut case.facts, catalog)?,
                "plan" => table(key, value, &mut case.plan, catalog)?,
                "work" => case.works = tables(key, value, catalog)?,
                "source" => case.sources = tables(key, value, catalog)?,
                other => {
                    let known = ["on", "organisation", "building", "procedure", "work", "plan", "source"];
                    return Err(format!("key `{other}` is not known{}", hint(other, known)));
                }
            }
        }
        Ok(case)
    }
}

fn tables(name: &str, value: &Given, catalog: &Catalog) -> Result<Vec<Facts>, String> {
    let Given::List(all) = value else { return Err(format!("`{name}` is a list: write `[[{name}]]`")) };
    let most = if name == "source" { MOST_SOURCES } else { MOST_WORKS };
    if all.len() > most {
        return Err(format!("`{name}`: {} are told, {most} at most; put alike ones together", all.len()));
    }
    let mut found = Vec::with_capacity(all.len());
    for (at, one) in all.iter().enumerate() {
        let mut facts = Facts::default();
        table(name, one, &mut facts, catalog).map_err(|what| format!("{name} {}: {what}", at + 1))?;
        let measure = facts.word("work.measure").and_then(measure_unit);
        if let (Some(measure), Some((_, unit))) = (measure, facts.quantity("work.quantity"))
            && !measure.units.contains(&unit)
        {
            let own = measure.units.join(", ");
            return Err(format!(
                "{name} {}: `{}` is counted in {own}, not in `{unit}`",
                at + 1,
                measure.code
            ));
        }
        found.push(facts);
    }
    Ok(found)
}

fn table(name: &str, value: &Given, facts: &mut Facts, catalog: &Catalog) -> Result<(), String> {
    let Given::Table(keys) = value else { return Err(format!("`{name}` is a table: write `[{name}]`")) };
    for (key, value) in keys {
        let code = format!("{name}.{key}");
        let fact = case_fact(&code).ok_or_else(|| {
            let own = CASE_FACTS.iter().filter_map(|f| f.code.strip_prefix(name)?.strip_prefix('.'));
            format!("key `{code}` is not known{}", hint(key, own))
        })?;
        facts.tell(fact.code, read(&code, fact.form, value, catalog)?);
    }
    Ok(())
}

fn read(code: &str, form: CaseForm, value: &Given, catalog: &Catalog) -> Result<Value, String> {
    let wrong = |expected: &str| Err(format!("key `{code}`: {expected}, not {}", value.kind()));
    match (form, value) {
        (CaseForm::YesNo, Given::YesNo(yes)) => Ok(Value::YesNo(*yes)),
        (CaseForm::YesNo, _) => wrong("`true` or `false`"),
        (CaseForm::Day, _) => day(code, value).map(Value::Day),
        (CaseForm::Activity, Given::Text(word)) => {
            let known = catalog.sectors().iter().map(|s| s.code.as_str());
            one_of(code, word, known.collect())
        }
        (CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_), Given::Text(word)) => {
            one_of(code, word, form.words())
        }
        (CaseForm::Activity | CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_), _) => {
            wrong("a word between quotes")
        }
        (CaseForm::Share | CaseForm::Number(_), Given::Number(number)) => counted(code, form, *number),
        (CaseForm::Share | CaseForm::Number(_), Given::Text(text)) => match text.parse() {
            Ok(number) => counted(code, form, number),
            Err(_) => with_its_unit(code, form, text),
        },
        (CaseForm::Share | CaseForm::Number(_), _) => wrong("a number"),
        (CaseForm::Money, Given::Text(text)) => match with_unit(text) {
            Ok((amount, "EUR")) => counted(code, form, amount),
            Ok((_, unit)) => Err(format!("key `{code}`: amounts are in EUR, not in `{unit}`")),
            Err(what) => Err(format!("key `{code}`: {what}; write `\"30000.50 EUR\"`")),
        },
        (CaseForm::Money, Given::Number(euro)) if !code.contains("cost") => counted(code, form, *euro),
        (CaseForm::Money, _) => wrong("text with its unit, `\"30000.50 EUR\"`"),
        (CaseForm::Quantity, Given::Text(text)) => {
            if let Ok(pieces) = text.parse() {
                counted(code, form, pieces)?;
                return Ok(Value::Quantity(pieces, "piece".to_owned()));
            }
            let (number, unit) =
                with_unit(text).map_err(|what| format!("key `{code}`: {what}; write `\"87.5 m2\"`"))?;
            counted(code, form, number)?;
            Ok(Value::Quantity(number, unit.to_owned()))
        }
        (CaseForm::Quantity, _) => wrong("text with its unit, `\"200 m2\"`"),
    }
}

/// `"2 %"`, `"12000 kWh"`: a number in the unit of its fact.
fn with_its_unit(code: &str, form: CaseForm, text: &str) -> Result<Value, String> {
    match (form, with_unit(text)) {
        (CaseForm::Share, Ok((percent, "%"))) => counted(code, form, percent / Decimal::ONE_HUNDRED),
        (CaseForm::Number(own), Ok((number, unit))) if own == unit => counted(code, form, number),
        _ => Err(format!("key `{code}`: `{text}` is no number; decimals stand behind a point")),
    }
}

fn day(code: &str, value: &Given) -> Result<Day, String> {
    match value {
        Given::Day(day) => Ok(*day),
        Given::Text(text) => {
            let read = text.parse().ok().filter(|_| text.len() == 10);
            read.ok_or_else(|| format!("key `{code}`: `{text}` is no day; write `2026-12-01`"))
        }
        other => Err(format!("key `{code}`: a day, `2026-12-01`, not {}", other.kind())),
    }
}

fn counted(code: &str, form: CaseForm, number: Decimal) -> Result<Value, String> {
    if number < Decimal::ZERO {
        // What saves less than nothing and costs less than nothing is somebody's slip.
        return Err(format!("key `{code}`: `{number}` is below zero"));
    }
    if form == CaseForm::Share && number > Decimal::ONE {
        let as_share = (number / Decimal::ONE_HUNDRED).normalize();
        return Err(format!("key `{code}`: a share is between 0 and 1; {number} % is {as_share}"));
    }
    if form == CaseForm::Money && number.normalize().scale() > 2 {
        return Err(format!("key `{code}`: `{number}` EUR is finer than a cent"));
    }
    if form == CaseForm::Number("month") && number > MOST_MONTHS {
        return Err(format!("key `{code}`: {number} months are more than a hundred years; is it in months?"));
    }
    if number > LARGEST || number.normalize().scale() > FINEST {
        return Err(format!("key `{code}`: `{number}` is too large or too fine to be right"));
    }
    Ok(Value::Number(number))
}

fn one_of(code: &str, word: &str, known: Vec<&str>) -> Result<Value, String> {
    if known.contains(&word) {
        return Ok(Value::Word(word.to_owned()));
    }
    Err(format!("key `{code}`: `{word}` is not known{}", hint(word, known)))
}

/// The nearest of the words that are known, or all of them.
fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let plain = |text: &str| crate::lang::normalised(text).replace(' ', "");
    let wanted: Vec<char> = plain(word).chars().take(60).collect();
    let nearest = known.iter().map(|one| (edits(&wanted, &plain(one)), one)).min();
    match nearest {
        Some((edits, one)) if edits <= 3 && edits * 2 <= wanted.len() => format!("; did you mean `{one}`?"),
        _ => format!("; known are {}", known.join(", ")),
    }
}

/// Letters to change, add or take away (Levenshtein).
fn edits(from: &[char], to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let change = at(&row, j) + usize::from(a != b);
            next.push(change.min(at(&row, j + 1) + 1).min(at(&next, j) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
