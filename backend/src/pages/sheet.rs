//! Sheets of projects: previewed, published and withdrawn by the organisation; listed, read and asked about by investors.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_frontend::pages::sheet::{self, SheetPage};
use eclaireur_frontend::pages::sheet_form::{Contact, SheetFormPage, Standing};
use eclaireur_frontend::pages::sheets::{Published, SheetFilter, SheetsPage};
use eclaireur_frontend::{Flash, Named, tables, urls};
use eclaireur_models::financing::sheet::{NotYet, Sheet};
use eclaireur_models::period::day_of;

use super::consents::account_of;
use super::download::Wanted;
use super::heads::head;
use super::project::{Found, archived, found, to_list};
use super::{activities, again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::financing::sheet::sheet as preview_of;
use crate::financing::{self, Told, told_in};
use crate::store::limits::{self, Limit};
use crate::store::sheets::{self, SheetRow};
use crate::store::{OrganisationId, ProjectId, SheetId, StoreError, accounts, secret};

/// How often one account may ask for contacts.
const CONTACTS: Limit = Limit { window_s: 24 * 3_600, most: 20 };

/// The sheet that stands for a project, as its managers see it beside what it would be today.
pub(super) async fn standing(
    app: &App,
    tenant: OrganisationId,
    project: ProjectId,
    today: Result<&Sheet, &NotYet>,
) -> AppResult<Option<Standing>> {
    let held = sheets::of_project(app.db.read(), tenant, project).await?;
    Ok(held.map(|held| Standing {
        id: held.id.to_string(),
        on: held.sheet.on,
        named: held.sheet.organisation.is_some(),
        changed: !today.is_ok_and(|today| today.says_the_same(&held.sheet)),
    }))
}

/// Who asked for a contact about any sheet of a project, the newest first.
pub(super) async fn contacts(
    app: &App,
    tenant: OrganisationId,
    project: ProjectId,
) -> AppResult<Vec<Contact>> {
    let c = app.db.read();
    let all: Vec<SheetId> = sheets::history(c, tenant, project).await?.iter().map(|row| row.id).collect();
    let rows = sheets::contacts(c, tenant, &all).await?;
    let ids: Vec<_> = rows.iter().filter_map(|row| account_of(&row.actor)).collect();
    let known = accounts::among(c, &ids).await?;
    let called = |actor: &str| {
        let account = account_of(actor).and_then(|id| known.iter().find(|account| account.id == id));
        account.map(accounts::AccountRow::called)
    };
    let contact = |row: sheets::ContactRow| {
        let who = called(&row.actor);
        Some(Contact { who, on: day_of(row.asked_at)?, words: row.words })
    };
    Ok(rows.into_iter().rev().filter_map(contact).collect())
}

/// What a preview is, so that nothing else is published.
fn seen(preview: &Result<Sheet, NotYet>) -> AppResult<String> {
    let Ok(sheet) = preview else { return Ok(String::new()) };
    let text = serde_json::to_string(sheet).map_err(anyhow::Error::from)?;
    Ok(secret::hash(&text))
}

/// GET /batiments/{b}/financer/{p}/fiche
pub async fn form(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    if told_in(&app, &of.project).is_err() {
        return Ok(to_list(&b));
    }
    let named = visitor.word("nom") == "oui";
    shown(form_page(&app, &visitor, of, (named, false)).await?.html())
}

async fn told(app: &App, of: &Found) -> AppResult<Told> {
    let whose = (&of.organisation, &of.row);
    Ok(financing::of(app, whose, Some(&of.project), app.clock.today()).await?)
}

async fn form_page(
    app: &App,
    visitor: &Visitor,
    of: Found,
    (named, moved): (bool, bool),
) -> AppResult<SheetFormPage> {
    let preview = preview_of(app, (&of.organisation, &of.row), &told(app, &of).await?, named);
    Ok(SheetFormPage {
        shell: visitor.shell(app, Some(name_of(&of.organisation))),
        head: head(app, &of.organisation, &of.row).await?,
        standing: standing(app, of.row.tenant, of.project.id, preview.as_ref()).await?,
        seen: seen(&preview)?,
        preview,
        named,
        moved,
        away: archived(&of).is_some(),
        project: Named::new(of.project.code.as_str(), of.project.name),
        activities: activities(app),
    })
}

/// POST /batiments/{b}/financer/{p}/fiche: publishes what was previewed (`publish`, `seen`, `named`) or withdraws the sheet
/// that stands (`withdraw`).
pub async fn publish(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    let tenant = of.row.tenant;
    if posted.form.is_ticked("withdraw") {
        let tx = app.db.begin().await?;
        // Sent twice, or withdrawn by somebody else: it is withdrawn all the same.
        if let Some(held) = sheets::of_project(&tx, tenant, of.project.id).await?
            && held.id.to_string() == posted.form.get("withdraw")
        {
            sheets::withdraw(&tx, &app.by(), tenant, held.id).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&urls::project(&b, &p), &Flash::TakenBack).into_response());
    }
    if !posted.form.is_ticked("publish") {
        return Err(AppError::bad_request());
    }
    if told_in(&app, &of.project).is_err() {
        return Ok(to_list(&b));
    }
    let named = posted.form.is_ticked("named");
    let preview = preview_of(&app, (&of.organisation, &of.row), &told(&app, &of).await?, named);
    let is_seen = seen(&preview)? == posted.form.get("seen");
    let Some(sheet) = preview.ok().filter(|_| is_seen && archived(&of).is_none()) else {
        return again(form_page(&app, &visitor, of, (named, !is_seen)).await?.html());
    };
    let tx = app.db.begin().await?;
    sheets::publish(&tx, &app.by(), tenant, &of.project, &sheet).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::project(&b, &p), &Flash::Saved).into_response())
}

