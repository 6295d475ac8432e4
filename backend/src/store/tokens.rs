//! Tokens of programs: of one organisation, to read or to bring readings in, for a while. Only the hash is kept.

use eclaireur_models::access::Reach;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::{Actor, By};
use super::entities::api_token;
use super::error::{Result, StoreError};
use super::id::{AccountId, OrganisationId, TokenId};
use super::{ledger, secret};

/// What a token begins with, so that one is known for what it is wherever it turns up.
pub const PREFIX: &str = "ecl_";
/// How old the last use may become before it is written again.
const USED_EVERY_S: i64 = 300;

/// A token as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its id.
    pub id: TokenId,
    /// Whose.
    pub tenant: OrganisationId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub reach: Reach,
    /// UTC second.
    pub created_at: i64,
    /// UTC second.
    pub expires_at: i64,
    /// UTC second, to within some minutes.
    pub used_at: Option<i64>,
    /// UTC second.
    pub revoked_at: Option<i64>,
}

impl TokenRow {
    /// Whether it opens something at this second.
    pub const fn lasts(&self, now: i64) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// Makes a token; gives it, this once.
///
/// # Errors
/// The database.
pub async fn make<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    name: &str,
    reach: Reach,
    expires_at: i64,
) -> Result<(TokenId, String)> {
    ledger::lock(tx, Some(tenant)).await?;
    let (id, fresh) = (TokenId::new(by.now), format!("{PREFIX}{}", secret::fresh()?));
    let row = api_token::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        hash: Set(secret::hash(&fresh)),
        name: Set(name.to_owned()),
        reach: Set(code(reach).to_owned()),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        expires_at: Set(expires_at),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    api_token::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "reach": code(reach), "expires_at": expires_at });
    ledger::append(tx, by, Some(tenant), "token.made", id, &data).await?;
    Ok((id, fresh))
}

/// The token that was given, where it still opens something.
///
/// # Errors
/// The database.
pub async fn of_secret<C: ConnectionTrait>(c: &C, given: &str, now: i64) -> Result<Option<TokenRow>> {
    let row =
        api_token::Entity::find().filter(api_token::Column::Hash.eq(secret::hash(given))).one(c).await?;
    Ok(row.map(TokenRow::try_from).transpose()?.filter(|token| token.lasts(now)))
}

/// The tokens of an organisation, past ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<TokenRow>> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::Tenant.eq(tenant.get()))
        .order_by_asc(api_token::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether it is time to write that it was used.
pub fn is_due(token: &TokenRow, now: i64) -> bool {
    token.used_at.is_none_or(|at| now - at >= USED_EVERY_S)
}

/// Writes that it was used.
///
/// # Errors
/// The database.
pub async fn used<C: ConnectionTrait>(tx: &C, token: &TokenRow, now: i64) -> Result<()> {
    let row = api_token::ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    api_token::Entity::update_many()
        .set(row)
        .filter(api_token::Column::Tenant.eq(token.tenant.get()))
        .filter(api_token::Column::Id.eq(token.id.get()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Revokes a token.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was revoked before; the database.
pub async fn revoke<C: ConnectionTrait>(tx: &C, by: &By, tenant: OrganisationId, id: TokenId) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = api_token::ActiveModel { revoked_at: Set(Some(by.now)), ..Default::default() };
    let done = api_token::Entity::update_many()
        .set(row)
        .filter(api_token::Column::Tenant.eq(tenant.get()))
        .filter(api_token::Column::Id.eq(id.get()))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("token", id));
    }
    ledger::append(tx, by, Some(tenant), "token.revoked", id, &json!({})).await
}

/// Revokes those that an account made for an organisation.
///
/// # Errors
/// The database.
pub async fn revoke_made_by<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    account: AccountId,
) -> Result<()> {
    let theirs = api_token::Entity::find()
        .filter(api_token::Column::Tenant.eq(tenant.get()))
        .filter(api_token::Column::Actor.eq(Actor::Account(account).to_string()))
        .filter(api_token::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    for row in theirs {
        revoke(tx, by, tenant, TokenId::from_stored(row.id)).await?;
    }
    Ok(())
}

pub(super) const fn code(reach: Reach) -> &'static str {
    match reach {
        Reach::Read => "read",
        Reach::Import => "import",
    }
}

impl TryFrom<api_token::Model> for TokenRow {
    type Error = StoreError;

    fn try_from(row: api_token::Model) -> Result<Self> {
        let reach = [Reach::Read, Reach::Import].into_iter().find(|reach| code(*reach) == row.reach);
        Ok(TokenRow {
            id: TokenId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            name: row.name,
            reach: reach.ok_or_else(|| StoreError::damaged("reach", &row.reach))?,
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
            revoked_at: row.revoked_at,
        })
    }
}
