//! What the law asks of a building.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::obligations::ObligationsPage;

use super::assessed::told;
use super::{name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/obligations
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let page = ObligationsPage {
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
    };
    shown(page.html())
}
