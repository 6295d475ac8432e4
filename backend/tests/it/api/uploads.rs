//! Uploads that do not go as they should: too large, cut off, twice at the same time.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};

use crate::support::{EAN, TestApp, TestDatabase, export, on_both, one_day};

/// The head of an upload of so many bytes, and the beginning of its body.
fn half(address: SocketAddr, home: &str, file: &[u8]) -> Vec<u8> {
    let part = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    let length = part.len() + file.len() + b"\r\n--x--\r\n".len();
    let head = format!(
        "POST /api/v1/organisations/{home}/imports?create_meters=true HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), part, &file[..file.len() / 2]].concat()
}

/// Sends half of an upload and hangs up; waits until the service has noticed when it is `polite`.
async fn cut(address: SocketAddr, bytes: Vec<u8>, polite: bool) -> Vec<u8> {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(&bytes).unwrap();
        let mut answer = Vec::new();
        if polite {
            stream.shutdown(Shutdown::Write).unwrap();
            let _ = stream.read_to_end(&mut answer);
        }
        answer
    })
    .await
    .unwrap()
}

on_both! {
    async fn a_cut_connection_leaves_nothing_behind(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-02-01", 900, 1);
        let bytes = half(app.address, &home, &file.bytes);
        // More often than there are turns for files: a turn that is not given back would be noticed.
        for n in 0..6 {
            let answer = cut(app.address, bytes.clone(), n % 2 == 0).await;
            assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&answer));
        }
        for table in ["import", "file", "meter", "block", "finding"] {
            assert_eq!(app.rows(table).await, 0, "{table}");
        }
        app.upload(&home, "?create_meters=true", &file.bytes).await.is(201);
        assert_eq!((app.rows("import").await, app.rows("file").await), (1, 1));
    }

    async fn the_same_bytes_at_the_same_time_are_one_import(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-02-01", 900, 1).bytes;
        let query = "?create_meters=true";
        let (one, two) = tokio::join!(app.upload(&home, query, &file), app.upload(&home, query, &file));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{} {}", one.text(), two.text());
        assert_eq!(one.json()["id"], two.json()["id"]);
        assert_eq!((app.rows("import").await, app.rows("file").await, app.rows("meter").await), (1, 1, 1));
    }

    async fn a_preview_of_the_same_bytes_gives_way_to_who_asks_for_it_now(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = one_day(EAN).bytes;
        let page = eclaireur_frontend::urls::building_upload(&building);
        let preview = app.post_files(&page, &[], &[("file", "a.csv", &file)]).await.is(303).location();
        // Asking what it would do, or asking for what cannot be done, leaves the preview as it is.
        app.upload(&home, "?create_meters=true&dry_run=true", &file).await.is(200);
        app.upload(&home, "", &file).await.problem(422, "import-refused");
        assert!(app.get_html(&preview).await.contains("Confirmer"));
        let query = "?create_meters=true";
        let (one, two) = tokio::join!(app.upload(&home, query, &file), app.upload(&home, query, &file));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{} {}", one.text(), two.text());
        assert_eq!((&one.json()["id"], &one.json()["status"]), (&two.json()["id"], &"confirmed".into()));
        assert_eq!(app.rows("meter").await, 1);
    }
}

#[tokio::test]
async fn a_file_larger_than_accepted_is_passed_over() {
    const LIMIT: u64 = 64 * 1024;
    let test = TestDatabase::sqlite().await;
    let app = TestApp::with_limit(&test, LIMIT).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let large = export(EAN, "2024-01-01", "2025-01-01", 3600, 1).bytes;
    assert!(large.len() > 500_000);
    let body = app.upload(&home, "?create_meters=true", &large).await.problem(413, "too-large");
    assert_eq!(body["max_bytes"], LIMIT);
    // One that is too large spoils the others: all or nothing is easier to understand.
    let path = format!("/api/v1/organisations/{home}/imports?create_meters=true");
    let small = one_day(EAN).bytes;
    let both = [("file", "a.csv", small.as_slice()), ("file", "b.csv", &large)];
    app.post_files(&path, &[], &both).await.problem(413, "too-large");
    assert_eq!((app.rows("import").await, app.rows("file").await), (0, 0));
    // On a page it is said beside the field, with the limit as people read it.
    let page = eclaireur_frontend::urls::building_upload(&building);
    let answer = app.post_files(&page, &[], &[("file", "a.csv", &large)]).await.is(422);
    assert!(answer.html().contains("66\u{a0}ko"), "{}", answer.text());
    app.upload(&home, "?create_meters=true", &small).await.is(201);
    test.remove().await;
}
