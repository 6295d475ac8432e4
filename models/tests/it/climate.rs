//! Degree-days of a period: which source holds, what is missing and from when it can exist, what is normal; and a
//! catalogue that holds every figure of the reference data.

use std::collections::BTreeSet;

use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::climate::{Base, Climate, Origin, Temperature, Temperatures, Why};
use eclaireur_models::period::{Month, Period, next_day};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::cold::{temperatures, uccle};
use crate::folders;
use crate::given::{day, period};

/// Every day of a period at one temperature.
fn constant(period: Period, celsius: Decimal, quality: Quality) -> Temperatures {
    let mut temperatures = Temperatures::default();
    for day in period.iter() {
        temperatures.insert(day, Temperature::from_celsius(celsius).unwrap(), quality);
    }
    temperatures
}

#[test]
fn what_was_published_wins_and_the_origin_is_said() {
    let daily = constant(period("2015-12-01", "2026-11-01"), dec!(6.5), Quality::Measured);
    let none = Temperatures::default();
    // Station, period, temperatures → degree-days, origin, certainty.
    for (base, temperatures, (from, to), expect) in [
        // A published month holds beside its own days.
        (
            Base::Equivalent165,
            &daily,
            ("2021-01-01", "2021-02-01"),
            (dec!(417), Origin::Months, Certainty::Certain),
        ),
        // Of a month that is cut, its days where they are known,
        (
            Base::Equivalent165,
            &daily,
            ("2021-01-11", "2021-01-21"),
            (dec!(100), Origin::Days, Certainty::Certain),
        ),
        // else an even part of it.
        (
            Base::Equivalent165,
            &none,
            ("2021-04-01", "2021-04-16"),
            (dec!(136), Origin::Spread, Certainty::Certain),
        ),
        // A month that is only likely gives way to its days,
        (
            Base::Equivalent165,
            &daily,
            ("2016-01-01", "2016-02-01"),
            (dec!(310), Origin::Days, Certainty::Certain),
        ),
        // and holds where they are not known.
        (
            Base::Equivalent165,
            &none,
            ("2016-01-01", "2016-02-01"),
            (dec!(361), Origin::Months, Certainty::Likely),
        ),
        // A year that was published holds before its likely months,
        (Base::Mean15, &none, ("2016-01-01", "2017-01-01"), (dec!(1948), Origin::Year, Certainty::Certain)),
        (Base::Mean15, &none, ("2018-01-01", "2019-01-01"), (dec!(1739), Origin::Year, Certainty::Certain)),
        // and two years make two years.
        (Base::Mean15, &none, ("2017-01-01", "2019-01-01"), (dec!(3519), Origin::Year, Certainty::Certain)),
        (Base::Mean15, &daily, ("2025-01-01", "2025-01-11"), (dec!(85), Origin::Days, Certainty::Certain)),
    ] {
        let weather = Climate::new(uccle(base), temperatures).over(period(from, to));
        assert_eq!(weather.degree_days(), Some(expect.0), "{base:?} {from} {to}");
        assert_eq!(weather.origins().keys().copied().collect::<Vec<_>>(), [expect.1], "{base:?} {from} {to}");
        assert_eq!(weather.certainty(), expect.2, "{base:?} {from} {to}");
        assert_eq!(weather.exists_from(), None);
    }
}

#[test]
fn a_bill_across_months_says_which_part_comes_from_where() {
    let january = constant(period("2021-01-13", "2021-02-01"), dec!(6.5), Quality::Measured);
    let weather = Climate::new(uccle(Base::Equivalent165), &january).over(period("2021-01-15", "2021-04-16"));
    let parts: Vec<_> = weather.parts.iter().map(|p| (p.origin, p.days.days(), p.quality)).collect();
    assert_eq!(
        parts,
        [
            (Origin::Days, 17, Quality::Measured),
            (Origin::Months, 59, Quality::Measured),
            (Origin::Spread, 15, Quality::Modelled),
        ]
    );
    assert_eq!(weather.degree_days(), Some(dec!(170) + dec!(316) + dec!(288) + dec!(136)));
    assert_eq!(weather.quality(), Quality::Modelled);
}

