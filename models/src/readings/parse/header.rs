//! Which row is the header, and which layout of the catalogue it is.
//!
//! Headers are compared by their normalised words, so that `Tot Datum`, `Tot datum` and `TOT (DATUM)` are the same
//! column. The layout with the most recognised columns wins; a layout that lacks a required column is out.

use serde::{Deserialize, Serialize};

use super::cells::Table;
use super::words::{self, ValueColumn};
use crate::catalog::{Catalog, Format, Role, Shape};
use crate::finding::{Code, Finding};
use crate::lang::normalised;

/// How far down a header is looked for: exports have a title, an address, a date before the table.
const DEEPEST_HEADER: usize = 40;

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
    let mut rows = table.rows();
    let mut best: Option<(usize, Found<'a>)> = None;
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..DEEPEST_HEADER {
        let Some(row) = rows.next_row() else { break };
        let cells: Vec<&str> = row.texts().collect();
        if seen.len() < cells.iter().filter(|c| !c.is_empty()).count() && seen.len() < 2 {
            seen = cells.iter().filter(|c| !c.is_empty()).take(12).map(|c| (*c).to_owned()).collect();
        }
        let words: Vec<String> = cells.iter().map(|c| normalised(c)).collect();
        for format in catalog.formats() {
            if as_format.is_some_and(|wanted| wanted != format.code) {
                continue;
            }
            let Some((score, columns)) = columns_of(format, &cells, &words) else { continue };
            if best.as_ref().is_none_or(|(held, _)| score > *held) {
                let headers = cells.iter().map(|c| (*c).to_owned()).collect();
                best = Some((score, Found { format, table, line: row.line, headers, columns }));
            }
        }
    }
    match best {
        Some((_, found)) => Ok(found),
        None if seen.len() >= 2 => {
            Err(Finding::new(Code::UnknownLayout).with("headers", seen.join(" · ")))
        }
        None => Err(Finding::new(Code::NotMeterData).with("looks_like", "text")),
    }
}

/// What each cell of a row is in this layout, and how well it fits; `None` when something required is not there.
fn columns_of(format: &Format, cells: &[&str], words: &[String]) -> Option<(usize, Vec<Column>)> {
    let mut columns = Vec::with_capacity(cells.len());
    let mut roles: Vec<Role> = Vec::new();
    for (cell, word) in cells.iter().zip(words) {
        let role = format.role_of(word).filter(|role| !roles.contains(role));
        columns.push(match role {
            Some(role) => {
                roles.push(role);
                Column::Role(role)
            }
            None if format.shape == Shape::Columns => {
                words::value_column(format, cell).map_or(Column::Unused, Column::Value)
            }
            None => Column::Unused,
        });
    }
    let required = format.required.iter().all(|role| roles.contains(role));
    let values = columns.iter().filter(|c| matches!(c, Column::Value(_))).count();
    if !required || roles.is_empty() {
        return None;
    }
    if format.shape == Shape::Columns {
        let dated = roles.iter().any(|r| matches!(r, Role::Date | Role::Month | Role::From | Role::Year));
        // A sentence with one telling word is no header: at least two cells, and all words short.
        let sentence = cells.iter().any(|c| c.len() > 80);
        if !dated || values == 0 || sentence {
            return None;
        }
    }
    // A described layout beats a table recognised by its words.
    let weight = if format.shape == Shape::Tall { 100 } else { 1 };
    Some(((roles.len() + values) * weight, columns))
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
