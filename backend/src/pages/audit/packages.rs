//! Packages of the audit, and its report as a file.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::audit_packages::AuditPackagesPage;
use eclaireur_frontend::urls;
use eclaireur_models::audit::{MOST, Package, Part};

use super::super::download::download;
use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, kept, next, put_back};
use super::{Found, found, to_overview};
use crate::app::App;
use crate::auditing::{self, IN_REPORT, worked_out};
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
    let (revision, audit) = (found.held.revision(Part::Packages), found.head());
    let Found { whose, held } = found;
    let whole = auditing::whole(app, &whose, held).await?;
    Ok(AuditPackagesPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        audit,
        told: worked_out(app, &whole),
        chosen,
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/bouquets
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let wanted = visitor.word("bouquet");
    let chosen = (!wanted.is_empty()).then_some(wanted);
    let one = listed(&found).get(&visitor.word("ligne"));
    let form = one.map(|one| forms::audit_package_form(one).set("row", one.number.to_string()));
    shown(Box::pin(page(&app, &visitor, found, (chosen, form.unwrap_or_default()))).await?.html())
}

/// POST /batiments/{b}/audit/bouquets: one more, one changed (`row`), `drop`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let flash = if form.is_ticked("undo") {
        put_back(&app, &now, Part::Packages, form).await?
    } else {
        kept(&app, &now, Part::Packages, turned(&app, &now, form)?, form).await?
    };
    if let Some(flash) = flash {
        return Ok(done(&urls::audit_packages(&code), &flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(Box::pin(page(&app, &visitor, now, (None, posted.form))).await?.html())
}

/// The packages as the form makes them; `None` when problems were noted.
fn turned(app: &App, now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Package>>> {
    let audit = &now.held.audit;
    let measures: Vec<u16> = audit.measure.iter().map(|one| one.number).collect();
    let number = next(audit.package.iter().map(|one| one.number));
    let this_year = app.clock.today().year();
    let years = (this_year, this_year.saturating_add(40));
    listed(now).turned(form, |form, changed| {
        // A year that was told stays one that can be told.
        let told = changed.iter().flat_map(|one| &one.measures).filter_map(|one| one.year).min();
        let years = (told.map_or(years.0, |year| year.min(years.0)), years.1);
        Ok(forms::audit_package(form, &measures, changed.map_or(number, |one| one.number), years))
    })
}

fn listed(now: &Found) -> List<'_, Package> {
    let all = &now.held.audit.package;
    List { all, key: |one| one.number.to_string(), most: (MOST, "name"), drop: "drop" }
}

/// GET /batiments/{b}/audit/rapport/{f}: `audit.pdf`, `audit.xlsx`.
pub async fn report(State(app): State<App>, Path((code, file)): Path<(String, String)>) -> AppResult {
    let form = Form::of_path(&file).filter(|form| file == format!("audit.{}", form.ending()));
    let form = form.ok_or_else(AppError::not_found)?;
    let Some(found) = found(&app, &code).await? else { return Err(AppError::not_found()) };
    let kept = found.held.photos.clone();
    let mut report = Box::pin(auditing::report(&app, &found.whose, found.held)).await?;
    if form == Form::Pdf {
        report.photos =
            auditing::printed(&app, found.whose.1.tenant, (&report.audit, &kept), IN_REPORT).await?;
    }
    let name = format!("{code}-{}.{}", report.file_name(), form.ending());
    let bytes = reporting::audit_written(&app, report, form).await?;
    Ok(download(bytes, form.media_type(), &name))
}
