//! The disk: files named on the command line, the catalogue's folder, the demonstration's database.
//!
//! The only place that opens a file, always with a bound on what it takes into memory.
#![expect(clippy::disallowed_methods, reason = "the one place that opens files")]

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system refused.
    #[error("{path} cannot be read")]
    System {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The system refused what was to be written.
    #[error("{path} cannot be written")]
    NotWritten {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Larger than what is accepted.
    #[error("{path}: larger than {limit} bytes")]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// What is accepted.
        limit: u64,
    },
    /// Not text.
    #[error("{path}: not UTF-8 text")]
    NotText {
        /// Which file.
        path: PathBuf,
    },
}

/// The bytes of a file, at most `limit` of them.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let system = |source| FileError::System { path: path.to_owned(), source };
    let file = File::open(path).map_err(system)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(system)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > limit) {
        return Err(FileError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

/// The text of a file, at most `limit` bytes of it.
///
/// # Errors
/// As [`read`], and when it is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String, FileError> {
    String::from_utf8(read(path, limit)?).map_err(|_| FileError::NotText { path: path.to_owned() })
}

/// A file to be read bit by bit.
///
/// # Errors
/// The system refuses.
pub fn open(path: &Path) -> Result<File, FileError> {
    File::open(path).map_err(|source| FileError::System { path: path.to_owned(), source })
}

/// A new file that only its owner may read, to be written bit by bit; one that is there, whoever may read it, goes.
///
/// # Errors
/// The system refuses.
pub fn create_private(path: &Path) -> Result<File, FileError> {
    remove(path)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| FileError::NotWritten { path: path.to_owned(), source })
}

/// Makes a folder and those above it, for its owner only.
///
/// # Errors
/// The system refuses.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| FileError::NotWritten { path: path.to_owned(), source })
}

/// Names of the files in a folder, in their order; none where there is no such folder.
///
/// # Errors
/// The system refuses.
pub fn names(folder: &Path) -> Result<Vec<String>, FileError> {
    let system = |source| FileError::System { path: folder.to_owned(), source };
    let entries = match std::fs::read_dir(folder) {
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(system)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.map_err(system)?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Bytes that may still be written where a file or folder is, or would be; `None` where the system does not say.
pub fn room(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let there = path.ancestors().find(|part| !part.as_os_str().is_empty() && part.exists());
        let stat = rustix::fs::statvfs(there.unwrap_or_else(|| Path::new("."))).ok()?;
        Some(stat.f_bavail.saturating_mul(stat.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Writes a file: whole or not at all, so that one that was there stays until then.
///
/// # Errors
/// The system refuses.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut begun = path.to_owned().into_os_string();
    begun.push(".part");
    let begun = PathBuf::from(begun);
    let written = std::fs::write(&begun, bytes).and_then(|()| std::fs::rename(&begun, path));
    written.map_err(|source| {
        // What was begun is of no use; why it could not be written is.
        drop(std::fs::remove_file(&begun));
        FileError::NotWritten { path: path.to_owned(), source }
    })
}

/// Removes a file, if it is there.
///
/// # Errors
/// The system refuses.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match std::fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(FileError::System { path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// Gives a file another name in the same folder, once all that was written to it is on the disk.
///
/// # Errors
/// The system refuses.
pub fn rename(from: &Path, to: &Path) -> Result<(), FileError> {
    let synced = File::open(from).and_then(|file| file.sync_all());
    synced
        .and_then(|()| std::fs::rename(from, to))
        .map_err(|source| FileError::System { path: from.to_owned(), source })
}

/// Every TOML file below a folder, as (path below it with `/`, text).
///
/// # Errors
/// As [`read_text`].
pub fn read_catalog(folder: &Path) -> Result<Vec<(String, String)>, FileError> {
    const LARGEST: u64 = 4 * 1024 * 1024;
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        let system = |source| FileError::System { path: here.clone(), source };
        for entry in std::fs::read_dir(&here).map_err(system)? {
            let path = entry.map_err(system)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let below: Vec<_> = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .components()
                    .map(|c| c.as_os_str().to_string_lossy().into_owned())
                    .collect();
                files.push((below.join("/"), read_text(&path, LARGEST)?));
            }
        }
    }
    files.sort();
    Ok(files)
}
