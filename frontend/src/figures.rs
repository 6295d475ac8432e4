//! Explained figures in words: value with unit and marks, name, what lacks, how it came about.
//!
//! Page, report, table and chart print from here, so that one figure reads the same everywhere (I10). Does *not* compute.

use eclaireur_models::building::Carrier;
use eclaireur_models::building::facts::FACTS;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::{
    self, Answer, Cited, Explained, Input, LACKS, Lack, Measure, Origin, Value, WHYS,
};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};
use eclaireur_models::units::Basis;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::text::Say;
use crate::words;

/// Things a building's service is counted in: `per-unit-<code>`, and meals.
const UNITS: [&str; 11] = [
    "bed",
    "beneficiary",
    "meal",
    "place",
    "pupil",
    "trainee",
    "user",
    "visit",
    "visitor",
    "worker",
    "workplace",
];

/// What a figure may be of, beside carriers and units: factor sets, parts, stresses, scenarios: `of-<code>`.
const PARTS: [&str; 21] = [
    "climate",
    "co2",
    "co2-belgian-mix",
    "co2-decision",
    "co2-life-cycle",
    "co2-peb",
    "co2-residual-mix",
    "ets2-45",
    "ets2-60",
    "fuel",
    "price",
    "primary",
    "renewable",
    "since-first",
    "volume",
    "x1.5",
    "x1.5-unit",
    "x2",
    "x2-unit",
    "x3",
    "x3-unit",
];

