//! Which row heads the list, and what each column is.

use rust_decimal::{Decimal, dec};

use super::not_a_list;
use crate::catalog::{BuildingsList, ListRole};
use crate::finding::{Code, Finding};
use crate::lang::normalised;
use crate::readings::parse::cells::Table;

/// How far down a header is looked for: exports have a title and a date above it.
const DEEPEST: usize = 40;

/// A unit of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AreaUnit {
    /// As people write it.
    pub(super) name: &'static str,
    /// Square metres in one.
    pub(super) square_metres: Decimal,
}

const SQUARE_METRE: AreaUnit = AreaUnit { name: "m²", square_metres: Decimal::ONE };
/// 0.3048² by definition of the foot (NIST SP 811, appendix B.8).
const SQUARE_FOOT: AreaUnit = AreaUnit { name: "ft²", square_metres: dec!(0.09290304) };

/// The units of area that are read, in their spellings.
const AREA_UNITS: &[(&[&str], AreaUnit)] = &[
    (&["m2", "m²", "mètres carrés", "metres carres"], SQUARE_METRE),
    (&["ft2", "ft²", "sq. ft.", "sq ft", "sqft", "sf", "square feet"], SQUARE_FOOT),
];

/// The unit of area with this spelling.
pub(super) fn area_unit(text: &str) -> Option<AreaUnit> {
    let text = text.trim().to_lowercase();
    AREA_UNITS.iter().find(|(words, _)| words.contains(&text.as_str())).map(|(_, unit)| *unit)
}

/// One column of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its header as written.
    pub(super) header: String,
    /// What it is for; none when it is not used.
    pub(super) role: Option<ListRole>,
    /// The unit its header names, for an area.
    pub(super) unit: AreaUnit,
}

/// A header.
#[derive(Debug)]
pub(super) struct Header {
    /// Line in the file.
    pub(super) line: u32,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// What is to be said of them.
    pub(super) findings: Vec<Finding>,
}

impl Header {
    /// Positions of the columns with this role.
    pub(super) fn of(&self, role: ListRole) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, c)| c.role == Some(role)).map(|(n, _)| n)
    }

    /// Whether there is a column with this role.
    pub(super) fn has(&self, role: ListRole) -> bool {
        self.of(role).next().is_some()
    }
}

/// The row with the most known columns, a name among them.
pub(super) fn find(table: Table<'_>, known: &BuildingsList) -> Result<Header, Finding> {
    let mut rows = table.rows();
    let mut best: Option<(usize, Header)> = None;
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..DEEPEST {
        let Some(row) = rows.next_row() else { break };
        let cells: Vec<&str> = row.texts().collect();
        let filled = || cells.iter().filter(|c| !c.is_empty());
        if filled().count() > seen.len().max(1) && seen.len() < 2 {
            seen = filled().take(12).map(|c| (*c).to_owned()).collect();
        }
        let columns: Vec<Column> = cells.iter().map(|cell| column(cell, known)).collect();
        let score = columns.iter().filter(|c| c.role.is_some()).count();
        let named = columns.iter().any(|c| c.role == Some(ListRole::Name));
        // One cell that happens to be a word of ours is a title; a list of nothing but names has one column.
        let alone = score == 1 && filled().count() > 1;
        if named && !alone && best.as_ref().is_none_or(|(held, _)| score > *held) {
            best = Some((score, Header { line: row.line, columns, findings: Vec::new() }));
        }
    }
    let Some((_, mut header)) = best else {
        let finding = not_a_list(if seen.len() < 2 { "table" } else { "name" });
        return Err(if seen.is_empty() { finding } else { finding.with("headers", seen.join(" · ")) });
    };
    settle(&mut header);
    Ok(header)
}

fn column(cell: &str, known: &BuildingsList) -> Column {
    let plain = |role, unit| Column { header: cell.to_owned(), role, unit };
    // The unit stands in the last brackets, the role before them; other brackets belong to the name.
    let bracketed = cell.trim_end().strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']));
    if let Some((before, inside)) = bracketed
        && let Some(unit) = area_unit(inside)
    {
        return plain(known.role_of(&normalised(before)), unit);
    }
    let words = normalised(cell);
    if let Some((before, last)) = words.rsplit_once(' ')
        && let Some(unit) = area_unit(last)
        && let Some(role @ (ListRole::HeatedArea | ListRole::GrossArea)) = known.role_of(before)
    {
        return plain(Some(role), unit);
    }
    plain(known.role_of(&words), SQUARE_METRE)
}

/// Of two columns with one header or one role, the first is used; columns that nobody reads are named.
fn settle(header: &mut Header) {
    let words: Vec<String> = header.columns.iter().map(|c| normalised(&c.header)).collect();
    let mut taken: Vec<ListRole> = Vec::new();
    for (n, column) in header.columns.iter_mut().enumerate() {
        let word = words.get(n).map_or("", String::as_str);
        if word.is_empty() {
            continue;
        }
        let twice = words.iter().take(n).any(|w| w == word) && !column.role.is_some_and(ListRole::repeats);
        let first = column.role.is_none_or(|role| role.repeats() || !taken.contains(&role));
        if twice || !first {
            column.role = None;
            header.findings.push(Finding::new(Code::DuplicateHeader).row(header.line).column(&column.header));
        } else if let Some(role) = column.role {
            taken.push(role);
        } else {
            header.findings.push(Finding::new(Code::UnusedColumn).column(&column.header));
        }
    }
    let has_heated = header.has(ListRole::HeatedArea);
    for column in &header.columns {
        let Some(ListRole::HeatedArea | ListRole::GrossArea) = column.role else { continue };
        if column.unit != SQUARE_METRE {
            let finding = Finding::new(Code::AreaConverted).column(&column.header);
            header.findings.push(finding.with("unit", column.unit.name));
        }
        if column.role == Some(ListRole::GrossArea) && !has_heated {
            header.findings.push(Finding::new(Code::GrossArea).column(&column.header));
        }
    }
}
