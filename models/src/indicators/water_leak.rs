//! Suspicion of a water leak.
//!
//! For a director: water that runs at every hour of every day, even when everybody sleeps; somebody should look at the
//! meter at night with all taps closed. It is a suspicion: a softener, a cooling, a night laundry do the same. Formula: the
//! smallest hour of the last days read (0 where the meter stood still for an hour); where there are no hours, by how much the
//! last periods between two indexes stand above every earlier one. Unit: litres an hour. Source: ours. Refuses: fewer days
//! or periods than that takes.

use jiff::ToSpan;
use rust_decimal::Decimal;

use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::load::{count, median, rounded};
use super::profile::{Profile, Slot, span};
use super::site::Work;
use super::{Indicator, explained::Word};
use crate::building::{Carrier, Direction};
use crate::catalog::CarrierCard;
use crate::certain::{Certainty, Quality};
use crate::period::{Day, Period};
use crate::readings::totals::{MeterReadings, originals};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "water-leak",
    formulas: &["water-leak-slots", "water-leak-index"],
    symbols: &["water-floor", "water-step"],
    figures,
};

/// So many days without a still hour: a week has its night laundry and its Sunday. Ours.
const DAYS: usize = 7;
/// Less runs through a dripping tap, and meters of large supplies count it badly. Ours.
pub(crate) const LEAST_LITRES: f64 = 10.0;
/// So many still days of seven end what ran before: a supply cut for repair is one or two. Ours.
const STILL_DAYS: usize = 3;
/// So far back its beginning is looked for, years. Ours: what runs for longer always did.
const YEARS: i32 = 5;
/// Below this share of the floor, the water stood nearly still. Ours.
const STILL: f64 = 0.5;
/// Fewer earlier periods do not show what is usual. Ours.
const FEWEST_BEFORE: usize = 3;
/// A step is more than this above the highest period before. Ours: meters are read a few days early or late.
const STEP: f64 = 1.4;
/// Periods shorter than this are told by the day, not by the index. Ours.
const SHORTEST_DAYS: i64 = 7;

/// What runs without end on one meter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Runs {
    /// Litres an hour.
    pub(crate) litres: f64,
    /// Since when, as far as readings tell; their first day where it always did.
    pub(crate) since: Day,
    /// The day after the last read.
    pub(crate) to: Day,
    /// Whether the readings begin with it.
    pub(crate) always: bool,
    /// Share of the mean flow.
    pub(crate) share: f64,
    /// Told by hours, not by the index.
    pub(crate) by_hours: bool,
    /// The weakest quality.
    pub(crate) quality: Quality,
}

/// What runs without end on a meter; zero litres where it stands still at times. `None` where that is not told.
pub(crate) fn runs(meter: &MeterReadings, card: &CarrierCard) -> Option<Runs> {
    by_hours(meter, card).or_else(|| by_index(meter, card))
}

/// What runs on each meter of the building, in their order, made once; `None` of other carriers too.
pub(crate) fn all<'w>(work: &'w Work<'_>) -> &'w [Option<Runs>] {
    work.leaks.get_or_init(|| {
        let card = work.carrier(Carrier::Water).map(|water| water.card);
        let own = |m: &MeterReadings| runs(m, card.filter(|_| m.carrier == Carrier::Water)?);
        work.site.meters.iter().map(own).collect()
    })
}

fn by_hours(meter: &MeterReadings, card: &CarrierCard) -> Option<Runs> {
    let meters = std::slice::from_ref(meter);
    let all = span(meters, card, Direction::Offtake)?;
    let period = Period::new(all.to.checked_sub(YEARS.years()).ok()?.max(all.from), all.to)?;
    let profile = Profile::of(meters, card, Direction::Offtake, period)?;
    let per_hour = 3600_usize.checked_div(usize::try_from(profile.step_s).ok()?)?;
    // The smallest hour of each day that is told whole.
    let smallest = |day: &[Slot]| {
        let hours = day.chunks(per_hour).map(|hour| {
            hour.iter().try_fold(0.0, |sum, slot| Some(sum + slot.kw?)).map(|sum| sum / count(hour.len()))
        });
        let hours: Option<Vec<f64>> = hours.collect();
        Some((day.first()?.day, hours?.into_iter().reduce(f64::min)?))
    };
    let days: Vec<(Day, f64)> = profile.days().filter_map(smallest).collect();
    let floor = floor_of(&days)?;
    let begins = begins(&days);
    let since = days.get(begins.unwrap_or(0))?.0;
    let told = profile.known().filter(|(slot, _)| slot.day >= since);
    Some(Runs {
        litres: floor * 1000.0,
        since,
        to: period.to,
        always: begins.is_none(),
        share: floor / profile.mean().filter(|mean| *mean > 0.0).unwrap_or(f64::INFINITY),
        by_hours: true,
        quality: told.fold(Quality::Measured, |q, (slot, _)| q.weakest(slot.quality)),
    })
}

