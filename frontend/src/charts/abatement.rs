//! What a tonne of CO2 costs, measure by measure: as wide as the tonnes it avoids, as high as what each costs, the cheapest first.

use eclaireur_models::audit::worked::Tonne;
use eclaireur_models::period::Day;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{brief, column, cut, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// The chart `abatement`.
#[derive(Debug, Clone)]
pub struct Abatement<'a> {
    ground: Ground<'a>,
    on: Day,
    /// Name and block of all; those that have both width and height are drawn.
    blocks: Vec<(String, &'a Tonne)>,
}

fn drawn(tonne: &Tonne) -> Option<(f64, f64)> {
    let tonnes = sound_decimal(tonne.tonnes?).filter(|t| *t > 0.0)?;
    Some((tonnes, sound_decimal(tonne.euro?)?))
}

impl<'a> Abatement<'a> {
    /// Of the measures of a package, the cheapest first; nothing where no cost of a tonne is known.
    pub fn new(
        ground: Ground<'a>,
        on: Day,
        tonnes: &'a [Tonne],
        name: &dyn Fn(&str) -> String,
    ) -> Option<Self> {
        let blocks: Vec<_> = tonnes.iter().map(|tonne| (name(&tonne.key), tonne)).collect();
        let some = blocks.iter().any(|(_, tonne)| drawn(tonne).is_some());
        some.then_some(Abatement { ground, on, blocks })
    }

    fn shown(&self) -> impl Iterator<Item = (&str, f64, f64)> {
        self.blocks.iter().filter_map(|(name, tonne)| drawn(tonne).map(|(t, e)| (name.as_str(), t, e)))
    }
}

impl Chart for Abatement<'_> {
    fn code(&self) -> &'static str {
        "abatement"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-abatement").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let all: f64 = self.shown().map(|(_, tonnes, _)| tonnes).sum();
        let free: f64 = self.shown().filter(|(.., euro)| *euro <= 0.0).map(|(_, tonnes, _)| tonnes).sum();
        Say::new(lang, "chart-abatement-reading")
            .with("free", format!("{}{NBSP}t", brief(free)))
            .with("all", format!("{}{NBSP}t", brief(all)))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-measures-measure"), Kind::Text),
            column(Say::new(lang, "chart-abatement-tonnes"), Kind::Number).unit("t CO₂/an"),
            column(Say::new(lang, "chart-abatement-cost"), Kind::Number).unit("€/t CO₂"),
        ];
        let maybe = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
        let rows = self.blocks.iter();
        let rows = rows.map(|(name, t)| vec![Cell::Text(name.clone()), maybe(t.tonnes), maybe(t.euro)]);
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::Fall), Say::new(lang, "chart-abatement-pays").to_string()),
            (Sign::Fill(Role::Rise), Say::new(lang, "chart-abatement-costs").to_string()),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4);
        let all: f64 = self.shown().map(|(_, tonnes, _)| tonnes).sum();
        let plot = Plot::new(width, top, Axis::new(self.shown().map(|(.., euro)| euro)));
        plot.grid(&mut sheet);
        let (mut sum, zero) = (0.0, plot.y(0.0));
        let mut names = Vec::new();
        for (number, (name, tonnes, euro)) in (1..).zip(self.shown()) {
            let (a, b) = (plot.x(sum / all), plot.x((sum + tonnes) / all));
            sum += tonnes;
            let y = plot.y(euro);
            let role = if euro <= 0.0 { Role::Fall } else { Role::Rise };
            sheet.rect(role, (a + 1, y.min(zero - 2)), ((b - 1).max(a + 2), y.max(zero)));
            let mark: i32 = number;
            let at = i32::midpoint(a, b);
            sheet.rect(Role::Flag, (at - 8, zero - 9), (at + 8, zero + 8));
            sheet.words(Role::FlagText, (at, zero), mark.to_string(), HPos::Center, VPos::Center);
            let figure = format!("{}{NBSP}€/t · {}{NBSP}t/an", brief(euro), brief(tonnes));
            names.push((mark, format!("{name} · {figure}")));
        }
        plot.zero(&mut sheet);
        let unit = Say::new(lang, "chart-abatement-axis").with("all", brief(all)).to_string();
        sheet.words(Role::Label, (plot.right, plot.bottom + 8), unit, HPos::Right, VPos::Top);
        let mut y = plot.bottom + 34;
        for (mark, words) in names {
            sheet.rect(Role::Flag, (plot.left, y), (plot.left + 16, y + 17));
            let at = (plot.left + 8, y + 9);
            sheet.words(Role::FlagText, at, mark.to_string(), HPos::Center, VPos::Center);
            let words = cut(&words, plot.right - plot.left - 24, LETTERS);
            sheet.words(Role::Ink, (plot.left + 24, y + 9), words, HPos::Left, VPos::Center);
            y += 23;
        }
        sheet.height = y + 4;
        sheet
    }
}
