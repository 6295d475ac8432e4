//! Heating between the seasons: in mild weather more than the line of earlier years says, while winter is as it was.
//!
//! The heating is started early, stopped late, or runs at night in May: the time switch or the season setting was moved. From
//! readings in their original periods beside a signature of the earlier ones only (I13).

use super::heating_in_summer::heats;
use super::{Alert, changed};
use crate::baseline::original::Observation;
use crate::baseline::signature::{Per, Signature};
use crate::indicators::load::rounded;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::Period;

/// Degree-days a day between which weather is mild. Ours: some cold, and less than half of a January.
const MILD: core::ops::Range<f64> = 0.5..5.0;
/// More than the line by this share in mild weather. Ours: twice the usual scatter of monthly readings.
const MORE: f64 = 0.30;
/// In the cold less than this, or it is a drift of everything. Ours.
const AS_IT_WAS: f64 = 0.10;
/// Fewer mild days do not make a season. Ours.
const LEAST_DAYS: f64 = 50.0;
/// Earlier periods that draw the line: less than a year has no two seasons. Ours.
const FEWEST: usize = 10;

/// Mild weather of the year told of, for each carrier that heats.
pub fn find(work: &Work<'_>, _: &Figures, told: &[Alert]) -> Vec<Alert> {
    work.energies().filter(|c| heats(c)).filter_map(|c| one(work, c, told)).collect()
}

fn beside(line: &Signature, later: &[&Observation]) -> (f64, f64, f64) {
    let add = |(days, used, expected): (f64, f64, f64), o: &&Observation| {
        let length = o.length();
        (days + length, used + o.kwh_per_day() * length, expected + line.at(o.cold_per_day()).value * length)
    };
    later.iter().fold((0.0, 0.0, 0.0), add)
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>, told: &[Alert]) -> Option<Alert> {
    let year = work.year?;
    let begins = Period::year(year)?.from;
    let read = carrier.observations.as_ref()?;
    let (before, after) = match changed::days(work, carrier.carrier).into_iter().max() {
        Some(changed) => read.around(changed).1.around(begins),
        None => read.around(begins),
    };
    if before.list().len() < FEWEST {
        return None;
    }
    let line = Signature::fit(&before, Per::Day).ok().filter(|line| line.slope.is_above_zero())?;
    // The kWh of a summer that is told are not told twice.
    let summer = changed::is_told(told, carrier.carrier, &["heating-in-summer"]);
    let counts = |o: &&Observation| !summer || !(6..=8).contains(&o.days().from.month());
    let (mild, rest): (Vec<&Observation>, Vec<&Observation>) =
        after.list().iter().filter(counts).partition(|o| MILD.contains(&o.cold_per_day()));
    let cold: Vec<&Observation> = rest.into_iter().filter(|o| o.cold_per_day() >= MILD.end).collect();
    let (days, used, expected) = beside(&line, &mild);
    let (_, used_in_cold, expected_in_cold) = beside(&line, &cold);
    let winter_moved = expected_in_cold <= 0.0 || used_in_cold / expected_in_cold - 1.0 > AS_IT_WAS;
    if days < LEAST_DAYS || expected <= 0.0 || used / expected - 1.0 <= MORE || winter_moved {
        return None;
    }
    let (from, to) = (mild.first()?.days().from, mild.last()?.days().to);
    // More than a year may have been read since: what is told is a year's.
    let since: f64 = after.list().iter().map(Observation::length).sum();
    let excess = rounded((used - expected) * (365.0 / 365.0_f64.max(since)))?;
    let quality = after.quality();
    let alert = Alert::new("heating-out-of-season", carrier.carrier, year, Period::new(from, to)?)
        .shown("signature", "check-season-setting")
        .percent(rounded(used / expected - 1.0)?)
        .number("kwh", excess, 0)
        .with("year", year)
        .quality(quality);
    Some(alert.costs(work, carrier.carrier, excess))
}
