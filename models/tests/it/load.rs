//! Power slot by slot: what is missing is missing, clock changes are neither; and the figures read off it.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality::{Measured, Modelled};
use eclaireur_models::indicators::Answer;
use eclaireur_models::indicators::calendar::holidays;
use eclaireur_models::indicators::peak::moment;
use eclaireur_models::indicators::production::balance_points;
use eclaireur_models::indicators::profile::{Profile, Told, load_duration, load_map, newest, quality_carpet};
use eclaireur_models::period::{Day, Month, Period};
use eclaireur_models::readings::totals::Share;
use eclaireur_models::units::Unit;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::cold::CATALOG;
use crate::given::{card, channel, day, full_month, meter, period, rows};
use crate::sited::{Given, slots};

const QUARTERS: (Unit, u32) = (Unit::KWh, 900);

fn electricity(value: impl FnMut(Day, f64) -> Option<i64>) -> Given {
    let channel = slots(Direction::Offtake, QUARTERS, ("2025-01", "2025-12"), value);
    Given::new("office", "2026-01-20").meter(meter("tête", Carrier::Electricity, vec![channel]), "2025-12-31")
}

/// 8 kW from 8 to 18 o'clock on weekdays, 2 kW otherwise, as Wh a quarter.
fn office(day: Day, hour: f64) -> i64 {
    let open = day.weekday().to_monday_one_offset() <= 5 && (8.0..18.0).contains(&hour);
    if open { 2000 } else { 500 }
}

#[test]
fn a_map_has_a_row_a_day_and_tells_a_clock_change_from_a_hole() {
    let hole = |at: Day, hour: f64| (at != day("2025-05-05") || !(10.0..10.2).contains(&hour)).then_some(250);
    let given = electricity(hole);
    let card = card(Carrier::Electricity);
    let map = load_map(&given.meters, &card, Period::year(2025).unwrap()).unwrap();
    assert_eq!((map.days.len(), map.hours.len(), map.missing), (365, 365 * 24, 1));
    assert_eq!(map.skipped, [(day("2025-03-30"), 2)]);
    let at = |on: &str, hour: usize| {
        let row = map.days.iter().position(|d| *d == day(on)).unwrap();
        map.hours[row * 24 + hour]
    };
    for (on, hour, expect) in [
        ("2025-05-05", 9, Some(1.0)),
        ("2025-05-05", 10, None),
        ("2025-03-30", 2, None),
        ("2025-03-30", 3, Some(1.0)),
        ("2025-10-26", 2, Some(1.0)),
        ("2025-12-31", 23, Some(1.0)),
    ] {
        assert_eq!(at(on, hour), expect, "{on} {hour}");
    }
    let duration = load_duration(&given.meters, &card, Period::year(2025).unwrap()).unwrap();
    assert_eq!((duration.hours, duration.missing, duration.mean), (8759.75, 0.25, 1.0));
    assert!(duration.points.len() <= 401);
    assert_eq!(load_map(&given.meters, &card, Period::year(2030).unwrap()), None);
    assert_eq!(load_map(&[], &card, Period::year(2025).unwrap()), None);
}

#[test]
fn registers_add_up_shares_apply_and_a_silent_meter_leaves_a_hole() {
    let january = Month::new(2025, 1).unwrap();
    let mut day_night = meter(
        "tête",
        Carrier::Electricity,
        vec![full_month(january, Register::Day, 100, 0..0), full_month(january, Register::Night, 150, 0..0)],
    );
    let card = card(Carrier::Electricity);
    let power = |meters: &[_]| {
        let profile = Profile::of(meters, &card, Direction::Offtake, january.period()).unwrap();
        let kw = profile.slots[0].kw.map(|kw| (kw * 1000.0).round());
        (kw, profile.known().count(), profile.untold.len())
    };
    assert_eq!(power(&[day_night.clone()]), (Some(1000.0), 2976, 0));
    day_night.shares = vec![Share { from: None, to: None, share: dec!(0.25) }];
    assert_eq!(power(&[day_night.clone()]), (Some(250.0), 2976, 0));
    let second =
        meter("aile B", Carrier::Electricity, vec![full_month(january, Register::Total, 100, 0..96)]);
    assert_eq!(power(&[day_night.clone(), second]), (None, 2880, 0));
    let billed =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2025-01-01", "2026-01-01", dec!(1000))]);
    let third = meter("annexe", Carrier::Electricity, vec![billed]);
    assert_eq!(power(&[day_night, third]), (Some(250.0), 2976, 1));
}

