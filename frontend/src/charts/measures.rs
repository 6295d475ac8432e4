//! What a package takes off the year, measure by measure in its chain, beside what its measures would promise each alone.

use eclaireur_models::audit::worked::Bundle;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::wide;
use super::rows::{Row, Segment, rows};
use super::sheet::Sheet;
use super::text::{column, number, sound_decimal};
use super::uses::kwh;
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh PCI/an";

/// The chart `measures`.
#[derive(Debug, Clone)]
pub struct MeasureWaterfall<'a> {
    ground: Ground<'a>,
    on: Day,
    bundle: &'a Bundle,
    /// Name, saved in the chain, saved alone.
    bars: Vec<(String, Decimal, Decimal)>,
    before: f64,
}

impl<'a> MeasureWaterfall<'a> {
    /// Of a package, with the names of its measures by key; nothing where it holds none.
    pub fn new(
        ground: Ground<'a>,
        on: Day,
        bundle: &'a Bundle,
        name: &dyn Fn(&str) -> String,
    ) -> Option<Self> {
        let before = sound_decimal(bundle.before).filter(|before| *before > 0.0)?;
        let bars: Vec<_> = bundle.bars.iter().map(|bar| (name(&bar.key), bar.saved, bar.alone)).collect();
        (!bars.is_empty()).then_some(MeasureWaterfall { ground, on, bundle, bars, before })
    }

    fn share(&self, saved: Decimal) -> String {
        let share = sound_decimal(saved).unwrap_or(0.0) / self.before * 100.0;
        format!("{}{NBSP}%", number(share, 0))
    }
}

fn drawn(value: Decimal) -> f64 {
    sound_decimal(value).unwrap_or(0.0)
}

impl Chart for MeasureWaterfall<'_> {
    fn code(&self) -> &'static str {
        "measures"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-measures").with("day", format::day(self.on)).to_string()
    }

    fn reading(&self) -> String {
        Say::new(self.ground.lang, "chart-measures-reading")
            .with("saved", kwh(self.bundle.saved))
            .with("share", self.share(self.bundle.saved))
            .with("alone", kwh(self.bundle.sum_alone))
            .to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "chart-measures-measure"), Kind::Text),
            column(Say::new(lang, "chart-measures-chained"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "chart-measures-alone"), Kind::Number).unit(UNIT),
        ];
        let number = |value: Decimal| Cell::Number(value.round_dp(0));
        let mut all: Vec<Vec<Cell>> = self
            .bars
            .iter()
            .map(|(name, saved, alone)| vec![Cell::Text(name.clone()), number(*saved), number(*alone)])
            .collect();
        let total = Say::new(lang, "chart-measures-total").to_string();
        all.push(vec![Cell::Text(total), number(self.bundle.saved), number(self.bundle.sum_alone)]);
        Table { title: self.title(), columns, rows: all }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let say = |key: &'static str| Say::new(lang, key).to_string();
        let mut sheet = Sheet::new(wide(width));
        let mut signs = vec![
            (Sign::Fill(Role::Sum), say("chart-measures-year")),
            (Sign::Fill(Role::Fall), say("chart-measures-chained")),
            (Sign::Fill(Role::Missing), say("chart-measures-alone")),
        ];
        if self.bars.iter().any(|(_, saved, _)| *saved < Decimal::ZERO) {
            signs.push((Sign::Fill(Role::Rise), say("chart-measures-more")));
        }
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let whole = |name: String, value: Decimal| Row {
            name,
            figure: kwh(value),
            segments: vec![Segment { role: Role::Sum, from: 0.0, to: drawn(value) }],
        };
        let mut all = vec![whole(say("chart-measures-before"), self.bundle.before)];
        let mut left = self.before;
        for (name, saved, alone) in &self.bars {
            let next = left - drawn(*saved);
            let role = if *saved < Decimal::ZERO { Role::Rise } else { Role::Fall };
            let mut segments = Vec::new();
            // What it would promise alone beyond what it saves here.
            if alone > saved && *saved >= Decimal::ZERO {
                let more = drawn(*alone - *saved);
                segments.push(Segment { role: Role::Missing, from: (next - more).max(0.0), to: next });
            }
            segments.push(Segment { role, from: left, to: next });
            let sign = if *saved < Decimal::ZERO { "+" } else { "−" };
            let figure = format!("{sign}{}", kwh(saved.abs()));
            all.push(Row { name: name.clone(), figure, segments });
            left = next;
        }
        all.push(whole(say("chart-measures-after"), self.bundle.after));
        sheet.height = rows(&mut sheet, width, top, &all, UNIT);
        sheet
    }
}
