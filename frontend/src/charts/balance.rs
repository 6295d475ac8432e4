//! What the sun gave, month by month: used on the spot and given to the network, stacked; what was taken as a line.

use eclaireur_models::building::Carrier;
use eclaireur_models::indicators::series::BalancePoint;
use eclaireur_models::period::Month;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, runs, wide};
use super::sheet::Sheet;
use super::text::{self, brief, column, sound_decimal, whole};
use super::tone::Tone;
use crate::format::{self, NBSP, Scale};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// Months drawn at most.
const MOST: i32 = 60;

/// The chart `pv-balance`.
#[derive(Debug, Clone)]
pub struct PvBalance<'a> {
    ground: Ground<'a>,
    months: Vec<(Month, Option<&'a BalancePoint>)>,
    scale: Scale,
}

impl<'a> PvBalance<'a> {
    /// Of these months; nothing when none knows what was made, used or given.
    pub fn new(ground: Ground<'a>, points: &'a [BalancePoint]) -> Option<Self> {
        let known = || points.iter().filter(|p| p.own_use.or(p.injection).or(p.production).is_some());
        let last = known().map(|p| p.month.index()).max()?;
        let first = known().map(|p| p.month.index()).min()?.max(last - MOST + 1);
        let months = (first..=last).filter_map(Month::from_index);
        let months = months.map(|m| (m, points.iter().find(|p| p.month == m))).collect();
        let values = known().flat_map(|p| [p.production, p.offtake, p.injection, p.own_use]);
        let scale = format::scale_for(Carrier::Electricity, values.flatten().max().unwrap_or_default());
        Some(PvBalance { ground, months, scale })
    }

    fn drawn(&self, value: Option<Decimal>) -> Option<f64> {
        let value = sound_decimal(value?)?.max(0.0);
        Some(if self.scale == Scale::One { value } else { value / 1_000.0 })
    }

    /// Own use and injection, when both are known.
    fn parts(&self, point: Option<&BalancePoint>) -> Option<(f64, f64)> {
        let point = point?;
        Some((self.drawn(point.own_use)?, self.drawn(point.injection)?))
    }

    fn unit(&self) -> &'static str {
        if self.scale == Scale::One { "kWh" } else { "MWh" }
    }

    fn ends(&self) -> Option<(Month, Month)> {
        Some((self.months.first()?.0, self.months.last()?.0))
    }
}

impl Chart for PvBalance<'_> {
    fn code(&self) -> &'static str {
        "pv-balance"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn carrier(&self) -> Carrier {
        Carrier::Electricity
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-balance")
            .with("period", self.ends().map(|(a, b)| text::months(lang, a, b)).unwrap_or_default())
            .with("unit", self.unit())
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let parts: Vec<_> = self.months.iter().filter_map(|(_, p)| self.parts(*p)).collect();
        let own: f64 = parts.iter().map(|p| p.0).sum();
        let made: f64 = own + parts.iter().map(|p| p.1).sum::<f64>();
        if made <= 0.0 {
            return Say::new(lang, "chart-balance-reading-none").to_string();
        }
        Say::new(lang, "chart-balance-reading")
            .with("own", format!("{}{NBSP}{}", brief(own), self.unit()))
            .with("made", format!("{}{NBSP}{}", brief(made), self.unit()))
            .with("share", format!("{}{NBSP}%", brief((own / made * 100.0).round())))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-month"), Kind::Text),
            column(Say::new(lang, "col-production"), Kind::Number).unit("kWh"),
            column(Say::new(lang, "col-own-use"), Kind::Number).unit("kWh"),
            column(Say::new(lang, "col-injection"), Kind::Number).unit("kWh"),
            column(Say::new(lang, "col-offtake"), Kind::Number).unit("kWh"),
        ];
        let rows = self.months.iter().map(|(month, point)| {
            let mut row = vec![Cell::Text(format::month_year(lang, *month))];
            let values = point.map_or([None; 4], |p| [p.production, p.own_use, p.injection, p.offtake]);
            row.extend(values.map(|v| v.map_or(Cell::Empty, Cell::Number)));
            row
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![
            (Sign::Bar(Tone::SUN), Say::new(lang, "chart-balance-own").to_string()),
            (Sign::Bar(Tone::GIVEN), Say::new(lang, "chart-balance-given").to_string()),
            (Sign::Line(Role::Line), Say::new(lang, "chart-balance-taken").to_string()),
        ];
        if self.months.iter().any(|(_, p)| self.parts(*p).is_none()) {
            signs.push((Sign::Fill(Role::Missing), Say::new(lang, "chart-missing").to_string()));
        }
        let top = key(&mut sheet, &signs, wide(width), 4);
        let values = self.months.iter().flat_map(|(_, p)| {
            let (own, given) = self.parts(*p).unwrap_or_default();
            [own + given, p.and_then(|p| self.drawn(p.offtake)).unwrap_or(0.0)]
        });
        let plot = Plot::new(width, top, Axis::new(values));
        plot.grid(&mut sheet);
        let count = self.months.len();
        for (i, (_, point)) in self.months.iter().enumerate() {
            let (a, b) = (plot.slot(i, count), plot.slot(i + 1, count));
            let gap = ((b - a) / 8).max(i32::from(b - a > 3)).min(14);
            let (a, b) = (a + gap, (b - gap).max(a + gap + 1));
            let Some((own, given)) = self.parts(*point) else {
                sheet.rect(Role::Missing, (a, plot.top), (b, plot.bottom));
                continue;
            };
            let (low, middle, high) = (plot.y(0.0), plot.bar(own), plot.bar(own + given));
            if own > 0.0 {
                sheet.bar(Tone::SUN, (a, middle), (b, low));
            }
            if given > 0.0 && high < middle {
                sheet.bar(Tone::GIVEN, (a, high), (b, middle));
            }
        }
        plot.zero(&mut sheet);
        let taken = self.months.iter().enumerate();
        let taken =
            taken.map(|(i, (_, p))| Some((plot.middle(i, count), plot.y(self.drawn(p.as_ref()?.offtake)?))));
        for run in runs(taken) {
            if run.len() > 1 {
                sheet.line(Role::Halo, run.clone());
                sheet.line(Role::Line, run.clone());
            }
            if run.len() == 1 || (plot.right - plot.left) / whole(count).max(1) >= 14 {
                for at in &run {
                    sheet.dot(Role::Knot, *at, 3);
                }
            }
        }
        if let Some((first, _)) = self.ends() {
            sheet.height = plot.months(&mut sheet, lang, first, count);
        }
        sheet
    }
}
