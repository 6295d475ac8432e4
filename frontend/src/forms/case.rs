//! Facts of a financing case, asked one by one or by table: works, sources of money, wishes for the plan, dates.
//!
//! A field has the name of its fact without the table (`measure` of `work.measure`); a quantity has its unit beside it
//! (`quantity_unit`). Shares are typed as per cent. What is left empty is not told, which is not the same as no.

use eclaireur_models::building::case_facts::{CASE_FACTS, CaseFact, CaseForm, measure_unit};
use eclaireur_models::building::{Carrier, LegalForm};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use super::{Choice, Field, FormData, Problem, ProblemCode};
use crate::format::plain;
use crate::shell::Named;
use crate::text::Say;
use crate::{schemes, words};

/// Ten thousand million: nothing of one building is above it.
const LARGEST: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);
/// What quantities of works are counted in.
const QUANTITIES: [&str; 7] = ["m2", "piece", "kW", "kWc", "m3/h", "m", "l"];
/// Decimals of a number.
const FINEST: u32 = 8;

/// The facts of a table (`work`, `source`, `plan`, `procedure` …), in the order of their codes.
pub fn table(name: &str) -> Vec<&'static CaseFact> {
    CASE_FACTS.iter().filter(|f| f.code.split('.').next() == Some(name)).collect()
}

