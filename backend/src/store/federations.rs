//! Federations and who is a member of them, from when to when.

use eclaireur_models::building::{Code, Federation};
use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::{federation, membership, organisation};
use super::error::{Result, StoreError};
use super::id::{FederationId, MembershipId, OrganisationId};
use super::ledger;
use super::organisations::OrganisationRow;

/// A federation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FederationRow {
    /// Its id.
    pub id: FederationId,
    /// What it is.
    pub federation: Federation,
}

/// Makes a federation; its code is made from its name.
///
/// # Errors
/// The database.
pub async fn create<C: ConnectionTrait>(tx: &C, by: &By, name: &str) -> Result<FederationRow> {
    create_with(tx, by, name, Code::from_name(name, "federation")).await
}

/// Makes a federation with this code, numbered when it is taken.
pub(super) async fn create_with<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    name: &str,
    wanted: Code,
) -> Result<FederationRow> {
    create_as(tx, by, FederationId::new(by.now), name, wanted).await
}

/// The same with this id.
pub(super) async fn create_as<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: FederationId,
    name: &str,
    wanted: Code,
) -> Result<FederationRow> {
    ledger::lock(tx, None).await?;
    let mut code = wanted.clone();
    let mut n = 1;
    while !insert(tx, by, id, name, &code).await? {
        n += 1;
        code = wanted.numbered(n);
    }
    let data = json!({ "code": code.as_str(), "name": name });
    ledger::append(tx, by, None, "federation.created", id, &data).await?;
    Ok(FederationRow { id, federation: Federation { code, name: name.to_owned() } })
}

/// Inserts the row unless the code is taken.
async fn insert<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: FederationId,
    name: &str,
    code: &Code,
) -> Result<bool> {
    let row = federation::ActiveModel {
        id: Set(id.get()),
        code: Set(code.to_string()),
        name: Set(name.to_owned()),
        created_at: Set(by.now),
    };
    let free = OnConflict::column(federation::Column::Code).do_nothing().to_owned();
    Ok(federation::Entity::insert(row).on_conflict(free).exec_without_returning(tx).await? == 1)
}

/// The federation with this code.
///
/// # Errors
/// The database.
pub async fn by_code<C: ConnectionTrait>(c: &C, code: &str) -> Result<Option<FederationRow>> {
    let row = federation::Entity::find().filter(federation::Column::Code.eq(code)).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// These federations, in order of their code.
///
/// # Errors
/// The database.
pub async fn among<C: ConnectionTrait>(c: &C, ids: &[FederationId]) -> Result<Vec<FederationRow>> {
    let rows = federation::Entity::find()
        .filter(federation::Column::Id.is_in(ids.iter().map(|id| id.get())))
        .order_by_asc(federation::Column::Code)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every federation, in order of its code.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(c: &C) -> Result<Vec<FederationRow>> {
    let rows = federation::Entity::find().order_by_asc(federation::Column::Code).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Makes an organisation a member from a day on, up to but without another.
///
/// # Errors
/// The database: one of the two does not exist.
pub async fn add_member<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    federation: FederationId,
    organisation: OrganisationId,
    from: Option<Day>,
    to: Option<Day>,
) -> Result<MembershipId> {
    ledger::lock(tx, Some(organisation)).await?;
    let id = MembershipId::new(by.now);
    let row = member_row(id, (federation, organisation), (from, to));
    membership::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(organisation), JOINED, id, &joined(federation, (from, to))).await?;
    Ok(id)
}

/// Kind of the entry that a membership leaves.
pub(super) const JOINED: &str = "federation.joined";

/// What that entry says.
pub(super) fn joined(federation: FederationId, (from, to): (Option<Day>, Option<Day>)) -> serde_json::Value {
    json!({ "federation": federation, "from": columns::day_text(from), "to": columns::day_text(to) })
}

/// The row of a membership.
pub(super) fn member_row(
    id: MembershipId,
    (federation, organisation): (FederationId, OrganisationId),
    (from, to): (Option<Day>, Option<Day>),
) -> membership::ActiveModel {
    membership::ActiveModel {
        id: Set(id.get()),
        federation: Set(federation.get()),
        organisation: Set(organisation.get()),
        from_day: Set(columns::day_text(from)),
        to_day: Set(columns::day_text(to)),
    }
}

/// The federations an organisation is a member of on a day.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(
    c: &C,
    organisation: OrganisationId,
    on: Day,
) -> Result<Vec<FederationRow>> {
    let memberships = membership::Entity::find()
        .filter(membership::Column::Organisation.eq(organisation.get()))
        .filter(holds_on(on))
        .all(c)
        .await?;
    let ids = memberships.into_iter().map(|m| m.federation);
    let rows = federation::Entity::find()
        .filter(federation::Column::Id.is_in(ids))
        .order_by_asc(federation::Column::Code)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The organisations in use that are members of a federation on a day, or all of them; in order of their code.
///
/// # Errors
/// The database.
pub async fn members<C: ConnectionTrait>(
    c: &C,
    federation: Option<FederationId>,
    on: Day,
) -> Result<Vec<OrganisationRow>> {
    let mut select = organisation::Entity::find().filter(organisation::Column::ArchivedAt.is_null());
    if let Some(federation) = federation {
        let members = Query::select()
            .column(membership::Column::Organisation)
            .from(membership::Entity)
            .cond_where(holds_on(on).add(membership::Column::Federation.eq(federation.get())))
            .to_owned();
        select = select.filter(organisation::Column::Id.in_subquery(members));
    }
    let rows = select.order_by_asc(organisation::Column::Code).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether a membership holds on a day.
pub(super) fn holds_on(day: Day) -> Condition {
    columns::holds_on(membership::Column::FromDay, membership::Column::ToDay, day)
}

impl TryFrom<federation::Model> for FederationRow {
    type Error = StoreError;

    fn try_from(row: federation::Model) -> Result<Self> {
        Ok(FederationRow {
            id: FederationId::from_stored(row.id),
            federation: Federation { code: columns::code(&row.code)?, name: row.name },
        })
    }
}
