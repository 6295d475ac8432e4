//! Dated events of a building, which explain a change on its charts: works, a setting, people, a closure.

pub use eclaireur_models::building::{Event, EventKind};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::event;
use super::error::{Result, StoreError};
use super::id::{BuildingId, EventId, OrganisationId};
use super::ledger;

/// An event as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Its id.
    pub id: EventId,
    /// What happened.
    pub event: Event,
    /// Who wrote it down, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
}

/// Writes an event down.
///
/// # Errors
/// The database: no such building.
pub async fn add<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    new: &Event,
) -> Result<EventId> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = EventId::new(by.now);
    let row = row_of(by, tenant, (id, building), new);
    event::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), ADDED, id, &added(building, new)).await?;
    Ok(id)
}

/// Kind of the entry that an event leaves.
pub(super) const ADDED: &str = "event.added";

/// What that entry says.
pub(super) fn added(building: BuildingId, new: &Event) -> serde_json::Value {
    json!({ "building": building, "kind": new.kind.code(), "from": new.from.to_string() })
}

/// The row of one that is written down now.
pub(super) fn row_of(
    by: &By,
    tenant: OrganisationId,
    (id, building): (EventId, BuildingId),
    new: &Event,
) -> event::ActiveModel {
    event::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(building.get()),
        kind: Set(new.kind.code().to_owned()),
        from_day: Set(new.from.to_string()),
        to_day: Set(columns::day_text(new.to)),
        text: Set(new.text.clone()),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    }
}

/// Takes an event back; it stays in the table, marked.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: EventId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = event::Entity::update_many()
        .col_expr(event::Column::SupersededAt, by.now.into())
        .filter(event::Column::Tenant.eq(tenant.get()))
        .filter(event::Column::Id.eq(id.get()))
        .filter(event::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("event", id));
    }
    ledger::append(tx, by, Some(tenant), "event.withdrawn", id, &json!({})).await
}

/// The events of a building, in order of time.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<EventRow>> {
    let rows = event::Entity::find()
        .filter(event::Column::Tenant.eq(tenant.get()))
        .filter(event::Column::Building.eq(building.get()))
        .filter(event::Column::SupersededAt.is_null())
        .order_by_asc(event::Column::FromDay)
        .order_by_asc(event::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<event::Model> for EventRow {
    type Error = StoreError;

    fn try_from(row: event::Model) -> Result<Self> {
        let kind = EventKind::from_code(&row.kind).ok_or_else(|| StoreError::damaged("event", &row.kind))?;
        Ok(EventRow {
            id: EventId::from_stored(row.id),
            event: Event {
                kind,
                from: columns::day(&row.from_day)?,
                to: columns::maybe_day(row.to_day.as_deref())?,
                text: row.text,
            },
            actor: row.actor,
            recorded_at: row.recorded_at,
        })
    }
}
