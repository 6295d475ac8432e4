//! The way to 2040: each building from its own base year, the park beside its target.

use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::{Answer, Measure, Value};
use eclaireur_models::norms::path::{Member, gap, intensities, park, path};
use eclaireur_models::readings::totals::Dated;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::assessed::{CATALOG, Stated};

const YEARS: [(i16, Decimal); 3] = [(2020, dec!(200)), (2021, dec!(190)), (2022, dec!(186))];

/// Years in normal weather, as sure as normalisation makes them.
fn told(years: &[(i16, Decimal)]) -> Vec<(i16, Value)> {
    let value = |of| Value::new(of, Measure::KwhPerM2, "intensity-normalised", vec![]);
    let modelled = |of| value(of).at_best(Quality::Declared, Certainty::Likely);
    years.iter().map(|(year, of)| (*year, modelled(*of))).collect()
}

#[test]
fn a_building_goes_straight_from_its_first_year_to_80_in_2040() {
    Stated::on("2026-11-21").work(|work, _| {
        let path = path(work, &told(&YEARS)).unwrap();
        assert_eq!(
            (path.base_year, path.base, path.target, path.target_year),
            (2020, dec!(200), dec!(80), 2040)
        );
        assert_eq!(path.wanted.len(), 21);
        assert_eq!((path.wanted[0].1, path.wanted[2].1, path.wanted[20].1), (dec!(200), dec!(188), dec!(80)));
        // −7 a year through (2021, 192): 2040 would be at 59.
        assert_eq!(path.trend.first(), Some(&(2023, dec!(178))));
        assert_eq!(path.trend.last(), Some(&(2040, dec!(59))));
        let ahead = gap(work, &told(&YEARS));
        assert_eq!(ahead.value().unwrap().value, dec!(-2));
        let ahead = ahead.value().unwrap();
        assert!(!ahead.sources.is_empty());
        assert_eq!((ahead.quality, ahead.certainty), (Quality::Declared, Certainty::Likely), "as its years");
    });
}

#[test]
fn who_begins_below_the_aim_of_parks_is_not_asked_to_use_more() {
    Stated::on("2026-11-21").work(|work, _| {
        let years = told(&[(2020, dec!(60)), (2021, dec!(70))]);
        let path = path(work, &years).unwrap();
        assert!(path.wanted.iter().all(|(_, v)| *v == dec!(60)));
        assert_eq!((path.target, gap(work, &years).value().unwrap().value), (dec!(80), dec!(10)));
    });
}

#[test]
fn a_stated_base_year_counts_and_one_without_figures_is_said() {
    let stated = |year: &str| Stated::on("2026-11-21").fact("building.base_year", year);
    stated("2021").work(|work, _| {
        let path = path(work, &told(&YEARS)).unwrap();
        assert_eq!((path.base_year, path.measured.len(), path.trend.len()), (2021, 2, 0));
    });
    for (year, lack) in
        [("2010", "base-year"), ("99999", "building.base_year"), ("jamais", "building.base_year")]
    {
        stated(year).work(|work, _| {
            assert_eq!(path(work, &told(&YEARS)), None, "{year}");
            let Answer::NotYet { lacks } = gap(work, &told(&YEARS)).answer else { panic!("{year}") };
            assert_eq!(lacks[0].code, lack);
        });
    }
    Stated::on("2026-11-21").work(|work, _| {
        assert_eq!(path(work, &[]), None);
        assert_eq!(path(work, &told(&[(2040, dec!(90))])), None, "there is no way left");
    });
}

/// Bills of 100 000 kWh a year.
fn bills(years: std::ops::RangeInclusive<i16>) -> Vec<(String, String, Decimal, Option<Decimal>)> {
    years.map(|y| (format!("{y}-01-01"), format!("{}-01-01", y + 1), dec!(100_000), None)).collect()
}

