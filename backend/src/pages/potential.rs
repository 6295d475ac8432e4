//! What an audit of a building could bring.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::potential::PotentialPage;
use eclaireur_models::lang::Lang;

use super::heads::head;
use super::{building, name_of, shown};
use crate::app::App;
use crate::auditing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/potentiel
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let palette = auditing::potential(&app, &whose).await?;
    let catalog = app.catalog();
    let names = catalog.measures().iter().map(|card| (card.code.clone(), card.name.get(Lang::Fr).to_owned()));
    let page = PotentialPage {
        shell: visitor.shell(&app, Some(name_of(&whose.0))),
        head: head(&app, &whose.0, &whose.1).await?,
        on: app.clock.today(),
        palette,
        names: names.collect(),
    };
    shown(page.html())
}
