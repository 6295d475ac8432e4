//! What a test of totals begins with: a day, a channel, rows on it, a meter with some channels.

use std::sync::LazyLock;

use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::catalog::{CarrierCard, Catalog};
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::measures::calibrate;
use eclaireur_models::period::{Day, Month, Period, day_start};
use eclaireur_models::readings::totals::{ChannelReadings, MeterFacts, MeterReadings, MonthTotal};
use eclaireur_models::readings::{MonthSlots, RowReading};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::Decimal;

/// Read once: properties ask for it hundreds of times.
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

pub(crate) fn card(carrier: Carrier) -> CarrierCard {
    CATALOG.carrier(carrier).unwrap().clone()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

pub(crate) fn channel(kind: Kind, register: Register, unit: Unit) -> Channel {
    Channel { direction: Direction::Offtake, register, kind, unit, basis: Basis::Gross, counts: true }
}

/// Each row by an import of its own.
pub(crate) fn rows(channel: Channel, rows: &[(&str, &str, Decimal)]) -> ChannelReadings {
    let rows = rows.iter().zip(1..).map(|((from, to, value), import)| RowReading {
        start: day_start(day(from)),
        end: day_start(day(to)),
        value: i64::try_from(value.mantissa()).unwrap(),
        scale: value.scale(),
        quality: Quality::Measured,
        import,
    });
    ChannelReadings { channel, months: vec![], rows: rows.collect() }
}

/// Readings of an instant: an index, a delivery, a gauge.
pub(crate) fn instants(channel: Channel, values: &[(&str, Decimal)]) -> ChannelReadings {
    let at: Vec<(&str, &str, Decimal)> = values.iter().map(|(on, value)| (*on, *on, *value)).collect();
    rows(channel, &at)
}

pub(crate) fn meter(label: &str, carrier: Carrier, channels: Vec<ChannelReadings>) -> MeterReadings {
    MeterReadings {
        label: label.to_owned(),
        carrier,
        valid: (None, None),
        shares: vec![],
        conversions: vec![],
        facts: MeterFacts::default(),
        channels,
        costs: vec![],
    }
}

/// A month of quarter-hours of one value, some of them left out.
pub(crate) fn full_month(
    month: Month,
    register: Register,
    value: i64,
    skip: core::ops::Range<usize>,
) -> ChannelReadings {
    let mut slots = MonthSlots::new(month, 900, 3).unwrap();
    for i in (0..slots.len()).filter(|i| !skip.contains(i)) {
        slots.set(i, value, Quality::Measured);
    }
    let channel = channel(Kind::Interval, register, Unit::KWh);
    ChannelReadings { channel, months: vec![slots], rows: vec![] }
}

pub(crate) fn kwh(month: &MonthTotal) -> Decimal {
    month.energy.unwrap().kwh()
}

/// A part of a normal year, measured.
pub(crate) fn part(of: &str, carrier: Carrier, kwh: Decimal, efficiency: Option<Decimal>) -> calibrate::Told {
    calibrate::Told {
        of: of.to_owned(),
        carrier,
        kwh,
        efficiency,
        how: "measured-line".to_owned(),
        quality: Quality::Measured,
        certainty: Certainty::Certain,
    }
}
