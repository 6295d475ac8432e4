//! Makes assessments anew that something has made stale: readings, facts, prices, the weather, the catalogue, a new day.
//!
//! One query finds them; each is loaded, computed and kept by itself, so that no transaction is long and it can be told to
//! stop between two. With several instances each takes *shares* of the buildings, claimed in the database. Once a day,
//! before the day's assessments, the peers are made anew: what members use is compared as of that day. One building that
//! fails is said in the log and leaves the others alone; its last assessment stays, marked as stale where it is shown. An
//! instance whose catalogue is not the one in force leaves the work to those that have it (`crate::in_force`).

use std::collections::BTreeMap;

use anyhow::Result;

use super::held::Held;
use super::pace::Stop;
use crate::app::App;
use crate::assessing;
use crate::store::assessments;
use crate::store::{BuildingId, By, OrganisationId, peers};

/// The name of the job in the list of runs.
pub const JOB: &str = "recompute";
/// The same of the one that makes the peers.
pub const PEERS: &str = "peers";
/// Shares that buildings are divided into; as many instances can work at once.
const SHARES: i64 = 16;
/// Stale buildings looked for at a time.
const AT_A_TIME: u32 = 256;
/// Seconds after which peers that failed are tried again.
const AGAIN_S: i64 = 3600;

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Buildings whose figures were computed.
    pub computed: usize,
    /// Buildings whose input was what it was.
    pub same: usize,
    /// Buildings whose figures could not be computed.
    pub failed: usize,
    /// Figures that moved.
    pub moved: usize,
}

/// Makes fresh what is stale.
///
/// # Errors
/// The database.
pub async fn run(app: &App, stop: &Stop) -> Result<Ran> {
    let mut ran = Ran::default();
    if !app.keeps() {
        return Ok(ran);
    }
    peers(app).await?;
    round(app, stop, &mut ran).await?;
    // The first day there was nothing to compare before.
    if peers(app).await? {
        round(app, stop, &mut ran).await?;
    }
    Ok(ran)
}

async fn round(app: &App, stop: &Stop, ran: &mut Ran) -> Result<()> {
    let mut after = None;
    loop {
        let now = assessing::now(app);
        let stale = assessments::stale(app.db.read(), &now, after, AT_A_TIME).await?;
        let Some((_, last)) = stale.last() else { return Ok(()) };
        after = Some(*last);
        let mut shares: BTreeMap<i64, Vec<(OrganisationId, BuildingId)>> = BTreeMap::new();
        for (tenant, building) in stale {
            shares.entry(building.get() % SHARES).or_default().push((tenant, building));
        }
        for (share, buildings) in shares {
            if stop.is_asked() {
                return Ok(());
            }
            let Some(held) = Held::claim(app, JOB, &format!("{share:02}")).await? else { continue };
            let done = one_share(app, stop, &held, &buildings, ran).await;
            held.leave(&format!("{ran:?}")).await?;
            done?;
        }
    }
}

async fn one_share(
    app: &App,
    stop: &Stop,
    held: &Held,
    buildings: &[(OrganisationId, BuildingId)],
    ran: &mut Ran,
) -> Result<()> {
    for (tenant, building) in buildings {
        if stop.is_asked() || held.is_lost() {
            return Ok(());
        }
        match assessing::renew(app, *tenant, *building).await {
            Ok(None) => {}
            Ok(Some(renewed)) => {
                ran.computed += usize::from(renewed.computed);
                ran.same += usize::from(!renewed.computed);
                ran.moved += renewed.moved;
            }
            Err(error) => {
                ran.failed += 1;
                tracing::error!(building = %building, "an assessment could not be computed: {error:#}");
            }
        }
    }
    Ok(())
}

/// Makes the peers of the day, once, as soon as there is somebody to compare; says whether one is another than before.
async fn peers(app: &App) -> Result<bool> {
    if !assessments::any(app.db.read()).await? {
        return Ok(false);
    }
    let (now, day) = (app.clock.now(), app.clock.today().to_string());
    let Some(held) = Held::claim(app, PEERS, &day).await? else { return Ok(false) };
    let tx = app.db.begin().await?;
    let renewed = peers::renew(&tx, &By::service(now)).await;
    if renewed.is_ok() {
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    let (again, said) = match &renewed {
        Ok(changed) => (None, format!("changed: {changed}")),
        Err(error) => (Some(now + AGAIN_S), error.to_string()),
    };
    held.finish(again, &said).await?;
    Ok(renewed?)
}
