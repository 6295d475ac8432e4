//! What an audit supposes of the years to come.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::audit_assumed::AuditAssumedPage;
use eclaireur_frontend::{Flash, Named, assumed, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::Cold;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview};
use crate::app::App;
use crate::assessing;
use crate::auditing::{self, worked_out};
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

/// Degree-days that can be chosen, by their words.
fn colds(catalog: &Catalog) -> Vec<Named> {
    let all = Cold::choices(catalog, assessing::STATION).into_iter();
    all.map(|cold| Named::new(cold.code.as_str(), assumed::cold(Lang::Fr, &cold))).collect()
}

/// Scenarios of ETS2, by their words.
fn scenarios(catalog: &Catalog) -> Vec<Named> {
    let all = catalog.ets2().into_iter().flat_map(|card| &card.scenarios);
    all.map(|one| Named::new(one.code.as_str(), assumed::scenario(Lang::Fr, &one.code))).collect()
}

async fn page(
    app: &App,
    visitor: &Visitor,
    found: Found,
    form: Option<FormData>,
) -> AppResult<AuditAssumedPage> {
    let (revision, audit) = (found.held.revision(Part::Assumed), found.head());
    let Found { whose, held } = found;
    let whole = auditing::whole(app, &whose, held).await?;
    let (catalog, told) = (app.catalog(), worked_out(app, &whole));
    let form = form.unwrap_or_else(|| forms::audit_assumed_form(&whole.held.audit.assumed));
    Ok(AuditAssumedPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        audit,
        supposed: assumed::rows(Lang::Fr, &whole.held.audit, &told.worked),
        colds: colds(&catalog),
        scenarios: scenarios(&catalog),
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/bouquets/hypotheses
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    shown(Box::pin(page(&app, &visitor, found, None)).await?.html())
}

/// POST /batiments/{b}/audit/bouquets/hypotheses
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let (catalog, form) = (app.catalog(), &mut posted.form);
    if let Some(told) = forms::audit_assumed(form, &colds(&catalog), &scenarios(&catalog)) {
        let body = serde_json::to_value(&told).map_err(anyhow::Error::from)?;
        let seen = Some(seen(form));
        if tell(&app, &now, (Part::Assumed, seen), &body, form).await? {
            return Ok(done(&urls::audit_assumed(&code), &Flash::Saved).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(Box::pin(page(&app, &visitor, now, Some(posted.form))).await?.html())
}
