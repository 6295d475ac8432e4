//! What somebody said the columns of a table are, when no layout of the catalogue knew them.
//!
//! A mapping is known again by the words of its headers, in whatever order they stand: that is the sender. A table
//! without headers is known by its width and its dates. [`propose`] makes the first mapping, with a reason for each
//! column; a person corrects it; `apply` reads with it through the same reader as any other table.
//!
//! Does *not* store anything, and never wins against what the user said: a mapping is looked for before the catalogue.

mod propose;

use serde::{Deserialize, Serialize};

pub use propose::{Proposal, Why, propose};

use super::cells::{Row, Table};
use super::dates::{self, DateOrder};
use super::header::{Column, Found};
use crate::catalog::{Catalog, Role};
use crate::lang::{NumberStyle, normalised};
use crate::readings::parse::words::ValueColumn;

/// Code of the format of a file read by a mapping.
pub const OWN_MAPPING: &str = "own-mapping";

/// How far down its headers are looked for.
const DEEPEST_HEADER: usize = 40;

/// Most columns a mapping can have: more is no table somebody keeps by hand.
pub const MOST_COLUMNS: usize = 400;

/// What the columns of a sender's tables are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Who sends such tables, where somebody said so.
    #[serde(default)]
    pub sender: Option<String>,
    /// Headers as they were written when the mapping was made; for a table without headers, blanks.
    pub headers: Vec<String>,
    /// What each is.
    pub columns: Vec<Column>,
    /// Whether the table has a row of headers.
    pub headed: bool,
    /// Which part of a date comes first, where the dates themselves do not tell.
    pub date_order: DateOrder,
    /// The decimal sign, where the numbers themselves do not tell.
    pub decimal: Option<NumberStyle>,
    /// A time says when its slot ends, not when it begins.
    pub slot_ends: bool,
}

/// Why a mapping cannot be used yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// No column says when.
    Date,
    /// No column has readings.
    Value,
    /// This column has readings in a unit nobody said.
    Unit(usize),
    /// This column has a role that another has already.
    Twice(usize),
}

impl Mapping {
    /// What must still be said.
    pub fn lacks(&self) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let roles = || self.columns.iter().filter_map(Column::role);
        let dated = [Role::Date, Role::Month, Role::From, Role::Year];
        if !roles().any(|role| dated.contains(&role)) {
            lacks.push(Lack::Date);
        }
        if !self.columns.iter().any(|c| matches!(c, Column::Value(_))) {
            lacks.push(Lack::Value);
        }
        let unit_column = roles().any(|role| role == Role::Unit);
        for (i, column) in self.columns.iter().enumerate() {
            let before = self.columns.get(..i).unwrap_or_default();
            match column {
                Column::Value(value) if value.unit.is_none() && !unit_column => lacks.push(Lack::Unit(i)),
                Column::Role(role)
                    if !matches!(role, Role::Ignored | Role::Cost) && before.contains(column) =>
                {
                    lacks.push(Lack::Twice(i));
                }
                _ => {}
            }
        }
        lacks
    }

    /// The words by which its sender is known again: its headers without capitals, accents and signs, sorted.
    pub fn fingerprint(&self) -> String {
        let mut words = words(self.headers.iter().map(String::as_str));
        words.sort_unstable();
        if self.headed { words.join("\u{1f}") } else { format!("\u{1e}{}", self.columns.len()) }
    }

    /// The columns of a row of headers that is this mapping's; `None` when it is not.
    fn columns_of(&self, row: &Row<'_>) -> Option<Vec<Column>> {
        let cells: Vec<String> = row.texts().map(normalised).collect();
        let mine: Vec<String> = self.headers.iter().map(|h| normalised(h)).collect();
        let said = |list: &[String]| list.iter().filter(|w| !w.is_empty()).count();
        if said(&cells) != said(&mine) || said(&mine) < 2 {
            return None;
        }
        let mut taken = vec![false; mine.len()];
        let mut columns = Vec::with_capacity(cells.len());
        for cell in &cells {
            if cell.is_empty() {
                columns.push(Column::Unused);
                continue;
            }
            // Two columns of one name keep their order.
            let mut free =
                mine.iter().zip(&taken).enumerate().filter(|(_, (word, taken))| !**taken && *word == cell);
            let (at, _) = free.next()?;
            *taken.get_mut(at)? = true;
            columns.push(self.columns.get(at).cloned().unwrap_or(Column::Unused));
        }
        Some(columns)
    }

    /// Whether a first row of a table without headers can be this mapping's: as wide, and dates where it has dates.
    fn fits(&self, row: &Row<'_>) -> bool {
        let dated = |role: Role| self.columns.iter().position(|c| c.role() == Some(role));
        let dates = [Role::Date, Role::From, Role::To].into_iter().filter_map(dated);
        row.len() == self.columns.len()
            && dates.clone().count() > 0
            && dates.into_iter().all(|i| dates::stamp(row.cell(i), self.date_order).is_some())
    }
}

impl Column {
    /// Its role, where it has one.
    pub fn role(&self) -> Option<Role> {
        match self {
            Column::Role(role) => Some(*role),
            Column::Value(_) | Column::Unused => None,
        }
    }
}

fn words<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    cells.map(normalised).filter(|w| !w.is_empty()).collect()
}

/// The first mapping that knows the table, as what the reader of columns needs.
pub(super) fn recognise<'a>(
    table: Table<'a>,
    catalog: &'a Catalog,
    mappings: &'a [Mapping],
) -> Option<(Found<'a>, &'a Mapping)> {
    if mappings.is_empty() {
        return None;
    }
    let format = catalog.plain_table()?;
    let mut rows = table.rows();
    let mut first = true;
    for _ in 0..DEEPEST_HEADER {
        let row = rows.next_row()?;
        for mapping in mappings {
            if mapping.headed
                && let Some(columns) = mapping.columns_of(&row)
            {
                let headers = row.texts().map(str::to_owned).collect();
                return Some((
                    Found { format, table, line: row.line, headers, columns, units_line: None },
                    mapping,
                ));
            }
            if !mapping.headed && first && mapping.fits(&row) {
                let columns = mapping.columns.clone();
                let headers = vec![String::new(); columns.len()];
                return Some((
                    Found {
                        format,
                        table,
                        line: row.line.saturating_sub(1),
                        headers,
                        columns,
                        units_line: None,
                    },
                    mapping,
                ));
            }
        }
        first &= row.is_blank();
    }
    None
}
