//! Everything an organisation has in one ZIP, and back: into the same database after a loss, or into another one.
//!
//! ```text
//! database ─store::archive─▶ lines, files, readings ─written─▶ ZIP
//! ZIP ─opened─▶ checked: sizes, hashes, lines ─store::archive─▶ one transaction
//! ```
//!
//! The ZIP holds what people and programs can read without us: JSON a line, CSV, the files as they were sent; its
//! `LISEZMOI.txt` says how. The last entry, `manifest.json`, names every other one with its length and SHA-256.
//!
//! Invariants: the same organisation is the same bytes, whichever database it lies in and however often it went out
//! and in; nothing is unpacked to a disk; memory stays flat but for the largest single file; what is damaged, of a
//! newer version or not ours is refused before anything is written. Does *not* hold what can be computed again.
//! Who may see it is told and not put back: whoever answers for the place where it is put back gives that anew.

mod names;
mod opened;
mod readings;
mod written;

use core::fmt::Display;
use std::io::{Read, Seek, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use self::opened::Batch;
use self::written::Piece;
use crate::app::App;
use crate::store::archive::{self, Fault, Part, Restore};
use crate::store::imports;
use crate::store::organisations::OrganisationRow;
use crate::store::{OrganisationId, StoreError};

/// What the manifest says it is of.
const FORMAT: &str = "eclaireur-archive";
/// The version that is written, and the newest that is read. 2 brought answers to alerts and reports, 3 projects, 4 who may
/// see it, 5 audits, 6 aids as they went and obstacles; older archives may be without what came after them.
const VERSION: u32 = 6;
/// Pieces on their way between the database and the ZIP.
const IN_FLIGHT: usize = 4;
/// Bytes of the largest file of an archive: it is held in memory whole.
const LARGEST_FILE: usize = 256 * 1024 * 1024;

/// The list of what an archive holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    version: u32,
    entries: Vec<Entry>,
}

/// One file of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
}

