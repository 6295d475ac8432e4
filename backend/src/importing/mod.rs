//! From sent bytes to readings kept: parse, match with meters, compare with what is held, write. One way for the page,
//! the API, the command line and the demonstration.
//!
//! ```text
//! bytes ─parse (models)─▶ Parsed ─plan─▶ Plan { targets, counts, effects } ─write─▶ one transaction
//! ```
//!
//! Invariants: nothing is written before somebody confirmed; what is written is written whole or not at all; the same
//! bytes for the same organisation are one import. Does *not* decide how anything is shown.

pub mod bill;
pub mod correction;
mod effect;
mod entry;
mod held;
mod invoices;
pub mod listing;
mod options;
pub mod paper;
mod plan;
pub mod plausible;
pub mod sending;
pub mod spot;
pub mod state;
pub mod temperatures;
mod write;

use std::sync::Arc;

use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::{Correction, Hints, parse};
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use sha2::Digest as _;

pub use effect::Effect;
pub use entry::{Entry, has_place, keep_entry, keep_paper, row};
pub use invoices::{Payer, PlannedBill};
pub use options::{Accepted, Choice, Options, Outcome, Stamp, Typed};
pub use plan::{Counts, Plan, Target, named, near};

use crate::app::App;
use crate::store::imports::{self, ImportRow, NewFile, NewImport, Source, Staged, Undone};
use crate::store::{BuildingId, By, ImportId, OrganisationId, StoreError, ledger, mappings};

/// How long a preview is kept.
pub(crate) const PREVIEW_S: i64 = 7 * 86_400;

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name, for people only: what it is comes from its content.
    pub name: String,
    /// Media type, as claimed.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
}

/// What sending a file came to.
#[derive(Debug)]
pub enum Taken {
    /// A new import, confirmed.
    New(Box<ImportRow>, Box<Plan>),
    /// The same bytes were sent before: that import.
    Already(Box<ImportRow>),
    /// Nothing was written: it was asked so, or nothing could be.
    Not(Box<Plan>),
}

/// How a file is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// Write nothing.
    pub dry_run: bool,
    /// Take the good rows of a partly bad file.
    pub accept_partial: bool,
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    ledger::hex(&sha2::Sha256::digest(bytes))
}

/// Reads a file, off the threads that answer requests: by what its sender decided of its columns, else by what the
/// organisation remembers of such tables, else as the catalogue knows it.
async fn read(
    app: &App,
    tenant: OrganisationId,
    bytes: &Arc<Vec<u8>>,
    options: &Options,
) -> anyhow::Result<Parsed> {
    let remembered = mappings::list(app.db.read(), tenant).await?;
    let known: Vec<_> =
        options.mapping.iter().cloned().chain(remembered.into_iter().map(|row| row.mapping)).collect();
    let (catalog, bytes) = (app.catalog(), bytes.clone());
    let corrections: Vec<Correction> = options.corrections.iter().map(|c| c.read.clone()).collect();
    let read = move || {
        let hints = Hints { mappings: &known, corrections: &corrections, ..Hints::default() };
        parse(&bytes, &catalog, hints)
    };
    Ok(tokio::task::spawn_blocking(read).await?)
}

/// Packs a file for keeping, off the threads that answer requests.
///
/// # Errors
/// The compressor.
pub async fn pack(sent: &Sent) -> anyhow::Result<NewFile> {
    let sent = sent.clone();
    Ok(tokio::task::spawn_blocking(move || NewFile::pack(sent.name, sent.media_type, &sent.bytes)).await??)
}

/// What a file would do.
///
/// # Errors
/// The database.
pub async fn preview(
    app: &App,
    tenant: OrganisationId,
    bytes: &Arc<Vec<u8>>,
    options: &Options,
) -> anyhow::Result<Plan> {
    let parsed = read(app, tenant, bytes, options).await?;
    Ok(plan::plan(app, app.db.read(), tenant, parsed, options).await?)
}

/// A transaction in which nobody else writes for the organisation.
async fn begin(app: &App, tenant: OrganisationId) -> Result<DatabaseTransaction, StoreError> {
    let tx = app.db.begin().await?;
    ledger::lock(&tx, Some(tenant)).await?;
    Ok(tx)
}

