//! An import: its preview and the choices in it, confirming, undoing, its file.

pub(super) mod view;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::pages::import::ImportPage;
use eclaireur_frontend::tables::marked::marked;
use eclaireur_frontend::tables::{self, FileKind, Table};
use eclaireur_frontend::{Flash, RenderError, urls};
use eclaireur_models::access::Action;
use eclaireur_models::finding::Code;
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::parse::original::{Original, original};

use super::download::{Wanted, download};
use super::{import_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult, said};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Accepted, Choice, Confirmed, Options, Sent, Stamp, listing, paper};
use crate::store::imports::{self, ImportRow, Source, Staged, Status};
use crate::store::organisations::OrganisationRow;
use crate::store::{BuildingId, allocations, buildings};

/// GET /imports/{i}
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let (_, row) = import_of(&app, &id).await?;
    if listing::is_list(&row) {
        return Ok(Redirect::to(&urls::import_list(&id)).into_response());
    }
    if paper::is_waiting(&row) {
        return Ok(Redirect::to(&urls::import_bill(&id)).into_response());
    }
    shown(page(&app, &id, &visitor).await?.html())
}

async fn page(app: &App, id: &str, visitor: &Visitor) -> AppResult<ImportPage> {
    let (whose, row) = import_of(app, id).await?;
    // A document that became a bill is what was typed of it.
    if row.source == Source::Typed || Options::of(&row).typed.is_some() {
        return view::typed(app, visitor, &whose, &row).await;
    }
    let (row, plan) = importing::replan(app, row.tenant, row.id).await?;
    view::file(app, visitor, &whose, &row, &plan).await
}

/// A table of the page, as the file that was asked for.
async fn handed(
    (State(app), Path(id), visitor, wanted): (State<App>, Path<String>, Visitor, Wanted),
    table: fn(&ImportPage) -> Table,
    name: &str,
) -> AppResult {
    let page = page(&app, &id, &visitor).await?;
    wanted.answer(&app, &table(&page), &format!("{id}-{name}"))
}

/// GET /imports/{i}/series.csv, `.xlsx`
pub async fn series(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::series, "series").await
}

/// GET /imports/{i}/lignes.csv, `.xlsx`
pub async fn rows(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::first_rows, "lignes").await
}

/// GET /imports/{i}/factures.csv, `.xlsx`
pub async fn invoices(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::invoices, "factures").await
}

/// GET /imports/{i}/constats.csv, `.xlsx`
pub async fn findings(app: State<App>, id: Path<String>, visitor: Visitor, wanted: Wanted) -> AppResult {
    handed((app, id, visitor, wanted), tables::findings_of, "constats").await
}

/// POST /imports/{i}: other choices, and the preview again.
pub async fn choose(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    if row.status == Status::Preview {
        let options = chosen(&app, &visitor, (&whose, &row), &posted).await?;
        let options = decided(&app, &row, options, &posted).await?;
        if options != Options::of(&row) {
            importing::choose(&app, &app.by(), &row, &options).await?;
        }
    }
    Ok(Redirect::to(&urls::import(&id)).into_response())
}

/// Accepts what is proposed for a cause, leaves it as it is, or reads every cell as it stands again.
async fn decided(app: &App, row: &ImportRow, mut options: Options, posted: &Posted) -> AppResult<Options> {
    let code = |field: &str| Code::from_code(posted.form.get(field));
    let stamp = Stamp::of(&app.by());
    if let Some(code) = code("correct") {
        let plan = importing::planned(app, row, &options).await?;
        let found = plan.findings.iter().filter(|f| f.code == code);
        let accepted: Vec<Accepted> = found.filter_map(|f| Accepted::of(f, &stamp)).collect();
        // A cell has one correction: the last that was accepted.
        let again = |held: &Accepted| {
            accepted
                .iter()
                .any(|new| (&new.read.sheet, &new.read.cell) == (&held.read.sheet, &held.read.cell))
        };
        options.corrections.retain(|held| !again(held));
        options.corrections.extend(accepted);
    } else if let Some(code) = code("keep") {
        options.kept_groups.insert(code.code().to_owned(), stamp);
    } else if posted.form.is_ticked("restore") {
        (options.corrections, options.kept_groups) = (Vec::new(), BTreeMap::new());
    }
    Ok(options)
}

/// The options with the meters that were chosen. A field names every series of its meter: `series_0-3-4`. Nobody brings
/// readings to a building that is not theirs: the door knows only what the import touched before.
async fn chosen(
    app: &App,
    visitor: &Visitor,
    (whose, row): (&OrganisationRow, &ImportRow),
    posted: &Posted,
) -> AppResult<Options> {
    let mut options = Options::of(row);
    let reach = visitor.reach(app, Action::Import, row.tenant).await?;
    for name in posted.form.names() {
        let Some(numbers) = name.strip_prefix("series_") else { continue };
        let choice = match posted.form.get(name).split_once(':') {
            Some(("meter", id)) => id.parse().ok().map(Choice::Meter),
            Some(("new", code)) => {
                let found = buildings::by_code(app.db.read(), code).await?;
                found.filter(|(o, _)| o.id == whose.id).map(|(_, b)| Choice::New(b.id))
            }
            _ if posted.form.get(name) == "skip" => Some(Choice::Skip),
            _ => None,
        };
        match choice {
            Some(Choice::New(building)) => reach.must(&[building])?,
            Some(Choice::Meter(meter)) => {
                let shares = allocations::of_meter(app.db.read(), row.tenant, meter).await?;
                reach.must(&shares.iter().map(|share| share.building).collect::<Vec<_>>())?;
            }
            Some(Choice::Skip) | None => {}
        }
        if let Some(choice) = choice {
            options
                .choices
                .extend(numbers.split('-').filter_map(|n| n.parse().ok()).map(|n: usize| (n, choice)));
        }
    }
    Ok(options)
}

