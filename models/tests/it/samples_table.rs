//! Every file of the samples folder: which format was found, what its series add up to, what is said of it, and whether
//! that is the ground truth beside them. Printed, and kept as `fixtures/expected/samples.txt`, which
//! `ECLAIREUR_ACCEPT=1` accepts.
//!
//! The truth of a folder in [`HELD`] must hold; that of the others is printed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use eclaireur_models::catalog::Catalog;
use eclaireur_models::finding::{Code, Severity};
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};
use eclaireur_models::units::Dimension;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::folders;

/// Folders whose truth must hold.
const HELD: [&str; 9] = [
    "belgium-buildings",
    "dsmr",
    "dso-other",
    "fluvius",
    "french",
    "green-button",
    "peppol",
    "schools-uk",
    "spreadsheets",
];

/// Carrier, direction, register or none for all, unit, sum.
type Sum = (String, String, Option<String>, String, Decimal);

/// What `truth.json` may say of a file.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "the keys of the file")]
pub struct Truth {
    kind: Option<String>,
    sums: Vec<Sum>,
    counted: Vec<(String, String, String, Decimal)>,
    any_total: Option<Decimal>,
    rows: BTreeMap<String, u32>,
    findings: Vec<String>,
    some_finding: bool,
    error: bool,
    no_energy: bool,
    not_meter_data: bool,
}

/// The truth of every file that has one.
pub fn truths(folder: &Path) -> BTreeMap<String, Truth> {
    serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap()
}

fn total<'a>(series: impl Iterator<Item = &'a Series>) -> Option<Decimal> {
    series.map(Series::total).reduce(|a, b| a + b)
}

fn is(series: &Series, carrier: &str, direction: &str, unit: &str) -> bool {
    let key = &series.key;
    let in_unit = key.unit.is_some_and(|u| u.code() == unit);
    key.carrier.code() == carrier && key.direction.code() == direction && in_unit
}

/// Where a file differs from its truth.
pub fn differences(parsed: &Parsed, truth: &Truth) -> Vec<String> {
    let mut differences = Vec::new();
    let mut expect = |what: String, found: String, expected: String| {
        if found != expected {
            differences.push(format!("{what}: {found}, not {expected}"));
        }
    };
    let text = |sum: Option<Decimal>| sum.map_or("nothing".to_owned(), |s| s.normalize().to_string());
    for (carrier, direction, register, unit, sum) in &truth.sums {
        let wanted = |s: &&Series| {
            is(s, carrier, direction, unit) && register.as_ref().is_none_or(|r| r == s.key.register.code())
        };
        let found = total(parsed.series.iter().filter(wanted));
        let register = register.as_deref().unwrap_or("all");
        expect(format!("sum {carrier} {direction} {register} {unit}"), text(found), text(Some(*sum)));
    }
    for (carrier, direction, unit, sum) in &truth.counted {
        let found = total(parsed.series.iter().filter(|s| s.counts && is(s, carrier, direction, unit)));
        expect(format!("counted {carrier} {direction} {unit}"), text(found), text(Some(*sum)));
    }
    if let Some(sum) = truth.any_total {
        let totals = by_unit(parsed);
        expect(
            format!("some unit of {totals:?}"),
            totals.values().any(|t| *t == sum).to_string(),
            "true".into(),
        );
    }
    for (name, count) in &truth.rows {
        let rows = parsed.rows;
        let found = match name.as_str() {
            "read" => rows.read,
            "accepted" => rows.accepted,
            "missing" => rows.missing,
            "rejected" => rows.rejected,
            _ => rows.ignored,
        };
        expect(format!("rows {name}"), found.to_string(), count.to_string());
    }
    if let Some(kind) = &truth.kind {
        for series in parsed.series.iter().filter(|s| s.counts) {
            expect("kind".into(), series.key.kind.code().into(), kind.clone());
        }
    }
    let said = |code: &str| parsed.findings.iter().any(|f| f.code.code() == code);
    for code in &truth.findings {
        expect(format!("finding {code}"), said(code).to_string(), "true".into());
    }
    let energy = |s: &Series| {
        s.counts && s.key.unit.is_some_and(|u| matches!(u.dimension(), Dimension::Energy | Dimension::Volume))
    };
    let error = parsed.findings.iter().any(|f| f.severity() == Severity::Error);
    for (asked, what, holds) in [
        (truth.some_finding, "some finding", !parsed.findings.is_empty()),
        (truth.error, "an error", error),
        (
            truth.no_energy,
            "no energy, and said",
            !parsed.series.iter().any(energy) && !parsed.findings.is_empty(),
        ),
        (truth.not_meter_data, "no meter data", parsed.format.is_none() && said(Code::NotMeterData.code())),
    ] {
        expect(what.into(), (holds || !asked).to_string(), "true".into());
    }
    differences
}

