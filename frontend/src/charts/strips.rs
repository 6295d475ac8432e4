//! How the intensity of buildings is spread, activity by activity: quartiles, median, one's own.

use eclaireur_models::portfolio::sector::spread::Spread;
use eclaireur_models::portfolio::sector::view::Withheld;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, number, sound, whole};
use crate::format::NBSP;
use crate::sector;
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";
/// Strips drawn at most; the table has all.
const MOST: usize = 24;
/// Height of a strip with its name.
const ROW: i32 = 50;

/// One strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Of whom.
    pub name: String,
    /// Quartiles, where they may be shown.
    pub spread: Option<Spread>,
    /// Why not.
    pub withheld: Option<Withheld>,
    /// One's own buildings, kWh/m2.
    pub own: Vec<f64>,
}

/// The chart `strips`.
#[derive(Debug, Clone)]
pub struct Strips<'a> {
    ground: Ground<'a>,
    year: i16,
    strips: Vec<Strip>,
}

fn float(value: i64) -> f64 {
    value.to_f64().and_then(sound).unwrap_or(0.0)
}

impl<'a> Strips<'a> {
    /// Of a year; nothing where no strip has anything to say.
    pub fn new(ground: Ground<'a>, year: i16, strips: Vec<Strip>) -> Option<Self> {
        let some =
            |strip: &Strip| strip.spread.is_some() || strip.withheld.is_some() || !strip.own.is_empty();
        let strips: Vec<Strip> = strips.into_iter().filter(some).collect();
        (!strips.is_empty()).then_some(Strips { ground, year, strips })
    }

    fn figure(&self, strip: &Strip) -> String {
        match (strip.spread, strip.withheld) {
            (Some(spread), _) => {
                let [lower, median, upper] =
                    [spread.lower, spread.median, spread.upper].map(|v| number(float(v), 0));
                format!("{lower}{NBSP}·{NBSP}{median}{NBSP}·{NBSP}{upper}")
            }
            (None, Some(withheld)) => sector::reason(self.ground.lang, withheld),
            (None, None) => String::new(),
        }
    }
}

impl Chart for Strips<'_> {
    fn code(&self) -> &'static str {
        "strips"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-strips").with("year", self.year).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let shown = self.strips.iter().filter_map(|strip| Some((strip, strip.spread?)));
        let Some((strip, spread)) = shown.max_by_key(|(_, spread)| spread.median) else {
            return Say::new(lang, "chart-strips-reading-none").to_string();
        };
        Say::new(lang, "chart-strips-reading")
            .with("name", cut(&strip.name, 240, LETTERS))
            .with("lower", number(float(spread.lower), 0))
            .with("upper", format!("{}{NBSP}{UNIT}", number(float(spread.upper), 0)))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let amount = |key: &'static str| column(Say::new(lang, key), Kind::Number).unit(UNIT);
        let mut columns = vec![
            column(Say::new(lang, "chart-strips-of"), Kind::Text),
            column(Say::new(lang, "sector-col-buildings"), Kind::Number),
            amount("sector-col-lower"),
            amount("sector-col-median"),
            amount("sector-col-upper"),
            column(Say::new(lang, "sector-col-withheld"), Kind::Mark),
        ];
        let own = self.strips.iter().map(|strip| strip.own.len()).max().unwrap_or(0);
        if own > 0 {
            columns.push(column(Say::new(lang, "chart-strips-own"), Kind::Text));
        }
        let row = |strip: &Strip| {
            let of = |value: fn(&Spread) -> i64| {
                strip.spread.map_or(Cell::Empty, |spread| Cell::Number(Decimal::from(value(&spread))))
            };
            let mut row = vec![
                Cell::text(&strip.name),
                strip.spread.map_or(Cell::Empty, |spread| Cell::count(spread.buildings)),
                of(|spread| spread.lower),
                of(|spread| spread.median),
                of(|spread| spread.upper),
                strip.withheld.map_or(Cell::Empty, |one| Cell::Mark(sector::reason(lang, one))),
            ];
            if own > 0 {
                let each: Vec<String> = strip.own.iter().map(|value| number(*value, 0)).collect();
                row.push(Cell::text(each.join(" ; ")));
            }
            row
        };
        Table { title: self.title(), columns, rows: self.strips.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let strips = || self.strips.iter().take(MOST);
        let mut signs = vec![
            (Sign::Fill(Role::Spread), Say::new(lang, "chart-strips-half").to_string()),
            (Sign::Line(Role::Middle), Say::new(lang, "sector-col-median").to_string()),
        ];
        if strips().any(|strip| !strip.own.is_empty()) {
            signs.push((Sign::Dot(Role::Knot), Say::new(lang, "chart-strips-own").to_string()));
        }
        if strips().any(|strip| strip.withheld.is_some()) {
            signs.push((Sign::Fill(Role::Missing), Say::new(lang, "chart-strips-withheld").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let ends = strips().flat_map(|strip| {
            let spread = strip.spread.map(|spread| float(spread.upper));
            spread.into_iter().chain(strip.own.iter().copied())
        });
        let axis = Axis::new(ends.filter_map(sound));
        let x = |value: f64| axis.place(value, 8, wide(width) - 12);
        let bottom = top + ROW * whole(strips().count());
        let every = if width == Width::Narrow { 2 } else { 1 };
        for (value, label) in axis.ticks().step_by(every) {
            let at = x(value);
            sheet.line(if value == 0.0 { Role::Base } else { Role::Grid }, vec![(at, top), (at, bottom)]);
            let half = font::room(&label, LETTERS) / 2;
            let at = at.clamp(half, wide(width) - half);
            sheet.words(Role::Label, (at, bottom + 8), label, HPos::Center, VPos::Top);
        }
        let mut y = top;
        for strip in strips() {
            let figure = self.figure(strip);
            let room = wide(width) - font::room(&figure, LETTERS) - 22;
            let name = cut(&strip.name, room.max(60), LETTERS);
            sheet.rect(Role::Plate, (0, y + 2), (font::room(&name, LETTERS) + 8, y + 20));
            sheet.words(Role::Ink, (2, y + 3), name, HPos::Left, VPos::Top);
            let start = wide(width) - font::room(&figure, LETTERS) - 8;
            sheet.rect(Role::Plate, (start, y + 2), (wide(width), y + 20));
            sheet.words(Role::Value, (wide(width) - 2, y + 3), figure, HPos::Right, VPos::Top);
            let (high, low) = (y + 24, y + 42);
            if let Some(spread) = strip.spread {
                let (a, b) = (x(float(spread.lower)), x(float(spread.upper)));
                sheet.rect(Role::Spread, (a, high), (b.max(a + 2), low));
                let median = x(float(spread.median));
                sheet.line(Role::Middle, vec![(median, high - 2), (median, low + 2)]);
            } else if strip.withheld.is_some() {
                sheet.rect(Role::Missing, (x(0.0), high), (wide(width) - 12, low));
                sheet.rect(Role::Outline, (x(0.0), high), (wide(width) - 12, low));
            }
            for own in strip.own.iter().take(60).filter_map(|value| sound(*value)) {
                sheet.dot(Role::Knot, (x(own), i32::midpoint(high, low)), 5);
            }
            y += ROW;
        }
        sheet.words(Role::Label, (wide(width) - 2, bottom + 28), UNIT, HPos::Right, VPos::Top);
        sheet.height = bottom + 48;
        sheet
    }
}
