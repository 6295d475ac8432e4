//! A building through the whole line: each figure as reckoned by hand, what lacks where something does, and what physics
//! promises of all of them.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::catalog::{Base, FactorKind};
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::Climate;
use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use eclaireur_models::indicators::{Answer, Explained, Measure, Origin};
use eclaireur_models::period::{Month, Period};
use eclaireur_models::units::{Basis, Unit};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::cold::{CATALOG, temperatures, uccle};
use crate::given::{channel, day, meter, period, rows};
use crate::house::{House, figure, heated, home, lacks, monthly, value, year};

#[test]
fn a_care_home_of_one_year_is_told_as_reckoned_by_hand() {
    let told = home().assess();
    assert_eq!(told.year, Some(2021));
    // Gas 20 × 365 + 40 × 2286 = 98 740 kWh PCS, 88 866 PCI; in normal weather 20 × 365 + 40 × 2252 = 97 380, 87 642 PCI.
    let cases: &[(&str, Option<&str>, Decimal, Measure)] = &[
        ("final-energy", Some("natural_gas"), dec!(98_740), Measure::Kwh),
        ("final-energy", Some("electricity"), dec!(24_000), Measure::Kwh),
        ("final-energy", None, dec!(112_866), Measure::Kwh),
        ("normalised-energy", Some("natural_gas"), dec!(97_380), Measure::Kwh),
        ("normalised-energy", Some("electricity"), dec!(24_000), Measure::Kwh),
        ("normalised-energy", None, dec!(111_642), Measure::Kwh),
        ("primary-energy", Some("electricity"), dec!(60_000), Measure::KwhPrimary),
        ("primary-energy", None, dec!(148_866), Measure::KwhPrimary),
        ("intensity", None, dec!(279.105), Measure::KwhPerM2),
        ("intensity", Some("fuel"), dec!(219.105), Measure::KwhPerM2),
        ("intensity", Some("electricity"), dec!(60), Measure::KwhPerM2),
        ("intensity-per-unit", Some("bed"), dec!(2_232.84), Measure::KwhPerUnit),
        ("intensity-per-unit", Some("meal"), dec!(3.058685), Measure::KwhPerUnit),
        // 88 866 × 0.2016 + 24 000 × 0.6444; × 0.16749 for electricity; × 0.23 and 0.22.
        ("co2", Some("co2-peb"), dec!(33_380.9856), Measure::KgCo2),
        ("co2", Some("co2-decision"), dec!(21_935.1456), Measure::KgCo2),
        ("co2", Some("co2-life-cycle"), dec!(25_719.18), Measure::KgCo2),
        ("co2-per-m2", Some("co2-peb"), dec!(83.452464), Measure::KgCo2PerM2),
        // (87 642 + 60 000) ÷ (400 × 0.8).
        ("peb-public", Some("primary"), dec!(461.38125), Measure::KwhPrimaryPerM2),
        ("peb-public", Some("co2"), dec!(83.452464), Measure::KgCo2PerM2),
        ("benchmark", Some("care-homes-wallonia-2008-fuel"), dec!(1.327909), Measure::Number),
        // Of a range without a middle: beside its upper end, 250.
        ("benchmark", Some("care-homes-france-total"), dec!(1.11642), Measure::Number),
        ("benchmark", Some("care-homes-vendee-2014-total-bed"), dec!(0.214696), Measure::Number),
        ("recoverable", None, dec!(11_642), Measure::Kwh),
        // 11 642 × (98 740 × 0.08 + 24 000 × 0.30) ÷ 112 866.
        ("recoverable-cost", None, dec!(1_557.4654), Measure::Euro),
    ];
    for (indicator, part, expect, unit) in cases {
        let found = value(&told, indicator, *part);
        assert_eq!(
            (found.value.normalize(), found.unit),
            (expect.normalize(), *unit),
            "{indicator} {part:?}"
        );
    }
    let (low, high) = value(&told, "recoverable", None).range.unwrap();
    assert_eq!(
        (low.round_dp(0), high.round_dp(0)),
        (dec!(11_642), dec!(39_642)),
        "against 250 and 180 kWh/m2"
    );
    assert_eq!(lacks(figure(&told, "co2", Some("co2-residual-mix"))), [("factor".to_owned(), None)]);
    let gas = value(&told, "normalised-energy", Some("natural_gas"));
    assert_eq!(
        (gas.formula.as_ref(), gas.basis, gas.quality),
        ("normalised-additive", Some(Basis::Gross), Quality::Modelled)
    );
    assert_eq!(value(&told, "normalised-energy", Some("electricity")).formula, "normalised-as-is");
    assert_eq!(value(&told, "recoverable", None).formula, "recoverable-range");
    let estimate = value(&told, "peb-public", Some("primary"));
    assert_eq!((estimate.certainty, estimate.sources.is_empty()), (Certainty::Likely, false));
    let slope = told.figures.all("signature-slope").find(|f| f.of.as_deref() == Some("natural_gas")).unwrap();
    let base =
        told.figures.all("signature-base-load").find(|f| f.of.as_deref() == Some("natural_gas")).unwrap();
    assert_eq!((slope.value().unwrap().value, base.value().unwrap().value), (dec!(40), dec!(20)));
}

