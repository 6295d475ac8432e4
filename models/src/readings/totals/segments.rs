//! Rows of one kind → quantities over days: index differences, bills, slots kept as rows, what a tank gave.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::convert::{Converter, Notes, Quantity};
use super::pieces::{Made, Piece};
use super::{ChannelReadings, Source, facts};
use crate::building::{Direction, Kind};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::{Day, Period, day_of, day_start, next_day};
use crate::readings::delivery::{self, Delivery, Level};
use crate::readings::index::{self, Replaced};
use crate::readings::{RowReading, tank::TankTable};
use crate::units::Unit;

/// A quantity over days, in the unit of its channel.
pub(super) type Segment = (Period, Decimal, Quality);

/// Import, start and end of a bill: where it says the energy itself, its two indexes only prove it.
pub(super) type Billed = (i64, i64, i64);

/// The whole days a row covers: from the day it begins to the day it ends.
fn days_of(row: &RowReading) -> Option<Period> {
    Period::new(day_of(row.start)?, day_of(row.end)?)
}

pub(super) fn billed(channel: &ChannelReadings) -> Vec<Segment> {
    channel.rows.iter().filter_map(|r| Some((days_of(r)?, r.decimal(), r.quality))).collect()
}

/// Differences of an index, times the coefficient of the meter, across its replacements.
pub(super) fn index(
    converter: &Converter<'_>,
    channel: &ChannelReadings,
    billed: &[Billed],
    findings: &mut Vec<Finding>,
) -> Vec<Segment> {
    let said = &converter.meter.facts;
    let counter = channel.channel;
    let same = |r: &&Replaced| (r.direction, r.register) == (counter.direction, counter.register);
    let replaced: Vec<Replaced> = said.replaced.iter().filter(same).copied().collect();
    let digits = |day: Day| facts::on(&said.digits, day).copied();
    let mut segments = Vec::new();
    for stretch in index::stretches(&channel.rows, &replaced, digits) {
        let (from, to) = (day_start(stretch.days.from), day_start(stretch.days.to));
        if stretch.import.is_some_and(|import| billed.contains(&(import, from, to))) {
            continue;
        }
        let Some(passed) = stretch.passed else {
            let fell = Finding::new(Code::IndexFell).with("meter", &converter.meter.label);
            findings.push(fell.with("from", stretch.days.from).with("to", stretch.days.to));
            continue;
        };
        let factor = facts::on(&said.factors, stretch.days.from).copied().unwrap_or(Decimal::ONE);
        segments.push((stretch.days, passed * factor, stretch.quality));
    }
    segments
}

/// Shortest row that is a whole civil day: the one of the spring clock change.
const SHORTEST_DAY_S: i64 = 82_800;

/// Slots kept as rows. Whole days and longer stand for their days; shorter ones are added up day by day, and what a
/// day lacks of its length is a hole.
pub(super) fn interval(channel: &ChannelReadings, holes: &mut BTreeMap<Date, u32>) -> Vec<Segment> {
    let (long, short): (Vec<&RowReading>, Vec<&RowReading>) =
        channel.rows.iter().partition(|r| r.end - r.start >= SHORTEST_DAY_S);
    let mut segments: Vec<_> =
        long.iter().filter_map(|r| Some((days_of(r)?, r.decimal(), r.quality))).collect();
    let mut by_day: BTreeMap<Date, (Decimal, i64, i64, Quality)> = BTreeMap::new();
    for row in short {
        let Some(day) = day_of(row.start) else { continue };
        let entry = by_day.entry(day).or_insert((Decimal::ZERO, 0, row.end - row.start, Quality::Measured));
        entry.0 += row.decimal();
        entry.1 += row.end - row.start;
        entry.3 = entry.3.weakest(row.quality);
    }
    for (day, (sum, covered, slot, quality)) in by_day {
        let Some(days) = Period::new(day, next_day(day)) else { continue };
        let length = day_start(days.to) - day_start(days.from);
        if covered < length {
            let missing = (length - covered).div_euclid(slot.max(1)).max(1);
            holes.insert(day, u32::try_from(missing).unwrap_or(u32::MAX));
        }
        segments.push((days, sum, quality));
    }
    segments
}

/// What a tank gave, in kWh: deliveries, what is said of them, and its gauge.
pub(super) fn tank(
    converter: &Converter<'_>,
    direction: Direction,
    notes: &mut Notes,
    findings: &mut Vec<Finding>,
) -> Vec<Piece> {
    let of = |kind: Kind| {
        let channels = converter.meter.channels.iter();
        let wanted = channels
            .filter(move |c| c.channel.kind == kind && c.channel.direction == direction && c.channel.counts);
        wanted.flat_map(|c| c.rows.iter().filter_map(move |r| Some((day_of(r.start)?, c, r))))
    };
    let mut kwh = |day: Day, channel: &ChannelReadings, unit: Unit, value: Decimal, quality: Quality| {
        let days = Period::new(day, next_day(day))?;
        let (amount, q) =
            converter.kwh(Quantity { value, unit, basis: channel.channel.basis, days }, notes)?;
        Some((amount, quality.weakest(q)))
    };
    let said = &converter.meter.facts;
    let mut deliveries: Vec<Delivery> = of(Kind::Delivery)
        .filter_map(|(day, channel, row)| {
            let (amount, quality) = kwh(day, channel, channel.channel.unit, row.decimal(), row.quality)?;
            Some(Delivery { day, amount, quality, filled: facts::on(&said.filled, day).copied() })
        })
        .collect();
    let mut levels: Vec<Level> = of(Kind::Level)
        .filter_map(|(day, channel, row)| {
            let table = facts::on(&said.tables, day);
            let Some((value, unit)) = content(channel.channel.unit, row.decimal(), table) else {
                let outside = Finding::new(Code::LevelOutsideTable).value(row.decimal().to_string());
                findings.push(outside.with("day", day).with("meter", &converter.meter.label));
                return None;
            };
            let (amount, quality) = kwh(day, channel, unit, value, row.quality)?;
            Some(Level { day, amount, quality })
        })
        .collect();
    deliveries.sort_by_key(|d| d.day);
    levels.sort_by_key(|l| l.day);
    let (used, more) = delivery::used(&deliveries, &levels);
    findings.extend(more.into_iter().map(|f| f.with("meter", &converter.meter.label)));
    used.into_iter()
        .map(|u| Piece {
            days: u.days,
            kwh: u.amount,
            quality: u.quality,
            source: Source::Delivery,
            made: Made::Read,
        })
        .collect()
}

/// What a gauge reading says: a height by the tank's table, anything else as it stands.
fn content(unit: Unit, value: Decimal, table: Option<&TankTable>) -> Option<(Decimal, Unit)> {
    if unit == Unit::Cm { Some((table?.litres(value)?, Unit::Litre)) } else { Some((value, unit)) }
}
