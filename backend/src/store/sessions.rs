//! Sessions: who is signed in, where, since when. The browser keeps a secret, we its hash.
//!
//! A session ends when it is closed, when nobody was seen for [`IDLE_S`], and [`ABSOLUTE_S`] after it began, whatever comes
//! first. A secret is given anew at each change of level (*rotation*).

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::by::By;
use super::entities::session;
use super::error::{Result, StoreError};
use super::id::{AccountId, SessionId};
use super::{ledger, secret};

/// Seconds without a request after which a session is over: eight hours.
pub const IDLE_S: i64 = 8 * 3600;
/// Seconds after which a session is over in any case: seven days.
pub const ABSOLUTE_S: i64 = 7 * 24 * 3600;
/// How old [`SessionRow::seen_at`] may become before it is written again.
const SEEN_EVERY_S: i64 = 300;
/// Characters of the browser's name that are kept.
const AGENT: usize = 200;

/// How far somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The password was right; the code of the second factor lacks.
    Password,
    /// Signed in; the account has no second factor.
    Whole,
    /// Signed in with the second factor.
    Strong,
}

impl Level {
    const ALL: [Level; 3] = [Level::Password, Level::Whole, Level::Strong];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Level::Password => "password",
            Level::Whole => "whole",
            Level::Strong => "strong",
        }
    }
}

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// How far.
    pub level: Level,
    /// What the browser called itself.
    pub agent: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second, to within some minutes.
    pub seen_at: i64,
}

/// Opens a session; gives its secret.
///
/// # Errors
/// The database.
pub async fn open<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    account: AccountId,
    level: Level,
    agent: &str,
) -> Result<String> {
    ledger::lock(tx, None).await?;
    let (id, fresh) = (SessionId::new(by.now), secret::fresh()?);
    let row = session::ActiveModel {
        id: Set(id.get()),
        account: Set(account.get()),
        hash: Set(secret::hash(&fresh)),
        created_at: Set(by.now),
        seen_at: Set(by.now),
        level: Set(level.code().to_owned()),
        agent: Set(agent.chars().filter(|c| !c.is_control()).take(AGENT).collect()),
    };
    session::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "account": account, "level": level.code() });
    ledger::append(tx, by, None, "session.opened", id, &data).await?;
    Ok(fresh)
}

/// The session of this secret that is not over at `now`.
///
/// # Errors
/// The database.
pub async fn of_secret<C: ConnectionTrait>(c: &C, given: &str, now: i64) -> Result<Option<SessionRow>> {
    let row = session::Entity::find().filter(session::Column::Hash.eq(secret::hash(given))).one(c).await?;
    Ok(row.map(SessionRow::try_from).transpose()?.filter(|session| session.lasts(now)))
}

/// The sessions of an account that are not over, the one seen last first.
///
/// # Errors
/// The database.
pub async fn of_account<C: ConnectionTrait>(c: &C, account: AccountId, now: i64) -> Result<Vec<SessionRow>> {
    let rows = session::Entity::find()
        .filter(session::Column::Account.eq(account.get()))
        .order_by_desc(session::Column::SeenAt)
        .all(c)
        .await?;
    let rows: Vec<SessionRow> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    Ok(rows.into_iter().filter(|session| session.lasts(now)).collect())
}

/// When each of these accounts was last seen, as far as a session that is still kept tells.
///
/// # Errors
/// The database.
pub async fn last_seen<C: ConnectionTrait>(
    c: &C,
    accounts: &[AccountId],
) -> Result<BTreeMap<AccountId, i64>> {
    let of = session::Column::Account.is_in(accounts.iter().map(|id| id.get()));
    let mut seen = BTreeMap::new();
    for row in session::Entity::find().filter(of).order_by_asc(session::Column::SeenAt).all(c).await? {
        seen.insert(AccountId::from_stored(row.account), row.seen_at);
    }
    Ok(seen)
}

