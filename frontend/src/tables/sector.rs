//! A sector as a table: every value of every dimension, one row each; what is not shown is empty, with its reason.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::view;

use super::column;
use super::table::{Cell, Kind, Table};
use crate::sector::{self, Told};
use crate::text::Say;

/// The whole first, then each dimension.
pub fn sector(lang: Lang, told: &Told) -> Table {
    let mut columns = vec![
        column(lang, "sector-col-year", Kind::Text),
        column(lang, "sector-col-dimension", Kind::Text),
        column(lang, "sector-col-value", Kind::Text),
        column(lang, "sector-col-code", Kind::Text),
    ];
    columns.extend(sector::measures(lang));
    let view = &told.view;
    let all = view::Cell {
        value: String::new(),
        matching: view.matching,
        totals: view.totals,
        spread: view.spread,
        withheld: view.withheld.filter(|_| view.totals.is_none()),
    };
    let row = |dimension: String, name: &str, cell: &view::Cell| {
        let mut row =
            vec![Cell::text(told.year()), Cell::text(dimension), Cell::text(name), Cell::text(&cell.value)];
        row.extend(sector::cells(lang, cell));
        row
    };
    let whole = Say::new(lang, "sector-whole").to_string();
    let mut rows = vec![row(whole, &told.federation.name, &all)];
    for dimension in Dimension::ALL {
        let words = sector::dimension(lang, *dimension);
        for cell in told.cells(*dimension) {
            rows.push(row(words.clone(), told.name(*dimension, &cell.value), cell));
        }
    }
    Table { title: Say::new(lang, "table-sector").to_string(), columns, rows }
}
