//! Every kind of entry that the source writes has its words.

use std::collections::BTreeSet;
use std::path::Path;

use eclaireur_frontend::pages::journal::KINDS;

use crate::support::read;

/// Words with a point between them that stand in the rooms that write entries and are no kinds: facts, and names of files.
const NO_KINDS: [&str; 2] = ["export.zip", "meter.serial"];

#[expect(clippy::disallowed_methods, reason = "a test reads its files")]
fn sources(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Words in quotes like `import.confirmed`.
fn kinds_in(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let quoted = source
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .flat_map(|l| l.split('"').skip(1).step_by(2));
    quoted.filter(|q| q.contains('.') && q.split('.').all(part)).map(str::to_owned).collect()
}

#[test]
fn every_kind_of_entry_has_words_and_no_words_lack_their_kind() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let mut written = BTreeSet::new();
    for file in files {
        let source = String::from_utf8(read(&file)).unwrap();
        // Who appends, and who hands a kind to somebody who does.
        if ["ledger::append(", "access.read", "NOT_CONCERNED"].iter().any(|mark| source.contains(mark)) {
            written.extend(kinds_in(&source));
        }
    }
    for no in NO_KINDS {
        written.remove(no);
    }
    assert!(written.len() > 60, "{written:?}");
    let known: BTreeSet<String> = KINDS.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    let without: Vec<_> = written.difference(&known).collect();
    assert!(without.is_empty(), "kinds without words in pages/journal.rs: {without:?}");
}
