//! Quotes of contractors side by side.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_quotes::AuditQuotesPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::quotes::{MOST, compare};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview, works};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::projects;

async fn page(app: &App, visitor: &Visitor, found: Found, form: FormData) -> AppResult<AuditQuotesPage> {
    let revision = found.held.revision(Part::Quotes);
    let on = found.held.frozen.as_ref().map_or_else(|| app.clock.today(), |frozen| frozen.on);
    let quotes = found.held.audit.quote.clone();
    Ok(AuditQuotesPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        comparison: compare(&quotes, on),
        quotes,
        works: works(),
        contracting_authority: authority(app, &found).await?,
        form: form.set("seen", revision.to_string()),
    })
}

/// Whether the organisation said in a project that it is a contracting authority; the newest word counts.
async fn authority(app: &App, found: &Found) -> AppResult<Option<bool>> {
    let (tenant, building) = (found.whose.1.tenant, found.whose.1.id);
    let all = projects::of_building(app.db.read(), tenant, building).await?;
    let told = |body: &serde_json::Value| body["organisation"]["contracting_authority"].as_bool();
    Ok(all.iter().rev().find_map(|project| told(&project.body)))
}

/// GET /batiments/{b}/audit/devis
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    shown(page(&app, &visitor, found, FormData::new()).await?.html())
}

/// POST /batiments/{b}/audit/devis: a quote, or `drop`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let mut all = now.held.audit.quote.clone();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    let number = all.iter().map(|quote| quote.number).max().unwrap_or(0).saturating_add(1);
    let (seen, flash) =
        if dropped.is_empty() { (Some(seen(form)), Flash::Saved) } else { (None, Flash::TakenBack) };
    let changed = if !dropped.is_empty() {
        all.retain(|quote| quote.number.to_string() != dropped);
        true
    } else if all.len() >= MOST {
        form.fail("contractor", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        false
    } else {
        let quote = forms::audit_quote(form, number);
        let read = quote.is_some();
        all.extend(quote);
        read
    };
    if changed {
        let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
        if tell(&app, &now, (Part::Quotes, seen), &body, form).await? {
            return Ok(done(&urls::audit_quotes(&code), &flash).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}
