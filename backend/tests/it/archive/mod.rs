//! Everything of an organisation out and in again, on both databases; what is damaged is refused as a whole.

mod damaged;
mod given;
mod rounds;

pub(crate) use given::organisation;
pub(crate) use rounds::entry;

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

use eclaireur::app::App;
use eclaireur::archive::{self, ArchiveError, Progress};
use eclaireur::store::OrganisationId;
use eclaireur::store::organisations::OrganisationRow;

/// Bytes that are written on another thread.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn quietly() -> Progress {
    Arc::new(|_, _| {})
}

/// The archive of an organisation.
async fn exported(app: &App, tenant: OrganisationId) -> Vec<u8> {
    let out = Bytes::default();
    archive::export(app, tenant, out.clone(), quietly()).await.expect("an archive");
    Arc::into_inner(out.0).expect("nobody writes any more").into_inner().expect("nobody panicked")
}

async fn restored(app: &App, bytes: &[u8]) -> Result<OrganisationRow, ArchiveError> {
    archive::restore(app, Cursor::new(bytes.to_vec()), quietly()).await
}
