//! Archives that are not as they were written: each is refused, says where, and leaves nothing.

use std::io::{Cursor, Read as _, Write as _};

use eclaireur::archive::ArchiveError;
use eclaireur::importing::sha256;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::given::organisation;
use super::rounds::counts;
use super::{exported, restored};
use crate::support::{TestApp, TestDatabase, on_both};

/// The entries of an archive, without its manifest.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut entries = Vec::new();
    for n in 0..zip.len() {
        let mut entry = zip.by_index(n).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        entries.push((name, bytes));
    }
    entries.retain(|(name, _)| name != "manifest.json");
    entries
}

/// A manifest that is right about these entries.
fn manifest(entries: &[(String, Vec<u8>)]) -> Value {
    let list: Vec<Value> = entries
        .iter()
        .map(|(path, bytes)| json!({ "path": path, "bytes": bytes.len(), "sha256": sha256(bytes) }))
        .collect();
    json!({ "format": "eclaireur-archive", "version": 4, "entries": list })
}

fn packed(entries: &[(String, Vec<u8>)], manifest: &Value) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = ("manifest.json".to_owned(), manifest.to_string().into_bytes());
    for (name, bytes) in entries.iter().chain([&manifest]) {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// The archive with one entry changed, and a manifest that is right about it.
fn changed(entries: &[(String, Vec<u8>)], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut entries = entries.to_vec();
    let entry = entries.iter_mut().find(|(path, _)| path.contains(name)).expect(name);
    let before = String::from_utf8(entry.1.clone()).expect("text");
    let after = change(&before);
    assert_ne!(before, after, "{name} was changed");
    entry.1 = after.into_bytes();
    packed(&entries, &manifest(&entries))
}

/// Without one of its lines.
fn without_line(text: &str, n: usize) -> String {
    let lines = text.lines().enumerate().filter(|(at, _)| *at != n);
    lines.flat_map(|(_, line)| [line, "\n"]).collect()
}

type Refusal = (&'static str, Vec<u8>, &'static str);

fn refusals(whole: &[u8]) -> Vec<Refusal> {
    let good = entries(whole);
    let of = |name: &str, change: &dyn Fn(&str) -> String| changed(&good, name, change);
    let replace = |name: &'static str, from: &'static str, to: &'static str| {
        of(name, &move |text: &str| text.replacen(from, to, 1))
    };
    let mut flipped = good.clone();
    flipped[1].1[5] ^= 1;
    let mut missing = good.clone();
    let gone = missing.iter().position(|(name, _)| name.starts_with("files/")).expect("a file");
    missing.remove(gone);
    let mut extra = good.clone();
    extra.push(("../../etc/passwd".to_owned(), b"x".to_vec()));
    let first_reading = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        let again = lines[1];
        lines.insert(1, again);
        lines.join("\n") + "\n"
    };
    vec![
        ("a bit was flipped", packed(&flipped, &manifest(&good)), "it is not what was written"),
        ("an entry is missing", packed(&missing, &manifest(&good)), "does not list"),
        ("an entry too many", packed(&extra, &manifest(&good)), "does not list"),
        ("an entry nobody knows", packed(&extra, &manifest(&extra)), "nobody knows"),
        ("no file for its line", packed(&missing, &manifest(&missing)), "it is missing"),
        ("a line of another version", replace("meters.jsonl", "{", "{\"colour\":\"red\","), "meters.jsonl:1"),
        ("a column is missing", replace("buildings.jsonl", "\"name\"", "\"nom\""), "buildings.jsonl:1"),
        ("a code that is none", replace("meters.jsonl", "\"water\"", "\"beer\""), "meters.jsonl"),
        (
            "a meter that is not there",
            of("channels.jsonl", &|text: &str| {
                let at = text.find("\"meter\":\"").expect("a meter") + 9;
                format!("{}0000000000001{}", &text[..at], &text[at + 13..])
            }),
            "channels.jsonl",
        ),
        ("a NUL", replace("meters.jsonl", "Cuisine", "Cui\\u0000sine"), "meters.jsonl:2"),
        ("a line twice", of("events.jsonl", &|text: &str| format!("{text}{text}")), "events.jsonl"),
        ("a line cut off", of("prices.jsonl", &|text: &str| text.trim_end().to_owned()), "prices.jsonl"),
        (
            "an entry of the log changed",
            replace("log.jsonl", "organisation.created", "organisation.painted"),
            "log.jsonl:1: the chain",
        ),
        (
            "an entry of the log gone",
            of("log.jsonl", &|text: &str| without_line(text, 2)),
            "log.jsonl:3: the chain",
        ),
        (
            "a fact about nothing",
            of("facts.jsonl", &|text: &str| {
                let at = text.find("\"subject\":\"").expect("a subject") + 11;
                format!("{}0000000000001{}", &text[..at], &text[at + 13..])
            }),
            "a fact about something",
        ),
        (
            "readings that nobody confirmed",
            of("imports.jsonl", &|text: &str| text.replacen("\"confirmed\"", "\"undone\"", 1)),
            "not confirmed",
        ),
        ("a reading twice", of("-slots.csv", &first_reading), "-slots.csv"),
        ("a reading gone", of("-slots.csv", &|text: &str| without_line(text, 1)), "more or fewer"),
        (
            "a reading beside its slot",
            replace("-slots.csv", ":15:00+01:00;", ":16:00+01:00;"),
            "beside its slot",
        ),
        ("a value that is none", replace("-rows.csv", ";measured", ";guessed"), "-rows.csv:2"),
        (
            "a month that is none",
            replace("blocks.jsonl", "\"2024-01\"", "\"2024-13\""),
            "a month that is none",
        ),
        ("slots of a second", replace("blocks.jsonl", ":900,", ":7,"), "-slots.csv"),
        ("months without readings", of("blocks.jsonl", &|text: &str| without_line(text, 0)), "-slots.csv"),
        ("another file under its name", of("files/", &|text: &str| format!("{text} ")), "files/"),
        ("no manifest", packed(&good, &json!({ "format": "something" })), "no archive of an organisation"),
        (
            "a newer version",
            packed(&good, &json!({ "format": "eclaireur-archive", "version": 7, "more": 1 })),
            "version 6",
        ),
        ("half of it", whole[..whole.len() / 2].to_vec(), "no archive of an organisation"),
        ("nothing", Vec::new(), "no archive of an organisation"),
    ]
}

