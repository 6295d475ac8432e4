//! Power slot by slot over some days: the month slots of every meter of a carrier, added up in Brussels civil time.
//!
//! Registers of one meter add up and a total speaks where no register does, as in the totals; a shared meter counts by its
//! share. A slot that one meter has not told is missing, never zero; the day of the spring clock change has 23 hours, that of
//! autumn 25. What is drawn of it (heat map, load duration, carpet of quality) is computed here when a page asks, and not
//! stored. For display and statistics: no fit takes a slot from here (I13).

mod carpet;
mod maps;

use std::collections::BTreeMap;

use jiff::ToSpan;
use rust_decimal::prelude::ToPrimitive;

pub use carpet::{CarpetRow, QualityCarpet, Told, quality_carpet};
pub use maps::{LoadDuration, LoadMap, load_duration, load_map};

use crate::building::{Direction, Kind, Register};
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::period::{Day, Month, Period, day_of, day_start, local, next_day};
use crate::readings::MonthSlots;
use crate::readings::totals::{ChannelReadings, MeterReadings};
use crate::units::Unit;

/// Steps a profile is told in: a quarter, half an hour, an hour; the shortest that every meter fits.
const STEPS_S: [u32; 3] = [900, 1800, 3600];

/// One slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// UTC second at which it begins.
    pub start: i64,
    /// Its civil day.
    pub day: Day,
    /// Minute of that day on the clock on the wall.
    pub minute: u16,
    /// Mean power, kW (m³ an hour of water); `None` where a meter has not told it.
    pub kw: Option<f64>,
    /// The weakest quality in it.
    pub quality: Quality,
}

/// Power over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The days asked for.
    pub period: Period,
    /// Seconds of a slot.
    pub step_s: u32,
    /// Every slot of those days, told or not.
    pub slots: Vec<Slot>,
    /// Meters of the carrier that have no slots: what they count is not in the profile.
    pub untold: Vec<String>,
}

/// Channels with slots that count.
fn channels(meter: &MeterReadings, direction: Direction) -> impl Iterator<Item = &ChannelReadings> {
    meter.channels.iter().filter(move |c| {
        c.channel.direction == direction
            && c.channel.kind == Kind::Interval
            && c.channel.counts
            && !c.months.is_empty()
    })
}

/// The twelve months up to the last day with a slot, or as many of them as there are; `None` of a carrier without slots.
pub fn newest(meters: &[MeterReadings], card: &CarrierCard, direction: Direction) -> Option<Period> {
    let all = span(meters, card, direction)?;
    Period::new(all.to.checked_sub(1.year()).ok()?.max(all.from), all.to)
}

/// From the first to the last day with a slot; `None` of a carrier without slots.
pub fn span(meters: &[MeterReadings], card: &CarrierCard, direction: Direction) -> Option<Period> {
    let months = || {
        let own = meters.iter().filter(|m| m.carrier == card.code);
        own.flat_map(|m| channels(m, direction)).flat_map(|c| &c.months).filter(|m| !m.is_empty())
    };
    let end = |m: &MonthSlots| day_of(m.start_of(m.iter().last()?.0));
    let begin = |m: &MonthSlots| day_of(m.start_of(m.iter().next()?.0));
    let (first, last) = (months().map(|m| m.month).min()?, months().map(|m| m.month).max()?);
    let last = months().filter(|m| m.month == last).filter_map(end).max()?;
    let first = months().filter(|m| m.month == first).filter_map(begin).min()?;
    Period::new(first, next_day(last))
}

