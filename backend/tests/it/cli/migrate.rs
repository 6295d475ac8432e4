//! `migrate --from --to`: everything into another database, held against each other.

use core::time::Duration;

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::{Program, TestDatabase};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_is_killed_leaves_the_second_database_as_it_was_and_is_begun_again() {
    let Some(test) = TestDatabase::postgres().await else { return };
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let copy = ["migrate", "--from", "sqlite://data/eclaireur.db", "--to", &test.url];
    // Somebody reads a table that the copy wants to make anew: it waits, in the middle of its transaction.
    let reading = test.db.begin().await.unwrap();
    reading.execute_unprepared("LOCK TABLE weather_load IN ACCESS SHARE MODE").await.unwrap();
    let started = program.start(&copy);
    let waiting = "SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                   WHERE NOT l.granted AND d.datname = current_database()";
    for _ in 0..600 {
        let row =
            test.db.read().query_one_raw(Statement::from_string(DbBackend::Postgres, waiting)).await.unwrap();
        if row.unwrap().try_get_by_index::<i64>(0).unwrap() > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    started.kill();
    reading.rollback().await.unwrap();
    let said = program.run(&copy).is(0);
    assert!(said.out.contains("organisation\t1 rows\t"), "{said:?}");
    // Held against each other the other way round: back into SQLite, each table has the sum it had.
    let back = program.run(&["migrate", "--from", &test.url, "--to", "sqlite://back.db"]).is(0);
    assert_eq!(said.out, back.out);
    test.remove().await;
}
