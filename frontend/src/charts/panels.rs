//! What panels would give month by month: used on the spot, injected, and what is still taken from the network.

use eclaireur_models::audit::worked::Panels;
use eclaireur_models::period::{Day, Month};
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::Sheet;
use super::text::{column, number, sound_decimal};
use super::uses::kwh;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// The chart `panels`.
#[derive(Debug, Clone)]
pub struct PanelMonths<'a> {
    ground: Ground<'a>,
    on: Day,
    panels: &'a Panels,
}

fn drawn(value: Decimal) -> f64 {
    sound_decimal(value).unwrap_or(0.0).max(0.0)
}

impl<'a> PanelMonths<'a> {
    /// Of an installation; nothing where it makes nothing.
    pub fn new(ground: Ground<'a>, on: Day, panels: &'a Panels) -> Option<Self> {
        let some = panels.made > Decimal::ZERO && sound_decimal(panels.made).is_some();
        (some && panels.months.len() == 12).then_some(PanelMonths { ground, on, panels })
    }

    fn month(&self, month: u8) -> Option<Month> {
        Month::new(self.on.year(), i8::try_from(month).ok()?)
    }
}

impl Chart for PanelMonths<'_> {
    fn code(&self) -> &'static str {
        "panels"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-panels")
            .with("power", format!("{}{NBSP}kWc", format::decimal(self.panels.peak_kwp)))
            .with("day", format::day(self.on))
            .to_string()
    }

    fn reading(&self) -> String {
        let share = drawn(self.panels.used) / drawn(self.panels.made).max(1e-9) * 100.0;
        Say::new(self.ground.lang, "chart-panels-reading")
            .with("made", kwh(self.panels.made))
            .with("share", format!("{}{NBSP}%", number(share, 0)))
            .with("injected", kwh(self.panels.injected))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let amount = |key: &'static str| column(Say::new(lang, key), Kind::Number).unit("kWh");
        let columns = vec![
            column(Say::new(lang, "chart-panels-month"), Kind::Text),
            amount("chart-panels-used"),
            amount("chart-panels-injected"),
            amount("chart-panels-bought"),
        ];
        let cell = |value: Decimal| Cell::Number(value.round_dp(0));
        let row = |m: &eclaireur_models::audit::worked::PanelsMonth| {
            let name = self.month(m.month).map(|month| format::month_short(lang, month)).unwrap_or_default();
            vec![Cell::Text(name), cell(m.used), cell(m.injected), cell(m.bought)]
        };
        Table { title: self.title(), columns, rows: self.panels.months.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::OwnMark), Say::new(lang, "chart-panels-used").to_string()),
            (Sign::Fill(Role::Estimated), Say::new(lang, "chart-panels-injected").to_string()),
            (Sign::Fill(Role::Before), Say::new(lang, "chart-panels-need").to_string()),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4);
        let tops = self
            .panels
            .months
            .iter()
            .flat_map(|m| [drawn(m.used) + drawn(m.injected), drawn(m.used) + drawn(m.bought)]);
        let plot = Plot::new(width, top, Axis::new(tops));
        plot.grid(&mut sheet);
        let half = ((plot.slot(1, 12) - plot.slot(0, 12)) * 4 / 10).max(2);
        for (at, m) in self.panels.months.iter().enumerate() {
            let (x, zero) = (plot.middle(at, 12), plot.y(0.0));
            let used = plot.bar(drawn(m.used));
            let made = plot.y(drawn(m.used) + drawn(m.injected));
            let need = plot.y(drawn(m.used) + drawn(m.bought));
            sheet.rect(Role::Estimated, (x - half, made), (x + half, used));
            sheet.rect(Role::OwnMark, (x - half, used), (x + half, zero));
            sheet.rect(Role::Before, (x - half - 2, need), (x + half + 2, zero));
            if let Some(month) = self.month(m.month) {
                let words = match width {
                    Width::Wide => format::month_short(lang, month),
                    Width::Narrow => format::month_letter(lang, month),
                };
                sheet.words(Role::Label, (x, plot.bottom + 8), words, HPos::Center, VPos::Top);
            }
        }
        plot.zero(&mut sheet);
        sheet.words(Role::Label, (plot.right, plot.bottom + 28), "kWh", HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 50;
        sheet
    }
}
