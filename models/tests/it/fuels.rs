//! Quantities into energy: whose coefficient, of which gas, on which basis, and what is said of it.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::readings::totals::{CarrierMonths, Conversion, Dated, MeterReadings, months};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::{Decimal, dec};

use crate::given::{card, channel, day, instants, kwh, meter, rows};

fn index(values: &[(&str, Decimal)]) -> MeterReadings {
    let index = instants(channel(Kind::Index, Register::Total, Unit::M3), values);
    meter("chaufferie", Carrier::NaturalGas, vec![index])
}

fn billed(carrier: Carrier, unit: Unit, basis: Basis, quantity: Decimal) -> MeterReadings {
    let mut channel = channel(Kind::Billed, Register::Total, unit);
    channel.basis = basis;
    meter("m", carrier, vec![rows(channel, &[("2025-01-01", "2025-02-01", quantity)])])
}

fn of(meter: MeterReadings) -> Option<CarrierMonths> {
    let card = card(meter.carrier);
    months(&[meter], Direction::Offtake, &card, &[])
}

fn coefficient(from: Option<&str>, to: Option<&str>, kwh_per_m3: Decimal) -> Conversion {
    Conversion { from: from.map(day), to: to.map(day), kwh_per_m3 }
}

fn codes(found: &CarrierMonths) -> Vec<&'static str> {
    found.findings.iter().map(|f| f.code.code()).collect()
}

#[test]
fn the_bills_own_coefficient_comes_before_the_typed_one_and_that_before_the_usual_one() {
    let two = [("2025-01-01", dec!(1000)), ("2025-02-01", dec!(1100))];
    let (typed, bill) = (
        coefficient(Some("2024-12-15"), None, dec!(11.3)),
        coefficient(Some("2024-06-01"), Some("2025-06-01"), dec!(11.2)),
    );
    for (conversions, expect, quality, said) in [
        (vec![typed, bill], dec!(1120), Quality::Measured, &[][..]),
        (vec![typed], dec!(1130), Quality::Measured, &[]),
        (vec![], dec!(1154), Quality::Estimated, &["default-content"]),
    ] {
        let meter = MeterReadings { conversions, ..index(&two) };
        let found = of(meter).unwrap();
        assert_eq!((kwh(&found.months[0]), found.months[0].quality), (expect, quality));
        assert_eq!(codes(&found), said);
        assert_eq!(found.months[0].energy.unwrap().basis(), Basis::Gross);
    }
}

#[test]
fn the_usual_coefficient_is_said_once_for_all_its_days() {
    let three = [("2025-01-01", dec!(1000)), ("2025-02-01", dec!(1100)), ("2025-03-01", dec!(1150))];
    let found = of(index(&three)).unwrap();
    let [finding] = found.findings.as_slice() else { panic!("{:?}", found.findings) };
    let data: Vec<&str> =
        ["from", "to", "factor", "unit", "meter"].iter().map(|k| finding.data[*k].as_str()).collect();
    assert_eq!(data, ["2025-01-01", "2025-03-01", "11.54", "m3", "chaufferie"]);
}

#[test]
fn where_rich_and_poor_gas_were_sold_and_nobody_says_which_nothing_is_converted() {
    let before = [("2023-01-01", dec!(1000)), ("2023-02-01", dec!(1100))];
    assert_eq!(of(index(&before)), None);
    for (fuel, expect) in [("l-gas", dec!(1022)), ("h-gas", dec!(1154))] {
        let mut meter = index(&before);
        meter.facts.fuels = vec![Dated { from: None, to: None, value: fuel.to_owned() }];
        let found = of(meter).unwrap();
        assert_eq!((kwh(&found.months[0]), found.months[0].quality), (expect, Quality::Estimated));
        assert_eq!(codes(&found), ["default-content"]);
    }
}

#[test]
fn poor_gas_that_is_no_longer_sold_is_rich_gas() {
    let mut meter = index(&[("2025-01-01", dec!(1000)), ("2025-02-01", dec!(1100))]);
    meter.facts.fuels = vec![Dated { from: None, to: None, value: "l-gas".to_owned() }];
    assert_eq!(kwh(&of(meter).unwrap().months[0]), dec!(1154));
}

