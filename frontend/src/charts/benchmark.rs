//! One's own figure beside reference values: each with its year and number of buildings, foreign ones outlined instead
//! of filled. It places; it does not judge: no colour says good or bad.

use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{brief, column, cut, sound_decimal};
use crate::format::NBSP;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Reference values drawn at most.
const MOST: usize = 12;
const UNIT: &str = "kWh/m²";

/// The chart `benchmark`.
#[derive(Debug, Clone)]
pub struct Benchmark<'a> {
    ground: Ground<'a>,
    strip: &'a BenchmarkStrip,
    period: &'a str,
    rows: Vec<Row<'a>>,
}

/// A reference value with what can be drawn of it.
#[derive(Debug, Clone)]
struct Row<'a> {
    of: &'a Reference,
    lowest: Option<f64>,
    middle: Option<f64>,
    highest: Option<f64>,
}

impl Row<'_> {
    fn ends(&self) -> impl Iterator<Item = f64> {
        [self.lowest, self.middle, self.highest].into_iter().flatten()
    }
}

impl<'a> Benchmark<'a> {
    /// One's own figure is of `period`, in words (`2025`); nothing without a reference value.
    pub fn new(ground: Ground<'a>, strip: &'a BenchmarkStrip, period: &'a str) -> Option<Self> {
        let sound = |v: Option<rust_decimal::Decimal>| v.and_then(sound_decimal).filter(|v| *v >= 0.0);
        let row = |of: &'a Reference| Row {
            of,
            lowest: sound(of.lowest),
            middle: sound(of.middle),
            highest: sound(of.highest),
        };
        let rows: Vec<_> =
            strip.references.iter().map(row).filter(|r| r.ends().next().is_some()).take(MOST).collect();
        (!rows.is_empty()).then_some(Benchmark { ground, strip, period, rows })
    }

    fn own(&self) -> Option<f64> {
        self.strip.own.and_then(sound_decimal).filter(|v| *v >= 0.0)
    }

    fn what(&self) -> String {
        let lang = self.ground.lang;
        match self.strip.of.as_ref() {
            "electricity" => Say::new(lang, "chart-benchmark-electricity"),
            "fuel" => Say::new(lang, "chart-benchmark-fuel"),
            _ => Say::new(lang, "chart-benchmark-total"),
        }
        .to_string()
    }

    /// *2010 · 54 bâtiments · autre pays ou autre usage*
    fn origin(&self, of: &Reference) -> String {
        let lang = self.ground.lang;
        let mut parts = Vec::new();
        parts.push(match of.year {
            Some(year) => year.to_string(),
            None => Say::new(lang, "chart-benchmark-no-year").to_string(),
        });
        parts.push(match of.n {
            Some(n) => Say::new(lang, "chart-benchmark-n").count("n", n).to_string(),
            None => Say::new(lang, "chart-benchmark-no-n").to_string(),
        });
        if of.foreign {
            parts.push(Say::new(lang, "chart-benchmark-foreign").to_string());
        }
        parts.join(" · ")
    }
}

