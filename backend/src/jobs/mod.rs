//! Work that nobody asks for: one file per job, all begun by one scheduler.
//!
//! The scheduler only says "now": every job is called each hour, at a minute that this instance drew, and decides by the
//! [clock](crate::clock) and by the runs in the database whether there is something to do. A scheduler reads the machine's
//! clock, and waits as long as that was ahead once it is set back; so a loop calls too, whose hours are counted by the machine.
//! Called once too often a job does nothing. So a machine that slept, a change of the clocks and a second instance are nothing special. Jobs run beside the requests and
//! hold no connection while they wait for somebody else. Assessments are also made anew as soon as somebody wrote something
//! here, and within seconds of what others write ([`look`]).
//!
//! To add a job: a file here, a line in `hourly`.

pub mod backup;
pub mod campaigns;
mod ends;
mod held;
pub mod look;
mod pace;
pub mod recompute;
pub mod reminders;
pub mod retention;
pub mod sector;
pub mod tidy;
pub mod weather;

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use crate::app::App;
use crate::outside::weather::{DailyMeans, http};

pub use ends::ends;
pub use pace::{Pace, Stop};
pub use tidy::tidy;

/// The jobs at work.
pub struct Jobs {
    hours: JoinHandle<()>,
    stop: Stop,
    working: Arc<Mutex<()>>,
}

/// What jobs need besides the service.
struct Work {
    app: App,
    weather: Option<Box<dyn DailyMeans>>,
    pace: Pace,
    stop: Stop,
    /// Held by the round at work: a round that takes longer than an hour is not begun again beside itself.
    working: Arc<Mutex<()>>,
}

/// Names of the jobs, in the order of their rounds; that of the weather is followed by `:` and its station.
pub const ALL: [&str; 9] = [
    backup::JOB,
    tidy::JOB,
    retention::JOB,
    reminders::JOB,
    campaigns::JOB,
    weather::JOB,
    recompute::PEERS,
    recompute::JOB,
    sector::JOB,
];

/// Begins: a round now, which catches up what was missed while the service was down, then one each hour. What fails in a
/// round is said in the log.
pub fn start(app: App) -> Jobs {
    let weather = http::Service::of(&app.settings.weather).map(|s| -> Box<dyn DailyMeans> { Box::new(s) });
    if weather.is_none() {
        tracing::info!("no weather service is asked (weather_service = none)");
    }
    let (stop, working) = (Stop::default(), Arc::new(Mutex::new(())));
    let work = Work { app, weather, pace: Pace::real(), stop: stop.clone(), working: working.clone() };
    let work = Arc::new(work);
    let (poked, looks) = (work.clone(), work.clone());
    let hours = tokio::spawn(async move {
        tokio::spawn(async move { look::looking(&looks).await });
        hourly(&work).await;
        tokio::spawn(async move { whenever_poked(&poked).await });
        let planned = plan(&work).await.inspect_err(|error| tracing::error!("planning the jobs: {error}"));
        while work.pace.wait(HOUR, &work.stop).await {
            hourly(&work).await;
        }
        if let Ok(mut scheduler) = planned
            && let Err(error) = scheduler.shutdown().await
        {
            tracing::warn!("stopping the scheduler: {error}");
        }
    });
    Jobs { hours, stop, working }
}

/// A round each hour by the clock, at the minute this instance drew.
async fn plan(work: &Arc<Work>) -> Result<JobScheduler, JobSchedulerError> {
    let (minute, second) = work.pace.moment_of_the_hour();
    let again = work.clone();
    // The zone only matters for hours and days, which are decided by the clock: each hour has every minute once.
    let each_hour =
        Job::new_async_tz(format!("{second} {minute} * * * *"), chrono_tz::Europe::Brussels, move |_, _| {
            let work = again.clone();
            Box::pin(async move {
                hourly(&work).await;
            })
        })?;
    let scheduler = JobScheduler::new().await?;
    scheduler.add(each_hour).await?;
    scheduler.start().await?;
    Ok(scheduler)
}

impl Jobs {
    /// Stops: what waits is left, what is being written is finished. What is left undone is free for the next start.
    pub async fn stop(self) {
        self.stop.now();
        if let Err(error) = self.hours.await {
            tracing::warn!("the loop of the jobs broke off: {error}");
        }
        drop(self.working.lock().await);
    }
}

/// Between two rounds that the machine counts.
const HOUR: core::time::Duration = core::time::Duration::from_hours(1);
/// How long to wait after something was written: whatever comes right after it is done in one go.
const SETTLES: core::time::Duration = core::time::Duration::from_secs(1);

/// Makes assessments anew each time something was written, until it is told to stop.
async fn whenever_poked(work: &Work) {
    loop {
        tokio::select! {
            () = work.app.assessing.changed.notified() => {}
            () = work.stop.asked() => return,
        }
        if !work.pace.wait(SETTLES, &work.stop).await {
            return;
        }
        // A round at work would not see what was written behind it: it is waited for.
        let _alone = work.working.lock().await;
        recomputed(work).await;
    }
}

async fn recomputed(work: &Work) {
    match recompute::run(&work.app, &work.stop).await {
        Ok(ran) if ran == recompute::Ran::default() => {}
        Ok(recompute::Ran { computed, same, failed, moved }) => {
            tracing::info!(computed, same, failed, moved, "assessments made anew");
        }
        Err(error) => tracing::error!("assessments: {error:#}"),
    }
    if work.stop.is_asked() {
        return;
    }
    match sector::run(&work.app).await {
        Ok(None | Some(0)) => {}
        Ok(Some(buildings)) => tracing::info!(buildings, "the sector is shown anew"),
        Err(error) => tracing::error!("sector: {error:#}"),
    }
}

/// A round; `false` where one is at work already, or was told to stop.
async fn hourly(work: &Work) -> bool {
    let Ok(_alone) = work.working.try_lock() else { return false };
    if work.stop.is_asked() {
        return false;
    }
    // First: what is there is kept before the day's work touches it.
    if let Err(error) = backup::run(&work.app).await {
        tracing::error!("backup: {error:#}");
    }
    match tidy(&work.app).await {
        Ok(0) => {}
        Ok(forgotten) => tracing::info!(forgotten, "previews forgotten"),
        Err(error) => tracing::error!("tidying: {error:#}"),
    }
    match ends(&work.app).await {
        Ok(0) => {}
        Ok(gone) => tracing::info!(gone, "organisations erased"),
        Err(error) => tracing::error!("erasures: {error:#}"),
    }
    match retention::run(&work.app).await {
        Ok(None | Some(0)) => {}
        Ok(Some(forgotten)) => tracing::info!(forgotten, "pictures whose years are over"),
        Err(error) => tracing::error!("retention: {error:#}"),
    }
    match reminders::run(&work.app).await {
        Ok(None | Some(0)) => {}
        Ok(Some(reminded)) => tracing::info!(reminded, "steps of projects are near"),
        Err(error) => tracing::error!("reminders: {error:#}"),
    }
    match campaigns::run(&work.app).await {
        Ok(None | Some(0)) => {}
        Ok(Some(reminded)) => tracing::info!(reminded, "members reminded"),
        Err(error) => tracing::error!("campaigns: {error:#}"),
    }
    for station in &work.app.settings.weather.stations {
        let Some(service) = &work.weather else { break };
        if work.stop.is_asked() {
            return false;
        }
        let run = weather::run(&work.app, service.as_ref(), station, &work.pace, &work.stop).await;
        if let Err(error) = run {
            tracing::error!(station = station.code, "weather: {error:#}");
        }
    }
    recomputed(work).await;
    true
}
