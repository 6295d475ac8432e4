//! What each channel of a meter says, as pieces of days, in order of precedence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::pieces::{Piece, Pieces};
use super::{ChannelReadings, Conversion, MeterReadings, Source};
use crate::building::{Direction, Kind, Register};
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::{Month, Period, day_of, day_start, next_day};
use crate::readings::{MonthSlots, RowReading, index};
use crate::units::{Dimension, Unit};

/// A meter's pieces, the days whose slots are not all there, and what is to be said.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The pieces.
    pub pieces: Pieces,
    /// Day → slots missing of it.
    pub holes: BTreeMap<Date, u32>,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

/// Everything a meter says about one direction.
pub fn timeline(meter: &MeterReadings, direction: Direction, card: &CarrierCard) -> Timeline {
    let mut timeline = Timeline::default();
    let converter = Converter { meter, card };
    let of = |kind: Kind, energy: bool| {
        meter.channels.iter().filter(move |c| {
            let is_energy = matches!(c.channel.unit.dimension(), Dimension::Energy | Dimension::Power);
            c.channel.direction == direction
                && c.channel.kind == kind
                && is_energy == energy
                && (c.channel.counts || !energy || c.channel.register == Register::Total)
        })
    };
    let billed: Vec<Billed> = meter
        .channels
        .iter()
        .filter(|c| c.channel.direction == direction && c.channel.kind == Kind::Billed)
        .flat_map(|c| c.rows.iter().map(|r| (r.import, r.start, r.end)))
        .collect();
    for energy in [true, false] {
        slots(&mut timeline, &converter, of(Kind::Interval, energy).collect());
    }
    for (kind, source) in [
        (Kind::Interval, Source::Interval),
        (Kind::Index, Source::Index),
        (Kind::Billed, Source::Billed),
        (Kind::Delivery, Source::Delivery),
    ] {
        for energy in [true, false] {
            let (parts, totals): (Vec<_>, Vec<_>) =
                of(kind, energy).partition(|c| c.channel.register != Register::Total);
            for group in [parts, totals] {
                let mut pieces = rows(&mut timeline, &converter, &group, source, &billed);
                // The shortest period says most: a longer one then gives the days still bare what is left of it.
                pieces.sort_by_key(|p| (p.days.days(), p.days.from));
                for piece in pieces {
                    timeline.pieces.lay(piece);
                }
            }
        }
    }
    timeline.findings.extend(timeline.pieces.findings().iter().cloned());
    timeline
}

/// Import, start and end of a bill: where it says the energy itself, its two indexes only prove it.
type Billed = (i64, i64, i64);

/// Units of the meter → kWh.
struct Converter<'a> {
    meter: &'a MeterReadings,
    card: &'a CarrierCard,
}

impl Converter<'_> {
    /// kWh of `value` units on `day`, and how good the factor is. `None` when no factor is known.
    fn kwh(&self, value: Decimal, unit: Unit, day: Date) -> Option<(Decimal, Quality)> {
        if !self.card.energy {
            return Some((value, Quality::Measured));
        }
        if let Some(each) = unit.kwh_each() {
            return Some((value * each, Quality::Measured));
        }
        let holds = |c: &&Conversion| {
            unit == Unit::M3 && c.from.is_none_or(|from| from <= day) && c.to.is_none_or(|to| day < to)
        };
        let from_bill = self.meter.conversions.iter().rfind(holds);
        if let Some(conversion) = from_bill {
            return Some((value * conversion.kwh_per_m3, Quality::Measured));
        }
        let content = self.card.content(unit, day)?;
        // A usual content is good enough for oil by the litre; for gas the bill would say better.
        let quality = if unit == Unit::M3 { Quality::Estimated } else { Quality::Measured };
        Some((value * content.kwh()?, quality))
    }
}

