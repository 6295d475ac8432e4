//! Imports: a file or something typed, kept → previewed → confirmed → undone.
//!
//! A confirmed import takes the next number of its organisation (`seq`); greater numbers lie over smaller ones. An
//! import never edits what an earlier one brought, so undoing it is deleting its rows, and what lay beneath
//! comes back. Does *not* read files or decide what is new or changed: `models::readings` and `importing`.
//! Invariant: of one organisation's bytes there is at most one import that is not undone.

mod files;
mod findings;
mod lists;
mod rows;
mod steps;

pub use files::{FileRow, NewFile, attach, attach_to, attached_to, file, file_bytes};
pub(super) use files::{file_row, keep};
pub(super) use findings::read as read_finding;
pub use findings::{causes, findings, replace_findings};
pub use lists::{active_by_sha256, by_ids, find, get, list, of_document, previews, slice};
pub(super) use rows::{
    CONFIRMED, STAGED, TYPED, confirmed, confirmed_row, staged, staged_row, told_typed, typed_row,
};
pub use steps::{
    NewImport, Staged, Undone, choose, confirm, expire_previews, set_options, stage, typed, undo,
};

use eclaireur_models::readings::RowCounts;
use serde_json::Value;

use super::columns;
use super::entities::import;
use super::error::{Result, StoreError};
use super::id::{ImportId, OrganisationId};

/// Where an import came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File,
    /// A form.
    Typed,
}

impl Source {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Source::File => "file",
            Source::Typed => "typed",
        }
    }
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Kept and shown; nothing of it counts yet.
    Preview,
    /// What it brought counts.
    Confirmed,
    /// What it brought is gone; its file and its history are not.
    Undone,
}

impl Status {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Status::Preview => "preview",
            Status::Confirmed => "confirmed",
            Status::Undone => "undone",
        }
    }
}

/// An import as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Its number, once confirmed.
    pub seq: Option<i64>,
    /// Where it came from.
    pub source: Source,
    /// Where it stands.
    pub status: Status,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: Option<String>,
    /// What its file was called.
    pub name: Option<String>,
    /// Code of `catalog/formats`.
    pub format: Option<String>,
    /// Text encoding found.
    pub encoding: Option<String>,
    /// What became of the rows.
    pub rows: RowCounts,
    /// Whether its estimates may lie over measured values.
    pub force: bool,
    /// What the person chose: building, meters to make, series to leave out.
    pub options: Value,
    /// Who, by reference.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second.
    pub confirmed_at: Option<i64>,
    /// UTC second.
    pub undone_at: Option<i64>,
    /// UTC second after which a preview is forgotten.
    pub expires_at: Option<i64>,
}

impl TryFrom<import::Model> for ImportRow {
    type Error = StoreError;

    fn try_from(row: import::Model) -> Result<Self> {
        let source = [Source::File, Source::Typed].into_iter().find(|s| s.code() == row.source);
        let status =
            [Status::Preview, Status::Confirmed, Status::Undone].into_iter().find(|s| s.code() == row.status);
        let count = |n: i32| columns::fit("rows", n);
        Ok(ImportRow {
            id: ImportId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            seq: row.seq,
            source: source.ok_or_else(|| StoreError::damaged("import", &row.source))?,
            status: status.ok_or_else(|| StoreError::damaged("import", &row.status))?,
            sha256: row.sha256,
            name: row.name,
            format: row.format,
            encoding: row.encoding,
            rows: RowCounts {
                read: count(row.rows_read)?,
                accepted: count(row.rows_accepted)?,
                missing: count(row.rows_missing)?,
                rejected: count(row.rows_rejected)?,
                ignored: count(row.rows_ignored)?,
            },
            force: row.forced,
            options: serde_json::from_str(&row.options)
                .map_err(|e| StoreError::damaged("import options", e))?,
            actor: row.actor,
            created_at: row.created_at,
            confirmed_at: row.confirmed_at,
            undone_at: row.undone_at,
            expires_at: row.expires_at,
        })
    }
}
