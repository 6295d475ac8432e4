//! The charts of a sector, by name.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::path::Path;
use eclaireur_models::portfolio::sector::view::Cell;
use rust_decimal::prelude::ToPrimitive as _;

use super::told::Told;
use crate::charts::{
    Chart, Cross, CrossRow, Fan, Ground, Known, Multiples, Strip, Strips, Tile, TileMap, Years,
};
use crate::text::Say;

impl Told {
    /// The chart with this name of [`crate::charts::ALL`]; nothing where there is nothing to draw, or for any other name.
    pub fn chart<'t>(&'t self, lang: Lang, code: &'t str) -> Option<Box<dyn Chart + 't>> {
        self.chart_on(Ground { lang, id: code }, code)
    }

    /// The same where several may stand on a page: under an id of its own.
    pub fn chart_on<'t>(&'t self, ground: Ground<'t>, code: &str) -> Option<Box<dyn Chart + 't>> {
        match code {
            "strips" => boxed(Strips::new(ground, self.view.year?, self.strips(ground.lang, None))),
            "multiples" => boxed(Multiples::new(ground, line(self.view.path.as_ref()?), self.lines())),
            "cross" => boxed(self.cross(ground)),
            "tiles" => {
                let cells = self.cells(Dimension::Arrondissement);
                let tiles = self.arrondissements.iter().map(|one| Tile::of(one, cells)).collect();
                boxed(TileMap::new(ground, self.view.year?, tiles))
            }
            "fan" => {
                let target = self.targets.as_ref().and_then(|aims| aims.intensity.value.to_f64());
                boxed(Fan::new(ground, self.view.path.as_ref()?, target))
            }
            _ => None,
        }
    }

    /// All of them first, then each activity; of one activity and with one's own buildings, where they are given.
    pub(crate) fn strips(&self, lang: Lang, own: Option<(&str, &[f64])>) -> Vec<Strip> {
        let whole = Strip {
            name: Say::new(lang, "sector-whole").to_string(),
            spread: self.view.spread,
            withheld: self.view.withheld.filter(|_| self.view.spread.is_none()),
            own: own.map(|(_, own)| own.to_vec()).unwrap_or_default(),
        };
        let strip = |cell: &Cell| Strip {
            name: self.name(Dimension::Activity, &cell.value).to_owned(),
            spread: cell.spread,
            withheld: cell.withheld,
            own: own.map(|(_, own)| own.to_vec()).unwrap_or_default(),
        };
        let wanted = |cell: &&Cell| own.is_none_or(|(activity, _)| activity == cell.value);
        let each = self.cells(Dimension::Activity).iter().filter(wanted).map(strip);
        core::iter::once(whole).chain(each).collect()
    }

    fn lines(&self) -> Vec<(String, Years)> {
        let named =
            |(code, path): &(String, Path)| (self.name(Dimension::Activity, code).to_owned(), line(path));
        self.paths.iter().map(named).collect()
    }

    fn cross<'t>(&'t self, ground: Ground<'t>) -> Option<Cross<'t>> {
        let cells = &self.view.cross;
        let codes = |of: fn(&(String, String, Cell)) -> &String| {
            let mut codes: Vec<&String> = cells.iter().map(of).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        let provinces = codes(|(_, province, _)| province);
        let row = |activity: &String| {
            let known = |province: &&String| {
                let cell = cells.iter().find(|(a, p, _)| a == activity && p == *province);
                Known::of(cell.map(|(_, _, cell)| cell))
            };
            CrossRow {
                name: self.name(Dimension::Activity, activity).to_owned(),
                known: provinces.iter().map(known).collect(),
            }
        };
        let rows = codes(|(activity, ..)| activity).into_iter().map(row).collect();
        let names = provinces.iter().map(|code| self.name(Dimension::Province, code).to_owned()).collect();
        Cross::new(ground, self.view.year?, names, rows)
    }
}

/// The intensity of a path, year by year.
fn line(path: &Path) -> Years {
    path.years.iter().map(|(year, totals)| (*year, totals.intensity())).collect()
}

fn boxed<'t, C: Chart + 't>(chart: Option<C>) -> Option<Box<dyn Chart + 't>> {
    chart.map(|chart| Box::new(chart) as Box<dyn Chart + 't>)
}
