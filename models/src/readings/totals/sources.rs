//! What each channel of a meter says, as pieces of days, in order of precedence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::convert::{Converter, Notes, Quantity};
use super::pieces::{Made, Piece, Pieces};
use super::segments::{self, Billed};
use super::spread::Spread;
use super::{ChannelReadings, MeterReadings, Source, filling};
use crate::building::{Direction, Kind, Register};
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::finding::Finding;
use crate::period::{Month, Period, next_day};
use crate::readings::MonthSlots;
use crate::units::{Dimension, Unit};

/// A meter's pieces, the days whose slots are not all there, and what is to be said.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The pieces.
    pub pieces: Pieces,
    /// Day → slots missing of it.
    pub holes: BTreeMap<Date, u32>,
    /// Day → slots completed of it.
    pub filled: BTreeMap<Date, u32>,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

/// Everything a meter says about one direction. Where its own summer tells the base load, what straddles months is
/// divided once more, by that.
pub fn timeline(meter: &MeterReadings, direction: Direction, card: &CarrierCard) -> Timeline {
    let mut timeline = as_read(meter, direction, card);
    filling::complete(&mut timeline, &Converter { meter, card }, direction);
    timeline
}

fn as_read(meter: &MeterReadings, direction: Direction, card: &CarrierCard) -> Timeline {
    let stated = Spread::stated(&meter.facts.climate, card);
    let timeline = laid(meter, direction, card, stated);
    let (pieces, holes) = (&timeline.pieces, &timeline.holes);
    match pieces.spread().with_summer(&meter.facts.served, card, pieces, holes) {
        Some(spread) => laid(meter, direction, card, spread),
        None => timeline,
    }
}

fn laid(meter: &MeterReadings, direction: Direction, card: &CarrierCard, spread: Spread) -> Timeline {
    let mut timeline = Timeline { pieces: Pieces::divided(spread), ..Timeline::default() };
    let converter = Converter { meter, card };
    let mut notes = Notes::default();
    let of = |kind: Kind, energy: bool| {
        meter.channels.iter().filter(move |c| {
            c.channel.direction == direction
                && c.channel.kind == kind
                && is_energy(c) == energy
                && (c.channel.counts
                    || (serves(meter, c) && (!energy || c.channel.register == Register::Total)))
        })
    };
    let billed: Vec<Billed> = meter
        .channels
        .iter()
        .filter(|c| c.channel.direction == direction && c.channel.kind == Kind::Billed)
        .flat_map(|c| c.rows.iter().map(|r| (r.import, r.start, r.end)))
        .collect();
    for energy in [true, false] {
        slots(&mut timeline, &mut notes, &converter, of(Kind::Interval, energy).collect());
    }
    for (kind, source) in
        [(Kind::Interval, Source::Interval), (Kind::Index, Source::Index), (Kind::Billed, Source::Billed)]
    {
        for energy in [true, false] {
            let (parts, totals): (Vec<_>, Vec<_>) =
                of(kind, energy).partition(|c| c.channel.register != Register::Total);
            for group in [parts, totals] {
                let pieces = rows(&mut timeline, &mut notes, &converter, &group, source, &billed);
                lay(&mut timeline, pieces);
            }
        }
    }
    let pieces = segments::tank(&converter, direction, &mut notes, &mut timeline.findings);
    lay(&mut timeline, pieces);
    timeline.findings.extend(notes.into_findings(&meter.label));
    timeline.findings.extend(timeline.pieces.findings().iter().cloned());
    timeline
}

fn is_energy(channel: &ChannelReadings) -> bool {
    matches!(channel.channel.unit.dimension(), Dimension::Energy | Dimension::Power)
}

/// Whether a channel that does not count has another beside it that does, and so says something where that one is
/// silent: m3 beside kWh, a total beside its registers. Without one, its energy is counted on another meter.
fn serves(meter: &MeterReadings, channel: &ChannelReadings) -> bool {
    let what = |c: &ChannelReadings| (c.channel.kind, c.channel.unit, c.channel.register);
    let same_way =
        |c: &&ChannelReadings| c.channel.direction == channel.channel.direction && c.channel.counts;
    meter.channels.iter().filter(same_way).any(|c| what(c) != what(channel))
}

