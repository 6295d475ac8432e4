//! The file of a backup, written and read bit by bit.
//!
//! ```text
//! "eclaireur-backup"  length of the head (4 bytes)  head (JSON)  rows (zstd)  SHA-256 of everything before (32 bytes)
//! ```
//!
//! The head says which program wrote it, which migrations the database had been through, its tables with their columns and
//! rows, and the chains of the event log. Rows stand in the order of the head: each cell is one byte for its kind, then
//! its value. Nothing is believed before the sum at the end is right: a file that was cut off or changed is refused. The sum
//! finds accidents; whoever changes a file on purpose can make it anew, so it is told when the backup is made, stands in the
//! event log, and may be kept elsewhere.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::outside::files;
use crate::store::backup::Cell;
use crate::store::ledger::hex;

const MAGIC: &[u8; 16] = b"eclaireur-backup";
/// Which shape of file this is.
pub(super) const FORMAT: u32 = 1;
/// Bytes of the largest head that is read.
const LARGEST_HEAD: u32 = 64 * 1024 * 1024;
/// Bytes of the largest value that is read: more than a database takes.
const LARGEST_CELL: u64 = 1024 * 1024 * 1024;
const SUM: u64 = 32;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which shape of file this is.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// `sqlite` or `postgres`: where it was taken from. It can be put back into either.
    pub database: String,
    /// When, RFC 3339.
    pub made_at: String,
    /// Migrations the database had been through.
    pub migrations: Vec<String>,
    /// Its tables.
    pub tables: Vec<TableHead>,
    /// The chains of the event log.
    pub chains: Vec<ChainHead>,
}

impl Head {
    /// The last migration: the version of the schema.
    pub fn schema(&self) -> &str {
        self.migrations.last().map_or("", String::as_str)
    }

    /// Rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// A table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// Its name.
    pub name: String,
    /// Name and kind of each column.
    pub columns: Vec<(String, String)>,
    /// How many rows.
    pub rows: u64,
}

/// A chain of the event log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    /// Id of the organisation; none for the service.
    pub organisation: Option<String>,
    /// How many entries.
    pub entries: u64,
    /// Hash of the last one.
    pub last: String,
    /// Place of the first entry that did not follow when the backup was made.
    pub broken_at: Option<i64>,
}

/// Adds up what goes through.
struct Summed<T> {
    inner: T,
    sum: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes = self.bytes.saturating_add(u64::try_from(written).unwrap_or(0));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A backup that is being written.
pub(super) struct Writing(zstd::Encoder<'static, Summed<BufWriter<File>>>);

impl Writing {
    /// Begins a file with its head.
    pub(super) fn begin(path: &Path, head: &Head) -> Result<Writing> {
        let file = files::create_private(path)?;
        let mut out = Summed { inner: BufWriter::new(file), sum: Sha256::new(), bytes: 0 };
        let text = serde_json::to_vec(head)?;
        out.write_all(MAGIC)?;
        out.write_all(&u32::try_from(text.len())?.to_be_bytes())?;
        out.write_all(&text)?;
        Ok(Writing(zstd::Encoder::new(out, 3)?))
    }

    /// One row more.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for cell in cells {
            match cell {
                Cell::Null => self.0.write_all(&[0])?,
                Cell::Bool(value) => self.0.write_all(&[1, u8::from(*value)])?,
                Cell::Int(value) => {
                    self.0.write_all(&[2])?;
                    self.0.write_all(&value.to_be_bytes())?;
                }
                Cell::Text(value) => self.long(3, value.as_bytes())?,
                Cell::Bytes(value) => self.long(4, value)?,
            }
        }
        Ok(())
    }

    fn long(&mut self, kind: u8, value: &[u8]) -> Result<()> {
        self.0.write_all(&[kind])?;
        self.0.write_all(&u64::try_from(value.len())?.to_be_bytes())?;
        Ok(self.0.write_all(value)?)
    }

