//! `scenario`: what a demand comes to over the buildings there are.

use super::refused;
use crate::support::Program;

#[test]
fn a_scenario_is_told_over_every_organisation_and_what_is_not_told_is_no_zero() {
    let program = Program::new();
    let made = ["organisation", "add", "--name", "Centre de l’Orme", "--postcode", "7000"];
    program.run(&made).is(0);
    program.run(&["building", "add", "--organisation", "centre-de-l-orme", "--name", "Salle"]).is(0);
    let of = program.run(&["scenario", "unipso-2024/ureba-extended", "--on", "2026-11-21", "--json"]).is(0);
    let of = of.json();
    assert_eq!((&of["code"], &of["on"]), (&"unipso-2024/ureba-extended".into(), &"2026-11-21".into()));
    assert_eq!((&of["total"]["buildings"], &of["total"]["without_area"]), (&1.into(), &1.into()));
    assert_eq!(of["total"]["members"]["high"], "0.00");
    let short = program.run(&["scenario", "ureba-extended", "--on", "2026-11-21", "--json"]).is(0).json();
    assert_eq!(short, of, "its last word is enough");

    let told = program.run(&["scenario", "sector-premium"]).is(0).out;
    assert!(told.contains("non connu") && told.contains("ni taux ni montant"), "{told}");
}

#[test]
fn the_scenarios_are_listed_and_an_unknown_one_names_them() {
    let program = Program::new();
    let all = program.run(&["scenario", "--list", "--json"]).is(0).json();
    let all = all.as_array().expect("a list");
    assert!(all.iter().any(|s| s["code"] == "norms/worst-16" && s["demand"] == "S31"), "{all:?}");
    assert_eq!(program.run(&["scenario", "--list"]).is(0).out.lines().count(), all.len());
    refused(program.run(&["scenario", "nulle-part"]), &["no scenario `nulle-part`", "norms/worst-16"]);
    let nobody = ["scenario", "worst-16", "--federation", "nulle-part"];
    refused(program.run(&nobody), &["no federation `nulle-part`", "there is none yet"]);
    refused(program.run(&["scenario"]), &["NAME"]);
}
