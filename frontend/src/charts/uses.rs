//! What a normal year asks, use by use: solid where it was measured or told, hatched where it is a usual share.

use eclaireur_models::certain::Quality;
use eclaireur_models::measures::calibrate::Told;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::wide;
use super::rows::{Row, Segment, rows};
use super::sheet::Sheet;
use super::text::{cell, column, number, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;
use crate::words;

const UNIT: &str = "kWh PCI";

/// The chart `uses`.
#[derive(Debug, Clone)]
pub struct Uses<'a> {
    ground: Ground<'a>,
    on: Day,
    /// Largest first.
    parts: Vec<(&'a Told, f64)>,
    all: f64,
}

impl<'a> Uses<'a> {
    /// Of a calibrated year; nothing where nothing is used.
    pub fn new(ground: Ground<'a>, on: Day, uses: &'a [Told]) -> Option<Self> {
        let drawn = |told: &'a Told| Some((told, sound_decimal(told.kwh).filter(|kwh| *kwh > 0.0)?));
        let mut parts: Vec<(&Told, f64)> = uses.iter().filter_map(drawn).take(20).collect();
        parts.sort_by(|a, b| b.0.kwh.cmp(&a.0.kwh).then_with(|| a.0.of.cmp(&b.0.of)));
        let all = parts.iter().map(|part| part.1).sum();
        (!parts.is_empty()).then_some(Uses { ground, on, parts, all })
    }

    fn name(&self, told: &Told) -> String {
        let of = Say::owned(self.ground.lang, format!("measure-use-{}", told.of)).to_string();
        format!("{} · {}", format::capitalised(&of), words::carrier(self.ground.lang, told.carrier))
    }

    fn percent(&self, value: f64) -> String {
        format!("{}{NBSP}%", number(value / self.all * 100.0, 0))
    }
}

impl Chart for Uses<'_> {
    fn code(&self) -> &'static str {
        "uses"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-uses").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let Some((told, value)) = self.parts.first() else { return String::new() };
        let figure = format!("{}{NBSP}{}", format::number(told.kwh, 0), UNIT.replace(' ', "\u{a0}"));
        Say::new(self.ground.lang, "chart-uses-reading")
            .with("use", Say::owned(self.ground.lang, format!("measure-use-{}", told.of)).to_string())
            .with("value", figure)
            .with("share", self.percent(*value))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-uses-use"), Kind::Text),
            column(Say::new(lang, "chart-col-energy"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-col-part-of"), Kind::Number).unit("%"),
            column(Say::new(lang, "chart-uses-how"), Kind::Text),
        ];
        let row = |(told, value): &(&Told, f64)| {
            let how = Say::owned(lang, format!("measure-how-{}", told.how)).to_string();
            let share = cell(Some(value / self.all * 100.0));
            vec![Cell::Text(self.name(told)), Cell::Number(told.kwh.round_dp(0)), share, Cell::Text(how)]
        };
        Table { title: self.title(), columns, rows: self.parts.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::OwnMark), Say::new(lang, "chart-uses-known").to_string()),
            (Sign::Fill(Role::Missing), Say::new(lang, "chart-uses-usual").to_string()),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let row = |(told, value): &(&Told, f64)| {
            let role = if told.quality == Quality::Modelled { Role::Missing } else { Role::OwnMark };
            let figure = format!("{} · {}", format::number(told.kwh, 0), self.percent(*value));
            Row { name: self.name(told), figure, segments: vec![Segment { role, from: 0.0, to: *value }] }
        };
        let all: Vec<Row> = self.parts.iter().map(row).collect();
        sheet.height = rows(&mut sheet, width, top, &all, UNIT);
        sheet
    }
}

/// Whole kWh, for the charts of measures.
pub(super) fn kwh(value: Decimal) -> String {
    format!("{}{NBSP}kWh", format::number(value, 0))
}
