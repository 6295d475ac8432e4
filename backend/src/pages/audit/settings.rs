//! The boiler room: settings before and after. A change is an event of the building from its day on.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_settings::AuditSettingsPage;
use eclaireur_frontend::{Flash, audit, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::boiler_room::{MOST, Set};
use eclaireur_models::lang::Lang;
use sea_orm::DatabaseTransaction;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell_within, to_overview};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::StoreError;
use crate::store::events::{self, Event, EventKind};

async fn page(app: &App, visitor: &Visitor, found: Found, form: FormData) -> AppResult<AuditSettingsPage> {
    let revision = found.held.revision(Part::Settings);
    Ok(AuditSettingsPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        settings: found.held.audit.setting,
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/chaufferie
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    shown(page(&app, &visitor, found, FormData::new()).await?.html())
}

/// POST /batiments/{b}/audit/chaufferie: a setting, or `drop`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let mut all = now.held.audit.setting.clone();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    if !dropped.is_empty() {
        let at: usize = dropped.parse().map_err(|_| AppError::bad_request())?;
        if at >= all.len() {
            return Err(AppError::not_found());
        }
        let gone = all.remove(at);
        if put(&app, &now, None, &all, Noted::Withdrawn(&gone), form).await? {
            return Ok(done(&urls::audit_settings(&code), &Flash::TakenBack).into_response());
        }
    } else if let Some(set) = forms::audit_setting(form, app.clock.today()) {
        all.push(set.clone());
        let seen = Some(seen(form));
        if all.len() > MOST {
            form.fail("setting", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        } else if put(&app, &now, seen, &all, Noted::Added(&set), form).await? {
            return Ok(done(&urls::audit_settings(&code), &Flash::Saved).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}

/// What becomes of the event of a setting.
#[derive(Clone, Copy)]
enum Noted<'a> {
    Added(&'a Set),
    Withdrawn(&'a Set),
}

/// Writes the settings, and the event with them.
async fn put(
    app: &App,
    found: &Found,
    seen: Option<i32>,
    all: &[Set],
    noted: Noted<'_>,
    form: &mut FormData,
) -> AppResult<bool> {
    let body = serde_json::to_value(all).map_err(anyhow::Error::from)?;
    let tx = app.db.begin().await?;
    let kept = tell_within(app, &tx, found, (Part::Settings, seen), &body, form).await?;
    if kept {
        match noted {
            Noted::Added(set) => add(app, &tx, found, set).await?,
            Noted::Withdrawn(set) => withdraw(app, &tx, found, set).await?,
        }
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(kept)
}

/// The event of a setting that was changed.
fn event(set: &Set) -> Option<Event> {
    let from = set.on.filter(|_| set.changed())?;
    let text: String = audit::setting_event(Lang::Fr, set).chars().take(200).collect();
    Some(Event { kind: EventKind::Setting, from, to: None, text })
}

async fn add(app: &App, tx: &DatabaseTransaction, found: &Found, set: &Set) -> AppResult<()> {
    if let Some(event) = event(set) {
        events::add(tx, &app.by(), found.whose.1.tenant, found.whose.1.id, &event).await?;
    }
    Ok(())
}

async fn withdraw(app: &App, tx: &DatabaseTransaction, found: &Found, set: &Set) -> AppResult<()> {
    let Some(event) = event(set) else { return Ok(()) };
    let (tenant, building) = (found.whose.1.tenant, found.whose.1.id);
    let known = events::of_building(tx, tenant, building).await?;
    if let Some(row) = known.into_iter().find(|row| row.event == event) {
        events::withdraw(tx, &app.by(), tenant, row.id).await?;
    }
    Ok(())
}
