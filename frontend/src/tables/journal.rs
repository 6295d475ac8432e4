//! The event log as a table, one row an entry, in the words of its page.

use super::column;
use super::table::{Cell, Kind, Table};
use crate::pages::journal::{JournalPage, done, group_of, group_words, moment};
use crate::text::Say;

/// The entries of the page.
pub fn journal(page: &JournalPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-journal").to_string(),
        vec![
            column(lang, "col-journal-day", Kind::Text),
            column(lang, "col-journal-time", Kind::Text),
            column(lang, "col-journal-who", Kind::Text),
            column(lang, "col-journal-kind", Kind::Text),
            column(lang, "col-journal-what", Kind::Text),
            column(lang, "col-organisation", Kind::Text),
        ],
    );
    table.rows.extend(page.lines.iter().map(|line| {
        let (day, time) = moment(line.at);
        let whose = line.organisation.as_ref().or(page.organisation.as_ref());
        vec![
            Cell::text(day),
            Cell::text(time),
            Cell::text(line.author.words(lang)),
            Cell::text(group_words(lang, group_of(&line.kind))),
            Cell::text(done(lang, line)),
            Cell::maybe(whose.map(|whose| whose.name.as_str())),
        ]
    }));
    table
}
