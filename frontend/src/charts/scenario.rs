//! What a scenario comes to, activity by activity: one bar each, solid as far as it is sure, hatched as far as it may go.

use eclaireur_models::financing::scenario::Group;
use eclaireur_models::period::Day;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound_decimal, whole};
use crate::format::{self, NBSP};
use crate::scenarios::{Amount, Told};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Bars drawn at most; the table has all of them.
const MOST_BARS: usize = 24;

/// What the bars are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// What the members gain.
    Members,
    /// What is lent or advanced.
    Capital,
    /// What the works cost.
    Works,
    /// How many buildings.
    Buildings,
}

impl Measured {
    /// Every one of them.
    pub const ALL: [Measured; 4] =
        [Measured::Members, Measured::Capital, Measured::Works, Measured::Buildings];

    /// Its words in the locales: `chart-scenario-of-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Measured::Members => "members",
            Measured::Capital => "capital",
            Measured::Works => "works",
            Measured::Buildings => "buildings",
        }
    }
}

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioBar {
    /// Its name.
    pub name: String,
    /// What is sure.
    pub low: Decimal,
    /// How far it may go.
    pub high: Decimal,
}

/// The chart `scenario`.
#[derive(Debug, Clone)]
pub struct ScenarioBars<'a> {
    ground: Ground<'a>,
    measured: Measured,
    on: Day,
    /// Largest first.
    bars: Vec<(ScenarioBar, f64, f64)>,
}

impl<'a> ScenarioBars<'a> {
    /// Of these activities, as of a day; nothing when none has anything above zero.
    pub fn new(ground: Ground<'a>, measured: Measured, on: Day, bars: &[ScenarioBar]) -> Option<Self> {
        let drawn = |bar: &ScenarioBar| {
            let high = sound_decimal(bar.high).filter(|high| *high > 0.0)?;
            Some((bar.clone(), sound_decimal(bar.low)?.clamp(0.0, high), high))
        };
        let mut bars: Vec<_> = bars.iter().filter_map(drawn).collect();
        bars.sort_by(|a, b| {
            (b.0.high, b.0.low).cmp(&(a.0.high, a.0.low)).then_with(|| a.0.name.cmp(&b.0.name))
        });
        (!bars.is_empty()).then_some(ScenarioBars { ground, measured, on, bars })
    }

    /// Of a scenario: what its members gain, else what is advanced, else what the works cost, else how many buildings.
    pub fn of(ground: Ground<'a>, told: &Told) -> Option<Self> {
        let amounts = [
            (Measured::Members, Amount::Members),
            (Measured::Capital, Amount::Capital),
            (Measured::Works, Amount::Works),
        ];
        let lang = ground.lang;
        for (measured, amount) in amounts {
            if !told.amounts().contains(&amount) {
                continue;
            }
            let bar = |group: &Group| {
                let (low, high) = crate::scenarios::ends(amount, group)?;
                Some(ScenarioBar { name: told.activity(lang, group), low, high })
            };
            let bars: Vec<ScenarioBar> = told.outcome.groups.iter().filter_map(bar).collect();
            if let Some(chart) = Self::new(ground, measured, told.outcome.on, &bars) {
                return Some(chart);
            }
        }
        let bar = |group: &Group| ScenarioBar {
            name: told.activity(lang, group),
            low: group.reached.into(),
            high: (group.reached + group.perhaps).into(),
        };
        let bars: Vec<ScenarioBar> = told.outcome.groups.iter().map(bar).collect();
        Self::new(ground, Measured::Buildings, told.outcome.on, &bars)
    }

    fn what(&self) -> String {
        Say::owned(self.ground.lang, format!("chart-scenario-of-{}", self.measured.code())).to_string()
    }

    fn unit(&self) -> String {
        match self.measured {
            Measured::Buildings => Say::new(self.ground.lang, "chart-scenario-unit-buildings").to_string(),
            Measured::Members | Measured::Capital | Measured::Works => "€".to_owned(),
        }
    }

    /// *0 – 61 500 €*
    fn figure(&self, bar: &ScenarioBar) -> String {
        let [low, high] = [bar.low, bar.high].map(|end| format::number(end, 0));
        let unit = self.unit();
        if low == high {
            return format!("{high}{NBSP}{unit}");
        }
        format!("{low}{NBSP}–{NBSP}{high}{NBSP}{unit}")
    }
}

