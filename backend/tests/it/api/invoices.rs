//! Electronic invoices: their readings, their cost on the right meter, and both gone again when undone.

use std::path::Path;

use eclaireur::store::bills::{self, BillKind};
use eclaireur::store::buildings;
use eclaireur_frontend::urls;
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use crate::support::{TestApp, on_both, read};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/meters/ubl-invoice");
    read(&folder.join(name))
}

/// A fixture with some words changed.
fn changed(name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture(name)).expect("text");
    assert!(text.contains(from), "{name} says {from}");
    text.replace(from, to).into_bytes()
}

fn codes(body: &Value) -> Vec<&str> {
    let findings = body["findings"].as_array().expect("findings");
    findings.iter().map(|f| f["code"].as_str().expect("a code")).collect()
}

/// Kind, cost without and with VAT of every bill of a building.
async fn kept(app: &TestApp, building: &str) -> Vec<(BillKind, Option<Decimal>, Option<Decimal>)> {
    let c = app.app.db.read();
    let (whose, building) = buildings::by_code(c, building).await.unwrap().expect("the building");
    let rows = bills::of_building(c, whose.id, building.id).await.unwrap();
    let cost = |euro: Option<eclaireur_models::units::Euro>| euro.map(|e| e.0.normalize());
    rows.iter().map(|row| (row.bill.kind, cost(row.bill.cost_excl), cost(row.bill.cost_incl))).collect()
}

/// The page of a building, its spaces plain.
async fn page(app: &TestApp, building: &str) -> String {
    app.get_html(&urls::energy(building)).await.replace(['\u{a0}', '\u{202f}'], " ")
}

async fn sum_of_year(app: &TestApp, building: &str) -> Decimal {
    let year = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    let points = year["points"].as_array().expect("points").iter();
    points.map(|p| p["value"].as_str().expect("a value").parse::<Decimal>().expect("a decimal")).sum()
}

const CREATE: &str = "?create_meters=true";

