//! Cleaning: what each step says of a file made for it, what the order is worth, and that nothing is ever changed.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::clean::{Context, clean};
use eclaireur_models::readings::parse::{Hints, parse};

use crate::folders;

#[test]
fn explore() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let mut files = vec![];
    let mut stack = vec![folder, folders::workspace().join("fixtures/meters")];
    while let Some(f) = stack.pop() {
        for e in std::fs::read_dir(f).unwrap() {
            let p = e.unwrap().path();
            if p.is_dir() { stack.push(p) } else { files.push(p) }
        }
    }
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let mut parsed = parse(&bytes, &catalog, Hints::default());
        if parsed.series.is_empty() { continue }
        let before = parsed.findings.len();
        let t = std::time::Instant::now();
        let held = [];
        let before_findings = parsed.findings.clone();
        clean(&mut parsed, &Context { now: 1_795_000_000, held: &held });
        println!("== {} {:?} series {} points {} ({} before) {:?}", file.display(), parsed.format, parsed.series.len(), parsed.series.iter().map(|s| s.points.len()).sum::<usize>(), before, t.elapsed());
        let mut n = 0;
        for f in parsed.findings.iter().filter(|f| !before_findings.contains(f)) {
            n += 1;
            if n < 12 { println!("   {} row {:?} [{:?}] {:?} -> {:?} {:?}", f.code.code(), f.row, f.column, f.value, f.proposal, f.data); }
        }
        if n > 0 { println!("   {n} in all"); }
    }
}
