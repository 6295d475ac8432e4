//! The federations.

use axum::extract::State;
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::federations::{FederationLine, FederationsPage};

use super::shown;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::store::federations::{self, FederationRow};

/// GET /federations
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    let c = app.db.read();
    let mut lines = Vec::new();
    let sight = visitor.sight(&app);
    let mine = |row: &FederationRow| sight.everything || sight.federations.contains(&row.id.get());
    for row in federations::list(c).await?.into_iter().filter(mine) {
        let members = federations::members(c, Some(row.id), app.clock.today()).await?.len();
        lines.push(FederationLine { federation: name_of(&row), members });
    }
    shown(FederationsPage { shell: visitor.shell(&app, None), federations: lines }.html())
}

/// The federation with this code.
pub(crate) async fn federation(app: &App, code: &str) -> AppResult<FederationRow> {
    federations::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)
}

pub(crate) fn name_of(row: &FederationRow) -> Named {
    Named::new(row.federation.code.as_str(), row.federation.name.as_str())
}
