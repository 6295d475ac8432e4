//! Aids as they went and obstacles of a project: told, told further, taken back; who may; the same for programs.

use eclaireur::store::organisations;
use eclaireur_frontend::urls;
use serde_json::{Value, json};

use super::{between, followed, says};
use crate::support::{TestApp, adviser, manager, on_both};

/// A building with a project; its codes, and that of its organisation.
async fn project(app: &TestApp) -> (String, String, String) {
    let (o, b) = app.home("Les Tilleuls").await;
    app.post_form(&urls::projects(&b), &[("name", "Toiture plate")]).await.is(303);
    (o, b, "toiture-plate".to_owned())
}

const ASKED: [(&str, &str); 2] = [("scheme", "wallonia/ureba-2022"), ("requested", "1/3/25")];

on_both! {
    async fn an_aid_is_followed_from_its_request_to_its_payment(test) {
        let app = TestApp::start(test).await;
        let (_, b, p) = project(&app).await;
        let here = urls::project_requests(&b, &p);
        says(&app.get_html(&urls::project(&b, &p)).await, &[&here, &urls::project_obstacles(&b, &p)]);
        says(&app.get_html(&here).await, &["Aucune demande d’aide n’est notée pour ce projet."]);
        for (name, value, words) in [
            ("scheme", "", "role=\"alert\""),
            ("scheme", "wallonia/nothing", "role=\"alert\""),
            ("requested", "1/3/2031", "role=\"alert\""),
            ("requested", "", "role=\"alert\""),
        ] {
            let typed: Vec<(&str, &str)> =
                ASKED.iter().map(|(n, v)| if *n == name { (*n, value) } else { (*n, *v) }).collect();
            says(&app.post_form(&here, &typed).await.is(422).text(), &[words]);
        }
        let early = [ASKED[0], ASKED[1], ("decided", "1/2/25"), ("outcome", "granted"), ("granted", "100")];
        says(&app.post_form(&here, &early).await.is(422).text(), &["value=\"1/2/25\"", "f-decided"]);
        assert_eq!(app.rows("aid_request").await, 0);

        let page = followed(&app, app.post_form(&here, &ASKED).await).await;
        says(&page, &["Une aide est notée ; elle n’est pas accordée.", "En attente d’une décision"]);
        let record = between(&page, "?ligne=", "\"").to_owned();
        let decided = [
            ("record", record.as_str()), ASKED[0], ASKED[1], ("decided", "9/7/25"), ("outcome", "granted"),
            ("granted", "11 800,00"), ("paid", "1/2/26"),
        ];
        let page = followed(&app, app.post_form(&here, &decided).await).await;
        says(&page, &["elle est accordée.", "11 800,00 €", "130 jours jusqu’à la décision", "337 jours jusqu’au solde"]);
        assert_eq!(app.rows("aid_request").await, 2, "what was told before stays");
        let more = urls::with_query(&here, &[("ligne", &record)]);
        says(&app.get_html(&more).await, &["value=\"09/07/2025\"", &format!("value=\"{record}\"")]);
        // The same to programs.
        let api = format!("/api/v1/buildings/{b}/requests");
        let told = &app.get_json(&api).await["items"];
        assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
        let said = (&told[0]["project"], &told[0]["outcome"], &told[0]["granted"], &told[0]["paid"]);
        assert_eq!(said, (&json!(p), &json!("granted"), &json!("11800"), &json!("2026-02-01")));
        // Taken back, what was told before resurfaces; taken back again, nothing is left.
        let row = between(&page, "name=\"undo\" value=\"", "\"").to_owned();
        let page = followed(&app, app.post_form(&here, &[("undo", &row)]).await).await;
        says(&page, &["En attente d’une décision", "La dernière modification est annulée"]);
        app.post_form(&here, &[("undo", &row)]).await.is(404);
        let first = between(&page, "name=\"undo\" value=\"", "\"").to_owned();
        followed(&app, app.post_form(&here, &[("undo", &first)]).await).await;
        assert_eq!(app.get_json(&api).await["items"], json!([]));
        // A missed one says why.
        let missed = [ASKED[0], ("requested", ""), ("outcome", "missed")];
        app.post_form(&here, &missed).await.is(422);
        let missed = [missed[0], missed[1], missed[2], ("missed", "order-before-decision")];
        let page = followed(&app, app.post_form(&here, &missed).await).await;
        says(&page, &["Manquée : commande passée avant la décision"]);
    }

    async fn an_obstacle_is_met_and_lifted(test) {
        let app = TestApp::start(test).await;
        let (_, b, p) = project(&app).await;
        let here = urls::project_obstacles(&b, &p);
        says(&app.get_html(&here).await, &["Aucun obstacle n’est noté pour ce projet."]);
        for wrong in [
            [("obstacle", "dragons"), ("met", "1/3/25"), ("lifted", "")],
            [("obstacle", "asbestos"), ("met", ""), ("lifted", "")],
            [("obstacle", "asbestos"), ("met", "1/3/25"), ("lifted", "1/2/25")],
            [("obstacle", "asbestos"), ("met", "1/3/2031"), ("lifted", "")],
        ] {
            app.post_form(&here, &wrong).await.is(422);
        }
        let met = [("obstacle", "asbestos"), ("met", "1/3/25"), ("note", "plaques <b>ondulées</b>")];
        let page = followed(&app, app.post_form(&here, &met).await).await;
        says(&page, &["Un obstacle est noté ; il n’est pas levé.", "Amiante", "Depuis le 01/03/2025", "&#60;b&#62;"]);
        let record = between(&page, "?ligne=", "\"").to_owned();
        let lifted = [("record", record.as_str()), met[0], met[1], ("lifted", "1/6/25")];
        let page = followed(&app, app.post_form(&here, &lifted).await).await;
        says(&page, &["il est levé.", "levé le 01/06/2025"]);
        let api = format!("/api/v1/buildings/{b}/obstacles");
        let told = &app.get_json(&api).await["items"][0];
        let said = (&told["project"], &told["obstacle"], &told["met"], &told["lifted"], &told["note"]);
        let expect: [Value; 5] =
            [json!(p), json!("asbestos"), json!("2025-03-01"), json!("2025-06-01"), json!(null)];
        assert_eq!(said, (&expect[0], &expect[1], &expect[2], &expect[3], &expect[4]));
        let row = between(&page, "name=\"undo\" value=\"", "\"").to_owned();
        let page = followed(&app, app.post_form(&here, &[("undo", &row)]).await).await;
        says(&page, &["il n’est pas levé.", "plaques"]);
    }

    async fn who_only_reads_changes_nothing_and_another_organisation_finds_nothing(test) {
        let app = TestApp::start(test).await;
        let (o, b, p) = project(&app).await;
        let (other, c) = app.home("Le Verger").await;
        app.post_form(&urls::projects(&c), &[("name", "Toiture plate")]).await.is(303);
        let of = async |code: &str| {
            organisations::by_code(app.app.db.read(), code).await.unwrap().unwrap().id
        };
        let (here, there) = (of(&o).await, of(&other).await);
        let (anna, stranger, paul) =
            (app.signed_in(manager(here)).await, app.signed_in(manager(there)).await, app.signed_in(adviser(here)).await);
        let (requests, obstacles) = (urls::project_requests(&b, &p), urls::project_obstacles(&b, &p));
        let met = [("obstacle", "no-time"), ("met", "1/3/25")];
        anna.post_form(&requests, &ASKED).await.is(303);
        anna.post_form(&obstacles, &met).await.is(303);
        paul.get(&requests).await.is(200);
        for page in [&requests, &obstacles] {
            stranger.get(page).await.is(404);
            stranger.post_form(page, if page == &requests { &ASKED } else { &met }).await.is(404);
        }
        for list in ["requests", "obstacles"] {
            stranger.get(&format!("/api/v1/buildings/{b}/{list}")).await.is(404);
            anna.get(&format!("/api/v1/buildings/{b}/{list}")).await.is(200);
        }
        // A record of another project is none of one's own.
        let page = anna.get_html(&requests).await;
        let (record, row) =
            (between(&page, "?ligne=", "\"").to_owned(), between(&page, "name=\"undo\" value=\"", "\"").to_owned());
        let own = urls::project_requests(&c, &p);
        stranger.post_form(&own, &[("record", &record), ASKED[0], ASKED[1]]).await.is(404);
        stranger.post_form(&own, &[("undo", &row)]).await.is(404);
        assert_eq!(app.rows("aid_request").await, 1);
        // Nobody tells of what was put away.
        anna.post_form(&urls::building_archive(&b), &[]).await.is(303);
        anna.post_form(&obstacles, &met).await.is(422);
    }
}
