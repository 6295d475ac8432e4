//! An import: what we saw, what is to correct, what it changes; then confirmed, then perhaps undone.
//!
//! The form posts to [`crate::urls::import`] (preview again with other choices) or to
//! [`crate::urls::import_confirm`]. Fields: `series_<n>-<n>`, the series of one meter, = `meter:<id>`, `new:<building code>`, `skip` or empty;
//! `accept_partial=1` takes the good rows of a partly bad file; `correct=<code>` accepts what is proposed for findings of
//! that code, `keep=<code>` leaves them as they are, `restore=1` reads every cell as it stands again.

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::Finding;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::totals::YearTotal;
use eclaireur_models::readings::{Confidence, RowCounts, SeriesKey};
use rust_decimal::Decimal;

use super::import_fixes::{CorrectedCell, KeptGroup};
use super::import_invoices::InvoiceSeen;
use super::readings::EntryKind;
use crate::shell::{Named, Shell};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Read, waiting for somebody's word until this day.
    Preview {
        /// Dropped after this day.
        expires: Day,
    },
    /// In the figures.
    Confirmed {
        /// Since.
        on: Day,
    },
    /// Taken out again.
    Undone {
        /// Since.
        on: Day,
    },
    /// Nothing in it could be used.
    Refused,
}

/// What brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportOrigin {
    /// A file.
    File,
    /// The index form.
    Index,
    /// The bill form.
    Bill,
    /// The gauge of a tank.
    Level,
    /// A meter that was replaced.
    Replaced,
    /// One reading corrected.
    Correction,
}

/// Which import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportHead {
    /// Id.
    pub id: String,
    /// Where from.
    pub origin: ImportOrigin,
    /// Name of the file, when there is one.
    pub file: Option<String>,
    /// Size in bytes.
    pub bytes: Option<u64>,
    /// Day it was sent.
    pub on: Day,
    /// Who sent it, when known.
    pub by: Option<String>,
    /// Where it stands.
    pub state: ImportState,
}

/// Which meter a series belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesMeter {
    /// One we have.
    Known {
        /// Id and label.
        meter: Named,
        /// Its building.
        building: Named,
    },
    /// None of ours; created in this building when confirmed.
    New {
        /// The building, when it is decided.
        building: Option<Named>,
    },
    /// Nobody can tell without asking.
    Which,
    /// Left out by the user.
    Skipped,
}

/// One series of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesLine {
    /// Its number in the fields `series_…`.
    pub n: usize,
    /// What distinguishes it.
    pub key: SeriesKey,
    /// Whose it is.
    pub meter: SeriesMeter,
    /// Somebody said so for this file, and may say otherwise.
    pub chosen: bool,
    /// Id of the meter it probably is: its EAN cannot be right, and is that of the meter but for one digit.
    pub near: Option<String>,
    /// Whether it counts in sums.
    pub counts: bool,
    /// Values.
    pub readings: usize,
    /// Slots named without a value.
    pub missing: usize,
    /// Values the sender estimated.
    pub estimated: usize,
    /// Slots that nothing names.
    pub gaps: usize,
    /// From its first to its last reading.
    pub period: Option<Period>,
    /// Sum in the unit as read.
    pub total: Decimal,
}

/// A meter that a series can be given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterChoice {
    /// Id and label.
    pub meter: Named,
    /// What it measures: only series of the same carrier are offered it.
    pub carrier: Carrier,
    /// Its building's name.
    pub building: String,
}

/// The four counts, and what was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportCounts {
    /// Readings we did not have.
    pub new: usize,
    /// Readings with another value than ours.
    pub changed: usize,
    /// Readings we have already.
    pub identical: usize,
    /// Rows to correct.
    pub to_correct: usize,
    /// Readings where a better one was kept.
    pub kept: usize,
}

/// A reading as we understood it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Line of the file.
    pub row: u32,
    /// Series, by [`SeriesLine::n`].
    pub series: usize,
    /// UTC second at which its slot starts.
    pub start: i64,
    /// UTC second at which it ends; equal for an index.
    pub end: i64,
    /// The value in the unit of its series; `None` when the cell was empty.
    pub value: Option<Decimal>,
    /// How good.
    pub quality: Quality,
}

/// What a year of a building becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectLine {
    /// Which building.
    pub building: Named,
    /// Which carrier.
    pub carrier: Carrier,
    /// The year before this import; `None` when nothing was known.
    pub before: Option<YearTotal>,
    /// The year with it.
    pub after: Option<YearTotal>,
}

/// Who knows what the columns of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// It has none: it is no table.
    None,
    /// We do; somebody may correct us.
    Ours,
    /// Somebody said so, for this file or for all of this sender.
    Theirs {
        /// The sender, when it is remembered.
        sender: Option<String>,
    },
    /// Nobody yet.
    Nobody,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/import.html")]
pub struct ImportPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// The building it was sent for, if one.
    pub building: Option<Named>,
    /// Which import.
    pub head: ImportHead,
    /// Name of the format, when recognised.
    pub format: Option<String>,
    /// Who knows its columns.
    pub columns: Columns,
    /// Text encoding, `utf-8`, `windows-1252`.
    pub encoding: Option<String>,
    /// How sure we are of the format.
    pub confidence: Confidence,
    /// The rows.
    pub rows: RowCounts,
    /// What it would change, or changed, in readings.
    pub counts: ImportCounts,
    /// Its series.
    pub series: Vec<SeriesLine>,
    /// Its invoices.
    pub invoices: Vec<InvoiceSeen>,
    /// The files it came with, while they are listed.
    pub sending: Option<String>,
    /// Somebody asked to confirm it, and something is to be decided first.
    pub not_yet: bool,
    /// What somebody typed, where no file came.
    pub typed: Option<EntryKind>,
    /// First rows as read, at most ten.
    pub first_rows: Vec<ReadRow>,
    /// What is to be said, in the order of the file.
    pub findings: Vec<Finding>,
    /// Cells that are read otherwise than they stand.
    pub corrected: Vec<CorrectedCell>,
    /// Causes that somebody has seen and left as they are.
    pub kept_groups: Vec<KeptGroup>,
    /// What the years become. For an undone import: what they became when it was undone.
    pub effects: Vec<EffectLine>,
    /// Meters to choose from.
    pub meters: Vec<MeterChoice>,
    /// Buildings in which a meter can be created.
    pub buildings: Vec<Named>,
}

html!(ImportPage);

impl ImportOrigin {
    /// Its name in the sentences of the locales.
    pub(super) const fn code(self) -> &'static str {
        match self {
            ImportOrigin::File => "file",
            ImportOrigin::Index => "index",
            ImportOrigin::Bill => "bill",
            ImportOrigin::Level => "level",
            ImportOrigin::Replaced => "replaced",
            ImportOrigin::Correction => "correction",
        }
    }
}

/// What people call an import: its file, or what was typed.
pub(super) fn name(shell: &Shell, head: &ImportHead) -> String {
    match (&head.file, head.origin) {
        (Some(file), _) => file.clone(),
        (None, ImportOrigin::File) => shell.t("import-name-file").to_string(),
        (None, ImportOrigin::Index) => shell.t("import-name-index").to_string(),
        (None, ImportOrigin::Bill) => shell.t("import-name-bill").to_string(),
        (None, ImportOrigin::Level) => shell.t("import-name-level").to_string(),
        (None, ImportOrigin::Replaced) => shell.t("import-name-replaced").to_string(),
        (None, ImportOrigin::Correction) => shell.t("import-name-correction").to_string(),
    }
}
