//! Lets go of what an organisation keeps for a while only: pictures that came with a reading, once their years are over.
//!
//! A day of work is a *slot*, claimed in the database, so that with several instances it is done once. An organisation where it
//! fails is said in the log of the service and keeps nothing of the others.

use anyhow::Result;
use eclaireur_models::period::{Day, day_of, day_start};
use jiff::ToSpan as _;

use super::held::Held;
use crate::app::App;
use crate::store::{By, OrganisationId, reading_links, retention};

/// Name of the job in the list of runs.
pub const JOB: &str = "retention";
/// Seconds after midnight when a day's work begins.
const BEGINS: i64 = 4 * 3600;

/// Lets go, if that is due: how many pictures; `None` where it was done already.
///
/// # Errors
/// The database.
pub async fn run(app: &App) -> Result<Option<u64>> {
    let now = app.clock.now();
    let slot = day_of(now - BEGINS).unwrap_or(Day::MAX).to_string();
    let Some(held) = Held::claim(app, JOB, &slot).await? else { return Ok(None) };
    let mut gone = 0;
    for (tenant, years) in retention::limited(app.db.read()).await? {
        if held.is_lost() {
            break;
        }
        match of_organisation(app, tenant, years).await {
            Ok(photos) => gone += photos,
            Err(error) => tracing::warn!(organisation = %tenant, "retention: {error:#}"),
        }
    }
    held.finish(None, &format!("{gone} forgotten")).await?;
    Ok(Some(gone))
}

async fn of_organisation(app: &App, tenant: OrganisationId, years: u8) -> Result<u64> {
    let before = app.clock.today().saturating_sub(i64::from(years).years());
    let tx = app.db.begin().await?;
    let by = By::service(app.clock.now());
    let gone = reading_links::forget_photos(&tx, &by, tenant, day_start(before)).await?;
    tx.commit().await?;
    Ok(gone)
}
