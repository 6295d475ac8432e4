//! Which profiles the figures of power tell of: electricity taken from the network in the year told of and in the one before,
//! else in the last twelve months known. A profile with too many holes tells nothing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::explained::{Explained, Input, Lack, Measure, Origin, Value};
use super::production::{balance, makes};
use super::profile::{Profile, newest};
use super::site::Work;
use crate::building::{Carrier, Direction};
use crate::certain::Certainty;
use crate::readings::totals::Unmeasured;

/// Share of the slots that must be told. Ours: one day in twenty may lack without moving a mean or a peak by much.
pub(super) const TOLD: f64 = 0.95;

/// The code under which these figures stand.
pub(super) const OF: &str = "electricity";

/// The profiles there are, the newest first.
pub(crate) fn profiles<'w>(work: &'w Work<'_>) -> &'w [Profile] {
    work.profiles.get_or_init(|| made(work))
}

fn made(work: &Work<'_>) -> Vec<Profile> {
    let Some(carrier) = work.carrier(Carrier::Electricity) else { return Vec::new() };
    let of = |period| Profile::of(work.site.meters, carrier.card, Direction::Offtake, period);
    let years: Vec<Profile> = [work.period(), work.before()].into_iter().flatten().filter_map(of).collect();
    if years.iter().any(|profile| profile.covered() >= TOLD) {
        return years;
    }
    let last = newest(work.site.meters, carrier.card, Direction::Offtake);
    last.and_then(of).map_or(years, |profile| vec![profile])
}

/// The profiles of what the building used, that of its own panels too: beside what is taken from the network by day, where the
/// sun gives its part, a night would look high.
///
/// # Errors
/// The flow that nobody measures.
pub(crate) fn used<'w>(work: &'w Work<'_>) -> Result<&'w [Profile], Lack> {
    if !makes(work) {
        return Ok(profiles(work));
    }
    match balance(work).map(|balance| balance.unmeasured) {
        None | Some(Some(Unmeasured::Production)) => return Err(Lack::of("production")),
        Some(Some(Unmeasured::Injection)) => return Err(Lack::of("injection")),
        Some(None) => {}
    }
    let Some(carrier) = work.carrier(Carrier::Electricity) else { return Ok(&[]) };
    let with_own = |profile: &Profile| {
        let of = |direction| Profile::of(work.site.meters, carrier.card, direction, profile.period);
        profile.with_own_use(&of(Direction::Production)?, &of(Direction::Injection)?)
    };
    Ok(work.used.get_or_init(|| profiles(work).iter().filter_map(with_own).collect()))
}

/// A figure of each profile of the network, or what lacks for it.
pub(super) fn each(
    work: &Work<'_>,
    code: &'static str,
    figure: impl Fn(&Profile) -> Result<Value, Lack>,
) -> Vec<Explained> {
    of_profiles(work, code, Ok(profiles(work)), figure)
}

/// A figure of each profile of what the building used, or what lacks for it.
pub(super) fn each_used(
    work: &Work<'_>,
    code: &'static str,
    figure: impl Fn(&Profile) -> Result<Value, Lack>,
) -> Vec<Explained> {
    of_profiles(work, code, used(work), figure)
}

fn of_profiles(
    work: &Work<'_>,
    code: &'static str,
    profiles: Result<&[Profile], Lack>,
    figure: impl Fn(&Profile) -> Result<Value, Lack>,
) -> Vec<Explained> {
    let lacks = |lack: Lack| Explained::not_yet(code, work.period(), [lack]).of(OF);
    if work.carrier(Carrier::Electricity).is_none() {
        return vec![lacks(Lack::of("meter"))];
    }
    let profiles = match profiles {
        Ok(profiles) => profiles,
        Err(lack) => return vec![lacks(lack)],
    };
    if profiles.is_empty() {
        return vec![lacks(Lack::of("slots"))];
    }
    let one = |profile: &Profile| {
        let told = if profile.covered() < TOLD { Err(Lack::of("slots")) } else { figure(profile) };
        match told {
            Ok(value) => Explained::known(code, profile.period, value).of(OF),
            Err(lack) => Explained::not_yet(code, profile.period, [lack]).of(OF),
        }
    };
    profiles.iter().map(one).collect()
}

/// More than this no meter counts: a wrong unit, and a number to reckon no further with.
const ABSURD: f64 = 1e15;

/// A number of statistics as a decimal with three digits, which is a watt; `None` of what is no number or absurd.
pub(crate) fn rounded(number: f64) -> Option<Decimal> {
    Decimal::from_f64_retain(number).filter(|_| number.abs() < ABSURD).map(|n| n.round_dp(3).normalize())
}

/// A number read off a profile, as good as the profile; of a carrier of which a meter has no slots only likely.
pub(super) fn read(
    profile: &Profile,
    symbol: &'static str,
    number: f64,
    unit: Measure,
) -> Result<Input, Lack> {
    let value = rounded(number).ok_or_else(|| Lack::of("slots"))?;
    let certainty = if profile.untold.is_empty() { Certainty::Certain } else { Certainty::Likely };
    let input = Input::new(symbol, value, unit, Origin::Readings).of(OF);
    Ok(input.quality(profile.quality()).certainty(certainty))
}

/// The middle one of some numbers.
pub(crate) fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let (middle, count) = (numbers.len() / 2, numbers.len());
    let upper = *numbers.get(middle)?;
    if count % 2 == 1 {
        return Some(upper);
    }
    numbers.get(middle.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

/// How many, as a number to reckon with.
pub(crate) fn count(n: usize) -> f64 {
    n.to_f64().unwrap_or(f64::NAN)
}
