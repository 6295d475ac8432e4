//! A file handed back with its faulty cells marked: coloured, with a note that says why, and a sheet of all reasons.
//!
//! Every cell stays where it was and what it was: text as text, numbers as numbers, days as days. What is to be
//! corrected or looked at is marked; what is only good to know stands in the sheet of reasons alone, which we pass over
//! when the file comes back. Does *not* repair anything: a proposal is written beside the value, never over it.

use std::collections::BTreeMap;

use eclaireur_models::finding::{Finding, Severity, cell_place};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::readings::parse::original::{REASONS, REASONS_STAMP};
use eclaireur_models::readings::parse::sheets::{CellKind, Sheet, SheetRow};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Note, Worksheet, XlsxError};

use super::import::{reason, reasons};
use super::xlsx::{DAY, INSTANT, begun, fitting, put_table, sheet_name};
use crate::findings;
use crate::shell::RenderError;
use crate::text::Say;

/// Rows and columns of a workbook.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
/// Notes at most; beyond, cells are coloured only, and the sheet of reasons says the rest.
const MOST_NOTES: usize = 2_000;
/// Rows in which the header of a column is looked for.
const DEEPEST_HEADER: usize = 50;
/// Rows looked at to find out how wide columns are.
const MEASURED: usize = 200;

/// What is said of one cell.
struct Mark {
    severity: Severity,
    words: Vec<String>,
}

/// Marks by sheet, row and column, all from 0.
type Marks = BTreeMap<(usize, u32, u16), Mark>;

/// The sheets of a file with what was found in it; `title` names the workbook, `on` is the day it is made. Without
/// sheets, which were too large, the reasons alone.
///
/// # Errors
/// The workbook cannot be written.
pub fn marked(
    lang: Lang,
    title: &str,
    sheets: &[Sheet],
    found: &[Finding],
    on: Day,
) -> Result<Vec<u8>, RenderError> {
    let marks = marks(lang, sheets, found);
    let mut workbook = begun(title, on);
    let mut names = Names::default();
    let first = marks.keys().next().map_or(0, |(sheet, ..)| *sheet);
    let dress = Dress::new();
    let mut notes = MOST_NOTES;
    for (n, sheet) in sheets.iter().enumerate() {
        let page = workbook.add_worksheet();
        let written = page.set_name(names.next(&sheet.name)).map(|_| ());
        written
            .and_then(|()| put_sheet(page, n, sheet, &marks, &dress, &mut notes))
            .map_err(|e| RenderError::workbook(&e))?;
        if n == first {
            page.set_active(true);
        }
    }
    let page = workbook.add_worksheet();
    put_reasons(page, &names.next(REASONS), lang, (sheets.is_empty(), found), &dress)
        .map_err(|e| RenderError::workbook(&e))?;
    workbook.save_to_buffer().map_err(|e| RenderError::workbook(&e))
}

/// What is to be said of which cell. What is only good to know marks nothing.
fn marks(lang: Lang, sheets: &[Sheet], found: &[Finding]) -> Marks {
    let mut marks = Marks::new();
    let mut headers: BTreeMap<(usize, &str), Option<(u32, u16)>> = BTreeMap::new();
    for finding in found.iter().filter(|f| f.severity() != Severity::Info) {
        let Some(n) = sheet_of(sheets, finding) else { continue };
        let Some(sheet) = sheets.get(n) else { continue };
        let header = finding
            .column
            .as_deref()
            .and_then(|column| *headers.entry((n, column)).or_insert_with(|| header_cell(sheet, column)));
        let row = finding.row.and_then(|row| row.checked_sub(1));
        let exact = finding.data.get("cell").and_then(|cell| position(cell));
        let cells: Vec<(u32, u16)> = match (row, header) {
            _ if exact.is_some() => exact.into_iter().collect(),
            (Some(row), Some((_, column))) => vec![(row, column)],
            (Some(row), None) => whole_row(sheet, row),
            (None, Some(cell)) => vec![cell],
            (None, None) => continue,
        };
        let mut words = findings::words(lang, finding);
        if let Some(proposal) = &finding.proposal {
            let proposal = Say::new(lang, "marked-proposal").with("proposal", proposal).to_string();
            words = format!("{words}\n{proposal}");
        }
        for (i, (row, column)) in cells.into_iter().enumerate() {
            let mark = marks
                .entry((n, row, column))
                .or_insert_with(|| Mark { severity: finding.severity(), words: Vec::new() });
            mark.severity = mark.severity.max(finding.severity());
            // A whole row is coloured, and speaks once.
            if i == 0 && !mark.words.contains(&words) {
                mark.words.push(words.clone());
            }
        }
    }
    marks
}

