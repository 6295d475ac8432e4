//! Audits of a building: versions, and what is told in each, part by part.
//!
//! A part is never written over: another writing takes its place and the one before stays, so that who told what and when can be read.
//! Two people who write the same part meet: the second is told (`Taken`). A delivered version is its text; nothing in it moves, and the
//! next one starts from it. Does *not* know what a part says: `models::audit` does.

use eclaireur_models::audit::versions::{self, No, State, Step};
use eclaireur_models::audit::{Audit, Part};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};

use super::by::By;
use super::entities::{audit, audit_part, audit_photo};
use super::error::{Result, StoreError};
use super::id::{AnyId, AuditId, BuildingId, OrganisationId};
use super::ledger;

/// Bytes of what is told in a part, at most.
pub const LONGEST_PART: usize = 256 * 1024;
/// Pictures of one version, at most.
pub const MOST_PHOTOS: usize = 200;
/// Characters of a remark of the second reader, at most.
pub const LONGEST_REMARK: usize = 4_000;

/// A version as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its id.
    pub id: AuditId,
    /// Of which building.
    pub building: BuildingId,
    /// From 1 on.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Who gave it to a second reader, by reference.
    pub asked_by: Option<String>,
    /// Who read it a second time, by reference.
    pub read_by: Option<String>,
    /// What was said with the last step.
    pub remark: Option<String>,
    /// Who made it, by reference.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second of the last step.
    pub changed_at: i64,
    /// UTC second at which it was frozen.
    pub delivered_at: Option<i64>,
    /// Digest of its frozen text.
    pub digest: Option<String>,
}

/// What is told in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// Which part.
    pub part: Part,
    /// What is told.
    pub body: Value,
    /// How often it was written.
    pub revision: i32,
    /// By whom, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
}

/// Begins an audit, or its next version: what was told in the one before is told in it too.
///
/// # Errors
/// [`StoreError::Refused`] while the version before is not delivered; no such building.
pub async fn make<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<AuditRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let before = of_building(tx, tenant, building).await?.pop();
    if before.as_ref().is_some_and(|row| row.state != State::Delivered) {
        return Err(refused("the version before is not delivered"));
    }
    let version = before.as_ref().map_or(0, |row| row.version).saturating_add(1);
    let id = AuditId::new(by.now);
    let row = audit::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(building.get()),
        version: Set(i32::try_from(version).map_err(|_| refused("too many versions"))?),
        state: Set(State::Draft.code().to_owned()),
        asked_by: Set(None),
        read_by: Set(None),
        remark: Set(None),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        changed_at: Set(by.now),
        delivered_at: Set(None),
        text: Set(None),
        digest: Set(None),
    };
    audit::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "building": building, "version": version });
    ledger::append(tx, by, Some(tenant), "audit.made", id, &data).await?;
    if let Some(before) = before {
        for told in parts(tx, tenant, before.id).await? {
            insert_part(tx, by, tenant, id, (told.part, 1), &told.body.to_string()).await?;
        }
        for photo in photos(tx, tenant, before.id).await? {
            insert_photo(tx, by, tenant, id, &photo).await?;
        }
    }
    get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("audit", id))
}

/// Writes a part, where it still is the writing that was `seen` (0: none yet). Says which writing it is now.
///
/// # Errors
/// [`StoreError::Refused`] for a version that is no draft, or what is no part; [`StoreError::Taken`] when somebody else wrote it
/// meanwhile.
pub async fn tell<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AuditId,
    (part, seen): (Part, i32),
    body: &Value,
) -> Result<i32> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("audit", id))?;
    if !row.state.is_open() {
        return Err(refused("it is no draft"));
    }
    readable(part, body)?;
    let text = body.to_string();
    let held = parts(tx, tenant, id).await?.into_iter().find(|told| told.part == part);
    let revision = held.as_ref().map_or(0, |told| told.revision);
    if revision != seen {
        return Err(StoreError::Taken { what: format!("writing {seen} of the part {}", part.code()) });
    }
    if held.as_ref().is_some_and(|told| told.body == *body) {
        return Ok(revision);
    }
    audit_part::Entity::update_many()
        .col_expr(audit_part::Column::SupersededAt, Expr::value(Some(by.now)))
        .filter(audit_part::Column::Tenant.eq(tenant.get()))
        .filter(audit_part::Column::Audit.eq(id.get()))
        .filter(audit_part::Column::Part.eq(part.code()))
        .filter(audit_part::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    let revision = revision.checked_add(1).ok_or_else(|| refused("it was written too often"))?;
    insert_part(tx, by, tenant, id, (part, revision), &text).await?;
    let data = json!({ "part": part.code(), "revision": revision });
    ledger::append(tx, by, Some(tenant), "audit.told", id, &data).await?;
    Ok(revision)
}

