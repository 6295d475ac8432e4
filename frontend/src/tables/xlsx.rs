//! A workbook of one table: the header stays in sight, columns can be filtered, numbers are numbers.
//!
//! A number that a workbook would round (it keeps fifteen digits) is written as text instead. Words are always written
//! as words, never as formulas or links. The day of creation is the one that is passed, so the same table is the same
//! bytes.

use eclaireur_models::period::{Day, local};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Column, Kind, Table};
use crate::shell::RenderError;

/// Media type of a workbook.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Digits that a workbook keeps of a number.
const DIGITS: u32 = 15;
/// UTF-16 units that a cell holds; one is left for the sign that it was cut.
const LONGEST_TEXT: usize = 32_767;
/// Rows that are looked at to find out how wide a column is.
const MEASURED: usize = 500;
/// Narrowest and widest column, in letters.
const WIDTHS: (usize, usize) = (9, 60);
/// Decimals shown at most; the cell holds all of them.
const DECIMALS: u32 = 8;

/// A day as people here write it.
pub(super) const DAY: &str = "dd/mm/yyyy";
/// The same with its time.
pub(super) const INSTANT: &str = "dd/mm/yyyy hh:mm";

/// The table as bytes.
pub(super) fn written(table: &Table, on: Day) -> Result<Vec<u8>, RenderError> {
    let mut workbook = begun(&table.title, on);
    put_table(workbook.add_worksheet(), &table.title, table, 0).map_err(|e| RenderError::workbook(&e))?;
    workbook.save_to_buffer().map_err(|e| RenderError::workbook(&e))
}

/// Tables as bytes, a sheet each.
pub(super) fn sheets(title: &str, tables: &[Table], on: Day) -> Result<Vec<u8>, RenderError> {
    let mut workbook = begun(title, on);
    for table in tables {
        put_table(workbook.add_worksheet(), &table.title, table, 0).map_err(|e| RenderError::workbook(&e))?;
    }
    workbook.save_to_buffer().map_err(|e| RenderError::workbook(&e))
}

/// A workbook without sheets, made on this day.
pub(super) fn begun(title: &str, on: Day) -> Workbook {
    let mut workbook = Workbook::new();
    let mut about = DocProperties::new().set_title(title).set_author("Éclaireur");
    if let Some(on) = excel_day(on) {
        about = about.set_creation_datetime(&on);
    }
    workbook.set_properties(&about);
    workbook
}

/// Writes a table into a sheet of its own, its header on row `top`.
pub(super) fn put_table(sheet: &mut Worksheet, name: &str, table: &Table, top: u32) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    // On paper: A4 on its side, all columns on one page.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_background_color(Color::RGB(0xE7_EF_E9));
    for (n, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(top, n, column.heading(), &header)?;
        let dress = dress(table, usize::from(n), column.kind);
        sheet.set_column_width(n, width(table, usize::from(n), column))?;
        // To be filled in: an EAN is letters, and a spreadsheet would round it.
        if table.rows.is_empty() && column.kind == Kind::Text {
            sheet.set_column_format(n, &Format::new().set_num_format("@"))?;
        }
        for (row, cells) in (top + 1..).zip(&table.rows) {
            put(sheet, row, n, cells.get(usize::from(n)).unwrap_or(&Cell::Empty), &dress)?;
        }
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    let last = (u32::try_from(table.rows.len()), u16::try_from(table.columns.len().saturating_sub(1)));
    if let (Ok(last_row @ 1..), Ok(last_column)) = last {
        sheet.autofilter(top, 0, top + last_row, last_column)?;
    }
    Ok(())
}

/// How the cells of a column are dressed: numbers with the decimals of the longest of them.
fn dress(table: &Table, n: usize, kind: Kind) -> Dress {
    let cells = table.rows.iter().filter_map(|row| row.get(n));
    let decimals = cells.filter_map(|cell| match cell {
        Cell::Number(number) => Some(number.normalize().scale()),
        _ => None,
    });
    let decimals = usize::try_from(decimals.max().unwrap_or(0).min(DECIMALS)).unwrap_or(0);
    let number = if kind == Kind::Mixed {
        "General".to_owned()
    } else if decimals == 0 {
        "#,##0".to_owned()
    } else {
        format!("#,##0.{}", "0".repeat(decimals))
    };
    let base = || Format::new().set_align(FormatAlign::Top);
    let text =
        if kind == Kind::Mark { base().set_align(FormatAlign::Center) } else { base().set_text_wrap() };
    Dress {
        text,
        number: base().set_num_format(number),
        day: base().set_num_format(DAY),
        instant: base().set_num_format(INSTANT),
    }
}

