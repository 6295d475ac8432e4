//! Months of all carriers, stacked, under the line of normal weather.
//!
//! A month in which something is missing stands on hatching and shows only what is known, pale; never zero. Water is
//! drawn alone or not at all: cubic metres do not stack on energy. The last five years at most.

use eclaireur_models::building::{Carrier, Event};
use eclaireur_models::certain::Quality;
use eclaireur_models::indicators::series::{MonthPoint, MonthSeries};
use eclaireur_models::period::{Day, Month};
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, flags, runs, wide};
use super::sheet::{Shape, Sheet};
use super::text::{self, brief, cell, column, sound_decimal};
use super::tone::Tone;
use crate::format::{self, NBSP, Scale};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;
use crate::words;

/// Months drawn at most.
const MOST: i32 = 60;

/// The chart `months`.
#[derive(Debug, Clone)]
pub struct StackedMonths<'a> {
    ground: Ground<'a>,
    series: Vec<&'a MonthSeries>,
    events: &'a [Event],
    months: Vec<Column>,
    scale: Scale,
    unit: String,
}

/// One month: what each carrier used, and what all would have used in normal weather.
#[derive(Debug, Clone)]
struct Column {
    month: Month,
    /// In the order of the series: the value, and whether it is whole.
    parts: Vec<Option<(f64, bool)>>,
    normal: Option<f64>,
    quality: Option<&'static str>,
}

impl Column {
    fn whole(&self) -> bool {
        self.parts.iter().all(|p| p.is_some_and(|(_, whole)| whole))
    }

    fn sum(&self) -> f64 {
        self.parts.iter().flatten().map(|(v, _)| v).sum()
    }
}

impl<'a> StackedMonths<'a> {
    /// Of these carriers; nothing when no month of any is known.
    pub fn new(ground: Ground<'a>, series: &'a [MonthSeries], events: &'a [Event]) -> Option<Self> {
        let energies = series.iter().any(|s| s.carrier != Carrier::Water && !s.months.is_empty());
        let series: Vec<&MonthSeries> = series
            .iter()
            .filter(|s| !s.months.is_empty() && (s.carrier != Carrier::Water || !energies))
            .collect();
        let known = || series.iter().flat_map(|s| &s.months).filter(|m| value(m).is_some());
        let last = known().map(|m| m.month.index()).max()?;
        let first = known().map(|m| m.month.index()).min()?.max(last - MOST + 1);
        let largest = known().filter_map(|m| m.value).max().unwrap_or_default();
        let scale = format::scale_for(series.first()?.carrier, largest);
        let months =
            (first..=last).filter_map(Month::from_index).map(|m| of_month(&series, m, scale)).collect();
        let mut units = series.iter().map(|s| format::unit_of(s.carrier, s.basis, scale));
        let unit = units.next().filter(|unit| units.all(|other| other == *unit));
        let unit = unit.unwrap_or_else(|| if scale == Scale::One { "kWh" } else { "MWh" }.to_owned());
        Some(StackedMonths { ground, series, events, months, scale, unit })
    }

    fn ends(&self) -> Option<(Month, Month)> {
        Some((self.months.first()?.month, self.months.last()?.month))
    }

    fn figure(&self, value: f64) -> String {
        format!("{}{NBSP}{}", brief(value), self.unit)
    }

    /// Whether no month was read as such: the highest and the lowest would tell of our way to divide, not of the building.
    fn is_spread(&self) -> bool {
        let points = || self.series.iter().flat_map(|s| &s.months).filter(|m| value(m).is_some());
        points().all(|m| m.quality == Quality::Modelled)
    }

    fn signs(&self) -> Vec<(Sign, String)> {
        let lang = self.ground.lang;
        let mut signs: Vec<(Sign, String)> = self
            .series
            .iter()
            .map(|s| (Sign::Bar(Tone::of(s.carrier)), words::carrier(lang, s.carrier)))
            .collect();
        if self.months.iter().any(|m| m.normal.is_some()) {
            signs.push((Sign::Line(Role::Line), Say::new(lang, "chart-normal").to_string()));
        }
        if !self.months.iter().all(Column::whole) {
            signs.push((Sign::Fill(Role::Missing), Say::new(lang, "chart-missing").to_string()));
        }
        signs
    }

    fn bars(&self, sheet: &mut Sheet, plot: &Plot) {
        let count = self.months.len();
        for (i, month) in self.months.iter().enumerate() {
            let (a, b) = (plot.slot(i, count), plot.slot(i + 1, count));
            let gap = ((b - a) / 8).max(i32::from(b - a > 3));
            let (a, b) = (a + gap, (b - gap).max(a + gap + 1));
            if !month.whole() {
                sheet.rect(Role::Missing, (a, plot.top), (b, plot.bottom));
            }
            let mut below = 0.0;
            for (series, part) in self.series.iter().zip(&month.parts) {
                let Some((value, whole)) = *part else { continue };
                let (top, bottom) = (plot.bar(below + value), plot.y(below));
                below += value;
                let tone = Tone::of(series.carrier);
                if top >= bottom {
                    continue;
                }
                if whole {
                    sheet.bar(tone, (a, top), (b, bottom));
                } else {
                    sheet.add(Role::Part, tone, Shape::Rect((a, top), (b, bottom)));
                }
            }
            if let Some(mark) = month.quality.filter(|_| b - a >= 9) {
                let at = (i32::midpoint(a, b), plot.y(below.max(month.normal.unwrap_or(0.0))) - 7);
                sheet.words(Role::Mark, at, mark, HPos::Center, VPos::Bottom);
            }
        }
    }
}

