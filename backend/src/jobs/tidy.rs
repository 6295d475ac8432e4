//! Previews that nobody confirmed are forgotten after a week, and what was answered to a program's key after a day.

use crate::app::App;

/// Forgets previews whose time is over; says how many.
///
/// # Errors
/// The database.
pub async fn tidy(app: &App) -> anyhow::Result<u64> {
    let tx = app.db.begin().await?;
    let forgotten = crate::store::imports::expire_previews(&tx, &app.by()).await?;
    crate::store::sendings::expire(&tx, &app.by()).await?;
    crate::store::idempotency::expire(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(forgotten)
}
