//! The way to 2040: what was measured, the way that would lead to the target, where it goes as it is going.
//!
//! The target is the park's, not the building's, and is written as such.

use eclaireur_models::building::Event;
use eclaireur_models::indicators::series::PathSeries;
use eclaireur_models::period::Day;
use jiff::civil::date;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, flags, wide};
use super::sheet::{LETTERS, Point, Sheet};
use super::text::{brief, column, cut, sound_decimal};
use crate::format::NBSP;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";
/// Years that a way may have.
const YEARS: core::ops::RangeInclusive<i16> = 1950..=2150;

/// The chart `path`.
#[derive(Debug, Clone)]
pub struct Path<'a> {
    ground: Ground<'a>,
    path: &'a PathSeries,
    events: &'a [Event],
    measured: Vec<(i16, f64)>,
    wanted: Vec<(i16, f64)>,
    trend: Vec<(i16, f64)>,
    target: f64,
}

fn drawn(points: &[(i16, Decimal)]) -> Vec<(i16, f64)> {
    let mut points: Vec<_> = points
        .iter()
        .filter(|(year, _)| YEARS.contains(year))
        .filter_map(|(year, v)| Some((*year, sound_decimal(*v)?.max(0.0))))
        .collect();
    points.sort_by_key(|(year, _)| *year);
    points.dedup_by_key(|(year, _)| *year);
    points
}

/// The middle of a year stands for it.
fn middle(year: i16) -> Day {
    date(year.clamp(*YEARS.start(), *YEARS.end()), 7, 1)
}

impl<'a> Path<'a> {
    /// Of one building; nothing when no year was measured.
    pub fn new(ground: Ground<'a>, path: &'a PathSeries, events: &'a [Event]) -> Option<Self> {
        let measured = drawn(&path.measured);
        let target = sound_decimal(path.target)?;
        YEARS.contains(&path.target_year).then_some(())?;
        (!measured.is_empty()).then(|| Path {
            ground,
            path,
            events,
            measured,
            wanted: drawn(&path.wanted),
            trend: drawn(&path.trend),
            target,
        })
    }

    fn years(&self) -> (i16, i16) {
        let all = || self.measured.iter().chain(&self.wanted).chain(&self.trend).map(|(year, _)| *year);
        let first = all().min().unwrap_or(self.path.target_year).min(self.path.target_year);
        let last = all().max().unwrap_or(first).max(self.path.target_year);
        (first, last)
    }
}

impl Chart for Path<'_> {
    fn code(&self) -> &'static str {
        "path"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let (first, last) = self.years();
        let lang = self.ground.lang;
        Say::new(lang, "chart-path").with("first", first).with("last", last).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((year, value)) = self.measured.last().copied() else { return String::new() };
        let figure = |v: f64| format!("{}{NBSP}{UNIT}", brief(v));
        let wanted = self.wanted.iter().find(|(y, _)| *y == year).map(|(_, v)| *v);
        let said = match wanted {
            Some(wanted) if value <= wanted => {
                Say::new(lang, "chart-path-reading-below").with("wanted", figure(wanted))
            }
            Some(wanted) => Say::new(lang, "chart-path-reading-above").with("wanted", figure(wanted)),
            None => Say::new(lang, "chart-path-reading"),
        };
        said.with("year", year).with("value", figure(value)).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            column(Say::new(lang, "chart-path-measured"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-path-wanted"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-path-trend"), Kind::Number).unit(UNIT),
        ];
        let (first, last) = self.years();
        let of = |points: &[(i16, Decimal)], year: i16| {
            points.iter().find(|(y, _)| *y == year).map_or(Cell::Empty, |(_, v)| Cell::Number(*v))
        };
        let rows = (first..=last).map(|year| {
            let p = self.path;
            vec![Cell::Text(year.to_string()), of(&p.measured, year), of(&p.wanted, year), of(&p.trend, year)]
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![(Sign::Line(Role::Line), Say::new(lang, "chart-path-measured").to_string())];
        if !self.wanted.is_empty() {
            signs.push((Sign::Line(Role::Dashed), Say::new(lang, "chart-path-wanted").to_string()));
        }
        if !self.trend.is_empty() {
            signs.push((Sign::Line(Role::Dotted), Say::new(lang, "chart-path-trend").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let (first, last) = self.years();
        let days = (date(first, 1, 1), date(last, 12, 31));
        let values = self.measured.iter().chain(&self.wanted).chain(&self.trend).map(|(_, v)| *v);
        let top = top + flags(self.events, days);
        let plot = Plot::new(width, top, Axis::new(values.chain([self.target])));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let at = |(year, value): &(i16, f64)| -> Point {
            (plot.day(middle(*year), days.0, days.1), plot.y(*value))
        };
        let y = plot.y(self.target);
        sheet.line(Role::Target, vec![(plot.left, y), (plot.right, y)]);
        sheet.line(Role::Dashed, self.wanted.iter().map(at).collect());
        sheet.line(Role::Dotted, self.trend.iter().map(at).collect());
        let measured: Vec<Point> = self.measured.iter().map(at).collect();
        sheet.line(Role::Line, measured.clone());
        for at in &measured {
            sheet.dot(Role::Knot, *at, 4);
        }
        // Lines come from above: below the target there is room, unless it lies on the ground.
        let words = Say::new(lang, "chart-path-target")
            .with("year", self.path.target_year)
            .with("value", format!("{}{NBSP}{UNIT}", brief(self.target)))
            .to_string();
        let words = cut(&words, plot.right - plot.left, LETTERS);
        let (h, x) = if font::room(&words, LETTERS) * 2 > plot.right - plot.left {
            (HPos::Left, plot.left + 6)
        } else {
            (HPos::Right, plot.right - 2)
        };
        let v = if plot.bottom - y > 24 { (y + 6, VPos::Top) } else { (y - 6, VPos::Bottom) };
        sheet.words(Role::Value, (x, v.0), words, h, v.1);
        let room = font::room("2000", LETTERS) + 14;
        let every = (i32::from(last - first) + 1) * room / (plot.right - plot.left).max(1) + 1;
        let every = [1, 2, 5, 10, 20, 50].into_iter().find(|e| *e >= every).unwrap_or(100);
        for year in first..=last {
            if i32::from(year) % every != 0 {
                continue;
            }
            let x = plot.day(middle(year), days.0, days.1);
            sheet.line(Role::Base, vec![(x, plot.bottom), (x, plot.bottom + 5)]);
            let half = font::room("2000", LETTERS) / 2;
            let at = x.min(wide(width) - half);
            sheet.words(Role::Label, (at, plot.bottom + 9), year.to_string(), HPos::Center, VPos::Top);
        }
        sheet.height = plot.events(&mut sheet, lang, self.events, days, plot.bottom + 34);
        sheet
    }
}
