//! A table as it is handed back: typed columns, typed cells, nothing about how a file writes them.

use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::{csv, xlsx};
use crate::shell::RenderError;

/// A table: what a page shows, with exact values instead of their dress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is; the name of the sheet.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: each as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub header: String,
    /// The unit of its numbers, when all have one.
    pub unit: Option<String>,
    /// What its cells are.
    pub kind: Kind,
}

/// What a column holds; a cell of another kind in it is written as what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, codes, numbers that are names (EAN).
    Text,
    /// Numbers.
    Number,
    /// Numbers of unlike units: each with the decimals it has.
    Mixed,
    /// Days.
    Day,
    /// Moments.
    Instant,
    /// One word of a few: yes and no, a state, a quality.
    Mark,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, exactly; never run, whatever they begin with.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A civil day.
    Day(Day),
    /// A UTC second; files show it in Belgian time.
    Instant(i64),
    /// One word of a few.
    Mark(String),
    /// Nothing.
    Empty,
}

/// The two kinds of file a table is handed back as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text.
    Csv,
    /// A workbook.
    Xlsx,
}

impl FileKind {
    /// By the ending of an address.
    pub fn of_path(path: &str) -> Option<FileKind> {
        [FileKind::Csv, FileKind::Xlsx].into_iter().find(|kind| path.ends_with(kind.ending()))
    }

    /// `.csv`, `.xlsx`.
    pub const fn ending(self) -> &'static str {
        match self {
            FileKind::Csv => ".csv",
            FileKind::Xlsx => ".xlsx",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            FileKind::Csv => "text/csv; charset=utf-8",
            FileKind::Xlsx => xlsx::MEDIA_TYPE,
        }
    }
}

impl Column {
    /// Without a unit.
    pub fn new(header: impl Into<String>, kind: Kind) -> Column {
        Column { header: header.into(), unit: None, kind }
    }

    /// With this unit.
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> Column {
        Column { unit: Some(unit.into()), ..self }
    }

    /// `coût TVAC (€)`.
    pub(super) fn heading(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{} ({unit})", self.header),
            None => self.header.clone(),
        }
    }
}

impl Cell {
    /// Words; nothing when there are none.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Words that may be absent.
    pub fn maybe(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// A day that may be absent.
    pub fn day(day: Option<Day>) -> Cell {
        day.map_or(Cell::Empty, Cell::Day)
    }

    /// A number that may be absent.
    pub fn number(number: Option<Decimal>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }

    /// A count.
    pub fn count(count: usize) -> Cell {
        Cell::Number(Decimal::from(count))
    }
}

impl Table {
    /// Without rows yet.
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Table {
        Table { title: title.into(), columns, rows: Vec::new() }
    }

    /// The table as a file. `on` is written into a workbook as its day of creation: the same table on the same day
    /// is the same bytes.
    ///
    /// # Errors
    /// More rows or columns than a workbook has.
    pub fn file(&self, kind: FileKind, on: Day) -> Result<Vec<u8>, RenderError> {
        match kind {
            FileKind::Csv => Ok(csv::written(self)),
            FileKind::Xlsx => xlsx::written(self, on),
        }
    }
}
