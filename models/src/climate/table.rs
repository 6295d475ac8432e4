//! A table that somebody loads instead of asking a service: a day and its mean temperature, °C, a row.
//!
//! Any separator, decimal comma or dot, days as 31/12/2025 or 2025-12-31, a header or none. Nothing is dropped in
//! silence: `read = accepted + missing + rejected + ignored`. Does *not* decide whether a table with errors is used:
//! whoever loads it does, and it is not. Does *not* read workbooks.

use std::collections::BTreeMap;

use super::Temperature;
use crate::finding::{Code, Finding, Findings};
use crate::lang::{NumberStyle, normalised};
use crate::period::Day;
use crate::readings::RowCounts;
use crate::readings::parse::DateOrder;
use crate::readings::parse::cells::{Row, Table as Cells};
use crate::readings::parse::dates::{self, date};
use crate::readings::parse::looks::{Looks, look};
use crate::readings::parse::numbers::{self, Number};

/// Rows that are read: more than two centuries of days. What comes after them is refused.
const MOST_ROWS: u32 = 100_000;

/// Headers of a column of days begin with one of these, normalised.
const DAY_WORDS: &[&str] = &["jour", "date", "day", "datum", "tag", "dag"];
/// Headers of a column of temperatures have one of these in them, normalised.
const TEMPERATURE_WORDS: &[&str] = &["temp", "tmoy", "tavg", "tmean", "moyenne", "mean"];
/// Other units that a header can name, normalised.
const OTHER_UNITS: &[&str] = &["fahrenheit", "kelvin", "degf"];

/// What a table says, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemperatureTable {
    /// The days that could be read, in order.
    pub days: Vec<(Day, Temperature)>,
    /// What became of the rows below the header.
    pub rows: RowCounts,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

impl TemperatureTable {
    /// Reads the bytes of a file. Days after `today` are refused.
    pub fn read(bytes: &[u8], today: Day) -> TemperatureTable {
        let decoded = match look(bytes) {
            Looks::Table(decoded) => decoded,
            other => {
                return TemperatureTable::refused(
                    Finding::new(Code::NoTemperatures).with("looks_like", kind(&other)),
                );
            }
        };
        let mut rows = Cells::text(&decoded.text).rows();
        let Some(first) = rows.next_row() else {
            return TemperatureTable::refused(Finding::new(Code::NoTemperatures));
        };
        let columns = match Columns::of(&first) {
            Ok(columns) => columns,
            Err(finding) => return TemperatureTable::refused(finding),
        };
        let mut reading = Reading { columns, today, ..Reading::default() };
        if columns.no_header {
            reading.take(&first);
        } else {
            reading.header = [columns.day, columns.temperature].map(|i| first.text(i).to_owned());
        }
        while let Some(row) = rows.next_row() {
            if !reading.take(&row) {
                break;
            }
        }
        reading.done()
    }

    /// Whether something in it must be corrected before it can be used.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity() == crate::finding::Severity::Error)
    }

    fn refused(finding: Finding) -> TemperatureTable {
        TemperatureTable { findings: vec![finding], ..TemperatureTable::default() }
    }
}

/// What a file is that is no table.
fn kind(looks: &Looks<'_>) -> &'static str {
    match looks {
        Looks::Workbook => "workbook",
        Looks::Else(what) => what,
        _ => "other",
    }
}

/// Where the day and its temperature stand.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    day: usize,
    temperature: usize,
    /// Cells of a row.
    width: usize,
    no_header: bool,
}

impl Columns {
    /// From the first row: its words, or the kind of its cells when it is no header.
    fn of(first: &Row<'_>) -> Result<Columns, Finding> {
        let position = |is: &dyn Fn(usize) -> bool| (0..first.len()).find(|i| is(*i));
        if let Some(day) = position(&|i| date(first.cell(i), DateOrder::DayFirst).is_some()) {
            let other = position(&|i| i != day && !first.cell(i).is_empty());
            if let Some(temperature) = other {
                return Ok(Columns { day, temperature, width: day.max(temperature) + 1, no_header: true });
            }
        }
        let words: Vec<String> = first.texts().map(normalised).collect();
        let has = |i: usize, words_of: &[&str]| {
            words.get(i).is_some_and(|w| words_of.iter().any(|o| w.contains(o)))
        };
        let unit = position(&|i| has(i, OTHER_UNITS) || first.text(i).contains("°F"));
        if let Some(unit) = unit {
            return Err(Finding::new(Code::NoTemperatures).row(1).with("unit", first.text(unit)));
        }
        let begins = |i: usize| words.get(i).is_some_and(|w| DAY_WORDS.iter().any(|d| w.starts_with(d)));
        let day = position(&begins);
        let temperature = position(&|i| Some(i) != day && has(i, TEMPERATURE_WORDS));
        let width = first.len();
        match (day, temperature, width) {
            (Some(day), Some(temperature), _) => Ok(Columns { day, temperature, width, no_header: false }),
            (Some(day @ (0 | 1)), None, 2) => {
                Ok(Columns { day, temperature: 1 - day, width, no_header: false })
            }
            _ => {
                let headers: Vec<&str> = first.texts().filter(|t| !t.is_empty()).take(6).collect();
                let finding = Finding::new(Code::NoTemperatures).row(1);
                Err(if headers.is_empty() {
                    finding
                } else {
                    finding.with("headers", short(&headers.join(", ")))
                })
            }
        }
    }
}