/// Electricity of 2020 to 2023, gas of some years that follows the cold for nothing, 1 000 m2.
fn both(gas: std::ops::RangeInclusive<i16>) -> Stated {
    let mut stated = Stated::on("2024-06-01").fact("building.heated_area_m2", "1000");
    for (carrier, years) in [(Carrier::NaturalGas, gas), (Carrier::Electricity, 2020..=2023)] {
        let rows = bills(years);
        let rows: Vec<_> =
            rows.iter().map(|(a, b, kwh, euro)| (a.as_str(), b.as_str(), *kwh, *euro)).collect();
        stated = stated.billed(carrier, &rows);
    }
    stated.meters[0].facts.climate = vec![Dated { from: None, to: None, value: Decimal::ZERO }];
    stated
}

#[test]
fn a_year_counts_on_net_basis_when_every_energy_of_it_is_whole() {
    let years = |stated: Stated| {
        let cold: Vec<(i16, Decimal)> = (2020..=2023).map(|year| (year, dec!(10))).collect();
        stated.cold(&cold).work(|work, _| {
            intensities(work).iter().map(|(y, v)| (*y, v.value.normalize())).collect::<Vec<_>>()
        })
    };
    let whole = |years: &[i16]| years.iter().map(|y| (*y, dec!(190))).collect::<Vec<_>>();
    assert_eq!(years(both(2020..=2023)), whole(&[2020, 2021, 2022, 2023]));
    // Gas was not read yet, or fell silent: those years are not low, they are not known.
    assert_eq!(years(both(2022..=2023)), whole(&[2022, 2023]));
    assert_eq!(years(both(2020..=2021)), whole(&[2020, 2021]));
    let mut nowhere = both(2020..=2023);
    nowhere.facts.clear();
    assert_eq!(years(nowhere), []);
}

#[test]
fn a_park_is_weighted_by_area_and_never_by_building() {
    let member = |area: Decimal, intensity: Decimal, co2| Member { area, intensity, co2 };
    let targets = CATALOG.targets().unwrap();
    let found = park(
        targets,
        &[
            member(dec!(3000), dec!(100), Some((dec!(1000), dec!(700)))),
            member(dec!(1000), dec!(60), Some((dec!(1000), dec!(900)))),
            member(dec!(0), dec!(9999), None),
        ],
    )
    .unwrap();
    assert_eq!((found.buildings, found.area, found.intensity), (2, dec!(4000), dec!(90)));
    assert_eq!((found.target, found.by), (dec!(80), 2040));
    assert_eq!((found.co2_change, found.co2_buildings), (Some(dec!(-0.2)), 2));
    assert_eq!(found.region, (dec!(-0.55), 2030, Some(1990)));
    assert_eq!(park(targets, &[]), None);
    let none = park(targets, &[member(dec!(1), dec!(1), Some((dec!(0), dec!(0))))]).unwrap();
    assert_eq!(none.co2_change, None);
}

proptest! {
    /// A park lies between its best and its worst building.
    #[test]
    fn a_park_lies_between_its_buildings(rows in prop::collection::vec((1u32..100_000, 0u32..2_000), 1..20)) {
        let members: Vec<Member> = rows.iter()
            .map(|(area, per_m2)| Member { area: (*area).into(), intensity: (*per_m2).into(), co2: None })
            .collect();
        let found = park(CATALOG.targets().unwrap(), &members).unwrap().intensity;
        let all = || members.iter().map(|m| m.intensity);
        let (low, high) = (all().min().unwrap(), all().max().unwrap());
        let rounding = dec!(0.0000000001);
        prop_assert!(low - rounding <= found && found <= high + rounding);
    }

    /// Whatever was measured, the way begins at its base, ends at the target, and no trend is below zero.
    #[test]
    fn the_way_begins_at_its_base_and_ends_at_the_target(values in prop::collection::vec(0u32..1_000, 1..15)) {
        let years: Vec<(i16, Decimal)> = (2015i16..).zip(values.iter().map(|v| Decimal::from(*v))).collect();
        Stated::on("2026-11-21").work(|work, _| {
            let path = path(work, &told(&years)).unwrap();
            prop_assert_eq!(path.wanted.first(), Some(&years[0]));
            prop_assert_eq!(path.wanted.last(), Some(&(2040, years[0].1.min(dec!(80)))));
            prop_assert!(path.trend.iter().all(|(_, v)| *v >= Decimal::ZERO));
            prop_assert_eq!(path.trend.is_empty(), years.len() < 3);
            Ok(())
        })?;
    }
}
