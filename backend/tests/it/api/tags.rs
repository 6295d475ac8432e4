//! Cursors, tags, and requests that are done once.

use reqwest::{Method, multipart};
use serde_json::{Value, json};

use crate::support::{Answer, EAN, TestApp, export, on_both};

/// An upload with a key.
async fn keyed(app: &TestApp, address: &str, key: &str, name: &str, bytes: &[u8]) -> Answer {
    let part = multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    let form = multipart::Form::new().part("file", part);
    let request = app.request(Method::POST, address).header("idempotency-key", key).multipart(form);
    Answer::to(request).await
}

on_both! {
    async fn an_answer_that_did_not_change_is_not_sent_again(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        for path in [
            "/api/v1/organisations".to_owned(),
            format!("/api/v1/organisations/{home}"),
            format!("/api/v1/buildings/{building}"),
            format!("/api/v1/buildings/{building}/facts"),
            format!("/api/v1/buildings/{building}/consumption"),
            "/api/v1/aids".to_owned(),
        ] {
            let first = app.get(&path).await.is(200);
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with("W/\"") && tag.len() == 36, "{path}: {tag}");
            assert_eq!(first.header("cache-control"), "private, no-cache");
            for (known, status) in [(tag.as_str(), 304), (&tag[2..], 304), ("\"x\", *", 304), ("W/\"x\"", 200)] {
                let asked = app.request(Method::GET, &path).header("if-none-match", known);
                let answer = Answer::to(asked).await.is(status);
                assert_eq!((answer.header("etag"), answer.bytes.is_empty()), (tag.as_str(), status == 304));
            }
        }
        let path = format!("/api/v1/buildings/{building}/events");
        let tag = app.get(&path).await.is(200).header("etag").to_owned();
        let event = json!({ "kind": "works", "from": "2024-06-03", "text": "toiture" });
        Answer::to(app.request(Method::POST, &path).json(&event)).await.is(201);
        assert_ne!(app.get(&path).await.is(200).header("etag"), tag);
        assert_eq!(app.get("/api/v1/buildings/nulle-part").await.header("etag"), "", "a problem has no tag");
    }

    async fn a_list_is_walked_by_its_link_while_it_grows(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        for name in ["Aile B", "Aile D", "Aile F"] {
            app.building(&home, name).await;
        }
        let address = |link: &str| link.trim_start_matches('<').split('>').next().unwrap().to_owned();
        let first = app.get(&format!("/api/v1/organisations/{home}/buildings?limit=2&q=aile")).await.is(200);
        let next = address(first.header("link"));
        assert!(first.header("link").ends_with("; rel=\"next\"") && next.contains("q=aile") && next.contains("limit=2"));
        // Before the cursor, and after it.
        app.building(&home, "Aile A").await;
        app.building(&home, "Aile E").await;
        let second = app.get(&next).await.is(200);
        let codes = |answer: &Answer| -> Vec<String> {
            answer.json()["items"].as_array().unwrap().iter().map(|i| i["code"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!((codes(&first), codes(&second)), (vec!["aile-b".into(), "aile-d".into()], vec!["aile-e".into(), "aile-f".into()]));
        assert_eq!((second.header("link"), &second.json()["next"]), ("", &Value::Null));
        let cursor = first.json()["next"].as_str().unwrap().to_owned();
        assert!(!cursor.contains("aile"), "it says nothing: {cursor}");
        for wrong in ["x", "c.", "c.%20", "aile-b", "c.AA"] {
            let expect = if wrong == "c." { 200 } else { 422 };
            let path = format!("/api/v1/buildings?cursor={wrong}");
            let answer = app.get(&path).await.is(expect);
            if expect == 422 {
                assert_eq!(answer.problem(422, "unreadable-parameter")["parameter"], "cursor");
            }
        }
        let long = "x".repeat(201);
        for path in ["organisations", "buildings"] {
            app.get(&format!("/api/v1/{path}?q={long}")).await.problem(422, "unreadable-parameter");
        }
        // A cursor of another list is no id.
        app.get(&format!("/api/v1/organisations/{home}/imports?cursor={cursor}")).await.problem(422, "unreadable-parameter");
    }

    async fn a_request_with_a_key_is_done_once(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let address = format!("/api/v1/organisations/{home}/imports?create_meters=true&building={building}");
        let file = export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes;
        let first = keyed(&app, &address, "k1", "a.csv", &file).await.is(201);
        assert_eq!(first.header("idempotency-replayed"), "");
        let again = keyed(&app, &address, "k1", "a.csv", &file).await.is(201);
        assert_eq!((again.json(), again.header("idempotency-replayed")), (first.json(), "true"));
        assert_eq!(keyed(&app, &address, "k2", "a.csv", &file).await.is(200).json()["id"], first.json()["id"]);
        // The same key with another file, another name, another question.
        let other = export(EAN, "2024-02-01", "2024-03-01", 3600, 1).bytes;
        for (address, name, bytes) in [
            (address.clone(), "a.csv", &other),
            (address.clone(), "b.csv", &file),
            (format!("{address}&accept_partial=true"), "a.csv", &file),
        ] {
            keyed(&app, &address, "k1", name, bytes).await.problem(422, "idempotency-key-reused");
        }
        assert_eq!(app.rows("import").await, 1);
        // A key is an organisation's own.
        let (there, _) = app.home("Le Verger").await;
        let elsewhere = format!("/api/v1/organisations/{there}/imports?create_meters=true");
        keyed(&app, &elsewhere, "k1", "a.csv", &file).await.is(201);
        // What was refused leaves the key free.
        keyed(&app, &address, "k3", "a.csv", b"no meter data").await.problem(422, "import-refused");
        keyed(&app, &address, "k3", "a.csv", &other).await.is(201);
        for key in ["a b", &"x".repeat(201)] {
            keyed(&app, &address, key, "a.csv", &file).await.problem(422, "idempotency-key-unreadable");
        }
        // A day later it is forgotten.
        app.app.clock.advance(86_401);
        keyed(&app, &address, "k1", "b.csv", &export(EAN, "2024-03-01", "2024-04-01", 3600, 1).bytes).await.is(201);
        let held = app.rows("idempotency").await;
        let tx = app.app.db.begin().await.unwrap();
        eclaireur::store::idempotency::expire(&tx, app.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(app.rows("idempotency").await < held, "those of others too");
    }

    async fn the_same_request_at_the_same_time_is_one_import(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let address = format!("/api/v1/organisations/{home}/imports?create_meters=true&building={building}");
        let file = export(EAN, "2024-01-01", "2024-07-01", 900, 1).bytes;
        let one = || keyed(&app, &address, "k1", "a.csv", &file);
        let (a, b, c, d) = tokio::join!(one(), one(), one(), one());
        let answers = [a, b, c, d];
        let made: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 201).collect();
        assert!(!made.is_empty());
        for answer in &answers {
            match answer.status {
                201 => assert_eq!(answer.json(), made[0].json()),
                _ => drop(answer.problem(409, "idempotency-key-in-use")),
            }
        }
        assert_eq!((app.rows("import").await, app.rows("idempotency").await), (1, 1));
        assert_eq!(keyed(&app, &address, "k1", "a.csv", &file).await.is(201).json(), made[0].json());
    }
}
