//! Text → rows of cells with their line numbers.
//!
//! The `csv` crate splits; this finds the separator and the line each row stands on, so that a finding can name it.

use csv::ByteRecord;
use memchr::memmem;

/// Rows of a table of text.
pub struct Rows<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    record: ByteRecord,
    /// Where the last row ended, and how many lines stood before that.
    end: usize,
    lines: u32,
    /// `\n`, or `\r` in files that have nothing else.
    newline: u8,
}

/// One row.
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: u32,
    /// Empty lines between the row before and this one.
    pub blank_before: u32,
    record: &'a ByteRecord,
}

impl<'a> Rows<'a> {
    /// Rows of `text`, split at `separator`.
    pub fn new(text: &'a str, separator: u8) -> Rows<'a> {
        let text = text.as_bytes();
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text);
        let reader = if quotes_are_sound(text, separator) { reader } else { plain(text, separator) };
        let newline = if text.contains(&b'\n') { b'\n' } else { b'\r' };
        Rows { text, reader, record: ByteRecord::new(), end: 0, lines: 0, newline }
    }

    /// The next row; empty lines are passed over and counted.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        // Reading from memory with `flexible` has no way to fail; were there one, the file would end here.
        if !self.reader.read_byte_record(&mut self.record).ok()? {
            return None;
        }
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(self.text.len());
        // The reader stops between the two bytes of a Windows line end.
        if self.end > 0
            && self.text.get(self.end - 1) == Some(&b'\r')
            && self.text.get(self.end) == Some(&b'\n')
        {
            self.end += 1;
            self.lines = self.lines.saturating_add(u32::from(self.newline == b'\n'));
        }
        let read = self.text.get(self.end..end).unwrap_or_default();
        let body = read.iter().position(|b| !matches!(b, b'\n' | b'\r')).unwrap_or(read.len());
        let (blank, body) = read.split_at(body);
        let newlines = |bytes: &[u8]| {
            u32::try_from(bytes.iter().filter(|b| **b == self.newline).count()).unwrap_or(u32::MAX)
        };
        let blank_before = newlines(blank);
        let line = self.lines.saturating_add(blank_before).saturating_add(1);
        self.lines = line.saturating_sub(1).saturating_add(newlines(body));
        self.end = end;
        Some(Row { line, blank_before, record: &self.record })
    }
}

impl<'a> Row<'a> {
    /// Cell `i`, trimmed; empty when the row is too short.
    pub fn cell(&self, i: usize) -> &'a [u8] {
        self.record.get(i).map_or(&[], <[u8]>::trim_ascii)
    }

    /// Cell `i` as text. The record was cut out of valid text at ASCII separators, so this never replaces anything.
    pub fn text(&self, i: usize) -> &'a str {
        std::str::from_utf8(self.record.get(i).unwrap_or_default()).unwrap_or_default().trim()
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

/// A reader for which a quote is a letter like any other.
fn plain(text: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(false)
        .from_reader(text)
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
pub fn separator(text: &str) -> u8 {
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
        let mut rows = Rows::new("a;b\n\n1;\"x\ny\"\n2;z", b';');
        let mut lines = Vec::new();
        while let Some(row) = rows.next_row() {
            lines.push((row.line, row.len()));
        }
        assert_eq!(lines, [(1, 2), (3, 2), (5, 2)]);
        for newline in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "1;2", "", "", "3;4", "5;6"].join(newline);
            let mut rows = Rows::new(&text, b';');
            let mut lines = Vec::new();
            while let Some(row) = rows.next_row() {
                lines.push((row.line, row.blank_before));
            }
            assert_eq!(lines, [(1, 0), (2, 0), (5, 2), (6, 0)], "{newline:?}");
        }
    }
}
