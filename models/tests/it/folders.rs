//! Folders that tests walk, and what happens when one is not there.

use std::path::PathBuf;

/// The workspace.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The folder named by `variable`, else `default` beside the workspace. Without it the test is skipped, aloud; with
/// `ECLAIREUR_REQUIRE_ALL=1` it fails.
pub fn outside(variable: &str, default: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map_or_else(|| workspace().join(default), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    let why = format!("{} is not there (set {variable})", folder.display());
    assert!(std::env::var_os("ECLAIREUR_REQUIRE_ALL").is_none_or(|v| v != "1"), "{why}");
    println!("skipped: {why}");
    None
}

/// Real files of others.
pub fn samples() -> Option<PathBuf> {
    outside("ECLAIREUR_SAMPLES", "../shared/samples")
}

/// What reference programs found.
pub fn oracles() -> Option<PathBuf> {
    outside("ECLAIREUR_ORACLES", "../shared/oracles")
}