    /// Ends the file, and waits until it is on the disk: its SHA-256 (the whole file's but for the sum itself) and bytes.
    pub(super) fn end(self) -> Result<(String, u64)> {
        let mut out = self.0.finish()?;
        let sum = out.sum.finalize_reset();
        out.inner.write_all(&sum)?;
        let file = out.inner.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok((hex(&sum), out.bytes.saturating_add(SUM)))
    }
}

/// A backup whose sum is right, about to be read.
pub(super) struct Opened {
    /// What it says of itself.
    pub(super) head: Head,
    /// Its sum.
    pub(super) sha256: String,
    rows: zstd::Decoder<'static, BufReader<io::Take<BufReader<File>>>>,
}

impl Opened {
    /// Opens a file, and reads it once to its end to see that it is what was written.
    pub(super) fn open(path: &Path) -> Result<Opened> {
        let mut file = files::open(path)?;
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        let mut magic = [0; MAGIC.len()];
        let known = file.read_exact(&mut magic).is_ok() && &magic == MAGIC;
        ensure!(known, "this is no backup of eclaireur (`eclaireur backup FILE` writes one)");
        file.seek(SeekFrom::Start(0))?;
        let body = length.saturating_sub(SUM);
        let mut sum = Sha256::new();
        let mut all = BufReader::new(file).take(body);
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = all.read(&mut piece)?;
            let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
            sum.update(piece);
        }
        let mut all = all.into_inner();
        let mut said = Vec::new();
        all.read_to_end(&mut said)?;
        let sum = sum.finalize();
        ensure!(
            said.as_slice() == sum.as_slice(),
            "the file is damaged or was cut off: its sum is not the one it was written with; take another backup"
        );
        all.seek(SeekFrom::Start(u64::try_from(MAGIC.len())?))?;
        let mut four = [0; 4];
        all.read_exact(&mut four).context("the head is not whole")?;
        let long = u32::from_be_bytes(four);
        ensure!(long <= LARGEST_HEAD, "the head is too long");
        let mut text = Vec::new();
        all.by_ref().take(u64::from(long)).read_to_end(&mut text)?;
        let head: Head = serde_json::from_slice(&text).context("the head cannot be read")?;
        if head.format != FORMAT {
            bail!("a backup of form {}; this program reads form {FORMAT}", head.format);
        }
        let begun = all.stream_position()?;
        let rows = zstd::Decoder::new(all.take(body.saturating_sub(begun)))?;
        Ok(Opened { head, sha256: hex(&sum), rows })
    }

    /// The next row, of so many cells.
    pub(super) fn row(&mut self, width: usize) -> Result<Vec<Cell>> {
        (0..width).map(|_| self.cell()).collect()
    }

    fn cell(&mut self) -> Result<Cell> {
        let [kind] = self.fixed::<1>()?;
        Ok(match kind {
            0 => Cell::Null,
            1 => Cell::Bool(self.fixed::<1>()? != [0]),
            2 => Cell::Int(i64::from_be_bytes(self.fixed()?)),
            3 => Cell::Text(String::from_utf8(self.long()?)?),
            4 => Cell::Bytes(self.long()?),
            _ => bail!("a row cannot be read"),
        })
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.rows.read_exact(&mut bytes).context("a row is not whole")?;
        Ok(bytes)
    }

    fn long(&mut self) -> Result<Vec<u8>> {
        let length = u64::from_be_bytes(self.fixed()?);
        ensure!(length <= LARGEST_CELL, "a value is too long");
        let mut bytes = Vec::new();
        let read = self.rows.by_ref().take(length).read_to_end(&mut bytes)?;
        ensure!(u64::try_from(read)? == length, "a value is not whole");
        Ok(bytes)
    }

    /// Whether every row was read.
    pub(super) fn at_end(&mut self) -> Result<bool> {
        Ok(self.rows.read(&mut [0])? == 0)
    }
}