#[test]
fn decisions_stand_on_one_declared_set_and_sets_never_meet() {
    let decided: Vec<_> = CATALOG.factors(FactorKind::Co2).filter(|s| s.decision).collect();
    assert_eq!(decided.iter().map(|s| s.code.as_str()).collect::<Vec<_>>(), ["co2-decision"]);
    let told = home().assess();
    for figure in told.figures.all("co2").filter(|f| f.value().is_some()) {
        let file = format!("factors/{}", figure.of.as_deref().unwrap());
        let value = figure.value().unwrap();
        assert!(value.sources.iter().all(|s| s.file == file), "{file}");
        for input in value.inputs.iter().filter(|i| i.symbol == "co2-factor") {
            let origin = Origin::Catalog { file: file.clone() };
            assert_eq!(input.origin, origin);
        }
    }
}

#[test]
fn one_bill_a_year_gives_a_range_from_the_activity_and_says_so() {
    let bill = rows(
        channel(Kind::Billed, Register::Total, Unit::KWh),
        &[("2021-01-01", "2022-01-01", dec!(100_000))],
    );
    let told = House::new("2022-06-01").meter(meter("gaz", Carrier::NaturalGas, vec![bill])).assess();
    let gas = value(&told, "normalised-energy", Some("natural_gas"));
    // 100 000 × (s × 2252/2286 + 1 − s) for s = 0.60, 0.675 and 0.75.
    let (low, high) = gas.range.unwrap();
    assert_eq!(
        (low.round_dp(1), gas.value.round_dp(1), high.round_dp(1)),
        (dec!(98_884.5), dec!(98_996.1), dec!(99_107.6))
    );
    assert_eq!((gas.formula.as_ref(), gas.certainty), ("normalised-ratio", Certainty::Likely));
    let slope = told.figures.all("signature-slope").next().unwrap();
    assert_eq!(lacks(slope), [("signature".to_owned(), None)]);
    assert_eq!(lacks(figure(&told, "intensity", None)), [("building.heated_area_m2".to_owned(), None)]);
}

#[test]
fn a_tenth_more_in_the_second_year_is_a_drift_of_a_tenth() {
    let more = |month: Month| if month.year() == 2021 { Decimal::ONE } else { dec!(1.1) };
    let told = House::new("2023-02-01").meter(monthly(Carrier::NaturalGas, &heated(23, more))).assess();
    // Expected from January to November 2022: 20 × 334 + 40 × 1536 = 68 120.
    for (indicator, expect) in [("drift", dec!(6812)), ("drift-share", dec!(0.1))] {
        let figure = told.figures.all(indicator).next().unwrap();
        assert_eq!(figure.value().unwrap().value.normalize(), expect, "{figure:?}");
        assert_eq!(figure.period, Period::new(day("2022-01-01"), day("2022-12-01")));
    }
    let drawn = &told.series.drifts[0];
    assert_eq!((drawn.points.len(), drawn.band.len()), (11, 11));
    assert!((drawn.points[10].1 - 6812.0).abs() < 1e-6);
    assert_eq!(Some(drawn.reference), year());
}

