//! A list of buildings as a table: one row per building and meter, what becomes of each.

use super::column;
use super::import::{reason, reasons};
use super::table::{Cell, Column, Kind, Table};
use crate::pages::building_list_preview::{ListPreviewPage, ListedLine, ListedMeterLine};
use crate::text::Say;
use crate::words;

/// The buildings of a list with their meters.
pub fn listed(page: &ListPreviewPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "list-buildings").to_string(),
        vec![
            column(lang, "col-row", Kind::Number),
            column(lang, "col-code", Kind::Text),
            column(lang, "col-building", Kind::Text),
            column(lang, "col-state", Kind::Mark),
            column(lang, "list-changes", Kind::Text),
            column(lang, "list-place", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            Column::new(Say::new(lang, "list-field-heated-area-m2").to_string(), Kind::Number).unit("m²"),
            column(lang, "list-field-service-units", Kind::Number),
            column(lang, "list-field-built", Kind::Number),
            column(lang, "col-energy", Kind::Text),
            column(lang, "col-number", Kind::Text),
        ],
    );
    for line in &page.buildings {
        let meters: Vec<Option<&ListedMeterLine>> = match line.meters.as_slice() {
            [] => vec![None],
            meters => meters.iter().map(Some).collect(),
        };
        table.rows.extend(meters.into_iter().map(|meter| row(page, line, meter)));
    }
    table
}

fn row(page: &ListPreviewPage, line: &ListedLine, meter: Option<&ListedMeterLine>) -> Vec<Cell> {
    let changes: Vec<String> = line.changes.iter().map(|change| page.change(change)).collect();
    let carrier = meter.map(|m| words::carrier(page.shell.body_lang(), m.carrier));
    vec![
        Cell::Number(line.row.into()),
        Cell::maybe(line.code.as_ref()),
        Cell::text(&line.name),
        Cell::Mark(page.state_words(line)),
        Cell::text(changes.join(" · ")),
        Cell::text(&line.place),
        Cell::maybe(line.activity.as_ref()),
        Cell::number(line.heated_area_m2),
        line.service_units.map_or(Cell::Empty, |n| Cell::Number(n.into())),
        line.built.map_or(Cell::Empty, |year| Cell::Number(year.into())),
        Cell::maybe(carrier),
        Cell::text(meter.map_or("", |m| m.label.as_str())),
    ]
}

/// Everything that is to be said of a list, in the order of the file.
pub fn listed_findings(page: &ListPreviewPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = reasons(lang);
    table.rows.extend(page.findings.iter().map(|finding| reason(lang, finding)));
    table
}
