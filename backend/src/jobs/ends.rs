//! What comes to its end: organisations whose day of erasure has come, sessions that are over, counters and links nobody needs.
//!
//! An organisation that cannot be erased keeps nothing of the others; it is tried again with the next round.

use crate::app::App;
use crate::erasing;
use crate::store::{By, erasures, limits, links, sessions};

/// Seconds after which a counter of tries is forgotten: the longest window is a day.
const COUNTERS_S: i64 = 2 * erasing::DAY_S;
/// Seconds after which a link that serves no more is forgotten.
const LINKS_S: i64 = 30 * erasing::DAY_S;

/// Ends what is over; says how many organisations were erased.
///
/// # Errors
/// The database.
pub async fn ends(app: &App) -> anyhow::Result<usize> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    sessions::tidy(&tx, now).await?;
    limits::tidy(&tx, now - COUNTERS_S).await?;
    links::tidy(&tx, now - LINKS_S).await?;
    tx.commit().await?;
    let by = By::service(now);
    let mut gone = 0;
    for due in erasures::due(app.db.read(), now).await? {
        match erasing::erase(app, &by, due.tenant).await {
            Ok(receipt) => {
                gone += 1;
                tracing::info!(organisation = %due.tenant, rows = receipt.rows.values().sum::<u64>(), "erased");
            }
            // Another instance was quicker.
            Err(_) if erasures::of(app.db.read(), due.tenant).await?.is_none() => {}
            Err(error) => tracing::error!(organisation = %due.tenant, "not erased: {error:?}"),
        }
    }
    Ok(gone)
}
