//! Small multiples: how each activity moves over the years, side by side on one scale, with all of them as a dotted line.

use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Point, Sheet};
use super::text::{cell, column, cut, number, sound, whole};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";
/// Panels drawn at most; the table has all.
const MOST: usize = 20;

/// A line over years, kWh/m2.
pub type Years = Vec<(i16, f64)>;

/// The chart `multiples`.
#[derive(Debug, Clone)]
pub struct Multiples<'a> {
    ground: Ground<'a>,
    /// All of them together.
    whole: Years,
    panels: Vec<(String, Years)>,
    years: (i16, i16),
}

fn drawn(years: Years) -> Years {
    let mut years: Years =
        years.into_iter().filter_map(|(year, value)| Some((year, sound(value)?.max(0.0)))).collect();
    years.sort_by_key(|(year, _)| *year);
    years.dedup_by_key(|(year, _)| *year);
    years
}

impl<'a> Multiples<'a> {
    /// Of lines by name, beside that of the whole; nothing where no line has two years.
    pub fn new(ground: Ground<'a>, whole: Years, panels: Vec<(String, Years)>) -> Option<Self> {
        let panels = panels.into_iter().map(|(name, years)| (name, drawn(years)));
        let panels: Vec<(String, Years)> = panels.filter(|(_, years)| years.len() > 1).collect();
        let all = || panels.iter().flat_map(|(_, years)| years.iter().map(|(year, _)| *year));
        let years = (all().min()?, all().max()?);
        let whole = drawn(whole).into_iter().filter(|(y, _)| (years.0..=years.1).contains(y)).collect();
        Some(Multiples { ground, whole, panels, years })
    }

    /// The change of a line from its first year to its last.
    fn change(years: &Years) -> Option<f64> {
        let ((_, first), (_, last)) = (years.first()?, years.last()?);
        (*first > 0.0).then(|| (last - first) / first)
    }

    fn place(&self, year: i16, (left, right): (i32, i32)) -> i32 {
        let (first, last) = (i32::from(self.years.0), i32::from(self.years.1));
        left + (right - left) * (i32::from(year) - first) / (last - first).max(1)
    }
}

impl Chart for Multiples<'_> {
    fn code(&self) -> &'static str {
        "multiples"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let (first, last) = self.years;
        Say::new(self.ground.lang, "chart-multiples").with("first", first).with("last", last).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let changes = self.panels.iter().filter_map(|(name, years)| Some((name, Self::change(years)?)));
        let Some((name, change)) = changes.min_by(|a, b| a.1.total_cmp(&b.1)) else { return String::new() };
        let percent = rust_decimal::Decimal::from_f64_retain(change).unwrap_or_default();
        let alone = self.panels.len() == 1;
        let key = if alone { "chart-multiples-reading-one" } else { "chart-multiples-reading" };
        Say::new(lang, key)
            .with("name", cut(name, 240, LETTERS))
            .with("change", format::signed_percent(percent))
            .with("first", self.years.0)
            .with("last", self.years.1)
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let mut columns = vec![column(Say::new(lang, "sector-dimension-activity"), Kind::Text)];
        let years = || self.years.0..=self.years.1;
        columns.extend(
            years().map(|year| crate::tables::Column::new(year.to_string(), Kind::Number).unit(UNIT)),
        );
        let row = |name: &str, line: &Years| {
            let at = |year| line.iter().find(|(of, _)| *of == year).map(|(_, value)| *value);
            core::iter::once(Cell::text(name)).chain(years().map(|year| cell(at(year)))).collect()
        };
        let mut rows: Vec<Vec<Cell>> = self.panels.iter().map(|(name, line)| row(name, line)).collect();
        if !self.whole.is_empty() {
            rows.push(row(&Say::new(lang, "sector-whole").to_string(), &self.whole));
        }
        Table { title: self.title(), columns, rows }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![(Sign::Line(Role::Line), Say::new(lang, "chart-multiples-own").to_string())];
        if !self.whole.is_empty() {
            signs.push((Sign::Line(Role::Dotted), Say::new(lang, "sector-whole").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4) + 6;
        let (columns, high) = if width == Width::Wide { (4, 110) } else { (2, 90) };
        let across = wide(width) / columns;
        let axis = Axis::new(self.panels.iter().flat_map(|(_, y)| y).chain(&self.whole).map(|(_, v)| *v));
        for (n, (name, years)) in self.panels.iter().take(MOST).enumerate() {
            let n = whole(n);
            let (left, y) = (n % columns * across + 4, top + n / columns * (high + 64));
            let right = left + across - 20;
            let (head, foot) = (y + 26, y + 26 + high);
            sheet.words(Role::Value, (left, y), cut(name, across - 16, LETTERS), HPos::Left, VPos::Top);
            for value in [axis.low, axis.high] {
                let at = axis.place(value, foot, head);
                sheet.line(if value == 0.0 { Role::Base } else { Role::Grid }, vec![(left, at), (right, at)]);
            }
            let line = |years: &Years| -> Vec<Point> {
                let at = |(year, value): &(i16, f64)| {
                    (self.place(*year, (left + 4, right - 4)), axis.place(*value, foot, head))
                };
                years.iter().map(at).collect()
            };
            sheet.line(Role::Dotted, line(&self.whole));
            let points = line(years);
            sheet.line(Role::Line, points.clone());
            for at in &points {
                sheet.dot(Role::Knot, *at, 3);
            }
            for ((year, _), h, x) in [
                (years.first().copied().unwrap_or_default(), HPos::Left, left),
                (years.last().copied().unwrap_or_default(), HPos::Right, right),
            ] {
                sheet.words(Role::Label, (x, foot + 5), year.to_string(), h, VPos::Top);
            }
            let ends = [years.first(), years.last()].map(|end| end.map_or(0.0, |(_, value)| *value));
            let words = ends.map(|value| number(value, 0)).join(&format!("{NBSP}→{NBSP}"));
            let words = cut(&words, across - 16, LETTERS);
            sheet.words(Role::Ink, (i32::midpoint(left, right), foot + 22), words, HPos::Center, VPos::Top);
        }
        let rows = whole(self.panels.len().min(MOST)).saturating_add(columns - 1) / columns;
        let bottom = top + rows * (high + 64);
        let most = format!("0{NBSP}–{NBSP}{}{NBSP}{UNIT}", number(axis.high, 0));
        sheet.words(Role::Label, (wide(width) - 2, bottom), most, HPos::Right, VPos::Top);
        sheet.height = bottom + 22;
        sheet
    }
}
