//! Measures of the audit: what each would save, the form of one more.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::audit_measures::AuditMeasuresPage;
use eclaireur_frontend::urls;
use eclaireur_models::audit::{Chosen, MOST, Part};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, kept, next, put_back};
use super::{Found, found, to_overview};
use crate::app::App;
use crate::auditing::{self, worked_out};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

async fn page(
    app: &App,
    visitor: &Visitor,
    found: Found,
    (code, form): (&str, FormData),
) -> AppResult<AuditMeasuresPage> {
    let (revision, audit) = (found.held.revision(Part::Measures), found.head());
    let roof = found.held.audit.roof.first();
    let roof_form = AuditMeasuresPage::form_of_roof(roof, found.held.revision(Part::Roofs));
    let Found { whose, held } = found;
    let whole = auditing::whole(app, &whose, held).await?;
    Ok(AuditMeasuresPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        audit,
        told: worked_out(app, &whole),
        card: app.catalog().measure(code).cloned(),
        form: form.set("seen", revision.to_string()),
        roof_form,
    })
}

/// The page after a roof that was not taken.
pub(super) async fn with_roof(
    app: &App,
    visitor: &Visitor,
    found: Found,
    form: FormData,
) -> AppResult<AuditMeasuresPage> {
    let revision = found.held.revision(Part::Roofs);
    let page = page(app, visitor, found, ("", FormData::new())).await?;
    Ok(AuditMeasuresPage { roof_form: form.set("seen", revision.to_string()), ..page })
}

/// GET /batiments/{b}/audit/mesures
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let (mut wanted, mut form) = (visitor.word("mesure"), FormData::new());
    if let Some(one) = listed(&found).get(&visitor.word("ligne")) {
        wanted.clone_from(&one.code);
        form = forms::audit_measure_form(one).set("row", one.number.to_string());
    }
    shown(Box::pin(page(&app, &visitor, found, (&wanted, form))).await?.html())
}

/// POST /batiments/{b}/audit/mesures: one more, one changed (`row`), `drop`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let flash = if form.is_ticked("undo") {
        put_back(&app, &now, Part::Measures, form).await?
    } else {
        kept(&app, &now, Part::Measures, turned(&app, &now, form)?, form).await?
    };
    if let Some(flash) = flash {
        return Ok(done(&urls::audit_measures(&code), &flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let wanted = posted.form.get("code").to_owned();
    again(Box::pin(page(&app, &visitor, now, (&wanted, posted.form))).await?.html())
}

/// The measures as the form makes them; `None` when problems were noted.
fn turned(app: &App, now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Chosen>>> {
    let audit = &now.held.audit;
    // A package points at numbers: none is given twice, though its measure was taken out.
    let in_packages = audit.package.iter().flat_map(|one| &one.measures).map(|one| one.measure);
    let number = next(audit.measure.iter().map(|one| one.number).chain(in_packages));
    listed(now).turned(form, |form, changed| {
        let catalog = app.catalog();
        let code = changed.map_or_else(|| form.get("code").to_owned(), |one| one.code.clone());
        let card = catalog.measure(&code).ok_or_else(AppError::bad_request)?;
        Ok(forms::audit_measure(form, card, changed.map_or(number, |one| one.number)))
    })
}

fn listed(now: &Found) -> List<'_, Chosen> {
    let all = &now.held.audit.measure;
    List { all, key: |one| one.number.to_string(), most: (MOST, "code"), drop: "drop" }
}
