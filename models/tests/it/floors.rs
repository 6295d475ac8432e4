//! I1 and I2: no I/O, no clock; imports only go down the list of rooms. Parsed with `syn`, so that grouped imports
//! and paths in expressions are seen.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The rooms, bottom first.
const ROOMS: &[&str] = &[
    "lang",
    "units",
    "certain",
    "period",
    "access",
    "finding",
    "building",
    "catalog",
    "readings",
    "climate",
    "baseline",
    "indicators",
    "norms",
    "alerts",
    "measures",
    "financing",
    "audit",
    "verification",
    "portfolio",
    "assessment",
];

/// Reading and writing bytes that are in memory already: what unpacks a workbook speaks in these.
const IN_MEMORY: [&str; 5] =
    ["std::io::Cursor", "std::io::Read", "std::io::Write", "std::io::sink", "std::io::copy"];

/// What a pure crate never names.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "tokio",
    "reqwest",
    "sea_orm",
];
/// What is divided for display, and the rooms that fit, verify and find drifts: they take readings in their original
/// periods only (I13).
const DIVIDED: &[&str] =
    &["CarrierMonths", "MonthTotal", "DayTotal", "YearTotal", "totals::months", "totals::days"];
const FITTING: &[&str] = &["baseline", "verification"];

/// Raw numbers become readings to fit in these places only: where originals become them, in the method itself, and in the
/// command that reads a file of periods (I13).
const RAW_READINGS: &[&str] = &[
    "models/src/baseline/original.rs",
    "models/src/baseline/caltrack/readings.rs",
    "backend/src/cli/baseline/mod.rs",
];

const CLOCKS: &[&str] = &["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now"];

#[derive(Default)]
struct Paths {
    seen: Vec<String>,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.seen.push(path.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>().join("::"));
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        flatten(&item.tree, "", &mut self.seen);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|a| a.path().is_ident("cfg"));
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }
}

fn flatten(tree: &syn::UseTree, prefix: &str, out: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(p) => flatten(&p.tree, &format!("{prefix}{}::", p.ident), out),
        syn::UseTree::Name(n) => out.push(format!("{prefix}{}", n.ident)),
        syn::UseTree::Rename(r) => out.push(format!("{prefix}{}", r.ident)),
        syn::UseTree::Glob(_) => out.push(format!("{prefix}*")),
        syn::UseTree::Group(g) => g.items.iter().for_each(|t| flatten(t, prefix, out)),
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn paths_of(text: &str) -> Vec<String> {
    let mut paths = Paths::default();
    paths.visit_file(&syn::parse_file(text).unwrap());
    paths.seen
}

/// What is wrong with one source file of the room.
fn breaches(room: &str, text: &str) -> Vec<String> {
    let floor = ROOMS.iter().position(|r| *r == room);
    let mut found = Vec::new();
    for path in paths_of(text) {
        let in_memory = IN_MEMORY.contains(&path.as_str());
        if !in_memory && FORBIDDEN.iter().any(|f| path == *f || path.starts_with(&format!("{f}::")))
            || CLOCKS.iter().any(|c| path.contains(c))
        {
            found.push(format!("{room} names {path}"));
        }
        if FITTING.contains(&room) && DIVIDED.iter().any(|d| path.ends_with(d)) {
            found.push(format!("{room} names {path}, which was divided over months"));
        }
        let Some(used) = path.strip_prefix("crate::").and_then(|p| p.split("::").next()) else { continue };
        match (floor, ROOMS.iter().position(|r| *r == used)) {
            (Some(here), Some(there)) if there <= here => {}
            (_, None) | (None, _) => {
                found.push(format!("{room} uses crate::{used}, which is not on the list"));
            }
            _ => found.push(format!("{room} uses {used}, which is above it")),
        }
    }
    found
}

#[test]
fn imports_only_go_down_and_nothing_reads_the_world() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut found = Vec::new();
    for file in files {
        let below = file.strip_prefix(&src).unwrap();
        let room = below
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned();
        if room == "lib" {
            continue;
        }
        found.extend(breaches(&room, &std::fs::read_to_string(&file).unwrap()));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_test_sees_what_it_forbids() {
    assert_eq!(breaches("units", "use crate::{lang::Lang, readings::Point};").len(), 1);
    assert_eq!(breaches("units", "fn f() { crate::building::x(); }").len(), 1);
    assert_eq!(breaches("readings", "use std::{fs, fmt};").len(), 1);
    assert_eq!(breaches("readings", "fn f() { jiff::Timestamp::now(); }").len(), 1);
    assert_eq!(breaches("readings", "use crate::units::Unit;"), Vec::<String>::new());
    let divided = breaches("baseline", "use crate::readings::totals::{MonthTotal, months};");
    assert_eq!(divided.iter().filter(|b| b.contains("divided")).count(), 2);
}

/// Whether a source file outside tests makes readings to fit of raw numbers.
fn makes_readings(text: &str) -> bool {
    paths_of(text).iter().any(|path| path.ends_with("Readings::new"))
}

#[test]
fn nobody_else_makes_readings_to_fit_of_raw_numbers() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for crate_folder in ["models", "frontend", "backend"] {
        sources(&workspace.join(crate_folder).join("src"), &mut files);
    }
    let makes = |file: &&PathBuf| makes_readings(&std::fs::read_to_string(file).unwrap());
    let mut found: Vec<_> = files.iter().filter(makes).map(|f| f.strip_prefix(workspace).unwrap()).collect();
    found.sort_unstable();
    let mut allowed: Vec<&Path> = RAW_READINGS.iter().map(Path::new).collect();
    allowed.sort_unstable();
    assert_eq!(found, allowed);
    assert!(makes_readings("fn f() { caltrack::Readings::new(Vec::new()); }"));
    assert!(makes_readings("use a::Readings as R; fn f() { all.map(Readings::new) }"));
}

#[test]
fn every_module_begins_by_saying_what_it_does() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for crate_folder in ["models", "frontend", "backend"] {
        sources(&workspace.join(crate_folder).join("src"), &mut files);
    }
    let silent: Vec<_> =
        files.iter().filter(|f| !std::fs::read_to_string(f).unwrap().starts_with("//!")).collect();
    assert_eq!(silent, Vec::<&PathBuf>::new());
}
