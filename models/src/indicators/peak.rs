//! Peak power, *pointe quart-horaire*.
//!
//! For a director: the highest power drawn in a quarter of an hour; network tariffs of larger supplies count it. Formula: the
//! greatest mean power of a slot, of the year and of each month. Unit: kW. Source: slots of the network operator. Where slots
//! are longer than a quarter of an hour the formula says so: the true peak is higher. Refuses: no slots; of a month, one slot
//! in twenty missing.

use super::Indicator;
use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::load::{TOLD, count, each, profiles, read};
use super::profile::{Profile, Slot};
use super::site::Work;
use crate::period::{Day, Month, local};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "peak",
    formulas: &["peak-quarter", "peak-longer"],
    symbols: &["highest-power"],
    figures,
};

/// The slot with the highest power.
pub(super) fn highest(slots: &[Slot]) -> Option<(&Slot, f64)> {
    let powers = slots.iter().filter_map(|slot| Some((slot, slot.kw?)));
    powers.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The moment of a peak as its input has it: `2025-01-14T18:15`, civil time.
pub fn moment(figure: &Explained) -> Option<&str> {
    figure.value()?.inputs.first()?.of.as_deref()
}

/// The peak among some slots.
fn of_slots(profile: &Profile, slots: &[Slot]) -> Result<Value, Lack> {
    let (slot, kw) = highest(slots).ok_or_else(|| Lack::of("slots"))?;
    let at = local(slot.start).map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let input = read(profile, "highest-power", kw, Measure::Kw)?.of(at).quality(slot.quality);
    let formula = if profile.step_s == 900 { "peak-quarter" } else { "peak-longer" };
    Ok(Value::new(input.value, Measure::Kw, formula, vec![input]))
}

fn month(profile: &Profile, slots: &[Slot]) -> Option<Explained> {
    let month = Month::of(slots.first()?.day);
    let told = count(slots.iter().filter(|s| s.kw.is_some()).count()) / count(slots.len());
    let whole = (Month::of(day_before(profile.period.to)) != month
        || profile.period.to == month.next().first())
        && (month != Month::of(profile.period.from) || profile.period.from == month.first());
    let value = of_slots(profile, slots).ok().filter(|_| told >= TOLD && whole)?;
    Some(Explained::known(INDICATOR.code, month.period(), value).of(month.to_string()))
}

fn day_before(day: Day) -> Day {
    day.yesterday().unwrap_or(day)
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let mut figures = each(work, INDICATOR.code, |profile| of_slots(profile, &profile.slots));
    for profile in profiles(work) {
        let by_month = profile.slots.chunk_by(|a, b| Month::of(a.day) == Month::of(b.day));
        figures.extend(by_month.filter_map(|slots| month(profile, slots)));
    }
    figures
}
