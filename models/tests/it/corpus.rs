//! The corpus of the fuzz targets, and everything in `fixtures/meters`, replayed: what once broke a parser does not break
//! it again, on the stable compiler and in every run.

use std::path::{Path, PathBuf};

use crate::folders;

#[path = "../../fuzz/exercise.rs"]
mod exercise;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_none_or(|e| e != "expect") {
            found.push(path);
        }
    }
}

#[test]
fn what_fuzzing_found_is_read_in_peace() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, exercise) in exercise::ALL {
        let mut seeds = Vec::new();
        files(&corpus.join(name), &mut seeds);
        assert!(!seeds.is_empty(), "fuzz/corpus/{name} has a seed");
        for seed in seeds {
            exercise(&std::fs::read(&seed).unwrap());
        }
    }
}

#[test]
fn every_target_takes_every_fixture() {
    let mut fixtures = Vec::new();
    files(&folders::workspace().join("fixtures/meters"), &mut fixtures);
    for bytes in fixtures.iter().map(|file| std::fs::read(file).unwrap()) {
        for (_, exercise) in exercise::ALL {
            exercise(&bytes);
        }
    }
}
