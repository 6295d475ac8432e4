//! Quotes of contractors side by side.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::audit_quotes::AuditQuotesPage;
use eclaireur_frontend::urls;
use eclaireur_models::audit::Part;
use eclaireur_models::audit::quotes::{MOST, compare};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, kept, next};
use super::{Found, found, to_overview, works};
use crate::app::App;
use crate::auditing;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::projects;

async fn page(app: &App, visitor: &Visitor, found: Found, form: FormData) -> AppResult<AuditQuotesPage> {
    let revision = found.held.revision(Part::Quotes);
    let on = auditing::day(app, &found.held);
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
    let form = &mut posted.form;
    let all = &now.held.audit.quote;
    let number = next(all.iter().map(|quote| quote.number));
    let most = (MOST, "contractor");
    let list = List { all, number: |_, quote| usize::from(quote.number), most, drop: "drop" };
    let turned = list.turned(form, |form| Ok(forms::audit_quote(form, number)))?;
    if let Some(flash) = kept(&app, &now, Part::Quotes, turned, form).await? {
        return Ok(done(&urls::audit_quotes(&code), &flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}
