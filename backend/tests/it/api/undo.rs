//! Taking an import out again: what it had superseded counts again, to the last digit.

use std::collections::BTreeMap;

use eclaireur_frontend::{format, urls};
use eclaireur_models::building::Carrier;
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{EAN, Export, TestApp, export, on_both};

/// kWh of each month of a building, as programs are told.
async fn months(app: &TestApp, building: &str) -> BTreeMap<String, Decimal> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption?step=month")).await;
    let points = body["points"].as_array().unwrap();
    let month = |point: &Value| point["start"].as_str().unwrap()[..7].to_owned();
    points.iter().map(|p| (month(p), p["value"].as_str().unwrap().parse().unwrap())).collect()
}

/// Every value held of 2024, and the figure of that year as its page says it.
async fn year(app: &TestApp, building: &str) -> (Value, String) {
    let days = format!("/api/v1/buildings/{building}/consumption?step=day&from=2024-01-01&to=2025-01-01");
    let page = app.get_html(&format!("{}?annee=2024", urls::energy(building))).await;
    let (_, answer) = page.split_once("<p class=\"answer\">").unwrap();
    let answer = answer.split_once("</p>").unwrap().0.to_owned();
    (app.get_json(&days).await["points"].take(), answer)
}

/// A figure as pages write it.
fn written(months: &BTreeMap<String, Decimal>) -> String {
    format::energy(Carrier::Electricity, Energy::new(months.values().sum(), Basis::Net))
}

async fn sent(app: &TestApp, home: &str, file: &Export) -> String {
    let body = app.upload(home, "?create_meters=true", &file.bytes).await.is(201).json();
    body["id"].as_str().unwrap().to_owned()
}

on_both! {
    async fn undoing_a_correction_brings_the_earlier_figure_back(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let year = export(EAN, "2024-01-01", "2025-01-01", 3600, 1);
        let march = export(EAN, "2024-03-01", "2024-04-01", 3600, 2);
        sent(&app, &home, &year).await;
        assert_eq!(months(&app, &building).await, year.months);
        let before = self::year(&app, &building).await;
        assert_eq!(before.0.as_array().unwrap().len(), 366);
        assert!(before.1.contains(&written(&year.months)), "{}", before.1);

        let correction = sent(&app, &home, &march).await;
        let mut corrected = year.months.clone();
        corrected.extend(march.months.clone());
        assert_ne!(corrected, year.months);
        assert_eq!(months(&app, &building).await, corrected);
        let superseded = self::year(&app, &building).await;
        assert!(superseded.1.contains(&written(&corrected)), "{}", superseded.1);
        assert_ne!((&superseded.0, &superseded.1), (&before.0, &before.1));

        app.delete(&format!("/api/v1/imports/{correction}")).await.is(200);
        assert_eq!(months(&app, &building).await, year.months);
        assert_eq!(self::year(&app, &building).await, before, "each day and the year's figure");
    }

    async fn undoing_the_first_leaves_what_came_later(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let first = export(EAN, "2024-01-01", "2024-04-01", 3600, 1);
        let later = export(EAN, "2024-03-01", "2024-05-01", 3600, 2);
        let id = sent(&app, &home, &first).await;
        sent(&app, &home, &later).await;
        app.delete(&format!("/api/v1/imports/{id}")).await.is(200);
        assert_eq!(months(&app, &building).await, later.months);
    }

    async fn an_import_is_undone_once(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-02-01", 3600, 1);
        let path = format!("/api/v1/imports/{}", sent(&app, &home, &file).await);
        let (one, two) = tokio::join!(app.delete(&path), app.delete(&path));
        let (first, second) = if one.status == 200 { (one, two) } else { (two, one) };
        assert_eq!(first.is(200).json()["status"], "undone");
        second.problem(409, "conflict");
        app.delete(&path).await.problem(409, "conflict");
        assert_eq!(months(&app, &building).await, BTreeMap::new());
        assert_eq!(app.get_json(&path).await["status"], "undone", "it stays on the list");
        assert_eq!((app.rows("block").await, app.rows("file").await), (0, 1));
    }
}
