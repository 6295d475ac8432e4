//! Base load at night, *talon électrique*.
//!
//! For a director: the power that runs while everybody sleeps: refrigerators, pumps, ventilation, servers, lamps left on.
//! Formula: the median, over the nights told, of the mean power from 1 to 4 o'clock. Unit: kW. Source: Énergie+ ("courbe de
//! charge"); hours and median are ours, so that one noisy night does not count. Refuses: no slots of an hour or less, more
//! than one slot in twenty missing, fewer than four weeks of nights.

use super::explained::{Explained, Figures, Input, Lack, Measure, Value};
use super::load::{count, each, median, read};
use super::profile::Slot;
use super::site::Work;
use super::{Indicator, explained::Origin};

/// The indicator.
pub const INDICATOR: Indicator =
    Indicator { code: "base-load", formulas: &["base-load"], symbols: &["night-power", "nights"], figures };

/// From 1 to 4 o'clock: cooks and cleaners have not come, night shifts change later. Ours.
const HOURS: core::ops::Range<u16> = 60..240;

/// Fewer nights than four weeks have do not tell what is usual. Ours.
const FEWEST_NIGHTS: usize = 28;

/// Mean power of the small hours of a day; `None` where a part is missing.
pub(crate) fn night(day: &[Slot]) -> Option<f64> {
    let small = || day.iter().filter(|slot| HOURS.contains(&slot.minute));
    let sum = small().try_fold(0.0, |sum, slot| Some(sum + slot.kw?))?;
    let mean = sum / count(small().count());
    mean.is_finite().then_some(mean)
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    each(work, INDICATOR.code, |profile| {
        let mut nights: Vec<f64> = profile.days().filter_map(night).collect();
        let told = nights.len();
        if told < FEWEST_NIGHTS {
            return Err(Lack::of("slots"));
        }
        let power = median(&mut nights).ok_or_else(|| Lack::of("slots"))?;
        let power = read(profile, "night-power", power, Measure::Kw)?;
        let nights = Input::new("nights", told.into(), Measure::Count, Origin::Readings);
        Ok(Value::new(power.value, Measure::Kw, "base-load", vec![power, nights]))
    })
}
