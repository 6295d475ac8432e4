//! An index, typed: kept as an import of its own, listed, undone.

use eclaireur_frontend::urls;
use serde_json::Value;

use crate::support::{TestApp, TestDatabase};

use super::{between, followed, says};

/// A building with one electricity meter: its code and the meter's id.
async fn given(app: &TestApp) -> (String, String) {
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    (building, meter)
}

async fn points(app: &TestApp, building: &str) -> Vec<Value> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    body["points"].as_array().unwrap().clone()
}

#[tokio::test]
async fn two_indexes_make_a_consumption_and_undoing_one_takes_it_away() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let form = urls::reading_index(&building);
    says(&app.get_html(&form).await, &["name=\"index_total\"", "name=\"date\"", &meter]);
    let first = [("meter", meter.as_str()), ("date", "1/1/25"), ("index_total", "10 000")];
    says(&followed(&app, app.post_form(&form, &first).await).await, &["Le relevé est gardé.", "01/01/2025"]);
    assert!(points(&app, &building).await.is_empty(), "one index is no consumption");

    let second = [("meter", meter.as_str()), ("date", "2025-02-01"), ("index_total", "11.234,5")];
    let page = followed(&app, app.post_form(&form, &second).await).await;
    let [january] = &points(&app, &building).await[..] else { panic!("one month") };
    assert_eq!((&january["value"], &january["complete"]), (&"1234.5".into(), &true.into()));
    says(&app.get_html(&form).await, &["11 234,5", "01/02/2025"]);

    let import = format!("/imports/{}", between(&page, "href=\"/imports/", "\""));
    says(&app.get_html(&import).await, &["Relevé d’index", "Annuler cet import"]);
    says(
        &followed(&app, app.post_form(&format!("{import}/annuler"), &[]).await).await,
        &["L’import est annulé"],
    );
    assert!(points(&app, &building).await.is_empty());
    says(&app.get_html(&urls::readings(&building)).await, &["annulé"]);
    test.remove().await;
}

#[tokio::test]
async fn an_index_that_looks_wrong_is_asked_about() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let form = urls::reading_index(&building);
    let first = [("meter", meter.as_str()), ("date", "1/1/25"), ("index_total", "10 000")];
    app.post_form(&form, &first).await.is(303);
    for (field, value, words) in [
        ("index_total", "9 000", "inférieur au dernier connu"),
        ("index_total", "", "Indiquez au moins un index."),
        ("index_total", "douze", "n’est pas un nombre"),
        ("index_total", "10.500", "peut se lire"),
        ("index_total", "-4", "négatif"),
        ("index_total", "1000000000001", "Vérifiez la virgule"),
        ("index_total", "79228162514264337593543950335", "Vérifiez la virgule"),
        ("index_total", "10000,0123456789012345678901", "Vérifiez la virgule"),
        ("date", "22/11/2026", "dans le futur"),
        ("date", "30/2/2025", "n’est pas une date"),
        ("date", "", "Remplissez ce champ."),
        ("meter", "0000000000000", "Choisissez dans la liste."),
        ("meter", "", "Choisissez dans la liste."),
    ] {
        let given = [("meter", meter.as_str()), ("date", "1/2/25"), ("index_total", "10 500")];
        let fields = given.map(|(name, kept)| (name, if name == field { value } else { kept }));
        says(&app.post_form(&form, &fields).await.is(422).html(), &[words]);
    }
    assert_eq!(app.rows("import").await, 1);
    // Below the last one, and kept all the same: the meter was changed.
    let kept = [("meter", meter.as_str()), ("date", "1/2/25"), ("index_total", "9 000"), ("accept", "1")];
    app.post_form(&form, &kept).await.is(303);
    assert_eq!(app.rows("import").await, 2);
    test.remove().await;
}
