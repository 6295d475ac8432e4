//! One page of a building is shared by a link, and such links are closed.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, SharedInput};
use eclaireur_frontend::pages::share::SharePage;
use eclaireur_frontend::{Flash, urls, yearly};

use super::access::{People, names, share_line};
use super::assessed::{Told, told};
use super::keys::DAY_S;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::share_links::{self, View};
use crate::store::{ShareLinkId, StoreError};

/// What is to be shared: a view, and the year of a report that tells of it.
fn asked(told: &Told, view: &str, year: &str) -> AppResult<(View, Option<i16>)> {
    let view = View::from_code(view).ok_or_else(AppError::not_found)?;
    if view == View::Bulletin {
        return Ok((view, None));
    }
    let assessment = &told.assessed.assessment;
    let year = if year.is_empty() { assessment.year } else { year.parse().ok() };
    let year = year.filter(|year| yearly::tells(assessment, *year));
    year.map(|year| (view, Some(year))).ok_or_else(AppError::not_found)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    told: Told,
    (view, year): (View, Option<i16>),
    form: FormData,
) -> AppResult<SharePage> {
    let (now, on) = (app.clock.now(), app.clock.today());
    let rows = share_links::of_organisation(app.db.read(), told.row.tenant).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| row.building == told.row.id).collect();
    let people = People::load(app, &[], rows.iter().map(|row| row.actor.as_str())).await?;
    let names = names(core::slice::from_ref(&told.row));
    Ok(SharePage {
        shell: visitor.shell(app, Some(name_of(&told.whose))),
        head: told.head,
        view: view.code(),
        year,
        shares: rows.iter().map(|row| share_line(row, &people, &names, now, on)).collect(),
        made: None,
        form,
    })
}

/// GET /batiments/{b}/partager
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let view = match visitor.word("vue") {
        none if none.is_empty() => View::Bulletin.code().to_owned(),
        view => view,
    };
    let what = asked(&told, &view, &visitor.word("annee"))?;
    let form = FormData::new().set("days", "30");
    shown(page(&app, &visitor, told, what, form).await?.html())
}

/// POST /batiments/{b}/partager: shares a page, or closes a link (`link`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let closes = posted.form.get("link").to_owned();
    if !closes.is_empty() {
        let (_, row) = building(&app, &code).await?;
        let id: ShareLinkId = closes.parse().map_err(|_| AppError::not_found())?;
        let tx = app.db.begin().await?;
        share_links::revoke(&tx, &app.by(), row.tenant, Some(row.id), id).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&urls::share(&code), &Flash::TakenBack).into_response());
    }
    let told = told(&app, &code).await?;
    let what = asked(&told, posted.form.get("vue"), posted.form.get("annee"))?;
    let Some(input) = SharedInput::read(&mut posted.form) else {
        return again(page(&app, &visitor, told, what, posted.form).await?.html());
    };
    let by = app.by();
    let tx = app.db.begin().await?;
    let of = (told.row.tenant, told.row.id);
    let (_, secret) = share_links::make(&tx, &by, of, what, by.now + input.days * DAY_S).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let mut page = page(&app, &visitor, told, what, FormData::new()).await?;
    page.made = Some(app.settings.link(&urls::shared(&secret)));
    shown(page.html())
}