/// The smallest hour of the last days.
fn floor_of(days: &[(Day, f64)]) -> Option<f64> {
    let last = days.get(days.len().checked_sub(DAYS)?..)?;
    Some(last.iter().map(|(_, m3)| *m3).reduce(f64::min)?.max(0.0))
}

/// Which day is the first of what runs at the end of these; `None` where it always did.
fn begins(days: &[(Day, f64)]) -> Option<usize> {
    let floor = floor_of(days)?;
    let still = |(_, m3): &&(Day, f64)| *m3 < STILL * floor;
    let ends = |at: &usize| {
        let week = days.get((at + 1).saturating_sub(DAYS)..=*at).unwrap_or_default();
        week.last().is_some_and(|day| still(&day)) && week.iter().filter(still).count() >= STILL_DAYS
    };
    let since = (0..days.len()).rev().find(ends)? + 1;
    let before = days.get(..since)?;
    let mut usual: Vec<f64> = before.iter().map(|(_, m3)| *m3).collect();
    // A house that never sleeps and stood still for some days is as it was.
    if floor <= STEP * median(&mut usual)? {
        return None;
    }
    // A leak that grows is the same leak.
    let ran = floor_of(before).filter(|floor| *floor * 1000.0 >= LEAST_LITRES);
    Some(ran.and_then(|_| begins(before)).unwrap_or(since))
}

fn by_index(meter: &MeterReadings, card: &CarrierCard) -> Option<Runs> {
    let read = originals(std::slice::from_ref(meter), Direction::Offtake, card)?;
    let flow = |days: Period, m3: Decimal| {
        let per_day = m3.checked_div(Decimal::from(days.days()))?;
        rust_decimal::prelude::ToPrimitive::to_f64(&per_day)
    };
    let list: Vec<(Period, f64, Quality)> = read
        .list()
        .iter()
        .filter(|o| o.days().days() >= SHORTEST_DAYS)
        .filter_map(|o| Some((o.days(), flow(o.days(), o.kwh())?, o.quality())))
        .collect();
    let (last, ..) = list.last()?;
    if list.len() <= FEWEST_BEFORE {
        return None;
    }
    let quality = list.iter().fold(Quality::Measured, |q, (.., of)| q.weakest(*of));
    let highest = |periods: &[(Period, f64, Quality)]| periods.iter().map(|p| p.1).fold(0.0, f64::max);
    let lowest =
        |periods: &[(Period, f64, Quality)]| periods.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let step = (FEWEST_BEFORE..list.len()).find_map(|at| {
        let (before, after) = list.split_at_checked(at)?;
        let (usual, now) = (highest(before), lowest(after));
        // A year of earlier periods, or the season may be new.
        let seen: i64 = before.iter().map(|(days, ..)| days.days()).sum();
        (seen >= 300 && now > STEP * usual && usual > 0.0)
            .then(|| after.first().map(|(days, ..)| (days.from, now - usual, (now - usual) / now)))
            .flatten()
    });
    let begins = list.first().map(|(days, ..)| days.from)?;
    let (since, m3, share) = step.unwrap_or((begins, 0.0, 0.0));
    Some(Runs {
        litres: m3 * 1000.0 / 24.0,
        since,
        to: last.to,
        always: false,
        share,
        by_hours: false,
        quality,
    })
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    if work.carrier(Carrier::Water).is_none() {
        return vec![Explained::not_applicable(INDICATOR.code, "no-water")];
    }
    let meters = work.site.meters.iter().zip(work.site.ids).zip(all(work));
    let meters = meters.filter(|((m, _), _)| m.carrier == Carrier::Water);
    let one = |((_, id), runs): ((&MeterReadings, &String), &Option<Runs>)| {
        let of: Word = id.clone().into();
        let Some((runs, litres)) = runs.as_ref().and_then(|r| Some((r, rounded(r.litres)?))) else {
            return Explained::not_yet(INDICATOR.code, None, [Lack::of("slots")]).of(of);
        };
        let (symbol, formula) = if runs.by_hours {
            ("water-floor", "water-leak-slots")
        } else {
            ("water-step", "water-leak-index")
        };
        let input = Input::new(symbol, litres, Measure::LitrePerHour, Origin::Readings);
        let input = input.quality(runs.quality).certainty(Certainty::Likely);
        let value = Value::new(litres, Measure::LitrePerHour, formula, vec![input]);
        Explained::known(INDICATOR.code, Period::new(runs.since, runs.to), value).of(of)
    };
    meters.map(one).collect()
}
