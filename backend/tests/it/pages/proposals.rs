//! What is proposed for faulty cells: accepted for a whole group, kept as the file says, taken back; both values stay.

use eclaireur_frontend::urls;
use serde_json::Value;

use crate::support::{MONTHS, TestApp, TestDatabase, on_postgres, on_sqlite};

use super::says;

/// The year 2025 by month, 100 kWh and one more each month; May with its comma slipped, August with a letter.
fn faulty_year() -> String {
    let mut text = String::from("Mois;Électricité (kWh)\r\n");
    for (month, value) in MONTHS.iter().zip(100..) {
        let cell = match value {
            104 => "10400".to_owned(),
            107 => "1O7".to_owned(),
            value => value.to_string(),
        };
        text.push_str(&format!("{month} 2025;{cell}\r\n"));
    }
    text
}

async fn year_kwh(app: &TestApp, building: &str) -> Vec<String> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    let points = body["points"].as_array().unwrap().iter();
    points.map(|p| p["value"].as_str().unwrap_or_default().to_owned()).collect()
}

mod proposals_are_accepted_kept_and_taken_back {
    use super::*;

    async fn run(test: &TestDatabase) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
        let file = faulty_year();
        let upload = urls::building_upload(&building);
        let files = [("file", "2025.csv", file.as_bytes())];
        let preview = app.post_files(&upload, &[], &files).await.is(303).location();
        let id = preview.trim_start_matches("/imports/").split('?').next().unwrap().to_owned();
        let decide = async |field: &str, value: &str| {
            app.post_form(&urls::import(&id), &[(field, value)]).await.is(303);
            app.get_html(&preview).await
        };
        let page = app.get_html(&preview).await;
        says(
            &page,
            &["« 10400 » est 101 fois plus que le mois passé. Vouliez-vous 104 ?", "Garder la valeur"],
        );
        says(&page, &["« 1O7 » n’est pas un nombre. Vouliez-vous 107 ?", "Importer les 11 bonnes lignes"]);
        assert!(!page.contains("Cellules corrigées"));

        let page = decide("keep", "implausible").await;
        says(&page, &["Gardé le 21/11/2026.", "Corriger la cellule"]);
        assert!(!page.contains("Garder la valeur"));
        for nothing in [("correct", "no-such-code"), ("correct", "duplicate-row"), ("keep", "")] {
            assert_eq!(decide(nothing.0, nothing.1).await, page, "{nothing:?}");
        }
        let page = decide("correct", "bad-number").await;
        says(&page, &["Ligne 9, colonne « Électricité (kWh) » : « 1O7 » est lu 107. Accepté le 21/11/2026."]);
        says(&page, &["12 lues : 12 utilisées", "name=\"restore\"", ">Confirmer<"]);
        let page = decide("restore", "1").await;
        says(&page, &["n’est pas un nombre", "Garder la valeur"]);
        assert!(!page.contains("Cellules corrigées"));

        decide("correct", "bad-number").await;
        let page = decide("correct", "implausible").await;
        says(&page, &["« 10400 » est lu 104.", "« 1O7 » est lu 107."]);
        assert!(!page.contains("Vouliez-vous"));
        assert_eq!(year_kwh(&app, &building).await, Vec::<String>::new());
        app.post_form(&urls::import_confirm(&id), &[]).await.is(303);
        let expect: Vec<String> = (100..112).map(|kwh: i32| kwh.to_string()).collect();
        assert_eq!(year_kwh(&app, &building).await, expect);
        let page = app.get_html(&preview).await;
        says(&page, &["« 10400 » est lu 104. Accepté le 21/11/2026.", "« 1O7 » est lu 107."]);
        assert!(!page.contains("name=\"restore\"") && !page.contains("name=\"correct\""));
        // Confirmed is confirmed; and the file is what it was.
        app.post_form(&urls::import(&id), &[("restore", "1")]).await.is(303);
        assert_eq!(app.get(&urls::import_file(&id)).await.is(200).bytes, file.as_bytes());
        assert_eq!(app.get_html(&preview).await, page);

        app.post_form(&urls::import_undo(&id), &[]).await.is(303);
        assert_eq!(year_kwh(&app, &building).await, Vec::<String>::new());
        let again = app.post_form(&urls::import_again(&id), &[]).await.is(303).location();
        says(&app.get_html(&again).await, &["« 10400 » est lu 104.", "name=\"restore\""]);
    }

    on_sqlite!();
    on_postgres!();
}

#[tokio::test]
async fn what_is_proposed_looks_at_what_is_held_of_the_meter() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    let send = async |text: &str| -> Value {
        let query = format!("?building={building}&accept_partial=true");
        app.upload(&home, &query, text.as_bytes()).await.is(201).json()
    };
    let rows = MONTHS.iter().zip(3100..);
    let year: Vec<String> = rows.map(|(month, kwh)| format!("{month} 2025;{kwh}")).collect();
    let first = send(&format!("Mois;Électricité (kWh)\r\n{}\r\n", year.join("\r\n"))).await;
    assert_eq!(first["findings"], serde_json::json!([]));
    let next = send("Mois;Électricité (kWh)\r\njanvier 2026;32000\r\n").await;
    let said = &next["findings"][0];
    assert_eq!(
        (&said["code"], &said["proposal"], &said["row"]),
        (&"implausible".into(), &"3200".into(), &2.into())
    );
    assert_eq!(
        said["message"],
        "Ligne 2, colonne «\u{a0}Électricité (kWh)\u{a0}»\u{a0}: «\u{a0}32000\u{a0}» est 10 fois plus que d’habitude. Vouliez-vous 3200\u{a0}?"
    );
    test.remove().await;
}
