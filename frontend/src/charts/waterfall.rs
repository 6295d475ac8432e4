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
    /// From, climate where it is known, price, volume, to: exact, and as drawn.
    parts: Vec<(String, Decimal, f64)>,
}

impl<'a> CostWaterfall<'a> {
    /// Of these two years; nothing when a cost cannot be drawn.
    pub fn new(ground: Ground<'a>, waterfall: &'a Waterfall) -> Option<Self> {
        let w = waterfall;
        let part = |name: String, value: Decimal| Some((name, value, sound_decimal(value)?));
        let say = |key: &'static str| Say::new(ground.lang, key).to_string();
        let mut parts = vec![part(w.before.to_string(), w.from)?];
        if let Some(climate) = w.climate {
            parts.push(part(say("chart-waterfall-climate"), climate)?);
        }
        // What the weather did lies in the use where nobody knows it.
        let used = if w.climate.is_some() { "chart-waterfall-volume" } else { "chart-waterfall-rest" };
        parts.extend([
            part(say("chart-waterfall-price"), w.price)?,
            part(say(used), w.volume)?,
            part(w.after.to_string(), w.to)?,
        ]);
        sound(parts.iter().map(|(.., v)| v.abs()).sum())?;
        (parts.iter().any(|(.., v)| *v != 0.0)).then_some(CostWaterfall { ground, waterfall, parts })
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
        let used = match w.climate {
            Some(_) => Say::new(lang, "chart-waterfall-by-volume"),
            None => Say::new(lang, "chart-waterfall-by-rest"),
        };
        let climate = w.climate.map(|v| (v, Say::new(lang, "chart-waterfall-by-climate").to_string()));
        let causes: Vec<(Decimal, String)> = climate
            .into_iter()
            .chain([
                (w.price, Say::new(lang, "chart-waterfall-by-price").to_string()),
                (w.volume, used.to_string()),
            ])
            .collect();
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
        let rows = self.parts.iter();
        let rows = rows
            .map(|(name, value, _)| vec![Cell::Text(name.clone()), Cell::Number(Euro(*value).to_cent().0)]);
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
        let (count, last) = (self.parts.len(), self.parts.len().saturating_sub(1));
        let mut reached = 0.0;
        let bars: Vec<(f64, f64)> = self
            .parts
            .iter()
            .enumerate()
            .map(|(i, (.., value))| {
                let below = if i == 0 || i == last { 0.0 } else { reached };
                reached = below + value;
                (below, reached)
            })
            .collect();
        let plot = Plot::new(width, top, Axis::new(bars.iter().flat_map(|(a, b)| [*a, *b])));
        plot.grid(&mut sheet);
        plot.zero(&mut sheet);
        let long = (plot.slot(1, count) - plot.slot(0, count)) * 3 / 10;
        for (i, ((a, b), (name, exact, _))) in bars.into_iter().zip(&self.parts).enumerate() {
            let middle = plot.middle(i, count);
            let ends = i == 0 || i == last;
            let (ya, yb) = (plot.y(a), plot.y(b));
            let (high, low) = (ya.min(yb), ya.max(yb).max(ya.min(yb) + 1));
            let role = match () {
                () if ends => Role::Sum,
                () if b >= a => Role::Rise,
                () => Role::Fall,
            };
            sheet.rect(role, (middle - long, high), (middle + long, low));
            if i < last {
                let next = plot.middle(i + 1, count);
                sheet.line(Role::Event, vec![(middle + long, yb), (next - long, yb)]);
            }
            let label = if ends { format::number(*exact, 0) } else { signed(*exact) };
            sheet.words(Role::Value, (middle, high - 5), label, HPos::Center, VPos::Bottom);
            let name = cut(name, plot.slot(1, count) - plot.slot(0, count), LETTERS);
            sheet.words(Role::Ink, (middle, plot.bottom + 9), name, HPos::Center, VPos::Top);
        }
        sheet.height = plot.bottom + 32;
        sheet
    }
}
