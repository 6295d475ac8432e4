//! What the preview of a file says it changes, and that confirming it changes just that: years, months that are
//! complete, rows that are used, the meter it belongs to.

use eclaireur_frontend::urls;

use super::{between, followed, plain, says};
use crate::support::{EAN, TestApp, TestDatabase, export};

/// Another that nobody has, with a right check digit.
const OTHER: &str = "541448820000001234";

/// Sends a file for an organisation; where its preview is.
async fn sent(app: &TestApp, home: &str, bytes: &[u8]) -> String {
    let path = urls::organisation_upload(home);
    app.post_files(&path, &[], &[("file", "a.csv", bytes)]).await.is(303).location()
}

fn id_in(address: &str) -> &str {
    address.trim_start_matches("/imports/").split('?').next().unwrap()
}

/// Two years of a building on one meter.
async fn two_years(app: &TestApp) -> (String, String) {
    let (home, building) = app.home("Les Tilleuls").await;
    let held = export(EAN, "2024-01-01", "2026-01-01", 3600, 1).bytes;
    app.upload(&home, "?create_meters=true", &held).await.is(201);
    (home, building)
}

/// Complete months of each year, for programs.
async fn complete(app: &TestApp, building: &str) -> [usize; 3] {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    ["2024", "2025", "2026"].map(|year| {
        let of_year = body["points"].as_array().unwrap().iter().filter(|point| {
            point["start"].as_str().unwrap().starts_with(year) && point["complete"].as_bool().unwrap()
        });
        of_year.count()
    })
}

/// What the preview says of the years.
fn effects(page: &str) -> Vec<String> {
    let list = between(page, "<ul class=\"effects\">", "</ul>");
    let lines = list.split("<li>").skip(1).map(|line| line.split("</li>").next().unwrap());
    lines.map(plain).collect()
}

#[tokio::test]
async fn a_new_meter_leaves_the_years_before_it_as_they_were() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = two_years(&app).await;
    assert_eq!(complete(&app, &building).await, [12, 12, 0]);
    let preview = sent(&app, &home, &export(OTHER, "2026-01-01", "2026-02-01", 3600, 2).bytes).await;
    let new = format!("new:{building}");
    let choice = [("series_0", new.as_str())];
    app.post_form(&urls::import(id_in(&preview)), &choice).await.is(303);
    let said = effects(&app.get_html(&preview).await);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("L’année 2026") && said[0].contains("devient visible"), "{said:?}");
    followed(&app, app.post_form(&urls::import_confirm(id_in(&preview)), &choice).await).await;
    // January itself waits for the first meter, whose readings stopped.
    assert_eq!(complete(&app, &building).await, [12, 12, 0]);
    test.remove().await;
}

#[tokio::test]
async fn a_year_of_which_only_complete_months_change_is_said() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = two_years(&app).await;
    let kitchen = app.meter(&building, &[("name", "Cuisine"), ("carrier", "electricity")]).await;
    let table = "Date;Électricité (kWh)\n2024-01-01;0\n2024-02-01;0\n2024-03-01;0\n2025-01-01;7\n";
    let preview = sent(&app, &home, table.as_bytes()).await;
    let choice = format!("meter:{kitchen}");
    let choice = [("series_0", choice.as_str())];
    app.post_form(&urls::import(id_in(&preview)), &choice).await.is(303);
    let said = effects(&app.get_html(&preview).await);
    let [energy, months] = &said[..] else { panic!("the year with other energy first: {said:?}") };
    assert!(
        energy.contains("L’année 2025") && energy.contains("Ses mois complets passent de 12 à 1."),
        "{said:?}"
    );
    assert!(months.contains("L’année 2024") && months.contains("reste à"), "{said:?}");
    assert!(months.ends_with("Ses mois complets passent de 12 à 3."), "{said:?}");
    app.post_form(&urls::import_confirm(id_in(&preview)), &choice).await.is(303);
    assert_eq!(complete(&app, &building).await, [3, 1, 0]);
    test.remove().await;
}

#[tokio::test]
async fn years_that_do_not_change_are_said_in_one_line() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = two_years(&app).await;
    let longer = export(EAN, "2024-01-01", "2026-03-01", 3600, 1).bytes;
    let said = effects(&app.get_html(&sent(&app, &home, &longer).await).await);
    let [year, others] = &said[..] else { panic!("{said:?}") };
    assert!(year.contains("L’année 2026"), "{said:?}");
    assert_eq!(others, "Les autres années ne changent pas.");
    test.remove().await;
}

#[tokio::test]
async fn a_number_one_digit_away_from_a_meter_proposes_that_meter() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = two_years(&app).await;
    let mistyped = EAN.replacen("8820", "8920", 1);
    let file = export(&mistyped, "2026-01-01", "2026-02-01", 3600, 2).bytes;
    // Even sent for the building, which otherwise makes a meter of every new number.
    let path = urls::building_upload(&building);
    let preview = app.post_files(&path, &[], &[("file", "a.csv", &file)]).await.is(303).location();
    let page = app.get_html(&preview).await;
    says(&page, &["lequel ?", "EAN à un chiffre près"]);
    let choices = between(&page, "<select id=\"series_0\"", "</select>");
    assert!(!choices.contains("selected"), "{choices}");
    let values: Vec<&str> = choices.split("value=\"").skip(1).filter_map(|v| v.split('"').next()).collect();
    assert!(values[0].is_empty() && values[1].starts_with("meter:"), "{values:?}");
    let refused = app.upload(&home, "?create_meters=true", &file).await.is(422).json();
    let found = refused["findings"].as_array().unwrap();
    let asked = found.iter().find(|f| f["code"] == "unknown-meter").unwrap();
    assert!(asked["message"].as_str().unwrap().contains("À un chiffre près"), "{asked}");
    assert_eq!(app.rows("meter").await, 1);
    test.remove().await;
}

#[tokio::test]
async fn the_counts_of_a_page_agree() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let table = "Date;EAN;Électricité (kWh)\n2026-01-01;E;310\n2026-02-01;E;290\n2026-03-01;E;douze\n\
                 2026-04-01;E;305\n2026-12-01;E;280\n2027-01-01;E;260\n2027-02-01;E;270\n2026-13-01;E;240\n";
    let preview = sent(&app, &home, table.replace(";E;", &format!(";{EAN};")).as_bytes()).await;
    let new = format!("new:{building}");
    let choice = [("series_0", new.as_str())];
    app.post_form(&urls::import(id_in(&preview)), &choice).await.is(303);
    let page = app.get_html(&preview).await;
    says(
        &page,
        &["8 lues : 3 utilisées, 0 sans valeur, 5 à corriger, 0 sans relevé", "Importer les 3 bonnes lignes"],
    );
    let tiles = plain(between(&page, "<ul class=\"counts\">", "</ul>"));
    let figures: Vec<&str> = tiles
        .split("<span class=\"count-figure\">")
        .skip(1)
        .map(|rest| rest.split("</span>").next().unwrap())
        .collect();
    assert_eq!(figures, ["3", "0", "0", "5"], "{page}");
    let fields = [choice[0], ("accept_partial", "1")];
    let page = followed(&app, app.post_form(&urls::import_confirm(id_in(&preview)), &fields).await).await;
    says(&page, &["3 utilisées", "5 à corriger"]);
    test.remove().await;
}
