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

use std::collections::{BTreeMap, BTreeSet};
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
    park: Mutex<Option<(Version, Arc<Park>)>>,
    /// What each scope may ask for, of this park.
    whole: Mutex<BTreeMap<Scope, Arc<View>>>,
    /// One makes it, the others wait for it.
    making: Semaphore,
}

impl Default for Held {
    fn default() -> Held {
        Held { park: Mutex::default(), whole: Mutex::default(), making: Semaphore::new(1) }
    }
}

impl Held {
    fn of(&self, version: Version) -> Option<Arc<Park>> {
        let held = self.park.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(of, _)| *of == version).map(|(_, park)| park.clone())
    }
}

/// The park of what is shown now.
///
/// # Errors
/// The database; the thread that made it broke off.
pub async fn park(app: &App) -> anyhow::Result<Arc<Park>> {
    let version = sector::version(app.db.read()).await?;
    if let Some(park) = app.sector.of(version) {
        return Ok(park);
    }
    let _turn = app.sector.making.acquire().await;
    // Whoever waited may find it made.
    let version = sector::version(app.db.read()).await?;
    if let Some(park) = app.sector.of(version) {
        return Ok(park);
    }
    let grouped = sector::grouped(app.db.read()).await?;
    let current = gather(app).await?;
    let park = spawn_blocking(move || {
        let known: BTreeSet<i64> = grouped.iter().map(|one| one.counted.building).collect();
        let waiting: Vec<Counted> =
            current.into_iter().filter(|counted| !known.contains(&counted.building)).collect();
        Arc::new(Park::new(grouped, waiting, Control::STRICT))
    })
    .await?;
    *app.sector.park.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, park.clone()));
    app.sector.whole.lock().unwrap_or_else(PoisonError::into_inner).clear();
    Ok(park)
}

/// A view, computed off the threads that answer.
///
/// # Errors
/// As [`park`].
pub async fn view(app: &App, scope: Scope, filter: Filter) -> anyhow::Result<View> {
    let park = park(app).await?;
    Ok(spawn_blocking(move || park.view(scope, &filter)).await?)
}

/// The view without a filter: which values there are.
///
/// # Errors
/// As [`park`].
pub async fn whole(app: &App, scope: Scope) -> anyhow::Result<Arc<View>> {
    let park = park(app).await?;
    let held = || app.sector.whole.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(view) = held().get(&scope) {
        return Ok(view.clone());
    }
    let view = Arc::new(spawn_blocking(move || park.view(scope, &Filter::default())).await?);
    held().insert(scope, view.clone());
    Ok(view)
}

/// Whether anything is shown yet.
///
/// # Errors
/// The database.
pub async fn is_shown(app: &App) -> anyhow::Result<bool> {
    Ok(sector::version(app.db.read()).await?.shown > 0)
}

/// Lets what is shown follow what is stored, as far as groups may; gives of how many buildings something is shown anew.
///
/// # Errors
/// As [`park`].
pub async fn renew(app: &App) -> anyhow::Result<usize> {
    let current = gather(app).await?;
    let held = sector::grouped(app.db.read()).await?;
    let shown: Vec<Grouped> = spawn_blocking(move || next(held, current, Control::STRICT)).await?;
    let tx = app.db.begin().await?;
    let changed = sector::keep(&tx, &By::service(app.clock.now()), app.clock.today(), &shown).await?;
    tx.commit().await?;
    Ok(changed)
}