impl Profile {
    /// The profile of a carrier over some days; `None` where no meter has a slot in them.
    pub fn of(
        meters: &[MeterReadings],
        card: &CarrierCard,
        direction: Direction,
        period: Period,
    ) -> Option<Profile> {
        let own: Vec<&MeterReadings> = meters
            .iter()
            .filter(|m| m.carrier == card.code)
            .filter(|m| m.channels.iter().any(|c| c.channel.direction == direction))
            .collect();
        let (with, without): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|m| channels(m, direction).next().is_some());
        let months = || with.iter().flat_map(|m| channels(m, direction)).flat_map(|c| &c.months);
        let within = |m: &&MonthSlots| m.month.period().meet(period).is_some() && !m.is_empty();
        let step_s =
            STEPS_S.into_iter().find(|step| months().filter(within).all(|m| step % m.resolution_s == 0))?;
        months().find(within)?;
        let mut sum = Sum::over(period, step_s)?;
        for meter in &with {
            sum.add(meter, card, direction, period);
        }
        let untold = without.iter().map(|m| m.label.clone()).collect();
        Some(Profile { period, step_s, slots: sum.slots(period), untold })
    }

    /// What was taken from the network with what was made and not given to it: what the building used. `None` where the three
    /// are not told in the same slots.
    pub fn with_own_use(&self, made: &Profile, given: &Profile) -> Option<Profile> {
        let alike = |other: &Profile| other.step_s == self.step_s && other.slots.len() == self.slots.len();
        if !alike(made) || !alike(given) {
            return None;
        }
        let one = |((taken, made), given): ((&Slot, &Slot), &Slot)| Slot {
            kw: taken.kw.zip(made.kw).zip(given.kw).map(|((t, m), g)| (t + m - g).max(0.0)),
            quality: taken.quality.weakest(made.quality).weakest(given.quality),
            ..*taken
        };
        let slots = self.slots.iter().zip(&made.slots).zip(&given.slots).map(one).collect();
        let untold = [&self.untold, &made.untold, &given.untold].into_iter().flatten().cloned().collect();
        Some(Profile { period: self.period, step_s: self.step_s, slots, untold })
    }

    /// Length of a slot in hours.
    pub fn step_h(&self) -> f64 {
        f64::from(self.step_s) / 3600.0
    }

    /// Power of the slots that are told.
    pub fn known(&self) -> impl Iterator<Item = (&Slot, f64)> {
        self.slots.iter().filter_map(|slot| Some((slot, slot.kw?)))
    }

    /// Share of the slots that are told.
    pub fn covered(&self) -> f64 {
        let of = |n: usize| n.to_f64().unwrap_or(0.0);
        of(self.known().count()) / of(self.slots.len().max(1))
    }

    /// Mean power of what is told; `None` of nothing.
    pub fn mean(&self) -> Option<f64> {
        let count = self.known().count();
        let mean = self.known().map(|(_, kw)| kw).sum::<f64>() / count.to_f64()?;
        mean.is_finite().then_some(mean)
    }

    /// The weakest quality of what is told.
    pub fn quality(&self) -> Quality {
        self.known().fold(Quality::Measured, |q, (slot, _)| q.weakest(slot.quality))
    }

    /// The slots of each civil day.
    pub fn days(&self) -> impl Iterator<Item = &[Slot]> {
        self.slots.chunk_by(|a, b| a.day == b.day)
    }
}

/// What is added up: one cell a slot.
struct Sum {
    start: i64,
    step_s: i64,
    kwh: Vec<f64>,
    /// Meters that should have told a cell, less those that have.
    owed: Vec<i32>,
    told: Vec<bool>,
    quality: Vec<Quality>,
}

impl Sum {
    fn over(period: Period, step_s: u32) -> Option<Sum> {
        let (start, step_s) = (day_start(period.from), i64::from(step_s));
        let cells = usize::try_from((day_start(period.to) - start) / step_s).ok()?;
        Some(Sum {
            start,
            step_s,
            kwh: vec![0.0; cells],
            owed: vec![0; cells],
            told: vec![false; cells],
            quality: vec![Quality::Measured; cells],
        })
    }

    fn cell(&self, start: i64) -> Option<usize> {
        usize::try_from((start - self.start).div_euclid(self.step_s)).ok().filter(|i| *i < self.kwh.len())
    }

    fn add(&mut self, meter: &MeterReadings, card: &CarrierCard, direction: Direction, period: Period) {
        let mut months: BTreeMap<Month, Vec<(&ChannelReadings, &MonthSlots)>> = BTreeMap::new();
        for channel in channels(meter, direction) {
            for month in channel.months.iter().filter(|m| !m.is_empty()) {
                months.entry(month.month).or_default().push((channel, month));
            }
        }
        let Some(first) = months.keys().next().map(|m| m.first()) else { return };
        // Expected from its first month on, or the day somebody wrote down, until it goes out of service.
        let from = meter.valid.0.unwrap_or(first).max(period.from);
        let to = meter.valid.1.unwrap_or(period.to).min(period.to);
        for day in Period::new(from, to).into_iter().flat_map(Period::iter) {
            if share(meter, day) > 0.0 {
                self.owe(day);
            }
        }
        let mut own = Own { kwh: vec![0.0; self.kwh.len()], filled_s: vec![0; self.kwh.len()] };
        for (month, members) in months {
            if month.period().meet(period).is_some() {
                self.lay(&mut own, meter, card, &members);
            }
        }
        for (cell, (kwh, filled)) in own.kwh.iter().zip(&own.filled_s).enumerate() {
            if *filled == self.step_s
                && let (Some(sum), Some(owed), Some(told)) =
                    (self.kwh.get_mut(cell), self.owed.get_mut(cell), self.told.get_mut(cell))
            {
                (*sum, *owed, *told) = (*sum + kwh, *owed - 1, true);
            }
        }
    }

    fn owe(&mut self, day: Day) {
        let cells = self.cell(day_start(day)).zip(self.cell(day_start(next_day(day)) - 1));
        let Some((first, last)) = cells else { return };
        for owed in self.owed.get_mut(first..=last).into_iter().flatten() {
            *owed += 1;
        }
    }

