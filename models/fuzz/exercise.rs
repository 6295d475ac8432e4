//! What each parser is put through, shared by the fuzz targets and by the test that replays their corpus
//! (`models/tests/it/corpus.rs`).
//!
//! Every function takes whatever bytes there are and makes them reach its parser: the first bytes that tell a kind are
//! put in front, sheets are wrapped into a workbook. To add a parser: a function here, a line in [`ALL`], a file in
//! `fuzz_targets`, seeds in `corpus/<name>`.
#![allow(dead_code, reason = "each target uses one of them")]

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::mapping::propose;
use eclaireur_models::readings::parse::{Hints, archive, parse};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap_or_default());

/// Reads bytes in one way, and ends in peace.
pub type Exercise = fn(&[u8]);

/// Each target by its name.
pub const ALL: [(&str, Exercise); 8] = [
    ("tables", tables),
    ("workbooks", workbooks),
    ("old_workbooks", old_workbooks),
    ("telegrams", telegrams),
    ("xml", xml),
    ("pdf", pdf),
    ("archives", archives),
    ("mappings", mappings),
];

/// Every row has one fate, points are in order, and what is not read says why (I3).
fn sound(parsed: &Parsed) {
    let rows = parsed.rows;
    assert_eq!(rows.read, rows.accepted + rows.missing + rows.rejected + rows.ignored);
    assert!(parsed.format.is_some() || !parsed.findings.is_empty());
    for series in &parsed.series {
        assert!(series.points.windows(2).all(|w| w[0].start < w[1].start));
        assert!(series.points.iter().all(|p| p.start <= p.end));
        let _ = (series.total(), series.days(), series.channel());
    }
}

fn read(bytes: &[u8]) {
    sound(&parse(bytes, &CATALOG, Hints::default()));
}

fn behind(magic: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(magic) { bytes.to_vec() } else { [magic, bytes].concat() }
}

/// Text of every layout.
pub fn tables(bytes: &[u8]) {
    read(bytes);
}

/// XLSX: bytes are the cells of a sheet, and shared strings behind a zero byte.
pub fn workbooks(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    let mut parts = bytes.splitn(2, |b| *b == 0);
    let (cells, strings) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let wrap =
        |open: String, inside: &[u8], close: &str| [open.as_bytes(), inside, close.as_bytes()].concat();
    let files = [
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"A\" sheetId=\"1\" \
                 r:id=\"r1\"/></sheets></workbook>"
            )
            .into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            )
            .into_bytes(),
        ),
        (
            "xl/styles.xml",
            format!("<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>")
                .into_bytes(),
        ),
        ("xl/sharedStrings.xml", wrap(format!("<sst xmlns=\"{main}\">"), strings, "</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            wrap(format!("<worksheet xmlns=\"{main}\"><sheetData>"), cells, "</sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, body) in files {
        if zip.start_file(name, stored).is_err() || zip.write_all(&body).is_err() {
            return;
        }
    }
    if let Ok(done) = zip.finish() {
        read(&done.into_inner());
    }
}

/// XLS.
pub fn old_workbooks(bytes: &[u8]) {
    read(&behind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes));
}

/// P1 telegrams.
pub fn telegrams(bytes: &[u8]) {
    read(&behind(b"/", bytes));
}

/// Green Button and invoices.
pub fn xml(bytes: &[u8]) {
    read(&behind(b"<", bytes));
}

/// Bills.
pub fn pdf(bytes: &[u8]) {
    read(&behind(b"%PDF-", bytes));
}

/// ZIPs of files.
pub fn archives(bytes: &[u8]) {
    let bytes = behind(b"PK\x03\x04", bytes);
    if let Ok(members) = archive::members(&bytes) {
        assert!(members.len() <= archive::MOST_MEMBERS);
    }
    read(&bytes);
}

/// Columns of tables that nobody described: proposed, and read as proposed.
pub fn mappings(bytes: &[u8]) {
    let Some(proposal) = propose(bytes, &CATALOG) else { return };
    let mappings = [proposal.mapping];
    sound(&parse(bytes, &CATALOG, Hints { mappings: &mappings, ..Hints::default() }));
}
