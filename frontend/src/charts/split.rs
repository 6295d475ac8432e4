//! How the energy of a year is split over its carriers: one bar, each part named beside its figure. No pie.

use eclaireur_models::building::Carrier;
use eclaireur_models::units::Basis;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::font;
use super::months::Width;
use super::plot::wide;
use super::sheet::{LETTERS, Shape, Sheet};
use super::text::{brief, cell, column, cut, number, sound_decimal};
use super::tone::Tone;
use crate::format::{self, NBSP, Scale};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;
use crate::words;

/// The chart `split`.
#[derive(Debug, Clone)]
pub struct Split<'a> {
    ground: Ground<'a>,
    period: &'a str,
    /// Largest first.
    parts: Vec<(Carrier, Decimal, f64)>,
    all: f64,
    scale: Scale,
}

impl<'a> Split<'a> {
    /// Of the final energy of `period`, in words (`2025`), kWh PCI by carrier; nothing when none is above zero.
    pub fn new(ground: Ground<'a>, period: &'a str, parts: &[(Carrier, Decimal)]) -> Option<Self> {
        let mut sums: Vec<(Carrier, Decimal, f64)> = Vec::new();
        for carrier in Carrier::ALL.iter().copied().filter(|c| *c != Carrier::Water) {
            let of = parts.iter().filter(|(c, v)| *c == carrier && *v > Decimal::ZERO);
            let sum = of.map(|(_, v)| *v).try_fold(Decimal::ZERO, Decimal::checked_add)?;
            if let Some(value) = sound_decimal(sum).filter(|v| *v > 0.0) {
                sums.push((carrier, sum, value));
            }
        }
        sums.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let all = sums.iter().map(|p| p.2).sum();
        let largest = sums.first()?.1;
        let scale = format::scale_for(Carrier::Electricity, largest);
        Some(Split { ground, period, parts: sums, all, scale })
    }

    /// All of it on PCI, as the sum is.
    fn unit(&self) -> String {
        format::unit_of(Carrier::NaturalGas, Basis::Net, self.scale)
    }

    fn figure(&self, value: f64) -> String {
        let value = if self.scale == Scale::One { value } else { value / 1_000.0 };
        format!("{}{NBSP}{}", brief(value), self.unit())
    }

    fn percent(&self, value: f64) -> String {
        let share = value / self.all * 100.0;
        let decimals = u32::from(share < 1.0);
        format!("{}{NBSP}%", number(share, decimals))
    }
}

impl Chart for Split<'_> {
    fn code(&self) -> &'static str {
        "split"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-split").with("period", self.period).with("unit", self.unit()).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((carrier, _, value)) = self.parts.first() else { return String::new() };
        Say::new(lang, "chart-split-reading")
            .with("carrier", words::carrier(lang, *carrier))
            .with("value", self.figure(*value))
            .with("share", self.percent(*value))
            .with("all", self.figure(self.all))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-carrier"), Kind::Text),
            column(Say::new(lang, "chart-col-energy"), Kind::Number).unit(format::unit_of(
                Carrier::NaturalGas,
                Basis::Net,
                Scale::One,
            )),
            column(Say::new(lang, "chart-col-part-of"), Kind::Number).unit("%"),
        ];
        let rows = self.parts.iter().map(|(carrier, exact, value)| {
            let share = cell(Some(value / self.all * 100.0));
            vec![Cell::Text(words::carrier(lang, *carrier)), Cell::Number(*exact), share]
        });
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let (left, right) = (0, wide(width) - 2);
        let (top, bottom) = (26, 74);
        let mut sum = 0.0;
        let place = |sum: f64| super::plot::Axis::new([1.0]).place(sum / self.all, left, right);
        for (carrier, _, value) in &self.parts {
            let (a, b) = (place(sum), place(sum + value));
            sum += value;
            sheet.bar(Tone::of(*carrier), (a, top), (b.max(a + 1), bottom));
            if b < right {
                sheet.add(Role::Halo, Tone::PICTURE, Shape::Line(vec![(b, top), (b, bottom)]));
            }
            let share = self.percent(*value);
            if font::room(&share, LETTERS) + 6 <= b - a {
                sheet.words(Role::Value, (i32::midpoint(a, b), top - 6), share, HPos::Center, VPos::Bottom);
            }
        }
        let columns = if width == Width::Wide { 3 } else { 1 };
        let each = wide(width) / columns;
        let mut y = bottom + 16;
        for row in self.parts.chunks(usize::try_from(columns).unwrap_or(1)) {
            for ((carrier, _, value), i) in row.iter().zip(0i32..) {
                let x = i * each;
                sheet.bar(Tone::of(*carrier), (x, y), (x + 22, y + 16));
                let words = format!(
                    "{} · {} · {}",
                    words::carrier(lang, *carrier),
                    self.figure(*value),
                    self.percent(*value)
                );
                let words = cut(&words, each - 36, LETTERS);
                sheet.words(Role::Ink, (x + 30, y + 8), words, HPos::Left, VPos::Center);
            }
            y += 24;
        }
        sheet.height = y + 4;
        sheet
    }
}