/// Takes a step. `frozen` is the text and its digest, when it is delivered.
///
/// # Errors
/// [`Stopped`].
pub async fn step<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AuditId,
    (step, remark): (Step, Option<&str>),
    frozen: Option<(&str, &str)>,
) -> core::result::Result<State, Stopped> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("audit", id))?;
    let who = by.actor.to_string();
    let state = versions::next(row.state, step, row.asked_by.as_deref(), &who).map_err(Stopped::No)?;
    let delivers = state == State::Delivered;
    if delivers != frozen.is_some() || remark.is_some_and(|r| r.chars().count() > LONGEST_REMARK) {
        return Err(refused("what is delivered, and only that, is frozen").into());
    }
    let asked_by = match step {
        Step::Ask => Some(who.clone()),
        Step::Return => None,
        Step::Approve | Step::Deliver => row.asked_by,
    };
    let read_by = match step {
        Step::Ask | Step::Return => None,
        Step::Approve => Some(who),
        Step::Deliver => row.read_by,
    };
    let (text, digest) = frozen.map(|(text, digest)| (text.to_owned(), digest.to_owned())).unzip();
    audit::Entity::update_many()
        .col_expr(audit::Column::State, Expr::value(state.code()))
        .col_expr(audit::Column::AskedBy, Expr::value(asked_by))
        .col_expr(audit::Column::ReadBy, Expr::value(read_by))
        .col_expr(audit::Column::Remark, Expr::value(remark.map(str::to_owned)))
        .col_expr(audit::Column::ChangedAt, Expr::value(by.now))
        .col_expr(audit::Column::DeliveredAt, Expr::value(delivers.then_some(by.now)))
        .col_expr(audit::Column::Text, Expr::value(text))
        .col_expr(audit::Column::Digest, Expr::value(digest.clone()))
        .filter(audit::Column::Tenant.eq(tenant.get()))
        .filter(audit::Column::Id.eq(id.get()))
        .exec(tx)
        .await
        .map_err(StoreError::from)?;
    let kind = match step {
        Step::Ask => "audit.asked",
        Step::Return => "audit.returned",
        Step::Approve => "audit.read",
        Step::Deliver => "audit.delivered",
    };
    let data = json!({ "version": row.version, "digest": digest });
    ledger::append(tx, by, Some(tenant), kind, id, &data).await?;
    Ok(state)
}

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// Its state does not allow it.
    #[error("the state of the audit does not allow this")]
    No(No),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps that a picture belongs to a version; the picture itself is a kept file.
///
/// # Errors
/// [`StoreError::Refused`] for a version that is no draft or has too many; no such file.
pub async fn add_photo<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AuditId,
    sha256: &str,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("audit", id))?;
    let held = photos(tx, tenant, id).await?;
    if held.iter().any(|photo| photo == sha256) {
        return Ok(());
    }
    if !row.state.is_open() || held.len() >= MOST_PHOTOS {
        return Err(refused("it is no draft, or has too many pictures"));
    }
    insert_photo(tx, by, tenant, id, sha256).await?;
    ledger::append(tx, by, Some(tenant), "audit.photo", id, &json!({ "sha256": sha256 })).await
}

/// The versions of a building, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<AuditRow>> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Tenant.eq(tenant.get()))
        .filter(audit::Column::Building.eq(building.get()))
        .order_by_asc(audit::Column::Version)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A version.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: AuditId) -> Result<Option<AuditRow>> {
    let row = audit::Entity::find_by_id((tenant.get(), id.get())).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// The frozen text of a version.
///
/// # Errors
/// The database.
pub async fn text<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: AuditId) -> Result<Option<String>> {
    let text: Option<Option<String>> = audit::Entity::find_by_id((tenant.get(), id.get()))
        .select_only()
        .column(audit::Column::Text)
        .into_tuple()
        .one(c)
        .await?;
    Ok(text.flatten())
}

