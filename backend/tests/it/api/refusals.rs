//! What is no request we can answer: each refusal is problem+json with its code, and nothing is kept of it.

use reqwest::Method;
use serde_json::json;

use crate::support::{Answer, EAN, TestApp, TestDatabase, on_both, one_day};

on_both! {
    async fn a_file_that_is_no_meter_data_is_refused_with_what_it_looks_like(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        for (bytes, code) in [
            (&b""[..], "not-meter-data"),
            (b"<!doctype html><html><body>Connexion</body></html>", "not-meter-data"),
            (b"%PDF-1.7\n1 0 obj", "not-meter-data"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-meter-data"),
            (b"PK\x03\x04\x14\0\x06\0", "not-meter-data"),
            (b"\xff\xfe\xfd\0\0\0", "not-meter-data"),
            (b"Nom;Pr\xc3\xa9nom\nDupont;Marie\n", "unknown-layout"),
        ] {
            let body = app.upload(&home, "?create_meters=true", bytes).await.problem(422, "import-refused");
            assert_eq!((&body["format"], &body["findings"][0]["code"]), (&json!(null), &json!(code)), "{body}");
            assert_eq!(body["findings"][0]["severity"], "error");
            assert_eq!(body["series"], json!([]));
        }
        assert_eq!((app.rows("import").await, app.rows("file").await), (0, 0));
    }

    async fn an_address_that_does_not_exist_is_said_in_json(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = one_day(EAN).bytes;
        app.upload("nulle-part", "?create_meters=true", &file).await.problem(404, "not-found");
        for path in [
            "/api/v1".to_owned(),
            "/api/v2/buildings".to_owned(),
            "/api/v1/buildings/nulle-part".to_owned(),
            "/api/v1/buildings/nulle-part/consumption".to_owned(),
            format!("/api/v1/buildings/{building}/consommation"),
            "/api/v1/buildings?organisation=nulle-part".to_owned(),
            "/api/v1/organisations/nulle-part/imports".to_owned(),
            "/api/v1/imports/x".to_owned(),
            "/api/v1/imports/0000000000000".to_owned(),
            "/api/v1/imports/zzzzzzzzzzzzz".to_owned(),
            "/api/v1/imports/%00".to_owned(),
            "/api/v1/buildings/%00".to_owned(),
            "/api/v1/organisations/%00/imports".to_owned(),
        ] {
            app.get(&path).await.problem(404, "not-found");
        }
        app.delete("/api/v1/imports/0000000000000").await.problem(404, "not-found");
        for (method, path) in [
            (Method::DELETE, format!("/api/v1/organisations/{home}/imports")),
            (Method::PUT, format!("/api/v1/buildings/{building}")),
            (Method::POST, "/api/v1/organisations".to_owned()),
            (Method::POST, "/healthz".to_owned()),
        ] {
            let answer = Answer::to(app.request(method, &path)).await;
            answer.problem(405, "method-not-allowed");
            assert!(answer.header("allow").contains("GET"), "{path}: {answer:?}");
        }
    }

    async fn a_query_that_cannot_be_read_is_said(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = one_day(EAN).bytes;
        app.upload(&home, "?dry_run=oui", &file).await.problem(400, "bad-request");
        assert_eq!(app.rows("import").await, 0);
        app.get("/api/v1/organisations?limit=beaucoup").await.problem(400, "bad-request");
        for (query, code) in [
            ("step=week", "unreadable-parameter"),
            ("carrier=charbon", "unreadable-parameter"),
            ("direction=north", "unreadable-parameter"),
            ("from=31/12/2024", "unreadable-parameter"),
            ("from=2024-02-30", "unreadable-parameter"),
            ("step=day", "period-required"),
            ("step=quarter_hour&from=2024-01-01", "period-required"),
            ("step=day&from=2024-01-02&to=2024-01-01", "period-reversed"),
            ("step=quarter_hour&from=2000-01-01&to=2025-01-01", "period-too-long"),
            ("step=quarter_hour&from=0001-01-01&to=9999-12-31", "period-too-long"),
        ] {
            let path = format!("/api/v1/buildings/{building}/consumption?{query}");
            app.get(&path).await.problem(422, code);
        }
        // A NUL has no place in a text of PostgreSQL: it matches nothing, and is no fault of ours.
        for path in ["/api/v1/buildings?q=%00", "/api/v1/organisations?after=%00", "/api/v1/organisations?q=a%00b"] {
            let answer = app.get(path).await;
            assert!(matches!(answer.status, 200 | 400), "{path}: {}", answer.text());
        }
    }
}

/// A POST to the imports of an organisation that is no upload.
async fn post(app: &TestApp, home: &str, content_type: Option<&str>, body: Vec<u8>) -> Answer {
    let request = app.request(Method::POST, &format!("/api/v1/organisations/{home}/imports")).body(body);
    Answer::to(match content_type {
        Some(content_type) => request.header("content-type", content_type),
        None => request,
    })
    .await
}

#[tokio::test]
async fn a_body_that_is_no_upload_is_refused() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let file = one_day(EAN).bytes;
    let boundary = "multipart/form-data; boundary=x";
    for (content_type, body, status, code) in [
        (None, file.clone(), 400, "bad-request"),
        (Some("text/csv"), file.clone(), 400, "bad-request"),
        (Some("application/json"), b"{}".to_vec(), 400, "bad-request"),
        (Some("multipart/form-data"), file.clone(), 400, "bad-request"),
        (Some("application/x-www-form-urlencoded"), b"file=a".to_vec(), 422, "no-file"),
        (Some("application/x-www-form-urlencoded"), Vec::new(), 422, "no-file"),
        (Some(boundary), b"--x--\r\n".to_vec(), 422, "no-file"),
        (Some(boundary), b"no boundary in it".to_vec(), 422, "file-cut"),
        (
            Some(boundary),
            b"--x\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nhalf".to_vec(),
            422,
            "file-cut",
        ),
    ] {
        let answer = post(&app, &home, content_type, body).await;
        answer.problem(status, code);
    }
    // The field is called `file`; another one is nobody's.
    let path = format!("/api/v1/organisations/{home}/imports");
    app.post_files(&path, &[], &[("fichier", "a.csv", &file)]).await.problem(422, "no-file");
    app.post_files(&path, &[("file", "typed")], &[]).await.problem(422, "no-file");
    assert_eq!((app.rows("import").await, app.rows("file").await), (0, 0));
    test.remove().await;
}

#[tokio::test]
async fn a_form_without_files_is_bounded_also_where_files_are_sent() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let body = vec![b'a'; 2 * 1024 * 1024];
    let form = Some("application/x-www-form-urlencoded");
    post(&app, &home, form, body).await.problem(413, "too-large");
    let fields: Vec<(String, &str)> = (0..2_500).map(|n| (format!("f{n}"), "x")).collect();
    let body = serde_urlencoded::to_string(&fields).unwrap().into_bytes();
    post(&app, &home, form, body).await.problem(400, "bad-request");
    let path = format!("/api/v1/organisations/{home}/imports");
    let many: Vec<(&str, &str, &[u8])> = (0..201).map(|_| ("file", "a.csv", &b"x"[..])).collect();
    app.post_files(&path, &[], &many).await.problem(422, "too-many-files");
    app.post_files(&path, &[("f", &"x".repeat(30_000))], &[]).await.problem(400, "bad-request");
    test.remove().await;
}