/// Regular slots, day by day: registers beside each other, a total only where no register speaks.
fn slots(timeline: &mut Timeline, converter: &Converter<'_>, channels: Vec<&ChannelReadings>) {
    let mut months: BTreeMap<Month, Vec<(&ChannelReadings, &MonthSlots)>> = BTreeMap::new();
    for channel in channels {
        for month in &channel.months {
            months.entry(month.month).or_default().push((channel, month));
        }
    }
    for members in months.into_values() {
        let Some(finest) = members.iter().map(|(_, m)| m.resolution_s).min() else { continue };
        let finer: Vec<_> = members.into_iter().filter(|(_, m)| m.resolution_s == finest).collect();
        let Some((_, slots)) = finer.first() else { continue };
        for (date, slots) in slots.slots_by_day() {
            one_day(timeline, converter, date, slots, &finer);
        }
    }
}

fn one_day(
    timeline: &mut Timeline,
    converter: &Converter<'_>,
    date: Date,
    slots: core::ops::Range<usize>,
    channels: &[(&ChannelReadings, &MonthSlots)],
) {
    let expected = slots.len();
    let (sums, covered, mut quality) = match channels {
        [(_, month)] => {
            let stretch = month.stretch(slots);
            (vec![stretch.sum], stretch.present, stretch.quality)
        }
        _ => beside_each_other(slots, channels),
    };
    if covered == 0 {
        return;
    }
    let mut kwh = Decimal::ZERO;
    for (sum, (channel, month)) in sums.iter().zip(channels) {
        let value = Decimal::try_from_i128_with_scale(*sum, month.scale).unwrap_or_default();
        let converted = if channel.channel.unit.dimension() == Dimension::Power {
            Some((mean_power(value, channel.channel.unit, month.resolution_s), Quality::Measured))
        } else {
            converter.kwh(value, channel.channel.unit, date)
        };
        let Some((value, q)) = converted else { return timeline.findings.push(no_factor(channel, date)) };
        quality = quality.weakest(q);
        kwh += value;
    }
    let Some(days) = Period::new(date, next_day(date)) else { return };
    if timeline.pieces.cover(days) {
        return;
    }
    timeline.pieces.lay(Piece { days, kwh, quality, source: Source::Interval });
    if covered < expected {
        timeline.holes.insert(date, u32::try_from(expected - covered).unwrap_or(u32::MAX));
    }
}

/// Registers slot by slot: where one of them speaks, a total does not count. Sums, slots covered, weakest quality.
fn beside_each_other(
    slots: core::ops::Range<usize>,
    channels: &[(&ChannelReadings, &MonthSlots)],
) -> (Vec<i128>, usize, Quality) {
    let is_total = |channel: &ChannelReadings| channel.channel.register == Register::Total;
    let mut sums: Vec<i128> = vec![0; channels.len()];
    let (mut covered, mut quality) = (0usize, Quality::Measured);
    for slot in slots {
        let has_part = channels.iter().any(|(c, m)| !is_total(c) && m.get(slot).is_some());
        let mut any = false;
        for (sum, (channel, month)) in sums.iter_mut().zip(channels) {
            if let Some((value, q)) = month.get(slot).filter(|_| !has_part || !is_total(channel)) {
                *sum += i128::from(value);
                quality = quality.weakest(q);
                any = true;
            }
        }
        covered += usize::from(any);
    }
    (sums, covered, quality)
}

/// kWh of a mean power summed over slots of this length.
fn mean_power(value: Decimal, unit: Unit, resolution_s: u32) -> Decimal {
    let watts = if unit == Unit::W { Decimal::ONE_THOUSAND } else { Decimal::ONE };
    value * Decimal::from(resolution_s) / Decimal::from(3600) / watts
}

fn no_factor(channel: &ChannelReadings, day: Date) -> Finding {
    Finding::new(Code::UnknownContent).with("unit", channel.channel.unit.code()).with("day", day)
}

