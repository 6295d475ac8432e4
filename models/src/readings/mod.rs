//! From bytes to months: what was read, how it is kept, what it adds up to.
//!
//! ```text
//! bytes ──parse──▶ Parsed { series of points, findings, row counts }
//! points ─interval─▶ MonthSlots (regular, aligned)      rows (index, bills, deliveries, odd slots)
//! MonthSlots + rows ──totals──▶ days ──▶ CarrierMonths { month, energy, quality, missing parts, cost }
//! ```
//!
//! Invariants: a parser never fails and never drops silently (I3); a later *missing* never overrides a value; where
//! interval, index and bill cover the same day one of them is counted; splitting conserves energy to the last
//! digit (I12). Does *not* store anything and does *not* feed split months into a fit (I13).

pub mod bill;
pub mod clean;
pub mod delivery;
pub mod index;
pub mod interval;
pub mod parse;
pub mod proposal;
pub mod rows;
pub mod spot;
pub mod tank;
pub mod totals;

pub use interval::MonthSlots;

use core::num::NonZeroU16;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Channel, Direction, Ean, Kind, Register};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::period::{Period, day_of, next_day};
use crate::units::{Basis, Dimension, Unit};

/// One value with its slot. An index has `start == end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded.
    pub end: i64,
    /// The value times 10^scale of its series, exactly as read; `None` when the slot is named without a value.
    pub value: Option<i64>,
    /// Where it comes from.
    pub quality: Quality,
    /// Line of the file, from 1.
    pub row: u32,
    /// Column of its cell, from 1; `None` where the file has no cells.
    pub column: Option<NonZeroU16>,
}

impl Point {
    /// The same, read in this column, counted from 0.
    #[must_use]
    pub fn in_column(self, column: usize) -> Point {
        let number = column.checked_add(1).and_then(|n| u16::try_from(n).ok());
        Point { column: number.and_then(NonZeroU16::new), ..self }
    }

    /// A finding about it: in its cell, where it has one.
    pub fn finding(&self, code: Code) -> Finding {
        let finding = Finding::new(code).row(self.row);
        match self.column {
            Some(column) => finding.cell(self.row, usize::from(column.get()) - 1),
            None => finding,
        }
    }
}

/// How the values of a series stand in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Header of their column; empty where they stand in several columns or in none.
    pub header: String,
    /// Which sign separates their decimals.
    pub style: NumberStyle,
}

/// What distinguishes one series of a file from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesKey {
    /// Supply point.
    pub ean: Option<Ean>,
    /// Serial number of the meter.
    pub serial: Option<String>,
    /// What the file calls it, where it has neither.
    pub name: Option<String>,
    /// Energy.
    pub carrier: Carrier,
    /// Way.
    pub direction: Direction,
    /// Counter.
    pub register: Register,
    /// Meaning of the values.
    pub kind: Kind,
    /// Unit as read; `None` when it is not on the list, and then the series is not used.
    pub unit: Option<Unit>,
    /// What stood there, when it is not on the list.
    pub unit_text: Option<String>,
    /// Calorific basis.
    pub basis: Basis,
    /// What it is beside another series of the same meter.
    pub beside: Beside,
}

/// What a series is beside another of the same meter that is, but for this, the same. Not part of what the meter is
/// called: it says which of them counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Beside {
    /// The series itself.
    #[default]
    Nothing,
    /// What is taken less what is given back, in a column of its own.
    Net,
    /// One more column that says the same of itself: its number, from 1.
    Column(u16),
}

impl SeriesKey {
    /// What a meter that is not named yet takes from the network, all registers together. Energy of gas is gross, as
    /// bills say it. `text` is what stands where the unit is not on the list.
    pub fn plain(carrier: Carrier, kind: Kind, unit: Option<Unit>, text: &str) -> SeriesKey {
        let gross =
            carrier == Carrier::NaturalGas && unit.is_some_and(|u| u.dimension() == Dimension::Energy);
        SeriesKey {
            ean: None,
            serial: None,
            name: None,
            carrier,
            direction: Direction::Offtake,
            register: Register::Total,
            kind,
            unit,
            unit_text: (unit.is_none() && !text.is_empty()).then(|| text.to_owned()),
            basis: if gross { Basis::Gross } else { Basis::Net },
            beside: Beside::Nothing,
        }
    }
}

/// All points of one channel in one file, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Which one.
    pub key: SeriesKey,
    /// Whether it counts in sums.
    pub counts: bool,
    /// Decimals of the values.
    pub scale: u32,
    /// Length of a slot in seconds where slots are regular (the civil day counts as 86 400).
    pub resolution_s: Option<u32>,
    /// The points, by start.
    pub points: Vec<Point>,
    /// Slots between first and last that no register of this meter and direction names.
    pub gaps: usize,
    /// How its values stand in the file.
    pub written: Written,
}

