//! What the pages of a building that tell of its figures load: whose it is, its head, its assessment.

use eclaireur_frontend::pages::assessed::Assessed;
use eclaireur_frontend::pages::building::BuildingHead;

use super::building;
use super::heads::head;
use crate::app::App;
use crate::assessing::{self, Shown, Stale};
use crate::error::AppError;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;

/// A building with its figures.
pub(super) struct Told {
    pub(super) whose: OrganisationRow,
    pub(super) row: BuildingRow,
    pub(super) head: BuildingHead,
    pub(super) assessed: Assessed,
    /// Why its figures are not of now.
    pub(super) stale: Option<Stale>,
    /// Whether anything was read yet.
    pub(super) has_readings: bool,
}

/// The building with this code and its figures.
pub(super) async fn told(app: &App, code: &str) -> Result<Told, AppError> {
    let (whose, row) = building(app, code).await?;
    let shown = assessing::of(app, &row, &whose).await?;
    let stale = shown.stale;
    let head = head(app, &whose, &row).await?;
    let series = &shown.assessment.series;
    let has_readings = shown.assessment.year.is_some()
        || !series.months.is_empty()
        || !series.years.is_empty()
        || series.meters.iter().any(|meter| meter.last.is_some());
    Ok(Told { whose, row, head, assessed: assessed(shown), stale, has_readings })
}

/// As pages are given it.
pub(crate) fn assessed(shown: Shown) -> Assessed {
    Assessed { made_at: shown.made_at, stale: shown.stale.is_some(), assessment: shown.assessment }
}