/// The beginning of a text of the file.
fn short(text: &str) -> String {
    text.chars().take(120).collect()
}

/// Rows read so far.
#[derive(Debug, Default)]
struct Reading {
    columns: Columns,
    header: [String; 2],
    today: Day,
    days: BTreeMap<Day, (Temperature, u32)>,
    rows: RowCounts,
    findings: Findings,
}

impl Reading {
    /// Takes a row; `false` when no more of them are read.
    fn take(&mut self, row: &Row<'_>) -> bool {
        self.rows.ignored = self.rows.ignored.saturating_add(row.blank_before);
        self.rows.read = self.rows.read.saturating_add(row.blank_before);
        if self.rows.read >= MOST_ROWS {
            self.findings.push(Finding::new(Code::TooManyDays).row(row.line).with("most", MOST_ROWS));
            return false;
        }
        self.rows.read += 1;
        if row.is_blank() {
            self.rows.ignored += 1;
            return true;
        }
        match self.value(row) {
            Ok(Some((day, temperature))) => self.keep(row.line, day, temperature),
            Ok(None) => self.rows.missing += 1,
            Err(finding) => {
                self.rows.rejected += 1;
                self.findings.push(finding);
            }
        }
        true
    }

    fn value(&self, row: &Row<'_>) -> Result<Option<(Day, Temperature)>, Finding> {
        let Columns { day, temperature, width, .. } = self.columns;
        let [day_header, temperature_header] = &self.header;
        let at = |code: Code, header: &str, cell: usize| {
            let finding = Finding::new(code).row(row.line).value(row.text(cell));
            if header.is_empty() { finding } else { finding.column(header) }
        };
        if row.len() <= day.max(temperature) {
            return Err(Finding::new(Code::ShortRow).row(row.line));
        }
        // A decimal comma in a table that is cut at commas makes one cell too many.
        let decimals = row.cell(temperature + 1);
        if row.len() > width && !decimals.is_empty() && decimals.iter().all(u8::is_ascii_digit) {
            return Err(Finding::new(Code::ExtraCell).row(row.line));
        }
        let Some(on) = date(row.cell(day), DateOrder::DayFirst) else {
            let finding = at(Code::BadDate, day_header, day);
            return Err(match dates::mended(row.text(day), DateOrder::DayFirst) {
                Some(proposal) => finding.proposal(proposal),
                None => finding,
            });
        };
        if on > self.today {
            return Err(at(Code::FutureDate, day_header, day).with("day", on));
        }
        // A daily mean has no thousands: a comma is a decimal sign, and so is a dot.
        let cell = row.cell(temperature);
        let style = if cell.contains(&b',') { NumberStyle::Comma } else { NumberStyle::Dot };
        let bare = core::str::from_utf8(cell).unwrap_or_default().trim_end_matches("°C").trim_end();
        match numbers::read(bare.as_bytes(), style) {
            Number::Missing => Ok(None),
            Number::Bad => {
                let finding = at(Code::BadNumber, temperature_header, temperature);
                Err(match numbers::mended(bare, style) {
                    Some(proposal) => finding.proposal(proposal),
                    None => finding,
                })
            }
            Number::Value { value, scale } => {
                let celsius = rust_decimal::Decimal::try_from_i128_with_scale(i128::from(value), scale).ok();
                let temperature_read = celsius.and_then(Temperature::from_celsius);
                temperature_read
                    .map(|t| Some((on, t)))
                    .ok_or_else(|| at(Code::ImpossibleTemperature, temperature_header, temperature))
            }
        }
    }

