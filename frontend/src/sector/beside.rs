//! A member beside its sector: its own figures, next to the quartiles of its activity and of the federation.
//!
//! The own figures belong to the member and are shown to the member only. Does *not* sum them: they come reckoned.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::path::Path;
use eclaireur_models::portfolio::sector::spread::Spread;
use eclaireur_models::portfolio::sector::view::{Cell, View};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::parts::{INTENSITY, Part, each};
use super::told::Told;
use super::words::{euro, ratio};
use crate::charts::{Chart, Ground, Multiples, Strips, Years};
use crate::format::{self, NBSP};
use crate::shell::Named;
use crate::tables::{self, Column, Kind, Table};
use crate::text::Say;

/// A building of the member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnBuilding {
    /// Code and name.
    pub building: Named,
    /// In normal weather, kWh/m2.
    pub intensity: Option<Decimal>,
    /// €/m2.
    pub cost: Option<Decimal>,
    /// kg CO2/m2.
    pub co2: Option<Decimal>,
    /// € a year above its reference.
    pub recoverable_euro: Option<i64>,
}

/// The one thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAction {
    /// In which building.
    pub building: Named,
    /// What, in words.
    pub title: String,
    /// € a year, where that is known.
    pub euro: Option<i64>,
}

/// A member's own figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// The member.
    pub organisation: Named,
    /// Code of its activity.
    pub activity: Option<String>,
    /// In normal weather, kWh/m2, weighted by area.
    pub intensity: Option<Decimal>,
    /// €/m2.
    pub cost: Option<Decimal>,
    /// kg CO2/m2.
    pub co2: Option<Decimal>,
    /// kWh/m2 of the same buildings, year by year.
    pub years: Vec<(i16, Decimal)>,
    /// Its buildings.
    pub buildings: Vec<OwnBuilding>,
    /// The one thing to do.
    pub action: Option<OwnAction>,
}

/// Both beside each other.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The federation, everything asked for but the year.
    pub sector: Told,
    /// The view of those who do the same, where the activity is known.
    pub peers: Option<View>,
    /// The member.
    pub own: Own,
}

impl Beside {
    fn year(&self) -> String {
        self.sector.year()
    }

    fn activity(&self) -> Option<&Cell> {
        let code = self.own.activity.as_deref()?;
        self.sector.cells(Dimension::Activity).iter().find(|cell| cell.value == code)
    }

    fn activity_name(&self) -> Option<&str> {
        Some(self.sector.name(Dimension::Activity, self.own.activity.as_deref()?))
    }

    /// Quartiles of those who do the same, else of the federation.
    fn beside(&self) -> Option<(String, Spread)> {
        let peers = self.activity().and_then(|cell| cell.spread).zip(self.activity_name());
        let peers = peers.map(|(spread, name)| (name.to_owned(), spread));
        peers.or_else(|| Some((self.sector.federation.name.clone(), self.sector.view.spread?)))
    }

    /// Where the member stands, in one sentence.
    pub(crate) fn answer(&self, lang: Lang) -> String {
        let Some(own) = self.own.intensity else { return Say::new(lang, "beside-nothing").to_string() };
        let own_words = figure(own);
        let Some((_, spread)) = self.beside() else {
            return Say::new(lang, "beside-alone").with("own", own_words).to_string();
        };
        let [lower, median, upper] = [spread.lower, spread.median, spread.upper].map(Decimal::from);
        let say = match () {
            () if own < lower => Say::new(lang, "beside-lowest"),
            () if own <= median => Say::new(lang, "beside-lower"),
            () if own <= upper => Say::new(lang, "beside-higher"),
            () => Say::new(lang, "beside-highest"),
        };
        say.with("own", own_words).with("median", format::number(median, 0)).to_string()
    }

    /// The one thing to do with its euro.
    pub(crate) fn action(&self, lang: Lang) -> Option<String> {
        let action = self.own.action.as_ref()?;
        let said = match action.euro {
            Some(amount) => Say::new(lang, "beside-action-euro").with("euro", euro(amount)),
            None => Say::new(lang, "beside-action"),
        };
        Some(said.with("title", &action.title).with("building", &action.building.name).to_string())
    }

    /// Everything that is told, in order.
    pub(crate) fn parts(&self, lang: Lang) -> Vec<Part> {
        let mut compared = Part::new("comparaison", Say::new(lang, "beside-compared"));
        compared.charts.push("strips");
        compared.tables.push(self.comparison(lang));
        let compared =
            compared.how(Say::new(lang, "beside-how-own")).how(Say::new(lang, "sector-how-spread"));
        let mut moving = Part::new("evolution", Say::new(lang, "beside-years"));
        if self.own.years.len() > 1 {
            moving.charts.push("multiples");
        } else {
            moving = moving.says(Say::new(lang, "beside-years-lacking"));
        }
        let moving = moving.how(Say::new(lang, "sector-how-perimeter"));
        let mut buildings = Part::new("batiments", Say::new(lang, "beside-buildings"));
        if self.own.buildings.is_empty() {
            buildings = buildings.says(Say::new(lang, "beside-buildings-none"));
        } else {
            buildings.tables.push(self.buildings(lang));
        }
        vec![compared, moving, buildings]
    }

