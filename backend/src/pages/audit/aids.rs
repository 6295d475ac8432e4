//! Aids of the measures of an audit: what the schemes answer, and what the adviser tells instead.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_aids::AuditAidsPage;
use eclaireur_frontend::worked::givers;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::audit::{MOST, Part};
use eclaireur_models::lang::Lang;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview, works};
use crate::app::App;
use crate::auditing::{self, worked_out};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

async fn page(app: &App, visitor: &Visitor, found: Found, form: FormData) -> AppResult<AuditAidsPage> {
    let (revision, audit) = (found.held.revision(Part::Subsidies), found.head());
    let Found { whose, held } = found;
    let whole = auditing::whole(app, &whose, held).await?;
    Ok(AuditAidsPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        audit,
        told: worked_out(app, &whole),
        subsidies: whole.held.audit.subsidy,
        works: works(),
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/bouquets/subsides
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    shown(page(&app, &visitor, found, FormData::new()).await?.html())
}

/// POST /batiments/{b}/audit/bouquets/subsides: one more, or `drop`. What is told again of the same scheme and work takes its place.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let mut all = now.held.audit.subsidy.clone();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    let (writing, flash) = if dropped.is_empty() {
        let schemes: Vec<Named> =
            givers(&app.catalog(), Lang::Fr).into_iter().map(|(code, name)| Named::new(code, name)).collect();
        if let Some(one) = forms::audit_subsidy(form, &works(), &schemes) {
            all.retain(|held| (&held.scheme, &held.work) != (&one.scheme, &one.work));
            all.push(one);
        }
        if all.len() > MOST {
            form.fail("work", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        }
        (Some(seen(form)), Flash::Saved)
    } else {
        let at: usize = dropped.parse().map_err(|_| AppError::bad_request())?;
        if at < all.len() {
            all.remove(at);
        }
        (None, Flash::TakenBack)
    };
    if !form.failed() {
        let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
        if tell(&app, &now, (Part::Subsidies, writing), &body, form).await? {
            return Ok(done(&urls::audit_aids(&code), &flash).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}
