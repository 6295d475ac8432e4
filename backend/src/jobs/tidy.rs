//! Previews that nobody confirmed are forgotten after a week, pictures of a reading that nobody finished and what was
//! answered to a program's key after a day; so are sessions that are over, counted tries, old browsers. Readings that wait
//! for a table of their month get it.

use super::held::Held;
use crate::app::App;

/// Name of the job in the list of runs.
pub const JOB: &str = "tidy";
/// It has no days, only rounds.
const SLOT: &str = "round";

/// Seconds after which a counted try says nothing any more: longer than any window.
const TRIES_S: i64 = 2 * 24 * 3600;

/// Forgets previews whose time is over; says how many.
///
/// # Errors
/// The database.
pub async fn tidy(app: &App) -> anyhow::Result<u64> {
    let Some(held) = Held::claim(app, JOB, SLOT).await? else { return Ok(0) };
    let tx = app.db.begin().await?;
    let forgotten = crate::store::imports::expire_previews(&tx, &app.by()).await?;
    crate::store::sendings::expire(&tx, &app.by()).await?;
    crate::store::reading_links::expire(&tx, &app.by()).await?;
    let now = app.clock.now();
    crate::store::sessions::tidy(&tx, now).await?;
    crate::store::limits::tidy(&tx, now - TRIES_S).await?;
    crate::store::devices::tidy(&tx, now).await?;
    crate::store::idempotency::expire(&tx, now).await?;
    tx.commit().await?;
    crate::store::readings::settle(&app.db).await?;
    held.leave(&format!("{forgotten} forgotten")).await?;
    Ok(forgotten)
}
