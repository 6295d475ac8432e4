//! What a workbook may unpack to, looked at before it is unpacked for good.
//!
//! Sizes that a file states are not believed: they are counted while inflating into nothing.

use std::io::{Cursor, Read, Write as _, sink};

use super::biff::tamed;
use super::{damaged, too_large, unread};
use crate::finding::Finding;

/// Bytes all parts of an XLSX may come to: about twenty meter-years of quarter-hours.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// Parts of an XLSX.
const MOST_PARTS: usize = 2_000;

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

/// Checks an XLS: that it is a workbook, not locked, and what it unpacks to. Gives its records, tamed.
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
    tamed(book)
}

/// The records of an XLS in a box of their own, whole and without anything else.
pub(super) fn boxed(book: &[u8]) -> Result<Vec<u8>, Finding> {
    let anew = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, anew).map_err(|_| damaged())?;
    let mut stream = file.create_stream("/Workbook").map_err(|_| damaged())?;
    stream.write_all(book).and_then(|()| stream.flush()).map_err(|_| damaged())?;
    drop(stream);
    file.flush().map_err(|_| damaged())?;
    Ok(file.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

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
}