/// How far it is: steps done, steps in all.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// Why an archive was not written or not read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// No archive of ours: no ZIP, or one without our manifest.
    #[error("this is no archive of an organisation")]
    NotOurs,
    /// Written by a newer version of the program.
    #[error("the archive is of version {0}, and this program reads up to version {VERSION}")]
    Newer(u32),
    /// Something in it is not as it was written.
    #[error("the archive is damaged: {place}: {why}")]
    Damaged {
        /// Which file of it, with its line where there is one.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// More than is unpacked.
    #[error("the archive is too large: {0}")]
    TooLarge(&'static str),
    /// The organisation is here already.
    #[error("the organisation `{code}` ({name}) is here already")]
    Exists {
        /// Code of the one that is here.
        code: String,
        /// Its name.
        name: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk, or whoever takes the bytes.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A thread of ours ended badly.
    #[error(transparent)]
    Thread(#[from] tokio::task::JoinError),
}

impl ArchiveError {
    fn damaged(place: impl Into<String>, why: impl Display) -> ArchiveError {
        ArchiveError::Damaged { place: place.into(), why: format!("{why}") }
    }
}

/// Writes everything of an organisation to `out`.
///
/// # Errors
/// The database, or whoever takes the bytes.
pub async fn export<W: Write + Send + 'static>(
    app: &App,
    tenant: OrganisationId,
    out: W,
    progress: Progress,
) -> Result<(), ArchiveError> {
    let (pieces, taken) = mpsc::channel(IN_FLIGHT);
    let writer = tokio::task::spawn_blocking(move || written::write(out, taken));
    let gathered = gather(app, tenant, &pieces, &progress).await;
    drop(pieces);
    // Whoever takes the bytes may have gone away: that is why nothing could be handed on any more.
    writer.await??;
    match gathered {
        Err(Gathering::Store(error)) => Err(error.into()),
        Err(Gathering::Stopped) => Err(std::io::Error::from(std::io::ErrorKind::BrokenPipe).into()),
        Ok(()) => Ok(()),
    }
}

/// Why gathering ended early.
enum Gathering {
    Store(StoreError),
    Stopped,
}

impl From<StoreError> for Gathering {
    fn from(error: StoreError) -> Self {
        Gathering::Store(error)
    }
}

impl<T> From<mpsc::error::SendError<T>> for Gathering {
    fn from(_: mpsc::error::SendError<T>) -> Self {
        Gathering::Stopped
    }
}

/// Everything of the organisation as pieces of a ZIP, in their one order, of one moment.
async fn gather(
    app: &App,
    tenant: OrganisationId,
    out: &mpsc::Sender<Piece>,
    progress: &Progress,
) -> Result<(), Gathering> {
    let snapshot = app.db.snapshot().await?;
    let c = &snapshot;
    let head = archive::organisation(c, tenant).await?;
    let (files, series) = (archive::files(c, tenant).await?, archive::series(c, tenant).await?);
    let steps = Part::ALL.len() + files.len() + series.len();
    let (mut done, total) = (0, u64::try_from(steps).unwrap_or(u64::MAX));
    let mut step = || {
        done += 1;
        progress(done, total);
    };
    for (name, text) in [
        (names::README, eclaireur_frontend::exports::README.to_owned()),
        (names::ORGANISATION, head),
        (names::MEMBERSHIPS, joined(&archive::memberships(c, tenant).await?)),
        (names::FILES, joined(&lines_of(&files)?)),
    ] {
        out.send(Piece::Begin(name.to_owned())).await?;
        out.send(Piece::Bytes(text.into_bytes())).await?;
    }
    if let Some(access) = archive::access(c, tenant).await? {
        out.send(Piece::Begin(names::ACCESS.to_owned())).await?;
        out.send(Piece::Bytes(access.into_bytes())).await?;
    }
    for part in Part::ALL {
        out.send(Piece::Begin(part.file().to_owned())).await?;
        let mut skip = 0;
        loop {
            let lines = archive::lines(c, tenant, part, skip).await?;
            if lines.is_empty() {
                break;
            }
            skip += u64::try_from(lines.len()).unwrap_or(u64::MAX);
            out.send(Piece::Bytes(joined(&lines).into_bytes())).await?;
        }
        step();
    }
    for file in &files {
        let bytes = imports::file_bytes(c, tenant, &file.sha256, LARGEST_FILE).await?;
        out.send(Piece::Begin(names::file(file))).await?;
        out.send(Piece::Bytes(bytes)).await?;
        step();
    }
    let words = readings::Words::load(c, tenant).await?;
    let mut blocks = Vec::new();
    for series in &series {
        let head = words.of(series.channel)?;
        if series.slots {
            let months = archive::blocks(c, tenant, *series).await?;
            out.send(Piece::Begin(names::slots(series.import, series.channel))).await?;
            out.send(Piece::Bytes(readings::header())).await?;
            for (line, slots) in months {
                out.send(Piece::Bytes(readings::slots(&head, &slots))).await?;
                blocks.push(line);
            }
        }
        if series.rows {
            let rows = archive::rows(c, tenant, *series).await?;
            out.send(Piece::Begin(names::rows(series.import, series.channel))).await?;
            out.send(Piece::Bytes(readings::header())).await?;
            for chunk in rows.chunks(readings::ROWS) {
                out.send(Piece::Bytes(readings::rows(&head, chunk))).await?;
            }
        }
        step();
    }
    out.send(Piece::Begin(names::BLOCKS.to_owned())).await?;
    for chunk in blocks.chunks(readings::ROWS) {
        out.send(Piece::Bytes(joined(&lines_of(chunk)?).into_bytes())).await?;
    }
    out.send(Piece::End).await?;
    snapshot.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Rows as lines of JSON.
fn lines_of<T: Serialize>(rows: &[T]) -> Result<Vec<String>, StoreError> {
    let line = |row| {
        serde_json::to_string(row).map_err(|e| StoreError::Damaged { what: "row", detail: e.to_string() })
    };
    rows.iter().map(line).collect()
}

/// Lines as a text, each ended.
fn joined(lines: &[String]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Puts an organisation back, all of it or nothing.
///
/// # Errors
/// The archive is refused, or the database.
pub async fn restore<S: Read + Seek + Send + 'static>(
    app: &App,
    source: S,
    progress: Progress,
) -> Result<OrganisationRow, ArchiveError> {
    let (batches, mut taken) = mpsc::channel(IN_FLIGHT);
    let reader = tokio::task::spawn_blocking(move || opened::read(source, &batches, &progress));
    let put = put(app, &mut taken).await;
    drop(taken);
    let read = reader.await?;
    let (transaction, row) = match put {
        Ok(done) => {
            read?;
            done
        }
        // What is wrong with the archive is why less came than should have; that nothing was taken any more is not.
        Err(refused) => {
            return Err(match read {
                Err(wrong) if !matches!(wrong, ArchiveError::Io(_)) => wrong,
                _ => refused,
            });
        }
    };
    transaction.commit().await.map_err(StoreError::from)?;
    Ok(row)
}

/// Takes batches into a transaction that the caller ends: only it knows whether all of them came.
async fn put(
    app: &App,
    batches: &mut mpsc::Receiver<Batch>,
) -> Result<(sea_orm::DatabaseTransaction, OrganisationRow), ArchiveError> {
    let Some(Batch::Organisation(head)) = batches.recv().await else { return Err(ArchiveError::NotOurs) };
    let by = app.by();
    let tx = app.db.begin().await?;
    let mut restore =
        Restore::begin(&tx, &by, &head).await.map_err(|fault| placed(fault, names::ORGANISATION, 0))?;
    while let Some(batch) = batches.recv().await {
        let (put, place, before) = match &batch {
            Batch::Organisation(_) => continue,
            Batch::Memberships(lines) => (restore.memberships(lines).await, names::MEMBERSHIPS.to_owned(), 0),
            Batch::Lines(part, before, lines) => {
                if *part == Part::Projects {
                    readable(app, lines).map_err(|fault| placed(fault, part.file(), *before))?;
                }
                (restore.put(*part, lines).await, part.file().to_owned(), *before)
            }
            Batch::Parents(before, lines) => {
                (restore.parents(lines).await, Part::Meters.file().to_owned(), *before)
            }
            Batch::File(line, file) => (restore.file(line, file).await, names::file(line), 0),
            Batch::Slots(import, channel, months) => {
                (restore.slots(*import, *channel, months).await, names::slots(*import, *channel), 0)
            }
            Batch::Rows(import, channel, rows) => {
                (restore.rows(*import, *channel, rows).await, names::rows(*import, *channel), 0)
            }
        };
        put.map_err(|fault| placed(fault, &place, before))?;
    }
    let row = restore.finish().await.map_err(|fault| placed(fault, names::ORGANISATION, 0))?;
    Ok((tx, row))
}

/// Whether every project can be read with the catalogue in force.
fn readable(app: &App, lines: &[String]) -> Result<(), Fault> {
    let catalog = app.catalog();
    for (n, line) in (1..).zip(lines) {
        // What is no line of a project at all is refused where it is put in.
        let Ok(line) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        if let Some(body) = line.get("body") {
            crate::financing::read_body(body, &catalog).map_err(|why| Fault::Line { line: n, why })?;
        }
    }
    Ok(())
}

/// Where in the archive a fault lies.
fn placed(fault: Fault, place: &str, before: usize) -> ArchiveError {
    match fault {
        Fault::Exists { code, name } => ArchiveError::Exists { code, name },
        Fault::Store(error) => error.into(),
        Fault::Line { line: 0, why } => ArchiveError::damaged(place, why),
        Fault::Line { line, why } => ArchiveError::damaged(format!("{place}:{}", before + line), why),
    }
}
