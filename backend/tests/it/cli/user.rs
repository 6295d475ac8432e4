//! `user`: the first administrator, and everybody after.

use crate::support::Program;

use super::refused;

#[test]
fn an_account_is_made_listed_given_roles_and_closed() {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let add = ["user", "add", "anne@example.be", "--role", "administrator", "--name", "Anne"];
    let link = program.run(&add).is(0).out;
    assert!(link.starts_with("http://127.0.0.1:3000/invitation/"), "{link}");
    let role =
        ["user", "role", "add", "anne@example.be", "--role", "manager", "--organisation", "les-tilleuls"];
    program.run(&role).is(0);
    let all = program.run(&["user", "list", "--json"]).is(0).json();
    assert_eq!(all["accounts"][0]["email"], "anne@example.be");
    assert_eq!(all["accounts"][0]["roles"].as_array().map(Vec::len), Some(2));
    let take = ["user", "role", "revoke", "anne@example.be", "--role", "administrator"];
    program.run(&take).is(0);
    refused(program.run(&take), &["anne@example.be"]);
    assert!(program.run(&["user", "password", "anne@example.be"]).is(0).out.contains("/mot-de-passe/"));
    program.run(&["user", "factor-reset", "anne@example.be"]).is(0);
    program.run(&["user", "close", "anne@example.be"]).is(0);
    let listed = program.run(&["user", "list"]).is(0).out;
    assert!(listed.contains("\tclosed\t\t") && !listed.contains("anne"), "{listed}");
}

#[test]
fn what_cannot_be_right_is_refused_and_makes_no_account() {
    let program = Program::new();
    for (arguments, words) in [
        (&["anne", "--role", "cell"][..], "address"),
        (&["anne@example.be\nBcc: b@c.be", "--role", "cell"], "address"),
        (&["anne@example.be", "--role", "king"], "administrator"),
        (&["anne@example.be", "--role", "manager"], "--organisation"),
        (&["anne@example.be", "--role", "manager", "--organisation", "x"], "x"),
        (&["anne@example.be", "--role", "reviewer"], "--federation"),
        (&["anne@example.be", "--role", "cell", "--organisation", "x"], "--organisation"),
    ] {
        let all: Vec<&str> = ["user", "add"].into_iter().chain(arguments.iter().copied()).collect();
        refused(program.run(&all), &[words]);
    }
    refused(program.run(&["user", "close", "anne@example.be"]), &["anne@example.be"]);
    assert_eq!(program.run(&["user", "list"]).is(0).out.trim(), "");
}

#[test]
fn other_machines_are_not_served_before_there_is_an_administrator() {
    let program = Program::new();
    let environment = [("ECLAIREUR_PUBLIC_URL", "https://energie.example.be")];
    let said = program.run_with(&environment, &["serve", "--bind", "127.0.0.1:0"]);
    refused(said, &["administrator", "eclaireur user add"]);
}
