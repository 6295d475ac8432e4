//! The yearly method: one bill a year as a year of normal weather, as a range that says where it comes from.

use eclaireur_models::baseline::original::Observation;
use eclaireur_models::baseline::yearly::{KnownBy, Normalised, NotYet, Share, mean, normalise, ratio_form};
use eclaireur_models::building::Kind;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::{Base, Climate, Temperatures};
use eclaireur_models::period::{Day, Month};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::cold::{CATALOG, as_read, billed, gas, observed, temperatures, uccle};
use crate::given::{day, period};

fn one(from: &str, to: &str, kwh: Decimal, base: Base, held: &Temperatures) -> Observation {
    observed(&billed(&[(day(from), day(to), kwh)]), base, held).list()[0].clone()
}

fn normalised(of: &Observation, base: Base, share: Share) -> Result<Normalised, NotYet> {
    let none = Temperatures::default();
    let climate = Climate::new(uccle(base), &none);
    normalise(of, climate.heating_season(), climate.normal(of.days()), share)
}

fn activity(code: &str) -> Share {
    let (card, known) = CATALOG.climate_share(Some(code)).unwrap();
    Share::of_activity(card, known)
}

#[test]
fn a_yearly_bill_becomes_a_normal_year_as_a_range_and_is_called_an_estimate() {
    let none = Temperatures::default();
    let bill = one("2021-01-01", "2022-01-01", dec!(100_000), Base::Equivalent165, &none);
    let year = normalised(&bill, Base::Equivalent165, activity("care-home")).unwrap();
    // 100 000 × (s × 2252/2286 + 1 − s) for s = 0.60 and 0.75.
    assert_eq!((year.lowest.round_dp(1), year.highest.round_dp(1)), (dec!(98_884.5), dec!(99_107.6)));
    assert!(year.lowest <= year.normal_kwh && year.normal_kwh <= year.highest);
    assert_eq!((year.quality, year.certainty), (Quality::Modelled, Certainty::Likely));
    let said: Vec<_> = year.findings().iter().map(|f| f.code.code()).collect();
    assert_eq!(said, ["yearly-readings-only", "climate-share-assumed"]);
    assert_eq!(year.findings()[1].data["lowest"], "60 %");
    // Of an activity of which nothing is told, anything between none and all.
    let open = normalised(&bill, Base::Equivalent165, activity("culture")).unwrap();
    assert_eq!((open.share.by, open.share.usual), (KnownBy::NoneKnown, dec!(0.85)));
    assert_eq!(
        (open.lowest.round_dp(1), open.normal_kwh.round_dp(1), open.highest),
        (dec!(98_512.7), dec!(98_735.8), dec!(100_000))
    );
    // Stated by somebody: one figure, and no range to explain.
    let stated = normalised(&bill, Base::Equivalent165, Share::stated(dec!(0.85))).unwrap();
    assert_eq!(
        (stated.normal_kwh.round_dp(1), stated.lowest, stated.findings().len()),
        (dec!(98_735.8), stated.highest, 1)
    );
}

#[test]
fn the_other_base_has_years_and_its_own_normal() {
    let none = Temperatures::default();
    let bill = one("2018-01-01", "2019-01-01", dec!(100_000), Base::Mean15, &none);
    let year = normalised(&bill, Base::Mean15, Share::stated(Decimal::ONE)).unwrap();
    assert_eq!((year.normal.name.as_str(), year.normal_kwh.round_dp(1)), ("2017", dec!(109_373.2)));
}

#[test]
fn what_is_no_heating_season_says_what_to_bring() {
    let held = temperatures(period("2023-12-01", "2026-01-01"), 7);
    let share = Share::stated(dec!(0.8));
    for (from, to, expect) in [
        ("2024-11-01", "2025-04-01", None),
        ("2024-10-01", "2025-05-01", None),
        ("2025-01-01", "2026-01-01", None),
        ("2025-05-01", "2025-09-01", Some(NotYet::HeatingSeason)),
        ("2025-01-01", "2025-03-01", Some(NotYet::HeatingSeason)),
    ] {
        let of = one(from, to, dec!(10_000), Base::Equivalent165, &held);
        assert_eq!(normalised(&of, Base::Equivalent165, share).err(), expect, "{from} {to}");
    }
    let winter = one("2024-11-01", "2025-04-01", dec!(10_000), Base::Mean15, &held);
    assert_eq!(normalised(&winter, Base::Mean15, share).unwrap_err(), NotYet::Normal);
    let waiting =
        observed(&billed(&[(day("2025-10-01"), day("2026-10-01"), dec!(1))]), Base::Equivalent165, &held);
    assert_eq!(NotYet::waiting(&waiting.waiting[0]), Some(NotYet::Weather(day("2026-10-01"))));
}

