//! The carpet of quality: for each meter and month, how its readings are known. A letter in each field says what its
//! colour says; what is missing is hatched.

use std::borrow::Cow;

use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::wide;
use super::sheet::{LETTERS, Sheet};
use super::text::{self, column, cut, whole};
use crate::format;
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;
use crate::words;

/// Meters drawn at most; the table has all.
const MOST_METERS: usize = 40;
/// Months drawn at most; the newest.
const MOST_MONTHS: usize = 60;
/// Height of a row.
const ROW: i32 = 26;

/// What it is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carpet {
    /// The first month of every meter.
    pub first: Month,
    /// What people call each meter, and its months: the weakest quality in each, `None` where something is missing.
    pub meters: Vec<(String, Vec<Option<Quality>>)>,
}

/// The chart `quality`.
#[derive(Debug, Clone)]
pub struct QualityCarpet<'a> {
    ground: Ground<'a>,
    carpet: Cow<'a, Carpet>,
    skipped: usize,
    months: Vec<Month>,
}

impl<'a> QualityCarpet<'a> {
    /// Of these meters; nothing when there is none, or no month.
    pub fn new(ground: Ground<'a>, carpet: &'a Carpet) -> Option<Self> {
        Self::laid(ground, Cow::Borrowed(carpet))
    }

    /// The same of a carpet made for it.
    pub fn of(ground: Ground<'a>, carpet: Carpet) -> Option<Self> {
        Self::laid(ground, Cow::Owned(carpet))
    }

    fn laid(ground: Ground<'a>, carpet: Cow<'a, Carpet>) -> Option<Self> {
        let all = carpet.meters.iter().map(|(_, months)| months.len()).max()?;
        let skipped = all.saturating_sub(MOST_MONTHS);
        let first = carpet.first.index().checked_add(whole(skipped))?;
        let months: Vec<Month> =
            (first..first.checked_add(whole(all - skipped))?).filter_map(Month::from_index).collect();
        (!months.is_empty()).then_some(QualityCarpet { ground, carpet, skipped, months })
    }

    fn at(&self, months: &[Option<Quality>], index: usize) -> Option<Quality> {
        months.get(index + self.skipped).copied().flatten()
    }

    fn fields(&self) -> impl Iterator<Item = Option<Quality>> + '_ {
        self.carpet.meters.iter().flat_map(|(_, m)| (0..self.months.len()).map(|i| self.at(m, i)))
    }

    /// Each meter a row, months across.
    fn rows(&self, sheet: &mut Sheet, mut y: i32) -> i32 {
        let lang = self.ground.lang;
        let left = 190;
        let plot = super::plot::Plot {
            left,
            right: wide(Width::Wide) - 2,
            top: y,
            bottom: y,
            y: super::plot::Axis::new([1.0]),
        };
        let count = self.months.len();
        for (label, months) in self.carpet.meters.iter().take(MOST_METERS) {
            let name = cut(label, left - 12, LETTERS);
            sheet.words(Role::Ink, (0, y + ROW / 2 - 2), name, HPos::Left, VPos::Center);
            for i in 0..count {
                let (a, b) = (plot.slot(i, count), plot.slot(i + 1, count));
                // A field is as wide as a year's twelfth at most, so that few months do not look like many.
                field(sheet, self.at(months, i), (a, y), b - a);
            }
            y += ROW;
        }
        let below = super::plot::Plot { bottom: y - 4, ..plot };
        self.months.first().map_or(y, |first| below.months(sheet, lang, *first, count))
    }

    /// Each meter a heading, each year a row of twelve.
    fn years(&self, sheet: &mut Sheet, mut y: i32) -> i32 {
        let lang = self.ground.lang;
        let (left, long) = (46, 26);
        for (number, at) in (1i8..=12).zip(0i32..) {
            let Some(month) = Month::new(2000, number) else { continue };
            let x = left + at * long + long / 2;
            sheet.words(Role::Label, (x, y), format::month_letter(lang, month), HPos::Center, VPos::Top);
        }
        y += 22;
        for (label, months) in self.carpet.meters.iter().take(MOST_METERS) {
            sheet.words(Role::Ink, (0, y), cut(label, wide(Width::Narrow), LETTERS), HPos::Left, VPos::Top);
            y += 20;
            let mut year = None;
            for (i, month) in self.months.iter().enumerate() {
                if year.is_some_and(|y| y != month.year()) {
                    y += ROW;
                }
                if year != Some(month.year()) {
                    year = Some(month.year());
                    let at = (0, y + ROW / 2 - 2);
                    sheet.words(Role::Label, at, month.year().to_string(), HPos::Left, VPos::Center);
                }
                let x = left + (i32::from(month.number()) - 1) * long;
                field(sheet, self.at(months, i), (x, y), long);
            }
            y += ROW + 8;
        }
        y
    }
}

