//! Many assessments at once: computed on every core, kept by one writer that commits a batch at a time.
//!
//! ```text
//! ids ─▶ load, make (each core) ─▶ a queue ─▶ keep, keep, keep … commit
//! ```
//!
//! The queue is no longer than a batch, and a batch is small: each assessment is some hundred kilobytes until it is kept. Where nothing was ever
//! assessed, the peers can be told before ([`foresee`]), so that no assessment is made twice for their sake. Does *not* claim
//! buildings: for a database that nobody else computes for.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use eclaireur_models::indicators::{Work, intensity};
use tokio::sync::mpsc;

use super::load::load_by_id;
use super::make::{Anew, Made, keep, touch};
use super::{NotAssessed, prepared};
use crate::app::App;
use crate::store::assessments;
use crate::store::peers::{self, Member};
use crate::store::{BuildingId, By, OrganisationId, StoreError};

/// Assessments kept in one transaction.
const BATCH: usize = 64;
/// Assessments that wait for the writer: as many as are made while a batch is committed.
const QUEUE: usize = 64;

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Buildings whose figures were computed.
    pub computed: usize,
    /// Buildings whose input was what it was.
    pub same: usize,
    /// Buildings whose figures could not be computed: the log says why.
    pub failed: usize,
}

/// A building and whose it is.
type Id = (OrganisationId, BuildingId);

/// Tells somebody how many are done.
pub type Told<'a> = &'a (dyn Fn(usize) + Send + Sync);

/// Makes every assessment fresh that is not.
///
/// # Errors
/// The database.
pub async fn renew_all(app: &App, told: Told<'_>) -> Result<Ran, NotAssessed> {
    let stale = assessments::stale(app.db.read(), &super::now(app), None, u32::MAX).await?;
    let mut made = on_every_core(app, stale, |app, (tenant, building)| async move {
        let made = prepared(&app, tenant, building).await;
        (tenant, building, made)
    });
    let (mut ran, mut batch, mut done) = (Ran::default(), Vec::with_capacity(BATCH), 0);
    while let Some((tenant, building, one)) = made.recv().await {
        match one {
            Ok(None) => {}
            Ok(Some((seen, Made::Same(hash)))) => {
                touch(&app.db, tenant, building, &hash, seen).await?;
                ran.same += 1;
            }
            Ok(Some((_, Made::Anew(anew)))) => batch.push((tenant, building, anew)),
            Err(error) => {
                ran.failed += 1;
                tracing::error!(building = %building, "an assessment could not be computed: {error:#}");
            }
        }
        if batch.len() >= BATCH {
            ran.computed += keep_all(app, core::mem::take(&mut batch)).await?;
        }
        done += 1;
        told(done);
    }
    ran.computed += keep_all(app, batch).await?;
    Ok(ran)
}

/// Keeps a batch; one by one what another program has kept meanwhile, or all of it where one cannot be kept.
async fn keep_all(
    app: &App,
    mut batch: Vec<(OrganisationId, BuildingId, Box<Anew>)>,
) -> Result<usize, NotAssessed> {
    // Everybody locks in the same order.
    batch.sort_unstable_by_key(|(tenant, building, _)| (*tenant, *building));
    let (by, count) = (By::service(app.clock.now()), batch.len());
    let tx = app.db.begin().await?;
    let mut whole = true;
    for (tenant, building, anew) in &batch {
        whole &= assessments::keep(&tx, &by, *tenant, *building, &anew.as_kept())
            .await
            .is_ok_and(|kept| kept.is_some());
        if !whole {
            break;
        }
    }
    if whole {
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(count);
    }
    tx.rollback().await.map_err(StoreError::from)?;
    for (tenant, building, anew) in batch {
        keep(&app.db, by.now, tenant, building, *anew).await?;
    }
    Ok(count)
}

/// Tells the peers before anything is assessed: the groups that the assessments will make, out of the intensities alone.
///
/// # Errors
/// The database.
pub async fn foresee(app: &App, told: Told<'_>) -> Result<bool, NotAssessed> {
    let all = assessments::stale(app.db.read(), &super::now(app), None, u32::MAX).await?;
    let mut found =
        on_every_core(
            app,
            all,
            |app, (tenant, building)| async move { member(&app, tenant, building).await },
        );
    let (mut members, mut done) = (Vec::new(), 0);
    while let Some(one) = found.recv().await {
        match one {
            Ok(one) => members.extend(one),
            Err(error) => tracing::error!("a building has no intensity: {error:#}"),
        }
        done += 1;
        told(done);
    }
    let tx = app.db.begin().await?;
    let changed = peers::foresee(&tx, &By::service(app.clock.now()), members).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(changed)
}

async fn member(
    app: &App,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Option<Member>, NotAssessed> {
    let loaded = load_by_id(app, tenant, building).await?;
    let (catalog, on) = (app.catalog(), app.clock.today());
    let found = tokio::task::spawn_blocking(move || {
        let site = loaded.site(&catalog, on);
        let work = Work::of(&site);
        let value = intensity::normalised(&work, work.period()?)?.value;
        Member::of(tenant, loaded.key.clone()?, value)
    });
    Ok(found.await?)
}

/// Does something with each, as many at a time as there are cores; the answers come in no order.
fn on_every_core<T, F>(
    app: &App,
    all: Vec<Id>,
    each: impl Fn(App, Id) -> F + Clone + Send + 'static,
) -> mpsc::Receiver<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel(QUEUE);
    let left = Arc::new(Mutex::new(all.into_iter()));
    for _ in 0..std::thread::available_parallelism().map_or(1, NonZero::get) {
        let (app, sender, left, each) = (app.clone(), sender.clone(), left.clone(), each.clone());
        tokio::spawn(async move {
            loop {
                let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(next) = next else { return };
                if sender.send(each(app.clone(), next).await).await.is_err() {
                    return;
                }
            }
        });
    }
    receiver
}
