//! The way of a park: what was measured, the straight line to the target, and a fan of where it leads as it goes.

use eclaireur_models::portfolio::sector::path::Path;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Point, Shape, Sheet};
use super::text::{brief, cell, column, cut, sound};
use super::tone::Tone;
use crate::format::NBSP;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";

/// The chart `fan`.
#[derive(Debug, Clone)]
pub struct Fan<'a> {
    ground: Ground<'a>,
    measured: Vec<(i16, f64)>,
    wanted: Vec<(i16, f64)>,
    /// Year, lower quartile, median, upper quartile.
    ahead: Vec<(i16, f64, f64, f64)>,
    target: Option<f64>,
    /// First and last year.
    years: (i16, i16),
}

impl<'a> Fan<'a> {
    /// Of the path of a park, beside a target in kWh/m2; nothing where no year is told.
    pub fn new(ground: Ground<'a>, path: &Path, target: Option<f64>) -> Option<Self> {
        let target = target.and_then(sound).filter(|target| *target >= 0.0);
        let point = |(year, value): (i16, f64)| Some((year, sound(value)?.max(0.0)));
        let measured: Vec<_> =
            path.years.iter().filter_map(|(year, totals)| point((*year, totals.intensity()))).collect();
        let wanted: Vec<_> = target
            .map(|target| path.wanted(target))
            .unwrap_or_default()
            .into_iter()
            .filter_map(point)
            .collect();
        let ahead: Vec<_> = path
            .fan
            .iter()
            .filter_map(|(year, a, b, c)| Some((*year, sound(*a)?, sound(*b)?, sound(*c)?)))
            .collect();
        let all = || {
            let lines = measured.iter().chain(&wanted).map(|(year, _)| *year);
            lines.chain(ahead.iter().map(|(year, ..)| *year))
        };
        let years = (all().min()?, all().max()?);
        Some(Fan { ground, measured, wanted, ahead, target, years })
    }

    fn ahead(&self, of: fn(&(i16, f64, f64, f64)) -> f64) -> impl Iterator<Item = (i16, f64)> + '_ {
        self.ahead.iter().map(move |point| (point.0, of(point)))
    }
}

impl Chart for Fan<'_> {
    fn code(&self) -> &'static str {
        "fan"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let (first, last) = self.years;
        Say::new(self.ground.lang, "chart-fan").with("first", first).with("last", last).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let figure = |v: f64| format!("{}{NBSP}{UNIT}", brief(v));
        let Some((year, now)) = self.measured.last().copied() else { return String::new() };
        let said = match (self.ahead.last(), self.target) {
            (Some((until, _, ahead, _)), Some(target)) => Say::new(lang, "chart-fan-reading")
                .with("until", until)
                .with("ahead", figure(*ahead))
                .with("target", figure(target)),
            _ => Say::new(lang, "chart-fan-reading-now"),
        };
        said.with("year", year).with("now", figure(now)).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let amount = |key: &'static str| column(Say::new(lang, key), Kind::Number).unit(UNIT);
        let columns = vec![
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            amount("chart-path-measured"),
            amount("chart-fan-wanted"),
            amount("chart-fan-lower"),
            amount("chart-fan-median"),
            amount("chart-fan-upper"),
        ];
        let of = |line: &[(i16, f64)], year: i16| {
            cell(line.iter().find(|(of, _)| *of == year).map(|(_, value)| *value))
        };
        let row = |year: i16| {
            let ahead = self.ahead.iter().find(|(of, ..)| *of == year);
            vec![
                Cell::Text(year.to_string()),
                of(&self.measured, year),
                of(&self.wanted, year),
                cell(ahead.map(|(_, lower, ..)| *lower)),
                cell(ahead.map(|(_, _, median, _)| *median)),
                cell(ahead.map(|(.., upper)| *upper)),
            ]
        };
        Table { title: self.title(), columns, rows: (self.years.0..=self.years.1).map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![(Sign::Line(Role::Line), Say::new(lang, "chart-path-measured").to_string())];
        if !self.wanted.is_empty() {
            signs.push((Sign::Line(Role::Dashed), Say::new(lang, "chart-fan-wanted").to_string()));
        }
        if !self.ahead.is_empty() {
            signs.push((Sign::Line(Role::Dotted), Say::new(lang, "chart-fan-median").to_string()));
            signs.push((Sign::Fill(Role::Spread), Say::new(lang, "chart-fan-half").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let values = self.measured.iter().chain(&self.wanted).map(|(_, value)| *value);
        let highest = self.ahead(|point| point.3).map(|(_, value)| value);
        let plot = Plot::new(width, top, Axis::new(values.chain(highest).chain(self.target)));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let span = f64::from(self.years.1 - self.years.0).max(1.0);
        let x = |year: i16| plot.x(f64::from(year - self.years.0) / span);
        let at = |(year, value): (i16, f64)| -> Point { (x(year), plot.y(value)) };
        if self.ahead.len() > 1 {
            let mut around: Vec<Point> = self.ahead(|point| point.1).map(at).collect();
            let upper: Vec<Point> = self.ahead(|point| point.3).map(at).collect();
            around.extend(upper.into_iter().rev());
            sheet.add(Role::Spread, Tone::PICTURE, Shape::Area(around));
        }
        if let Some(target) = self.target {
            let y = plot.y(target);
            sheet.line(Role::Target, vec![(plot.left, y), (plot.right, y)]);
            let words = Say::new(lang, "chart-fan-target")
                .with("year", self.years.1)
                .with("value", format!("{}{NBSP}{UNIT}", brief(target)))
                .to_string();
            let words = cut(&words, plot.right - plot.left - 12, LETTERS);
            let end = plot.left + 10 + font::room(&words, LETTERS);
            let place = if plot.bottom - y > 24 { (y + 5, VPos::Top) } else { (y - 5, VPos::Bottom) };
            let (a, b) = if plot.bottom - y > 24 { (y + 3, y + 22) } else { (y - 22, y - 3) };
            sheet.rect(Role::Plate, (plot.left + 3, a), (end, b));
            sheet.words(Role::Value, (plot.left + 6, place.0), words, HPos::Left, place.1);
        }
        sheet.line(Role::Dashed, self.wanted.iter().copied().map(at).collect());
        sheet.line(Role::Dotted, self.ahead(|point| point.2).map(at).collect());
        let measured: Vec<Point> = self.measured.iter().copied().map(at).collect();
        sheet.line(Role::Line, measured.clone());
        for at in measured {
            sheet.dot(Role::Knot, at, 4);
        }
        let room = font::room("2000", LETTERS) + 14;
        let every = (i32::from(self.years.1 - self.years.0) + 1) * room / (plot.right - plot.left).max(1) + 1;
        let every = [1, 2, 5, 10, 20, 50].into_iter().find(|e| *e >= every).unwrap_or(100);
        for year in (self.years.0..=self.years.1).filter(|year| i32::from(*year) % every == 0) {
            let at = x(year);
            sheet.line(Role::Base, vec![(at, plot.bottom), (at, plot.bottom + 5)]);
            let half = font::room("2000", LETTERS) / 2;
            let at = at.clamp(half, wide(width) - half);
            sheet.words(Role::Label, (at, plot.bottom + 9), year.to_string(), HPos::Center, VPos::Top);
        }
        sheet.words(Role::Label, (plot.right, plot.bottom + 28), UNIT, HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 48;
        sheet
    }
}
