//! What is said of a building, one way for page, interface for programs, command line and job: the stored assessment while
//! it is fresh, else computed now, kept and given.
//!
//! ```text
//! one query: stored text + how far the logs go ─fresh─▶ shown
//!                                              └stale─▶ load ─same input─▶ stamps move, shown
//!                                                            └other input─▶ models::assess ▶ kept, moves logged, shown
//! ```
//!
//! Invariants: nothing stale is shown without saying so; the same inputs give the same bytes; what fails keeps the last
//! good one. Does *not* compute a figure: `models::assessment` does.

mod load;
mod prices;
pub mod reports;
mod summary;

use std::sync::{Arc, Mutex, PoisonError};

use eclaireur_models::assessment::{Assessment, METHOD, assess};
use eclaireur_models::climate::Temperatures;
use eclaireur_models::period::Day;
use tokio::sync::{Notify, Semaphore};

pub use self::load::{BASE, Loaded, STATION, load};
use crate::app::App;
use crate::store::assessments::{self, New, Now, Stored};
use crate::store::buildings::BuildingRow;
use crate::store::figure_moves::{self, MoveRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{
    BuildingId, By, Database, OrganisationId, Page, Paging, StoreError, buildings, organisations,
};

/// Assessments computed at a time: each holds the readings of a building.
const AT_A_TIME: usize = 2;

/// What computing assessments shares within a service.
#[derive(Debug)]
pub struct Assessing {
    turns: Semaphore,
    /// Temperatures of the station as of this place of the service's log.
    weather: Mutex<Option<(i64, Arc<Temperatures>)>>,
    /// Told when something was written that may have made assessments stale.
    pub changed: Notify,
}

impl Default for Assessing {
    fn default() -> Assessing {
        Assessing { turns: Semaphore::new(AT_A_TIME), weather: Mutex::default(), changed: Notify::new() }
    }
}

impl Assessing {
    fn weather(&self, service_seq: i64) -> Option<Arc<Temperatures>> {
        let held = self.weather.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(seq, _)| *seq == service_seq).map(|(_, all)| all.clone())
    }

    fn remember(&self, service_seq: i64, all: &Arc<Temperatures>) {
        *self.weather.lock().unwrap_or_else(PoisonError::into_inner) = Some((service_seq, all.clone()));
    }
}

/// Why what is shown is not of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Computing failed: the log says why.
    NotComputed,
    /// What was computed could not be kept.
    NotKept,
}

impl Stale {
    /// Every reason.
    pub const ALL: [Stale; 2] = [Stale::NotComputed, Stale::NotKept];

    /// Stable code, for programs and for its words.
    pub const fn code(self) -> &'static str {
        match self {
            Stale::NotComputed => "not-computed",
            Stale::NotKept => "not-kept",
        }
    }
}

/// An assessment to be shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The assessment.
    pub assessment: Assessment,
    /// UTC second at which its figures were computed.
    pub made_at: i64,
    /// Something it stands on has changed since, and it could not be made anew.
    pub stale: Option<Stale>,
}

