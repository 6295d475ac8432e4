//! Alerts: a site that is well has none; a leak, a stuck valve and a price jump are found, worth their euro, and keep their key.

use eclaireur_models::alerts::{ACTIONS, ALL, Alert, DATA, EVIDENCE, SYMBOLS};
use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::climate::Base;
use eclaireur_models::period::{Day, Month, Period, day_of, next_day};
use eclaireur_models::readings::totals::{BilledCost, ChannelReadings, MeterReadings};
use eclaireur_models::units::{Euro, Unit};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use crate::cold::{Chance, whole};
use crate::given::{channel, day, meter, rows};
use crate::sited::{Given, codes, slots};

const GAS: Base = Base::Equivalent165;

/// Bills from one month to another: mean cold a day → kWh (m³) a day.
pub(crate) fn monthly(
    given: &Given,
    (carrier, unit): (Carrier, Unit),
    (first, last): (&str, &str),
    mut used: impl FnMut(Month, f64) -> f64,
) -> MeterReadings {
    let bills: Vec<(String, String, Decimal)> = Month::range(first.parse().unwrap(), last.parse().unwrap())
        .map(|month| {
            let days = month.period().days().to_f64().unwrap();
            let cold = given.weather.month(month, GAS).whole().unwrap().to_f64().unwrap() / days;
            let (from, to) = (month.first().to_string(), month.next().first().to_string());
            (from, to, whole(used(month, cold) * days))
        })
        .collect();
    let bills: Vec<(&str, &str, Decimal)> =
        bills.iter().map(|(a, b, v)| (a.as_str(), b.as_str(), *v)).collect();
    meter(carrier.code(), carrier, vec![rows(channel(Kind::Billed, Register::Total, unit), &bills)])
}

/// The same with what each bill costs, by the price of its year.
pub(crate) fn costing(mut meter: MeterReadings, price: impl Fn(i16) -> Decimal) -> MeterReadings {
    let costs = meter.channels[0].rows.iter().map(|row| {
        let period = Period::new(day_of(row.start).unwrap(), day_of(row.end).unwrap()).unwrap();
        let cost = row.decimal() * price(period.from.year());
        BilledCost { period, excl_vat: None, incl_vat: Some(Euro(cost)) }
    });
    meter.costs = costs.collect();
    meter
}

pub(crate) const BOTH_YEARS: (&str, &str) = ("2024-01", "2025-12");

/// Litres an hour of a house that is awake from 6 to 22 o'clock and stands still for an hour or two at night.
fn house(chance: &mut Chance, hour: f64) -> i64 {
    let busy = (6.0..22.0).contains(&hour);
    let litres = if busy { 400.0 + 120.0 * chance.next() } else { (60.0 * chance.next()).max(0.0) };
    whole(litres).to_i64().unwrap()
}

/// Hours of water up to a day, with a leak from a day on.
pub(crate) fn water(until: &str, leak: Option<(&str, i64)>) -> ChannelReadings {
    let (mut chance, until) = (Chance::new(5), day(until));
    let leak = leak.map(|(from, litres)| (day(from), litres));
    slots(Direction::Offtake, (Unit::M3, 3600), ("2024-12", "2026-01"), |on: Day, hour| {
        let more = leak.filter(|(from, _)| *from <= on).map_or(0, |(_, litres)| litres);
        (on < until).then(|| house(&mut chance, hour) + more)
    })
}

/// Wh a quarter of a house that sleeps at 6 kW and wakes at 14.
fn power() -> ChannelReadings {
    let mut chance = Chance::new(9);
    slots(Direction::Offtake, (Unit::KWh, 900), BOTH_YEARS, move |_, hour| {
        let kw = if (6.0..22.0).contains(&hour) { 14.0 } else { 6.0 };
        whole(250.0 * kw * (1.0 + 0.1 * chance.next())).to_i64()
    })
}

