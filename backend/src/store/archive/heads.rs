//! The organisation itself, its memberships, and what is known of its files.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::columns::{Column, Instant};
use crate::store::columns::searchable;
use crate::store::entities::{federation, file, membership, organisation as table};
use crate::store::error::{Result, StoreError};
use crate::store::id::{AnyId, OrganisationId};

/// The organisation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub(super) id: AnyId,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) bce: Option<String>,
    legal_form: Option<String>,
    activity: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: Instant,
    archived_at: Option<Instant>,
    /// Archives of before do not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    photo_years: Option<i32>,
}

impl Organisation {
    fn of(row: table::Model) -> Organisation {
        let table::Model {
            id,
            code,
            name,
            search: _,
            bce,
            legal_form,
            activity,
            postcode,
            commune_nis,
            created_at,
            archived_at,
            photo_years,
        } = row;
        Organisation {
            id: Column::of(id),
            code,
            name,
            bce,
            legal_form,
            activity,
            postcode,
            commune_nis,
            created_at: Column::of(created_at),
            archived_at: Column::of(archived_at),
            photo_years,
        }
    }

    pub(super) fn row(self) -> table::Model {
        let words = [
            Some(self.name.as_str()),
            Some(self.code.as_str()),
            self.bce.as_deref(),
            self.postcode.as_deref(),
        ];
        table::Model {
            search: searchable(words),
            id: self.id.stored(),
            code: self.code,
            name: self.name,
            bce: self.bce,
            legal_form: self.legal_form,
            activity: self.activity,
            postcode: self.postcode,
            commune_nis: self.commune_nis,
            created_at: self.created_at.stored(),
            archived_at: self.archived_at.stored(),
            photo_years: self.photo_years,
        }
    }
}

/// A membership, with the code and name of the federation: its id is another in every database.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Membership {
    pub(super) id: AnyId,
    pub(super) federation: String,
    pub(super) federation_name: String,
    pub(super) from_day: Option<String>,
    pub(super) to_day: Option<String>,
}

/// What is known of a file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLine {
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// What it was called when it first came.
    pub name: String,
    /// What it claimed to be.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
    created_at: Instant,
}

impl FileLine {
    /// UTC second at which it came.
    pub(super) fn created_at(&self) -> i64 {
        self.created_at.clone().stored()
    }
}

/// The organisation as JSON for people to read.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<String> {
    let row = table::Entity::find_by_id(tenant.get()).one(c).await?;
    let row = row.ok_or_else(|| StoreError::not_found("organisation", tenant))?;
    let mut text =
        serde_json::to_string_pretty(&Organisation::of(row)).map_err(|e| StoreError::damaged("row", e))?;
    text.push('\n');
    Ok(text)
}

/// Its memberships, as lines.
///
/// # Errors
/// The database.
pub async fn memberships<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<String>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::Organisation.eq(tenant.get()))
        .order_by_asc(membership::Column::Id)
        .all(c)
        .await?;
    let ids = rows.iter().map(|row| row.federation);
    let federations = federation::Entity::find().filter(federation::Column::Id.is_in(ids)).all(c).await?;
    rows.into_iter()
        .map(|row| {
            let of = federations.iter().find(|f| f.id == row.federation);
            let of = of.ok_or_else(|| StoreError::not_found("federation", row.federation))?;
            let line = Membership {
                id: Column::of(row.id),
                federation: of.code.clone(),
                federation_name: of.name.clone(),
                from_day: row.from_day,
                to_day: row.to_day,
            };
            serde_json::to_string(&line).map_err(|e| StoreError::damaged("row", e))
        })
        .collect()
}

/// The files of an organisation, by their SHA-256.
///
/// # Errors
/// The database.
pub async fn files<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<FileLine>> {
    let rows: Vec<(String, String, String, i64, i64)> = file::Entity::find()
        .select_only()
        .columns([
            file::Column::Sha256,
            file::Column::Name,
            file::Column::MediaType,
            file::Column::Length,
            file::Column::CreatedAt,
        ])
        .filter(file::Column::Tenant.eq(tenant.get()))
        .into_tuple()
        .all(c)
        .await?;
    let mut files = rows
        .into_iter()
        .map(|(sha256, name, media_type, length, created_at)| {
            let length = u64::try_from(length).map_err(|_| StoreError::damaged("file", "its length"))?;
            Ok(FileLine { sha256, name, media_type, length, created_at: Column::of(created_at) })
        })
        .collect::<Result<Vec<_>>>()?;
    // In one order, however the server sorts text.
    files.sort_unstable_by(|a, b| a.sha256.cmp(&b.sha256));
    Ok(files)
}
