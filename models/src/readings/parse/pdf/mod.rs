//! The text of a PDF: pages of lines of cells.
//!
//! ```text
//! lexer     objects, as files, contents and character maps write them
//! document  numbered objects, pages; one purse for all that is unpacked
//! filters   Flate and its kin        fonts, cmap, glyphs   bytes of a string → text
//! content   what is written where    layout                characters → lines
//! ```
//!
//! A PDF says where each character stands and nothing else: no word, no line, no table. What is read here is a text
//! layer, never a picture. A text that is a bill becomes proposals (`bill`), never readings. Invariants: no input panics, recurses without limit or unpacks more than the purse holds.
//! Does *not* decrypt, run or follow anything.

mod bill;
mod cmap;
mod content;
mod document;
mod filters;
mod fonts;
mod glyphs;
mod layout;
mod lexer;
#[cfg(test)]
mod tests;

use super::super::{Confidence, Parsed};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};
use content::Reader;
use document::{Closed, Document};

pub use layout::{Cell, Line};

/// Code of `catalog/formats`.
const FORMAT: &str = "pdf-bill";
/// Fewer characters than this are a page number or a stamp on a scanned page, not its text.
const LEAST: usize = 30;

/// Why a PDF gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// Pictures of text: a scan, a photo, or fonts that do not say which letters they draw.
    Picture,
    /// Encrypted.
    Encrypted,
    /// No page can be found in it.
    Damaged,
}

/// What a PDF says: proposals for the form of a bill, or what it is instead.
pub fn read(bytes: &[u8], catalog: &Catalog) -> Parsed {
    let not = |what: &str| Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", what));
    let text = match text(bytes) {
        Ok(text) => text,
        Err(NoText::Picture) => return not("pdf-picture"),
        Err(NoText::Encrypted) => return not("pdf-encrypted"),
        Err(NoText::Damaged) => return not("pdf-damaged"),
    };
    let Some(proposal) = bill::read(&text, catalog.bill_words()) else { return not("pdf") };
    Parsed {
        format: Some(FORMAT.to_owned()),
        confidence: Confidence::Likely,
        proposal: Some(Box::new(proposal)),
        ..Parsed::refused(Finding::new(Code::BillToConfirm).with("count", text.pages.len()))
    }
}

/// The text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Its pages, at most `document::PAGES`.
    pub pages: Vec<Vec<Line>>,
    /// Whether it has more of them.
    pub more: bool,
}

/// Reads the text layer.
///
/// # Errors
/// [`NoText`] says why there is none.
pub fn text(bytes: &[u8]) -> Result<Text, NoText> {
    let document = Document::open(bytes).map_err(|closed| match closed {
        Closed::Encrypted => NoText::Encrypted,
        Closed::Damaged => NoText::Damaged,
    })?;
    let (sheets, more) = document.pages();
    if sheets.is_empty() {
        return Err(NoText::Damaged);
    }
    let mut reader = Reader::new(&document);
    let (mut readable, mut unreadable) = (0, 0);
    let mut pages = Vec::with_capacity(sheets.len());
    for sheet in &sheets {
        let (lines, counted) = layout::lines(reader.page(sheet));
        readable += counted.readable;
        unreadable += counted.unreadable;
        pages.push(lines);
    }
    if readable < LEAST || readable < unreadable {
        return Err(NoText::Picture);
    }
    Ok(Text { pages, more })
}
