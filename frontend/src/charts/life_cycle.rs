//! *Coût global*: what the building costs over the years looked at, without works and with each package.

use eclaireur_models::audit::worked::LifeTold;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::key::{Sign, key};
use super::months::Width;
use super::plot::wide;
use super::rows::{Row, Segment, rows};
use super::sheet::{LETTERS, Sheet};
use super::text::{column, cut, sound_decimal};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Kind, Table};
use crate::text::Say;

/// The chart `life-cycle`.
#[derive(Debug, Clone)]
pub struct LifeCycles<'a> {
    ground: Ground<'a>,
    on: Day,
    years: u16,
    /// Name and cost of each package.
    packages: Vec<(String, &'a LifeTold)>,
}

fn euro(value: Decimal) -> String {
    format!("{}{NBSP}€", format::number(value, 0))
}

fn drawn(value: Decimal) -> f64 {
    sound_decimal(value).unwrap_or(0.0)
}

impl<'a> LifeCycles<'a> {
    /// Of packages over so many years; nothing where the cost of none is known.
    pub fn new(
        ground: Ground<'a>,
        (on, years): (Day, u16),
        packages: Vec<(String, &'a LifeTold)>,
    ) -> Option<Self> {
        let sound = |(_, life): &(String, &LifeTold)| {
            [life.total, life.without, life.energy].iter().all(|v| sound_decimal(*v).is_some())
        };
        let packages: Vec<_> = packages.into_iter().filter(sound).take(8).collect();
        (!packages.is_empty()).then_some(LifeCycles { ground, on, years, packages })
    }

    fn best(&self) -> Option<&(String, &'a LifeTold)> {
        self.packages.iter().min_by_key(|(_, life)| life.total)
    }
}

impl Chart for LifeCycles<'_> {
    fn code(&self) -> &'static str {
        "life-cycle"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-life-cycle")
            .with("years", i64::from(self.years))
            .with("day", format::day(self.on))
            .to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let Some((name, life)) = self.best() else { return String::new() };
        let said = if life.npv >= Decimal::ZERO {
            Say::new(lang, "chart-life-cycle-reading-less")
        } else {
            Say::new(lang, "chart-life-cycle-reading-more")
        };
        said.with("name", cut(name, 200, LETTERS)).with("difference", euro(life.npv.abs())).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let amount = |key: &'static str| column(Say::new(lang, key), Kind::Number).unit("€");
        let columns = vec![
            column(Say::new(lang, "chart-life-cycle-package"), Kind::Text),
            amount("chart-life-cycle-works"),
            amount("chart-life-cycle-upkeep"),
            amount("chart-life-cycle-energy"),
            amount("chart-life-cycle-total"),
        ];
        let number = |value: Decimal| Cell::Number(value.round_dp(0));
        let mut all = Vec::new();
        if let Some((_, life)) = self.packages.first() {
            let none = Cell::Text(Say::new(lang, "chart-life-cycle-without").to_string());
            all.push(vec![none, Cell::Empty, Cell::Empty, number(life.without), number(life.without)]);
        }
        for (name, life) in &self.packages {
            all.push(vec![
                Cell::Text(name.clone()),
                number(life.paid),
                number(life.maintenance + life.again),
                number(life.energy),
                number(life.total),
            ]);
        }
        Table { title: self.title(), columns, rows: all }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let say = |key: &'static str| Say::new(lang, key).to_string();
        let mut sheet = Sheet::new(wide(width));
        let signs = [
            (Sign::Fill(Role::Rise), say("chart-life-cycle-works")),
            (Sign::Fill(Role::Estimated), say("chart-life-cycle-upkeep")),
            (Sign::Fill(Role::Fall), say("chart-life-cycle-energy")),
        ];
        let top = key(&mut sheet, &signs, wide(width), 4) + 8;
        let mut all = Vec::new();
        if let Some((_, life)) = self.packages.first() {
            all.push(Row {
                name: say("chart-life-cycle-without"),
                figure: euro(life.without),
                segments: vec![Segment { role: Role::Fall, from: 0.0, to: drawn(life.without) }],
            });
        }
        for (name, life) in &self.packages {
            let parts = [
                (Role::Rise, drawn(life.paid)),
                (Role::Estimated, drawn(life.maintenance + life.again)),
                (Role::Fall, drawn(life.energy)),
            ];
            let (mut segments, mut from) = (Vec::new(), 0.0);
            for (role, value) in parts.into_iter().filter(|(_, value)| *value > 0.0) {
                segments.push(Segment { role, from, to: from + value });
                from += value;
            }
            all.push(Row { name: name.clone(), figure: euro(life.total), segments });
        }
        sheet.height = rows(&mut sheet, width, top, &all, "€");
        sheet
    }
}
