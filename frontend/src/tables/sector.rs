//! A sector as a table: every value of every dimension, one row each; what is not shown is empty, with its reason. Then aids as
//! they went and obstacles, counted as on the page.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::view;
use rust_decimal::Decimal;

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
    let measures = sector::measures(lang);
    let empty = measures.len() - 1;
    columns.extend(measures);
    columns.push(column(lang, "sector-col-months", Kind::Number));
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
        row.push(Cell::Empty);
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
    let counted =
        |of: &'static str, name: String, code: &str, organisations: Option<usize>, months: Option<i64>| {
            let dimension = Cell::text(Say::new(lang, of).to_string());
            // They are not of one year.
            let mut row = vec![Cell::Empty, dimension, Cell::text(name), Cell::text(code)];
            row.push(organisations.map_or(Cell::Empty, Cell::count));
            row.extend(vec![Cell::Empty; empty]);
            row.push(Cell::number(months.map(Decimal::from)));
            row
        };
    for aid in &view.aids {
        let name = told.scheme(&aid.scheme);
        let told = [
            ("sector-aid-obtained", aid.obtained, None),
            ("sector-aid-missed", aid.missed, None),
            ("sector-aid-waiting", aid.waiting, None),
            ("sector-aid-to-decision", None, aid.to_decision),
            ("sector-aid-to-payment", None, aid.to_payment),
        ];
        let some = told.into_iter().filter(|(_, count, months)| count.is_some() || months.is_some());
        rows.extend(some.map(|(of, count, months)| counted(of, name.to_owned(), &aid.scheme, count, months)));
    }
    for one in &view.obstacles {
        let (words, code) = (sector::obstacle(lang, one.obstacle), one.obstacle.code());
        rows.push(counted("sector-col-obstacle", words, code, Some(one.organisations), None));
    }
    Table { title: Say::new(lang, "table-sector").to_string(), columns, rows }
}
