//! The records of an XLS, looked at before its reader is let near them, and tamed: what they would unpack to is counted, and
//! what we do not read is put out of its sight.
//!
//! The reader keeps the whole rectangle around the cells of a sheet, a copy of a shared string in each cell that names it,
//! and the text of every formula. Does *not* read values: the reader does. Format: [MS-XLS] 2.1.4 (records), 2.4 (kinds).

use std::collections::BTreeMap;

use super::{damaged, too_large, unread};
use crate::finding::Finding;

/// Cells of the rectangles around those of all sheets together.
const MOST_DENSE: u64 = 2_000_000;
/// Bytes of text of all cells together.
const MOST_TEXT: u64 = 64 * 1024 * 1024;
/// Sheets of a workbook.
const MOST_SHEETS: usize = 400;
/// How often records may be passed, for each record there is: sheets inside one another are passed more than once.
const MOST_PASSES: usize = 4;
/// A kind of record that no reader knows.
const UNKNOWN: [u8; 2] = [0xff, 0xff];

/// The kinds of records that matter here.
mod kind {
    pub const BEGIN: u16 = 0x0809;
    pub const END: u16 = 0x000a;
    pub const LOCKED: u16 = 0x002f;
    pub const SHEET: u16 = 0x0085;
    pub const STRINGS: u16 = 0x00fc;
    pub const CONTINUED: u16 = 0x003c;
    pub const FORMULA: u16 = 0x0006;
    pub const SHARED_STRING: u16 = 0x00fd;
    pub const NUMBERS: u16 = 0x00bd;
    /// Label, `RString`, `BoolErr`, Number, Rk: one cell each, with its text if it has one.
    pub const CELLS: [u16; 5] = [0x0204, 0x00d6, 0x0205, 0x0203, 0x027e];
    /// Dimensions, names and references: taken at their word by the reader, and not needed.
    pub const UNNEEDED: [u16; 3] = [0x0200, 0x0018, 0x0017];
}

/// Where a record stands, and what it is.
#[derive(Debug, Clone, Copy)]
struct Record {
    at: usize,
    kind: u16,
    length: usize,
}

impl Record {
    fn body(self, book: &[u8]) -> &[u8] {
        let rest = book.get(self.at + 4..).unwrap_or_default();
        rest.get(..self.length).unwrap_or(rest)
    }
}

/// The records of a workbook, made harmless.
///
/// # Errors
/// One finding: locked by a password, damaged, or too large once unpacked.
pub(super) fn tamed(mut book: Vec<u8>) -> Result<Vec<u8>, Finding> {
    let records = records(&book);
    if records.iter().any(|r| r.kind == kind::LOCKED) {
        return Err(unread("locked"));
    }
    check(&book, &records)?;
    for record in records {
        if kind::UNNEEDED.contains(&record.kind)
            && let Some(kind) = book.get_mut(record.at..record.at + 2)
        {
            kind.copy_from_slice(&UNKNOWN);
        }
        // The length of a formula, after its cell and its value: we read the value.
        if record.kind == kind::FORMULA
            && record.length >= 22
            && let Some(length) = book.get_mut(record.at + 24..record.at + 26)
        {
            length.fill(0);
        }
    }
    Ok(book)
}

/// Two bytes of kind, two of length, the body; and so on to the end.
fn records(book: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    let mut at = 0;
    while let Some([a, b, c, d]) = book.get(at..at + 4) {
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        records.push(Record { at, kind: u16::from_le_bytes([*a, *b]), length });
        at += 4 + length;
    }
    records
}

/// Adds up what all sheets unpack to.
fn check(book: &[u8], records: &[Record]) -> Result<(), Finding> {
    let begins: BTreeMap<usize, usize> =
        records.iter().enumerate().filter(|(_, r)| r.kind == kind::BEGIN).map(|(i, r)| (r.at, i)).collect();
    let sheets: Vec<usize> = records
        .iter()
        .filter(|r| r.kind == kind::SHEET)
        .map(|r| number(r.body(book), 0).ok_or_else(damaged))
        .collect::<Result<_, _>>()?;
    if sheets.len() > MOST_SHEETS {
        return Err(too_large());
    }
    let texts = shared_texts(book, records);
    let mut passes = records.len().saturating_mul(MOST_PASSES).saturating_add(1000);
    let (mut dense, mut text) = (0_u64, 0_u64);
    for sheet in sheets {
        // A sheet that begins inside a record could show its reader records that were never looked at here.
        let first = *begins.get(&sheet).ok_or_else(damaged)?;
        let unpacked = unpacked(book, records.get(first..).unwrap_or_default(), &texts, &mut passes)?;
        dense = dense.saturating_add(unpacked.dense);
        text = text.saturating_add(unpacked.text);
        if dense > MOST_DENSE || text > MOST_TEXT {
            return Err(too_large());
        }
    }
    Ok(())
}