/// Every key this module may ask for.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Measure::ALL.iter().map(|m| format!("unit-{}", slug(*m))).collect();
    keys.extend(UNITS.iter().map(|unit| format!("per-unit-{unit}")));
    keys.extend(PARTS.iter().map(|part| format!("of-{}", part.replace('.', "-"))));
    keys.extend(LACKS.iter().map(|code| format!("lack-{code}")));
    keys.extend(WHYS.iter().map(|code| format!("why-{code}")));
    keys.extend(FACTS.iter().map(|fact| format!("fact-{}", fact.code.replace(['.', '_'], "-"))));
    for indicator in indicators::ALL {
        keys.push(format!("indicator-{}", indicator.code));
        keys.push(format!("indicator-{}-means", indicator.code));
        keys.extend(indicator.formulas.iter().map(|formula| format!("formula-{formula}")));
        keys.extend(indicator.symbols.iter().map(|symbol| format!("input-{symbol}")));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn say(lang: Lang, key: String) -> String {
    Say::owned(lang, key).to_string()
}

/// `kWh_p/m2` as a key: `kwh-p-m2`.
fn slug(unit: Measure) -> String {
    unit.code().to_lowercase().replace(['_', '/', '.'], "-")
}

/// `kWh PCS/m²`, `€/lit`, `%`: what stands behind a number; `of` names what its service is counted in.
pub fn unit(lang: Lang, unit: Measure, basis: Option<Basis>, of: Option<&str>) -> String {
    let base = say(lang, format!("unit-{}", slug(unit)));
    let base = match of.filter(|of| base.contains("UNIT") && UNITS.contains(of)) {
        Some(of) => base.replace("UNIT", &say(lang, format!("per-unit-{of}"))),
        None => base.replace("UNIT", &say(lang, "per-unit-place".to_owned())),
    };
    match basis {
        Some(Basis::Gross) => base.replacen("kWh", &format!("kWh{NBSP}PCS"), 1),
        Some(Basis::Net) => base.replacen("kWh", &format!("kWh{NBSP}PCI"), 1),
        None => base,
    }
}

/// Digits behind the comma that a figure of this unit deserves.
fn decimals(unit: Measure, value: Decimal) -> u32 {
    let small = value.abs() < Decimal::TEN;
    match unit {
        Measure::EuroPerKwh | Measure::KgCo2PerKwh => 4,
        Measure::EuroPerM3 | Measure::WPerM2K | Measure::PerHour => 2,
        Measure::Number => 3,
        Measure::Kwh
        | Measure::KwhPrimary
        | Measure::Euro
        | Measure::KgCo2
        | Measure::Count
        | Measure::DegreeDays
        | Measure::M2
        | Measure::Days
        | Measure::Years => 0,
        Measure::KwhPerDegreeDay | Measure::EuroPerM2 | Measure::KgCo2PerM2 => 1,
        _ if small => 1,
        _ => 0,
    }
}

/// The number alone, rounded for the eye: `412 310`, `12,5` of 12.5 %.
pub fn digits(unit: Measure, value: Decimal) -> String {
    if unit == Measure::Share {
        return format::decimal((value * Decimal::ONE_HUNDRED).round_dp(1));
    }
    // A factor has the digits it has: 2,5 and not 2,500.
    if unit == Measure::Number {
        return format::decimal(value.round_dp(decimals(unit, value)));
    }
    format::number(value, decimals(unit, value))
}

/// A number with its unit: `412 310 kWh PCI`, `98 kWh/m²`, `12,5 %`.
pub fn amount(
    lang: Lang,
    value: Decimal,
    measure: Measure,
    basis: Option<Basis>,
    of: Option<&str>,
) -> String {
    format!("{}{NBSP}{}", digits(measure, value), unit(lang, measure, basis, of)).trim_end().to_owned()
}

/// What a building's service is counted in: what the figure is of says so, else the number of units that went into it.
pub fn counted_in<'a>(value: &'a Value, of: Option<&'a str>) -> Option<&'a str> {
    let inputs = value.inputs.iter().filter_map(|input| input.of.as_deref());
    of.into_iter().chain(inputs).find(|of| UNITS.contains(of))
}

/// A value with its unit.
pub fn value(lang: Lang, value: &Value, of: Option<&str>) -> String {
    amount(lang, value.value, value.unit, value.basis, counted_in(value, of))
}

/// *entre 380 et 420 kWh/m²*, where the value is a range; nothing where both ends read as the value itself does.
pub fn range(lang: Lang, value: &Value, of: Option<&str>) -> Option<String> {
    let (lowest, highest) = value.range?;
    let written = digits(value.unit, lowest);
    if written == digits(value.unit, highest) && written == digits(value.unit, value.value) {
        return None;
    }
    let text = Say::new(lang, "figure-range")
        .with("lowest", written)
        .with("highest", amount(lang, highest, value.unit, value.basis, counted_in(value, of)))
        .to_string();
    Some(text)
}

/// The name of a figure, with what it is of: *Énergie finale · gaz naturel*.
pub fn name(lang: Lang, figure: &Explained) -> String {
    let name = say(lang, format!("indicator-{}", figure.indicator));
    match figure.of.as_deref().and_then(|of| of_what(lang, of)) {
        Some(of) => format!("{name} · {of}"),
        None => name,
    }
}

/// A carrier's, a factor set's or a service unit's name, a month, a moment; nothing for codes that have none (a meter's id).
pub fn of_what(lang: Lang, of: &str) -> Option<String> {
    if let Some(carrier) = Carrier::from_code(of) {
        return Some(words::carrier(lang, carrier));
    }
    if PARTS.contains(&of) {
        return Some(say(lang, format!("of-{}", of.replace('.', "-"))));
    }
    if UNITS.contains(&of) {
        return Some(say(lang, format!("per-unit-{of}")));
    }
    if let Ok(month) = of.parse::<Month>() {
        return Some(format::month_year(lang, month));
    }
    // A moment, 2025-01-14T18:15.
    let (day, clock) = of.split_once('T')?;
    Some(format!("{}, {clock}", format::day(day.parse::<Day>().ok()?)))
}

/// What an indicator means, for a director.
pub fn meaning(lang: Lang, indicator: &str) -> String {
    say(lang, format!("indicator-{indicator}-means"))
}

/// What a fact is called.
pub fn fact(lang: Lang, code: &str) -> String {
    say(lang, format!("fact-{}", code.replace(['.', '_'], "-")))
}

/// What lacks, one sentence each.
pub fn lacks(lang: Lang, lacks: &[Lack]) -> Vec<String> {
    lacks.iter().map(|lack| lacking(lang, lack)).collect()
}

fn lacking(lang: Lang, lack: &Lack) -> String {
    let what = if LACKS.contains(&lack.code.as_ref()) {
        let from = lack.from.map(format::day).unwrap_or_default();
        let count = usize::try_from(lack.count.unwrap_or(0)).unwrap_or(0);
        Say::owned(lang, format!("lack-{}", lack.code)).with("from", from).count("count", count).to_string()
    } else {
        Say::new(lang, "figure-lacks-fact").with("fact", fact(lang, &lack.code)).to_string()
    };
    match lack.from {
        Some(day) => {
            let from = Say::new(lang, "figure-from").with("day", format::day(day)).to_string();
            format!("{what} {from}")
        }
        None => what,
    }
}

/// Why a figure makes no sense here.
pub fn why(lang: Lang, code: &str) -> String {
    say(lang, format!("why-{code}"))
}

/// How a figure came about, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Name of the figure.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// The formula in words.
    pub formula: String,
    /// Each number that went in.
    pub inputs: Vec<InputLine>,
    /// Where factors and method come from.
    pub sources: Vec<Cited>,
    /// *mesuré*, *modélisé*…
    pub quality: String,
    /// *à confirmer*, where it is not certain.
    pub certainty: Option<String>,
}

/// One number that went into a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputLine {
    /// What the formula calls it.
    pub name: String,
    /// With its unit.
    pub value: String,
    /// Where it comes from.
    pub origin: String,
    /// The mark of its quality.
    pub mark: Option<&'static str>,
}