impl Chart for Benchmark<'_> {
    fn code(&self) -> &'static str {
        "benchmark"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-benchmark").with("what", self.what()).with("period", self.period).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let figure = |v: f64| format!("{}{NBSP}{UNIT}", brief(v));
        let Some(own) = self.own() else {
            return Say::new(lang, "chart-benchmark-reading-none").to_string();
        };
        let nearest = self.rows.iter().find(|r| !r.of.foreign && r.middle.is_some());
        match nearest.and_then(|r| r.middle) {
            Some(middle) => Say::new(lang, "chart-benchmark-reading")
                .with("own", figure(own))
                .with("middle", figure(middle))
                .to_string(),
            None => Say::new(lang, "chart-benchmark-reading-own").with("own", figure(own)).to_string(),
        }
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-reference"), Kind::Text),
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            column(Say::new(lang, "chart-col-n"), Kind::Number),
            column(Say::new(lang, "chart-col-lowest"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-col-middle"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-col-highest"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-col-foreign"), Kind::Mark),
        ];
        let cell = |v: Option<rust_decimal::Decimal>| v.map_or(Cell::Empty, Cell::Number);
        let own = vec![
            Cell::Text(Say::new(lang, "chart-own").to_string()),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            cell(self.strip.own),
            Cell::Empty,
            Cell::Empty,
        ];
        let rows = self.strip.references.iter().map(|r| {
            let foreign = if r.foreign { Say::new(lang, "table-yes") } else { Say::new(lang, "table-no") };
            vec![
                Cell::text(r.name.clone()),
                r.year.map_or(Cell::Empty, |year| Cell::Text(year.to_string())),
                cell(r.n.map(Into::into)),
                cell(r.lowest),
                cell(r.middle),
                cell(r.highest),
                Cell::Mark(foreign.to_string()),
            ]
        });
        Table { title: self.title(), columns, rows: core::iter::once(own).chain(rows).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        const ROW: i32 = 62;
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![
            (Sign::Fill(Role::Spread), Say::new(lang, "chart-benchmark-spread").to_string()),
            (Sign::Line(Role::Middle), Say::new(lang, "chart-benchmark-middle").to_string()),
        ];
        if self.rows.iter().any(|r| r.of.foreign) {
            signs.push((Sign::Fill(Role::Foreign), Say::new(lang, "chart-benchmark-foreign").to_string()));
        }
        let own = self.own();
        let axis = Axis::new(self.rows.iter().flat_map(Row::ends).chain(own));
        let (left, right) = (10, wide(width) - 24);
        let x = |value: f64| axis.place(value, left, right);
        let mut y = key(&mut sheet, &signs, wide(width), 4) + 8;
        let head = y;
        y += if own.is_some() { 30 } else { 0 };
        let bottom = y + ROW * super::text::whole(self.rows.len());
        let ticks: Vec<_> = axis.ticks().collect();
        let every = if ticks.len() > 5 && width == Width::Narrow { 2 } else { 1 };
        for (value, label) in ticks.into_iter().step_by(every) {
            let at = x(value);
            sheet.line(if value == 0.0 { Role::Base } else { Role::Grid }, vec![(at, y), (at, bottom)]);
            let half = font::room(&label, LETTERS) / 2;
            let at = at.clamp(half, wide(width) - half);
            sheet.words(Role::Label, (at, bottom + 8), label, HPos::Center, VPos::Top);
        }
        if let Some(own) = own {
            let at = x(own);
            sheet.line(Role::Own, vec![(at, head + 20), (at, bottom)]);
        }
        for row in &self.rows {
            let room = wide(width) - left - 8;
            let lines = [(Role::Ink, row.of.name.clone(), 2), (Role::Label, self.origin(row.of), 19)];
            for (role, words, down) in lines {
                let words = cut(&words, room, LETTERS);
                let end = left + 8 + font::room(&words, LETTERS);
                sheet.rect(Role::Plate, (left + 1, y + down - 1), (end, y + down + 16));
                sheet.words(role, (left + 4, y + down), words, HPos::Left, VPos::Top);
            }
            if let (Some(lowest), Some(highest)) = (row.lowest, row.highest) {
                let role = if row.of.foreign { Role::Foreign } else { Role::Spread };
                let (a, b) = (x(lowest.min(highest)), x(lowest.max(highest)));
                sheet.rect(role, (a, y + 39), (b.max(a + 1), y + 53));
            }
            if let Some(middle) = row.middle {
                sheet.line(Role::Middle, vec![(x(middle), y + 36), (x(middle), y + 56)]);
            }
            y += ROW;
        }
        if let Some(own) = own {
            let at = x(own);
            for i in (0i32..).take(self.rows.len()) {
                sheet.diamond(Role::OwnMark, (at, head + 30 + ROW * i + 46), 6);
            }
            let words =
                Say::new(lang, "chart-benchmark-own").with("own", format!("{}{NBSP}{UNIT}", brief(own)));
            let words = words.to_string();
            let half = font::room(&words, LETTERS) / 2 + 4;
            let middle = at.clamp(half, (wide(width) - half).max(half));
            sheet.words(Role::Value, (middle, head + 8), words, HPos::Center, VPos::Center);
        }
        let unit = Say::new(lang, "chart-benchmark-across").to_string();
        sheet.words(Role::Label, (wide(width) - 2, bottom + 28), unit, HPos::Right, VPos::Top);
        sheet.height = bottom + 48;
        sheet
    }
}
