//! The sector as it may be shown: the park in memory, made again when what is shown has changed.
//!
//! ```text
//! job of the day: buildings in use + years rolled up ─▶ models: groups that follow ─▶ written down
//! a page:         version of what is written down ─same─▶ park in memory ─▶ models: a view
//! ```
//!
//! The park holds a few hundred bytes a building; a view is a walk over its groups and asks the database nothing. Every instance
//! makes its own of the same rows. Does *not* decide what may be shown: `models::portfolio::sector` does.

pub mod beside;
mod gather;
pub mod told;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use eclaireur_models::portfolio::sector::counted::Counted;
use eclaireur_models::portfolio::sector::disclosure::Control;
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::groups::{Grouped, next};
use eclaireur_models::portfolio::sector::park::Park;
use eclaireur_models::portfolio::sector::view::View;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

pub use self::gather::gather;
use crate::app::App;
use crate::store::By;
use crate::store::sector::{self, Version};

/// The park as it was last made.
#[derive(Debug)]
pub struct Held {
    made: Mutex<Option<Arc<Made>>>,
    /// One makes it, the others wait for it.
    making: Semaphore,
}

impl Default for Held {
    fn default() -> Held {
        Held { made: Mutex::default(), making: Semaphore::new(1) }
    }
}

impl Held {
    fn of(&self, version: &Version) -> Option<Arc<Made>> {
        let held = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|made| made.version == *version).cloned()
    }
}

/// A park, and what was asked of it.
#[derive(Debug)]
struct Made {
    version: Version,
    park: Arc<Park>,
    /// What each scope may ask for.
    whole: Mutex<BTreeMap<Scope, Arc<View>>>,
}

/// The park of what is shown now.
///
/// # Errors
/// The database; the thread that made it broke off.
pub async fn park(app: &App) -> anyhow::Result<Arc<Park>> {
    Ok(made(app).await?.park.clone())
}

async fn made(app: &App) -> anyhow::Result<Arc<Made>> {
    let version = sector::version(app.db.read(), app.clock.today()).await?;
    if let Some(made) = app.sector.of(&version) {
        return Ok(made);
    }
    let _turn = app.sector.making.acquire().await;
    // Whoever waited may find it made.
    let version = sector::version(app.db.read(), app.clock.today()).await?;
    if let Some(made) = app.sector.of(&version) {
        return Ok(made);
    }
    let grouped = sector::grouped(app.db.read()).await?;
    let current = gather(app).await?;
    let park = Arc::new(spawn_blocking(move || park_of(grouped, current)).await?);
    let made = Arc::new(Made { version, park, whole: Mutex::default() });
    *app.sector.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
    Ok(made)
}

/// What was shown, and who waits. Figures of a group are those that were shown; who may be named is who consents now.
fn park_of(mut grouped: Vec<Grouped>, current: Vec<Counted>) -> Park {
    let mut now: BTreeMap<i64, Counted> = current.into_iter().map(|one| (one.building, one)).collect();
    for one in &mut grouped {
        one.counted.named_to = now.remove(&one.counted.building).map(|now| now.named_to).unwrap_or_default();
    }
    Park::new(grouped, now.into_values().collect(), Control::STRICT)
}

/// A view, computed off the threads that answer; once of each park where nothing is asked.
///
/// # Errors
/// As [`park`].
pub async fn view(app: &App, scope: Scope, filter: Filter) -> anyhow::Result<View> {
    if filter == Filter::default() {
        return Ok(View::clone(whole(app, scope).await?.as_ref()));
    }
    let park = park(app).await?;
    Ok(spawn_blocking(move || park.view(scope, &filter)).await?)
}

/// The view without a filter: which values there are.
///
/// # Errors
/// As [`park`].
pub async fn whole(app: &App, scope: Scope) -> anyhow::Result<Arc<View>> {
    let made = made(app).await?;
    let held = || made.whole.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(view) = held().get(&scope) {
        return Ok(view.clone());
    }
    let park = made.park.clone();
    let view = Arc::new(spawn_blocking(move || park.view(scope, &Filter::default())).await?);
    held().insert(scope, view.clone());
    Ok(view)
}

/// Whether anything is shown yet.
///
/// # Errors
/// The database.
pub async fn is_shown(app: &App) -> anyhow::Result<bool> {
    Ok(sector::any(app.db.read()).await?)
}

/// Lets what is shown follow what is stored, as far as groups may; gives of how many buildings something is shown anew.
///
/// # Errors
/// As [`park`].
pub async fn renew(app: &App) -> anyhow::Result<usize> {
    let current = gather(app).await?;
    let held = sector::grouped(app.db.read()).await?;
    let before = held.clone();
    let shown: Vec<Grouped> = spawn_blocking(move || next(held, current, Control::STRICT)).await?;
    let tx = app.db.begin().await?;
    let kept = sector::keep(&tx, &By::service(app.clock.now()), app.clock.today(), (&before, &shown)).await?;
    tx.commit().await?;
    Ok(kept.unwrap_or_default())
}
