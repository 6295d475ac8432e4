//! What might be saved, before anybody came: a range for each idea, as wide as what is not known.

use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::months::Width;
use super::plot::wide;
use super::rows::{Row, Segment, rows};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Ideas drawn at most; the table has all.
const MOST: usize = 12;

/// The chart `ranges`.
#[derive(Debug, Clone)]
pub struct Ranges<'a> {
    ground: Ground<'a>,
    on: Day,
    unit: &'a str,
    /// Name, lowest, highest.
    ideas: Vec<(String, Decimal, Decimal)>,
}

impl<'a> Ranges<'a> {
    /// Of ideas by name, lowest and highest in a unit (`€/an`, `kWh PCI/an`); nothing without any.
    pub fn new(
        ground: Ground<'a>,
        on: Day,
        unit: &'a str,
        ideas: Vec<(String, Decimal, Decimal)>,
    ) -> Option<Self> {
        let sound = |(_, low, high): &(String, Decimal, Decimal)| {
            sound_decimal(*low).is_some() && sound_decimal(*high).is_some_and(|high| high > 0.0)
        };
        let ideas: Vec<_> = ideas.into_iter().filter(sound).collect();
        (!ideas.is_empty()).then_some(Ranges { ground, on, unit, ideas })
    }

    fn figure(&self, low: Decimal, high: Decimal) -> String {
        let unit = self.unit.replace(' ', "\u{a0}");
        format!("{}{NBSP}–{NBSP}{}{NBSP}{unit}", format::number(low, 0), format::number(high, 0))
    }
}

impl Chart for Ranges<'_> {
    fn code(&self) -> &'static str {
        "ranges"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-ranges").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let Some((name, low, high)) = self.ideas.first() else { return String::new() };
        Say::new(self.ground.lang, "chart-ranges-reading")
            .with("name", cut(name, 240, LETTERS))
            .with("range", self.figure(*low, *high))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let amount = |key: &'static str| column(Say::new(lang, key), Kind::Number).unit(self.unit.to_owned());
        let columns = vec![
            column(Say::new(lang, "chart-measures-measure"), Kind::Text),
            amount("chart-ranges-low"),
            amount("chart-ranges-high"),
        ];
        let row = |(name, low, high): &(String, Decimal, Decimal)| {
            vec![Cell::Text(name.clone()), Cell::Number(*low), Cell::Number(*high)]
        };
        Table { title: self.title(), columns, rows: self.ideas.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let mut sheet = Sheet::new(wide(width));
        let row = |(name, low, high): &(String, Decimal, Decimal)| {
            let [from, to] = [low, high].map(|value| sound_decimal(*value).unwrap_or(0.0));
            let figure = self.figure(*low, *high);
            Row { name: name.clone(), figure, segments: vec![Segment { role: Role::Missing, from, to }] }
        };
        let all: Vec<Row> = self.ideas.iter().take(MOST).map(row).collect();
        sheet.height = rows(&mut sheet, width, 4, &all, self.unit);
        sheet
    }
}
