//! What a program keeps as a page does: meters, readings, facts, prices, events, answers to alerts.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, EAN, TestApp, export, on_both};

async fn post(app: &TestApp, path: &str, body: &Value) -> Answer {
    Answer::to(app.request(Method::POST, path).json(body)).await
}

/// Code of the problem of one field.
fn problem(answer: &Answer, field: &str) -> String {
    let body = answer.problem(422, "invalid-fields");
    let all = body["problems"].as_array().unwrap().clone();
    let found =
        all.iter().find(|problem| problem["field"] == field).unwrap_or_else(|| panic!("{field}: {body}"));
    found["code"].as_str().unwrap().to_owned()
}

on_both! {
    async fn a_building_with_a_meter_is_made_and_read(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let buildings = format!("/api/v1/organisations/{home}/buildings");
        let made = post(&app, &buildings, &json!({ "name": "Crèche", "postcode": "5000", "heated_area_m2": "2450.5" })).await.is(201);
        assert_eq!((made.json()["code"].clone(), made.location()), (json!("creche"), "/api/v1/buildings/creche".to_owned()));
        assert_eq!(app.get_json("/api/v1/buildings/creche").await, made.json());
        let facts = app.get_json("/api/v1/buildings/creche/facts").await;
        assert_eq!((&facts["items"][0]["value"], &facts["items"][0]["quality"]), (&json!("2450.5"), &json!("declared")));
        assert_eq!(problem(&post(&app, &buildings, &json!({ "name": "X", "activity": "piraterie" })).await, "activity"), "not-in-list");
        for body in [json!({}), json!([]), json!({ "name": 7 }), json!({ "name": "X", "colour": "red" }), json!({ "name": "a\u{0}b" })] {
            post(&app, &buildings, &body).await.problem(400, "bad-request");
        }
        let meters = "/api/v1/buildings/creche/meters";
        let meter = post(&app, meters, &json!({ "carrier": "electricity", "name": "général", "ean": EAN })).await.is(201).json();
        assert_eq!(meter["counters"][0]["name"], "index_total");
        assert_eq!(problem(&post(&app, meters, &json!({ "carrier": "electricity", "ean": EAN })).await, "ean"), "ean-taken");
        let readings = "/api/v1/buildings/creche/readings";
        let read = |date: &str, index: &str, accept: bool| json!({
            "meter": meter["id"], "date": date, "values": { "index_total": index }, "accept": accept,
        });
        let kept = post(&app, readings, &read("2026-10-01", "18234.5", false)).await.is(201).json();
        assert_eq!(problem(&post(&app, readings, &read("2026-11-01", "1234.567", false)).await, "index_total"), "index-below-last");
        assert_eq!(problem(&post(&app, readings, &read("2026-11-22", "18400", false)).await, "date"), "future-date");
        post(&app, readings, &read("2026-11-01", "18400", false)).await.is(201);
        let counter = app.get_json(meters).await["items"][0]["counters"][0].clone();
        assert_eq!((&counter["last"], &counter["last_on"]), (&json!("18400"), &json!("2026-11-01")));
        let unknown = json!({ "meter": meter["id"], "date": "2026-11-01", "values": { "date": "1", "level": "2" } });
        assert_eq!(problem(&post(&app, readings, &unknown).await, "date"), "not-in-list");
        let nobody = json!({ "meter": "x", "date": "2026-11-01", "values": {} });
        assert_eq!(problem(&post(&app, readings, &nobody).await, "meter"), "not-in-list");
        let undo = format!("/api/v1/imports/{}", kept["id"].as_str().unwrap());
        assert_eq!(app.delete(&undo).await.is(200).json()["status"], "undone");
        app.delete(&undo).await.problem(409, "conflict");
        let (_, other) = app.home("Le Verger").await;
        let foreign = format!("/api/v1/buildings/{other}/readings");
        assert_eq!(problem(&post(&app, &foreign, &read("2026-11-01", "1", false)).await, "meter"), "not-in-list");
    }

    async fn facts_are_stated_corrected_and_taken_back(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let path = format!("/api/v1/buildings/{building}/facts");
        let state = |fact: &str, value: &str| json!({ "fact": fact, "value": value, "source": "plan", "quality": "measured" });
        let area = post(&app, &path, &state("building.heated_area_m2", "1234.567")).await.is(201).json();
        assert_eq!(area["value"], "1234.567");
        assert_eq!(post(&app, &path, &state("building.occupancy_share", "0.975")).await.is(201).json()["value"], "0.975");
        let week = "1-5 07:00-18:00; 6 09:00-12:00";
        assert_eq!(post(&app, &path, &state("building.opening_schedule", week)).await.is(201).json()["value"], week);
        for (fact, value, field, code) in [
            ("building.colour", "red", "fact", "not-in-list"),
            ("meter.serial", "1", "fact", "not-in-list"),
            ("building.occupancy_share", "97.5", "value", "share-range"),
            ("building.occupancy_share", "79228162514264337593543950335", "value", "share-range"),
            ("building.heated_area_m2", "79228162514264337593543950335", "value", "not-between"),
            ("building.heated_area_m2", "beaucoup", "value", "not-a-number"),
            ("building.heating", "nuclear", "value", "not-in-list"),
            ("building.boiler_inspected_on", "2030-01-01", "value", "future-date"),
        ] {
            assert_eq!(problem(&post(&app, &path, &state(fact, value)).await, field), code, "{fact} {value}");
        }
        let mut better = state("building.heated_area_m2", "1300");
        better["replaces"] = area["id"].clone();
        better["from"] = json!("2024-01-01");
        better["to"] = json!("2025-01-01");
        let better = post(&app, &path, &better).await.is(201).json();
        assert_eq!((&better["from"], &better["to"]), (&json!("2024-01-01"), &json!("2025-01-01")));
        let held = |list: Value| list["total"].as_u64().unwrap();
        assert_eq!(held(app.get_json(&format!("{path}?fact=building.heated_area_m2")).await), 1);
        assert_eq!(held(app.get_json(&format!("{path}?fact=building.heated_area_m2&withdrawn=true")).await), 2);
        let one = format!("{path}/{}", better["id"].as_str().unwrap());
        app.delete(&one).await.is(204);
        app.delete(&one).await.problem(404, "not-found");
        app.delete(&format!("{path}/x")).await.problem(404, "not-found");
    }

    async fn prices_and_events_are_stated_and_taken_back(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let prices = format!("/api/v1/buildings/{building}/prices");
        let price = |eur: &str| json!({ "carrier": "electricity", "price_eur": eur, "scope": "building", "source": "contrat", "to": "2026-01-01" });
        let kept = post(&app, &prices, &price("0.2134")).await.is(201).json();
        assert_eq!((&kept["price_eur"], &kept["unit"], &kept["to"]), (&json!("0.2134"), &json!("kWh"), &json!("2026-01-01")));
        assert_eq!(problem(&post(&app, &prices, &price("21.34")).await, "price"), "price-in-cents");
        assert_eq!(problem(&post(&app, &prices, &price("-1")).await, "price"), "negative");
        assert_eq!(problem(&post(&app, &prices, &price("1000")).await, "price"), "out-of-range");
        post(&app, &prices, &price("beaucoup")).await.problem(400, "bad-request");
        post(&app, &prices, &json!({ "carrier": "electricity", "price_eur": 0.2, "scope": "building", "source": "x" })).await.problem(400, "bad-request");
        let page = app.get_html(&format!("/batiments/{building}/prix")).await;
        assert!(page.contains("0,2134"), "the page holds the same");
        app.delete(&format!("{prices}/{}", kept["id"].as_str().unwrap())).await.is(204);
        assert_eq!(app.get_json(&prices).await["items"], json!([]));

        let events = format!("/api/v1/buildings/{building}/events");
        let event = |from: &str, to: Option<&str>| json!({ "kind": "closure", "from": from, "to": to, "text": "inondation" });
        let late = post(&app, &events, &event("2025-02-01", Some("2025-02-15"))).await.is(201).json();
        post(&app, &events, &event("2024-02-01", None)).await.is(201);
        assert_eq!(late["to"], "2025-02-15");
        let listed = app.get_json(&format!("{events}?limit=1")).await;
        assert_eq!((&listed["items"][0]["from"], &listed["total"]), (&json!("2024-02-01"), &json!(2)));
        assert_eq!(problem(&post(&app, &events, &event("2025-02-01", Some("2025-02-01"))).await, "to"), "end-before-start");
        for from in ["2025-02-30", "hier", "-009999-01-01", "+123456-01-01"] {
            let answer = post(&app, &events, &event(from, None)).await;
            assert!(matches!(answer.status, 400 | 422), "{from}: {}", answer.text());
        }
        app.delete(&format!("{events}/{}", late["id"].as_str().unwrap())).await.is(204);
        assert_eq!(app.get_json(&events).await["total"], 1);
    }

    async fn an_alert_is_answered_and_the_answer_taken_back(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-04-01", 900, 1);
        app.upload(&home, &format!("?create_meters=true&building={building}"), &file.bytes).await.is(201);
        let path = format!("/api/v1/buildings/{building}/alerts");
        let alerts = app.get_json(&path).await;
        let alert = alerts["items"][0].clone();
        assert!(alert["key"].is_string() && alert["answer"].is_null(), "a meter that nobody reads: {alerts}");
        let said = |state: &str, text: Option<&str>| json!({ "alert": alert["key"], "state": state, "text": text });
        assert_eq!(problem(&post(&app, &path, &said("explained", None)).await, "text"), "required");
        assert_eq!(problem(&post(&app, &path, &said("bored", None)).await, "state"), "not-in-list");
        let nothing = json!({ "alert": "x", "state": "seen" });
        assert_eq!(problem(&post(&app, &path, &nothing).await, "alert"), "not-in-list");
        let kept = post(&app, &path, &said("explained", Some("changement de fournisseur"))).await.is(201).json();
        let held = |list: Value| list["items"].as_array().unwrap().iter().find(|a| a["key"] == alert["key"]).unwrap()["answer"].clone();
        assert_eq!(held(app.get_json(&path).await), kept);
        app.delete(&format!("{path}/{}", kept["id"].as_str().unwrap())).await.is(204);
        assert_eq!(held(app.get_json(&path).await), Value::Null);
    }

    async fn what_is_nobodys_is_listed_too(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let aids = app.get_json("/api/v1/aids?status=open&limit=1000").await;
        assert!(aids["total"].as_u64().unwrap() > 5 && aids["items"].as_array().unwrap().iter().all(|aid| aid["status"] == "open"));
        let code = aids["items"][0]["code"].as_str().unwrap();
        assert_eq!(app.get_json(&format!("/api/v1/aids/{code}")).await, aids["items"][0]);
        app.get("/api/v1/aids?status=maybe").await.problem(422, "unreadable-parameter");
        app.get("/api/v1/aids/wallonia/nothing").await.problem(404, "not-found");
        let case = json!({ "organisation": { "activity": "care-home" }, "building": { "tenure": "owner" } });
        let said = post(&app, "/api/v1/financing", &case).await.is(200).json();
        assert!(said["schemes"].as_array().unwrap().len() > 5 && said["on"] == "2026-11-21", "{said}");
        let later = post(&app, "/api/v1/financing?on=2027-01-01", &case).await.is(200).json();
        assert_eq!(later["on"], "2027-01-01");
        let wrong = post(&app, "/api/v1/financing", &json!({ "organisation": { "colour": "red" } })).await;
        assert!(wrong.problem(422, "case-unreadable")["detail"].as_str().unwrap().contains("colour"));
        post(&app, "/api/v1/financing?on=demain", &case).await.problem(400, "bad-request");
        assert_eq!(app.get_json(&format!("/api/v1/buildings/{building}/projects")).await["total"], 0);
        assert!(app.get_json("/api/v1/scenarios").await["total"].as_u64().unwrap() > 0);
        assert_eq!(app.get_json("/api/v1/federations").await["items"], json!([]));
        app.get("/api/v1/federations/x/scenarios/unipso-2024/ureba-extended").await.problem(404, "not-found");
        assert_eq!(app.get_json(&format!("/api/v1/organisations/{home}")).await["name"], "Les Tilleuls");
        assert_eq!(app.get_json(&format!("/api/v1/buildings/{building}/reports")).await["total"], 0);
        let archive = app.get(&format!("/api/v1/organisations/{home}/export.zip")).await.is(200);
        assert_eq!((archive.header("content-type"), &archive.bytes[..2]), ("application/zip", &b"PK"[..]));
    }
}
