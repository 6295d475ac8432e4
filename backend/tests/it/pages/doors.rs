//! Who may, and how every answer is dressed: foreign pages and names are refused, nothing is run that people typed.

use eclaireur_frontend::urls;
use reqwest::Method;

use crate::support::{Answer, EAN, TestApp, TestDatabase, monthly_table, one_bad_row, one_day};

use super::says;

#[tokio::test]
async fn only_our_own_pages_change_something() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let own = format!("http://{}", app.address);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (headers, status) in [
        (&[("sec-fetch-site", "cross-site")][..], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("origin", "http://evil.example")], 403),
        (&[("origin", "null")], 403),
        (&[("sec-fetch-site", "cross-site"), ("origin", &own)], 403),
        (&[("host", "evil.example")], 403),
        (&[("host", "localhost.evil.example")], 403),
        (&[("host", "")], 403),
        (&[("sec-fetch-site", "same-origin"), ("origin", &own)], 422),
        (&[("sec-fetch-site", "none")], 422),
        (&[("origin", &own)], 422),
        (&[], 422),
    ] {
        let request = app.request(Method::POST, "/commencer").body("name=");
        let answer = Answer::to(
            headers.iter().chain(&form).fold(request, |request, (name, value)| request.header(*name, *value)),
        )
        .await;
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.text());
        let request = app.request(Method::DELETE, "/api/v1/imports/0000000000000");
        let answer =
            Answer::to(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)))
                .await;
        answer.problem(
            if status == 403 { 403 } else { 404 },
            match status {
                403 if headers.iter().any(|(name, _)| *name == "host") => "foreign-host",
                403 => "stale-form",
                _ => "not-found",
            },
        );
    }
    // Reading over a name that was made to point here is refused as well.
    for (host, status) in [("evil.example", 403), ("127.0.0.1", 200), ("localhost:1", 200), ("[::1]", 200)] {
        let answer = Answer::to(app.request(Method::GET, "/").header("host", host)).await;
        assert_eq!(answer.status, status, "{host}");
        if status == 403 {
            says(&answer.text(), &["Ce nom n’est pas l’adresse du service."]);
        }
    }
    test.remove().await;
}

#[tokio::test]
async fn every_answer_is_dressed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::with_limit(&test, 50_000).await;
    let (home, building) = app.home("Les Tilleuls").await;
    app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
    let stylesheet = super::between(&app.get_html("/").await, "rel=\"stylesheet\" href=\"", "\"").to_owned();
    let large = vec![b'a'; 60_000];
    let answers = [
        (200, app.get("/").await),
        (200, app.get(&urls::building(&building)).await),
        (200, app.get(&urls::months_csv(&building)).await),
        (200, app.get(&urls::months_svg(&building)).await),
        (200, app.get(&stylesheet).await),
        (303, app.get("/favicon.ico").await),
        (200, app.get("/healthz").await),
        (200, app.get("/api/v1/buildings").await),
        (201, app.upload(&home, "?accept_partial=true", &one_bad_row(EAN)).await),
        (404, app.get("/nulle-part").await),
        (404, app.get("/api/v1/nulle-part").await),
        (405, app.post_form("/glossaire", &[]).await),
        (405, app.delete("/healthz").await),
        (400, app.get("/?q=%00").await),
        (400, app.get("/api/v1/organisations?limit=x").await),
        (403, Answer::to(app.request(Method::GET, "/").header("host", "evil.example")).await),
        (413, app.upload(&home, "", &large).await),
        (422, app.post_form("/commencer", &[]).await),
        (422, app.upload(&home, "", b"<html>").await),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.text());
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("script-src 'self'"),
            "{status}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(
            policy.contains("object-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{status}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{status}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{status}");
        // What has a tag may be kept by who asked, and is asked for again each time.
        let (kept, tagged) = (answer.header("cache-control"), !answer.header("etag").is_empty());
        let right = match kept {
            "no-store" | "public, max-age=31536000, immutable" => true,
            kept => tagged && kept == "private, no-cache",
        };
        assert!(right, "{status}: {kept}");
        let ours = ["x-request-id", "x-content-type-options"];
        let more: Vec<&str> = answer
            .headers
            .keys()
            .map(reqwest::header::HeaderName::as_str)
            .filter(|k| k.starts_with("x-") && !ours.contains(k))
            .collect();
        assert!(more.is_empty() && answer.header("server").is_empty(), "{status}: {more:?}");
    }
    // A bill as it came lies beside its form; nothing else of ours is shown in a page, and no page in another's.
    let beside = app.get(&urls::reading_bill(&building)).await.is(200);
    let policy = beside.header("content-security-policy");
    assert!(policy.contains("object-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    // What a proxy between would need to know is echoed to nobody.
    assert_eq!(Answer::to(app.request(Method::TRACE, "/")).await.status, 405);
    test.remove().await;
}

#[tokio::test]
async fn answers_are_small_for_who_can_read_them_packed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let plain = app.get("/glossaire").await.is(200);
    let request = app.request(Method::GET, "/glossaire").header("accept-encoding", "gzip");
    let packed = Answer::to(request).await.is(200);
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.bytes.starts_with(b"\x1f\x8b") && packed.bytes.len() * 2 < plain.bytes.len());
    let head = Answer::to(app.request(Method::HEAD, "/glossaire")).await.is(200);
    assert!(head.bytes.is_empty() && head.header("content-type").starts_with("text/html"));
    test.remove().await;
}

