//! The way of the building to the year of the strategy, with its works: one step after each.

use eclaireur_models::audit::worked::PathYear;
use eclaireur_models::period::Day;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Point, Sheet};
use super::text::{brief, column, cut, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh PCI/m²";

/// The chart `road`.
#[derive(Debug, Clone)]
pub struct Road<'a> {
    ground: Ground<'a>,
    on: Day,
    name: String,
    path: &'a [PathYear],
    points: Vec<(i16, f64)>,
    /// The target of the park, with its year.
    target: Option<(i16, Decimal, f64)>,
}

impl<'a> Road<'a> {
    /// Of a package by its name; nothing with fewer than two years.
    pub fn new(
        ground: Ground<'a>,
        on: Day,
        name: impl Into<String>,
        path: &'a [PathYear],
        target: Option<(i16, Decimal)>,
    ) -> Option<Self> {
        let points: Vec<_> =
            path.iter().take(60).filter_map(|p| Some((p.year, sound_decimal(p.kwh_per_m2)?))).collect();
        let target = target.and_then(|(year, value)| Some((year, value, sound_decimal(value)?)));
        (points.len() > 1).then(|| Road { ground, on, name: name.into(), path, points, target })
    }

    fn figure(value: f64) -> String {
        format!("{}{NBSP}kWh/m²", brief(value))
    }
}

impl Chart for Road<'_> {
    fn code(&self) -> &'static str {
        "road"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-road").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return String::new();
        };
        Say::new(self.ground.lang, "chart-road-reading")
            .with("name", cut(&self.name, 200, LETTERS))
            .with("first", first.0)
            .with("last", last.0)
            .with("from", Road::figure(first.1))
            .with("to", Road::figure(last.1))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            column(Say::new(lang, "chart-road-with"), Kind::Number).unit(UNIT),
        ];
        let row = |p: &PathYear| vec![Cell::Text(p.year.to_string()), Cell::Number(p.kwh_per_m2)];
        Table { title: self.title(), columns, rows: self.path.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![
            (Sign::Line(Role::Line), Say::new(lang, "chart-road-with").to_string()),
            (Sign::Line(Role::Dotted), Say::new(lang, "chart-road-without").to_string()),
        ];
        if self.target.is_some() {
            signs.push((Sign::Line(Role::Target), Say::new(lang, "chart-road-target").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let values = self.points.iter().map(|(_, v)| *v).chain(self.target.map(|(.., v)| v));
        let plot = Plot::new(width, top, Axis::new(values));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let count = self.points.len();
        if let Some((_, _, value)) = self.target {
            let y = plot.y(value);
            sheet.line(Role::Target, vec![(plot.left, y), (plot.right, y)]);
        }
        if let Some((_, today)) = self.points.first() {
            let y = plot.y(*today);
            sheet.line(Role::Dotted, vec![(plot.left, y), (plot.right, y)]);
        }
        let mut steps: Vec<Point> = Vec::new();
        for (at, (_, value)) in self.points.iter().enumerate() {
            let y = plot.y(*value);
            steps.extend([(plot.slot(at, count), y), (plot.slot(at + 1, count), y)]);
        }
        sheet.line(Role::Line, steps);
        let room = font::room("2000", LETTERS) + 12;
        let each = (plot.slot(1, count) - plot.slot(0, count)).max(1);
        let every = usize::try_from((room / each + 1).max(1)).unwrap_or(1);
        for (at, (year, _)) in self.points.iter().enumerate().step_by(every) {
            let x = plot.middle(at, count);
            sheet.words(Role::Label, (x, plot.bottom + 8), year.to_string(), HPos::Center, VPos::Top);
        }
        if let Some((_, last)) = self.points.last() {
            let at = (plot.right - 2, plot.y(*last) - 6);
            sheet.words(Role::Value, at, Road::figure(*last), HPos::Right, VPos::Bottom);
        }
        sheet.words(Role::Label, (plot.right, plot.bottom + 28), UNIT, HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 50;
        sheet
    }
}
