//! `import` and `imports`: files into the database, listed, taken out again.

use serde_json::{Value, json};

use crate::support::{EAN, Program, archive, monthly_table, one_bad_row, one_day};

use super::refused;

const HOME: [&str; 2] = ["--organisation", "les-tilleuls"];

/// A folder with an organisation, its building and some files.
fn given() -> Program {
    let program = Program::new();
    let add =
        ["organisation", "add", "--name", "Les Tilleuls", "--postcode", "5000", "--activity", "care-home"];
    assert_eq!(program.run(&add).is(0).out, "les-tilleuls\n");
    let add = ["building", "add", "--organisation", "les-tilleuls", "--name", "Aile B", "--json"];
    assert_eq!(program.run(&add).is(0).json()["code"], "aile-b");
    program.file("jour.csv", &one_day(EAN).bytes);
    program.file("douteux.csv", &one_bad_row(EAN));
    program.file("2025.csv", &monthly_table());
    program.file("page.csv", b"<!doctype html><html></html>");
    program
}

fn import(program: &Program, code: i32, arguments: &[&str]) -> Value {
    program.run(&[&["import", "--json"], &HOME[..], arguments].concat()).is(code).json()
}

fn listed(program: &Program) -> Vec<Value> {
    program.run(&["imports", "list", "--json"]).is(0).json().as_array().unwrap().clone()
}

#[test]
fn a_file_is_imported_once_listed_shown_and_undone() {
    let program = given();
    let tried = import(&program, 0, &["--create-meters", "--dry-run", "jour.csv"]);
    assert_eq!((&tried[0]["status"], &tried[0]["id"]), (&json!("not_written"), &json!(null)));
    assert_eq!(tried[0]["counts"]["new"], 96);
    assert!(listed(&program).is_empty(), "a dry run writes nothing");

    let done = import(&program, 0, &["--create-meters", "jour.csv"]);
    assert_eq!((&done[0]["status"], &done[0]["format"]), (&json!("confirmed"), &json!("fluvius-volumes")));
    let id = done[0]["id"].as_str().unwrap();
    let again = import(&program, 0, &["--create-meters", "jour.csv"]);
    assert_eq!((&again[0]["status"], &again[0]["id"]), (&json!("already"), &done[0]["id"]));
    let [one] = &listed(&program)[..] else { panic!("one import") };
    assert_eq!(
        (&one["id"], &one["status"], &one["file"]),
        (&json!(id), &json!("confirmed"), &json!("jour.csv"))
    );
    let shown = program.run(&["imports", "show", id, "--json"]).is(0).json();
    assert_eq!((&shown["rows"]["accepted"], &shown["findings"]), (&json!(96), &json!([])));
    assert!(program.run(&["imports", "list"]).is(0).out.contains(id));
    assert!(program.run(&["imports", "show", id]).is(0).out.contains("jour.csv"));

    let undone = program.run(&["imports", "undo", id, "--json"]).is(0).json();
    assert_eq!(undone["status"], "undone");
    refused(program.run(&["imports", "undo", id]), &["undone"]);
    assert_eq!(listed(&program)[0]["status"], "undone", "it stays on the list");
    let third = import(&program, 0, &["jour.csv"]);
    assert_eq!(third[0]["status"], "confirmed");
    assert_ne!(third[0]["id"], done[0]["id"]);
}

#[test]
fn what_is_wrong_with_a_file_ends_with_1_and_is_said() {
    let program = given();
    for (arguments, status, code, imports) in [
        (&["jour.csv"][..], "not_written", "unknown-meter", 0),
        (&["--create-meters", "page.csv"], "not_written", "not-meter-data", 0),
        (&["--create-meters", "douteux.csv"], "not_written", "bad-number", 0),
        (
            &["--create-meters", "--accept-partial", "--dry-run", "douteux.csv"],
            "not_written",
            "bad-number",
            0,
        ),
        (&["--create-meters", "--accept-partial", "douteux.csv"], "confirmed", "bad-number", 1),
    ] {
        let all = import(&program, 1, arguments);
        let said = (&all[0]["status"], &all[0]["findings"][0]["code"]);
        assert_eq!(said, (&json!(status), &json!(code)), "{arguments:?}");
        assert_eq!(listed(&program).len(), imports, "{arguments:?}");
    }
    let text = program.run(&[&["import"], &HOME[..], &["page.csv"]].concat()).is(1).out;
    assert!(text.contains("page web"), "{text}");
}

