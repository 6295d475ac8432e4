//! Which row is the header, and which layout of the catalogue it is.
//!
//! Headers are compared by their normalised words, so that `Tot Datum`, `Tot datum` and `TOT (DATUM)` are the same
//! column. The layout with the most recognised columns wins; a layout that lacks a required column is out.

mod place;

use serde::{Deserialize, Serialize};

use place::{Place, gives_units};

use super::cells::{Row, Table};
use super::numbers;
use super::slots;
use super::strangers;
use super::words::ValueColumn;
use crate::catalog::{Catalog, Format, Role, Shape};
use crate::finding::{Code, Finding};
use crate::lang::{NumberStyle, normalised};

/// How far down a header is looked for: exports have a title, an address, a date before the table.
const DEEPEST_HEADER: usize = 40;
/// Rows below a header that tell what a column holds.
const LOOKED_AT: usize = 6;

/// A recognised layout.
#[derive(Debug)]
pub struct Found<'a> {
    /// The layout.
    pub format: &'a Format,
    /// The table it heads.
    pub table: Table<'a>,
    /// Line of the header, from 1.
    pub line: u32,
    /// The header cells as written.
    pub headers: Vec<String>,
    /// What each column is.
    pub columns: Vec<Column>,
    /// Line of the row of units below the header, where there is one.
    pub units_line: Option<u32>,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// A role of the layout: a date, an EAN, a unit…
    Role(Role),
    /// A column of values.
    Value(ValueColumn),
    /// Not recognised.
    Unused,
}

impl Found<'_> {
    /// The first column with this role.
    pub fn role(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|c| *c == Column::Role(role))
    }

    /// The header of a column, as written.
    pub fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    /// Why a row is no reading whatever its cells say: it is blank, the header once more, or a total.
    pub fn not_a_reading(&self, row: &Row<'_>) -> Option<Finding> {
        if row.is_blank() {
            return Some(Finding::new(Code::BlankRow));
        }
        if self.units_line == Some(row.line) {
            return Some(Finding::new(Code::UnitsRow));
        }
        if row.texts().eq(self.headers.iter().map(String::as_str)) {
            return Some(Finding::new(Code::RepeatedHeader));
        }
        let first = row.texts().find(|cell| !cell.is_empty()).unwrap_or_default();
        self.format.is_total(&normalised(first)).then(|| Finding::new(Code::TotalRow).value(first))
    }

    /// What is said of a cell that cannot be used, with what it may have meant; a row that ends before it is short.
    pub fn bad_cell(&self, row: &Row<'_>, column: usize, code: Code, style: NumberStyle) -> Finding {
        let code = if column >= row.len() { Code::ShortRow } else { code };
        let proposal = numbers::mended(row.text(column), style).filter(|_| code == Code::BadNumber);
        let finding =
            Finding::new(code).cell(row.line, column).column(self.header(column)).value(row.text(column));
        Finding { proposal, ..finding }
    }
}

/// Finds header and layout.
///
/// # Errors
/// One finding that says what was seen instead.
pub fn recognise<'a>(
    table: Table<'a>,
    catalog: &'a Catalog,
    as_format: Option<&str>,
) -> Result<Found<'a>, Finding> {
    let (lines, rows) = first_rows(table);
    let mut best: Option<(usize, Found<'a>)> = None;
    for (i, cells) in rows.iter().enumerate().take(DEEPEST_HEADER) {
        let words: Vec<String> = cells.iter().map(|c| normalised(c)).collect();
        let (above, below) = (rows.get(..i).unwrap_or_default(), rows.get(i + 1..).unwrap_or_default());
        let units = below.first().filter(|row| gives_units(catalog, row));
        let below = if units.is_some() { below.get(1..).unwrap_or_default() } else { below };
        let place = Place { cells, words: &words, units: units.map(Vec::as_slice), above, below };
        for format in catalog.formats() {
            if as_format.is_some_and(|wanted| wanted != format.code) {
                continue;
            }
            let Some((score, columns)) = place.columns_of(format) else { continue };
            if best.as_ref().is_none_or(|(held, _)| score > *held) {
                let line = lines.get(i).copied().unwrap_or_default();
                let units_line = units.filter(|_| format.shape == Shape::Columns);
                let units_line = units_line.and_then(|_| lines.get(i + 1).copied());
                let headers = cells.clone();
                best = Some((score, Found { format, table, line, headers, columns, units_line }));
            }
        }
    }
    if let Some((_, found)) = best {
        return Ok(found);
    }
    let mut wide = catalog.formats().iter().filter(|f| f.shape == Shape::Wide && !f.is_described());
    let format = wide.find(|f| as_format.is_none_or(|wanted| wanted == f.code));
    let headless = format.and_then(|format| {
        let (row, columns) = slots::headless(&rows)?;
        let line = lines.get(row)?.saturating_sub(1);
        let headers = vec![String::new(); columns.len()];
        Some(Found { format, table, line, headers, columns, units_line: None })
    });
    headless.ok_or_else(|| strangers::finding(&rows))
}

/// The first rows of a table that say something, with their lines.
fn first_rows(table: Table<'_>) -> (Vec<u32>, Vec<Vec<String>>) {
    let (mut lines, mut texts) = (Vec::new(), Vec::new());
    let mut rows = table.rows();
    while texts.len() < DEEPEST_HEADER + LOOKED_AT
        && let Some(row) = rows.next_row()
    {
        lines.push(row.line);
        texts.push(row.texts().map(str::to_owned).collect());
    }
    (lines, texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_accents_and_signs() {
        for (a, b) in [
            ("Van (datum)", "VAN DATUM"),
            ("Énergie", "energie"),
            ("Volume [m³]", "volume m3"),
            ("N° compteur", "n  compteur"),
        ] {
            assert_eq!(normalised(a), normalised(b));
        }
    }
}
