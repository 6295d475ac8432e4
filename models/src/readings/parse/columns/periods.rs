//! What a date means beside a consumption: the day, the month it begins or ends, or the time since the date before.

use std::collections::BTreeSet;

use super::super::super::Point;
use super::super::collect::{Collector, Mark};
use super::super::gathering::OPEN;
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::period::{Day, Month, day_of, day_start, days_between, next_day};

/// Gives the points of a series the periods they stand for. `timed`: the table has times, which end their slots where
/// `slot_ends`.
pub fn settle(collector: &mut Collector, index: usize, timed: bool, slot_ends: bool) {
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
    let mut days: Vec<Day> = points.iter().filter_map(|p| day_of(p.start)).collect();
    days.sort_unstable();
    days.dedup();
    let steps: Vec<i64> = days
        .windows(2)
        .map(|w| match w {
            [a, b] => days_between(*a, *b),
            _ => 0,
        })
        .collect();
    let daily = days.len() > 2 && steps.iter().filter(|s| **s == 1).count() * 10 >= steps.len() * 9;
    if daily {
        for point in points.iter_mut().filter(|p| p.end == OPEN) {
            point.end = day_of(point.start).map_or(OPEN, |day| day_start(next_day(day)));
        }
        return;
    }
    let monthly = steps.iter().all(|s| *s >= 28);
    let rule = if monthly && days.iter().all(|d| d.day() == 1) {
        Rule::MonthFrom
    } else if monthly && days.iter().all(|d| next_day(*d).day() == 1) {
        Rule::MonthTo
    } else {
        Rule::SinceBefore
    };
    let mut first_row = None;
    for point in points.iter_mut() {
        let Some(day) = day_of(point.start) else { continue };
        let period = match rule {
            Rule::MonthFrom | Rule::MonthTo => {
                Some((Month::of(day).period().from, Month::of(day).period().to))
            }
            Rule::SinceBefore => {
                let before = days.iter().rev().find(|d| **d < day);
                before.map(|before| (*before, day))
            }
        };
        if let Some((from, to)) = period {
            (point.start, point.end) = (day_start(from), day_start(to));
        } else if first_row.is_none() {
            first_row = Some(point.row);
        }
    }
    let rows = points.len();
    let row = points.first().map_or(0, |p| p.row);
    collector
        .findings
        .push(Finding::new(Code::PeriodAssumed).row(row).with("rule", rule.code()).with("rows", rows));
    if let Some(row) = first_row {
        collector.findings.push(Finding::new(Code::NoPeriod).row(row));
        collector.retain(index, Mark::Rejected, |p| p.end != OPEN);
    }
    if rule == Rule::SinceBefore
        && let Some(key) = collector.key_mut(index).filter(|k| k.kind == Kind::Interval)
    {
        key.kind = Kind::Billed;
    }
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The first of a month stands for that month.
    MonthFrom,
    /// The last of a month stands for that month.
    MonthTo,
    /// Anything else: what was used since the date before.
    SinceBefore,
}

impl Rule {
    const fn code(self) -> &'static str {
        match self {
            Rule::MonthFrom => "month-of-first-day",
            Rule::MonthTo => "month-of-last-day",
            Rule::SinceBefore => "since-date-before",
        }
    }
}
