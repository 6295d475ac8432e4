//! What a date means beside a consumption: the day, the month it begins or ends, or the time since the date before.

use std::collections::BTreeSet;

use super::super::super::Point;
use super::super::collect::{Collector, Mark};
use super::super::gathering::OPEN;
use super::rule::{Dates, Rule};
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::period::{Day, Month, day_of, day_start};

/// Gives the points of a series the periods they stand for, by a `rule` of the table. `timed`: the table has times,
/// which end their slots where `slot_ends`.
pub fn settle(
    collector: &mut Collector,
    index: usize,
    (dates, rule): (&Dates, Rule),
    timed: bool,
    slot_ends: bool,
) {
    drop_subtotals(collector, index);
    let Some(points) = collector.points_mut(index) else { return };
    let open = points.iter().filter(|p| p.end == OPEN).count();
    if open == 0 {
        let whole_months = points.iter().all(|p| is_month(p.start, p.end));
        let irregular = !whole_months && points.iter().any(|p| p.end - p.start > 90_000);
        if let Some(key) = collector.key_mut(index).filter(|k| irregular && k.kind == Kind::Interval) {
            key.kind = Kind::Billed;
        }
        return;
    }
    if timed {
        if slot_ends {
            step_back(points);
        }
        return;
    }
    let days = dates.of(index);
    let rule = rule.for_days(&days);
    let days: Vec<Day> = days.into_iter().collect();
    let mut first_row = None;
    for point in points.iter_mut().filter(|p| p.end == OPEN) {
        let period = day_of(point.start).and_then(|day| rule.period(day, &days));
        if let Some((from, to)) = period {
            (point.start, point.end) = (day_start(from), day_start(to));
        } else if first_row.is_none() {
            first_row = Some(point.row);
        }
    }
    if rule != Rule::Day {
        let row = points.first().map_or(0, |p| p.row);
        let assumed = Finding::new(Code::PeriodAssumed).row(row).with("rule", rule.code()).with("rows", open);
        collector.findings.push(assumed);
    }
    if let Some(row) = first_row {
        collector.findings.push(Finding::new(Code::NoPeriod).row(row));
        collector.retain(index, Mark::Rejected, |p| p.end != OPEN);
    }
    if let Some(key) = collector.key_mut(index).filter(|k| !rule.is_of_slots() && k.kind == Kind::Interval) {
        key.kind = Kind::Billed;
    }
}

/// Rows most of which stand at the moment of the row before: nothing tells them apart, no time and no meter, and to
/// take one of them for all would be wrong. Deliveries of one day add up.
pub fn reject_crowded(collector: &mut Collector, series: &[usize]) {
    let counted: Vec<usize> = {
        let is_delivery = |i: &usize| collector.key(*i).is_some_and(|k| k.kind == Kind::Delivery);
        series.iter().copied().filter(|i| !is_delivery(i)).collect()
    };
    let (mut rows, mut again, mut first) = (0usize, 0usize, None::<Point>);
    for index in &counted {
        let points = collector.points_mut(*index).map_or(&[][..], |p| p.as_slice());
        rows += points.len();
        for (a, b) in points.iter().zip(points.iter().skip(1)).filter(|(a, b)| a.start == b.start) {
            again += 1;
            first =
                Some(first.filter(|held| held.row <= b.row).unwrap_or(if a.row < b.row { *b } else { *a }));
        }
    }
    let Some(first) = first.filter(|_| again * 2 > rows) else { return };
    let mut lost = BTreeSet::new();
    for index in counted {
        lost.extend(collector.points_mut(index).into_iter().flatten().map(|p| p.row));
        collector.retain(index, Mark::Rejected, |_| false);
    }
    let finding = Finding::new(Code::SameMoment).row(first.row).with("rows", lost.len());
    collector.findings.push(finding);
}

/// A period that others fill is their total: the year below its months, a quarter after its three.
fn drop_subtotals(collector: &mut Collector, index: usize) {
    let Some(points) = collector.points_mut(index) else { return };
    let mut periods: Vec<Point> =
        points.iter().copied().filter(|p| p.end > p.start && p.value.is_some()).collect();
    periods.sort_by_key(|p| (p.start, core::cmp::Reverse(p.end), p.row));
    // The periods that hold the present one, the outermost first, with how many each holds and how long they are.
    let mut around: Vec<(Point, u32, i64)> = Vec::new();
    let mut totals: Vec<(Point, bool)> = Vec::new();
    let is_total = |(whole, parts, filled): &(Point, u32, i64)| {
        *parts >= 2 && *filled >= (whole.end - whole.start) / 10 * 9
    };
    for period in periods {
        while let Some(ended) =
            around.pop_if(|(whole, ..)| whole.end < period.end || whole.end <= period.start)
        {
            totals.push((ended.0, is_total(&ended)));
        }
        if let Some((whole, parts, filled)) = around.last_mut()
            && (whole.start, whole.end) != (period.start, period.end)
        {
            *parts += 1;
            *filled += period.end - period.start;
        }
        around.push((period, 0, 0));
    }
    totals.extend(around.into_iter().map(|ended| (ended.0, is_total(&ended))));
    let rows: BTreeSet<u32> = totals.into_iter().filter(|(_, total)| *total).map(|(p, _)| p.row).collect();
    if rows.is_empty() {
        return;
    }
    for point in points.iter().filter(|p| rows.contains(&p.row)).copied().collect::<Vec<_>>() {
        collector.total_row(point);
    }
    collector.retain(index, Mark::Ignored, |p| !rows.contains(&p.row));
}

/// Times that end their slots: each slot is as long as the shortest step between two.
fn step_back(points: &mut [Point]) {
    let mut ends: Vec<i64> = points.iter().filter(|p| p.end == OPEN).map(|p| p.start).collect();
    ends.sort_unstable();
    let steps = ends.windows(2).map(|w| match w {
        [a, b] => b - a,
        _ => 0,
    });
    let Some(step) = steps.filter(|s| *s > 0).min() else { return };
    for point in points.iter_mut().filter(|p| p.end == OPEN) {
        (point.start, point.end) = (point.start - step, point.start);
    }
}

fn is_month(start: i64, end: i64) -> bool {
    day_of(start).is_some_and(|day| {
        let month = Month::of(day);
        month.start() == start && month.next().start() == end
    })
}
