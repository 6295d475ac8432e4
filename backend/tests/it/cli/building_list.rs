//! `building import`: buildings and meters from a spreadsheet.

use serde_json::json;

use crate::support::Program;

use super::refused;

const LIST: &str = "Code;Nom;CP;EAN gaz\nB1;Aile A;5000;541448820000000015\nB2;Aile B;4999;\n";

#[test]
fn a_list_makes_buildings_and_says_what_it_left_out() {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    program.file("liste.csv", LIST.as_bytes());
    program.file("releves.csv", b"Date;Index gaz\n01/01/2025;1\n");
    let base = ["building", "import", "--organisation", "les-tilleuls"];
    let run = |code: i32, more: &[&str]| program.run(&[&base[..], more].concat()).is(code);
    let tried = run(1, &["--json", "--dry-run", "liste.csv"]).json();
    assert_eq!((&tried["status"], &tried["buildings"][0]["status"]), (&json!("dry_run"), &json!("new")));
    assert!(run(1, &["liste.csv"]).out.contains("4999"));
    assert_eq!(program.run(&["building", "list"]).is(0).out, "");
    let done = run(1, &["--json", "--leave-out", "liste.csv"]).json();
    assert_eq!((&done["status"], &done["file"]), (&json!("confirmed"), &json!("liste.csv")));
    assert_eq!(program.run(&["building", "list"]).is(0).out, "b1\tles-tilleuls\tAile A\n");
    assert_eq!(run(0, &["--json", "--leave-out", "liste.csv"]).json()["status"], "already");
    assert_eq!(run(1, &["--json", "releves.csv"]).json()["findings"][0]["code"], "not-building-list");
    program.run(&["imports", "undo", done["id"].as_str().unwrap()]).is(0);
    assert_eq!(program.run(&["building", "list"]).is(0).out, "");
    refused(run(2, &["nulle-part.csv"]), &["nulle-part.csv"]);
    let foreign = ["building", "import", "--organisation", "x", "liste.csv"];
    refused(program.run(&foreign), &["no organisation `x`"]);
}
