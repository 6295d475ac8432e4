//! The boiler room: settings before and after. A change is an event of the building from its day on.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::audit_settings::AuditSettingsPage;
use eclaireur_frontend::{Flash, audit, urls};
use eclaireur_models::audit::boiler_room::{MOST, Set};
use eclaireur_models::audit::{Part, key_of};
use eclaireur_models::lang::Lang;
use sea_orm::DatabaseTransaction;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, before};
use super::{Found, found, seen, tell_within, to_overview};
use crate::app::App;
use crate::error::AppResult;
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
    let key = visitor.word("ligne");
    let form = listed(&found).get(&key).map(|set| forms::audit_setting_form(set).set("row", key.as_str()));
    shown(page(&app, &visitor, found, form.unwrap_or_default()).await?.html())
}

/// POST /batiments/{b}/audit/chaufferie: a setting, one changed (`row`), `drop`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let turned = if form.is_ticked("undo") {
        let told = before(&app, &now, Part::Settings, form).await?;
        let all = serde_json::from_value(told).map_err(anyhow::Error::from)?;
        Some(Turned { all, seen: Some(seen(form)), flash: Flash::ChangeUndone })
    } else {
        listed(&now).turned(form, |form, _| Ok(forms::audit_setting(form, app.clock.today())))?
    };
    if let Some(turned) = turned
        && put(&app, &now, &turned, form).await?
    {
        return Ok(done(&urls::audit_settings(&code), &turned.flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, posted.form).await?.html())
}

fn listed(now: &Found) -> List<'_, Set> {
    List { all: &now.held.audit.setting, key: key_of, most: (MOST, "setting"), drop: "drop" }
}

/// Writes the settings, and with them the events of those that changed.
async fn put(app: &App, found: &Found, turned: &Turned<Set>, form: &mut FormData) -> AppResult<bool> {
    let body = serde_json::to_value(&turned.all).map_err(anyhow::Error::from)?;
    let tx = app.db.begin().await?;
    let kept = tell_within(app, &tx, found, (Part::Settings, turned.seen), &body, form).await?;
    if kept {
        let events_of = |sets: &[Set]| sets.iter().filter_map(event).collect::<Vec<_>>();
        let (before, after) = (events_of(&found.held.audit.setting), events_of(&turned.all));
        for gone in before.iter().filter(|event| !after.contains(event)) {
            withdraw(app, &tx, found, gone).await?;
        }
        for come in after.iter().filter(|event| !before.contains(event)) {
            events::add(&tx, &app.by(), found.whose.1.tenant, found.whose.1.id, come).await?;
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

async fn withdraw(app: &App, tx: &DatabaseTransaction, found: &Found, gone: &Event) -> AppResult<()> {
    let (tenant, building) = (found.whose.1.tenant, found.whose.1.id);
    let known = events::of_building(tx, tenant, building).await?;
    if let Some(row) = known.into_iter().find(|row| row.event == *gone) {
        events::withdraw(tx, &app.by(), tenant, row.id).await?;
    }
    Ok(())
}
