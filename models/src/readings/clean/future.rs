//! Readings of a time that has not come: kept as written, but nobody has measured them.

use std::collections::BTreeSet;

use super::work::{Work, over};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::day_of;
use crate::readings::{Parsed, Point};

/// Runs said of one series; a whole column of wrong years needs no more.
const MOST_RUNS: usize = 20;

pub(super) fn run(work: &mut Work<'_>) {
    let now = work.context.now;
    for n in 0..work.series.len() {
        let Some(series) = work.series.get_mut(n) else { continue };
        let first = series.points.partition_point(|p| p.start <= now);
        let Some(points) = series.points.get_mut(first..) else { continue };
        for point in points.iter_mut().filter(|p| p.value.is_some()) {
            point.quality = point.quality.weakest(Quality::Declared);
        }
        let found: Vec<(i64, i64, Finding)> =
            points.chunk_by(|a, b| a.end == b.start && a.end > a.start).filter_map(said).collect();
        for (i, (from, to, finding)) in found.into_iter().enumerate() {
            work.claim(n, from, to);
            if i < MOST_RUNS {
                work.say(finding);
            }
        }
    }
}

/// Takes them out of use, where a file is to be kept: a row that gives nothing else is *rejected*, as its finding says.
/// What a file says is told with them; what it is worth, without.
pub fn leave_out(parsed: &mut Parsed, now: i64) {
    let (mut left_out, mut used) = (BTreeSet::new(), BTreeSet::new());
    for series in &mut parsed.series {
        for point in series.points.iter().filter(|p| p.value.is_some()) {
            let rows = if point.start > now { &mut left_out } else { &mut used };
            rows.insert(point.row);
        }
        series.points.retain(|p| p.start <= now);
    }
    let rejected = u32::try_from(left_out.difference(&used).count()).unwrap_or(u32::MAX);
    let rejected = rejected.min(parsed.rows.accepted);
    parsed.rows.accepted -= rejected;
    parsed.rows.rejected += rejected;
}

fn said(run: &[Point]) -> Option<(i64, i64, Finding)> {
    let (first, last) = (run.first()?, run.last()?);
    let finding = Finding::new(Code::FutureDate)
        .row(first.row)
        .with("day", day_of(first.start)?)
        .with("count", run.len());
    Some((first.start, last.end, over(finding, first.start, last.end)?))
}
