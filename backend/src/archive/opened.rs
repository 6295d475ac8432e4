//! A ZIP → batches for the database, on a thread of its own; first everything is looked at, then it is handed on.
//!
//! Nothing a ZIP announces is believed: bytes are counted as they unpack, each entry must be the one of the manifest
//! by length and SHA-256, and an entry that nobody knows is not passed over in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Seek};

use eclaireur_models::period::Month;
use eclaireur_models::readings::{MonthSlots, RowReading};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use zip::ZipArchive;

use super::names::{self, Held};
use super::readings::{self, Reader};
use super::{ArchiveError, Entry, FORMAT, LARGEST_FILE, Manifest, Progress, VERSION};
use crate::store::archive::{BlockLine, FileLine, Part};
use crate::store::imports::NewFile;
use crate::store::ledger::hex;
use crate::store::{ChannelId, ImportId};

/// Entries of an archive, at most.
const MOST_ENTRIES: usize = 200_000;
/// Bytes they unpack to together, at most: some thousand meter-years of quarter-hours.
const MOST_BYTES: u64 = 16 * 1024 * 1024 * 1024;
/// Bytes of the manifest, and of other texts that are read whole.
const LARGEST_TEXT: u64 = 64 * 1024 * 1024;
/// Bytes of a line.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;
/// Lines handed on at a time, and their bytes.
const LINES: usize = 2_000;
const LINE_BYTES: usize = 4 * 1024 * 1024;
/// Slots held at a time: a hundred months of quarter-hours.
const SLOTS: usize = 300_000;

/// What is put into the database in one step.
#[derive(Debug)]
pub(super) enum Batch {
    /// The organisation.
    Organisation(String),
    /// Its memberships.
    Memberships(Vec<String>),
    /// Lines of a part, after so many before.
    Lines(Part, usize, Vec<String>),
    /// Lines of meters once more: which hangs on which.
    Parents(usize, Vec<String>),
    /// A file.
    File(FileLine, Box<NewFile>),
    /// Months of slots.
    Slots(ImportId, ChannelId, Vec<(MonthSlots, u32)>),
    /// Other readings.
    Rows(ImportId, ChannelId, Vec<RowReading>),
}

/// Reads an archive whole.
pub(super) fn read<S: Read + Seek>(
    source: S,
    out: &mpsc::Sender<Batch>,
    progress: &Progress,
) -> Result<(), ArchiveError> {
    let zip = ZipArchive::new(source).map_err(|_| ArchiveError::NotOurs)?;
    if zip.len() > MOST_ENTRIES {
        return Err(ArchiveError::TooLarge("entries"));
    }
    let mut opened = Opened { zip, version: VERSION, entries: Vec::new(), out, progress, done: 0 };
    opened.manifest()?;
    opened.check()?;
    opened.hand_on()
}

/// What every manifest begins with, whatever its version.
#[derive(serde::Deserialize)]
struct Head {
    format: String,
    version: u32,
}

struct Opened<'a, S: Read + Seek> {
    zip: ZipArchive<S>,
    version: u32,
    entries: Vec<Entry>,
    out: &'a mpsc::Sender<Batch>,
    progress: &'a Progress,
    done: u64,
}

