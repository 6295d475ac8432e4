//! Index meters over the years: their own digits, their coefficient, their replacement.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::readings::index::Replaced;
use eclaireur_models::readings::totals::{CarrierMonths, Dated, MeterReadings, months};
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, instants, kwh, meter};

fn read(values: &[(&str, Decimal)]) -> MeterReadings {
    let index = instants(channel(Kind::Index, Register::Total, Unit::KWh), values);
    meter("général", Carrier::Electricity, vec![index])
}

fn of(meter: MeterReadings) -> CarrierMonths {
    months(&[meter], Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap()
}

fn always<T>(value: T) -> Vec<Dated<T>> {
    vec![Dated { from: None, to: None, value }]
}

fn codes(found: &CarrierMonths) -> Vec<&'static str> {
    found.findings.iter().map(|f| f.code.code()).collect()
}

#[test]
fn a_counter_of_four_digits_goes_through_zero_when_its_digits_are_known() {
    let readings = [("2024-01-01", dec!(9_900)), ("2024-02-01", dec!(150)), ("2024-03-01", dec!(300))];
    let mut meter = read(&readings);
    let unknown = of(meter.clone());
    assert_eq!(codes(&unknown), ["index-fell"]);
    assert_eq!(unknown.months.len(), 1, "January is not invented");
    meter.facts.digits = always(4);
    let found = of(meter);
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(250), dec!(150)]);
    assert!(codes(&found).is_empty());
}

#[test]
fn the_coefficient_of_the_meter_multiplies_what_passed_from_its_day_on() {
    let readings = [("2024-01-01", dec!(10)), ("2024-02-01", dec!(12.5)), ("2024-03-01", dec!(15))];
    let mut meter = read(&readings);
    meter.facts.factors = vec![
        Dated { from: None, to: Some(day("2024-02-01")), value: dec!(40) },
        Dated { from: Some(day("2024-02-01")), to: None, value: dec!(60) },
    ];
    let found = of(meter);
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(100), dec!(150)]);
}

#[test]
fn consumption_goes_on_across_a_replacement_and_no_day_is_lost() {
    let mut meter = read(&[("2024-01-01", dec!(48_000)), ("2024-04-01", dec!(120))]);
    let without = months(std::slice::from_ref(&meter), Direction::Offtake, &card(Carrier::Electricity), &[]);
    assert_eq!(without, None, "what passed is not known");
    meter.facts.replaced = vec![Replaced {
        on: day("2024-03-01"),
        direction: Direction::Offtake,
        register: Register::Total,
        last: Some(dec!(48_600)),
        first: Some(dec!(20)),
    }];
    let found = of(meter);
    assert_eq!(found.months.iter().map(kwh).sum::<Decimal>(), dec!(700));
    assert_eq!((kwh(&found.months[2]), found.months[2].quality), (dec!(100), Quality::Measured));
    assert!(found.months.iter().all(eclaireur_models::readings::totals::MonthTotal::is_complete));
}

#[test]
fn day_and_night_are_replaced_each_for_itself() {
    let of_register =
        |register, values: &[(&str, Decimal)]| instants(channel(Kind::Index, register, Unit::KWh), values);
    let mut meter = meter(
        "général",
        Carrier::Electricity,
        vec![
            of_register(Register::Day, &[("2024-01-01", dec!(500)), ("2024-03-01", dec!(40))]),
            of_register(Register::Night, &[("2024-01-01", dec!(300)), ("2024-03-01", dec!(30))]),
        ],
    );
    meter.facts.replaced =
        Replaced::read(day("2024-02-01"), "offtake.day=560/10 offtake.night=320/0").unwrap();
    let found = of(meter);
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(80), dec!(60)]);
}

#[test]
fn peak_and_off_peak_of_a_published_month_add_up() {
    // peb_ure_cases F1: HP 205 150 to 212 350, HC 102 630 to 104 430; F2: a night share of 20 %.
    let of_register = |register, from, to| {
        instants(channel(Kind::Index, register, Unit::KWh), &[("2024-01-01", from), ("2024-02-01", to)])
    };
    let channels = vec![
        of_register(Register::Day, dec!(205_150), dec!(212_350)),
        of_register(Register::Night, dec!(102_630), dec!(104_430)),
    ];
    let found = of(meter("général", Carrier::Electricity, channels));
    assert_eq!(found.months.iter().map(kwh).collect::<Vec<_>>(), [dec!(9_000)]);
    assert_eq!(dec!(1_800) / dec!(9_000), dec!(6_000) / dec!(30_000), "a night share of 20 %");
}
