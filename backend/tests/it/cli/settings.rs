//! Settings and what the program says of itself.

use serde_json::json;

use crate::support::Program;

use super::refused;

#[test]
fn the_settings_in_force_are_printed_without_secrets() {
    let program = Program::new();
    let defaults = program.run(&["config", "--json"]).is(0).json();
    assert_eq!(
        (&defaults["database_url"], &defaults["bind"]),
        (&json!("sqlite://data/eclaireur.db"), &json!("127.0.0.1:3000"))
    );
    program.file("e.toml", b"bind = \"127.0.0.1:2\"\nlog = \"debug\"\nupload_limit_bytes = 7\n");
    let environment = [
        ("ECLAIREUR_BIND", "127.0.0.1:1"),
        ("ECLAIREUR_DATABASE_URL", "postgres://eva:geheim@db.example/energie"),
        ("ECLAIREUR_LOG_FORMAT", "json"),
    ];
    let said = program.run_with(&environment, &["--config", "e.toml", "config"]).is(0).out;
    for line in [
        "database_url = postgres://eva:***@db.example/energie",
        "bind = 127.0.0.1:2",
        "log = debug",
        "log_format = json",
        "upload_limit_bytes = 7",
    ] {
        assert!(said.lines().any(|l| l == line), "no « {line} » in {said}");
    }
    let flag = ["--config", "e.toml", "config", "--database-url", "postgres://h/d?user=eva&password=geheim"];
    let said = program.run_with(&environment, &flag).is(0);
    assert!(!said.out.contains("geheim") && said.out.contains("postgres://h/d"), "{said:?}");
    assert!(!program.folder().join("data").exists(), "nothing is opened");
}

#[test]
fn settings_that_are_not_right_are_refused_with_what_is_wrong() {
    let program = Program::new();
    program.file("bad.toml", b"bnid = \"127.0.0.1:2\"\n");
    refused(program.run(&["config", "--config", "bad.toml"]), &["bad.toml", "bnid"]);
    refused(program.run(&["config", "--config", "nulle-part.toml"]), &["nulle-part.toml"]);
    for (name, value) in [
        ("ECLAIREUR_BIND", "partout"),
        ("ECLAIREUR_UPLOAD_LIMIT_BYTES", "beaucoup"),
        ("ECLAIREUR_LOG_FORMAT", "xml"),
        ("ECLAIREUR_BIND", "0.0.0.0:80"),
    ] {
        refused(
            program.run_with(&[(name, value)], &["config"]),
            &[if name.ends_with("FORMAT") || value.contains('0') { value } else { name }],
        );
    }
}

#[test]
fn a_database_that_cannot_be_opened_is_said_without_its_password() {
    let program = Program::new();
    for (url, words) in [
        ("mysql://a/b", "sqlite://"),
        ("eclaireur.db", "sqlite://"),
        ("postgres://eva:geheim@localhost/energie?host=/nulle-part", "eva:***@localhost/energie"),
        ("sqlite:///proc/nulle-part/x.db", "/proc/nulle-part"),
    ] {
        let said = program.run(&["organisation", "list", "--database-url", url]);
        assert!(!said.err.contains("geheim"), "{said:?}");
        refused(said, &[words]);
    }
    program.file("notes.db", b"this is no database, only a text that is long enough to have a header");
    refused(program.run(&["migrate", "--database-url", "sqlite://notes.db"]), &["notes.db"]);
}

#[test]
fn help_and_version_are_said_on_request_and_a_wrong_word_in_one_line() {
    let program = Program::new();
    for arguments in [&["--help"][..], &["-h"], &["help"]] {
        let said = program.run(arguments).is(0);
        for command in
            ["serve", "inspect", "import", "imports", "organisation", "building", "config", "migrate"]
        {
            assert!(said.out.contains(command), "no {command} in {said:?}");
        }
        assert!(said.err.is_empty(), "{said:?}");
    }
    for command in ["serve", "inspect", "import", "imports", "organisation", "building", "config", "migrate"]
    {
        let said = program.run(&[command, "--help"]).is(0);
        assert!(said.out.contains("Usage") && said.out.contains("--database-url"), "{said:?}");
    }
    assert_eq!(program.run(&["--version"]).is(0).out, format!("eclaireur {}\n", env!("CARGO_PKG_VERSION")));
    let said = program.run(&[]).is(2);
    assert!(said.out.is_empty() && said.err.contains("serve"), "the help, since nothing was asked: {said:?}");
    refused(program.run(&["imprt"]), &["imprt", "import", "--help"]);
    let said = program.run(&["imports"]).is(2);
    assert!(said.err.contains("undo"), "the help of that word: {said:?}");
    refused(program.run(&["config", "--nope"]), &["--nope"]);
}

#[test]
fn migrating_makes_the_database_once() {
    let program = Program::new();
    for _ in 0..2 {
        let said = program.run(&["migrate"]).is(0);
        assert_eq!((said.out, said.err), (String::new(), String::new()));
    }
    assert!(program.folder().join("data/eclaireur.db").exists());
}
