//! Short gaps of a timeline completed for display, after everything that was read has been laid down: a bill or an index
//! over the same days says more than a mean of weeks, and comes first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::convert::{Converter, Notes, Quantity};
use super::pieces::{Made, Piece};
use super::sources::{Timeline, mean_power};
use super::{ChannelReadings, Source};
use crate::building::{Direction, Kind, Register};
use crate::certain::Quality;
use crate::period::{Day, Month, Period, day_of, day_start, next_day};
use crate::readings::MonthSlots;
use crate::readings::clean::fill::{Slot, fill};
use crate::units::Dimension;

/// Completes what can be completed.
pub(super) fn complete(timeline: &mut Timeline, converter: &Converter<'_>, direction: Direction) {
    let Some(span) = timeline.pieces.span() else { return };
    let bare: Vec<Period> = timeline.pieces.bare(span);
    if bare.is_empty() && timeline.holes.is_empty() {
        return;
    }
    let channels: Vec<&ChannelReadings> = converter
        .meter
        .channels
        .iter()
        .filter(|c| c.channel.direction == direction && c.channel.kind == Kind::Interval && c.channel.counts)
        .collect();
    let elsewhere = told_elsewhere(timeline, converter, direction);
    if channels.iter().any(|c| !c.months.is_empty()) {
        let lacking = timeline.holes.keys().copied().chain(bare.iter().flat_map(|p| [p.from, p.to]));
        let months: BTreeSet<i32> = lacking.flat_map(|day| around(Month::of(day))).collect();
        of_slots(timeline, converter, &channels, &months, &elsewhere);
    } else {
        of_days(timeline, span);
    }
}

/// Periods of bills and of index readings that gave bare days what the slots had not counted: the part of a day that
/// lacks slots is in there already.
fn told_elsewhere(timeline: &Timeline, converter: &Converter<'_>, direction: Direction) -> Vec<Period> {
    let rows = |kind: Kind| {
        let channels = converter.meter.channels.iter();
        channels.filter(move |c| c.channel.direction == direction && c.channel.kind == kind).map(|c| &c.rows)
    };
    let bills = rows(Kind::Billed).flatten().filter_map(|r| Period::new(day_of(r.start)?, day_of(r.end)?));
    let indexes = rows(Kind::Index).flat_map(|rows| rows.windows(2)).filter_map(|pair| match pair {
        [before, after] => Period::new(day_of(before.start)?, day_of(after.start)?),
        _ => None,
    });
    let list = timeline.pieces.list();
    let other: Vec<Period> = list.iter().filter(|p| p.source != Source::Interval).map(|p| p.days).collect();
    let gives = |period: &Period| {
        let at = other.partition_point(|p| p.to <= period.from);
        other.get(at).is_some_and(|p| p.meet(*period).is_some())
    };
    bills.chain(indexes).filter(gives).collect()
}

/// A month and its neighbours: no gap that is completed reaches further, nor do the weeks beside it.
fn around(month: Month) -> core::ops::RangeInclusive<i32> {
    month.index() - 1..=month.index() + 1
}

/// Slots of channels with one unit, registers added up.
fn of_slots(
    timeline: &mut Timeline,
    converter: &Converter<'_>,
    channels: &[&ChannelReadings],
    wanted: &BTreeSet<i32>,
    elsewhere: &[Period],
) {
    let mut units =
        channels.iter().filter(|c| !c.months.is_empty()).map(|c| (c.channel.unit, c.channel.basis));
    let Some((unit, basis)) = units.next() else { return };
    if units.any(|other| other != (unit, basis)) {
        return;
    }
    let of = || channels.iter().flat_map(|c| c.months.iter().map(move |m| (c.channel.register, m)));
    let Some(resolution_s) = of().map(|(_, m)| m.resolution_s).min() else { return };
    let scale = of().map(|(_, m)| m.scale).max().unwrap_or(0);
    let mut months: BTreeMap<i32, Vec<(Register, &MonthSlots)>> = BTreeMap::new();
    for (register, slots) in of().filter(|(_, m)| m.resolution_s == resolution_s) {
        months.entry(slots.month.index()).or_default().push((register, slots));
    }
    let mut sequence: Vec<Slot> = Vec::new();
    let mut last: Option<i32> = None;
    let mut found: BTreeMap<Date, (i128, u32)> = BTreeMap::new();
    let mut close = |sequence: &mut Vec<Slot>| {
        for (at, value) in fill(sequence) {
            let Some(day) = sequence.get(at).and_then(|slot| day_of(slot.start)) else { continue };
            let filled = found.entry(day).or_default();
            *filled = (filled.0 + i128::from(value), filled.1 + 1);
        }
        sequence.clear();
    };
    for (index, members) in months.into_iter().filter(|(index, _)| wanted.contains(index)) {
        if last.is_some_and(|last| last + 1 != index) {
            close(&mut sequence);
        }
        sequence.extend(together(&members, scale));
        last = Some(index);
    }
    close(&mut sequence);
    for (day, (sum, slots)) in found {
        let value = Decimal::try_from_i128_with_scale(sum, scale).unwrap_or_default();
        let Some(days) = Period::new(day, next_day(day)) else { continue };
        if timeline.holes.contains_key(&day) && elsewhere.iter().any(|p| p.contains(day)) {
            continue;
        }
        let converted = if unit.dimension() == Dimension::Power {
            Some((mean_power(value, unit, resolution_s), Quality::Measured))
        } else {
            converter.kwh(Quantity { value, unit, basis, days }, &mut Notes::default())
        };
        let Some((kwh, quality)) = converted else { continue };
        let expected =
            u32::try_from((day_start(days.to) - day_start(day)) / i64::from(resolution_s)).unwrap_or(0);
        add(timeline, days, kwh, quality, slots, expected);
    }
}