/// How a figure came about; `None` where it is not known.
pub fn explanation(lang: Lang, figure: &Explained) -> Option<Explanation> {
    let Answer::Known(value) = &figure.answer else { return None };
    Some(Explanation {
        name: name(lang, figure),
        meaning: meaning(lang, &figure.indicator),
        formula: say(lang, format!("formula-{}", value.formula)),
        inputs: value.inputs.iter().map(|input| line(lang, input)).collect(),
        sources: value.sources.clone(),
        quality: words::quality(lang, value.quality),
        certainty: certainty(lang, value.certainty),
    })
}

/// *à confirmer*, where a value is not certain.
pub fn certainty(lang: Lang, certainty: Certainty) -> Option<String> {
    (certainty != Certainty::Certain).then(|| Say::new(lang, "figure-to-confirm").to_string())
}

/// One number that went into a figure, in words.
pub fn line(lang: Lang, input: &Input) -> InputLine {
    let name = say(lang, format!("input-{}", input.symbol));
    let name = match input.of.as_deref().and_then(|of| of_what(lang, of)) {
        Some(of) => format!("{name} · {of}"),
        None => name,
    };
    InputLine {
        name,
        value: amount(lang, input.value, input.unit, input.basis, input.of.as_deref()),
        origin: origin(lang, &input.origin),
        mark: words::quality_mark(input.quality).filter(|_| input.quality != Quality::Measured),
    }
}

/// Where an input comes from, in words.
pub fn origin(lang: Lang, origin: &Origin) -> String {
    let of = |key: &'static str| Say::new(lang, key);
    match origin {
        Origin::Readings => of("origin-readings").to_string(),
        Origin::Bills => of("origin-bills").to_string(),
        Origin::Price => of("origin-price").to_string(),
        Origin::Fact { source, .. } => of("origin-fact").with("source", source).to_string(),
        Origin::Catalog { file } => of("origin-catalog").with("file", file).to_string(),
        Origin::Indicator { indicator } => {
            of("origin-indicator").with("name", say(lang, format!("indicator-{indicator}"))).to_string()
        }
        Origin::Weather { station } => {
            of("origin-weather").with("station", format::capitalised(station)).to_string()
        }
        Origin::Method => of("origin-method").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_number_is_written_with_its_unit_and_basis() {
        let lang = Lang::Fr;
        for (value, measure, basis, of, text) in [
            (dec!(412310.4), Measure::Kwh, Some(Basis::Net), None, "412\u{202f}310\u{a0}kWh\u{a0}PCI"),
            (dec!(98.44), Measure::KwhPerM2, None, None, "98\u{a0}kWh/m²"),
            (dec!(9871.2), Measure::KwhPerUnit, None, Some("bed"), "9\u{202f}871\u{a0}kWh/lit"),
            (dec!(0.1254), Measure::Share, None, None, "12,5\u{a0}%"),
            (dec!(0.31245), Measure::EuroPerKwh, None, None, "0,3125\u{a0}€/kWh"),
        ] {
            assert_eq!(amount(lang, value, measure, basis, of), text);
        }
    }

    fn known(value: Decimal, unit: Measure) -> Value {
        Value::new(value, unit, "stress-cost-per-unit", Vec::new())
    }

    #[test]
    fn a_range_whose_ends_read_the_same_is_said_once() {
        let check = |unit, [lowest, value, highest]: [Decimal; 3], expect: Option<&str>| {
            let value = Value { range: Some((lowest, highest)), ..known(value, unit) };
            assert_eq!(range(Lang::Fr, &value, None).as_deref(), expect);
        };
        check(Measure::Euro, [dec!(189.6), dec!(190), dec!(190.4)], None);
        check(Measure::Euro, [dec!(190), dec!(190), dec!(190)], None);
        check(Measure::Share, [dec!(0.12501), dec!(0.12502), dec!(0.12503)], None);
        check(Measure::Euro, [dec!(189.4), dec!(190), dec!(190.4)], Some("entre 189 et 190\u{a0}€"));
    }

    #[test]
    fn what_a_bed_costs_under_stress_is_written_by_bed() {
        let beds = Input::new("service-units", dec!(62), Measure::Count, Origin::Bills);
        let by = |of: &'static str| Value {
            inputs: vec![beds.clone().of(of)],
            ..known(dec!(1234.4), Measure::EuroPerUnit)
        };
        for (unit, of, expect) in [
            ("bed", Some("x1.5-unit"), "1\u{202f}234\u{a0}€/lit"),
            ("pupil", Some("x2-unit"), "1\u{202f}234\u{a0}€/élève"),
            ("bed", Some("meal"), "1\u{202f}234\u{a0}€/repas"),
            ("bed", None, "1\u{202f}234\u{a0}€/lit"),
        ] {
            assert_eq!(value(Lang::Fr, &by(unit), of), expect);
        }
    }
}
