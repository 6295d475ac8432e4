//! The sheets beside the meters on paper, one page each.

use std::collections::BTreeMap;

use super::paper::{Block, Form, Paper};
use super::world;
use crate::format;
use crate::qr::svg;
use crate::reading_sheet::{Sheet, Sheets};
use crate::shell::RenderError;
use crate::text::Say;

/// As a tagged PDF.
pub(super) fn pdf(sheets: &Sheets) -> Result<Vec<u8>, RenderError> {
    world::pdf(&composed(sheets))
}

fn composed(sheets: &Sheets) -> Paper {
    let (lang, on) = (sheets.lang, sheets.on);
    let mut paper = Paper {
        form: Form::ReadingSheets,
        lang: lang.tag().chars().take(2).collect(),
        title: Say::new(lang, "link-sheet-title").to_string(),
        subtitle: String::new(),
        day: [on.year(), i16::from(on.month()), i16::from(on.day())],
        head: Vec::new(),
        foot: format::day_long(lang, on),
        page: Say::new(lang, "report-page").to_string(),
        blocks: Vec::new(),
        pictures: BTreeMap::new(),
        photos: BTreeMap::new(),
    };
    for (n, sheet) in sheets.sheets.iter().enumerate() {
        one(&mut paper, sheets, n, sheet);
    }
    paper
}

fn one(paper: &mut Paper, sheets: &Sheets, n: usize, sheet: &Sheet) {
    let lang = sheets.lang;
    paper.blocks.push(Block::Heading { text: sheet.meter.name.clone(), new_page: n > 0 });
    paper.say(format!("{} · {}", sheet.meter.what(lang), sheet.read_in(lang)));
    let alt = sheet.alt(lang);
    if let Some(drawn) = svg(&sheet.address, &alt) {
        let file = format!("qr-{n}.svg");
        paper.pictures.insert(file.clone(), drawn);
        paper.blocks.push(Block::Picture { file, alt, title: String::new() });
    }
    paper.whisper(&sheet.address);
    for (number, step) in (1..).zip(sheets.steps()) {
        paper.say(format!("{number}. {step}"));
    }
    let (title, text) = (Say::new(lang, "link-sheet-when").to_string(), sheets.call());
    paper.blocks.push(Block::Action { title, text, note: sheet.valid(lang) });
}
