//! What can be read on a meter by hand: its counters, the gauge of a tank, the hours of a burner.

use eclaireur_frontend::Named;
use eclaireur_frontend::pages::reading_index::{IndexMeter, RegisterLine};
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::period::{Day, day_of};
use eclaireur_models::readings::tank::TankTable;
use eclaireur_models::readings::totals::{ChannelReadings, on};
use eclaireur_models::units::{Basis, Dimension, Unit};
use rust_decimal::Decimal;

use crate::store::readings::HeldMeter;

/// A meter with everything that can be read on it today.
pub(super) fn index_meter(held: &HeldMeter, today: Day) -> IndexMeter {
    let registers =
        if held.readings.carrier.is_delivered() { tank(held, today) } else { counters(held, today) };
    IndexMeter {
        meter: Named::new(held.meter.id.to_string(), held.readings.label.as_str()),
        carrier: held.readings.carrier,
        registers,
    }
}

/// Its counters: those that were read before, and what somebody said that it counts.
pub(super) fn counters(held: &HeldMeter, today: Day) -> Vec<RegisterLine> {
    let counts = on(&held.readings.facts.counts, today).map(String::as_str);
    let makes = counts == Some("production");
    let mut registers: Vec<RegisterLine> = Vec::new();
    let mut add = |direction: Direction, register: Register| {
        if !registers.iter().any(|r| r.direction == direction && r.register == register) {
            registers.push(counter(held, direction, register, today));
        }
    };
    for ChannelReadings { channel, .. } in &held.readings.channels {
        let by_hand = !matches!(channel.kind, Kind::Delivery | Kind::Level);
        if by_hand && (channel.direction == Direction::Production) == makes {
            add(channel.direction, channel.register);
        }
    }
    match counts {
        Some("production") => add(Direction::Production, Register::Total),
        Some("offtake-injection") => add(Direction::Injection, Register::Total),
        _ => {}
    }
    if !makes && !registers.iter().any(|r| r.direction == Direction::Offtake) {
        registers.push(counter(held, Direction::Offtake, Register::Total, today));
    }
    registers.sort_by_key(|r| (r.direction, r.register));
    registers
}

fn counter(held: &HeldMeter, direction: Direction, register: Register, today: Day) -> RegisterLine {
    let kept = of(held, Kind::Index).find(|c| is(c, direction, register)).map(|c| c.channel.unit);
    RegisterLine {
        kind: Kind::Index,
        register,
        direction,
        unit: kept.unwrap_or(usual_unit(held.readings.carrier)),
        last: last_index(held, direction, register),
        bounds: None,
        digits: on(&held.readings.facts.digits, today).copied(),
    }
}

/// The gauge, and the burner's hours where its nozzle is known.
fn tank(held: &HeldMeter, today: Day) -> Vec<RegisterLine> {
    let (direction, register) = (Direction::Offtake, Register::Total);
    let table = on(&held.readings.facts.tables, today);
    let unit = if table.is_some() { Unit::Cm } else { usual_unit(held.readings.carrier) };
    let read = of(held, Kind::Level).filter(|c| c.channel.unit == unit).flat_map(|c| &c.rows);
    let last = read.max_by_key(|r| r.start).and_then(|r| Some((r.decimal(), day_of(r.start)?)));
    let gauge = RegisterLine {
        kind: Kind::Level,
        register,
        direction,
        unit,
        last,
        bounds: table.map(TankTable::bounds),
        digits: None,
    };
    let burner = on(&held.readings.facts.factors, today).is_some();
    let hours = burner.then(|| counter(held, direction, register, today));
    std::iter::once(gauge).chain(hours).collect()
}

fn of(held: &HeldMeter, kind: Kind) -> impl Iterator<Item = &ChannelReadings> {
    held.readings.channels.iter().filter(move |c| c.channel.kind == kind)
}

fn is(held: &ChannelReadings, direction: Direction, register: Register) -> bool {
    held.channel.direction == direction && held.channel.register == register
}

/// What the counter showed last: when it was read, or when it was put in.
fn last_index(held: &HeldMeter, direction: Direction, register: Register) -> Option<(Decimal, Day)> {
    let rows = of(held, Kind::Index).filter(|c| is(c, direction, register)).flat_map(|c| &c.rows);
    let read = rows.max_by_key(|r| r.start).and_then(|r| Some((day_of(r.start)?, r.decimal())));
    let replaced = held.readings.facts.replaced.iter();
    let replaced = replaced.filter(|r| r.direction == direction && r.register == register);
    let put_in = replaced.filter_map(|r| Some((r.on, r.first?))).max_by_key(|(on, _)| *on);
    // A meter put in on the day of a reading was read as the new one, or as what the old one showed last.
    let last = match (read, put_in) {
        (Some(read), Some(put_in)) if put_in.0 >= read.0 => Some(put_in),
        (read, put_in) => read.or(put_in),
    };
    last.map(|(on, value)| (value, on))
}

/// The channel of a line.
pub(super) fn channel(carrier: Carrier, line: &RegisterLine) -> Channel {
    let gas_energy = carrier == Carrier::NaturalGas && line.unit.dimension() == Dimension::Energy;
    Channel {
        direction: line.direction,
        register: line.register,
        kind: line.kind,
        unit: line.unit,
        basis: if gas_energy { Basis::Gross } else { Basis::Net },
        counts: true,
    }
}

const fn usual_unit(carrier: Carrier) -> Unit {
    match carrier {
        Carrier::NaturalGas | Carrier::Water => Unit::M3,
        Carrier::HeatingOil | Carrier::Propane | Carrier::Butane => Unit::Litre,
        Carrier::Pellets | Carrier::Wood => Unit::Kg,
        Carrier::Electricity | Carrier::DistrictHeat | Carrier::Other => Unit::KWh,
    }
}
