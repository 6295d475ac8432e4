//! The works over the years: what is paid in each, after aid, and which works it pays.

use eclaireur_models::audit::worked::Timed;
use eclaireur_models::period::Day;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// The chart `works-years`.
#[derive(Debug, Clone)]
pub struct WorksYears<'a> {
    ground: Ground<'a>,
    on: Day,
    timed: &'a Timed,
    /// Name, year, paid, aid.
    works: Vec<(String, i16, Option<Decimal>, Decimal)>,
    /// Years, each with what is paid and its aid.
    years: Vec<(i16, f64, f64)>,
}

fn drawn(value: Decimal) -> f64 {
    sound_decimal(value).unwrap_or(0.0)
}

fn euro(value: Decimal) -> String {
    format!("{}{NBSP}€", format::number(value, 0))
}

impl<'a> WorksYears<'a> {
    /// Of a package; nothing where nothing is placed.
    pub fn new(ground: Ground<'a>, on: Day, timed: &'a Timed, name: &dyn Fn(&str) -> String) -> Option<Self> {
        let works: Vec<_> =
            timed.placed.iter().map(|one| (name(&one.key), one.year, one.paid, one.aid)).take(40).collect();
        let (first, last) = (timed.placed.first()?.year, timed.placed.last()?.year);
        let years = (first..=last).take(40).map(|year| {
            let of = || timed.placed.iter().filter(move |one| one.year == year);
            let paid: Decimal = of().filter_map(|one| one.paid).sum();
            (year, drawn(paid), drawn(of().map(|one| one.aid).sum()))
        });
        Some(WorksYears { ground, on, timed, works, years: years.collect() })
    }
}

impl Chart for WorksYears<'_> {
    fn code(&self) -> &'static str {
        "works-years"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-works-years").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let paid: Decimal = self.works.iter().filter_map(|(_, _, paid, _)| *paid).sum();
        let (first, last) = (self.years.first().map(|y| y.0), self.years.last().map(|y| y.0));
        Say::new(lang, "chart-works-years-reading")
            .with("count", format::whole(self.works.len()))
            .with("first", first.unwrap_or_default())
            .with("last", last.unwrap_or_default())
            .with("paid", euro(paid))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            column(Say::new(lang, "chart-measures-measure"), Kind::Text),
            column(Say::new(lang, "chart-works-years-paid"), Kind::Number).unit("€"),
            column(Say::new(lang, "chart-works-years-aid"), Kind::Number).unit("€"),
        ];
        let row = |(name, year, paid, aid): &(String, i16, Option<Decimal>, Decimal)| {
            vec![
                Cell::Text(year.to_string()),
                Cell::Text(name.clone()),
                paid.map_or(Cell::Empty, |paid| Cell::Number(paid.round_dp(0))),
                Cell::Number(aid.round_dp(0)),
            ]
        };
        Table { title: self.title(), columns, rows: self.works.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![(Sign::Fill(Role::Sum), Say::new(lang, "chart-works-years-paid").to_string())];
        if self.years.iter().any(|(.., aid)| *aid > 0.0) {
            signs.push((Sign::Fill(Role::Missing), Say::new(lang, "chart-works-years-aid").to_string()));
        }
        let budget = self.timed.budget.and_then(sound_decimal);
        if budget.is_some() {
            signs.push((Sign::Line(Role::Target), Say::new(lang, "chart-works-years-budget").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let most = self.years.iter().map(|(_, paid, aid)| paid + aid).chain(budget);
        let plot = Plot::new(width, top, Axis::new(most));
        plot.grid(&mut sheet);
        let count = self.years.len();
        let half = ((plot.slot(1, count) - plot.slot(0, count)) * 3 / 10).clamp(2, 60);
        let every = if count > 8 && width == Width::Narrow { 3 } else { 1 };
        for (at, (year, paid, aid)) in self.years.iter().enumerate() {
            let (x, zero) = (plot.middle(at, count), plot.y(0.0));
            let (a, b) = (plot.bar(*paid), plot.y(paid + aid));
            if *paid > 0.0 {
                sheet.rect(Role::Sum, (x - half, a), (x + half, zero));
            }
            if *aid > 0.0 {
                sheet.rect(Role::Missing, (x - half, b), (x + half, a));
                sheet.rect(Role::Outline, (x - half, b), (x + half, a));
            }
            if at % every == 0 {
                sheet.words(Role::Label, (x, plot.bottom + 8), year.to_string(), HPos::Center, VPos::Top);
            }
        }
        plot.zero(&mut sheet);
        if let Some(budget) = budget {
            let y = plot.y(budget);
            sheet.line(Role::Target, vec![(plot.left, y), (plot.right, y)]);
        }
        let mut y = plot.bottom + 36;
        for (name, year, paid, _) in self.works.iter().take(16) {
            let paid = paid.map_or_else(|| Say::new(lang, "chart-works-years-unknown").to_string(), euro);
            let words = cut(&format!("{year} · {name} · {paid}"), wide(width) - 4, LETTERS);
            sheet.words(Role::Ink, (2, y), words, HPos::Left, VPos::Top);
            y += 22;
        }
        sheet.height = y + 4;
        sheet
    }
}
