//! `report`: a building's reports as files, the same twice; what cannot be printed is said in a line.

use std::fmt::Write as _;

use super::refused;
use crate::support::{Program, read};

/// A building whose gas was read every month of two years.
fn given() -> Program {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Aile B"]).is(0);
    let mut gas = String::from("Date;Gaz naturel (kWh)\n");
    for (year, month) in [2024, 2025].into_iter().flat_map(|y| (1..=12).map(move |m| (y, m))) {
        writeln!(gas, "01/{month:02}/{year};{}", 4000 + 100 * month).expect("text");
    }
    program.file("gaz.csv", gas.as_bytes());
    let import =
        ["import", "--organisation", "les-tilleuls", "--create-meters", "--building", "aile-b", "gaz.csv"];
    program.run(&import).is(0);
    program
}

#[test]
fn the_names_of_reports_are_listed() {
    let program = Program::new();
    let said = program.run(&["report", "--list"]).is(0);
    assert_eq!(
        said.out.lines().collect::<Vec<_>>(),
        ["bulletin", "rapport-annuel", "fiche-du-mois", "audit", "federation"]
    );
    let json = program.run(&["report", "--list", "--json"]).is(0).json();
    assert_eq!(json[1]["kind"], "yearly");
    assert_eq!((&json[3]["name"], &json[4]["name"]), (&"audit".into(), &"federation".into()));
}

#[test]
fn a_building_has_its_reports_as_files() {
    let program = given();
    for (kind, form) in [
        ("bulletin", "pdf"),
        ("bulletin", "xlsx"),
        ("yearly", "pdf"),
        ("yearly", "xlsx"),
        ("month-sheet", "pdf"),
    ] {
        let written = |name: &str| {
            let file = format!("{name}.{form}");
            program.run(&["report", "building", "aile-b", "--kind", kind, "--out", &file]).is(0);
            read(&program.folder().join(&file))
        };
        let first = written("a");
        let starts: &[u8] = if form == "pdf" { b"%PDF-" } else { b"PK" };
        assert!(first.starts_with(starts), "{kind}.{form}");
        assert_eq!(written("b"), first, "{kind}.{form}: the same twice");
    }
    let name =
        ["report", "building", "aile-b", "--kind", "rapport-annuel", "--year", "2025", "--out", "r.pdf"];
    program.run(&name).is(0);
}

#[test]
fn what_cannot_be_printed_is_said_in_a_line() {
    let program = given();
    let building = ["report", "building", "aile-b"];
    let with = |more: &[&str]| program.run(&[&building, more].concat());
    refused(program.run(&["report", "building", "nulle-part", "--out", "a.pdf"]), &["nulle-part"]);
    refused(with(&["--out", "a.doc"]), &["a.doc", ".pdf"]);
    refused(with(&["--out", "a.pdf", "--kind", "audit"]), &["audit", "bulletin"]);
    refused(with(&["--out", "a.pdf", "--year", "2025"]), &["--kind yearly"]);
    refused(with(&["--out", "a.pdf", "--kind", "yearly", "--year", "1987"]), &["1987", "aile-b"]);
    refused(with(&["--out", "no/such/folder/a.pdf"]), &["no/such/folder/a.pdf"]);
    refused(with(&[]), &["--out"]);
}