/// Formats of one column.
struct Dress {
    text: Format,
    number: Format,
    day: Format,
    instant: Format,
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, dress: &Dress) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Mark(text) => {
            sheet.write_string_with_format(row, column, fitting(text), &dress.text)?;
        }
        Cell::Number(number) => match exact(*number) {
            Some(float) => {
                sheet.write_number_with_format(row, column, float, &dress.number)?;
            }
            None => {
                let text = number.normalize().to_string().replace('.', ",");
                sheet.write_string_with_format(row, column, text, &dress.text)?;
            }
        },
        Cell::Day(day) => match excel_day(*day) {
            Some(moment) => {
                sheet.write_datetime_with_format(row, column, &moment, &dress.day)?;
            }
            None => {
                sheet.write_string_with_format(row, column, day.to_string(), &dress.text)?;
            }
        },
        Cell::Instant(utc_s) => {
            if let Some(moment) = excel_instant(*utc_s) {
                sheet.write_datetime_with_format(row, column, &moment, &dress.instant)?;
            }
        }
    }
    Ok(())
}

/// The number as a workbook keeps it; `None` when it would lose a digit.
pub(super) fn exact(number: Decimal) -> Option<f64> {
    let number = number.normalize();
    let fits = number.mantissa().unsigned_abs() < 10_u128.pow(DIGITS);
    fits.then(|| number.to_string().parse().ok()).flatten()
}

/// The text, cut where a cell of a workbook ends.
pub(super) fn fitting(text: &str) -> String {
    if text.len() < LONGEST_TEXT || text.encode_utf16().count() < LONGEST_TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < LONGEST_TEXT
    });
    kept.chain(['…']).collect()
}

/// A day; `None` before 1900, which workbooks do not know.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let number = |n: i8| u8::try_from(n).ok();
    let moment = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).ok().filter(|y| *y >= 1900)?,
        number(day.month())?,
        number(day.day())?,
    );
    moment.ok()
}

/// A moment in Belgian time: workbooks know no zones.
fn excel_instant(utc_s: i64) -> Option<ExcelDateTime> {
    let there = local(utc_s)?;
    let of_day = |n: i8| u8::try_from(n).ok();
    let hour = u16::try_from(there.hour()).ok()?;
    excel_day(there.date())?.and_hms(hour, of_day(there.minute())?, of_day(there.second())?).ok()
}

/// A name that a sheet may have: at most 31 letters, none of those that formulas need.
pub(super) fn sheet_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars() {
        let c = if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
        if name.encode_utf16().count() + c.len_utf16() > 31 {
            break;
        }
        name.push(c);
    }
    let name = name.trim().trim_matches('\'').trim();
    // "History" is the one name that Excel keeps for itself.
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        "Tableau".to_owned()
    } else {
        name.to_owned()
    }
}

/// Wide enough for the header and most cells.
fn width(table: &Table, n: usize, column: &Column) -> f64 {
    let letters = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let cells = table.rows.iter().take(MEASURED).filter_map(|row| row.get(n));
    let longest = cells.map(|cell| match cell {
        Cell::Text(text) | Cell::Mark(text) => letters(text),
        Cell::Number(number) => number.to_string().len() + number.to_string().len() / 3,
        Cell::Day(_) => DAY.len(),
        Cell::Instant(_) => INSTANT.len(),
        Cell::Empty => 0,
    });
    // Two letters more for the sign of the filter.
    let heading = letters(&column.heading()).min(24) + 2;
    let wide = longest.max().unwrap_or(0).max(heading).clamp(WIDTHS.0, WIDTHS.1) + 1;
    f64::from(u16::try_from(wide).unwrap_or(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_number_that_would_lose_a_digit_is_no_number() {
        for (number, expect) in [
            (dec!(0.1), Some(0.1)),
            (dec!(-1234.50), Some(-1234.5)),
            (dec!(999999999999999), Some(999_999_999_999_999.0)),
            (dec!(1000000000000000), None),
            (dec!(0.1234567890123456), None),
            (dec!(541448200000000017), None),
        ] {
            assert_eq!(exact(number), expect, "{number}");
        }
    }

    #[test]
    fn sheets_have_names_that_spreadsheets_allow() {
        for (title, expect) in [
            ("Relevés : aile B / nord [2025]?", "Relevés   aile B   nord  2025"),
            ("'Résidence'", "Résidence"),
            ("", "Tableau"),
            ("History", "Tableau"),
            ("Un titre bien plus long que ce qu’une feuille supporte", "Un titre bien plus long que ce"),
        ] {
            assert_eq!(sheet_name(title), expect);
        }
    }

    #[test]
    fn a_text_that_no_cell_holds_is_cut_and_says_so() {
        let long = "é".repeat(40_000);
        let cut = fitting(&long);
        assert_eq!(cut.encode_utf16().count(), LONGEST_TEXT);
        assert!(cut.ends_with("é…"));
        assert_eq!(fitting("court"), "court");
    }
}
