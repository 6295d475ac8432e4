//! Projects of a building: works, sources of money, wishes for the plan and dates, told in the keys of a financing case.
//!
//! A project may be edited by two people at once: whoever saves says which version he saw, and is refused where it is no
//! longer that one. What it said before stays in the event log, from where [`undo`] takes it. Does *not* read the facts:
//! `models::financing::Case` does. A project that is put away is marked, not deleted.

use eclaireur_models::building::{Code, is_name};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::by::By;
use super::entities::project;
use super::error::{Result, StoreError};
use super::id::{BuildingId, OrganisationId, ProjectId};
use super::ledger;

/// Bytes of what is told in a project, at most.
pub const LONGEST_BODY: usize = 256 * 1024;
/// Characters of a name, at most.
pub const LONGEST_NAME: usize = 200;
/// Projects of one building, at most.
pub const MOST: usize = 200;
/// The entry of the log that holds what a project said before.
const CHANGED: &str = "project.changed";

/// A project as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its id.
    pub id: ProjectId,
    /// Of which building.
    pub building: BuildingId,
    /// Address code, unique in its building.
    pub code: Code,
    /// What people call it.
    pub name: String,
    /// What is told, in the keys of a case.
    pub body: Value,
    /// Grows with each change.
    pub version: i32,
    /// Who made it, by reference.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second of the last change.
    pub changed_at: i64,
    /// UTC second at which it was put away.
    pub archived_at: Option<i64>,
}

/// Makes a project; its code is made from its name.
///
/// # Errors
/// [`StoreError::Refused`] for a building that has too many, or a body too long; the database: no such building.
pub async fn create<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    name: &str,
    body: &Value,
) -> Result<ProjectRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = of_building(tx, tenant, building).await?;
    if held.len() >= MOST {
        return Err(refused("the building has too many projects"));
    }
    let wanted = Code::from_name(name, "projet");
    let mut code = wanted.clone();
    let mut n = 1;
    while held.iter().any(|project| project.code == code) {
        n += 1;
        code = wanted.numbered(n);
    }
    let id = ProjectId::new(by.now);
    let row = project::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(building.get()),
        code: Set(code.to_string()),
        name: Set(named(name)?),
        body: Set(text(body)?),
        version: Set(1),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        changed_at: Set(by.now),
        archived_at: Set(None),
    };
    project::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "building": building, "code": code.as_str(), "name": name, "body": body });
    ledger::append(tx, by, Some(tenant), "project.created", id, &data).await?;
    get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("project", id))
}

/// Writes what is told, where the project is still the version that was `seen`; what it said before goes to the log.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Taken`] when somebody else saved meanwhile.
pub async fn save<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ProjectId,
    seen: i32,
    (name, body): (&str, &Value),
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("project", id))?;
    if held.version != seen {
        return Err(StoreError::Taken { what: format!("version {seen} of the project") });
    }
    if held.name == name && held.body == *body {
        return Ok(());
    }
    let done = project::Entity::update_many()
        .col_expr(project::Column::Name, Expr::value(named(name)?))
        .col_expr(project::Column::Body, Expr::value(text(body)?))
        .col_expr(project::Column::Version, Expr::value(seen.saturating_add(1)))
        .col_expr(project::Column::ChangedAt, Expr::value(by.now))
        .filter(project::Column::Tenant.eq(tenant.get()))
        .filter(project::Column::Id.eq(id.get()))
        .filter(project::Column::Version.eq(seen))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::Taken { what: format!("version {seen} of the project") });
    }
    let data = json!({ "version": seen, "name": held.name, "body": held.body });
    ledger::append(tx, by, Some(tenant), CHANGED, id, &data).await
}

/// Puts back what a project said before its last change; that again can be undone.
///
/// # Errors
/// [`StoreError::NotFound`] when nothing was changed; as [`save`].
pub async fn undo<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ProjectId,
    seen: i32,
) -> Result<()> {
    let before = ledger::newest_about(tx, tenant, CHANGED, id).await?;
    let before = before.ok_or_else(|| StoreError::not_found("change of project", id))?;
    let name = before.data["name"].as_str().ok_or_else(|| StoreError::damaged("project", "its name"))?;
    save(tx, by, tenant, id, seen, (name, &before.data["body"])).await
}

