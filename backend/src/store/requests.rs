//! Aids as they went, and what stood in the way of a project. Nothing is edited: a later row of the same record takes the place
//! of the one before, and taking the last one back lets that resurface.
//!
//! Does *not* judge whether the days fit: `models::financing::requests` does, before a row is written.

use core::fmt::Display;
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
/// Records of one project, of each kind, at most.
pub const MOST: usize = 100;

/// What was told of a project, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<Id, T> {
    /// The row.
    pub id: Id,
    /// The record: the id of its first row.
    pub record: Id,
    /// Whose.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which project.
    pub project: ProjectId,
    /// What is told.
    pub told: T,
    /// Who told it, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
}

/// A request as it stands.
pub type RequestRow = Recorded<RequestId, Request>;
/// An obstacle as it stands.
pub type ObstacleRow = Recorded<ObstacleId, Met>;

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
    let held = of_project(of_building(tx, tenant, project.building).await?, project.id);
    if let Some(same) = told_before(&held, "request", record, request)? {
        return Ok(same);
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
    let held = of_project(obstacles_of_building(tx, tenant, project.building).await?, project.id);
    if let Some(same) = told_before(&held, "obstacle", record, met)? {
        return Ok(same);
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

/// Those of one project.
pub fn of_project<Id, T>(rows: Vec<Recorded<Id, T>>, project: ProjectId) -> Vec<Recorded<Id, T>> {
    rows.into_iter().filter(|row| row.project == project).collect()
}

/// The record that says the same already; none where a row is to be written.
fn told_before<Id: Copy + PartialEq + Display, T: PartialEq>(
    held: &[Recorded<Id, T>],
    what: &'static str,
    record: Option<Id>,
    told: &T,
) -> Result<Option<Id>> {
    let Some(record) = record else {
        let why = || format!("it has {MOST} of them");
        let full = held.len() >= MOST;
        return if full {
            Err(StoreError::Refused { what: "a record of the project", why: why() })
        } else {
            Ok(None)
        };
    };
    let before = held.iter().find(|row| row.record == record);
    let before = before.ok_or_else(|| StoreError::not_found(what, record))?;
    Ok((before.told == *told).then_some(record))
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
    let it = Condition::all()
        .add(aid_request::Column::Tenant.eq(tenant.get()))
        .add(aid_request::Column::Project.eq(project.get()))
        .add(aid_request::Column::Id.eq(row.get()));
    if !took_back::<aid_request::Entity, _>(tx, aid_request::Column::WithdrawnAt, by.now, it).await? {
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
    let it = Condition::all()
        .add(obstacle::Column::Tenant.eq(tenant.get()))
        .add(obstacle::Column::Project.eq(project.get()))
        .add(obstacle::Column::Id.eq(row.get()));
    if !took_back::<obstacle::Entity, _>(tx, obstacle::Column::WithdrawnAt, by.now, it).await? {
        return Err(StoreError::not_found("obstacle", row));
    }
    ledger::append(tx, by, Some(tenant), "obstacle.withdrawn", row, &json!({ "project": project })).await
}

/// Whether a row that held is taken back now.
async fn took_back<E: EntityTrait, C: ConnectionTrait>(
    tx: &C,
    withdrawn_at: E::Column,
    now: i64,
    row: Condition,
) -> Result<bool> {
    let row = row.add(withdrawn_at.is_null());
    let done = E::update_many().col_expr(withdrawn_at, Expr::value(Some(now))).filter(row).exec(tx).await?;
    Ok(done.rows_affected > 0)
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

async fn requests<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<RequestRow>> {
    let rows = aid_request::Entity::find()
        .filter(wanted)
        .filter(aid_request::Column::WithdrawnAt.is_null())
        .order_by_asc(aid_request::Column::Id);
    newest(rows.all(c).await?)
}

async fn obstacles<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<ObstacleRow>> {
    let rows = obstacle::Entity::find()
        .filter(wanted)
        .filter(obstacle::Column::WithdrawnAt.is_null())
        .order_by_asc(obstacle::Column::Id);
    newest(rows.all(c).await?)
}

/// The last row of each record, of rows in the order in which they were written.
fn newest<Id: Copy + Ord, T, M>(rows: Vec<M>) -> Result<Vec<Recorded<Id, T>>>
where
    Recorded<Id, T>: TryFrom<M, Error = StoreError>,
{
    let mut newest = BTreeMap::new();
    for row in rows {
        let row = Recorded::try_from(row)?;
        newest.insert((row.tenant, row.record), row);
    }
    Ok(newest.into_values().collect())
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
            told: Request {
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
            told: Met {
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