fn field(sheet: &mut Sheet, quality: Option<Quality>, (x, y): (i32, i32), long: i32) {
    let (a, b) = ((x + 1, y), (x + long - 1, y + ROW - 4));
    sheet.rect(role(quality), a, b);
    if let Some(letter) = quality.and_then(words::quality_mark) {
        let at = (i32::midpoint(a.0, b.0), i32::midpoint(a.1, b.1));
        sheet.words(Role::Value, at, letter, HPos::Center, VPos::Center);
    }
}

fn role(quality: Option<Quality>) -> Role {
    match quality {
        None => Role::Missing,
        Some(Quality::Measured) => Role::Measured,
        Some(Quality::Estimated) => Role::Estimated,
        Some(Quality::Filled) => Role::Filled,
        Some(Quality::Modelled) => Role::Modelled,
        Some(Quality::Declared) => Role::Declared,
    }
}

impl Chart for QualityCarpet<'_> {
    fn code(&self) -> &'static str {
        "quality"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        let ends = self.months.first().zip(self.months.last());
        Say::new(lang, "chart-quality")
            .with("period", ends.map(|(a, b)| text::months(lang, *a, *b)).unwrap_or_default())
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let measured = self.fields().filter(|f| *f == Some(Quality::Measured)).count();
        let missing = self.fields().filter(Option::is_none).count();
        Say::new(lang, "chart-quality-reading")
            .with("measured", format::whole(measured))
            .with("all", format::whole(self.fields().count()))
            .count("missing", missing)
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let mut columns = vec![column(Say::new(lang, "chart-col-month"), Kind::Text)];
        columns.extend(self.carpet.meters.iter().map(|(label, _)| Column::new(label.clone(), Kind::Mark)));
        let rows = self.months.iter().enumerate().map(|(i, month)| {
            let mut row = vec![Cell::Text(format::month_year(lang, *month))];
            row.extend(self.carpet.meters.iter().map(|(_, months)| {
                Cell::Mark(match self.at(months, i) {
                    Some(quality) => words::quality(lang, quality),
                    None => Say::new(lang, "chart-missing-value").to_string(),
                })
            }));
            row
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs: Vec<(Sign, String)> = Vec::new();
        for quality in Quality::ALL.into_iter().filter(|q| self.fields().any(|f| f == Some(*q))) {
            let words = words::quality(lang, quality);
            let letter = words::quality_mark(quality).map(|mark| format!("{mark} · ")).unwrap_or_default();
            signs.push((Sign::Fill(role(Some(quality))), format!("{letter}{words}")));
        }
        if self.fields().any(|f| f.is_none()) {
            signs.push((Sign::Fill(Role::Missing), Say::new(lang, "chart-missing-value").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let mut y = match width {
            Width::Wide => self.rows(&mut sheet, top),
            Width::Narrow => self.years(&mut sheet, top),
        };
        let more = self.carpet.meters.len().saturating_sub(MOST_METERS);
        if more > 0 {
            let words = Say::new(lang, "chart-quality-more").count("count", more).to_string();
            sheet.words(Role::Label, (0, y), words, HPos::Left, VPos::Top);
            y += 22;
        }
        sheet.height = y;
        sheet
    }
}
