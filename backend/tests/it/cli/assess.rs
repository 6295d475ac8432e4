//! `assess`: what is said of a building.

use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::{Audit, Part, written};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::{Case, dossier};

use serde_json::json;

use super::refused;
use crate::support::Program;

#[test]
fn a_building_is_assessed_now_or_as_of_another_day() {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls", "--postcode", "5000"]).is(0);
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Aile B"]).is(0);
    let assess = ["assess", "--building", "aile-b"];
    let text = program.run(&assess).is(0).out;
    assert!(text.starts_with("Aile B\t"), "{text}");
    let now = program.run(&[&assess[..], &["--json"]].concat()).is(0);
    assert_eq!(program.run(&[&assess[..], &["--json"]].concat()).is(0).out, now.out, "twice the same");
    let then = program.run(&[&assess[..], &["--on", "2024-03-15", "--json"]].concat()).is(0).json();
    assert_eq!(then["on"], "2024-03-15");
    assert_eq!(then["catalog"], now.json()["catalog"]);
    assert!(
        program.run(&[&assess[..], &["--on", "2024-03-15"]].concat()).is(0).out.contains("\t2024-03-15\t")
    );
    refused(program.run(&["assess", "--building", "nulle-part"]), &["no building `nulle-part`"]);
    refused(program.run(&[&assess[..], &["--on", "2024-02-30"]].concat()), &["2024-02-30"]);
}

#[test]
fn a_dossier_is_computed_again_to_the_byte_and_what_differs_is_said() {
    const CASE: &str = "[organisation]\nlegal_form = \"commune\"\n[[work]]\nmeasure = \"energy-audit\"\n\
        cost_excl_vat = \"8000.01 EUR\"\n";
    let catalog = Catalog::embedded().expect("the catalogue");
    let case = Case::read(CASE, &catalog).expect("a case");
    let on = "2026-11-21".parse().expect("a day");
    let text = dossier::write(&case, &catalog, on, "Audit", "eclaireur").expect("a dossier");
    let program = Program::new();
    program.file("dossier.toml", text.as_bytes());
    program.file("case.toml", CASE.as_bytes());
    let again = program.run(&["assess", "dossier.toml", "--json"]).is(0);
    let direct = program.run(&["financing", "case.toml", "--on", "2026-11-21", "--json"]).is(0);
    assert_eq!(again.out, direct.out, "the same bytes");
    assert!(program.run(&["assess", "dossier.toml"]).is(0).out.contains("UREBA"));

    program.file("changed.toml", text.replace("8000.01", "9000.01").as_bytes());
    refused(program.run(&["assess", "changed.toml"]), &["changed.toml", "checksum"]);
    let rest = text.split_once('\n').expect("lines").1.replace(catalog.version(), "0000000000000000");
    let other = format!("sha256 = \"{}\"\n{rest}", dossier::checksum(&rest));
    program.file("other.toml", other.as_bytes());
    refused(program.run(&["assess", "other.toml"]), &["catalogue differs", "0000000000000000", "--catalog"]);
    refused(program.run(&["assess", "case.toml"]), &["no dossier"]);
    refused(program.run(&["assess", "nulle-part.toml"]), &["nulle-part.toml"]);
    refused(program.run(&["assess", "dossier.toml", "--building", "x"]), &["--building"]);
    refused(program.run(&["assess"]), &["DOSSIER.toml"]);
}

#[test]
fn an_audit_is_computed_again_and_a_touched_one_says_what_moved() {
    let catalog = Catalog::embedded().expect("the catalogue");
    let on = "2026-11-21".parse().expect("a day");
    let mut audit = Audit::default();
    audit.head.building = "Résidence du Parc".to_owned();
    let walls = json!([{ "number": 1, "told": { "area_m2": { "value": "84", "origin": "plan" } } }]);
    audit.put(Part::Visit(Section::Envelope), walls).expect("a part");
    let line = json!({ "work": "wall", "quantity": "84", "unit": "m2", "euro_excl_vat": "9400" });
    let quotes = json!([{ "number": 1, "contractor": "Façades Martin", "line": [line] }]);
    audit.put(Part::Quotes, quotes).expect("a part");
    let text = written::write(&audit, &catalog, (on, 3), "eclaireur");
    let program = Program::new();
    program.file("audit.toml", text.as_bytes());
    let said = program.run(&["assess", "audit.toml", "--json"]).is(0).json();
    assert_eq!((&said["version"], &said["on"]), (&json!(3), &json!("2026-11-21")));
    assert!(
        said["figures"]
            .as_array()
            .expect("figures")
            .iter()
            .any(|f| f["code"] == "quote/1" && f["value"] == "9400")
    );
    assert!(
        program.run(&["assess", "audit.toml"]).is(0).out.contains("Résidence du Parc\t2026-11-21\tversion 3")
    );
    program.file("changed.toml", text.replace("9400", "8400").as_bytes());
    refused(program.run(&["assess", "changed.toml"]), &["changed.toml", "digest"]);
    program.file("figure.toml", text.replacen("value = \"9400\"", "value = \"8400\"", 1).as_bytes());
    refused(program.run(&["assess", "figure.toml"]), &["quote/1: 8400 in the file, 9400 here"]);
}
