//! The audit of a building: where it stands, who answers for it; what its pages share.

pub mod aids;
pub mod assumed;
pub mod checks;
pub mod findings;
mod list;
pub mod measures;
pub mod packages;
pub mod quotes;
pub mod roofs;
pub mod settings;
pub mod versions;
pub mod visit;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit::{AuditPage, TellsOf};
use eclaireur_frontend::pages::audit_part::AuditHead;
use eclaireur_frontend::{Flash, Named, schemes, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::requirements::demands;
use eclaireur_models::building::case_facts::MEASURES;
use eclaireur_models::lang::Lang;
use serde_json::Value as Json;

use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::auditing::{self, Held};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::{StoreError, audits};

/// The newest version of an audit, with whose it is.
pub(super) struct Found {
    pub(super) whose: (OrganisationRow, BuildingRow),
    pub(super) held: Held,
}

impl Found {
    pub(super) fn archived(&self) -> bool {
        self.whose.0.organisation.archived || self.whose.1.building.archived
    }

    pub(super) fn head(&self) -> AuditHead {
        AuditHead { version: self.held.row.version, state: self.held.row.state, archived: self.archived() }
    }

    /// Pictures to choose from, by the words below them.
    pub(super) fn photos(&self) -> Vec<Named> {
        use eclaireur_models::audit::inputs::Section;
        let rows = self.held.audit.visit.rows(Section::Photos);
        let named = |sha256: &String| {
            let row = rows.iter().find(|row| row.text("picture") == sha256.as_str())?;
            Some(Named::new(sha256.as_str(), row.text("caption")))
        };
        self.held.photos.iter().filter_map(named).collect()
    }
}

/// The audit of a building; none where nobody began one.
pub(super) async fn found(app: &App, code: &str) -> AppResult<Option<Found>> {
    let whose = building(app, code).await?;
    let held = auditing::newest(app, &whose).await?;
    Ok(held.map(|held| Found { whose, held }))
}

/// To where an audit is begun.
pub(super) fn to_overview(code: &str) -> Response {
    Redirect::to(&urls::audit(code)).into_response()
}

/// The works there are, by their words.
pub(super) fn works() -> Vec<Named> {
    let word = |code: &str| schemes::words(Lang::Fr, "work", code);
    MEASURES
        .iter()
        .map(|m| Named::new(m.code, eclaireur_frontend::format::capitalised(&word(m.code))))
        .collect()
}

/// Why nothing can be written, where that is so.
pub(super) fn closed(found: &Found) -> Option<ProblemCode> {
    if found.archived() {
        return Some(ProblemCode::BuildingArchived);
    }
    (!found.held.row.state.is_open()).then_some(ProblemCode::AuditClosed)
}

/// Writes a part; `false` when its problem was noted. `seen` is the writing that the visitor saw; the one that is there, where an
/// address alone asks for it.
pub(super) async fn tell(
    app: &App,
    found: &Found,
    (part, seen): (Part, Option<i32>),
    body: &Json,
    form: &mut FormData,
) -> AppResult<bool> {
    let tx = app.db.begin().await?;
    let told = tell_within(app, &tx, found, (part, seen), body, form).await?;
    if told {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(told)
}

/// The same, in a transaction of the caller.
pub(super) async fn tell_within(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    found: &Found,
    (part, seen): (Part, Option<i32>),
    body: &Json,
    form: &mut FormData,
) -> AppResult<bool> {
    if let Some(problem) = closed(found) {
        form.fail("seen", Problem::new(problem));
        return Ok(false);
    }
    let seen = seen.unwrap_or_else(|| found.held.revision(part));
    let (tenant, id) = (found.whose.1.tenant, found.held.row.id);
    match audits::tell(tx, &app.by(), tenant, id, (part, seen), body).await {
        Ok(_) => Ok(true),
        Err(StoreError::Taken { .. }) => {
            form.fail("seen", Problem::new(ProblemCode::AuditChanged));
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// The writing that a form saw; an impossible one where it does not say.
pub(super) fn seen(form: &FormData) -> i32 {
    form.get("seen").parse().unwrap_or(-1)
}

/// GET /batiments/{b}/audit
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let held = auditing::newest(&app, &whose).await?;
    shown(Box::pin(page(&app, &visitor, whose, held, None)).await?.html())
}

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: (OrganisationRow, BuildingRow),
    held: Option<Held>,
    form: Option<FormData>,
) -> AppResult<AuditPage> {
    let shell = visitor.shell(app, Some(name_of(&whose.0)));
    let building_head = head(app, &whose.0, &whose.1).await?;
    let Some(held) = held else {
        return Ok(AuditPage { shell, head: building_head, audit: None, form: form.unwrap_or_default() });
    };
    let found = Found { whose, held };
    let told = found.held.audit.head.told();
    let seen = found.held.revision(Part::Head);
    let form = match form {
        Some(form) => form.set("seen", seen.to_string()),
        None => AuditPage::form_of(&told, seen),
    };
    let audit_head = found.head();
    let whole = auditing::whole(app, &found.whose, found.held).await?;
    let audit = TellsOf { head: audit_head, demands: demands(&whole.held.audit), told };
    Ok(AuditPage { shell, head: building_head, audit: Some(audit), form })
}

/// POST /batiments/{b}/audit: begins one (`begin`), or says who answers for it.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    if posted.form.is_ticked("begin") {
        return begin(&app, &code, &urls::audit(&code)).await;
    }
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let seen = Some(seen(&posted.form));
    let told = forms::audit_head(&mut posted.form, app.clock.today());
    let kept = match told {
        Some(told) => {
            let body = serde_json::to_value(&told).map_err(anyhow::Error::from)?;
            tell(&app, &found, (Part::Head, seen), &body, &mut posted.form).await?
        }
        None => false,
    };
    if kept {
        return Ok(done(&urls::audit(&code), &Flash::Saved).into_response());
    }
    let whose = building(&app, &code).await?;
    let held = auditing::newest(&app, &whose).await?;
    again(Box::pin(page(&app, &visitor, whose, held, Some(posted.form))).await?.html())
}

/// Begins an audit, or its next version.
pub(super) async fn begin(app: &App, code: &str, to: &str) -> AppResult {
    let (organisation, row) = building(app, code).await?;
    if organisation.organisation.archived || row.building.archived {
        return Err(AppError::bad_request());
    }
    let tx = app.db.begin().await?;
    match audits::make(&tx, &app.by(), row.tenant, row.id).await {
        Ok(_) => tx.commit().await.map_err(StoreError::from)?,
        // Somebody else began it a moment ago: that one is shown.
        Err(StoreError::Refused { .. }) => tx.rollback().await.map_err(StoreError::from)?,
        Err(error) => return Err(error.into()),
    }
    Ok(done(to, &Flash::Saved).into_response())
}
