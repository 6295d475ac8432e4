//! Lists for programs: by page, filtered, searched; and whether the service lives.

use serde_json::{Value, json};

use crate::support::{EAN, TestApp, export, on_both};

/// Every item of a list, so many at a time, and the totals it said on the way.
async fn all(app: &TestApp, path: &str, limit: usize) -> (Vec<Value>, Vec<Value>) {
    let (mut items, mut totals, mut after) = (Vec::new(), Vec::new(), String::new());
    loop {
        let join = if path.contains('?') { '&' } else { '?' };
        let page = app.get_json(&format!("{path}{join}limit={limit}{after}")).await;
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= limit, "{page}");
        items.extend(found.iter().cloned());
        totals.push(page["total"].clone());
        let Some(next) = page["next"].as_str() else { return (items, totals) };
        assert_eq!(found.len(), limit, "only the last page is short");
        after = format!("&after={next}");
    }
}

fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["code"].as_str().unwrap()).collect()
}

on_both! {
    async fn lists_come_by_page_and_nothing_twice(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        for name in ["Aile A", "Aile B", "Chaufferie", "Crèche", "Atelier"] {
            app.building(&home, name).await;
        }
        let (other, _) = app.home("Le Verger").await;
        let (items, totals) = all(&app, &format!("/api/v1/buildings?organisation={home}"), 2).await;
        assert_eq!(codes(&items), ["aile-a", "aile-b", "atelier", "chaufferie", "creche"]);
        assert_eq!(totals, [5, 5, 5]);
        let (items, _) = all(&app, "/api/v1/buildings", 1).await;
        assert_eq!(items.len(), 6);
        let (items, _) = all(&app, "/api/v1/organisations", 1).await;
        assert_eq!(codes(&items), [other.as_str(), &home]);
        assert_eq!(app.get_json("/api/v1/organisations?limit=0").await["items"].as_array().unwrap().len(), 1);
    }

    async fn buildings_are_searched_and_filtered(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let creche = app.building(&home, "Crèche de l'Étang").await;
        app.building(&home, "50 % fini").await;
        let path = eclaireur_frontend::urls::building_edit(&creche);
        let fields = [("name", "Crèche de l'Étang"), ("activity", "creche"), ("postcode", "5000")];
        app.post_form(&path, &fields).await.is(303);
        for (query, expect) in [
            ("q=creche", &["creche-de-l-etang"][..]),
            ("q=%C3%89TANG", &["creche-de-l-etang"]),
            ("q=%25", &["50-fini"]),
            ("q=_", &[]),
            ("activity=creche", &["creche-de-l-etang"]),
            ("activity=hospital", &[]),
            ("q=", &["50-fini", "creche-de-l-etang"]),
        ] {
            let page = app.get_json(&format!("/api/v1/buildings?{query}")).await;
            assert_eq!(codes(page["items"].as_array().unwrap()), expect, "{query}");
            assert_eq!(page["total"], expect.len(), "{query}");
        }
        app.post_form(&eclaireur_frontend::urls::building_archive(&creche), &[]).await.is(303);
        assert_eq!(app.get_json("/api/v1/buildings").await["total"], 1);
        assert_eq!(app.get_json("/api/v1/buildings?archived=true").await["total"], 2);
        let one = app.get_json(&format!("/api/v1/buildings/{creche}")).await;
        let said = (&one["archived"], &one["organisation"], &one["postcode"]);
        assert_eq!(said, (&json!(true), &json!(home), &json!("5000")));
    }

    async fn an_organisation_says_where_it_is(test) {
        let app = TestApp::start(test).await;
        let answers = [("name", "Les Tilleuls"), ("postcode", "5000"), ("activity", "care-home")];
        app.post_form("/commencer", &answers).await.is(303);
        let one = &app.get_json("/api/v1/organisations").await["items"][0];
        let said = (&one["name"], &one["activity"], &one["bce"]);
        assert_eq!(said, (&json!("Les Tilleuls"), &json!("care-home"), &json!(null)));
        assert_eq!((&one["commune"]["nis"], &one["commune"]["name"]), (&json!("92094"), &json!("Namur")));
    }

    async fn imports_are_listed_newest_first(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let mut ids = Vec::new();
        for month in 1..4 {
            let file = export(EAN, &format!("2024-0{month}-01"), &format!("2024-0{month}-02"), 3600, 1);
            let body = app.upload(&home, "?create_meters=true", &file.bytes).await.is(201).json();
            ids.insert(0, body["id"].clone());
            app.app.clock.advance(60);
        }
        let path = format!("/api/v1/organisations/{home}/imports");
        let (items, totals) = all(&app, &path, 2).await;
        assert_eq!(items.iter().map(|i| i["id"].clone()).collect::<Vec<_>>(), ids);
        assert_eq!(totals, [3, 3]);
        assert_eq!(items[2]["created_at"], "2026-11-21T09:00:00+01:00");
        assert_eq!((&items[0]["status"], &items[0]["undone_at"]), (&json!("confirmed"), &json!(null)));
    }

    async fn the_service_says_that_it_lives_and_is_ready(test) {
        let app = TestApp::start(test).await;
        assert_eq!(app.get_json("/healthz").await, json!({ "status": "ok" }));
        assert_eq!(app.get_json("/readyz").await, json!({ "status": "ready" }));
        app.app.db.clone().close().await.unwrap();
        assert_eq!(app.get_json("/healthz").await, json!({ "status": "ok" }), "alive without its database");
        app.get("/readyz").await.problem(503, "unavailable");
    }
}
