//! What an alert must not say: what somebody explained, what another alert tells, what is old; and what it must still find.

use eclaireur_models::alerts::Alert;
use eclaireur_models::building::{Carrier, Direction, EventKind, Kind, Register};
use eclaireur_models::indicators::Answer;
use eclaireur_models::period::{Day, Month, day_of};
use eclaireur_models::readings::totals::{ChannelReadings, MeterReadings, Share};
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use crate::alerted::{BOTH_YEARS, costing, monthly, quiet, water, with_panels};
use crate::cold::Chance;
use crate::given::{channel, day, instants, meter, rows};
use crate::sited::{Given, codes, slots};

const POWER: (Carrier, Unit) = (Carrier::Electricity, Unit::KWh);
const GAS: (Carrier, Unit) = (Carrier::NaturalGas, Unit::KWh);
const TODAY: &str = "2026-01-20";

fn has(found: &[Alert], code: &str) -> bool {
    codes(found).contains(&code)
}

/// Bills of whole years.
fn yearly(label: &str, bills: &[(i16, Decimal)]) -> MeterReadings {
    let days = |year: i16| format!("{year}-01-01");
    let read: Vec<(String, String, Decimal)> =
        bills.iter().map(|(year, kwh)| (days(*year), days(year + 1), *kwh)).collect();
    let read: Vec<(&str, &str, Decimal)> =
        read.iter().map(|(from, to, kwh)| (from.as_str(), to.as_str(), *kwh)).collect();
    meter(label, Carrier::Electricity, vec![rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read)])
}

/// The same readings as an index read on the first of each month.
fn by_index(mut meter: MeterReadings) -> MeterReadings {
    let billed = &meter.channels[0];
    let mut index = Decimal::ONE_THOUSAND;
    let mut read = vec![(day_of(billed.rows[0].start).unwrap().to_string(), index)];
    for row in &billed.rows {
        index += row.decimal();
        read.push((day_of(row.end).unwrap().to_string(), index));
    }
    let read: Vec<(&str, Decimal)> = read.iter().map(|(on, value)| (on.as_str(), *value)).collect();
    let channel = channel(Kind::Index, Register::Total, billed.channel.unit);
    meter.channels = vec![instants(channel, &read)];
    meter
}

#[test]
fn the_leak_the_valve_and_the_price_of_the_demonstration_are_found() {
    let now = || Given::new("school", "2026-11-21");
    let months = ("2024-01", "2026-10");
    let tap = monthly(&now(), (Carrier::Water, Unit::M3), months, |month, _| {
        // 180 litres an hour.
        let leak = if month >= "2026-05".parse().unwrap() { 4.32 } else { 0.0 };
        leak + if (7..=8).contains(&month.number()) { 3.0 } else { 4.0 }
    });
    let found = now().meter(by_index(tap), "2026-11-01").alerts();
    assert_eq!(codes(&found), ["water-leak"]);
    assert_eq!(found[0].key, "water-leak:m1:2026-05-01");
    let mut chance = Chance::new(3);
    let valve = monthly(&now(), GAS, months, |month, cold| {
        let stuck = month >= "2025-05".parse().unwrap() && (5..=9).contains(&month.number());
        let usual = (60.0 + 120.0 * cold) * (1.0 + 0.02 * chance.next());
        if stuck { usual.max(600.0) } else { usual }
    });
    let found = now().meter(by_index(valve), "2026-11-01").alerts();
    assert!(has(&found, "heating-in-summer"), "{:?}", codes(&found));
    let bills = [(2023, dec!(9100)), (2024, dec!(9600)), (2025, dec!(9050))];
    let price = |year| if year == 2025 { dec!(0.45) } else { dec!(0.30) };
    let found =
        Given::new("creche", "2026-06-20").meter(costing(yearly("tête", &bills), price), "2025-12-31");
    assert_eq!(codes(&found.alerts()), ["price-jump"]);
}

#[test]
fn an_extension_explains_a_jump_and_works_do_not() {
    let site = || {
        let bills = yearly("tête", &[(2024, dec!(10000)), (2025, dec!(14000))]);
        Given::new("creche", TODAY).meter(bills, "2025-12-31")
    };
    for (kind, on, expect) in [
        (EventKind::Extension, "2025-02-01", 0),
        (EventKind::Occupancy, "2024-11-01", 0),
        (EventKind::Extension, "2023-02-01", 1),
        (EventKind::Works, "2025-02-01", 1),
    ] {
        assert_eq!(site().event(kind, on).alerts().len(), expect, "{kind} {on}");
    }
}

#[test]
fn a_further_meter_or_another_share_is_no_jump_and_a_replaced_meter_may_be_one() {
    let site = || Given::new("creche", TODAY);
    let (old, new) =
        (yearly("A", &[(2024, dec!(10000)), (2025, dec!(10000))]), yearly("B", &[(2025, dec!(10000))]));
    quiet(&site().meter(old.clone(), "2025-12-31").meter(new, "2025-12-31"));
    let mut shared = old;
    let half = Share { from: None, to: Some(day("2025-01-01")), share: dec!(0.5) };
    shared.shares = vec![half, Share { from: Some(day("2025-01-01")), to: None, share: dec!(1) }];
    quiet(&site().meter(shared, "2025-12-31"));
    let mut gone = yearly("A", &[(2024, dec!(10000))]);
    gone.valid.1 = Some(day("2025-01-01"));
    let next = yearly("B", &[(2025, dec!(15000))]);
    let found = site().meter(gone, "2024-12-31").meter(next, "2025-12-31").alerts();
    assert_eq!(codes(&found), ["consumption-jump"]);
}