struct Faults {
    leak: Option<(&'static str, i64)>,
    valve: bool,
    price: Decimal,
}

const NONE: Faults = Faults { leak: None, valve: false, price: dec!(0.08) };

fn care_home(faults: &Faults, on: &str) -> Given {
    let given = Given::new("care-home", on).price(Carrier::Water, "2024-01-01", dec!(5.5));
    let mut chance = Chance::new(3);
    let gas = monthly(&given, (Carrier::NaturalGas, Unit::KWh), BOTH_YEARS, |month, cold| {
        let stuck = faults.valve && month.year() == 2025 && (7..=8).contains(&month.number());
        let usual = (400.0 + 120.0 * cold) * (1.0 + 0.02 * chance.next());
        // 40 % of a January with twelve degree-days a day.
        if stuck { 0.4 * (400.0 + 120.0 * 12.0) } else { usual }
    });
    let gas = costing(gas, |year| if year == 2025 { faults.price } else { dec!(0.08) });
    let last = given.on.yesterday().unwrap().to_string();
    let water = meter("Compteur principal", Carrier::Water, vec![water(on, faults.leak)]);
    given
        .meter(gas, "2025-12-31")
        .meter(water, &last)
        .meter(meter("Tête", Carrier::Electricity, vec![power()]), "2025-12-31")
        .fact("building.opening_schedule", "1-7 00:00-24:00")
}

pub(crate) fn quiet(given: &Given) {
    let found = given.alerts();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_care_home_that_is_well_has_no_alert() {
    quiet(&care_home(&NONE, "2026-01-20"));
}

#[test]
fn a_school_with_its_summer_break_has_no_alert() {
    let given = Given::new("school", "2026-01-20");
    let away = |month: Month| (7..=8).contains(&month.number());
    let mut chance = Chance::new(11);
    let gas = monthly(&given, (Carrier::NaturalGas, Unit::KWh), BOTH_YEARS, |month, cold| {
        let used = (20.0 + 90.0 * cold) * (1.0 + 0.04 * chance.next());
        if away(month) { 3.0 + chance.next() } else { used }
    });
    let power = monthly(&given, (Carrier::Electricity, Unit::KWh), BOTH_YEARS, |month, _| {
        if away(month) { 30.0 } else { 120.0 }
    });
    let water = monthly(
        &given,
        (Carrier::Water, Unit::M3),
        BOTH_YEARS,
        |month, _| {
            if away(month) { 0.4 } else { 6.0 }
        },
    );
    quiet(&given.meter(gas, "2025-12-31").meter(power, "2025-12-31").meter(water, "2025-12-31"));
}

#[test]
fn a_creche_with_a_bill_a_year_has_no_alert() {
    let bills = |values: [i64; 3]| {
        let years =
            [("2023-01-01", "2024-01-01"), ("2024-01-01", "2025-01-01"), ("2025-01-01", "2026-01-01")];
        let read: Vec<(&str, &str, Decimal)> =
            years.iter().zip(values).map(|((a, b), v)| (*a, *b, Decimal::from(v))).collect();
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read)
    };
    let gas = meter("gaz", Carrier::NaturalGas, vec![bills([41_000, 43_500, 40_200])]);
    let power = meter("tête", Carrier::Electricity, vec![bills([9_100, 9_600, 9_050])]);
    quiet(
        &Given::new("creche", "2026-06-20")
            .meter(costing(gas, |_| dec!(0.09)), "2025-12-31")
            .meter(costing(power, |_| dec!(0.32)), "2025-12-31"),
    );
}

pub(crate) fn with_panels(on: &str, stopped: Option<&str>, december: f64) -> Given {
    let given = Given::new("office", on).price(Carrier::Electricity, "2024-01-01", dec!(0.30));
    let sun = |month: Month| {
        [12.0, 25.0, 50.0, 70.0, 85.0, 90.0, 88.0, 75.0, 55.0, 32.0, 15.0, december]
            [usize::try_from(month.number() - 1).unwrap()]
    };
    let stopped = stopped.map(|month| month.parse::<Month>().unwrap());
    let made = |month: Month| if stopped.is_some_and(|s| s <= month) { 0.0 } else { sun(month) };
    let mut flows = [
        (Direction::Offtake, 0.0, 40.0),
        (Direction::Injection, 0.4, 0.0),
        (Direction::Production, 1.0, 0.0),
    ]
    .map(|(direction, share, flat)| {
        let mut meter = monthly(&given, (Carrier::Electricity, Unit::KWh), BOTH_YEARS, |month, _| {
            flat + share * made(month)
        });
        meter.channels[0].channel.direction = direction;
        meter
    });
    let roof = flows[2].channels.remove(0);
    let injected = flows[1].channels.remove(0);
    flows[0].channels.push(injected);
    let head = flows[0].clone();
    given.meter(head, "2025-12-31").meter(meter("toit", Carrier::Electricity, vec![roof]), "2025-12-31")
}

#[test]
fn a_building_with_panels_that_is_well_has_no_alert() {
    quiet(&with_panels("2026-01-20", None, 10.0));
}

#[test]
fn panels_that_stop_are_told_with_the_month() {
    let found = with_panels("2026-01-20", Some("2025-05"), 10.0).alerts();
    assert_eq!(codes(&found), ["pv-stopped"]);
    assert_eq!(found[0].key, "pv-stopped:electricity:2025-05");
    assert_eq!((found[0].data["month"].as_str(), found[0].data["count"].as_str()), ("2025-05", "8"));
    // A whole year of production is 18 512 kWh, of which 7 405 were given to the network; the rest at 0.30 €/kWh.
    assert_eq!(found[0].per_year, Some(dec!(11107)));
    assert_eq!(found[0].euro_per_year.unwrap().euro, dec!(3332));
}

#[test]
fn a_leak_a_stuck_valve_and_a_price_are_found_ranked_and_explained() {
    let faults = Faults { leak: Some(("2025-11-10", 180)), valve: true, price: dec!(0.128) };
    let today = care_home(&faults, "2026-01-20").alerts();
    let mut found = codes(&today);
    let euro: Vec<Decimal> = today.iter().map(|a| a.euro_per_year.unwrap().euro).collect();
    assert!(euro.windows(2).all(|w| w[0] >= w[1]), "{euro:?}");
    found.sort_unstable();
    assert_eq!(found, ["heating-in-summer", "price-jump", "water-leak"]);
    let of = |code: &str| today.iter().find(|a| a.code == code).unwrap();
    let (leak, valve, price) = (of("water-leak"), of("heating-in-summer"), of("price-jump"));
    assert_eq!(leak.key, "water-leak:m2:2025-11-10");
    let litres: Decimal = leak.data["litres"].parse().unwrap();
    assert!((dec!(180)..dec!(185)).contains(&litres), "{litres}");
    assert_eq!(leak.data["since"], "2025-11-10");
    let year = leak.per_year.unwrap();
    assert_eq!(leak.euro_per_year.unwrap().euro, (year * dec!(5.5)).round());
    assert_eq!(leak.meter.as_ref().unwrap().1, "Compteur principal");
    assert_eq!(valve.key, "heating-in-summer:natural_gas:2025");
    let money = valve.euro_per_year.unwrap();
    assert!(money.lowest < money.euro && money.highest == money.euro, "an average price is a range");
    assert_eq!((price.data["percent"].as_str(), price.data["before"].as_str()), ("60", "0.08"));
    assert_eq!(price.data["after"], "0.128");
    for alert in &today {
        known(alert);
    }
    let keys = |found: &[Alert]| found.iter().map(|a| a.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&care_home(&faults, "2026-01-21").alerts()), keys(&today), "a day later");
}

