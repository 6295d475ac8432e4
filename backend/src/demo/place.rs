//! Where a demonstration is made: beside its place, and put there when it is whole.
//!
//! A file of SQLite that was cut short leaves no half of it. Nothing is ever emptied that holds more than a demonstration.

use anyhow::{Result, bail, ensure};

use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::outside::files;
use crate::store::{Database, accounts, bulk, organisations, sqlite_path, without_password};

/// How names of organisations end that nobody has.
const INVENTED: [&str; 2] = ["(exemple)", "(simulation)"];
/// How addresses end that nobody has.
const NOBODY: &str = "@example.be";

/// Makes a demonstration. A file of SQLite is made anew and takes the place of what was there; another database is filled.
///
/// # Errors
/// As [`App::start`]; what the filling says.
pub async fn made<T>(
    settings: &Settings,
    clock: &Clock,
    fill: impl AsyncFnOnce(&App) -> Result<T>,
) -> Result<T> {
    let Some(file) = sqlite_path(&settings.database_url) else {
        let app = App::start(settings.clone(), clock.clone(), true).await?;
        let filled = fill(&app).await;
        app.db.close().await?;
        return filled;
    };
    let making = file.with_extension("making");
    for left in ["making", "making-wal", "making-shm"] {
        files::remove(&file.with_extension(left))?;
    }
    let database_url = format!("sqlite://{}", making.display());
    let app = App::start(Settings { database_url, ..settings.clone() }, clock.clone(), true).await?;
    app.db.in_a_hurry().await?;
    let filled = fill(&app).await?;
    app.db.close().await?;
    files::rename(&making, &file)?;
    Ok(filled)
}

/// Makes sure that a demonstration may be made there: nothing is there yet, or only a demonstration that may go. Says whether
/// there is one, of a database that is not a file; of a file, it is left as it is until the new one takes its place.
///
/// # Errors
/// It holds a demonstration and may not be emptied, or somebody's data, or is open elsewhere.
pub async fn free(settings: &Settings, clock: &Clock, reset: bool) -> Result<bool> {
    let url = &settings.database_url;
    let shown = without_password(url);
    let file = sqlite_path(url);
    if file.as_ref().is_some_and(|file| !file.exists()) {
        return Ok(false);
    }
    let app = App::start(settings.clone(), clock.clone(), true).await?;
    let c = app.db.read();
    let held = organisations::any(c).await? || accounts::any(c).await?;
    let invented =
        organisations::all_end_with(c, &INVENTED).await? && accounts::all_end_with(c, NOBODY).await?;
    let alone = app.db.close_alone(url).await?;
    if !held {
        ensure!(alone || file.is_none(), "{shown} is open elsewhere: stop the service first");
        return Ok(false);
    }
    if !invented {
        bail!("{shown} holds more than a demonstration: give another --database-url");
    }
    ensure!(reset, "{shown} holds a demonstration already: add --reset to make another in its place");
    ensure!(alone, "{shown} is open elsewhere: stop the service first");
    Ok(file.is_none())
}

/// Empties a database of its demonstration.
///
/// # Errors
/// The database.
pub async fn empty(db: &Database) -> Result<()> {
    let tx = db.begin().await?;
    bulk::empty(&tx).await?;
    tx.commit().await?;
    Ok(())
}
