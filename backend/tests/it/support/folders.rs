//! Folders beside the workspace that tests read.

use std::path::{Path, PathBuf};

use super::skipped;

/// Real files of others, in `ECLAIREUR_SAMPLES` or `../shared/samples`; `None`, and said, where there are none.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
pub(crate) fn samples() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let folder = std::env::var_os("ECLAIREUR_SAMPLES");
    let folder = folder.map_or_else(|| workspace.join("../shared/samples"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    skipped("folder of samples (set ECLAIREUR_SAMPLES)");
    None
}

/// The bytes of a file.
#[expect(clippy::disallowed_methods, reason = "a test reads its files")]
pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file, with the folders above it.
#[expect(clippy::disallowed_methods, reason = "a test writes its files")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(path, bytes))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Who may do what with a file, as `0o600`.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
pub(crate) fn rights(path: &Path) -> u32 {
    let rights = std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    std::os::unix::fs::PermissionsExt::mode(&rights.permissions()) & 0o777
}
