//! Out of one database, into another, and out again: the same bytes, the same figures.

use std::io::{Cursor, Read as _};

use eclaireur::archive::ArchiveError;
use eclaireur::store::{archive, ledger, organisations};
use eclaireur_frontend::urls;
use eclaireur_models::readings::parse::{Hints, parse};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::given::organisation;
use super::{exported, restored};
use crate::support::{EAN, Program, TestApp, TestDatabase, export, on_both, skipped};

/// What people and programs see of a building.
async fn seen(app: &TestApp, code: &str, building: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for step in ["month", "day", "quarter_hour"] {
        let path =
            format!("/api/v1/buildings/{building}/consumption?step={step}&from=2024-01-01&to=2024-03-01");
        seen.push(app.get_json(&path).await.to_string());
    }
    for path in [urls::months_csv(building), urls::entries_csv(building), urls::imports_csv(code)] {
        seen.push(app.get(&path).await.is(200).text());
    }
    seen
}

/// The names of the entries of a ZIP, in order.
fn names(bytes: &[u8]) -> Vec<String> {
    let zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    zip.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// An entry as text.
pub(crate) fn entry(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

/// Sends an archive into an empty database, and compares what comes out of it.
async fn round(bytes: &[u8], into: &TestDatabase, expect: &[String], building: &str) -> Vec<u8> {
    let app = TestApp::start(into).await;
    let row = restored(&app.app, bytes).await.expect("it is put back");
    let code = row.organisation.code.to_string();
    let verified = ledger::verify(app.app.db.read()).await.expect("the log");
    assert_eq!(verified.broken, None);
    let again = exported(&app.app, row.id).await;
    for name in names(bytes).iter().filter(|name| name.ends_with("jsonl") || name.ends_with("json")) {
        assert_eq!(entry(&again, name), entry(bytes, name), "{name}");
    }
    assert!(again == bytes, "the second round is the first to the byte");
    assert_eq!(seen(&app, &code, building).await, expect, "the same figures");
    // It is worked with as before: an import can be undone, a new one is taken.
    let later = export(EAN, "2024-05-01", "2024-05-02", 900, 7).bytes;
    let made = app.upload(&code, &format!("?building={building}"), &later).await.is(201).json();
    app.delete(&format!("/api/v1/imports/{}", made["id"].as_str().expect("an id"))).await.is(200);
    assert_eq!(seen(&app, &code, building).await[0], expect[0]);
    again
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_bytes_come_out_of_every_database_however_often() {
    let first = TestDatabase::sqlite().await;
    let app = TestApp::start(&first).await;
    let (row, building) = organisation(&app, "Les Tilleuls").await;
    // Somebody else is there too, and stays out of it.
    organisation(&app, "Le Verger").await;
    let bytes = exported(&app.app, row.id).await;
    assert!(exported(&app.app, row.id).await == bytes, "twice the same");
    assert!(!entry(&bytes, "imports.jsonl").is_empty() && !names(&bytes).iter().any(|n| n.contains("..")));
    for name in [
        "sites.jsonl",
        "facts.jsonl",
        "events.jsonl",
        "prices.jsonl",
        "mappings.jsonl",
        "sendings.jsonl",
        "bills.jsonl",
        "baselines.jsonl",
        "alert_notes.jsonl",
        "reports.jsonl",
        "projects.jsonl",
        "audits.jsonl",
        "audit_parts.jsonl",
        "audit_photos.jsonl",
        "aid_requests.jsonl",
        "obstacles.jsonl",
        "blocks.jsonl",
        "findings.jsonl",
        "memberships.jsonl",
        "allocations.jsonl",
    ] {
        assert!(!entry(&bytes, name).is_empty(), "{name} has something to prove");
    }
    assert!(!entry(&bytes, "organisation.json").contains("Verger"));
    let expect = seen(&app, row.organisation.code.as_str(), &building).await;
    let second = TestDatabase::sqlite().await;
    let bytes = round(&bytes, &second, &expect, &building).await;
    second.remove().await;
    if let Some(third) = TestDatabase::postgres().await {
        let bytes = round(&bytes, &third, &expect, &building).await;
        third.remove().await;
        let fourth = TestDatabase::sqlite().await;
        round(&bytes, &fourth, &expect, &building).await;
        fourth.remove().await;
    } else {
        skipped("PostgreSQL in /usr/lib/postgresql");
    }
    first.remove().await;
}

on_both! {
    async fn an_organisation_that_is_here_is_not_put_back_and_nothing_is_written(test) {
        let app = TestApp::start(test).await;
        let (row, _) = organisation(&app, "Les Tilleuls").await;
        let bytes = exported(&app.app, row.id).await;
        let before = counts(&app).await;
        match restored(&app.app, &bytes).await {
            Err(ArchiveError::Exists { name, .. }) => assert_eq!(name, "Les Tilleuls"),
            other => panic!("{other:?}"),
        }
        assert_eq!(counts(&app).await, before);
    }

    async fn codes_that_another_has_taken_get_a_number_and_ids_stay(test) {
        let elsewhere = TestDatabase::sqlite().await;
        let theirs = TestApp::start(&elsewhere).await;
        let (row, _) = organisation(&theirs, "Les Tilleuls").await;
        let bytes = exported(&theirs.app, row.id).await;
        let app = TestApp::start(test).await;
        app.home("Les Tilleuls").await;
        let back = restored(&app.app, &bytes).await.expect("it is put back");
        assert_eq!((back.id, back.organisation.code.as_str()), (row.id, "les-tilleuls-2"));
        let list = app.get(&urls::buildings_csv("les-tilleuls-2")).await.is(200).text();
        assert!(list.contains("Les Tilleuls;") && list.contains("Aile B"), "{list}");
        app.get(&urls::building("les-tilleuls-2")).await.is(200);
        elsewhere.remove().await;
    }

    async fn every_table_of_an_organisation_is_in_its_archive(test) {
        let db = test.db.read();
        let sql = match db.get_database_backend() {
            DbBackend::Postgres => {
                "SELECT table_name FROM information_schema.columns \
                 WHERE table_schema = 'public' AND column_name = 'tenant' AND table_name !~ '^block_' ORDER BY table_name"
            }
            _ => {
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND c.name = 'tenant' ORDER BY m.name"
            }
        };
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("tables");
        let mut tables: Vec<String> =
            rows.iter().map(|row| row.try_get_by_index(0).expect("a name")).collect();
        tables.sort();
        let mut known = [&archive::TABLES[..], &archive::DERIVED, &archive::TOLD].concat();
        known.sort_unstable();
        assert_eq!(tables, known, "a table of organisations that no archive takes along");
    }
}

/// Rows of every table.
pub(super) async fn counts(app: &TestApp) -> Vec<(&'static str, i64)> {
    let mut counts = Vec::new();
    for table in archive::TABLES.iter().chain(&["organisation", "federation", "membership"]) {
        counts.push((*table, app.rows(table).await));
    }
    counts
}

#[tokio::test]
async fn the_pages_hand_an_archive_out_and_take_it_back() {
    let first = TestDatabase::sqlite().await;
    let app = TestApp::start(&first).await;
    let (row, building) = organisation(&app, "Les Tilleuls").await;
    let page = app.get_html(&urls::organisation("les-tilleuls")).await;
    assert!(page.contains("Emporter toutes les données") && page.contains(&urls::export("les-tilleuls")));
    // Before: that it was taken away stands in the log afterwards.
    let whole = exported(&app.app, row.id).await;
    let answer = app.get(&urls::export("les-tilleuls")).await.is(200);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"les-tilleuls.zip\"");
    assert!(answer.bytes == whole);
    assert!(entry(&answer.bytes, "LISEZMOI.txt").starts_with("ARCHIVE D’UNE ORGANISATION"));
    app.get(&urls::export("nulle-part")).await.is(404);
    let send = async |app: &TestApp, bytes: &[u8]| {
        app.post_files(&urls::restore(), &[], &[("file", "archive.zip", bytes)]).await
    };
    let refused = send(&app, &answer.bytes).await.is(422).html();
    assert!(refused.contains("est déjà ici") && refused.contains("Voir Les Tilleuls"), "{refused}");
    for (bytes, expect) in [
        (&b"rien"[..], "n’est pas une archive d’organisation"),
        (&answer.bytes[..answer.bytes.len() / 2], "n’est pas une archive d’organisation"),
        (b"", "n’est pas une archive d’organisation"),
    ] {
        let page = send(&app, bytes).await.is(422).html();
        assert!(page.contains(expect), "{page}");
    }
    // Sent as if it held readings to be added, it is told where it belongs.
    let upload = urls::organisation_upload("les-tilleuls");
    let sent = app.post_files(&upload, &[], &[("file", "les-tilleuls.zip", &answer.bytes)]).await.is(303);
    assert!(
        app.get_html(&sent.location()).await.contains(
            "« Reprendre une archive ».".replace("« ", "«\u{a0}").replace(" »", "\u{a0}»").as_str()
        )
    );
    let second = TestDatabase::sqlite().await;
    let other = TestApp::start(&second).await;
    assert!(other.get_html("/").await.contains(&urls::restore()));
    assert!(other.get_html(&urls::restore()).await.contains("name=\"file\""));
    let home = send(&other, &answer.bytes).await.is(303).location();
    assert!(other.get_html(&home).await.contains("L’organisation est reprise"));
    other.get(&urls::building(&building)).await.is(200);
    assert!(other.get(&urls::export("les-tilleuls")).await.is(200).bytes == answer.bytes);
    first.remove().await;
    second.remove().await;
}

#[test]
fn the_command_line_writes_an_archive_and_puts_it_back() {
    let program = Program::new();
    let add = ["organisation", "add", "--name", "Les Tilleuls", "--postcode", "5000"];
    program.run(&add).is(0);
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Aile B"]).is(0);
    let export = ["export", "--organisation", "les-tilleuls", "--out", "tout.zip"];
    assert_eq!(program.run(&export).is(0).out, "tout.zip\n");
    #[cfg(unix)]
    for (file, why) in [("tout.zip", "it holds everything"), ("data/eclaireur.db", "as this does")] {
        assert_eq!(crate::support::rights(&program.folder().join(file)), 0o600, "{file}: {why}");
    }
    let again = ["export", "--organisation", "les-tilleuls", "--out", "encore.zip", "--json"];
    assert_eq!(program.run(&again).is(0).json()["organisation"], "les-tilleuls");
    assert_eq!(program.files(".").iter().filter(|name| name.contains(".part")).count(), 0);
    let said = program.run(&["import-organisation", "tout.zip"]).is(2);
    assert!(said.err.contains("is here already") && said.err.lines().count() == 1, "{said:?}");
    let other = ["--database-url", "sqlite://autre.db"];
    let back = program.run(&[&["import-organisation", "tout.zip"], &other[..]].concat()).is(0);
    assert_eq!(back.out, "les-tilleuls\n");
    let out = ["export", "--organisation", "les-tilleuls", "--out", "troisième.zip"];
    program.run(&[&out[..], &other].concat()).is(0);
    let read = |name: &str| crate::support::read(&program.folder().join(name));
    assert!(read("tout.zip") == read("troisième.zip") && read("tout.zip") == read("encore.zip"));
    program.file("page.zip", b"<html>");
    for (arguments, expect) in [
        (&["import-organisation", "page.zip"][..], "no archive of an organisation"),
        (&["import-organisation", "nulle-part.zip"], "nulle-part.zip"),
        (&["export", "--organisation", "nulle-part", "--out", "x.zip"], "no organisation `nulle-part`"),
        (&["export", "--organisation", "les-tilleuls", "--out", "nulle/part/x.zip"], "nulle/part/x.zip"),
    ] {
        let said = program.run(arguments).is(2);
        assert!(said.err.contains(expect) && said.err.lines().count() == 1, "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readings_of_an_archive_can_be_sent_one_file_alone() {
    let first = TestDatabase::sqlite().await;
    let app = TestApp::start(&first).await;
    let (row, _) = organisation(&app, "Les Tilleuls").await;
    let bytes = exported(&app.app, row.id).await;
    let files: Vec<String> = names(&bytes).into_iter().filter(|name| name.starts_with("readings/")).collect();
    assert!(files.iter().any(|n| n.contains("-slots")) && files.iter().any(|n| n.contains("-rows")));
    for name in &files {
        let text = entry(&bytes, name);
        let parsed = parse(text.as_bytes(), &app.app.catalog(), Hints::default());
        assert_eq!(parsed.format.as_deref(), Some("eclaireur-readings"), "{name}");
        let read = usize::try_from(parsed.rows.accepted).expect("small");
        assert_eq!((read, parsed.findings), (text.lines().count() - 1, Vec::new()), "{name}");
    }
    // Into another house, meters and all.
    let (home, building) = app.home("Le Verger").await;
    let largest = files.iter().max_by_key(|name| entry(&bytes, name).len()).expect("a file");
    let query = format!("?create_meters=true&building={building}");
    let made = app.upload(&home, &query, entry(&bytes, largest).as_bytes()).await.is(201).json();
    let series = &made["series"][0];
    assert_eq!((&series["ean"], &series["resolution_s"]), (&EAN.into(), &900.into()));
    assert_eq!(made["format"], "eclaireur-readings");
    first.remove().await;
}

#[tokio::test]
async fn one_organisation_that_takes_its_archive_away_keeps_no_other_waiting() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let slow = organisations::by_code(app.app.db.read(), &app.organisation("Les Tilleuls").await).await;
    let slow = slow.unwrap().unwrap();
    let other = app.organisation("Le Verger").await;
    // It is received slowly, and asked for again and again meanwhile.
    let turn = app.app.exports.take(slow.id).await.unwrap();
    let path = urls::export(slow.organisation.code.as_str());
    let waiting = async { tokio::join!(app.get(&path), app.get(&path)) };
    let received = async {
        for _ in 0..3 {
            app.get(&urls::export(&other)).await.is(200);
        }
        drop(turn);
    };
    let ((first, second), ()) = tokio::join!(waiting, received);
    assert_eq!((first.status, second.status), (200, 200));
    test.remove().await;
}
