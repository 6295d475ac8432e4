//! Heat in summer far above earlier summers: a valve stuck open, a circulation that runs, a boiler left on winter.
//!
//! From readings in their original periods (I13): periods that lie in June, July or August and had hardly any cold, beside
//! those of the same weeks in earlier years, so that a school's closed July is compared with a closed July only; where there
//! is no earlier summer, beside the flat part of the signature.

use jiff::ToSpan;
use rust_decimal::Decimal;

use super::{Alert, changed};
use crate::baseline::original::Observation;
use crate::building::Carrier;
use crate::indicators::load::rounded;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::Period;

/// Degree-days a day up to which a period has hardly any cold. Ours: heating limits lie at 1 to 2 K below the base.
const HARDLY: f64 = 1.5;
/// Far above is half as much again. Ours: guests and weather move a summer by less.
const FAR: f64 = 1.5;
/// It must be worth a tenth of the winter's level, or it is a small thing on a small thing. Ours.
const OF_WINTER: f64 = 0.10;
/// Fewer days do not make a summer. Ours.
const LEAST_DAYS: f64 = 21.0;

/// Heat in the newest summer of each carrier.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    work.energies().filter(|c| heats(c)).filter_map(|c| one(work, c)).collect()
}

/// Electricity follows the summer by fans and cold, and not by heat.
pub(super) fn heats(carrier: &Prepared<'_>) -> bool {
    !matches!(carrier.carrier, Carrier::Electricity | Carrier::Other)
}

fn is_summer(observation: &Observation) -> bool {
    let (from, to) = (observation.days().from, observation.days().to);
    let last = to.yesterday().unwrap_or(to);
    from.year() == last.year()
        && (6..=8).contains(&from.month())
        && (6..=8).contains(&last.month())
        && observation.cold_per_day() <= HARDLY
}

/// kWh a day of the coldest third of the days read.
pub(super) fn winter_level(list: &[Observation]) -> Option<f64> {
    let mut by_cold: Vec<&Observation> = list.iter().collect();
    by_cold.sort_by(|a, b| b.cold_per_day().total_cmp(&a.cold_per_day()));
    let wanted = list.iter().map(Observation::length).sum::<f64>() / 3.0;
    let (mut days, mut kwh) = (0.0, 0.0);
    for observation in by_cold {
        if days >= wanted {
            break;
        }
        days += observation.length();
        kwh += observation.kwh_per_day() * observation.length();
    }
    (days > 0.0).then(|| kwh / days)
}

/// kWh a day of earlier summers in the same weeks.
fn earlier(summers: &[&Observation], days: Period) -> Option<f64> {
    let (mut length, mut kwh) = (0.0, 0.0);
    for before in summers.iter().filter(|o| o.days().from.year() < days.from.year()) {
        let years = days.from.year() - before.days().from.year();
        let moved = |day: crate::period::Day| day.checked_sub(i32::from(years).years()).ok();
        let Some(same) = moved(days.from).zip(moved(days.to)).and_then(|(from, to)| Period::new(from, to))
        else {
            continue;
        };
        if before.days().meet(same).is_some() {
            length += before.length();
            kwh += before.kwh_per_day() * before.length();
        }
    }
    (length > 0.0).then(|| kwh / length)
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    // A further meter has no earlier summer.
    let changes = changed::meters(work, carrier.carrier);
    let since = changes.into_iter().max();
    let all = carrier.observations.as_ref()?.list();
    let list: Vec<Observation> =
        all.iter().filter(|o| since.is_none_or(|day| o.days().from >= day)).cloned().collect();
    let summers: Vec<&Observation> = list.iter().filter(|o| is_summer(o)).collect();
    let year = summers.iter().map(|o| o.days().from.year()).max()?;
    let whole = carrier.signature.as_ref().ok().filter(|_| list.len() == all.len());
    let flat = whole.map(|s| s.base_load.value).filter(|level| *level > 0.0);
    let newest = summers.iter().filter(|o| o.days().from.year() == year);
    let (mut days, mut used, mut usual) = (0.0, 0.0, 0.0);
    let (mut from, mut to, mut quality) = (None, None, crate::certain::Quality::Measured);
    for observation in newest {
        let Some(level) = earlier(&summers, observation.days()).or(flat) else { continue };
        days += observation.length();
        used += observation.kwh_per_day() * observation.length();
        usual += level * observation.length();
        from = from.or(Some(observation.days().from));
        to = Some(observation.days().to);
        quality = quality.weakest(observation.quality());
    }
    let winter = winter_level(&list)?;
    let excess = used - usual;
    if days < LEAST_DAYS || used < FAR * usual || excess / days < OF_WINTER * winter {
        return None;
    }
    let alert = Alert::new("heating-in-summer", carrier.carrier, year, Period::new(from?, to?)?)
        .shown("signature", "check-heating-valve")
        .with("year", year)
        .number("after", rounded(used / days)?, 0)
        .number("before", rounded(usual / days)?, 0)
        .percent(rounded(used / days / winter)?)
        .number("kwh", rounded(excess)?, 0)
        .quality(quality);
    Some(alert.costs(work, carrier.carrier, rounded(excess)?.max(Decimal::ZERO)))
}
