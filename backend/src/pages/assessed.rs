//! What the pages of a building that tell of its figures load: whose it is, its head, its assessment.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::assessed::Assessed;
use eclaireur_frontend::pages::building::BuildingHead;
use eclaireur_frontend::tables;
use eclaireur_models::lang::Lang;

use super::building;
use super::download::Wanted;
use super::heads::head;
use crate::app::App;
use crate::assessing::{self, Shown, Stale};
use crate::error::{AppError, AppResult};
use crate::store::alert_notes;
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
    let answered = alert_notes::settled_of(app.db.read(), row.tenant, row.id).await?;
    Ok(Told { whose, row, head, assessed: assessed(shown, answered), stale, has_readings })
}

/// As pages are given it, with the alerts that were answered.
pub(crate) fn assessed(shown: Shown, answered: BTreeSet<String>) -> Assessed {
    let (made_at, stale) = (shown.made_at, shown.stale.is_some());
    Assessed { made_at, stale, answered, assessment: shown.assessment }
}

/// GET /batiments/{b}/chiffres.csv, `.xlsx`
pub async fn figures(State(app): State<App>, Path(code): Path<String>, wanted: Wanted) -> AppResult {
    let told = told(&app, &code).await?;
    let all = &told.assessed.assessment.figures.0;
    let table = tables::figures_of(Lang::Fr, &told.head.building.name, all);
    wanted.answer(&app, &table, &format!("{code}-chiffres"))
}
