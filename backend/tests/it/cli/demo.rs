//! The simulated sector: made, refused, made again to the byte, and as good as any other afterwards.

use std::collections::BTreeMap;

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::importing::{self, Options};
use eclaireur::store::buildings::{self, BuildingFilter};
use eclaireur::store::imports::{self, Source, Status};
use eclaireur::store::{Paging, assessments, ledger, sqlite_path};
use reqwest::Method;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;

use super::refused;
use crate::support::{Program, TestDatabase, on_both};

/// `demo` of so many buildings in a database.
fn demo<'a>(url: &'a str, buildings: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["demo", "--database-url", url, "--buildings", buildings, "--json"], more].concat()
}

/// The service's own view of a database, as of now.
async fn opened(url: &str) -> App {
    let layer = Layer { database_url: Some(url.to_owned()), ..Layer::default() };
    App::start(Settings::new(layer, false).unwrap(), Clock::system(), false).await.unwrap()
}

async fn number(app: &App, sql: &str) -> i64 {
    let row = app.db.read().query_one_raw(Statement::from_string(app.db.backend(), sql)).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

/// A database that nobody has open.
async fn left_alone(test: &TestDatabase) -> &str {
    test.db.clone().close().await.unwrap();
    &test.url
}

on_both! {
    async fn a_sector_is_made_whole_and_only_once(test) {
        let (program, url) = (Program::new(), left_alone(test).await);
        let told = program.run(&demo(url, "24", &["--seed", "7"])).is(0).json();
        assert_eq!((&told["buildings"], &told["assessed"], &told["failed"]), (&24.into(), &24.into(), &0.into()), "{told}");
        assert!(told["bytes"].as_u64().unwrap() > 100_000 && told["seconds"]["load"].is_number(), "{told}");
        assert!(told["seconds"]["group"].is_number(), "{told}");
        program.run(&["audit", "verify", "--database-url", url]).is(0);
        refused(program.run(&demo(url, "24", &[])), &["--reset", "already"]);

        let app = opened(url).await;
        let stale = assessments::stale(app.db.read(), &eclaireur::assessing::now(&app), None, 100).await.unwrap();
        assert_eq!(stale, [], "an assessment of each, and none to be made again for its peers");
        let verified = ledger::verify(app.db.read()).await.unwrap();
        assert!(verified.broken.is_none() && verified.entries > 300, "{verified:?}");
        for (sql, least) in [
            ("SELECT COUNT(*) FROM federation", 12),
            ("SELECT COUNT(*) FROM membership", 3),
            ("SELECT COUNT(*) FROM reading WHERE end_s > start_s", 1_000),
            ("SELECT COUNT(*) FROM file", 24),
            ("SELECT COUNT(*) FROM import WHERE seq IS NOT NULL", 24),
            ("SELECT COUNT(*) FROM price", 20),
            ("SELECT COUNT(*) FROM fact", 48),
            ("SELECT COUNT(*) FROM job_run WHERE job = 'sector' AND state = 'done'", 1),
        ] {
            assert!(number(&app, sql).await >= least, "{sql}");
        }
        app.db.close().await.unwrap();

        let again = program.run(&demo(url, "9", &["--reset"])).is(0).json();
        assert_eq!(again["buildings"], 9, "{again}");
        let app = opened(url).await;
        assert_eq!(number(&app, "SELECT COUNT(*) FROM building").await, 9);
        app.db.close().await.unwrap();
    }

    async fn what_is_no_demonstration_is_never_emptied(test) {
        let (program, url) = (Program::new(), left_alone(test).await);
        program.run(&["organisation", "add", "--name", "Les Tilleuls", "--database-url", url]).is(0);
        refused(program.run(&demo(url, "5", &["--reset"])), &["more than a demonstration"]);
        let app = opened(url).await;
        assert_eq!(number(&app, "SELECT COUNT(*) FROM organisation").await, 1);
        app.db.close().await.unwrap();
    }

    async fn kept_files_say_what_is_held_and_an_import_is_undone(test) {
        let (program, url) = (Program::new(), left_alone(test).await);
        program.run(&demo(url, "12", &["--seed", "3"])).is(0);
        let app = opened(url).await;
        let all = buildings::list(app.db.read(), &BuildingFilter::default(), &Paging::first(50)).await.unwrap();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut undone = None;
        for (whose, _) in &all.items {
            for row in imports::slice(app.db.read(), whose.id, 0, 100).await.unwrap().0 {
                assert_eq!(row.status, Status::Confirmed);
                *kinds.entry(row.format.clone().unwrap()).or_default() += 1;
                let Some(sha256) = row.sha256.as_deref().filter(|_| row.source == Source::File) else { continue };
                let bytes = imports::file_bytes(app.db.read(), whose.id, sha256, 1_000_000).await.unwrap();
                assert_eq!(importing::sha256(&bytes), sha256);
                let plan = importing::preview(&app, whose.id, &bytes.into(), &Options::of(&row)).await.unwrap();
                let counts = plan.counts;
                assert_eq!((counts.new, counts.changed, counts.kept), (0, 0, 0), "{:?}: {counts:?}", row.name);
                assert_eq!(plan.parsed.rows, row.rows, "{:?}", row.name);
                assert_eq!(u32::try_from(counts.identical).unwrap(), row.rows.accepted);
                undone = Some((whose.id, row.id));
            }
        }
        assert!(kinds["plain-table"] >= 12 && kinds.contains_key("bill-form"), "{kinds:?}");
        app.db.close().await.unwrap();

        let (whose, import) = undone.unwrap();
        program.run(&["imports", "undo", &import.to_string(), "--database-url", url]).is(0);
        program.run(&["audit", "verify", "--database-url", url]).is(0);
        let app = opened(url).await;
        let row = imports::get(app.db.read(), whose, import).await.unwrap().unwrap();
        assert_eq!(row.status, Status::Undone);
        app.db.close().await.unwrap();
        let service = program.serve(&["--database-url", url]);
        for (_, row) in &all.items[..3] {
            let answer = service.request(Method::GET, &format!("/batiments/{}", row.building.code)).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{}", row.building.code);
        }
    }
}

/// Rows and sum of each table.
fn sums(program: &Program, from: &str, to: &str) -> Vec<Value> {
    let (from, to) = (format!("sqlite://{from}"), format!("sqlite://{to}"));
    let told = program.run(&["migrate", "--from", &from, "--to", &to, "--json"]).is(0).json();
    told["tables"].as_array().unwrap().clone()
}

#[test]
fn the_same_seed_on_the_same_day_makes_the_same_rows() {
    let program = Program::new();
    for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
        program.run(&demo(&format!("sqlite://{name}.db"), "10", &["--seed", seed])).is(0);
    }
    let [a, b, c] =
        ["a", "b", "c"].map(|name| sums(&program, &format!("{name}.db"), &format!("copy-{name}.db")));
    let differ = |other: &[Value]| -> Vec<String> {
        let both = a.iter().zip(other).filter(|(one, other)| one != other);
        both.map(|(one, _)| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(differ(&b), Vec::<String>::new());
    assert!(differ(&c).contains(&"reading".to_owned()));
}

#[tokio::test]
async fn quarter_hours_take_less_than_two_and_a_half_bytes() {
    let program = Program::new();
    let url = format!("sqlite://{}/q.db", program.folder().display());
    let told = program.run(&demo(&url, "4", &["--years", "1", "--resolution", "quarter-hour"])).is(0).json();
    assert!(told["readings"].as_u64().unwrap() > 4 * 35_000, "{told}");
    let app = opened(&url).await;
    let quarters = number(&app, "SELECT SUM(n) FROM block").await;
    // What a row takes beside its bytes, in table and index: below 120.
    let bytes = number(&app, "SELECT SUM(LENGTH(bytes) + 120) FROM block").await;
    assert_eq!(quarters, 4 * 35_040);
    assert!(bytes * 2 < quarters * 5, "{bytes} bytes for {quarters} quarter-hours");
    app.db.close().await.unwrap();
    assert!(sqlite_path(&url).unwrap().exists());
}

#[test]
fn what_was_begun_and_cut_short_is_begun_again() {
    let program = Program::new();
    program.file("half.making", b"half a database");
    program.run(&demo("sqlite://half.db", "2", &[])).is(0);
    assert!(!program.files(".").iter().any(|name| name.contains("making")));
}
