//! A measure of an audit, and a package, as typed.
//!
//! A measure: `code`, its inputs as `input-<code>`, `from` says where they come from, `by` who said it, `euro_excl_vat` the
//! adviser's own cost. A roof: `measure`, `slope`, `azimuth`. A package: `name`, `m<number>` ticked, `year<number>` when it is done.

use std::collections::BTreeMap;

use eclaireur_models::audit::roofs::Roof;
use eclaireur_models::audit::visit::{Origin, Told};
use eclaireur_models::audit::{Chosen, Dated, Package};
use eclaireur_models::catalog::MeasureCard;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode};
use crate::format;

/// A measure costs less than this.
const DEAREST: Decimal = dec!(100000000);

/// The field of an input.
pub fn measure_input(code: &str) -> String {
    format!("input-{code}")
}

/// A measure; `None` when problems were noted. What is left empty is the catalogue's, where it has one.
pub fn audit_measure(form: &mut FormData, card: &MeasureCard, number: u16) -> Option<Chosen> {
    let origin = form.choice("from", Origin::from_code);
    let by = form.optional("by").filter(|_| origin == Some(Origin::Declared));
    let mut inputs = BTreeMap::new();
    for asked in &card.inputs {
        let name = measure_input(&asked.code);
        if form.get(&name).is_empty() {
            if asked.default.is_none() && card.method.asks().0.contains(&asked.code.as_str()) {
                form.fail(&name, Problem::new(ProblemCode::Required));
            }
            continue;
        }
        let Some(value) = form.signed_number(&name, Some((asked.lowest, asked.highest))) else { continue };
        // What hygiene forbids is kept: the audit says that it was looked at, and why it is put aside.
        let forbidden = matches!(asked.bound.as_deref(), Some("hygiene" | "legionella"))
            && (Decimal::ZERO..asked.lowest).contains(&value);
        if !forbidden && (value < asked.lowest || value > asked.highest) {
            let bounds = Problem::new(ProblemCode::NotBetween)
                .with("lowest", format::decimal(asked.lowest))
                .with("highest", format::decimal(asked.highest));
            form.fail(&name, bounds);
            continue;
        }
        let Some(origin) = origin else {
            if form.problem("from").is_none() {
                form.fail("from", Problem::new(ProblemCode::Required));
            }
            continue;
        };
        let value = value.normalize().to_string();
        inputs.insert(asked.code.clone(), Told { value, origin, by: by.clone() });
    }
    let euro_excl_vat = if form.get("euro_excl_vat").is_empty() {
        None
    } else {
        let euro = form.number("euro_excl_vat", Some((Decimal::ZERO, DEAREST)));
        if euro.is_some_and(|euro| euro > DEAREST) {
            let most = Problem::new(ProblemCode::NotBetween)
                .with("lowest", "0")
                .with("highest", format::decimal(DEAREST));
            form.fail("euro_excl_vat", most);
        }
        euro
    };
    (!form.failed()).then(|| Chosen { number, code: card.code.clone(), inputs, euro_excl_vat })
}

/// How the roof of one of these measures lies; `None` when problems were noted. Fields: `measure`, `slope`, `azimuth`.
pub fn audit_roof(form: &mut FormData, measures: &[u16]) -> Option<Roof> {
    let measure = form.choice("measure", |text| text.parse().ok().filter(|number| measures.contains(number)));
    let mut degrees = |name: &str, low: i64, high: i64| {
        if form.get(name).is_empty() {
            form.fail(name, Problem::new(ProblemCode::Required));
            return None;
        }
        let (low, high) = (Decimal::from(low), Decimal::from(high));
        let value = form.signed_number(name, Some((low, high)))?.round();
        if (low..=high).contains(&value) {
            return value.to_i16();
        }
        let bounds = Problem::new(ProblemCode::NotBetween)
            .with("lowest", format::decimal(low))
            .with("highest", format::decimal(high));
        form.fail(name, bounds);
        None
    };
    let (slope, azimuth) = (degrees("slope", 0, 90), degrees("azimuth", -180, 180));
    if measure.is_none() && form.problem("measure").is_none() {
        form.fail("measure", Problem::new(ProblemCode::Required));
    }
    if form.failed() {
        return None;
    }
    let slope = u16::try_from(slope?).ok()?;
    Some(Roof { measure: measure?, slope, azimuth: azimuth?, told: None, untold: None })
}

/// A package of measures that are there; `None` when problems were noted. `first` and `last` bound its years.
pub fn audit_package(
    form: &mut FormData,
    measures: &[u16],
    number: u16,
    (first, last): (i16, i16),
) -> Option<Package> {
    let name = form.required("name");
    let mut chosen = Vec::new();
    for measure in measures {
        if !form.is_ticked(&format!("m{measure}")) {
            continue;
        }
        let field = format!("year{measure}");
        let text = form.get(&field).trim().to_owned();
        let year = if text.is_empty() { None } else { text.parse::<i16>().ok() };
        let fits = year.is_none_or(|year| (first..=last).contains(&year));
        if !fits || (year.is_none() && !text.is_empty()) {
            let bounds = Problem::new(ProblemCode::NotBetween).with("lowest", first).with("highest", last);
            form.fail(&field, bounds);
        }
        chosen.push(Dated { measure: *measure, year });
    }
    if chosen.is_empty() {
        let first = measures.first().map_or_else(|| "name".to_owned(), |number| format!("m{number}"));
        form.fail(&first, Problem::new(ProblemCode::Required));
    }
    let name = name?;
    (!form.failed()).then_some(Package { number, name, measures: chosen })
}
