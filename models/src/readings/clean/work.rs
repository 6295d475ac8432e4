//! The series on the bench: what each step sees of them, what it has said, what the next ones pass over.

use std::collections::{BTreeSet, HashMap};

use super::{Context, Held};
use crate::building::Register;
use crate::finding::{Code, Finding, Findings};
use crate::period::{day_of, next_day};
use crate::readings::{Point, Series, SeriesKey};

/// A cleaning under way.
pub struct Work<'a> {
    /// The series.
    pub(super) series: &'a mut [Series],
    /// What is known beside them.
    pub(super) context: &'a Context<'a>,
    /// Positions of the series of each meter and way.
    meters: Vec<Vec<usize>>,
    /// The meter of each series.
    meter_of: Vec<usize>,
    /// Stretches said of each series, UTC seconds, the end excluded.
    said: Vec<Vec<(i64, i64)>>,
    /// Rows that the parser could not use, and has said so.
    rejected: BTreeSet<u32>,
    /// Rows whose fall is explained by a finding of ours.
    explained: BTreeSet<u32>,
    findings: Findings,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        series: &'a mut [Series],
        context: &'a Context<'a>,
        rejected: BTreeSet<u32>,
    ) -> Work<'a> {
        let said = vec![Vec::new(); series.len()];
        let (meters, meter_of) = by_meter(series);
        let (explained, findings) = (BTreeSet::new(), Findings::default());
        Work { series, context, meters, meter_of, said, rejected, explained, findings }
    }

    /// Whether the parser rejected a row between these two.
    pub(super) fn has_rejected(&self, row: u32, other: u32) -> bool {
        self.rejected.range(row.min(other)..=row.max(other)).next().is_some()
    }

    /// What was found, in the order of the file, and the rows whose fall it explains.
    pub(super) fn finish(self) -> (Vec<Finding>, BTreeSet<u32>) {
        let mut found = self.findings.into_vec();
        found.sort_by_key(|f| f.row.unwrap_or(0));
        (found, self.explained)
    }

    /// What is held of the counter of a series.
    pub(super) fn held(&self, n: usize) -> Option<&'a Held> {
        self.context.held.get(n)
    }

    /// Says something.
    pub(super) fn say(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Says something of a stretch of a series.
    pub(super) fn say_of(&mut self, n: usize, from: i64, to: i64, finding: Finding) {
        self.claim(n, from, to);
        self.say(finding);
    }

    /// Nothing more is to be said of a stretch.
    pub(super) fn claim(&mut self, n: usize, from: i64, to: i64) {
        if let Some(said) = self.said.get_mut(n) {
            said.push((from, to.max(from.saturating_add(1))));
        }
    }

    /// The fall on this row has another explanation than a replaced meter.
    pub(super) fn explain(&mut self, row: u32) {
        self.explained.insert(row);
    }

    /// Whether a moment of a series was said.
    pub(super) fn is_said(&self, n: usize, at: i64) -> bool {
        self.said.get(n).is_some_and(|said| said.iter().any(|(from, to)| (*from..*to).contains(&at)))
    }

    /// The points of a series that nothing was said of.
    pub(super) fn unsaid(&self, n: usize) -> impl Iterator<Item = &Point> + Clone {
        let said: &[(i64, i64)] = self.said.get(n).map_or(&[], Vec::as_slice);
        let points = self.series.get(n).map_or(&[][..], |s| &s.points);
        points.iter().filter(move |p| !said.iter().any(|(from, to)| (*from..*to).contains(&p.start)))
    }

    /// The other series of the same meter and way.
    pub(super) fn beside(&self, n: usize) -> impl Iterator<Item = &Series> {
        let members = self.meter_of.get(n).and_then(|at| self.meters.get(*at)).map_or(&[][..], Vec::as_slice);
        members.iter().filter(move |i| **i != n).filter_map(|i| self.series.get(*i))
    }

    /// The other registers of a meter: where one of them speaks, this one may be silent.
    pub(super) fn registers_beside(&self, n: usize) -> impl Iterator<Item = &Series> {
        let key = self.series.get(n).map(|s| &s.key);
        let is_total = |k: &SeriesKey| k.register == Register::Total;
        let alike = move |k: &SeriesKey, other: &SeriesKey| {
            (k.kind, k.unit, is_total(k)) == (other.kind, other.unit, is_total(other))
        };
        self.beside(n).filter(move |other| key.is_some_and(|key| alike(key, &other.key)))
    }
}

/// Positions of the series of each meter and way, and the meter of each series.
fn by_meter(series: &[Series]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut known: HashMap<_, usize> = HashMap::new();
    let (mut meters, mut meter_of): (Vec<Vec<usize>>, Vec<usize>) = Default::default();
    for (n, one) in series.iter().enumerate() {
        let k = &one.key;
        let at = *known.entry((&k.ean, &k.serial, &k.name, k.carrier, k.direction)).or_insert(meters.len());
        if at == meters.len() {
            meters.push(Vec::new());
        }
        if let Some(members) = meters.get_mut(at) {
            members.push(n);
        }
        meter_of.push(at);
    }
    (meters, meter_of)
}

/// A finding about a point of a series, in its cell and its column.
pub(super) fn about(point: &Point, series: &Series, code: Code) -> Finding {
    let finding = point.finding(code);
    let header = &series.written.header;
    if header.is_empty() { finding } else { finding.column(header) }
}

/// With the days from one UTC second to another, the latter excluded: `from`, and `to`, the day after the last, where
/// that is another day.
pub(super) fn over(finding: Finding, from: i64, to: i64) -> Option<Finding> {
    let (first, last) = (day_of(from)?, day_of(to.saturating_sub(1))?);
    let finding = finding.with("from", first);
    Some(if last > first { finding.with("to", next_day(last)) } else { finding })
}
