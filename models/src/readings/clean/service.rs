//! Readings long before a meter was put in service, or long after it was taken out: of another meter, perhaps.

use super::work::{Work, over};
use crate::finding::{Code, Finding};
use crate::period::{Day, day_start};
use crate::readings::Point;

/// Meters are put in and taken out around a date, and read a few weeks early or late.
const FAR_S: i64 = 31 * 86_400;

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some((from, to)) = work.held(n).map(|held| held.valid) else { continue };
        let Some(points) = work.series.get(n).map(|s| s.points.as_slice()) else { continue };
        let early = from.map(|day| {
            let until = day_start(day).saturating_sub(FAR_S);
            (day, "before", points.partition_point(|p| p.start < until))
        });
        let late = to.map(|day| {
            let since = day_start(day).saturating_add(FAR_S);
            (day, "after", points.partition_point(|p| p.start < since))
        });
        let early = early.and_then(|(day, why, at)| said(points.get(..at)?, day, why));
        let late = late.and_then(|(day, why, at)| said(points.get(at..)?, day, why));
        for finding in [early, late].into_iter().flatten() {
            work.say(finding);
        }
    }
}

fn said(points: &[Point], day: Day, why: &str) -> Option<Finding> {
    let read = || points.iter().filter(|p| p.value.is_some());
    let (first, last) = (read().next()?, read().next_back()?);
    let finding = Finding::new(Code::OutOfService)
        .row(first.row)
        .with("why", why)
        .with("day", day)
        .with("count", read().count());
    over(finding, first.start, last.end.max(last.start.saturating_add(1)))
}