/// Every key of this module made from a code.
pub(crate) fn keys() -> Vec<String> {
    let mut keys = vec!["case-yes".to_owned(), "case-no".to_owned()];
    keys.extend(QUANTITIES.map(|unit| format!("case-quantity-{}", quantity_key(unit))));
    for fact in CASE_FACTS {
        match fact.form {
            CaseForm::Choice(words) if !fact.code.ends_with(".carrier") => {
                keys.extend(words.iter().map(|word| format!("case-choice-{word}")));
            }
            CaseForm::Number(unit) => keys.push(unit_key(unit)),
            _ => {}
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The name of a fact's field.
pub fn name(fact: &CaseFact) -> &'static str {
    fact.code.split_once('.').map_or(fact.code, |(_, key)| key)
}

/// One word of a fact's list, in words.
pub(crate) fn choice(lang: Lang, fact: &CaseFact, word: &str, activities: &[Named]) -> String {
    match fact.form {
        CaseForm::Legal => LegalForm::from_code(word).map(|form| words::legal_form(lang, form)),
        CaseForm::Activity => activities.iter().find(|a| a.code == word).map(|a| a.name.clone()),
        CaseForm::Measure => Some(crate::format::capitalised(&schemes::words(lang, "work", word))),
        CaseForm::Choice(_) if fact.code.ends_with(".carrier") => {
            Carrier::from_code(word).map(|carrier| words::carrier(lang, carrier))
        }
        _ => Some(Say::owned(lang, format!("case-choice-{word}")).to_string()),
    }
    .unwrap_or_else(|| word.to_owned())
}

/// The key of a unit: `EUR/kWh` is `case-unit-eur-kwh`.
fn unit_key(unit: &str) -> String {
    format!("case-unit-{}", unit.to_lowercase().replace('/', "-"))
}

/// The unit of a fact's number, as people write it.
pub(crate) fn unit(lang: Lang, fact: &CaseFact) -> Option<String> {
    match fact.form {
        CaseForm::Number(unit) => Some(Say::owned(lang, unit_key(unit)).to_string()),
        CaseForm::Share => Some("%".to_owned()),
        CaseForm::Money => Some("€".to_owned()),
        _ => None,
    }
}

/// The field of a fact, and of a quantity the one of its unit.
pub(crate) fn fields(lang: Lang, data: &FormData, fact: &CaseFact, activities: &[Named]) -> Vec<Field> {
    let (name, label) = (name(fact), schemes::fact(lang, fact.code));
    let number = |field: Field| match unit(lang, fact) {
        Some(unit) => field.unit(unit),
        None => field,
    };
    let yes_no =
        || ["yes", "no"].map(|word| Choice::new(word, Say::owned(lang, format!("case-{word}")).to_string()));
    let listed = |codes: Vec<String>| {
        codes
            .into_iter()
            .map(|word| {
                let label = choice(lang, fact, &word, activities);
                Choice::new(word, label)
            })
            .collect()
    };
    match fact.form {
        CaseForm::YesNo => vec![Field::select(lang, data, name, label, yes_no().to_vec())],
        CaseForm::Activity => {
            vec![Field::select(lang, data, name, label, activities.iter().map(Choice::from).collect())]
        }
        CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
            let codes = fact.form.words().into_iter().map(str::to_owned).collect();
            vec![Field::select(lang, data, name, label, listed(codes))]
        }
        CaseForm::Day => vec![Field::date(lang, data, name, label).hint(Say::new(lang, "form-date-hint"))],
        CaseForm::Number(_) | CaseForm::Share | CaseForm::Money => {
            vec![number(Field::number(lang, data, name, label))]
        }
        CaseForm::Quantity => {
            let units = QUANTITIES.map(|code| {
                Choice::new(
                    code,
                    Say::owned(lang, format!("case-quantity-{}", quantity_key(code))).to_string(),
                )
            });
            let of = format!("{name}_unit");
            vec![
                Field::number(lang, data, name, label),
                Field::select(
                    lang,
                    data,
                    &of,
                    Say::new(lang, "case-quantity-unit").to_string(),
                    units.to_vec(),
                ),
            ]
        }
    }
}

/// `m3/h` as part of a key.
fn quantity_key(unit: &str) -> String {
    unit.replace('/', "-").to_lowercase()
}

/// A unit of a quantity, in words.
pub(crate) fn quantity_unit(lang: Lang, unit: &str) -> String {
    if !QUANTITIES.contains(&unit) {
        return unit.to_owned();
    }
    Say::owned(lang, format!("case-quantity-{}", quantity_key(unit))).to_string()
}

/// A form that shows what is told.
pub fn filled(mut data: FormData, facts: &Facts, asked: &[&'static CaseFact]) -> FormData {
    for fact in asked {
        let name = name(fact);
        let Some(value) = facts.get(fact.code) else { continue };
        data = match (value, fact.form) {
            (Value::Word(word), _) => data.set(name, word.clone()),
            (Value::YesNo(yes), _) => data.set(name, if *yes { "yes" } else { "no" }),
            (Value::Day(day), _) => data.set(name, crate::format::day(*day)),
            (Value::Number(share), CaseForm::Share) => {
                data.set(name, typed(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*share)))
            }
            (Value::Number(number), _) => data.set(name, typed(*number)),
            (Value::Quantity(number, unit), _) => {
                data.set(name, typed(*number)).set(&format!("{name}_unit"), unit.clone())
            }
        };
    }
    data
}

/// A number as somebody would type it.
fn typed(number: Decimal) -> String {
    plain(number.normalize())
}

/// Reads facts into those that are told: an empty field tells nothing any more. Problems are noted in the form.
pub fn read(form: &mut FormData, asked: &[&'static CaseFact], facts: &mut Facts, activities: &[Named]) {
    for fact in asked {
        let name = name(fact);
        let value = match fact.form {
            CaseForm::YesNo => form
                .choice(name, |word| match word {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                })
                .map(Value::YesNo),
            CaseForm::Activity => one_of(form, name, |word| activities.iter().any(|a| a.code == word)),
            CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
                one_of(form, name, |word| fact.form.words().contains(&word))
            }
            CaseForm::Day => form.day(name).map(Value::Day),
            CaseForm::Number(_) | CaseForm::Money => bounded(form, name).map(Value::Number),
            CaseForm::Share => share(form, name).map(Value::Number),
            CaseForm::Quantity => quantity(form, name),
        };
        match value {
            Some(value) => facts.tell(fact.code, value),
            None if form.problem(name).is_none() => {
                facts.forget(fact.code);
            }
            None => {}
        }
    }
}

fn one_of(form: &mut FormData, name: &str, known: impl Fn(&str) -> bool) -> Option<Value> {
    form.choice(name, |word| known(word).then(|| word.to_owned())).map(Value::Word)
}

/// A number that can be meant.
fn bounded(form: &mut FormData, name: &str) -> Option<Decimal> {
    let number = form.number(name, None)?.normalize();
    if number > LARGEST || number.scale() > FINEST {
        form.fail(name, Problem::new(ProblemCode::OutOfRange));
        return None;
    }
    Some(number)
}

fn share(form: &mut FormData, name: &str) -> Option<Decimal> {
    let percent = bounded(form, name)?;
    if percent > Decimal::ONE_HUNDRED || percent.scale() > FINEST - 2 {
        form.fail(name, Problem::new(ProblemCode::ShareRange));
        return None;
    }
    Some((percent / Decimal::ONE_HUNDRED).normalize())
}

/// A number with a unit that its measure is counted in; without one, the usual unit of the measure.
fn quantity(form: &mut FormData, name: &str) -> Option<Value> {
    let number = bounded(form, name)?;
    let of = format!("{name}_unit");
    let unit = form.get(&of).to_owned();
    let measure = measure_unit(form.get("measure"));
    let usual = measure.and_then(|m| m.units.first()).copied().unwrap_or("piece");
    let unit = if unit.is_empty() { usual.to_owned() } else { unit };
    let fits = measure.is_none_or(|m| m.units.contains(&unit.as_str()));
    if !fits || unit.len() > 8 {
        form.fail(&of, Problem::new(ProblemCode::NotInList));
        return None;
    }
    Some(Value::Quantity(number, unit))
}

/// A value in words, as a list shows it.
pub(crate) fn said(lang: Lang, fact: &CaseFact, value: &Value, activities: &[Named]) -> String {
    match value {
        Value::Word(word) => choice(lang, fact, word, activities),
        Value::YesNo(yes) => {
            Say::owned(lang, format!("case-{}", if *yes { "yes" } else { "no" })).to_string()
        }
        Value::Day(day) => crate::format::day(*day),
        Value::Number(number) => match fact.form {
            CaseForm::Money => crate::format::euro(eclaireur_models::units::Euro(*number)),
            CaseForm::Share => crate::format::percent(*number),
            _ => match unit(lang, fact) {
                Some(unit) => {
                    format!("{}{}{unit}", crate::format::decimal(number.normalize()), crate::format::NBSP)
                }
                None => crate::format::decimal(number.normalize()),
            },
        },
        Value::Quantity(number, unit) => format!(
            "{}{}{}",
            crate::format::decimal(number.normalize()),
            crate::format::NBSP,
            quantity_unit(lang, unit)
        ),
    }
}
