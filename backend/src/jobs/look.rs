//! What instances on one database see of each other: every few seconds each looks whether another wrote something, put
//! another catalogue in force, or did not come back from a job.
//!
//! Three small questions, none of which reads a log or an assessment. So what a command or another instance writes is
//! computed within seconds, and a job whose instance died is taken up once its lease is over. Whoever is looked at knows
//! nothing of it. A database that does not answer is asked again with the next look: others say that it is gone.

use core::time::Duration;
use std::collections::BTreeSet;

use anyhow::Result;

use super::Work;
use crate::app::App;
use crate::in_force;
use crate::store::job_runs::{self, Claim};
use crate::store::watch;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(10);

/// What was seen with the last look.
#[derive(Debug, Default)]
pub struct Looked {
    written: Option<(i64, i64)>,
    /// Runs that were found without their instance, and tried: once each, for not every instance can do every job.
    tried: BTreeSet<Claim>,
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Saw {
    /// Something that figures stand on was written, or the catalogue is another.
    pub written: bool,
    /// An instance did not come back from a run.
    pub abandoned: bool,
}

/// Looks once.
///
/// # Errors
/// The database.
pub async fn look(app: &App, looked: &mut Looked) -> Result<Saw> {
    let c = app.db.read();
    let changed = in_force::follow(app).await?;
    let written = watch::written(c).await?;
    let before = looked.written.replace(written);
    let gone = job_runs::abandoned(c, app.clock.now()).await?;
    looked.tried.retain(|claim| gone.contains(claim));
    Ok(Saw {
        written: changed || before.is_some_and(|before| before != written),
        abandoned: gone.iter().any(|claim| !looked.tried.contains(claim)),
    })
}

/// Remembers that a round has tried what no instance came back from.
///
/// # Errors
/// The database.
async fn tried(app: &App, looked: &mut Looked) -> Result<()> {
    looked.tried.extend(job_runs::abandoned(app.db.read(), app.clock.now()).await?);
    Ok(())
}

/// Looks until it is told to stop.
pub(super) async fn looking(work: &Work) {
    let mut looked = Looked::default();
    while work.pace.wait(EVERY, &work.stop).await {
        if let Err(error) = one(work, &mut looked).await {
            tracing::debug!("looking for other instances: {error:#}");
        }
    }
}

async fn one(work: &Work, looked: &mut Looked) -> Result<()> {
    let saw = look(&work.app, looked).await?;
    if saw.abandoned && super::hourly(work).await {
        tried(&work.app, looked).await?;
    } else if saw.written {
        work.app.assessing.changed.notify_one();
    }
    Ok(())
}
