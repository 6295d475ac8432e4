//! Accounts: made by an invitation, joined with a password, closed.
//!
//! The event log names an account by its id only; address and name stand here and nowhere else, so that erasing them
//! breaks no chain. Passwords arrive hashed (argon2id, PHC text): this room never sees one.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use super::by::By;
use super::entities::{account, recovery_code};
use super::error::{Result, StoreError};
use super::id::AccountId;
use super::{ledger, secret};

/// An account as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// Its address; none once erased.
    pub email: Option<String>,
    /// The person's name, as they gave it.
    pub name: Option<String>,
    /// The hash of its password; none before the invitation was answered.
    pub password: Option<String>,
    /// The secret of its second factor, base 32; counts once [`AccountRow::totp_since`] is there.
    pub totp_secret: Option<String>,
    /// UTC second from which the second factor is asked for.
    pub totp_since: Option<i64>,
    /// The last step whose code was taken.
    pub totp_step: Option<i64>,
    /// UTC second.
    pub created_at: i64,
    /// UTC second.
    pub closed_at: Option<i64>,
}

impl AccountRow {
    /// Whether the second factor is asked for.
    pub const fn has_factor(&self) -> bool {
        self.totp_since.is_some()
    }

    /// What it is called for people: its name, else its address, else its id.
    pub fn called(&self) -> String {
        let named = self.name.as_ref().or(self.email.as_ref());
        named.cloned().unwrap_or_else(|| self.id.to_string())
    }
}

/// The address as accounts are told apart by it.
pub fn key_of(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The account of this address, made when there is none.
///
/// # Errors
/// The database.
pub async fn found_or_made<C: ConnectionTrait>(tx: &C, by: &By, email: &str) -> Result<AccountRow> {
    ledger::lock(tx, None).await?;
    if let Some(held) = by_email(tx, email).await? {
        return Ok(held);
    }
    let id = AccountId::new(by.now);
    let row = account::ActiveModel {
        id: Set(id.get()),
        email_key: Set(Some(key_of(email))),
        email: Set(Some(email.trim().to_owned())),
        name: Set(None),
        password: Set(None),
        totp_secret: Set(None),
        totp_since: Set(None),
        totp_step: Set(None),
        created_at: Set(by.now),
        closed_at: Set(None),
    };
    account::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, None, "account.made", id, &json!({})).await?;
    get(tx, id).await
}

/// Whether there is any account that is not closed.
///
/// # Errors
/// The database.
pub async fn any<C: ConnectionTrait>(c: &C) -> Result<bool> {
    Ok(account::Entity::find().filter(account::Column::ClosedAt.is_null()).count(c).await? > 0)
}

/// Whether the address of every one of them that is not closed ends so.
///
/// # Errors
/// The database.
pub async fn all_end_with<C: ConnectionTrait>(c: &C, end: &str) -> Result<bool> {
    let email = account::Column::Email;
    let other = Condition::any().add(email.is_null()).add(Condition::any().add(email.ends_with(end)).not());
    let open = account::Entity::find().filter(account::Column::ClosedAt.is_null());
    Ok(open.filter(other).count(c).await? == 0)
}

/// The account of this address that is not closed.
///
/// # Errors
/// The database.
pub async fn by_email<C: ConnectionTrait>(c: &C, email: &str) -> Result<Option<AccountRow>> {
    let row = account::Entity::find().filter(account::Column::EmailKey.eq(key_of(email))).one(c).await?;
    Ok(row.map(Into::into))
}

/// The account with this id.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(c: &C, id: AccountId) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find_by_id(id.get()).one(c).await?.map(Into::into))
}

/// The account with this id.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn get<C: ConnectionTrait>(c: &C, id: AccountId) -> Result<AccountRow> {
    find(c, id).await?.ok_or_else(|| StoreError::not_found("account", id))
}

/// Every account, the oldest first.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(c: &C) -> Result<Vec<AccountRow>> {
    let rows = account::Entity::find().order_by_asc(account::Column::Id).all(c).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// These accounts, in no order.
///
/// # Errors
/// The database.
pub async fn among<C: ConnectionTrait>(c: &C, ids: &[AccountId]) -> Result<Vec<AccountRow>> {
    let ids = ids.iter().map(|id| id.get());
    let rows = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(c).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Sets the hash of a new password.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn set_password<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, hash: &str) -> Result<()> {
    let row = account::ActiveModel { password: Set(Some(hash.to_owned())), ..Default::default() };
    change(tx, by, id, row, "account.password").await
}

/// Sets what the person is called.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn set_name<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, name: &str) -> Result<()> {
    let name = Some(name.trim().to_owned()).filter(|n| !n.is_empty());
    let row = account::ActiveModel { name: Set(name), ..Default::default() };
    change(tx, by, id, row, "account.named").await
}

