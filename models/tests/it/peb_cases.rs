//! The worked examples of degree-days, comparisons and normalisation (sections A to C), and of CO2 (G), published ones, derived ones and
//! traps; kept in `fixtures/cases`.

use std::collections::BTreeMap;

use eclaireur_models::baseline::signature::{Per, Signature};
use eclaireur_models::baseline::yearly::ratio_form;
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Certainty;
use eclaireur_models::climate::{
    Base, Climate, Equivalent, Temperature, Temperatures, below, degree_days, relative,
};
use eclaireur_models::period::{Month, Period};
use eclaireur_models::units::{Energy, Unit};
use rust_decimal::{Decimal, dec};
use serde::Deserialize;

use crate::cold::{CATALOG, billed, observed, uccle};
use crate::folders;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    below: Vec<Below>,
    cumulated: Vec<Cumulated>,
    weighted: Vec<Weighted>,
    compared: Vec<Compared>,
    ratio: Vec<Ratio>,
    signature: OneSignature,
    co2: Vec<Co2>,
    per_gross: Vec<PerGross>,
    content: Vec<Content>,
}

#[derive(Deserialize)]
struct Below {
    case: String,
    threshold: Decimal,
    celsius: Decimal,
    days: u32,
    expect: Decimal,
}

#[derive(Deserialize)]
struct Cumulated {
    case: String,
    normal: Option<String>,
    year: Option<i16>,
    expect: Vec<u32>,
}

#[derive(Deserialize)]
struct Weighted {
    case: String,
    celsius: [Decimal; 3],
    expect: Decimal,
    never: Option<Decimal>,
}

#[derive(Deserialize)]
struct Compared {
    case: String,
    degree_days: Decimal,
    than: Decimal,
    expect: Decimal,
    printed: Decimal,
    never: Option<Decimal>,
}

#[derive(Deserialize)]
struct Ratio {
    case: String,
    kwh: Decimal,
    share: Decimal,
    degree_days: Decimal,
    normal: Decimal,
    expect: Decimal,
}

#[derive(Deserialize)]
struct OneSignature {
    base: Decimal,
    slope: Decimal,
    total: Decimal,
    normal_year: f64,
    climate_share: f64,
}

#[derive(Deserialize)]
struct Co2 {
    case: String,
    set: String,
    carrier: Carrier,
    year: i16,
    kwh: Decimal,
    expect: Option<Decimal>,
    #[serde(default)]
    likely: bool,
}

#[derive(Deserialize)]
struct PerGross {
    case: String,
    net_per_gross: Decimal,
    kg_per_mj: Decimal,
    expect: u32,
    never: Option<u32>,
}

#[derive(Deserialize)]
struct Content {
    case: String,
    carrier: Carrier,
    unit: Unit,
    variety: Option<String>,
    expect: Decimal,
}