/// Rows of one kind: each register as segments, registers of the same days added up.
fn rows(
    timeline: &mut Timeline,
    converter: &Converter<'_>,
    channels: &[&ChannelReadings],
    source: Source,
    billed: &[Billed],
) -> Vec<Piece> {
    let mut by_register: Vec<Vec<Piece>> = Vec::new();
    for channel in channels {
        let segments = match channel.channel.kind {
            Kind::Index => index_segments(channel, billed),
            Kind::Delivery => delivery_segments(channel),
            Kind::Interval => interval_segments(channel, &mut timeline.holes),
            Kind::Billed => {
                channel.rows.iter().filter_map(|r| Some((days_of(r)?, r.decimal(), r.quality))).collect()
            }
        };
        let mut pieces = Vec::with_capacity(segments.len());
        for (days, value, quality) in segments {
            match converter.kwh(value, channel.channel.unit, days.from) {
                Some((kwh, q)) => pieces.push(Piece { days, kwh, quality: quality.weakest(q), source }),
                None => timeline.findings.push(no_factor(channel, days.from)),
            }
        }
        if !pieces.is_empty() {
            by_register.push(pieces);
        }
    }
    combine(by_register)
}

/// The whole days a row covers: from the day it begins to the day it ends.
fn days_of(row: &RowReading) -> Option<Period> {
    Period::new(day_of(row.start)?, day_of(row.end)?)
}

fn index_segments(channel: &ChannelReadings, billed: &[Billed]) -> Vec<(Period, Decimal, Quality)> {
    let pairs = channel.rows.windows(2).filter_map(|pair| match pair {
        [before, after] => Some((before, after)),
        _ => None,
    });
    pairs
        .filter(|(before, after)| {
            before.import != after.import || !billed.contains(&(before.import, before.start, after.start))
        })
        .filter_map(|(before, after)| {
            let days = Period::new(day_of(before.start)?, day_of(after.start)?)?;
            let (passed, scale) = index::between(before, after)?;
            Some((days, Decimal::new(passed, scale), before.quality.weakest(after.quality)))
        })
        .collect()
}

/// Shortest row that is a whole civil day: the one of the spring clock change.
const SHORTEST_DAY_S: i64 = 82_800;

/// Slots kept as rows. Whole days and longer stand for their days; shorter ones are added up day by day, and what a
/// day lacks of its length is a hole.
fn interval_segments(
    channel: &ChannelReadings,
    holes: &mut BTreeMap<Date, u32>,
) -> Vec<(Period, Decimal, Quality)> {
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

/// "Plein à chaque livraison": what was used since the delivery before is what the tank then took. The first
/// delivery tells nothing: nobody knows what was in the tank.
fn delivery_segments(channel: &ChannelReadings) -> Vec<(Period, Decimal, Quality)> {
    channel
        .rows
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => {
                let days = Period::new(day_of(before.start)?, day_of(after.start)?)?;
                Some((days, after.decimal(), after.quality.weakest(Quality::Estimated)))
            }
            _ => None,
        })
        .collect()
}

/// Registers read on the same days are added; where the days differ, both are cut at all dates and what all registers
/// cover is added.
fn combine(mut registers: Vec<Vec<Piece>>) -> Vec<Piece> {
    if registers.len() < 2 {
        return registers.pop().unwrap_or_default();
    }
    let mut cuts: Vec<Date> = registers.iter().flatten().flat_map(|p| [p.days.from, p.days.to]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let spans: Vec<Period> = registers
        .iter()
        .filter_map(|r| Period::new(r.iter().map(|p| p.days.from).min()?, r.iter().map(|p| p.days.to).max()?))
        .collect();
    let windows = cuts.windows(2).filter_map(|w| match w {
        [a, b] => Period::new(*a, *b),
        _ => None,
    });
    windows
        .filter_map(|window| {
            let expected = spans.iter().filter(|s| s.meet(window) == Some(window)).count();
            let parts: Vec<Piece> =
                registers.iter().filter_map(|r| r.iter().find_map(|p| p.part(window))).collect();
            let whole = parts.len() == expected && !parts.is_empty();
            whole.then(|| {
                let quality = parts.iter().fold(Quality::Measured, |q, p| q.weakest(p.quality));
                let source = parts.first().map_or(Source::Billed, |p| p.source);
                Piece { days: window, kwh: parts.iter().map(|p| p.kwh).sum(), quality, source }
            })
        })
        .collect()
}
