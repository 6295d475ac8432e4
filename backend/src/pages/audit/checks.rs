//! The heat balance of the audit.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::audit_checks::AuditChecksPage;
use eclaireur_models::audit::checks::heat_balance;

use super::super::heads::head;
use super::super::{name_of, shown};
use super::{Found, found, to_overview};
use crate::app::App;
use crate::auditing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/audit/controles
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let audit = found.head();
    let Found { whose, held } = found;
    let whole = auditing::whole(&app, &whose, held).await?;
    let page = AuditChecksPage {
        shell: visitor.shell(&app, Some(name_of(&whose.0))),
        head: head(&app, &whose.0, &whose.1).await?,
        audit,
        balance: heat_balance(&whole.held.audit, &app.catalog()),
    };
    shown(page.html())
}
