//! What an organisation said the columns of its senders' tables are ([`Mapping`]).
//!
//! One holds per sender, known by its headers: a later one takes the place of the one before, which is forgotten and
//! can be remembered again. Nothing is deleted.

use eclaireur_models::readings::parse::mapping::Mapping;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _};
use serde_json::json;

use super::by::By;
use super::entities::mapping;
use super::error::{Result, StoreError};
use super::id::{MappingId, OrganisationId};
use super::ledger;

/// Most that are remembered for one organisation: each upload is compared with all of them.
pub const MOST: u64 = 200;

/// A mapping as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRow {
    /// Its id.
    pub id: MappingId,
    /// The columns, and who sends them.
    pub mapping: Mapping,
    /// Who said so.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second since which it is not used any more.
    pub forgotten_at: Option<i64>,
}

/// Remembers a mapping, in the place of the one its sender had.
///
/// # Errors
/// [`StoreError::Refused`] beyond [`MOST`]; the database.
pub async fn remember<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    columns: &Mapping,
) -> Result<MappingId> {
    ledger::lock(tx, Some(tenant)).await?;
    let fingerprint = columns.fingerprint();
    forget_all(tx, by, tenant, &fingerprint).await?;
    if u64::try_from(list(tx, tenant).await?.len()).unwrap_or(MOST) >= MOST {
        return Err(StoreError::Refused { what: "mapping", why: format!("{MOST} are remembered already") });
    }
    let id = MappingId::new(by.now);
    let row = mapping::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        fingerprint: Set(fingerprint),
        mapping: Set(serde_json::to_string(columns).map_err(|e| StoreError::damaged("mapping", e))?),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        forgotten_at: Set(None),
    };
    mapping::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "mapping.remembered", id, &json!({ "sender": columns.sender }))
        .await?;
    Ok(id)
}

async fn forget_all<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    fingerprint: &str,
) -> Result<()> {
    mapping::Entity::update_many()
        .col_expr(mapping::Column::ForgottenAt, Expr::value(by.now))
        .filter(mapping::Column::Tenant.eq(tenant.get()))
        .filter(mapping::Column::Fingerprint.eq(fingerprint))
        .filter(mapping::Column::ForgottenAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Those that hold, the latest first.
///
/// # Errors
/// The database, or a row that cannot be read.
pub async fn list<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<MappingRow>> {
    let rows = mapping::Entity::find()
        .filter(mapping::Column::Tenant.eq(tenant.get()))
        .filter(mapping::Column::ForgottenAt.is_null())
        .order_by_desc(mapping::Column::Id)
        .limit(MOST)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Those forgotten lately, the latest first.
///
/// # Errors
/// The database, or a row that cannot be read.
pub async fn forgotten<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    most: u64,
) -> Result<Vec<MappingRow>> {
    let rows = mapping::Entity::find()
        .filter(mapping::Column::Tenant.eq(tenant.get()))
        .filter(mapping::Column::ForgottenAt.is_not_null())
        .order_by_desc(mapping::Column::ForgottenAt)
        .limit(most)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The one with this id, forgotten or not.
///
/// # Errors
/// The database, or a row that cannot be read.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: MappingId,
) -> Result<Option<MappingRow>> {
    mapping::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// Forgets one.
///
/// # Errors
/// No such mapping, or the database.
pub async fn forget<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: MappingId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    mark(tx, tenant, id, Some(by.now)).await?;
    ledger::append(tx, by, Some(tenant), "mapping.forgotten", id, &json!({})).await
}

/// Remembers one again, in the place of the one its sender has by now.
///
/// # Errors
/// No such mapping, or the database.
pub async fn restore<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: MappingId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let missing = || StoreError::NotFound { what: "mapping", key: id.to_string() };
    let held = get(tx, tenant, id).await?.ok_or_else(missing)?;
    forget_all(tx, by, tenant, &held.mapping.fingerprint()).await?;
    mark(tx, tenant, id, None).await?;
    ledger::append(tx, by, Some(tenant), "mapping.restored", id, &json!({})).await
}

async fn mark<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    id: MappingId,
    forgotten_at: Option<i64>,
) -> Result<()> {
    let done = mapping::Entity::update_many()
        .col_expr(mapping::Column::ForgottenAt, Expr::value(forgotten_at))
        .filter(mapping::Column::Tenant.eq(tenant.get()))
        .filter(mapping::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    match done.rows_affected {
        0 => Err(StoreError::NotFound { what: "mapping", key: id.to_string() }),
        _ => Ok(()),
    }
}

impl TryFrom<mapping::Model> for MappingRow {
    type Error = StoreError;

    fn try_from(row: mapping::Model) -> Result<Self> {
        Ok(MappingRow {
            id: MappingId::from_stored(row.id),
            mapping: serde_json::from_str(&row.mapping).map_err(|e| StoreError::damaged("mapping", e))?,
            actor: row.actor,
            created_at: row.created_at,
            forgotten_at: row.forgotten_at,
        })
    }
}
