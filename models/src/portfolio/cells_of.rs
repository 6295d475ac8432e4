//! A list that somebody typed, pasted or keeps in a spreadsheet → its rows, and its cells by column.
//!
//! Columns are known by the words of their header, whatever their order; a list without a header is left to the caller, who
//! may tell its cells by what they look like. Does *not* know what the cells mean.

use crate::lang::normalised;
use crate::readings::parse::cells::{Table, unwrapped};
use crate::readings::parse::looks::{self, Looks};
use crate::readings::parse::sheets;

/// How far down a header is looked for: exports have a title and a date above it.
const DEEPEST: usize = 40;
/// Letters of a cell that are kept.
const LONGEST: usize = 300;

/// Why a list is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is something else; a code for the locale key `looks-like-<code>`.
    Looks(String),
    /// More rows than are read at once.
    TooMany {
        /// How many are.
        most: usize,
    },
    /// No column is known; these are its first cells.
    NoHeader {
        /// What stands in its first row.
        seen: Vec<String>,
    },
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Line of the file, from 1.
    pub row: u32,
    /// Its cells, in the order in which the caller named the columns; empty where the list has none.
    pub cells: Vec<String>,
}

impl Line {
    /// A cell.
    pub fn cell(&self, n: usize) -> &str {
        self.cells.get(n).map_or("", String::as_str)
    }
}

/// Every row that says something, header and all.
///
/// # Errors
/// [`Refused`]: no table, or too long a one.
pub fn rows(bytes: &[u8], most: usize) -> Result<Vec<Line>, Refused> {
    let not = |what: &str| Err(Refused::Looks(what.to_owned()));
    match looks::look(bytes) {
        Looks::Table(text) => gathered(Table::text(&text.text), most),
        Looks::Workbook => {
            let Ok(sheets) = sheets::sheets(bytes) else { return not("workbook") };
            match sheets.iter().find(|sheet| !sheet.rows.is_empty()) {
                Some(sheet) => gathered(Table::Sheet { sheet, offset: 0 }, most),
                None => not("empty"),
            }
        }
        Looks::Xml(_) => not("xml"),
        Looks::Telegram(_) => not("telegram"),
        Looks::Pdf => not("pdf"),
        Looks::Zip => not("archive"),
        Looks::Else(what) => not(what),
    }
}

fn gathered(table: Table<'_>, most: usize) -> Result<Vec<Line>, Refused> {
    let mut all = Vec::new();
    let mut rows = table.rows();
    while let Some(row) = rows.next_row() {
        if row.is_blank() {
            continue;
        }
        // A header and a title above it do not count.
        if all.len() > most + DEEPEST {
            return Err(Refused::TooMany { most });
        }
        all.push(Line { row: row.line, cells: row.texts().map(kept).collect() });
    }
    Ok(all)
}

/// The rows below the header, their cells by the columns that `headers` names.
///
/// # Errors
/// [`Refused`]; [`Refused::NoHeader`] where no row has as much as `least` of the columns.
pub fn by_column(
    rows: &[Line],
    headers: &[&[&str]],
    least: usize,
    most: usize,
) -> Result<Vec<Line>, Refused> {
    let known = |cell: &str| {
        let word = normalised(cell);
        headers.iter().position(|words| words.iter().any(|known| normalised(known) == word))
    };
    let score = |line: &Line| line.cells.iter().filter(|cell| known(cell).is_some()).count();
    let head = rows.iter().take(DEEPEST).enumerate().max_by_key(|(n, line)| (score(line), usize::MAX - n));
    let Some((at, head)) = head.filter(|(_, line)| score(line) >= least) else {
        let seen = rows.first().map(|line| line.cells.clone()).unwrap_or_default();
        return Err(Refused::NoHeader { seen });
    };
    let places: Vec<Option<usize>> =
        (0..headers.len()).map(|role| head.cells.iter().position(|cell| known(cell) == Some(role))).collect();
    let below = rows.get(at + 1..).unwrap_or_default();
    if below.len() > most {
        return Err(Refused::TooMany { most });
    }
    let line = |line: &Line| Line {
        row: line.row,
        cells: places
            .iter()
            .map(|place| place.map_or_else(String::new, |n| line.cell(n).to_owned()))
            .collect(),
    };
    Ok(below.iter().map(line).filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect())
}

/// A cell on one line, not too long to be shown.
fn kept(cell: &str) -> String {
    let words: Vec<&str> = unwrapped(cell)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADERS: &[&[&str]] = &[&["N° BCE", "BCE"], &["Nom"]];

    #[test]
    fn columns_are_found_by_their_words_whatever_their_order() {
        let text =
            "Liste au 1er mars\n\nNom ; Ville ; n° bce\nLes Tilleuls;Namur;0123\n;;\n;Liège;\nLes Saules;;\n";
        let rows = rows(text.as_bytes(), 10).unwrap();
        let lines = by_column(&rows, HEADERS, 1, 10).unwrap();
        let told: Vec<_> = lines.iter().map(|l| (l.row, l.cell(0), l.cell(1))).collect();
        assert_eq!(told, [(4, "0123", "Les Tilleuls"), (7, "", "Les Saules")]);
    }

    #[test]
    fn what_is_no_list_is_said() {
        assert_eq!(rows(b"<html><body></body></html>", 5), Err(Refused::Looks("html".to_owned())));
        let long = "a;b\n".repeat(60);
        assert_eq!(rows(long.as_bytes(), 5), Err(Refused::TooMany { most: 5 }));
        let rows = rows(b"x;y\n1;2\n", 5).unwrap();
        let seen = vec!["x".to_owned(), "y".to_owned()];
        assert_eq!(by_column(&rows, HEADERS, 1, 5), Err(Refused::NoHeader { seen }));
    }
}
