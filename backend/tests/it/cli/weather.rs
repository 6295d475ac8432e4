//! `weather`: a table instead of a service.

use serde_json::json;

use super::refused;
use crate::support::Program;

#[test]
fn a_table_is_loaded_corrected_and_shown() {
    let program = Program::new();
    program
        .file("uccle.csv", "jour;température\n01/01/2026;1,95\n02/01/2026;-3\n05/01/2026;4,5\n".as_bytes());
    let load = ["weather", "load", "uccle.csv", "--station", "uccle"];
    let said = program.run(&load).is(0).out;
    assert!(said.contains("uccle : nouveaux 3, remplacés 0, identiques 0"), "{said}");
    let again = program.run(&[&load[..], &["--json"]].concat()).is(0).json();
    assert_eq!((&again["status"], &again["same"]), (&json!("already"), &json!(3)));
    program.file("corrigé.csv", b"date,temperature\n2026-01-02,-2.5\n2026-01-05,4.50\n");
    let said = program.run(&["weather", "load", "corrigé.csv", "--station", "uccle"]).is(0).out;
    assert!(said.contains("02/01/2026") && said.contains("-3") | said.contains("−3"), "{said}");
    assert!(said.contains("nouveaux 0, remplacés 1, identiques 1"), "{said}");
    let shown = program.run(&["weather", "show", "--json"]).is(0).json();
    assert_eq!(shown["service"], "none");
    let station = &shown["stations"][0];
    assert_eq!(
        (&station["from"], &station["to"], &station["days"]),
        (&json!("2026-01-01"), &json!("2026-01-05"), &json!(3))
    );
    assert_eq!(station["gaps"], json!([{ "from": "2026-01-03", "to": "2026-01-04", "days": 2 }]));
    assert_eq!(station["origins"], json!({ "file": 3 }));
    let text = program.run(&["weather", "show"]).is(0).out;
    assert!(text.contains("uccle : 2026-01-01 → 2026-01-05, 3 jours (file 3)"), "{text}");
}

#[test]
fn a_table_with_an_error_is_not_loaded_at_all() {
    let program = Program::new();
    program.file(
        "faux.csv",
        "jour;température\n01/01/2026;1,95\n02/01/2026;douze\n31/02/2026;3\n04/01/2026;220\n".as_bytes(),
    );
    let said = program.run(&["weather", "load", "faux.csv", "--station", "uccle"]).is(1).out;
    for words in ["Ligne 3", "douze", "Ligne 4", "28/02/2026", "Ligne 5", "220", "rien n’a été enregistré"]
    {
        assert!(said.contains(words), "no « {words} » in {said}");
    }
    let shown = program.run(&["weather", "show", "--json"]).is(0).json();
    assert_eq!(shown["stations"], json!([]));
    refused(program.run(&["weather", "load", "nulle-part.csv", "--station", "uccle"]), &["nulle-part.csv"]);
    refused(program.run(&["weather", "load", "faux.csv", "--station", "Uccle !"]), &["Uccle !", "uccle"]);
}

#[test]
fn the_settings_of_the_service_are_printed_without_its_key() {
    let program = Program::new();
    let said = program.run(&["config"]).is(0).out;
    for line in ["weather_service = none", "weather_key = (none)", "weather_stations = uccle=6447"] {
        assert!(said.lines().any(|l| l == line), "no « {line} » in {said}");
    }
    program.file("e.toml", b"weather_service = \"open-meteo\"\nweather_key = \"geheim\"\n");
    let said = program.run(&["--config", "e.toml", "config"]).is(0).out;
    assert!(!said.contains("geheim") && said.contains("weather_key = ***"), "{said}");
    assert!(said.contains("weather_stations = uccle=50.798/4.358"), "{said}");
    refused(
        program.run_with(&[("ECLAIREUR_WEATHER_SERVICE", "meteo")], &["config"]),
        &["weather_service", "meteo", "rmi"],
    );
    refused(program.run_with(&[("ECLAIREUR_WEATHER_URL", "http://meteo.example/")], &["config"]), &["https"]);
}
