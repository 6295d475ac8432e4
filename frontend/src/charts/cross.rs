//! Activities by provinces: a square each, with its number; what is not shown is hatched and says why.

use eclaireur_models::portfolio::sector::view::Withheld;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::months::Width;
use super::plot::wide;
use super::sheet::{LETTERS, Sheet};
use super::steps::{Known, Steps};
use super::text::{brief, cell, column, cut, whole};
use crate::format::NBSP;
use crate::sector;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";
/// Rows drawn at most; the table has all.
const MOST: usize = 24;

/// An activity, and what is known of it in each province.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossRow {
    /// Its name.
    pub name: String,
    /// In the order of the provinces.
    pub known: Vec<Known>,
}

/// The chart `cross`.
#[derive(Debug, Clone)]
pub struct Cross<'a> {
    ground: Ground<'a>,
    year: i16,
    provinces: Vec<String>,
    rows: Vec<CrossRow>,
}

impl<'a> Cross<'a> {
    /// Of a year; nothing without a row or a province.
    pub fn new(ground: Ground<'a>, year: i16, provinces: Vec<String>, rows: Vec<CrossRow>) -> Option<Self> {
        (!rows.is_empty() && !provinces.is_empty()).then_some(Cross { ground, year, provinces, rows })
    }

    fn withheld(&self) -> Vec<Withheld> {
        let occurs = |one: &&Withheld| {
            self.rows.iter().flat_map(|row| &row.known).any(|known| known.reason() == Some(**one))
        };
        Withheld::ALL.iter().filter(occurs).copied().collect()
    }

    /// Every figure shown, with its row and its province.
    fn shown(&self) -> impl Iterator<Item = (&str, &str, f64)> {
        self.rows.iter().flat_map(|row| {
            let each = row.known.iter().zip(&self.provinces);
            each.filter_map(|(known, province)| Some((row.name.as_str(), province.as_str(), known.value()?)))
        })
    }
}

impl Chart for Cross<'_> {
    fn code(&self) -> &'static str {
        "cross"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-cross").with("year", self.year).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((name, province, value)) = self.shown().max_by(|a, b| a.2.total_cmp(&b.2)) else {
            return Say::new(lang, "chart-cross-reading-none").to_string();
        };
        Say::new(lang, "chart-cross-reading")
            .with("name", cut(name, 240, LETTERS))
            .with("province", cut(province, 120, LETTERS))
            .with("value", format!("{}{NBSP}{UNIT}", brief(value)))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "sector-dimension-activity"), Kind::Text),
            column(Say::new(lang, "sector-dimension-province"), Kind::Text),
            column(Say::new(lang, "sector-col-intensity"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "sector-col-withheld"), Kind::Mark),
        ];
        let row = |row: &CrossRow, (known, province): (&Known, &String)| {
            let reason = known.reason().map(|one| Cell::Mark(sector::reason(lang, one)));
            vec![
                Cell::text(&row.name),
                Cell::text(province),
                cell(known.value()),
                reason.unwrap_or(Cell::Empty),
            ]
        };
        let rows = self.rows.iter().flat_map(|of| {
            let each = of.known.iter().zip(&self.provinces).filter(|(known, _)| **known != Known::Nobody);
            each.map(|both| row(of, both)).collect::<Vec<_>>()
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let steps = Steps::around(self.shown().map(|(_, _, value)| value));
        let mut y = steps.key(&mut sheet, lang, UNIT, &self.withheld(), wide(width)) + 4;
        // On a phone the name stands above its row, and provinces are their first letters.
        let beside = width == Width::Wide;
        let left = if beside { wide(width) * 3 / 10 } else { 0 };
        let across = (wide(width) - left) / whole(self.provinces.len()).max(1);
        for (n, province) in self.provinces.iter().enumerate() {
            let middle = left + across * whole(n) + across / 2;
            let words = cut(province, across - 6, LETTERS);
            sheet.words(Role::Label, (middle, y), words, HPos::Center, VPos::Top);
        }
        y += 22;
        for row in self.rows.iter().take(MOST) {
            let high = 34;
            if beside {
                let name = cut(&row.name, left - 12, LETTERS);
                sheet.words(Role::Ink, (0, y + high / 2), name, HPos::Left, VPos::Center);
            } else {
                let name = cut(&row.name, wide(width) - 4, LETTERS);
                sheet.words(Role::Ink, (0, y), name, HPos::Left, VPos::Top);
                y += 20;
            }
            for (n, known) in row.known.iter().enumerate() {
                let x = left + across * whole(n);
                steps.square(&mut sheet, lang, *known, ((x + 2, y + 2), (x + across - 2, y + high - 2)), 0);
            }
            y += high + if beside { 0 } else { 6 };
        }
        sheet.height = y + 6;
        sheet
    }
}
