//! A financing case as typed into a form that is sent by its address: nothing is kept, the address is the case.
//!
//! Fields are named by their facts, `organisation.legal_form`; those of works by the place of the work before,
//! `1.work.measure`, with the unit of its quantity in `1.unit`. Shares are typed in per cent. What is empty is not known.

use eclaireur_models::building::case_facts::{CASE_FACTS, CaseFact, CaseForm, measure_unit};
use eclaireur_models::financing::Case;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::{Choice, Field, FormData, Problem, ProblemCode};
use crate::case_words as words;
use crate::schemes;
use crate::shell::Named;
use crate::text::Say;

/// Works that are told at once.
pub const WORKS: usize = 3;
/// The name of the field that says on which day.
pub const ON: &str = "on";

const YES: &str = "oui";
const NO: &str = "non";
const LARGEST: Decimal = dec!(10_000_000_000);
const FINEST: u32 = 8;
/// The oldest and the newest year of a day.
const YEARS: core::ops::RangeInclusive<i16> = 1900..=2100;
/// The unit where a measure is counted in no unit of its own.
const UNITS: [&str; 7] = ["piece", "kW", "kWc", "m2", "m3/h", "m", "l"];

/// The field of a fact; of the work at this place, from 1 on.
pub fn case_field(fact: &str, line: Option<usize>) -> String {
    line.map_or_else(|| fact.to_owned(), |line| format!("{line}.{fact}"))
}

fn unit_field(line: usize) -> String {
    format!("{line}.unit")
}

/// Every field there is, in the order in which an address tells them.
pub fn case_fields() -> Vec<String> {
    let mut names = vec![ON.to_owned()];
    let asked = || CASE_FACTS.iter().filter(|fact| words::is_asked(fact.code));
    names.extend(asked().filter(|f| !is_work(f)).map(|fact| case_field(fact.code, None)));
    for line in 1..=WORKS {
        names.extend(asked().filter(|f| is_work(f)).map(|fact| case_field(fact.code, Some(line))));
        names.push(unit_field(line));
    }
    names
}

fn is_work(fact: &CaseFact) -> bool {
    fact.code.starts_with("work.")
}

/// The case as typed. What cannot be read is noted and left out: the rest is still answered.
pub fn case(form: &mut FormData, sectors: &[Named]) -> Case {
    let mut case = Case { on: day(form, ON), ..Case::default() };
    for fact in CASE_FACTS.iter().filter(|f| words::is_of_whom(f.code) || f.code.starts_with("procedure.")) {
        if let Some(value) = read(form, fact, None, sectors) {
            case.facts.tell(fact.code, value);
        }
    }
    for line in 1..=WORKS {
        let mut facts = Facts::default();
        for fact in CASE_FACTS.iter().filter(|fact| is_work(fact)) {
            if let Some(value) = read(form, fact, Some(line), sectors) {
                facts.tell(fact.code, value);
            }
        }
        let measure = case_field("work.measure", Some(line));
        if facts.word("work.measure").is_some() {
            case.works.push(facts);
        } else if facts.codes().next().is_some() && form.problem(&measure).is_none() {
            form.fail(&measure, Problem::new(ProblemCode::Required));
        }
    }
    case
}

fn day(form: &mut FormData, name: &str) -> Option<Day> {
    let day = form.day(name)?;
    if YEARS.contains(&day.year()) {
        return Some(day);
    }
    form.fail(name, Problem::new(ProblemCode::OutOfRange));
    None
}

