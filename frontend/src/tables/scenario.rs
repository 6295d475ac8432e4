//! A scenario by activity, one row each and one for all: numbers only, both ends in a column of their own.

use eclaireur_models::financing::scenario::Group;
use eclaireur_models::lang::Lang;

use super::column;
use super::table::{Cell, Column, Kind, Table};
use crate::scenarios::Told;
use crate::text::Say;

/// What the scenario comes to; what nobody told is empty.
pub fn scenario(lang: Lang, told: &Told) -> Table {
    let mut columns = vec![
        column(lang, "scenario-col-activity", Kind::Text),
        column(lang, "scenario-col-organisations", Kind::Number),
        column(lang, "scenario-col-buildings", Kind::Number),
        column(lang, "scenario-csv-before-yes", Kind::Number),
        column(lang, "scenario-csv-before-unknown", Kind::Number),
        column(lang, "scenario-csv-before-no", Kind::Number),
        column(lang, "scenario-csv-after-yes", Kind::Number),
        column(lang, "scenario-csv-after-unknown", Kind::Number),
        column(lang, "scenario-csv-after-no", Kind::Number),
        column(lang, "scenario-col-reached", Kind::Number),
        column(lang, "scenario-col-perhaps", Kind::Number),
        column(lang, "scenario-csv-without-area", Kind::Number),
    ];
    for amount in told.amounts() {
        let ends = [Say::new(lang, "scenario-csv-low"), Say::new(lang, "scenario-csv-high")];
        columns.extend(ends.map(|end| {
            let header = end.with("what", amount.name(lang)).to_string();
            Column::new(header, Kind::Number).unit(amount.unit())
        }));
    }
    let title = Say::new(lang, "table-scenario").to_string();
    let groups = told.outcome.groups.iter().map(|group| row(told, told.activity(lang, group), group));
    let total = row(told, Say::new(lang, "scenario-total").to_string(), &told.outcome.total);
    let total = (!told.outcome.withheld()).then_some(total);
    Table { title, columns, rows: groups.chain(total).collect() }
}

fn row(told: &Told, name: String, group: &Group) -> Vec<Cell> {
    let (before, after) = (group.before, group.after);
    let mut cells = vec![
        Cell::text(name),
        Cell::count(group.organisations),
        Cell::count(group.buildings),
        Cell::count(before.yes),
        Cell::count(before.unknown),
        Cell::count(before.no),
        Cell::count(after.yes),
        Cell::count(after.unknown),
        Cell::count(after.no),
        Cell::count(group.reached),
        Cell::count(group.perhaps),
        Cell::count(group.without_area),
    ];
    for amount in told.amounts() {
        let ends = crate::scenarios::ends(amount, group);
        cells.push(Cell::number(ends.map(|(low, _)| low.round_dp(2))));
        cells.push(Cell::number(ends.map(|(_, high)| high.round_dp(2))));
    }
    cells
}
