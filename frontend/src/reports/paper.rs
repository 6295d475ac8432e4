//! A report composed: words and pictures in the order printed, nothing left to decide but where a page ends.
//!
//! Templates print these blocks; they hold no words and compute nothing. Does *not* know typst.

use std::collections::BTreeMap;

use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use serde::Serialize;

use super::{Kind, Photo, Report};
use crate::format;
use crate::text::{self, Say};

/// Letters below a picture.
const LONGEST_CAPTION: usize = 120;

/// What it is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As a report, or a letter like one.
    Report(Kind),
    /// As the report of an audit.
    Audit,
    /// As the page of a building.
    Carnet,
    /// As the yearly report of a sector.
    Sector,
    /// As two pages to be handed over.
    TwoPages,
    /// As sheets that hang beside meters, a page each.
    ReadingSheets,
}

/// A report, composed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Paper {
    #[serde(skip)]
    pub(super) form: Form,
    /// For screen readers and hyphenation.
    pub(super) lang: String,
    pub(super) title: String,
    /// What it is of, under the title.
    pub(super) subtitle: String,
    /// Year, month, day it was made for.
    pub(super) day: [i16; 3],
    /// Name and value.
    pub(super) head: Vec<[String; 2]>,
    /// At the foot of each page.
    pub(super) foot: String,
    /// Before the number of a page.
    pub(super) page: String,
    pub(super) blocks: Vec<Block>,
    /// SVG by file name.
    #[serde(skip)]
    pub(super) pictures: BTreeMap<String, String>,
    /// JPEG by file name.
    #[serde(skip)]
    pub(super) photos: BTreeMap<String, Vec<u8>>,
}

/// One thing printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub(super) enum Block {
    /// The title of a part; `new_page` begins one.
    Heading { text: String, new_page: bool },
    /// A paragraph; quiet ones are small.
    Text { text: String, quiet: bool },
    /// A line to be filled in by hand, with room around it for a pen.
    Sign { text: String },
    /// Figures, one sentence each.
    Figures { items: Vec<FigureLine> },
    /// The one thing to do.
    Action { title: String, text: String, note: String },
    /// A chart; `alt` is its sentence.
    Picture { file: String, alt: String, title: String },
    /// Pictures with their captions, side by side; `height` in millimetres.
    Photos { items: Vec<[String; 2]>, columns: u8, height: u8 },
    /// A table whose header is repeated on each page.
    Table { title: String, columns: Vec<Head>, rows: Vec<Vec<String>> },
    /// Where a figure comes from.
    How { title: String, formula: String, inputs: Vec<[String; 3]>, sources: Vec<String> },
}

/// A figure in the bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FigureLine {
    pub(super) name: String,
    /// With its unit; a dash where it is not known.
    pub(super) value: String,
    /// The letter of its quality; empty where it was measured.
    pub(super) mark: String,
    pub(super) sentence: String,
    /// *estimation, hors protocole*, *à confirmer*; empty without.
    pub(super) note: String,
}

/// A column: its words, its share of the width (0: as wide as it needs), whether it holds numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) share: u8,
    pub(super) right: bool,
}

impl Head {
    /// A column of words.
    pub(super) fn words(lang: Lang, key: &'static str, share: u8) -> Head {
        Head { text: Say::new(lang, key).to_string(), share, right: false }
    }

    /// A column of numbers.
    pub(super) fn number(lang: Lang, key: &'static str) -> Head {
        Head { text: Say::new(lang, key).to_string(), share: 0, right: true }
    }
}

impl Paper {
    /// An empty report with its head.
    pub(super) fn begun(report: &Report, title: String, subtitle: String) -> Paper {
        let (lang, head, on) = (report.lang, &report.head, report.assessment.on);
        let mut lines = Vec::new();
        let mut line = |name: String, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
                lines.push([name, cut(&value, LONGEST_LINE)]);
            }
        };
        let area = head.area_m2.map(|area| format!("{}{}m²", format::decimal(area), format::NBSP));
        line(Say::new(lang, "report-organisation").into(), Some(head.organisation.clone()));
        line(Say::new(lang, "report-address").into(), head.address.clone());
        line(Say::new(lang, "report-activity").into(), head.activity.clone());
        line(Say::new(lang, "report-area").into(), area);
        line(Say::new(lang, "report-made-on").into(), Some(format::day_long(lang, on)));
        let foot = Say::new(lang, "report-foot")
            .with("building", cut(&named(report), LONGEST_FOOT))
            .with("day", format::day(on))
            .with("catalog", cut(&report.assessment.catalog, LONGEST_FOOT))
            .to_string();
        Paper {
            form: Form::Report(report.kind),
            lang: spoken(lang).tag().chars().take(2).collect(),
            title,
            subtitle,
            day: numbers(on),
            head: lines,
            foot,
            page: Say::new(lang, "report-page").into(),
            blocks: Vec::new(),
            pictures: BTreeMap::new(),
            photos: BTreeMap::new(),
        }
    }

    /// Begins a part.
    pub(super) fn part(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { text: text.into(), new_page: false });
    }

    /// Says something.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text { text: text.into(), quiet: false });
    }

    /// Says something in small type.
    pub(super) fn whisper(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text { text: text.into(), quiet: true });
    }

    /// Pictures side by side; nothing without one.
    pub(super) fn photos(&mut self, photos: &[Photo], (columns, height): (u8, u8)) {
        let mut items = Vec::new();
        for (n, photo) in photos.iter().enumerate() {
            let file = format!("photo-{n}.jpg");
            items.push([file.clone(), cut(&photo.caption, LONGEST_CAPTION)]);
            self.photos.insert(file, photo.jpeg.clone());
        }
        if !items.is_empty() {
            self.blocks.push(Block::Photos { items, columns, height });
        }
    }

    /// A table; nothing when it has no rows.
    pub(super) fn table(&mut self, title: impl Into<String>, columns: Vec<Head>, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { title: title.into(), columns, rows });
        }
    }
}

/// Letters of a line of the head, and of a name in the foot.
const LONGEST_LINE: usize = 120;
const LONGEST_FOOT: usize = 60;

/// The name of the building; *Bâtiment sans nom* where it has none.
pub(super) fn named(report: &Report) -> String {
    let name = report.head.building.trim();
    if name.is_empty() { Say::new(report.lang, "report-no-name").to_string() } else { name.to_owned() }
}

/// The language the words are in: French where the others are not complete.
fn spoken(lang: Lang) -> Lang {
    if text::complete(lang) { lang } else { Lang::Fr }
}

/// A day as a PDF is dated.
fn numbers(day: Day) -> [i16; 3] {
    [day.year(), i16::from(day.month()), i16::from(day.day())]
}

/// A text of at most so many letters; what was cut off is an ellipsis.
pub(super) fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}
