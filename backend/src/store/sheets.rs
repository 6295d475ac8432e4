//! Published sheets of projects: what was published on a day, withdrawn by a dated mark; and the investors who asked for a
//! contact. A sheet is never written again: another one takes its place.
//!
//! What is put away (project, building, organisation) shows no sheet. Does *not* know what a sheet says:
//! `models::financing::sheet` does.

use eclaireur_models::financing::sheet::Sheet;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::entities::{building, organisation, project, project_sheet, sheet_contact};
use super::error::{Result, StoreError};
use super::id::{BuildingId, ContactId, OrganisationId, ProjectId, SheetId};
use super::ledger;
use super::projects::ProjectRow;

/// Characters of a request for a contact.
pub const LONGEST_WORDS: usize = 1_000;

/// A sheet as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its id.
    pub id: SheetId,
    /// Whose.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which project.
    pub project: ProjectId,
    /// What is published.
    pub sheet: Sheet,
    /// Who published it, by reference.
    pub actor: String,
    /// UTC second.
    pub published_at: i64,
    /// UTC second since which nobody is shown it.
    pub withdrawn_at: Option<i64>,
}

/// An investor who asked for a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Its id.
    pub id: ContactId,
    /// About which sheet.
    pub sheet: SheetId,
    /// Their words, and how they can be reached.
    pub words: String,
    /// Who, by reference.
    pub actor: String,
    /// UTC second.
    pub asked_at: i64,
}

/// Publishes a sheet; the one that stood for the project is withdrawn.
///
/// # Errors
/// No such project; the database.
pub async fn publish<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    project: &ProjectRow,
    sheet: &Sheet,
) -> Result<SheetId> {
    ledger::lock(tx, Some(tenant)).await?;
    if let Some(before) = of_project(tx, tenant, project.id).await? {
        withdraw(tx, by, tenant, before.id).await?;
    }
    let id = SheetId::new(by.now);
    let row = project_sheet::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(project.building.get()),
        project: Set(project.id.get()),
        body: Set(serde_json::to_string(sheet).map_err(|error| StoreError::damaged("sheet", error))?),
        actor: Set(by.actor.to_string()),
        published_at: Set(by.now),
        withdrawn_at: Set(None),
    };
    project_sheet::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "project": project.id, "named": sheet.organisation.is_some() });
    ledger::append(tx, by, Some(tenant), "sheet.published", id, &data).await?;
    Ok(id)
}

/// Withdraws a sheet: nobody is shown it any more.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was withdrawn before; the database.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: SheetId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = project_sheet::Entity::update_many()
        .col_expr(project_sheet::Column::WithdrawnAt, Expr::value(Some(by.now)))
        .filter(project_sheet::Column::Tenant.eq(tenant.get()))
        .filter(project_sheet::Column::Id.eq(id.get()))
        .filter(project_sheet::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("sheet", id));
    }
    ledger::append(tx, by, Some(tenant), "sheet.withdrawn", id, &json!({})).await
}

/// The sheet that stands for a project, whether or not the project is put away.
///
/// # Errors
/// The database.
pub async fn of_project<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    project: ProjectId,
) -> Result<Option<SheetRow>> {
    let theirs = Condition::all()
        .add(project_sheet::Column::Tenant.eq(tenant.get()))
        .add(project_sheet::Column::Project.eq(project.get()))
        .add(project_sheet::Column::WithdrawnAt.is_null());
    Ok(select(c, theirs).await?.pop())
}

/// Every sheet that investors are shown, the oldest first.
///
/// # Errors
/// The database.
pub async fn standing<C: ConnectionTrait>(c: &C) -> Result<Vec<SheetRow>> {
    select(c, shown()).await
}

/// The sheet with this id, where investors are shown it.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(c: &C, id: SheetId) -> Result<Option<SheetRow>> {
    Ok(select(c, shown().add(project_sheet::Column::Id.eq(id.get()))).await?.pop())
}

/// Asks for a contact. Who asked before about the same sheet is answered with that.
///
/// # Errors
/// [`StoreError::Refused`] for words that are none or too many; the database.
pub async fn ask_contact<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    sheet: &SheetRow,
    words: &str,
) -> Result<ContactId> {
    ledger::lock(tx, Some(sheet.tenant)).await?;
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST_WORDS {
        return Err(StoreError::Refused {
            what: "asking for a contact",
            why: "no words, or too many".into(),
        });
    }
    let actor = by.actor.to_string();
    let held = contacts(tx, sheet.tenant, &[sheet.id]).await?;
    if let Some(held) = held.iter().find(|row| row.actor == actor) {
        return Ok(held.id);
    }
    let id = ContactId::new(by.now);
    let row = sheet_contact::ActiveModel {
        tenant: Set(sheet.tenant.get()),
        id: Set(id.get()),
        sheet: Set(sheet.id.get()),
        words: Set(words.to_owned()),
        actor: Set(actor),
        asked_at: Set(by.now),
    };
    sheet_contact::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "sheet": sheet.id });
    ledger::append(tx, by, Some(sheet.tenant), "sheet.contact-asked", id, &data).await?;
    Ok(id)
}

/// Who asked for a contact about these sheets, the oldest first.
///
/// # Errors
/// The database.
pub async fn contacts<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sheets: &[SheetId],
) -> Result<Vec<ContactRow>> {
    let rows = sheet_contact::Entity::find()
        .filter(sheet_contact::Column::Tenant.eq(tenant.get()))
        .filter(sheet_contact::Column::Sheet.is_in(sheets.iter().map(|id| id.get())))
        .order_by_asc(sheet_contact::Column::Id)
        .all(c)
        .await?;
    let read = |row: sheet_contact::Model| ContactRow {
        id: ContactId::from_stored(row.id),
        sheet: SheetId::from_stored(row.sheet),
        words: row.words,
        actor: row.actor,
        asked_at: row.asked_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Every sheet of a project, withdrawn ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn history<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    project: ProjectId,
) -> Result<Vec<SheetRow>> {
    let theirs = Condition::all()
        .add(project_sheet::Column::Tenant.eq(tenant.get()))
        .add(project_sheet::Column::Project.eq(project.get()));
    select(c, theirs).await
}

/// What investors are shown: not withdrawn, and nothing of it put away.
fn shown() -> Condition {
    let projects = Query::select()
        .column(project::Column::Id)
        .from(project::Entity)
        .and_where(project::Column::ArchivedAt.is_null())
        .to_owned();
    let buildings = Query::select()
        .column(building::Column::Id)
        .from(building::Entity)
        .and_where(building::Column::ArchivedAt.is_null())
        .to_owned();
    let organisations = Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::ArchivedAt.is_null())
        .to_owned();
    Condition::all()
        .add(project_sheet::Column::WithdrawnAt.is_null())
        .add(project_sheet::Column::Project.in_subquery(projects))
        .add(project_sheet::Column::Building.in_subquery(buildings))
        .add(project_sheet::Column::Tenant.in_subquery(organisations))
}

async fn select<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<SheetRow>> {
    let rows =
        project_sheet::Entity::find().filter(wanted).order_by_asc(project_sheet::Column::Id).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<project_sheet::Model> for SheetRow {
    type Error = StoreError;

    fn try_from(row: project_sheet::Model) -> Result<Self> {
        Ok(SheetRow {
            id: SheetId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            project: ProjectId::from_stored(row.project),
            sheet: serde_json::from_str(&row.body).map_err(|error| StoreError::damaged("sheet", error))?,
            actor: row.actor,
            published_at: row.published_at,
            withdrawn_at: row.withdrawn_at,
        })
    }
}