    /// One month of one meter: registers beside each other, a total where none of them speaks.
    fn lay(
        &mut self,
        own: &mut Own,
        meter: &MeterReadings,
        card: &CarrierCard,
        members: &[(&ChannelReadings, &MonthSlots)],
    ) {
        let Some(finest) = members.iter().map(|(_, m)| m.resolution_s).min() else { return };
        let finest: Vec<(bool, f64, &MonthSlots)> = members
            .iter()
            .filter(|(_, m)| m.resolution_s == finest)
            .filter_map(|(c, m)| Some((c.channel.register == Register::Total, rate(meter, card, c, m)?, *m)))
            .collect();
        let Some((.., grid)) = finest.first() else { return };
        for (day, slots) in grid.slots_by_day() {
            let share = share(meter, day);
            if share <= 0.0 {
                continue;
            }
            for position in slots {
                let of = |total: bool| {
                    let alike = finest.iter().filter(move |(is_total, ..)| *is_total == total);
                    let values = alike.filter_map(|(_, rate, m)| {
                        let (value, quality) = m.get(position)?;
                        Some((value.to_f64()? * rate, quality))
                    });
                    values.reduce(|a, b| (a.0 + b.0, a.1.weakest(b.1)))
                };
                let Some((kwh, quality)) = of(false).or_else(|| of(true)) else { continue };
                let Some(cell) = self.cell(grid.start_of(position)) else { continue };
                own.take(cell, kwh * share, i64::from(grid.resolution_s));
                if let Some(weakest) = self.quality.get_mut(cell) {
                    *weakest = weakest.weakest(quality);
                }
            }
        }
    }

    fn slots(&self, period: Period) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(self.kwh.len());
        let step_h = self.step_s.to_f64().unwrap_or(3600.0) / 3600.0;
        let mut start = self.start;
        for day in period.iter() {
            let (midnight, next) = (start, day_start(next_day(day)));
            let plain = next - midnight == 86_400;
            while start < next {
                let cell = self.cell(start).unwrap_or(usize::MAX);
                let minute = if plain { (start - midnight) / 60 } else { minute_of(start) };
                let whole = self.owed.get(cell).is_some_and(|owed| *owed <= 0)
                    && self.told.get(cell).copied().unwrap_or(false);
                let kw = self.kwh.get(cell).filter(|_| whole).map(|kwh| kwh / step_h);
                slots.push(Slot {
                    start,
                    day,
                    minute: u16::try_from(minute).unwrap_or(0),
                    kw,
                    quality: self.quality.get(cell).copied().unwrap_or_default(),
                });
                start += self.step_s;
            }
            start = next;
        }
        slots
    }
}

/// What one meter tells of each cell.
struct Own {
    kwh: Vec<f64>,
    filled_s: Vec<i64>,
}

impl Own {
    fn take(&mut self, cell: usize, kwh: f64, seconds: i64) {
        if let (Some(sum), Some(filled)) = (self.kwh.get_mut(cell), self.filled_s.get_mut(cell)) {
            (*sum, *filled) = (*sum + kwh, *filled + seconds);
        }
    }
}

fn minute_of(start: i64) -> i64 {
    local(start).map_or(0, |at| i64::from(at.hour()) * 60 + i64::from(at.minute()))
}

/// This building's share of a meter on a day.
fn share(meter: &MeterReadings, day: Day) -> f64 {
    if meter.shares.is_empty() {
        return 1.0;
    }
    let holds = |s: &&crate::readings::totals::Share| {
        s.from.is_none_or(|from| from <= day) && s.to.is_none_or(|to| day < to)
    };
    meter.shares.iter().rfind(holds).and_then(|s| s.share.to_f64()).unwrap_or(0.0)
}

/// kWh (m³ of water) of one step of a channel's values in a month; `None` where the content is not known.
fn rate(
    meter: &MeterReadings,
    card: &CarrierCard,
    channel: &ChannelReadings,
    month: &MonthSlots,
) -> Option<f64> {
    let (unit, day) = (channel.channel.unit, month.month.first());
    let each = if !card.energy {
        unit.ratio_to(*card.units.first()?)?.to_f64()?
    } else if let Some(power) = match unit {
        Unit::W => Some(0.001),
        Unit::KW => Some(1.0),
        _ => None,
    } {
        power * f64::from(month.resolution_s) / 3600.0
    } else if let Some(kwh) = unit.kwh_each() {
        (kwh * card.onto_basis(channel.channel.basis)?).to_f64()?
    } else {
        let typed = meter.conversions.iter().rfind(|c| {
            unit == Unit::M3 && c.from.is_none_or(|from| from <= day) && c.to.is_none_or(|to| day < to)
        });
        let fuel = crate::readings::totals::on(&meter.facts.fuels, day).map(String::as_str);
        let usual = || card.content_of(unit, fuel, day)?.kwh();
        typed.map(|c| c.kwh_per_m3).or_else(usual)?.to_f64()?
    };
    Some(each / 10f64.powi(i32::try_from(month.scale).ok()?))
}