/// The slots of a month: where a register speaks, a total does not count.
fn together<'a>(
    members: &'a [(Register, &'a MonthSlots)],
    scale: u32,
) -> impl Iterator<Item = Slot> + use<'a> {
    let first = members.first().map(|(_, slots)| *slots);
    let value = move |at: usize| {
        let of = |total: bool| {
            let of_kind = members.iter().filter(move |(r, _)| (*r == Register::Total) == total);
            let values = of_kind.filter_map(|(_, slots)| {
                slots.get(at)?.0.checked_mul(10i64.checked_pow(scale.checked_sub(slots.scale)?)?)
            });
            values.reduce(i64::saturating_add)
        };
        of(false).or_else(|| of(true))
    };
    let slots = first.into_iter().flat_map(|slots| (0..slots.len()).map(|at| (at, slots.start_of(at))));
    slots.map(move |(at, start)| Slot { start, value: value(at) })
}

/// Days that were read as days, weekday by weekday; to the watt-hour.
fn of_days(timeline: &mut Timeline, span: Period) {
    let mut read: BTreeMap<Day, i64> = BTreeMap::new();
    let days = timeline.pieces.list().iter().filter(|p| p.source == Source::Interval && p.days.days() == 1);
    for piece in days.filter(|p| !timeline.holes.contains_key(&p.days.from)) {
        if let Ok(watt_hours) = i64::try_from((piece.kwh * Decimal::ONE_THOUSAND).round()) {
            read.insert(piece.days.from, watt_hours);
        }
    }
    let (Some((first, _)), Some((last, _))) = (read.first_key_value(), read.last_key_value()) else { return };
    let Some(between) = Period::new(*first, next_day(*last)).and_then(|days| days.meet(span)) else { return };
    // Days far from all that was read would only be walked through.
    if between.days() > i64::try_from(read.len()).unwrap_or(i64::MAX).saturating_mul(40) {
        return;
    }
    let slots: Vec<Slot> =
        between.iter().map(|day| Slot { start: day_start(day), value: read.get(&day).copied() }).collect();
    for (at, watt_hours) in fill(&slots) {
        let Some(day) = slots.get(at).and_then(|slot| day_of(slot.start)) else { continue };
        let Some(days) = Period::new(day, next_day(day)) else { continue };
        add(timeline, days, Decimal::new(watt_hours, 3), Quality::Measured, 1, 1);
    }
}

/// Adds what was completed of a day, where that makes the day whole and nothing else tells it.
fn add(timeline: &mut Timeline, days: Period, kwh: Decimal, factor: Quality, slots: u32, expected: u32) {
    let quality = Quality::Filled.weakest(factor);
    let missing = timeline.holes.get(&days.from).copied();
    if missing == Some(slots) && timeline.pieces.complete(days, kwh, quality) {
        timeline.holes.remove(&days.from);
        timeline.filled.insert(days.from, slots);
    } else if missing.is_none() && slots == expected && timeline.pieces.bare(days) == [days] {
        timeline.pieces.lay(Piece { days, kwh, quality, source: Source::Interval, made: Made::Completed });
        timeline.filled.insert(days.from, slots);
    }
}
