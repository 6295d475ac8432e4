//! What an organisation allows by itself: to be seen by name by a federation, to be helped by the accompaniment cell.
//! Given from a day on, taken back from a day on; both stay.

use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::by::By;
use super::entities::{consent, help_request};
use super::error::{Result, StoreError};
use super::id::{ConsentId, FederationId, HelpId, OrganisationId};
use super::{columns, ledger};

/// A consent as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// Its id.
    pub id: ConsentId,
    /// Whose.
    pub tenant: OrganisationId,
    /// Towards whom.
    pub federation: FederationId,
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
    /// Who gave it, by reference.
    pub actor: String,
}

impl ConsentRow {
    /// Whether it holds on a day. Taken back the day it was given, it holds on none.
    pub fn holds(&self, on: Day) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }
}

/// A call for help as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Its id.
    pub id: HelpId,
    /// Whose.
    pub tenant: OrganisationId,
    /// What they ask, in their own words.
    pub words: String,
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
}

/// Gives a consent; the one that holds already is the answer when there is one.
///
/// # Errors
/// The database.
pub async fn give<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    federation: FederationId,
    on: Day,
) -> Result<ConsentId> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = of_organisation(tx, tenant).await?;
    if let Some(held) = held.iter().find(|row| row.federation == federation && row.holds(on)) {
        return Ok(held.id);
    }
    let id = ConsentId::new(by.now);
    let row = row_of(by, (tenant, id), federation, on);
    consent::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), GIVEN, id, &given(federation, on)).await?;
    Ok(id)
}

/// Kind of the entry that a consent leaves.
pub(super) const GIVEN: &str = "consent.given";

/// Kind of the entry that one taken back leaves.
pub(super) const TAKEN_BACK: &str = "consent.taken-back";

/// What the entry of one that is given says.
pub(super) fn given(federation: FederationId, on: Day) -> serde_json::Value {
    json!({ "federation": federation, "from": on.to_string() })
}

/// The row of one that is given now.
pub(super) fn row_of(
    by: &By,
    (tenant, id): (OrganisationId, ConsentId),
    federation: FederationId,
    on: Day,
) -> consent::ActiveModel {
    consent::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        federation: Set(federation.get()),
        from_day: Set(on.to_string()),
        to_day: Set(None),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
    }
}

/// Takes a consent back, from this day on.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was taken back before; the database.
pub async fn take_back<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ConsentId,
    on: Day,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = consent::ActiveModel { to_day: Set(Some(on.to_string())), ..Default::default() };
    let done = consent::Entity::update_many()
        .set(row)
        .filter(consent::Column::Tenant.eq(tenant.get()))
        .filter(consent::Column::Id.eq(id.get()))
        .filter(consent::Column::ToDay.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("consent", id));
    }
    ledger::append(tx, by, Some(tenant), TAKEN_BACK, id, &json!({ "to": on.to_string() })).await
}

/// The consents of an organisation, past ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<ConsentRow>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::Tenant.eq(tenant.get()))
        .order_by_asc(consent::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The consents towards a federation, past ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_federation<C: ConnectionTrait>(c: &C, federation: FederationId) -> Result<Vec<ConsentRow>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::Federation.eq(federation.get()))
        .order_by_asc(consent::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Asks the accompaniment cell for help; one call at a time.
///
/// # Errors
/// The database.
pub async fn ask_help<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    words: &str,
    on: Day,
) -> Result<HelpId> {
    ledger::lock(tx, Some(tenant)).await?;
    if let Some(held) = help_of(tx, tenant).await?.into_iter().find(|row| row.to.is_none()) {
        return Ok(held.id);
    }
    let id = HelpId::new(by.now);
    let row = help_request::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        words: Set(words.to_owned()),
        from_day: Set(on.to_string()),
        to_day: Set(None),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
    };
    help_request::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "help.asked", id, &json!({ "from": on.to_string() })).await?;
    Ok(id)
}

/// Takes a call for help back, from this day on.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was taken back before; the database.
pub async fn end_help<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: HelpId,
    on: Day,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = help_request::ActiveModel { to_day: Set(Some(on.to_string())), ..Default::default() };
    let done = help_request::Entity::update_many()
        .set(row)
        .filter(help_request::Column::Tenant.eq(tenant.get()))
        .filter(help_request::Column::Id.eq(id.get()))
        .filter(help_request::Column::ToDay.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("help request", id));
    }
    ledger::append(tx, by, Some(tenant), "help.ended", id, &json!({ "to": on.to_string() })).await
}

/// The calls of an organisation, past ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn help_of<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<HelpRow>> {
    let theirs = help_request::Column::Tenant.eq(tenant.get());
    calls(c, Condition::all().add(theirs)).await
}

/// The calls that stand on a day, the oldest first.
///
/// # Errors
/// The database.
pub async fn help_asked<C: ConnectionTrait>(c: &C, on: Day) -> Result<Vec<HelpRow>> {
    calls(c, stands_on(on)).await
}

/// Whether an organisation asks for help on a day.
///
/// # Errors
/// The database.
pub async fn asks_help<C: ConnectionTrait>(c: &C, tenant: OrganisationId, on: Day) -> Result<bool> {
    let theirs = stands_on(on).add(help_request::Column::Tenant.eq(tenant.get()));
    Ok(help_request::Entity::find().filter(theirs).count(c).await? > 0)
}

/// What stands on a day: asked, and not taken back.
pub(super) fn stands_on(on: Day) -> Condition {
    columns::holds_on(help_request::Column::FromDay, help_request::Column::ToDay, on)
}

async fn calls<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<HelpRow>> {
    let rows =
        help_request::Entity::find().filter(wanted).order_by_asc(help_request::Column::Id).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<consent::Model> for ConsentRow {
    type Error = StoreError;

    fn try_from(row: consent::Model) -> Result<Self> {
        Ok(ConsentRow {
            id: ConsentId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            federation: FederationId::from_stored(row.federation),
            from: columns::day(&row.from_day)?,
            to: columns::maybe_day(row.to_day.as_deref())?,
            actor: row.actor,
        })
    }
}

impl TryFrom<help_request::Model> for HelpRow {
    type Error = StoreError;

    fn try_from(row: help_request::Model) -> Result<Self> {
        Ok(HelpRow {
            id: HelpId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            words: row.words,
            from: columns::day(&row.from_day)?,
            to: columns::maybe_day(row.to_day.as_deref())?,
        })
    }
}
