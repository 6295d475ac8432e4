//! What a workbook may unpack to, looked at before it is unpacked for good.
//!
//! Sizes that a file states are not believed: they are counted while inflating into nothing.

use std::io::{Cursor, Read, Write as _, sink};

use super::{damaged, too_large};
use crate::finding::{Code, Finding};

/// Bytes all parts of an XLSX may come to: about twenty meter-years of quarter-hours.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// Parts of an XLSX.
const MOST_PARTS: usize = 2_000;
/// Cells of the smallest rectangle around those of an XLS, over all its sheets: the reader keeps that whole.
const MOST_DENSE: u64 = 4_000_000;

/// Checks an XLSX.
pub(super) fn check_package(bytes: &[u8]) -> Result<(), Finding> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if package.len() > MOST_PARTS {
        return Err(too_large());
    }
    let mut left = MOST_BYTES;
    let mut has_sheets = false;
    for part in 0..package.len() {
        let part = package.by_index(part).map_err(|_| damaged())?;
        match &*part.name().map_err(|_| damaged())? {
            "xl/workbook.bin" => return Err(unread("xlsb")),
            "content.xml" => return Err(unread("opendocument")),
            name => has_sheets |= name.starts_with("xl/"),
        }
        let read = std::io::copy(&mut part.take(left + 1), &mut sink()).map_err(|_| damaged())?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
    }
    if has_sheets { Ok(()) } else { Err(unread("archive")) }
}

fn unread(what: &'static str) -> Finding {
    Finding::new(Code::NotMeterData).with("looks_like", what)
}

/// Checks an XLS: that it is a workbook, not locked, and how large the rectangles around its cells are. Gives its records.
pub(super) fn check_compound(bytes: &[u8]) -> Result<Vec<u8>, Finding> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if file.exists("/EncryptedPackage") {
        return Err(unread("locked"));
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.exists(name));
    let Some(name) = name else {
        return Err(unread(if file.exists("/WordDocument") { "word-processor" } else { "old-office" }));
    };
    let stream = file.open_stream(name).map_err(|_| damaged())?;
    let mut book = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut book).map_err(|_| damaged())?;
    let found = survey(&book)?;
    if found.widest.saturating_mul(found.sheets.max(1)) > MOST_DENSE { Err(too_large()) } else { Ok(book) }
}

/// The records of an XLS in a box of their own, whole and without anything else.
pub(super) fn boxed(book: &[u8]) -> Result<Vec<u8>, Finding> {
    let made = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
        file.create_stream("/Workbook")?.write_all(book)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    made().map_err(|_| damaged())
}

/// What the records of a workbook stream say of its size.
#[derive(Default)]
struct Survey {
    sheets: u64,
    widest: u64,
}

/// Walks the records ([MS-XLS] 2.1.4): two bytes of kind, two of length, the body; cells begin with row and column.
fn survey(book: &[u8]) -> Result<Survey, Finding> {
    let mut survey = Survey::default();
    let mut corners: Option<[u64; 4]> = None;
    let mut rest = book;
    while let [a, b, c, d, after @ ..] = rest {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let body = after.get(..length).unwrap_or(after);
        match kind {
            0x0809 | 0x000a => corners = None, // a sheet begins or ends
            0x0085 => survey.sheets += 1,
            0x002f => return Err(unread("locked")), // FilePass
            // Number, RK, MulRk, LabelSst, Label, BoolErr, Formula, Blank, MulBlank, RString
            0x0203 | 0x027e | 0x00bd | 0x00fd | 0x0204 | 0x0205 | 0x0006 | 0x0201 | 0x00be | 0x00d6 => {
                if let [r0, r1, c0, c1, ..] = body {
                    let row = u64::from(u16::from_le_bytes([*r0, *r1]));
                    let first = u64::from(u16::from_le_bytes([*c0, *c1]));
                    // MulRk: six bytes a cell between its first and last column.
                    let wide = u64::try_from(length / 6).unwrap_or(0);
                    let last = if kind == 0x00bd { first.saturating_add(wide) } else { first };
                    let [top, left, bottom, right] = corners.unwrap_or([row, first, row, last]);
                    let now = [top.min(row), left.min(first), bottom.max(row), right.max(last)];
                    corners = Some(now);
                    let [top, left, bottom, right] = now;
                    survey.widest = survey.widest.max((bottom - top + 1) * (right - left + 1));
                }
            }
            _ => {}
        }
        rest = after.get(length..).unwrap_or_default();
    }
    Ok(survey)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_package_that_swells_is_refused_before_it_is_read() {
        let zeros = vec![b' '; 210 * 1024 * 1024];
        let bomb = package(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        assert!(bomb.len() < 1024 * 1024);
        assert_eq!(check_package(&bomb).unwrap_err().code, Code::FileTooLarge);
        assert_eq!(check_package(&package(&[("xl/workbook.xml", b"<workbook/>")])), Ok(()));
        for (part, expect) in
            [("content.xml", "opendocument"), ("xl/workbook.bin", "xlsb"), ("a.csv", "archive")]
        {
            let finding = check_package(&package(&[(part, b"x")])).unwrap_err();
            assert_eq!(finding.data.get("looks_like").map(String::as_str), Some(expect));
        }
        assert!(check_package(b"PK\x03\x04 and then nothing").is_err());
        assert!(check_compound(b"\xd0\xcf\x11\xe0 and then nothing").is_err());
    }

    #[test]
    fn the_rectangle_around_two_far_cells_is_counted() {
        let number = |row: u16, column: u16| {
            let mut record = vec![0x03, 0x02, 14, 0];
            record.extend(row.to_le_bytes());
            record.extend(column.to_le_bytes());
            record.extend([0; 10]);
            record
        };
        let sheet = [0x85, 0, 0, 0];
        let far: Vec<u8> = sheet.into_iter().chain(number(0, 0)).chain(number(65_535, 255)).collect();
        assert_eq!(survey(&far).unwrap().widest, 65_536 * 256);
        let near: Vec<u8> = sheet.into_iter().chain(number(7, 3)).chain(number(9, 3)).collect();
        assert_eq!(survey(&near).unwrap().widest, 3);
    }
}
