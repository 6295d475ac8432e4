//! How often something was tried: one counter per bucket and window of time, in the database, so that every instance
//! counts the same.
//!
//! A bucket is a short text without personal data in the clear: callers hash what names a person or an address.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entities::attempt;
use super::error::Result;

/// So often in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Seconds of a window.
    pub window_s: i64,
    /// Tries in it.
    pub most: i64,
}

impl Limit {
    const fn began_at(self, now: i64) -> i64 {
        now - now.rem_euclid(if self.window_s > 0 { self.window_s } else { 1 })
    }
}

/// Counts a try; whether it is still within the limit.
///
/// # Errors
/// The database.
pub async fn take<C: ConnectionTrait>(tx: &C, bucket: &str, limit: Limit, now: i64) -> Result<bool> {
    take_many(tx, bucket, 1, limit, now).await
}

/// Counts so many at once; whether they are still within the limit.
///
/// # Errors
/// The database.
pub async fn take_many<C: ConnectionTrait>(
    tx: &C,
    bucket: &str,
    many: i64,
    limit: Limit,
    now: i64,
) -> Result<bool> {
    let began_at = limit.began_at(now);
    let row =
        attempt::ActiveModel { bucket: Set(bucket.to_owned()), began_at: Set(began_at), count: Set(many) };
    let more = Expr::col((attempt::Entity, attempt::Column::Count)).add(many);
    let again = OnConflict::columns([attempt::Column::Bucket, attempt::Column::BeganAt])
        .value(attempt::Column::Count, more)
        .to_owned();
    attempt::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(count(tx, bucket, limit, now).await? <= limit.most)
}

/// Tries counted in the window of now.
///
/// # Errors
/// The database.
pub async fn count<C: ConnectionTrait>(c: &C, bucket: &str, limit: Limit, now: i64) -> Result<i64> {
    let row = attempt::Entity::find_by_id((bucket.to_owned(), limit.began_at(now))).one(c).await?;
    Ok(row.map_or(0, |row| row.count))
}

/// Forgets a bucket: what was tried in vain no longer counts once it succeeded.
///
/// # Errors
/// The database.
pub async fn forget<C: ConnectionTrait>(tx: &C, bucket: &str) -> Result<()> {
    attempt::Entity::delete_many().filter(attempt::Column::Bucket.eq(bucket)).exec(tx).await?;
    Ok(())
}

/// Throws out windows that began before `before`.
///
/// # Errors
/// The database.
pub async fn tidy<C: ConnectionTrait>(tx: &C, before: i64) -> Result<u64> {
    let gone = attempt::Entity::delete_many().filter(attempt::Column::BeganAt.lt(before)).exec(tx).await?;
    Ok(gone.rows_affected)
}
