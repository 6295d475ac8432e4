//! Makes an assessment out of what was loaded, and keeps it.
//!
//! Computing is done off the threads that answer; keeping is one short transaction, tried again where another has kept the
//! same building's meanwhile. Does *not* decide whether there is something to make: [`super`] does.

use eclaireur_models::assessment::{Assessment, METHOD, assess_rolled};
use eclaireur_models::indicators::rolled::Rolled;
use eclaireur_models::period::Day;
use tokio::task::spawn_blocking;

use super::{Loaded, NotAssessed, summary};
use crate::app::App;
use crate::store::assessments::{self, New, Now, Packed, Stored};
use crate::store::figure_moves::Moves;
use crate::store::{BuildingId, By, Database, OrganisationId, StoreError};

/// How often keeping is tried where others keep the same building's.
const TRIES: usize = 3;

/// What making came to.
pub(super) enum Made {
    /// The input is what it was: its hash.
    Same(String),
    /// Computed.
    Anew(Box<Anew>),
}

/// An assessment that was computed, with all that is kept beside it.
pub(super) struct Anew {
    pub(super) hash: String,
    seen: assessments::Seen,
    pub(super) assessment: Assessment,
    pub(super) body: String,
    packed: Packed,
    summary: assessments::Summary,
    moves: Moves,
    rolled: Rolled,
}

impl Anew {
    /// As it is kept.
    pub(super) fn as_kept(&self) -> New<'_> {
        New {
            input_hash: &self.hash,
            seen: self.seen,
            assessment: &self.assessment,
            packed: &self.packed,
            summary: &self.summary,
            moves: &self.moves,
            rolled: &self.rolled,
        }
    }
}

/// Hashes what was loaded, and computes where it is not what the last one was made of. Off the threads that answer.
pub(super) async fn make(
    app: &App,
    loaded: Loaded,
    on: Day,
    last: Option<&Stored>,
) -> Result<Made, NotAssessed> {
    let catalog = app.catalog();
    let last = last.map(|last| (last.input_hash.clone(), last.body.clone()));
    let made = spawn_blocking(move || {
        let site = loaded.site(&catalog, on);
        let hash = loaded.hash(&site, METHOD);
        // A text that could not be unpacked any more is made again.
        if last.as_ref().is_some_and(|(held, body)| *held == hash && !body.is_empty()) {
            return Ok(Made::Same(hash));
        }
        let (assessment, rolled) = assess_rolled(&site);
        let body = serde_json::to_string(&assessment)?;
        let packed = Packed::of(&body)?;
        let summary = summary::of(&loaded, &assessment);
        let moves = last.map(|(held, before)| Moves::since(&held, &before, &assessment)).unwrap_or_default();
        Ok(Made::Anew(Box::new(Anew {
            hash,
            seen: loaded.seen,
            assessment,
            body,
            packed,
            summary,
            moves,
            rolled,
        })))
    });
    made.await?
}

/// Marks what is there as fresh: what it was made of is what it was.
pub(super) async fn touch(
    db: &Database,
    tenant: OrganisationId,
    building: BuildingId,
    hash: &str,
    seen: assessments::Seen,
) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    assessments::still(&tx, tenant, building, hash, seen).await?;
    Ok(tx.commit().await?)
}

/// Keeps it; gives how many figures moved. Where another one was kept meanwhile, what moved is told since that one.
pub(super) async fn keep(
    db: &Database,
    at: i64,
    tenant: OrganisationId,
    building: BuildingId,
    mut anew: Anew,
) -> Result<usize, StoreError> {
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        if let Some(moved) =
            assessments::keep(&tx, &By::service(at), tenant, building, &anew.as_kept()).await?
        {
            tx.commit().await?;
            return Ok(moved);
        }
        tx.rollback().await?;
        let now = Now { catalog: anew.assessment.catalog.clone(), on: anew.assessment.on };
        if let Some(held) = assessments::get(db.read(), tenant, building, &now).await? {
            anew.moves = Moves::since(&held.input_hash, &held.body, &anew.assessment);
        }
    }
    Err(StoreError::Refused { what: "keeping", why: "others keep the same building's".to_owned() })
}