#[test]
fn the_year_before_is_compared_in_normal_weather() {
    let held = temperatures(period("2023-12-01", "2026-01-01"), 7);
    let climate = Climate::new(uccle(Base::Equivalent165), &held);
    let bills: Vec<(String, String, Decimal)> =
        Month::range(Month::new(2024, 1).unwrap(), Month::new(2025, 12).unwrap())
            .map(|month| {
                let cold = climate.over(month.period()).degree_days().unwrap();
                let times = if month.year() == 2024 { Decimal::ONE } else { dec!(0.9) };
                let kwh = (dec!(20) * Decimal::from(month.period().days()) + dec!(40) * cold) * times;
                (month.first().to_string(), month.next().first().to_string(), kwh.round_dp(3))
            })
            .collect();
    let read: Vec<(&str, &str, Decimal)> =
        bills.iter().map(|(a, b, v)| (a.as_str(), b.as_str(), *v)).collect();
    let gas = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read);
    let mut house = House::new("2026-02-01").meter(meter("gaz", Carrier::NaturalGas, vec![gas]));
    house.temperatures = held;
    let told = house.assess();
    assert_eq!(told.year, Some(2025));
    let trend = |of| told.figures.get("trend", of, Period::year(2025)).unwrap().value().unwrap();
    // A tenth less, and one day less than a leap year; the line through both years is a little off for each.
    assert!((trend(None).value + dec!(0.1)).abs() < dec!(0.005), "{}", trend(None).value);
    assert_eq!(trend(None).value, trend(Some("since-first")).value);
    assert_eq!(trend(None).inputs[1].of.as_deref(), Some("2024"));
    let before = told.figures.get("trend", None, Period::year(2024)).unwrap();
    assert_eq!(lacks(before)[0].0, "second-year");
}

#[test]
fn a_year_in_which_one_energy_gave_way_to_another_is_whole() {
    let months = |range: core::ops::Range<usize>| {
        (0..12).map(|i| range.contains(&i).then_some(dec!(1000))).collect::<Vec<_>>()
    };
    let mut gas = monthly(Carrier::NaturalGas, &months(0..6));
    gas.valid = (None, Some(day("2021-07-01")));
    let mut pump = monthly(Carrier::Electricity, &months(6..12));
    pump.valid = (Some(day("2021-07-01")), None);
    let heat = monthly(Carrier::DistrictHeat, &[Some(dec!(10)); 12]);
    let told = House::new("2022-06-01").meter(gas).meter(pump).meter(heat).assess();
    assert_eq!(told.year, Some(2021));
    assert_eq!(value(&told, "final-energy", None).value, dec!(6000) * dec!(0.90) + dec!(6000) + dec!(120));
}

#[test]
fn what_panels_make_and_the_building_uses_is_energy_and_emits_nothing() {
    let flow = |direction, kwh: Decimal| {
        let of = Channel { direction, ..channel(Kind::Billed, Register::Total, Unit::KWh) };
        let text: Vec<(String, String)> = (1..=12)
            .map(|n| Month::new(2021, n).unwrap())
            .map(|m| (m.first().to_string(), m.next().first().to_string()))
            .collect();
        rows(of, &text.iter().map(|(a, b)| (a.as_str(), b.as_str(), kwh)).collect::<Vec<_>>())
    };
    let taken = flow(Direction::Offtake, dec!(2000));
    let (made, given) = (flow(Direction::Production, dec!(1000)), flow(Direction::Injection, dec!(400)));
    let house = |channels| House::new("2022-06-01").meter(meter("compteur", Carrier::Electricity, channels));
    let told =
        house(vec![taken.clone(), made.clone(), given]).with("building.heated_area_m2", "100").assess();
    let energy = value(&told, "final-energy", Some("electricity"));
    assert_eq!((energy.value, energy.formula.as_ref()), (dec!(31_200), "final-energy-own-use"));
    // 24 000 × 2.5: no page gives a factor of what panels make.
    let primary = value(&told, "primary-energy", Some("electricity"));
    assert_eq!((primary.value, primary.certainty), (dec!(60_000), Certainty::Likely));
    assert_eq!(value(&told, "peb-public", Some("primary")).value, dec!(600));
    assert_eq!(value(&told, "co2", Some("co2-peb")).value, dec!(24_000) * dec!(0.6444));
    let share = value(&told, "peb-public", Some("renewable"));
    assert_eq!((share.value, share.unit), (dec!(0.384615), Measure::Share));
    // Nobody measures what is given back: what was taken stands alone, and is to be confirmed.
    let told = house(vec![taken, made]).assess();
    let energy = value(&told, "final-energy", Some("electricity"));
    assert_eq!((energy.value, energy.formula.as_ref()), (dec!(24_000), "final-energy-taken-only"));
    assert_eq!(energy.certainty, Certainty::Likely);
}

#[test]
fn panels_whose_meter_was_never_read_are_not_no_panels() {
    let mut house = home();
    let made =
        Channel { direction: Direction::Production, ..channel(Kind::Index, Register::Total, Unit::KWh) };
    house.meters.push(meter("panneaux", Carrier::Electricity, vec![rows(made, &[])]));
    let told = house.assess();
    assert_eq!(value(&told, "final-energy", Some("electricity")).certainty, Certainty::Likely);
    for (code, part) in [("production", None), ("peb-public", Some("renewable"))] {
        assert_eq!(lacks(figure(&told, code, part)), [("production".to_owned(), None)], "{code}");
    }
}

