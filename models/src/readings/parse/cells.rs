//! A table → rows of cells with their line numbers, whether it is text cut at a separator or a sheet of a workbook.
//!
//! The `csv` crate splits text; this finds the separator and the line each row stands on, so that a finding can name it.

use csv::ByteRecord;
use memchr::memmem;

use super::corrected::Corrections;
use super::numbers::{self, Number};
use super::sheets::{CellKind, Sheet, SheetRow};
use crate::lang::NumberStyle;

/// Where rows come from.
#[derive(Debug, Clone, Copy)]
pub enum Table<'a> {
    /// Text cut at a separator.
    Text {
        /// All of it.
        text: &'a str,
        /// Where its rows are cut.
        separator: u8,
        /// Whether quotes enclose cells, or are letters like any other.
        quoted: bool,
        /// What is read in some of its cells instead of what stands there.
        corrections: Option<&'a Corrections>,
    },
    /// A sheet of a workbook.
    Sheet {
        /// The sheet.
        sheet: &'a Sheet,
        /// Lines of the sheets before it: rows of a workbook are numbered through.
        offset: u32,
    },
}

impl<'a> Table<'a> {
    /// Text, its separator looked for.
    pub fn text(text: &'a str) -> Table<'a> {
        Table::cut(text, separator(text), None)
    }

    /// The same, some of its cells read otherwise.
    pub fn corrected(text: &'a str, corrections: &'a Corrections) -> Table<'a> {
        Table::cut(text, separator(text), Some(corrections))
    }

    fn cut(text: &'a str, separator: u8, corrections: Option<&'a Corrections>) -> Table<'a> {
        Table::Text { text, separator, quoted: quotes_are_sound(text.as_bytes(), separator), corrections }
    }

    /// Its rows.
    pub fn rows(self) -> Rows<'a> {
        match self {
            Table::Text { text, separator, quoted, corrections } => {
                Rows { corrections, ..Rows::new(text, separator, quoted) }
            }
            Table::Sheet { sheet, offset } => Rows {
                source: Source::Sheet { rows: sheet.rows.iter(), offset },
                record: ByteRecord::new(),
                lines: offset,
                corrections: None,
            },
        }
    }

    /// The separator of text; a sheet has none, and says as little about decimal signs as a tab.
    pub fn separator(self) -> u8 {
        match self {
            Table::Text { separator, .. } => separator,
            Table::Sheet { .. } => b'\t',
        }
    }

    /// The name of the sheet.
    pub fn name(self) -> Option<&'a str> {
        match self {
            Table::Text { .. } => None,
            Table::Sheet { sheet, .. } => Some(&sheet.name),
        }
    }
}

/// Rows of a table.
pub struct Rows<'a> {
    source: Source<'a>,
    record: ByteRecord,
    /// How many lines stood before.
    lines: u32,
    corrections: Option<&'a Corrections>,
}

enum Source<'a> {
    Text {
        text: &'a [u8],
        reader: csv::Reader<&'a [u8]>,
        /// Where the last row ended.
        end: usize,
        /// `\n`, or `\r` in files that have nothing else.
        newline: u8,
    },
    Sheet {
        rows: core::slice::Iter<'a, SheetRow>,
        offset: u32,
    },
}

/// One row.
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: u32,
    /// Empty lines between the row before and this one.
    pub blank_before: u32,
    record: &'a ByteRecord,
    /// What each cell is in its workbook; empty for text.
    kinds: &'a [CellKind],
}

impl<'a> Rows<'a> {
    /// Rows of `text`, split at `separator`.
    fn new(text: &'a str, separator: u8, quoted: bool) -> Rows<'a> {
        let text = text.as_bytes();
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .quoting(quoted)
            .from_reader(text);
        let newline = if text.contains(&b'\n') { b'\n' } else { b'\r' };
        let source = Source::Text { text, reader, end: 0, newline };
        Rows { source, record: ByteRecord::new(), lines: 0, corrections: None }
    }

    /// The next row; empty lines are passed over and counted.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        let (text, reader, end, newline) = match &mut self.source {
            Source::Text { text, reader, end, newline } => (*text, reader, end, *newline),
            Source::Sheet { rows, offset } => {
                let row = rows.next()?;
                let line = offset.saturating_add(row.line);
                let blank_before = line.saturating_sub(self.lines).saturating_sub(1);
                self.lines = line;
                return Some(Row { line, blank_before, record: &row.cells, kinds: &row.kinds });
            }
        };
        // Reading from memory with `flexible` has no way to fail; were there one, the file would end here.
        if !reader.read_byte_record(&mut self.record).ok()? {
            return None;
        }
        let stop = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        // The reader stops between the two bytes of a Windows line end.
        if *end > 0 && text.get(*end - 1) == Some(&b'\r') && text.get(*end) == Some(&b'\n') {
            *end += 1;
            self.lines = self.lines.saturating_add(u32::from(newline == b'\n'));
        }
        let read = text.get(*end..stop).unwrap_or_default();
        let body = read.iter().position(|b| !matches!(b, b'\n' | b'\r')).unwrap_or(read.len());
        let (blank, body) = read.split_at(body);
        let newlines =
            |bytes: &[u8]| u32::try_from(bytes.iter().filter(|b| **b == newline).count()).unwrap_or(u32::MAX);
        let blank_before = newlines(blank);
        let line = self.lines.saturating_add(blank_before).saturating_add(1);
        self.lines = line.saturating_sub(1).saturating_add(newlines(body));
        *end = stop;
        if let Some(corrections) = self.corrections {
            corrections.apply(line, &mut self.record);
        }
        Some(Row { line, blank_before, record: &self.record, kinds: &[] })
    }
}

