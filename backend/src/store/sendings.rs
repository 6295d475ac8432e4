//! Several files sent at once: which import each became, or why it became none.
//!
//! Only the list: each import is confirmed and undone by itself, and is found again without it. Forgotten with the
//! previews, after which every import is where it always was.

use std::borrow::Cow;
use std::collections::BTreeMap;

use eclaireur_models::finding::{Code, Finding};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::by::By;
use super::entities::sending;
use super::error::{Result, StoreError};
use super::id::{ImportId, OrganisationId, SendingId};
use super::ledger;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// A new preview.
    New(ImportId),
    /// The same bytes were an import already.
    Already(ImportId),
    /// Nothing: it could not even be kept.
    Refused(Finding),
}

impl Became {
    /// The import, where there is one.
    pub const fn import(&self) -> Option<ImportId> {
        match self {
            Became::New(id) | Became::Already(id) => Some(*id),
            Became::Refused(_) => None,
        }
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// Its name; below its ZIP, where it came in one.
    pub name: String,
    /// What became of it.
    pub became: Became,
}

/// A sending as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendingRow {
    /// Its id.
    pub id: SendingId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Its files, in the order sent.
    pub files: Vec<SentFile>,
    /// UTC second.
    pub created_at: i64,
    /// UTC second after which the list is forgotten.
    pub expires_at: i64,
}

/// A file as it stands in the column.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<ImportId>,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    already: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    data: BTreeMap<Cow<'static, str>, String>,
}

/// Keeps what became of the files of a sending.
///
/// # Errors
/// The database: no such organisation.
pub async fn keep<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: SendingId,
    files: &[SentFile],
    expires_at: i64,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let stored: Vec<Stored<'_>> = files.iter().map(stored).collect();
    let row = sending::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        files: Set(serde_json::to_string(&stored).map_err(|e| StoreError::damaged("sending", e))?),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        expires_at: Set(expires_at),
    };
    sending::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "imports": files.iter().filter_map(|f| f.became.import()).collect::<Vec<_>>() });
    ledger::append(tx, by, Some(tenant), "sending.kept", id, &data).await
}

fn stored(file: &SentFile) -> Stored<'_> {
    let base = Stored { name: Cow::Borrowed(&file.name), ..Stored::default() };
    match &file.became {
        Became::New(id) => Stored { import: Some(*id), ..base },
        Became::Already(id) => Stored { import: Some(*id), already: true, ..base },
        Became::Refused(finding) => {
            Stored { refused: Some(finding.code.code().into()), data: finding.data.clone(), ..base }
        }
    }
}

/// The sending of this organisation with this id.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: SendingId,
) -> Result<Option<SendingRow>> {
    sending::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// Forgets the lists whose time is over. Says how many.
///
/// # Errors
/// The database.
pub async fn expire<C: ConnectionTrait>(tx: &C, by: &By) -> Result<u64> {
    let over = sending::Entity::find().filter(sending::Column::ExpiresAt.lte(by.now)).all(tx).await?;
    let mut forgotten = 0;
    for row in over {
        let (tenant, id) = (OrganisationId::from_stored(row.tenant), SendingId::from_stored(row.id));
        ledger::lock(tx, Some(tenant)).await?;
        sending::Entity::delete_by_id((row.tenant, row.id)).exec(tx).await?;
        ledger::append(tx, by, Some(tenant), "sending.expired", id, &json!({})).await?;
        forgotten += 1;
    }
    Ok(forgotten)
}

impl TryFrom<sending::Model> for SendingRow {
    type Error = StoreError;

    fn try_from(row: sending::Model) -> Result<Self> {
        let files: Vec<Stored<'_>> =
            serde_json::from_str(&row.files).map_err(|e| StoreError::damaged("sending", e))?;
        let files = files.into_iter().map(|file| {
            let became = match (file.import, file.refused) {
                (Some(id), _) if file.already => Became::Already(id),
                (Some(id), _) => Became::New(id),
                (None, code) => {
                    let code = code.unwrap_or_default();
                    let code = Code::from_code(&code).ok_or_else(|| StoreError::damaged("sending", &code))?;
                    Became::Refused(Finding { data: file.data, ..Finding::new(code) })
                }
            };
            Ok(SentFile { name: file.name.into_owned(), became })
        });
        Ok(SendingRow {
            id: SendingId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            files: files.collect::<Result<_>>()?,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}
