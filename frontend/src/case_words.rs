//! The facts of a financing case in words: what may be told, what was told, the paper that proves it.
//!
//! Codes are those of `building::case_facts`. The words are in `locales/*/case.ftl`. Does *not* read what somebody typed:
//! `forms` does.

use eclaireur_models::building::LegalForm;
use eclaireur_models::building::case_facts::{CASE_FACTS, CaseFact, CaseForm, case_fact};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::shell::Named;
use crate::text::{Say, exists};
use crate::{schemes, words};

/// Units of numbers, by the name the fact's form gives.
const UNITS: [&str; 11] =
    ["ETP", "director", "kW", "kWh", "m2", "member", "month", "piece", "report", "unit", "year"];

/// The papers that prove facts.
const PROOFS: [(&str, &str); 24] = [
    ("building.in_wallonia", "address"),
    ("building.permit_requested_date", "permit"),
    ("building.recognised_home", "recognition"),
    ("building.tenure", "deed"),
    ("building.tenure_ends", "deed"),
    ("organisation.activity", "recognition"),
    ("organisation.aim", "statutes"),
    ("organisation.approved_cooperative", "recognition"),
    ("organisation.field", "statutes"),
    ("organisation.german_speaking_community", "address"),
    ("organisation.legal_form", "statutes"),
    ("organisation.members", "register"),
    ("organisation.members_all_public", "register"),
    ("organisation.public_funding_share", "accounts"),
    ("organisation.registered_bce", "bce"),
    ("organisation.seat_in_wallonia", "bce"),
    ("organisation.vat_recovery", "vat"),
    ("procedure.application_date", "receipt"),
    ("procedure.global_audit_date", "audit"),
    ("procedure.grant_decision_date", "decision"),
    ("procedure.order_signed_date", "order"),
    ("procedure.ureba_audit_date", "audit"),
    ("work.cost_excl_vat", "quote"),
    ("work.quantity", "quote"),
];

/// Who can answer for facts; of a code of `catalog::schemes::SETTLERS`.
const SETTLED: [(&str, &str); 20] = [
    ("building.permit_requested_date", "administration"),
    ("building.recognised_home", "administration"),
    ("organisation.aim", "statutes"),
    ("organisation.approved_cooperative", "administration"),
    ("organisation.contracting_authority", "lawyer"),
    ("organisation.declared_dividend", "cooperative"),
    ("organisation.exempt_education", "accountant"),
    ("organisation.field", "statutes"),
    ("organisation.german_speaking_community", "administration"),
    ("organisation.income_tax", "accountant"),
    ("organisation.largest_vote_share", "statutes"),
    ("organisation.members_capital", "accountant"),
    ("organisation.public_funding_share", "accountant"),
    ("organisation.vat_prorata", "vat-office"),
    ("organisation.vat_recovery", "vat-office"),
    ("procedure.call_open", "administration"),
    ("procedure.global_audit_date", "auditor"),
    ("procedure.in_construction_plan", "administration"),
    ("procedure.ureba_audit_date", "auditor"),
    ("procedure.urgency_authorisation", "administration"),
];

/// Every key this module may ask for.
pub(crate) fn keys() -> Vec<String> {
    let mut keys: Vec<String> = UNITS.iter().map(|unit| format!("case-unit-{unit}")).collect();
    keys.extend(PROOFS.iter().map(|(_, paper)| format!("case-proof-{paper}")));
    for fact in CASE_FACTS {
        if let CaseForm::Choice(choices) = fact.form {
            let own = choices.iter().filter(|_| !worded_elsewhere(fact.code));
            keys.extend(own.map(|word| choice_key(fact.code, word)));
        }
        if has_question(fact) {
            keys.push(question_key(fact.code));
        }
    }
    keys
}

/// Whether it is a fact of the case itself: not of a plan or a source of money.
pub(crate) fn is_asked(code: &str) -> bool {
    ["organisation.", "building.", "procedure.", "work."].iter().any(|table| code.starts_with(table))
}

/// Whether it is a fact of the organisation or its building, which is asked in one sentence.
pub(crate) fn is_of_whom(code: &str) -> bool {
    code.starts_with("organisation.") || code.starts_with("building.")
}

/// Whether one sentence asks for it: facts of organisation and building, and what is yes or no of a procedure.
fn has_question(fact: &CaseFact) -> bool {
    is_of_whom(fact.code) || (fact.form == CaseForm::YesNo && fact.code.starts_with("procedure."))
}

/// Energies, kinds of money and qualities have their words where they are at home.
fn worded_elsewhere(code: &str) -> bool {
    ["work.carrier", "source.kind", "work.saving_quality"].contains(&code)
}

fn tail(code: &str) -> String {
    code.split_once('.').map_or(code, |(_, tail)| tail).replace('_', "-")
}