/// The sheet that a finding is about: the one it names, else the only one with something in it.
fn sheet_of(sheets: &[Sheet], finding: &Finding) -> Option<usize> {
    match finding.data.get("sheet") {
        Some(name) => sheets.iter().position(|sheet| sheet.name == *name),
        None => sheets.iter().position(|sheet| !sheet.rows.is_empty()),
    }
}

/// `D14` → row 13, column 3.
fn position(cell: &str) -> Option<(u32, u16)> {
    let (row, column) = cell_place(cell)?;
    let column = u16::try_from(column).ok().filter(|column| usize::from(*column) < MOST_COLUMNS)?;
    Some((row.checked_sub(1)?, column)).filter(|_| row <= MOST_ROWS)
}

/// The cell near the top that says the header of a column.
fn header_cell(sheet: &Sheet, header: &str) -> Option<(u32, u16)> {
    sheet.rows.iter().take(DEEPEST_HEADER).find_map(|row| {
        let column = row.cells.iter().position(|cell| text(cell).trim() == header.trim())?;
        Some((row.line.checked_sub(1)?, u16::try_from(column).ok()?))
    })
}

/// Every cell of a row that has one.
fn whole_row(sheet: &Sheet, row: u32) -> Vec<(u32, u16)> {
    let found = sheet.rows.binary_search_by_key(&(row + 1), |r| r.line).ok().and_then(|i| sheet.rows.get(i));
    let columns = found.map_or(1, |row: &SheetRow| row.cells.len().max(1));
    (0..u16::try_from(columns).unwrap_or(u16::MAX)).map(|column| (row, column)).collect()
}

/// The cells were cut out of valid text.
fn text(cell: &[u8]) -> &str {
    core::str::from_utf8(cell).unwrap_or_default()
}

fn put_sheet(
    page: &mut Worksheet,
    n: usize,
    sheet: &Sheet,
    marks: &Marks,
    dress: &Dress,
    notes: &mut usize,
) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(widths(sheet)) {
        page.set_column_width(column, width)?;
    }
    for row in &sheet.rows {
        let Some(at) = row.line.checked_sub(1) else { continue };
        for (column, (cell, kind)) in (0..).zip(row.cells.iter().zip(&row.kinds)) {
            let severity = marks.get(&(n, at, column)).map(|mark| mark.severity);
            put(page, at, column, text(cell), *kind, dress.of(severity))?;
        }
    }
    let here = marks.range((n, 0, 0)..=(n, u32::MAX, u16::MAX));
    for ((_, row, column), mark) in here {
        let written = sheet
            .rows
            .binary_search_by_key(&(row + 1), |r| r.line)
            .ok()
            .and_then(|i| sheet.rows.get(i)?.cells.get(usize::from(*column)))
            .is_some_and(|cell| !cell.is_empty());
        if !written {
            page.write_blank(*row, *column, &dress.of(Some(mark.severity)).text)?;
        }
        if !mark.words.is_empty() && *notes > 0 {
            *notes -= 1;
            page.insert_note(*row, *column, &note(&mark.words.join("\n\n")))?;
        }
    }
    Ok(())
}

/// Wide enough for most cells.
fn widths(sheet: &Sheet) -> Vec<f64> {
    let mut letters: Vec<u16> = Vec::new();
    for row in sheet.rows.iter().take(MEASURED) {
        letters.resize(letters.len().max(row.cells.len()), 0);
        for (longest, cell) in letters.iter_mut().zip(row.cells.iter()) {
            let here = u16::try_from(text(cell).chars().take(60).count()).unwrap_or(60);
            *longest = (*longest).max(here);
        }
    }
    letters.into_iter().map(|n| f64::from(n.clamp(8, 40) + 2)).collect()
}