fn read(form: &mut FormData, fact: &CaseFact, line: Option<usize>, sectors: &[Named]) -> Option<Value> {
    let name = case_field(fact.code, line);
    let one_of = |form: &mut FormData, known: &dyn Fn(&str) -> bool| {
        form.choice(&name, |word| known(word).then(|| word.to_owned())).map(Value::Word)
    };
    match fact.form {
        CaseForm::YesNo => form
            .choice(&name, |word| match word {
                YES => Some(true),
                NO => Some(false),
                _ => None,
            })
            .map(Value::YesNo),
        CaseForm::Activity => one_of(form, &|word| sectors.iter().any(|sector| sector.code == word)),
        CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
            one_of(form, &|word| fact.form.words().contains(&word))
        }
        CaseForm::Day => day(form, &name).map(Value::Day),
        CaseForm::Number(_) | CaseForm::Money => number(form, &name).map(Value::Number),
        CaseForm::Share => {
            let percent = number(form, &name)?;
            if percent > Decimal::ONE_HUNDRED {
                form.fail(&name, Problem::new(ProblemCode::ShareRange));
                return None;
            }
            Some(Value::Number((percent / Decimal::ONE_HUNDRED).normalize()))
        }
        CaseForm::Quantity => quantity(form, &name, line?),
    }
}

fn number(form: &mut FormData, name: &str) -> Option<Decimal> {
    let number = form.number(name, None)?;
    if number > LARGEST || number.scale() > FINEST {
        form.fail(name, Problem::new(ProblemCode::OutOfRange));
        return None;
    }
    Some(number)
}

/// In the unit that was chosen, else the only one of its measure.
fn quantity(form: &mut FormData, name: &str, line: usize) -> Option<Value> {
    let number = number(form, name)?;
    let measure = measure_unit(form.get(&case_field("work.measure", Some(line))))?;
    let field = unit_field(line);
    let unit = match (form.get(&field), measure.units) {
        (chosen, units) if units.contains(&chosen) => chosen.to_owned(),
        // Where there is only one, whatever was chosen for another measure.
        ("", [first, ..]) | (_, [first]) => (*first).to_owned(),
        _ => {
            form.fail(&field, Problem::new(ProblemCode::NotInList));
            return None;
        }
    };
    Some(Value::Quantity(number, unit))
}

/// What one chooses among, where a fact is a choice.
pub(crate) fn choices(lang: Lang, fact: &CaseFact, sectors: &[Named]) -> Option<Vec<Choice>> {
    Some(match fact.form {
        CaseForm::YesNo => {
            vec![Choice::new(YES, words::yes_no(lang, true)), Choice::new(NO, words::yes_no(lang, false))]
        }
        CaseForm::Activity => sectors.iter().map(Choice::from).collect(),
        CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
            let one = |word: &&str| Choice::new(*word, words::word(lang, fact.code, word, sectors));
            fact.form.words().iter().map(one).collect()
        }
        _ => return None,
    })
}

/// The fields of a fact, labelled: two for a quantity.
pub(crate) fn fields(
    lang: Lang,
    form: &FormData,
    fact: &CaseFact,
    line: Option<usize>,
    label: String,
    sectors: &[Named],
) -> Vec<Field> {
    let name = case_field(fact.code, line);
    let unsure = Say::new(lang, "case-unknown").to_string();
    if let Some(choices) = choices(lang, fact, sectors) {
        return vec![Field::select(lang, form, &name, label, choices).prompt(unsure)];
    }
    match fact.form {
        CaseForm::Day => vec![Field::date(lang, form, &name, label)],
        CaseForm::Money => vec![Field::number(lang, form, &name, label).unit("€")],
        CaseForm::Share => vec![Field::number(lang, form, &name, label).unit("%")],
        CaseForm::Number(unit) => {
            vec![Field::number(lang, form, &name, label).unit(words::unit(lang, unit))]
        }
        CaseForm::Quantity => {
            let units = UNITS.map(|unit| Choice::new(unit, words::unit(lang, unit))).to_vec();
            let unit = Say::new(lang, "case-unit-of").to_string();
            let of = unit_field(line.unwrap_or(1));
            vec![
                Field::number(lang, form, &name, label),
                Field::select(lang, form, &of, unit, units).width("w-medium"),
            ]
        }
        _ => Vec::new(),
    }
}

