//! Aids as they went, and what stood in the way of a project. Nothing is edited: a later row of the same record takes the place
//! of the one before, and taking the last one back lets that resurface.
//!
//! Does *not* judge whether the days fit: `models::financing::requests` does, before a row is written.

use std::collections::BTreeMap;

use eclaireur_models::financing::requests::{Met, Missed, Obstacle, Outcome, Request};
use rust_decimal::Decimal;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::assessments::integer;
use super::by::By;
use super::columns;
use super::entities::{aid_request, obstacle};
use super::error::{Result, StoreError};
use super::id::{BuildingId, ObstacleId, OrganisationId, ProjectId, RequestId};
use super::ledger;
use super::projects::ProjectRow;

/// Decimals of euro.
const EURO: u32 = 4;
/// Characters of a note.
pub const LONGEST_NOTE: usize = 300;
/// Records of one project, of each kind, at most.
pub const MOST: usize = 100;

/// A request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The row.
    pub id: RequestId,
    /// The record: the id of its first row.
    pub record: RequestId,
    /// Whose.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which project.
    pub project: ProjectId,
    /// What is told.
    pub request: Request,
    /// Who told it, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
}

/// An obstacle as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObstacleRow {
    /// The row.
    pub id: ObstacleId,
    /// The record: the id of its first row.
    pub record: ObstacleId,
    /// Whose.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which project.
    pub project: ProjectId,
    /// What is told.
    pub met: Met,
    /// Who told it, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
}

/// Writes a request down; of `record`, where it was told before. The same again changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] for a record that is not the project's; [`StoreError::Refused`] for too many; the database.
pub async fn record<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    project: (OrganisationId, &ProjectRow),
    record: Option<RequestId>,
    request: &Request,
) -> Result<RequestId> {
    let (tenant, project) = project;
    ledger::lock(tx, Some(tenant)).await?;
    let held: Vec<RequestRow> = of_building(tx, tenant, project.building)
        .await?
        .into_iter()
        .filter(|r| r.project == project.id)
        .collect();
    let before = held.iter().find(|row| Some(row.record) == record);
    match (record, before) {
        (Some(record), None) => return Err(StoreError::not_found("request", record)),
        (_, Some(before)) if before.request == *request => return Ok(before.record),
        (None, _) if held.len() >= MOST => return Err(too_many()),
        _ => {}
    }
    let id = RequestId::new(by.now);
    let record = record.unwrap_or(id);
    let row = aid_request::Model {
        tenant: tenant.get(),
        id: id.get(),
        record: record.get(),
        building: project.building.get(),
        project: project.id.get(),
        scheme: request.scheme.clone(),
        requested_on: columns::day_text(request.requested),
        decided_on: columns::day_text(request.decided),
        outcome: request.outcome.map(|o| o.code().to_owned()),
        missed: request.missed.map(|m| m.code().to_owned()),
        granted: integer(request.granted, EURO),
        advance_on: columns::day_text(request.advance),
        paid_on: columns::day_text(request.paid),
        actor: by.actor.to_string(),
        recorded_at: by.now,
        withdrawn_at: None,
    };
    aid_request::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    let data = json!({ "project": project.id, "record": record, "request": request });
    ledger::append(tx, by, Some(tenant), "request.recorded", id, &data).await?;
    Ok(record)
}

/// Writes an obstacle down; of `record`, where it was told before. The same again changes nothing.
///
/// # Errors
/// As [`record`].
pub async fn meet<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    project: (OrganisationId, &ProjectRow),
    record: Option<ObstacleId>,
    met: &Met,
) -> Result<ObstacleId> {
    let (tenant, project) = project;
    ledger::lock(tx, Some(tenant)).await?;
    let held: Vec<ObstacleRow> = obstacles_of_building(tx, tenant, project.building)
        .await?
        .into_iter()
        .filter(|row| row.project == project.id)
        .collect();
    let before = held.iter().find(|row| Some(row.record) == record);
    match (record, before) {
        (Some(record), None) => return Err(StoreError::not_found("obstacle", record)),
        (_, Some(before)) if before.met == *met => return Ok(before.record),
        (None, _) if held.len() >= MOST => return Err(too_many()),
        _ => {}
    }
    let id = ObstacleId::new(by.now);
    let record = record.unwrap_or(id);
    let row = obstacle::Model {
        tenant: tenant.get(),
        id: id.get(),
        record: record.get(),
        building: project.building.get(),
        project: project.id.get(),
        obstacle: met.obstacle.code().to_owned(),
        met_on: met.on.to_string(),
        lifted_on: columns::day_text(met.lifted),
        note: met.note.clone(),
        actor: by.actor.to_string(),
        recorded_at: by.now,
        withdrawn_at: None,
    };
    obstacle::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    let data = json!({ "project": project.id, "record": record, "obstacle": met });
    ledger::append(tx, by, Some(tenant), "obstacle.recorded", id, &data).await?;
    Ok(record)
}

fn too_many() -> StoreError {
    StoreError::Refused { what: "a record of the project", why: format!("it has {MOST} of them") }
}

