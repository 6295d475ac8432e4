//! Quotes of contractors side by side.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, QUOTE_LINES};
use eclaireur_frontend::pages::audit_quotes::AuditQuotesPage;
use eclaireur_frontend::urls;
use eclaireur_models::audit::Part;
use eclaireur_models::audit::quotes::{MOST, Quote, compare};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, kept, next, put_back};
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
    let one = listed(&found).get(&visitor.word("ligne"));
    let form = one.map(|quote| forms::audit_quote_form(quote).set("row", quote.number.to_string()));
    shown(page(&app, &visitor, found, form.unwrap_or_default()).await?.html())
}

/// POST /batiments/{b}/audit/devis: a quote, one changed (`row`), `drop`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let flash = if form.is_ticked("undo") {
        put_back(&app, &now, Part::Quotes, form).await?
    } else {
        kept(&app, &now, Part::Quotes, turned(&now, form)?, form).await?
    };
    if let Some(flash) = flash {
        return Ok(done(&urls::audit_quotes(&code), &flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}

/// The quotes as the form makes them; `None` when problems were noted.
fn turned(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Quote>>> {
    let number = next(now.held.audit.quote.iter().map(|quote| quote.number));
    listed(now).turned(form, |form, changed| {
        let mut quote = forms::audit_quote(form, changed.map_or(number, |quote| quote.number));
        // Works beyond those that a form takes stay.
        let beyond = changed.iter().flat_map(|held| held.line.iter().skip(QUOTE_LINES)).cloned();
        if let Some(quote) = &mut quote {
            quote.line.extend(beyond);
        }
        Ok(quote)
    })
}

fn listed(now: &Found) -> List<'_, Quote> {
    let all = &now.held.audit.quote;
    List { all, key: |quote| quote.number.to_string(), most: (MOST, "contractor"), drop: "drop" }
}
