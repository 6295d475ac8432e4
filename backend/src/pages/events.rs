//! What happened to a building: shown, noted, taken back.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData};
use eclaireur_frontend::pages::events::{EventsPage, Held};
use eclaireur_frontend::{Flash, urls};

use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::events::{self, EventRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{EventId, StoreError};

async fn page(
    app: &App,
    visitor: &Visitor,
    (organisation, row): &(OrganisationRow, BuildingRow),
    known: Vec<EventRow>,
    form: FormData,
) -> AppResult<EventsPage> {
    let held = |row: EventRow| Held { id: row.id.to_string(), event: row.event };
    Ok(EventsPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        head: head(app, organisation, row).await?,
        events: known.into_iter().map(held).collect(),
        form,
    })
}

/// GET /batiments/{b}/evenements
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let known = events::of_building(app.db.read(), whose.1.tenant, whose.1.id).await?;
    shown(page(&app, &visitor, &whose, known, FormData::new()).await?.html())
}

/// POST /batiments/{b}/evenements: notes an event, or takes one back (`withdraw`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = &whose.1;
    let known = events::of_building(app.db.read(), row.tenant, row.id).await?;
    let withdraw = posted.form.get("withdraw").to_owned();
    if !withdraw.is_empty() {
        taken_back(&app, row, &known, &withdraw).await?;
        return Ok(done(&urls::events(&code), &Flash::TakenBack).into_response());
    }
    if noted(&app, row, &mut posted.form).await?.is_none() {
        return again(page(&app, &visitor, &whose, known, posted.form).await?.html());
    }
    Ok(done(&urls::events(&code), &Flash::Saved).into_response())
}

/// Takes an event of a building back.
pub(crate) async fn taken_back(app: &App, row: &BuildingRow, known: &[EventRow], id: &str) -> AppResult<()> {
    let found = known.iter().find(|event| event.id.to_string() == id);
    let id = found.ok_or_else(AppError::not_found)?.id;
    let tx = app.db.begin().await?;
    events::withdraw(&tx, &app.by(), row.tenant, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Writes the event of a form down; `None` when its problems were noted.
pub(crate) async fn noted(app: &App, row: &BuildingRow, form: &mut FormData) -> AppResult<Option<EventId>> {
    let Some(event) = forms::event(form, app.clock.today()) else { return Ok(None) };
    let tx = app.db.begin().await?;
    let id = events::add(&tx, &app.by(), row.tenant, row.id, &event).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(id))
}
