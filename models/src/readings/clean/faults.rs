//! How many rows of a file are to be corrected: one number for everything that says it.

use std::collections::BTreeSet;

use super::global_row;
use crate::finding::Severity;
use crate::readings::Parsed;

/// Rows to correct: those that were *rejected*, and those that were *accepted* though one of their cells is at fault.
/// Not the number of findings: one may stand for a run of rows, and one row may have several.
pub fn rows_to_correct(parsed: &Parsed) -> usize {
    let faults = parsed.findings.iter().filter(|f| f.row.is_some() && f.severity() == Severity::Error);
    let at_fault: BTreeSet<u32> = faults.map(|f| global_row(f, &parsed.sheets)).collect();
    let points = parsed.series.iter().flat_map(|s| &s.points).filter(|p| p.value.is_some());
    let partly: BTreeSet<u32> = points.map(|p| p.row).filter(|row| at_fault.contains(row)).collect();
    partly.len() + usize::try_from(parsed.rows.rejected).unwrap_or(usize::MAX)
}
