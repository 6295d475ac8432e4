//! Periods of one counter that overlap in part: two bills for the same weeks. Both are kept; the totals count each day
//! once.

use super::work::{Work, over};
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::readings::Point;

/// Runs of one series that follow each other in an overlap, with the period that began it.
struct Run<'a> {
    before: &'a Point,
    first: &'a Point,
    until: i64,
    count: usize,
}

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n) else { continue };
        if !matches!(series.key.kind, Kind::Interval | Kind::Billed) {
            continue;
        }
        let found: Vec<Finding> = runs(&series.points).iter().filter_map(said).collect();
        for finding in found {
            work.say(finding);
        }
    }
}

/// One run for as long as each period begins before the ones above it have ended.
fn runs(points: &[Point]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut longest: Option<&Point> = None;
    let mut inside = false;
    for point in points.iter().filter(|p| p.value.is_some()) {
        let Some(before) = longest else {
            longest = Some(point);
            continue;
        };
        if point.start < before.end {
            let until = point.end.min(before.end);
            match runs.last_mut().filter(|_| inside) {
                Some(run) => (run.until, run.count) = (run.until.max(until), run.count + 1),
                None => runs.push(Run { before, first: point, until, count: 1 }),
            }
            inside = true;
        } else {
            inside = false;
        }
        if point.end >= before.end {
            longest = Some(point);
        }
    }
    runs
}

fn said(run: &Run<'_>) -> Option<Finding> {
    let finding = Finding::new(Code::Overlap)
        .row(run.first.row)
        .with("other_row", run.before.row)
        .with("count", run.count);
    over(finding, run.first.start, run.until)
}
