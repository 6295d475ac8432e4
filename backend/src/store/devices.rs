//! Browsers that an account was signed in with: the browser keeps a secret, we its hash. It opens nothing; it only keeps a
//! stranger who tries the address in vain from locking its holder out.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entities::device;
use super::error::Result;
use super::id::AccountId;
use super::secret;

/// Seconds after which a browser is a stranger again: four hundred days, as long as browsers keep a cookie.
pub const LASTS_S: i64 = 400 * 24 * 3600;

/// Remembers a browser; gives its secret.
///
/// # Errors
/// The database.
pub async fn remember<C: ConnectionTrait>(tx: &C, account: AccountId, now: i64) -> Result<String> {
    let fresh = secret::fresh()?;
    let row = device::ActiveModel {
        hash: Set(secret::hash(&fresh)),
        account: Set(account.get()),
        created_at: Set(now),
    };
    device::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(fresh)
}

/// Whether the account was signed in with this browser.
///
/// # Errors
/// The database.
pub async fn knows<C: ConnectionTrait>(c: &C, account: AccountId, given: &str, now: i64) -> Result<bool> {
    let row = device::Entity::find_by_id(secret::hash(given)).one(c).await?;
    Ok(row.is_some_and(|row| row.account == account.get() && now - row.created_at < LASTS_S))
}

/// Forgets every browser of an account.
///
/// # Errors
/// The database.
pub async fn forget<C: ConnectionTrait>(tx: &C, account: AccountId) -> Result<()> {
    device::Entity::delete_many().filter(device::Column::Account.eq(account.get())).exec(tx).await?;
    Ok(())
}

/// Throws out browsers whose time is over.
///
/// # Errors
/// The database.
pub async fn tidy<C: ConnectionTrait>(tx: &C, now: i64) -> Result<u64> {
    let old = device::Column::CreatedAt.lte(now - LASTS_S);
    Ok(device::Entity::delete_many().filter(old).exec(tx).await?.rows_affected)
}
