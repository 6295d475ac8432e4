//! What works and what does not: shown also when the database does not answer.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use eclaireur_frontend::pages::state::{CatalogLine, JobLine, LastReadings, StatePage, WeatherLine};
use eclaireur_models::period::day_of;

use super::shown;
use crate::app::App;
use crate::doors::Unknown;
use crate::error::{self, AppResult};
use crate::extract::visitor::Visitor;
use crate::outside::files;
use crate::outside::weather::Kind;
use crate::store::{StoreError, backup, job_runs, sqlite_path, watch, weather};

/// Seconds after which an organisation's last reading is no longer of this month.
const RECENT_S: i64 = 35 * 86_400;

/// GET /administration/etat
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    unknown: Option<Extension<Unknown>>,
) -> AppResult {
    let mut page = outside_of_database(&app, &visitor);
    if unknown.is_some() {
        // Nobody can say who asks: what is told is for everybody.
        page.version = None;
        return Ok(error::said(StatusCode::SERVICE_UNAVAILABLE, page.html()?));
    }
    if watch::answers(&app.db).await {
        match of_database(&app, &mut page).await {
            Ok(()) => page.answers = true,
            Err(error) => tracing::error!("the state of the service: {error}"),
        }
    }
    if page.answers {
        return shown(page.html());
    }
    Ok(error::said(StatusCode::SERVICE_UNAVAILABLE, page.html()?))
}

/// What can be told whether or not the database answers.
fn outside_of_database(app: &App, visitor: &Visitor) -> StatePage {
    let upkeep = &app.settings.upkeep;
    let database = sqlite_path(&app.settings.database_url);
    StatePage {
        shell: visitor.shell(app, None),
        now: app.clock.now(),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        catalog: CatalogLine {
            version: app.catalog().version().to_owned(),
            against: app.catalogs.against().map(|other| other.hash),
        },
        database: watch::kind(&app.db).to_owned(),
        answers: false,
        size: None,
        free: database.and_then(|path| files::room(&path)),
        backup_free: upkeep.backup_dir.as_deref().and_then(files::room),
        backups_wanted: upkeep.backup_dir.is_some(),
        last_backup: None,
        jobs: Vec::new(),
        weather: app
            .settings
            .weather
            .kind
            .map(|kind: Kind| WeatherLine { service: kind.code().to_owned(), last_day: None }),
        readings: None,
    }
}

async fn of_database(app: &App, page: &mut StatePage) -> Result<(), StoreError> {
    let (c, now) = (app.db.read(), page.now);
    page.size = Some(app.db.size().await?);
    page.last_backup = backup::last_made(c).await?.map(|made| made.at);
    let runs = job_runs::latest(c, now).await?;
    page.jobs = runs
        .into_iter()
        .map(|run| JobLine {
            outcome: run.outcome.code().to_owned(),
            started_at: run.started_at,
            again_at: run.again_at,
            job: run.job,
        })
        .collect();
    if let Some(line) = &mut page.weather {
        let followed = app.settings.weather.stations.iter().map(|station| station.code.as_str());
        let followed: Vec<&str> = followed.collect();
        let held = weather::held(c).await?;
        line.last_day = held.iter().filter(|h| followed.contains(&h.station.as_str())).map(|h| h.last).max();
    }
    let mut readings = LastReadings::default();
    for (_, at) in watch::last_readings(c).await? {
        match at.filter(|at| day_of(*at).is_some()) {
            Some(at) if now.saturating_sub(at) <= RECENT_S => readings.recent += 1,
            Some(_) => readings.older += 1,
            None => readings.never += 1,
        }
    }
    page.readings = Some(readings);
    Ok(())
}
