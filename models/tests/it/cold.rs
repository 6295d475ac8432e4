//! What a test of weather begins with: a station, temperatures that nobody measured, bills and days as they were read.

use std::sync::LazyLock;

use eclaireur_models::baseline::original::Observations;
use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::catalog::{Catalog, DegreeDays};
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Base, Climate, Temperature, Temperatures};
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::totals::{MeterReadings, Originals, originals};
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;

use crate::given::{card, channel, meter, rows};

pub(crate) static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

pub(crate) fn uccle(base: Base) -> &'static DegreeDays {
    CATALOG.station("uccle", base).unwrap()
}

/// Numbers between −1 and 1 that look like chance and are the same every time.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX) * 2.0 - 1.0
    }
}

/// A made-up Belgian weather: a cold January, a warm July, and days that follow each other.
pub(crate) fn temperatures(period: Period, seed: u64) -> Temperatures {
    let (mut temperatures, mut chance, mut whim) = (Temperatures::default(), Chance::new(seed), 0.0);
    for day in period.iter() {
        whim = 0.75 * whim + 2.6 * chance.next();
        let turn = f64::from(day.day_of_year() - 20) / 365.25 * std::f64::consts::TAU;
        let celsius = Decimal::from_f64_retain(11.0 - 7.8 * turn.cos() + whim).unwrap();
        temperatures.insert(day, Temperature::from_celsius(celsius).unwrap(), Quality::Measured);
    }
    temperatures
}

/// Whole kWh, as a bill has them.
pub(crate) fn whole(kwh: f64) -> Decimal {
    Decimal::from_f64_retain(kwh).unwrap().round()
}

pub(crate) fn gas(kind: Kind, read: &[(Day, Day, Decimal)]) -> MeterReadings {
    let text: Vec<(String, String, Decimal)> =
        read.iter().map(|(from, to, kwh)| (from.to_string(), to.to_string(), *kwh)).collect();
    let borrowed: Vec<(&str, &str, Decimal)> =
        text.iter().map(|(from, to, kwh)| (from.as_str(), to.as_str(), *kwh)).collect();
    meter("gaz", Carrier::NaturalGas, vec![rows(channel(kind, Register::Total, Unit::KWh), &borrowed)])
}

pub(crate) fn as_read(meters: &[MeterReadings]) -> Originals {
    originals(meters, Direction::Offtake, &card(Carrier::NaturalGas)).unwrap()
}

pub(crate) fn billed(read: &[(Day, Day, Decimal)]) -> Originals {
    as_read(&[gas(Kind::Billed, read)])
}

pub(crate) fn observed(originals: &Originals, base: Base, temperatures: &Temperatures) -> Observations {
    Observations::of(originals, &Climate::new(uccle(base), temperatures))
}
