//! What explains that more is used from a day on: a building that grew, other people, the end of a closure, a further meter,
//! another share of one. Works and settings are meant to save: what rises after them is worth an alert.

use super::Alert;
use crate::building::{Carrier, Direction, EventKind};
use crate::indicators::Work;
use crate::period::{Day, Period, day_of, days_between};
use crate::readings::totals::MeterReadings;

/// A cause is written down so many days early or late. Ours: two months, as far apart as bills of a season.
const NEAR_DAYS: i64 = 60;
/// A meter that begins so many days from the end of another takes its place. Ours: a month of readings.
const REPLACED_DAYS: i64 = 31;
/// Readings of a meter read each month, or by slots, are of today for so long. Ours: a bill comes a month late.
const MONTHLY_DAYS: i64 = 60;
/// Those of a meter read once a year.
const YEARLY_DAYS: i64 = 425;

/// Days from which more or less is counted of a carrier: other meters, other shares.
pub(super) fn meters(work: &Work<'_>, carrier: Carrier) -> Vec<Day> {
    let own = || work.site.meters.iter().filter(|m| m.carrier == carrier && takes(m));
    let begun: Vec<Day> = own().filter_map(begins).collect();
    let gone: Vec<Day> = own().filter_map(|m| m.valid.1).collect();
    let alone = |day: &&Day, others: &[Day]| !close(others, **day, REPLACED_DAYS);
    let mut days: Vec<Day> = begun.iter().filter(|day| alone(day, &gone)).copied().collect();
    days.extend(gone.iter().filter(|day| alone(day, &begun)));
    days.extend(own().flat_map(shares));
    days
}

/// The same with what somebody wrote down of the building.
pub(super) fn days(work: &Work<'_>, carrier: Carrier) -> Vec<Day> {
    let mut days = meters(work, carrier);
    for event in work.site.events {
        match event.kind {
            EventKind::Occupancy | EventKind::Extension => days.push(event.from),
            EventKind::Closure => days.extend([Some(event.from), event.to].into_iter().flatten()),
            EventKind::Works | EventKind::Setting => {}
        }
    }
    days
}

/// Whether one of the days explains a beginning.
pub(super) fn near(days: &[Day], begins: Day) -> bool {
    close(days, begins, NEAR_DAYS)
}

/// Whether something changed within a period: its parts cannot be held against each other.
pub(super) fn within(days: &[Day], period: Period) -> bool {
    days.iter().any(|day| period.from < *day && *day < period.to)
}

/// Days on which the building's share of a meter became another.
pub(super) fn shares(meter: &MeterReadings) -> Vec<Day> {
    let on = |day: Day| {
        let holds = meter
            .shares
            .iter()
            .rfind(|s| s.from.is_none_or(|from| from <= day) && s.to.is_none_or(|to| day < to));
        holds.map(|s| s.share)
    };
    let ends = meter.shares.iter().flat_map(|s| [s.from, s.to]).flatten();
    ends.filter(|day| day.yesterday().is_ok_and(|before| on(before) != on(*day))).collect()
}

/// Whether readings up to a day still tell of today.
pub(super) fn is_recent(work: &Work<'_>, monthly: bool, to: Day) -> bool {
    days_between(to, work.site.on) <= if monthly { MONTHLY_DAYS } else { YEARLY_DAYS }
}

/// Whether another alert of the carrier tells the same kWh already.
pub(super) fn is_told(told: &[Alert], carrier: Carrier, codes: &[&str]) -> bool {
    told.iter().any(|a| a.carrier == Some(carrier) && codes.contains(&a.code.as_ref()))
}

fn close(days: &[Day], day: Day, within: i64) -> bool {
    days.iter().any(|other| days_between(*other, day).abs() <= within)
}

fn takes(meter: &MeterReadings) -> bool {
    meter.channels.iter().any(|c| c.channel.direction == Direction::Offtake && c.channel.counts)
}

/// In service from this day: as somebody wrote it down, else as its readings begin.
fn begins(meter: &MeterReadings) -> Option<Day> {
    let read = || {
        let own = || meter.channels.iter().filter(|c| c.channel.direction == Direction::Offtake);
        let rows = own().flat_map(|c| &c.rows).filter_map(|r| day_of(r.start));
        let slots = own().flat_map(|c| &c.months).filter(|m| !m.is_empty()).map(|m| m.month.first());
        rows.chain(slots).min()
    };
    meter.valid.0.or_else(read)
}
