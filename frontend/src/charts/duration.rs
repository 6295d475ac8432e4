//! The load duration: powers from the highest to the lowest, over the share of the time in which they were reached.

use eclaireur_models::building::Carrier;
use eclaireur_models::period::Period;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::months::Width;
use super::plot::{Axis, Plot, thinned, wide};
use super::sheet::{LETTERS, Shape, Sheet};
use super::text::{brief, cell, column, counted, sound};
use super::tone::Tone;
use crate::format::{self, NBSP};
use crate::tables::{Kind, Table};
use crate::text::Say;
use crate::words;

/// Shares of the time given in the table, per cent: tenths and quarters, and more of both ends.
const SHARES: [u8; 17] = [0, 1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99, 100];

/// The chart `load-duration`.
#[derive(Debug, Clone)]
pub struct LoadDuration<'a> {
    ground: Ground<'a>,
    carrier: Carrier,
    period: Period,
    /// Highest first.
    kw: Vec<f64>,
}

impl<'a> LoadDuration<'a> {
    /// Of these mean powers in kW, each of as long a time, in any order; nothing when there are none.
    pub fn new(ground: Ground<'a>, carrier: Carrier, period: Period, kw: &[f32]) -> Option<Self> {
        let mut kw: Vec<f64> = kw.iter().filter_map(|v| sound(f64::from(*v))).map(|v| v.max(0.0)).collect();
        kw.sort_by(|a, b| b.total_cmp(a));
        (!kw.is_empty()).then_some(LoadDuration { ground, carrier, period, kw })
    }

    /// The power reached during this share of the time.
    fn reached(&self, percent: u8) -> f64 {
        let last = self.kw.len().saturating_sub(1);
        self.kw.get(last * usize::from(percent) / 100).copied().unwrap_or(0.0)
    }
}

impl Chart for LoadDuration<'_> {
    fn code(&self) -> &'static str {
        "load-duration"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        self.carrier
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-duration")
            .with("carrier", words::carrier(lang, self.carrier))
            .with("period", format::period(lang, self.period))
            .to_string()
    }

    fn reading(&self) -> String {
        let kw = |percent| format!("{}{NBSP}kW", brief(self.reached(percent)));
        let lang = self.ground.lang;
        Say::new(lang, "chart-duration-reading")
            .with("top", kw(0))
            .with("half", kw(50))
            .with("base", kw(95))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-share"), Kind::Number).unit("%"),
            column(Say::new(lang, "chart-col-power"), Kind::Number).unit("kW"),
        ];
        let rows = SHARES.iter().map(|p| vec![cell(Some(f64::from(*p))), cell(Some(self.reached(*p)))]);
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let plot = Plot::new(width, 14, Axis::new([self.reached(0)]));
        plot.grid(&mut sheet);
        let last = self.kw.len().saturating_sub(1).max(1);
        let points =
            self.kw.iter().enumerate().map(|(i, v)| (plot.x(counted(i) / counted(last)), plot.y(*v)));
        let mut line = thinned(points.collect());
        if let &[only] = line.as_slice() {
            line.push((plot.right, only.1));
        }
        let mut area = line.clone();
        area.extend([(plot.right, plot.bottom), (plot.left, plot.bottom)]);
        sheet.add(Role::Band, Tone::PICTURE, Shape::Area(area));
        plot.zero(&mut sheet);
        sheet.line(Role::Now, line);
        for percent in [0u8, 25, 50, 75, 100] {
            let x = plot.x(f64::from(percent) / 100.0);
            sheet.line(Role::Base, vec![(x, plot.bottom), (x, plot.bottom + 5)]);
            let label = format!("{percent}{NBSP}%");
            let half = font::room(&label, LETTERS) / 2;
            let at = x.min(wide(width) - half);
            sheet.words(Role::Label, (at, plot.bottom + 9), label, HPos::Center, VPos::Top);
        }
        for percent in [0u8, 50, 95] {
            let (x, y) = (plot.x(f64::from(percent) / 100.0), plot.y(self.reached(percent)));
            sheet.dot(Role::Knot, (x, y), 4);
            let label = format!("{}{NBSP}kW", brief(self.reached(percent)));
            match percent {
                0 => sheet.words(Role::Value, (x + 8, y - 6), label, HPos::Left, VPos::Bottom),
                _ => sheet.words(Role::Value, (x, y - 14), label, HPos::Center, VPos::Bottom),
            }
        }
        let name = Say::new(lang, "chart-duration-across").to_string();
        sheet.words(Role::Label, (wide(width) - 2, plot.bottom + 30), name, HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 50;
        sheet
    }
}