/// Everything an alert says has words or a chart.
fn known(alert: &Alert) {
    assert!(ALL.iter().any(|(code, _)| alert.code == *code));
    assert!(EVIDENCE.contains(&alert.evidence.as_ref()), "{}", alert.evidence);
    assert!(ACTIONS.contains(&alert.action.as_ref()), "{}", alert.action);
    assert!(alert.data.keys().all(|name| DATA.contains(&name.as_ref())), "{:?}", alert.data);
    assert!(alert.inputs.iter().all(|i| SYMBOLS.contains(&i.symbol.as_ref())), "{:?}", alert.inputs);
}

#[test]
fn each_fault_alone_is_told_alone() {
    for (faults, expect) in [
        (Faults { leak: Some(("2025-11-10", 180)), ..NONE }, "water-leak"),
        (Faults { valve: true, ..NONE }, "heating-in-summer"),
        (Faults { price: dec!(0.128), ..NONE }, "price-jump"),
    ] {
        assert_eq!(codes(&care_home(&faults, "2026-01-20").alerts()), [expect]);
    }
}

#[test]
fn a_step_of_the_whole_line_is_a_drift_with_its_day() {
    let given = Given::new("care-home", "2026-01-20").price(Carrier::NaturalGas, "2024-01-01", dec!(0.07));
    let mut chance = Chance::new(3);
    let begins = day("2025-03-01");
    let gas = monthly(&given, (Carrier::NaturalGas, Unit::KWh), BOTH_YEARS, |month, cold| {
        let more = if month.first() >= begins { 1.3 } else { 1.0 };
        (400.0 + 120.0 * cold) * more * (1.0 + 0.01 * chance.next())
    });
    let found = given.meter(gas, "2025-12-31").alerts();
    assert_eq!(codes(&found), ["drift"]);
    assert_eq!(found[0].key, "drift:natural_gas:2025", "whatever week the step is found in");
    known(&found[0]);
}

