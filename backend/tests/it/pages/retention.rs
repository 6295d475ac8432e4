//! What an organisation keeps for a while only.

use eclaireur::jobs::retention;
use eclaireur_frontend::urls;

use super::access::{id_of, log};
use super::reading_links::{given, sheet, token};
use super::{between, says};
use crate::support::{TestApp, jpeg, on_both};

const DAY_S: i64 = 24 * 3600;

on_both! {
    async fn pictures_go_when_their_years_are_over_and_what_was_read_stays(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let secret = sheet(&app, &building, &meter).await;
        let sent = token(&app, &secret).await;
        let fields = [("envoi", sent.as_str()), ("index_total", "43190"), ("date", "2026-11-21")];
        app.post_files(&urls::reading_link(&secret), &fields, &[("photo", "a.jpg", &jpeg())]).await.is(303);
        let page = app.get_html(&urls::reading_links(&building)).await;
        let photo = urls::reading_photo(&building, between(&page, &urls::reading_photo(&building, ""), "\""));
        app.get(&photo).await.is(200);
        let files = app.rows("file").await;

        // Always, unless somebody says otherwise; a form that does not ask changes nothing else.
        let home = "les-tilleuls";
        assert_eq!(retention::run(&app.app).await.unwrap(), Some(0));
        assert_eq!(retention::run(&app.app).await.unwrap(), None, "a day is done once");
        let edit = urls::organisation_edit(home);
        let form = app.get_html(&edit).await;
        says(&form, &["Photos de compteurs envoyées avec un relevé", "Toujours gardées", "Gardées un an", "Gardées 10 ans"]);
        assert!(between(&form, "<option value=\"always\"", "</option>").contains("selected"), "{form}");
        let name = [("name", "Les Tilleuls"), ("activity", "care-home")];
        app.post_form(&edit, &[&name[..], &[("photo_years", "3")]].concat()).await.is(422);
        app.post_form(&edit, &[&name[..], &[("photo_years", "1")]].concat()).await.is(303);
        let form = app.get_html(&edit).await;
        assert!(between(&form, "<option value=\"1\"", "</option>").contains("selected"), "{form}");

        // To the day.
        app.app.clock.advance(365 * DAY_S);
        assert_eq!(retention::run(&app.app).await.unwrap(), Some(0));
        app.get(&photo).await.is(200);
        app.app.clock.advance(DAY_S);
        assert_eq!(retention::run(&app.app).await.unwrap(), Some(1));
        app.get(&photo).await.is(404);
        assert_eq!(app.rows("file").await, files - 1);
        assert!(!app.get_html(&urls::reading_links(&building)).await.contains(&urls::reading_photo(&building, "")));
        let readings = app.get_html(&urls::meter_readings(&building, &meter)).await;
        assert!(readings.contains("43\u{a0}190") || readings.contains("43\u{202f}190") || readings.contains("43 190"), "{readings}");
        let log = log(&app).await;
        let id = id_of(&app, home).await;
        assert!(log.contains(&format!("service reading-link.photos-forgotten {id}")), "{log}");
        assert_eq!(log.matches("retention.changed").count(), 1, "what is so already leaves no entry");
        // The archive knows the choice, and the organisation comes back with it.
        assert!(crate::archive::entry(&app.get(&urls::export(home)).await.is(200).bytes, "organisation.json").contains("\"photo_years\": 1"));
    }
}
