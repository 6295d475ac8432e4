//! What is said of a building beyond its figures: alerts and what people answer, quality, obligations, the month's sheet, the
//! yearly report and its publication.

use eclaireur_frontend::urls;

use crate::support::{TestApp, on_both};

use super::{between, followed, plain, says};

/// A building whose meter nobody has read for long: three years of gas, the last reading of 2024.
async fn silent(app: &TestApp) -> (String, String) {
    let (home, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("carrier", "natural_gas")]).await;
    for (from, to, kwh) in
        [("1/1/22", "31/12/22", "361000"), ("1/1/23", "31/12/23", "367700"), ("1/1/24", "31/12/24", "352100")]
    {
        let bill = [
            ("meter", &*meter),
            ("kind", "settlement"),
            ("carrier", "natural_gas"),
            ("from", from),
            ("to", to),
            ("quantity", kwh),
            ("unit", "kWh"),
            ("incl_vat", "32000"),
        ];
        let answer = app.post_files(&urls::reading_bill(&building), &bill, &[]).await;
        assert_eq!(answer.status, 303, "{}", plain(&answer.text()));
    }
    (home, building)
}

on_both! {
    async fn a_building_with_nothing_says_so_on_every_page(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        for (path, words) in [
            (urls::alerts(&building), "Qu’est-ce qui ne va pas, et combien cela coûte"),
            (urls::quality(&building), "Peut-on se fier à ces chiffres"),
            (urls::obligations(&building), "Que demande la loi à ce bâtiment"),
            (urls::month_sheet(&building), "Que faire en novembre 2026"),
            (urls::yearly_report(&building), "Que dit la comptabilité énergétique"),
        ] {
            says(&app.get_html(&path).await, &[words]);
            app.get(&path.replace(&building, "nulle-part")).await.is(404);
        }
        app.post_form(&urls::reports(&building), &[("annee", "2025")]).await.is(404);
        app.post_form(&urls::reports(&building), &[("annee", "deux mille")]).await.is(400);
        app.post_form(&urls::reports(&building), &[("withdraw", "'--")]).await.is(404);
        for file in ["bulletin.exe", "..%2Fsecret.pdf", "0000000000000-x.xlsx", "rien.pdf"] {
            app.get(&format!("{}/{file}", urls::reports(&building))).await.is(404);
        }
    }

    async fn an_alert_is_seen_explained_and_each_answer_is_taken_back(test) {
        let app = TestApp::start(test).await;
        let (_, building) = silent(&app).await;
        let alerts = urls::alerts(&building);
        let page = app.get_html(&alerts).await;
        says(&page, &["Un compteur n’est plus relevé", "Vu", "C’est fait", "Expliquer"]);
        let key = between(&page, "name=\"alert\" value=\"", "\"").replace("&#38;", "&");

        let page = followed(&app, app.post_form(&alerts, &[("alert", &key), ("state", "seen")]).await).await;
        says(&page, &["Un point qui a reçu une réponse", "vu"]);
        let note = between(&page, "name=\"withdraw\" value=\"", "\"").to_owned();
        let page = followed(&app, app.post_form(&alerts, &[("withdraw", &note)]).await).await;
        assert!(!plain(&page).contains("a reçu une réponse"));
        app.post_form(&alerts, &[("withdraw", &note)]).await.is(404);

        // An explanation with a day is an event too; what cannot be is said beside its field.
        let asked = urls::with_query(&alerts, &[("expliquer", &key)]);
        says(&app.get_html(&asked).await, &["Qu’est-ce qui explique ce changement", "Occupation", "Autre raison"]);
        let own = [("alert", &*key), ("state", "explained"), ("kind", "closure"), ("text", "aile fermée <b>")];
        let wrong = [&own[..], &[("from", "31/2/25")]].concat();
        says(&app.post_form(&alerts, &wrong).await.is(422).html(), &["n’est pas une date", "aile fermée &#60;b&#62;"]);
        let right = [&own[..], &[("from", "1/1/25")]].concat();
        let page = followed(&app, app.post_form(&alerts, &right).await).await;
        says(&page, &["expliqué", "aile fermée &#60;b&#62;"]);
        says(&app.get_html(&urls::events(&building)).await, &["Fermeture exceptionnelle", "depuis le 01/01/2025"]);
        let note = between(&page, "name=\"withdraw\" value=\"", "\"").to_owned();
        app.post_form(&alerts, &[("withdraw", &note)]).await.is(303);
        says(&app.get_html(&urls::events(&building)).await, &["Rien de noté encore"]);

        for (fields, status) in [
            (&[("alert", "rien"), ("state", "seen")][..], 404),
            (&[("alert", &*key), ("state", "ignoré")], 400),
            (&[("alert", &*key)], 400),
            (&[("withdraw", "0000000000000")], 404),
        ] {
            app.post_form(&alerts, fields).await.is(status);
        }
        app.get(&urls::with_query(&alerts, &[("expliquer", "rien")])).await.is(404);
    }

    async fn what_is_missing_is_said_with_what_to_bring(test) {
        let app = TestApp::start(test).await;
        let (_, building) = silent(&app).await;
        says(&app.get_html(&urls::quality(&building)).await, &["Que manque-t-il", "Gaz naturel", "À apporter"]);
        says(&app.get_html(&urls::month_sheet(&building)).await, &["À relever", "gaz naturel", "Le 1er décembre 2026"]);
        let page = app.get_html(&urls::obligations(&building)).await;
        says(&page, &["La donnée qui décide le plus", "Indiquer"]);
    }

    async fn a_published_report_does_not_move(test) {
        let app = TestApp::start(test).await;
        let (_, building) = silent(&app).await;
        let yearly = urls::yearly_report(&building);
        says(&app.get_html(&yearly).await, &["Publier ce rapport 2024", "Points de consommation", "Gaz naturel"]);
        app.get(&urls::with_query(&urls::report_file(&building, "rapport-annuel.xlsx"), &[("annee", "2024")])).await.is(200);
        let page = followed(&app, app.post_form(&urls::reports(&building), &[("annee", "2024")]).await).await;
        says(&page, &["Le rapport est publié", "Rapport 2024, publié le 21/11/2026"]);
        let file = page.split("href=\"").find(|h| h.contains("-rapport-annuel-2024.xlsx\""));
        let file = file.and_then(|h| h.split('"').next()).expect("a workbook").to_owned();
        let before = app.get(&file).await.is(200).bytes;

        // A price and an area come to be known: the published workbook is the same to the byte.
        let area = [("donnee", "building.heated_area_m2"), ("value", "2450"), ("quality", "measured"), ("source", "plan")];
        app.post_form(&urls::facts(&building), &area).await.is(303);
        assert_eq!(app.get(&file).await.is(200).bytes, before);
        let stranger = app.building(&app.organisation("Le Verger").await, "Le Verger").await;
        app.get(&file.replace(&building, &stranger)).await.is(404);

        let id = between(&page, "name=\"withdraw\" value=\"", "\"").to_owned();
        app.post_form(&urls::reports(&stranger), &[("withdraw", &id)]).await.is(404);
        let page = followed(&app, app.post_form(&urls::reports(&building), &[("withdraw", &id)]).await).await;
        says(&page, &["retiré le 21/11/2026"]);
        assert_eq!(app.get(&file).await.is(200).bytes, before);
    }
}
