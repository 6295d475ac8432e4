//! Where the heat goes: losses through each part and with the air, as the visit found them, and what the meters say of the sum.

use eclaireur_models::audit::checks::HeatBalance;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::wide;
use super::rows::{Row, Segment, rows};
use super::sheet::{LETTERS, Sheet};
use super::text::{cell, column, cut, number, sound_decimal};
use super::uses::kwh;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "W/K";
/// Losses drawn at most; the table has all.
const MOST: usize = 12;

/// The chart `losses`.
#[derive(Debug, Clone)]
pub struct Losses<'a> {
    ground: Ground<'a>,
    on: Day,
    balance: &'a HeatBalance,
    /// Name, W/K, by air; largest first.
    parts: Vec<(String, Decimal, bool)>,
    all: f64,
}

impl<'a> Losses<'a> {
    /// Of a heat balance; nothing where the visit did not find every loss.
    pub fn new(ground: Ground<'a>, on: Day, balance: &'a HeatBalance) -> Option<Self> {
        let found = balance.calculated.as_ref()?;
        let mut parts: Vec<(String, Decimal, bool)> = found
            .losses
            .iter()
            .filter(|loss| loss.w_per_k > Decimal::ZERO && sound_decimal(loss.w_per_k).is_some())
            .map(|loss| {
                let by_air = matches!(loss.section, Section::Building | Section::Ventilation);
                let own = loss.name.trim();
                let name = if own.is_empty() {
                    Say::new(ground.lang, "chart-losses-infiltration").to_string()
                } else {
                    own.to_owned()
                };
                (name, loss.w_per_k, by_air)
            })
            .collect();
        parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let all = parts.iter().filter_map(|part| sound_decimal(part.1)).sum();
        (!parts.is_empty()).then_some(Losses { ground, on, balance, parts, all })
    }

    fn percent(&self, value: Decimal) -> String {
        format!("{}{NBSP}%", number(sound_decimal(value).unwrap_or(0.0) / self.all * 100.0, 0))
    }
}

impl Chart for Losses<'_> {
    fn code(&self) -> &'static str {
        "losses"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-losses").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((name, value, _)) = self.parts.first() else { return String::new() };
        let calculated = self.balance.calculated.as_ref().map(|found| kwh(found.kwh)).unwrap_or_default();
        let said = match &self.balance.measured {
            Some(found) => Say::new(lang, "chart-losses-reading").with("measured", kwh(found.kwh)),
            None => Say::new(lang, "chart-losses-reading-alone"),
        };
        said.with("name", cut(name, 200, LETTERS))
            .with("share", self.percent(*value))
            .with("calculated", calculated)
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-losses-part"), Kind::Text),
            column(Say::new(lang, "chart-losses-loss"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-col-part-of"), Kind::Number).unit("%"),
        ];
        let row = |(name, value, _): &(String, Decimal, bool)| {
            let share = sound_decimal(*value).map(|v| v / self.all * 100.0);
            vec![Cell::Text(name.clone()), Cell::Number(*value), cell(share)]
        };
        Table { title: self.title(), columns, rows: self.parts.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::OwnMark), Say::new(lang, "chart-losses-walls").to_string()),
            (Sign::Fill(Role::Fall), Say::new(lang, "chart-losses-air").to_string()),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let row = |(name, value, by_air): &(String, Decimal, bool)| {
            let role = if *by_air { Role::Fall } else { Role::OwnMark };
            let to = sound_decimal(*value).unwrap_or(0.0);
            let figure = format!("{}{NBSP}{UNIT} · {}", format::number(*value, 0), self.percent(*value));
            Row { name: name.clone(), figure, segments: vec![Segment { role, from: 0.0, to }] }
        };
        let all: Vec<Row> = self.parts.iter().take(MOST).map(row).collect();
        sheet.height = rows(&mut sheet, width, top, &all, UNIT);
        sheet
    }
}
