//! The load of each hour of each day as a carpet of colours: pixels inside a drawing whose scales are text.
//!
//! Darkest is zero, lightest the highest load; what has no value is hatched, which is neither. One day is a column,
//! read from top (midnight) to bottom.

use eclaireur_models::building::Carrier;
use eclaireur_models::period::{Day, Month};
use jiff::ToSpan as _;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::months::Width;
use super::plot::{Axis, Plot, high, wide};
use super::raster::{STEPS, step};
use super::sheet::{LETTERS, Raster, Shape, Sheet};
use super::text::{brief, cell, column, counted, sound, whole};
use super::tone::Tone;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;
use crate::words;

/// Days drawn at most; the newest.
const MOST_DAYS: usize = 1_100;
/// Parts of a day at most: quarters, and the hour that October has twice.
const MOST_SLOTS: usize = 100;
/// Hours of a day and days of a week, in the table of means.
const HOURS: usize = 24;
const WEEK: usize = 7;

/// What it is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The first day.
    pub first: Day,
    /// Parts of a day: 24, 48 or 96.
    pub slots: usize,
    /// Mean power of each part, kW, day after day; `None` where nothing is known.
    pub kw: Vec<Option<f32>>,
}

/// The chart `heatmap`.
#[derive(Debug, Clone)]
pub struct Heatmap<'a> {
    ground: Ground<'a>,
    carrier: Carrier,
    load: &'a Load,
    first: Day,
    skipped: usize,
    days: usize,
    top: f64,
}

impl<'a> Heatmap<'a> {
    /// Of one carrier; nothing when no part of a day is known.
    pub fn new(ground: Ground<'a>, carrier: Carrier, load: &'a Load) -> Option<Self> {
        if load.slots == 0 || load.slots > MOST_SLOTS {
            return None;
        }
        let all = load.kw.len() / load.slots;
        let skipped = all.saturating_sub(MOST_DAYS);
        let first = load.first.checked_add(i64::try_from(skipped).ok()?.days()).ok()?;
        let map = Heatmap { ground, carrier, load, first, skipped, days: all - skipped, top: 0.0 };
        let top = map.known().max_by(|a, b| a.1.total_cmp(&b.1))?.1;
        map.last()?;
        Some(Heatmap { top, ..map })
    }

    fn at(&self, day: usize, slot: usize) -> Option<f64> {
        let value = *self.load.kw.get((day + self.skipped) * self.load.slots + slot)?;
        sound(f64::from(value?)).map(|v| v.max(0.0))
    }

    /// Index and value of what is known.
    fn known(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let slots = self.load.slots;
        (0..self.days * slots).filter_map(move |i| Some((i, self.at(i / slots, i % slots)?)))
    }

    fn last(&self) -> Option<Day> {
        self.day(self.days.checked_sub(1)?)
    }

    fn day(&self, index: usize) -> Option<Day> {
        self.first.checked_add(i64::try_from(index).ok()?.days()).ok()
    }

