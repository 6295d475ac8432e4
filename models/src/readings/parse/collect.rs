//! Points into series, and the fate of each row.
//!
//! Every data row gets one mark; the counts are made from the marks at the end, so `read = accepted + missing +
//! rejected + ignored` cannot fail to hold. The order of the closing steps is: ends, sort, duplicates, unknown units,
//! what counts twice, gaps.

use std::collections::BTreeMap;

use crate::building::{Ean, EanProblem, Kind};
use crate::finding::{Code, Finding, Findings};
use crate::lang::NumberStyle;
use crate::units::Unit;

use super::super::{Confidence, Parsed, Point, RowCounts, Series, SeriesKey, Written, index};
use super::counts;
use super::gathering::{Gathering, count_gaps};
use super::{once, power};

/// Series of one document, at most: a thousand meters with all their registers.
pub const MOST_SERIES: usize = 10_000;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Not a data row.
    None,
    /// Gave a reading.
    Accepted,
    /// Named a slot without a value.
    Missing,
    /// Could not be used.
    Rejected,
    /// No reading.
    Ignored,
}

/// Everything gathered from a file.
#[derive(Debug, Default)]
pub struct Collector {
    series: Vec<Gathering>,
    marks: Vec<Mark>,
    /// What there is to say so far.
    pub findings: Findings,
    first_line: u32,
}

impl Collector {
    /// A collector for the rows below line `header`.
    pub fn new(header: u32) -> Collector {
        Collector { first_line: header + 1, ..Collector::default() }
    }

    /// Enters a row below the header; the empty lines before it are counted and said.
    pub fn enter(&mut self, line: u32, blank_before: u32) {
        let first = self.first_line.max(line.saturating_sub(blank_before));
        for blank in first..line {
            self.ignore(blank, Finding::new(Code::BlankRow));
        }
    }

    /// Sets the fate of a row.
    pub fn mark(&mut self, line: u32, mark: Mark) {
        let Some(index) = line.checked_sub(self.first_line).and_then(|i| usize::try_from(i).ok()) else {
            return;
        };
        if self.marks.len() <= index {
            self.marks.resize(index + 1, Mark::None);
        }
        if let Some(slot) = self.marks.get_mut(index) {
            *slot = mark;
        }
    }

    /// Sets the fate of a row, unless a cell of it already gave a reading.
    pub fn mark_unless_accepted(&mut self, line: u32, mark: Mark) {
        if self.mark_of(line) != Mark::Accepted {
            self.mark(line, mark);
        }
    }

    /// Says something and rejects the row.
    pub fn reject(&mut self, line: u32, finding: Finding) {
        self.findings.push(finding.row(line));
        self.mark(line, Mark::Rejected);
    }

    /// Says something and passes the row over.
    pub fn ignore(&mut self, line: u32, finding: Finding) {
        self.findings.push(finding.row(line));
        self.mark(line, Mark::Ignored);
    }

    /// A new series; returns its position.
    pub fn open(&mut self, key: SeriesKey) -> usize {
        self.series.push(Gathering::new(key));
        self.series.len() - 1
    }

    /// Says how the values of a series stand in the file.
    pub fn written(&mut self, series: usize, header: &str, style: NumberStyle) {
        if let Some(gathering) = self.series.get_mut(series) {
            gathering.written = Written { header: header.to_owned(), style };
        }
    }

    /// The key of a series.
    pub fn key(&self, series: usize) -> Option<&SeriesKey> {
        self.series.get(series).map(|s| &s.key)
    }

