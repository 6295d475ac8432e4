//! Keys that programs send with a request, so that it is done once: whoever inserts the row of a key has claimed it.
//!
//! A key holds for one organisation and a day. A claim whose request died is taken over when its lease is over. These rows
//! are bookkeeping, not facts: no figure depends on them, so they leave no entry in the log. What the request writes leaves
//! its own.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::entities::idempotency::{self, Column, Entity};
use super::error::Result;
use super::id::OrganisationId;

/// Seconds a key holds.
pub const HOLDS_S: i64 = 86_400;
/// Seconds a request may take: a little more than it is given.
const LEASE_S: i64 = 150;
/// Keys of one organisation at a time, at most.
const MOST: u64 = 10_000;
/// Bytes of a key, at most.
pub const LONGEST_KEY: usize = 200;
/// Bytes of an answer that is kept, at most. A longer one is made again: an import knows its file.
pub const LONGEST_ANSWER: usize = 1024 * 1024;

/// What a key means for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is to be done, and nobody else does it.
    Ours,
    /// It was done.
    Done {
        /// Status of the answer.
        status: u16,
        /// The answer.
        answer: String,
    },
    /// The key came with another request.
    Other,
    /// Somebody is at it.
    Busy,
    /// The organisation has too many keys.
    Full,
}

/// Claims a key at this UTC second for the request with this hash.
///
/// # Errors
/// The database.
pub async fn claim<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    key: &str,
    request: &str,
    now: i64,
) -> Result<Claim> {
    let of = || Column::Tenant.eq(tenant.get());
    Entity::delete_many().filter(of()).filter(Column::StartedAt.lte(now - HOLDS_S)).exec(tx).await?;
    let row = idempotency::ActiveModel {
        tenant: Set(tenant.get()),
        word: Set(key.to_owned()),
        request: Set(request.to_owned()),
        started_at: Set(now),
        status: Set(None),
        answer: Set(None),
    };
    if Entity::find().filter(of()).count(tx).await? < MOST {
        let once = OnConflict::columns([Column::Tenant, Column::Word]).do_nothing().to_owned();
        if Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? == 1 {
            return Ok(Claim::Ours);
        }
    }
    let Some(held) = Entity::find_by_id((tenant.get(), key.to_owned())).one(tx).await? else {
        return Ok(Claim::Full);
    };
    if held.request != request {
        return Ok(Claim::Other);
    }
    let status = held.status.and_then(|status| u16::try_from(status).ok());
    match (status, held.answer) {
        (Some(status), Some(answer)) => return Ok(Claim::Done { status, answer }),
        (None, _) if held.started_at > now - LEASE_S => return Ok(Claim::Busy),
        _ => {}
    }
    let taken = Entity::update_many()
        .col_expr(Column::StartedAt, Expr::value(now))
        .col_expr(Column::Status, Expr::value(None::<i32>))
        .filter(of())
        .filter(Column::Word.eq(key))
        .filter(Column::StartedAt.eq(held.started_at))
        .filter(if held.status.is_none() { Column::Status.is_null() } else { Column::Status.is_not_null() })
        .exec(tx)
        .await?;
    Ok(if taken.rows_affected == 1 { Claim::Ours } else { Claim::Busy })
}

/// Keeps what was answered to the request that claimed the key at this second; without its text when that is too long.
///
/// # Errors
/// The database.
pub async fn finish<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    key: &str,
    claimed_at: i64,
    status: u16,
    answer: Option<&str>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(i32::from(status)))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Tenant.eq(tenant.get()))
        .filter(Column::Word.eq(key))
        .filter(Column::StartedAt.eq(claimed_at))
        .filter(Column::Status.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Frees a key whose request came to nothing.
///
/// # Errors
/// The database.
pub async fn release<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    key: &str,
    claimed_at: i64,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Tenant.eq(tenant.get()))
        .filter(Column::Word.eq(key))
        .filter(Column::StartedAt.eq(claimed_at))
        .filter(Column::Status.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets every key whose day is over.
///
/// # Errors
/// The database.
pub async fn expire<C: ConnectionTrait>(tx: &C, now: i64) -> Result<u64> {
    let done = Entity::delete_many().filter(Column::StartedAt.lte(now - HOLDS_S)).exec(tx).await?;
    Ok(done.rows_affected)
}
