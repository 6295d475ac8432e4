//! What people know of a meter beside its numbers: typed on its form, kept as dated facts.
//!
//! A field that is left empty changes nothing. A value without a day holds for as long as we know.

use eclaireur_models::building::Carrier;
use eclaireur_models::building::facts::{Form as FactForm, fact};
use eclaireur_models::period::Day;
use eclaireur_models::readings::index::MOST_DIGITS;
use eclaireur_models::readings::tank::{TableProblem, TankTable};
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode};

/// One value that somebody stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Code of the fact.
    pub fact: &'static str,
    /// The value, in the fact's form.
    pub value: String,
    /// From this day.
    pub from: Option<Day>,
}

/// kWh per m3 that a bill can print.
pub(super) const COEFFICIENT: (Decimal, Decimal) = (dec!(5), dec!(15));

/// Facts that concern a meter of this carrier, in the order of the form.
pub fn facts_of(carrier: Carrier) -> Vec<&'static str> {
    let tank = carrier.is_delivered();
    let mut facts = Vec::new();
    if carrier == Carrier::Electricity {
        facts.push("meter.counts");
    }
    if !tank {
        facts.push("meter.index_digits");
    }
    facts.push("meter.factor");
    if carrier == Carrier::NaturalGas {
        facts.push("meter.gas_kwh_per_m3");
    }
    if matches!(carrier, Carrier::NaturalGas | Carrier::Wood) {
        facts.push("meter.fuel");
    }
    if tank {
        facts.push("meter.tank_table");
    }
    if carrier != Carrier::Water {
        facts.push("meter.climate_share");
    }
    facts
}

/// Reads `counts`, `index_digits`, and with a day `…_from` each: `factor`, `gas_kwh_per_m3`, `fuel`, `tank_table`,
/// `climate_share` (in per cent). What is wrong is noted in the form.
pub fn stated(form: &mut FormData) -> Vec<Stated> {
    let mut stated = Vec::new();
    for name in ["counts", "fuel"] {
        let Some(code) = known(name) else { continue };
        let listed = |value: &str| match code.1 {
            FactForm::Choice(list) => list.contains(&value).then(|| value.to_owned()),
            _ => None,
        };
        let value = form.choice(name, listed);
        push(form, &mut stated, code.0, name, value);
    }
    let digits = form.number("index_digits", None);
    let whole = digits.filter(|d| d.is_integer() && *d >= Decimal::ONE && *d <= Decimal::from(MOST_DIGITS));
    if digits.is_some() && whole.is_none() {
        form.fail("index_digits", Problem::new(ProblemCode::OutOfRange));
    }
    push(form, &mut stated, "meter.index_digits", "index_digits", whole.map(text));
    let factor = between(form, "factor", None, (dec!(0.000_001), dec!(1_000_000)));
    push(form, &mut stated, "meter.factor", "factor", factor.map(text));
    let coefficient = between(form, "gas_kwh_per_m3", Some(COEFFICIENT), COEFFICIENT);
    push(form, &mut stated, "meter.gas_kwh_per_m3", "gas_kwh_per_m3", coefficient.map(text));
    let share = between(form, "climate_share", None, (Decimal::ZERO, Decimal::ONE_HUNDRED));
    let share = share.map(|percent| text(percent / Decimal::ONE_HUNDRED));
    push(form, &mut stated, "meter.climate_share", "climate_share", share);
    let table = form.lines("tank_table").and_then(|lines| read_table(form, &lines));
    push(form, &mut stated, "meter.tank_table", "tank_table", table.map(|t| t.to_string()));
    stated
}

fn known(name: &str) -> Option<(&'static str, FactForm)> {
    fact(&format!("meter.{name}")).map(|f| (f.code, f.form))
}

fn push(
    form: &mut FormData,
    stated: &mut Vec<Stated>,
    fact: &'static str,
    name: &str,
    value: Option<String>,
) {
    let from = form.day(&format!("{name}_from"));
    stated.extend(value.map(|value| Stated { fact, value, from }));
}

fn text(value: Decimal) -> String {
    value.normalize().to_string()
}

fn between(
    form: &mut FormData,
    name: &str,
    near: Option<(Decimal, Decimal)>,
    (least, most): (Decimal, Decimal),
) -> Option<Decimal> {
    let value = form.number(name, near)?;
    if value < least || value > most || value.scale() > 9 {
        form.fail(name, Problem::new(ProblemCode::OutOfRange));
        return None;
    }
    Some(value)
}

fn read_table(form: &mut FormData, lines: &str) -> Option<TankTable> {
    let problem = match TankTable::read(lines) {
        Ok(table) => return Some(table),
        Err(TableProblem::Line(line)) => Problem::new(ProblemCode::TableLine).with("value", line),
        Err(TableProblem::Falls(line)) => Problem::new(ProblemCode::TableFalls).with("value", line),
        Err(TableProblem::Count) => Problem::new(ProblemCode::TableCount).with("max", TankTable::MOST),
    };
    form.fail("tank_table", problem);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_typed_becomes_facts_and_what_is_left_empty_does_not() {
        let mut form = FormData::from_pairs([
            ("index_digits", "5"),
            ("factor", "0,5"),
            ("factor_from", "1/3/24"),
            ("gas_kwh_per_m3", "11.302"),
            ("fuel", ""),
            ("climate_share", "85"),
            ("tank_table", "10 120\n20 260"),
        ]);
        let stated = stated(&mut form);
        assert!(!form.failed());
        let held: Vec<_> = stated.iter().map(|s| (s.fact, s.value.as_str(), s.from)).collect();
        assert_eq!(
            held,
            [
                ("meter.index_digits", "5", None),
                ("meter.factor", "0.5", Some(date(2024, 3, 1))),
                ("meter.gas_kwh_per_m3", "11.302", None),
                ("meter.climate_share", "0.85", None),
                ("meter.tank_table", "10=120;20=260", None),
            ]
        );
    }

    #[test]
    fn what_cannot_be_is_said_at_its_field() {
        for (name, value, code) in [
            ("index_digits", "0", ProblemCode::OutOfRange),
            ("index_digits", "4,5", ProblemCode::OutOfRange),
            ("factor", "0", ProblemCode::OutOfRange),
            ("factor", "-1", ProblemCode::Negative),
            ("gas_kwh_per_m3", "110", ProblemCode::OutOfRange),
            ("fuel", "diesel", ProblemCode::NotInList),
            ("counts", "fuel", ProblemCode::NotInList),
            ("climate_share", "101", ProblemCode::OutOfRange),
            ("tank_table", "10 120", ProblemCode::TableCount),
            ("tank_table", "10 120\nvingt 260", ProblemCode::TableLine),
            ("tank_table", "10 120\n20 110", ProblemCode::TableFalls),
        ] {
            let mut form = FormData::new().set(name, value);
            assert_eq!(stated(&mut form), Vec::new(), "{name} {value}");
            assert_eq!(form.problem(name).map(|p| p.code), Some(code), "{name} {value}");
        }
    }

    #[test]
    fn a_meter_is_asked_only_what_concerns_it() {
        assert!(facts_of(Carrier::NaturalGas).contains(&"meter.gas_kwh_per_m3"));
        assert!(!facts_of(Carrier::Electricity).contains(&"meter.fuel"));
        assert!(!facts_of(Carrier::HeatingOil).contains(&"meter.index_digits"));
        assert_eq!(facts_of(Carrier::Water), ["meter.index_digits", "meter.factor"]);
        for carrier in Carrier::ALL {
            assert!(facts_of(*carrier).iter().all(|code| fact(code).is_some()));
        }
    }
}
