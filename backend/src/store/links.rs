//! Links that are sent to people: they open one thing, once, for a while.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::by::By;
use super::entities::account_link;
use super::error::{Result, StoreError};
use super::id::{AccountId, LinkId};
use super::{ledger, secret};

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first password of an account: seven days.
    Invitation,
    /// Another password: one hour.
    Reset,
    /// Another address, confirmed by its holder: one day.
    Address,
    /// A session without a password: ten minutes.
    SignIn,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Invitation, Kind::Reset, Kind::Address, Kind::SignIn];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Invitation => "invitation",
            Kind::Reset => "reset",
            Kind::Address => "address",
            Kind::SignIn => "sign-in",
        }
    }

    /// Whether who knows an address can have one sent there.
    const fn is_for_the_asking(self) -> bool {
        matches!(self, Kind::Reset | Kind::SignIn)
    }

    /// Seconds it lasts.
    pub const fn lasts_s(self) -> i64 {
        match self {
            Kind::Invitation => 7 * 24 * 3600,
            Kind::Reset => 3600,
            Kind::Address => 24 * 3600,
            Kind::SignIn => 10 * 60,
        }
    }
}

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Its id.
    pub id: LinkId,
    /// What it opens.
    pub kind: Kind,
    /// For whom.
    pub account: AccountId,
    /// What goes with it.
    pub data: Value,
    /// UTC second.
    pub expires_at: i64,
}

/// Makes a link; gives its secret. Those of the same kind made before for the account serve no more, but those that
/// anybody can ask for: else asking again would close the door on who is about to open it.
///
/// # Errors
/// The database.
pub async fn make<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    kind: Kind,
    account: AccountId,
    data: &Value,
) -> Result<String> {
    ledger::lock(tx, None).await?;
    if !kind.is_for_the_asking() {
        revoke(tx, by, kind, account).await?;
    }
    let (id, fresh) = (LinkId::new(by.now), secret::fresh()?);
    let row = account_link::ActiveModel {
        id: Set(id.get()),
        kind: Set(kind.code().to_owned()),
        hash: Set(secret::hash(&fresh)),
        account: Set(account.get()),
        data: Set(data.to_string()),
        created_at: Set(by.now),
        expires_at: Set(by.now + kind.lasts_s()),
        used_at: Set(None),
    };
    account_link::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "account": account, "kind": kind.code() });
    ledger::append(tx, by, None, "link.made", id, &data).await?;
    Ok(fresh)
}

/// The link of this secret, where it may still be used.
///
/// # Errors
/// The database.
pub async fn of_secret<C: ConnectionTrait>(
    c: &C,
    kind: Kind,
    given: &str,
    now: i64,
) -> Result<Option<LinkRow>> {
    let row = account_link::Entity::find()
        .filter(account_link::Column::Hash.eq(secret::hash(given)))
        .filter(account_link::Column::Kind.eq(kind.code()))
        .filter(account_link::Column::UsedAt.is_null())
        .filter(account_link::Column::ExpiresAt.gt(now))
        .one(c)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Uses a link up; of two who try at once, one is told that it is not there.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn take<C: ConnectionTrait>(tx: &C, by: &By, kind: Kind, given: &str) -> Result<LinkRow> {
    ledger::lock(tx, None).await?;
    let held = of_secret(tx, kind, given, by.now).await?;
    let held = held.ok_or_else(|| StoreError::not_found("link", kind.code()))?;
    let row = account_link::ActiveModel { used_at: Set(Some(by.now)), ..Default::default() };
    let done = account_link::Entity::update_many()
        .set(row)
        .filter(account_link::Column::Id.eq(held.id.get()))
        .filter(account_link::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("link", kind.code()));
    }
    // Its elder sisters have done their work with it.
    revoke(tx, by, kind, held.account).await?;
    let data = json!({ "account": held.account, "kind": kind.code() });
    ledger::append(tx, by, None, "link.used", held.id, &data).await?;
    Ok(held)
}

/// Links of this kind for the account serve no more.
///
/// # Errors
/// The database.
pub async fn revoke<C: ConnectionTrait>(tx: &C, by: &By, kind: Kind, account: AccountId) -> Result<()> {
    let row = account_link::ActiveModel { used_at: Set(Some(by.now)), ..Default::default() };
    account_link::Entity::update_many()
        .set(row)
        .filter(account_link::Column::Account.eq(account.get()))
        .filter(account_link::Column::Kind.eq(kind.code()))
        .filter(account_link::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Throws out links that expired before `before`.
///
/// # Errors
/// The database.
pub async fn tidy<C: ConnectionTrait>(tx: &C, before: i64) -> Result<u64> {
    let over = account_link::Column::ExpiresAt.lt(before);
    Ok(account_link::Entity::delete_many().filter(over).exec(tx).await?.rows_affected)
}

/// Throws out every link of an account, with what stands in it; says how many there were.
///
/// # Errors
/// The database.
pub async fn forget<C: ConnectionTrait>(tx: &C, account: AccountId) -> Result<u64> {
    let theirs = account_link::Column::Account.eq(account.get());
    Ok(account_link::Entity::delete_many().filter(theirs).exec(tx).await?.rows_affected)
}

/// The links of an account as they are told to it: kind, made, expires, used; never their hash.
///
/// # Errors
/// The database.
pub async fn of_account<C: ConnectionTrait>(
    c: &C,
    account: AccountId,
) -> Result<Vec<(String, i64, i64, Option<i64>)>> {
    let rows =
        account_link::Entity::find().filter(account_link::Column::Account.eq(account.get())).all(c).await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.created_at, row.expires_at, row.used_at)).collect())
}

impl TryFrom<account_link::Model> for LinkRow {
    type Error = StoreError;

    fn try_from(row: account_link::Model) -> Result<Self> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == row.kind);
        Ok(LinkRow {
            id: LinkId::from_stored(row.id),
            kind: kind.ok_or_else(|| StoreError::damaged("link kind", &row.kind))?,
            account: AccountId::from_stored(row.account),
            data: serde_json::from_str(&row.data).map_err(|e| StoreError::damaged("link", e))?,
            expires_at: row.expires_at,
        })
    }
}
