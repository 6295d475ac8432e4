//! Measures of the audit: what each would save, the form of one more.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_measures::AuditMeasuresPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::audit::{MOST, Part};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview};
use crate::app::App;
use crate::auditing::worked_out;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

async fn page(
    app: &App,
    visitor: &Visitor,
    found: Found,
    (code, form): (&str, FormData),
) -> AppResult<AuditMeasuresPage> {
    let revision = found.held.revision(Part::Measures);
    let roof = found.held.audit.roof.first();
    let roof_form = AuditMeasuresPage::form_of_roof(roof, found.held.revision(Part::Roofs));
    Ok(AuditMeasuresPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        told: worked_out(app, &found.held),
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
    let wanted = visitor.word("mesure");
    shown(page(&app, &visitor, found, (&wanted, FormData::new())).await?.html())
}

/// POST /batiments/{b}/audit/mesures: one more, or `drop`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let address = urls::audit_measures(&code);
    let mut all = now.held.audit.measure.clone();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    let drops = !dropped.is_empty();
    if drops {
        let number: u16 = dropped.parse().map_err(|_| AppError::bad_request())?;
        all.retain(|one| one.number != number);
        let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
        if tell(&app, &now, (Part::Measures, None), &body, form).await? {
            return Ok(done(&address, &Flash::TakenBack).into_response());
        }
    } else {
        let catalog = app.catalog();
        let card = catalog.measure(form.get("code")).ok_or_else(AppError::bad_request)?;
        // A package points at numbers: none is given twice, though its measure was taken out.
        let in_packages = now.held.audit.package.iter().flat_map(|one| &one.measures).map(|one| one.measure);
        let taken = all.iter().map(|one| one.number).chain(in_packages).max().unwrap_or(0);
        if all.len() >= MOST {
            form.fail("code", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        } else if let Some(one) = forms::audit_measure(form, card, taken.saturating_add(1)) {
            all.push(one);
            let seen = Some(seen(form));
            let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
            if tell(&app, &now, (Part::Measures, seen), &body, form).await? {
                return Ok(done(&address, &Flash::Saved).into_response());
            }
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let wanted = posted.form.get("code").to_owned();
    again(page(&app, &visitor, now, (&wanted, posted.form)).await?.html())
}
