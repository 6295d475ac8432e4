//! Which run of a scheduled job is whose: with several instances on one database each run is made once.
//!
//! A job has a *slot* for each time it is due: a day. Whoever inserts the row of a slot has claimed it; the primary key
//! lets only one. A claim ends with its lease, so that a slot whose instance died is taken over, and a slot that failed
//! is free again from the second on that its row says.
//!
//! These rows are bookkeeping, not facts: no figure depends on them, so they leave no entry in the log. What a run
//! writes leaves its own.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::job_run;
use super::error::{Result, StoreError};

/// A run that is ours until its lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which job.
    pub job: String,
    /// Which slot.
    pub slot: String,
    /// Which run of this slot, from 1.
    pub run: i32,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody is at it.
    Running,
    /// Done.
    Done,
    /// It failed, and is tried again.
    Failed,
}

impl State {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
        }
    }

    fn from_code(code: &str) -> Result<State> {
        [State::Running, State::Done, State::Failed]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| StoreError::damaged("state", code))
    }
}

/// A run as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which job.
    pub job: String,
    /// Which slot.
    pub slot: String,
    /// How it stands.
    pub state: State,
    /// How often this slot was begun.
    pub runs: i32,
    /// UTC second.
    pub started_at: i64,
    /// UTC second.
    pub finished_at: Option<i64>,
    /// UTC second from which on it is tried again.
    pub again_at: Option<i64>,
    /// What it came to, in a few words for a log.
    pub said: Option<String>,
}

/// Claims a slot at this UTC second, for so many seconds; `None` when it is somebody else's, done, or to be left alone.
///
/// # Errors
/// The database.
pub async fn claim<C: ConnectionTrait>(
    tx: &C,
    job: &str,
    slot: &str,
    now: i64,
    lease_s: i64,
) -> Result<Option<Claim>> {
    let row = job_run::ActiveModel {
        job: Set(job.to_owned()),
        slot: Set(slot.to_owned()),
        state: Set(State::Running.code().to_owned()),
        runs: Set(1),
        started_at: Set(now),
        lease_until: Set(now.saturating_add(lease_s)),
        finished_at: Set(None),
        again_at: Set(None),
        said: Set(None),
    };
    let once = OnConflict::columns([job_run::Column::Job, job_run::Column::Slot]).do_nothing().to_owned();
    let claim = |run| Claim { job: job.to_owned(), slot: slot.to_owned(), run };
    if job_run::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? == 1 {
        return Ok(Some(claim(1)));
    }
    let free = Condition::any()
        .add(
            Condition::all()
                .add(job_run::Column::State.eq(State::Failed.code()))
                .add(job_run::Column::AgainAt.lte(now)),
        )
        .add(
            Condition::all()
                .add(job_run::Column::State.eq(State::Running.code()))
                .add(job_run::Column::LeaseUntil.lte(now)),
        );
    let taken = job_run::Entity::update_many()
        .col_expr(job_run::Column::State, Expr::value(State::Running.code()))
        .col_expr(job_run::Column::Runs, Expr::col(job_run::Column::Runs).add(1))
        .col_expr(job_run::Column::StartedAt, Expr::value(now))
        .col_expr(job_run::Column::LeaseUntil, Expr::value(now.saturating_add(lease_s)))
        .filter(job_run::Column::Job.eq(job))
        .filter(job_run::Column::Slot.eq(slot))
        .filter(free)
        .exec(tx)
        .await?;
    if taken.rows_affected != 1 {
        return Ok(None);
    }
    let row = job_run::Entity::find_by_id((job.to_owned(), slot.to_owned())).one(tx).await?;
    Ok(row.map(|row| claim(row.runs)))
}

/// Keeps a claim for so many seconds more; `false` when it was lost to another.
///
/// # Errors
/// The database.
pub async fn keep<C: ConnectionTrait>(tx: &C, claim: &Claim, now: i64, lease_s: i64) -> Result<bool> {
    let kept = job_run::Entity::update_many()
        .col_expr(job_run::Column::LeaseUntil, Expr::value(now.saturating_add(lease_s)))
        .filter(ours(claim))
        .exec(tx)
        .await?;
    Ok(kept.rows_affected == 1)
}

/// Ends a run: done, or failed and to be tried again from `again_at` on. A claim lost meanwhile is left alone.
///
/// # Errors
/// The database.
pub async fn finish<C: ConnectionTrait>(
    tx: &C,
    claim: &Claim,
    now: i64,
    again_at: Option<i64>,
    said: &str,
) -> Result<()> {
    let state = if again_at.is_some() { State::Failed } else { State::Done };
    job_run::Entity::update_many()
        .col_expr(job_run::Column::State, Expr::value(state.code()))
        .col_expr(job_run::Column::FinishedAt, Expr::value(now))
        .col_expr(job_run::Column::AgainAt, Expr::value(again_at))
        .col_expr(job_run::Column::Said, Expr::value(said))
        .filter(ours(claim))
        .exec(tx)
        .await?;
    Ok(())
}

/// Gives a claim back, so that whoever comes next has it at once: for work that has no end, only rounds.
///
/// # Errors
/// The database.
pub async fn leave<C: ConnectionTrait>(tx: &C, claim: &Claim, now: i64, said: &str) -> Result<()> {
    job_run::Entity::update_many()
        .col_expr(job_run::Column::LeaseUntil, Expr::value(now))
        .col_expr(job_run::Column::FinishedAt, Expr::value(now))
        .col_expr(job_run::Column::Said, Expr::value(said))
        .filter(ours(claim))
        .exec(tx)
        .await?;
    Ok(())
}

fn ours(claim: &Claim) -> Condition {
    Condition::all()
        .add(job_run::Column::Job.eq(claim.job.as_str()))
        .add(job_run::Column::Slot.eq(claim.slot.as_str()))
        .add(job_run::Column::State.eq(State::Running.code()))
        .add(job_run::Column::Runs.eq(claim.run))
}

/// The last runs of a job, newest first.
///
/// # Errors
/// The database.
pub async fn last<C: ConnectionTrait>(c: &C, job: &str, most: u64) -> Result<Vec<Run>> {
    let rows = job_run::Entity::find()
        .filter(job_run::Column::Job.eq(job))
        .order_by_desc(job_run::Column::Slot)
        .limit(most)
        .all(c)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Run {
                state: State::from_code(&row.state)?,
                job: row.job,
                slot: row.slot,
                runs: row.runs,
                started_at: row.started_at,
                finished_at: row.finished_at,
                again_at: row.again_at,
                said: row.said,
            })
        })
        .collect()
}
