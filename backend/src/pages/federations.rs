//! The federations.

use axum::extract::State;
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::federations::{FederationLine, FederationsPage};
use eclaireur_frontend::urls::EVERYBODY;
use eclaireur_models::access::Action;

use super::shown;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::sector::told::Whose;
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
    let everybody = if visitor.may_of_service(&app, Action::Compare) {
        Some(federations::members(c, None, app.clock.today()).await?.len()).filter(|all| *all > 0)
    } else {
        None
    };
    shown(FederationsPage { shell: visitor.shell(&app, None), federations: lines, everybody }.html())
}

/// Whose sums an address asks for: the members of a federation, or everybody's.
pub(crate) async fn whose(app: &App, code: &str) -> AppResult<Whose> {
    if code == EVERYBODY { Ok(Whose::everybody()) } else { Ok(Whose::of(&federation(app, code).await?)) }
}

/// The federation with this code.
pub(crate) async fn federation(app: &App, code: &str) -> AppResult<FederationRow> {
    federations::by_code(app.db.read(), code).await?.ok_or_else(AppError::not_found)
}

pub(crate) fn name_of(row: &FederationRow) -> Named {
    Named::new(row.federation.code.as_str(), row.federation.name.as_str())
}