/// One cell, as what it was.
fn put(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    kind: CellKind,
    dress: &Looks,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    let moment = || ExcelDateTime::parse_from_str(cell).ok();
    match kind {
        CellKind::Number => {
            if let Ok(number) = cell.parse::<f64>() {
                page.write_number_with_format(row, column, number, &dress.text)?;
                return Ok(());
            }
        }
        CellKind::Flag => {
            page.write_boolean_with_format(row, column, cell == "1", &dress.text)?;
            return Ok(());
        }
        CellKind::Moment => {
            if let Some(moment) = moment() {
                let format = if cell.contains(':') { &dress.instant } else { &dress.day };
                page.write_datetime_with_format(row, column, &moment, format)?;
                return Ok(());
            }
        }
        CellKind::Clock => {
            if let Some(moment) = moment() {
                page.write_datetime_with_format(row, column, &moment, &dress.clock)?;
                return Ok(());
            }
        }
        CellKind::Text => {}
    }
    page.write_string_with_format(row, column, fitting(cell), &dress.text)?;
    Ok(())
}

/// A note as large as its text.
fn note(words: &str) -> Note {
    let lines: usize = words.lines().map(|line| 1 + line.chars().count() / 48).sum();
    let height = u32::try_from(24 + lines * 18).unwrap_or(74).clamp(74, 500);
    let words: String = words.chars().take(2_000).collect();
    Note::new(words).set_author("Éclaireur").add_author_prefix(false).set_width(320).set_height(height)
}

/// The sheet of reasons: our sign, how to go on, then one row per finding.
fn put_reasons(
    page: &mut Worksheet,
    name: &str,
    lang: Lang,
    (alone, found): (bool, &[Finding]),
    dress: &Dress,
) -> Result<(), XlsxError> {
    let mut table = reasons(lang);
    table.rows.extend(found.iter().map(|finding| reason(lang, finding)));
    put_table(page, name, &table, 1)?;
    page.write_string(0, 0, REASONS_STAMP)?;
    let how = Say::new(lang, if alone { "marked-too-large" } else { "marked-how" });
    page.write_string(0, 1, how.to_string())?;
    for (row, finding) in (2..).zip(found) {
        if finding.severity() != Severity::Info {
            let grade = Say::new(lang, findings::severity_key(finding.severity())).to_string();
            page.write_string_with_format(row, 0, grade, &dress.of(Some(finding.severity())).text)?;
        }
    }
    Ok(())
}

/// Names of sheets, each given once, whatever their case.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn next(&mut self, wanted: &str) -> String {
        let wanted = sheet_name(wanted);
        let mut name = wanted.clone();
        let mut n = 2;
        while self.0.contains(&name.to_lowercase()) {
            let kept: String = wanted.chars().take(25).collect();
            name = format!("{kept} ({n})");
            n += 1;
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// How cells look: plain, to be looked at, to be corrected.
struct Dress {
    plain: Looks,
    warning: Looks,
    error: Looks,
}

/// Formats of one colour.
struct Looks {
    text: Format,
    day: Format,
    instant: Format,
    clock: Format,
}

impl Looks {
    fn new(colour: Option<u32>) -> Looks {
        let base = || match colour {
            Some(colour) => Format::new().set_background_color(Color::RGB(colour)),
            None => Format::new(),
        };
        Looks {
            text: base(),
            day: base().set_num_format(DAY),
            instant: base().set_num_format(format!("{INSTANT}:ss")),
            clock: base().set_num_format("[h]:mm:ss"),
        }
    }
}

impl Dress {
    fn new() -> Dress {
        Dress {
            plain: Looks::new(None),
            warning: Looks::new(Some(0xFF_E6_A8)),
            error: Looks::new(Some(0xF6_B8_A6)),
        }
    }

    fn of(&self, severity: Option<Severity>) -> &Looks {
        match severity {
            Some(Severity::Error) => &self.error,
            Some(Severity::Warning) => &self.warning,
            Some(Severity::Info) | None => &self.plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_name() {
        for (cell, expect) in [
            ("A1", Some((0, 0))),
            ("D14", Some((13, 3))),
            ("AA7", Some((6, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A0", None),
            ("14", None),
            ("A", None),
            ("a1", None),
            ("AAAAAAAAAAAA1", None),
        ] {
            assert_eq!(position(cell), expect, "{cell}");
        }
    }

    #[test]
    fn two_sheets_never_have_one_name() {
        let mut names = Names::default();
        let given: Vec<String> = ["Relevés", "RELEVÉS", "Raisons", "Raisons"].map(|n| names.next(n)).to_vec();
        assert_eq!(given, ["Relevés", "RELEVÉS (2)", "Raisons", "Raisons (2)"]);
    }
}