impl<S: Read + Seek> Opened<'_, S> {
    /// Reads the list of what there is, and that it is ours.
    fn manifest(&mut self) -> Result<(), ArchiveError> {
        let mut text = Vec::new();
        let entry = self.zip.by_name(names::MANIFEST).map_err(|_| ArchiveError::NotOurs)?;
        entry.take(LARGEST_TEXT).read_to_end(&mut text).map_err(|_| ArchiveError::NotOurs)?;
        let head: Head = serde_json::from_slice(&text).map_err(|_| ArchiveError::NotOurs)?;
        if head.format != FORMAT {
            return Err(ArchiveError::NotOurs);
        }
        if head.version > VERSION {
            return Err(ArchiveError::Newer(head.version));
        }
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|e| ArchiveError::damaged(names::MANIFEST, e))?;
        (self.version, self.entries) = (manifest.version, manifest.entries);
        Ok(())
    }

    /// Whether the entries are those of the manifest, all of them, to the byte.
    fn check(&mut self) -> Result<(), ArchiveError> {
        let paths: BTreeSet<&str> = self.entries.iter().map(|entry| entry.path.as_str()).collect();
        if paths.len() != self.entries.len() || self.zip.len() != self.entries.len() + 1 {
            return Err(ArchiveError::damaged(names::MANIFEST, "it does not list what the archive holds"));
        }
        let mut left = MOST_BYTES;
        for entry in self.entries.clone() {
            left = left.checked_sub(entry.bytes).ok_or(ArchiveError::TooLarge("bytes"))?;
            let missing = |_| ArchiveError::damaged(&entry.path, "it is missing");
            let mut digest = Sha256::new();
            let unpacked = self.zip.by_name(&entry.path).map_err(missing)?;
            let mut unpacked = unpacked.take(entry.bytes.saturating_add(1));
            let read = std::io::copy(&mut unpacked, &mut Digest(&mut digest));
            let read = read.map_err(|e| ArchiveError::damaged(&entry.path, e))?;
            drop(unpacked);
            if read != entry.bytes || hex(&digest.finalize()) != entry.sha256 {
                return Err(ArchiveError::damaged(&entry.path, "it is not what was written"));
            }
            self.step();
        }
        Ok(())
    }

    /// Everything looked at is half the way.
    fn step(&mut self) {
        self.done += 1;
        (self.progress)(self.done, 2 * u64::try_from(self.entries.len()).unwrap_or(u64::MAX));
    }

    /// Hands everything on, what is pointed at first.
    fn hand_on(mut self) -> Result<(), ArchiveError> {
        let mut known: BTreeSet<String> =
            BTreeSet::from([names::README.to_owned(), names::ACCESS.to_owned()]);
        let mut met = |path: &str| known.insert(path.to_owned());
        met(names::ORGANISATION);
        let head = self.whole(names::ORGANISATION)?;
        self.send(Batch::Organisation(head))?;
        met(names::MEMBERSHIPS);
        let members = self.whole(names::MEMBERSHIPS)?;
        self.send(Batch::Memberships(members.lines().map(str::to_owned).collect()))?;
        for part in Part::ALL {
            if part == Part::Imports {
                met(names::FILES);
                for path in self.files()? {
                    met(&path);
                }
            }
            if part.may_lack(self.version) && self.entries.iter().all(|entry| entry.path != part.file()) {
                continue;
            }
            met(part.file());
            self.lines(part.file(), |before, lines| Batch::Lines(part, before, lines))?;
            if part == Part::Meters {
                self.lines(part.file(), Batch::Parents)?;
            }
            // Bills and blocks point at imports and channels; the log stands for itself.
        }
        met(names::BLOCKS);
        let mut blocks = self.blocks()?;
        let paths: Vec<String> = self.entries.iter().map(|entry| entry.path.clone()).collect();
        for path in &paths {
            match names::readings(path) {
                Some((import, channel, Held::Slots)) => {
                    let months = blocks.remove(&(import, channel)).unwrap_or_default();
                    self.slots(path, import, channel, months)?;
                }
                Some((import, channel, Held::Rows)) => self.rows(path, import, channel)?,
                None => continue,
            }
            met(path);
            self.step();
        }
        if let Some((import, channel)) = blocks.keys().next() {
            return Err(ArchiveError::damaged(names::slots(*import, *channel), "it is missing"));
        }
        match paths.iter().find(|path| !known.contains(*path)) {
            Some(path) => Err(ArchiveError::damaged(path, "nobody knows what it is")),
            None => Ok(()),
        }
    }

    fn send(&self, batch: Batch) -> Result<(), ArchiveError> {
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        Ok(self.out.blocking_send(batch).map_err(gone)?)
    }

    fn entry(&mut self, path: &str) -> Result<impl Read, ArchiveError> {
        // Its length was checked: it is what the manifest says.
        self.zip.by_name(path).map_err(|_| ArchiveError::damaged(path, "it is missing"))
    }

    fn whole(&mut self, path: &str) -> Result<String, ArchiveError> {
        let mut text = String::new();
        let read = self.entry(path)?.take(LARGEST_TEXT + 1).read_to_string(&mut text);
        let read = read.map_err(|e| ArchiveError::damaged(path, e))?;
        if u64::try_from(read).is_ok_and(|n| n > LARGEST_TEXT) {
            return Err(ArchiveError::TooLarge("text"));
        }
        Ok(text)
    }

    /// Hands on the lines of an entry, some at a time.
    fn lines(&mut self, path: &str, batch: impl Fn(usize, Vec<String>) -> Batch) -> Result<(), ArchiveError> {
        let out = self.out;
        let mut reader = BufReader::new(self.entry(path)?);
        let (mut before, mut lines, mut bytes) = (0, Vec::new(), 0);
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        loop {
            let mut line = String::new();
            let read = (&mut reader).take(LONGEST_LINE).read_line(&mut line);
            let read = read.map_err(|e| ArchiveError::damaged(path, e))?;
            if read > 0 {
                let line = line.strip_suffix('\n');
                let line = line.ok_or_else(|| ArchiveError::damaged(path, "a line without end"))?;
                bytes += line.len();
                lines.push(line.to_owned());
            }
            let ended = read == 0;
            if !lines.is_empty() && (ended || lines.len() >= LINES || bytes >= LINE_BYTES) {
                let count = lines.len();
                out.blocking_send(batch(before, std::mem::take(&mut lines))).map_err(gone)?;
                (before, bytes) = (before + count, 0);
            }
            if ended {
                drop(reader);
                self.step();
                return Ok(());
            }
        }
    }

    /// The files with their bytes; gives their paths.
    fn files(&mut self) -> Result<Vec<String>, ArchiveError> {
        let text = self.whole(names::FILES)?;
        let mut paths = Vec::new();
        for (n, line) in (1..).zip(text.lines()) {
            let place = || format!("{}:{n}", names::FILES);
            let line: FileLine = serde_json::from_str(line).map_err(|e| ArchiveError::damaged(place(), e))?;
            let path = names::file(&line);
            if usize::try_from(line.length).map_or(true, |length| length > LARGEST_FILE) {
                return Err(ArchiveError::TooLarge("file"));
            }
            let mut bytes = Vec::new();
            let read = self.entry(&path)?.take(line.length.saturating_add(1)).read_to_end(&mut bytes);
            read.map_err(|e| ArchiveError::damaged(&path, e))?;
            let file = NewFile::pack(line.name.clone(), line.media_type.clone(), &bytes)?;
            self.send(Batch::File(line, Box::new(file)))?;
            self.step();
            paths.push(path);
        }
        Ok(paths)
    }

    /// What stands of months of slots beside their values, by import and channel, in order.
    fn blocks(&mut self) -> Result<BTreeMap<(ImportId, ChannelId), Vec<BlockLine>>, ArchiveError> {
        let text = self.whole(names::BLOCKS)?;
        let mut blocks: BTreeMap<_, Vec<BlockLine>> = BTreeMap::new();
        for (n, line) in (1..).zip(text.lines()) {
            let place = || format!("{}:{n}", names::BLOCKS);
            let line: BlockLine =
                serde_json::from_str(line).map_err(|e| ArchiveError::damaged(place(), e))?;
            blocks.entry((line.import, line.channel)).or_default().push(line);
        }
        Ok(blocks)
    }

    /// Fills the months of an import and channel with their values.
    fn slots(
        &mut self,
        path: &str,
        import: ImportId,
        channel: ChannelId,
        lines: Vec<BlockLine>,
    ) -> Result<(), ArchiveError> {
        let out = self.out;
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let bad = |why: &str| ArchiveError::damaged(path, why);
        let mut reader = Reader::new(self.entry(path)?, path)?;
        let mut next = reader.next_row()?;
        let (mut months, mut held) = (Vec::new(), 0);
        for line in lines {
            let month: Month = line.month.parse().map_err(|()| bad("a month that is none"))?;
            let empty = MonthSlots::new(month, line.resolution_s, line.scale);
            let mut slots = empty.ok_or_else(|| bad("slots of no length that we keep"))?;
            while let Some(row) = next.as_ref().filter(|row| row.start < month.next().start()) {
                let position = slots.position(row.start).filter(|at| slots.start_of(at + 1) == row.end);
                let position = position.ok_or_else(|| bad("a reading beside its slot"))?;
                if row.scale != slots.scale || slots.get(position).is_some() {
                    return Err(bad("a reading twice, or with other decimals"));
                }
                slots.set(position, row.value, row.quality);
                next = reader.next_row()?;
            }
            if u32::try_from(slots.filled()).ok() != Some(line.values) {
                return Err(bad("more or fewer readings than were written"));
            }
            held += slots.len();
            months.push((slots, line.missing));
            if held > SLOTS {
                out.blocking_send(Batch::Slots(import, channel, std::mem::take(&mut months)))
                    .map_err(gone)?;
                held = 0;
            }
        }
        if next.is_some() {
            return Err(bad("readings of no month that was written"));
        }
        out.blocking_send(Batch::Slots(import, channel, months)).map_err(gone)?;
        Ok(())
    }

    fn rows(&mut self, path: &str, import: ImportId, channel: ChannelId) -> Result<(), ArchiveError> {
        let out = self.out;
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let mut reader = Reader::new(self.entry(path)?, path)?;
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row()? {
            rows.push(row);
            if rows.len() == readings::ROWS {
                out.blocking_send(Batch::Rows(import, channel, std::mem::take(&mut rows))).map_err(gone)?;
            }
        }
        out.blocking_send(Batch::Rows(import, channel, rows)).map_err(gone)?;
        Ok(())
    }
}

/// A digest that bytes are copied into.
struct Digest<'a>(&'a mut Sha256);

impl std::io::Write for Digest<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
