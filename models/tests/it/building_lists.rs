//! Lists of buildings: real ones of another tool, ones sent where readings are expected, whatever else comes.

use std::sync::LazyLock;

use eclaireur_models::catalog::{Catalog, ListRole};
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::portfolio::list::{List, Reading, read};
use eclaireur_models::readings::parse::{Hints, parse};
use proptest::prelude::*;

use crate::folders;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn list(bytes: &[u8], take_proposals: bool) -> Result<List, Finding> {
    read(bytes, Reading { catalog: &CATALOG, on: "2026-11-21".parse().unwrap(), take_proposals })
}

fn codes(list: &List) -> Vec<(Option<u32>, &'static str)> {
    list.findings.iter().filter(|f| f.code != Code::UnusedColumn).map(|f| (f.row, f.code.code())).collect()
}

fn names(list: &List) -> Vec<&str> {
    list.buildings.iter().map(|b| b.name.as_str()).collect()
}

#[test]
fn american_lists_are_understood_as_far_as_they_say_the_same_things() {
    let Some(folder) = folders::samples() else { return };
    let open =
        |name: &str| list(&std::fs::read(folder.join("spreadsheets").join(name)).unwrap(), false).unwrap();

    // One row names no building, the other a postcode of Illinois: both are said, with what stands there.
    let errors = open("portfolio_sample_with_errors.csv");
    assert_eq!(
        codes(&errors),
        [
            (None, "area-converted"),
            (None, "gross-area"),
            (Some(2), "unknown-postcode"),
            (Some(2), "name-missing"),
            (Some(3), "unknown-postcode"),
            (Some(3), "name-missing"),
        ]
    );
    assert_eq!((errors.rows.read, errors.rows.rejected), (2, 2));

    let twice = open("properties_duplicate_headers.xlsx");
    assert_eq!(names(&twice), ["Lucky University"]);
    let codes_of_twice = codes(&twice);
    assert!(codes_of_twice.contains(&(Some(1), "duplicate-header")), "{codes_of_twice:?}");
    assert_eq!(twice.buildings[0].activity.as_deref(), Some("school"));
    let unknown: Vec<_> = twice.findings.iter().filter(|f| f.code == Code::UnknownActivity).collect();
    assert_eq!(unknown.iter().map(|f| f.value.as_deref().unwrap()).collect::<Vec<_>>(), ["Hotel", "Retail"]);

    let report = open("pm_report_with_meters.xlsx");
    assert_eq!(report.sheet.as_deref(), Some("Information and Metrics"));
    assert_eq!(report.buildings.len(), 11);
    assert_eq!(report.buildings[0].code.as_deref(), Some("4544232"));
    assert_eq!(names(&report)[..2], ["Office", "Shattuck Office"]);
    assert!(report.findings.iter().all(|f| f.code == Code::UnusedColumn), "{:?}", report.findings);
}

#[test]
fn a_list_sent_as_readings_is_told_from_them_and_readings_are_not_taken_for_one() {
    for (text, expect) in [
        ("Nom;Code postal;Commune;Surface (m²)\nA;5000;Namur;100\n", true),
        ("Bâtiment;CP;Année;EAN électricité;EAN gaz\nA;5000;1987;541448820000000008;\n", true),
        ("Nos bâtiments\n\nNom du bâtiment;Localité;Surface chauffée (m²)\nA;Namur;12\n", true),
        ("Bâtiment;CP;Commune;Année;Gaz (kWh)\nA;5000;Namur;2025;1000\n", false),
        ("Bâtiment;CP;Commune;Mois;Conso gaz\nA;5000;Namur;01/2025;1000\n", false),
        ("Bâtiment;Date;Index gaz\nA;01/01/2025;10\n", false),
    ] {
        let parsed = parse(text.as_bytes(), &CATALOG, Hints::default());
        let said = parsed.findings.first().and_then(|f| f.data.get("looks_like")).map(String::as_str);
        assert_eq!(said == Some("building-list"), expect, "{text} {:?}", parsed.findings);
        assert_eq!(parsed.format.is_none(), expect, "{text}");
    }
}

#[test]
fn the_headers_we_propose_are_read_as_what_they_say() {
    let known = CATALOG.buildings_list().unwrap();
    let (headers, examples): (Vec<&str>, Vec<&str>) =
        known.columns.iter().map(|c| (c.header.as_str(), c.example.as_deref().unwrap_or_default())).unzip();
    let text = format!("{}\n{}\n", headers.join(";"), examples.join(";"));
    let list = list(text.as_bytes(), false).unwrap();
    let [one] = &list.buildings[..] else { panic!("{list:?}") };
    assert_eq!((one.code.as_deref(), one.name.as_str()), (Some("B-01"), "Résidence du Parc"));
    assert_eq!((one.activity.as_deref(), one.meters.len()), (Some("care-home"), 2));
    assert_eq!(
        (one.heated_area_m2.unwrap().to_string(), one.service_units, one.built),
        ("2450".into(), Some(62), Some(1987))
    );
    assert_eq!(list.findings, []);
    assert!(known.columns.iter().any(|c| c.role == ListRole::EanGas));
}

/// Cells of the kinds that stand in such lists, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-C]",
        2 => "[4-7][0-9]{3}",
        2 => "[0-9]{1,5}([.,][0-9]{0,3})?( m²| m2| ft2)?",
        2 => "(Namur|école|maison de repos|mazout|n/a|Total|=\"[0-9]{18}\")?",
        1 => "[ -~é]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_row_of_a_list_is_counted(rows in prop::collection::vec(prop::collection::vec(cell(), 0..14), 0..30), take in any::<bool>()) {
        let headers: Vec<&str> = CATALOG.buildings_list().unwrap().columns.iter().map(|c| c.header.as_str()).collect();
        let body: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("{}\n{}", headers.join(";"), body.join("\n"));
        if let Ok(list) = list(text.as_bytes(), take) {
            prop_assert_eq!(list.rows.read, list.rows.accepted + list.rows.rejected + list.rows.ignored);
            prop_assert!(u32::try_from(list.buildings.len()).unwrap() <= list.rows.accepted);
        }
    }

    #[test]
    fn any_bytes_are_a_list_or_say_why_not(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = list(&bytes, true);
    }
}
