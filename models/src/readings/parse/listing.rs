//! Tells a list of buildings from readings, so that its sender is led to where it is read.
//!
//! Does *not* read it: that is [`crate::portfolio`]'s work.

use super::cells::Table;
use super::header::{Column, Found};
use crate::catalog::{Catalog, Role};
use crate::finding::{Code, Finding};
use crate::lang::normalised;

/// How far down the header of a list is looked for.
const DEEPEST: usize = 40;

/// What was recognised, unless it is a list of buildings.
pub fn instead<'a>(
    table: Table<'a>,
    catalog: &Catalog,
    known: Result<Found<'a>, Finding>,
) -> Result<Found<'a>, Finding> {
    let readings = known.as_ref().is_ok_and(holds_readings);
    if !readings && is_list(table, catalog) {
        return Err(Finding::new(Code::NotMeterData).with("looks_like", "building-list"));
    }
    known
}

/// Whether a table says more than a list of buildings with its EAN and a year of construction: a date, or a column that
/// is a reading by its unit or by its words.
fn holds_readings(found: &Found<'_>) -> bool {
    found.columns.iter().any(|column| match column {
        Column::Role(role) => !matches!(
            role,
            Role::Year | Role::Ean | Role::Serial | Role::Name | Role::Carrier | Role::Ignored | Role::Unit
        ),
        Column::Value(value) => value.unit.is_some() || value.unknown_unit.is_some() || value.kind.is_some(),
        Column::Unused => false,
    })
}

fn is_list(table: Table<'_>, catalog: &Catalog) -> bool {
    let Some(list) = catalog.buildings_list() else { return false };
    let mut rows = table.rows();
    (0..DEEPEST)
        .map_while(|_| {
            let row = rows.next_row()?;
            Some(list.is_headed_by(&row.texts().map(bare).collect::<Vec<_>>()))
        })
        .any(|is| is)
}

/// A header without what stands in brackets at its end: `Surface chauffée (m²)`.
fn bare(header: &str) -> String {
    let bracketed = header.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']));
    normalised(bracketed.map_or(header, |(before, _)| before))
}
