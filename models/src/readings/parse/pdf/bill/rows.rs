//! Lines of a document prepared for reading: their phrases that mean something, and their values, each with its place.
//!
//! A label stands left of its value, or above it as the head of a column; both are found here by place alone.

use std::ops::Range;

use super::super::layout::{Cell, Line};
use super::values::{self, At, Figure};
use crate::building::Ean;
use crate::catalog::{BillWord, BillWords};
use crate::lang::{NumberStyle, normalised};
use crate::period::Day;
use crate::readings::parse::numbers::StyleEvidence;
use crate::readings::proposal::Seen;

/// Between two cells of a line: as a reader sees them apart.
const APART: &str = "  ";
/// Characters of a line that are quoted.
const QUOTED: usize = 160;

/// A line.
#[derive(Debug, Clone)]
pub struct Row {
    /// On which page, from 1.
    pub page: usize,
    /// The whole line.
    pub text: String,
    /// Size of its largest letter.
    pub size: i64,
    /// Phrases that mean something, from left to right.
    pub phrases: Vec<At<BillWord>>,
    /// Supply points.
    pub points: Vec<At<Ean>>,
    /// Days.
    pub days: Vec<At<Day>>,
    /// Numbers that are neither.
    pub figures: Vec<At<Figure>>,
    cells: Vec<(Range<usize>, i64, i64)>,
}

impl Row {
    fn new(page: usize, cells: &[Cell], words: &BillWords, style: NumberStyle) -> Row {
        let (mut text, mut places) = (String::new(), Vec::with_capacity(cells.len()));
        for cell in cells {
            if !text.is_empty() {
                text.push_str(APART);
            }
            let from = text.len();
            text.push_str(&cell.text);
            places.push((from..text.len(), cell.x, cell.end));
        }
        let points = values::points(&text);
        let days = values::days(&text);
        let taken: Vec<Range<usize>> =
            points.iter().map(|p| p.bytes.clone()).chain(days.iter().map(|d| d.bytes.clone())).collect();
        let figures = values::figures(&text, style, &taken);
        let size = cells.iter().map(|c| c.size).max().unwrap_or(0);
        Row { page, phrases: phrases(&text, words), points, days, figures, text, size, cells: places }
    }

    /// What is quoted of it.
    pub fn seen<T>(&self, value: T) -> Seen<T> {
        Seen { value, line: self.text.chars().take(QUOTED).collect(), page: self.page }
    }

    /// Where bytes of the line stand on the page, from left to right: within their cell, by their share of it.
    pub fn place(&self, bytes: &Range<usize>) -> (i64, i64) {
        let at = |byte: usize| {
            let cell = self.cells.iter().rev().find(|(range, ..)| range.start <= byte);
            let Some((range, x, end)) = cell else { return 0 };
            let share = |n: usize| i64::try_from(n).unwrap_or(0);
            let (inside, whole) = (share(byte.min(range.end) - range.start), share(range.len()).max(1));
            x.saturating_add(end.saturating_sub(*x).saturating_mul(inside) / whole)
        };
        (at(bytes.start), at(bytes.end))
    }

    /// Whether a phrase of this meaning stands in it.
    pub fn says(&self, is: impl Fn(BillWord) -> bool) -> bool {
        self.phrases.iter().any(|p| is(p.value))
    }

    /// How many labels stand in it.
    fn labels(&self) -> usize {
        self.phrases.iter().filter(|p| matches!(p.value, BillWord::Label(..))).count()
    }

    /// From behind a label to the next label, or to the end of the line.
    pub fn behind(&self, label: &At<BillWord>) -> Range<usize> {
        let next = self.phrases.iter().find(|p| {
            p.bytes.start >= label.bytes.end
                && matches!(p.value, BillWord::Label(..) | BillWord::Title(_) | BillWord::Index)
        });
        label.bytes.end..next.map_or(self.text.len(), |p| p.bytes.start)
    }
}

/// How much two stretches have in common; below zero, how far apart they are.
pub fn overlap(a: (i64, i64), b: (i64, i64)) -> i64 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Whether a value lies in these bytes.
pub fn within<T>(found: &At<T>, bytes: &Range<usize>) -> bool {
    bytes.start <= found.bytes.start && found.bytes.end <= bytes.end
}

/// The lines of a document as rows.
pub fn rows(pages: &[Vec<Line>], words: &BillWords) -> Vec<Row> {
    let mut evidence = StyleEvidence::default();
    for cell in pages.iter().flatten().flat_map(|line| &line.cells) {
        for word in cell.text.split(' ').filter(|w| w.contains([',', '.'])) {
            let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
            let is_number = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
            if is_number && digits.matches(['.', ',']).count() < 4 && values::days(word).is_empty() {
                evidence.see(digits.as_bytes());
            }
        }
    }
    let style = evidence.style(b';');
    let mut rows: Vec<Row> = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let mut above: Option<&Line> = None;
        for line in lines {
            let row = Row::new(page + 1, &line.cells, words, style);
            let head = above.and_then(|above| stacked(above, line));
            let head = head.map(|cells| Row::new(page + 1, &cells, words, style));
            // Worth it only where the two lines say together what neither says alone.
            let held = row.labels() + rows.last().map_or(0, Row::labels);
            rows.push(row);
            rows.extend(head.filter(|head| head.labels() > held));
            above = Some(line);
        }
    }
    rows
}

/// Two lines without figures as one, each cell with what stands below it: the head of a table often has two lines.
fn stacked(above: &Line, below: &Line) -> Option<Vec<Cell>> {
    let is_head = |line: &Line| {
        line.cells.len() > 1 && !line.cells.iter().any(|c| c.text.contains(|c: char| c.is_ascii_digit()))
    };
    if !is_head(above) || !is_head(below) {
        return None;
    }
    let mut cells = above.cells.clone();
    for cell in &below.cells {
        let place = (cell.x, cell.end);
        match cells.iter_mut().find(|c| overlap((c.x, c.end), place) > 0) {
            Some(over) => {
                over.text = format!("{} {}", over.text, cell.text);
                (over.x, over.end) = (over.x.min(cell.x), over.end.max(cell.end));
            }
            None => cells.push(cell.clone()),
        }
    }
    cells.sort_by_key(|c| c.x);
    Some(cells)
}

/// Words of a text, normalised, with their bytes.
pub fn words(text: &str) -> Vec<At<String>> {
    let mut words: Vec<At<String>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(At { bytes: from..at, value: normalised(text.get(from..at).unwrap_or_default()) });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn phrases(text: &str, known: &BillWords) -> Vec<At<BillWord>> {
    let words = words(text);
    let (mut phrases, mut at) = (Vec::new(), 0);
    while let Some(first) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let Some((length, value)) = known.begins(&rest.iter().map(|w| w.value.as_str())) else {
            at += 1;
            continue;
        };
        let end = words.get(at + length - 1).map_or(first.bytes.end, |w| w.bytes.end);
        phrases.push(At { bytes: first.bytes.start..end, value });
        at += length;
    }
    phrases
}