/// What a sheet unpacks to.
#[derive(Debug, Default)]
struct Unpacked {
    /// Cells of the rectangle around those that are there.
    dense: u64,
    /// Bytes of text.
    text: u64,
}

/// From the beginning of a sheet to its end, without the charts in it.
fn unpacked(book: &[u8], records: &[Record], texts: &Texts, passes: &mut usize) -> Result<Unpacked, Finding> {
    let mut unpacked = Unpacked::default();
    let mut corners: Option<[u64; 4]> = None;
    let mut depth = 0_usize;
    for record in records {
        *passes = passes.checked_sub(1).ok_or_else(too_large)?;
        match record.kind {
            kind::BEGIN => depth += 1,
            kind::END if depth <= 1 => break,
            kind::END => depth -= 1,
            kind if depth == 1 => {
                let body = record.body(book);
                let Some((row, first, last)) = cell(kind, body) else { continue };
                let [top, left, bottom, right] = corners.unwrap_or([row, first, row, last]);
                corners = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
                unpacked.text = unpacked.text.saturating_add(match kind {
                    kind::SHARED_STRING => texts.of(number(body, 6)),
                    _ => u64::try_from(record.length).unwrap_or(u64::MAX),
                });
            }
            _ => {}
        }
    }
    if let Some([top, left, bottom, right]) = corners {
        unpacked.dense = (bottom - top + 1).saturating_mul(right - left + 1);
    }
    Ok(unpacked)
}

/// Row, first and last column of the cells of a record; `None` when it has none.
fn cell(kind: u16, body: &[u8]) -> Option<(u64, u64, u64)> {
    let one = kind::CELLS.contains(&kind) || [kind::FORMULA, kind::SHARED_STRING].contains(&kind);
    let [r0, r1, c0, c1, ..] = body else { return None };
    let row = u64::from(u16::from_le_bytes([*r0, *r1]));
    let first = u64::from(u16::from_le_bytes([*c0, *c1]));
    // Six bytes a cell between its first and its last column.
    let wide = u64::try_from(body.len() / 6).unwrap_or(0);
    match kind {
        kind::NUMBERS => Some((row, first, first.saturating_add(wide))),
        _ => one.then_some((row, first, first)),
    }
}

