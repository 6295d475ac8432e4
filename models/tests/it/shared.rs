//! One meter for several buildings: what all who share it are given adds up to the meter, in every month (I12).

use std::collections::BTreeMap;

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, Month, day_start};
use eclaireur_models::readings::RowReading;
use eclaireur_models::readings::totals::{ChannelReadings, Dated, MeterReadings, Share, days, months, years};
use eclaireur_models::units::Unit;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, kwh, meter, period, rows};

fn share(from: Option<&str>, to: Option<&str>, share: Decimal) -> Share {
    Share { from: from.map(day), to: to.map(day), share }
}

#[test]
fn a_new_key_in_the_middle_of_a_bill_gives_each_building_its_days() {
    let bills = [("2021-01-01", "2022-01-01", dec!(22_860))];
    let billed = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &bills);
    let mut first = meter("chaufferie", Carrier::NaturalGas, vec![billed]);
    first.facts.climate = vec![Dated { from: None, to: None, value: Decimal::ONE }];
    let mut second = first.clone();
    let change = Some("2021-07-01");
    first.shares = vec![share(None, change, dec!(1)), share(change, None, dec!(0.25))];
    second.shares = vec![share(change, None, dec!(0.75))];
    let of = |meter: &MeterReadings| {
        let card = card(Carrier::NaturalGas);
        let found = months(std::slice::from_ref(meter), Direction::Offtake, &card, &[]).unwrap();
        (found.months.first().unwrap().month.to_string(), found.months.iter().map(kwh).sum::<Decimal>())
    };
    // 1 459 of the 2 286 degree-days lie before July.
    assert_eq!(of(&first), ("2021-01".to_owned(), dec!(14_590) + dec!(8_270) / dec!(4)));
    assert_eq!(of(&second), ("2021-07".to_owned(), dec!(8_270) * dec!(0.75)));
}

#[test]
fn a_building_that_had_a_meter_only_until_a_day_misses_nothing_after_it() {
    let bills = [("2024-01-01", "2024-05-01", dec!(1_210))];
    let billed = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &bills);
    let mut meter = meter("commun", Carrier::Electricity, vec![billed]);
    meter.shares = vec![share(None, Some("2024-02-15"), dec!(0.5))];
    let found = months(&[meter], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
    assert_eq!(found.months.len(), 2);
    assert!(found.months.iter().all(|m| m.missing.is_empty()));
    assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), dec!(1_210) * dec!(45) / dec!(121) / dec!(2));
}

/// Keys of three buildings and the rest of the world, in millionths, that add up to the whole.
fn keys() -> impl Strategy<Value = Vec<(i64, [u32; 3])>> {
    let key = (0u32..=1_000_000, 0u32..=1_000_000, 0u32..=1_000_000).prop_map(|(a, b, c)| {
        let mut cuts = [a, b, c];
        cuts.sort_unstable();
        [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1]]
    });
    prop::collection::vec((1i64..700, key), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// I12: sum over buildings and the rest of the world = meter, to the Wh, month by month and day by day.
    #[test]
    fn sharing_conserves_energy(
        keys in keys(),
        climate in 0u32..=100,
        bills in prop::collection::vec((1i64..500, 0i64..10_000_000), 1..6),
    ) {
        let (start, carrier) = (day("2020-01-01"), Carrier::NaturalGas);
        let later = |from: Day, days: i64| from.checked_add(jiff::Span::new().days(days)).unwrap();
        let (mut at, mut billed) = (start, vec![]);
        for (import, (days, thousandths)) in (1..).zip(&bills) {
            let to = later(at, *days);
            billed.push(RowReading { start: day_start(at), end: day_start(to), value: *thousandths, scale: 3, quality: Quality::Measured, import });
            at = to;
        }
        let billed = ChannelReadings { channel: channel(Kind::Billed, Register::Total, Unit::KWh), months: vec![], rows: billed };
        let mut whole = meter("m", carrier, vec![billed]);
        whole.facts.climate = vec![Dated { from: None, to: None, value: Decimal::new(i64::from(climate), 2) }];
        let card = card(carrier);

        // Each key holds from its day until the next.
        let mut from = None;
        let mut shares: [Vec<Share>; 4] = Default::default();
        for (i, (length, key)) in keys.iter().enumerate() {
            let to = (i + 1 < keys.len()).then(|| later(from.unwrap_or(start), *length));
            let rest = 1_000_000 - key.iter().sum::<u32>();
            for (shares, millionths) in shares.iter_mut().zip(key.iter().chain([&rest])) {
                shares.push(Share { from, to, share: Decimal::new(i64::from(*millionths), 6) });
            }
            from = to;
        }
        let parts: Vec<MeterReadings> = shares.into_iter().map(|shares| MeterReadings { shares, ..whole.clone() }).collect();
        let of = |meter: &MeterReadings| -> BTreeMap<Month, Decimal> {
            let found = months(std::slice::from_ref(meter), Direction::Offtake, &card, &[]);
            let held = found.into_iter().flat_map(|f| f.months);
            held.filter_map(|m| Some((m.month, m.energy?.kwh()))).collect()
        };
        let mut sums: BTreeMap<Month, Decimal> = BTreeMap::new();
        for (month, kwh) in parts.iter().flat_map(of) {
            *sums.entry(month).or_default() += kwh;
        }
        prop_assert_eq!(sums, of(&whole));
        let year = |meter: &MeterReadings| -> Decimal {
            let found = years(std::slice::from_ref(meter), Direction::Offtake, &card, &[]);
            found.iter().filter_map(|y| y.energy).map(eclaireur_models::units::Energy::kwh).sum()
        };
        prop_assert_eq!(parts.iter().map(year).sum::<Decimal>(), year(&whole));
        let of_day = |meter: &MeterReadings| -> Decimal {
            let found = days(std::slice::from_ref(meter), Direction::Offtake, &card, period("2020-01-01", "2020-02-01"));
            found.iter().filter_map(|d| d.energy).map(eclaireur_models::units::Energy::kwh).sum()
        };
        prop_assert_eq!(parts.iter().map(of_day).sum::<Decimal>(), of_day(&whole));
    }
}