/// Whether it is time to write that somebody was seen.
pub const fn is_due(session: &SessionRow, now: i64) -> bool {
    now - session.seen_at >= SEEN_EVERY_S
}

/// Writes that somebody was seen. Leaves no entry in the log: who reads is told where it matters.
///
/// # Errors
/// The database.
pub async fn seen<C: ConnectionTrait>(tx: &C, id: SessionId, now: i64) -> Result<()> {
    let row = session::ActiveModel { seen_at: Set(now), ..Default::default() };
    session::Entity::update_many().set(row).filter(session::Column::Id.eq(id.get())).exec(tx).await?;
    Ok(())
}

/// Raises a session to another level, under a new secret.
///
/// # Errors
/// It is closed; the database.
pub async fn raise<C: ConnectionTrait>(tx: &C, by: &By, id: SessionId, level: Level) -> Result<String> {
    ledger::lock(tx, None).await?;
    let held = session::Entity::find_by_id(id.get()).one(tx).await?;
    let held = held.ok_or_else(|| StoreError::not_found("session", id))?;
    let fresh = secret::fresh()?;
    let row = session::ActiveModel {
        id: Set(held.id),
        hash: Set(secret::hash(&fresh)),
        level: Set(level.code().to_owned()),
        seen_at: Set(by.now),
        ..Default::default()
    };
    row.update(tx).await?;
    let account = AccountId::from_stored(held.account);
    let data = json!({ "account": account, "level": level.code() });
    ledger::append(tx, by, None, "session.raised", id, &data).await?;
    Ok(fresh)
}

/// Closes a session of an account.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not theirs; the database.
pub async fn close<C: ConnectionTrait>(tx: &C, by: &By, account: AccountId, id: SessionId) -> Result<()> {
    ledger::lock(tx, None).await?;
    let gone = session::Entity::delete_many()
        .filter(session::Column::Id.eq(id.get()))
        .filter(session::Column::Account.eq(account.get()))
        .exec(tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(StoreError::not_found("session", id));
    }
    ledger::append(tx, by, None, "session.closed", id, &json!({ "account": account })).await
}

/// Closes every session of an account but one.
///
/// # Errors
/// The database.
pub async fn close_all<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    account: AccountId,
    but: Option<SessionId>,
) -> Result<u64> {
    ledger::lock(tx, None).await?;
    let mut theirs = session::Entity::delete_many().filter(session::Column::Account.eq(account.get()));
    if let Some(id) = but {
        theirs = theirs.filter(session::Column::Id.ne(id.get()));
    }
    let gone = theirs.exec(tx).await?.rows_affected;
    ledger::append(tx, by, None, "session.all-closed", account, &json!({ "closed": gone })).await?;
    Ok(gone)
}

/// Throws out sessions that are over.
///
/// # Errors
/// The database.
pub async fn tidy<C: ConnectionTrait>(tx: &C, now: i64) -> Result<u64> {
    let over = Condition::any()
        .add(session::Column::SeenAt.lte(now - IDLE_S))
        .add(session::Column::CreatedAt.lte(now - ABSOLUTE_S));
    Ok(session::Entity::delete_many().filter(over).exec(tx).await?.rows_affected)
}

impl SessionRow {
    const fn lasts(&self, now: i64) -> bool {
        now - self.seen_at < IDLE_S && now - self.created_at < ABSOLUTE_S
    }
}

impl TryFrom<session::Model> for SessionRow {
    type Error = StoreError;

    fn try_from(row: session::Model) -> Result<Self> {
        let level = Level::ALL.into_iter().find(|level| level.code() == row.level);
        Ok(SessionRow {
            id: SessionId::from_stored(row.id),
            account: AccountId::from_stored(row.account),
            level: level.ok_or_else(|| StoreError::damaged("session level", &row.level))?,
            agent: row.agent,
            created_at: row.created_at,
            seen_at: row.seen_at,
        })
    }
}
