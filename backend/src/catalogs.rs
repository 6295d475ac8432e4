//! The catalogue in force, and another in its place: read again on a signal or from the administrator's page.
//!
//! A catalogue that is not right, or whose worked examples do not come out, is refused whole: the last good one stays, and
//! what was wrong is told with file, key and hint. Whoever asks gets one catalogue and keeps it to the end of his work. Does
//! *not* watch the folder: somebody says when it is ready.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{anyhow, ensure};
use eclaireur_models::catalog::{Catalog, Problem};
use eclaireur_models::financing::examples;

use crate::config::Settings;
use crate::in_force::Followed;
use crate::outside::files::{self, FileError};
use crate::store::snapshots::InForce;

/// Enough to shrink text to a fifth.
const LEVEL: i32 = 3;
/// Bytes of the largest catalogue that is taken out of the database.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A catalogue that was read, or tried.
#[derive(Debug, Clone)]
struct Held {
    catalog: Arc<Catalog>,
    loaded_at: i64,
    refusal: Option<Refusal>,
    asked_at: Option<i64>,
    /// Taken from the database, where another instance has put it.
    taken: bool,
    /// What is in force for every instance, where this one cannot go by it.
    against: Option<InForce>,
}

/// Why another catalogue did not take the place of the one in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// When, in UTC seconds.
    pub at: i64,
    /// Every file that is not right.
    pub problems: Vec<Problem>,
}

/// Where the catalogue in force stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What its files say, as a short checksum.
    pub version: String,
    /// Since when it is in force, in UTC seconds.
    pub loaded_at: i64,
    /// When somebody last asked to read it again.
    pub asked_at: Option<i64>,
    /// The folder it is read from; compiled in without one.
    pub folder: Option<PathBuf>,
    /// The last attempt, where it was refused.
    pub refusal: Option<Refusal>,
    /// Whether another instance has put it in force.
    pub taken: bool,
}

/// What reading it again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// Another one is in force.
    Changed(String),
    /// It says what it said.
    Same,
    /// It is not right.
    Refused(usize),
}

/// The catalogue in force; shared by every clone of the service.
#[derive(Debug)]
pub struct Catalogs {
    folder: Option<PathBuf>,
    held: RwLock<Held>,
    /// How far this instance knows what is in force for all.
    pub followed: Followed,
}

impl Catalogs {
    /// The catalogue of the settings.
    ///
    /// # Errors
    /// Every file that is not right.
    pub fn new(settings: &Settings, now: i64) -> Result<Catalogs, Vec<Problem>> {
        let catalog = Arc::new(read(settings.catalog.as_ref())?);
        let held =
            Held { catalog, loaded_at: now, refusal: None, asked_at: None, taken: false, against: None };
        let (folder, held) = (settings.catalog.clone(), RwLock::new(held));
        Ok(Catalogs { folder, held, followed: Followed::default() })
    }

    /// The one in force.
    pub fn now(&self) -> Arc<Catalog> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).catalog.clone()
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Standing {
            version: held.catalog.version().to_owned(),
            loaded_at: held.loaded_at,
            asked_at: held.asked_at,
            folder: self.folder.clone(),
            refusal: held.refusal.clone(),
            taken: held.taken,
        }
    }

    /// What is in force for every instance, where this one cannot go by it.
    pub fn against(&self) -> Option<InForce> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).against.clone()
    }

    /// This instance goes by what is in force.
    pub(crate) fn agrees(&self) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).against = None;
    }

    /// This instance cannot go by what is in force.
    pub(crate) fn differs(&self, in_force: InForce) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).against = Some(in_force);
    }

    /// Every file of the catalogue with this version, packed for keeping. Reads files: not on a thread that answers.
    ///
    /// # Errors
    /// The folder has another catalogue by now.
    pub fn packed(&self, version: &str) -> anyhow::Result<Vec<u8>> {
        let files: BTreeMap<String, String> = match &self.folder {
            None => {
                let files = Catalog::embedded_files().into_iter();
                files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
            }
            Some(folder) => files::read_catalog(folder)?.into_iter().collect(),
        };
        let found = Catalog::version_of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        ensure!(found == version, "the folder of the catalogue was changed while it was read");
        Ok(zstd::bulk::compress(&serde_json::to_vec(&files)?, LEVEL)?)
    }

    /// Goes by a catalogue out of the database.
    ///
    /// # Errors
    /// It is not the one of this version, or not right for this program.
    pub(crate) fn take(&self, version: &str, packed: &[u8], now: i64) -> anyhow::Result<()> {
        let mut text = Vec::new();
        zstd::Decoder::new(packed)?.take(MOST_BYTES).read_to_end(&mut text)?;
        let files: BTreeMap<String, String> = serde_json::from_slice(&text)?;
        let read = Catalog::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let catalog = read.and_then(worked).map_err(|problems| {
            anyhow!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        })?;
        ensure!(catalog.version() == version, "it is another catalogue than its hash says");
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        (held.catalog, held.loaded_at, held.taken, held.against) = (Arc::new(catalog), now, true, None);
        Ok(())
    }

    /// Reads it again. Reads files: not on a thread that answers.
    pub fn reread(&self, now: i64) -> Reread {
        let read = read(self.folder.as_ref());
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.asked_at = Some(now);
        let catalog = match read {
            Ok(catalog) => catalog,
            Err(problems) => {
                for Problem { file, what } in &problems {
                    tracing::error!(file, "the catalogue is refused, the last good one stays: {what}");
                }
                let count = problems.len();
                held.refusal = Some(Refusal { at: now, problems });
                return Reread::Refused(count);
            }
        };
        held.refusal = None;
        if catalog.version() == held.catalog.version() {
            tracing::info!(version = catalog.version(), "the catalogue says what it said");
            return Reread::Same;
        }
        let version = catalog.version().to_owned();
        held.taken = false;
        tracing::info!(version, before = held.catalog.version(), "another catalogue is in force");
        held.catalog = Arc::new(catalog);
        held.loaded_at = now;
        Reread::Changed(version)
    }
}

/// A catalogue whose files are right and whose worked examples come out.
fn read(folder: Option<&PathBuf>) -> Result<Catalog, Vec<Problem>> {
    let catalog = match folder {
        None => Catalog::embedded(),
        Some(folder) => {
            let files = files::read_catalog(folder).map_err(|error| vec![unread(&error)])?;
            Catalog::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        }
    }?;
    worked(catalog)
}

/// The catalogue, where its worked examples come out.
fn worked(catalog: Catalog) -> Result<Catalog, Vec<Problem>> {
    let wrong: Vec<Problem> = catalog
        .schemes()
        .iter()
        .flat_map(|scheme| {
            let file = format!("schemes/{}.toml", scheme.code);
            let faults = examples::faults(scheme, &catalog).into_iter();
            faults.map(move |what| Problem { file: file.clone(), what })
        })
        .collect();
    if wrong.is_empty() { Ok(catalog) } else { Err(wrong) }
}

/// The disk would not give it: told like a file that is not right.
fn unread(error: &FileError) -> Problem {
    let source = std::error::Error::source(error).map_or(String::new(), |source| format!(": {source}"));
    let file = match error {
        FileError::System { path, .. }
        | FileError::NotWritten { path, .. }
        | FileError::TooLarge { path, .. }
        | FileError::NotText { path } => path.display().to_string(),
    };
    Problem { file, what: format!("{error}{source}") }
}
