//! Reminds of steps of projects whose day is within a month: once for each step and day, in the event log, from where the
//! page of the project and whoever reads the log have it.
//!
//! A day of work is a *slot*, claimed in the database, so that with several instances it is done once. A project that
//! cannot be read is said in the log of the service and does not keep the others from being looked at.

use anyhow::Result;
use eclaireur_models::financing::calendar::due_within;
use eclaireur_models::period::{Day, day_of};

use super::held::Held;
use crate::app::App;
use crate::financing;
use crate::store::projects::ProjectRow;
use crate::store::{By, OrganisationId, buildings, organisations, projects};

/// Name of the job in the list of runs.
pub const JOB: &str = "reminders";
/// Days before a day at which it is told.
pub const DAYS: i32 = 30;
/// Seconds after midnight when a day's work begins.
const BEGINS: i64 = 6 * 3600;

/// Reminds, if that is due: how many steps; `None` where it was done already.
///
/// # Errors
/// The database.
pub async fn run(app: &App) -> Result<Option<usize>> {
    let now = app.clock.now();
    let slot = day_of(now - BEGINS).unwrap_or(Day::MAX).to_string();
    let Some(held) = Held::claim(app, JOB, &slot).await? else { return Ok(None) };
    let mut reminded = 0;
    for found in projects::open(app.db.read()).await? {
        if held.is_lost() {
            break;
        }
        let (tenant, project) = match found {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!("reminders: {error:#}");
                continue;
            }
        };
        match of_project(app, tenant, &project).await {
            Ok(new) => reminded += new,
            Err(error) => tracing::warn!(project = %project.code, "reminders: {error:#}"),
        }
    }
    held.finish(None, &format!("{reminded} reminded")).await?;
    Ok(Some(reminded))
}

/// The steps of a project that are near and of which nobody was told yet.
async fn of_project(app: &App, tenant: OrganisationId, project: &ProjectRow) -> Result<usize> {
    let Some(building) = buildings::by_id(app.db.read(), tenant, project.building).await? else {
        return Ok(0);
    };
    let Some(organisation) = organisations::by_id(app.db.read(), tenant).await? else { return Ok(0) };
    if organisation.organisation.archived || building.building.archived {
        return Ok(0);
    }
    let on = app.clock.today();
    let told = financing::of(app, (&organisation, &building), Some(project), on).await?;
    let due: Vec<(String, Day)> =
        due_within(&told.calendar, DAYS).into_iter().map(|(step, day)| (step.key(), day)).collect();
    if due.is_empty() {
        return Ok(0);
    }
    let by = By::service(app.clock.now());
    let tx = app.db.begin().await?;
    let mut new = 0;
    for (step, day) in due {
        let day = day.to_string();
        if projects::remind(&tx, &by, tenant, project.id, (&step, &day)).await? {
            new += 1;
        }
    }
    tx.commit().await?;
    Ok(new)
}