/// Takes back the last that was told of a request: what was told before resurfaces.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was taken back before; the database.
pub async fn undo<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    project: ProjectId,
    row: RequestId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = aid_request::Entity::update_many()
        .col_expr(aid_request::Column::WithdrawnAt, Expr::value(Some(by.now)))
        .filter(aid_request::Column::Tenant.eq(tenant.get()))
        .filter(aid_request::Column::Project.eq(project.get()))
        .filter(aid_request::Column::Id.eq(row.get()))
        .filter(aid_request::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("request", row));
    }
    ledger::append(tx, by, Some(tenant), "request.withdrawn", row, &json!({ "project": project })).await
}

/// Takes back the last that was told of an obstacle.
///
/// # Errors
/// As [`undo`].
pub async fn undo_obstacle<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    project: ProjectId,
    row: ObstacleId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = obstacle::Entity::update_many()
        .col_expr(obstacle::Column::WithdrawnAt, Expr::value(Some(by.now)))
        .filter(obstacle::Column::Tenant.eq(tenant.get()))
        .filter(obstacle::Column::Project.eq(project.get()))
        .filter(obstacle::Column::Id.eq(row.get()))
        .filter(obstacle::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("obstacle", row));
    }
    ledger::append(tx, by, Some(tenant), "obstacle.withdrawn", row, &json!({ "project": project })).await
}

/// The requests of a building as they stand, in the order in which they were first told.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<RequestRow>> {
    let theirs = Condition::all()
        .add(aid_request::Column::Tenant.eq(tenant.get()))
        .add(aid_request::Column::Building.eq(building.get()));
    requests(c, theirs).await
}

/// The obstacles of a building as they stand.
///
/// # Errors
/// The database.
pub async fn obstacles_of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<ObstacleRow>> {
    let theirs = Condition::all()
        .add(obstacle::Column::Tenant.eq(tenant.get()))
        .add(obstacle::Column::Building.eq(building.get()));
    obstacles(c, theirs).await
}

/// Every request of everybody as it stands, in one query: for the sums of a sector.
///
/// # Errors
/// The database.
pub async fn everybodys<C: ConnectionTrait>(c: &C) -> Result<Vec<RequestRow>> {
    requests(c, Condition::all()).await
}

/// Every obstacle of everybody as it stands, in one query.
///
/// # Errors
/// The database.
pub async fn obstacles_of_everybody<C: ConnectionTrait>(c: &C) -> Result<Vec<ObstacleRow>> {
    obstacles(c, Condition::all()).await
}

/// The newest row of each record that was not taken back.
async fn requests<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<RequestRow>> {
    let rows = aid_request::Entity::find()
        .filter(wanted)
        .filter(aid_request::Column::WithdrawnAt.is_null())
        .order_by_asc(aid_request::Column::Id)
        .all(c)
        .await?;
    let mut newest = BTreeMap::new();
    for row in rows {
        newest.insert((row.tenant, row.record), row);
    }
    newest.into_values().map(TryInto::try_into).collect()
}

async fn obstacles<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<ObstacleRow>> {
    let rows = obstacle::Entity::find()
        .filter(wanted)
        .filter(obstacle::Column::WithdrawnAt.is_null())
        .order_by_asc(obstacle::Column::Id)
        .all(c)
        .await?;
    let mut newest = BTreeMap::new();
    for row in rows {
        newest.insert((row.tenant, row.record), row);
    }
    newest.into_values().map(TryInto::try_into).collect()
}

fn coded<T>(what: &'static str, code: Option<&str>, read: fn(&str) -> Option<T>) -> Result<Option<T>> {
    code.map(|code| read(code).ok_or_else(|| StoreError::damaged(what, code))).transpose()
}

impl TryFrom<aid_request::Model> for RequestRow {
    type Error = StoreError;

    fn try_from(row: aid_request::Model) -> Result<Self> {
        Ok(RequestRow {
            id: RequestId::from_stored(row.id),
            record: RequestId::from_stored(row.record),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            project: ProjectId::from_stored(row.project),
            request: Request {
                scheme: row.scheme,
                requested: columns::maybe_day(row.requested_on.as_deref())?,
                decided: columns::maybe_day(row.decided_on.as_deref())?,
                outcome: coded("outcome", row.outcome.as_deref(), Outcome::from_code)?,
                missed: coded("reason", row.missed.as_deref(), Missed::from_code)?,
                granted: row.granted.map(|units| Decimal::new(units, EURO).normalize()),
                advance: columns::maybe_day(row.advance_on.as_deref())?,
                paid: columns::maybe_day(row.paid_on.as_deref())?,
            },
            actor: row.actor,
            recorded_at: row.recorded_at,
        })
    }
}

impl TryFrom<obstacle::Model> for ObstacleRow {
    type Error = StoreError;

    fn try_from(row: obstacle::Model) -> Result<Self> {
        let kind = Obstacle::from_code(&row.obstacle);
        Ok(ObstacleRow {
            id: ObstacleId::from_stored(row.id),
            record: ObstacleId::from_stored(row.record),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            project: ProjectId::from_stored(row.project),
            met: Met {
                obstacle: kind.ok_or_else(|| StoreError::damaged("obstacle", &row.obstacle))?,
                on: columns::day(&row.met_on)?,
                lifted: columns::maybe_day(row.lifted_on.as_deref())?,
                note: row.note,
            },
            actor: row.actor,
            recorded_at: row.recorded_at,
        })
    }
}