/// The plan, if nobody has written for the organisation since it was made; else made again, on what holds now: the
/// meter that it would make may exist by now, and the year it compares with may be another.
async fn still(
    app: &App,
    tx: &DatabaseTransaction,
    tenant: OrganisationId,
    seen: i64,
    plan: Plan,
    options: &Options,
) -> Result<Plan, StoreError> {
    if ledger::last(tx, tenant).await? == seen {
        return Ok(plan);
    }
    plan::plan(app, tx, tenant, plan.parsed, options).await
}

/// Takes a file in one go: what programs and the command line do.
///
/// # Errors
/// The database. Whatever is wrong with the file is in the plan's findings.
pub async fn take(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    sent: &Sent,
    options: &Options,
    mode: Mode,
) -> anyhow::Result<Taken> {
    let (parsed, file) = tokio::try_join!(read(app, tenant, &sent.bytes, options), pack(sent))?;
    let is_preview = |row: &ImportRow| row.status == imports::Status::Preview;
    let first = imports::active_by_sha256(app.db.read(), tenant, &file.sha256).await?;
    if let Some(row) = first.filter(|row| !is_preview(row)) {
        return Ok(Taken::Already(Box::new(row)));
    }
    let seen = ledger::last(app.db.read(), tenant).await?;
    let plan = plan::plan(app, app.db.read(), tenant, parsed, options).await?;
    if mode.dry_run || !plan.can_be_written(mode.accept_partial) {
        return Ok(Taken::Not(Box::new(plan)));
    }
    write::ready(app, &plan).await?;
    let tx = begin(app, tenant).await?;
    let first = imports::active_by_sha256(&tx, tenant, &file.sha256).await?;
    if let Some(row) = first.as_ref().filter(|row| !is_preview(row)) {
        return Ok(Taken::Already(Box::new(row.clone())));
    }
    let plan = still(app, &tx, tenant, seen, plan, options).await?;
    if !plan.can_be_written(mode.accept_partial) {
        return Ok(Taken::Not(Box::new(plan)));
    }
    // A preview of a page that nobody confirmed gives way to somebody who asks for it now.
    if let Some(preview) = first {
        imports::undo(&tx, by, tenant, preview.id).await?;
    }
    let homes = write::meters(&tx, by, tenant, &app.catalog(), &plan).await?;
    let row =
        match stage_in(&tx, by, tenant, &file, options.kept(&plan, Some(&homes)), options, &plan).await? {
            Staged::New(row) => row,
            // Somebody else was faster: what was begun here is dropped with the transaction.
            Staged::Already(row) => return Ok(Taken::Already(Box::new(row))),
        };
    let row = imports::confirm(&tx, by, tenant, row.id, &plan.parsed.rows).await?;
    write::readings(&tx, by, tenant, row.id, &plan, &homes).await?;
    write::bills(&tx, by, tenant, row.id, &plan, &homes).await?;
    tx.commit().await?;
    Ok(Taken::New(Box::new(row), Box::new(plan)))
}

/// Keeps a file as a preview until somebody confirms it.
///
/// # Errors
/// The database.
pub async fn stage(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    sent: &Sent,
    options: &Options,
) -> anyhow::Result<Staged> {
    let (parsed, file) = tokio::try_join!(read(app, tenant, &sent.bytes, options), pack(sent))?;
    let plan = plan::plan(app, app.db.read(), tenant, parsed, options).await?;
    let tx = app.db.begin().await?;
    let staged = stage_in(&tx, by, tenant, &file, options.kept(&plan, None), options, &plan).await?;
    tx.commit().await?;
    Ok(staged)
}

async fn stage_in(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    file: &NewFile,
    kept: Value,
    options: &Options,
    plan: &Plan,
) -> Result<Staged, StoreError> {
    let expires_at = Some(by.now + PREVIEW_S);
    let import = NewImport { expires_at, ..known(plan, options, kept) };
    imports::stage(tx, by, tenant, file, &import, &plan.findings).await
}

fn known(plan: &Plan, options: &Options, kept: Value) -> NewImport {
    NewImport {
        format: plan.parsed.format.clone(),
        encoding: plan.parsed.encoding.map(str::to_owned),
        rows: plan.parsed.rows,
        options: kept,
        force: options.force,
        expires_at: None,
    }
}

/// Keeps other choices with a preview, and what is read of its file with them.
///
/// # Errors
/// No such preview, it has no file, or the database.
pub async fn choose(app: &App, by: &By, row: &ImportRow, options: &Options) -> anyhow::Result<()> {
    let plan = planned(app, row, options).await?;
    let tx = app.db.begin().await?;
    let known = known(&plan, options, options.kept(&plan, None));
    imports::choose(&tx, by, row.tenant, row.id, &known, &plan.findings).await?;
    tx.commit().await?;
    Ok(())
}

