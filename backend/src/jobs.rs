//! Work that nobody asks for: previews that nobody confirmed are forgotten after a week.

use core::time::Duration;

use tokio::task::JoinHandle;

use crate::app::App;

/// How often the house is tidied.
const EVERY: Duration = Duration::from_hours(1);

/// Starts tidying, until the handle is aborted.
pub fn start(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            match tidy(&app).await {
                Ok(0) => {}
                Ok(forgotten) => tracing::info!(forgotten, "previews forgotten"),
                Err(error) => tracing::error!("tidying: {error:#}"),
            }
            tokio::time::sleep(EVERY).await;
        }
    })
}

/// Forgets previews whose time is over; says how many.
///
/// # Errors
/// The database.
pub async fn tidy(app: &App) -> anyhow::Result<u64> {
    let tx = app.db.begin().await?;
    let forgotten = crate::store::imports::expire_previews(&tx, &app.by()).await?;
    crate::store::sendings::expire(&tx, &app.by()).await?;
    tx.commit().await?;
    Ok(forgotten)
}
