//! Months and years: precedence, missing parts, and energy that is never lost (I12).

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Month, Period, day_start, next_day};
use eclaireur_models::readings::totals::{
    BilledCost, ChannelReadings, Conversion, DatedPrice, MonthTotal, Share, months, years,
};
use eclaireur_models::readings::{MonthSlots, RowReading};
use eclaireur_models::units::{Basis, Euro, Unit, UnitPrice};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, full_month, kwh, meter, rows};

#[test]
fn a_month_with_a_hole_names_it_and_the_meter() {
    let october = Month::new(2021, 10).unwrap();
    let wing_a = meter("aile A", Carrier::Electricity, vec![full_month(october, Register::Total, 100, 0..0)]);
    let wing_b =
        meter("aile B", Carrier::Electricity, vec![full_month(october, Register::Total, 100, 96..968)]);
    let found = months(&[wing_a, wing_b], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
    let [month] = found.months.as_slice() else { panic!("one month") };
    assert!(!month.is_complete());
    let [missing] = month.missing.as_slice() else { panic!("one part: {:?}", month.missing) };
    assert_eq!((missing.meter.as_str(), missing.days, missing.slots), ("aile B", 9, 8));
    assert_eq!(missing.period, Period::new(day("2021-10-02"), day("2021-10-12")).unwrap());
    assert_eq!(kwh(month), Decimal::new(100 * (2 * 2980 - 872), 3));
}

#[test]
fn day_and_night_registers_fill_each_other_and_their_total_is_not_added() {
    let month = Month::new(2024, 1).unwrap();
    let night = full_month(month, Register::Night, 10, 0..1000);
    let daytime = full_month(month, Register::Day, 20, 1000..2976);
    let total = full_month(month, Register::Total, 15, 0..0);
    let found = months(
        &[meter("m", Carrier::Electricity, vec![night, daytime, total])],
        Direction::Offtake,
        &card(Carrier::Electricity),
        &[],
    );
    let month = &found.unwrap().months[0];
    assert!(month.is_complete());
    assert_eq!(kwh(month), Decimal::new(20 * 1000 + 10 * 1976, 3));
}

#[test]
fn a_yearly_bill_is_measured_for_its_year_and_modelled_for_its_months() {
    let billed = rows(
        channel(Kind::Billed, Register::Total, Unit::KWh),
        &[("2023-01-01", "2024-01-01", dec!(36500)), ("2024-01-01", "2025-01-01", dec!(36600))],
    );
    let mut gas = meter("chaufferie", Carrier::NaturalGas, vec![billed]);
    let cost = |period, amount| BilledCost { period, excl_vat: None, incl_vat: Some(Euro(amount)) };
    let february = Month::new(2023, 2).unwrap().period();
    gas.costs = vec![cost(Period::year(2023).unwrap(), dec!(3650)), cost(february, dec!(-28))];
    let card = card(Carrier::NaturalGas);
    let found = months(std::slice::from_ref(&gas), Direction::Offtake, &card, &[]).unwrap();
    assert_eq!(found.months.len(), 24);
    assert_eq!((kwh(&found.months[0]), found.months[0].quality), (dec!(3100.000), Quality::Modelled));
    assert_eq!(found.months[1].cost.unwrap().to_cent(), Euro(dec!(252.00)), "the credit note is taken off");
    assert_eq!(found.months[12].cost, None);
    let found = years(&[gas], Direction::Offtake, &card, &[]);
    assert_eq!(
        found
            .iter()
            .map(|y| (y.year, y.energy.unwrap().kwh(), y.quality, y.complete_months))
            .collect::<Vec<_>>(),
        [(2023, dec!(36500), Quality::Measured, 12), (2024, dec!(36600), Quality::Measured, 12),]
    );
    assert_eq!(found[0].cost.unwrap().to_cent(), Euro(dec!(3622.00)));
    assert_eq!(found[0].energy.unwrap().basis(), Basis::Gross);
}

#[test]
fn gas_indexes_become_energy_with_the_coefficient_of_the_bill_else_with_the_usual_one() {
    let index = rows(
        channel(Kind::Index, Register::Total, Unit::M3),
        &[
            ("2025-01-01", "2025-01-01", dec!(1000)),
            ("2025-02-01", "2025-02-01", dec!(1100)),
            ("2025-03-01", "2025-03-01", dec!(1150)),
        ],
    );
    let mut gas = meter("gaz", Carrier::NaturalGas, vec![index]);
    gas.conversions = vec![Conversion { from: Some(day("2025-02-01")), to: None, kwh_per_m3: dec!(11.2) }];
    let found = months(&[gas], Direction::Offtake, &card(Carrier::NaturalGas), &[]).unwrap();
    assert_eq!((kwh(&found.months[0]), found.months[0].quality), (dec!(1154.00), Quality::Estimated));
    assert_eq!((kwh(&found.months[1]), found.months[1].quality), (dec!(560.0), Quality::Measured));
}

#[test]
fn oil_is_used_between_deliveries_and_the_first_tells_nothing() {
    let mut litres = channel(Kind::Delivery, Register::Total, Unit::Litre);
    litres.basis = Basis::Net;
    let oil = meter(
        "citerne",
        Carrier::HeatingOil,
        vec![rows(
            litres,
            &[("2024-01-10", "2024-01-10", dec!(3000)), ("2024-03-10", "2024-03-10", dec!(2500))],
        )],
    );
    let found = months(&[oil], Direction::Offtake, &card(Carrier::HeatingOil), &[]).unwrap();
    assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), dec!(25000));
    assert_eq!(found.months[0].energy.unwrap().basis(), Basis::Net);
    assert!(!found.months[0].is_complete() && found.months[1].is_complete());
}

