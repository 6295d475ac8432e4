//! Electricity used outside opening hours.
//!
//! For a director: what runs while the building is closed. Formula: the sum of the slots whose middle lies outside the usual
//! week (`building.opening_schedule`) or on a legal holiday; a building open on Sundays is taken to be open on holidays too.
//! Without a schedule: nights from 22 to 6 o'clock, Saturdays, Sundays and holidays, and the formula says so. Unit: kWh of the
//! slots told, never scaled up; with panels, of what was used. Source: slots; the default hours are ours. Refuses: no slots, of
//! production or injection either; a building that never closes.

use jiff::civil::{Time, Weekday};

use super::calendar::holidays;
use super::explained::{Explained, Figures, Input, Measure, Value};
use super::load::{OF, each_used, read};
use super::profile::{Profile, Slot};
use super::site::Work;
use super::{Indicator, explained::Origin};
use crate::building::Schedule;
use crate::certain::{Certainty, Quality};
use crate::period::Day;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "out-of-hours",
    formulas: &["out-of-hours-schedule", "out-of-hours-nights"],
    symbols: &["energy-outside", "hours-outside"],
    figures,
};

/// What a building without a schedule is taken for: in use from 6 to 22 o'clock from Monday to Friday. Ours.
const SUPPOSED: &str = "1-5 06:00-22:00";

/// When a building is in use.
pub(crate) struct Opening {
    week: Schedule,
    on_sundays: bool,
    holidays: Vec<Day>,
    /// Whether somebody stated it, and how good that is.
    pub(crate) stated: Option<Quality>,
}

impl Opening {
    /// The opening over the days of a profile.
    pub(crate) fn of(work: &Work<'_>, profile: &Profile) -> Option<Opening> {
        let fact = work.site.fact("building.opening_schedule", profile.period);
        let stated = fact.and_then(|f| Some((f.value.parse::<Schedule>().ok()?, f.quality)));
        let (week, stated) = match stated {
            Some((week, quality)) => (week, Some(quality)),
            None => (SUPPOSED.parse().ok()?, None),
        };
        let on_sundays = (0..24).any(|hour| week.is_open(Weekday::Sunday, Time::constant(hour, 30, 0, 0)));
        let years = profile.period.from.year()..=profile.period.to.year();
        Some(Opening { week, on_sundays, holidays: years.flat_map(holidays).collect(), stated })
    }

    /// Whether the building is in use in the middle of a slot.
    pub(crate) fn holds(&self, slot: &Slot, step_s: u32) -> bool {
        let middle = u32::from(slot.minute) + step_s / 120;
        let hour = i8::try_from(middle / 60).unwrap_or(23);
        let minute = i8::try_from(middle % 60).unwrap_or(59);
        let Ok(at) = Time::new(hour, minute, 0, 0) else { return false };
        let holiday = !self.on_sundays && self.holidays.binary_search(&slot.day).is_ok();
        !holiday && self.week.is_open(slot.day.weekday(), at)
    }
}

/// kWh and hours, outside and in.
pub(crate) struct Parts {
    pub(crate) outside_kwh: f64,
    pub(crate) outside_h: f64,
    pub(crate) inside_kwh: f64,
    pub(crate) inside_h: f64,
}

/// What is used outside opening hours and in them.
pub(crate) fn parts(profile: &Profile, opening: &Opening) -> Parts {
    let mut parts = Parts { outside_kwh: 0.0, outside_h: 0.0, inside_kwh: 0.0, inside_h: 0.0 };
    let step_h = profile.step_h();
    for (slot, kw) in profile.known() {
        let (kwh, hours) = if opening.holds(slot, profile.step_s) {
            (&mut parts.inside_kwh, &mut parts.inside_h)
        } else {
            (&mut parts.outside_kwh, &mut parts.outside_h)
        };
        *kwh += kw * step_h;
        *hours += step_h;
    }
    parts
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let always = |text: &str| text.parse::<Schedule>().is_ok_and(|week| never_closes(&week));
    let fact = work.period().and_then(|period| work.site.fact("building.opening_schedule", period));
    if fact.is_some_and(|fact| always(&fact.value)) {
        return vec![Explained::not_applicable(INDICATOR.code, "always-open").of(OF)];
    }
    each_used(work, INDICATOR.code, |profile| {
        let lack = || super::Lack::of("slots");
        let opening = Opening::of(work, profile).ok_or_else(lack)?;
        let parts = parts(profile, &opening);
        let energy = read(profile, "energy-outside", parts.outside_kwh, Measure::Kwh)?;
        let hours = super::load::rounded(parts.outside_h).ok_or_else(lack)?;
        let mut hours = Input::new("hours-outside", hours, Measure::Hours, Origin::Method);
        let formula = if let Some(quality) = opening.stated {
            let fact = "building.opening_schedule";
            let source = work.site.fact(fact, profile.period).map_or(String::new(), |f| f.source.clone());
            hours.origin = Origin::Fact { fact: fact.into(), source };
            hours = hours.quality(quality);
            "out-of-hours-schedule"
        } else {
            // Nobody said when it is open.
            hours = hours.certainty(Certainty::Likely);
            "out-of-hours-nights"
        };
        Ok(Value::new(energy.value, Measure::Kwh, formula, vec![energy, hours]))
    })
}

/// Whether every hour of the week is one of opening.
pub(crate) fn never_closes(week: &Schedule) -> bool {
    (1..=7)
        .filter_map(|day| Weekday::from_monday_one_offset(day).ok())
        .all(|day| (0..24).all(|hour| week.is_open(day, Time::constant(hour, 30, 0, 0))))
}