#[test]
fn a_drift_is_news_for_two_years_and_an_occupancy_explains_it() {
    let site = |begins: &str| {
        let begins = day(begins);
        let mut chance = Chance::new(3);
        let given = Given::new("care-home", TODAY);
        let gas = monthly(&given, GAS, ("2023-01", "2025-12"), |month, cold| {
            let more = if month.first() >= begins { 1.3 } else { 1.0 };
            (400.0 + 120.0 * cold) * more * (1.0 + 0.01 * chance.next())
        });
        given.meter(gas, "2025-12-31")
    };
    assert_eq!(codes(&site("2025-03-01").alerts()), ["drift"]);
    quiet(&site("2023-11-01"));
    quiet(&site("2025-03-01").event(EventKind::Occupancy, "2025-02-10"));
}

fn supply(channel: ChannelReadings, on: &str) -> Vec<Alert> {
    Given::new("hospital", on).meter(meter("eau", Carrier::Water, vec![channel]), on).alerts()
}

#[test]
fn two_hours_without_water_are_no_beginning_of_a_leak() {
    let mut chance = Chance::new(5);
    let floor = slots(Direction::Offtake, (Unit::M3, 3600), ("2024-12", "2025-12"), |on: Day, hour| {
        let cut = on == day("2025-03-12") && (2.0..4.0).contains(&hour);
        let busy = (6.0..22.0).contains(&hour);
        let more = i64::from(busy) * 400 + if chance.next() > 0.0 { 20 } else { 0 };
        Some(if cut { 0 } else { 200 + more })
    });
    assert_eq!(codes(&supply(floor, TODAY)), Vec::<&str>::new());
}

#[test]
fn a_leak_keeps_its_key_while_it_grows_and_while_it_always_was() {
    let mut growing = water(TODAY, Some(("2025-10-10", 12)));
    let larger = water(TODAY, Some(("2025-10-10", 40)));
    // From November on it runs at forty.
    let late = Month::new(2025, 11).unwrap();
    growing.months.retain(|m| m.month < late);
    growing.months.extend(larger.months.into_iter().filter(|m| m.month >= late));
    let found = supply(growing, TODAY);
    assert_eq!((codes(&found), found[0].key.as_str()), (vec!["water-leak"], "water-leak:m1:2025-10-10"));
    for on in ["2026-01-20", "2026-01-21"] {
        let found = supply(water(on, Some(("2024-12-01", 800))), on);
        assert_eq!((codes(&found), found[0].key.as_str()), (vec!["water-leak"], "water-leak:m1:always"));
    }
    let old = supply(water("2025-09-01", Some(("2025-06-01", 180))), TODAY);
    assert!(!has(&old, "water-leak"), "nobody knows whether it still runs");
}

fn is_open(on: Day, hour: f64) -> bool {
    on.weekday().to_monday_one_offset() <= 5 && (8.0..18.0).contains(&hour)
}

/// An office that closes, by Wh a quarter.
fn office(months: (&str, &str), used: impl FnMut(Day, f64) -> Option<i64>) -> Given {
    let power = slots(Direction::Offtake, (Unit::KWh, 900), months, used);
    Given::new("office", TODAY)
        .meter(meter("tête", Carrier::Electricity, vec![power]), "2025-12-31")
        .fact("building.opening_schedule", "1-5 08:00-18:00")
}

#[test]
fn a_night_that_rises_in_the_cold_is_worth_its_months_and_a_heat_pump_explains_it() {
    let winter = || {
        office(BOTH_YEARS, |on, hour| {
            let cold = i64::from(on >= day("2025-11-01")) * 400;
            Some(if is_open(on, hour) { 3000 } else { 500 + cold })
        })
    };
    let found = winter().alerts();
    assert_eq!(codes(&found), ["base-load-high"]);
    // 1.6 kW in the 1464 hours of November and December.
    assert_eq!(found[0].per_year, Some(dec!(2342)));
    assert!(!has(&winter().fact("building.heating", "heat-pump").alerts(), "base-load-high"));
}

#[test]
fn a_night_is_told_once() {
    let found = office(BOTH_YEARS, |on, hour| {
        let left_on = if on >= day("2025-03-01") { 1600 } else { 900 };
        Some(if is_open(on, hour) { 2000 } else { left_on })
    })
    .alerts();
    assert!(has(&found, "base-load-high") && !has(&found, "out-of-hours"), "{:?}", codes(&found));
}

