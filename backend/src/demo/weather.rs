//! The invented weather of a demonstration, kept as a file that somebody loaded and named for what it is.

use anyhow::{Context as _, Result};
use eclaireur_models::catalog::Base;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::simulated::STATION;
use eclaireur_models::portfolio::simulated::draw::Draw;
use eclaireur_models::portfolio::simulated::weather::{Weather, days};

use crate::app::App;
use crate::store::weather::{self, NewLoad, Origin};

/// What the load is called.
pub(super) const SOURCE: &str = "températures inventées pour la démonstration";

/// Invents the days from the first to the last, keeps them, and gives their months.
pub(super) async fn invent(app: &App, span: (Day, Day), seed: u64) -> Result<Weather> {
    let days = days(span, Draw::new(seed, 99, 99));
    let new = NewLoad { station: STATION, origin: Origin::File, source: SOURCE, days: &days };
    let tx = app.db.begin().await?;
    weather::load(&tx, &app.by(), &new).await?;
    tx.commit().await?;
    let catalog = app.catalog();
    let published = catalog.station(STATION, Base::Equivalent165).context("no station uccle")?;
    Ok(Weather::of(published, &days, span))
}