#[test]
fn a_shared_meter_gives_each_building_its_share_and_a_price_gives_a_cost() {
    let billed =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2024-01-01", "2024-02-01", dec!(310))]);
    let mut shared = meter("commun", Carrier::Electricity, vec![billed]);
    shared.shares = vec![
        Share { from: None, to: Some(day("2024-01-11")), share: dec!(0.5) },
        Share { from: Some(day("2024-01-11")), to: None, share: dec!(0.25) },
    ];
    let price = DatedPrice { from: day("2020-01-01"), to: None, incl_vat: UnitPrice(dec!(0.30)) };
    let found = months(&[shared], Direction::Offtake, &card(Carrier::Electricity), &[price]).unwrap();
    assert_eq!(kwh(&found.months[0]), dec!(102.5));
    assert_eq!(found.months[0].cost, Some(Euro(dec!(30.75))));
}

proptest! {
    /// I12: whatever the dates, the months of bills that do not overlap add up to the bills, to the last digit.
    #[test]
    fn splitting_by_month_conserves_energy(
        start in 0i64..20_000,
        bills in prop::collection::vec((1i64..500, 0i64..10_000_000), 1..12),
    ) {
        let mut from = day("1990-01-01").checked_add(jiff::Span::new().days(start)).unwrap();
        let mut readings = vec![];
        let mut total = Decimal::ZERO;
        for (import, (days, thousandths)) in (1..).zip(&bills) {
            let to = from.checked_add(jiff::Span::new().days(*days)).unwrap();
            readings.push(RowReading { start: day_start(from), end: day_start(to), value: *thousandths, scale: 3, quality: Quality::Measured, import });
            total += Decimal::new(*thousandths, 3);
            from = to;
        }
        let billed = ChannelReadings { channel: channel(Kind::Billed, Register::Total, Unit::KWh), months: vec![], rows: readings };
        let found = months(&[meter("m", Carrier::Electricity, vec![billed])], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
        prop_assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), total);
        let inner = found.months.iter().skip(1).rev().skip(1);
        prop_assert!(inner.into_iter().all(MonthTotal::is_complete));
    }

    /// Slots add up to their months whatever the year, clock changes included.
    #[test]
    fn quarters_conserve_energy(year in 2000i16..2035, month in 1i8..=12, values in prop::collection::vec(0i64..100_000, 96)) {
        let month = Month::new(year, month).unwrap();
        let mut slots = MonthSlots::new(month, 900, 3).unwrap();
        for i in 0..slots.len() {
            slots.set(i, values[i % 96], Quality::Measured);
        }
        let total = Decimal::try_from_i128_with_scale(slots.sum(), 3).unwrap();
        let quarters = ChannelReadings { channel: channel(Kind::Interval, Register::Total, Unit::KWh), months: vec![slots], rows: vec![] };
        let found = months(&[meter("m", Carrier::Electricity, vec![quarters])], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
        prop_assert_eq!(found.months.len(), 1);
        prop_assert!(found.months[0].is_complete());
        prop_assert_eq!(kwh(&found.months[0]), total);
    }
}

#[test]
fn a_bill_over_a_month_already_metered_adds_nothing() {
    let month = Month::new(2024, 1).unwrap();
    let slots = full_month(month, Register::Total, 100, 0..0);
    let billed =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2024-01-01", "2024-02-01", dec!(310))]);
    let found = months(
        &[meter("m", Carrier::Electricity, vec![slots, billed])],
        Direction::Offtake,
        &card(Carrier::Electricity),
        &[],
    )
    .unwrap();
    assert_eq!(kwh(&found.months[0]), dec!(297.600));
    assert_eq!(found.findings.iter().map(|f| f.code.code()).collect::<Vec<_>>(), ["sources-disagree"]);
    assert_eq!(next_day(day("2024-01-31")), day("2024-02-01"));
}