#[test]
fn heating_in_mild_weather_is_told_apart_from_a_drift() {
    let given = Given::new("care-home", "2026-01-20").price(Carrier::NaturalGas, "2024-01-01", dec!(0.07));
    let mut chance = Chance::new(3);
    let gas = monthly(&given, (Carrier::NaturalGas, Unit::KWh), BOTH_YEARS, |month, cold| {
        let more = if month.year() == 2025 && (0.5..5.0).contains(&cold) { 1.6 } else { 1.0 };
        (400.0 + 120.0 * cold) * more * (1.0 + 0.01 * chance.next())
    });
    let found = given.meter(gas, "2025-12-31").alerts();
    assert_eq!(codes(&found), ["heating-out-of-season"]);
    assert_eq!(found[0].key, "heating-out-of-season:natural_gas:2025");
    let percent: i64 = found[0].data["percent"].parse().unwrap();
    assert!((50..70).contains(&percent), "{percent}");
    known(&found[0]);
}

#[test]
fn heating_in_mild_weather_of_two_years_is_worth_what_it_is_in_one() {
    let site = |last: &str, on: &str| {
        let given = Given::new("care-home", on).price(Carrier::NaturalGas, "2024-01-01", dec!(0.07));
        let mut chance = Chance::new(3);
        let gas = monthly(&given, (Carrier::NaturalGas, Unit::KWh), ("2024-01", last), |month, cold| {
            let more = if month.year() > 2024 && (0.5..5.0).contains(&cold) { 1.6 } else { 1.0 };
            (400.0 + 120.0 * cold) * more * (1.0 + 0.01 * chance.next())
        });
        let found = given.meter(gas, &format!("{last}-28")).alerts();
        assert_eq!(codes(&found), ["heating-out-of-season"]);
        found[0].per_year.unwrap()
    };
    let (one, two) = (site("2025-12", "2026-01-20"), site("2026-10", "2026-11-20"));
    assert!(two > one * dec!(0.7) && two < one * dec!(1.4), "{one} {two}");
}