#[tokio::test]
async fn what_people_typed_is_shown_and_never_run() {
    const NAME: &str = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation(NAME).await;
    let building = app.building(&home, NAME).await;
    let meter = app
        .meter(&building, &[("name", NAME), ("carrier", "electricity"), ("serial", NAME), ("ean", EAN)])
        .await;
    let import = app.upload(&home, "?accept_partial=true", &one_bad_row(EAN)).await.is(201).json();
    let import = import["id"].as_str().unwrap().to_owned();
    let table = format!("Date;{NAME} (kWh)\n01/01/2025;{NAME}\n01/02/2025;12\n");
    let files = [("file", NAME, table.as_bytes())];
    let preview = app.post_files(&urls::building_upload(&building), &[], &files).await.is(303).location();
    let pages = [
        urls::home(),
        urls::organisation(&home),
        urls::with_query(&urls::organisation(&home), &[("q", NAME)]),
        urls::organisation_edit(&home),
        urls::organisation_upload(&home),
        urls::building_new(&home),
        urls::imports(&home),
        urls::building(&building),
        urls::energy(&building),
        urls::cost(&building),
        urls::climate(&building),
        urls::cadastre(&home),
        urls::building_edit(&building),
        urls::building_upload(&building),
        urls::readings(&building),
        urls::reading_index(&building),
        urls::reading_bill(&building),
        urls::meter(&building, &meter),
        urls::import(&import),
        preview,
        urls::with_query(&urls::import(&import), &[("fait", "import-confirmed"), ("import", NAME)]),
    ];
    for path in pages {
        let page = app.get_html(&path).await;
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}: {page}");
        says(&page, &["script&#62;alert(1)&#60;/script"]);
    }
    let svg = app.get(&urls::months_svg(&building)).await.is(200).text();
    assert!(svg.contains("alert(1)") && !svg.contains("<script>"), "{svg}");
    let page = app.post_form("/commencer", &[("name", NAME), ("postcode", NAME)]).await.is(422).html();
    assert!(!page.contains("<script>alert"), "{page}");
    // A name that a spreadsheet would run is text in the table.
    let formula = app.building(&home, "=HYPERLINK(\"http://evil.example\")").await;
    app.upload(
        &home,
        &format!("?create_meters=true&building={formula}"),
        &one_day("541448820000000015").bytes,
    )
    .await
    .is(201);
    let csv = app.get(&urls::months_csv(&formula)).await.is(200).text();
    assert!(csv.contains("'=HYPERLINK") && !csv.contains("\n=HYPERLINK"), "{csv}");
    test.remove().await;
}

