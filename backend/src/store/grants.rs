//! What people were granted: given from a day on, perhaps to a day, revoked. Never edited.
//!
//! A mandate is the grant of an adviser. Grants about an organisation stand in its own log, the others in the service's.

use std::collections::BTreeMap;

use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::entities::{role_grant, role_grant_building};
use super::error::{Result, StoreError};
use super::id::{AccountId, BuildingId, FederationId, GrantId, OrganisationId};
use super::{columns, ledger};

/// A grant as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// Its id.
    pub id: GrantId,
    /// To whom.
    pub account: AccountId,
    /// What, from when to when. A revoked one holds on no day.
    pub grant: Grant,
    /// Who gave it, by reference.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second.
    pub revoked_at: Option<i64>,
}

impl GrantRow {
    /// The organisation it is about.
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.grant.role.scope().map(|scope| OrganisationId::from_stored(scope.organisation))
    }

    /// Whether it holds on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.revoked_at.is_none() && self.grant.holds(on)
    }
}

/// Gives a role.
///
/// # Errors
/// [`StoreError::Refused`] for the role of a program, a scope of no building, an end before the beginning; no such
/// organisation, building or federation; the database.
pub async fn give<C: ConnectionTrait>(tx: &C, by: &By, account: AccountId, grant: &Grant) -> Result<GrantId> {
    let scope = grant.role.scope();
    let none = scope.and_then(|scope| scope.buildings.as_ref()).is_some_and(Vec::is_empty);
    let backwards = grant.to.is_some_and(|to| to <= grant.from);
    if none || backwards || matches!(grant.role, Role::Program(..)) {
        return Err(StoreError::Refused { what: "a grant", why: "it opens nothing".into() });
    }
    let tenant = scope.map(|scope| OrganisationId::from_stored(scope.organisation));
    ledger::lock(tx, tenant).await?;
    let id = GrantId::new(by.now);
    let federation = match grant.role {
        Role::Reviewer { federation } => Some(federation),
        _ => None,
    };
    let row = role_grant::ActiveModel {
        id: Set(id.get()),
        account: Set(account.get()),
        role: Set(grant.role.code().to_owned()),
        organisation: Set(tenant.map(OrganisationId::get)),
        federation: Set(federation),
        narrowed: Set(scope.is_some_and(|scope| scope.buildings.is_some())),
        from_day: Set(grant.from.to_string()),
        to_day: Set(columns::day_text(grant.to)),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        revoked_at: Set(None),
    };
    role_grant::Entity::insert(row).exec_without_returning(tx).await?;
    let buildings = scope.and_then(|scope| scope.buildings.clone()).unwrap_or_default();
    if let Some(scope) = scope.filter(|_| !buildings.is_empty()) {
        let rows = buildings.iter().map(|building| role_grant_building::ActiveModel {
            tenant: Set(scope.organisation),
            role_grant: Set(id.get()),
            building: Set(*building),
        });
        role_grant_building::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let buildings: Vec<BuildingId> = buildings.into_iter().map(BuildingId::from_stored).collect();
    let data = json!({
        "account": account,
        "role": grant.role.code(),
        "federation": federation.map(FederationId::from_stored),
        "buildings": buildings,
        "from": grant.from.to_string(),
        "to": columns::day_text(grant.to),
    });
    ledger::append(tx, by, tenant, "grant.given", id, &data).await?;
    Ok(id)
}

/// Revokes a grant: it holds no longer, today included.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was revoked before; the database.
pub async fn revoke<C: ConnectionTrait>(tx: &C, by: &By, id: GrantId) -> Result<()> {
    let held = find(tx, id).await?.ok_or_else(|| StoreError::not_found("grant", id))?;
    ledger::lock(tx, held.organisation()).await?;
    let row = role_grant::ActiveModel { revoked_at: Set(Some(by.now)), ..Default::default() };
    let done = role_grant::Entity::update_many()
        .set(row)
        .filter(role_grant::Column::Id.eq(id.get()))
        .filter(role_grant::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("grant", id));
    }
    let data = json!({ "account": held.account, "role": held.grant.role.code() });
    ledger::append(tx, by, held.organisation(), "grant.revoked", id, &data).await
}

/// The grant with this id.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(c: &C, id: GrantId) -> Result<Option<GrantRow>> {
    Ok(select(c, Condition::all().add(role_grant::Column::Id.eq(id.get()))).await?.pop())
}

/// What an account holds or held, the newest last.
///
/// # Errors
/// The database.
pub async fn of_account<C: ConnectionTrait>(c: &C, account: AccountId) -> Result<Vec<GrantRow>> {
    select(c, Condition::all().add(role_grant::Column::Account.eq(account.get()))).await
}

/// Who holds or held something about an organisation, the newest last.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<GrantRow>> {
    select(c, Condition::all().add(role_grant::Column::Organisation.eq(tenant.get()))).await
}

/// Every grant, the newest last.
///
/// # Errors
/// The database.
pub async fn all<C: ConnectionTrait>(c: &C) -> Result<Vec<GrantRow>> {
    select(c, Condition::all()).await
}

async fn select<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<GrantRow>> {
    let rows = role_grant::Entity::find().filter(wanted).order_by_asc(role_grant::Column::Id).all(c).await?;
    let narrowed: Vec<i64> = rows.iter().filter(|row| row.narrowed).map(|row| row.id).collect();
    let mut buildings: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    if !narrowed.is_empty() {
        let of = role_grant_building::Column::RoleGrant.is_in(narrowed);
        for row in role_grant_building::Entity::find().filter(of).all(c).await? {
            buildings.entry(row.role_grant).or_default().push(row.building);
        }
    }
    rows.into_iter()
        .map(|row| {
            let some = row.narrowed.then(|| buildings.remove(&row.id).unwrap_or_default());
            read(row, some)
        })
        .collect()
}

fn read(row: role_grant::Model, buildings: Option<Vec<i64>>) -> Result<GrantRow> {
    let damaged = || StoreError::damaged("role", &row.role);
    let scope = row.organisation.map(|organisation| Scope { organisation, buildings });
    let role = match row.role.as_str() {
        "manager" => Role::Manager(scope.ok_or_else(damaged)?),
        "adviser" => Role::Adviser(scope.ok_or_else(damaged)?),
        "reviewer" => Role::Reviewer { federation: row.federation.ok_or_else(damaged)? },
        "cell" => Role::Cell,
        "investor" => Role::Investor,
        "administrator" => Role::Administrator,
        _ => return Err(damaged()),
    };
    Ok(GrantRow {
        id: GrantId::from_stored(row.id),
        account: AccountId::from_stored(row.account),
        grant: Grant {
            role,
            from: columns::day(&row.from_day)?,
            to: columns::maybe_day(row.to_day.as_deref())?,
        },
        actor: row.actor,
        created_at: row.created_at,
        revoked_at: row.revoked_at,
    })
}
