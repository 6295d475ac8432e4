//! Tables: the rows behind a chart or a list, and the same rows handed back as a file.
//!
//! ```text
//! page context ──▶ Table { title, columns, typed cells } ──▶ CSV
//!                                                        └──▶ XLSX
//! ```
//!
//! A table is made from the context of its page, so that the file says what the page says. To offer one: a function
//! here that gives a [`Table`], two addresses in [`crate::urls`], `Files` and `parts/downloads.html` beside the
//! table, a route in the backend. Does *not* know where the rows come from.

mod collected;
mod csv;
mod degree_days;
mod electricity;
pub(crate) mod figures;
mod held;
mod import;
mod journal;
mod listed;
mod lists;
pub mod marked;
pub mod months;
mod projects;
mod readings;
mod rooms;
mod scenario;
mod sector;
mod table;
mod xlsx;

pub use collected::{collection, own_activities, references};
pub use csv::harmless;
pub use degree_days::degree_days;
pub use electricity::{balance_table, shares};
pub use figures::{figures, figures_of};
pub use held::held_readings;
pub use import::{findings_of, first_rows, invoices, series};
pub use journal::journal;
pub use listed::{listed, listed_findings};
pub use lists::{aids, building_list, buildings, cadastre, formats, imports, organisations, prices};
pub use months::months_table;
pub use projects::projects;
pub use readings::{entries, meters};
pub use rooms::{help_queue, members, sheets};
pub use scenario::scenario;
pub use sector::sector;
pub use table::{Cell, Column, FileKind, Kind, Table};

use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period};

use crate::shell::RenderError;
use crate::text::Say;
use crate::urls;

/// Where a table is downloaded, with what the page was narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    /// What the table is.
    pub(crate) what: String,
    /// As text.
    pub(crate) csv: String,
    /// As a workbook.
    pub(crate) xlsx: String,
}

impl Files {
    /// At these two addresses, with this query.
    pub(crate) fn new(what: String, [csv, xlsx]: [String; 2], query: &[(&str, &str)]) -> Files {
        Files { what, csv: urls::with_query(&csv, query), xlsx: urls::with_query(&xlsx, query) }
    }
}

/// Several tables as one workbook, a sheet each, in this order.
pub(crate) fn workbook(title: &str, tables: &[Table], on: Day) -> Result<Vec<u8>, RenderError> {
    xlsx::sheets(title, tables, on)
}

/// A column with the words of this key.
fn column(lang: Lang, key: &'static str, kind: Kind) -> Column {
    Column::new(Say::new(lang, key).to_string(), kind)
}

/// Yes or no.
fn yes_no(lang: Lang, yes: bool) -> Cell {
    Cell::Mark(Say::new(lang, if yes { "table-yes" } else { "table-no" }).to_string())
}

/// The last day included, as people name the end of a period.
pub(crate) fn last_day(period: Period) -> Day {
    period.to.yesterday().unwrap_or(period.to)
}