fn value(point: &MonthPoint) -> Option<f64> {
    point.value.and_then(sound_decimal).filter(|v| *v >= 0.0)
}

fn of_month(series: &[&MonthSeries], month: Month, scale: Scale) -> Column {
    let scaled = |v: f64| if scale == Scale::One { v } else { v / 1_000.0 };
    let points: Vec<Option<&MonthPoint>> =
        series.iter().map(|s| s.months.iter().find(|m| m.month == month)).collect();
    let parts: Vec<_> =
        points.iter().map(|p| p.and_then(|p| Some((scaled(value(p)?), p.complete)))).collect();
    // A carrier that the weather does not move counts as it is; one that it moves must be known in normal weather.
    let mut any = false;
    let normal = series.iter().zip(&points).zip(&parts).try_fold(0.0, |sum, ((series, point), part)| {
        let moved = series.months.iter().any(|m| m.normal.is_some());
        any |= moved;
        let part = if moved {
            point.and_then(|p| p.normal).and_then(sound_decimal).map(scaled)
        } else {
            part.filter(|(_, whole)| *whole).map(|(v, _)| v)
        };
        Some(sum + part?)
    });
    let quality = points.iter().flatten().filter(|p| p.value.is_some()).map(|p| p.quality).max();
    Column { month, parts, normal: normal.filter(|_| any), quality: quality.and_then(words::quality_mark) }
}

impl Chart for StackedMonths<'_> {
    fn code(&self) -> &'static str {
        "months"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        let period = self.ends().map(|(a, b)| text::months(lang, a, b)).unwrap_or_default();
        let water = self.series.iter().all(|s| s.carrier == Carrier::Water);
        let what = if water { Say::new(lang, "chart-stack-water") } else { Say::new(lang, "chart-stack") };
        what.with("period", period).with("unit", &self.unit).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let whole = || self.months.iter().filter(|m| m.whole());
        let top = whole().max_by(|a, b| a.sum().total_cmp(&b.sum()));
        let low = whole().min_by(|a, b| a.sum().total_cmp(&b.sum()));
        let (Some(top), Some(low)) = (top, low) else {
            return Say::new(lang, "chart-stack-reading-none").to_string();
        };
        if self.is_spread() {
            return Say::new(lang, "chart-months-reading-spread").to_string();
        }
        Say::new(lang, "chart-stack-reading")
            .with("high", format::month_year(lang, top.month))
            .with("most", self.figure(top.sum()))
            .with("low", format::month_year(lang, low.month))
            .with("least", self.figure(low.sum()))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let mut columns = vec![column(Say::new(lang, "chart-col-month"), Kind::Text)];
        for s in &self.series {
            let unit = format::unit_of(s.carrier, s.basis, Scale::One);
            columns
                .push(crate::tables::Column::new(words::carrier(lang, s.carrier), Kind::Number).unit(unit));
        }
        let corrected = self.months.iter().any(|m| m.normal.is_some());
        if corrected {
            columns.push(column(Say::new(lang, "chart-normal"), Kind::Number).unit("kWh"));
        }
        columns.push(column(Say::new(lang, "chart-col-complete"), Kind::Mark));
        columns.push(column(Say::new(lang, "chart-col-quality"), Kind::Mark));
        let exact =
            |s: &MonthSeries, m: Month| -> Option<Decimal> { s.months.iter().find(|p| p.month == m)?.value };
        let rows = self.months.iter().map(|m| {
            let mut row = vec![Cell::Text(format::month_year(lang, m.month))];
            row.extend(self.series.iter().map(|s| exact(s, m.month).map_or(Cell::Empty, Cell::Number)));
            let back = if self.scale == Scale::One { 1.0 } else { 1_000.0 };
            if corrected {
                row.push(cell(m.normal.map(|v| v * back)));
            }
            let yes = if m.whole() { Say::new(lang, "table-yes") } else { Say::new(lang, "table-no") };
            row.push(Cell::Mark(yes.to_string()));
            let quality = self
                .series
                .iter()
                .filter_map(|s| s.months.iter().find(|p| p.month == m.month))
                .filter(|p| p.value.is_some())
                .map(|p| p.quality)
                .max();
            row.push(quality.map_or(Cell::Empty, |q| Cell::Mark(words::quality(lang, q))));
            row
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let top = key(&mut sheet, &self.signs(), wide(width), 4);
        let values = self.months.iter().flat_map(|m| [m.sum(), m.normal.unwrap_or(0.0)]);
        let Some((first, last)) = self.ends() else { return sheet };
        let days: (Day, Day) = (first.first(), last.next().first());
        let plot = Plot::new(width, top + flags(self.events, days), Axis::new(values));
        plot.grid(&mut sheet);
        self.bars(&mut sheet, &plot);
        plot.zero(&mut sheet);
        let count = self.months.len();
        let line = self.months.iter().enumerate();
        for run in runs(line.map(|(i, m)| Some((plot.middle(i, count), plot.y(m.normal?))))) {
            if run.len() > 1 {
                sheet.line(Role::Halo, run.clone());
                sheet.line(Role::Line, run.clone());
            }
            if run.len() == 1 || (plot.right - plot.left) / text::whole(count).max(1) >= 14 {
                for at in run {
                    sheet.dot(Role::Knot, at, 3);
                }
            }
        }
        let below = plot.months(&mut sheet, lang, first, count);
        sheet.height = plot.events(&mut sheet, lang, self.events, days, below);
        sheet
    }
}
