//! The projects of a building as a table: the list of its page, with those put away.

use rust_decimal::Decimal;

use super::table::{Cell, Column, Kind, Table};
use super::{column, yes_no};
use crate::pages::projects::ProjectsPage;
use crate::text::Say;

/// The projects of a building.
pub fn projects(page: &ProjectsPage) -> Table {
    let lang = page.shell.body_lang();
    let euro = |key| Column::new(Say::owned(lang, String::from(key)).to_string(), Kind::Number).unit("€");
    let mut table = Table::new(
        Say::new(lang, "projects-known").to_string(),
        vec![
            column(lang, "projects-col-project", Kind::Text),
            column(lang, "projects-col-works", Kind::Number),
            euro("projects-col-cost"),
            euro("projects-col-sure"),
            euro("projects-col-possible"),
            column(lang, "projects-col-changed", Kind::Day),
            column(lang, "col-archived", Kind::Mark),
        ],
    );
    let row = |p: &crate::pages::projects::Listed| {
        // Of what cannot be read, nothing is told.
        let read = |number: Decimal| Cell::number(p.readable.then_some(number));
        vec![
            Cell::text(&p.name),
            read(p.works.into()),
            Cell::number(p.cost),
            read(p.sure),
            read(p.possible),
            Cell::Day(p.changed_on),
            yes_no(lang, p.archived),
        ]
    };
    table.rows = page.projects.iter().map(row).collect();
    table
}
