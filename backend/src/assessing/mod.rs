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
mod make;
pub mod many;
pub(crate) mod prices;
pub mod reports;
pub(crate) mod summary;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use eclaireur_models::assessment::{Assessment, METHOD};
use eclaireur_models::indicators::Figures;
use eclaireur_models::indicators::series::Series;
use eclaireur_models::period::Day;
use tokio::sync::{Notify, Semaphore, SemaphorePermit};

pub use self::load::{BASE, Held, Loaded, STATION, load};
use self::make::{Made, keep, make, touch};
use crate::app::App;
use crate::store::assessments::{self, Now, Stored};
use crate::store::buildings::BuildingRow;
use crate::store::figure_moves::{self, MoveRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{BuildingId, OrganisationId, Page, Paging, StoreError, buildings, weather};

/// Assessments computed at a time: each holds the readings of a building.
const AT_A_TIME: usize = 2;
/// Assessments that wait to be kept; one that finds no place is made again when it is next asked for.
const WAITING: usize = 32;
/// How long whoever waits for a page waits for keeping too. The one writer may be busy with a long import.
const PATIENCE: Duration = Duration::from_millis(500);

/// What computing assessments shares within a service.
#[derive(Debug)]
pub struct Assessing {
    turns: Semaphore,
    waiting: Arc<Semaphore>,
    /// Temperatures of the station as of this place of the service's log.
    weather: Mutex<Option<(i64, Arc<Held>)>>,
    /// Told when something was written that may have made assessments stale.
    pub changed: Notify,
}

impl Default for Assessing {
    fn default() -> Assessing {
        Assessing {
            turns: Semaphore::new(AT_A_TIME),
            waiting: Arc::new(Semaphore::new(WAITING)),
            weather: Mutex::default(),
            changed: Notify::new(),
        }
    }
}

impl Assessing {
    /// Temperatures of the station, while the service's log stands where it stood when they were read.
    fn weather(&self, service_seq: i64) -> Option<Arc<Held>> {
        let held = self.weather.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(seq, _)| *seq == service_seq).map(|(_, all)| all.clone())
    }

    fn remember(&self, service_seq: i64, all: &Arc<Held>) {
        *self.weather.lock().unwrap_or_else(PoisonError::into_inner) = Some((service_seq, all.clone()));
    }
}

/// Why what is shown is not of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Computing failed: the log says why.
    NotComputed,
}

impl Stale {
    /// Every reason.
    pub const ALL: [Stale; 1] = [Stale::NotComputed];