fn choice_key(code: &str, word: &str) -> String {
    format!("case-{}-{word}", tail(code))
}

fn question_key(code: &str) -> String {
    format!("ask-{}", code.replace(['.', '_'], "-"))
}

/// The question that a fact answers; its name where there is no sentence for it.
pub(crate) fn question(lang: Lang, code: &str) -> String {
    asked(lang, code).unwrap_or_else(|| schemes::fact(lang, code))
}

/// The sentence that asks for a fact, where there is one.
pub(crate) fn asked(lang: Lang, code: &str) -> Option<String> {
    let key = question_key(code);
    exists(&key).then(|| Say::owned(lang, key).to_string())
}

/// Who can answer for a fact, where it is not simply whoever is asked.
pub(crate) fn settler(code: &str) -> Option<&'static str> {
    SETTLED.iter().find(|(fact, _)| *fact == code).map(|(_, who)| *who)
}

/// The paper that proves a fact.
pub(crate) fn proof(lang: Lang, code: &str) -> Option<String> {
    let (_, paper) = PROOFS.iter().find(|(fact, _)| *fact == code)?;
    Some(Say::owned(lang, format!("case-proof-{paper}")).to_string())
}

/// A unit as it is written behind a number.
pub(crate) fn unit(lang: Lang, unit: &str) -> String {
    match unit {
        "EUR" => "€".to_owned(),
        "EUR/kWh" => "€/kWh".to_owned(),
        "m3/h" => "m³/h".to_owned(),
        "kWp" => "kWc".to_owned(),
        known if UNITS.contains(&known) => Say::owned(lang, format!("case-unit-{known}")).to_string(),
        other => other.to_owned(),
    }
}

/// One of the words that a fact takes.
pub(crate) fn word(lang: Lang, code: &str, word: &str, sectors: &[Named]) -> String {
    match case_fact(code).map(|fact| fact.form) {
        Some(CaseForm::Legal) => {
            LegalForm::from_code(word).map_or_else(|| word.to_owned(), |form| words::legal_form(lang, form))
        }
        Some(CaseForm::Measure) => format::capitalised(&schemes::words(lang, "work", word)),
        Some(CaseForm::Activity) => {
            sectors.iter().find(|s| s.code == word).map_or_else(|| word.to_owned(), |s| s.name.clone())
        }
        Some(CaseForm::Choice(_)) if code == "work.carrier" => {
            Say::owned(lang, format!("carrier-{word}")).to_string()
        }
        Some(CaseForm::Choice(_)) if code == "source.kind" => crate::plan::words(lang, "source", word),
        Some(CaseForm::Choice(_)) if code == "work.saving_quality" => {
            Say::owned(lang, format!("quality-{word}")).to_string()
        }
        Some(CaseForm::Choice(_)) => Say::owned(lang, choice_key(code, word)).to_string(),
        _ => word.to_owned(),
    }
}

/// *oui*, *non*.
pub(crate) fn yes_no(lang: Lang, yes: bool) -> String {
    Say::new(lang, if yes { "table-yes" } else { "table-no" }).to_string()
}

/// A number of a fact with its unit: *62 %*, *30 000,00 €*, *24,5 ETP*.
pub(crate) fn number(lang: Lang, code: &str, value: Decimal) -> String {
    match case_fact(code).map(|fact| fact.form) {
        Some(CaseForm::Share) => format::percent(value),
        Some(CaseForm::Money) => format::euro(Euro(value)),
        Some(CaseForm::Number(of)) => format!("{}{NBSP}{}", format::decimal(value), unit(lang, of)),
        _ => format::decimal(value),
    }
}

/// What was told of a fact.
pub(crate) fn value(lang: Lang, code: &str, value: &Value, sectors: &[Named]) -> String {
    match value {
        Value::Word(one) => word(lang, code, one, sectors),
        Value::YesNo(yes) => yes_no(lang, *yes),
        Value::Day(day) => format::day(*day),
        Value::Number(one) => number(lang, code, *one),
        Value::Quantity(one, of) => format!("{}{NBSP}{}", format::decimal(*one), unit(lang, of)),
    }
}

/// Every fact that was told, by its name.
pub(crate) fn told(lang: Lang, facts: &Facts, sectors: &[Named]) -> Vec<(&'static str, String, String)> {
    let one = |code: &'static str| {
        let said = value(lang, code, facts.get(code)?, sectors);
        Some((code, schemes::fact(lang, code), said))
    };
    facts.codes().filter_map(one).collect()
}

/// The facts of a table of the case, in the order of their list.
pub(crate) fn facts_of(table: &str) -> impl Iterator<Item = &'static CaseFact> {
    CASE_FACTS.iter().filter(move |fact| fact.code.split('.').next() == Some(table))
}