#[tokio::test]
async fn the_same_page_twice_is_the_same_to_the_byte() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let import = app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201).json();
    for path in [
        urls::home(),
        urls::organisation(&home),
        urls::imports(&home),
        urls::import(import["id"].as_str().unwrap()),
        urls::building(&building),
        urls::energy(&building),
        urls::cost(&building),
        urls::climate(&building),
        urls::cadastre(&home),
        urls::readings(&building),
        urls::reading_bill(&building),
        urls::months_csv(&building),
        urls::months_svg(&building),
        urls::glossary(),
        urls::formats(),
        urls::degree_days(),
    ] {
        let first = app.get(&path).await.is(200);
        app.app.clock.advance(60);
        assert_eq!(app.get(&path).await.is(200).bytes, first.bytes, "{path}");
    }
    test.remove().await;
}

#[tokio::test]
async fn an_error_has_a_reference_and_keeps_the_one_it_was_given() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let answer = app.get("/nulle-part").await.is(404);
    says(
        &answer.html(),
        &[&format!("Référence à citer si vous demandez de l’aide : {}", answer.header("x-request-id"))],
    );
    let request = app.request(Method::GET, "/nulle-part").header("x-request-id", "<b>vue-42</b>");
    let answer = Answer::to(request).await.is(404);
    assert_eq!(answer.header("x-request-id"), "<b>vue-42</b>");
    assert!(answer.html().contains("vue-42") && !answer.html().contains("<b>"), "{}", answer.text());
    // When the database is gone, every page says so in French, with a reference, and nothing of the cause.
    app.app.db.clone().close().await.unwrap();
    let answer = app.get("/").await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    says(&answer.html(), &[answer.header("x-request-id")]);
    assert!(!answer.text().to_lowercase().contains("pool"), "{}", answer.text());
    test.remove().await;
}

#[tokio::test]
async fn the_demonstration_says_so_on_every_page() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::demo(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    for path in [
        "/".to_owned(),
        urls::organisation(&home),
        urls::building(&building),
        urls::energy(&building),
        urls::cost(&building),
        urls::climate(&building),
        urls::cadastre(&home),
        urls::glossary(),
        "/x".to_owned(),
    ] {
        says(
            &app.get(&path).await.html(),
            &["Démonstration : organisations, bâtiments et chiffres sont inventés."],
        );
    }
    test.remove().await;
}

#[tokio::test]
async fn a_form_that_trickles_in_keeps_no_import_waiting_and_takes_no_turn_of_one() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let seats = app.app.heavy.clone().acquire_many_owned(2).await.unwrap();
    // In parts, as whoever wants a turn would send them.
    for path in [urls::sign_in(), urls::forgotten(), urls::organisation_edit(&home)] {
        let answer = app.post_files(&path, &[("email", "personne@example.be")], &[]).await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let large = vec![b'x'; 256 * 1024];
        app.post_files(&path, &[], &[("file", "large.csv", &large)]).await.is(413);
    }
    // A file that is sent where files are waits for its turn.
    let (table, day) = (monthly_table(), one_day(EAN).bytes);
    let files = [("file", "mois.csv", &table[..])];
    let upload = urls::organisation_upload(&home);
    let page = app.post_files(&upload, &[], &files);
    let program = app.upload(&home, "?create_meters=true", &day);
    let turn = async {
        for _ in 0..5 {
            app.get_html(&urls::sign_in()).await;
        }
        assert_eq!(app.rows("import").await, 0);
        drop(seats);
    };
    let (page, program, ()) = tokio::join!(page, program, turn);
    assert_eq!((page.status, program.status), (303, 201));
    test.remove().await;
}