#[test]
fn the_fall_in_cubic_metres_at_the_conversion_is_no_saving() {
    // The same energy each month: 1 154 kWh, in poor gas until June and in rich gas after.
    let poor = dec!(1154) / dec!(10.22);
    let values = [
        ("2023-05-01", dec!(0)),
        ("2023-06-01", poor.round_dp(3)),
        ("2023-07-01", poor.round_dp(3) + dec!(100)),
    ];
    let mut meter = index(&values);
    let fuel = |from, to, value: &str| Dated { from, to, value: value.to_owned() };
    meter.facts.fuels =
        vec![fuel(None, Some(day("2023-06-01")), "l-gas"), fuel(Some(day("2023-06-01")), None, "h-gas")];
    let found = of(meter.clone()).unwrap();
    assert_eq!(found.months.iter().map(|m| kwh(m).round_dp(0)).collect::<Vec<_>>(), [dec!(1154), dec!(1154)]);
    // A period over the conversion: days of each with their own coefficient, and no longer a measurement.
    meter.channels[0].rows.remove(1);
    let found = of(meter).unwrap();
    let passed = poor.round_dp(3) + dec!(100);
    let expect = passed * (dec!(31) * dec!(10.22) + dec!(30) * dec!(11.54)) / dec!(61);
    assert_eq!(found.months.iter().map(kwh).sum::<Decimal>().round_dp(6), expect.round_dp(6));
    assert!(found.months.iter().all(|m| m.quality == Quality::Modelled));
    assert!(codes(&found).contains(&"content-changed"), "{:?}", codes(&found));
}

#[test]
fn two_bills_coefficients_that_hardly_differ_leave_a_reading_measured() {
    let mut meter = index(&[("2025-01-01", dec!(0)), ("2025-01-31", dec!(300))]);
    meter.conversions = vec![
        coefficient(Some("2024-01-01"), Some("2025-01-11"), dec!(11.30)),
        coefficient(Some("2025-01-11"), Some("2026-01-11"), dec!(11.33)),
    ];
    let found = of(meter).unwrap();
    assert_eq!((kwh(&found.months[0]), found.months[0].quality), (dec!(3396.0), Quality::Measured));
    assert!(codes(&found).is_empty());
}

#[test]
fn gross_and_net_are_never_added_what_is_on_the_other_basis_is_converted_and_said() {
    for (carrier, basis, expect, said) in [
        (Carrier::NaturalGas, Basis::Gross, dec!(900), &[][..]),
        (Carrier::NaturalGas, Basis::Net, dec!(1000), &["basis-converted"]),
        (Carrier::HeatingOil, Basis::Net, dec!(900), &[]),
        (Carrier::HeatingOil, Basis::Gross, dec!(846), &["basis-converted"]),
        (Carrier::Electricity, Basis::Gross, dec!(900), &[]),
        (Carrier::Electricity, Basis::Net, dec!(900), &[]),
        (Carrier::DistrictHeat, Basis::Gross, dec!(900), &[]),
    ] {
        let found = of(billed(carrier, Unit::KWh, basis, dec!(900))).unwrap();
        assert_eq!(kwh(&found.months[0]).round_dp(6), expect, "{carrier:?} {basis:?}");
        assert_eq!(codes(&found), said, "{carrier:?} {basis:?}");
        assert_eq!(found.months[0].energy.unwrap().basis(), card(carrier).basis());
    }
}

#[test]
fn units_of_the_same_kind_are_counted_in_each_other() {
    for (carrier, unit, quantity, fuel, expect) in [
        (Carrier::Water, Unit::M3, dec!(12), None, Some(dec!(12))),
        (Carrier::Water, Unit::Litre, dec!(12_000), None, Some(dec!(12))),
        (Carrier::Water, Unit::KWh, dec!(12), None, None),
        (Carrier::HeatingOil, Unit::Litre, dec!(100), None, Some(dec!(1000))),
        (Carrier::HeatingOil, Unit::M3, dec!(0.1), None, Some(dec!(1000))),
        (Carrier::Pellets, Unit::Tonne, dec!(2), None, Some(dec!(9720))),
        (Carrier::Propane, Unit::Tonne, dec!(1), None, Some(dec!(12780))),
        (Carrier::Propane, Unit::M3, dec!(1), None, None),
        (Carrier::Wood, Unit::Kg, dec!(100), None, None),
        (Carrier::Wood, Unit::Kg, dec!(100), Some("dry"), Some(dec!(417))),
        (Carrier::Wood, Unit::Stere, dec!(2), Some("oak-air-dried"), Some(dec!(3200))),
    ] {
        let mut meter = billed(carrier, unit, Basis::Net, quantity);
        meter.facts.fuels =
            fuel.map(|f: &str| Dated { from: None, to: None, value: f.to_owned() }).into_iter().collect();
        let found = of(meter).map(|found| kwh(&found.months[0]));
        assert_eq!(found, expect, "{carrier:?} {unit:?} {fuel:?}");
    }
}
