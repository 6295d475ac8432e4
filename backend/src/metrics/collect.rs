//! What is asked when somebody collects.

use crate::app::App;
use crate::outside::files;
use crate::store::job_runs::{self, Outcome};
use crate::store::{StoreError, backup, sqlite_path, watch};

use super::{Figures, names};

/// The text, as of now. What cannot be asked is left out, and that the database does not answer is said.
pub async fn collect(app: &App) -> String {
    let _alone = app.metrics.collecting.lock().await;
    // Anew each time: what is no longer there is no longer said.
    let metrics = Figures::new();
    let kind = match sqlite_path(&app.settings.database_url) {
        Some(_) => "sqlite",
        None => "postgres",
    };
    metrics.set(names::INFO, &[("version", env!("CARGO_PKG_VERSION")), ("database", kind)], 1.0);
    let places = [
        ("database", sqlite_path(&app.settings.database_url)),
        ("backups", app.settings.upkeep.backup_dir.clone()),
    ];
    for (place, path) in places {
        if let Some(free) = path.and_then(|path| files::room(&path)) {
            metrics.set(names::DISK_FREE, &[("place", place)], wide(free));
        }
    }
    let (open, idle) = app.db.connections();
    let idle = u32::try_from(idle).unwrap_or(u32::MAX);
    metrics.set(names::DB_CONNECTIONS, &[("state", "idle")], f64::from(idle));
    metrics.set(names::DB_CONNECTIONS, &[("state", "used")], f64::from(open.saturating_sub(idle)));
    let up = match of_database(app, &metrics).await {
        Ok(()) => 1.0,
        Err(error) => {
            tracing::warn!("metrics: {error}");
            0.0
        }
    };
    metrics.set(names::DB_UP, &[], up);
    app.metrics.counted.handle.render() + &metrics.handle.render()
}

async fn of_database(app: &App, metrics: &Figures) -> Result<(), StoreError> {
    let (c, now) = (app.db.read(), app.clock.now());
    if !watch::answers(&app.db).await {
        return Err(StoreError::Refused {
            what: "collecting",
            why: "the database does not answer".to_owned(),
        });
    }
    metrics.set(names::DB_BYTES, &[], wide(app.db.size().await?));
    for (status, count) in watch::imports(c).await? {
        metrics.set(names::IMPORTS, &[("outcome", &status)], whole(count));
    }
    for (code, severity, count) in watch::findings(c).await? {
        metrics.set(names::FINDINGS, &[("code", &code), ("severity", &severity)], whole(count));
    }
    for run in job_runs::latest(c, now).await? {
        let job = [("job", run.job.as_str())];
        metrics.set(names::JOB_STARTED, &job, whole(run.started_at));
        metrics.set(names::JOB_SECONDS, &job, whole(run.seconds(now)));
        for outcome in Outcome::ALL {
            let holds = if outcome == run.outcome { 1.0 } else { 0.0 };
            metrics.set(names::JOB_OUTCOME, &[("job", &run.job), ("outcome", outcome.code())], holds);
        }
    }
    if let Some(made) = backup::last_made(c).await? {
        metrics.set(names::BACKUP_AT, &[], whole(made.at));
        metrics.set(names::BACKUP_AGE, &[], whole(now.saturating_sub(made.at).max(0)));
    }
    for (organisation, at) in watch::last_readings(c).await? {
        if let Some(at) = at {
            metrics.set(names::LAST_READING, &[("organisation", &organisation)], whole(at));
        }
    }
    Ok(())
}

/// A number as Prometheus has them; seconds and counts are far below where it would lose one.
#[expect(clippy::cast_precision_loss, reason = "the text of Prometheus has no whole numbers")]
const fn whole(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "the text of Prometheus has no whole numbers")]
const fn wide(value: u64) -> f64 {
    value as f64
}
