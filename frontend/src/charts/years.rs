//! The years of one carrier over each other, month by month: the newest thick and in its colour, the earlier ones told
//! apart by their dashes and named at their end.

use eclaireur_models::building::Carrier;
use eclaireur_models::indicators::series::MonthSeries;
use eclaireur_models::period::Month;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, runs, wide};
use super::sheet::{LETTERS, Shape, Sheet};
use super::text::{brief, cell, column, sound_decimal};
use super::tone::Tone;
use crate::format::{self, NBSP, Scale};
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;
use crate::words;

/// Years drawn at most.
const MOST: usize = 5;
/// From the newest to the oldest.
const LOOKS: [Role; MOST] = [Role::Now, Role::Ago1, Role::Ago2, Role::Ago3, Role::Ago4];

/// The chart `year-on-year`.
#[derive(Debug, Clone)]
pub struct YearOnYear<'a> {
    ground: Ground<'a>,
    series: &'a MonthSeries,
    /// Newest first; a month that is not whole is not known.
    years: Vec<(i16, [Option<f64>; 12])>,
    unit: String,
    scale: Scale,
}

impl<'a> YearOnYear<'a> {
    /// Of this carrier; nothing when no month of it is whole.
    pub fn new(ground: Ground<'a>, series: &'a MonthSeries) -> Option<Self> {
        let largest = series.months.iter().filter_map(|m| m.value).max().unwrap_or_default();
        let scale = format::scale_for(series.carrier, largest);
        let mut years: Vec<(i16, [Option<f64>; 12])> = Vec::new();
        for point in &series.months {
            let Some(value) = point.value.filter(|_| point.complete).and_then(sound_decimal) else {
                continue;
            };
            let value = if scale == Scale::One { value } else { value / 1_000.0 };
            let year = point.month.year();
            let at = years.iter().position(|(y, _)| *y == year).unwrap_or_else(|| {
                years.push((year, [None; 12]));
                years.len() - 1
            });
            let month = usize::try_from(point.month.number() - 1).unwrap_or(0);
            if let Some(slot) = years.get_mut(at).and_then(|(_, months)| months.get_mut(month)) {
                *slot = Some(value.max(0.0));
            }
        }
        years.sort_by_key(|(year, _)| core::cmp::Reverse(*year));
        years.truncate(MOST);
        let unit = format::unit_of(series.carrier, series.basis, scale);
        (!years.is_empty()).then_some(YearOnYear { ground, series, years, unit, scale })
    }

    /// The sums of the two newest years over the months that both have.
    fn compared(&self) -> Option<(f64, f64, usize)> {
        let ((_, now), (_, before)) = (self.years.first()?, self.years.get(1)?);
        let both: Vec<(f64, f64)> =
            now.iter().zip(before).filter_map(|(n, b)| Some(((*n)?, (*b)?))).collect();
        let sum = |of: fn(&(f64, f64)) -> f64| both.iter().map(of).sum::<f64>();
        let (now, before) = (sum(|p| p.0), sum(|p| p.1));
        (before > 0.0).then_some((now, before, both.len()))
    }
}

impl Chart for YearOnYear<'_> {
    fn code(&self) -> &'static str {
        "year-on-year"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        self.series.carrier
    }

    fn title(&self) -> String {
        let year = |at: Option<&(i16, _)>| at.map_or(0, |(year, _)| *year);
        let (first, last) = (year(self.years.last()), year(self.years.first()));
        let lang = self.ground.lang;
        let period = if first == last { last.to_string() } else { format!("{first}–{last}") };
        Say::new(lang, "chart-years")
            .with("carrier", words::carrier(lang, self.series.carrier))
            .with("period", period)
            .with("unit", &self.unit)
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let year = self.years.first().map_or(0, |(year, _)| *year);
        let Some((now, before, months)) = self.compared() else {
            let sum: f64 = self.years.iter().take(1).flat_map(|(_, m)| m.iter().flatten()).sum();
            return Say::new(lang, "chart-years-reading-one")
                .with("year", year)
                .with("sum", format!("{}{NBSP}{}", brief(sum), self.unit))
                .to_string();
        };
        let share = (now - before) / before;
        let percent = format!("{}{NBSP}%", brief((share.abs() * 100.0).round()));
        let before = self.years.get(1).map_or(0, |(year, _)| *year);
        let said = if share.abs() < 0.005 {
            Say::new(lang, "chart-years-reading-same")
        } else if share > 0.0 {
            Say::new(lang, "chart-years-reading-more")
        } else {
            Say::new(lang, "chart-years-reading-less")
        };
        said.count("months", months)
            .with("year", year)
            .with("before", before)
            .with("percent", percent)
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let mut columns = vec![column(Say::new(lang, "chart-col-month"), Kind::Text)];
        let unit = format::unit_of(self.series.carrier, self.series.basis, Scale::One);
        for (year, _) in &self.years {
            columns.push(Column::new(year.to_string(), Kind::Number).unit(&unit));
        }
        let back = if self.scale == Scale::One { 1.0 } else { 1_000.0 };
        let rows = (1i8..=12).zip(0usize..).filter_map(|(number, at)| {
            let name = format::month_name(lang, Month::new(2000, number)?);
            let values = self.years.iter().map(|(_, m)| cell(m.get(at).copied().flatten().map(|v| v * back)));
            Some(core::iter::once(Cell::Text(name)).chain(values).collect())
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs: Vec<(Sign, String)> = self
            .years
            .iter()
            .zip(LOOKS)
            .map(|((year, _), look)| (Sign::Line(look), year.to_string()))
            .collect();
        let top = key(&mut sheet, &signs, wide(width), 4);
        let axis = Axis::new(self.years.iter().flat_map(|(_, m)| m.iter().copied().flatten()));
        let plot = Plot::new(width, top, axis).narrowed(font::room("2000", LETTERS) + 6);
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        for (number, i) in (1i8..=12).zip(0usize..) {
            let Some(month) = Month::new(2000, number) else { continue };
            let label = match width {
                Width::Wide => format::month_short(lang, month),
                Width::Narrow => format::month_letter(lang, month),
            };
            sheet.words(Role::Label, (plot.middle(i, 12), plot.bottom + 8), label, HPos::Center, VPos::Top);
        }
        let mut taken: Vec<i32> = Vec::new();
        for ((year, months), look) in self.years.iter().zip(LOOKS) {
            let points = months.iter().enumerate().map(|(i, v)| Some((plot.middle(i, 12), plot.y((*v)?))));
            for run in runs(points) {
                if let Some((x, y)) = run.last().copied() {
                    // The name at the end of its line, unless another stands there: then the key names it.
                    if taken.iter().all(|other| (other - y).abs() > LETTERS) && x > plot.middle(9, 12) {
                        taken.push(y);
                        let role = if look == Role::Now { Role::Value } else { Role::Label };
                        sheet.words(role, (x + 9, y), year.to_string(), HPos::Left, VPos::Center);
                    }
                }
                if look == Role::Now {
                    for at in &run {
                        sheet.add(Role::Dot, Tone::PICTURE, Shape::Dot(*at, 4));
                    }
                } else if run.len() == 1 {
                    for at in &run {
                        sheet.dot(Role::Knot, *at, 3);
                    }
                }
                if run.len() > 1 {
                    sheet.line(look, run);
                }
            }
        }
        sheet.height = plot.bottom + 28;
        sheet
    }
}
