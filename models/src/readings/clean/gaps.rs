//! Slots that nothing names, counted; said once for a meter and way, from where to where.
//!
//! Registers are taken together: what the night counter does not say, the day counter may. Bills and months, which are of
//! any length, lack days instead of slots.

use std::collections::BTreeMap;

use super::work::{Work, over};
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::readings::Point;

/// Between two bills, one day may be a habit of writing: the last day of one, the first of the next.
const SHORTEST_S: i64 = 2 * 82_800;

/// Registers of one meter and way with slots of one length.
pub(super) struct Group {
    /// Positions of the series.
    pub(super) members: Vec<usize>,
    /// Length of their slots.
    pub(super) resolution_s: u32,
    /// From the first slot of any of them…
    pub(super) from: i64,
    /// …to the end of the last.
    pub(super) to: i64,
}

/// The regular series, those of one meter and way together.
pub(super) fn groups(work: &Work<'_>) -> Vec<Group> {
    let mut by_meter: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (n, series) in work.series.iter().enumerate() {
        if let Some(resolution) = series.resolution_s {
            let k = &series.key;
            let meter = (&k.ean, &k.serial, &k.name, k.carrier, k.direction, k.unit, resolution);
            by_meter.entry(meter).or_default().push(n);
        }
    }
    let group = |((.., resolution_s), members): ((_, _, _, _, _, _, u32), Vec<usize>)| {
        let of = || members.iter().filter_map(|n| work.series.get(*n));
        let (from, to) = (
            of().filter_map(crate::readings::Series::from).min()?,
            of().filter_map(crate::readings::Series::to).max()?,
        );
        Some(Group { members, resolution_s, from, to })
    };
    by_meter.into_iter().filter_map(group).collect()
}

/// A stretch that nothing names, and the row behind it.
struct Hole {
    from: i64,
    to: i64,
    row: u32,
}

pub(super) fn run(work: &mut Work<'_>) {
    let mut found = Vec::new();
    for group in groups(work) {
        // The parser has counted: nearly every file has none.
        let lacks = |n: &usize| work.series.get(*n).is_some_and(|s| s.gaps > 0);
        if group.members.iter().any(lacks) {
            let points = in_order(group.members.iter().map(|n| work.unsaid(*n).peekable()).collect());
            let said = |at: i64| group.members.iter().any(|n| work.is_said(*n, at));
            let holes = holes(work, points, said, i64::from(group.resolution_s) / 2);
            found.extend(said_of(&holes, Some(group.resolution_s)));
        }
    }
    for (n, series) in work.series.iter().enumerate() {
        let irregular =
            series.resolution_s.is_none() && matches!(series.key.kind, Kind::Interval | Kind::Billed);
        // A register that is silent while another speaks lacks nothing.
        if irregular && work.beside(n).next().is_none() {
            let holes = holes(work, work.unsaid(n), |at| work.is_said(n, at), SHORTEST_S);
            found.extend(said_of(&holes, None));
        }
    }
    for finding in found {
        work.say(finding);
    }
}

/// The points of several series, each in order of time, in order of time.
fn in_order<'a>(
    mut series: Vec<core::iter::Peekable<impl Iterator<Item = &'a Point>>>,
) -> impl Iterator<Item = &'a Point> {
    core::iter::from_fn(move || {
        let first = series.iter_mut().enumerate().filter_map(|(n, points)| Some((points.peek()?.start, n)));
        let (_, n) = first.min()?;
        series.get_mut(n)?.next()
    })
}

/// What lies between points, longer than `shortest`, and is not said already: by a step before, or by the parser where a
/// row in between could not be read.
fn holes<'a>(
    work: &Work<'_>,
    points: impl Iterator<Item = &'a Point>,
    is_said: impl Fn(i64) -> bool,
    shortest: i64,
) -> Vec<Hole> {
    let mut holes = Vec::new();
    let mut before: Option<(i64, u32)> = None;
    for point in points {
        if let Some((from, row)) = before
            && point.start.saturating_sub(from) > shortest
            && !is_said(from)
            && !work.has_rejected(row, point.row)
        {
            holes.push(Hole { from, to: point.start, row: point.row });
        }
        before = before.filter(|(until, _)| *until > point.end).or(Some((point.end, point.row)));
    }
    holes
}

fn said_of(holes: &[Hole], resolution_s: Option<u32>) -> Option<Finding> {
    let (first, last) = (holes.first()?, holes.last()?);
    let seconds: i64 = holes.iter().map(|h| h.to.saturating_sub(h.from)).fold(0, i64::saturating_add);
    let finding = Finding::new(Code::Gap).row(first.row).with("runs", holes.len());
    let finding = over(finding, first.from, last.to)?;
    let half_up = |length: i64| seconds.saturating_add(length / 2) / length.max(1);
    Some(match resolution_s {
        Some(resolution) => finding.with("count", half_up(i64::from(resolution))),
        None => finding.with("days", half_up(86_400)),
    })
}
