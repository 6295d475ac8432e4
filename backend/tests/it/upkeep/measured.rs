//! `/metrics`: what is told, to whom, and that it neither grows without bound nor names anybody.

use eclaireur::config::{Layer, UpkeepLayer};
use eclaireur_frontend::urls;
use reqwest::Method;
use serde_json::json;

use crate::support::{Answer, EAN, TestApp, on_both, one_bad_row, one_day};

/// The value of a line that begins like this.
fn value(text: &str, line: &str) -> Option<f64> {
    let of = text.lines().find(|l| l.strip_prefix(line).is_some_and(|rest| rest.starts_with(' ')))?;
    of.rsplit(' ').next()?.parse().ok()
}

on_both! {
    async fn everything_asked_for_is_told_in_the_form_of_prometheus(test) {
        let folder = crate::upkeep::backups::folder();
        let app = crate::upkeep::scheduled::with_backups(test, folder.path(), "daily 2").await;
        let (home, building) = app.home("Les Tilleuls").await;
        app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        app.upload(&home, "?accept_partial=true", &one_bad_row(EAN)).await.is(201);
        app.get(&urls::building(&building)).await.is(200);
        app.get("/nulle-part").await.is(404);
        eclaireur::jobs::backup::run(&app.app).await.unwrap().unwrap();
        eclaireur::jobs::tidy(&app.app).await.unwrap();
        app.app.clock.advance(7200);
        let answer = app.get("/metrics").await.is(200);
        assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
        let text = answer.text();
        let last = format!("eclaireur_last_reading_timestamp_seconds{{organisation=\"{home}\"}}");
        for (line, expect) in [
            ("eclaireur_http_requests_total{route=\"/batiments/{b}\",method=\"GET\",status=\"2xx\"}", 1.0),
            ("eclaireur_http_requests_total{route=\"-\",method=\"GET\",status=\"4xx\"}", 1.0),
            ("eclaireur_http_request_duration_seconds_count{route=\"/batiments/{b}\",method=\"GET\"}", 1.0),
            ("eclaireur_http_request_duration_seconds_bucket{route=\"/batiments/{b}\",method=\"GET\",le=\"+Inf\"}", 1.0),
            ("eclaireur_imports{outcome=\"confirmed\"}", 2.0),
            ("eclaireur_job_last_outcome{job=\"backup\",outcome=\"done\"}", 1.0),
            ("eclaireur_job_last_outcome{job=\"backup\",outcome=\"failed\"}", 0.0),
            ("eclaireur_job_last_outcome{job=\"tidy\",outcome=\"done\"}", 1.0),
            ("eclaireur_job_last_duration_seconds{job=\"backup\"}", 0.0),
            ("eclaireur_database_up", 1.0),
            ("eclaireur_backup_age_seconds", 7200.0),
            (last.as_str(), 1_705_359_600.0),
        ] {
            assert_eq!(value(&text, line), Some(expect), "{line}\n{text}");
        }
        assert!(value(&text, "eclaireur_database_size_bytes").unwrap() > 10_000.0);
        assert!(value(&text, "eclaireur_disk_free_bytes{place=\"backups\"}").unwrap() > 0.0);
        assert!(text.contains("eclaireur_findings{code=\"") && text.contains("severity=\"error\""), "{text}");
        assert!(text.contains("# TYPE eclaireur_http_request_duration_seconds histogram"), "{text}");
        let types: Vec<&str> = text.lines().filter(|line| line.starts_with("# TYPE ")).collect();
        let once: std::collections::BTreeSet<&str> = types.iter().copied().collect();
        assert_eq!(types.len(), once.len(), "each name once: {types:?}");
        // Each line is a comment or a name, labels and a number; each name is ours and has its help.
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let name = line.split(['{', ' ']).next().unwrap();
            let name = ["_bucket", "_sum", "_count"].iter().fold(name, |n, end| n.strip_suffix(end).unwrap_or(n));
            assert!(text.contains(&format!("# HELP {name} ")), "{line}");
            assert!(line.rsplit(' ').next().unwrap().parse::<f64>().is_ok(), "{line}");
        }
    }

    async fn what_is_gone_is_no_longer_told(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let import = app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201).json();
        app.delete(&format!("/api/v1/imports/{}", import["id"].as_str().unwrap())).await;
        let text = app.get("/metrics").await.is(200).text();
        assert_eq!(value(&text, "eclaireur_imports{outcome=\"undone\"}"), Some(1.0));
        assert_eq!(value(&text, "eclaireur_imports{outcome=\"confirmed\"}"), None);
    }

    async fn addresses_do_not_make_it_grow_and_nobody_is_named(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Maison Vandersmissen").await;
        app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        app.get(&urls::building(&building)).await.is(200);
        app.get("/nulle-part").await.is(404);
        app.get(&urls::building("x")).await.is(404);
        Answer::to(app.request(Method::from_bytes(b"BREW").unwrap(), "/nulle-part")).await;
        app.get("/metrics").await.is(200);
        let before = app.get("/metrics").await.is(200).text();
        for n in 0..60 {
            app.get(&format!("/batiments/inconnu-{n}?jeton=secret-{n}")).await.is(404);
            app.get(&format!("/nulle-part/{n}")).await.is(404);
            Answer::to(app.request(Method::from_bytes(format!("BREW{n}").as_bytes()).unwrap(), "/nulle-part")).await;
        }
        let after = app.get("/metrics").await.is(200).text();
        assert_eq!(after.lines().count(), before.lines().count(), "{after}");
        assert!(after.contains("method=\"other\"") && after.contains(&home), "the code of an organisation may be told");
        for word in ["Vandersmissen", "inconnu", "secret", "BREW", "127.0.0.1", "/batiments/maison"] {
            assert!(!after.contains(word), "{word}: {after}");
        }
    }
}

#[tokio::test]
async fn whoever_asks_through_a_proxy_or_with_a_wrong_token_finds_nothing() {
    const TOKEN: &str = "0123456789abcdef0123456789";
    let test = crate::support::TestDatabase::sqlite().await;
    let token = serde_json::from_value(json!(TOKEN)).unwrap();
    let upkeep = UpkeepLayer { metrics_token: Some(token), ..UpkeepLayer::default() };
    let app = TestApp::with(&test, Layer { upkeep, ..Layer::default() }, false).await;
    let right = format!("Bearer {TOKEN}");
    for (headers, status) in [
        (&[][..], 200),
        (&[("authorization", right.as_str())], 200),
        (&[("authorization", right.as_str()), ("x-forwarded-for", "192.0.2.7")], 200),
        (&[("x-forwarded-for", "192.0.2.7")], 404),
        (&[("forwarded", "for=192.0.2.7")], 404),
        (&[("authorization", "Bearer 0123456789abcdef012345678")], 404),
        (&[("authorization", "Basic abc")], 404),
    ] {
        let request = headers
            .iter()
            .fold(app.request(Method::GET, "/metrics"), |r, (name, value)| r.header(*name, *value));
        let answer = Answer::to(request).await;
        match status {
            404 => drop(answer.problem(404, "not-found")),
            _ => drop(answer.is(status)),
        }
    }
    test.remove().await;
}
