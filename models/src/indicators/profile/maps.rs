//! What is drawn of a profile: a day × hour map, and the powers of a year from the highest to the lowest.

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::Profile;
use crate::building::{Carrier, Direction};
use crate::catalog::CarrierCard;
use crate::period::{Day, Period};
use crate::readings::totals::MeterReadings;

/// Mean power of each hour of each day: the heat map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadMap {
    /// Which carrier; water in m³ an hour.
    pub carrier: Carrier,
    /// The days, one row each.
    pub days: Vec<Day>,
    /// 24 hours a day on the clock on the wall, day after day, kW; `None` where not all of the hour is told. The hour that
    /// comes twice in autumn is the mean of both.
    pub hours: Vec<Option<f32>>,
    /// Hours that no clock shows, in spring: day and hour. They are not missing.
    pub skipped: Vec<(Day, u8)>,
    /// Hours that nobody told.
    pub missing: u32,
    /// Highest hour, kW.
    pub highest: f32,
}

/// The hours of a carrier taken from the network over some days; `None` without a slot.
pub fn load_map(meters: &[MeterReadings], card: &CarrierCard, period: Period) -> Option<LoadMap> {
    let profile = Profile::of(meters, card, Direction::Offtake, period)?;
    let mut map = LoadMap {
        carrier: card.code,
        days: Vec::new(),
        hours: Vec::new(),
        skipped: Vec::new(),
        missing: 0,
        highest: 0.0,
    };
    for slots in profile.days() {
        let Some(day) = slots.first().map(|s| s.day) else { continue };
        // Sum, slots told and slots of each hour.
        let mut hours = [(0.0_f64, 0_u16, 0_u16); 24];
        for slot in slots {
            let Some((sum, told, all)) = hours.get_mut(usize::from(slot.minute / 60)) else { continue };
            *all += 1;
            if let Some(kw) = slot.kw {
                (*sum, *told) = (*sum + kw, *told + 1);
            }
        }
        for (hour, (sum, told, all)) in (0u8..).zip(hours) {
            let mean = (told == all && all > 0).then(|| (sum / f64::from(all)).to_f32()).flatten();
            match mean {
                Some(kw) => map.highest = map.highest.max(kw),
                None if all == 0 => map.skipped.push((day, hour)),
                None => map.missing += 1,
            }
            map.hours.push(mean);
        }
        map.days.push(day);
    }
    Some(map)
}

/// So many points draw a curve well.
const POINTS: usize = 400;

/// Powers from the highest to the lowest: *monotone de charge*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadDuration {
    /// Which carrier.
    pub carrier: Carrier,
    /// Over which days.
    pub period: Period,
    /// Hours reached or exceeded, and the power; at most 401 points, first and last among them.
    pub points: Vec<(f64, f64)>,
    /// Hours that are told.
    pub hours: f64,
    /// Hours that are not.
    pub missing: f64,
    /// Mean power of what is told.
    pub mean: f64,
}

/// The load duration of a carrier taken from the network over some days; `None` without a slot.
pub fn load_duration(meters: &[MeterReadings], card: &CarrierCard, period: Period) -> Option<LoadDuration> {
    let profile = Profile::of(meters, card, Direction::Offtake, period)?;
    let mut powers: Vec<f64> = profile.known().map(|(_, kw)| kw).collect();
    powers.sort_by(|a, b| b.total_cmp(a));
    let (step_h, count) = (profile.step_h(), powers.len());
    let every = count.div_ceil(POINTS).max(1);
    let hours = |n: usize| n.to_f64().unwrap_or(0.0) * step_h;
    let last = count.checked_sub(1)?;
    let points = powers
        .iter()
        .enumerate()
        .filter(|(at, _)| at % every == 0 || *at == last)
        .map(|(at, kw)| (hours(at + 1), *kw))
        .collect();
    Some(LoadDuration {
        carrier: card.code,
        period,
        points,
        hours: hours(count),
        missing: hours(profile.slots.len() - count),
        mean: profile.mean()?,
    })
}
