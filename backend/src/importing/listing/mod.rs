//! A list of buildings: kept and previewed like a file of readings, confirmed in one transaction, undone.
//!
//! ```text
//! bytes ─read (models)─▶ List ─plan─▶ buildings new, known, changed ─write─▶ one transaction, with its record
//! ```
//!
//! It is an import like another, of the format [`FORMAT`], so that its file, its author and its undo are where people
//! look for them. Does *not* take a building away that the list lacks, nor a fact that a cell leaves blank.

mod plan;
mod undo;
mod write;

use std::sync::Arc;

use eclaireur_models::finding::Finding;
use eclaireur_models::portfolio::list::{List, Reading, read};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Confirmed, Sent, begin, pack};
use crate::app::App;
use crate::store::imports::{self, ImportRow, NewFile, NewImport, Source, Staged, Status};
use crate::store::{BuildingId, By, ImportId, MeterId, OrganisationId, StoreError};

pub use plan::{MeterStanding, Plan, Proposed, Standing};
pub use undo::{Remains, undo};

/// The format of imports that are lists of buildings: the code of `catalog/lists`.
pub const FORMAT: &str = "buildings-list";

/// Whether an import is a list of buildings.
pub fn is_list(row: &ImportRow) -> bool {
    row.source == Source::File && row.format.as_deref() == Some(FORMAT)
}

/// What the sender decided, and what confirming did: kept with the import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// Take what is proposed for cells that cannot be used as they are.
    pub take_proposals: bool,
    /// Leave out the rows that remain to be corrected.
    pub leave_out: bool,
    /// Buildings it touches; written by us, for lists.
    pub touched: Vec<BuildingId>,
    /// Buildings it made; written by us.
    pub made: Vec<BuildingId>,
    /// Meters it made; written by us.
    pub meters: Vec<MeterId>,
    /// Buildings it changed, with what was held before; written by us.
    pub changed: Vec<Changed>,
}

/// One field of a building that was there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Which building.
    pub building: BuildingId,
    /// Code of the field.
    pub field: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: String,
}

impl Listing {
    /// What is kept with an import.
    pub fn of(row: &ImportRow) -> Listing {
        serde_json::from_value(row.options.clone()).unwrap_or_default()
    }
}

/// What taking a list came to.
#[derive(Debug)]
pub enum Taken {
    /// Confirmed.
    New(Box<ImportRow>, Box<Plan>),
    /// The same bytes were sent before: that import.
    Already(Box<ImportRow>),
    /// Nothing was written: it was asked so, or something is to be corrected.
    Not(Box<Plan>),
    /// It is no list of buildings.
    Refused(Finding),
}

/// Reads a list, off the threads that answer requests.
async fn parsed(
    app: &App,
    bytes: &Arc<Vec<u8>>,
    take_proposals: bool,
) -> anyhow::Result<Result<List, Finding>> {
    let (catalog, bytes, on) = (app.catalog(), bytes.clone(), app.clock.today());
    let reading = move || read(&bytes, Reading { catalog: &catalog, on, take_proposals });
    Ok(tokio::task::spawn_blocking(reading).await?)
}

/// What a list would do.
///
/// # Errors
/// The database. What is wrong with the file is the inner error.
pub async fn preview(
    app: &App,
    tenant: OrganisationId,
    bytes: &Arc<Vec<u8>>,
    listing: &Listing,
) -> anyhow::Result<Result<Plan, Finding>> {
    let list = match parsed(app, bytes, listing.take_proposals).await? {
        Ok(list) => list,
        Err(finding) => return Ok(Err(finding)),
    };
    Ok(Ok(plan::plan(app, app.db.read(), tenant, list).await?))
}

fn new_import(plan: &Plan, listing: &Listing, expires_at: Option<i64>) -> NewImport {
    NewImport {
        format: Some(FORMAT.to_owned()),
        encoding: plan.list.encoding.map(str::to_owned),
        rows: plan.list.rows,
        options: json!(Listing { touched: plan.touched(), ..listing.clone() }),
        expires_at,
        ..NewImport::default()
    }
}

/// What keeping a list came to.
#[derive(Debug)]
pub enum Kept {
    /// As an import, in preview or from before.
    As(Staged),
    /// It is no list of buildings: nothing was kept.
    Refused(Finding),
}

/// Keeps a list as a preview until somebody confirms it. The same bytes that wait as readings nobody could read give way.
///
/// # Errors
/// The database.
pub async fn stage(app: &App, by: &By, tenant: OrganisationId, sent: &Sent) -> anyhow::Result<Kept> {
    let listing = Listing::default();
    let plan = match preview(app, tenant, &sent.bytes, &listing).await? {
        Ok(plan) => plan,
        Err(finding) => return Ok(Kept::Refused(finding)),
    };
    let file = pack(sent).await?;
    let tx = begin(app, tenant).await?;
    let new = new_import(&plan, &listing, Some(by.now + super::PREVIEW_S));
    let staged = stage_in(&tx, by, tenant, &file, &new, &plan).await?;
    tx.commit().await?;
    Ok(Kept::As(staged))
}