/// What confirming came to.
#[derive(Debug)]
pub enum Confirmed<P> {
    /// Written.
    Done(Box<ImportRow>, Box<P>),
    /// Something is still to be decided or repaired; nothing was written.
    NotYet(Box<P>),
}

/// Writes a preview. `may` is asked of every building it touches as it is planned now, when nobody else writes any more:
/// a meter that was renamed or shared since may have made it another's.
///
/// # Errors
/// No such preview; one of the buildings is not theirs who ask, which is told as a missing preview; or the database.
pub async fn confirm(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
    accept_partial: bool,
    may: impl Fn(&[BuildingId]) -> bool,
) -> anyhow::Result<Confirmed<Plan>> {
    let seen = ledger::last(app.db.read(), tenant).await?;
    let (row, plan) = replan(app, tenant, id).await?;
    if row.status != imports::Status::Preview {
        return Err(
            StoreError::Refused { what: "confirm", why: "it is no preview any more".to_owned() }.into()
        );
    }
    let options = Options::of(&row);
    write::ready(app, &plan).await?;
    let tx = begin(app, tenant).await?;
    let plan = still(app, &tx, tenant, seen, plan, &options).await?;
    if !plan.can_be_written(accept_partial) {
        return Ok(Confirmed::NotYet(Box::new(plan)));
    }
    if !may(&plan.reaches()) {
        return Err(StoreError::NotFound { what: "import", key: id.to_string() }.into());
    }
    let homes = write::meters(&tx, by, tenant, &app.catalog(), &plan).await?;
    imports::set_options(&tx, by, tenant, id, options.force, &options.kept(&plan, Some(&homes))).await?;
    imports::replace_findings(&tx, tenant, id, &plan.findings).await?;
    let row = imports::confirm(&tx, by, tenant, id, &plan.parsed.rows).await?;
    write::readings(&tx, by, tenant, id, &plan, &homes).await?;
    write::bills(&tx, by, tenant, id, &plan, &homes).await?;
    tx.commit().await?;
    Ok(Confirmed::Done(Box::new(row), Box::new(plan)))
}

/// The plan of an import that is kept, made again from its file and options.
///
/// # Errors
/// No such import, or it has no file.
pub async fn replan(app: &App, tenant: OrganisationId, id: ImportId) -> anyhow::Result<(ImportRow, Plan)> {
    let missing = || StoreError::NotFound { what: "import", key: id.to_string() };
    let row = imports::get(app.db.read(), tenant, id).await?.ok_or_else(missing)?;
    let plan = planned(app, &row, &Options::of(&row)).await?;
    Ok((row, plan))
}

/// What an import that is kept would do, with these options instead of its own.
///
/// # Errors
/// It has no file, or the database.
pub async fn planned(app: &App, row: &ImportRow, options: &Options) -> anyhow::Result<Plan> {
    // One preview at a time: each holds its file and everything read of it.
    let _turn = app.previews.acquire().await?;
    let missing = || StoreError::NotFound { what: "import", key: row.id.to_string() };
    let sha256 = row.sha256.as_ref().filter(|_| row.source == Source::File).ok_or_else(missing)?;
    let limit = usize::try_from(app.settings.upload_limit_bytes)?;
    let bytes = imports::file_bytes(app.db.read(), row.tenant, sha256, limit).await?;
    preview(app, row.tenant, &Arc::new(bytes), options).await
}

/// The row of a preview as its plan, made just now, would have it kept.
pub fn as_planned(row: &ImportRow, plan: &Plan) -> ImportRow {
    if row.status != imports::Status::Preview {
        return row.clone();
    }
    let known = known(plan, &Options::of(row), Options::of(row).kept(plan, None));
    ImportRow { format: known.format, rows: known.rows, options: known.options, ..row.clone() }
}

/// Takes an import out again, or drops a preview.
///
/// # Errors
/// No such import, already undone, or the database.
pub async fn undo(app: &App, by: &By, tenant: OrganisationId, id: ImportId) -> anyhow::Result<Undone> {
    if let Some(row) = imports::get(app.db.read(), tenant, id).await?.filter(listing::is_list) {
        listing::undo(app, by, &row).await?;
        return Ok(Undone::default());
    }
    let tx = app.db.begin().await?;
    let undone = imports::undo(&tx, by, tenant, id).await?;
    tx.commit().await?;
    Ok(undone)
}
