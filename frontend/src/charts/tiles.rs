//! The map of squares: one for each arrondissement, of equal size and about where it lies.

use eclaireur_models::catalog::Arrondissement;
use eclaireur_models::portfolio::sector::view::{Cell, Withheld};
use plotters::style::text_anchor::{HPos, VPos};

use super::chart::{Chart, Ground};
use super::dress::Role;
use super::months::Width;
use super::plot::wide;
use super::sheet::{LETTERS, Sheet};
use super::steps::{Known, Steps};
use super::text::{brief, cell, column, cut};
use crate::format::NBSP;
use crate::sector;
use crate::tables::{self, Kind, Table};
use crate::text::Say;

const UNIT: &str = "kWh/m²";

/// A square.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Name of the arrondissement.
    pub name: String,
    /// Column from the west, row from the north.
    pub place: (u8, u8),
    /// What is known of it.
    pub known: Known,
    /// Organisations there, shown or not; none where nobody is told of.
    pub organisations: Option<usize>,
}

impl Tile {
    /// Of a cell of a view; nobody where there is none.
    pub fn of(arrondissement: &Arrondissement, cells: &[Cell]) -> Tile {
        let cell = cells.iter().find(|cell| cell.value == arrondissement.code);
        Tile {
            name: arrondissement.name_fr.clone(),
            place: arrondissement.tile,
            known: Known::of(cell),
            organisations: cell.map(|cell| cell.matching.organisations),
        }
    }

    /// *Tou*: the first letters, where a square is small.
    fn short(&self) -> String {
        self.name.chars().filter(|c| c.is_alphabetic()).take(3).collect()
    }
}

/// The chart `tiles`.
#[derive(Debug, Clone)]
pub struct TileMap<'a> {
    ground: Ground<'a>,
    year: i16,
    tiles: Vec<Tile>,
}

impl<'a> TileMap<'a> {
    /// Of a year; nothing where nobody is anywhere.
    pub fn new(ground: Ground<'a>, year: i16, tiles: Vec<Tile>) -> Option<Self> {
        tiles.iter().any(|tile| tile.known != Known::Nobody).then_some(TileMap { ground, year, tiles })
    }

    fn withheld(&self) -> Vec<Withheld> {
        let occurs = |one: &&Withheld| self.tiles.iter().any(|tile| tile.known.reason() == Some(**one));
        Withheld::ALL.iter().filter(occurs).copied().collect()
    }
}

impl Chart for TileMap<'_> {
    fn code(&self) -> &'static str {
        "tiles"
    }

    fn ground(&self) -> Ground<'_> {
        self.ground
    }

    fn title(&self) -> String {
        Say::new(self.ground.lang, "chart-tiles").with("year", self.year).to_string()
    }

    fn reading(&self) -> String {
        let lang = self.ground.lang;
        let shown = || self.tiles.iter().filter_map(|tile| Some((tile, tile.known.value()?)));
        let Some((high, most)) = shown().max_by(|a, b| a.1.total_cmp(&b.1)) else {
            return Say::new(lang, "chart-tiles-reading-none").to_string();
        };
        let Some((low, least)) = shown().min_by(|a, b| a.1.total_cmp(&b.1)) else { return String::new() };
        let figure = |value| format!("{}{NBSP}{UNIT}", brief(value));
        let said = if high.name == low.name {
            Say::new(lang, "chart-tiles-reading-one")
        } else {
            Say::new(lang, "chart-tiles-reading")
                .with("least", figure(least))
                .with("low", cut(&low.name, 200, LETTERS))
        };
        said.with("most", figure(most)).with("high", cut(&high.name, 200, LETTERS)).to_string()
    }

    fn table(&self) -> Table {
        let lang = self.ground.lang;
        let columns = vec![
            column(Say::new(lang, "sector-dimension-arrondissement"), Kind::Text),
            column(Say::new(lang, "sector-col-organisations"), Kind::Number),
            column(Say::new(lang, "sector-col-intensity"), Kind::Number).unit(UNIT),
            column(Say::new(lang, "sector-col-withheld"), Kind::Mark),
        ];
        let row = |tile: &Tile| {
            vec![
                tables::Cell::text(&tile.name),
                tile.organisations.map_or(tables::Cell::Empty, tables::Cell::count),
                cell(tile.known.value()),
                tile.known
                    .reason()
                    .map_or(tables::Cell::Empty, |one| tables::Cell::Mark(sector::reason(lang, one))),
            ]
        };
        Table { title: self.title(), columns, rows: self.tiles.iter().map(row).collect() }
    }

    fn sheet(&self, width: Width) -> Sheet {
        let lang = self.ground.lang;
        let mut sheet = Sheet::new(wide(width));
        let steps = Steps::around(self.tiles.iter().filter_map(|tile| tile.known.value()));
        let top = steps.key(&mut sheet, lang, UNIT, &self.withheld(), wide(width)) + 8;
        let columns = self.tiles.iter().map(|tile| i32::from(tile.place.0) + 1).max().unwrap_or(1);
        let rows = self.tiles.iter().map(|tile| i32::from(tile.place.1) + 1).max().unwrap_or(1);
        let (across, down) = match width {
            Width::Wide => (wide(width) / columns, 74),
            Width::Narrow => (wide(width) / columns, 52),
        };
        for tile in &self.tiles {
            let a = (i32::from(tile.place.0) * across + 2, top + i32::from(tile.place.1) * down + 2);
            let b = (a.0 + across - 4, a.1 + down - 4);
            steps.square(&mut sheet, lang, tile.known, (a, b), 11);
            let name = match width {
                Width::Wide => cut(&tile.name, across - 12, LETTERS),
                Width::Narrow => tile.short(),
            };
            let middle = i32::midpoint(a.0, b.0);
            if tile.known.reason().is_some() {
                let half = super::font::room(&name, LETTERS) / 2 + 3;
                sheet.rect(Role::Plate, (middle - half, a.1 + 5), (middle + half, a.1 + 22));
            }
            sheet.words(Role::Ink, (middle, a.1 + 6), name, HPos::Center, VPos::Top);
        }
        sheet.height = top + rows * down + 6;
        sheet
    }
}
