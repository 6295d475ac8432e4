//! The way to 2040: each building from its own base year, the park beside its target.

use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::Answer;
use eclaireur_models::indicators::series::{Series, YearPoint};
use eclaireur_models::norms::path::{Member, gap, intensities, park, path};
use eclaireur_models::units::Basis;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::assessed::{CATALOG, Stated};

const YEARS: [(i16, Decimal); 3] = [(2020, dec!(200)), (2021, dec!(190)), (2022, dec!(186))];

#[test]
fn a_building_goes_straight_from_its_first_year_to_80_in_2040() {
    Stated::on("2026-11-21").work(|work, _| {
        let path = path(work, &YEARS).unwrap();
        assert_eq!(
            (path.base_year, path.base, path.target, path.target_year),
            (2020, dec!(200), dec!(80), 2040)
        );
        assert_eq!(path.wanted.len(), 21);
        assert_eq!((path.wanted[0].1, path.wanted[2].1, path.wanted[20].1), (dec!(200), dec!(188), dec!(80)));
        // −7 a year through (2021, 192): 2040 would be at 59.
        assert_eq!(path.trend.first(), Some(&(2023, dec!(178))));
        assert_eq!(path.trend.last(), Some(&(2040, dec!(59))));
        let ahead = gap(work, &YEARS);
        assert_eq!(ahead.value().unwrap().value, dec!(-2));
        assert!(!ahead.value().unwrap().sources.is_empty());
    });
}

#[test]
fn a_stated_base_year_counts_and_one_without_figures_is_said() {
    let stated = |year: &str| Stated::on("2026-11-21").fact("building.base_year", year);
    stated("2021").work(|work, _| {
        let path = path(work, &YEARS).unwrap();
        assert_eq!((path.base_year, path.measured.len(), path.trend.len()), (2021, 2, 0));
    });
    for (year, lack) in
        [("2010", "base-year"), ("99999", "building.base_year"), ("jamais", "building.base_year")]
    {
        stated(year).work(|work, _| {
            assert_eq!(path(work, &YEARS), None, "{year}");
            let Answer::NotYet { lacks } = gap(work, &YEARS).answer else { panic!("{year}") };
            assert_eq!(lacks[0].code, lack);
        });
    }
    Stated::on("2026-11-21").work(|work, _| {
        assert_eq!(path(work, &[]), None);
        assert_eq!(path(work, &[(2040, dec!(90))]), None, "there is no way left");
    });
}

#[test]
fn a_year_counts_on_net_basis_when_every_energy_of_it_is_whole() {
    let point = |carrier, year, value, normal, complete_months| YearPoint {
        carrier,
        year,
        value: Some(value),
        basis: if carrier == Carrier::NaturalGas { Basis::Gross } else { Basis::Net },
        normal,
        quality: Quality::Measured,
        complete_months,
        cost: None,
    };
    let (gas, power) = (Carrier::NaturalGas, Carrier::Electricity);
    let series = Series {
        years: vec![
            point(gas, 2022, dec!(90000), Some(dec!(100000)), 12),
            point(gas, 2023, dec!(90000), None, 12),
            point(gas, 2024, dec!(90000), Some(dec!(95000)), 11),
            point(gas, 2025, dec!(90000), Some(dec!(80000)), 12),
            point(power, 2022, dec!(10000), None, 12),
            point(power, 2024, dec!(10000), None, 12),
            point(power, 2025, dec!(8000), None, 12),
            point(Carrier::Water, 2025, dec!(700), None, 12),
        ],
        ..Series::default()
    };
    let bills = [("2025-01-01", "2026-01-01", dec!(1), None)];
    let stated =
        || Stated::on("2026-11-21").billed(gas, &bills).billed(power, &bills).billed(Carrier::Water, &bills);
    stated().fact("building.heated_area_m2", "1000").work(|work, _| {
        assert_eq!(intensities(work, &series), [(2022, dec!(100)), (2025, dec!(80))]);
    });
    stated().work(|work, _| assert_eq!(intensities(work, &series), []));
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
            let path = path(work, &years).unwrap();
            prop_assert_eq!(path.wanted.first(), Some(&years[0]));
            prop_assert_eq!(path.wanted.last(), Some(&(2040, dec!(80))));
            prop_assert!(path.trend.iter().all(|(_, v)| *v >= Decimal::ZERO));
            prop_assert_eq!(path.trend.is_empty(), years.len() < 3);
            Ok(())
        })?;
    }
}