#[test]
fn a_year_of_bills_that_jumps_is_told_unless_the_cold_explains_it() {
    let site = |power: Decimal, gas: Decimal| {
        let bills = |now: Decimal, before: Decimal| {
            let read = [("2024-01-01", "2025-01-01", before), ("2025-01-01", "2026-01-01", now)];
            rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read)
        };
        Given::new("creche", "2026-06-20")
            .meter(meter("tête", Carrier::Electricity, vec![bills(power, dec!(10000))]), "2025-12-31")
            .meter(meter("gaz", Carrier::NaturalGas, vec![bills(gas, dec!(40000))]), "2025-12-31")
            .alerts()
    };
    assert_eq!(codes(&site(dec!(12500), dec!(48000))), Vec::<&str>::new());
    let found = site(dec!(14000), dec!(40000));
    assert_eq!(codes(&found), ["consumption-jump"]);
    assert_eq!((found[0].data["percent"].as_str(), found[0].data["kwh"].as_str()), ("40", "4000"));
    assert_eq!((found[0].per_year, found[0].euro_per_year), (Some(dec!(4000)), None));
    known(&found[0]);
    let found = site(dec!(10000), dec!(80000));
    assert_eq!(found[0].carrier, Some(Carrier::NaturalGas));
}

#[test]
fn a_price_somebody_entered_that_jumps_is_told_for_a_year() {
    let given = |on: &str| {
        let given = Given::new("creche", on).price(Carrier::Electricity, "2023-01-01", dec!(0.20)).price(
            Carrier::Electricity,
            "2026-01-01",
            dec!(0.30),
        );
        let power = monthly(&given, (Carrier::Electricity, Unit::KWh), BOTH_YEARS, |_, _| 20.0);
        given.meter(power, "2025-12-31")
    };
    let found = given("2026-01-20").alerts();
    assert_eq!(codes(&found), ["price-jump"]);
    assert_eq!((found[0].data["before"].as_str(), found[0].data["percent"].as_str()), ("0.2", "50"));
    // 20 kWh a day in 2025.
    assert_eq!(found[0].euro_per_year.unwrap().euro, dec!(730));
    known(&found[0]);
    assert!(given("2027-01-20").alerts().iter().all(|a| a.code != "price-jump"), "known by then");
}

#[test]
fn a_water_index_that_steps_up_is_suspected_once_a_year_was_seen() {
    let site = |months: (&str, &str), more: f64| {
        let given = Given::new("office", "2026-01-20");
        let water = monthly(&given, (Carrier::Water, Unit::M3), months, |month, _| {
            let usual = if (7..=8).contains(&month.number()) { 3.0 } else { 6.0 };
            if month >= "2025-10".parse().unwrap() { usual + more } else { usual }
        });
        given.meter(water, "2025-12-31").alerts()
    };
    quiet_of(&site(BOTH_YEARS, 1.0));
    quiet_of(&site(("2025-06", "2025-12"), 6.0));
    let found = site(BOTH_YEARS, 6.0);
    assert_eq!(codes(&found), ["water-leak"]);
    assert_eq!(found[0].key, "water-leak:m1:2025-10-01");
    assert_eq!(found[0].data["litres"], "250");
    assert_eq!(found[0].euro_per_year, None, "nobody knows what water costs here");
    known(&found[0]);
}

