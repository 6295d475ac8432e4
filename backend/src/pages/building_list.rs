//! Many buildings at once: sending a list, its preview, confirming it. Undoing is that of every import.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::pages::building_list::{BuildingListPage, ListProblem};
use eclaireur_frontend::pages::building_list_preview::ListPreviewPage;
use eclaireur_frontend::tables::{self, Table};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;

use super::download::Wanted;
use super::{again, import_of, list_view as view, name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult, said};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::Confirmed;
use crate::importing::Sent;
use crate::importing::listing::{self, Kept, Listing};
use crate::store::StoreError;
use crate::store::imports::{self, Source, Staged, Status};
use crate::store::organisations::OrganisationRow;

fn page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    problem: Option<ListProblem>,
) -> BuildingListPage {
    BuildingListPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        columns: app.catalog().buildings_list().map(|list| list.columns.clone()).unwrap_or_default(),
        max_bytes: app.settings.upload_limit_bytes,
        problem,
    }
}

/// GET /organisations/{o}/batiments/liste
pub async fn form(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    shown(page(&app, &visitor, &whose, None).html())
}

/// GET /organisations/{o}/batiments/modele.csv, `.xlsx`
pub async fn model(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    wanted.answer(&app, &tables::building_list(&page(&app, &visitor, &whose, None)), "batiments")
}

/// POST /organisations/{o}/batiments/liste
pub async fn send(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    match posted.file("file", app.settings.upload_limit_bytes) {
        Err(problem) => again(page(&app, &visitor, &whose, Some(ListProblem::Sending(problem))).html()),
        Ok(file) => keep(&app, &visitor, &whose, file).await,
    }
}

async fn keep(app: &App, visitor: &Visitor, whose: &OrganisationRow, sent: &Sent) -> AppResult {
    match listing::stage(app, &app.by(), whose.id, sent).await? {
        Kept::Refused(finding) => again(page(app, visitor, whose, Some(ListProblem::File(finding))).html()),
        Kept::As(Staged::New(row)) => {
            Ok(Redirect::to(&urls::import_list(&row.id.to_string())).into_response())
        }
        // Bytes that were readings stay readings; their page says so.
        Kept::As(Staged::Already(row)) => {
            let import = row.id.to_string();
            let page =
                if listing::is_list(&row) { urls::import_list(&import) } else { urls::import(&import) };
            Ok(done(&page, &Flash::AlreadyImported { import }).into_response())
        }
    }
}

/// POST /imports/{i}/liste: what was sent as readings, read as a list of buildings.
pub async fn from_import(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    _: Posted,
) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    // A list makes buildings, whatever the file was sent for.
    visitor.reach(&app, Action::Change, row.tenant).await?.must(&[])?;
    let sha256 = row.sha256.as_ref().filter(|_| row.source == Source::File && row.status == Status::Preview);
    let sha256 = sha256.ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    let media_type = "application/octet-stream".to_owned();
    let sent = Sent { name: row.name.clone().unwrap_or_default(), media_type, bytes: bytes.into() };
    keep(&app, &visitor, &whose, &sent).await
}

/// GET /imports/{i}/batiments
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    shown(view::page(&app, &visitor, &whose, &row, &Listing::of(&row)).await?.html())
}

/// A table of the page, as the file that was asked for.
async fn handed(
    (State(app), Path(id), visitor, wanted): (State<App>, Path<String>, Visitor, Wanted),
    table: fn(&ListPreviewPage) -> Table,
    name: &str,
) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    let page = view::page(&app, &visitor, &whose, &row, &Listing::of(&row)).await?;
    wanted.answer(&app, &table(&page), &format!("{id}-{name}"))
}

/// GET /imports/{i}/liste-batiments.csv, `.xlsx`
pub async fn listed(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::listed, "batiments").await
}

/// GET /imports/{i}/liste-constats.csv, `.xlsx`
pub async fn findings(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::listed_findings, "constats").await
}

fn chosen(posted: &Posted, held: Listing) -> Listing {
    Listing {
        take_proposals: posted.form.is_ticked("take_proposals"),
        leave_out: posted.form.is_ticked("leave_out"),
        ..held
    }
}

/// POST /imports/{i}/batiments: other choices, and the preview again.
pub async fn choose(State(app): State<App>, Path(id): Path<String>, posted: Posted) -> AppResult {
    let (_, row) = import_of(&app, &id).await?;
    if !listing::is_list(&row) {
        return Err(AppError::not_found());
    }
    let held = Listing::of(&row);
    let listing = chosen(&posted, held.clone());
    if row.status == Status::Preview && listing != held {
        let value = serde_json::to_value(&listing).map_err(anyhow::Error::from)?;
        let tx = app.db.begin().await?;
        imports::set_options(&tx, &app.by(), row.tenant, row.id, false, &value).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&urls::import_list(&id)).into_response())
}

/// POST /imports/{i}/batiments/confirmer
pub async fn confirm(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    if !listing::is_list(&row) {
        return Err(AppError::not_found());
    }
    let listing = chosen(&posted, Listing::of(&row));
    match listing::confirm(&app, &app.by(), row.tenant, row.id, listing.clone()).await? {
        Confirmed::Done(row, _) => {
            let import = row.id.to_string();
            Ok(done(&urls::import_list(&import), &Flash::ListConfirmed).into_response())
        }
        Confirmed::NotYet(_) => {
            let mut page = view::page(&app, &visitor, &whose, &row, &listing).await?;
            page.not_yet = true;
            Ok(said(StatusCode::UNPROCESSABLE_ENTITY, page.html()?))
        }
    }
}