    /// `14:15`
    fn clock(&self, slot: usize) -> String {
        let minutes = slot * 1_440 / self.load.slots.max(1);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Sum and number of the powers known, hour by hour, each from Monday to Sunday.
    fn by_hour(&self) -> [[(f64, usize); WEEK]; HOURS] {
        let mut sums = [[(0.0, 0); WEEK]; HOURS];
        for day in 0..self.days {
            let weekday = self.day(day).map(|day| day.weekday().to_monday_zero_offset());
            let Some(weekday) = weekday.and_then(|at| usize::try_from(at).ok()) else { continue };
            for slot in 0..self.load.slots {
                let held =
                    sums.get_mut(slot * HOURS / self.load.slots).and_then(|hour| hour.get_mut(weekday));
                if let (Some((sum, count)), Some(kw)) = (held, self.at(day, slot)) {
                    *sum += kw;
                    *count += 1;
                }
            }
        }
        sums
    }

    fn lacking(&self) -> bool {
        self.known().count() < self.days * self.load.slots
    }

    fn raster(&self) -> Raster {
        let mut cells = Vec::with_capacity(self.days * self.load.slots);
        for slot in 0..self.load.slots {
            cells.extend((0..self.days).map(|day| self.at(day, slot).map_or(STEPS, |v| step(v, self.top))));
        }
        Raster {
            width: u32::try_from(self.days).unwrap_or(1),
            height: u32::try_from(self.load.slots).unwrap_or(1),
            cells,
        }
    }

    /// The scale of colours with the power it stands for, and the hatching.
    fn legend(&self, sheet: &mut Sheet, width: Width) -> i32 {
        let lang = self.ground.lang;
        let colours = (0..STEPS).collect();
        sheet.rasters.push(Raster { width: u32::from(STEPS), height: 1, cells: colours });
        let long = if width == Width::Wide { 200 } else { 120 };
        let zero = format!("0{NBSP}kW");
        let mut x = font::room(&zero, LETTERS) + 8;
        sheet.words(Role::Label, (0, 12), zero, HPos::Left, VPos::Center);
        sheet.add(Role::Raster, Tone(1), Shape::Rect((x, 4), (x + long, 20)));
        sheet.rect(Role::Outline, (x, 4), (x + long, 20));
        x += long + 8;
        let top = format!("{}{NBSP}kW", brief(self.top));
        let end = x + font::room(&top, LETTERS);
        sheet.words(Role::Label, (x, 12), top, HPos::Left, VPos::Center);
        if !self.lacking() {
            return 28;
        }
        let words = Say::new(lang, "chart-missing-value").to_string();
        let (mut x, mut y) = (end + 24, 4);
        if x + 30 + font::room(&words, LETTERS) > wide(width) {
            (x, y) = (0, 28);
        }
        sheet.rect(Role::Missing, (x, y), (x + 22, y + 16));
        sheet.words(Role::Label, (x + 30, y + 8), words, HPos::Left, VPos::Center);
        y + 24
    }
}

impl Chart for Heatmap<'_> {
    fn code(&self) -> &'static str {
        "heatmap"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        self.carrier
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-heatmap")
            .with("carrier", words::carrier(lang, self.carrier))
            .with("from", format::day(self.first))
            .with("to", self.last().map(format::day).unwrap_or_default())
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let highest = self.known().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let Some((at, top)) = highest else { return String::new() };
        Say::new(lang, "chart-heatmap-reading")
            .with("top", format!("{}{NBSP}kW", brief(top)))
            .with("day", self.day(at / self.load.slots).map(format::day).unwrap_or_default())
            .with("clock", self.clock(at % self.load.slots))
            .to_string()
    }

    /// A row for each day, a column for each hour.
    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let each = if self.load.slots.is_multiple_of(24) { self.load.slots / 24 } else { 1 };
        let columns = self.load.slots / each;
        let mut heads = vec![column(Say::new(lang, "chart-col-day"), Kind::Day)];
        heads.extend((0..columns).map(|i| Column::new(self.clock(i * each), Kind::Number).unit("kW")));
        let rows = (0..self.days).filter_map(|day| {
            let mut row = vec![Cell::Day(self.day(day)?)];
            row.extend((0..columns).map(|hour| {
                let parts: Option<Vec<f64>> = (0..each).map(|i| self.at(day, hour * each + i)).collect();
                cell(parts.map(|parts| parts.iter().sum::<f64>() / counted(each)))
            }));
            Some(row)
        });
        Table { title: self.title(), columns: heads, rows: rows.collect() }
    }

    /// The mean week: a row for each hour, a column for each day of the week.
    fn summary(&self) -> Table {
        let lang = self.ground.lang;
        let day = |at: usize| {
            let name = Say::owned(lang, format!("week-day-{}", at + 1)).to_string();
            Column::new(name, Kind::Number).unit("kW")
        };
        let mut columns = vec![column(Say::new(lang, "chart-col-hour"), Kind::Text)];
        columns.extend((0..WEEK).map(day));
        let mean = |(sum, count): &(f64, usize)| cell((*count > 0).then(|| sum / counted(*count)));
        let row = |(hour, means): (usize, &[(f64, usize); WEEK])| {
            let name = Cell::text(format!("{hour:02}:00–{:02}:00", hour + 1));
            core::iter::once(name).chain(means.iter().map(mean)).collect()
        };
        let rows = self.by_hour().iter().enumerate().map(row).collect();
        let title = Say::new(lang, "chart-heatmap-means").with("title", self.title()).to_string();
        Table { title, columns, rows }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        sheet.rasters.push(self.raster());
        let top = self.legend(&mut sheet, width) + 8;
        let left = font::room("24:00", LETTERS) + 10;
        let plot =
            Plot { left, right: wide(width) - 8, top, bottom: top + high(width), y: Axis::new([24.0]) };
        let (a, b) = ((plot.left, plot.top), (plot.right, plot.bottom));
        sheet.rect(Role::Missing, a, b);
        sheet.add(Role::Raster, Tone(0), Shape::Rect(a, b));
        sheet.rect(Role::Outline, a, b);
        for hour in [0, 6, 12, 18, 24] {
            let y = plot.top + (plot.bottom - plot.top) * hour / 24;
            sheet.line(Role::Base, vec![(plot.left - 5, y), (plot.left, y)]);
            sheet.words(Role::Label, (plot.left - 9, y), format!("{hour:02}:00"), HPos::Right, VPos::Center);
        }
        let (first, last) = (self.first, self.last().unwrap_or(self.first));
        let end = last.tomorrow().unwrap_or(last);
        if whole(self.days) <= 14 {
            for index in 0..self.days {
                let Some(day) = self.day(index) else { continue };
                let at = (plot.middle(index, self.days), plot.bottom + 9);
                sheet.words(Role::Label, at, day.day().to_string(), HPos::Center, VPos::Top);
            }
            let name = format::month_year(lang, Month::of(first));
            sheet.words(Role::Label, (plot.left, plot.bottom + 29), name, HPos::Left, VPos::Top);
            sheet.height = plot.bottom + 50;
        } else {
            sheet.height = plot.days(&mut sheet, lang, first, end);
        }
        sheet
    }
}