fn quiet_of(found: &[Alert]) {
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_meter_nobody_reads_is_asked_for_after_forty_days_or_a_year() {
    let given = |on: &str| {
        let given = Given::new("creche", on);
        let monthly = monthly(&given, (Carrier::Electricity, Unit::KWh), ("2025-01", "2025-12"), |_, _| 20.0);
        let yearly = rows(
            channel(Kind::Billed, Register::Total, Unit::KWh),
            &[("2025-01-01", "2026-01-01", dec!(30000))],
        );
        given
            .meter(monthly, "2025-12-31")
            .meter(meter("gaz", Carrier::NaturalGas, vec![yearly]), "2025-12-31")
    };
    for (on, expect) in [("2026-02-08", 0), ("2026-02-09", 1), ("2027-02-03", 1), ("2027-02-04", 2)] {
        let found = given(on).alerts();
        let silent: Vec<_> = found.iter().filter(|a| a.code == "meter-silent").collect();
        assert_eq!(silent.len(), expect, "{on}: {found:?}");
        assert!(silent.iter().all(|a| a.euro_per_year.is_none() && a.data["since"] == "2025-12-31"));
    }
}

#[test]
fn months_missing_between_others_are_asked_for() {
    let given = Given::new("creche", "2026-01-20");
    let mut power = monthly(&given, (Carrier::Electricity, Unit::KWh), BOTH_YEARS, |_, _| 20.0);
    power.channels[0].rows.retain(|r| day_of(r.start).unwrap() != day("2025-04-01"));
    let found = given.meter(power, "2025-12-31").alerts();
    assert_eq!(codes(&found), ["missing-months"]);
    assert_eq!(
        (found[0].key.as_str(), found[0].data["count"].as_str()),
        ("missing-months:electricity:2025-04", "1")
    );
    known(&found[0]);
}

#[test]
fn a_night_that_rises_a_building_left_on_and_a_peak_are_told() {
    let rising = |more: i64| {
        slots(Direction::Offtake, (Unit::KWh, 900), BOTH_YEARS, move |on, hour| {
            let open = on.weekday().to_monday_one_offset() <= 5 && (8.0..18.0).contains(&hour);
            Some(if open { 3000 } else { 500 } + if on >= day("2025-09-01") { more } else { 0 })
        })
    };
    let office = |channel| {
        Given::new("office", "2026-01-20")
            .meter(meter("tête", Carrier::Electricity, vec![channel]), "2025-12-31")
            .fact("building.opening_schedule", "1-5 08:00-18:00")
            .price(Carrier::Electricity, "2024-01-01", dec!(0.30))
    };
    quiet(&office(rising(0)));
    let found = office(rising(400)).alerts();
    assert_eq!(codes(&found), ["base-load-high"], "and no drift of the same kWh");
    let high = &found[0];
    assert_eq!(high.key, "base-load-high:electricity:2025-09");
    assert_eq!((high.data["before"].as_str(), high.data["after"].as_str()), ("2", "3.6"));
    // 1.6 kW × 8760 h × 0.30 €.
    assert_eq!(high.euro_per_year.unwrap().euro, dec!(4205));
    let on_all_day = slots(Direction::Offtake, (Unit::KWh, 900), ("2025-01", "2025-12"), |on, hour| {
        let open = on.weekday().to_monday_one_offset() <= 5 && (8.0..18.0).contains(&hour);
        Some(if open { 2000 } else { 1600 })
    });
    let found = office(on_all_day).alerts();
    assert_eq!(codes(&found), ["out-of-hours"]);
    found.iter().for_each(known);
    let peaking = slots(Direction::Offtake, (Unit::KWh, 900), BOTH_YEARS, |on, hour| {
        let open = on.weekday().to_monday_one_offset() <= 5 && (8.0..18.0).contains(&hour);
        let together = on == day("2025-06-12") && (9.0..9.2).contains(&hour);
        Some(if together {
            5000
        } else if open {
            3000
        } else {
            500
        })
    });
    let found = office(peaking).alerts();
    assert_eq!(codes(&found), ["peak-jump"]);
    assert_eq!((found[0].data["day"].as_str(), found[0].data["after"].as_str()), ("2025-06-12", "20"));
    known(&found[0]);
    assert_eq!(next_day(found[0].period.from), day("2025-01-02"));
}

#[test]
fn a_building_with_nothing_has_neither_figures_nor_alerts_that_invent() {
    let nothing = Given::new("other", "2026-01-20");
    quiet(&nothing);
    nothing.with(|_, figures| assert!(figures.0.iter().all(|f| f.value().is_none())));
}
