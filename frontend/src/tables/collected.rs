//! What a federation collects, as tables: who answered, how it sorts them, how many services its sector counts.

use super::column;
use super::table::{Cell, Kind, Table};
use crate::pages::collection::CollectionPage;
use crate::pages::own_activities::OwnActivitiesPage;
use crate::pages::references::ReferencesPage;
use crate::text::Say;

/// Who answered, in the order and narrowness of the page.
pub fn collection(page: &CollectionPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-collection").to_string(),
        vec![
            column(lang, "col-organisation", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "collect-col-invited", Kind::Day),
            column(lang, "collect-col-stage", Kind::Text),
            column(lang, "collect-col-answered", Kind::Day),
            column(lang, "collect-col-told", Kind::Text),
            column(lang, "collect-col-reminded", Kind::Day),
            column(lang, "collect-col-note", Kind::Text),
        ],
    );
    table.rows.extend(page.found().into_iter().map(|line| {
        let told = |text: String| Cell::maybe((!text.is_empty()).then_some(text));
        vec![
            Cell::text(&line.name),
            Cell::maybe(line.activity.as_ref()),
            Cell::day(line.invited_on),
            Cell::text(page.stage_of(line.stage)),
            Cell::day(line.answered_on),
            told(page.told(line)),
            Cell::day(line.reminded_on),
            told(page.beside(line)),
        ]
    }));
    table
}

/// How a federation sorts its members itself.
pub fn own_activities(page: &OwnActivitiesPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-own-list").to_string(),
        vec![column(lang, "col-organisation", Kind::Text), column(lang, "own-list-word", Kind::Text)],
    );
    table.rows.extend(
        page.lines.iter().map(|line| vec![Cell::text(page.called(line)), Cell::maybe(line.word.as_ref())]),
    );
    table
}

/// How many services a sector counts.
pub fn references(page: &ReferencesPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-references").to_string(),
        vec![
            column(lang, "col-activity", Kind::Text),
            column(lang, "references-province", Kind::Text),
            column(lang, "references-size", Kind::Text),
            column(lang, "references-counted", Kind::Text),
            column(lang, "references-count", Kind::Number),
            column(lang, "references-year", Kind::Number),
            column(lang, "references-source", Kind::Text),
        ],
    );
    table.rows.extend(page.lines.iter().map(|line| {
        let reference = &line.reference;
        vec![
            Cell::text(&line.activity),
            Cell::maybe(line.province.as_ref()),
            Cell::maybe(page.size(reference)),
            Cell::text(page.counted(reference)),
            Cell::number(Some(reference.count.into())),
            Cell::number(Some(reference.year.into())),
            Cell::text(&reference.source),
        ]
    }));
    table
}
