//! Packages of the audit, and its report as a file.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_packages::AuditPackagesPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::audit::{MOST, Part};

use super::super::download::download;
use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview};
use crate::app::App;
use crate::auditing::{self, worked_out};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::reporting::{self, Form};

async fn page(
    app: &App,
    visitor: &Visitor,
    found: Found,
    (chosen, form): (Option<String>, FormData),
) -> AppResult<AuditPackagesPage> {
    let revision = found.held.revision(Part::Packages);
    Ok(AuditPackagesPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        told: worked_out(app, &found.held),
        chosen,
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/bouquets
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let wanted = visitor.word("bouquet");
    let chosen = (!wanted.is_empty()).then_some(wanted);
    shown(page(&app, &visitor, found, (chosen, FormData::new())).await?.html())
}

/// POST /batiments/{b}/audit/bouquets: one more, or `drop`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let address = urls::audit_packages(&code);
    let mut all = now.held.audit.package.clone();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    let drops = !dropped.is_empty();
    if drops {
        let number: u16 = dropped.parse().map_err(|_| AppError::bad_request())?;
        all.retain(|one| one.number != number);
        let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
        if tell(&app, &now, (Part::Packages, None), &body, form).await? {
            return Ok(done(&address, &Flash::TakenBack).into_response());
        }
    } else {
        let measures: Vec<u16> = now.held.audit.measure.iter().map(|one| one.number).collect();
        let number = all.iter().map(|one| one.number).max().unwrap_or(0).saturating_add(1);
        let today = app.clock.today();
        let years = (today.year(), today.year().saturating_add(40));
        if all.len() >= MOST {
            form.fail("name", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        } else if let Some(one) = forms::audit_package(form, &measures, number, years) {
            all.push(one);
            let seen = Some(seen(form));
            let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
            if tell(&app, &now, (Part::Packages, seen), &body, form).await? {
                return Ok(done(&address, &Flash::Saved).into_response());
            }
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, (None, posted.form)).await?.html())
}

/// GET /batiments/{b}/audit/rapport/{f}: `audit.pdf`, `audit.xlsx`.
pub async fn report(State(app): State<App>, Path((code, file)): Path<(String, String)>) -> AppResult {
    let form = Form::of_path(&file).filter(|form| file == format!("audit.{}", form.ending()));
    let form = form.ok_or_else(AppError::not_found)?;
    let Some(found) = found(&app, &code).await? else { return Err(AppError::not_found()) };
    let report = auditing::report(&app, &found.whose, &found.held).await?;
    let name = format!("{code}-{}.{}", report.file_name(), form.ending());
    let bytes = reporting::audit_written(&app, report, form).await?;
    Ok(download(bytes, form.media_type(), &name))
}
