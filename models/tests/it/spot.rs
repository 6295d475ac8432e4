//! An index read on the spot: what is surprising about it is said at once.

use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::finding::Code;
use eclaireur_models::period::day_start;
use eclaireur_models::readings::clean::{Daily, Held};
use eclaireur_models::readings::spot::{Around, Spot, doubts};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::{Decimal, dec};

fn at(day: &str) -> i64 {
    day_start(day.parse().unwrap())
}

fn spot(value: Decimal) -> Spot {
    let channel = Channel {
        direction: Direction::Offtake,
        register: Register::Total,
        kind: Kind::Index,
        unit: Unit::M3,
        basis: Basis::Net,
        counts: true,
    };
    Spot { carrier: Carrier::NaturalGas, channel, at: at("2026-11-01"), value }
}

/// A gas meter at 48 250,5 a month ago, which uses 10 m³ a day and 25 on the coldest.
fn around() -> Around {
    let held = Held {
        daily: Some(Daily { usual: dec!(10), most: dec!(25) }),
        last_index: Some((at("2026-10-01"), dec!(48_250.5))),
        ..Held::default()
    };
    Around { held, ..Around::default() }
}

#[track_caller]
fn check(value: Decimal, around: &Around, expect: &[(Code, Option<Decimal>)]) {
    let found = doubts(&spot(value), around, at("2026-11-21"));
    let found: Vec<_> = found.into_iter().map(|doubt| (doubt.finding.code, doubt.proposal)).collect();
    assert_eq!(found, expect, "{value}");
}

#[test]
fn an_index_that_goes_on_as_usual_is_not_asked_about() {
    for value in [dec!(48_560), dec!(48_250.5), dec!(49_100.25)] {
        check(value, &around(), &[]);
    }
}

#[test]
fn a_comma_that_was_forgotten_is_proposed() {
    check(dec!(485_604), &around(), &[(Code::Implausible, Some(dec!(48_560.4)))]);
    check(dec!(4_856_042), &around(), &[(Code::Implausible, Some(dec!(48_560.42)))]);
}

#[test]
fn a_comma_one_place_too_early_is_proposed_too() {
    check(dec!(4_856.04), &around(), &[(Code::Implausible, Some(dec!(48_560.4)))]);
}

#[test]
fn it_is_told_how_many_times_the_usual_was_used() {
    let found = doubts(&spot(dec!(52_000)), &around(), at("2026-11-21"));
    let [doubt] = &found[..] else { panic!("{found:?}") };
    assert_eq!(doubt.finding.code, Code::Implausible);
    assert_eq!(doubt.finding.data.get("factor").map(String::as_str), Some("12"));
    assert_eq!(doubt.finding.row, None, "it stands in no file");
}

#[test]
fn less_than_the_last_is_asked_about_unless_the_counter_went_through_zero() {
    check(dec!(48_150.5), &around(), &[(Code::IndexDecreases, None)]);
    let mut full = around();
    full.held.digits = Some(5);
    full.held.last_index = Some((at("2026-10-01"), dec!(99_900)));
    check(dec!(210), &full, &[]);
}

#[test]
fn more_digits_than_the_counter_has_are_asked_about_once() {
    let mut five = around();
    five.held.digits = Some(5);
    check(dec!(485_604), &five, &[(Code::IndexTooLong, Some(dec!(48_560.4)))]);
    check(dec!(99_999_999_999), &five, &[(Code::IndexTooLong, None)]);
}

#[test]
fn a_day_read_twice_is_asked_about_unless_both_read_the_same() {
    let twice = Around { same_day: Some(dec!(48_555)), ..around() };
    check(dec!(48_560), &twice, &[(Code::IndexSameDay, None)]);
    check(dec!(48_555.0), &twice, &[]);
}

#[test]
fn an_index_told_late_lies_below_the_one_after_it() {
    let late = Around { after: Some(dec!(48_400)), ..around() };
    check(dec!(48_390), &late, &[]);
    check(dec!(48_410), &late, &[(Code::Implausible, None)]);
}

#[test]
fn a_meter_that_was_never_read_is_believed() {
    for value in [dec!(0), dec!(0.001), dec!(123_456_789.5)] {
        check(value, &Around::default(), &[]);
    }
}

#[test]
fn numbers_that_no_counter_shows_do_no_harm() {
    let first = Around { same_day: Some(dec!(1)), after: Some(dec!(0)), ..around() };
    for value in [Decimal::MAX, Decimal::MIN, dec!(0.0000000000000000000000000001), dec!(-1)] {
        let _ = doubts(&spot(value), &first, at("2026-11-21"));
        let _ = doubts(&spot(value), &Around::default(), i64::MIN);
    }
}