fn number(body: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = body.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

/// How long each shared string is, in bytes of text.
#[derive(Debug, Default)]
struct Texts {
    lengths: Vec<u32>,
}

impl Texts {
    /// The length of one; of one that is not there, the longest there can be.
    fn of(&self, index: Option<usize>) -> u64 {
        let length = index.and_then(|i| self.lengths.get(i)).copied();
        u64::from(length.unwrap_or(LONGEST))
    }
}

/// Characters of a string, three bytes each.
const LONGEST: u32 = 3 * 0xffff;

/// The lengths that the table of shared strings states ([MS-XLS] 2.5.293); it may go on over several records, which begin
/// anew with the width of a character in the middle of a string.
fn shared_texts(book: &[u8], records: &[Record]) -> Texts {
    let mut texts = Texts::default();
    let Some(start) = records.iter().position(|r| r.kind == kind::STRINGS) else { return texts };
    let table = records.iter().skip(start);
    let parts: Vec<&[u8]> = table
        .enumerate()
        .take_while(|(i, r)| *i == 0 || r.kind == kind::CONTINUED)
        .map(|(_, r)| r.body(book))
        .collect();
    let mut strings = Strings { parts: &parts, part: 0, at: 8 };
    while let Some(length) = strings.next() {
        texts.lengths.push(length);
    }
    texts
}

/// Goes from string to string over the parts of the table.
struct Strings<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Strings<'_> {
    fn rest(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    /// To the next part, if this one is used up.
    fn turn(&mut self) -> bool {
        if self.rest().is_empty() && self.part + 1 < self.parts.len() {
            (self.part, self.at) = (self.part + 1, 0);
            return true;
        }
        false
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let bytes = self.rest().get(..N)?.try_into().ok()?;
        self.at += N;
        Some(bytes)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = bytes.min(self.rest().len());
            self.at += step;
            bytes -= step;
            if bytes > 0 && !self.turn() {
                return None;
            }
        }
        Some(())
    }

    /// The length of the string that begins here; then stands behind it.
    fn next(&mut self) -> Option<u32> {
        self.turn();
        let [a, b, mut flags] = self.take()?;
        let count = u16::from_le_bytes([a, b]);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(self.take()?)) };
        let more = if flags & 4 == 0 { 0 } else { u32::from_le_bytes(self.take()?) };
        let mut left = usize::from(count);
        while left > 0 {
            let wide = if flags & 1 == 0 { 1 } else { 2 };
            let here = left.min(self.rest().len() / wide);
            self.at += here * wide;
            left -= here;
            if left > 0 {
                // Half a character at the end of a part is nobody's.
                self.at += self.rest().len();
                if !self.turn() {
                    return None;
                }
                [flags] = self.take()?;
            }
        }
        self.skip(runs * 4)?;
        self.skip(usize::try_from(more).ok()?)?;
        Some(u32::from(count) * 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::finding::Code;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
    }

    fn number_at(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    /// A workbook of one sheet with these records in it, after `table`.
    fn book(table: &[u8], sheet: &[Vec<u8>]) -> Vec<u8> {
        let begin = record(kind::BEGIN, &[0, 6, 0x10, 0]);
        let end = record(kind::END, &[]);
        // The sheet begins after: begin, the record of the sheet (4 + 8), the table, end.
        let at = begin.len() + 12 + table.len() + end.len();
        let at = u32::try_from(at).unwrap().to_le_bytes();
        let named = record(kind::SHEET, &[&at[..], &[0, 0, 0, 0]].concat());
        let sheet = sheet.concat();
        [&begin[..], &named, table, &end, &begin, &sheet, &end].concat()
    }

    fn code(book: Vec<u8>) -> Option<Code> {
        tamed(book).err().map(|finding| finding.code)
    }

    #[test]
    fn the_rectangle_around_two_far_cells_is_counted_whatever_lies_between_them() {
        assert_eq!(code(book(&[], &[number_at(7, 3), number_at(9, 3)])), None);
        assert_eq!(code(book(&[], &[number_at(0, 0), number_at(65_535, 255)])), Some(Code::FileTooLarge));
        let chart = [record(kind::BEGIN, &[0; 4]), number_at(65_535, 255), record(kind::END, &[])].concat();
        assert_eq!(code(book(&[], &[number_at(0, 0), chart.clone(), number_at(1, 1)])), None);
        let around = [number_at(0, 0), chart, number_at(65_535, 255)];
        assert_eq!(code(book(&[], &around)), Some(Code::FileTooLarge));
    }

    #[test]
    fn a_long_string_in_many_cells_is_counted_in_each() {
        let long = [&[0; 8][..], &8_000_u16.to_le_bytes(), &[0], &[b'x'; 8_000]].concat();
        let cell = |row: u16, index: u32| {
            let at = [&row.to_le_bytes()[..], &[0, 0, 0, 0], &index.to_le_bytes()].concat();
            record(kind::SHARED_STRING, &at)
        };
        let cells = |n: u16| (0..n).map(|row| cell(row, 0)).collect::<Vec<_>>();
        let table = record(kind::STRINGS, &long);
        assert_eq!(code(book(&table, &cells(2_000))), None);
        assert_eq!(code(book(&table, &cells(3_000))), Some(Code::FileTooLarge));
        // In two parts, the second with characters of two bytes.
        let parts = [
            record(kind::STRINGS, &[&[0; 8][..], &[4, 0, 0, b'a', b'b']].concat()),
            record(kind::CONTINUED, &[1, b'c', 0, b'd', 0, 1, 0, 0, b'e']),
        ]
        .concat();
        let book = book(&parts, &[]);
        assert_eq!(shared_texts(&book, &records(&book)).lengths, [12, 3]);
    }

    #[test]
    fn a_sheet_that_begins_inside_a_record_is_damaged() {
        let mut book = book(&[], &[number_at(0, 0)]);
        assert_eq!(code(book.clone()), None);
        book[12] += 4;
        assert_eq!(code(book), Some(Code::NotMeterData));
    }

    #[test]
    fn what_is_not_needed_is_out_of_sight() {
        let formula = record(kind::FORMULA, &[7; 40]);
        let sheet = [record(0x0200, &[0xff; 14]), formula, record(0x0018, &[1; 20])];
        let tamed = tamed(book(&[], &sheet)).unwrap();
        let left: BTreeSet<u16> = records(&tamed).iter().map(|r| r.kind).collect();
        assert!(kind::UNNEEDED.iter().all(|kind| !left.contains(kind)), "{left:?}");
        let formula = records(&tamed).into_iter().find(|r| r.kind == kind::FORMULA).unwrap();
        assert_eq!(formula.body(&tamed)[18..24], [7, 7, 0, 0, 7, 7]);
    }
}
