//! Real files, compared with the ground truth that lies beside them.

use std::collections::BTreeMap;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::finding::Severity;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::folders;

type Sum = (String, String, Option<String>, String, Decimal);

/// What `truth.json` may say of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Truth {
    kind: Option<String>,
    sums: Vec<Sum>,
    counted: Vec<(String, String, String, Decimal)>,
    rows: BTreeMap<String, u32>,
    findings: Vec<String>,
    some_finding: bool,
    error: bool,
    not_meter_data: bool,
}

/// Reads every file of a folder of samples; what differs from what `truth.json` says of it, file by file.
pub fn read_folder(folder: &str, mut look: impl FnMut(&str, &Parsed)) -> Option<Vec<String>> {
    let samples = folders::samples()?;
    let catalog = Catalog::embedded().unwrap();
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(samples.join("truth.json")).unwrap()).unwrap();
    let mut files: Vec<_> =
        std::fs::read_dir(samples.join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut differences = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy();
        let parsed = parse(&std::fs::read(&file).unwrap(), &catalog, Hints::default());
        if let Some(truth) = truth.get(&format!("{folder}/{name}")) {
            let truth = serde_json::from_value(truth.clone()).unwrap();
            differences.extend(compare(&parsed, &truth).into_iter().map(|d| format!("{name}: {d}")));
        }
        look(&name, &parsed);
    }
    Some(differences)
}

fn total<'a>(series: impl Iterator<Item = &'a Series>) -> Option<Decimal> {
    series.map(Series::total).reduce(|a, b| a + b)
}

fn compare(parsed: &Parsed, truth: &Truth) -> Vec<String> {
    let mut differences = Vec::new();
    let mut expect = |what: String, found: String, expected: String| {
        if found != expected {
            differences.push(format!("{what}: found {found}, expected {expected}"));
        }
    };
    for (carrier, direction, register, unit, sum) in &truth.sums {
        let found = total(parsed.series.iter().filter(|s| {
            s.key.carrier.code() == carrier
                && s.key.direction.code() == direction
                && register.as_ref().is_none_or(|r| r == s.key.register.code())
                && s.key.unit.is_some_and(|u| u.code() == unit)
        }));
        expect(
            format!("sum {carrier} {direction} {register:?} {unit}"),
            format!("{found:?}"),
            format!("{:?}", Some(*sum)),
        );
    }
    for (carrier, direction, unit, sum) in &truth.counted {
        let found = total(parsed.series.iter().filter(|s| {
            s.counts
                && s.key.carrier.code() == carrier
                && s.key.direction.code() == direction
                && s.key.unit.is_some_and(|u| u.code() == unit)
        }));
        expect(
            format!("counted {carrier} {direction} {unit}"),
            format!("{found:?}"),
            format!("{:?}", Some(*sum)),
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
        let kinds: Vec<&str> = parsed.series.iter().filter(|s| s.counts).map(|s| s.key.kind.code()).collect();
        expect("kind".to_owned(), format!("{}", kinds.iter().all(|k| k == kind)), "true".to_owned());
    }
    let mut promise = |what: &str, wanted: bool, kept: bool| {
        if wanted {
            expect(what.to_owned(), kept.to_string(), "true".to_owned());
        }
    };
    promise("some finding", truth.some_finding, !parsed.findings.is_empty());
    promise("an error", truth.error, parsed.findings.iter().any(|f| f.severity() == Severity::Error));
    promise("no meter data", truth.not_meter_data, parsed.format.is_none());
    for code in &truth.findings {
        let there = parsed.findings.iter().any(|f| f.code.code() == code);
        expect(format!("finding {code}"), there.to_string(), "true".to_owned());
    }
    differences
}

#[test]
fn fluvius_exports_add_up_to_the_last_digit() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let mut seen = 0;
    for (file, truth) in truth.iter().filter(|(file, _)| file.starts_with("fluvius/")) {
        let truth: Truth = serde_json::from_value(truth.clone()).unwrap();
        let parsed = parse(&std::fs::read(folder.join(file)).unwrap(), &catalog, Hints::default());
        assert_eq!(parsed.format.as_deref(), Some("fluvius-volumes"), "{file}");
        assert_eq!(compare(&parsed, &truth), Vec::<String>::new(), "{file}");
        seen += 1;
    }
    assert!(seen >= 3);
}

#[test]
fn the_autumn_day_has_a_hundred_quarters_of_each_register() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let file = "fluvius/verbruikshistoriek_elektriciteit_NL_kwartiertotalen_20211012-20211031.csv";
    let parsed = parse(&std::fs::read(folder.join(file)).unwrap(), &catalog, Hints::default());
    let midnight = eclaireur_models::period::day_start("2021-10-31".parse().unwrap());
    for direction in ["offtake", "injection"] {
        let mut starts: Vec<i64> = parsed
            .series
            .iter()
            .filter(|s| s.key.direction.code() == direction)
            .flat_map(|s| s.points.iter().map(|p| p.start))
            .filter(|start| *start >= midnight)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        assert_eq!(starts.len(), 100, "{direction}");
    }
    assert!(parsed.series.iter().all(|s| s.gaps == 0 && s.resolution_s == Some(900)));
    let missing: usize = parsed.series.iter().map(Series::missing).sum();
    assert_eq!(missing, 2566, "an empty cell is missing, never zero");
}

#[test]
fn gas_given_in_cubic_metres_and_kilowatt_hours_counts_once() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let file = "fluvius/verbruikshistoriek_gas_NL_uurtotalen_20220110-20220112.csv";
    let parsed = parse(&std::fs::read(folder.join(file)).unwrap(), &catalog, Hints::default());
    let counting: Vec<&Series> = parsed.series.iter().filter(|s| s.counts).collect();
    assert_eq!(counting.len(), 1);
    assert_eq!(counting[0].total().to_string(), "182.085");
    assert_eq!(counting[0].key.basis.code(), "gross");
    assert!(parsed.findings.iter().any(|f| f.code.code() == "same-energy-twice"));
}
