//! A building in five figures and one action, from its assessment. Its readings are loaded only where nothing is alarming
//! and the assessment hints at a hole or at a meter nobody reads: what lists ask for is then asked for here.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::ToDo;
use eclaireur_frontend::pages::building::BuildingPage;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::period::days_between;

use super::assessed::{Told, told};
use super::summary::{SILENT_DAYS, Summary};
use super::{name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::readings;

/// GET /batiments/{b}
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let to_do = to_do(&app, &told).await?;
    let page = BuildingPage {
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        to_do,
    };
    shown(page.html())
}

/// What lists ask for, where no alert asks for something.
async fn to_do(app: &App, told: &Told) -> AppResult<Option<ToDo>> {
    if !told.has_readings {
        return Ok(Some(ToDo::FirstBill));
    }
    let assessment = &told.assessed.assessment;
    if !assessment.alerts.is_empty() || !may_lack(assessment) {
        return Ok(None);
    }
    let last = readings::last_readings(app.db.read(), told.row.tenant).await?;
    Ok(Summary::load(app, &told.row, &last).await?.to_do)
}

/// Whether a list could ask for something: no year, a year that is over and has holes, a meter nobody reads.
fn may_lack(assessment: &Assessment) -> bool {
    let series = &assessment.series;
    let over = |year: i16| year < assessment.on.year();
    let silent = |last| days_between(last, assessment.on) > SILENT_DAYS;
    series.years.is_empty()
        || series.years.iter().any(|y| over(y.year) && y.complete_months < 12)
        || series.meters.iter().any(|meter| meter.last.is_some_and(silent))
}
