//! A building that makes electricity: own use where both flows are known, never invented where one is missing.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use eclaireur_models::readings::MonthSlots;
use eclaireur_models::readings::totals::{Balance, ChannelReadings, MeterReadings, Unmeasured, balance};
use eclaireur_models::units::{Energy, Unit};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, kwh, meter, rows};

fn flow(direction: Direction, bills: &[(&str, &str, Decimal)]) -> ChannelReadings {
    let mut channel = channel(Kind::Billed, Register::Total, Unit::KWh);
    channel.direction = direction;
    rows(channel, bills)
}

fn of(channels: Vec<ChannelReadings>) -> Option<Balance> {
    let (production, head): (Vec<_>, Vec<_>) =
        channels.into_iter().partition(|c| c.channel.direction == Direction::Production);
    let meters: Vec<MeterReadings> =
        [meter("tête", Carrier::Electricity, head), meter("toit", Carrier::Electricity, production)]
            .into_iter()
            .collect();
    balance(&meters, &card(Carrier::Electricity))
}

const JUNE: (&str, &str) = ("2025-06-01", "2025-07-01");

fn june(direction: Direction, value: Decimal) -> ChannelReadings {
    flow(direction, &[(JUNE.0, JUNE.1, value)])
}

#[test]
fn own_use_is_what_was_made_and_not_given_and_the_building_used_it_too() {
    let found = of(vec![
        june(Direction::Offtake, dec!(4000)),
        june(Direction::Injection, dec!(700)),
        june(Direction::Production, dec!(2500)),
    ]);
    let found = found.unwrap();
    let [month] = found.months.as_slice() else { panic!("one month") };
    let of = |energy: Option<Energy>| energy.map(Energy::kwh);
    assert_eq!((of(month.own_use), of(month.used)), (Some(dec!(1800)), Some(dec!(5800))));
    assert_eq!((found.unmeasured, found.findings.len()), (None, 0));
}

#[test]
fn where_one_flow_is_missing_nothing_is_told() {
    let (offtake, injection, production) = (
        june(Direction::Offtake, dec!(4000)),
        june(Direction::Injection, dec!(700)),
        june(Direction::Production, dec!(2500)),
    );
    for (channels, expect) in [
        (vec![offtake.clone(), injection.clone()], Some(Unmeasured::Production)),
        (vec![offtake.clone(), production.clone()], Some(Unmeasured::Injection)),
    ] {
        let found = of(channels).unwrap();
        assert_eq!(found.unmeasured, expect);
        assert!(found.months.iter().all(|m| m.own_use.is_none() && m.used.is_none()));
    }
    assert_eq!(of(vec![offtake]), None, "a building that makes nothing has no balance");
    let found = of(vec![injection, production]).unwrap();
    assert!(found.months[0].own_use.is_some() && found.months[0].used.is_none(), "what it took is not known");
}

#[test]
fn a_month_in_which_a_flow_is_incomplete_tells_nothing() {
    let found = of(vec![
        june(Direction::Offtake, dec!(4000)),
        flow(Direction::Injection, &[("2025-06-10", "2025-07-01", dec!(700))]),
        june(Direction::Production, dec!(2500)),
    ])
    .unwrap();
    assert!(found.months[0].own_use.is_none() && found.months[0].production.is_some());
}

#[test]
fn more_given_than_made_is_a_fault_of_a_meter_and_not_a_negative_use() {
    let found =
        of(vec![june(Direction::Injection, dec!(700)), june(Direction::Production, dec!(500))]).unwrap();
    assert_eq!(found.months[0].own_use, None);
    assert_eq!(found.findings[0].code.code(), "injection-above-production");
}

proptest! {
    /// The month says the same as its slots: used = offtake + production − injection, quarter by quarter.
    #[test]
    fn the_balance_of_a_month_is_that_of_its_quarters(values in prop::collection::vec((0i64..900, 0i64..900, 0i64..900), 96)) {
        let month = Month::new(2025, 3).unwrap();
        let (mut flows, mut used) = (Vec::new(), 0i64);
        for direction in Direction::ALL {
            let mut slots = MonthSlots::new(month, 900, 3).unwrap();
            for i in 0..slots.len() {
                let (taken, own, given) = values[i % 96];
                let value = match direction { Direction::Offtake => taken, Direction::Injection => given, Direction::Production => own + given };
                used += match direction { Direction::Injection => -value, _ => value };
                slots.set(i, value, Quality::Measured);
            }
            let mut channel = channel(Kind::Interval, Register::Total, Unit::KWh);
            channel.direction = *direction;
            flows.push(ChannelReadings { channel, months: vec![slots], rows: vec![] });
        }
        let found = of(flows).unwrap();
        prop_assert_eq!(found.months[0].used.unwrap().kwh(), Decimal::new(used, 3));
        prop_assert_eq!(found.months[0].quality, Quality::Measured);
    }
}

#[test]
fn the_months_of_offtake_stay_what_was_taken() {
    let meters = [meter(
        "tête",
        Carrier::Electricity,
        vec![june(Direction::Offtake, dec!(4000)), june(Direction::Injection, dec!(700))],
    )];
    let months = eclaireur_models::readings::totals::months;
    let found = months(&meters, Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
    assert_eq!(kwh(&found.months[0]), dec!(4000), "injection is not taken off");
}
