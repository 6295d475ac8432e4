//! The simulator: the case of the address, and what every aid says to it. Nothing is kept.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::forms::{FormData, case, case_fields};
use eclaireur_frontend::pages::simulator::SimulatorPage;
use eclaireur_frontend::urls;
use eclaireur_models::financing::assess;

use super::{activities, again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::people::rates;

/// GET /simulateur
pub async fn show(State(app): State<App>, visit: Visit, visitor: Visitor) -> AppResult {
    let pairs = visitor.pairs(&case_fields());
    // A form sends what is empty too: the address that is kept says only what was told.
    let told: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if case_fields().iter().any(|name| visitor.names(name) && visitor.word(name).is_empty()) {
        return Ok(Redirect::to(&urls::with_query(&urls::simulator(), &told)).into_response());
    }
    let (catalog, sectors, today) = (app.catalog(), activities(&app), app.clock.today());
    let is_told = !pairs.is_empty();
    if is_told {
        rates::case(&app, &visit).await?;
    }
    let mut form = FormData::from_pairs(pairs);
    let case = case(&mut form, &sectors);
    let told = is_told.then(|| assess(&case, &catalog, today));
    let failed = form.failed();
    let page = SimulatorPage { shell: visitor.shell(&app, None), form, sectors, told, on: today };
    if failed { again(page.html()) } else { shown(page.html()) }
}