#[test]
fn panels_do_not_make_a_night_look_high() {
    // Weekdays it uses 12.5 kW, else 4; the panels make 7.5 from 8 to 18 o'clock.
    let sun = |hour: f64| (8.0..18.0).contains(&hour);
    let year = ("2025-01", "2025-12");
    let flow = |direction, value: &dyn Fn(bool, bool) -> i64| {
        slots(direction, (Unit::KWh, 900), year, |on, hour| Some(value(is_open(on, hour), sun(hour))))
    };
    let given = flow(Direction::Injection, &|open, sun| i64::from(sun && !open) * 875);
    let made = flow(Direction::Production, &|_, sun| i64::from(sun) * 1875);
    let site = |given: Option<ChannelReadings>| {
        let mut site = office(year, |on, hour| match (is_open(on, hour), sun(hour)) {
            (true, _) => Some(1250),
            (false, true) => Some(0),
            (false, false) => Some(1000),
        });
        site.meters[0].channels.extend(given);
        site.meter(meter("toit", Carrier::Electricity, vec![made.clone()]), "2025-12-31")
    };
    quiet(&site(Some(given.clone())));
    // 2 610 hours of 12.5 kW and 6 150 of 4 kW.
    let value = site(Some(given)).value("base-load-share", Some("electricity"), 2025);
    assert_eq!(value, Some(dec!(0.6123)));
    site(None).with(|_, figures| {
        for code in ["base-load-share", "out-of-hours", "out-of-hours-share", "load-factor"] {
            let told = &figures.all(code).next().unwrap().answer;
            assert!(
                matches!(told, Answer::NotYet { lacks } if lacks[0].code == "injection"),
                "{code}: {told:?}"
            );
        }
    });
}

#[test]
fn panels_that_nobody_has_read_are_panels() {
    let mut unread = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[]);
    unread.channel.direction = Direction::Production;
    let site = Given::new("creche", TODAY)
        .meter(yearly("tête", &[(2024, dec!(9000)), (2025, dec!(9000))]), "2025-12-31")
        .meter(meter("toit", Carrier::Electricity, vec![unread]), "2025-12-31");
    site.with(|_, figures| {
        let told = &figures.all("production").next().unwrap().answer;
        assert!(matches!(told, Answer::NotYet { lacks } if lacks[0].code == "production"), "{told:?}");
    });
}

#[test]
fn a_dark_december_does_not_end_a_stop_and_old_readings_tell_none() {
    let found = with_panels(TODAY, Some("2025-05"), 4.0).alerts();
    assert_eq!(codes(&found), ["pv-stopped"]);
    assert_eq!(
        (found[0].key.as_str(), found[0].data["count"].as_str()),
        ("pv-stopped:electricity:2025-05", "7")
    );
    assert!(!has(&with_panels("2026-06-20", Some("2025-05"), 10.0).alerts(), "pv-stopped"));
}

#[test]
fn a_price_is_held_against_that_of_a_year_before() {
    let given = Given::new("creche", TODAY)
        .price(Carrier::Electricity, "2024-01-01", dec!(0.20))
        .price(Carrier::Electricity, "2025-07-01", dec!(0.24))
        .price(Carrier::Electricity, "2026-01-01", dec!(0.29));
    let power = monthly(&given, POWER, BOTH_YEARS, |_, _| 20.0);
    let found = given.meter(power, "2025-12-31").alerts();
    assert_eq!((codes(&found), found[0].data["percent"].as_str()), (vec!["price-jump"], "45"));
    let absurd = Given::new("creche", TODAY).price(Carrier::Electricity, "2024-01-01", Decimal::MAX).price(
        Carrier::Electricity,
        "2026-01-01",
        Decimal::MAX,
    );
    quiet(&absurd.meter(yearly("tête", &[]), "2025-12-31"));
}

#[test]
fn an_average_price_that_rises_because_less_is_used_is_no_jump() {
    let site = |kwh: Decimal| {
        let bills = yearly("tête", &[(2024, dec!(10000)), (2025, kwh)]);
        let price = |year| if year == 2025 { dec!(0.40) } else { dec!(0.30) };
        Given::new("creche", TODAY).meter(costing(bills, price), "2025-12-31").alerts()
    };
    assert!(site(dec!(7000)).is_empty());
    assert_eq!(codes(&site(dec!(9000))), ["price-jump"]);
}

#[test]
fn months_missing_are_one_reminder_a_run_with_the_same_key_next_month() {
    let keys = |on: &str| {
        let given = Given::new("creche", on);
        let mut power = monthly(&given, POWER, ("2023-01", "2025-12"), |_, _| 20.0);
        let missing =
            ["2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2025-06-01"].map(day);
        power.channels[0].rows.retain(|r| !missing.contains(&day_of(r.start).unwrap()));
        let found = given.meter(power, "2025-12-31").alerts();
        let mut keys: Vec<String> =
            found.iter().filter(|a| a.code == "missing-months").map(|a| a.key.clone()).collect();
        keys.sort_unstable();
        keys
    };
    let expect = ["missing-months:electricity:2023-12", "missing-months:electricity:2025-06"];
    assert_eq!(keys("2026-01-20"), expect);
    assert_eq!(keys("2026-03-20"), expect);
}