impl<'a> Row<'a> {
    /// Cell `i`, trimmed; empty when the row is too short.
    pub fn cell(&self, i: usize) -> &'a [u8] {
        self.record.get(i).map_or(&[], <[u8]>::trim_ascii)
    }

    /// What cell `i` says as a number. In a workbook a number is one already, whatever the signs of its column.
    pub fn number(&self, i: usize, style: NumberStyle) -> Number {
        let style = if self.is_number(i) { NumberStyle::Dot } else { style };
        numbers::read(self.cell(i), style)
    }

    /// Whether cell `i` is a number of a workbook, not text that looks like one.
    pub fn is_number(&self, i: usize) -> bool {
        self.kinds.get(i).is_some_and(|kind| matches!(kind, CellKind::Number | CellKind::Flag))
    }

    /// Cell `i` as text. The record was cut out of valid text at ASCII separators, so this never replaces anything.
    pub fn text(&self, i: usize) -> &'a str {
        std::str::from_utf8(self.record.get(i).unwrap_or_default()).unwrap_or_default().trim()
    }

    /// The cells as they were written.
    pub fn record(&self) -> ByteRecord {
        self.record.clone()
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// All cells as text.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.record.iter().map(|c| std::str::from_utf8(c).unwrap_or_default().trim())
    }

    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(|c| c.trim_ascii().is_empty())
    }
}

/// Whether quotes enclose cells. A quote that nobody closed would swallow the rows below it: then a cell holds both
/// line ends and separators, and quotes are read as letters.
fn quotes_are_sound(text: &[u8], separator: u8) -> bool {
    let opens = |before: u8| memmem::find(text, &[before, b'"']).is_some();
    if text.first() != Some(&b'"') && ![separator, b'\n', b'\r'].into_iter().any(opens) {
        return true;
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        if record
            .iter()
            .any(|cell| cell.contains(&separator) && cell.iter().any(|b| matches!(b, b'\n' | b'\r')))
        {
            return false;
        }
    }
    true
}

/// A cell without the trick that keeps spreadsheets from changing it: `="0123"` → `0123`.
pub fn unwrapped(cell: &str) -> &str {
    cell.trim().trim_start_matches('=').trim_matches('"').trim()
}

/// The separator of a table: the one that cuts the first lines into most cells, most evenly.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(30).collect();
    let score = |separator: char| {
        let mut counts: Vec<usize> =
            lines.iter().map(|l| l.matches(separator).count()).filter(|n| *n > 0).collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let agree = counts.iter().filter(|n| **n == usual).count();
        (agree * 10 / lines.len().max(1), usual)
    };
    // A decimal comma is everywhere in a `;` table: the semicolon and the tab are believed first.
    for separator in [';', '\t', '|'] {
        let (agreement, cells) = score(separator);
        if cells > 0 && agreement >= 5 {
            return u8::try_from(separator).unwrap_or(b';');
        }
    }
    let best = [';', '\t', '|', ','].into_iter().max_by_key(|s| score(*s)).unwrap_or(';');
    // Rows of many lengths: the semicolon stands in more of them than the comma of their numbers.
    let held = |separator: char| lines.iter().filter(|l| l.contains(separator)).count();
    let best = if best == ',' && held(';') > held(',') { ';' } else { best };
    u8::try_from(best).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_not_the_decimal_comma() {
        assert_eq!(separator("Date;Index\n01/01/2025;1 234,5\n01/02/2025;1 300,7\n"), b';');
        assert_eq!(separator("Date,Index\n2025-01-01,1234.5\n"), b',');
        assert_eq!(separator("Relevés du compteur gaz\n\nDate\tIndex\n1/1/25\t12,5\n2/1/25\t13,5\n"), b'\t');
        assert_eq!(separator("seul"), separator("seul"));
    }

    #[test]
    fn rows_know_their_line() {
        let mut rows = Table::cut("a;b\n\n1;\"x\ny\"\n2;z", b';', None).rows();
        let mut lines = Vec::new();
        while let Some(row) = rows.next_row() {
            lines.push((row.line, row.len()));
        }
        assert_eq!(lines, [(1, 2), (3, 2), (5, 2)]);
        for newline in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "1;2", "", "", "3;4", "5;6"].join(newline);
            let mut rows = Table::cut(&text, b';', None).rows();
            let mut lines = Vec::new();
            while let Some(row) = rows.next_row() {
                lines.push((row.line, row.blank_before));
            }
            assert_eq!(lines, [(1, 0), (2, 0), (5, 2), (6, 0)], "{newline:?}");
        }
    }
}
