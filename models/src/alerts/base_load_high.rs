//! The power at night stands above that of the same months a year before, or far too near the mean of a building that closes.

use jiff::ToSpan;
use rust_decimal::{Decimal, dec};

use super::{Alert, changed, out_of_hours};
use crate::building::{Carrier, Direction};
use crate::indicators::base_load::night;
use crate::indicators::load::{median, rounded};
use crate::indicators::out_of_hours::never_closes;
use crate::indicators::profile::{Profile, newest};
use crate::indicators::{Figures, Work};
use crate::period::{Month, Period};

/// A quarter more than in the same month a year before. Ours: seasons are equal, so that less is ventilation and guests.
const MORE: f64 = 1.25;
/// And half a kilowatt at least: 4 400 kWh a year. Ours.
const LEAST_KW: f64 = 0.5;
/// Two months in a row, or it may be a feast or a frost. Ours.
const MONTHS: usize = 2;
/// Nights of a month that must be told. Ours.
const NIGHTS: usize = 20;
/// A building that closes at night draws less than this share of its mean power then. Ours: schools use a fifth of their
/// electricity at night and at weekends; refrigerators and ventilation excuse more.
const SHARE: Decimal = dec!(0.70);

/// Months in which nobody heats: what rises in one of them runs all year. Ours.
const WARM: core::ops::RangeInclusive<i8> = 5..=9;

/// Base load against its own past, else against the mean.
pub fn find(work: &Work<'_>, figures: &Figures, _: &[Alert]) -> Vec<Alert> {
    above_before(work).or_else(|| near_mean(work, figures)).into_iter().collect()
}

/// The median night of each month of a profile.
fn by_month(profile: &Profile) -> Vec<(Month, f64)> {
    let months = profile.slots.chunk_by(|a, b| Month::of(a.day) == Month::of(b.day));
    let one = |slots: &[crate::indicators::profile::Slot]| {
        let days = slots.chunk_by(|a, b| a.day == b.day);
        let mut nights: Vec<f64> = days.filter_map(night).collect();
        let enough = nights.len() >= NIGHTS;
        Some((Month::of(slots.first()?.day), median(&mut nights).filter(|_| enough)?))
    };
    months.filter_map(one).collect()
}

fn above_before(work: &Work<'_>) -> Option<Alert> {
    let card = work.carrier(Carrier::Electricity)?.card;
    let last = newest(work.site.meters, card, Direction::Offtake)?;
    // What a heat pump draws at night follows the cold.
    if heats(work) || !changed::is_recent(work, true, last.to) {
        return None;
    }
    let changes = changed::days(work, Carrier::Electricity);
    let both = Period::new(last.from.checked_sub(1.year()).ok()?, last.to)?;
    let profile = Profile::of(work.site.meters, card, Direction::Offtake, both)?;
    let months = by_month(&profile);
    let before = |month: Month| {
        let same = Month::from_index(month.index() - 12)?;
        let between = Period::new(same.first(), month.next().first())?;
        if changed::within(&changes, between) {
            return None;
        }
        months.iter().find(|(m, _)| *m == same).map(|(_, kw)| *kw)
    };
    let above = |(month, kw): &&(Month, f64)| {
        before(*month).is_some_and(|usual| *kw > MORE * usual && *kw - usual > LEAST_KW)
    };
    let run: Vec<&(Month, f64)> = months.iter().rev().take_while(above).collect();
    let (begins, _) = run.get(MONTHS.checked_sub(1)?..)?.last()?;
    // Higher in the cold only, it may be a heater: it is worth no more than the months that tell it.
    let all_year = run.iter().any(|(month, _)| WARM.contains(&month.number()));
    let days: i64 = run.iter().map(|(month, _)| month.period().days()).sum();
    let hours = if all_year { dec!(8760) } else { Decimal::from(days) * dec!(24) };
    let mean = |values: &dyn Fn(&(Month, f64)) -> Option<f64>| {
        let known: Vec<f64> = run.iter().filter_map(|m| values(m)).collect();
        rounded(known.iter().sum::<f64>() / crate::indicators::load::count(known.len()))
    };
    let (now, usual) = (mean(&|(_, kw)| Some(*kw))?, mean(&|(month, _)| before(*month))?);
    let alert =
        Alert::new("base-load-high", Carrier::Electricity, begins, Period::new(begins.first(), last.to)?)
            .shown("heatmap", "switch-off")
            .number("after", now, 1)
            .number("before", usual, 1)
            .percent((now - usual).checked_div(usual).unwrap_or_default())
            .with("month", begins)
            .quality(profile.quality());
    Some(alert.costs(work, Carrier::Electricity, (now - usual) * hours))
}

/// Whether somebody said that the building is heated by electricity.
fn heats(work: &Work<'_>) -> bool {
    let stated = work.site.fact_on("building.heating", work.site.on).map(|fact| fact.value.as_str());
    matches!(stated, Some("heat-pump" | "direct-electric"))
}

fn near_mean(work: &Work<'_>, figures: &Figures) -> Option<Alert> {
    // The same kWh are told there already.
    if out_of_hours::one(work, figures).is_some() {
        return None;
    }
    let period = work.period()?;
    let of = |code: &str| figures.get(code, Some("electricity"), Some(period))?.value();
    let (share, base) = (of("base-load-share")?, of("base-load")?);
    // Only of a building of which somebody said that it closes.
    let schedule = work.site.fact("building.opening_schedule", period)?;
    let week: crate::building::Schedule = schedule.value.parse().ok()?;
    if never_closes(&week) || share.value < SHARE {
        return None;
    }
    let mean = base.value.checked_div(share.value)?;
    let alert = Alert::new("base-load-high", Carrier::Electricity, period.from.year(), period)
        .shown("heatmap", "switch-off")
        .number("after", base.value, 1)
        .percent(share.value)
        .with("year", period.from.year())
        .quality(base.quality);
    // Down to the share at which nobody is asked.
    Some(alert.costs(work, Carrier::Electricity, (base.value - mean * SHARE) * dec!(8760)))
}