/// An assessment to be sent: its text as it is stored.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The assessment as JSON.
    pub text: String,
    /// The same text, the same tag.
    pub etag: String,
    /// UTC second at which its figures were computed.
    pub made_at: i64,
    /// As in [`Shown`].
    pub stale: Option<Stale>,
}

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum NotAssessed {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The thread that computed ended badly.
    #[error("computing the assessment: {0}")]
    Thread(#[from] tokio::task::JoinError),
    /// It cannot be written as text, or read from it.
    #[error("the text of an assessment: {0}")]
    Text(#[from] serde_json::Error),
    /// A report could not be rendered.
    #[error("rendering a report: {0:#}")]
    Render(anyhow::Error),
}

impl From<NotAssessed> for crate::error::AppError {
    fn from(error: NotAssessed) -> Self {
        match error {
            NotAssessed::Store(error) => error.into(),
            NotAssessed::Thread(error) => error.into(),
            NotAssessed::Text(error) => anyhow::Error::from(error).into(),
            NotAssessed::Render(error) => error.into(),
        }
    }
}

/// How fresh an assessment must be today.
pub fn now(app: &App) -> Now {
    Now { catalog: app.catalog.version().to_owned(), on: app.clock.today() }
}

/// What is said of a building: stored and fresh, else computed now.
///
/// # Errors
/// [`NotAssessed`]: nothing could be computed and nothing was there.
pub async fn of(app: &App, building: &BuildingRow, whose: &OrganisationRow) -> Result<Shown, NotAssessed> {
    let sent = fresh(app, building, whose).await?;
    Ok(Shown { assessment: serde_json::from_str(&sent.text)?, made_at: sent.made_at, stale: sent.stale })
}

/// The same as text.
async fn fresh(app: &App, building: &BuildingRow, whose: &OrganisationRow) -> Result<Sent, NotAssessed> {
    let stored = assessments::get(app.db.read(), building.tenant, building.id, &now(app)).await?;
    match stored {
        Some(stored) if stored.fresh => Ok(sent(stored, None)),
        last => renewed(app, building, whose, last).await,
    }
}

/// The text of what is said of a building; `None` without such a building. While it is fresh: one query, no reading of
/// the text.
///
/// # Errors
/// As [`of`].
pub async fn stored_json(app: &App, code: &str) -> Result<Option<Sent>, NotAssessed> {
    let c = app.db.read();
    let Some((_, _, stored)) = assessments::by_code(c, code, &now(app)).await? else { return Ok(None) };
    match stored {
        Some(stored) if stored.fresh => Ok(Some(sent(stored, None))),
        last => {
            let Some((whose, building)) = buildings::by_code(c, code).await? else { return Ok(None) };
            Ok(Some(renewed(app, &building, &whose, last).await?))
        }
    }
}

/// What is said of a building on a day: computed, not kept.
///
/// # Errors
/// As [`of`].
pub async fn on_day(
    app: &App,
    building: &BuildingRow,
    whose: &OrganisationRow,
    day: Day,
) -> Result<Assessment, NotAssessed> {
    let _turn = app.assessing.turns.acquire().await;
    let loaded = load(app, building, whose).await?;
    let made = make(app, loaded, day, None).await?;
    match made {
        Made::Anew(anew) => Ok(serde_json::from_str(&anew.body)?),
        // Nothing was given to compare with.
        Made::Same(_) => {
            Err(NotAssessed::Store(StoreError::NotFound { what: "assessment", key: String::new() }))
        }
    }
}

/// What moved of a building's figures, newest first.
///
/// # Errors
/// The database.
pub async fn moves(app: &App, building: &BuildingRow, paging: &Paging) -> Result<Page<MoveRow>, StoreError> {
    figure_moves::list(app.db.read(), building.tenant, building.id, paging).await
}

/// What one recomputation of the job came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Renewed {
    /// Its figures were computed.
    pub computed: bool,
    /// Figures that moved.
    pub moved: usize,
}

/// Makes the assessment of a building fresh, whoever asked; for the job. `None` when the building is gone.
///
/// # Errors
/// As [`of`], without falling back on the last one.
pub async fn renew(
    app: &App,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Option<Renewed>, NotAssessed> {
    let c = app.db.read();
    let Some(whose) = organisations::by_id(c, tenant).await? else { return Ok(None) };
    let Some(row) = buildings::by_id(c, tenant, building).await? else { return Ok(None) };
    let last = assessments::get(c, tenant, building, &now(app)).await?;
    if last.as_ref().is_some_and(|last| last.fresh) {
        return Ok(Some(Renewed::default()));
    }
    let _turn = app.assessing.turns.acquire().await;
    let loaded = load(app, &row, &whose).await?;
    let (seen, made) = (loaded.seen, make(app, loaded, app.clock.today(), last.as_ref()).await?);
    match made {
        Made::Same(hash) => {
            let tx = app.db.begin().await?;
            assessments::still(&tx, tenant, building, &hash, seen).await?;
            tx.commit().await.map_err(StoreError::from)?;
            Ok(Some(Renewed::default()))
        }
        Made::Anew(anew) => {
            let moved = keep(&app.db, app.clock.now(), tenant, building, &anew).await?;
            Ok(Some(Renewed { computed: true, moved }))
        }
    }
}

fn sent(stored: Stored, stale: Option<Stale>) -> Sent {
    let etag = format!("\"{}-{}\"", stored.input_hash, stored.on);
    Sent { text: stored.body, etag, made_at: stored.made_at, stale }
}

/// Computed now and kept; the last good one, marked, where that fails.
async fn renewed(
    app: &App,
    building: &BuildingRow,
    whose: &OrganisationRow,
    last: Option<Stored>,
) -> Result<Sent, NotAssessed> {
    let _turn = app.assessing.turns.acquire().await;
    // Whoever waited may find it done.
    let again = assessments::get(app.db.read(), building.tenant, building.id, &now(app)).await?;
    let last = match again {
        Some(stored) if stored.fresh => return Ok(sent(stored, None)),
        again => again.or(last),
    };
    let (tenant, id) = (building.tenant, building.id);
    let made = match load(app, building, whose).await {
        Ok(loaded) => {
            let seen = loaded.seen;
            make(app, loaded, app.clock.today(), last.as_ref()).await.map(|made| (seen, made))
        }
        Err(error) => Err(error.into()),
    };
    let code = building.building.code.as_str();
    match (made, last) {
        (Ok((seen, Made::Same(hash))), Some(last)) => {
            // A stamp that is not written is written next time.
            if let Err(error) = touch(&app.db, tenant, id, &hash, seen).await {
                tracing::warn!(building = code, "an assessment could not be marked fresh: {error:#}");
            }
            Ok(sent(last, None))
        }
        (Ok((_, Made::Anew(anew))), last) => {
            let at = app.clock.now();
            match (keep(&app.db, at, tenant, id, &anew).await, last) {
                (Err(error), Some(last)) => {
                    tracing::error!(building = code, "an assessment could not be kept: {error:#}");
                    Ok(sent(last, Some(Stale::NotKept)))
                }
                (kept, _) => {
                    if let Err(error) = kept {
                        tracing::error!(building = code, "an assessment could not be kept: {error:#}");
                    }
                    let etag = format!("\"{}-{}\"", anew.hash, anew.assessment.on);
                    Ok(Sent { text: anew.body, etag, made_at: at, stale: None })
                }
            }
        }
        (Err(error), Some(last)) => {
            tracing::error!(building = code, "an assessment could not be computed: {error:#}");
            Ok(sent(last, Some(Stale::NotComputed)))
        }
        (Err(error), None) => Err(error),
        (Ok((_, Made::Same(_))), None) => {
            Err(NotAssessed::Store(StoreError::NotFound { what: "assessment", key: code.to_owned() }))
        }
    }
}

async fn touch(
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

async fn keep(
    db: &Database,
    at: i64,
    tenant: OrganisationId,
    building: BuildingId,
    anew: &Anew,
) -> Result<usize, StoreError> {
    let tx = db.begin().await?;
    let new = New {
        input_hash: &anew.hash,
        seen: anew.seen,
        assessment: &anew.assessment,
        body: &anew.body,
        summary: &anew.summary,
    };
    let moved = assessments::keep(&tx, &By::service(at), tenant, building, &new).await?;
    tx.commit().await?;
    Ok(moved)
}

/// What making came to.
enum Made {
    /// The input is what it was: its hash.
    Same(String),
    /// Computed.
    Anew(Box<Anew>),
}

struct Anew {
    hash: String,
    seen: assessments::Seen,
    assessment: Assessment,
    body: String,
    summary: assessments::Summary,
}

/// Hashes what was loaded, and computes where it is not what the last one was made of. Off the threads that answer.
async fn make(app: &App, loaded: Loaded, on: Day, last: Option<&Stored>) -> Result<Made, NotAssessed> {
    let catalog = app.catalog.clone();
    let held = last.map(|last| last.input_hash.clone());
    let made = tokio::task::spawn_blocking(move || {
        let site = loaded.site(&catalog, on);
        let hash = load::hash(&site, METHOD);
        if held.as_deref() == Some(hash.as_str()) {
            return Ok(Made::Same(hash));
        }
        let assessment = assess(&site);
        let body = serde_json::to_string(&assessment)?;
        let summary = summary::of(&loaded, &assessment);
        Ok(Made::Anew(Box::new(Anew { hash, seen: loaded.seen, assessment, body, summary })))
    });
    made.await?
}
