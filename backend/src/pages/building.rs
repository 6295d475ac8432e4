//! A building in five figures and one action, from its assessment: no reading is loaded.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::ToDo;
use eclaireur_frontend::pages::building::BuildingPage;

use super::assessed::told;
use super::{name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let page = BuildingPage {
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        to_do: (!told.has_readings).then_some(ToDo::FirstBill),
    };
    shown(page.html())
}