    /// Stable code, for programs and for its words.
    pub const fn code(self) -> &'static str {
        match self {
            Stale::NotComputed => "not-computed",
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
    Now { catalog: app.catalog().version().to_owned(), on: app.clock.today() }
}

/// What is said of a building: stored and fresh, else computed now.
///
/// # Errors
/// [`NotAssessed`]: nothing could be computed and nothing was there.
pub async fn of(app: &App, building: &BuildingRow, whose: &OrganisationRow) -> Result<Shown, NotAssessed> {
    let sent = fresh(app, building, whose).await?;
    let sent = match serde_json::from_str(&sent.text) {
        Ok(assessment) => return Ok(Shown { assessment, made_at: sent.made_at, stale: sent.stale }),
        Err(_) if sent.stale.is_some() => sent,
        Err(error) => {
            // What is derived may be damaged: it is made again.
            tracing::warn!(
                building = building.building.code.as_str(),
                "an assessment cannot be read: {error}"
            );
            let turn = app.assessing.turns.acquire().await;
            computed(app, building, whose, None, turn.ok()).await?
        }
    };
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

/// What is shown where nothing could be computed and nothing was there: nothing is told, and it is not of now.
pub fn nothing(app: &App) -> Shown {
    let assessment = Assessment {
        method: METHOD,
        catalog: app.catalog().version().to_owned(),
        on: app.clock.today(),
        year: None,
        figures: Figures::default(),
        series: Series::default(),
        alerts: Vec::new(),
        obligations: Vec::new(),
        requirements: Vec::new(),
    };
    Shown { assessment, made_at: app.clock.now(), stale: Some(Stale::NotComputed) }
}

/// The temperatures of the station, read once while none come in.
///
/// # Errors
/// The database.
pub async fn temperatures(app: &App) -> Result<Arc<Held>, StoreError> {
    let c = app.db.read();
    let seq = assessments::newest_service(c).await?;
    if let Some(held) = app.assessing.weather(seq) {
        return Ok(held);
    }
    let all = Arc::new(Held::of(weather::temperatures(c, STATION).await?));
    app.assessing.remember(seq, &all);
    Ok(all)
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
    let made = {
        let _turn = app.assessing.turns.acquire().await;
        prepared(app, tenant, building).await
    };
    match made {
        // `load` finds neither the building nor its organisation any more.
        Err(NotAssessed::Store(StoreError::NotFound { .. })) => Ok(None),
        Err(error) => Err(error),
        Ok(None) => Ok(Some(Renewed::default())),
        Ok(Some((seen, Made::Same(hash)))) => {
            touch(&app.db, tenant, building, &hash, seen).await?;
            Ok(Some(Renewed::default()))
        }
        Ok(Some((_, Made::Anew(anew)))) => {
            let moved = keep(&app.db, app.clock.now(), tenant, building, *anew).await?;
            Ok(Some(Renewed { computed: true, moved }))
        }
    }
}

/// What is to be kept of a building; `None` where what is there is fresh.
async fn prepared(
    app: &App,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Option<(assessments::Seen, Made)>, NotAssessed> {
    let last = assessments::get(app.db.read(), tenant, building, &now(app)).await?;
    if last.as_ref().is_some_and(|last| last.fresh) {
        return Ok(None);
    }
    let loaded = load::load_by_id(app, tenant, building).await?;
    Ok(Some((loaded.seen, make(app, loaded, app.clock.today(), last.as_ref()).await?)))
}

fn sent(stored: Stored, stale: Option<Stale>) -> Sent {
    let etag = tag(&stored.input_hash, stored.on);
    Sent { text: stored.body, etag, made_at: stored.made_at, stale }
}

fn tag(input_hash: &str, on: Day) -> String {
    format!("\"{input_hash}-{on}\"")
}

/// Computed now and kept; the last good one, marked, where that fails.
async fn renewed(
    app: &App,
    building: &BuildingRow,
    whose: &OrganisationRow,
    last: Option<Stored>,
) -> Result<Sent, NotAssessed> {
    let turn = app.assessing.turns.acquire().await;
    // Whoever waited may find it done.
    let again = assessments::get(app.db.read(), building.tenant, building.id, &now(app)).await?;
    match again {
        Some(stored) if stored.fresh => Ok(sent(stored, None)),
        again => computed(app, building, whose, again.or(last), turn.ok()).await,
    }
}

/// The same in a turn of its own, which ends before anything is kept: the writer may be busy, computing is not.
async fn computed(
    app: &App,
    building: &BuildingRow,
    whose: &OrganisationRow,
    last: Option<Stored>,
    turn: Option<SemaphorePermit<'_>>,
) -> Result<Sent, NotAssessed> {
    let made = match load(app, building, whose).await {
        Ok(loaded) => {
            let seen = loaded.seen;
            make(app, loaded, app.clock.today(), last.as_ref()).await.map(|made| (seen, made))
        }
        Err(error) => Err(error.into()),
    };
    drop(turn);
    let (tenant, id, code) = (building.tenant, building.id, building.building.code.as_str());
    let db = app.db.clone();
    match (made, last) {
        (Ok((seen, Made::Same(hash))), Some(last)) => {
            // A stamp that is not written is written next time.
            kept(app, code, async move { touch(&db, tenant, id, &hash, seen).await }).await;
            Ok(sent(last, None))
        }
        (Ok((_, Made::Anew(anew))), _) => {
            let at = app.clock.now();
            let (etag, text) = (tag(&anew.hash, anew.assessment.on), anew.body.clone());
            kept(app, code, async move { keep(&db, at, tenant, id, *anew).await.map(drop) }).await;
            Ok(Sent { text, etag, made_at: at, stale: None })
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

/// Keeps what was computed, beside whoever asked: they wait a little for it and are shown what was computed all the same.
async fn kept(app: &App, code: &str, write: impl Future<Output = Result<(), StoreError>> + Send + 'static) {
    if !app.keeps() {
        return;
    }
    let Ok(place) = app.assessing.waiting.clone().try_acquire_owned() else { return };
    let code = code.to_owned();
    let writing = tokio::spawn(async move {
        let _place = place;
        if let Err(error) = write.await {
            tracing::error!(building = code, "an assessment could not be kept: {error:#}");
        }
    });
    // Past this it goes on by itself.
    drop(tokio::time::timeout(PATIENCE, writing).await);
}