    /// A chart of it.
    pub(crate) fn chart<'t>(&'t self, lang: Lang, code: &'t str) -> Option<Box<dyn Chart + 't>> {
        let ground = Ground { lang, id: code };
        match code {
            "strips" => {
                let own: Vec<f64> =
                    self.own.buildings.iter().filter_map(|one| one.intensity?.to_f64()).collect();
                let of = (self.own.activity.as_deref().unwrap_or_default(), own.as_slice());
                let chart = Strips::new(ground, self.sector.view.year?, self.sector.strips(lang, Some(of)))?;
                Some(Box::new(chart))
            }
            "multiples" => {
                let line = |path: &Path| -> Years {
                    path.years.iter().map(|(year, totals)| (*year, totals.intensity())).collect()
                };
                let own = self.own.years.iter().filter_map(|(year, value)| Some((*year, value.to_f64()?)));
                let mut panels = vec![(Say::new(lang, "beside-you").to_string(), own.collect())];
                let peers =
                    self.peers.as_ref().and_then(|peers| peers.path.as_ref()).zip(self.activity_name());
                panels.extend(peers.map(|(path, name)| (name.to_owned(), line(path))));
                let whole = self.sector.view.path.as_ref().map(line).unwrap_or_default();
                Some(Box::new(Multiples::new(ground, whole, panels)?))
            }
            _ => None,
        }
    }

    /// Own figures beside those of both.
    fn comparison(&self, lang: Lang) -> Table {
        let number = |name: String| Column::new(name, Kind::Number);
        let columns = vec![
            Column::new(Say::new(lang, "beside-col-figure").to_string(), Kind::Text),
            number(Say::new(lang, "beside-you").to_string()),
            number(
                self.activity_name()
                    .map_or_else(|| Say::new(lang, "sector-dimension-activity").to_string(), str::to_owned),
            ),
            number(Say::new(lang, "beside-col-federation").to_string()),
        ];
        let (all, peers) = (Some(&self.sector.view), self.peers.as_ref());
        let intensity = |view: Option<&View>| {
            let totals = view?.totals?;
            ratio(totals.normal, totals.area)
        };
        let cost = |view: Option<&View>| each(view?.cost?);
        let co2 = |view: Option<&View>| {
            let totals = view?.totals?;
            ratio(totals.co2, totals.area)
        };
        let quartile = |view: Option<&View>, of: fn(Spread) -> i64| Some(Decimal::from(of(view?.spread?)));
        let row = |name: String, decimals: u32, values: [Option<Decimal>; 3]| {
            let cells = values.map(|value| tables::Cell::number(value.map(|v| v.round_dp(decimals))));
            core::iter::once(tables::Cell::text(name)).chain(cells).collect::<Vec<_>>()
        };
        let unit = |key: &'static str, unit: &str| {
            let say = match key {
                "intensity" => Say::new(lang, "sector-col-intensity"),
                "lower" => Say::new(lang, "sector-col-lower"),
                "median" => Say::new(lang, "sector-col-median"),
                "upper" => Say::new(lang, "sector-col-upper"),
                "cost" => Say::new(lang, "beside-cost"),
                _ => Say::new(lang, "beside-co2"),
            };
            format!("{say} ({unit})")
        };
        let rows = vec![
            row(unit("intensity", INTENSITY), 0, [self.own.intensity, intensity(peers), intensity(all)]),
            row(
                unit("lower", INTENSITY),
                0,
                [None, quartile(peers, |s| s.lower), quartile(all, |s| s.lower)],
            ),
            row(
                unit("median", INTENSITY),
                0,
                [None, quartile(peers, |s| s.median), quartile(all, |s| s.median)],
            ),
            row(
                unit("upper", INTENSITY),
                0,
                [None, quartile(peers, |s| s.upper), quartile(all, |s| s.upper)],
            ),
            row(unit("cost", "€/m²"), 2, [self.own.cost, cost(peers), cost(all)]),
            row(unit("co2", "kg/m²"), 1, [self.own.co2, co2(peers), co2(all)]),
        ];
        let title = Say::new(lang, "beside-table").with("year", self.year()).to_string();
        Table { title, columns, rows }
    }

    fn buildings(&self, lang: Lang) -> Table {
        let number = |key: &'static str, unit: &str| {
            Column::new(Say::new(lang, key).to_string(), Kind::Number).unit(unit)
        };
        let columns = vec![
            Column::new(Say::new(lang, "sector-col-building").to_string(), Kind::Text),
            number("beside-intensity", INTENSITY),
            number("beside-cost", "€/m²"),
            number("beside-co2", "kg/m²"),
            number("sector-col-recoverable", "€/an"),
        ];
        let row = |one: &OwnBuilding| {
            vec![
                tables::Cell::text(&one.building.name),
                tables::Cell::number(one.intensity.map(|v| v.round_dp(0))),
                tables::Cell::number(one.cost.map(|v| v.round_dp(2))),
                tables::Cell::number(one.co2.map(|v| v.round_dp(1))),
                tables::Cell::number(one.recoverable_euro.map(Decimal::from)),
            ]
        };
        let mut all: Vec<&OwnBuilding> = self.own.buildings.iter().collect();
        all.sort_by(|a, b| {
            b.recoverable_euro.cmp(&a.recoverable_euro).then_with(|| a.building.name.cmp(&b.building.name))
        });
        Table {
            title: Say::new(lang, "beside-buildings-table").with("year", self.year()).to_string(),
            columns,
            rows: all.into_iter().map(row).collect(),
        }
    }
}

/// *142 kWh/m²*.
fn figure(value: Decimal) -> String {
    format!("{}{NBSP}{INTENSITY}", format::number(value, 0))
}
