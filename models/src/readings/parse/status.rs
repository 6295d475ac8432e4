//! How good the values of a row are, by its status columns. Where there are several, each is of the values before it.

use super::cells::Row;
use super::collect::Collector;
use super::header::{Column, Found};
use crate::catalog::Role;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::normalised;

/// Most unknown words that are said.
const SAID: usize = 20;

/// Answers to "is it an estimate?".
const YES: [&str; 9] = ["y", "yes", "oui", "o", "ja", "j", "true", "vrai", "1"];
const NO: [&str; 8] = ["n", "no", "non", "nee", "nein", "false", "faux", "0"];

/// Status columns.
pub struct Statuses<'a> {
    found: &'a Found<'a>,
    /// For each column, where its status stands.
    of: Vec<Option<usize>>,
}

impl<'a> Statuses<'a> {
    /// Those of a table.
    pub fn new(found: &'a Found<'a>) -> Statuses<'a> {
        let is_status = |c: &Column| matches!(c, Column::Role(Role::Status | Role::Estimated));
        let all: Vec<usize> =
            (0..found.columns.len()).filter(|i| found.columns.get(*i).is_some_and(is_status)).collect();
        let of = |column: usize| all.iter().copied().find(|s| *s > column).or_else(|| all.last().copied());
        Statuses { found, of: (0..found.columns.len()).map(of).collect() }
    }

    /// How good the value in this column is; `None` when its status says that there is none.
    pub fn of(&self, row: &Row<'_>, column: usize, collector: &mut Collector) -> Option<Quality> {
        let Some(at) = self.of.get(column).copied().flatten() else { return Some(Quality::Measured) };
        let written = row.text(at);
        if written.is_empty() {
            return Some(Quality::Measured);
        }
        let word = normalised(written);
        if self.found.columns.get(at) == Some(&Column::Role(Role::Estimated)) {
            if YES.contains(&word.as_str()) {
                return Some(Quality::Estimated);
            }
            if NO.contains(&word.as_str()) {
                return Some(Quality::Measured);
            }
        }
        let known = self.found.format.status_of(&word);
        if known.is_none() && collector.findings.count(Code::UnknownStatus) < SAID {
            let finding = Finding::new(Code::UnknownStatus).cell(row.line, at);
            collector.findings.push(finding.column(self.found.header(at)).value(written));
        }
        known.unwrap_or(Some(Quality::Measured))
    }
}