#[test]
fn the_newest_months_end_with_the_last_slot_and_begin_with_the_first() {
    let card = card(Carrier::Electricity);
    let given = electricity(|day, _| (day.month() <= 6).then_some(100));
    let found = newest(&given.meters, &card, Direction::Offtake);
    assert_eq!(found, Some(period("2025-01-01", "2025-07-01")));
    assert_eq!(newest(&given.meters, &card, Direction::Injection), None);
}

#[test]
fn the_carpet_says_of_each_day_whether_it_was_measured_cut_out_of_a_bill_or_missing() {
    let january = Month::new(2025, 1).unwrap();
    let read = meter("tête", Carrier::Electricity, vec![full_month(january, Register::Total, 100, 0..10)]);
    let bill =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2025-01-02", "2025-03-01", dec!(1000))]);
    let gas = meter("gaz", Carrier::NaturalGas, vec![bill]);
    let carpet = quality_carpet(&[read, gas], &CATALOG, period("2025-01-01", "2025-02-02")).unwrap();
    let [read, gas] = carpet.rows.as_slice() else { panic!("two meters") };
    assert_eq!((read.days[1], read.days[31]), (Told::Whole(Measured), Told::Missing));
    assert!(!matches!(read.days[0], Told::Whole(Measured)), "{:?}", read.days[0]);
    assert_eq!((gas.days[0], gas.days[1]), (Told::Missing, Told::Whole(Modelled)));
    assert!(quality_carpet(&[], &CATALOG, period("2025-01-01", "2025-02-02")).is_none());
}

#[test]
fn an_office_has_its_night_its_peak_and_its_closed_hours() {
    let given =
        electricity(|day, hour| Some(office(day, hour))).fact("building.opening_schedule", "1-5 08:00-18:00");
    // 8760 hours at 2 kW, ten more hours at 6 kW more on each of the 261 weekdays. Closed on holidays, it draws as ever.
    let worked = holidays(2025).iter().filter(|d| d.weekday().to_monday_one_offset() <= 5).count();
    let closed = dec!(8760) * dec!(2) - dec!(10) * (dec!(261) - Decimal::from(worked)) * dec!(2)
        + Decimal::from(worked) * dec!(60);
    for (indicator, expect) in [
        ("base-load", dec!(2)),
        ("base-load-energy", dec!(17520)),
        // 33 180 kWh in 8760 hours.
        ("base-load-share", dec!(0.5280)),
        ("load-factor", dec!(0.4735)),
        ("peak", dec!(8)),
        ("out-of-hours", closed),
    ] {
        assert_eq!(given.value(indicator, Some("electricity"), 2025), Some(expect), "{indicator}");
    }
    let march = Month::new(2025, 3).unwrap().period();
    let monthly =
        given.with(|_, figures| figures.get("peak", Some("2025-03"), Some(march)).cloned().unwrap());
    assert_eq!(moment(&monthly), Some("2025-03-03T08:00"));
}

#[test]
fn a_base_load_of_a_month_is_not_the_energy_of_a_year() {
    let june = electricity(|day, _| (day.month() == 6).then_some(250));
    june.with(|_, figures| {
        let figure = figures.all("base-load-energy").next().unwrap();
        assert_eq!(figure.value().unwrap().value, dec!(720));
        assert_eq!(figure.period, Some(period("2025-06-01", "2025-07-01")));
    });
}

#[test]
fn without_slots_nothing_is_told_and_what_never_closes_has_no_closed_hours() {
    let billed =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2025-01-01", "2026-01-01", dec!(1000))]);
    let given = Given::new("office", "2026-01-20")
        .meter(meter("tête", Carrier::Electricity, vec![billed]), "2025-12-31");
    given.with(|_, figures| {
        for code in ["base-load", "base-load-share", "peak", "load-factor", "out-of-hours"] {
            let found: Vec<_> = figures.all(code).collect();
            assert!(
                found
                    .iter()
                    .all(|f| matches!(&f.answer, Answer::NotYet { lacks } if lacks[0].code == "slots")),
                "{code}: {found:?}"
            );
            assert_eq!(found.len(), 1);
        }
    });
    let always =
        electricity(|day, hour| Some(office(day, hour))).fact("building.opening_schedule", "1-7 00:00-24:00");
    always.with(|_, figures| {
        let found: Vec<_> = figures.all("out-of-hours").collect();
        assert!(matches!(&found[0].answer, Answer::NotApplicable { why } if why == "always-open"));
    });
    let holes = electricity(|day, hour| (day.day() > 4).then(|| office(day, hour)));
    assert_eq!(holes.value("base-load", Some("electricity"), 2025), None);
    assert_eq!(holes.value("peak", Some("electricity"), 2025), None);
}

