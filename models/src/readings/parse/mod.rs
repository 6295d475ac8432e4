//! Bytes → readings and findings. Never fails, never drops silently (invariant I3).
//!
//! ```text
//! looks     what kind of bytes these are (a web page, a PDF, text) and, for text, in which encoding
//! archive   the files of a ZIP, each to be read by itself
//! header    which row is the header, which layout of catalog/formats it is; strangers: what it is otherwise
//! preamble  what stands above the header; habits: what signs mean; spacing: how dates follow; moment: when; naming: whose; status: how good
//! sheets    the sheets of a workbook, as rows of cells like those of text
//! tables    one table of text, or several sheets, into one answer
//! tall      one reading per row, the register named in a column
//! columns   one or several value columns beside a date: index readings, monthly consumption
//! wide      a column for each slot of the day, each month, each year
//! p1        telegrams of smart meters
//! espi      Green Button: consumption as Atom XML
//! xml       the root element of an XML document, and the reader of its kind
//! ubl       electronic invoices: what they bill, what they cost
//! pdf       the text of a PDF, and what it says of a bill
//! own       readings that we exported ourselves
//! original  the cells of a file as they were sent, to be marked and handed back
//! power     mean power of slots into energy
//! corrected cells read as somebody accepted they should be
//! collect   points into series; duplicates, gaps; the fate of each row
//! counts    what counts where the same energy is given twice
//! ```
//!
//! Does *not* clean (implausible values, spikes) and does *not* know meters of the database. To add a layout: a TOML
//! in `catalog/formats` and a folder of examples in `fixtures/meters`; to add a document, a reader besides.

pub mod archive;
pub(crate) mod cells;
mod clock;
mod collect;
mod columns;
mod corrected;
mod counts;
pub(crate) mod dates;
mod espi;
mod gathering;
mod habits;
mod header;
mod listing;
pub(crate) mod looks;
pub mod mapping;
mod moment;
mod naming;
pub(crate) mod numbers;
mod once;
pub mod original;
pub mod own;
mod p1;
pub mod pdf;
mod power;
mod preamble;
pub mod sheets;
mod slots;
mod spacing;
mod status;
mod strangers;
mod tables;
mod tall;
mod ubl;
mod wide;
mod words;
mod xml;

pub use corrected::Correction;
pub use counts::recount;
pub use dates::DateOrder;
pub use header::Column;
pub use looks::{Decoded, Looks};
pub use numbers::Number;
pub(super) use tables::place;
pub use words::ValueColumn;

use super::Parsed;
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};

/// What the caller knows beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// Read it as this format, whatever it looks like.
    pub as_format: Option<&'a str>,
    /// What the organisation said of its senders' tables, the latest first.
    pub mappings: &'a [mapping::Mapping],
    /// What somebody accepted to be read in some of its cells.
    pub corrections: &'a [Correction],
}

/// Reads a file.
pub fn parse(bytes: &[u8], catalog: &Catalog, hints: Hints<'_>) -> Parsed {
    let said = |what: &str| Finding::new(Code::NotMeterData).with("looks_like", what);
    let not = |what: &str| Parsed::refused(said(what));
    match looks::look(bytes) {
        Looks::Table(text) => decoded(&text, |text| {
            let ours = if hints.as_format.is_none() { own::read(text) } else { None };
            ours.unwrap_or_else(|| tables::text(text, catalog, hints))
        }),
        Looks::Xml(text) => decoded(&text, |text| xml::read(text, catalog)),
        Looks::Telegram(text) => decoded(&text, p1::read),
        Looks::Workbook => match sheets::sheets(bytes) {
            Ok(mut sheets) => {
                corrected::sheets(&mut sheets, hints.corrections);
                tables::workbook(&sheets, catalog, hints)
            }
            Err(finding) => Parsed::refused(finding),
        },
        Looks::Pdf => pdf::read(bytes, catalog),
        // Its files are read one by one, each as if it had been sent alone: by the caller, who can name them.
        Looks::Zip => Parsed::refused(archive::members(bytes).err().unwrap_or_else(|| said("archive"))),
        Looks::Else(what) => not(what),
    }
}

/// What a reader makes of decoded text, with its encoding and what was no text in it.
fn decoded(text: &Decoded<'_>, read: impl FnOnce(&str) -> Parsed) -> Parsed {
    let mut parsed = read(&text.text);
    parsed.encoding = Some(text.encoding);
    // Of what is no meter data, one thing is said.
    if text.damaged && parsed.format.is_some() {
        parsed.findings.insert(0, Finding::new(Code::BadEncoding).with("encoding", text.encoding));
    }
    parsed
}
