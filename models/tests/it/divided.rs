//! Periods that straddle months: degree-days and base load where the climate share is known, days otherwise; nothing is
//! ever lost (I12).

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::catalog::Cold;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::period::{Month, day_start};
use eclaireur_models::readings::RowReading;
use eclaireur_models::readings::totals::{
    BilledCost, By, ChannelReadings, Dated, MeterReadings, MonthTotal, ShareFrom, months, years,
};
use eclaireur_models::units::{Euro, Unit};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, instants, kwh, meter, period, rows};

fn gas(bills: &[(&str, &str, Decimal)]) -> MeterReadings {
    meter("gaz", Carrier::NaturalGas, vec![rows(channel(Kind::Billed, Register::Total, Unit::KWh), bills)])
}

fn of(meters: &[MeterReadings]) -> eclaireur_models::readings::totals::CarrierMonths {
    months(meters, Direction::Offtake, &card(meters[0].carrier), &[]).unwrap()
}

fn stated(share: Decimal) -> Vec<Dated<Decimal>> {
    vec![Dated { from: None, to: None, value: share }]
}

#[test]
fn a_yearly_bill_follows_the_published_degree_days_where_the_climate_share_is_stated() {
    let mut meter = gas(&[("2021-01-01", "2022-01-01", dec!(100_000))]);
    meter.facts.climate = stated(dec!(0.8));
    let found = of(&[meter]);
    // 2021 had 2286 degree-days: 417 in January, 3 in July. Base load: 20 000 kWh over 365 days.
    let expect = |degree_days: Decimal, days: Decimal| {
        (dec!(80_000) * degree_days / dec!(2286) + dec!(20_000) * days / dec!(365)).round_dp(2)
    };
    assert_eq!(kwh(&found.months[0]).round_dp(2), expect(dec!(417), dec!(31)));
    assert_eq!(kwh(&found.months[6]).round_dp(2), expect(dec!(3), dec!(31)));
    assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), dec!(100_000));
    assert!(found.months.iter().all(|m| m.quality == Quality::Modelled));
    let [split] = found.splits.as_slice() else { panic!("one bill: {:?}", found.splits) };
    assert_eq!((split.days, split.kwh), (period("2021-01-01", "2022-01-01"), dec!(100_000)));
    let cold = Cold { degree_days: dec!(2286), certainty: Certainty::Certain, normal: false };
    let (share, from, station) = (dec!(0.8), ShareFrom::Stated, "Uccle".to_owned());
    assert_eq!(split.by, By::DegreeDays { share, from, cold, station, normal: None });
}

#[test]
fn without_a_climate_share_the_days_are_all_alike_and_that_is_said() {
    let found = of(&[gas(&[("2021-01-01", "2022-01-01", dec!(36_500))])]);
    assert_eq!((kwh(&found.months[0]), kwh(&found.months[6])), (dec!(3_100), dec!(3_100)));
    assert_eq!(found.splits[0].by, By::Days);
    let whole =
        of(&[gas(&[("2021-01-01", "2021-02-01", dec!(500)), ("2021-02-01", "2021-03-01", dec!(400))])]);
    assert!(whole.splits.is_empty() && whole.months.iter().all(|m| m.quality == Quality::Measured));
}

#[test]
fn where_a_month_was_not_published_its_normal_stands_in_and_that_is_said() {
    let mut meter = gas(&[("2022-11-01", "2023-01-01", dec!(5_950))]);
    meter.facts.climate = stated(Decimal::ONE);
    let found = of(&[meter]);
    // November 2022: 218 published; December: 377 normal.
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(2_180), dec!(3_770)]);
    let By::DegreeDays { cold, normal, .. } = &found.splits[0].by else { panic!("by degree-days") };
    assert_eq!((cold.degree_days, normal.as_deref()), (dec!(595), Some("1991-2020")));
}

#[test]
fn a_period_without_any_cold_is_divided_by_days() {
    let mut meter = gas(&[("2022-07-01", "2022-09-01", dec!(620))]);
    meter.facts.climate = stated(Decimal::ONE);
    let found = of(&[meter]);
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(310), dec!(310)]);
    assert_eq!(found.splits[0].by, By::Days);
}

/// A year of monthly readings, 10 kWh a day of base load and 50 kWh a degree-day of the normal, and the bill of the
/// year before.
fn a_year_read_monthly() -> ChannelReadings {
    const NORMAL: [i64; 12] = [396, 349, 294, 187, 99, 35, 10, 11, 55, 161, 278, 377];
    let mut index = 0;
    let mut values = vec![(day("2025-01-01"), index)];
    for (month, cold) in Month::range(Month::new(2025, 1).unwrap(), Month::new(2025, 12).unwrap()).zip(NORMAL)
    {
        index += month.period().days() * 10 + cold * 50;
        values.push((month.next().first(), index));
    }
    let read = values.into_iter().zip(1..).map(|((on, value), import)| RowReading {
        start: day_start(on),
        end: day_start(on),
        value,
        scale: 0,
        quality: Quality::Measured,
        import,
    });
    let channel = channel(Kind::Index, Register::Total, Unit::KWh);
    ChannelReadings { channel, months: vec![], rows: read.collect() }
}

fn with_a_bill_before(served: &[Option<&str>], carrier: Carrier) -> By {
    let bill = [("2024-01-01", "2025-01-01", dec!(120_000))];
    let billed = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &bill);
    let mut meter = meter("chaufferie", carrier, vec![a_year_read_monthly(), billed]);
    meter.facts.served = served.iter().map(|a| a.map(str::to_owned)).collect();
    let found = of(&[meter]);
    assert_eq!(found.months.iter().take(12).map(kwh).sum::<Decimal>(), dec!(120_000));
    found.splits[0].by.clone()
}

