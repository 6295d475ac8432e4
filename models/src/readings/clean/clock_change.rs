//! The two days a year that are not 24 hours long.
//!
//! The hour skipped in spring is no gap: slots are counted in UTC, where nothing is skipped. The hour that comes twice in
//! autumn is given once by many portals: 24 hours instead of 25, said here so that it is not said as a gap.

use super::gaps::{self, Group};
use super::work::Work;
use crate::finding::{Code, Finding};
use crate::period::{Day, day_of, day_start, next_day};

const HOUR_S: i64 = 3600;

pub(super) fn run(work: &mut Work<'_>) {
    for group in gaps::groups(work) {
        if i64::from(group.resolution_s) > HOUR_S {
            continue;
        }
        for (day, hour) in lacking(work, &group) {
            let row = group.members.iter().filter_map(|n| row_after(work, *n, hour)).min();
            let finding = Finding::new(Code::RepeatedHourMissing).with("day", day);
            let finding = Finding { row, ..finding };
            for n in &group.members {
                work.claim(*n, hour, hour + HOUR_S);
            }
            work.say(finding);
        }
    }
}

/// The autumn days of a group that lack one of the two hours, with the hour.
fn lacking(work: &Work<'_>, group: &Group) -> Vec<(Day, i64)> {
    let (Some(first), Some(last)) = (day_of(group.from), day_of(group.to)) else { return Vec::new() };
    let mut days = Vec::new();
    for day in (first.year()..=last.year()).filter_map(autumn) {
        // The clock goes back at 01:00 UTC, the third hour of the civil day begins an hour before.
        let change = day_start(day) + 3 * HOUR_S;
        let named = |hour: i64| group.members.iter().any(|n| names(work, *n, hour));
        let around = named(change - 2 * HOUR_S) && named(change + HOUR_S);
        match (named(change - HOUR_S), named(change)) {
            (true, false) if around => days.push((day, change)),
            (false, true) if around => days.push((day, change - HOUR_S)),
            _ => {}
        }
    }
    days
}

/// The day with 25 hours: the last Sunday of October.
fn autumn(year: i16) -> Option<Day> {
    let last = Day::new(year, 10, 31).ok()?;
    let sunday = core::iter::successors(Some(last), |d| d.yesterday().ok())
        .take(7)
        .find(|d| d.weekday() == jiff::civil::Weekday::Sunday)?;
    (day_start(next_day(sunday)) - day_start(sunday) == 25 * HOUR_S).then_some(sunday)
}

/// Whether a series names a slot of this hour.
fn names(work: &Work<'_>, n: usize, hour: i64) -> bool {
    let points = work.series.get(n).map_or(&[][..], |s| &s.points);
    let at = points.partition_point(|p| p.start < hour);
    points.get(at).is_some_and(|p| p.start < hour + HOUR_S)
}

fn row_after(work: &Work<'_>, n: usize, hour: i64) -> Option<u32> {
    let points = work.series.get(n).map_or(&[][..], |s| &s.points);
    points.get(points.partition_point(|p| p.start < hour)).map(|p| p.row)
}
