//! Previews that nobody confirmed are forgotten after a week, pictures of a reading that nobody finished and what was
//! answered to a program's key after a day; so are sessions that are over, counted tries, old browsers.

use crate::app::App;
use crate::store::job_runs;

/// Name of the job in the list of runs.
pub const JOB: &str = "tidy";
/// It has no days, only rounds.
const SLOT: &str = "round";
/// How long a claim holds.
const LEASE_S: i64 = 10 * 60;

/// Seconds after which a counted try says nothing any more: longer than any window.
const TRIES_S: i64 = 2 * 24 * 3600;

/// Forgets previews whose time is over; says how many.
///
/// # Errors
/// The database.
pub async fn tidy(app: &App) -> anyhow::Result<u64> {
    let tx = app.db.begin().await?;
    let claim = job_runs::claim(&tx, JOB, SLOT, app.clock.now(), LEASE_S).await?;
    tx.commit().await?;
    let Some(claim) = claim else { return Ok(0) };
    let tx = app.db.begin().await?;
    let forgotten = crate::store::imports::expire_previews(&tx, &app.by()).await?;
    crate::store::sendings::expire(&tx, &app.by()).await?;
    crate::store::reading_links::expire(&tx, &app.by()).await?;
    let now = app.clock.now();
    crate::store::sessions::tidy(&tx, now).await?;
    crate::store::limits::tidy(&tx, now - TRIES_S).await?;
    crate::store::devices::tidy(&tx, now).await?;
    crate::store::idempotency::expire(&tx, now).await?;
    job_runs::leave(&tx, &claim, app.clock.now(), &format!("{forgotten} forgotten")).await?;
    tx.commit().await?;
    Ok(forgotten)
}
