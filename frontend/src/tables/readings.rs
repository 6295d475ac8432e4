//! What a building's readings page shows, as tables: its meters, and what was added.

use eclaireur_models::units::Euro;

use super::table::{Cell, Kind, Table};
use super::{column, yes_no};
use crate::pages::readings::ReadingsPage;
use crate::text::Say;
use crate::words;

/// The meters.
pub fn meters(page: &ReadingsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-meters").to_string(),
        vec![
            column(lang, "col-building", Kind::Text),
            column(lang, "col-meter", Kind::Text),
            column(lang, "col-energy", Kind::Text),
            column(lang, "col-number", Kind::Text),
            column(lang, "col-last-reading", Kind::Day),
            column(lang, "col-out-since", Kind::Day),
        ],
    );
    table.rows.extend(page.meters.iter().map(|line| {
        vec![
            Cell::text(&page.head.building.name),
            Cell::text(&line.meter.name),
            Cell::text(words::carrier(lang, line.carrier)),
            Cell::maybe(line.ean.as_ref().or(line.serial.as_ref())),
            Cell::day(line.last_reading),
            Cell::day(line.out_since),
        ]
    }));
    table
}

/// What was added, newest first.
pub fn entries(page: &ReadingsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-entries").to_string(),
        vec![
            column(lang, "col-building", Kind::Text),
            column(lang, "col-what", Kind::Text),
            column(lang, "col-detail", Kind::Text),
            column(lang, "col-meter", Kind::Text),
            column(lang, "col-amount", Kind::Number).unit("€"),
            column(lang, "col-quality", Kind::Mark),
            column(lang, "col-document", Kind::Mark),
            column(lang, "col-added", Kind::Day),
            column(lang, "col-undone", Kind::Mark),
        ],
    );
    table.rows.extend(page.entries.iter().map(|line| {
        let (what, detail, amount) = page.described(&line.kind);
        let meter = line.meter.clone().unwrap_or_else(|| page.shell.t("readings-several").to_string());
        vec![
            Cell::text(&page.head.building.name),
            Cell::text(what),
            Cell::text(detail),
            Cell::text(meter),
            Cell::number(amount.map(Euro::to_cent).map(|euro| euro.0)),
            Cell::Mark(words::quality(lang, line.quality)),
            yes_no(lang, line.attachment.is_some()),
            Cell::Day(line.added),
            yes_no(lang, line.undone),
        ]
    }));
    table
}