impl Chart for ScenarioBars<'_> {
    fn code(&self) -> &'static str {
        "scenario"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-scenario")
            .with("what", self.what())
            .with("day", format::day(self.on))
            .with("unit", self.unit())
            .to_string()
    }

    fn reading(&self) -> String {
        let Some((bar, ..)) = self.bars.first() else { return String::new() };
        // The name of an activity may be long; the sentence is short.
        let name = cut(&bar.name, 320, LETTERS);
        let said = if self.bars.len() == 1 {
            Say::new(self.ground.lang, "chart-scenario-reading-one")
        } else {
            Say::new(self.ground.lang, "chart-scenario-reading")
        };
        said.with("name", name).with("figure", self.figure(bar)).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "scenario-col-activity"), Kind::Text),
            column(Say::new(lang, "chart-scenario-sure"), Kind::Number).unit(self.unit()),
            column(Say::new(lang, "chart-scenario-most"), Kind::Number).unit(self.unit()),
        ];
        let rows = self.bars.iter().map(|(bar, ..)| {
            vec![Cell::Text(bar.name.clone()), Cell::Number(bar.low), Cell::Number(bar.high)]
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        const ROW: i32 = 50;
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::OwnMark), Say::new(lang, "chart-scenario-sure").to_string()),
            (Sign::Fill(Role::Missing), Say::new(lang, "chart-scenario-perhaps").to_string()),
        ];
        let mut y = key(&mut sheet, &signs, wide(width), 4) + 10;
        let bars = || self.bars.iter().take(MOST_BARS);
        let figures = bars().map(|(bar, ..)| font::room(&self.figure(bar), LETTERS)).max().unwrap_or(0);
        // Beside the longest bar there is room for its figure; on a phone it stands at the end of its name's line.
        let beside = width == Width::Wide;
        let (left, right) = (0, if beside { wide(width) - figures - 14 } else { wide(width) - 10 });
        let axis = Axis::new(bars().map(|(_, _, high)| *high));
        let x = |value: f64| axis.place(value, left, right);
        let bottom = y + ROW * whole(bars().count());
        let ticks: Vec<_> = axis.ticks().collect();
        let every = if width == Width::Narrow { 2 } else { 1 };
        for (value, label) in ticks.into_iter().step_by(every) {
            let at = x(value);
            sheet.line(if value == 0.0 { Role::Base } else { Role::Grid }, vec![(at, y), (at, bottom)]);
            let half = font::room(&label, LETTERS) / 2;
            let at = at.clamp(half, (wide(width) - half).max(half));
            sheet.words(Role::Label, (at, bottom + 8), label, HPos::Center, VPos::Top);
        }
        for (bar, low, high) in bars() {
            let figure = self.figure(bar);
            let room = if beside { right } else { wide(width) - font::room(&figure, LETTERS) - 16 };
            let name = cut(&bar.name, room.max(60), LETTERS);
            let end = left + 8 + font::room(&name, LETTERS);
            sheet.rect(Role::Plate, (left + 1, y + 3), (end, y + 21));
            sheet.words(Role::Ink, (left + 4, y + 4), name, HPos::Left, VPos::Top);
            let (top, foot) = (y + 24, y + 42);
            let (sure, most) = (x(*low), x(*high).max(left + 2));
            if most > sure {
                sheet.rect(Role::Missing, (sure, top), (most, foot));
                sheet.rect(Role::Outline, (sure, top), (most, foot));
            }
            if *low > 0.0 {
                sheet.rect(Role::OwnMark, (left, top), (sure.max(left + 1), foot));
            }
            if beside {
                let at = (most + 8, i32::midpoint(top, foot));
                let end = at.0 + font::room(&figure, LETTERS) + 4;
                sheet.rect(Role::Plate, (most + 4, top), (end.min(wide(width)), foot));
                sheet.words(Role::Value, at, figure, HPos::Left, VPos::Center);
            } else {
                let start = wide(width) - font::room(&figure, LETTERS) - 8;
                sheet.rect(Role::Plate, (start, y + 3), (wide(width), y + 21));
                sheet.words(Role::Value, (wide(width) - 2, y + 4), figure, HPos::Right, VPos::Top);
            }
            y += ROW;
        }
        sheet.line(Role::Base, vec![(left, bottom - ROW * whole(bars().count())), (left, bottom)]);
        sheet.words(Role::Label, (wide(width) - 2, bottom + 28), self.unit(), HPos::Right, VPos::Top);
        sheet.height = bottom + 48;
        sheet
    }
}