/// The same of what is said of buildings.
fn refusals_of_what_is_said(whole: &[u8]) -> Vec<Refusal> {
    let good = entries(whole);
    let of = |name: &str, change: &dyn Fn(&str) -> String| changed(&good, name, change);
    vec![
        (
            "another report",
            of("reports.jsonl", &|text: &str| text.replacen("Les Tilleuls", "Le Verger", 1)),
            "reports.jsonl:1",
        ),
        (
            "a report whose file is another",
            of("reports.jsonl", &|text: &str| {
                let at = text.rfind("\"sha256\":\"").expect("a file") + 10;
                let files = text.find("\"files\":[{").expect("files");
                let at = text[files..].find("\"sha256\":\"").map_or(at, |found| files + found + 10);
                format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..])
            }),
            "a report without its file",
        ),
        (
            "an answer about nothing",
            of("alert_notes.jsonl", &|text: &str| {
                let at = text.find("\"building\":\"").expect("a building") + 12;
                format!("{}0000000000001{}", &text[..at], &text[at + 13..])
            }),
            "alert_notes.jsonl",
        ),
        ("a log without an entry", of("log.jsonl", &|_: &str| String::new()), "without an entry"),
        (
            "a project that nobody can read",
            of("projects.jsonl", &|text: &str| {
                text.replacen("\"body\":{}", "\"body\":{\"procedure\":{\"nothing\":1}}", 1)
            }),
            "projects.jsonl:1",
        ),
        (
            "a project whose version cannot grow",
            of("projects.jsonl", &|text: &str| text.replacen("\"version\":2", "\"version\":2147483647", 1)),
            "projects.jsonl",
        ),
        (
            "a project whose name nobody can see",
            of("projects.jsonl", &|text: &str| text.replacen("\"Éclairage\"", "\"\u{202e}\"", 1)),
            "projects.jsonl",
        ),
    ]
}

on_both! {
    async fn an_archive_of_before_answers_and_reports_is_put_back(test) {
        let elsewhere = TestDatabase::sqlite().await;
        let theirs = TestApp::start(&elsewhere).await;
        let (row, _) = organisation(&theirs, "Les Tilleuls").await;
        let mut old = entries(&exported(&theirs.app, row.id).await);
        let app = TestApp::start(test).await;
        let later = ["alert_notes.jsonl", "reports.jsonl", "baselines.jsonl", "projects.jsonl", "audits.jsonl", "audit_parts.jsonl", "audit_photos.jsonl", "aid_requests.jsonl", "obstacles.jsonl"];
        old.retain(|(name, _)| !later.contains(&name.as_str()));
        // Of today's version they would have to be there.
        let refused = restored(&app.app, &packed(&old, &manifest(&old))).await;
        assert!(matches!(refused, Err(ArchiveError::Damaged { .. })), "{refused:?}");
        let mut first = manifest(&old);
        first["version"] = json!(1);
        let back = restored(&app.app, &packed(&old, &first)).await.expect("it is put back");
        assert_eq!(back.id, row.id);
        assert_eq!((app.rows("baseline").await, app.rows("report").await), (0, 0));
        elsewhere.remove().await;
    }

    async fn what_is_damaged_is_refused_says_where_and_leaves_nothing(test) {
        let elsewhere = TestDatabase::sqlite().await;
        let theirs = TestApp::start(&elsewhere).await;
        let (row, _) = organisation(&theirs, "Les Tilleuls").await;
        let whole = exported(&theirs.app, row.id).await;
        let app = TestApp::start(test).await;
        let before = counts(&app).await;
        for (what, bytes, expect) in refusals(&whole).into_iter().chain(refusals_of_what_is_said(&whole)) {
            match restored(&app.app, &bytes).await {
                Ok(_) => panic!("{what}: it was taken"),
                Err(ArchiveError::Io(error)) => panic!("{what}: {error}"),
                Err(error) => {
                    let said = error.to_string();
                    assert!(said.contains(expect), "{what}: {said}");
                }
            }
            assert_eq!(counts(&app).await, before, "{what} left something");
        }
        restored(&app.app, &whole).await.expect("the whole one is taken");
        elsewhere.remove().await;
    }
}