#[test]
fn own_production_is_told_only_where_every_flow_of_every_month_is() {
    let flow = |direction, values: &dyn Fn(i8) -> Decimal, months: i8| {
        let mut channel = channel(Kind::Billed, Register::Total, Unit::KWh);
        channel.direction = direction;
        let bills: Vec<(String, String, Decimal)> = (1..=months)
            .map(|m| Month::new(2025, m).unwrap())
            .map(|m| (m.first().to_string(), m.next().first().to_string(), values(m.number())))
            .collect();
        let bills: Vec<(&str, &str, Decimal)> =
            bills.iter().map(|(a, b, v)| (a.as_str(), b.as_str(), *v)).collect();
        rows(channel, &bills)
    };
    let site = |injected: i8| {
        let made = flow(Direction::Production, &|_| dec!(500), 12);
        let given = flow(Direction::Injection, &|_| dec!(200), injected);
        let taken = flow(Direction::Offtake, &|_| dec!(900), 12);
        Given::new("office", "2026-01-20")
            .meter(meter("tête", Carrier::Electricity, vec![taken, given]), "2025-12-31")
            .meter(meter("toit", Carrier::Electricity, vec![made]), "2025-12-31")
    };
    let whole = site(12);
    assert_eq!(whole.value("production", None, 2025), Some(dec!(6000)));
    assert_eq!(whole.value("self-consumption", None, 2025), Some(dec!(0.6)));
    assert_eq!(whole.value("self-sufficiency", None, 2025), Some(dec!(0.25)));
    let lacking = site(11);
    assert_eq!(lacking.value("production", None, 2025), Some(dec!(6000)));
    assert_eq!(lacking.value("self-consumption", None, 2025), None);
    whole.with(|work, _| {
        let points = balance_points(work);
        assert_eq!(points.len(), 12);
        for point in points {
            assert_eq!(point.production.unwrap(), point.own_use.unwrap() + point.injection.unwrap());
        }
    });
}

#[test]
fn water_is_told_by_person_or_by_bed_and_says_which() {
    let bill = rows(
        channel(Kind::Billed, Register::Total, Unit::M3),
        &[("2024-01-01", "2025-01-01", dec!(3660)), ("2025-01-01", "2026-01-01", dec!(3650))],
    );
    let power = rows(
        channel(Kind::Billed, Register::Total, Unit::KWh),
        &[("2024-01-01", "2025-01-01", dec!(1000)), ("2025-01-01", "2026-01-01", dec!(1000))],
    );
    let given = Given::new("care-home", "2026-01-20")
        .meter(meter("eau", Carrier::Water, vec![bill]), "2025-12-31")
        .meter(meter("tête", Carrier::Electricity, vec![power]), "2025-12-31")
        .fact("building.service_units", "50");
    assert_eq!(given.value("water-use", None, 2025), Some(dec!(3650)));
    assert_eq!(given.value("water-use", None, 2024), Some(dec!(3660)));
    assert_eq!(given.value("water-per-unit", Some("bed"), 2025), Some(dec!(73)));
    let formula = |given: &Given| {
        given.with(|_, f| f.all("water-per-person").next().unwrap().value().unwrap().formula.to_string())
    };
    assert_eq!(given.value("water-per-person", None, 2025), Some(dec!(200)));
    assert_eq!(formula(&given), "water-per-place");
    let counted = given.fact("building.persons", "100");
    assert_eq!(counted.value("water-per-person", None, 2025), Some(dec!(100)));
    assert_eq!(formula(&counted), "water-per-person");
}

#[test]
fn absurd_values_are_told_or_not_and_never_a_panic() {
    for value in [i64::MAX, i64::MIN, 0, -1] {
        let given = electricity(|_, _| Some(value))
            .fact("building.opening_schedule", "lundi")
            .fact("building.persons", "79228162514264337593543950335")
            .price(Carrier::Electricity, "2024-01-01", dec!(1000));
        given.with(|work, figures| {
            assert!(figures.all("peak").next().is_some());
            let _ = eclaireur_models::alerts::alerts(work, figures);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A lamp left on never makes the night smaller.
    #[test]
    fn a_constant_load_never_lowers_the_base_load(values in prop::collection::vec(0i64..3000, 97), more in 0i64..2000) {
        let site = |more: i64| {
            let mut at = 0usize;
            let channel = slots(Direction::Offtake, QUARTERS, ("2025-01", "2025-02"), |_, _| {
                at += 1;
                Some(values[at % values.len()] + more)
            });
            let given = Given::new("office", "2025-03-10")
                .meter(meter("tête", Carrier::Electricity, vec![channel]), "2025-02-28");
            given.with(|_, figures| figures.all("base-load").next().unwrap().value().unwrap().value)
        };
        let (before, after) = (site(0), site(more));
        prop_assert!(after >= before, "{before} {after}");
        prop_assert!((after - before - Decimal::new(more * 4, 3)).abs() <= dec!(0.002));
    }
}
