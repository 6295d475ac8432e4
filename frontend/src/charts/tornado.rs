//! What the result of a plan hangs on: one bar per figure, from the worse to the better, the widest on top.

use eclaireur_models::financing::Cents;
use eclaireur_models::financing::plan::{Bar, Plan, Sights};
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plan_flow::whole_euro;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound_decimal};
use crate::format;
use crate::plan::words;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Height of a figure's name, and of its bar below it.
const NAME: i32 = 22;
const BAR: i32 = 18;
const GAP: i32 = 12;

/// The chart `tornado`.
#[derive(Debug, Clone)]
pub struct Tornado<'a> {
    ground: Ground<'a>,
    /// A bar, where it begins and where it ends.
    bars: Vec<(&'a Bar, f64, f64)>,
    npv: Cents,
    years: usize,
}

impl<'a> Tornado<'a> {
    /// Of a plan; figures that change nothing are left out, and nothing is left where none does.
    pub fn new(ground: Ground<'a>, plan: &Plan, sights: &'a Sights) -> Option<Self> {
        sound_decimal(plan.npv.0)?;
        let moves = sights.bars.iter().filter(|bar| bar.worse != bar.better);
        let bars: Option<Vec<_>> = moves
            .map(|bar| {
                let (a, b) = (sound_decimal(bar.worse.0)?, sound_decimal(bar.better.0)?);
                Some((bar, a, b))
            })
            .collect();
        let bars = bars.filter(|bars| !bars.is_empty())?;
        Some(Tornado { ground, bars, npv: plan.npv, years: plan.years.len() })
    }
}

impl Chart for Tornado<'_> {
    fn code(&self) -> &'static str {
        "tornado"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-tornado").with("years", format::whole(self.years)).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((bar, _, _)) = self.bars.first() else { return String::new() };
        Say::new(lang, "chart-tornado-reading")
            .with("what", words(lang, "bar", bar.code))
            .with("worse", whole_euro(bar.worse))
            .with("better", whole_euro(bar.better))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let euro = |say: Say<'_>| column(say, Kind::Number).unit("€");
        let columns = vec![
            column(Say::new(lang, "chart-tornado-what"), Kind::Text),
            euro(Say::new(lang, "chart-tornado-worse")),
            euro(Say::new(lang, "chart-tornado-now")),
            euro(Say::new(lang, "chart-tornado-better")),
        ];
        let cell = |cents: Cents| Cell::Number(cents.0.round_dp(2));
        let row = |(bar, _, _): &(&Bar, f64, f64)| {
            let name = Cell::Text(words(lang, "bar", bar.code));
            vec![name, cell(bar.worse), cell(self.npv), cell(bar.better)]
        };
        Table { title: self.title(), columns, rows: self.bars.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let (mut sheet, right) = (Sheet::new(wide(width)), wide(width));
        let signs = [
            (Sign::Fill(Role::Rise), Say::new(lang, "chart-tornado-worse").to_string()),
            (Sign::Fill(Role::Fall), Say::new(lang, "chart-tornado-better").to_string()),
            (Sign::Line(Role::Middle), Say::new(lang, "chart-tornado-now").to_string()),
            (Sign::Line(Role::Event), Say::new(lang, "chart-tornado-zero").to_string()),
        ];
        let top = key(&mut sheet, &signs, right, 4) + 4;
        let npv = sound_decimal(self.npv.0).unwrap_or(0.0);
        let axis = Axis::new(self.bars.iter().flat_map(|(_, a, b)| [*a, *b]).chain([npv]));
        let (from, to) = (8, right - 8);
        let x = |value: f64| axis.place(value, from, to);
        let count = i32::try_from(self.bars.len()).unwrap_or(0);
        let bottom = top + count * (NAME + BAR + GAP);
        let mut said_to = 0;
        for (value, label) in axis.ticks() {
            let at = x(value);
            sheet.line(Role::Grid, vec![(at, top), (at, bottom)]);
            let half = font::room(&label, LETTERS) / 2;
            let middle = at.clamp(half, (right - half).max(half));
            if middle - half > said_to {
                sheet.words(Role::Label, (middle, bottom + 6), label, HPos::Center, VPos::Top);
                said_to = middle + half + 6;
            }
        }
        sheet.line(Role::Event, vec![(x(0.0), top), (x(0.0), bottom)]);
        let mut y = top;
        for (bar, worse, better) in &self.bars {
            let range = Say::new(lang, "chart-tornado-range")
                .with("worse", format::number(bar.worse.0, 0))
                .with("better", format::number(bar.better.0, 0))
                .to_string();
            let room = right - font::room(&range, LETTERS) - 24;
            // Names and figures lie over the lines of the grid.
            sheet.rect(Role::Plate, (0, y), (right, y + NAME - 2));
            let name = cut(&words(lang, "bar", bar.code), room, LETTERS);
            sheet.words(Role::Ink, (from, y + NAME / 2), name, HPos::Left, VPos::Center);
            sheet.words(Role::Value, (to, y + NAME / 2), range, HPos::Right, VPos::Center);
            let (above, below) = (y + NAME, y + NAME + BAR);
            for (role, end) in [(Role::Rise, *worse), (Role::Fall, *better)] {
                let (a, b) = (x(npv).min(x(end)), x(npv).max(x(end)));
                if a < b {
                    sheet.rect(role, (a, above), (b, below));
                }
            }
            sheet.line(Role::Middle, vec![(x(npv), above - 2), (x(npv), below + 2)]);
            y = below + GAP;
        }
        sheet.height = bottom + 28;
        sheet
    }
}
