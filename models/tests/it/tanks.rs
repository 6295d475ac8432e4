//! Fuel in tanks: fillings, gauges with their table, the burner's hours.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::next_day;
use eclaireur_models::readings::tank::TankTable;
use eclaireur_models::readings::totals::{ChannelReadings, Dated, MeterReadings, Source, months};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, instants, kwh, meter};

fn in_tank(kind: Kind, unit: Unit, values: &[(&str, Decimal)]) -> ChannelReadings {
    let mut channel = channel(kind, Register::Total, unit);
    channel.basis = Basis::Net;
    instants(channel, values)
}

fn oil(channels: Vec<ChannelReadings>) -> MeterReadings {
    meter("citerne", Carrier::HeatingOil, channels)
}

fn delivered() -> ChannelReadings {
    let values = [("2024-02-01", dec!(3000)), ("2024-03-01", dec!(2500)), ("2024-04-01", dec!(1000))];
    in_tank(Kind::Delivery, Unit::Litre, &values)
}

fn filled(days: &[(&str, bool)]) -> Vec<Dated<bool>> {
    let one = |(on, value): &(&str, bool)| Dated {
        from: Some(day(on)),
        to: Some(next_day(day(on))),
        value: *value,
    };
    days.iter().map(one).collect()
}

/// Months `(month, kWh, quality)` and what is said.
fn check(meter: MeterReadings, expect: &[(&str, Decimal, Quality)], codes: &[&str]) {
    let found = months(&[meter], Direction::Offtake, &card(Carrier::HeatingOil), &[]).unwrap();
    let held: Vec<_> = found.months.iter().map(|m| (m.month.to_string(), kwh(m), m.quality)).collect();
    let expect: Vec<_> = expect.iter().map(|(month, kwh, q)| ((*month).to_owned(), *kwh, *q)).collect();
    assert_eq!(held, expect);
    assert_eq!(found.findings.iter().map(|f| f.code.code()).collect::<Vec<_>>(), codes);
    assert!(found.months.iter().all(|m| m.energy.unwrap().basis() == Basis::Net));
}

#[test]
fn fillings_are_measured_when_somebody_says_so_and_supposed_otherwise() {
    let full = [("2024-02-01", true), ("2024-03-01", true), ("2024-04-01", true)];
    let used = |quality| [("2024-02", dec!(25_000), quality), ("2024-03", dec!(10_000), quality)];
    let mut said = oil(vec![delivered()]);
    said.facts.filled = filled(&full);
    check(said, &used(Quality::Measured), &["tank-opening"]);
    check(oil(vec![delivered()]), &used(Quality::Estimated), &["tank-supposed-full", "tank-opening"]);
}

#[test]
fn a_delivery_that_did_not_fill_the_tank_joins_the_next_that_did() {
    let mut meter = oil(vec![delivered()]);
    meter.facts.filled = filled(&[("2024-02-01", true), ("2024-03-01", false), ("2024-04-01", true)]);
    // 3 500 litres over 60 days, cut in two months.
    let (february, march) = (dec!(16_916.667), dec!(18_083.333));
    let quality = Quality::Modelled;
    check(meter, &[("2024-02", february, quality), ("2024-03", march, quality)], &["tank-opening"]);
}

#[test]
fn a_gauge_in_centimetres_is_read_by_the_tanks_table() {
    let gauge = in_tank(
        Kind::Level,
        Unit::Cm,
        &[
            ("2024-02-01", dec!(50)),
            ("2024-03-01", dec!(20)),
            ("2024-04-01", dec!(90)),
            ("2024-05-01", dec!(300)),
        ],
    );
    let mut meter = oil(vec![delivered(), gauge]);
    meter.facts.tables =
        vec![Dated { from: None, to: None, value: TankTable::read("0=0;100=5000").unwrap() }];
    // 2500 + 3000 − 1000 litres in February; 1000 + 2500 − 4500 would be less than nothing.
    check(
        meter.clone(),
        &[("2024-02", dec!(45_000), Quality::Measured)],
        &["level-outside-table", "tank-rises"],
    );
    meter.facts.tables.clear();
    let found = months(&[meter], Direction::Offtake, &card(Carrier::HeatingOil), &[]).unwrap();
    let outside = found.findings.iter().filter(|f| f.code.code() == "level-outside-table").count();
    assert_eq!(outside, 4, "without a table a height says nothing, and the deliveries alone speak");
    assert_eq!(found.months[0].quality, Quality::Estimated);
}

#[test]
fn a_gauge_in_litres_needs_no_table_and_may_count_without_deliveries() {
    let gauge = in_tank(Kind::Level, Unit::Litre, &[("2024-02-01", dec!(2500)), ("2024-03-01", dec!(1000))]);
    check(oil(vec![gauge]), &[("2024-02", dec!(15_000), Quality::Measured)], &[]);
}

#[test]
fn the_burners_hours_times_its_nozzle_are_an_index_with_a_coefficient() {
    let hours = in_tank(Kind::Index, Unit::Litre, &[("2024-02-01", dec!(1200)), ("2024-03-01", dec!(1500))]);
    let mut meter = oil(vec![hours]);
    meter.facts.factors = vec![Dated { from: None, to: None, value: dec!(4.2) }];
    check(meter.clone(), &[("2024-02", dec!(12_600), Quality::Measured)], &[]);
    let found = months(&[meter], Direction::Offtake, &card(Carrier::HeatingOil), &[]).unwrap();
    assert!(found.months[0].sources.contains(&Source::Index));
}

#[test]
fn a_shared_tank_gives_each_building_its_share_of_what_was_used() {
    let mut meter = oil(vec![delivered()]);
    meter.shares = vec![eclaireur_models::readings::totals::Share { from: None, to: None, share: dec!(0.4) }];
    let quality = Quality::Estimated;
    check(
        meter,
        &[("2024-02", dec!(10_000), quality), ("2024-03", dec!(4_000), quality)],
        &["tank-supposed-full", "tank-opening"],
    );
}