#[test]
fn a_heat_pump_billed_by_the_year_is_not_in_normal_weather_as_it_is() {
    let told = home().with("building.heating", "heat-pump").assess();
    assert_eq!(
        lacks(figure(&told, "normalised-energy", Some("electricity"))),
        [("signature".to_owned(), None)]
    );
    assert_eq!(value(&told, "intensity", Some("electricity")).formula, "intensity-final");
}

#[test]
fn the_target_of_parks_is_to_be_confirmed_for_a_building_and_has_no_price() {
    let mut house = home();
    house.activity = Some("creche");
    let told = house.assess();
    assert_eq!(value(&told, "recoverable", None).certainty, Certainty::Likely);
    assert_eq!(lacks(figure(&told, "recoverable-cost", None)), [("peers".to_owned(), None)]);
}

#[test]
fn a_reference_of_another_country_or_weather_is_to_be_confirmed() {
    let mut house = home();
    house.activity = Some("school");
    let told = house.assess();
    // 111 642 kWh ÷ 50 pupils lie between 1 400 and 2 900, electricity and fuel together.
    let pupil = value(&told, "benchmark", Some("schools-wallonia-2010-total-pupil"));
    assert_eq!((pupil.value, pupil.formula.as_ref()), (dec!(1), "benchmark-range"));
    assert_eq!(pupil.certainty, Certainty::Likely, "as it was, beside a year in normal weather");
}

#[test]
fn what_is_recoverable_is_told_by_the_best_yardstick_there_is() {
    let members = BenchmarkStrip {
        of: "total".into(),
        own: None,
        references: vec![Reference {
            code: "members".into(),
            name: "membres".to_owned(),
            lowest: Some(dec!(150)),
            middle: Some(dec!(200)),
            highest: Some(dec!(300)),
            year: Some(2021),
            n: Some(12),
            foreign: false,
            certainty: Certainty::Certain,
            basis: "final-normalised".into(),
        }],
    };
    let by = |activity, peers: Vec<BenchmarkStrip>| {
        let mut house = home();
        (house.activity, house.peers) = (activity, peers);
        let told = house.assess();
        let found = value(&told, "recoverable", None);
        (found.formula.to_string(), found.value.normalize())
    };
    for (activity, peers, formula, expect) in [
        // (279.105 − 200, the middle of the members; 235, the upper end of a range; 80) × 400.
        (Some("care-home"), vec![members.clone()], "recoverable-members", dec!(31_642)),
        (Some("care-home"), vec![], "recoverable-range", dec!(11_642)),
        (Some("school"), vec![], "recoverable-range", dec!(17_642)),
        (Some("creche"), vec![], "recoverable-target", dec!(79_642)),
        (None, vec![], "recoverable-target", dec!(79_642)),
    ] {
        assert_eq!(by(activity, peers), (formula.to_owned(), expect), "{activity:?}");
    }
}

/// Nothing is known, and everything that lacks is named.
fn says_what_lacks(told: &Assessment) {
    assert!(!told.figures.0.is_empty());
    for figure in &told.figures.0 {
        match &figure.answer {
            Answer::Known(_) => assert!(figure.value().is_none(), "{figure:?}"),
            Answer::NotYet { lacks } => assert!(!lacks.is_empty(), "{figure:?}"),
            Answer::NotApplicable { why } => assert!(!why.is_empty()),
        }
    }
}

#[test]
fn a_building_of_which_nothing_is_known_says_what_lacks() {
    says_what_lacks(&House::new("2022-06-01").assess());
    let bare = meter("gaz", Carrier::NaturalGas, vec![]);
    says_what_lacks(&House::new("2022-06-01").meter(bare).assess());
    let strange =
        House { activity: Some("no-such-activity"), station: "nowhere", ..House::new("2022-06-01") };
    says_what_lacks(&strange.assess());
}

#[test]
fn facts_that_make_no_sense_divide_nothing() {
    for (code, absurd) in [
        ("building.heated_area_m2", "0"),
        ("building.heated_area_m2", "-12"),
        ("building.heated_area_m2", "0.0000000000000000000000000001"),
        ("building.heated_area_m2", "79228162514264337593543950335"),
        ("building.heated_area_m2", "large"),
        ("building.occupancy_share", "0"),
        ("building.occupancy_share", "2"),
        ("building.service_units", "0"),
    ] {
        let told = home().with(code, absurd).assess();
        for figure in told.figures.0.iter().filter_map(Explained::value) {
            assert!(
                figure.value >= Decimal::ZERO || figure.unit == Measure::Share,
                "{code} {absurd} {figure:?}"
            );
        }
    }
}

