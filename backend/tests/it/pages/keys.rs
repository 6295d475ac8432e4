//! Keys of programs: shown once, used with `Authorization: Bearer`, of one organisation, for a while.

use eclaireur::store::{grants, tokens};
use eclaireur_frontend::urls;
use eclaireur_models::access::Reach;
use reqwest::Method;

use super::access::{id_of, log, manager_of};
use super::{between, says};
use crate::support::{Answer, EAN, TestApp, on_both, one_day};

async fn with_key(app: &TestApp, method: Method, key: &str, path: &str) -> Answer {
    Answer::to(app.request(method, path).header("authorization", format!("Bearer {key}"))).await
}

on_both! {
    async fn a_key_opens_its_organisation_as_far_as_it_says_until_it_is_taken_back(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let (away, foreign) = app.home("Ailleurs").await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let make = |name, reach| [("name", name), ("reach", reach), ("days", "30")];
        let made = manager.post(&urls::access_keys(&home), &make("Tableau de bord", "read")).await.is(200).html();
        says(&made, &["La clé « Tableau de bord » est créée", "curl --header", "jamais"]);
        let reads = format!("ecl_{}", between(&made, "ecl_", "<"));
        assert_eq!(reads.len(), 47);
        let made = manager.post(&urls::access_keys(&home), &make("Import du mois", "import")).await.is(200).html();
        let brings = format!("ecl_{}", between(&made, "ecl_", "<"));

        let of = |building: &str| format!("/api/v1/buildings/{building}");
        with_key(&app, Method::GET, &reads, &of(&building)).await.is(200);
        with_key(&app, Method::GET, &reads, &of(&foreign)).await.problem(404, "not-found");
        let list = with_key(&app, Method::GET, &reads, "/api/v1/organisations").await.is(200).text();
        assert!(list.contains(&home) && !list.contains(&away), "{list}");
        // A key is no person: it manages nothing and has no account.
        for path in [urls::access(&home), urls::access_keys(&home), urls::administration(), urls::share(&building)] {
            with_key(&app, Method::GET, &brings, &path).await.is(404);
        }
        let export = one_day(EAN).bytes;
        for (key, whose, status) in [(&reads, &home, 404), (&brings, &away, 404), (&brings, &home, 201)] {
            let form = reqwest::multipart::Form::new()
                .part("file", reqwest::multipart::Part::bytes(export.clone()).file_name("x.csv"));
            let request = app
                .request(Method::POST, &format!("/api/v1/organisations/{whose}/imports?create_meters=true"))
                .header("authorization", format!("Bearer {key}"));
            Answer::to(request.multipart(form)).await.is(status);
        }

        let page = manager.html(&urls::access_keys(&home)).await;
        says(&page, &["Tableau de bord", "lire et importer", "21/11/2026", "21/12/2026"]);
        assert!(!page.contains("ecl_"), "shown once");
        says(&manager.html(&urls::access(&home)).await, &["2 programmes", "Import du mois"]);

        // Taken back: at once, and only by its own organisation.
        let other = manager_of(&app, &away, "autre@example.be").await;
        let rows = tokens::of_organisation(app.app.db.read(), id_of(&app, &home).await).await.unwrap();
        let id = rows[0].id.to_string();
        other.post(&urls::access_key_revoke(&away), &[("key", &id)]).await.is(404);
        with_key(&app, Method::GET, &reads, &of(&building)).await.is(200);
        manager.post(&urls::access_key_revoke(&home), &[("key", &id)]).await.is(303);
        with_key(&app, Method::GET, &reads, &of(&building)).await.problem(401, "sign-in-first");
        with_key(&app, Method::GET, &brings, &of(&building)).await.is(200);
        manager.post(&urls::access_key_revoke(&home), &[("key", &id)]).await.is(404);
        let log = log(&app).await;
        assert!(log.contains("token.made") && log.contains("token.revoked"));
        assert!(!log.contains("ecl_"), "no secret in the log");
        for secret in [&reads, &brings] {
            assert!(!log.contains(&eclaireur::store::secret::hash(secret)));
        }
    }

    async fn what_somebody_made_for_others_ends_with_their_last_access(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let stays = manager_of(&app, &home, "jeanne@example.be").await;
        let leaves = manager_of(&app, &home, "paul@example.be").await;
        let mut keys = Vec::new();
        for person in [&stays, &leaves] {
            let form = [("name", "Tableau de bord"), ("reach", "read"), ("days", "30")];
            let made = person.post(&urls::access_keys(&home), &form).await.is(200).html();
            let page = person.post(&urls::share(&building), &[("vue", "bulletin"), ("days", "30")]).await.is(200).html();
            keys.push((format!("ecl_{}", between(&made, "ecl_", "<")), format!("/p/{}", between(&page, "/p/", "<"))));
        }
        let of = format!("/api/v1/buildings/{building}");
        let grants = grants::of_account(app.app.db.read(), leaves.account).await.unwrap();
        stays.post(&urls::access_end(&home, &grants[0].id.to_string()), &[]).await.is(303);
        leaves.get(&urls::building(&building)).await.is(404);
        for ((key, link), (by_key, by_link)) in keys.iter().zip([(200, 200), (401, 404)]) {
            with_key(&app, Method::GET, key, &of).await.is(by_key);
            app.get(link).await.is(by_link);
        }
    }

    async fn a_key_past_its_end_opens_nothing(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let (by, id) = (app.app.by(), id_of(&app, &home).await);
        for (lasts_s, status) in [(0, 401), (-3600, 401), (1, 200)] {
            let tx = app.app.db.begin().await.unwrap();
            let (_, key) = tokens::make(&tx, &by, id, "Essai", Reach::Read, by.now + lasts_s).await.unwrap();
            tx.commit().await.unwrap();
            with_key(&app, Method::GET, &key, &format!("/api/v1/buildings/{building}")).await.is(status);
        }
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        for (name, reach, days) in [("", "read", "30"), ("x", "", "30"), ("x", "manage", "30"), ("x", "read", "366")] {
            let form = [("name", name), ("reach", reach), ("days", days)];
            let page = manager.post(&urls::access_keys(&home), &form).await.is(422).html();
            assert!(!page.contains("ecl_"));
        }
        assert_eq!(app.rows("api_token").await, 3);
    }
}