/// POST /imports/{i}/confirmer
pub async fn confirm(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    let options = chosen(&app, &visitor, (&whose, &row), &posted).await?;
    if row.status == Status::Preview && options != Options::of(&row) {
        importing::choose(&app, &app.by(), &row, &options).await?;
    }
    let partial = posted.form.is_ticked("accept_partial");
    let reach = visitor.reach(&app, Action::Import, row.tenant).await?;
    let may = |buildings: &[BuildingId]| reach.all(buildings);
    match importing::confirm(&app, &app.by(), row.tenant, row.id, partial, may).await {
        Ok(Confirmed::Done(row, _)) => {
            let import = row.id.to_string();
            Ok(done(&urls::import(&import), &Flash::ImportConfirmed { import: import.clone() })
                .into_response())
        }
        Ok(Confirmed::NotYet(plan)) => {
            let (_, row) = import_of(&app, &id).await?;
            let mut page = view::file(&app, &visitor, &whose, &row, &plan).await?;
            page.not_yet = true;
            Ok(said(StatusCode::UNPROCESSABLE_ENTITY, page.html()?))
        }
        Err(error) => Err(error.into()),
    }
}

/// POST /imports/{i}/annuler: a preview is dropped, a confirmed import is taken out.
pub async fn undo(State(app): State<App>, Path(id): Path<String>, visitor: Visitor, _: Posted) -> AppResult {
    let (whose, row) = import_of(&app, &id).await?;
    if listing::is_list(&row) {
        // It made buildings: taking them out again is more than bringing readings in.
        visitor.reach(&app, Action::Change, row.tenant).await?.must(&[])?;
    }
    importing::undo(&app, &app.by(), row.tenant, row.id).await?;
    if row.status == Status::Preview {
        let list = urls::organisation(whose.organisation.code.as_str());
        return Ok(done(&list, &Flash::PreviewDropped).into_response());
    }
    let page = if listing::is_list(&row) { urls::import_list(&id) } else { urls::import(&id) };
    Ok(done(&page, &Flash::ImportUndone { import: id.clone() }).into_response())
}

/// POST /imports/{i}/importer-a-nouveau: the same bytes once more, as a preview.
pub async fn again(State(app): State<App>, Path(id): Path<String>, _: Posted) -> AppResult {
    let (_, row) = import_of(&app, &id).await?;
    let sha256 =
        row.sha256.as_ref().filter(|_| row.source == Source::File).ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    let sent = Sent {
        name: row.name.clone().unwrap_or_default(),
        media_type: "text/csv".to_owned(),
        bytes: bytes.into(),
    };
    let options = Options { typed: None, outcome: None, ..Options::of(&row) };
    let (Staged::New(new) | Staged::Already(new)) =
        importing::stage(&app, &app.by(), row.tenant, &sent, &options).await?;
    Ok(Redirect::to(&urls::import(&new.id.to_string())).into_response())
}

/// GET /imports/{i}/fichier: the bytes as they came, never shown as a page.
pub async fn file(State(app): State<App>, Path(id): Path<String>) -> AppResult {
    let (_, row) = import_of(&app, &id).await?;
    let sha256 =
        row.sha256.as_ref().filter(|_| row.source == Source::File).ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    let name = row.name.as_deref().unwrap_or("fichier");
    Ok(download(bytes, "application/octet-stream", name))
}

/// GET /imports/{i}/annote: the file as a workbook, its faulty cells marked.
pub async fn annotated(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let (_, row) = import_of(&app, &id).await?;
    let findings = if listing::is_list(&row) {
        imports::findings(app.db.read(), row.tenant, row.id).await?
    } else {
        page(&app, &id, &visitor).await?.findings
    };
    let sha256 = row.sha256.as_ref().ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    // One at a time: each holds its file and every cell of it.
    let _turn = app.previews.acquire().await.map_err(anyhow::Error::from)?;
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    let name = row.name.unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    let on = app.clock.today();
    let made = tokio::task::spawn_blocking(move || {
        let sheets = match original(&bytes, &stem) {
            Original::Sheets(sheets) => sheets,
            Original::TooLarge => Vec::new(),
            Original::None => return Ok(None),
        };
        let book = marked(Lang::Fr, &stem, &sheets, &findings, on)?;
        Ok::<_, RenderError>(Some((book, stem)))
    });
    let (book, stem) = made.await??.ok_or_else(AppError::not_found)?;
    Ok(download(book, FileKind::Xlsx.media_type(), &format!("{stem}-annote.xlsx")))
}