#[test]
fn a_modelled_temperature_is_only_likely() {
    let archive = constant(period("2025-01-01", "2025-02-01"), dec!(5), Quality::Modelled);
    let weather = Climate::new(uccle(Base::Mean15), &archive).over(period("2025-01-01", "2025-02-01"));
    assert_eq!((weather.quality(), weather.certainty()), (Quality::Modelled, Certainty::Likely));
}

#[test]
fn what_is_missing_is_said_with_the_day_from_which_it_can_exist() {
    let held = constant(period("2026-10-01", "2026-11-20"), dec!(6.5), Quality::Measured);
    let climate = Climate::new(uccle(Base::Equivalent165), &held);
    let weather = climate.over(period("2026-09-29", "2026-12-01"));
    assert_eq!(weather.degree_days(), None);
    assert_eq!(weather.certainty(), Certainty::Unknown);
    let missing: Vec<_> = weather.missing.iter().map(|m| (m.days.from, m.days.to, m.why)).collect();
    assert_eq!(
        missing,
        [
            (day("2026-09-29"), day("2026-10-01"), Why::NotLoaded),
            (day("2026-10-01"), day("2026-10-03"), Why::DaysBefore),
            (day("2026-11-20"), day("2026-12-01"), Why::NotLoaded),
        ]
    );
    // The last day of November is over on the first of December.
    assert_eq!(weather.exists_from(), Some(day("2026-12-01")));
    // No normal stands in: the known days are those of October and November only.
    assert_eq!(weather.parts.iter().map(|p| p.degree_days).sum::<Decimal>(), dec!(480));
}

#[test]
fn a_normal_is_dated_and_what_nobody_found_is_not_made_up() {
    let none = Temperatures::default();
    let gas = Climate::new(uccle(Base::Equivalent165), &none);
    let institute = Climate::new(uccle(Base::Mean15), &none);
    let of = |climate: &Climate<'_>, from: &str, to: &str| {
        climate.normal(period(from, to)).map(|n| (n.name, n.degree_days.round_dp(2), n.quality, n.certainty))
    };
    let (exact, cut) = (Quality::Measured, Quality::Modelled);
    let gas_normal = |dj, quality| Some(("1991-2020".to_owned(), dj, quality, Certainty::Certain));
    assert_eq!(of(&gas, "2024-01-01", "2025-01-01"), gas_normal(dec!(2252), exact));
    assert_eq!(of(&gas, "2024-03-15", "2025-03-15"), gas_normal(dec!(2252), exact));
    assert_eq!(of(&gas, "2024-07-01", "2024-09-01"), gas_normal(dec!(21), exact));
    assert_eq!(of(&gas, "2024-04-01", "2024-04-11"), gas_normal(dec!(62.33), cut));
    let year = |quality| Some(("2017".to_owned(), dec!(1902), quality, Certainty::Certain));
    assert_eq!(of(&institute, "2018-01-01", "2019-01-01"), year(exact));
    assert_eq!(of(&institute, "2018-01-03", "2018-12-30"), year(cut));
    assert_eq!(of(&institute, "2018-01-01", "2018-02-01"), None, "its months are not known");
    assert_eq!((gas.heating_season(), institute.heating_season()), (Some(dec!(1694)), None));
    let normals = uccle(Base::Mean15).normals();
    let unknown: Vec<_> = normals.iter().filter(|n| n.year().is_none()).map(|n| n.name.as_str()).collect();
    assert_eq!(unknown, ["2016", "1991-2020"]);
    assert!(normals.iter().all(|n| n.year().is_some() || n.settled_by.is_some()));
}