fn slot_rows(first: &str, length_s: i64, values: &[i64]) -> ChannelReadings {
    let start = day_start(day(first));
    let rows = values.iter().zip(0..).map(|(value, i)| RowReading {
        start: start + i * length_s,
        end: start + (i + 1) * length_s,
        value: *value,
        scale: 0,
        quality: Quality::Measured,
        import: 1,
    });
    let channel = channel(Kind::Interval, Register::Total, Unit::KWh);
    ChannelReadings { channel, months: vec![], rows: rows.collect() }
}

#[test]
fn slots_of_two_hours_are_added_up_day_by_day() {
    let two_hours = slot_rows("2024-02-01", 7200, &[2; 29 * 12]);
    let card = card(Carrier::Electricity);
    let found =
        months(&[meter("m", Carrier::Electricity, vec![two_hours])], Direction::Offtake, &card, &[]).unwrap();
    assert_eq!((kwh(&found.months[0]), found.months[0].is_complete()), (dec!(696), true));
    let lacking = slot_rows("2024-02-01", 7200, &[2; 29 * 12 - 1]);
    let found =
        months(&[meter("m", Carrier::Electricity, vec![lacking])], Direction::Offtake, &card, &[]).unwrap();
    assert_eq!(found.months[0].missing.first().map(|m| m.slots), Some(1));
}

#[test]
fn two_index_readings_of_one_file_count_and_those_of_one_bill_do_not_count_twice() {
    let mut index = rows(
        channel(Kind::Index, Register::Total, Unit::KWh),
        &[("2024-01-01", "2024-01-01", dec!(1000)), ("2024-03-01", "2024-03-01", dec!(1600))],
    );
    for row in &mut index.rows {
        row.import = 7;
    }
    let card = card(Carrier::Electricity);
    let of = |channels| {
        let meters = [meter("m", Carrier::Electricity, channels)];
        let found = months(&meters, Direction::Offtake, &card, &[]).unwrap();
        (found.months.iter().map(kwh).sum::<Decimal>(), found.findings.len())
    };
    assert_eq!(of(vec![index.clone()]), (dec!(600), 0));
    let mut bill =
        rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[("2024-01-01", "2024-03-01", dec!(601))]);
    bill.rows[0].import = 7;
    assert_eq!(of(vec![index, bill]), (dec!(601), 0));
}

#[test]
fn the_shorter_bill_says_more_than_the_longer_one() {
    let bills = rows(
        channel(Kind::Billed, Register::Total, Unit::KWh),
        &[
            ("2023-01-01", "2024-01-01", dec!(12000)),
            ("2023-01-01", "2023-03-01", dec!(4000)),
            ("2023-03-01", "2023-05-01", dec!(3000)),
        ],
    );
    let card = card(Carrier::NaturalGas);
    let found =
        months(&[meter("m", Carrier::NaturalGas, vec![bills])], Direction::Offtake, &card, &[]).unwrap();
    let quarter: Decimal = found.months.iter().take(4).map(kwh).sum();
    assert_eq!((quarter, found.months.iter().map(kwh).sum::<Decimal>()), (dec!(7000), dec!(12000)));
}

#[test]
fn a_total_counts_where_its_registers_are_silent() {
    let mut total = rows(
        channel(Kind::Interval, Register::Total, Unit::KWh),
        &[("2024-01-01", "2024-02-01", dec!(150)), ("2024-02-01", "2024-03-01", dec!(150))],
    );
    total.channel.counts = false;
    let february = [("2024-02-01", "2024-03-01", dec!(75))];
    let daytime = rows(channel(Kind::Interval, Register::Day, Unit::KWh), &february);
    let night = rows(channel(Kind::Interval, Register::Night, Unit::KWh), &february);
    let card = card(Carrier::Electricity);
    let meters = [meter("m", Carrier::Electricity, vec![total, daytime, night])];
    let found = months(&meters, Direction::Offtake, &card, &[]).unwrap();
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(150), dec!(150)]);
}

#[test]
fn a_meter_whose_energy_another_counts_adds_nothing_and_lacks_nothing() {
    let month = Month::new(2024, 1).unwrap();
    let head = meter("général", Carrier::Electricity, vec![full_month(month, Register::Total, 100, 0..0)]);
    for unit in [Unit::KWh, Unit::M3] {
        let mut behind = full_month(month, Register::Total, 40, 0..100);
        (behind.channel.counts, behind.channel.unit) = (false, unit);
        let behind = meter("cuisine", Carrier::Electricity, vec![behind]);
        let found =
            months(&[head.clone(), behind], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
        assert_eq!((kwh(&found.months[0]), found.months[0].is_complete()), (dec!(297.6), true));
    }
}
