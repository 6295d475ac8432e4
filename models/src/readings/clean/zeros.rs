//! Zeros that need evidence: a week without any use in a building that uses some every day. They are said, and stay zeros:
//! only the sender knows whether the meter stood still or was not read.

use super::standstill::is_long;
use super::work::{Work, about, over};
use crate::building::{Direction, Kind};
use crate::finding::{Code, Finding};
use crate::readings::{Point, Series};

/// A pause of a day; a meter that rests so for half of its time is one that does.
const PAUSE_S: i64 = 82_800;

/// Points one after the other that are all zero.
struct Run {
    first: Point,
    to: i64,
    count: usize,
}

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n) else { continue };
        let uses = series.counts && series.key.direction == Direction::Offtake;
        if !uses || !matches!(series.key.kind, Kind::Interval | Kind::Billed) {
            continue;
        }
        let runs = runs(work, n);
        let rests = runs.iter().map(|r| r.to.saturating_sub(r.first.start)).fold(0, i64::saturating_add);
        let (Some(from), Some(to)) = (series.from(), series.to()) else { continue };
        if rests.saturating_mul(2) >= to.saturating_sub(from) {
            continue;
        }
        let carrier = series.key.carrier;
        let long = runs.into_iter().filter(|r| is_long(carrier, r.first.start, r.to));
        let alone = |r: &Run| !work.registers_beside(n).any(|s| uses_between(s, r.first.start, r.to));
        let said = |run: &Run| {
            let finding = about(&run.first, series, Code::RunOfZeros);
            let finding = finding.with("carrier", carrier.code()).with("count", run.count);
            Some((run.first.start, run.to, over(finding, run.first.start, run.to)?))
        };
        let found: Vec<(i64, i64, Finding)> = long.filter(alone).filter_map(|run| said(&run)).collect();
        for (from, to, finding) in found {
            work.say_of(n, from, to, finding);
        }
    }
}

/// Runs of zeros that last a day and more. A missing slot between two zeros says nothing against them.
fn runs(work: &Work<'_>, n: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut current: Option<Run> = None;
    for point in work.unsaid(n) {
        match (point.value, &mut current) {
            (Some(0), Some(run)) => (run.to, run.count) = (point.end, run.count + 1),
            (Some(0), None) => current = Some(Run { first: *point, to: point.end, count: 1 }),
            (Some(_), _) => runs.extend(current.take()),
            (None, _) => {}
        }
    }
    runs.extend(current);
    runs.retain(|r| r.to.saturating_sub(r.first.start) >= PAUSE_S);
    runs
}

/// Whether a series has some use in a stretch.
pub(super) fn uses_between(series: &Series, from: i64, to: i64) -> bool {
    let first = series.points.partition_point(|p| p.start < from);
    let within = || series.points.iter().skip(first).take_while(|p| p.start < to).filter_map(|p| p.value);
    match series.key.kind {
        Kind::Index => within().next() != within().last(),
        _ => within().any(|v| v > 0),
    }
}