    /// The key of a series, to be changed.
    pub fn key_mut(&mut self, series: usize) -> Option<&mut SeriesKey> {
        self.series.get_mut(series).map(|s| &mut s.key)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = (usize, &SeriesKey)> {
        self.series.iter().enumerate().map(|(i, s)| (i, &s.key))
    }

    /// The points gathered so far.
    pub fn points_mut(&mut self, series: usize) -> Option<&mut Vec<Point>> {
        self.series.get_mut(series).map(|s| &mut s.points)
    }

    /// How many digits of the values of a series are decimals.
    pub fn scale(&self, series: usize) -> u32 {
        self.series.get(series).map_or(0, |s| s.scale)
    }

    /// Takes all points out of a series, with the decimals of their values.
    pub fn take_points(&mut self, series: usize) -> (Vec<Point>, u32) {
        let taken = self.series.get_mut(series).map(|s| (std::mem::take(&mut s.points), s.scale));
        taken.unwrap_or_default()
    }

    /// Says once of a row that it is a total.
    pub fn total_row(&mut self, point: Point) {
        if self.mark_of(point.row) != Mark::Ignored {
            self.findings.push(point.finding(Code::TotalRow));
        }
    }

    /// Drops the points of a series for which `keep` says no; their rows get `mark`.
    pub fn retain(&mut self, series: usize, mark: Mark, mut keep: impl FnMut(&Point) -> bool) {
        let Some(gathering) = self.series.get_mut(series) else { return };
        let mut dropped = Vec::new();
        gathering.points.retain(|p| {
            let kept = keep(p);
            if !kept {
                dropped.push(p.row);
            }
            kept
        });
        for row in dropped {
            self.mark(row, mark);
        }
    }

    /// Whether a series has a point that starts then, while its points come in.
    pub fn has_start(&mut self, series: usize, start: i64) -> bool {
        self.series.get_mut(series).is_some_and(|s| s.has_start(start))
    }

    /// Rejects slots that begin before the one before them ends; slots of one start are settled when closing.
    pub fn reject_overlaps(&mut self, series: usize) {
        let Some(gathering) = self.series.get_mut(series) else { return };
        gathering.points.sort_by_key(|p| (p.start, p.row));
        let mut last: Option<Point> = None;
        let mut overlapping = Vec::new();
        gathering.points.retain(|point| {
            let over = last.filter(|last| last.start < point.start && point.start < last.end);
            match over {
                Some(last) => overlapping.push((*point, last.row)),
                None if last.is_none_or(|last| last.start < point.start) => last = Some(*point),
                None => {}
            }
            over.is_none()
        });
        for (point, other) in overlapping {
            self.reject(point.row, point.finding(Code::OverlappingSlots).with("other_row", other));
        }
    }

    /// Adds a point whose value is `value` × 10^-`scale`.
    pub fn add(&mut self, series: usize, mut point: Point, scale: u32) {
        let Some(gathering) = self.series.get_mut(series) else { return };
        if scale != gathering.scale && point.value.is_some() {
            gathering.rescale(&mut point, scale);
        }
        gathering.points.push(point);
        match point.value {
            Some(_) => self.mark(point.row, Mark::Accepted),
            None => self.mark_unless_accepted(point.row, Mark::Missing),
        }
    }

    /// Names series after their sheets where they would be one series but tell of the same time.
    pub fn tell_apart(&mut self, other: &mut Collector, sheet: Option<&str>, other_sheet: Option<&str>) {
        let named = |key: &SeriesKey| key.ean.is_some() || key.serial.is_some() || key.name.is_some();
        let held = self.positions();
        for theirs in other.series.iter_mut().filter(|s| !named(&s.key)) {
            let ours = held.get(&theirs.key).and_then(|at| self.series.get_mut(*at));
            let Some(ours) = ours.filter(|s| s.key == theirs.key) else { continue };
            if ours.overlaps(theirs) {
                ours.key.name = sheet.map(str::to_owned);
                theirs.key.name = other_sheet.map(str::to_owned);
            }
        }
    }

    /// Takes everything another collector gathered, from rows further down.
    pub fn absorb(&mut self, other: Collector) {
        let mut held = self.positions();
        for theirs in other.series {
            let ours = *held.entry(theirs.key).or_insert_with_key(|key| {
                let opened = self.open(key.clone());
                self.written(opened, &theirs.written.header, theirs.written.style);
                opened
            });
            for point in theirs.points {
                self.add(ours, point, theirs.scale);
            }
            if let Some(ours) = self.series.get_mut(ours) {
                ours.overflow |= theirs.overflow;
            }
        }
        for (line, mark) in (other.first_line..).zip(other.marks) {
            if mark != Mark::None {
                self.mark(line, mark);
            }
        }
        self.findings.absorb(other.findings);
    }

    /// Where each series stands; the first, where two are alike.
    fn positions(&self) -> BTreeMap<SeriesKey, usize> {
        self.series.iter().enumerate().rev().map(|(at, s)| (s.key.clone(), at)).collect()
    }

    fn mark_of(&self, line: u32) -> Mark {
        let index = line.checked_sub(self.first_line).and_then(|i| usize::try_from(i).ok());
        index.and_then(|i| self.marks.get(i)).copied().unwrap_or(Mark::None)
    }

    /// Closes: sorts, finds duplicates and gaps, decides what counts, counts the rows.
    pub fn close(mut self, confidence: Confidence) -> Parsed {
        for i in 0..self.series.len() {
            self.settle(i);
            if let Some(gathering) = self.series.get_mut(i) {
                power::settle(gathering);
            }
        }
        self.unknown_units();
        let mut series: Vec<Series> =
            self.series.drain(..).filter(|s| !s.points.is_empty()).map(Gathering::finish).collect();
        self.say_eans(&series);
        for one in series.iter().filter(|s| s.key.kind == Kind::Index) {
            for finding in index::findings(&one.points, one.scale) {
                self.findings.push(finding);
            }
        }
        counts::decide(&mut series, &mut self.findings);
        count_gaps(&mut series);
        for one in &series {
            for point in one.points.iter().filter(|p| p.value.is_some() && one.key.unit.is_some()) {
                self.mark(point.row, Mark::Accepted);
            }
        }
        let mut rows = RowCounts::default();
        for mark in &self.marks {
            match mark {
                Mark::None => continue,
                Mark::Accepted => rows.accepted += 1,
                Mark::Missing => rows.missing += 1,
                Mark::Rejected => rows.rejected += 1,
                Mark::Ignored => rows.ignored += 1,
            }
            rows.read += 1;
        }
        let mut findings = once::said(self.findings.into_vec());
        findings.sort_by_key(|f| f.row.unwrap_or(0));
        let (invoices, sheets) = (Vec::new(), Vec::new());
        Parsed {
            format: None,
            encoding: None,
            confidence,
            series,
            rows,
            invoices,
            proposal: None,
            sender: None,
            sheets,
            findings,
        }
    }

    /// Passes over a row whose slots another has already; said once, whatever the number of its columns.
    fn duplicate(&mut self, row: u32, other: u32) {
        if !matches!(self.mark_of(row), Mark::Ignored | Mark::Rejected) {
            self.ignore(row, Finding::new(Code::DuplicateRow).with("other_row", other));
        }
    }

    /// Sorts a series and settles slots named twice.
    fn settle(&mut self, index: usize) {
        let Some(gathering) = self.series.get_mut(index) else { return };
        gathering.fill_ends();
        let in_order = |w: &[Point]| matches!(w, [a, b] if a.start < b.start);
        if gathering.points.windows(2).all(in_order) {
            return;
        }
        gathering.points.sort_by_key(|p| (p.start, p.row));
        let points = std::mem::take(&mut gathering.points);
        let scale = gathering.scale;
        // Two tanks, or two lorries: deliveries of one day add up.
        let is_delivery = gathering.key.kind == Kind::Delivery;
        let mut kept: Vec<Point> = Vec::with_capacity(points.len());
        for point in points {
            let Some(held) = kept.last_mut().filter(|held| held.start == point.start) else {
                kept.push(point);
                continue;
            };
            let same = held.value == point.value && held.end == point.end;
            if is_delivery && let (Some(first), Some(more)) = (held.value, point.value) {
                held.value = Some(first.saturating_add(more));
                continue;
            }
            match (held.value, point.value) {
                (None, Some(_)) => {
                    let empty = std::mem::replace(held, point);
                    self.duplicate(empty.row, point.row);
                }
                _ if same || point.value.is_none() => {
                    let other = held.row;
                    self.duplicate(point.row, other);
                }
                (held_value, value) => {
                    let text = |v: Option<i64>| {
                        v.map(|v| rust_decimal::Decimal::new(v, scale).normalize().to_string())
                            .unwrap_or_default()
                    };
                    let finding = point
                        .finding(Code::ConflictingRows)
                        .value(text(value))
                        .with("other_row", held.row)
                        .with("other_value", text(held_value));
                    self.reject(point.row, finding);
                }
            }
        }
        if let Some(gathering) = self.series.get_mut(index) {
            gathering.points = kept;
        }
    }

    /// A series whose unit is not known is said loudly and its rows are not used.
    fn unknown_units(&mut self) {
        let unknown: Vec<(usize, Option<String>)> = self
            .keys()
            .filter(|(_, key)| key.unit.is_none())
            .map(|(i, key)| (i, key.unit_text.clone()))
            .collect();
        for (index, text) in unknown {
            let rows: Vec<u32> =
                self.series.get(index).map(|s| s.points.iter().map(|p| p.row).collect()).unwrap_or_default();
            let Some(first) = rows.first() else { continue };
            let finding = Finding::new(Code::UnknownUnit).row(*first).with("rows", rows.len());
            self.findings.push(match text {
                // A known unit that is none here: a power of a month.
                Some(text) if Unit::read(&text).is_some() => finding.value(text).with("why", "peak"),
                Some(text) => finding.value(text),
                None => finding,
            });
            for row in rows {
                self.mark(row, Mark::Rejected);
            }
        }
        if self.series.iter().any(|s| s.overflow) {
            self.findings.push(Finding::new(Code::BadNumber).with("why", "too-many-digits"));
        }
    }

    fn say_eans(&mut self, series: &[Series]) {
        let mut first_rows: BTreeMap<&Ean, u32> = BTreeMap::new();
        for (ean, point) in
            series.iter().filter_map(|s| s.key.ean.as_ref().zip(s.points.iter().min_by_key(|p| p.row)))
        {
            first_rows.entry(ean).and_modify(|row| *row = point.row.min(*row)).or_insert(point.row);
        }
        for (ean, row) in first_rows {
            let code = match ean.problem() {
                None => continue,
                Some(EanProblem::Length) => Code::EanLength,
                Some(EanProblem::CheckDigit) => Code::EanCheckDigit,
            };
            self.findings.push(Finding::new(code).column("EAN").value(ean.digits()).row(row));
        }
    }
}
