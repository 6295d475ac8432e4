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
use crate::financing::scenario;
use crate::store::By;
use crate::store::sector::{self, Version};
use crate::store::shown::{self, Shown};

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

/// Views without a filter, by whose they are and the year that was asked for.
type Views = BTreeMap<(Scope, Option<i16>), Arc<View>>;

/// The park of what is shown, and what was asked of it: taken once by whoever answers, so that one page tells of one version.
#[derive(Debug)]
pub struct Made {
    version: Version,
    park: Arc<Park>,
    /// What each scope may ask for, of each year; without one, of the year it is then told of.
    whole: Mutex<Views>,
}

impl Made {
    /// The park.
    pub fn park(&self) -> Arc<Park> {
        self.park.clone()
    }

    /// The view without a filter: which values there are.
    ///
    /// # Errors
    /// The thread broke off.
    pub async fn whole(&self, scope: Scope) -> anyhow::Result<Arc<View>> {
        self.of_year(scope, None).await
    }

    async fn of_year(&self, scope: Scope, year: Option<i16>) -> anyhow::Result<Arc<View>> {
        let held = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = held().get(&(scope, year)) {
            return Ok(view.clone());
        }
        let park = self.park();
        let asked = Filter { year, ..Filter::default() };
        let view = Arc::new(spawn_blocking(move || park.view(scope, &asked)).await?);
        // A year that nobody tells of is answered as none is: not kept, whatever years are asked for.
        if year.is_none() || view.year == year {
            held().insert((scope, year), view.clone());
        }
        Ok(view)
    }

    /// A view, computed off the threads that answer; once where nothing but a year is asked.
    ///
    /// # Errors
    /// The thread broke off.
    pub async fn view(&self, scope: Scope, filter: Filter) -> anyhow::Result<View> {
        if filter.traits.is_empty() {
            return Ok(View::clone(self.of_year(scope, filter.year).await?.as_ref()));
        }
        let park = self.park();
        Ok(spawn_blocking(move || park.view(scope, &filter)).await?)
    }
}

/// What is shown now.
///
/// # Errors
/// The database; the thread that made it broke off.
pub async fn made(app: &App) -> anyhow::Result<Arc<Made>> {
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
    let grouped = shown::grouped(app.db.read()).await?.rows;
    let known: BTreeSet<i64> = grouped.iter().map(|one| one.counted.building).collect();
    let (waiting, named_to) = gather(app, &known).await?;
    let park = Arc::new(spawn_blocking(move || park_of(grouped, named_to, waiting)).await?);
    let made = Arc::new(Made { version, park, whole: Mutex::default() });
    *app.sector.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
    Ok(made)
}

/// What was shown, and who waits. Figures of a group are those that were shown; who may be named is who consents now.
fn park_of(
    mut grouped: Vec<Grouped>,
    mut named_to: BTreeMap<i64, BTreeSet<i64>>,
    waiting: Vec<Counted>,
) -> Park {
    for one in &mut grouped {
        one.counted.named_to = named_to.remove(&one.counted.building).unwrap_or_default();
    }
    Park::new(grouped, waiting, Control::STRICT)
}

/// Whether anything is shown yet.
///
/// # Errors
/// The database.
pub async fn is_shown(app: &App) -> anyhow::Result<bool> {
    Ok(shown::any(app.db.read()).await?)
}

/// Whether enough organisations told something for one group to stand; asked in one query.
///
/// # Errors
/// The database.
pub async fn may_stand(app: &App) -> anyhow::Result<bool> {
    let fewest = Control::STRICT.fewest;
    Ok(sector::organisations_told(app.db.read(), fewest).await? >= fewest)
}

/// Lets what is shown follow what is stored, as far as groups may; gives of how many buildings something is shown anew.
///
/// # Errors
/// As [`made`].
pub async fn renew(app: &App) -> anyhow::Result<usize> {
    let (mut current, _) = gather(app, &BTreeSet::new()).await?;
    let grounds = scenario::everybodys(app).await?;
    for one in &mut current {
        one.reckoned = grounds.get(&one.building).map(|grounds| grounds.digest);
    }
    let Shown { rows, stamps } = shown::grouped(app.db.read()).await?;
    let renewed: Vec<Grouped> = spawn_blocking(move || next(rows, current, Control::STRICT)).await?;
    let tx = app.db.begin().await?;
    let by = By::service(app.clock.now());
    let kept = shown::keep(&tx, &by, app.clock.today(), (&stamps, &renewed), &grounds).await?;
    tx.commit().await?;
    Ok(kept.unwrap_or_default())
}
