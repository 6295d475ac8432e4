//! The signature: use a day against cold a day, the fitted line, the band of one further period, and the periods that
//! stand apart, with their dates.

use eclaireur_models::building::Carrier;
use eclaireur_models::indicators::series::{SignaturePoint, SignatureSeries};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::units::Basis;
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Shape, Sheet};
use super::text::{brief, cell, column, sound};
use super::tone::Tone;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;
use crate::words;

/// Points drawn at most; the newest.
const MOST: usize = 1_500;

/// The chart `signature`.
#[derive(Debug, Clone)]
pub struct Signature<'a> {
    ground: Ground<'a>,
    series: &'a SignatureSeries,
    points: Vec<&'a SignaturePoint>,
    unit: String,
}

impl<'a> Signature<'a> {
    /// Of one carrier, kWh on this basis; nothing without a point that can be drawn.
    pub fn new(ground: Ground<'a>, series: &'a SignatureSeries, basis: Basis) -> Option<Self> {
        let mut points: Vec<&SignaturePoint> = series
            .points
            .iter()
            .filter(|p| sound(p.cold).is_some_and(|c| c >= 0.0) && sound(p.kwh).is_some())
            .collect();
        points.sort_by_key(|p| p.days.from);
        let points = points.split_off(points.len().saturating_sub(MOST));
        let unit = format::unit_of_kwh(series.carrier, basis);
        (!points.is_empty()).then_some(Signature { ground, series, points, unit })
    }

    fn line(&self) -> Option<(f64, f64)> {
        Some((sound(self.series.base_load)?, sound(self.series.slope)?))
    }

    fn band(&self) -> Vec<(f64, f64, f64)> {
        let sound = |v: &&(f64, f64, f64)| sound(v.0).and(sound(v.1)).and(sound(v.2)).is_some();
        let mut band: Vec<_> = self.series.band.iter().take(MOST).filter(sound).copied().collect();
        band.sort_by(|a, b| a.0.total_cmp(&b.0));
        band
    }

    fn coldest(&self) -> f64 {
        self.points.iter().map(|p| p.cold).fold(0.1, f64::max)
    }
}

/// *mars 2024* for a month, else its first and last day.
pub(super) fn named(lang: Lang, days: Period) -> String {
    let month = Month::of(days.from);
    if month.period() == days {
        return format!("{} {}", format::month_short(lang, month), month.year());
    }
    let last = days.to.yesterday().unwrap_or(days.to);
    if last == days.from {
        format::day(last)
    } else {
        format!("{}–{}", format::day(days.from), format::day(last))
    }
}

