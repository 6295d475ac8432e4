//! Short gaps completed for display: by which method, said where, and never at the cost of what was read.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::readings::MonthSlots;
use eclaireur_models::readings::totals::{ChannelReadings, MeterReadings, MonthTotal, days, months, years};
use eclaireur_models::units::Unit;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, full_month, instants, kwh, meter, period, rows};

fn totals(meter: &MeterReadings) -> Vec<MonthTotal> {
    let card = card(meter.carrier);
    months(std::slice::from_ref(meter), Direction::Offtake, &card, &[]).unwrap().months
}

fn of(channels: Vec<ChannelReadings>) -> MeterReadings {
    meter("aile B", Carrier::Electricity, channels)
}

fn may() -> Month {
    Month::new(2024, 5).unwrap()
}

#[test]
fn a_short_gap_is_completed_said_and_lowers_the_quality() {
    // From noon of the tenth to six in the evening of the eleventh.
    let holed = full_month(may(), Register::Total, 100, 9 * 96 + 48..10 * 96 + 72);
    let found = totals(&of(vec![holed.clone()]));
    let [month] = found.as_slice() else { panic!("one month") };
    assert!(month.is_complete());
    assert_eq!((kwh(month), month.quality), (Decimal::new(100 * 2976, 3), Quality::Filled));
    let [part] = month.filled.as_slice() else { panic!("one part: {:?}", month.filled) };
    assert_eq!((part.meter.as_str(), part.days, part.slots), ("aile B", 2, 120));
    assert_eq!(part.period, period("2024-05-10", "2024-05-12"));
    let year = years(&[of(vec![holed])], Direction::Offtake, &card(Carrier::Electricity), &[]);
    assert_eq!((year[0].complete_months, year[0].quality), (1, Quality::Filled));
}

#[test]
fn what_is_longer_than_a_week_or_at_an_end_stays_open() {
    for (skip, slots) in [(9 * 96..17 * 96, 0), (0..40, 40), (2976 - 40..2976, 40)] {
        let found = totals(&of(vec![full_month(may(), Register::Total, 100, skip.clone())]));
        let [month] = found.as_slice() else { panic!("one month") };
        assert!(!month.is_complete() && month.filled.is_empty(), "{skip:?}");
        assert_eq!((month.missing[0].slots, month.quality), (slots, Quality::Measured), "{skip:?}");
    }
}

#[test]
fn a_register_that_is_silent_while_the_other_speaks_is_no_gap() {
    let night = full_month(may(), Register::Night, 10, 0..1000);
    let daytime = full_month(may(), Register::Day, 20, 1004..2976);
    let found = totals(&of(vec![night.clone(), daytime]));
    assert_eq!((found[0].quality, found[0].filled.len()), (Quality::Measured, 0));
    let daytime = full_month(may(), Register::Day, 20, 990..2976);
    let found = totals(&of(vec![night, daytime]));
    assert_eq!((found[0].quality, found[0].filled[0].slots), (Quality::Filled, 10));
}

#[test]
fn a_bill_over_the_same_days_says_more_and_comes_first() {
    let holed = || full_month(may(), Register::Total, 100, 9 * 96..12 * 96);
    let billed =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2024-05-01", "2024-06-01", dec!(310))]);
    let found = totals(&of(vec![holed(), billed]));
    assert_eq!((kwh(&found[0]), found[0].quality, found[0].filled.len()), (dec!(310), Quality::Measured, 0));
    let index = channel(Kind::Index, Register::Total, Unit::KWh);
    let index = instants(index, &[("2024-05-09", dec!(1000)), ("2024-05-15", dec!(1060))]);
    let found = totals(&of(vec![holed(), index]));
    assert_eq!((kwh(&found[0]), found[0].filled.len()), (dec!(268.8) + dec!(31.2), 0));
}

#[test]
fn days_that_were_read_as_days_are_like_the_same_weekday() {
    let mut daily = Vec::new();
    for day in Period::new("2024-05-01".parse().unwrap(), "2024-06-01".parse().unwrap()).unwrap().iter() {
        let weekend = day.weekday().to_monday_one_offset() > 5;
        if !(13..=17).contains(&day.day()) {
            daily.push((day, if weekend { dec!(40) } else { dec!(100) }));
        }
    }
    let texts: Vec<(String, String, Decimal)> = daily
        .iter()
        .map(|(day, value)| (day.to_string(), day.tomorrow().unwrap().to_string(), *value))
        .collect();
    let texts: Vec<(&str, &str, Decimal)> =
        texts.iter().map(|(a, b, v)| (a.as_str(), b.as_str(), *v)).collect();
    let found = totals(&of(vec![rows(channel(Kind::Interval, Register::Total, Unit::KWh), &texts)]));
    // The thirteenth to the seventeenth are Monday to Friday; of the month 23 days work and 8 do not.
    assert_eq!((kwh(&found[0]), found[0].quality), (dec!(2620), Quality::Filled));
    assert_eq!((found[0].filled[0].days, found[0].filled[0].period), (5, period("2024-05-13", "2024-05-18")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// I12 with completed gaps: days add up to months and years to the last digit, what was read is in there as it was,
    /// and what was added is between nothing and what the gaps could hold at the highest value read.
    #[test]
    fn completing_conserves_what_was_read(
        year in 2015i16..2030,
        first in 1i8..=10,
        values in prop::collection::vec(0i64..5_000, 7 * 24),
        gaps in prop::collection::vec((0usize..1400, 1usize..200), 0..5),
    ) {
        let mut all = Vec::new();
        let (mut read, mut absent) = (0i64, 0i64);
        let month = Month::new(year, first).unwrap();
        let mut at = 0;
        for month in Month::range(month, month.next()) {
            let mut slots = MonthSlots::new(month, 3600, 3).unwrap();
            for i in 0..slots.len() {
                let value = values[at % values.len()];
                if gaps.iter().any(|(start, length)| (*start..start + length).contains(&at)) {
                    absent += 1;
                } else {
                    slots.set(i, value, Quality::Measured);
                    read += value;
                }
                at += 1;
            }
            all.push(slots);
        }
        let hourly = channel(Kind::Interval, Register::Total, Unit::KWh);
        let one = of(vec![ChannelReadings { channel: hourly, months: all, rows: vec![] }]);
        let card = card(Carrier::Electricity);
        let Some(found) = months(std::slice::from_ref(&one), Direction::Offtake, &card, &[]) else { return Ok(()) };
        let total: Decimal = found.months.iter().filter_map(|m| m.energy).map(eclaireur_models::units::Energy::kwh).sum();
        let whole = Period::new(month.first(), month.next().next().first()).unwrap();
        let by_day: Decimal = days(std::slice::from_ref(&one), Direction::Offtake, &card, whole).iter().filter_map(|d| d.energy).map(eclaireur_models::units::Energy::kwh).sum();
        prop_assert_eq!(total, by_day);
        let added = total - Decimal::new(read, 3);
        let most = values.iter().max().copied().unwrap_or(0);
        prop_assert!(added >= Decimal::ZERO && added <= Decimal::new(absent * most, 3), "{added}");
        let filled: u32 = found.months.iter().flat_map(|m| &m.filled).map(|f| f.slots).sum();
        let missing: u32 = found.months.iter().flat_map(|m| &m.missing).map(|m| m.slots + m.days * 25).sum();
        prop_assert!(i64::from(filled) <= absent && i64::from(filled + missing) >= absent, "{filled} {missing} {absent}");
        for month in &found.months {
            prop_assert_eq!(month.quality == Quality::Filled, !month.filled.is_empty());
        }
    }
}
