//! `inspect`: files read, nothing stored.

use eclaireur::importing::sha256;
use serde_json::{Value, json};

use crate::support::{EAN, Program, archive, export, locked, monthly_table, one_bad_row, one_day};

use super::refused;
use crate::pages::papers::paper;

fn codes(file: &Value) -> Vec<&str> {
    file["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

#[test]
fn a_good_file_is_described_and_ends_with_0() {
    let program = Program::new();
    let file = one_day(EAN);
    program.file("un jour.csv", &file.bytes);
    let said = program.run(&["inspect", "--json", "un jour.csv"]).is(0);
    assert!(said.err.is_empty(), "{said:?}");
    let all = said.json();
    let [one] = &all.as_array().unwrap()[..] else { panic!("one file: {said:?}") };
    for (key, expect) in [
        ("file", json!("un jour.csv")),
        ("sha256", json!(sha256(&file.bytes))),
        ("format", json!("fluvius-volumes")),
        ("encoding", json!("utf-8")),
        ("confidence", json!("certain")),
        ("rows", json!({ "read": 96, "accepted": 96, "missing": 0, "rejected": 0, "ignored": 0 })),
        ("findings", json!([])),
    ] {
        assert_eq!(one[key], expect, "{key}");
    }
    let series = &one["series"][0];
    for (key, expect) in [
        ("ean", json!(EAN)),
        ("ean_valid", json!(true)),
        ("meter_serial", json!(null)),
        ("name", json!(null)),
        ("carrier", json!("electricity")),
        ("direction", json!("offtake")),
        ("register", json!("total")),
        ("kind", json!("interval")),
        ("unit", json!("kWh")),
        ("resolution_s", json!(900)),
        ("readings", json!(96)),
        ("missing", json!(0)),
        ("estimated", json!(0)),
        ("from", json!("2024-01-15T00:00:00+01:00")),
        ("to", json!("2024-01-16T00:00:00+01:00")),
        ("total", json!(file.total().to_string())),
        ("counts_towards_total", json!(true)),
    ] {
        assert_eq!(series[key], expect, "{key}");
    }
    let text = program.run(&["inspect", "un jour.csv"]).is(0).out;
    assert!(text.contains("un jour.csv") && text.contains(&file.total().to_string()), "{text}");
    assert!(!program.folder().join("data").exists(), "nothing is stored");
}

#[test]
fn a_file_with_something_to_correct_ends_with_1() {
    let program = Program::new();
    program.file("bon.csv", &one_day(EAN).bytes);
    program.file("douteux.csv", &one_bad_row(EAN));
    program.file("page.csv", b"<!doctype html><html><body>Connexion</body></html>");
    program.file("vide.csv", b"");
    program.file("chiffre-de-controle.csv", &one_day("541448820000000001").bytes);
    for (file, code, format, expect) in [
        ("bon.csv", 0, json!("fluvius-volumes"), &[][..]),
        ("douteux.csv", 1, json!("fluvius-volumes"), &["bad-number"]),
        ("page.csv", 1, json!(null), &["not-meter-data"]),
        ("vide.csv", 1, json!(null), &["not-meter-data"]),
        ("chiffre-de-controle.csv", 0, json!("fluvius-volumes"), &["ean-check-digit"]),
    ] {
        let said = program.run(&["inspect", "--json", file]).is(code);
        let all = said.json();
        assert_eq!((&all[0]["format"], codes(&all[0])), (&format, expect.to_vec()), "{file}");
        assert!(said.err.is_empty(), "{said:?}");
        assert_eq!(program.run(&["inspect", file]).is(code).err, "");
    }
    let all = program.run(&["inspect", "--json", "bon.csv", "page.csv", "vide.csv"]).is(1).json();
    let files: Vec<&Value> = all.as_array().unwrap().iter().map(|f| &f["file"]).collect();
    assert_eq!(files, ["bon.csv", "page.csv", "vide.csv"]);
}

#[test]
fn a_zip_is_described_file_by_file() {
    let program = Program::new();
    let zip = archive(&[
        ("secret.csv", b"x"),
        ("2024/jour.csv", &one_day(EAN).bytes),
        ("2025.csv", &monthly_table()),
    ]);
    program.file("tout.zip", &locked(zip));
    let all = program.run(&["inspect", "--json", "tout.zip", "tout.zip"]).is(1).json();
    let files: Vec<&Value> = all.as_array().unwrap().iter().map(|f| &f["file"]).collect();
    let names = ["tout.zip/secret.csv", "tout.zip/2024/jour.csv", "tout.zip/2025.csv"];
    assert_eq!(files, [names, names].concat());
    assert_eq!(
        (codes(&all[0]), &all[0]["sha256"], &all[0]["format"]),
        (vec!["archive-locked"], &json!(null), &json!(null))
    );
    assert_eq!((&all[1]["format"], &all[2]["format"]), (&json!("fluvius-volumes"), &json!("plain-table")));
    assert_eq!(all[1]["sha256"], json!(sha256(&one_day(EAN).bytes)));
    program.file("abime.zip", b"PK\x03\x04 et puis rien");
    let all = program.run(&["inspect", "--json", "abime.zip"]).is(1).json();
    assert_eq!((codes(&all[0]), &all[0]["file"]), (vec!["not-meter-data"], &json!("abime.zip")));
    assert!(program.run(&["inspect", "tout.zip"]).is(1).out.contains("tout.zip/2024/jour.csv"));
}

#[test]
fn a_file_is_read_as_the_format_that_is_named() {
    let program = Program::new();
    program.file("2025.csv", &monthly_table());
    let all = program.run(&["inspect", "--json", "--as", "plain-table", "2025.csv"]).is(0).json();
    assert_eq!((&all[0]["format"], &all[0]["rows"]["accepted"]), (&json!("plain-table"), &json!(12)));
    program.run(&["inspect", "--as", "fluvius-volumes", "2025.csv"]).is(1);
    refused(program.run(&["inspect", "--as", "excel", "2025.csv"]), &["excel", "plain-table"]);
}

#[test]
fn what_cannot_be_read_ends_with_2_and_one_line() {
    let program = Program::new();
    program.file("bon.csv", &export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes);
    refused(program.run(&["inspect", "nulle-part.csv"]), &["nulle-part.csv"]);
    refused(program.run(&["inspect", "--json", "bon.csv", "nulle-part.csv"]), &["nulle-part.csv"]);
    refused(program.run(&["inspect", "."]), &["."]);
    refused(program.run(&["inspect"]), &["FILES", "--help"]);
    refused(program.run(&["inspect", "--jsn", "bon.csv"]), &["--jsn", "--help"]);
    refused(program.run(&["inspect", "--catalog", "nulle-part", "bon.csv"]), &["nulle-part"]);
    program.file("catalogue/carriers/x.toml", b"code = 1");
    refused(program.run(&["inspect", "--catalog", "catalogue", "bon.csv"]), &["carriers/x.toml"]);
}

#[test]
fn a_file_that_is_too_large_is_said_and_those_beside_it_are_read() {
    let program = Program::new();
    program.file("grand.csv", &export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes);
    program.file("2025.csv", &monthly_table());
    let small = [("ECLAIREUR_UPLOAD_LIMIT_BYTES", "1000")];
    let all = program.run_with(&small, &["inspect", "--json", "grand.csv", "2025.csv"]).is(1).json();
    assert_eq!((&all[0]["format"], &all[0]["findings"][0]["code"]), (&json!(null), &json!("file-too-large")));
    assert_eq!(all[1]["rows"]["accepted"], 12);
    let told = program.run_with(&small, &["inspect", "grand.csv"]).is(1).out;
    assert!(told.contains("taille acceptée"), "{told}");
}

#[test]
fn a_bill_as_a_pdf_is_proposed_with_its_lines_and_ends_with_1() {
    let program = Program::new();
    program.file("facture.pdf", &paper("gas-beside"));
    let said = program.run(&["inspect", "--json", "facture.pdf"]).is(1).json();
    let file = &said[0];
    assert_eq!((codes(file), &file["format"]), (vec!["bill-to-confirm"], &json!("pdf-bill")));
    assert_eq!(file["series"], json!([]));
    let proposal = &file["proposal"];
    for (pointer, expect) in [
        ("/title/value", json!("settlement")),
        ("/period/value/from", json!("2025-02-01")),
        ("/meters/0/point/value", json!("549999000000000023")),
        ("/meters/0/carrier/value", json!("natural_gas")),
        ("/meters/0/kwh_per_m3/value", json!("11.0254")),
        ("/meters/0/registers/0/quantity/value", json!({ "amount": "367697", "unit": "kWh" })),
        ("/incl_vat/line", json!("Montant TVAC  32 835,61 EUR")),
        ("/incl_vat/page", json!(1)),
    ] {
        assert_eq!(proposal.pointer(pointer), Some(&expect), "{pointer}");
    }
    let text = program.run(&["inspect", "facture.pdf"]).is(1).out;
    assert!(text.contains("kwh_per_m3 = 11,0254 « Consommation : 33 350,00 m³"), "{text}");
}
