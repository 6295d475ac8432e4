//! Facts of a financing case as fields: how each is asked and read, whatever a form calls it.
//!
//! A form of one table (a work, a source of money, wishes for the plan, dates) calls a field as its fact without the table
//! (`measure` of `work.measure`); a form of the whole case has names of its own ([`super::case_fields`]). A quantity has its
//! unit beside it; without one, the usual unit of its measure. Shares are typed in per cent. What is left empty is not told,
//! which is not the same as no. Words are those of `case_words`.

use eclaireur_models::building::case_facts::{CASE_FACTS, CaseFact, CaseForm, case_fact, measure_unit};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::{Choice, Field, FormData, Problem, ProblemCode};
use crate::case_words as words;
use crate::format::plain;
use crate::schemes;
use crate::shell::Named;
use crate::text::Say;

const YES: &str = "oui";
const NO: &str = "non";
/// Ten thousand million: nothing of one building is above it.
const LARGEST: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);
/// What quantities of works are counted in.
const QUANTITIES: [&str; 7] = ["m2", "piece", "kW", "kWc", "m3/h", "m", "l"];
/// Decimals of a number.
const FINEST: u32 = 8;

/// Years of procedures and works.
const AIDED: core::ops::RangeInclusive<i16> = 1990..=2100;
/// Reports that were sent.
const REPORTS: &str = "procedure.reports_sent";
/// Days that cannot but follow one another.
const CHAINS: [&[&str]; 3] = [
    &[
        "procedure.application_date",
        "procedure.grant_decision_date",
        "procedure.advance_paid_date",
        "procedure.balance_paid_date",
    ],
    &["procedure.reservation_date", "procedure.grant_decision_date"],
    &[
        "procedure.order_signed_date",
        "procedure.works_start_date",
        "procedure.acceptance_date",
        "procedure.settlement_date",
        "procedure.balance_paid_date",
    ],
];

/// What a form calls a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// The value.
    pub(crate) value: String,
    /// Of a quantity, its unit.
    pub(crate) unit: String,
    /// The measure that is counted in it.
    pub(crate) measure: String,
}

impl Names {
    fn of(fact: &CaseFact) -> Names {
        let value = name(fact).to_owned();
        Names { unit: format!("{value}_unit"), measure: "measure".to_owned(), value }
    }
}

/// The facts of a table (`work`, `source`, `plan`, `procedure` …), in the order of their codes.
pub fn table(name: &str) -> Vec<&'static CaseFact> {
    CASE_FACTS.iter().filter(|f| f.code.split('.').next() == Some(name)).collect()
}

/// The name of a fact's field in the form of its table.
pub fn name(fact: &CaseFact) -> &'static str {
    fact.code.split_once('.').map_or(fact.code, |(_, key)| key)
}

/// What one chooses among, where a fact is a choice.
pub(crate) fn choices(lang: Lang, fact: &CaseFact, activities: &[Named]) -> Option<Vec<Choice>> {
    Some(match fact.form {
        CaseForm::YesNo => {
            vec![Choice::new(YES, words::yes_no(lang, true)), Choice::new(NO, words::yes_no(lang, false))]
        }
        CaseForm::Activity => activities.iter().map(Choice::from).collect(),
        CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
            let one = |word: &&str| Choice::new(*word, words::word(lang, fact.code, word, activities));
            fact.form.words().iter().map(one).collect()
        }
        _ => return None,
    })
}

/// The field of a fact, and of a quantity the one of its unit.
pub(crate) fn fields(lang: Lang, data: &FormData, fact: &CaseFact, activities: &[Named]) -> Vec<Field> {
    named(lang, data, fact, &Names::of(fact), schemes::fact(lang, fact.code), activities)
}

