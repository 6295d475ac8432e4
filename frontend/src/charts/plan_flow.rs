//! What a plan leaves year by year and in all: bars for the year, a line for the sum, a broken one for the cautious case.

use eclaireur_models::financing::Cents;
use eclaireur_models::financing::plan::{Plan, Sights, Year};
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Point, Sheet};
use super::text::{column, sound_decimal, whole};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Years drawn at most: what a plan looks at.
const MOST: usize = 60;

/// The chart `plan`.
#[derive(Debug, Clone)]
pub struct PlanFlow<'a> {
    ground: Ground<'a>,
    /// Year, what it leaves, what all leave so far: first the central case, then the cautious one.
    rows: Vec<(u16, [Cents; 2], Option<[Cents; 2]>)>,
    start: [Cents; 2],
}

impl<'a> PlanFlow<'a> {
    /// Of a plan and its cautious years; nothing where a sum cannot be drawn.
    pub fn new(ground: Ground<'a>, plan: &Plan, sights: &Sights) -> Option<Self> {
        let told = |year: &Year| [year.net, year.cumulated];
        let cautious = |of: u16| sights.cautious.iter().find(|y| y.year == of).map(told);
        let years = plan.years.iter().take(MOST);
        let rows: Vec<_> = years.map(|y| (y.year, told(y), cautious(y.year))).collect();
        let first = &plan.first_line;
        let start =
            [Cents(-plan.own_funds.0 - plan.unfunded.0), Cents(-first.own_funds.0 - first.unfunded.0)];
        let all = rows.iter().flat_map(|(_, a, b)| a.iter().chain(b.iter().flatten())).chain(&start);
        all.map(|cents| sound_decimal(cents.0)).collect::<Option<Vec<f64>>>()?;
        (!rows.is_empty()).then_some(PlanFlow { ground, rows, start })
    }

    fn years(&self) -> usize {
        self.rows.len()
    }

    fn last(&self) -> (Cents, Option<Cents>) {
        let last = self.rows.last();
        (
            last.map(|(_, [_, sum], _)| *sum).unwrap_or_default(),
            last.and_then(|(_, _, cautious)| cautious.map(|[_, sum]| sum)),
        )
    }
}

/// What can be drawn: `new` let nothing else pass.
fn drawn(cents: Cents) -> f64 {
    sound_decimal(cents.0).unwrap_or(0.0)
}

pub(super) fn whole_euro(cents: Cents) -> String {
    format!("{}{NBSP}€", format::number(cents.0, 0))
}

impl Chart for PlanFlow<'_> {
    fn code(&self) -> &'static str {
        "plan"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-plan").with("years", format::whole(self.years())).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let (central, cautious) = self.last();
        Say::new(lang, "chart-plan-reading")
            .with("years", format::whole(self.years()))
            .with("central", whole_euro(central))
            .with("cautious", whole_euro(cautious.unwrap_or(central)))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let euro = |say: Say<'_>| column(say, Kind::Number).unit("€");
        let columns = vec![
            column(Say::new(lang, "chart-col-year"), Kind::Text),
            euro(Say::new(lang, "chart-plan-net")),
            euro(Say::new(lang, "chart-plan-sum")),
            euro(Say::new(lang, "chart-plan-net-cautious")),
            euro(Say::new(lang, "chart-plan-sum-cautious")),
        ];
        let cell = |cents: Cents| Cell::Number(cents.0.round_dp(2));
        let [central, cautious] = self.start;
        let start = vec![Cell::text("0"), cell(central), cell(central), cell(cautious), cell(cautious)];
        let rows = self.rows.iter().map(|(year, [net, sum], cautious)| {
            let [other, others] = cautious.map_or([Cell::Empty, Cell::Empty], |both| both.map(cell));
            vec![Cell::Text(year.to_string()), cell(*net), cell(*sum), other, others]
        });
        Table { title: self.title(), columns, rows: core::iter::once(start).chain(rows).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![
            (Sign::Line(Role::Line), Say::new(lang, "chart-plan-central").to_string()),
            (Sign::Line(Role::Dashed), Say::new(lang, "chart-plan-cautious").to_string()),
            (Sign::Fill(Role::Fall), Say::new(lang, "chart-plan-brings").to_string()),
        ];
        if self.rows.iter().any(|(_, [net, _], _)| net.0 < Decimal::ZERO) {
            signs.push((Sign::Fill(Role::Rise), Say::new(lang, "chart-plan-costs").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let values = self.rows.iter().flat_map(|(_, central, cautious)| {
            central.iter().chain(cautious.iter().flatten()).map(|cents| drawn(*cents)).collect::<Vec<f64>>()
        });
        let plot = Plot::new(width, top, Axis::new(values.chain(self.start.map(drawn))));
        plot.grid(&mut sheet);
        // Year 0 is the first place.
        let places = self.years() + 1;
        let half = ((plot.slot(1, places) - plot.slot(0, places)) * 3 / 10).max(1);
        for (place, (_, [net, _], _)) in (1..).zip(&self.rows) {
            let value = drawn(*net);
            let (x, y, zero) = (plot.middle(place, places), plot.y(value), plot.y(0.0));
            if net.0.is_zero() {
                continue;
            }
            let role = if value < 0.0 { Role::Rise } else { Role::Fall };
            sheet.rect(role, (x - half, y.min(zero - 1)), (x + half, y.max(zero + 1)));
        }
        plot.zero(&mut sheet);
        let at = |place: usize, cents: Cents| -> Point { (plot.middle(place, places), plot.y(drawn(cents))) };
        let sums = (1..).zip(&self.rows);
        let central: Vec<Point> = core::iter::once(at(0, self.start[0]))
            .chain(sums.clone().map(|(place, (_, [_, sum], _))| at(place, *sum)))
            .collect();
        let cautious: Vec<Point> = core::iter::once(at(0, self.start[1]))
            .chain(sums.filter_map(|(place, (_, _, told))| Some(at(place, told.map(|[_, sum]| sum)?))))
            .collect();
        sheet.line(Role::Dashed, cautious);
        sheet.line(Role::Line, central);
        let room = font::room("00", LETTERS) + 8;
        let every = whole(places) * room / (plot.right - plot.left).max(1) + 1;
        let every = [1, 2, 5, 10, 20].into_iter().find(|e| *e >= every).unwrap_or(60);
        for (place, year) in (0..places).zip(0i32..) {
            if year % every == 0 {
                let x = plot.middle(place, places);
                sheet.line(Role::Base, vec![(x, plot.bottom), (x, plot.bottom + 5)]);
                let words = year.to_string();
                sheet.words(Role::Label, (x, plot.bottom + 9), words, HPos::Center, VPos::Top);
            }
        }
        let under = Say::new(lang, "chart-plan-axis").to_string();
        sheet.words(Role::Label, (plot.right, plot.bottom + 28), under, HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 50;
        sheet
    }
}
