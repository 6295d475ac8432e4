//! What the columns of a table are: proposed, tried, used, remembered, forgotten.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::forms::{FormData, MappingInput};
use eclaireur_frontend::pages::mapping::{MappingPage, Trial};
use eclaireur_frontend::pages::mappings::{MappingLine, MappingsPage};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::access::Action;
use eclaireur_models::period::day_of;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::mapping::{Mapping, Proposal, propose};
use eclaireur_models::readings::parse::{Hints, parse};

use super::{again, import_of, name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Options};
use crate::store::imports::{self, ImportRow, Source, Status};
use crate::store::mappings::{self, MappingRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{MappingId, StoreError};

/// Forgotten ones that the list still offers to remember.
const LATELY: u64 = 10;

/// A file whose columns can be said: a preview of a table.
struct Table {
    whose: OrganisationRow,
    row: ImportRow,
    bytes: Vec<u8>,
    proposal: Proposal,
}

/// `None` when the import waits for nobody's word any more.
async fn table_of(app: &App, id: &str) -> AppResult<Option<Table>> {
    let (whose, row) = import_of(app, id).await?;
    let sha256 = row.sha256.clone().filter(|_| row.source == Source::File).ok_or_else(AppError::not_found)?;
    if row.status != Status::Preview {
        return Ok(None);
    }
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), row.tenant, &sha256, limit).await?;
    let catalog = app.catalog();
    let (bytes, proposal) = tokio::task::spawn_blocking(move || {
        let proposal = propose(&bytes, &catalog);
        (bytes, proposal)
    })
    .await
    .map_err(anyhow::Error::from)?;
    let proposal = proposal.ok_or_else(AppError::not_found)?;
    Ok(Some(Table { whose, row, bytes, proposal }))
}

fn page(app: &App, visitor: &Visitor, table: Table, form: FormData, trial: Option<Trial>) -> MappingPage {
    let name = table.row.name.clone().unwrap_or_default();
    MappingPage {
        shell: visitor.shell(app, Some(name_of(&table.whose))),
        organisation: name_of(&table.whose),
        import: Named::new(table.row.id.to_string(), name),
        proposal: table.proposal,
        form,
        trial,
    }
}

/// GET /imports/{i}/colonnes
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let Some(table) = table_of(&app, &id).await? else {
        return Ok(Redirect::to(&urls::import(&id)).into_response());
    };
    // What was said before of this file, else what is remembered of its sender, else a guess.
    let remembered = mappings::list(app.db.read(), table.row.tenant).await?;
    let said = Options::of(&table.row).mapping.into_iter().chain(remembered.into_iter().map(|r| r.mapping));
    let guess = &table.proposal.mapping;
    let same = |m: &Mapping| m.headed == guess.headed && m.headers == guess.headers;
    let known = said.into_iter().find(same).unwrap_or_else(|| guess.clone());
    let form = MappingInput::form(&known, known.sender.as_deref().unwrap_or_default());
    shown(page(&app, &visitor, table, form, None).html())
}

/// POST /imports/{i}/colonnes: tried, or used for the import and perhaps remembered.
pub async fn choose(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(mut table) = table_of(&app, &id).await? else {
        return Ok(Redirect::to(&urls::import(&id)).into_response());
    };
    let Some(input) = MappingInput::read(&mut posted.form, &table.proposal.mapping) else {
        return again(page(&app, &visitor, table, posted.form, None).html());
    };
    let mapping = Mapping { sender: input.sender, ..input.mapping };
    if posted.form.is_ticked("try") {
        let bytes = core::mem::take(&mut table.bytes);
        let trial = Trial::of(&tried(&app, bytes, mapping).await?);
        return shown(page(&app, &visitor, table, posted.form, Some(trial)).html());
    }
    // What is remembered holds for everybody of the organisation.
    let whole = visitor.reach(&app, Action::Change, table.row.tenant).await?.whole();
    let remembered = whole && mapping.sender.is_some();
    let options = Options { mapping: Some(mapping.clone()), ..Options::of(&table.row) };
    importing::choose(&app, &app.by(), &table.row, &options).await?;
    if remembered {
        let tx = app.db.begin().await?;
        mappings::remember(&tx, &app.by(), table.row.tenant, &mapping).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    let flash = if remembered { Flash::ColumnsRemembered } else { Flash::Saved };
    Ok(done(&urls::import(&id), &flash).into_response())
}

async fn tried(app: &App, bytes: Vec<u8>, mapping: Mapping) -> AppResult<Parsed> {
    let _turn = app.previews.acquire().await.map_err(anyhow::Error::from)?;
    let catalog = app.catalog();
    let read = move || {
        let mappings = [mapping];
        parse(&bytes, &catalog, Hints { mappings: &mappings, ..Hints::default() })
    };
    Ok(tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::from)?)
}

fn line(row: MappingRow) -> MappingLine {
    let sender = row.mapping.sender.unwrap_or_default();
    MappingLine {
        mapping: Named::new(row.id.to_string(), sender),
        headers: row.mapping.headers,
        since: day_of(row.created_at).unwrap_or_default(),
        forgotten: row.forgotten_at.and_then(day_of),
    }
}

/// GET /organisations/{o}/colonnes
pub async fn list(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let held = mappings::list(app.db.read(), whose.id).await?;
    let forgotten = mappings::forgotten(app.db.read(), whose.id, LATELY).await?;
    let page = MappingsPage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        mappings: held.into_iter().chain(forgotten).map(line).collect(),
    };
    shown(page.html())
}

/// POST /organisations/{o}/colonnes/{m}/oublier
pub async fn forget(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    _: Posted,
) -> AppResult {
    change(&app, &code, &id, true).await
}

/// POST /organisations/{o}/colonnes/{m}/retenir
pub async fn restore(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    _: Posted,
) -> AppResult {
    change(&app, &code, &id, false).await
}

async fn change(app: &App, code: &str, id: &str, forget: bool) -> AppResult {
    let whose = organisation(app, code).await?;
    let id: MappingId = id.parse().map_err(|_| AppError::not_found())?;
    mappings::get(app.db.read(), whose.id, id).await?.ok_or_else(AppError::not_found)?;
    let tx = app.db.begin().await?;
    if forget {
        mappings::forget(&tx, &app.by(), whose.id, id).await?;
    } else {
        mappings::restore(&tx, &app.by(), whose.id, id).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    let flash = if forget { Flash::ColumnsForgotten } else { Flash::ColumnsRemembered };
    Ok(done(&urls::mappings(code), &flash).into_response())
}
