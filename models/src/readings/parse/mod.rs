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

pub use looks::Looks;
pub use numbers::Number;

use super::{Confidence, Parsed, RowCounts};
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
    let text = match looks::look(bytes) {
        Looks::Text(text) => text,
        Looks::Else(what) => return refused(None, Finding::new(Code::NotMeterData).with("looks_like", what)),
    };
    let mut parsed = match header::recognise(&text.text, catalog, hints.as_format) {
        Ok(found) => {
            let format: &Format = found.format;
            let mut parsed = match format.shape {
                Shape::Tall => tall::read(&text.text, &found),
                Shape::Columns => columns::read(&text.text, &found),
            };
            parsed.format = Some(format.code.clone());
            parsed
        }
        Err(finding) => refused(None, finding),
    };
    parsed.encoding = Some(text.encoding);
    if text.damaged {
        parsed.findings.insert(0, Finding::new(Code::BadEncoding).with("encoding", text.encoding));
    }
    parsed
}

fn refused(encoding: Option<&'static str>, finding: Finding) -> Parsed {
    Parsed {
        format: None,
        encoding,
        confidence: Confidence::None,
        series: Vec::new(),
        rows: RowCounts::default(),
        findings: vec![finding],
    }
}
