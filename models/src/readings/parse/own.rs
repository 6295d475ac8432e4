//! Our own export of readings, uploaded alone: a file of `readings/` of an archive.
//!
//! Machine-made, so nothing is guessed: the header is exactly ours, every class is its code, times are RFC 3339. Does
//! *not* read an archive whole: that is the backend's.

use std::collections::HashMap;

use jiff::Timestamp;

use super::cells::{Row, Table};
use super::collect::{Collector, MOST_SERIES, Mark};
use super::gathering::point;
use super::numbers::{self, Number};
use crate::building::{Carrier, Direction, Ean, Kind, Register};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::readings::{Beside, Confidence, Parsed, SeriesKey};
use crate::units::{Basis, Unit};

/// Code of `catalog/formats`.
const CODE: &str = "eclaireur-readings";

/// The columns, in order. An archive writes them, so they never change; another one would come at the end.
pub const COLUMNS: [&str; 13] = [
    "ean",
    "serial",
    "meter",
    "carrier",
    "direction",
    "register",
    "kind",
    "unit",
    "basis",
    "from",
    "to",
    "value",
    "quality",
];
/// Cells before the first that differs from row to row: together they name a series.
const NAMES: usize = 9;
const FROM: usize = 9;
const TO: usize = 10;
const VALUE: usize = 11;
const QUALITY: usize = 12;

/// Reads a file of ours; `None` when it is none.
pub fn read(text: &str) -> Option<Parsed> {
    // Most files are none, which their first line tells.
    let first = text.trim_start().lines().next()?;
    if !Table::text(first).rows().next_row()?.texts().eq(COLUMNS) {
        return None;
    }
    let mut rows = Table::text(text).rows();
    let header = rows.next_row()?;
    let collector = Collector::new(header.line);
    let mut reader =
        Reader { collector, by_name: HashMap::new(), name: Vec::new(), last: (Vec::new(), None) };
    while let Some(row) = rows.next_row() {
        reader.row(&row);
    }
    Some(Parsed { format: Some(CODE.to_owned()), ..reader.collector.close(Confidence::Certain) })
}

struct Reader {
    collector: Collector,
    /// Series by the bytes that name them; none for names that mean nothing.
    by_name: HashMap<Vec<u8>, Option<usize>>,
    /// The name being looked for.
    name: Vec<u8>,
    /// The series of the row before: a file mostly has one.
    last: (Vec<u8>, Option<usize>),
}

impl Reader {
    fn row(&mut self, row: &Row<'_>) {
        self.collector.enter(row.line, row.blank_before);
        if row.is_blank() {
            return self.collector.ignore(row.line, Finding::new(Code::BlankRow));
        }
        let Some(series) = self.series_of(row) else { return };
        let instant = |column| {
            let instant: Option<Timestamp> = row.text(column).parse().ok();
            instant.filter(|i| i.subsec_nanosecond() == 0).map(Timestamp::as_second)
        };
        let Some(start) = instant(FROM) else { return self.reject(row, Code::BadDate, FROM) };
        let Some(end) = instant(TO) else { return self.reject(row, Code::BadDate, TO) };
        if end < start {
            return self.reject(row, Code::PeriodReversed, TO);
        }
        let (value, scale) = match numbers::read(row.cell(VALUE), NumberStyle::Dot) {
            Number::Value { value, scale } if value >= 0 => (Some(value), scale),
            Number::Value { .. } => return self.reject(row, Code::NegativeValue, VALUE),
            Number::Missing => (None, 0),
            Number::Bad => return self.reject(row, Code::BadNumber, VALUE),
        };
        let quality = Quality::from_code(row.text(QUALITY));
        if quality.is_none() {
            self.collector.findings.push(finding(row, Code::UnknownStatus, QUALITY));
        }
        let point = point(start, end, value, quality.unwrap_or_default(), row.line).in_column(VALUE);
        self.collector.add(series, point, scale);
    }

    fn reject(&mut self, row: &Row<'_>, code: Code, column: usize) {
        let code = if column >= row.len() { Code::ShortRow } else { code };
        self.collector.reject(row.line, finding(row, code, column));
    }

    /// The series of a row; `None`, and said once, when its names mean nothing.
    fn series_of(&mut self, row: &Row<'_>) -> Option<usize> {
        self.name.clear();
        for column in 0..NAMES {
            self.name.extend_from_slice(row.cell(column));
            self.name.push(0);
        }
        if self.last.0 != self.name {
            let known = self.by_name.get(&self.name).copied();
            let series = known.unwrap_or_else(|| self.open(row));
            self.by_name.insert(self.name.clone(), series);
            self.last = (self.name.clone(), series);
        }
        if self.last.1.is_none() {
            self.collector.mark(row.line, Mark::Rejected);
        }
        self.last.1
    }

    fn open(&mut self, row: &Row<'_>) -> Option<usize> {
        // More meters than any house of ours has: nobody exported this.
        if self.by_name.len() >= MOST_SERIES {
            self.reject(row, Code::UnknownRegister, 0);
            return None;
        }
        let [ean, serial, name, carrier, direction, register, kind, unit, basis] =
            core::array::from_fn(|column| row.text(column));
        let coded = (
            Carrier::from_code(carrier).ok_or(3),
            Direction::from_code(direction).ok_or(4),
            Register::from_code(register).ok_or(5),
            Kind::from_code(kind).ok_or(6),
            Basis::from_code(basis).ok_or(8),
        );
        let key = match coded {
            (Ok(carrier), Ok(direction), Ok(register), Ok(kind), Ok(basis)) => SeriesKey {
                ean: Ean::read(ean),
                serial: typed(serial),
                name: typed(name),
                carrier,
                direction,
                register,
                kind,
                unit: Unit::from_code(unit),
                unit_text: Unit::from_code(unit).is_none().then(|| unit.to_owned()),
                basis,
                beside: Beside::Nothing,
            },
            (carrier, direction, register, kind, basis) => {
                let wrong = [carrier.err(), direction.err(), register.err(), kind.err(), basis.err()];
                let column = wrong.into_iter().flatten().next().unwrap_or(0);
                self.reject(row, Code::UnknownRegister, column);
                return None;
            }
        };
        let series = self.collector.open(key);
        self.collector.written(series, COLUMNS[VALUE], NumberStyle::Dot);
        Some(series)
    }
}

/// What somebody typed, without the apostrophe that keeps a spreadsheet from running it.
fn typed(text: &str) -> Option<String> {
    let bare = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn finding(row: &Row<'_>, code: Code, column: usize) -> Finding {
    let header = COLUMNS.get(column).copied().unwrap_or_default();
    Finding::new(code).cell(row.line, column).column(header).value(row.text(column))
}