impl Series {
    /// Points with a value.
    pub fn readings(&self) -> usize {
        self.points.iter().filter(|p| p.value.is_some()).count()
    }

    /// Slots named without a value.
    pub fn missing(&self) -> usize {
        self.points.len() - self.readings()
    }

    /// Values the sender says it estimated.
    pub fn estimated(&self) -> usize {
        self.points.iter().filter(|p| p.value.is_some() && p.quality == Quality::Estimated).count()
    }

    /// UTC second at which it begins.
    pub fn from(&self) -> Option<i64> {
        self.points.first().map(|p| p.start)
    }

    /// UTC second at which it ends.
    pub fn to(&self) -> Option<i64> {
        self.points.iter().map(|p| p.end).max()
    }

    /// The civil days it touches.
    pub fn days(&self) -> Option<Period> {
        let (from, to) = (day_of(self.from()?)?, day_of(self.to()?.saturating_sub(1))?);
        Period::new(from, next_day(to.max(from)))
    }

    /// Sum of the values in the unit as read; for an index, what passed through the meter (see [`index::passed`]).
    pub fn total(&self) -> Decimal {
        let scaled: i128 = match self.key.kind {
            Kind::Index => index::passed(&self.points, self.scale),
            _ => self.points.iter().filter_map(|p| p.value).map(i128::from).sum(),
        };
        Decimal::try_from_i128_with_scale(scaled, self.scale).unwrap_or(Decimal::MAX)
    }

    /// The channel it belongs to, when its unit is known.
    pub fn channel(&self) -> Option<Channel> {
        Some(Channel {
            direction: self.key.direction,
            register: self.key.register,
            kind: self.key.kind,
            unit: self.key.unit?,
            basis: self.key.basis,
            counts: self.counts,
        })
    }
}

/// What became of the rows below the header: `read = accepted + missing + rejected + ignored`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Data rows.
    pub read: u32,
    /// At least one cell gave a reading.
    pub accepted: u32,
    /// Named a slot without a value.
    pub missing: u32,
    /// Nothing of it could be used.
    pub rejected: u32,
    /// No reading: a total, a blank, a repeated header, a duplicate.
    pub ignored: u32,
}

/// How sure we are of the format found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A layout we know, every column recognised.
    Certain,
    /// Columns recognised by their words.
    Likely,
    /// Not recognised.
    None,
}

/// What a file says, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Code of `catalog/formats`, when recognised.
    pub format: Option<String>,
    /// Text encoding found, `utf-8`, `windows-1252`, `utf-16le`…
    pub encoding: Option<&'static str>,
    /// How sure.
    pub confidence: Confidence,
    /// The series.
    pub series: Vec<Series>,
    /// The rows.
    pub rows: RowCounts,
    /// Invoices it holds: their cost; what they bill stands in the series.
    pub invoices: Vec<bill::Invoice>,
    /// What a document seems to say of a bill, for a person to confirm.
    pub proposal: Option<Box<proposal::BillProposal>>,
    /// Who sends such tables, where somebody of the organisation had said so: see [`parse::mapping`].
    pub sender: Option<String>,
    /// The sheets of a workbook; empty for every other file.
    pub sheets: Vec<SheetPlace>,
    /// The findings, in order of the file.
    pub findings: Vec<Finding>,
}

/// Where a sheet of a workbook begins in the numbering of its rows, which goes through all sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlace {
    /// Name of the sheet.
    pub name: String,
    /// What is added to the line in the sheet to give the row in the file.
    pub offset: u32,
}

impl Parsed {
    /// The sheet and the line in it of a row of the file, as [`Point::row`] counts them.
    pub fn place(&self, row: u32) -> (Option<&str>, u32) {
        match self.sheets.iter().rev().find(|p| p.offset < row) {
            Some(place) => (Some(&place.name), row - place.offset),
            None => (None, row),
        }
    }

    /// A file of which nothing was read, and why.
    pub fn refused(finding: Finding) -> Parsed {
        Parsed { findings: vec![finding], ..Parsed::of(Vec::new()) }
    }

    /// Series that stand in no file.
    pub fn of(series: Vec<Series>) -> Parsed {
        Parsed {
            format: None,
            encoding: None,
            confidence: Confidence::None,
            series,
            rows: RowCounts::default(),
            invoices: Vec::new(),
            proposal: None,
            sender: None,
            sheets: Vec::new(),
            findings: Vec::new(),
        }
    }
}

/// A reading that is not a slot of a regular month: an index, a bill, a delivery, a daily or odd slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowReading {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// The value times 10^scale.
    pub value: i64,
    /// Decimals of the value.
    pub scale: u32,
    /// Where it comes from.
    pub quality: Quality,
    /// The import that brought it: later imports have greater numbers.
    pub import: i64,
}

impl RowReading {
    /// The value as a decimal.
    pub fn decimal(&self) -> Decimal {
        Decimal::new(self.value, self.scale)
    }
}
