//! The heat balance of the audit.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::audit_checks::AuditChecksPage;
use eclaireur_models::audit::checks::heat_balance;

use super::super::heads::head;
use super::super::{name_of, shown};
use super::{found, to_overview};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/audit/controles
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let page = AuditChecksPage {
        shell: visitor.shell(&app, Some(name_of(&found.whose.0))),
        head: head(&app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        balance: heat_balance(&found.held.audit, &app.catalog()),
    };
    shown(page.html())
}
