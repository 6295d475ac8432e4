//! Real files, compared with the ground truth that lies beside them.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};

use crate::folders;
use crate::samples_table::{differences, truths};

/// Reads every file of a folder of samples; what differs from what `truth.json` says of it, file by file.
pub fn read_folder(folder: &str, mut look: impl FnMut(&str, &Parsed)) -> Option<Vec<String>> {
    let samples = folders::samples()?;
    let catalog = Catalog::embedded().unwrap();
    let truths = truths(&samples);
    let mut files: Vec<_> =
        std::fs::read_dir(samples.join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy();
        let parsed = parse(&std::fs::read(&file).unwrap(), &catalog, Hints::default());
        if let Some(truth) = truths.get(&format!("{folder}/{name}")) {
            found.extend(differences(&parsed, truth).into_iter().map(|d| format!("{name}: {d}")));
        }
        look(&name, &parsed);
    }
    Some(found)
}

#[test]
fn fluvius_exports_add_up_to_the_last_digit() {
    let Some(folder) = folders::samples() else { return };
    let catalog = Catalog::embedded().unwrap();
    let mut seen = 0;
    for (file, truth) in truths(&folder).iter().filter(|(file, _)| file.starts_with("fluvius/")) {
        let parsed = parse(&std::fs::read(folder.join(file)).unwrap(), &catalog, Hints::default());
        assert_eq!(parsed.format.as_deref(), Some("fluvius-volumes"), "{file}");
        assert_eq!(differences(&parsed, truth), Vec::<String>::new(), "{file}");
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