/// Puts a project away, or back.
///
/// # Errors
/// [`StoreError::NotFound`], also when it is so already.
pub async fn set_archived<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ProjectId,
    archived: bool,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let was = if archived {
        project::Column::ArchivedAt.is_null()
    } else {
        project::Column::ArchivedAt.is_not_null()
    };
    let done = project::Entity::update_many()
        .col_expr(project::Column::ArchivedAt, Expr::value(archived.then_some(by.now)))
        .filter(project::Column::Tenant.eq(tenant.get()))
        .filter(project::Column::Id.eq(id.get()))
        .filter(was)
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("project", id));
    }
    let kind = if archived { "project.archived" } else { "project.restored" };
    ledger::append(tx, by, Some(tenant), kind, id, &json!({})).await
}

/// Notes that a day is near, once for each step and day; says whether that is new.
///
/// # Errors
/// The database.
pub async fn remind<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ProjectId,
    (step, day): (&str, &str),
) -> Result<bool> {
    ledger::lock(tx, Some(tenant)).await?;
    let kind = "project.reminded";
    let told = ledger::all_about(tx, tenant, kind, id).await?;
    if told.iter().any(|entry| entry.data["step"] == step && entry.data["day"] == day) {
        return Ok(false);
    }
    ledger::append(tx, by, Some(tenant), kind, id, &json!({ "step": step, "day": day })).await?;
    Ok(true)
}

/// A project.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: ProjectId,
) -> Result<Option<ProjectRow>> {
    let row = project::Entity::find_by_id((tenant.get(), id.get())).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// The projects of a building, put away or not, in the order made.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<ProjectRow>> {
    let rows = project::Entity::find()
        .filter(project::Column::Tenant.eq(tenant.get()))
        .filter(project::Column::Building.eq(building.get()))
        .order_by_asc(project::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every project that is not put away, with whose it is: for what runs by itself. One that cannot be read keeps nobody from
/// the others.
///
/// # Errors
/// The database.
pub async fn open<C: ConnectionTrait>(c: &C) -> Result<Vec<Result<(OrganisationId, ProjectRow)>>> {
    let rows = project::Entity::find()
        .filter(project::Column::ArchivedAt.is_null())
        .order_by_asc(project::Column::Tenant)
        .order_by_asc(project::Column::Id)
        .all(c)
        .await?;
    let with = |row: project::Model| Ok((OrganisationId::from_stored(row.tenant), row.try_into()?));
    Ok(rows.into_iter().map(with).collect())
}

impl ProjectRow {
    /// Whether it is one that this program writes: what comes from elsewhere must be.
    ///
    /// # Errors
    /// A name that is none, a body that is no table or too long, a version that cannot grow.
    pub fn is_whole(&self) -> Result<()> {
        named(&self.name)?;
        text(&self.body)?;
        if (1..i32::MAX).contains(&self.version) { Ok(()) } else { Err(refused("its version is impossible")) }
    }
}

fn refused(why: &str) -> StoreError {
    StoreError::Refused { what: "keeping a project", why: why.to_owned() }
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    if !is_name(name) || name.chars().count() > LONGEST_NAME {
        return Err(refused("its name is empty or too long"));
    }
    Ok(name.to_owned())
}

fn text(body: &Value) -> Result<String> {
    let text = body.to_string();
    if !body.is_object() || text.len() > LONGEST_BODY {
        return Err(refused("what is told in it is no table, or too long"));
    }
    Ok(text)
}

impl TryFrom<project::Model> for ProjectRow {
    type Error = StoreError;

    fn try_from(row: project::Model) -> Result<Self> {
        // What is no JSON stays text, which is no case either: the project is listed as one that cannot be read, and its last
        // change can be taken back.
        let body = serde_json::from_str(&row.body).unwrap_or_else(|_| Value::String(row.body.clone()));
        Ok(ProjectRow {
            id: ProjectId::from_stored(row.id),
            building: BuildingId::from_stored(row.building),
            code: Code::read(&row.code).ok_or_else(|| StoreError::damaged("project", &row.code))?,
            name: row.name,
            body,
            version: row.version,
            actor: row.actor,
            created_at: row.created_at,
            changed_at: row.changed_at,
            archived_at: row.archived_at,
        })
    }
}
