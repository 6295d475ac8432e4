//! `financing` and `catalog`: a case in TOML or JSON, what is misspelt, a folder of schemes that is not right.

use super::refused;
use crate::support::Program;

const CASE: &str = r#"
on = 2026-11-21
[organisation]
legal_form = "asbl"
activity = "school"
seat_in_wallonia = true
german_speaking_community = false
[building]
in_wallonia = true
tenure = "owner"
[procedure]
ureba_audit_date = 2025-03-01
application_date = 2026-12-01
[[work]]
measure = "roof-flat"
quantity = "200 m2"
bio_based = false
cost_excl_vat = "30000 EUR"
"#;

#[test]
fn a_case_is_judged_and_the_json_has_the_keys_of_the_contract() {
    let program = Program::new();
    program.file("case.toml", CASE.as_bytes());
    let all = program.run(&["financing", "case.toml", "--json"]).is(0).json();
    assert_eq!((&all["on"], &all["plan"]), (&"2026-11-21".into(), &serde_json::Value::Null));
    assert!(all["catalog_version"].is_string() && all["missing"].is_array());
    let schemes = all["schemes"].as_array().expect("schemes");
    let ureba = schemes.iter().find(|s| s["code"] == "wallonia/ureba-2022").expect("UREBA");
    assert_eq!(
        (&ureba["verdict"], &ureba["total"], &ureba["status"], &ureba["certainty"]),
        (&"yes".into(), &"11800.00".into(), &"open".into(), &"likely".into())
    );
    let amount = &ureba["amounts"][0];
    assert_eq!(
        (&amount["work"], &amount["amount"], &amount["basis"]),
        (&"roof-flat".into(), &"11800.00".into(), &"200 m2 × 59 EUR/m2".into())
    );
    for key in ["code", "answer", "missing_fact", "settled_by", "source", "certainty"] {
        assert!(ureba["conditions"][0].get(key).is_some(), "{key}");
    }
    let before = program.run(&["financing", "case.toml", "--on", "2020-01-01", "--json"]).is(0).json();
    assert_eq!(before["on"], "2020-01-01");

    let told = program.run(&["financing", "case.toml"]).is(0);
    assert!(told.out.contains("UREBA") && told.out.contains("11\u{202f}800"), "{told:?}");
    assert!(told.out.contains("à confirmer"), "{told:?}");
}

#[test]
fn the_same_case_in_json_says_the_same() {
    let program = Program::new();
    program.file("case.json", br#"{"organisation": {"legal_form": "commune"}, "work": [{"measure": "energy-audit", "cost_excl_vat": "8000.01 EUR"}]}"#);
    let all = program.run(&["financing", "case.json", "--on", "2026-11-21", "--json"]).is(0).json();
    let schemes = all["schemes"].as_array().expect("schemes");
    let ureba = schemes.iter().find(|s| s["code"] == "wallonia/ureba-2022").expect("UREBA");
    assert_eq!((&ureba["verdict"], &ureba["total"]), (&"unknown".into(), &"6000.01".into()));
    assert!(!all["missing_facts"].as_array().expect("facts").is_empty());
}

#[test]
fn what_cannot_be_read_is_refused_with_a_hint() {
    let program = Program::new();
    program.file("bad.toml", b"[organisation]\nlegal_form = \"ASBL\"\n");
    refused(
        program.run(&["financing", "bad.toml"]),
        &["bad.toml", "organisation.legal_form", "did you mean `asbl`"],
    );
    program.file("torn.toml", b"[organisation\n");
    refused(program.run(&["financing", "torn.toml"]), &["torn.toml"]);
    refused(program.run(&["financing", "nowhere.toml"]), &["nowhere.toml"]);
    program.file("good.toml", CASE.as_bytes());
    refused(program.run(&["financing", "good.toml", "--on", "21/11/2026"]), &["--on"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a folder of schemes is written for the program")]
fn the_catalogue_is_checked_and_told() {
    let program = Program::new();
    let checked = program.run(&["catalog", "check", "--json"]).is(0).json();
    assert_eq!(checked["problems"], serde_json::json!([]));
    let all = program.run(&["catalog", "list", "--json"]).is(0).json();
    assert!(all.as_array().expect("schemes").iter().any(|s| s["code"] == "aviq/mah"));
    let none = program.run(&["catalog", "stale", "--on", "2026-11-22", "--json"]).is(0).json();
    assert_eq!(none, serde_json::json!([]));
    let stale = program.run(&["catalog", "stale", "--on", "2027-12-01"]).is(0);
    assert!(stale.out.contains("wallonia/ureba-2022"), "{stale:?}");

    std::fs::create_dir_all(program.folder().join("mine/schemes/wallonia")).expect("a folder");
    program.file("mine/schemes/wallonia/x.toml", b"code = \"wallonia/x\"\nkind = \"gift\"\n");
    let wrong = program.run(&["catalog", "check", "mine"]).is(1);
    assert!(wrong.out.contains("schemes/wallonia/x.toml") && wrong.out.contains("gift"), "{wrong:?}");
    refused(program.run(&["catalog", "check", "nowhere"]), &["nowhere"]);
}
