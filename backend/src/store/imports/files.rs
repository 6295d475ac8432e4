//! Files as they were uploaded: known by their SHA-256, kept compressed in the database, so that a backup is whole.
//!
//! Packing is a plain function without the database: it takes milliseconds per megabyte and belongs on a thread
//! that may be busy.

use std::io::Read as _;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::store::by::By;
use crate::store::entities::{file, log};
use crate::store::error::{Result, StoreError};
use crate::store::id::{BuildingId, OrganisationId};
use crate::store::ledger;

/// Kind of the entry that a file leaves.
const KEPT: &str = "file.kept";
/// Enough to shrink a table of numbers to a ninth; more costs time and gains little.
const LEVEL: i32 = 1;

/// A file, packed for keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What it was called.
    pub name: String,
    /// What it claims to be.
    pub media_type: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
    packed: Vec<u8>,
}

impl NewFile {
    /// Measures and compresses the bytes.
    ///
    /// # Errors
    /// The compressor fails, which it does for lack of memory only.
    pub fn pack(name: impl Into<String>, media_type: impl Into<String>, bytes: &[u8]) -> Result<NewFile> {
        let packed = zstd::bulk::compress(bytes, LEVEL).map_err(|e| StoreError::damaged("file", e))?;
        Ok(NewFile {
            name: name.into(),
            media_type: media_type.into(),
            sha256: ledger::hex(&Sha256::digest(bytes)),
            length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            packed,
        })
    }
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// What it was called when it first came.
    pub name: String,
    /// What it claimed to be.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
    /// UTC second.
    pub created_at: i64,
}

/// Keeps a file, once.
pub(in crate::store) async fn keep<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewFile,
) -> Result<bool> {
    let row = file_row(by, tenant, new)?;
    let once = OnConflict::columns([file::Column::Tenant, file::Column::Sha256]).do_nothing().to_owned();
    Ok(file::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? == 1)
}

/// The row of a file.
pub(in crate::store) fn file_row(
    by: &By,
    tenant: OrganisationId,
    new: &NewFile,
) -> Result<file::ActiveModel> {
    Ok(file::ActiveModel {
        tenant: Set(tenant.get()),
        sha256: Set(new.sha256.clone()),
        name: Set(new.name.clone()),
        media_type: Set(new.media_type.clone()),
        length: Set(i64::try_from(new.length).map_err(|_| StoreError::OutOfRange { what: "length" })?),
        created_at: Set(by.now),
        bytes: Set(new.packed.clone()),
    })
}

/// Keeps a file that is no import: the picture of a bill, of a meter. Gives its SHA-256.
///
/// # Errors
/// The database.
pub async fn attach<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewFile,
) -> Result<String> {
    ledger::lock(tx, Some(tenant)).await?;
    if keep(tx, by, tenant, new).await? {
        let data = json!({ "length": new.length, "media_type": new.media_type });
        ledger::append(tx, by, Some(tenant), KEPT, &new.sha256, &data).await?;
    }
    Ok(new.sha256.clone())
}

/// The same for the document of a building, which the log then names: until it stands with a bill, nothing else says whose
/// it is.
///
/// # Errors
/// The database.
pub async fn attach_to<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    new: &NewFile,
) -> Result<String> {
    ledger::lock(tx, Some(tenant)).await?;
    keep(tx, by, tenant, new).await?;
    if !attached_to(tx, tenant, &new.sha256).await?.contains(&building) {
        let data = json!({ "building": building, "length": new.length, "media_type": new.media_type });
        ledger::append(tx, by, Some(tenant), KEPT, &new.sha256, &data).await?;
    }
    Ok(new.sha256.clone())
}

/// The buildings that a document was sent for.
///
/// # Errors
/// The database.
pub async fn attached_to<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sha256: &str,
) -> Result<Vec<BuildingId>> {
    let entries = log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .filter(log::Column::Kind.eq(KEPT))
        .filter(log::Column::Subject.eq(sha256))
        .all(c)
        .await?;
    let building = |entry: log::Model| {
        let data: Value = serde_json::from_str(&entry.data).ok()?;
        serde_json::from_value(data.get("building")?.clone()).ok()
    };
    Ok(entries.into_iter().filter_map(building).collect())
}

/// What is known of a file, without its bytes.
///
/// # Errors
/// The database.
pub async fn file<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sha256: &str,
) -> Result<Option<FileRow>> {
    let columns: Option<(String, String, i64, i64)> = file::Entity::find()
        .select_only()
        .columns([file::Column::Name, file::Column::MediaType, file::Column::Length, file::Column::CreatedAt])
        .filter(file::Column::Tenant.eq(tenant.get()))
        .filter(file::Column::Sha256.eq(sha256))
        .into_tuple()
        .one(c)
        .await?;
    columns
        .map(|(name, media_type, length, created_at)| {
            let length = u64::try_from(length).map_err(|_| StoreError::damaged("file", "its length"))?;
            Ok(FileRow { sha256: sha256.to_owned(), name, media_type, length, created_at })
        })
        .transpose()
}

/// The bytes of a file, as they came.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::OutOfRange`] when they are more than `limit`;
/// [`StoreError::Damaged`] when they are not what was kept.
pub async fn file_bytes<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sha256: &str,
    limit: usize,
) -> Result<Vec<u8>> {
    let row = file::Entity::find_by_id((tenant.get(), sha256.to_owned())).one(c).await?;
    let row = row.ok_or_else(|| StoreError::not_found("file", sha256))?;
    let length = usize::try_from(row.length).map_err(|_| StoreError::damaged("file", "its length"))?;
    if length > limit {
        return Err(StoreError::OutOfRange { what: "the file" });
    }
    // One byte more than it may have, so that a longer one is noticed and never unpacked whole.
    let mut bytes = Vec::with_capacity(length);
    zstd::Decoder::new(row.bytes.as_slice())
        .and_then(|decoder| decoder.take(row.length.unsigned_abs() + 1).read_to_end(&mut bytes))
        .map_err(|e| StoreError::damaged("file", e))?;
    if bytes.len() == length { Ok(bytes) } else { Err(StoreError::damaged("file", "its length")) }
}
