//! Lets what is shown of the sector follow what is stored, once a day and after the assessments of the day; and at once while
//! nothing is shown yet, for then there is nothing that could be subtracted; as long as too few told something for any group,
//! nothing is reckoned at all. An instance whose catalogue is not the one in force
//! leaves it to those that have it.

use anyhow::Result;

use super::held::Held;
use crate::app::App;
use crate::sector;
use crate::store::assessments;

/// The name of the job in the list of runs.
pub const JOB: &str = "sector";
/// Seconds after which it is tried again where it failed.
const AGAIN_S: i64 = 3600;

/// Does what the day asks; gives of how many buildings something is shown anew, `None` where nothing was due.
///
/// # Errors
/// The database.
pub async fn run(app: &App) -> Result<Option<usize>> {
    if !app.keeps() || !assessments::any(app.db.read()).await? {
        return Ok(None);
    }
    if !sector::is_shown(app).await? {
        if !sector::may_stand(app).await? {
            return Ok(None);
        }
        return Ok(Some(sector::renew(app).await?).filter(|changed| *changed > 0));
    }
    of_the_day(app).await
}

/// Renews what is shown and takes the work of the day as done; `None` where it is, or somebody else does it.
///
/// # Errors
/// The database.
pub async fn of_the_day(app: &App) -> Result<Option<usize>> {
    let Some(held) = Held::claim(app, JOB, &app.clock.today().to_string()).await? else { return Ok(None) };
    let renewed = sector::renew(app).await;
    let (again, said) = match &renewed {
        Ok(changed) => (None, format!("buildings: {changed}")),
        Err(error) => (Some(app.clock.now() + AGAIN_S), format!("{error:#}")),
    };
    held.finish(again, &said).await?;
    Ok(Some(renewed?))
}