/// What is told in a version now.
///
/// # Errors
/// The database.
pub async fn parts<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: AuditId) -> Result<Vec<PartRow>> {
    let rows = audit_part::Entity::find()
        .filter(audit_part::Column::Tenant.eq(tenant.get()))
        .filter(audit_part::Column::Audit.eq(id.get()))
        .filter(audit_part::Column::SupersededAt.is_null())
        .order_by_asc(audit_part::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What one writing of a part said, also one that another took the place of.
///
/// # Errors
/// The database.
pub async fn writing<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: AuditId,
    (part, revision): (Part, i32),
) -> Result<Option<Value>> {
    let row = audit_part::Entity::find()
        .filter(audit_part::Column::Tenant.eq(tenant.get()))
        .filter(audit_part::Column::Audit.eq(id.get()))
        .filter(audit_part::Column::Part.eq(part.code()))
        .filter(audit_part::Column::Revision.eq(revision))
        .one(c)
        .await?;
    let told: Option<PartRow> = row.map(TryInto::try_into).transpose()?;
    Ok(told.map(|told| told.body))
}

/// The pictures of a version, by their SHA-256, in the order they came.
///
/// # Errors
/// The database.
pub async fn photos<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: AuditId) -> Result<Vec<String>> {
    let rows = audit_photo::Entity::find()
        .filter(audit_photo::Column::Tenant.eq(tenant.get()))
        .filter(audit_photo::Column::Audit.eq(id.get()))
        .order_by_asc(audit_photo::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(|row| row.sha256).collect())
}

async fn insert_part<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AuditId,
    (part, revision): (Part, i32),
    body: &str,
) -> Result<()> {
    let row = audit_part::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(AnyId::new(by.now).get()),
        audit: Set(id.get()),
        part: Set(part.code()),
        body: Set(body.to_owned()),
        revision: Set(revision),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    };
    audit_part::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn insert_photo<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AuditId,
    sha256: &str,
) -> Result<()> {
    let row = audit_photo::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(AnyId::new(by.now).get()),
        audit: Set(id.get()),
        sha256: Set(sha256.to_owned()),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
    };
    audit_photo::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether a part is one that this program writes.
fn readable(part: Part, body: &Value) -> Result<()> {
    if body.to_string().len() > LONGEST_PART {
        return Err(refused("what is told is too long"));
    }
    Audit::default().put(part, body.clone()).map_err(|why| refused(&why.to_string()))
}

impl PartRow {
    /// Whether it is one that this program writes: what comes from elsewhere must be.
    ///
    /// # Errors
    /// [`StoreError::Refused`].
    pub fn is_whole(&self) -> Result<()> {
        readable(self.part, &self.body)?;
        if self.revision > 0 { Ok(()) } else { Err(refused("its revision is impossible")) }
    }
}

impl AuditRow {
    /// Whether it is one that this program writes.
    ///
    /// # Errors
    /// [`StoreError::Refused`].
    pub fn is_whole(&self, text: Option<&str>) -> Result<()> {
        let delivered = self.state == State::Delivered;
        let frozen = text.is_some() && self.digest.is_some() && self.delivered_at.is_some();
        if delivered == frozen && self.version > 0 {
            Ok(())
        } else {
            Err(refused("a delivered version has its text, another has none"))
        }
    }
}

fn refused(why: &str) -> StoreError {
    StoreError::Refused { what: "keeping an audit", why: why.to_owned() }
}

impl TryFrom<audit::Model> for AuditRow {
    type Error = StoreError;

    fn try_from(row: audit::Model) -> Result<Self> {
        Ok(AuditRow {
            id: AuditId::from_stored(row.id),
            building: BuildingId::from_stored(row.building),
            version: u32::try_from(row.version).map_err(|_| StoreError::damaged("audit", "its version"))?,
            state: State::from_code(&row.state).ok_or_else(|| StoreError::damaged("audit", &row.state))?,
            asked_by: row.asked_by,
            read_by: row.read_by,
            remark: row.remark,
            actor: row.actor,
            created_at: row.created_at,
            changed_at: row.changed_at,
            delivered_at: row.delivered_at,
            digest: row.digest,
        })
    }
}

impl TryFrom<audit_part::Model> for PartRow {
    type Error = StoreError;

    fn try_from(row: audit_part::Model) -> Result<Self> {
        Ok(PartRow {
            part: Part::from_code(&row.part)
                .ok_or_else(|| StoreError::damaged("part of an audit", &row.part))?,
            body: serde_json::from_str(&row.body).map_err(|e| StoreError::damaged("part of an audit", e))?,
            revision: row.revision,
            actor: row.actor,
            recorded_at: row.recorded_at,
        })
    }
}
