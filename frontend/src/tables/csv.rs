//! CSV as spreadsheets here open it: UTF-8 with its mark, `;`, decimal comma, lines ended as on Windows.
//!
//! Days and instants are written as ISO 8601, which every spreadsheet and every program understands alike. Cells that
//! a spreadsheet would run as a formula are made text by an apostrophe.

use eclaireur_models::period::rfc3339;

use super::table::{Cell, Table};
use crate::format;

/// What makes a spreadsheet run a cell: the signs and their wide twins.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Where a spreadsheet of other countries, or one that takes no heed of quotes, begins another cell.
const PARTS: [char; 4] = [',', '\t', '\r', '\n'];

/// The table as bytes.
pub(super) fn written(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Writing into memory cannot fail.
    let _ = writer.write_record(table.columns.iter().map(|column| harmless(&column.heading())));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Mark(text) => harmless(text),
        // A number cannot run, negative or not.
        Cell::Number(number) => format::plain(*number),
        Cell::Day(day) => day.to_string(),
        Cell::Instant(utc_s) => rfc3339(*utc_s),
        Cell::Empty => String::new(),
    }
}

/// A text that no spreadsheet runs: `=1+1` becomes `'=1+1`. Nor does any part of it, where a spreadsheet takes `,`, a
/// tabulator or the end of a line for the end of a cell, whatever the quotes say: `x,=1+1` becomes `x,'=1+1`.
pub fn harmless(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 1);
    // It skips white space before them.
    if cell.starts_with(SIGNS) || cell.starts_with(['\t', '\r', '\n']) {
        text.push('\'');
    }
    for (n, part) in cell.split_inclusive(PARTS).enumerate() {
        if n > 0 && part.trim_start_matches('"').starts_with(SIGNS) {
            text.push('\'');
        }
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::table::{Column, Kind};
    use eclaireur_models::period::day_start;
    use rust_decimal::dec;

    #[test]
    fn texts_cannot_run_as_formulas() {
        for (text, expect) in [
            ("=1+1", "'=1+1"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+32 81 00 00 00", "'+32 81 00 00 00"),
            ("-12,5", "'-12,5"),
            ("-a", "'-a"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("x,=HYPERLINK(\"https://example.be\")", "x,'=HYPERLINK(\"https://example.be\")"),
            ("x\t=1", "x\t'=1"),
            ("x\r\n=1", "x\r\n'=1"),
            ("aile A\r\naile B", "aile A\r\naile B"),
            ("x,,@SUM(A1),+1", "x,,'@SUM(A1),'+1"),
            ("x,\"=1\"", "x,'\"=1\""),
            ("x,\"\u{ff1d}1", "x,'\"\u{ff1d}1"),
            ("rue Haute, 12, aile B", "rue Haute, 12, aile B"),
            ("a;=1", "a;=1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("aile B", "aile B"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expect);
        }
    }

    #[test]
    fn cells_are_written_as_spreadsheets_and_programs_read_them() {
        let mut table = Table::new(
            "Essai",
            vec![Column::new("quoi", Kind::Text), Column::new("combien", Kind::Number).unit("kWh")],
        );
        let day = jiff::civil::date(2026, 11, 21);
        for (number, cell) in [
            (dec!(-1234.50), Cell::text("a;b \"c\"")),
            (dec!(0.1), Cell::Day(day)),
            (dec!(3), Cell::Instant(day_start(day) + 900)),
            (dec!(0), Cell::Empty),
        ] {
            table.rows.push(vec![cell, Cell::Number(number)]);
        }
        let expect = "\u{feff}quoi;combien (kWh)\r\n\"a;b \"\"c\"\"\";-1234,5\r\n2026-11-21;0,1\r\n\
            2026-11-21T00:15:00+01:00;3\r\n;0\r\n";
        assert_eq!(String::from_utf8(written(&table)).unwrap(), expect);
    }
}