    fn keep(&mut self, line: u32, day: Day, temperature: Temperature) {
        match self.days.get(&day) {
            None => {
                self.days.insert(day, (temperature, line));
                self.rows.accepted += 1;
            }
            Some((same, first)) if *same == temperature => {
                self.rows.ignored += 1;
                self.findings.push(Finding::new(Code::DuplicateRow).row(line).with("other_row", first));
            }
            Some((other, first)) => {
                self.rows.rejected += 1;
                let finding =
                    Finding::new(Code::ConflictingRows).row(line).value(temperature.celsius().to_string());
                let other = other.celsius().normalize();
                self.findings.push(finding.with("other_row", first).with("other_value", other));
            }
        }
    }

    fn done(mut self) -> TemperatureTable {
        if self.days.is_empty() && self.rows.rejected == 0 {
            self.findings.push(Finding::new(Code::NoTemperatures));
        }
        let days = self.days.into_iter().map(|(day, (temperature, _))| (day, temperature)).collect();
        TemperatureTable { days, rows: self.rows, findings: self.findings.into_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> TemperatureTable {
        TemperatureTable::read(text.as_bytes(), date(2026, 11, 21))
    }

    fn codes(table: &TemperatureTable) -> Vec<(&'static str, Option<u32>)> {
        table.findings.iter().map(|f| (f.code.code(), f.row)).collect()
    }

    #[test]
    fn the_same_days_are_read_however_they_are_written() {
        let right = read("jour;température\n01/01/2026;1,95\n02/01/2026;-3\n");
        assert_eq!(right.findings, []);
        let hundredths: Vec<_> = right.days.iter().map(|(d, t)| (d.to_string(), t.hundredths())).collect();
        assert_eq!(hundredths, [("2026-01-01".to_owned(), 195), ("2026-01-02".to_owned(), -300)]);
        for text in [
            "date,temperature_2m_mean (°C)\n2026-01-01,1.95\n2026-01-02,-3.0\n",
            "2026-01-01\t1,95\n2026-01-02\t-3,00\n",
            "\u{feff}Station;Jour;Temp. moyenne\r\nUccle;1/1/26;1,95 °C\r\nUccle;2/1/26;−3 °C\r\n",
            "date,temp\n2026-01-01,\"1,95\"\n2026-01-02,\"-3,0\"\n",
            "t_mean;date\n1.95;2026-01-01\n-3;2026-01-02\n",
        ] {
            let table = read(text);
            assert_eq!(
                (table.days.as_slice(), table.findings.as_slice()),
                (right.days.as_slice(), &[][..]),
                "{text}"
            );
        }
    }

    #[test]
    fn each_row_that_is_not_used_is_counted_and_said() {
        let table = read(
            "jour;température\n01/01/2026;1,5\n01/01/2026;1,50\n01/01/2026;2\n31/02/2026;3\n04/01/2026;douze\n\
             05/01/2026;120\n06/01/2026;\n22/11/2026;4\n",
        );
        assert_eq!(
            codes(&table),
            [
                ("duplicate-row", Some(3)),
                ("conflicting-rows", Some(4)),
                ("bad-date", Some(5)),
                ("bad-number", Some(6)),
                ("impossible-temperature", Some(7)),
                ("future-date", Some(9)),
            ]
        );
        assert!(table.has_errors());
        let rows = table.rows;
        assert_eq!((rows.read, rows.accepted, rows.missing, rows.rejected, rows.ignored), (8, 1, 1, 5, 1));
    }

    #[test]
    fn what_is_no_table_of_temperatures_says_what_it_is() {
        for (text, name, value) in [
            ("", "headers", None),
            ("<!doctype html><html>", "looks_like", Some("html")),
            ("PK\u{3}\u{4}", "looks_like", None),
            ("compteur;index\nA;12\n", "headers", Some("compteur, index")),
            ("date;température (°F)\n2026-01-01;35\n", "unit", Some("température (°F)")),
            ("jour;température\n", "headers", None),
        ] {
            let table = read(text);
            assert_eq!(table.days, [], "{text}");
            let [finding] = table.findings.as_slice() else { panic!("{text}: {:?}", table.findings) };
            assert_eq!(finding.code, Code::NoTemperatures, "{text}");
            if value.is_some() {
                assert_eq!(finding.data.get(name).map(String::as_str), value, "{text}");
            }
        }
    }

    #[test]
    fn a_decimal_comma_between_commas_is_not_taken_for_a_whole_degree() {
        let table = read("2026-01-01,1,95\n2026-01-02,2,10\n");
        assert_eq!(codes(&table), [("extra-cell", Some(1)), ("extra-cell", Some(2))]);
        let headed = read("date,temp\n2026-01-01,1,95\n");
        assert_eq!(codes(&headed), [("extra-cell", Some(2))]);
    }
}
