//! What is wrong with a building, and what people answer: seen, done, explained, taken back.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{ExplainInput, FormData};
use eclaireur_frontend::pages::alert_explain::AlertExplainPage;
use eclaireur_frontend::pages::alerts::{AlertsPage, Answered, Note};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::alerts::Alert;
use eclaireur_models::period::day_of;

use super::assessed::{Told, told};
use super::{again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::alert_notes::{self, NewNote, NoteRow, State as Stands};
use crate::store::buildings::BuildingRow;
use crate::store::{AlertNoteId, StoreError};

const fn answered(state: Stands) -> Answered {
    match state {
        Stands::Seen => Answered::Seen,
        Stands::Explained => Answered::Explained,
        Stands::Done => Answered::Done,
    }
}

const fn stands(answer: Answered) -> Stands {
    match answer {
        Answered::Seen => Stands::Seen,
        Answered::Explained => Stands::Explained,
        Answered::Done => Stands::Done,
    }
}

async fn notes(app: &App, told: &Told) -> AppResult<BTreeMap<String, NoteRow>> {
    Ok(alert_notes::list(app.db.read(), told.row.tenant, told.row.id).await?)
}

/// The alert with this key, as long as it lasts.
fn alert(told: &Told, key: &str) -> AppResult<Alert> {
    let found = told.assessed.assessment.alerts.iter().find(|alert| alert.key == key);
    found.cloned().ok_or_else(AppError::not_found)
}

fn explain(app: &App, visitor: &Visitor, told: Told, alert: Alert, form: FormData) -> AlertExplainPage {
    AlertExplainPage { shell: visitor.shell(app, Some(name_of(&told.whose))), head: told.head, alert, form }
}

/// GET /batiments/{b}/alertes
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let key = visitor.word("expliquer");
    if !key.is_empty() {
        let alert = alert(&told, &key)?;
        return shown(explain(&app, &visitor, told, alert, FormData::new()).html());
    }
    let on = app.clock.today();
    let note = |(key, row): (String, NoteRow)| {
        let note = Note {
            id: row.id.to_string(),
            answer: answered(row.state),
            text: row.text,
            on: day_of(row.recorded_at).unwrap_or(on),
        };
        (key, note)
    };
    let page = AlertsPage {
        notes: notes(&app, &told).await?.into_iter().map(note).collect(),
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
    };
    shown(page.html())
}

/// POST /batiments/{b}/alertes: an answer to an alert, or an answer taken back (`withdraw`).
pub async fn answer(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let told = told(&app, &code).await?;
    let withdraw = posted.form.get("withdraw").to_owned();
    if !withdraw.is_empty() {
        taken_back(&app, &told.row, &withdraw).await?;
        return Ok(done(&urls::alerts(&code), &Flash::TakenBack).into_response());
    }
    let state = Answered::from_code(posted.form.get("state")).ok_or_else(AppError::bad_request)?;
    let alert = alert(&told, posted.form.get("alert"))?;
    if settled(&app, &told.row, &alert, stands(state), &mut posted.form).await?.is_none() {
        return again(explain(&app, &visitor, told, alert, posted.form).html());
    }
    Ok(done(&urls::alerts(&code), &Flash::Saved).into_response())
}

/// Takes an answer to an alert of a building back.
pub(crate) async fn taken_back(app: &App, row: &BuildingRow, id: &str) -> AppResult<()> {
    let held = alert_notes::list(app.db.read(), row.tenant, row.id).await?;
    let note = held.values().find(|note| note.id.to_string() == id);
    let id = note.ok_or_else(AppError::not_found)?.id;
    let tx = app.db.begin().await?;
    alert_notes::withdraw(&tx, &app.by(), row.tenant, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Writes down where somebody stands with an alert, explained by the form; `None` when its problems were noted.
pub(crate) async fn settled(
    app: &App,
    row: &BuildingRow,
    alert: &Alert,
    state: Stands,
    form: &mut FormData,
) -> AppResult<Option<AlertNoteId>> {
    let (mut text, mut event) = (String::new(), None);
    if state == Stands::Explained {
        let Some(input) = ExplainInput::read(form, app.clock.today()) else { return Ok(None) };
        (text, event) = (input.text, input.event);
    }
    let new = NewNote { alert: &alert.key, state, text: &text, event: event.as_ref() };
    let tx = app.db.begin().await?;
    let id = alert_notes::set(&tx, &app.by(), row.tenant, row.id, &new).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(id))
}
