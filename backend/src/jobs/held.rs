//! A claim that says it is still there while its work goes on.
//!
//! So the work of an instance that died is free after a minute, and that of a slow one is not taken from under it. Whoever asks
//! whether it [is lost](Held::is_lost) stops once another has it; what it wrote meanwhile the other finds and does not write
//! again, as every job promises. Does *not* decide whether there is something to do: the slot does.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::JoinHandle;

use crate::app::App;
use crate::store::job_runs::{self, Claim};
use crate::store::{Database, Result};

/// How long a claim holds without a sign of life. Instances go by their own clocks: they may differ by half of it.
pub(super) const LEASE_S: i64 = 60;
/// How often a sign of life is given: two may fail.
const BEAT: Duration = Duration::from_secs(20);

/// A run of a job that is ours.
pub(super) struct Held {
    app: App,
    claim: Claim,
    lost: Arc<AtomicBool>,
    beating: JoinHandle<()>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.beating.abort();
    }
}

impl Held {
    /// Claims a slot; `None` when it is somebody else's, done, or to be left alone.
    pub(super) async fn claim(app: &App, job: &str, slot: &str) -> Result<Option<Held>> {
        let tx = app.db.begin().await?;
        let claim = job_runs::claim(&tx, job, slot, app.clock.now(), LEASE_S).await?;
        tx.commit().await?;
        let Some(claim) = claim else { return Ok(None) };
        let lost = Arc::new(AtomicBool::new(false));
        let beating = tokio::spawn(beat(app.clone(), claim.clone(), lost.clone()));
        Ok(Some(Held { app: app.clone(), claim, lost, beating }))
    }

    /// Which run it is.
    pub(super) const fn run(&self) -> &Claim {
        &self.claim
    }

    /// Whether another has taken it over.
    pub(super) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Gives a sign of life now; `false` when another has taken it over.
    pub(super) async fn alive(&self) -> Result<bool> {
        alive(&self.app.db, &self.claim, self.app.clock.now()).await
    }

    /// Ends it: done, or to be tried again from this second on.
    pub(super) async fn finish(self, again_at: Option<i64>, said: &str) -> Result<()> {
        self.beating.abort();
        let tx = self.app.db.begin().await?;
        job_runs::finish(&tx, &self.claim, self.app.clock.now(), again_at, said).await?;
        Ok(tx.commit().await?)
    }

    /// Gives it back: work that has no end, only rounds.
    pub(super) async fn leave(self, said: &str) -> Result<()> {
        self.beating.abort();
        let tx = self.app.db.begin().await?;
        job_runs::leave(&tx, &self.claim, self.app.clock.now(), said).await?;
        Ok(tx.commit().await?)
    }
}

async fn beat(app: App, claim: Claim, lost: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(BEAT).await;
        match alive(&app.db, &claim, app.clock.now()).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::warn!(job = claim.job, slot = claim.slot, "another instance has taken this over");
                lost.store(true, Ordering::Relaxed);
                return;
            }
            // Whoever cannot write is tried again; past the lease the work is free for others.
            Err(error) => tracing::debug!(job = claim.job, "no sign of life: {error}"),
        }
    }
}

async fn alive(db: &Database, claim: &Claim, now: i64) -> Result<bool> {
    let tx = db.begin().await?;
    let kept = job_runs::keep(&tx, claim, now, LEASE_S).await?;
    tx.commit().await?;
    Ok(kept)
}