/// Twelve bills of a year: `base` kWh a day and 50 kWh a degree-day of 2021.
fn months_of(activity: &str, base: i64) -> Option<Share> {
    let station = uccle(Base::Equivalent165);
    let bills: Vec<(Day, Day, Decimal)> =
        Month::range(Month::new(2021, 1).unwrap(), Month::new(2021, 12).unwrap())
            .map(|month| {
                let cold = Decimal::from(station.of(month).unwrap().degree_days) * dec!(50);
                (month.first(), month.next().first(), cold + Decimal::from(base * month.period().days()))
            })
            .collect();
    let mut meter = gas(Kind::Billed, &bills);
    meter.facts.served = vec![Some(activity.to_owned())];
    let none = Temperatures::default();
    as_read(&[meter]).summer.map(|told| Share::of_summer(told, &Climate::new(station, &none)))
}

#[test]
fn the_summer_tells_the_base_load_and_a_school_has_none() {
    // Base load 36 500 of 150 800: the climate share is 75.8 %, a little more than the summer with its own cold tells.
    let share = months_of("care-home", 100).unwrap();
    assert_eq!(share.by, KnownBy::Summer(2021));
    assert!(share.lowest < dec!(0.758) && (share.highest - dec!(0.758)).abs() < dec!(0.005), "{share:?}");
    assert!(share.lowest < share.usual && share.usual < share.highest);
    assert_eq!(months_of("school", 100), None, "its July is holiday");
}

#[test]
fn years_are_normalised_each_and_averaged_afterwards() {
    let held = temperatures(period("2023-12-01", "2026-01-01"), 7);
    let years: Vec<Normalised> =
        [("2021-01-01", "2022-01-01"), ("2024-01-01", "2025-01-01"), ("2025-01-01", "2026-01-01")]
            .into_iter()
            .zip([dec!(100_000), dec!(90_000), dec!(95_000)])
            .map(|((from, to), kwh)| {
                let bill = one(from, to, kwh, Base::Equivalent165, &held);
                normalised(&bill, Base::Equivalent165, activity("care-home")).unwrap()
            })
            .collect();
    let mean_year = mean(&years).unwrap();
    assert_eq!(mean_year.years, 3);
    let by_hand: Decimal = years.iter().map(|y| y.normal_kwh).sum::<Decimal>() / dec!(3);
    assert_eq!(mean_year.normal_kwh, by_hand.round_dp(3));
    assert!(mean_year.lowest <= mean_year.normal_kwh && mean_year.normal_kwh <= mean_year.highest);
    assert_eq!(mean(&[]), None);
}

proptest! {
    /// No climate share leaves the year as it is, as does normal weather; all of it scales with the cold; a year between
    /// lies between.
    #[test]
    fn the_ratio_keeps_its_bounds(kwh in 0u32..10_000_000, share in 0u32..=100, cold in 1u32..4000, normal in 1u32..4000) {
        let (kwh, share) = (Decimal::from(kwh), Decimal::new(i64::from(share), 2));
        let (cold, normal) = (Decimal::from(cold), Decimal::from(normal));
        let of = |share| ratio_form(kwh, share, cold, normal).unwrap();
        prop_assert_eq!(of(Decimal::ZERO), kwh);
        prop_assert_eq!(ratio_form(kwh, share, cold, cold).unwrap(), kwh);
        let (none, all) = (of(Decimal::ZERO), of(Decimal::ONE));
        prop_assert!(of(share) >= none.min(all) && of(share) <= none.max(all));
        prop_assert_eq!(ratio_form(kwh, share, Decimal::ZERO, normal).is_some(), (kwh * share).is_zero());
    }
}