#[test]
fn the_meters_own_summer_tells_the_climate_share_unless_summer_is_holiday() {
    // From June to August (10·92 + 56·50) / 92 = 40.43 kWh a day, of 116 250 kWh in the year.
    let By::DegreeDays { share, from, .. } = with_a_bill_before(&[Some("care-home")], Carrier::NaturalGas)
    else {
        panic!("by degree-days")
    };
    assert_eq!((share, from), (dec!(0.87), ShareFrom::Summer(2025)));
    for (served, carrier) in [
        (&[Some("school")][..], Carrier::NaturalGas),
        (&[Some("care-home"), Some("school")], Carrier::NaturalGas),
        (&[None], Carrier::NaturalGas),
        (&[], Carrier::NaturalGas),
        (&[Some("care-home")], Carrier::Electricity),
    ] {
        assert_eq!(with_a_bill_before(served, carrier), By::Days, "{served:?} {carrier:?}");
    }
}

#[test]
fn a_bill_over_months_partly_metered_gives_the_rest_to_the_bare_days_by_their_cold() {
    let summer = instants(
        channel(Kind::Index, Register::Total, Unit::KWh),
        &[("2021-04-01", dec!(0)), ("2021-10-01", dec!(1_000))],
    );
    let billed = rows(
        channel(Kind::Billed, Register::Total, Unit::KWh),
        &[("2021-01-01", "2022-01-01", dec!(19_150))],
    );
    let mut meter = meter("gaz", Carrier::NaturalGas, vec![summer, billed]);
    meter.facts.climate = stated(Decimal::ONE);
    let found = of(&[meter]);
    // 1021 degree-days before April, 794 after September: 18 150 kWh, 10 a degree-day.
    let (spring, autumn): (Decimal, Decimal) =
        (found.months.iter().take(3).map(kwh).sum(), found.months.iter().skip(9).map(kwh).sum());
    assert_eq!((spring, autumn), (dec!(10_210), dec!(7_940)));
}

#[test]
fn a_cost_is_divided_as_the_energy_it_pays_for() {
    let mut meter = gas(&[("2021-01-01", "2022-01-01", dec!(22_860))]);
    meter.facts.climate = stated(Decimal::ONE);
    let year = period("2021-01-01", "2022-01-01");
    meter.costs = vec![BilledCost { period: year, excl_vat: None, incl_vat: Some(Euro(dec!(2_286))) }];
    let found = of(std::slice::from_ref(&meter));
    assert_eq!((kwh(&found.months[0]), found.months[0].cost), (dec!(4_170), Some(Euro(dec!(417)))));
    let whole = years(&[meter], Direction::Offtake, &card(Carrier::NaturalGas), &[]);
    assert_eq!((whole[0].quality, whole[0].cost), (Quality::Measured, Some(Euro(dec!(2_286)))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// I12: whatever the dates, the share and the values, the months add up to the bills, to the last digit.
    #[test]
    fn dividing_by_degree_days_conserves_energy(
        start in 0i64..14_000,
        share in 0u32..=100,
        bills in prop::collection::vec((1i64..800, 0i64..10_000_000), 1..10),
        index in prop::collection::vec((1i64..90, 0i64..100_000), 0..6),
    ) {
        let from = day("2000-01-01").checked_add(jiff::Span::new().days(start)).unwrap();
        let later = |from: jiff::civil::Date, days: i64| from.checked_add(jiff::Span::new().days(days)).unwrap();
        let row = |from, to, value, import| RowReading {
            start: day_start(from), end: day_start(to), value, scale: 3, quality: Quality::Measured, import,
        };
        let (mut at, mut billed, mut total) = (from, vec![], Decimal::ZERO);
        for (import, (days, thousandths)) in (1..).zip(&bills) {
            let to = later(at, *days);
            billed.push(row(at, to, *thousandths, import));
            total += Decimal::new(*thousandths, 3);
            at = to;
        }
        let end = at;
        // Readings within the bills, which may then have to give the rest to several stretches.
        let (mut at, mut count, mut read) = (from, 0, vec![row(from, from, 0, 100)]);
        for (import, (days, thousandths)) in (101..).zip(&index) {
            at = later(at, *days);
            count += thousandths;
            read.push(row(at, at, count, import));
        }
        let billed = ChannelReadings { channel: channel(Kind::Billed, Register::Total, Unit::KWh), months: vec![], rows: billed };
        let mut only_bills = meter("m", Carrier::NaturalGas, vec![billed.clone()]);
        only_bills.facts.climate = stated(Decimal::new(i64::from(share), 2));
        let found = of(&[only_bills.clone()]);
        prop_assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), total);
        prop_assert!(found.months.iter().all(|m| !kwh(m).is_sign_negative() || kwh(m).is_zero()));
        let inner = found.months.iter().skip(1).rev().skip(1);
        prop_assert!(inner.into_iter().all(MonthTotal::is_complete));

        let read = ChannelReadings { channel: channel(Kind::Index, Register::Total, Unit::KWh), months: vec![], rows: read };
        only_bills.channels.push(read);
        let both = of(&[only_bills]);
        // Where the meter counted less than the bills of its days, the year is still what was billed.
        if both.findings.is_empty() && at <= end {
            prop_assert_eq!(both.months.iter().map(kwh).sum::<Decimal>(), total);
        }
    }
}
