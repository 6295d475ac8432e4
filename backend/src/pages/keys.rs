//! The keys of an organisation's programs: listed, made (and shown once), revoked.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, KeyInput};
use eclaireur_frontend::pages::keys::{KeysPage, MadeKey};
use eclaireur_frontend::{Flash, urls};

use super::access::key_line;
use super::{again, name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::organisations::OrganisationRow;
use crate::store::{StoreError, TokenId, tokens};

/// Seconds of a day.
pub(super) const DAY_S: i64 = 24 * 3600;

async fn page(app: &App, visitor: &Visitor, whose: &OrganisationRow, form: FormData) -> AppResult<KeysPage> {
    let rows = tokens::of_organisation(app.db.read(), whose.id).await?;
    let (now, on) = (app.clock.now(), app.clock.today());
    Ok(KeysPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        keys: rows.iter().map(|row| key_line(row, now, on)).collect(),
        made: None,
        form,
    })
}

fn proposed() -> FormData {
    FormData::new().set("reach", "read").set("days", "180")
}

/// GET /organisations/{o}/acces/cles
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    shown(page(&app, &visitor, &whose, proposed()).await?.html())
}

/// POST /organisations/{o}/acces/cles
pub async fn make(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let Some(input) = KeyInput::read(&mut posted.form) else {
        return again(page(&app, &visitor, &whose, posted.form).await?.html());
    };
    let by = app.by();
    let until = by.now + input.days * DAY_S;
    let tx = app.db.begin().await?;
    let (_, secret) = tokens::make(&tx, &by, whose.id, &input.name, input.reach, until).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let made = MadeKey { name: input.name, secret, reach: input.reach, origin: app.settings.link("") };
    shown(KeysPage { made: Some(made), ..page(&app, &visitor, &whose, proposed()).await? }.html())
}

/// POST /organisations/{o}/acces/cles/revoquer
pub async fn revoke(State(app): State<App>, Path(code): Path<String>, posted: Posted) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let id: TokenId = posted.form.get("key").parse().map_err(|_| AppError::not_found())?;
    let tx = app.db.begin().await?;
    tokens::revoke(&tx, &app.by(), whose.id, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::access_keys(&code), &Flash::TakenBack).into_response())
}