/// Sets another address, which its holder confirmed.
///
/// # Errors
/// [`StoreError::Taken`] when another account has it; the database.
pub async fn set_email<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, email: &str) -> Result<()> {
    if by_email(tx, email).await?.is_some_and(|held| held.id != id) {
        return Err(StoreError::Taken { what: "email".into() });
    }
    let row = account::ActiveModel {
        email_key: Set(Some(key_of(email))),
        email: Set(Some(email.trim().to_owned())),
        ..Default::default()
    };
    change(tx, by, id, row, "account.address").await
}

/// Keeps the secret of a second factor that is not yet asked for: its holder has to show a code first.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn offer_factor<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, totp: &str) -> Result<()> {
    let row = account::ActiveModel {
        totp_secret: Set(Some(totp.to_owned())),
        totp_since: Set(None),
        totp_step: Set(None),
        ..Default::default()
    };
    change(tx, by, id, row, "account.factor.offered").await
}

/// From now on the second factor is asked for; its recovery codes take the place of those before.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn set_factor<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, codes: &[String]) -> Result<()> {
    let row = account::ActiveModel { totp_since: Set(Some(by.now)), ..Default::default() };
    change(tx, by, id, row, "account.factor.set").await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::Account.eq(id.get())).exec(tx).await?;
    let rows = codes.iter().map(|code| recovery_code::ActiveModel {
        account: Set(id.get()),
        hash: Set(secret::hash(code)),
        used_at: Set(None),
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The second factor is no longer asked for.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn drop_factor<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId) -> Result<()> {
    let row = account::ActiveModel {
        totp_secret: Set(None),
        totp_since: Set(None),
        totp_step: Set(None),
        ..Default::default()
    };
    recovery_code::Entity::delete_many().filter(recovery_code::Column::Account.eq(id.get())).exec(tx).await?;
    change(tx, by, id, row, "account.factor.dropped").await
}

/// The second factor is no longer asked for, because an administrator says so: why, as a code.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn reset_factor<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, reason: &str) -> Result<()> {
    drop_factor(tx, by, id).await?;
    ledger::append(tx, by, None, "account.factor.reset", id, &json!({ "reason": reason })).await
}

/// Takes the code of a step: whether it is later than every one taken before, so that none counts twice.
///
/// # Errors
/// The database.
pub async fn take_step<C: ConnectionTrait>(tx: &C, id: AccountId, step: i64) -> Result<bool> {
    let earlier =
        Condition::any().add(account::Column::TotpStep.is_null()).add(account::Column::TotpStep.lt(step));
    let row = account::ActiveModel { totp_step: Set(Some(step)), ..Default::default() };
    let done = account::Entity::update_many()
        .set(row)
        .filter(account::Column::Id.eq(id.get()))
        .filter(earlier)
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes a recovery code: whether it was there and not used.
///
/// # Errors
/// The database.
pub async fn take_recovery<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId, code: &str) -> Result<bool> {
    let row = recovery_code::ActiveModel { used_at: Set(Some(by.now)), ..Default::default() };
    let done = recovery_code::Entity::update_many()
        .set(row)
        .filter(recovery_code::Column::Account.eq(id.get()))
        .filter(recovery_code::Column::Hash.eq(secret::hash(code)))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        ledger::append(tx, by, None, "account.recovery.used", id, &json!({})).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Recovery codes not used yet.
///
/// # Errors
/// The database.
pub async fn recovery_left<C: ConnectionTrait>(c: &C, id: AccountId) -> Result<u64> {
    let unused = recovery_code::Entity::find()
        .filter(recovery_code::Column::Account.eq(id.get()))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(unused.count(c).await?)
}

/// Closes an account and erases what names its holder. Its grants, sessions and links are the callers' to end.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn close<C: ConnectionTrait>(tx: &C, by: &By, id: AccountId) -> Result<()> {
    drop_factor(tx, by, id).await?;
    let row = account::ActiveModel {
        email_key: Set(None),
        email: Set(None),
        name: Set(None),
        password: Set(None),
        closed_at: Set(Some(by.now)),
        ..Default::default()
    };
    change(tx, by, id, row, "account.closed").await
}

async fn change<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: AccountId,
    row: account::ActiveModel,
    kind: &str,
) -> Result<()> {
    ledger::lock(tx, None).await?;
    get(tx, id).await?;
    account::ActiveModel { id: Set(id.get()), ..row }.update(tx).await?;
    ledger::append(tx, by, None, kind, id, &json!({})).await
}

impl From<account::Model> for AccountRow {
    fn from(row: account::Model) -> Self {
        AccountRow {
            id: AccountId::from_stored(row.id),
            email: row.email,
            name: row.name,
            password: row.password,
            totp_secret: row.totp_secret,
            totp_since: row.totp_since,
            totp_step: row.totp_step,
            created_at: row.created_at,
            closed_at: row.closed_at,
        }
    }
}
