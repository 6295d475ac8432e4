//! Versions: second reader, delivery, the next one, what changed, and a delivered one as a file.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_versions::{AuditVersionsPage, VersionLine};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::audit::versions::{Changed, No, State as Standing, Step, changed, next};
use eclaireur_models::period::day_of;

use super::super::download::download;
use super::super::heads::head;
use super::super::{again, building, name_of, shown};
use super::{Found, begin, found, to_overview};
use crate::app::App;
use crate::auditing;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::StoreError;
use crate::store::audits::{self, LONGEST_REMARK, Stopped};

const TOML: &str = "application/toml; charset=utf-8";

async fn page(app: &App, visitor: &Visitor, found: Found, form: FormData) -> AppResult<AuditVersionsPage> {
    let row = &found.whose.1;
    let all = audits::of_building(app.db.read(), row.tenant, row.id).await?;
    let line = |row: &audits::AuditRow| VersionLine {
        version: row.version,
        state: row.state,
        since: day_of(row.changed_at),
        digest: row.digest.clone(),
        remark: row.remark.clone(),
    };
    let (held, who) = (&found.held.row, app.by().actor.to_string());
    Ok(AuditVersionsPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, row).await?,
        audit: found.head(),
        versions: all.iter().map(line).collect(),
        asked: next(held.state, Step::Approve, held.asked_by.as_deref(), &who) == Err(No::SamePerson),
        changed: Box::pin(since(app, found, all)).await?,
        form,
    })
}

/// What differs between the newest version and the one before.
async fn since(app: &App, found: Found, mut all: Vec<audits::AuditRow>) -> AppResult<Vec<Changed>> {
    all.pop();
    let Some(before) = all.pop() else { return Ok(Vec::new()) };
    let before = auditing::held(app, &found.whose, before).await?;
    let now = auditing::whole(app, &found.whose, found.held).await?;
    Ok(changed(&before.audit, &now.held.audit))
}

/// GET /batiments/{b}/audit/versions
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    shown(Box::pin(page(&app, &visitor, found, FormData::new())).await?.html())
}

/// POST /batiments/{b}/audit/versions: a step, or the next version (`begin`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let address = urls::audit_versions(&code);
    if posted.form.is_ticked("begin") {
        return begin(&app, &code, &address).await;
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let wanted = if form.get("instead").is_empty() { form.get("step") } else { form.get("instead") };
    let step = Step::from_code(wanted).ok_or_else(AppError::bad_request)?;
    let remark = form.lines("remark");
    if remark.as_ref().is_some_and(|remark| remark.chars().count() > LONGEST_REMARK) {
        form.fail("remark", Problem::new(ProblemCode::TooLong).with("max", LONGEST_REMARK));
    }
    if now.archived() {
        form.fail("remark", Problem::new(ProblemCode::BuildingArchived));
    }
    if !form.failed() {
        match Box::pin(taken(&app, &now, step, remark.as_deref())).await? {
            Ok(()) => return Ok(done(&address, &Flash::Saved).into_response()),
            Err(No::SamePerson) => form.fail("remark", Problem::new(ProblemCode::SecondReader)),
            Err(No::NotNow) => form.fail("remark", Problem::new(ProblemCode::AuditChanged)),
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(Box::pin(page(&app, &visitor, now, posted.form)).await?.html())
}

/// Takes a step; what is delivered is frozen with it.
async fn taken(app: &App, now: &Found, step: Step, remark: Option<&str>) -> AppResult<Result<(), No>> {
    let row = &now.held.row;
    let frozen = if step == Step::Deliver && row.state == Standing::Read {
        Some(Box::pin(auditing::frozen(app, &now.whose, now.held.clone())).await?)
    } else {
        None
    };
    let frozen = frozen.as_ref().map(|(text, digest)| (text.as_str(), digest.as_str()));
    let tx = app.db.begin().await?;
    match audits::step(&tx, &app.by(), now.whose.1.tenant, row.id, (step, remark), frozen).await {
        Ok(_) => {
            tx.commit().await.map_err(StoreError::from)?;
            Ok(Ok(()))
        }
        Err(Stopped::No(why)) => Ok(Err(why)),
        Err(Stopped::Store(error)) => Err(error.into()),
    }
}

/// GET /batiments/{b}/audit/versions/{f}: a delivered version, `audit-2.toml`.
pub async fn file(State(app): State<App>, Path((code, f)): Path<(String, String)>) -> AppResult {
    let version = f.strip_prefix("audit-").and_then(|rest| rest.strip_suffix(".toml"));
    let version: u32 = version.and_then(|v| v.parse().ok()).ok_or_else(AppError::not_found)?;
    let (_, row) = building(&app, &code).await?;
    let all = audits::of_building(app.db.read(), row.tenant, row.id).await?;
    let held = all.into_iter().find(|held| held.version == version).ok_or_else(AppError::not_found)?;
    let text = audits::text(app.db.read(), row.tenant, held.id).await?.ok_or_else(AppError::not_found)?;
    Ok(download(text.into_bytes(), TOML, &format!("{code}-audit-{version}.toml")))
}
