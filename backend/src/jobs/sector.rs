//! Lets what is shown of the sector follow what is stored, once a day and after the assessments of the day; and at once while
//! nothing is shown yet, for then there is nothing that could be subtracted.

use anyhow::Result;

use crate::app::App;
use crate::sector;
use crate::store::{assessments, job_runs};

/// The name of the job in the list of runs.
pub const JOB: &str = "sector";
/// How long a claim holds: longer than the largest sector takes.
const LEASE_S: i64 = 15 * 60;
/// Seconds after which it is tried again where it failed.
const AGAIN_S: i64 = 3600;

/// Does what the day asks; gives of how many buildings something is shown anew, `None` where nothing was due.
///
/// # Errors
/// The database.
pub async fn run(app: &App) -> Result<Option<usize>> {
    if !assessments::any(app.db.read()).await? {
        return Ok(None);
    }
    if !sector::is_shown(app).await? {
        return Ok(Some(sector::renew(app).await?).filter(|changed| *changed > 0));
    }
    let (now, day) = (app.clock.now(), app.clock.today().to_string());
    let tx = app.db.begin().await?;
    let claim = job_runs::claim(&tx, JOB, &day, now, LEASE_S).await?;
    tx.commit().await?;
    let Some(claim) = claim else { return Ok(None) };
    let renewed = sector::renew(app).await;
    let (again, said) = match &renewed {
        Ok(changed) => (None, format!("buildings: {changed}")),
        Err(error) => (Some(now + AGAIN_S), format!("{error:#}")),
    };
    let tx = app.db.begin().await?;
    job_runs::finish(&tx, &claim, now, again, &said).await?;
    tx.commit().await?;
    Ok(Some(renewed?))
}
