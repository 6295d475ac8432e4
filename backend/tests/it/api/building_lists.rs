//! Lists of buildings, as programs send them.

use serde_json::{Value, json};

use crate::support::{Answer, EAN, TestApp, on_both};

const LIST: &str = "Nom;CP;Activité;Superficie chauffée;EAN électricité;Énergie\nAile A;5000;école;1 200,5;541448820000000008;mazout\nAile B;4999;;;;\n";

async fn post(app: &TestApp, home: &str, query: &str, text: &str) -> Answer {
    let path = format!("/api/v1/organisations/{home}/buildings/import{query}");
    app.post_files(&path, &[], &[("file", "batiments.csv", text.as_bytes())]).await
}

on_both! {
    async fn a_list_is_tried_left_out_in_part_kept_once_and_undone(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let body = post(&app, &home, "?dry_run=true", LIST).await.is(200).json();
        assert_eq!((&body["status"], &body["id"], &body["format"]), (&json!("dry_run"), &json!(null), &json!("buildings-list")));
        assert_eq!(body["counts"], json!({ "new": 1, "changed": 0, "known": 0, "new_meters": 2 }));
        assert_eq!(body["rows"]["rejected"], 1);
        let [one] = &body["buildings"].as_array().unwrap()[..] else { panic!("one: {body}") };
        for (key, expect) in [
            ("row", json!(2)),
            ("name", json!("Aile A")),
            ("building", json!(null)),
            ("status", json!("new")),
            ("postcode", json!("5000")),
            ("activity", json!("school")),
            ("heated_area_m2", json!("1200.5")),
        ] {
            assert_eq!(one[key], expect, "{key}");
        }
        assert_eq!(one["meters"][0]["ean"], EAN);
        assert_eq!((&one["meters"][1]["carrier"], &one["meters"][1]["status"]), (&json!("heating_oil"), &json!("new")));
        assert_eq!(body["findings"][0]["code"], "unknown-postcode");

        let body = post(&app, &home, "", LIST).await.problem(422, "list-refused");
        assert_eq!((&body["state"], &body["findings"][0]["row"]), (&json!("refused"), &json!(3)));
        assert_eq!(app.rows("building").await, 0);

        let body = post(&app, &home, "?leave_out=true", LIST).await.is(201).json();
        assert_eq!((&body["status"], app.rows("building").await, app.rows("meter").await), (&json!("confirmed"), 1, 2));
        let again = post(&app, &home, "?leave_out=true", LIST).await.is(200).json();
        assert_eq!(again["id"], body["id"]);
        let id = body["id"].as_str().unwrap();
        let shown = app.get_json(&format!("/api/v1/imports/{id}")).await;
        assert_eq!((&shown["format"], &shown["buildings"][0]["status"]), (&json!("buildings-list"), &json!("known")));
        let buildings = app.get_json(&format!("/api/v1/buildings?organisation={home}")).await;
        assert_eq!(buildings["total"], 1);

        let undone = app.delete(&format!("/api/v1/imports/{id}")).await.is(200).json();
        assert_eq!(undone["status"], "undone");
        assert_eq!(app.get_json("/api/v1/buildings").await["total"], 0);
        post(&app, &home, "?leave_out=true", LIST).await.is(201);
    }
}

#[tokio::test]
async fn what_is_no_list_is_a_problem() {
    let test = crate::support::TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    let body = post(&app, &home, "", "Date;Index\n01/01/2025;1\n").await.problem(422, "list-refused");
    let codes: Vec<&Value> = body["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!((codes, &body["format"]), (vec![&json!("not-building-list")], &json!(null)));
    let path = format!("/api/v1/organisations/{home}/buildings/import");
    app.post_files(&path, &[("x", "y")], &[]).await.problem(422, "no-file");
    post(&app, "nulle-part", "", LIST).await.problem(404, "not-found");
    test.remove().await;
}
