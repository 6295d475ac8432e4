//! A series while its points come in: one scale for all, ends where the file says only starts, slots and gaps.

use std::collections::{BTreeMap, BTreeSet};

use crate::building::Kind;
use crate::certain::Quality;
use crate::period::{day_of, day_start, days_between, next_day};

use super::super::{Point, Series, SeriesKey, Written};

/// The end of a slot that the file does not say.
pub const OPEN: i64 = i64::MIN;

/// A point of quality `quality`.
pub fn point(start: i64, end: i64, value: Option<i64>, quality: Quality, row: u32) -> Point {
    Point { start, end, value, quality, row, column: None }
}

/// A series being gathered.
#[derive(Debug)]
pub(super) struct Gathering {
    pub(super) key: SeriesKey,
    pub(super) written: Written,
    pub(super) scale: u32,
    pub(super) points: Vec<Point>,
    pub(super) overflow: bool,
    /// The first points that are known to be in order of their starts: looked at when somebody asks, which only a doubled
    /// hour makes one do.
    in_order: usize,
    /// Starts of the points after those, where the order ended, up to `seen`.
    starts: BTreeSet<i64>,
    seen: usize,
}

impl Gathering {
    /// A series without points.
    pub(super) fn new(key: SeriesKey) -> Gathering {
        Gathering {
            key,
            written: Written::default(),
            scale: 0,
            points: Vec::new(),
            overflow: false,
            in_order: 0,
            starts: BTreeSet::new(),
            seen: 0,
        }
    }

    /// Whether a point starts then; each point is looked at once, however often that is asked.
    pub(super) fn has_start(&mut self, start: i64) -> bool {
        let before = |at: usize| at.checked_sub(1).and_then(|i| self.points.get(i)).map(|p| p.start);
        for (at, point) in self.points.iter().enumerate().skip(self.seen) {
            if at == self.in_order && before(at) <= Some(point.start) {
                self.in_order += 1;
            } else {
                self.starts.insert(point.start);
            }
        }
        self.seen = self.points.len();
        let ordered = self.points.get(..self.in_order).unwrap_or_default();
        ordered.binary_search_by_key(&start, |p| p.start).is_ok() || self.starts.contains(&start)
    }

    #[cold]
    pub(super) fn rescale(&mut self, point: &mut Point, scale: u32) {
        if scale > self.scale {
            let Some(factor) = 10i64.checked_pow(scale - self.scale) else { return };
            for held in &mut self.points {
                held.value = held.value.map(|v| {
                    v.checked_mul(factor).unwrap_or_else(|| {
                        self.overflow = true;
                        v
                    })
                });
            }
            self.scale = scale;
        } else if let Some(value) = point.value {
            let scaled = 10i64.checked_pow(self.scale - scale).and_then(|factor| value.checked_mul(factor));
            self.overflow |= scaled.is_none();
            point.value = scaled;
        }
    }

    /// Whether the times from first to last of two series have more than an instant in common.
    pub(super) fn overlaps(&self, other: &Gathering) -> bool {
        let span = |points: &[Point]| {
            let starts = || points.iter().map(|p| p.start);
            starts().min().zip(starts().max())
        };
        match (span(&self.points), span(&other.points)) {
            (Some((first, last)), Some((from, to))) => {
                first < to && from < last || (first, last) == (from, to)
            }
            _ => false,
        }
    }

    /// Slots of which only the start is said ([`OPEN`]) last as long as the shortest step between two starts.
    pub(super) fn fill_ends(&mut self) {
        if self.key.kind == Kind::Index || self.points.iter().all(|p| p.end != OPEN) {
            return;
        }
        let mut starts: Vec<i64> = self.points.iter().map(|p| p.start).collect();
        starts.sort_unstable();
        let steps = starts.windows(2).map(|w| match w {
            [a, b] => b - a,
            _ => 0,
        });
        let step = steps.filter(|s| *s > 0).min().unwrap_or(3600);
        for point in self.points.iter_mut().filter(|p| p.end == OPEN) {
            let daily = (82_800..=90_000).contains(&step);
            let next_day = daily.then(|| day_of(point.start)).flatten().map(|d| day_start(next_day(d)));
            point.end = next_day.unwrap_or(point.start + step);
        }
    }

    pub(super) fn finish(self) -> Series {
        let resolution_s = resolution(&self.points, self.key.kind);
        Series {
            key: self.key,
            counts: true,
            scale: self.scale,
            resolution_s,
            points: self.points,
            gaps: 0,
            written: self.written,
        }
    }
}

/// Length of the slots where all are equal; civil days, whatever their length, are 86 400.
fn resolution(points: &[Point], kind: Kind) -> Option<u32> {
    if kind != Kind::Interval {
        return None;
    }
    let length = |p: &Point| {
        let seconds = p.end - p.start;
        if (82_800..=90_000).contains(&seconds) { 86_400 } else { seconds }
    };
    let first = length(points.first()?);
    (first > 0 && points.iter().all(|p| length(p) == first)).then(|| u32::try_from(first).ok()).flatten()
}

/// Slots between the first and the last that no register of the same meter and direction names.
pub(super) fn count_gaps(series: &mut [Series]) {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, one) in series.iter().enumerate() {
        if let Some(resolution) = one.resolution_s {
            let k = &one.key;
            let group = (&k.ean, &k.serial, &k.name, k.carrier, k.direction, k.unit, resolution);
            groups.entry(group).or_default().push(i);
        }
    }
    let gaps: Vec<(Vec<usize>, usize)> = groups
        .into_iter()
        .map(|((.., resolution), members)| {
            let mut named: Vec<i64> = members
                .iter()
                .filter_map(|i| series.get(*i))
                .flat_map(|s| s.points.iter().map(|p| p.start))
                .collect();
            named.sort_unstable();
            named.dedup();
            let to = members.iter().filter_map(|i| series.get(*i)?.to()).max();
            let expected = match (named.first(), to) {
                (Some(from), Some(to)) => slots_between(*from, to, resolution),
                _ => 0,
            };
            (members, expected.saturating_sub(named.len()))
        })
        .collect();
    for (members, n) in gaps {
        for i in members {
            if let Some(one) = series.get_mut(i) {
                one.gaps = n;
            }
        }
    }
}

fn slots_between(from: i64, to: i64, resolution: u32) -> usize {
    let slots = if resolution == 86_400 {
        match (day_of(from), day_of(to)) {
            (Some(a), Some(b)) => days_between(a, b),
            _ => 0,
        }
    } else {
        (to - from) / i64::from(resolution)
    };
    usize::try_from(slots).unwrap_or(0)
}
