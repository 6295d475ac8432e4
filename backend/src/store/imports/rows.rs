//! Imports as rows, and what the log says of them: one by one as somebody sends them, and many at once.

use eclaireur_models::readings::RowCounts;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

use super::files::NewFile;
use super::steps::NewImport;
use super::{Source, Status};
use crate::store::by::By;
use crate::store::columns;
use crate::store::entities::import;
use crate::store::error::Result;
use crate::store::id::{ImportId, OrganisationId};

/// Kinds of the entries that an import leaves on its way.
pub(in crate::store) const STAGED: &str = "import.staged";
pub(in crate::store) const CONFIRMED: &str = "import.confirmed";
pub(in crate::store) const TYPED: &str = "import.typed";

/// What the entry of a file says.
pub(in crate::store) fn staged(file: &NewFile, new: &NewImport) -> Value {
    json!({ "sha256": file.sha256, "length": file.length, "format": new.format })
}

/// What the entry of a preview that was confirmed says.
pub(in crate::store) fn confirmed(rows: &RowCounts) -> Value {
    json!({ "accepted": rows.accepted })
}

/// What the entry of something typed says.
pub(in crate::store) fn told_typed(new: &NewImport) -> Value {
    json!({ "format": new.format })
}

/// The row of a preview.
pub(in crate::store) fn staged_row(
    by: &By,
    (tenant, id): (OrganisationId, ImportId),
    file: &NewFile,
    new: &NewImport,
) -> Result<import::ActiveModel> {
    Ok(import::ActiveModel {
        source: Set(Source::File.code().to_owned()),
        status: Set(Status::Preview.code().to_owned()),
        sha256: Set(Some(file.sha256.clone())),
        name: Set(Some(file.name.clone())),
        expires_at: Set(new.expires_at),
        ..blank(by, tenant, id, new)?
    })
}

/// A row, confirmed now as the one of this number.
pub(in crate::store) fn confirmed_row(by: &By, seq: i64, row: import::ActiveModel) -> import::ActiveModel {
    import::ActiveModel {
        seq: Set(Some(seq)),
        status: Set(Status::Confirmed.code().to_owned()),
        confirmed_at: Set(Some(by.now)),
        expires_at: Set(None),
        ..row
    }
}

/// The row of something typed.
pub(in crate::store) fn typed_row(
    by: &By,
    (tenant, id): (OrganisationId, ImportId),
    seq: i64,
    new: &NewImport,
) -> Result<import::ActiveModel> {
    let row =
        import::ActiveModel { source: Set(Source::Typed.code().to_owned()), ..blank(by, tenant, id, new)? };
    Ok(confirmed_row(by, seq, row))
}

/// A row with everything that has no say in where the import stands.
fn blank(by: &By, tenant: OrganisationId, id: ImportId, new: &NewImport) -> Result<import::ActiveModel> {
    Ok(import::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        seq: Set(None),
        sha256: Set(None),
        name: Set(None),
        format: Set(new.format.clone()),
        encoding: Set(new.encoding.clone()),
        forced: Set(new.force),
        options: Set(new.options.to_string()),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        confirmed_at: Set(None),
        undone_at: Set(None),
        expires_at: Set(None),
        ..counted(&new.rows)?
    })
}

pub(super) fn counted(rows: &RowCounts) -> Result<import::ActiveModel> {
    let count = |n: u32| columns::fit("rows", n).map(Set);
    Ok(import::ActiveModel {
        rows_read: count(rows.read)?,
        rows_accepted: count(rows.accepted)?,
        rows_missing: count(rows.missing)?,
        rows_rejected: count(rows.rejected)?,
        rows_ignored: count(rows.ignored)?,
        ..Default::default()
    })
}
