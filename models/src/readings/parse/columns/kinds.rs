//! What values are where no word says it, and at which instant an index stands.

use std::collections::BTreeSet;

use super::super::super::Point;
use super::super::collect::Collector;
use super::super::gathering::OPEN;
use super::super::words::ValueColumn;
use crate::building::Kind;
use crate::catalog::Edge;
use crate::finding::{Code, Finding};

/// Seconds of the longest day.
const LONGEST_DAY: i64 = 90_000;

/// Where no word says what the values are: dated values that only ever grow are index readings; beside a column that
/// says "index", a shorter growth is enough.
pub fn guess(collector: &mut Collector, index: usize, beside_index: bool) {
    guess_among(collector, index, beside_index, |point| point.end == OPEN);
}

/// The same for the slots of rows.
pub fn guess_slots(collector: &mut Collector, index: usize) {
    guess_among(collector, index, false, |_| true);
}

fn guess_among(collector: &mut Collector, index: usize, beside_index: bool, of: fn(&Point) -> bool) {
    let Some(points) = collector.points_mut(index) else { return };
    let mut values: Vec<(i64, i64)> =
        points.iter().filter(|p| of(p)).filter_map(|p| Some((p.start, p.value?))).collect();
    // Some files have the last row first.
    values.sort_by_key(|(start, _)| *start);
    let values: Vec<i64> = values.into_iter().map(|(_, value)| value).collect();
    if only_grow(&values, beside_index) {
        take_for_index(collector, index);
    }
}

fn only_grow(values: &[i64], beside_index: bool) -> bool {
    let never_falls = values.windows(2).all(|w| matches!(w, [a, b] if a <= b))
        && matches!((values.first(), values.last()), (Some(first), Some(last)) if last > first);
    // A consumption that happens to grow does not stay within twice its first value for long.
    let slowly =
        values.len() >= 4 && values.iter().all(|v| values.first().is_some_and(|first| *v / 2 <= *first));
    never_falls && (slowly || beside_index)
}

fn take_for_index(collector: &mut Collector, index: usize) {
    let Some(key) = collector.key_mut(index).filter(|k| k.kind == Kind::Interval) else { return };
    key.kind = Kind::Index;
    let finding = Finding::new(Code::KindAssumed).with("kind", Kind::Index.code());
    let finding = match &key.name {
        Some(name) => finding.with("series", name),
        None => finding,
    };
    collector.findings.push(finding);
}

/// An index and a delivery are of an instant.
pub fn settle_instants(collector: &mut Collector, index: usize) {
    let mut of_periods = None;
    for point in collector.points_mut(index).into_iter().flatten() {
        if point.end != OPEN && point.end - point.start > LONGEST_DAY && of_periods.is_none() {
            of_periods = Some(point.row);
        }
        point.end = point.start;
    }
    // "Janvier ; index 45 210": taken as the index when the month begins, and said.
    if let Some(row) = of_periods {
        collector.findings.push(Finding::new(Code::PeriodAssumed).row(row).with("rule", "index-at-start"));
    }
}

/// An index whose column says at which end of the period it was read.
pub fn settle_edge(collector: &mut Collector, index: usize, edge: Edge) {
    for point in collector.points_mut(index).into_iter().flatten() {
        if point.end != OPEN && edge == Edge::End {
            point.start = point.end;
        }
        point.end = point.start;
    }
}

/// The index at the start of a period is the one at the end of the period before: it is only kept where that one is
/// not there.
pub fn join_edges(collector: &mut Collector, opened: &[(usize, &ValueColumn)]) {
    let of = |edge: Edge| opened.iter().filter(move |(_, v)| v.edge == Some(edge)).map(|(series, _)| *series);
    for (start, end) in of(Edge::Start).flat_map(|start| of(Edge::End).map(move |end| (start, end))) {
        if collector.key(start).is_none() || collector.key(start) != collector.key(end) {
            continue;
        }
        let held: BTreeSet<i64> = collector.points_mut(end).into_iter().flatten().map(|p| p.start).collect();
        let (points, scale) = collector.take_points(start);
        for point in points.into_iter().filter(|p| p.value.is_some() && !held.contains(&p.start)) {
            collector.add(end, point, scale);
        }
    }
}
