//! Which run of a scheduled job is whose: with several instances on one database each run is made once.
//!
//! A job has a *slot* for each time it is due: a day. Whoever inserts the row of a slot has claimed it; the primary key
//! lets only one. A claim ends with its lease, so that a slot whose instance died is taken over, and a slot that failed
//! is free again from the second on that its row says. A clock that was ahead and was set back leaves leases that end
//! long after any that could be given now: they count for nothing, or its slots would wait until that day comes.
//!
//! These rows are bookkeeping, not facts: no figure depends on them, so they leave no entry in the log. What a run
//! writes leaves its own.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::job_run;
use super::error::{Result, StoreError};

/// A run that is ours until its lease ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
            Condition::all().add(job_run::Column::State.eq(State::Running.code())).add(
                Condition::any()
                    .add(job_run::Column::LeaseUntil.lte(now))
                    .add(job_run::Column::LeaseUntil.gt(now.saturating_add(lease_s.saturating_mul(2)))),
            ),
        );
    let taken = job_run::Entity::update_many()
        .col_expr(job_run::Column::State, Expr::value(State::Running.code()))
        .col_expr(job_run::Column::Runs, Expr::col(job_run::Column::Runs).add(1))
        .col_expr(job_run::Column::StartedAt, Expr::value(now))
        .col_expr(job_run::Column::FinishedAt, Expr::value(None::<i64>))
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

/// Runs whose instance did not come back: their lease is over, and nobody gave them back.
///
/// # Errors
/// The database.
pub async fn abandoned<C: ConnectionTrait>(c: &C, now: i64) -> Result<Vec<Claim>> {
    let given_back = Expr::col(job_run::Column::FinishedAt).gte(Expr::col(job_run::Column::StartedAt));
    let rows = job_run::Entity::find()
        .filter(job_run::Column::State.eq(State::Running.code()))
        .filter(job_run::Column::LeaseUntil.lte(now))
        .filter(Condition::any().add(job_run::Column::FinishedAt.is_null()).add(given_back.not()))
        .order_by_asc(job_run::Column::Job)
        .order_by_asc(job_run::Column::Slot)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(|row| Claim { job: row.job, slot: row.slot, run: row.runs }).collect())
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

/// How the last run of a job came out, seen from this second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody is at it.
    Running,
    /// Done.
    Done,
    /// It failed, and is tried again.
    Failed,
    /// Whoever was at it did not come back.
    BrokenOff,
}

impl Outcome {
    /// Every one.
    pub const ALL: [Outcome; 4] = [Outcome::Running, Outcome::Done, Outcome::Failed, Outcome::BrokenOff];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Outcome::Running => "running",
            Outcome::Done => "done",
            Outcome::Failed => "failed",
            Outcome::BrokenOff => "broken-off",
        }
    }
}

/// The last run of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// Which job.
    pub job: String,
    /// How it came out.
    pub outcome: Outcome,
    /// UTC second.
    pub started_at: i64,
    /// UTC second, when it has ended.
    pub finished_at: Option<i64>,
    /// UTC second from which on a failed one is tried again.
    pub again_at: Option<i64>,
}

impl Latest {
    /// How long it took, or has taken so far.
    pub fn seconds(&self, now: i64) -> i64 {
        Ord::max(self.finished_at.unwrap_or(now).saturating_sub(self.started_at), 0)
    }
}

/// The last run of every job, in order of their names. Runs that a clock began which was ahead are left out.
///
/// # Errors
/// The database, a state that we cannot have written.
pub async fn latest<C: ConnectionTrait>(c: &C, now: i64) -> Result<Vec<Latest>> {
    let last = Query::select()
        .column(job_run::Column::Job)
        .expr_as(job_run::Column::StartedAt.max(), "last")
        .from(job_run::Entity)
        .and_where(job_run::Column::StartedAt.lte(now))
        .group_by_col(job_run::Column::Job)
        .to_owned();
    let mut latest: BTreeMap<String, Latest> = BTreeMap::new();
    for row in c.query_all(&last).await? {
        let (job, started_at): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let runs = job_run::Entity::find()
            .filter(job_run::Column::Job.eq(job.as_str()))
            .filter(job_run::Column::StartedAt.eq(started_at))
            .order_by_asc(job_run::Column::Slot);
        for row in runs.all(c).await? {
            // A round that gave its claim back stands as running, and its lease is over.
            let ended = row.finished_at.is_some_and(|at| at >= row.started_at);
            let outcome = match State::from_code(&row.state)? {
                State::Done => Outcome::Done,
                State::Failed => Outcome::Failed,
                State::Running if row.lease_until > now => Outcome::Running,
                State::Running if ended => Outcome::Done,
                State::Running => Outcome::BrokenOff,
            };
            let finished_at = match outcome {
                Outcome::Done | Outcome::Failed => row.finished_at,
                Outcome::Running | Outcome::BrokenOff => None,
            };
            let run =
                Latest { job: row.job.clone(), outcome, started_at, finished_at, again_at: row.again_at };
            latest.insert(row.job, run);
        }
    }
    Ok(latest.into_values().collect())
}