/// The reference data of the project, row by row: each is in the catalogue, or is the day file of case A10.
#[test]
fn the_catalogue_holds_every_published_figure() {
    let Some(folder) = folders::outside("ECLAIREUR_DOMAIN", "../shared/domain") else { return };
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(folder.join(name)).unwrap();
        reader.records().map(Result::unwrap).collect()
    };
    let (gas, institute) = (uccle(Base::Equivalent165), uccle(Base::Mean15));
    let mut held = BTreeSet::new();
    let whole = |text: &str| text.parse::<Decimal>().unwrap().round().to_string();
    for row in rows("degree_days_uccle.csv") {
        let month = Month::new(row[0].parse().unwrap_or(2021), row[1].parse().unwrap()).unwrap();
        let found = if row[0].starts_with("NORMAL") {
            gas.normal().and_then(|n| n.of(month))
        } else {
            gas.of(month).map(|r| r.degree_days)
        };
        assert_eq!(found.unwrap().to_string(), row[2], "{row:?}");
        held.insert((row[0].to_owned(), row[1].to_owned()));
    }
    for row in rows("degree_days_uccle_annual.csv") {
        let Ok(year) = row[0].parse::<i16>() else {
            let name = row[0].trim_start_matches("NORMAL_").trim_start_matches("as_of_").replace('_', "-");
            let (station, written) = if row[1].is_empty() { (gas, &row[2]) } else { (institute, &row[1]) };
            let normal = station.normals().iter().find(|n| n.name == name).unwrap();
            assert_eq!(normal.year().unwrap().to_string(), written, "{row:?}");
            continue;
        };
        let none = Temperatures::default();
        for (station, written) in [(institute, &row[1]), (gas, &row[2])] {
            let found = Climate::new(station, &none).over(Period::year(year).unwrap()).degree_days();
            if !written.is_empty() {
                assert_eq!(found.unwrap().to_string(), *written, "{row:?}");
            }
        }
    }
    let mut compared = 0;
    for row in rows("degree_days_more.csv") {
        let base = match &row[2] {
            "15/15" => Base::Mean15,
            "16.5eq" => Base::Equivalent165,
            _ => Base::Equivalent15,
        };
        let Ok(number) = row[1].parse() else { continue };
        let station = uccle(base);
        let month = Month::new(row[0].parse().unwrap_or(2021), number).unwrap();
        let found = if row[0].starts_with("NORMAL") {
            station.normal().and_then(|n| n.of(month))
        } else {
            station.of(month).map(|r| r.degree_days)
        };
        assert_eq!(found.unwrap().to_string(), whole(&row[3]), "{row:?}");
        compared += 1;
    }
    assert_eq!((held.len(), compared), (36, 74));
}

proptest! {
    /// Cut a period anywhere: the days of both parts add up to the days of the whole, to the last digit.
    #[test]
    fn days_add_up_wherever_a_period_is_cut(seed in 0u64..1000, first in 0i32..300, at in 1i32..200, more in 1i32..200) {
        let held = temperatures(period("2024-01-01", "2026-01-01"), seed);
        let from = day("2024-01-03").saturating_add(jiff::Span::new().days(first));
        let middle = from.saturating_add(jiff::Span::new().days(at));
        let to = middle.saturating_add(jiff::Span::new().days(more));
        for base in Base::ALL {
            let sum = |from, to| held.sum(Period::new(from, to).unwrap(), base);
            let (left, right, whole) = (sum(from, middle), sum(middle, to), sum(from, to));
            prop_assert_eq!(left.degree_days + right.degree_days, whole.degree_days);
            prop_assert_eq!(whole.days, Period::new(from, to).unwrap().days());
            prop_assert!(whole.missing.is_empty());
        }
    }

    /// Every day of a period is either known or missing, whatever was loaded.
    #[test]
    fn no_day_is_lost(loaded in proptest::collection::btree_set(0i32..60, 0..60)) {
        let first = day("2026-01-01");
        let mut held = Temperatures::default();
        for offset in loaded {
            let on = first.saturating_add(jiff::Span::new().days(offset));
            held.insert(on, Temperature::from_celsius(dec!(3)).unwrap(), Quality::Measured);
        }
        let whole = Period::new(first, first.saturating_add(jiff::Span::new().days(60))).unwrap();
        for base in Base::ALL {
            let summed = held.sum(whole, base);
            let missing: i64 = summed.missing.iter().map(|m| m.days.days()).sum();
            prop_assert_eq!(summed.days + missing, 60);
            prop_assert!(summed.missing.windows(2).all(|w| w[0].days.to <= w[1].days.from));
            prop_assert!(summed.missing.iter().all(|m| m.exists_from() <= next_day(whole.to)));
        }
    }
}
