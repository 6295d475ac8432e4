//! All that can be chosen, weighed: for each investment the most energy that can be saved, with the packages among it.

use eclaireur_models::audit::worked::Front;
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
use super::text::{column, cut, sound_decimal};
use super::uses::kwh;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// A package that is marked: its name, investment, kWh saved.
pub type Marked = (String, Decimal, Decimal);

/// The chart `front`.
#[derive(Debug, Clone)]
pub struct ParetoFront<'a> {
    ground: Ground<'a>,
    on: Day,
    front: &'a Front,
    /// Euro and kWh.
    points: Vec<(f64, f64)>,
    marked: Vec<(Marked, f64, f64)>,
}

impl<'a> ParetoFront<'a> {
    /// Of what was tried, with the packages to be marked; nothing where nothing was tried, or only doing nothing is left.
    pub fn new(ground: Ground<'a>, on: Day, front: &'a Front, marked: Vec<Marked>) -> Option<Self> {
        let both = |cost: Decimal, saved: Decimal| sound_decimal(cost).zip(sound_decimal(saved));
        let points: Vec<_> =
            front.by_energy.iter().filter_map(|point| both(point.cost, point.saved)).collect();
        let marked = marked.into_iter().take(8);
        let marked: Vec<_> = marked
            .filter_map(|mark| {
                let (cost, saved) = both(mark.1, mark.2)?;
                Some((mark, cost, saved))
            })
            .collect();
        (points.len() > 1).then_some(ParetoFront { ground, on, front, points, marked })
    }
}

impl Chart for ParetoFront<'_> {
    fn code(&self) -> &'static str {
        "front"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-front").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some(most) = self.front.by_energy.last() else { return String::new() };
        Say::new(lang, "chart-front-reading")
            .with("tried", format::whole(self.front.tried))
            .with("best", format::whole(self.front.by_energy.len()))
            .with("saved", kwh(most.saved))
            .with("cost", format!("{}{NBSP}€", format::number(most.cost, 0)))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-front-measures"), Kind::Number),
            column(Say::new(lang, "chart-front-cost"), Kind::Number).unit("€"),
            column(Say::new(lang, "chart-front-saved"), Kind::Number).unit("kWh PCI/an"),
            column(Say::new(lang, "chart-front-co2"), Kind::Number).unit("kg CO₂/an"),
        ];
        let row = |point: &eclaireur_models::audit::worked::FrontPoint| {
            vec![
                Cell::Number(point.keys.len().into()),
                Cell::Number(point.cost.round_dp(0)),
                Cell::Number(point.saved.round_dp(0)),
                Cell::Number(point.co2_kg.round_dp(0)),
            ]
        };
        Table { title: self.title(), columns, rows: self.front.by_energy.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![(Sign::Line(Role::Line), Say::new(lang, "chart-front-best").to_string())];
        if !self.marked.is_empty() {
            signs.push((Sign::Diamond(Role::Outlier), Say::new(lang, "chart-front-package").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let all = || self.points.iter().copied().chain(self.marked.iter().map(|(_, c, s)| (*c, *s)));
        let plot = Plot::new(width, top + 16, Axis::new(all().map(|(_, saved)| saved)));
        let across = Axis::new(all().map(|(cost, _)| cost));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let x = |cost: f64| across.place(cost, plot.left, plot.right);
        let mut said_to = i32::MIN;
        for (value, label) in across.ticks() {
            let half = font::room(&label, LETTERS) / 2;
            let at = x(value).clamp(half, (wide(width) - half).max(half));
            sheet.line(Role::Base, vec![(x(value), plot.bottom), (x(value), plot.bottom + 5)]);
            if at - half > said_to {
                sheet.words(Role::Label, (at, plot.bottom + 9), label, HPos::Center, VPos::Top);
                said_to = at + half + 8;
            }
        }
        let places: Vec<Point> = self.points.iter().map(|(cost, saved)| (x(*cost), plot.y(*saved))).collect();
        // Between two sets the cheaper one is what there is: steps, not a slope.
        let mut steps: Vec<Point> = Vec::new();
        for place in &places {
            if let Some(last) = steps.last().copied() {
                steps.push((place.0, last.1));
            }
            steps.push(*place);
        }
        sheet.line(Role::Line, steps);
        for place in &places {
            sheet.dot(Role::Knot, *place, 3);
        }
        let unit = Say::new(lang, "chart-front-up").to_string();
        sheet.words(Role::Label, (0, plot.top - 8), unit, HPos::Left, VPos::Bottom);
        let axis = Say::new(lang, "chart-front-axis").to_string();
        sheet.words(Role::Label, (plot.right, plot.bottom + 28), axis, HPos::Right, VPos::Top);
        let mut y = plot.bottom + 54;
        for (number, ((name, cost, saved), c, s)) in (1_i32..).zip(&self.marked) {
            let at = (x(*c), plot.y(*s));
            sheet.diamond(Role::Outlier, at, 6);
            sheet.words(Role::Value, (at.0, at.1 + 9), number.to_string(), HPos::Center, VPos::Top);
            let words = format!("{number}. {name} · {}{NBSP}€ · {}", format::number(*cost, 0), kwh(*saved));
            let words = cut(&words, wide(width) - 8, LETTERS);
            sheet.words(Role::Ink, (2, y), words, HPos::Left, VPos::Top);
            y += 22;
        }
        sheet.height = y + 4;
        sheet
    }
}
