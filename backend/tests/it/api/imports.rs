//! Sending a file as a program does: what is kept, and what the answer says of it.

use eclaireur::importing::sha256;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{EAN, TestApp, archive, export, locked, on_both, one_bad_row, one_day};

/// Tables that an import writes to.
const WRITTEN: [&str; 6] = ["file", "import", "finding", "meter", "channel", "block"];

async fn written(app: &TestApp) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in WRITTEN {
        rows.push(app.rows(table).await);
    }
    rows
}

fn codes(body: &Value) -> Vec<&str> {
    let findings = body["findings"].as_array().expect("findings");
    findings.iter().map(|f| f["code"].as_str().expect("a code")).collect()
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().expect("a decimal as text").parse().expect("a decimal")
}

on_both! {
    async fn a_file_is_kept_and_the_answer_says_what_it_changed(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let year = export(EAN, "2024-01-01", "2025-01-01", 3600, 1);
        let body = app.upload(&home, "?create_meters=true", &year.bytes).await.is(201).json();
        assert_eq!(body["id"].as_str().map(str::len), Some(13), "{body}");
        assert_eq!(body["sha256"], sha256(&year.bytes));
        assert_eq!((&body["status"], &body["file"]), (&json!("confirmed"), &json!("export.csv")));
        assert_eq!((&body["format"], &body["encoding"]), (&json!("fluvius-volumes"), &json!("utf-8")));
        let rows = json!({ "read": 8784, "accepted": 8784, "missing": 0, "rejected": 0, "ignored": 0 });
        assert_eq!(body["rows"], rows);
        assert_eq!(body["counts"], json!({ "new": 8784, "changed": 0, "identical": 0, "kept": 0 }));
        let [series] = &body["series"].as_array().unwrap()[..] else { panic!("one series: {body}") };
        for (key, expect) in [
            ("ean", json!(EAN)),
            ("ean_valid", json!(true)),
            ("carrier", json!("electricity")),
            ("direction", json!("offtake")),
            ("register", json!("total")),
            ("kind", json!("interval")),
            ("unit", json!("kWh")),
            ("resolution_s", json!(3600)),
            ("readings", json!(8784)),
            ("missing", json!(0)),
            ("gaps", json!(0)),
            ("from", json!("2024-01-01T00:00:00+01:00")),
            ("to", json!("2025-01-01T00:00:00+01:00")),
            ("total", json!(year.total().to_string())),
            ("counts_towards_total", json!(true)),
        ] {
            assert_eq!(series[key], expect, "{key}");
        }
        let [effect] = &body["effect"].as_array().unwrap()[..] else { panic!("one year: {body}") };
        assert_eq!((&effect["building"], &effect["year"]), (&json!(building), &json!(2024)));
        assert_eq!(effect["before_kwh"], Value::Null);
        assert_eq!(decimal(&effect["after_kwh"]), year.total());

        let shown = app.get_json(&format!("/api/v1/imports/{}", body["id"].as_str().unwrap())).await;
        assert_eq!(shown, body, "what is shown later is what was answered");
    }

    async fn a_later_file_says_what_the_year_was_before(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let first = export(EAN, "2024-01-01", "2025-01-01", 3600, 1);
        let may = export(EAN, "2024-05-01", "2024-06-01", 3600, 2);
        app.upload(&home, "?create_meters=true", &first.bytes).await.is(201);
        let body = app.upload(&home, "", &may.bytes).await.is(201).json();
        let effect = &body["effect"][0];
        let after = first.total() - first.months["2024-05"] + may.total();
        assert_eq!((decimal(&effect["before_kwh"]), decimal(&effect["after_kwh"])), (first.total(), after));
        let counts = &body["counts"];
        let changed = counts["changed"].as_u64().unwrap() + counts["identical"].as_u64().unwrap();
        assert_eq!((counts["new"].as_u64(), changed), (Some(0), 744), "{counts}");
        assert_eq!(app.rows("meter").await, 1);
    }

    async fn the_same_bytes_are_one_import_until_it_is_undone(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = one_day(EAN).bytes;
        let first = app.upload(&home, "?create_meters=true", &file).await.is(201).json();
        let before = written(&app).await;
        for query in ["?create_meters=true", "", "?dry_run=true"] {
            let again = app.upload(&home, query, &file).await.is(200).json();
            assert_eq!(again, first, "{query}");
        }
        assert_eq!(written(&app).await, before);

        let undone = app.delete(&format!("/api/v1/imports/{}", first["id"].as_str().unwrap())).await.is(200);
        assert_eq!(undone.json()["status"], "undone");
        let months = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
        assert_eq!(months["points"], json!([]));
        let second = app.upload(&home, "", &file).await.is(201).json();
        assert_ne!(second["id"], first["id"]);
        assert_eq!(second["sha256"], first["sha256"]);
        assert_eq!((app.rows("file").await, app.rows("import").await), (1, 2));
    }

    async fn the_same_bytes_of_another_organisation_are_another_import(test) {
        let app = TestApp::start(test).await;
        let (one, _) = app.home("Les Tilleuls").await;
        let (other, _) = app.home("Le Verger").await;
        let file = one_day(EAN).bytes;
        let first = app.upload(&one, "?create_meters=true", &file).await.is(201).json();
        let second = app.upload(&other, "?create_meters=true", &file).await.is(201).json();
        assert_ne!(first["id"], second["id"]);
    }

    async fn a_dry_run_says_everything_and_writes_nothing(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-03-01", 3600, 1);
        let before = written(&app).await;
        let query = "?create_meters=true&dry_run=true";
        let body = app.upload(&home, query, &file.bytes).await.is(200).json();
        assert_eq!((&body["id"], &body["status"]), (&Value::Null, &json!("dry_run")));
        assert_eq!(body["sha256"], sha256(&file.bytes));
        assert_eq!((&body["rows"]["accepted"], &body["counts"]["new"]), (&json!(1440), &json!(1440)));
        assert_eq!(body["effect"][0]["building"], building);
        assert_eq!(written(&app).await, before);
        assert_eq!(app.rows("log").await, 2, "the organisation and the building, nothing else");
        // Without a home for it the same is said, with what is lacking.
        let body = app.upload(&home, "?dry_run=true", &file.bytes).await.is(200).json();
        assert_eq!((&body["status"], codes(&body)), (&json!("dry_run"), vec!["unknown-meter"]));
    }

    async fn a_meter_that_is_not_known_is_a_finding_unless_it_may_be_made(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let file = one_day(EAN).bytes;
        let before = written(&app).await;
        for query in ["", "?create_meters=false"] {
            let body = app.upload(&home, query, &file).await.problem(422, "import-refused");
            assert_eq!((codes(&body), &body["findings"][0]["value"]), (vec!["unknown-meter"], &json!(EAN)));
            assert_eq!((&body["state"], &body["id"]), (&json!("refused"), &Value::Null));
            assert!(body["findings"][0]["message"].as_str().unwrap().contains("compteur"), "a sentence: {body}");
        }
        // Somebody who takes the good part has nothing to take either.
        app.upload(&home, "?accept_partial=true", &file).await.problem(422, "import-refused");
        assert_eq!(written(&app).await, before);
        app.upload(&home, "?create_meters=true", &file).await.is(201);
        assert_eq!(app.rows("meter").await, 1);
    }

    async fn a_building_narrows_where_a_new_meter_goes(test) {
        let app = TestApp::start(test).await;
        let (home, first) = app.home("Les Tilleuls").await;
        let second = app.building(&home, "Aile B").await;
        let (_, foreign) = app.home("Le Verger").await;
        let file = one_day(EAN).bytes;
        // Two buildings, and nobody said which.
        let body = app.upload(&home, "?create_meters=true", &file).await.problem(422, "import-refused");
        assert_eq!(codes(&body), ["unknown-meter"]);
        for unknown in [foreign.as_str(), "aile-c", "", "..%2F"] {
            let query = format!("?create_meters=true&building={unknown}");
            app.upload(&home, &query, &file).await.problem(404, "not-found");
        }
        assert_eq!(app.rows("import").await, 0);
        let query = format!("?create_meters=true&building={second}");
        let body = app.upload(&home, &query, &file).await.is(201).json();
        assert_eq!(body["effect"][0]["building"], second);
        let months = app.get_json(&format!("/api/v1/buildings/{first}/consumption")).await;
        assert_eq!(months["points"], json!([]));
    }

    async fn a_partly_bad_file_is_taken_only_by_who_says_so(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let file = one_bad_row(EAN);
        let before = written(&app).await;
        let body = app.upload(&home, "?create_meters=true", &file).await.problem(422, "import-refused");
        let finding = &body["findings"][0];
        for (key, expect) in [
            ("code", json!("bad-number")),
            ("severity", json!("error")),
            ("row", json!(4)),
            ("column", json!("Volume")),
            ("value", json!("douze")),
        ] {
            assert_eq!(finding[key], expect, "{key}");
        }
        assert_eq!(body["rows"], json!({ "read": 96, "accepted": 95, "missing": 0, "rejected": 1, "ignored": 0 }));
        assert_eq!(written(&app).await, before);
        let query = "?create_meters=true&accept_partial=true";
        let body = app.upload(&home, query, &file).await.is(201).json();
        assert_eq!((&body["counts"]["new"], codes(&body)), (&json!(95), vec!["bad-number"]));
        let shown = app.get_json(&format!("/api/v1/imports/{}", body["id"].as_str().unwrap())).await;
        assert_eq!(codes(&shown), ["bad-number"]);
    }

    async fn several_files_are_answered_in_order_each_for_itself(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let january = export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes;
        let february = export(EAN, "2024-02-01", "2024-03-01", 3600, 2).bytes;
        let path = format!("/api/v1/organisations/{home}/imports?create_meters=true");
        let files = [("file", "a.csv", january.as_slice()), ("file", "b.csv", &february), ("other", "c.csv", b"x")];
        let body = app.post_files(&path, &[], &files).await.is(201).json();
        let all = body["imports"].as_array().unwrap();
        let names: Vec<&Value> = all.iter().map(|one| &one["file"]).collect();
        assert_eq!(names, ["a.csv", "b.csv"]);
        assert_eq!((&all[0]["counts"]["new"], &all[1]["counts"]["new"]), (&json!(744), &json!(696)));
        assert_eq!(app.rows("meter").await, 1, "the second file finds the meter of the first");
        assert_eq!(app.post_files(&path, &[], &files).await.is(200).json(), body);

        // One of them is no meter data: it is said, beside what was kept of the others.
        let march = export(EAN, "2024-03-01", "2024-04-01", 3600, 3).bytes;
        let files = [("file", "d.csv", march.as_slice()), ("file", "e.csv", b"<!doctype html><p>Connexion</p>")];
        let body = app.post_files(&path, &[], &files).await.is(207).json();
        let (kept, refused) = (&body["imports"][0], &body["imports"][1]);
        assert_eq!((&kept["status"], &refused["status"]), (&json!("confirmed"), &json!("refused")), "{body}");
        assert_eq!((&kept["file"], &refused["file"]), (&json!("d.csv"), &json!("e.csv")));
        assert_eq!(codes(refused), ["not-meter-data"]);
        assert_eq!(app.rows("import").await, 3);
        // All of them: nothing was kept.
        let files = [("file", "e.csv", &b"<!doctype html><p>Connexion</p>"[..]), ("file", "f.csv", b"{\"a\": 1}")];
        let body = app.post_files(&path, &[], &files).await.problem(422, "import-refused");
        assert_eq!(body["imports"].as_array().unwrap().len(), 2);
    }

    async fn the_files_of_a_zip_are_answered_like_files(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let january = export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes;
        let february = export(EAN, "2024-02-01", "2024-03-01", 3600, 2).bytes;
        let query = "?create_meters=true";
        // One file in a ZIP is answered like that file.
        let body = app.upload(&home, query, &archive(&[("a.csv", &january)])).await.is(201).json();
        assert_eq!((&body["file"], &body["status"]), (&json!("export.csv/a.csv"), &json!("confirmed")));
        assert_eq!(body["sha256"], json!(eclaireur::importing::sha256(&january)));
        assert_eq!(app.upload(&home, query, &january).await.is(200).json()["id"], body["id"]);

        let zip = archive(&[("secret.csv", b"x"), ("a.csv", &january), ("2024/b.csv", &february)]);
        let body = app.upload(&home, query, &locked(zip)).await.is(207).json();
        let [secret, first, second] = &body["imports"].as_array().unwrap()[..] else { panic!("three: {body}") };
        assert_eq!((&secret["status"], &secret["sha256"]), (&json!("refused"), &json!(null)));
        assert_eq!((codes(secret), &secret["file"]), (vec!["archive-locked"], &json!("export.csv/secret.csv")));
        assert_eq!((&first["status"], &second["status"]), (&json!("confirmed"), &json!("confirmed")));
        assert_eq!((&second["counts"]["new"], app.rows("import").await), (&json!(696), 2));
        let body = app.upload(&home, query, &archive(&[])).await.problem(422, "import-refused");
        assert_eq!(codes(&body), ["not-meter-data"]);
    }

    async fn two_files_of_the_same_new_meter_at_the_same_time_make_one_meter(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let files: Vec<Vec<u8>> = (1..5)
            .map(|month| {
                let (from, to) = (format!("2024-0{month}-01"), format!("2024-0{}-01", month + 1));
                export(EAN, &from, &to, 3600, month).bytes
            })
            .collect();
        let query = "?create_meters=true";
        let sent = files.iter().map(|bytes| app.upload(&home, query, bytes));
        for answer in futures_util::future::join_all(sent).await {
            answer.is(201);
        }
        assert_eq!((app.rows("import").await, app.rows("meter").await), (4, 1));
    }
}
