//! `assess`: what is said of a building.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::{Case, dossier};

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