/// GET /fiches
pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(listed(&app, &visitor).await?.html())
}

/// GET /fiches.csv, `.xlsx`
pub async fn table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    let page = listed(&app, &visitor).await?;
    wanted.answer(&app, &tables::sheets(&page), "fiches")
}

async fn listed(app: &App, visitor: &Visitor) -> AppResult<SheetsPage> {
    let published = |row: SheetRow| Published { id: row.id.to_string(), sheet: row.sheet };
    Ok(SheetsPage {
        shell: visitor.shell(app, None),
        sheets: sheets::standing(app.db.read()).await?.into_iter().rev().map(published).collect(),
        filter: SheetFilter {
            work: visitor.word("travaux"),
            province: visitor.word("province"),
            amount: visitor.word("montant"),
            ticket: visitor.word("ticket"),
        },
        activities: activities(app),
    })
}

async fn standing_sheet(app: &App, id: &str) -> AppResult<SheetRow> {
    let id: SheetId = id.parse().map_err(|_| AppError::not_found())?;
    sheets::find(app.db.read(), id).await?.ok_or_else(AppError::not_found)
}

async fn sheet_page(app: &App, visitor: &Visitor, row: SheetRow, form: FormData) -> AppResult<SheetPage> {
    let me = app.by().actor.to_string();
    let asked = sheets::contacts(app.db.read(), row.tenant, &[row.id]).await?;
    Ok(SheetPage {
        shell: visitor.shell(app, None),
        id: row.id.to_string(),
        sheet: row.sheet,
        activities: activities(app),
        asked: asked.iter().find(|one| one.actor == me).and_then(|one| day_of(one.asked_at)),
        form,
    })
}

/// GET /fiches/{s}
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let row = standing_sheet(&app, &id).await?;
    shown(sheet_page(&app, &visitor, row, FormData::new()).await?.html())
}

/// POST /fiches/{s}: asks for a contact (`words`).
pub async fn contact(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let row = standing_sheet(&app, &id).await?;
    let Some(words) = sheet::words(&mut posted.form, "words") else {
        return again(sheet_page(&app, &visitor, row, posted.form).await?.html());
    };
    let by = app.by();
    let tx = app.db.begin().await?;
    if !limits::take(&tx, &format!("sheet-contact:{}", by.actor), CONTACTS, by.now).await? {
        return Err(AppError::new(ErrorKind::TooMany { wait_s: 3_600 }));
    }
    sheets::ask_contact(&tx, &by, &row, &words).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::sheet(&id), &Flash::Saved).into_response())
}