/// Sums of the series that count, by unit.
fn by_unit(parsed: &Parsed) -> BTreeMap<&'static str, Decimal> {
    let mut totals = BTreeMap::new();
    for series in parsed.series.iter().filter(|s| s.counts) {
        let unit = series.key.unit.map_or("?", |u| u.code());
        *totals.entry(unit).or_insert(Decimal::ZERO) += series.total();
    }
    totals.into_iter().map(|(unit, total)| (unit, total.normalize())).collect()
}

/// A file in one line.
fn line(file: &str, parsed: &Parsed, verdict: &str) -> String {
    let rows = parsed.rows;
    let mut sums: BTreeMap<[&str; 4], (Decimal, usize)> = BTreeMap::new();
    for series in parsed.series.iter().filter(|s| s.counts) {
        let k = &series.key;
        let of = [k.carrier.code(), k.direction.code(), k.kind.code(), k.unit.map_or("?", |u| u.code())];
        let (sum, count) = sums.entry(of).or_default();
        (*sum, *count) = (*sum + series.total(), *count + 1);
    }
    let sums: Vec<String> = sums
        .into_iter()
        .map(|([carrier, direction, kind, unit], (sum, n))| {
            format!("{carrier} {direction} {kind} {} {unit} in {n}", sum.normalize())
        })
        .collect();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &parsed.findings {
        *codes.entry(finding.code.code()).or_default() += 1;
    }
    let looks = parsed.findings.iter().find_map(|f| f.data.get("looks_like"));
    let codes: Vec<String> = codes.into_iter().map(|(code, n)| format!("{code} {n}")).collect();
    format!(
        "{file}\n    {} · {} read = {} + {} missing + {} rejected + {} ignored\n    {}\n    {}\n    {verdict}\n",
        match looks {
            Some(looks) if parsed.format.is_none() => format!("refused: {looks}"),
            _ => parsed.format.clone().unwrap_or_else(|| "refused".to_owned()),
        },
        rows.read,
        rows.accepted,
        rows.missing,
        rows.rejected,
        rows.ignored,
        if sums.is_empty() { "no reading".to_owned() } else { sums.join(" · ") },
        if codes.is_empty() { "nothing to say".to_owned() } else { codes.join(" · ") },
    )
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

#[test]
fn every_sample_is_imported_with_its_truth_or_refused_by_name() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let truths = truths(&folder);
    let mut all = Vec::new();
    files(&folder, &mut all);
    all.sort();
    let (mut table, mut wrong, mut silent) = (String::new(), Vec::new(), Vec::new());
    for path in all {
        let file = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        let Some((room, _)) = file.split_once('/') else { continue };
        let parsed = parse(&std::fs::read(&path).unwrap(), &catalog, Hints::default());
        let found = truths.get(&file).map(|truth| differences(&parsed, truth));
        let verdict = match &found {
            None => "no truth is written down".to_owned(),
            Some(found) if found.is_empty() => "as the truth".to_owned(),
            Some(found) => format!("NOT AS THE TRUTH: {}", found.join("; ")),
        };
        table.push_str(&line(&file, &parsed, &verdict));
        if found.is_some_and(|found| !found.is_empty()) && HELD.contains(&room) {
            wrong.push(format!("{file}: {verdict}"));
        }
        if parsed.series.is_empty() && parsed.findings.is_empty() && parsed.invoices.is_empty() {
            silent.push(file);
        }
    }
    println!("{table}");
    assert_eq!(silent, Vec::<String>::new(), "files of which nothing was read and nothing is said");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let kept = folders::workspace().join("fixtures/expected/samples.txt");
    if std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1") {
        std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
        std::fs::write(&kept, &table).unwrap();
    }
    // A file that is only in one of the two is no difference: another folder of samples may be tested.
    let held = std::fs::read_to_string(&kept).unwrap();
    let differing: Vec<String> = blocks(&table)
        .into_iter()
        .filter_map(|(file, lines)| {
            let before = blocks(&held).remove(file).filter(|before| *before != lines)?;
            Some(format!("{file}\n{before}  is now\n{lines}"))
        })
        .collect();
    assert!(differing.is_empty(), "{} differs:\n{}", kept.display(), differing.join("\n"));
}

/// The lines about each file, or case: those that begin with a space.
pub fn blocks(table: &str) -> BTreeMap<&str, String> {
    let mut blocks: BTreeMap<&str, String> = BTreeMap::new();
    let mut file = "";
    for line in table.lines() {
        if line.starts_with(' ') {
            *blocks.entry(file).or_default() += &format!("{line}\n");
        } else {
            file = line;
        }
    }
    blocks
}
