//! From the cost of one year to the cost of the next: what the weather, the prices and the use made of it.

use eclaireur_models::indicators::series::Waterfall;
use eclaireur_models::units::Euro;
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::{Axis, Plot, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// The chart `waterfall`.
#[derive(Debug, Clone)]
pub struct CostWaterfall<'a> {
    ground: Ground<'a>,
    waterfall: &'a Waterfall,
    /// From, climate, price, volume, to.
    values: [f64; 5],
}

impl<'a> CostWaterfall<'a> {
    /// Of these two years; nothing when a cost cannot be drawn.
    pub fn new(ground: Ground<'a>, waterfall: &'a Waterfall) -> Option<Self> {
        let w = waterfall;
        let value = |v: Decimal| sound_decimal(v);
        let values = [value(w.from)?, value(w.climate)?, value(w.price)?, value(w.volume)?, value(w.to)?];
        sound(values.iter().map(|v| v.abs()).sum())?;
        (values.iter().any(|v| *v != 0.0)).then_some(CostWaterfall { ground, waterfall, values })
    }

    fn names(&self) -> [String; 5] {
        let lang = self.ground.lang;
        [
            self.waterfall.before.to_string(),
            Say::new(lang, "chart-waterfall-climate").to_string(),
            Say::new(lang, "chart-waterfall-price").to_string(),
            Say::new(lang, "chart-waterfall-volume").to_string(),
            self.waterfall.after.to_string(),
        ]
    }

    fn exact(&self) -> [Decimal; 5] {
        let w = self.waterfall;
        [w.from, w.climate, w.price, w.volume, w.to]
    }
}

fn signed(amount: Decimal) -> String {
    let whole = format::number(amount, 0);
    if amount.round().is_zero() || whole.starts_with('−') { whole } else { format!("+{whole}") }
}

impl Chart for CostWaterfall<'_> {
    fn code(&self) -> &'static str {
        "waterfall"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        let lang = self.ground.lang;
        Say::new(lang, "chart-waterfall")
            .with("before", self.waterfall.before)
            .with("after", self.waterfall.after)
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let w = self.waterfall;
        let euro = |v: Decimal| format!("{}{NBSP}€", format::number(v, 0));
        let causes = [
            (w.climate, Say::new(lang, "chart-waterfall-by-climate").to_string()),
            (w.price, Say::new(lang, "chart-waterfall-by-price").to_string()),
            (w.volume, Say::new(lang, "chart-waterfall-by-volume").to_string()),
        ];
        let largest = causes.iter().max_by_key(|(v, _)| v.abs());
        let change = w.to - w.from;
        let said = if change >= Decimal::ZERO {
            Say::new(lang, "chart-waterfall-reading-more")
        } else {
            Say::new(lang, "chart-waterfall-reading-less")
        };
        said.with("after", w.after)
            .with("before", w.before)
            .with("change", euro(change.abs()))
            .with("cause", largest.map(|(_, name)| name.as_str()).unwrap_or_default())
            .with("part", largest.map(|(v, _)| signed(*v)).unwrap_or_default())
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-col-part"), Kind::Text),
            column(Say::new(lang, "chart-col-cost"), Kind::Number).unit("€"),
        ];
        let rows = self.names().into_iter().zip(self.exact());
        let rows = rows.map(|(name, value)| vec![Cell::Text(name), Cell::Number(Euro(value).to_cent().0)]);
        Table { title: self.title(), columns, rows: rows.collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::Sum), Say::new(lang, "chart-waterfall-sum").to_string()),
            (Sign::Fill(Role::Rise), Say::new(lang, "chart-waterfall-rise").to_string()),
            (Sign::Fill(Role::Fall), Say::new(lang, "chart-waterfall-fall").to_string()),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4) + 16;
        let [from, climate, price, volume, to] = self.values;
        let after_climate = from + climate;
        let after_price = after_climate + price;
        let bars = [
            (0.0, from),
            (from, after_climate),
            (after_climate, after_price),
            (after_price, after_price + volume),
            (0.0, to),
        ];
        let plot = Plot::new(width, top, Axis::new(bars.iter().flat_map(|(a, b)| [*a, *b])));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let long = (plot.slot(1, 5) - plot.slot(0, 5)) * 3 / 10;
        for (i, ((a, b), (name, exact))) in
            bars.into_iter().zip(self.names().into_iter().zip(self.exact())).enumerate()
        {
            let middle = plot.middle(i, 5);
            let ends = i == 0 || i == 4;
            let (ya, yb) = (plot.y(a), plot.y(b));
            let (high, low) = (ya.min(yb), ya.max(yb).max(ya.min(yb) + 1));
            let role = match () {
                () if ends => Role::Sum,
                () if b >= a => Role::Rise,
                () => Role::Fall,
            };
            sheet.rect(role, (middle - long, high), (middle + long, low));
            if i < 4 {
                let next = plot.middle(i + 1, 5);
                sheet.line(Role::Event, vec![(middle + long, yb), (next - long, yb)]);
            }
            let label = if ends { format::number(exact, 0) } else { signed(exact) };
            sheet.words(Role::Value, (middle, high - 5), label, HPos::Center, VPos::Bottom);
            let name = cut(&name, plot.slot(1, 5) - plot.slot(0, 5), LETTERS);
            sheet.words(Role::Ink, (middle, plot.bottom + 9), name, HPos::Center, VPos::Top);
        }
        sheet.height = plot.bottom + 32;
        sheet
    }
}