/// The same under other names, with a label of its own.
pub(crate) fn named(
    lang: Lang,
    data: &FormData,
    fact: &CaseFact,
    names: &Names,
    label: String,
    activities: &[Named],
) -> Vec<Field> {
    let name = &names.value;
    if let Some(choices) = choices(lang, fact, activities) {
        let unsure = Say::new(lang, "case-unknown").to_string();
        return vec![Field::select(lang, data, name, label, choices).prompt(unsure)];
    }
    let number = |label| Field::number(lang, data, name, label);
    match fact.form {
        CaseForm::Day => vec![Field::date(lang, data, name, label).hint(Say::new(lang, "form-date-hint"))],
        CaseForm::Money => vec![number(label).unit("€")],
        CaseForm::Share => vec![number(label).unit("%")],
        CaseForm::Number(unit) => vec![number(label).unit(words::unit(lang, unit))],
        CaseForm::Quantity => {
            let units = QUANTITIES.map(|unit| Choice::new(unit, words::unit(lang, unit))).to_vec();
            let of = Say::new(lang, "case-unit-of").to_string();
            vec![number(label), Field::select(lang, data, &names.unit, of, units).width("w-medium")]
        }
        _ => Vec::new(),
    }
}

/// A form that shows what is told.
pub fn filled(mut data: FormData, facts: &Facts, asked: &[&'static CaseFact]) -> FormData {
    for fact in asked {
        let name = name(fact);
        let Some(value) = facts.get(fact.code) else { continue };
        data = match (value, fact.form) {
            (Value::Word(word), _) => data.set(name, word.clone()),
            (Value::YesNo(yes), _) => data.set(name, if *yes { YES } else { NO }),
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
        let names = Names::of(fact);
        match value(form, fact, &names, activities) {
            Some(value) => facts.tell(fact.code, value),
            None if form.problem(&names.value).is_none() => {
                facts.forget(fact.code);
            }
            None => {}
        }
    }
}

/// One fact as typed. What cannot be read is noted in the form.
pub(crate) fn value(
    form: &mut FormData,
    fact: &CaseFact,
    names: &Names,
    activities: &[Named],
) -> Option<Value> {
    let name = &names.value;
    match fact.form {
        CaseForm::YesNo => form
            .choice(name, |word| match word {
                YES => Some(true),
                NO => Some(false),
                _ => None,
            })
            .map(Value::YesNo),
        CaseForm::Activity => one_of(form, name, |word| activities.iter().any(|a| a.code == word)),
        CaseForm::Legal | CaseForm::Measure | CaseForm::Choice(_) => {
            one_of(form, name, |word| fact.form.words().contains(&word))
        }
        CaseForm::Day => day(form, fact, name).map(Value::Day),
        CaseForm::Number(_) | CaseForm::Money => bounded(form, name).map(Value::Number),
        CaseForm::Share => share(form, name).map(Value::Number),
        CaseForm::Quantity => quantity(form, names),
    }
}

fn one_of(form: &mut FormData, name: &str, known: impl Fn(&str) -> bool) -> Option<Value> {
    form.choice(name, |word| known(word).then(|| word.to_owned())).map(Value::Word)
}

/// A day; those of procedures and works are of years in which there were aids.
fn day(form: &mut FormData, fact: &CaseFact, name: &str) -> Option<Day> {
    let day = form.day(name)?;
    let dated = ["procedure.", "work."].iter().any(|table| fact.code.starts_with(table));
    if dated && !AIDED.contains(&day.year()) {
        form.fail(name, Problem::new(ProblemCode::UnlikelyYear));
        return None;
    }
    Some(day)
}

/// Notes the days that come before what cannot but come before them. An order before its decision is no slip: it happens,
/// and is warned of.
pub fn in_order(lang: Lang, form: &mut FormData, asked: &[&'static CaseFact], facts: &Facts) {
    for chain in CHAINS {
        let told: Vec<(&CaseFact, Day)> =
            chain.iter().filter_map(|code| case_fact(code).zip(facts.day(code))).collect();
        for pair in told.windows(2) {
            let [(first, before), (second, after)] = pair else { continue };
            if before <= after {
                continue;
            }
            let is_asked = |fact: &CaseFact| asked.iter().any(|a| a.code == fact.code);
            let (fact, code, other, day) = if is_asked(second) {
                (*second, ProblemCode::BeforeStep, *first, before)
            } else if is_asked(first) {
                (*first, ProblemCode::AfterStep, *second, after)
            } else {
                continue;
            };
            if form.problem(name(fact)).is_none() {
                let problem = Problem::new(code)
                    .with("step", schemes::fact(lang, other.code))
                    .with("day", crate::format::day(*day));
                form.fail(name(fact), problem);
            }
        }
    }
}

/// Notes a count of reports that is not whole, or above the years in which they are asked for.
pub fn reports(form: &mut FormData, asked: &[&'static CaseFact], facts: &Facts, years: i16) {
    let Some(fact) = asked.iter().find(|fact| fact.code == REPORTS) else { return };
    let sent = facts.number(REPORTS).filter(|_| form.problem(name(fact)).is_none());
    if sent.is_some_and(|sent| !sent.is_integer() || sent > Decimal::from(years)) {
        form.fail(name(fact), Problem::new(ProblemCode::WholeUpTo).with("max", years));
    }
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

/// A number with a unit that its measure is counted in. What is counted in one unit alone is counted in that.
fn quantity(form: &mut FormData, names: &Names) -> Option<Value> {
    let number = bounded(form, &names.value)?;
    let units = measure_unit(form.get(&names.measure)).map_or(QUANTITIES.as_slice(), |m| m.units);
    let unit = match (form.get(&names.unit), units) {
        (_, [only]) => *only,
        ("", [usual, ..]) => *usual,
        (chosen, units) => match units.iter().find(|unit| **unit == chosen) {
            Some(unit) => *unit,
            None => {
                form.fail(&names.unit, Problem::new(ProblemCode::NotInList));
                return None;
            }
        },
    };
    Some(Value::Quantity(number, unit.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of the dates of a procedure as typed.
    fn problems(
        typed: &[(&str, &str)],
        told: &[(&'static str, &str)],
        asked: &str,
    ) -> Vec<(String, ProblemCode)> {
        let mut form = FormData::from_pairs(typed.iter().copied());
        let mut facts = Facts::default();
        for (code, day) in told {
            facts.tell(code, Value::Day(day.parse().unwrap()));
        }
        let asked: Vec<&CaseFact> =
            table("procedure").into_iter().filter(|f| asked.is_empty() || f.code == asked).collect();
        read(&mut form, &asked, &mut facts, &[]);
        in_order(Lang::Fr, &mut form, &asked, &facts);
        reports(&mut form, &asked, &facts, 5);
        form.problems().map(|(name, p)| (name.to_owned(), p.code)).collect()
    }

    #[test]
    fn days_that_run_back_are_said_beside_the_later_one() {
        let check = |typed: &[(&str, &str)], field: &str, code: ProblemCode| {
            assert_eq!(problems(typed, &[], ""), [(field.to_owned(), code)], "{typed:?}");
        };
        let before = ProblemCode::BeforeStep;
        check(
            &[("application_date", "1/6/26"), ("grant_decision_date", "1/5/26")],
            "grant_decision_date",
            before,
        );
        check(&[("works_start_date", "1/6/26"), ("settlement_date", "1/5/26")], "settlement_date", before);
        check(
            &[("order_signed_date", "1/6/26"), ("works_start_date", "31/5/26")],
            "works_start_date",
            before,
        );
        check(&[("acceptance_date", "1/6/1989")], "acceptance_date", ProblemCode::UnlikelyYear);
        for reports in ["6", "1,5"] {
            check(&[("reports_sent", reports)], "reports_sent", ProblemCode::WholeUpTo);
        }
        // Too early, but it happens: the page warns of it.
        let early =
            [("grant_decision_date", "1/6/26"), ("order_signed_date", "1/5/26"), ("reports_sent", "5")];
        assert_eq!(problems(&early, &[], ""), []);
        assert_eq!(problems(&[("order_signed_date", "1/5/26"), ("works_start_date", "1/5/26")], &[], ""), []);
    }

    #[test]
    fn one_day_asked_alone_is_held_against_those_that_are_told() {
        let told = [("procedure.grant_decision_date", "2026-05-01")];
        assert_eq!(
            problems(&[("application_date", "1/6/26")], &told, "procedure.application_date"),
            [("application_date".to_owned(), ProblemCode::AfterStep)]
        );
        // What is not asked here is not this form's fault.
        let both =
            [("procedure.grant_decision_date", "2026-05-01"), ("procedure.application_date", "2026-06-01")];
        assert_eq!(problems(&[], &both, "procedure.urgency_authorisation"), []);
    }
}