impl Chart for Signature<'_> {
    fn code(&self) -> &'static str {
        "signature"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        self.series.carrier
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        let from = self.points.iter().map(|p| p.days.from).min();
        let to = self.points.iter().map(|p| p.days.to).max();
        let period = from.zip(to).and_then(|(a, b)| Period::new(a, b));
        Say::new(lang, "chart-signature")
            .with("carrier", words::carrier(lang, self.series.carrier))
            .with("period", period.map(|p| format::period(lang, p)).unwrap_or_default())
            .with("unit", &self.unit)
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let apart = self.points.iter().filter(|p| p.outlier).count();
        match self.line() {
            Some((base, slope)) => Say::new(lang, "chart-signature-reading")
                .with("base", format!("{}{NBSP}{}", brief(base), self.unit))
                .with("slope", format!("{}{NBSP}{}", brief(slope), self.unit))
                .count("apart", apart)
                .to_string(),
            None => {
                Say::new(lang, "chart-signature-reading-none").count("points", self.points.len()).to_string()
            }
        }
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-from"), Kind::Day),
            column(Say::new(lang, "chart-col-to"), Kind::Day),
            column(Say::new(lang, "chart-col-cold"), Kind::Number),
            column(Say::new(lang, "chart-col-per-day"), Kind::Number).unit(&self.unit),
            column(Say::new(lang, "chart-col-line"), Kind::Number).unit(&self.unit),
            column(Say::new(lang, "chart-col-apart"), Kind::Mark),
        ];
        let rows = self.points.iter().map(|p| {
            let apart = if p.outlier { Say::new(lang, "table-yes") } else { Say::new(lang, "table-no") };
            vec![
                Cell::Day(p.days.from),
                Cell::Day(p.days.to.yesterday().unwrap_or(p.days.to)),
                cell(Some(p.cold)),
                cell(Some(p.kwh)),
                cell(self.line().map(|(base, slope)| base + slope * p.cold)),
                Cell::Mark(apart.to_string()),
            ]
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let across = Axis::new([self.coldest()]);
        let band: Vec<_> = self.band().into_iter().filter(|b| (0.0..=across.high).contains(&b.0)).collect();
        let mut signs = vec![(Sign::Dot(Role::Dot), Say::new(lang, "chart-signature-point").to_string())];
        if self.line().is_some() {
            signs.push((Sign::Line(Role::Line), Say::new(lang, "chart-signature-line").to_string()));
        }
        if band.len() > 1 {
            signs.push((Sign::Fill(Role::Band), Say::new(lang, "chart-signature-band").to_string()));
        }
        if self.points.iter().any(|p| p.outlier) {
            signs.push((Sign::Diamond(Role::Outlier), Say::new(lang, "chart-signature-apart").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let line = self.line().map(|(base, slope)| [(0.0, base), (across.high, base + slope * across.high)]);
        let ys = self.points.iter().map(|p| p.kwh).chain(band.iter().map(|b| b.2));
        let plot = Plot::new(width, top, Axis::new(ys.chain(line.iter().flatten().map(|p| p.1))));
        let at = |cold: f64, kwh: f64| (across.place(cold, plot.left, plot.right), plot.y(kwh));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        for (value, label) in across.ticks() {
            let x = across.place(value, plot.left, plot.right);
            sheet.line(Role::Base, vec![(x, plot.bottom), (x, plot.bottom + 5)]);
            let half = font::room(&label, LETTERS) / 2;
            let x = x.min(wide(width) - half);
            sheet.words(Role::Label, (x, plot.bottom + 9), label, HPos::Center, VPos::Top);
        }
        if band.len() > 1 {
            let upper = band.iter().map(|b| at(b.0, b.2));
            let lower = band.iter().rev().map(|b| at(b.0, b.1));
            sheet.add(Role::Band, Tone::PICTURE, Shape::Area(upper.chain(lower).collect()));
        }
        if let Some(ends) = line {
            sheet.line(Role::Line, ends.iter().map(|p| at(p.0, p.1)).collect());
        }
        for p in self.points.iter().filter(|p| !p.outlier) {
            sheet.dot(Role::Dot, at(p.cold, p.kwh), 4);
        }
        let apart: Vec<(i32, i32)> =
            self.points.iter().filter(|p| p.outlier).map(|p| at(p.cold, p.kwh)).collect();
        let mut taken: Vec<(i32, i32, i32)> = Vec::new();
        for p in self.points.iter().rev().filter(|p| p.outlier) {
            let (x, y) = at(p.cold, p.kwh);
            sheet.diamond(Role::Outlier, (x, y), 6);
            let words = named(lang, p.days);
            let long = font::room(&words, LETTERS);
            // A date that would lie on another, or on another of these points, is left to the table.
            let free = |left: &i32| {
                let on = |o: &(i32, i32)| {
                    *o != (x, y) && (o.1 - y).abs() <= LETTERS && left - 6 < o.0 && o.0 < left + long + 6
                };
                *left > plot.left
                    && left + long <= plot.right
                    && !apart.iter().any(on)
                    && taken.iter().all(|t| (t.2 - y).abs() > LETTERS || left + long < t.0 || *left > t.1)
            };
            if let Some(left) = [x + 12, x - 12 - long].into_iter().find(free).filter(|_| taken.len() < 8) {
                taken.push((left, left + long, y));
                sheet.words(Role::Value, (left, y), words, HPos::Left, VPos::Center);
            }
        }
        let name = Say::new(lang, "chart-signature-across").to_string();
        sheet.words(Role::Label, (wide(width) - 2, plot.bottom + 30), name, HPos::Right, VPos::Top);
        sheet.height = plot.bottom + 50;
        sheet
    }
}