on_both! {
    async fn an_invoice_brings_its_readings_and_its_cost_and_takes_both_away(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let body = app.upload(&home, CREATE, &fixture("electricity-day-night.xml")).await.is(201).json();
        assert_eq!(body["format"], "ubl-invoice");
        assert_eq!(body["rows"]["accepted"], 2);
        let invoice = &body["invoices"][0];
        for (key, expect) in [
            ("kind", json!("invoice")),
            ("number", json!("2026-004417")),
            ("supplier", json!("Énergie du Bocq SA")),
            ("from", json!("2025-01-01")),
            ("to", json!("2026-01-01")),
            ("eans", json!(["549999000000008012"])),
            ("currency", json!("EUR")),
            ("excl_vat", json!("5931.37")),
            ("incl_vat", json!("6287.25")),
        ] {
            assert_eq!(invoice[key], expect, "{key}");
        }
        assert_eq!(invoice["lines"].as_array().unwrap().len(), 11);
        assert_eq!(invoice["lines"][0]["counts_towards_total"], true);
        assert_eq!(invoice["lines"][2]["counts_towards_total"], false);
        let [cost] = &invoice["costs"].as_array().unwrap()[..] else { panic!("one meter: {invoice}") };
        assert_eq!((&cost["building"], &cost["incl_vat"]), (&json!(building), &json!("6287.25")));

        assert_eq!(sum_of_year(&app, &building).await, dec!(20600));
        let whole = [(BillKind::Regularisation, Some(dec!(5931.37)), Some(dec!(6287.25)))];
        assert_eq!(kept(&app, &building).await, whole);
        assert!(page(&app, &building).await.contains("6 287"));

        let import = body["id"].as_str().unwrap();
        app.delete(&format!("/api/v1/imports/{import}")).await.is(200);
        assert_eq!((app.rows("bill").await, sum_of_year(&app, &building).await), (0, Decimal::ZERO));
    }

    async fn a_credit_note_lowers_the_cost_and_an_advance_changes_nothing(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let refused = app.upload(&home, CREATE, &fixture("credit-note.xml")).await.is(422).json();
        assert_eq!(codes(&refused), ["credit-note", "cost-not-attributed"], "its meter is not known");

        app.upload(&home, CREATE, &fixture("electricity-day-night.xml")).await.is(201);
        let body = app.upload(&home, "", &fixture("credit-note.xml")).await.is(201).json();
        assert_eq!((codes(&body), body["series"].as_array().unwrap().len()), (vec!["credit-note"], 0));
        assert_eq!(body["invoices"][0]["corrects"], json!(["2026-004417"]));
        assert_eq!(sum_of_year(&app, &building).await, dec!(20600));
        let credit = (BillKind::CreditNote, Some(dec!(-108.48)), Some(dec!(-114.99)));
        assert!(kept(&app, &building).await.contains(&credit));

        app.upload(&home, CREATE, &fixture("advances-deducted.xml")).await.is(201);
        app.upload(&home, "", &fixture("advance.xml")).await.is(201);
        let all = kept(&app, &building).await;
        assert!(all.contains(&(BillKind::Regularisation, Some(dec!(1404)), Some(dec!(1488.24)))), "{all:?}");
        assert!(all.contains(&(BillKind::Acompte, Some(dec!(120)), Some(dec!(127.2)))), "{all:?}");
        assert!(page(&app, &building).await.contains("7 660"), "6287.25 − 114.99 + 1488.24");
    }

    async fn two_meters_share_a_cost_by_their_lines_and_no_split_is_invented(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let body = app.upload(&home, CREATE, &fixture("two-points-two-rates.xml")).await.is(201).json();
        let unplaced = body["findings"].as_array().unwrap().iter().find(|f| f["code"] == "cost-not-attributed");
        assert_eq!(unplaced.expect("it is said")["data"], json!({ "why": "part", "amount": "52.5" }));
        let mut costs: Vec<_> = kept(&app, &building).await.into_iter().map(|(_, excl, incl)| (excl, incl)).collect();
        costs.sort();
        let expect = [(Some(dec!(267.19)), Some(dec!(283.22))), (Some(dec!(578.2)), Some(dec!(612.89)))];
        assert_eq!(costs, expect);
    }

    async fn a_number_held_with_another_content_is_said_before_anything_is_kept(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let first = app.upload(&home, CREATE, &fixture("electricity-day-night.xml")).await.is(201).json();
        assert!(!codes(&first).contains(&"invoice-number-held"));
        let other = changed("electricity-day-night.xml", "2026-01-20", "2026-01-27");
        let body = app.upload(&home, "?dry_run=true", &other).await.is(200).json();
        assert!(codes(&body).contains(&"invoice-number-held"), "{body}");
        let sender = changed("electricity-day-night.xml", "Énergie du Bocq SA", "Courant d’Ourthe SA");
        let body = app.upload(&home, "?dry_run=true", &sender).await.is(200).json();
        assert!(!codes(&body).contains(&"invoice-number-held"), "another sender numbers for itself");
        app.delete(&format!("/api/v1/imports/{}", first["id"].as_str().unwrap())).await.is(200);
        let body = app.upload(&home, "?dry_run=true", &other).await.is(200).json();
        assert!(!codes(&body).contains(&"invoice-number-held"), "what was undone is not held");
    }

    async fn another_currency_brings_quantities_without_cost(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let crowns = changed("electricity-day-night.xml", "EUR", "NOK");
        let body = app.upload(&home, CREATE, &crowns).await.is(201).json();
        assert!(codes(&body).contains(&"other-currency"));
        assert_eq!((app.rows("bill").await, sum_of_year(&app, &building).await), (0, dec!(20600)));
    }

    async fn the_coefficient_of_a_gas_bill_comes_and_goes_with_it(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let only_volume = changed("gas-m3-and-kwh.xml", "unitCode=\"KWH\"", "unitCode=\"C62\"");
        let body = app.upload(&home, CREATE, &only_volume).await.is(201).json();
        assert_eq!(app.rows("fact").await, 1);
        // 9120 m3 of 11.4035 kWh each, said by the bill, are what the preview and the building count.
        let whole: Decimal = body["effect"].as_array().unwrap().iter()
            .map(|e| e["after_kwh"].as_str().unwrap().parse::<Decimal>().unwrap())
            .sum();
        assert_eq!(whole.round(), dec!(103999.92).round());
        assert_eq!(sum_of_year(&app, &building).await.round(), dec!(104000));
        app.delete(&format!("/api/v1/imports/{}", body["id"].as_str().unwrap())).await.is(200);
        assert_eq!(app.rows("fact").await, 0);
    }
}