/// The shortest period says most: a longer one then gives the days still bare what is left of it.
fn lay(timeline: &mut Timeline, mut pieces: Vec<Piece>) {
    pieces.sort_by_key(|p| (p.days.days(), p.days.from));
    for piece in pieces {
        timeline.pieces.lay(piece);
    }
}

/// Regular slots, day by day: registers beside each other, a total only where no register speaks.
fn slots(
    timeline: &mut Timeline,
    notes: &mut Notes,
    converter: &Converter<'_>,
    channels: Vec<&ChannelReadings>,
) {
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
            one_day(timeline, notes, converter, date, slots, &finer);
        }
    }
}

fn one_day(
    timeline: &mut Timeline,
    notes: &mut Notes,
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
    let Some(days) = Period::new(date, next_day(date)) else { return };
    let mut kwh = Decimal::ZERO;
    for (sum, (channel, month)) in sums.iter().zip(channels) {
        let value = Decimal::try_from_i128_with_scale(*sum, month.scale).unwrap_or_default();
        let converted = if channel.channel.unit.dimension() == Dimension::Power {
            Some((mean_power(value, channel.channel.unit, month.resolution_s), Quality::Measured))
        } else {
            let (unit, basis) = (channel.channel.unit, channel.channel.basis);
            converter.kwh(Quantity { value, unit, basis, days }, notes)
        };
        let Some((value, q)) = converted else { return };
        quality = quality.weakest(q);
        kwh += value;
    }
    if timeline.pieces.cover(days) {
        return;
    }
    timeline.pieces.lay(Piece { days, kwh, quality, source: Source::Interval, made: Made::Read });
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
pub(super) fn mean_power(value: Decimal, unit: Unit, resolution_s: u32) -> Decimal {
    let watts = if unit == Unit::W { Decimal::ONE_THOUSAND } else { Decimal::ONE };
    value * Decimal::from(resolution_s) / Decimal::from(3600) / watts
}

/// Rows of one kind: each register as segments, registers of the same days added up.
fn rows(
    timeline: &mut Timeline,
    notes: &mut Notes,
    converter: &Converter<'_>,
    channels: &[&ChannelReadings],
    source: Source,
    billed: &[Billed],
) -> Vec<Piece> {
    let mut by_register: Vec<Vec<Piece>> = Vec::new();
    for channel in channels {
        let segments = match channel.channel.kind {
            Kind::Index => segments::index(converter, channel, billed, &mut timeline.findings),
            Kind::Interval => segments::interval(channel, &mut timeline.holes),
            Kind::Billed => segments::billed(channel),
            Kind::Delivery | Kind::Level => Vec::new(),
        };
        let (unit, basis) = (channel.channel.unit, channel.channel.basis);
        let pieces: Vec<Piece> = segments
            .into_iter()
            .filter_map(|(days, value, quality)| {
                let (kwh, q) = converter.kwh(Quantity { value, unit, basis, days }, notes)?;
                Some(Piece { days, kwh, quality: quality.weakest(q), source, made: Made::Read })
            })
            .collect();
        if !pieces.is_empty() {
            by_register.push(pieces);
        }
    }
    combine(by_register, timeline.pieces.spread())
}

/// Registers read on the same days are added; where the days differ, both are cut at all dates and what all registers
/// cover is added.
fn combine(mut registers: Vec<Vec<Piece>>, spread: &Spread) -> Vec<Piece> {
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
                registers.iter().filter_map(|r| r.iter().find_map(|p| p.part(window, spread))).collect();
            let whole = parts.len() == expected && !parts.is_empty();
            whole.then(|| {
                let quality = parts.iter().fold(Quality::Measured, |q, p| q.weakest(p.quality));
                let source = parts.first().map_or(Source::Billed, |p| p.source);
                let made = if parts.iter().all(|p| p.made == Made::Read) { Made::Read } else { Made::Cut };
                Piece { days: window, kwh: parts.iter().map(|p| p.kwh).sum(), quality, source, made }
            })
        })
        .collect()
}
