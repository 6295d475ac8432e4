//! Pieces → a ZIP, on a thread of its own. The same pieces are the same bytes: times are fixed, order is given.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{ArchiveError, Entry, FORMAT, Manifest, VERSION, names};
use crate::store::ledger::hex;

/// What a ZIP is made of.
#[derive(Debug)]
pub(super) enum Piece {
    /// An entry of this name begins.
    Begin(String),
    /// Bytes of it.
    Bytes(Vec<u8>),
    /// Everything was said; without it the ZIP is not ended, and nobody takes it for whole.
    End,
}

struct Archive<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    entries: Vec<Entry>,
    digest: Sha256,
}

/// Writes the pieces as they come, and the manifest at their end.
pub(super) fn write<W: Write>(out: W, mut pieces: mpsc::Receiver<Piece>) -> Result<(), ArchiveError> {
    let mut archive = Archive { zip: ZipWriter::new_stream(out), entries: Vec::new(), digest: Sha256::new() };
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Begin(path) => archive.begin(path)?,
            Piece::Bytes(bytes) => archive.bytes(&bytes)?,
            Piece::End => return archive.end(),
        }
    }
    // Whoever sends the pieces has failed, and says why.
    Ok(())
}

impl<W: Write> Archive<W> {
    fn begin(&mut self, path: String) -> io::Result<()> {
        self.close();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(true);
        self.zip.start_file(path.as_str(), options).map_err(io::Error::other)?;
        self.entries.push(Entry { path, bytes: 0, sha256: String::new() });
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        if let Some(entry) = self.entries.last_mut() {
            entry.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        }
        self.zip.write_all(bytes)
    }

    /// Notes the hash of the entry that was written.
    fn close(&mut self) {
        let digest = std::mem::take(&mut self.digest).finalize();
        if let Some(entry) = self.entries.last_mut() {
            entry.sha256 = hex(&digest);
        }
    }

    fn end(mut self) -> Result<(), ArchiveError> {
        self.close();
        let entries = std::mem::take(&mut self.entries);
        let manifest = Manifest { format: FORMAT.to_owned(), version: VERSION, entries };
        let mut text = serde_json::to_vec_pretty(&manifest).map_err(io::Error::other)?;
        text.push(b'\n');
        self.begin(names::MANIFEST.to_owned())?;
        self.bytes(&text)?;
        self.zip.finish().map_err(io::Error::other)?.into_inner().flush()?;
        Ok(())
    }
}