/// The same, under the name of the fact.
pub(crate) fn named_fields(
    lang: Lang,
    form: &FormData,
    fact: &CaseFact,
    line: Option<usize>,
    sectors: &[Named],
) -> Vec<Field> {
    fields(lang, form, fact, line, schemes::fact(lang, fact.code), sectors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::exists;
    use eclaireur_models::catalog::Catalog;

    fn sectors() -> Vec<Named> {
        vec![Named::new("care-home", "Maison de repos")]
    }

    fn typed(pairs: &[(&str, &str)]) -> (Case, Vec<(String, ProblemCode)>) {
        let mut form = FormData::from_pairs(pairs.iter().copied());
        let case = case(&mut form, &sectors());
        let problems = form.problems().map(|(name, p)| (name.to_owned(), p.code)).collect();
        (case, problems)
    }

    #[test]
    fn what_is_typed_is_the_case_that_a_file_tells() {
        let (case, problems) = typed(&[
            ("on", "21/11/2026"),
            ("organisation.legal_form", "asbl"),
            ("organisation.activity", "care-home"),
            ("organisation.public_funding_share", "62"),
            ("building.in_wallonia", "oui"),
            ("procedure.application_date", "1/12/26"),
            ("1.work.measure", "roof-flat"),
            ("1.work.quantity", "200"),
            ("1.work.cost_excl_vat", "30 000"),
            ("2.work.measure", "lighting"),
            ("2.work.quantity", "80"),
            ("2.unit", "piece"),
        ]);
        assert_eq!(problems, []);
        let told = "on = 2026-11-21\n[organisation]\nlegal_form = 'asbl'\nactivity = 'care-home'\n\
            public_funding_share = 0.62\n[building]\nin_wallonia = true\n[procedure]\n\
            application_date = 2026-12-01\n[[work]]\nmeasure = 'roof-flat'\nquantity = '200 m2'\n\
            cost_excl_vat = '30000 EUR'\n[[work]]\nmeasure = 'lighting'\nquantity = '80 piece'";
        assert_eq!(case, Case::read(told, &Catalog::embedded().unwrap()).unwrap());
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_stays() {
        for (name, value, code) in [
            ("organisation.legal_form", "sprl", ProblemCode::NotInList),
            ("organisation.activity", "fusée", ProblemCode::NotInList),
            ("organisation.public_funding_share", "620", ProblemCode::ShareRange),
            ("organisation.public_funding_share", "beaucoup", ProblemCode::NotANumber),
            ("organisation.members", "-3", ProblemCode::Negative),
            ("organisation.members_capital", "99999999999999", ProblemCode::OutOfRange),
            ("building.in_wallonia", "true", ProblemCode::NotInList),
            ("procedure.application_date", "31/2/2026", ProblemCode::BadDate),
            ("procedure.application_date", "1/1/9999", ProblemCode::OutOfRange),
            ("2.work.measure", "sauna", ProblemCode::NotInList),
        ] {
            let (case, problems) = typed(&[("organisation.aim", "educational"), (name, value)]);
            assert_eq!(problems, [(name.to_owned(), code)], "{value}");
            assert_eq!(case.facts.codes().collect::<Vec<_>>(), ["organisation.aim"], "{value}");
        }
        let (case, problems) = typed(&[("3.work.cost_excl_vat", "1000")]);
        assert_eq!(problems, [("3.work.measure".to_owned(), ProblemCode::Required)]);
        assert!(case.works.is_empty());
        let wrong_unit = [("1.work.measure", "lighting"), ("1.work.quantity", "3"), ("1.unit", "parsec")];
        assert_eq!(typed(&wrong_unit).1, [("1.unit".to_owned(), ProblemCode::NotInList)]);
    }

    #[test]
    fn every_field_is_one_that_is_read_and_has_words() {
        let names = case_fields();
        assert!(names.iter().all(|name| name.len() < 60) && names.len() < 250, "{}", names.len());
        for fact in CASE_FACTS.iter().filter(|fact| words::is_asked(fact.code)) {
            let line = is_work(fact).then_some(1);
            let fields = named_fields(Lang::Fr, &FormData::new(), fact, line, &sectors());
            assert!(!fields.is_empty(), "{}", fact.code);
            assert!(fields.iter().all(|field| names.contains(&field.name)), "{}", fact.code);
        }
        assert!(exists("case-unknown"));
    }
}
