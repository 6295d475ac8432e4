//! The backup of the day, into the folder of the settings, and the ones that go for it.
//!
//! A day of work is a *slot*, claimed in the database, so that with several instances one of them makes it, into its own
//! folder. A backup counts once it was tried out (`crate::backup`); one that failed is tried again each hour and leaves those
//! that are there alone.

use std::path::Path;

use anyhow::Result;
use eclaireur_models::period::{Day, day_of};

use super::held::Held;
use crate::app::App;
use crate::backup::{self, Made, keep};
use crate::outside::files;
use crate::store::By;

/// Name of the job in the list of runs.
pub const JOB: &str = "backup";
/// Seconds after midnight when a day's work begins: before the day's other work, when nobody sits at a keyboard.
const BEGINS: i64 = 2 * 3600;
/// Seconds after which one that failed is tried again.
const AGAIN_S: i64 = 3600;

/// Makes the backup of the day, if that is due; `None` where it is not, or no folder is named.
///
/// # Errors
/// The database. A backup that was not made is no error of the job: it is said in the log and tried again.
pub async fn run(app: &App) -> Result<Option<Made>> {
    let Some(folder) = app.settings.upkeep.backup_dir.clone() else { return Ok(None) };
    let now = app.clock.now();
    let day = day_of(now - BEGINS).unwrap_or(Day::MAX);
    let Some(held) = Held::claim(app, JOB, &day.to_string()).await? else { return Ok(None) };
    let made = of_day(app, &folder, day, now).await;
    let ended = app.clock.now();
    let (again, said) = match &made {
        Ok((made, gone)) => {
            (None, format!("{} rows, {} bytes, {gone} older gone", made.head.rows(), made.bytes))
        }
        Err(error) => (Some(ended + AGAIN_S), format!("{error:#}")),
    };
    held.finish(again, &said).await?;
    match made {
        Ok((made, gone)) => {
            tracing::info!(rows = made.head.rows(), bytes = made.bytes, gone, "backup made and tried out");
            if !made.chains_whole() {
                tracing::error!("a chain of events is broken: see `eclaireur audit verify`");
            }
            Ok(Some(made))
        }
        Err(error) => {
            tracing::error!("no backup was made: {error:#}");
            Ok(None)
        }
    }
}

async fn of_day(app: &App, folder: &Path, day: Day, now: i64) -> Result<(Made, usize)> {
    files::make_folder(folder)?;
    let made = backup::make(&app.db, &folder.join(keep::file_of(day)), now).await?;
    backup::note(&app.db, &By::service(now), &made).await?;
    let names = files::names(folder)?;
    for left in names.iter().filter(|name| keep::is_left_over(name)) {
        files::remove(&folder.join(left))?;
    }
    let days = names.iter().filter_map(|name| keep::day_of_file(name)).collect();
    let stay = app.settings.upkeep.backup_keep.of(&days);
    let mut gone = 0;
    // The one that was just made stays, whatever the clock has done meanwhile.
    for old in days.iter().filter(|old| !stay.contains(old) && **old != day) {
        files::remove(&folder.join(keep::file_of(*old)))?;
        gone += 1;
    }
    Ok((made, gone))
}
