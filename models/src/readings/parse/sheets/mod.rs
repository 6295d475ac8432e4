//! A workbook → its sheets, as rows of cells.
//!
//! `calamine` reads XLSX and XLS; this bounds what it is given (`bounds`) and writes each cell as text that means one
//! thing: a number with a dot and the fifteen digits a spreadsheet keeps, a date as `2025-12-31`, a time as
//! `14:15:00`. Formulas are read as the value they had when the file was saved. Does *not* read colours, notes, hidden
//! rows apart, ODS or XLSB: those are refused by name.

mod biff;
mod bounds;
mod value;

use std::io::Cursor;

use calamine::{Data, DataRef, DataType as _, Reader as _, Xls, Xlsx};
use csv::ByteRecord;

use crate::finding::{Code, Finding};

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name on the tab.
    pub name: String,
    /// Rows that have a cell with something in it, from top to bottom.
    pub rows: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the sheet, from 1.
    pub line: u32,
    /// Its cells as text.
    pub cells: ByteRecord,
    /// What each of them is in the workbook.
    pub kinds: Vec<CellKind>,
}

/// What a cell is in a workbook, whatever its text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// True or false, written `1` or `0`.
    Flag,
    /// A day, with its time or without.
    Moment,
    /// A time of day, or a duration.
    Clock,
}

/// Most rows a sheet can have.
const MOST_ROWS: u32 = 1_048_576;
/// Most columns that are read: a day of minutes is 1440, with its meter and its date.
const MOST_COLUMNS: u32 = 1_500;
/// Most cells of a workbook.
const MOST_CELLS: usize = 4_000_000;
/// Most sheets.
const MOST_SHEETS: usize = 400;
/// Most bytes of text of all cells: a shared string is short in the file and long in each cell that names it.
const MOST_TEXT: usize = 128 * 1024 * 1024;

/// What a workbook may still come to.
struct Left {
    cells: usize,
    text: usize,
}

impl Left {
    fn whole() -> Left {
        Left { cells: MOST_CELLS, text: MOST_TEXT }
    }
}

/// The sheets of a workbook, in order; hidden ones too.
///
/// # Errors
/// One finding: damaged, locked by a password, too large, or of a kind that is not read.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    if bytes.starts_with(b"PK") { xlsx(bytes) } else { xls(bytes) }
}

fn unread(what: &'static str) -> Finding {
    Finding::new(Code::NotMeterData).with("looks_like", what)
}

fn damaged() -> Finding {
    unread("damaged-workbook")
}

fn too_large() -> Finding {
    Finding::new(Code::FileTooLarge).with("what", "workbook")
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    bounds::check_package(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let names = book.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(too_large());
    }
    let (mut sheets, mut left) = (Vec::new(), Left::whole());
    for name in names {
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::default();
        while let Some(cell) = cells.next_cell().map_err(|_| damaged())? {
            rows.put(cell.get_position(), cell.get_value(), &mut left)?;
        }
        sheets.push(Sheet { name, rows: rows.finish() });
    }
    Ok(sheets)
}

/// The reader believes the box a workbook lies in, and what its records state: it is given a box made anew with records
/// that were looked at (`biff`), and where one still lies to it, what it raises is the answer *damaged*.
fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    let anew = bounds::boxed(&bounds::check_compound(bytes)?)?;
    std::panic::catch_unwind(|| sheets_of_xls(&anew)).unwrap_or_else(|_| Err(damaged()))
}

fn sheets_of_xls(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let (mut sheets, mut left) = (Vec::new(), Left::whole());
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, side) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, data) in range.used_cells() {
            let at = |first: u32, n: usize| u32::try_from(n).ok().and_then(|n| first.checked_add(n));
            let (Some(row), Some(column)) = (at(top, row), at(side, column)) else { return Err(too_large()) };
            rows.put((row, column), &borrowed(data), &mut left)?;
        }
        sheets.push(Sheet { name: value::without_nul(&name), rows: rows.finish() });
    }
    Ok(sheets)
}

/// The cell of an XLS in the type that cells of an XLSX have.
fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Cells as they come, row after row, into rows.
#[derive(Default)]
struct Rows {
    done: Vec<SheetRow>,
    /// The row being filled: (column, text, what it is).
    cells: Vec<(u32, String, CellKind)>,
    row: u32,
}

impl Rows {
    fn put(
        &mut self,
        (row, column): (u32, u32),
        value: &DataRef<'_>,
        left: &mut Left,
    ) -> Result<(), Finding> {
        if value.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(too_large());
        }
        left.cells = left.cells.checked_sub(1).ok_or_else(too_large)?;
        if row != self.row {
            self.close();
            self.row = row;
        }
        let (text, kind) = value::written(value);
        left.text = left.text.checked_sub(text.len()).ok_or_else(too_large)?;
        if !text.trim().is_empty() {
            self.cells.push((column, text, kind));
        }
        Ok(())
    }

    fn close(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        self.cells.sort_by_key(|(column, ..)| *column);
        let (mut record, mut kinds) = (ByteRecord::new(), Vec::new());
        for (column, text, kind) in self.cells.drain(..) {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            // Named twice, only by a file made so: the first stays.
            if column < record.len() {
                continue;
            }
            while record.len() < column {
                record.push_field(b"");
                kinds.push(CellKind::Text);
            }
            record.push_field(text.as_bytes());
            kinds.push(kind);
        }
        self.done.push(SheetRow { line: self.row + 1, cells: record, kinds });
    }

    /// The rows from top to bottom; one that came in two pieces is its first piece.
    fn finish(mut self) -> Vec<SheetRow> {
        self.close();
        self.done.sort_by_key(|row| row.line);
        self.done.dedup_by_key(|row| row.line);
        self.done
    }
}
