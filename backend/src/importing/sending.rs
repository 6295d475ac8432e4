//! Several files at once: ZIPs are unpacked, each file is kept as a preview of its own, and all are listed.
//!
//! Does *not* bind the files together: each is confirmed and undone by itself. One file alone leaves no list.

use core::time::Duration;

use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::readings::parse::archive;

use super::state::{self, State};
use super::{Options, Sent};
use crate::app::App;
use crate::store::imports::{self, Staged, Status};
use crate::store::sendings::{self, Became, SendingRow, SentFile};
use crate::store::{BuildingId, By, OrganisationId, SendingId, StoreError};

/// How long confirming several files may take before it stops and says so: well below what a request may.
const LONGEST: Duration = Duration::from_mins(1);

/// A file to be read: as it was sent, or out of a ZIP.
#[derive(Debug)]
pub struct Piece {
    /// Its name; below its ZIP, where it came in one: `2024.zip/janvier.csv`.
    pub name: String,
    /// The file, or why there is none.
    pub sent: Result<Sent, Finding>,
}

/// What sending files came to.
#[derive(Debug)]
pub enum Received {
    /// One file.
    One(Box<Staged>),
    /// Several, or one that could not even be kept: their list.
    Several(SendingId),
}

/// The files of a sending, ZIPs unpacked. A ZIP that does not unpack stays as it came: reading it says why.
/// `limit` is what one file may have, in a ZIP or not.
pub fn pieces(files: Vec<Sent>, limit: u64) -> Vec<Piece> {
    let mut left = (archive::MOST_MEMBERS, archive::MOST_BYTES);
    let mut pieces = Vec::new();
    for sent in files {
        let unpacked = archive::is_archive(&sent.bytes).then(|| archive::members(&sent.bytes));
        let Some(Ok(members)) = unpacked else {
            pieces.push(Piece { name: sent.name.clone(), sent: Ok(sent) });
            continue;
        };
        let bytes = members.iter().filter_map(|m| Some(length(m.bytes.as_ref().ok()?))).sum();
        // What one ZIP may hold, several may hold together.
        let Some(rest) = left.0.checked_sub(members.len()).zip(left.1.checked_sub(bytes)) else {
            let finding = Finding::new(Code::ArchiveTooLarge).with("count", archive::MOST_MEMBERS);
            pieces.push(Piece { name: sent.name, sent: Err(finding) });
            continue;
        };
        left = rest;
        pieces.extend(members.into_iter().map(|member| {
            let name = format!("{}/{}", sent.name, member.name);
            let file = |bytes: Vec<u8>| match length(&bytes) {
                0 => Err(Finding::new(Code::NotMeterData).with("looks_like", "empty")),
                n if n > limit => Err(Finding::new(Code::FileTooLarge).with("max_bytes", limit)),
                _ => Ok(Sent {
                    name: name.clone(),
                    media_type: "application/octet-stream".to_owned(),
                    bytes: bytes.into(),
                }),
            };
            Piece { sent: member.bytes.and_then(file), name }
        }));
    }
    pieces
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// [`pieces`], off the threads that answer requests.
///
/// # Errors
/// The runtime.
pub async fn unpack(app: &App, files: Vec<Sent>) -> anyhow::Result<Vec<Piece>> {
    let limit = app.settings.upload_limit_bytes;
    Ok(tokio::task::spawn_blocking(move || pieces(files, limit)).await?)
}

/// Keeps each file as a preview, and the list of them when there are several.
///
/// # Errors
/// The database.
pub async fn receive(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    pieces: Vec<Piece>,
    options: &Options,
) -> anyhow::Result<Received> {
    let alone = pieces.len() == 1 && pieces.iter().all(|p| p.sent.is_ok());
    let id = SendingId::new(by.now);
    let options = Options { sending: (!alone).then_some(id), ..options.clone() };
    let mut files: Vec<SentFile> = Vec::with_capacity(pieces.len());
    for Piece { name, sent } in pieces {
        let became = match sent {
            Err(finding) => Became::Refused(finding),
            Ok(sent) => {
                let staged = super::stage(app, by, tenant, &sent, &options).await?;
                if alone {
                    return Ok(Received::One(Box::new(staged)));
                }
                match staged {
                    Staged::New(row) => Became::New(row.id),
                    Staged::Already(row) => Became::Already(row.id),
                }
            }
        };
        files.push(SentFile { name, became });
    }
    let tx = app.db.begin().await?;
    sendings::keep(&tx, by, tenant, id, &files, by.now + super::PREVIEW_S).await?;
    tx.commit().await?;
    Ok(Received::Several(id))
}

/// Confirms, in their order, the files of a sending that leave nothing to decide. `false` when time ran out first:
/// asked again, it goes on where it was.
///
/// # Errors
/// The database.
pub async fn confirm(
    app: &App,
    by: &By,
    sending: &SendingRow,
    may: impl Fn(&[BuildingId]) -> bool,
) -> anyhow::Result<bool> {
    let watch = app.clock.stopwatch();
    for id in sending.files.iter().filter_map(|f| f.became.import()) {
        let row = imports::get(app.db.read(), sending.tenant, id).await?;
        let Some(row) = row.filter(|row| row.status == Status::Preview) else { continue };
        let findings = imports::findings(app.db.read(), sending.tenant, id).await?;
        if state::state(&row, &state::causes(&findings)) != State::Ready {
            continue;
        }
        if watch.elapsed() > LONGEST {
            return Ok(false);
        }
        match super::confirm(app, by, sending.tenant, id, false, &may).await.map_err(anyhow::Error::downcast)
        {
            // Done, not yet to be done, or done by somebody who was faster.
            Ok(_) | Err(Ok(StoreError::Refused { .. } | StoreError::NotFound { .. })) => {}
            Err(Ok(error)) => return Err(error.into()),
            Err(Err(error)) => return Err(error),
        }
    }
    Ok(true)
}

/// Drops the previews that a sending brought and nobody has confirmed.
///
/// # Errors
/// The database.
pub async fn drop_previews(app: &App, by: &By, sending: &SendingRow) -> anyhow::Result<()> {
    let tx = app.db.begin().await?;
    for file in &sending.files {
        let Became::New(id) = file.became else { continue };
        let row = imports::get(&tx, sending.tenant, id).await?;
        if row.is_some_and(|row| row.status == Status::Preview) {
            imports::undo(&tx, by, sending.tenant, id).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The same bytes once more in one sending are one import; which of its files is another's twin.
pub fn twins(files: &[SentFile]) -> impl Iterator<Item = bool> + '_ {
    files.iter().enumerate().map(|(n, file)| {
        let import = file.became.import();
        import.is_some() && files.iter().take(n).any(|other| other.became.import() == import)
    })
}
