//! Buildings to try things on: tests and pages show them, nobody's figures.

use super::exact::{Ratio, Wh};
use super::state::{ElectricUse, FuelUse, Heat, Litres, Producer, State};
use crate::building::Carrier;

const fn kwh(kwh: u64) -> Wh {
    Wh::new(kwh * 1000)
}

/// A care home of 62 beds: gas for rooms, water and kitchen, electricity for the rest; radiators fed at 70 °C.
pub fn care_home() -> State {
    let boiler = Producer::new(Carrier::NaturalGas, Ratio::millionths(800_000));
    State::of(Heat::of_finals(&[(boiler, kwh(260_000))]), Heat::of_finals(&[(boiler, kwh(90_000))]))
        .with_fuel(FuelUse::Kitchen, Some((Carrier::NaturalGas, kwh(20_000))))
        .with_electricity(ElectricUse::Lighting, kwh(40_000))
        .with_electricity(ElectricUse::Ventilation, kwh(15_000))
        .with_electricity(ElectricUse::Auxiliaries, kwh(8_000))
        .with_electricity(ElectricUse::Laundry, kwh(20_000))
        .with_electricity(ElectricUse::Other, kwh(67_000))
        .with_water(Litres(4_500_000))
        .with_supply(700)
}

/// A school on oil, without hot water to speak of.
pub fn school() -> State {
    let boiler = Producer::new(Carrier::HeatingOil, Ratio::millionths(700_000));
    State::of(Heat::of_finals(&[(boiler, kwh(180_000))]), Heat::default())
        .with_electricity(ElectricUse::Lighting, kwh(22_000))
        .with_electricity(ElectricUse::Other, kwh(18_000))
        .with_water(Litres(900_000))
        .with_supply(750)
}