#[test]
fn a_lost_month_takes_figures_away_and_never_lowers_one() {
    let whole = home().assess();
    let signatures = ["signature-slope", "signature-base-load", "drift", "drift-share"];
    for lost in 0..12 {
        for carrier in [Carrier::NaturalGas, Carrier::Electricity] {
            let mut house = home();
            let position = house.meters.iter().position(|m| m.carrier == carrier).unwrap();
            let mut kwh = match carrier {
                Carrier::NaturalGas => heated(12, |_| Decimal::ONE),
                _ => vec![Some(dec!(2000)); 12],
            };
            kwh[lost] = None;
            house.meters[position] = monthly(carrier, &kwh);
            let told = house.assess();
            assert_eq!(
                lacks(figure(&told, "final-energy", Some(carrier.code()))),
                [("whole-year".to_owned(), Some(1))]
            );
            assert_eq!(lacks(figure(&told, "final-energy", None)), [("whole-year".to_owned(), Some(1))]);
            for figure in told.figures.0.iter().filter(|f| !signatures.contains(&f.indicator.as_ref())) {
                let (Some(now), before) = (
                    figure.value(),
                    whole.figures.get(&figure.indicator, figure.of.as_deref(), figure.period),
                ) else {
                    continue;
                };
                let before = before.and_then(Explained::value).map(|v| v.value.normalize());
                assert_eq!(Some(now.value.normalize()), before, "{} {:?}", figure.indicator, figure.of);
            }
        }
    }
}

#[test]
fn charts_have_their_rows() {
    let series = home().assess().series;
    assert_eq!(series.meters.len(), 2);
    let gas = series.months.iter().find(|m| m.carrier == Carrier::NaturalGas).unwrap();
    assert_eq!(gas.months.len(), 12);
    // January: 20 × 31 + 40 × 396 in normal weather.
    assert_eq!(gas.months[0].normal.map(|kwh| kwh.round_dp(2).normalize()), Some(dec!(16_460)));
    assert!(
        series.months.iter().any(|m| m.months.iter().all(|p| p.normal.is_none())),
        "electricity has no line"
    );
    assert_eq!(series.years.iter().filter(|y| y.normal.is_some()).count(), 1);
    let line = series.signatures.iter().find(|s| s.carrier == Carrier::NaturalGas).unwrap();
    assert_eq!((line.points.len(), line.points.iter().filter(|p| p.outlier).count()), (12, 0));
    assert_eq!(series.benchmarks.iter().map(|s| s.of.as_ref()).collect::<Vec<_>>(), ["fuel", "total"]);
    assert!(series.drifts.is_empty() && series.balance.is_empty());
    assert_eq!(series.path.as_ref().map(|p| p.measured.len()), Some(1), "its one year");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// In all is what the carriers give, on PCI; more area never raises what a square metre takes.
    #[test]
    fn carriers_add_up_and_a_larger_building_is_not_thirstier(
        gas in 0u32..100_000,
        heat in 0u32..100_000,
        electricity in 0u32..100_000,
        area in 1u32..10_000,
        more in 0u32..10_000,
    ) {
        let bills = |kwh: u32| vec![Some(Decimal::from(kwh)); 12];
        let of = |area: u32| {
            House::new("2022-06-01")
                .meter(monthly(Carrier::NaturalGas, &bills(gas)))
                .meter(monthly(Carrier::DistrictHeat, &bills(heat)))
                .meter(monthly(Carrier::Electricity, &bills(electricity)))
                .with("building.heated_area_m2", &area.to_string())
                .assess()
        };
        let (small, large) = (of(area), of(area + more));
        for indicator in ["final-energy", "normalised-energy"] {
            let part = |carrier| value(&small, indicator, Some(carrier)).value;
            let sum = part("natural_gas") * dec!(0.90) + part("district_heat") + part("electricity");
            prop_assert_eq!(sum, value(&small, indicator, None).value);
        }
        for (indicator, part) in [("intensity", None), ("intensity", Some("fuel")), ("recoverable", None)] {
            let (a, b) = (value(&small, indicator, part).value, value(&large, indicator, part).value);
            prop_assert!(indicator == "recoverable" || b <= a);
            prop_assert!(a >= Decimal::ZERO);
        }
        // Heat of a network has no factor: nothing that needs one is told of the whole.
        prop_assert!(figure(&small, "primary-energy", None).value().is_none());
    }
}
