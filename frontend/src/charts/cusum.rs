//! The drift: residuals against the reference line, summed up; the band within which chance alone would keep the sum;
//! events as dated marks.

use eclaireur_models::building::{Carrier, Event};
use eclaireur_models::indicators::series::DriftSeries;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::units::Basis;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, flags, thinned, wide};
use super::sheet::{Shape, Sheet};
use super::text::{brief, cell, column, sound};
use super::tone::Tone;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;
use crate::words;

/// The chart `cusum`.
#[derive(Debug, Clone)]
pub struct Cusum<'a> {
    ground: Ground<'a>,
    series: &'a DriftSeries,
    events: &'a [Event],
    /// Day, sum, half of the band; oldest first, in the unit below.
    points: Vec<(Day, f64, Option<f64>)>,
    unit: String,
}

impl<'a> Cusum<'a> {
    /// Of one carrier, kWh on this basis; nothing without a sum that can be drawn.
    pub fn new(
        ground: Ground<'a>,
        series: &'a DriftSeries,
        basis: Basis,
        events: &'a [Event],
    ) -> Option<Self> {
        let band = series.band.iter().copied().map(Some).chain(core::iter::repeat(None));
        let mut points: Vec<(Day, f64, Option<f64>)> = series
            .points
            .iter()
            .zip(band)
            .filter_map(|((day, sum), half)| Some((*day, sound(*sum)?, half.and_then(sound).map(f64::abs))))
            .collect();
        points.sort_by_key(|p| p.0);
        let largest = points.iter().map(|p| p.1.abs()).fold(0.0, f64::max);
        let many = largest >= 10_000.0;
        let scale = if many { format::Scale::Thousand } else { format::Scale::One };
        let each = if many && series.carrier != Carrier::Water { 1_000.0 } else { 1.0 };
        for point in &mut points {
            point.1 /= each;
            point.2 = point.2.map(|half| half / each);
        }
        let unit = format::unit_of(series.carrier, basis, scale);
        (!points.is_empty()).then_some(Cusum { ground, series, events, points, unit })
    }

    /// Zero, where the sum begins.
    fn start(&self) -> Day {
        let reference = self.series.reference;
        match self.points.first() {
            Some((day, ..)) if *day > reference.to => reference.to,
            Some((day, ..)) => reference.from.min(*day),
            None => reference.from,
        }
    }

    fn end(&self) -> Day {
        self.points.last().map_or(self.series.reference.to, |p| p.0)
    }
}

/// Periods end before the day that ends them: people name the day before.
fn last_day(end: Day) -> Day {
    end.yesterday().unwrap_or(end)
}

impl Chart for Cusum<'_> {
    fn code(&self) -> &'static str {
        "cusum"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        self.series.carrier
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        let period = Period::new(self.start(), self.end()).map(|p| format::period(lang, p));
        Say::new(lang, "chart-cusum")
            .with("carrier", words::carrier(lang, self.series.carrier))
            .with("period", period.unwrap_or_else(|| format::day(self.end())))
            .with("unit", &self.unit)
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((day, sum, half)) = self.points.last().copied() else { return String::new() };
        let chance = half.is_some_and(|half| sum.abs() <= half);
        // Only a sentence that says more or less needs no sign.
        let sign = if chance && sum > 0.0 { "+" } else { "" };
        let figure = format!("{sign}{}{NBSP}{}", brief(if chance { sum } else { sum.abs() }), self.unit);
        let said = if chance {
            Say::new(lang, "chart-cusum-reading-chance")
        } else if sum >= 0.0 {
            Say::new(lang, "chart-cusum-reading-more")
        } else {
            Say::new(lang, "chart-cusum-reading-less")
        };
        said.with("day", format::day(last_day(day))).with("sum", figure).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-to"), Kind::Day),
            column(Say::new(lang, "chart-col-cusum"), Kind::Number).unit(&self.unit),
            column(Say::new(lang, "chart-col-chance"), Kind::Number).unit(&self.unit),
        ];
        let rows = self
            .points
            .iter()
            .map(|(day, sum, half)| vec![Cell::Day(last_day(*day)), cell(Some(*sum)), cell(*half)]);
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let (start, end) = (self.start(), self.end());
        let band: Vec<(Day, f64)> = self.points.iter().filter_map(|p| Some((p.0, p.2?))).collect();
        let mut signs = vec![(Sign::Line(Role::Now), Say::new(lang, "chart-cusum-line").to_string())];
        if !band.is_empty() {
            signs.push((Sign::Fill(Role::Band), Say::new(lang, "chart-cusum-band").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let values = self.points.iter().map(|p| p.1).chain(band.iter().flat_map(|(_, half)| [*half, -*half]));
        let top = top + flags(self.events, (start, end));
        let plot = Plot::new(width, top, Axis::new(values));
        plot.grid(&mut sheet);
        if !band.is_empty() {
            let zero = core::iter::once((plot.x(0.0), plot.y(0.0)));
            let upper = band.iter().map(|(day, half)| (plot.day(*day, start, end), plot.y(*half)));
            let upper = thinned(zero.chain(upper).collect());
            let lower = band.iter().map(|(day, half)| (plot.day(*day, start, end), plot.y(-*half)));
            let lower = thinned(lower.collect());
            sheet.add(
                Role::Band,
                Tone::PICTURE,
                Shape::Area(upper.into_iter().chain(lower.into_iter().rev()).collect()),
            );
        }
        plot.zero(&mut sheet);
        let line = self.points.iter().map(|p| (plot.day(p.0, start, end), plot.y(p.1)));
        let line: Vec<_> = core::iter::once((plot.x(0.0), plot.y(0.0))).chain(line).collect();
        let dots = line.len() <= 80;
        let line = thinned(line);
        sheet.line(Role::Now, line.clone());
        if dots {
            for at in line.iter().skip(1) {
                sheet.dot(Role::Dot, *at, 3);
            }
        }
        let below = plot.days(&mut sheet, lang, start, end);
        sheet.height = plot.events(&mut sheet, lang, self.events, (start, end), below);
        sheet
    }
}