async fn stage_in(
    tx: &sea_orm::DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    file: &NewFile,
    new: &NewImport,
    plan: &Plan,
) -> Result<Staged, StoreError> {
    let waiting = imports::active_by_sha256(tx, tenant, &file.sha256).await?;
    if let Some(other) = waiting.filter(|row| row.status == Status::Preview && !is_list(row)) {
        imports::undo(tx, by, tenant, other.id).await?;
    }
    imports::stage(tx, by, tenant, file, new, &plan.findings).await
}

/// The plan of a list that is kept, made again from its file and what was decided.
///
/// # Errors
/// No such import, or the database.
pub async fn replan(app: &App, row: &ImportRow, listing: &Listing) -> anyhow::Result<Result<Plan, Finding>> {
    let missing = || StoreError::NotFound { what: "import", key: row.id.to_string() };
    let sha256 = row.sha256.as_ref().filter(|_| is_list(row)).ok_or_else(missing)?;
    let _turn = app.previews.acquire().await?;
    let limit = usize::try_from(app.settings.upload_limit_bytes)?;
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    preview(app, row.tenant, &Arc::new(bytes), listing).await
}

/// Writes a preview.
///
/// # Errors
/// No such preview, or the database.
pub async fn confirm(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
    listing: Listing,
) -> anyhow::Result<Confirmed<Plan>> {
    let missing = || StoreError::NotFound { what: "import", key: id.to_string() };
    let row = imports::get(app.db.read(), tenant, id).await?.ok_or_else(missing)?;
    if row.status != Status::Preview {
        let why = "it is no preview any more".to_owned();
        return Err(StoreError::Refused { what: "confirm", why }.into());
    }
    let plan = replan(app, &row, &listing).await?.map_err(|_| missing())?;
    let tx = begin(app, tenant).await?;
    // Made again on what holds now: nobody writes any more until this is done.
    let plan = plan::plan(app, &tx, tenant, plan.list).await?;
    if !plan.can_be_written(listing.leave_out) {
        return Ok(Confirmed::NotYet(Box::new(plan)));
    }
    let row = finish(app, &tx, by, &row, &plan, listing).await?;
    tx.commit().await?;
    Ok(Confirmed::Done(Box::new(row), Box::new(plan)))
}

/// Writes the plan of a preview, and with it what it did.
async fn finish(
    app: &App,
    tx: &sea_orm::DatabaseTransaction,
    by: &By,
    row: &ImportRow,
    plan: &Plan,
    listing: Listing,
) -> Result<ImportRow, StoreError> {
    let done = write::write(app, tx, by, row, plan, listing).await?;
    imports::set_options(tx, by, row.tenant, row.id, false, &json!(done)).await?;
    imports::replace_findings(tx, row.tenant, row.id, &plan.findings).await?;
    imports::confirm(tx, by, row.tenant, row.id, &plan.list.rows).await
}

/// Takes a list in one go: what programs and the command line do.
///
/// # Errors
/// The database. Whatever is wrong with the list is in the plan's findings.
pub async fn take(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    sent: &Sent,
    listing: Listing,
    dry_run: bool,
) -> anyhow::Result<Taken> {
    let plan = match preview(app, tenant, &sent.bytes, &listing).await? {
        Ok(plan) => plan,
        Err(finding) => return Ok(Taken::Refused(finding)),
    };
    let file = pack(sent).await?;
    let first = imports::active_by_sha256(app.db.read(), tenant, &file.sha256).await?;
    if let Some(row) = first.filter(|row| row.status == Status::Confirmed) {
        return Ok(Taken::Already(Box::new(row)));
    }
    if dry_run || !plan.can_be_written(listing.leave_out) {
        return Ok(Taken::Not(Box::new(plan)));
    }
    let tx = begin(app, tenant).await?;
    let plan = plan::plan(app, &tx, tenant, plan.list).await?;
    let new = new_import(&plan, &listing, None);
    let row = match stage_in(&tx, by, tenant, &file, &new, &plan).await? {
        Staged::New(row) => row,
        Staged::Already(row) if row.status == Status::Preview => row,
        Staged::Already(row) => return Ok(Taken::Already(Box::new(row))),
    };
    let row = finish(app, &tx, by, &row, &plan, listing).await?;
    tx.commit().await?;
    Ok(Taken::New(Box::new(row), Box::new(plan)))
}
