//! What the roles beside organisations read, as tables: members that consent, calls for help, published sheets.

use eclaireur_models::lang::Lang;

use super::column;
use super::table::{Cell, Column, Kind, Table};
use crate::pages::help_queue::QueuePage;
use crate::pages::members::MembersPage;
use crate::pages::sheet_view;
use crate::pages::sheets::SheetsPage;
use crate::text::Say;

/// The members of a federation that consent.
pub fn members(page: &MembersPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-members").to_string(),
        vec![
            column(lang, "col-organisation", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "col-commune", Kind::Text),
            column(lang, "col-buildings", Kind::Number),
            column(lang, "members-col-since", Kind::Day),
        ],
    );
    table.rows.extend(page.members.iter().map(|line| {
        vec![
            Cell::text(&line.organisation.name),
            Cell::maybe(line.activity.as_ref()),
            Cell::maybe(line.commune.as_ref()),
            Cell::count(line.buildings),
            Cell::day(Some(line.since)),
        ]
    }));
    table
}

/// Who asks for help, in the order and narrowness of the page.
pub fn help_queue(page: &QueuePage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-queue").to_string(),
        vec![
            column(lang, "col-organisation", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "col-commune", Kind::Text),
            column(lang, "queue-col-since", Kind::Day),
            column(lang, "queue-col-words", Kind::Text),
            column(lang, "col-buildings", Kind::Number),
            column(lang, "col-last-reading", Kind::Day),
            column(lang, "queue-col-alert", Kind::Text),
            column(lang, "col-building", Kind::Text),
        ],
    );
    table.rows.extend(page.found().into_iter().map(|one| {
        vec![
            Cell::text(&one.organisation.name),
            Cell::maybe(one.activity.as_ref()),
            Cell::maybe(one.commune.as_ref()),
            Cell::day(Some(one.since)),
            Cell::maybe(Some(&one.words).filter(|words| !words.is_empty())),
            Cell::count(one.buildings),
            Cell::day(one.last_reading),
            Cell::maybe(one.alert.as_ref().map(|alert| alert.words(lang))),
            Cell::maybe(one.alert.as_ref().map(|alert| &alert.building.name)),
        ]
    }));
    table
}

/// The sheets that are looked for; nothing in it that the sheets do not say.
pub fn sheets(page: &SheetsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(Say::new(lang, "table-sheets").to_string(), sheet_columns(lang));
    table.rows.extend(page.found().into_iter().map(|one| {
        let sheet = &one.sheet;
        let plan = sheet.plan.as_ref();
        vec![
            Cell::text(sheet_view::title(lang, sheet)),
            Cell::maybe(sheet.organisation.as_ref()),
            Cell::maybe(sheet_view::activity(sheet, &page.activities)),
            Cell::maybe(sheet.province.as_ref()),
            Cell::number(Some(sheet.cost_excl_vat)),
            Cell::number(plan.map(|plan| plan.grants)),
            Cell::number(sheet.need()),
            Cell::number(one.saving()),
            Cell::number(plan.map(|plan| plan.saving_kwh)),
            Cell::number(plan.map(|plan| plan.saving_kwh_p90)),
            Cell::number(plan.and_then(|plan| plan.payback_years)),
            Cell::day(Some(sheet.on)),
        ]
    }));
    table
}

fn sheet_columns(lang: Lang) -> Vec<Column> {
    vec![
        column(lang, "sheets-col-project", Kind::Text),
        column(lang, "col-organisation", Kind::Text),
        column(lang, "col-activity", Kind::Text),
        column(lang, "sheets-filter-province", Kind::Text),
        column(lang, "sheets-col-cost", Kind::Number).unit("€"),
        column(lang, "sheet-grants", Kind::Number).unit("€"),
        column(lang, "sheets-col-need", Kind::Number).unit("€"),
        column(lang, "sheets-col-saving", Kind::Number).unit("€"),
        column(lang, "sheet-saving-kwh", Kind::Number).unit("kWh"),
        column(lang, "sheet-saving-p90", Kind::Number).unit("kWh"),
        column(lang, "sheets-col-payback", Kind::Number),
        column(lang, "sheets-col-day", Kind::Day),
    ]
}
