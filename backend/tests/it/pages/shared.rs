//! A page shared by a link shows that page and opens nothing else.

use eclaireur::store::share_links::{self, View};
use eclaireur::store::{buildings, secret};
use eclaireur_frontend::urls;
use reqwest::Method;

use super::access::{Person, id_of, log, manager_of};
use super::{between, says};
use crate::support::{Answer, TestApp, monthly_table, on_both};

/// Shares a page with its form: the path of its link.
async fn share(manager: &Person<'_>, building: &str, fields: &[(&str, &str)]) -> String {
    let page = manager.post(&urls::share(building), fields).await.is(200).html();
    format!("/p/{}", between(&page, "/p/", "<"))
}

/// Two homes with a year of electricity each.
async fn two(app: &TestApp) -> [(String, String); 2] {
    let mut homes = Vec::new();
    for name in ["Les Tilleuls", "Ailleurs"] {
        let (home, building) = app.home(name).await;
        let query = format!("?create_meters=true&building={building}");
        app.upload(&home, &query, &monthly_table()).await.is(201);
        homes.push((home, building));
    }
    homes.try_into().expect("two")
}

/// Every address that a page names.
fn addresses(page: &str) -> Vec<&str> {
    let named = |attribute| page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    [" href=\"", " src=\"", " action=\"", " data=\""].into_iter().flat_map(named).collect()
}

