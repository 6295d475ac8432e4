//! What a date means beside a consumption: the day, the month it begins or ends, or the time since the date before.

use super::super::collect::{Collector, Mark};
use super::super::gathering::OPEN;
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::period::{Day, Month, day_of, day_start, days_between, next_day};

/// Whether the last day of "from … to …" belongs to the period: learnt from how rows follow each other.
#[derive(Debug, Default)]
pub struct EndHabit {
    before: Option<Day>,
    touching: u32,
    apart: u32,
    same_day: u32,
    other: u32,
}

impl EndHabit {
    /// Takes a row into account.
    pub fn see(&mut self, from: Option<Day>, to: Option<Day>) {
        let (Some(from), Some(to)) = (from, to) else { return };
        if let Some(before) = self.before {
            self.touching += u32::from(before == from);
            self.apart += u32::from(next_day(before) == from);
        }
        // From the 12th to the 12th: index readings, the last day is the next period's first.
        if from.day() == to.day() {
            self.same_day += 1;
        } else {
            self.other += 1;
        }
        self.before = Some(to);
    }

    /// The last day belongs to the period.
    pub fn inclusive(&self) -> bool {
        match (self.touching, self.apart) {
            (0, 0) => self.same_day <= self.other,
            (touching, apart) => apart > touching,
        }
    }
}

/// Gives the points of a consumption series the periods they stand for.
pub fn settle(collector: &mut Collector, index: usize, timed: bool) {
    let Some(points) = collector.points_mut(index) else { return };
    let open = points.iter().filter(|p| p.end == OPEN).count();
    if open == 0 {
        let whole_months = points.iter().all(|p| is_month(p.start, p.end));
        let irregular = !whole_months && points.iter().any(|p| p.end - p.start > 90_000);
        if let Some(key) = collector.key_mut(index).filter(|_| irregular) {
            key.kind = Kind::Billed;
        }
        return;
    }
    if timed {
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
