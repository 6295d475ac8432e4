//! Bytes → readings and findings. Never fails, never drops silently (invariant I3).
//!
//! ```text
//! looks     what kind of bytes these are (a web page, a PDF, text) and, for text, in which encoding
//! header    which row is the header, which layout of catalog/formats it is
//! tall      one reading per row, the register named in a column
//! columns   one or several value columns beside a date: index readings, monthly consumption
//! collect   points into series; duplicates, gaps, what counts twice; the fate of each row
//! ```
//!
//! Does *not* clean (implausible values, spikes) and does *not* know meters of the database. To add a layout: a TOML
//! in `catalog/formats` and a folder of examples in `fixtures/meters`.

mod cells;
mod clock;
mod collect;
mod columns;
mod dates;
mod gathering;
mod header;
mod looks;
mod numbers;
mod tall;
mod words;

pub use looks::{Decoded, Looks};
pub use numbers::Number;

use super::Parsed;
use crate::catalog::{Catalog, Format, Shape};
use crate::finding::{Code, Finding};

/// What the caller knows beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// Read it as this format, whatever it looks like.
    pub as_format: Option<&'a str>,
}

/// Reads a file.
pub fn parse(bytes: &[u8], catalog: &Catalog, hints: Hints<'_>) -> Parsed {
    let not = |what: &str| Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", what));
    match looks::look(bytes) {
        Looks::Table(text) => decoded(&text, |text| table(text, catalog, hints)),
        Looks::Xml(text) => decoded(&text, |_| not("xml")),
        Looks::Telegram(text) => decoded(&text, |_| not("telegram")),
        Looks::Workbook => not("workbook"),
        Looks::Pdf => not("pdf"),
        Looks::Zip => not("archive"),
        Looks::Else(what) => not(what),
    }
}

/// What a reader makes of decoded text, with its encoding and what was no text in it.
fn decoded(text: &Decoded<'_>, read: impl FnOnce(&str) -> Parsed) -> Parsed {
    let mut parsed = read(&text.text);
    parsed.encoding = Some(text.encoding);
    if text.damaged {
        parsed.findings.insert(0, Finding::new(Code::BadEncoding).with("encoding", text.encoding));
    }
    parsed
}

fn table(text: &str, catalog: &Catalog, hints: Hints<'_>) -> Parsed {
    let found = match header::recognise(text, catalog, hints.as_format) {
        Ok(found) => found,
        Err(finding) => return Parsed::refused(finding),
    };
    let format: &Format = found.format;
    let mut parsed = match format.shape {
        Shape::Tall => tall::read(text, &found),
        Shape::Columns => columns::read(text, &found),
    };
    parsed.format = Some(format.code.clone());
    parsed
}