#[test]
fn a_building_and_a_meter_say_where_a_file_belongs() {
    let program = given();
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Aile C"]).is(0);
    let all = import(&program, 1, &["--create-meters", "2025.csv"]);
    assert_eq!(all[0]["findings"][0]["code"], "meter-not-named", "two buildings");
    let all = import(&program, 0, &["--create-meters", "--building", "aile-c", "2025.csv"]);
    assert_eq!(all[0]["status"], "confirmed");
    let meter = EAN;
    import(&program, 0, &["--create-meters", "--building", "aile-b", "jour.csv"]);
    program
        .file("2026.csv", &String::from_utf8(monthly_table()).unwrap().replace("2025", "2024").into_bytes());
    let all = import(&program, 0, &["--meter", meter, "2026.csv"]);
    assert_eq!(all[0]["status"], "confirmed");
}

#[test]
fn what_does_not_exist_ends_with_2_and_one_line_with_a_hint() {
    let program = given();
    program.run(&["organisation", "add", "--name", "Le Verger"]).is(0);
    program.run(&["building", "add", "--organisation", "le-verger", "--name", "Verger"]).is(0);
    let of = |arguments: &[&str]| program.run(&[&["import"], arguments, &["jour.csv"]].concat());
    refused(
        of(&["--organisation", "nulle-part"]),
        &["no organisation `nulle-part`", "eclaireur organisation list"],
    );
    refused(
        of(&[&HOME[..], &["--building", "verger"]].concat()),
        &["no building `verger` in `les-tilleuls`"],
    );
    refused(of(&[&HOME[..], &["--building", "aile-z"]].concat()), &["aile-z"]);
    refused(of(&[&HOME[..], &["--meter", "cuisine"]].concat()), &["no meter `cuisine` in `les-tilleuls`"]);
    refused(of(&[&HOME[..], &["nulle-part.csv"]].concat()), &["nulle-part.csv"]);
    refused(of(&[]), &["--organisation"]);
    refused(program.run(&["imports", "show", "x"]), &["`x` is no import id"]);
    refused(
        program.run(&["imports", "undo", "0000000000000"]),
        &["no import `0000000000000`", "eclaireur imports list"],
    );
    refused(program.run(&["organisation", "add", "--name", "X", "--bce", "0123.456.700"]), &["0123.456.700"]);
    refused(
        program.run(&["organisation", "add", "--name", "X", "--activity", "mine"]),
        &["mine", "care-home"],
    );
    refused(program.run(&["organisation", "add", "--name", "X", "--postcode", "75001"]), &["75001"]);
    refused(
        program.run(&["organisation", "add", "--name", "X", "--code", "les-tilleuls"]),
        &["les-tilleuls", "taken"],
    );
    refused(
        program.run(&["building", "add", "--organisation", "x", "--name", "Y"]),
        &["no organisation `x`"],
    );
    assert!(listed(&program).is_empty());
    assert_eq!(program.run(&["organisation", "list"]).is(0).out.lines().count(), 2);
    let buildings = program.run(&["building", "list", "--organisation", "les-tilleuls"]).is(0).out;
    assert_eq!(buildings, "aile-b\tles-tilleuls\tAile B\n");
}

#[test]
fn the_files_of_a_zip_are_imported_one_by_one() {
    let program = given();
    let zip = archive(&[
        ("jour.csv", &one_day(EAN).bytes),
        ("2025.csv", &monthly_table()),
        ("page.csv", b"<html></html>"),
    ]);
    program.file("envois/tout.zip", &zip);
    let done = import(&program, 1, &["--create-meters", "envois/tout.zip"]);
    let told: Vec<_> =
        done.as_array().unwrap().iter().map(|f| (f["file"].as_str(), f["status"].as_str())).collect();
    assert_eq!(
        told,
        [
            (Some("envois/tout.zip/jour.csv"), Some("confirmed")),
            (Some("envois/tout.zip/2025.csv"), Some("confirmed")),
            (Some("envois/tout.zip/page.csv"), Some("not_written")),
        ]
    );
    let mut names: Vec<Value> = listed(&program).into_iter().map(|import| import["file"].clone()).collect();
    names.sort_by_key(ToString::to_string);
    assert_eq!(names, ["tout.zip/2025.csv", "tout.zip/jour.csv"]);
}
