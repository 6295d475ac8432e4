//! Everything of an organisation as one file, and back from such a file.

use core::time::Duration;
use std::io::{self, BufWriter, Cursor, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::format::bytes;
use eclaireur_frontend::forms::{Problem, ProblemCode};
use eclaireur_frontend::pages::restore::RestorePage;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::access::Action;
use futures_util::StreamExt as _;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::download::download;
use super::{again, organisation, shown};
use crate::app::App;
use crate::archive::{self, ArchiveError};
use crate::clock::Clock;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

/// How long somebody may take to receive an archive: meanwhile the database keeps what it was when it began.
const LONGEST: Duration = Duration::from_mins(30);
/// How long we wait for who receives it, in all, beside what each piece earns: a slow line gets it, one that stands still not.
const PATIENCE: Duration = Duration::from_mins(1);
const EARNED: Duration = Duration::from_secs(2);
/// Bytes handed on at a time, and how many such pieces wait for a slow receiver.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 8;

/// GET /organisations/{o}/export.zip
pub async fn export(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let turn = app.exports.take(whose.id).await.map_err(anyhow::Error::from)?;
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let out = BufWriter::with_capacity(PIECE, Sink::new(sender.clone(), app.clock.clone()));
    tokio::spawn(async move {
        let written = timeout(LONGEST, archive::export(&app, whose.id, out, quietly())).await;
        // Before the receiver sees the end: who asks for the next one then need not wait for this.
        drop(turn);
        let failed = match written {
            Ok(Ok(())) => return,
            Ok(Err(ArchiveError::Io(gone))) => gone,
            Ok(Err(error)) => {
                tracing::error!(organisation = %whose.id, %error, "an archive was not written");
                io::Error::other("an archive was not written")
            }
            Err(_) => io::Error::from(io::ErrorKind::TimedOut),
        };
        // The connection breaks: nobody takes half an archive for a whole one.
        drop(sender.send(Err(failed)).await);
    });
    // With the first piece the moment is fixed: that this was taken away is written down after it, and is not in it.
    let first = receiver.recv().await;
    let rest = futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|piece| (piece, receiver))
    });
    let stream = futures_util::stream::iter(first).chain(rest);
    Ok(download(Body::from_stream(stream), "application/zip", &format!("{code}.zip")))
}

/// Nobody looks at how far it is: the browser shows what it has received.
fn quietly() -> archive::Progress {
    Arc::new(|_, _| {})
}

/// What is written becomes the body of an answer, while somebody receives it.
struct Sink {
    pieces: mpsc::Sender<io::Result<Bytes>>,
    runtime: Handle,
    clock: Clock,
    patience: Duration,
}

impl Sink {
    fn new(pieces: mpsc::Sender<io::Result<Bytes>>, clock: Clock) -> Sink {
        Sink { pieces, runtime: Handle::current(), clock, patience: PATIENCE }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = bytes.get(..PIECE).unwrap_or(bytes);
        let waiting = self.clock.stopwatch();
        let sent = self.pieces.send(Ok(Bytes::copy_from_slice(bytes)));
        match self.runtime.block_on(timeout(self.patience, sent)) {
            Ok(sent) => sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?,
            Err(_) => {
                self.patience = Duration::ZERO;
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
        self.patience = self.patience.saturating_sub(waiting.elapsed()).saturating_add(EARNED).min(PATIENCE);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn page(app: &App, visitor: &Visitor, problem: Option<Problem>, held: Option<Named>) -> RestorePage {
    let max_bytes = app.settings.upload_limit_bytes;
    RestorePage { shell: visitor.shell(app, None), max_bytes, problem, held }
}

/// GET /organisations/importer-archive
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor, None, None).html())
}

/// POST /organisations/importer-archive
pub async fn restore(State(app): State<App>, visitor: Visitor, posted: Posted) -> AppResult {
    let problem = |code| Problem::new(code);
    let refused = |problem, held| again(page(&app, &visitor, Some(problem), held).html());
    if posted.too_large {
        let max = bytes(app.settings.upload_limit_bytes);
        return refused(problem(ProblemCode::ArchiveTooLarge).with("max", max), None);
    }
    let Some(sent) = posted.files_of("file").next() else {
        return refused(problem(ProblemCode::NoFile), None);
    };
    let source = Cursor::new(Shared(sent.bytes.clone()));
    match archive::restore(&app, source, quietly()).await {
        Ok(row) => {
            let enters = visitor.reach(&app, Action::Enter, row.id).await?.whole();
            let home = if enters { urls::organisation(row.organisation.code.as_str()) } else { urls::home() };
            Ok(done(&home, &Flash::OrganisationRestored).into_response())
        }
        Err(ArchiveError::NotOurs) => refused(problem(ProblemCode::ArchiveNotOurs), None),
        Err(ArchiveError::Newer(_)) => refused(problem(ProblemCode::ArchiveNewer), None),
        Err(ArchiveError::Damaged { place, why }) => {
            tracing::info!(%place, %why, "an archive was refused");
            refused(problem(ProblemCode::ArchiveDamaged).with("place", place), None)
        }
        Err(ArchiveError::TooLarge(_)) => {
            let max = bytes(app.settings.upload_limit_bytes);
            refused(problem(ProblemCode::ArchiveTooLarge).with("max", max), None)
        }
        Err(ArchiveError::Exists { code, name }) => {
            let known = problem(ProblemCode::ArchiveExists).with("name", &name);
            refused(known, visitor.sight(&app).everything.then(|| Named::new(code, name)))
        }
        Err(ArchiveError::Store(error)) => Err(error.into()),
        Err(error) => Err(AppError::from(anyhow::Error::from(error))),
    }
}

/// Bytes that a thread of its own reads while the request still holds them.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_archive_that_nobody_receives_is_broken_off() {
        let (pieces, mut receiver) = mpsc::channel(1);
        let mut sink = Sink { patience: Duration::ZERO, ..Sink::new(pieces, Clock::fixed(0)) };
        let written = tokio::task::spawn_blocking(move || {
            // The first waits in the channel; the next one finds it full.
            let first = sink.write(&vec![0; 2 * PIECE]);
            sink.patience = Duration::ZERO;
            (first, sink.write(b"more"))
        });
        let (first, more) = written.await.unwrap();
        assert_eq!(first.unwrap(), PIECE, "a piece at a time");
        assert_eq!(more.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(receiver.recv().await.unwrap().unwrap().len(), PIECE);
    }
}
