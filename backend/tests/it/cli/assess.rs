//! `assess`: what is said of a building.

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