on_both! {
    async fn a_link_shows_one_page_and_cannot_be_widened(test) {
        let app = TestApp::start(test).await;
        let [(home, building), (_, foreign)] = two(&app).await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let link = share(&manager, &building, &[("vue", "bulletin"), ("days", "30")]).await;
        let secret_of = link.trim_start_matches("/p/").to_owned();
        assert_eq!(secret_of.len(), 43);

        let answer = app.get(&link).await.is(200);
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex, nofollow, noarchive"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let page = answer.html();
        says(&page, &["Page partagée par Les Tilleuls", "jusqu’au 21/12/2026", "<figure"]);
        assert!(page.contains("name=\"robots\" content=\"noindex"));
        assert!(!page.contains(&secret_of), "the page does not know its secret");
        for address in addresses(&page) {
            let public = address.starts_with("/assets/")
                || address.starts_with("/glossaire")
                || address.starts_with('#')
                || ["/", "/aides", "/guichet"].contains(&address);
            assert!(public, "a way further: {address}");
        }
        assert!(!page.contains("<form") && !page.contains(&urls::building(&building)));

        // The address says which link, and nothing else: no query, no path behind it, no other ending.
        for query in ["?vue=yearly-report", "?annee=2024", "?b=ailleurs", &format!("?batiment={foreign}"), "?shell=1"] {
            assert_eq!(app.get(&format!("{link}{query}")).await.is(200).html(), page, "{query}");
        }
        for behind in ["/", "/energie", ".csv", "/../batiments", "/..%2f..%2fbatiments", "%00", "/graphiques/signature.svg", "?x=%00"] {
            let answer = app.get(&format!("{link}{behind}")).await;
            assert!([400, 404].contains(&answer.status), "{behind}: {}", answer.status);
            assert!(!answer.text().contains("Page partagée"), "{behind}");
        }
        for method in [Method::POST, Method::DELETE, Method::PUT] {
            Answer::to(app.request(method, &link)).await.is(405);
        }
        // The secret is no key and no session.
        for header in [("authorization", format!("Bearer {secret_of}")), ("cookie", format!("eclaireur={secret_of}"))] {
            for path in [urls::building(&building), urls::months_csv(&building), format!("/api/v1/buildings/{building}")] {
                let request = app.request(Method::GET, &path).header(header.0, &header.1);
                let answer = Answer::to(request).await;
                assert!([303, 401].contains(&answer.status), "{path}: {}", answer.status);
            }
        }

        // Looked at by a program that only asks for the head: not counted.
        let head = Answer::to(app.request(Method::HEAD, &link)).await.is(200);
        assert_eq!(head.header("referrer-policy"), "no-referrer");
        let id = id_of(&app, &home).await;
        let rows = share_links::of_organisation(app.app.db.read(), id).await.unwrap();
        assert_eq!((rows[0].uses, rows[0].used_at), (6, Some(app.app.clock.now())));
        says(&manager.html(&urls::access(&home)).await, &["1 page partagée", "6 fois, la dernière le 21/11/2026"]);
        let log = log(&app).await;
        assert!(log.contains("share.made") && !log.contains(&secret_of));
        assert!(!log.contains(&secret::hash(&secret_of)));
    }

    async fn a_link_that_serves_no_more_looks_like_one_that_never_was(test) {
        let app = TestApp::start(test).await;
        let [(home, building), (away, foreign)] = two(&app).await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let other = manager_of(&app, &away, "autre@example.be").await;
        let never = app.get("/p/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE").await.is(404);
        says(&never.html(), &["Ce lien ne sert plus"]);
        assert_eq!(never.header("referrer-policy"), "no-referrer");
        assert_eq!(never.header("x-robots-tag"), "noindex, nofollow, noarchive");
        for strange in ["/p/x", "/p/%27%20or%201%3D1"] {
            assert_eq!(app.get(strange).await.is(404).text(), never.text(), "{strange}");
        }

        let link = share(&manager, &building, &[("vue", "bulletin"), ("days", "1")]).await;
        app.get(&link).await.is(200);
        let id = id_of(&app, &home).await;
        let rows = share_links::of_organisation(app.app.db.read(), id).await.unwrap();
        let (share_id, building_id) = (rows[0].id.to_string(), rows[0].building);
        // Nobody else closes it: not another organisation, not at another building.
        other.post(&urls::access_share_revoke(&away), &[("link", &share_id)]).await.is(404);
        other.post(&urls::share(&foreign), &[("link", &share_id)]).await.is(404);
        other.post(&urls::share(&building), &[("link", &share_id)]).await.is(404);
        app.get(&link).await.is(200);
        manager.post(&urls::share(&building), &[("link", &share_id)]).await.is(303);
        assert_eq!(app.get(&link).await.is(404).text(), never.text(), "closed");
        manager.post(&urls::access_share_revoke(&home), &[("link", &share_id)]).await.is(404);
        assert!(log(&app).await.contains("share.revoked"));

        let by = app.app.by();
        for (lasts_s, status) in [(1, 200), (0, 404), (-1, 404)] {
            let tx = app.app.db.begin().await.unwrap();
            let of = (id, building_id);
            let (_, fresh) =
                share_links::make(&tx, &by, of, (View::Bulletin, None), by.now + lasts_s).await.unwrap();
            tx.commit().await.unwrap();
            let answer = app.get(&urls::shared(&fresh)).await.is(status);
            assert!(status == 200 || answer.text() == never.text());
        }
        // A building of others is none of this organisation's.
        let row = buildings::by_code(app.app.db.read(), &foreign).await.unwrap().unwrap().1;
        let tx = app.app.db.begin().await.unwrap();
        let foreign_of = (id, row.id);
        assert!(share_links::make(&tx, &by, foreign_of, (View::Bulletin, None), by.now + 60).await.is_err());
        drop(tx);
    }

    async fn a_link_opens_nothing_of_what_was_put_away(test) {
        let app = TestApp::start(test).await;
        let [(home, building), _] = two(&app).await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let never = app.get("/p/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE").await.is(404).text();
        let bulletin = share(&manager, &building, &[("vue", "bulletin"), ("days", "30")]).await;
        let fields = [("vue", "yearly-report"), ("annee", "2025"), ("days", "30")];
        let report = share(&manager, &building, &fields).await;
        for (away, back) in [
            (urls::building_archive(&building), urls::building_restore(&building)),
            (urls::organisation_archive(&home), urls::organisation_restore(&home)),
        ] {
            manager.post(&away, &[]).await.is(303);
            for link in [&bulletin, &report] {
                assert_eq!(app.get(link).await.is(404).text(), never, "{away}");
            }
            manager.post(&back, &[]).await.is(303);
            app.get(&bulletin).await.is(200);
        }
    }

    async fn the_yearly_report_of_one_year_is_shared_and_no_other_year(test) {
        let app = TestApp::start(test).await;
        let [(home, building), _] = two(&app).await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let fields = [("vue", "yearly-report"), ("annee", "2025"), ("days", "90")];
        let link = share(&manager, &building, &fields).await;
        let page = app.get_html(&link).await;
        says(&page, &["2025", "Page partagée par Les Tilleuls"]);
        assert_eq!(app.get_html(&format!("{link}?annee=2024")).await, page);
        assert!(!page.contains("/rapports/") && !page.contains("<form") && !page.contains("/donnees"));
        for address in addresses(&page) {
            assert!(!address.starts_with("/batiments") && !address.starts_with("/organisations") && !address.starts_with("https:"), "{address}");
        }
        says(&manager.html(&urls::share(&building)).await, &["le rapport annuel 2025 de Les Tilleuls"]);
        for wrong in [
            &[("vue", "yearly-report"), ("annee", "1999"), ("days", "30")][..],
            &[("vue", "energie"), ("days", "30")],
            &[("vue", ""), ("days", "30")],
        ] {
            manager.post(&urls::share(&building), wrong).await.is(404);
        }
        for days in ["0", "91", "", "x"] {
            manager.post(&urls::share(&building), &[("vue", "bulletin"), ("days", days)]).await.is(422);
        }
        assert_eq!(app.rows("share_link").await, 1);
    }
}