#[derive(Deserialize)]
struct Days {
    days: BTreeMap<String, Vec<f64>>,
    published: BTreeMap<String, Vec<Decimal>>,
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = folders::workspace().join("fixtures/cases").join(name);
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn cases() -> Cases {
    read("peb-ure.toml")
}

fn at(celsius: Decimal) -> Temperature {
    Temperature::from_celsius(celsius).unwrap()
}

#[test]
fn a_day_below_a_threshold() {
    for case in cases().below {
        assert_eq!(
            below(case.threshold, case.celsius) * Decimal::from(case.days),
            case.expect,
            "{}",
            case.case
        );
    }
}

#[test]
fn months_add_up_to_what_was_published() {
    let station = uccle(Base::Equivalent165);
    for case in cases().cumulated {
        let normal = case.normal.map(|name| station.normals().iter().find(|n| n.name == name).unwrap());
        let mut sum = 0;
        for (number, expect) in (1..).zip(case.expect) {
            let month = Month::new(case.year.unwrap_or(2021), number).unwrap();
            sum += u32::from(match normal {
                Some(normal) => normal.of(month).unwrap(),
                None => station.of(month).unwrap().degree_days,
            });
            assert_eq!(sum, expect, "{} {month}", case.case);
        }
    }
}

#[test]
fn three_days_are_weighted_first_and_cut_afterwards() {
    for case in cases().weighted {
        let [day, before, two_before] = case.celsius.map(at);
        let found = degree_days(Base::Equivalent165, Equivalent::of(day, before, two_before).celsius());
        assert_eq!(found, case.expect, "{}", case.case);
        assert!(case.never.is_none_or(|never| found != never), "{} fell into the trap", case.case);
    }
}

#[test]
fn the_published_days_give_the_published_months() {
    let days: Days = read("uccle-equivalent-days.toml");
    let mut temperatures = Temperatures::default();
    let mut count = 0;
    for (month, values) in &days.days {
        let month: Month = month.parse().unwrap();
        for (day, celsius) in month.period().iter().zip(values) {
            let celsius = Decimal::from_f64_retain(*celsius).unwrap();
            temperatures.insert_equivalent(day, Equivalent::stated(at(celsius)));
            count += 1;
        }
    }
    assert_eq!(count, 457);
    let mut compared = 0;
    for (year, months) in &days.published {
        for (number, expect) in (1..).zip(months) {
            let month = Month::new(year.parse().unwrap(), number).unwrap();
            let summed = temperatures.month(month, Base::Equivalent165);
            assert_eq!(summed.whole().unwrap().round(), *expect, "{month}");
            compared += 1;
        }
    }
    assert_eq!(compared, 15);
    // The published month holds beside them, and the days serve where a bill cuts it.
    let climate = Climate::new(uccle(Base::Equivalent165), &temperatures);
    let year = climate.over(Period::year(2021).unwrap());
    assert_eq!(year.degree_days(), Some(dec!(2286)));
}

#[test]
fn years_are_compared_on_the_right_foot() {
    for case in cases().compared {
        let percent = relative(case.degree_days, case.than).unwrap() * Decimal::ONE_HUNDRED;
        assert_eq!(percent.round_dp(1), case.expect, "{}", case.case);
        assert_eq!(percent.round(), case.printed, "{}", case.case);
        assert!(
            case.never.is_none_or(|never| percent.round_dp(1) != never),
            "{} fell into the trap",
            case.case
        );
    }
    let years = uccle(Base::Mean15);
    assert_eq!(years.of_year(2018).map(|row| row.degree_days), Some(1739), "the inputs are in the catalogue");
    assert_eq!(dec!(2200) * (dec!(220) - dec!(137)), dec!(182_600), "C6, kWh a year");
}

#[test]
fn a_year_in_normal_weather_by_the_ratio() {
    for case in cases().ratio {
        let found = ratio_form(case.kwh, case.share, case.degree_days, case.normal).unwrap();
        assert_eq!(found.round_dp(1), case.expect, "{}", case.case);
    }
}

#[test]
fn the_signature_of_twelve_bills_and_its_normal_year() {
    let case = cases().signature;
    let station = uccle(Base::Equivalent165);
    let months = Month::range(Month::new(2021, 1).unwrap(), Month::new(2021, 12).unwrap());
    let bills: Vec<_> = months
        .map(|month| {
            let cold = Decimal::from(station.of(month).unwrap().degree_days);
            (month.first(), month.next().first(), case.base + case.slope * cold)
        })
        .collect();
    let temperatures = Temperatures::default();
    let observations = observed(&billed(&bills), Base::Equivalent165, &temperatures);
    assert_eq!(observations.kwh(), case.total);
    let signature = Signature::fit(&observations, Per::Period).unwrap();
    let near =
        |found: f64, expect: f64| assert!((found - expect).abs() < 1e-6 * expect, "{found}, not {expect}");
    near(signature.base_load.value, 500.0);
    near(signature.slope.value, 40.0);
    let normal = Climate::new(station, &temperatures).normal(Period::year(2021).unwrap()).unwrap();
    near(signature.normal_year(&normal).unwrap().value, case.normal_year);
    assert!((signature.climate_share().unwrap().value - case.climate_share).abs() < 5e-6);
}

#[test]
fn energy_as_billed_emits_what_its_set_says() {
    for case in cases().co2 {
        let set = CATALOG.factor_set(&case.set).unwrap();
        let last = Period::year(case.year).unwrap().to.yesterday().unwrap();
        let held = set.of(case.carrier, last);
        let card = CATALOG.carrier(case.carrier).unwrap();
        let found = held.map(|held| {
            let on_basis = if card.has_basis() && card.basis() != held.basis {
                Energy::new(case.kwh, card.basis()).to_net(card.net_per_gross().unwrap()).value()
            } else {
                case.kwh
            };
            on_basis * held.value
        });
        assert_eq!(found, case.expect, "{}", case.case);
        let sure = held.map(|held| held.certainty == Certainty::Certain);
        assert_eq!(sure.unwrap_or(!case.likely), !case.likely, "{}", case.case);
    }
}

#[test]
fn conventional_factors_per_kwh_on_the_bill_are_those_printed() {
    for case in cases().per_gross {
        let grams = case.net_per_gross * case.kg_per_mj * dec!(3600);
        assert_eq!(grams.round(), Decimal::from(case.expect), "{}", case.case);
        assert!(case.never.is_none_or(|never| grams.round() != Decimal::from(never)), "{}", case.case);
    }
}

#[test]
fn one_unit_of_a_fuel_holds_what_was_published() {
    for case in cases().content {
        let card = CATALOG.carrier(case.carrier).unwrap();
        let on = "2025-01-01".parse().unwrap();
        let held = card
            .content_of(case.unit, case.variety.as_deref(), on)
            .and_then(eclaireur_models::catalog::Content::kwh);
        assert_eq!(held, Some(case.expect), "{}", case.case);
    }
}
