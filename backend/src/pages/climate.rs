//! Whether a building follows the cold, from its assessment; and how cold its year was, on each base that is known.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::climate::{ClimatePage, ColdLine};
use eclaireur_models::building::Carrier;
use eclaireur_models::climate::{Base, Climate};
use eclaireur_models::period::Period;

use super::assessed::told;
use super::{name_of, shown};
use crate::app::App;
use crate::assessing::{self, STATION};
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// The bases shown: the one figures stand on, and the one that many audits quote.
const BASES: [Base; 2] = [Base::Equivalent165, Base::Mean15];

/// GET /batiments/{b}/climat
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let year = told.assessed.assessment.year.and_then(Period::year);
    let temperatures = assessing::temperatures(&app).await?;
    let cold = |(base, year): (Base, Period)| {
        let catalog = app.catalog();
        let climate = Climate::new(catalog.station(STATION, base)?, &temperatures.temperatures);
        let normal = climate.normal(year).map(|normal| normal.degree_days);
        Some(ColdLine { base, degree_days: climate.over(year).degree_days(), normal })
    };
    let station = app.catalog().station(STATION, Base::Equivalent165).map(|s| s.name.clone());
    let page = ClimatePage {
        carrier: Carrier::from_code(&visitor.word("energie")),
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        station: station.unwrap_or_default(),
        cold: year.map_or_else(Vec::new, |year| {
            BASES.map(|base| cold((base, year))).into_iter().flatten().collect()
        }),
    };
    shown(page.html())
}
