//! `migrate --from --to`: everything into another database, held against each other.

use crate::support::Program;

#[test]
fn everything_is_copied_into_an_empty_database_and_nowhere_else() {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let (from, to) = ("sqlite://data/eclaireur.db", "sqlite://moved.db");
    let said = program.run(&["migrate", "--from", from, "--to", to]).is(0);
    assert!(said.out.contains("organisation\t1 rows\t"), "{said:?}");
    assert!(said.out.trim_end().ends_with("the same in both"), "{said:?}");
    let log = program.run(&["--database-url", to, "audit", "verify"]).is(0);
    assert!(!log.out.is_empty());
    for (from, to, words) in [
        (from, to, "empty database only"),
        ("sqlite://nowhere.db", "sqlite://other.db", "there is no database"),
        (from, from, "the same database"),
    ] {
        let said = program.run(&["migrate", "--from", from, "--to", to]).is(2);
        assert!(said.err.contains(words), "{said:?}");
    }
    program.run(&["migrate", "--from", from]).is(2);
    let again = program.run(&["--json", "migrate", "--from", to, "--to", "sqlite://third.db"]).is(0).json();
    assert_eq!(again["tables"].as_array().unwrap().len(), said_tables(&said.out));
}

fn said_tables(out: &str) -> usize {
    out.lines().filter(|line| line.contains(" rows\t")).count()
}
