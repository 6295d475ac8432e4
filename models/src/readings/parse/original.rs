//! The cells of a file as they were sent: what is marked and handed back to be repaired.
//!
//! A table of text is one sheet in which every cell is text, exactly as written, on the row of its line: a spreadsheet
//! that opens it changes nothing by itself. A workbook is its own sheets. Also knows the sheet of reasons that we put
//! into such a file, so that it is no table when the file comes back. Does *not* read what the cells mean.

use super::cells::Table;
use super::looks::{self, Looks};
use super::sheets::{self, CellKind, Sheet, SheetRow};

/// Name of the sheet of reasons.
pub const REASONS: &str = "Raisons";
/// What its first cell says, so that nobody else's sheet of that name is taken for it.
pub const REASONS_STAMP: &str = "Éclaireur";

/// Cells that are handed back at most: each costs two hundred bytes while a workbook is made of them.
const MOST_CELLS: usize = 2_000_000;
/// What a row costs besides its cells, counted in cells.
const ROW: usize = 2;
/// Rows and columns of a workbook.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// What a file holds, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Original {
    /// The sheets of a workbook, or the one table of a text.
    Sheets(Vec<Sheet>),
    /// A table that is larger than a workbook we would make.
    TooLarge,
    /// No table.
    None,
}

/// Whether this is the sheet of reasons of a marked file.
pub fn is_reasons(sheet: &Sheet) -> bool {
    let first = sheet.rows.first().and_then(|row| row.cells.get(0));
    sheet.name.starts_with(REASONS) && first == Some(REASONS_STAMP.as_bytes())
}

/// The file as it was sent; a table of text is called `name`.
pub fn original(bytes: &[u8], name: &str) -> Original {
    let sheets = match looks::look(bytes) {
        Looks::Table(text) => lines(&text.text).map(|rows| vec![Sheet { name: name.to_owned(), rows }]),
        Looks::Workbook => match sheets::sheets(bytes) {
            Ok(mut sheets) => {
                sheets.retain(|sheet| !is_reasons(sheet));
                Some(sheets).filter(|sheets| fits(sheets))
            }
            Err(_) => return Original::None,
        },
        _ => return Original::None,
    };
    sheets.map_or(Original::TooLarge, Original::Sheets)
}

fn fits(sheets: &[Sheet]) -> bool {
    let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.map(|row| row.cells.len() + ROW).sum::<usize>() <= MOST_CELLS
}

/// The rows of a text; `None` when they are too many.
fn lines(text: &str) -> Option<Vec<SheetRow>> {
    let mut rows = Table::text(text).rows();
    let (mut lines, mut left) = (Vec::new(), MOST_CELLS);
    while let Some(row) = rows.next_row() {
        left = left.checked_sub(row.len() + ROW)?;
        if row.line > MOST_ROWS || row.len() > MOST_COLUMNS {
            return None;
        }
        lines.push(SheetRow { line: row.line, kinds: vec![CellKind::Text; row.len()], cells: row.record() });
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_every_cell_and_the_line_it_stands_on() {
        let text = "\u{feff}Date;Index\r\n\r\n 01/02/25 ;\"1;5\"\r\n=\"0123\";";
        let Original::Sheets(sheets) = original(text.as_bytes(), "relevés") else { panic!("a table") };
        let rows: Vec<(u32, Vec<&[u8]>)> =
            sheets[0].rows.iter().map(|row| (row.line, row.cells.iter().collect())).collect();
        let cells = |cells: [&'static str; 2]| cells.map(str::as_bytes).to_vec();
        assert_eq!(
            rows,
            [(1, cells(["Date", "Index"])), (3, cells([" 01/02/25 ", "1;5"])), (4, cells(["=\"0123\"", ""]))]
        );
        assert_eq!(sheets[0].name, "relevés");
        assert_eq!(original(b"%PDF-1.7", "x"), Original::None);
    }

    #[test]
    fn what_no_workbook_holds_is_not_gathered() {
        assert_eq!(original("1\n".repeat(MOST_CELLS / 3 + 1).as_bytes(), "x"), Original::TooLarge);
        assert_eq!(original(";".repeat(MOST_COLUMNS).as_bytes(), "x"), Original::TooLarge);
    }

    #[test]
    fn only_our_own_sheet_is_the_sheet_of_reasons() {
        let sheet = |name: &str, first: &str| Sheet {
            name: name.to_owned(),
            rows: vec![SheetRow { line: 1, cells: [first].iter().collect(), kinds: vec![CellKind::Text] }],
        };
        assert!(is_reasons(&sheet("Raisons", "Éclaireur")));
        assert!(is_reasons(&sheet("Raisons (2)", "Éclaireur")));
        assert!(!is_reasons(&sheet("Raisons", "Date")));
        assert!(!is_reasons(&sheet("Relevés", "Éclaireur")));
    }
}
