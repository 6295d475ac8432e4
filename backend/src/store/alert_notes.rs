//! What people answered to an alert: seen, explained, done. It hangs on the key of the alert, which stays the same while the
//! alert lasts; the newest answer in force counts, and taking it back brings the one before to light again.
//!
//! An explanation with a kind and a date is an event too: it shows on the charts and is taken back with its note.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::entities::alert_note;
use super::error::{Result, StoreError};
use super::events::{self, Event};
use super::id::{AlertNoteId, BuildingId, EventId, OrganisationId};
use super::ledger;

/// Characters of a key and of a text, at most.
pub const LONGEST_KEY: usize = 200;
/// The same of a text.
pub const LONGEST_TEXT: usize = 2_000;

/// Where somebody stands with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Somebody has seen it.
    Seen,
    /// There is a reason for it: an extension, more people.
    Explained,
    /// It was seen to.
    Done,
}

impl State {
    /// Every state.
    pub const ALL: [State; 3] = [State::Seen, State::Explained, State::Done];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            State::Seen => "seen",
            State::Explained => "explained",
            State::Done => "done",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<State> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What somebody answers.
#[derive(Debug, Clone)]
pub struct NewNote<'a> {
    /// Key of the alert.
    pub alert: &'a str,
    /// Where one stands.
    pub state: State,
    /// In their own words; may be empty.
    pub text: &'a str,
    /// What explains it, where that has a kind and a date.
    pub event: Option<&'a Event>,
}

/// An answer as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// Its id.
    pub id: AlertNoteId,
    /// Of which building.
    pub building: BuildingId,
    /// Key of the alert.
    pub alert: String,
    /// Where one stands.
    pub state: State,
    /// In their own words.
    pub text: String,
    /// The event it wrote.
    pub event: Option<EventId>,
    /// Who, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
    /// UTC second at which it was taken back.
    pub withdrawn_at: Option<i64>,
}

/// Writes an answer down, and the event that explains it. The same answer again, still in force, is the one that is there:
/// somebody clicked twice.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a key or text that is too long; no such building; the database.
pub async fn set<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    new: &NewNote<'_>,
) -> Result<AlertNoteId> {
    if new.alert.is_empty() || new.alert.chars().count() > LONGEST_KEY || new.alert.contains('\0') {
        return Err(StoreError::OutOfRange { what: "the key of the alert" });
    }
    if new.text.chars().count() > LONGEST_TEXT || new.text.contains('\0') {
        return Err(StoreError::OutOfRange { what: "the text" });
    }
    ledger::lock(tx, Some(tenant)).await?;
    let explaining = new.event.filter(|_| new.state == State::Explained);
    if let Some(held) = list(tx, tenant, building).await?.remove(new.alert)
        && held.state == new.state
        && held.text == new.text
        && same_event(tx, tenant, &held, explaining).await?
    {
        return Ok(held.id);
    }
    let event = match explaining {
        Some(event) => Some(events::add(tx, by, tenant, building, event).await?),
        None => None,
    };
    let id = AlertNoteId::new(by.now);
    let row = alert_note::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(building.get()),
        alert: Set(new.alert.to_owned()),
        state: Set(new.state.code().to_owned()),
        text: Set(new.text.to_owned()),
        event: Set(event.map(EventId::get)),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    };
    alert_note::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "building": building, "alert": new.alert, "state": new.state.code(), "event": event });
    ledger::append(tx, by, Some(tenant), "alert.noted", id, &data).await?;
    Ok(id)
}

/// Whether an answer wrote this event, and it is still there.
async fn same_event<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    held: &NoteRow,
    event: Option<&Event>,
) -> Result<bool> {
    let (Some(id), Some(event)) = (held.event, event) else {
        return Ok(held.event.is_none() && event.is_none());
    };
    let all = events::of_building(c, tenant, held.building).await?;
    Ok(all.iter().any(|row| row.id == id && row.event == *event))
}

/// Takes an answer back, with the event it wrote; the one before counts again.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was taken back before; the database.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: AlertNoteId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = alert_note::Entity::find_by_id((tenant.get(), id.get())).one(tx).await?;
    let held = held.filter(|row| row.superseded_at.is_none());
    let held = held.ok_or_else(|| StoreError::not_found("alert note", id))?;
    alert_note::Entity::update_many()
        .col_expr(alert_note::Column::SupersededAt, by.now.into())
        .filter(alert_note::Column::Tenant.eq(tenant.get()))
        .filter(alert_note::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    if let Some(event) = held.event.map(EventId::from_stored) {
        // Somebody may have taken the event back by itself.
        match events::withdraw(tx, by, tenant, event).await {
            Ok(()) | Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    ledger::append(tx, by, Some(tenant), "alert.withdrawn", id, &json!({ "alert": held.alert })).await
}

/// Every answer ever given for a building, in the order given, those taken back too.
///
/// # Errors
/// The database.
pub async fn history<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<NoteRow>> {
    let rows = alert_note::Entity::find()
        .filter(alert_note::Column::Tenant.eq(tenant.get()))
        .filter(alert_note::Column::Building.eq(building.get()))
        .order_by_asc(alert_note::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The answer that counts of each alert of a building, by its key.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<BTreeMap<String, NoteRow>> {
    let all = history(c, tenant, building).await?;
    let in_force = all.into_iter().filter(|note| note.withdrawn_at.is_none());
    Ok(in_force.map(|note| (note.alert.clone(), note)).collect())
}

/// Keys of the alerts of an organisation that somebody explained or saw to, by building: one query. To have seen one is no
/// answer.
///
/// # Errors
/// The database.
pub async fn settled<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
) -> Result<BTreeMap<BuildingId, BTreeSet<String>>> {
    let rows = alert_note::Entity::find()
        .filter(alert_note::Column::Tenant.eq(tenant.get()))
        .filter(alert_note::Column::SupersededAt.is_null())
        .order_by_asc(alert_note::Column::Id)
        .all(c)
        .await?;
    let mut all: BTreeMap<BuildingId, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let note = NoteRow::try_from(row)?;
        let keys = all.entry(note.building).or_default();
        // The newest answer counts.
        if note.state == State::Seen {
            keys.remove(&note.alert);
        } else {
            keys.insert(note.alert);
        }
    }
    Ok(all)
}

/// The same of one building.
///
/// # Errors
/// The database.
pub async fn settled_of<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<BTreeSet<String>> {
    let notes = list(c, tenant, building).await?;
    Ok(notes.into_iter().filter(|(_, note)| note.state != State::Seen).map(|(key, _)| key).collect())
}

impl TryFrom<alert_note::Model> for NoteRow {
    type Error = StoreError;

    fn try_from(row: alert_note::Model) -> Result<Self> {
        Ok(NoteRow {
            id: AlertNoteId::from_stored(row.id),
            building: BuildingId::from_stored(row.building),
            alert: row.alert,
            state: State::from_code(&row.state).ok_or_else(|| StoreError::damaged("state", &row.state))?,
            text: row.text,
            event: row.event.map(EventId::from_stored),
            actor: row.actor,
            recorded_at: row.recorded_at,
            withdrawn_at: row.superseded_at,
        })
    }
}
