//! From a composed report to PDF bytes, with typst: the one file that knows its interface, which moves with each version.
//!
//! A template and a report's words and pictures go in; what people typed only ever travels as JSON, never as source, so
//! nothing of it is run. Tagged, PDF/UA-1, two faces of the bundled font. What the font cannot write stands as a square,
//! since the standard refuses letters without a shape. Same input, same bytes (I8): no clock, no files, no packages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Kind;
use super::paper::{Block, Form, Paper};
use crate::shell::RenderError;

/// Reports that typst remembers the parts of.
const REMEMBERED: usize = 10;
/// Letters after which a word without spaces may be broken.
const LONGEST_WORD: usize = 24;
/// Stands for a letter that the font does not have.
const UNKNOWN_LETTER: char = '□';

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] = [
        include_bytes!("../../assets/fonts/eclaireur-sans-regular.ttf"),
        include_bytes!("../../assets/fonts/eclaireur-sans-semibold.ttf"),
    ];
    files.into_iter().filter_map(|bytes| Font::new(Bytes::new(bytes), 0)).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(&*FONTS)));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

impl Form {
    const fn template(self) -> &'static str {
        match self {
            Form::Report(Kind::Bulletin | Kind::Yearly)
            | Form::Audit
            | Form::Carnet
            | Form::Sector
            | Form::TwoPages => {
                include_str!("../../templates/reports/paper.typ")
            }
            Form::Report(Kind::MonthSheet) => include_str!("../../templates/reports/month_sheet.typ"),
            Form::ReadingSheets => include_str!("../../templates/reports/reading_sheets.typ"),
        }
    }

    /// Sizes of type in points, the one wanted first. The month's sheet hangs on a wall: 16 at least.
    const fn sizes(self) -> &'static [f32] {
        match self {
            Form::Report(Kind::Bulletin) | Form::TwoPages => &[10.0, 9.5, 9.0, 8.5, 8.0],
            Form::Report(Kind::Yearly) | Form::Audit | Form::Sector => &[10.0],
            Form::Carnet => &[11.0, 10.0, 9.0, 8.0],
            Form::Report(Kind::MonthSheet) => &[24.0, 21.0, 18.5, 16.0],
            Form::ReadingSheets => &[17.0, 15.0, 13.0],
        }
    }

    fn code(self) -> &'static str {
        match self {
            Form::Report(kind) => kind.code(),
            Form::Audit => "audit",
            Form::Carnet => "carnet",
            Form::Sector => "sector",
            Form::TwoPages => "two-pages",
            Form::ReadingSheets => "reading-sheets",
        }
    }
}

impl Paper {
    fn most_pages(&self) -> Option<usize> {
        match self.form {
            Form::Report(Kind::Bulletin) | Form::TwoPages => Some(2),
            Form::Report(Kind::Yearly) | Form::Audit | Form::Sector => None,
            Form::Report(Kind::MonthSheet) | Form::Carnet => Some(1),
            Form::ReadingSheets => {
                Some(self.blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count())
            }
        }
    }
}

/// Everything that typst may ask for.
struct Desk {
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.get().vpath().get_without_slash()).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The report as a tagged PDF: in the first of its sizes of type that keeps it within its pages, else in the last.
///
/// # Errors
/// The template or the export refuses it, which is our fault.
pub(super) fn pdf(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    let bytes = written(paper);
    typst::comemo::evict(REMEMBERED);
    bytes
}

fn written(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    let mut data = serde_json::to_value(paper).map_err(|e| RenderError::report(&e))?;
    printable(&mut data);
    let mut smallest = None;
    for size in paper.form.sizes() {
        let document = laid_out(paper, &data, *size)?;
        let fits = paper.most_pages().is_none_or(|most| document.pages().len() <= most);
        smallest = Some(document);
        if fits {
            break;
        }
    }
    let document = smallest.ok_or_else(|| RenderError::report(&"no size of type"))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|e| RenderError::report(&e.message()))?;
    let options = PdfOptions {
        // Named by what it is, not by a clock or chance.
        ident: Smart::Custom(format!("{}/{}/{:?}", paper.form.code(), paper.title, paper.day)),
        creator: Smart::Custom(Some("Éclaireur".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| refused(&faults))
}

fn laid_out(paper: &Paper, data: &Value, size: f32) -> Result<PagedDocument, RenderError> {
    let mut data = data.clone();
    if let Some(data) = data.as_object_mut() {
        data.insert("size".to_owned(), size.into());
    }
    let mut files: BTreeMap<String, Bytes> =
        [("data.json".to_owned(), Bytes::from_string(data.to_string()))].into();
    for (name, svg) in &paper.pictures {
        files.insert(name.clone(), Bytes::from_string(lettered(svg)));
    }
    for (name, jpeg) in &paper.photos {
        files.insert(name.clone(), Bytes::new(jpeg.clone()));
    }
    let path = VirtualPath::new("main.typ").map_err(|_| RenderError::report(&"no main source"))?;
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    let desk = Desk { main: Source::new(id, paper.form.template().to_owned()), files };
    typst::compile::<PagedDocument>(&desk).output.map_err(|faults| refused(&faults))
}

fn refused(faults: &EcoVec<SourceDiagnostic>) -> RenderError {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    RenderError::report(&messages.join("; "))
}

/// Every text of the data as the font can write it, long words breakable.
fn printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = breakable(&lettered(text)),
        Value::Array(values) => values.iter_mut().for_each(printable),
        Value::Object(values) => values.values_mut().for_each(printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A square for each letter that the font does not have, a space for each control character.
fn lettered(text: &str) -> String {
    let has = |c: char| FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c)));
    let letter = |c: char| match c {
        c if c.is_control() => ' ',
        c if has(c) => c,
        _ => UNKNOWN_LETTER,
    };
    text.chars().map(letter).collect()
}

/// A word longer than any of ours may break, so that it does not run over the edge.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() || c == '-' { 0 } else { run + 1 };
        if run > LONGEST_WORD {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_font_cannot_write_is_a_square_and_long_words_may_break() {
        for (text, expect) in [
            (
                "1\u{202f}234,5\u{a0}€ « m² » − m³ ’ CO₂ ✓ ✗ ≥",
                "1\u{202f}234,5\u{a0}€ « m² » − m³ ’ CO₂ ✓ ✗ ≥",
            ),
            ("a😀b\u{0}\nc", "a□b  c"),
            ("", ""),
        ] {
            assert_eq!(lettered(text), expect);
        }
        assert_eq!(breakable(&"x".repeat(30)).chars().filter(|c| *c == '\u{200b}').count(), 1);
        assert_eq!(breakable("rue de la Montagne 12"), "rue de la Montagne 12");
    }

    #[test]
    fn both_faces_are_there() {
        assert_eq!(FONTS.len(), 2);
    }
}
