//! The table under a chart: one row per month, what is missing said, the total marked when partial.

use eclaireur_models::certain::Quality;
use eclaireur_models::readings::totals::YearTotal;
use eclaireur_models::units::{Energy, Euro};

use crate::format;
use crate::shell::Shell;
use crate::tables::months::{MonthRow, YearMonths, lacking_words};
use crate::words;

/// The letter beside a figure, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) letter: &'static str,
    pub(super) meaning: String,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) month: String,
    pub(super) energy: Option<String>,
    /// What is known of an incomplete month: shown apart, never as the month.
    pub(super) known: Option<String>,
    pub(super) mark: Option<Mark>,
    pub(super) previous: Option<String>,
    pub(super) missing: Vec<String>,
    pub(super) cost: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) unit: String,
    pub(super) year: i16,
    pub(super) rows: Vec<Row>,
    pub(super) total: String,
    /// A bill of exactly one year is measured for the year and modelled for each month.
    pub(super) total_mark: Option<Mark>,
    pub(super) total_label: String,
    pub(super) previous_total: Option<String>,
    pub(super) cost_total: Option<String>,
    pub(super) has_previous: bool,
    pub(super) has_cost: bool,
    pub(super) has_missing: bool,
    /// Meaning of the marks that occur.
    pub(super) marks: Vec<Mark>,
}

pub(super) fn mark(shell: &Shell, quality: Quality) -> Option<Mark> {
    let letter = words::quality_mark(quality)?;
    let key = match quality {
        Quality::Measured => return None,
        Quality::Estimated => "mark-estimated",
        Quality::Filled => "mark-filled",
        Quality::Modelled => "mark-modelled",
        Quality::Declared => "mark-declared",
    };
    Some(Mark { letter, meaning: shell.t(key).to_string() })
}

/// What the letters of these qualities mean, each once.
pub(super) fn meanings(shell: &Shell, qualities: impl IntoIterator<Item = Quality>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for mark in qualities.into_iter().filter_map(|quality| mark(shell, quality)) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// The sign stands in the header.
fn amount(euro: Euro) -> String {
    format::number(euro.to_cent().0, 2)
}

pub(super) fn table(
    shell: &Shell,
    year: &YearMonths,
    whole: (Option<&YearTotal>, Option<&YearTotal>),
    caption: String,
) -> Table {
    let rows: Vec<Row> = year.rows.iter().map(|month| row(shell, month)).collect();
    let mut marks: Vec<Mark> = Vec::new();
    for mark in rows.iter().filter_map(|row| row.mark.as_ref()) {
        if !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    let sum = year.sum();
    let total_label = if sum.months == 12 {
        shell.t("table-total").to_string()
    } else {
        shell.t("table-total-partial").count("months", sum.months).to_string()
    };
    Table {
        caption,
        unit: format::unit_of_kwh(year.carrier, year.basis),
        year: year.year,
        rows,
        total: format::energy_kwh(whole.0.and_then(|y| y.energy).unwrap_or(sum.energy)),
        total_mark: whole.0.and_then(|y| mark(shell, y.quality)),
        total_label,
        previous_total: previous_total(year, whole.1).map(format::energy_kwh),
        cost_total: whole.0.and_then(|y| y.cost).or_else(|| year.cost()).map(amount),
        has_previous: year.has_previous(),
        has_cost: year.has_cost(),
        has_missing: year
            .rows
            .iter()
            .filter_map(|r| r.total.as_ref())
            .any(|t| !t.missing.is_empty() || !t.filled.is_empty()),
        marks,
    }
}

fn row(shell: &Shell, month: &MonthRow) -> Row {
    let lang = shell.body_lang();
    let total = month.total.as_ref();
    let complete = total.filter(|t| t.is_complete());
    let previous = month.previous.as_ref().filter(|p| p.is_complete());
    Row {
        month: format::month_name(lang, month.month),
        energy: complete.and_then(|t| t.energy).map(format::energy_kwh),
        known: total.filter(|t| !t.is_complete()).and_then(|t| t.energy).map(format::energy_kwh),
        mark: total.filter(|t| t.energy.is_some()).and_then(|t| mark(shell, t.quality)),
        previous: previous.and_then(|p| p.energy).map(format::energy_kwh),
        missing: total.map_or_else(Vec::new, |t| lacking_words(lang, t)),
        cost: complete.and_then(|t| t.cost).map(amount),
    }
}

/// The year before: as it is known whole, else the sum of its months when all are complete.
fn previous_total(year: &YearMonths, whole: Option<&YearTotal>) -> Option<Energy> {
    let complete = || year.rows.iter().filter_map(|r| r.previous.as_ref()).filter(|t| t.is_complete());
    let sum = || Energy::new(complete().filter_map(|t| t.energy).map(Energy::kwh).sum(), year.basis);
    whole.and_then(|y| y.energy).or_else(|| (complete().count() == 12).then(sum))
}
