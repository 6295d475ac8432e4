//! The interface for programs: the stored text as it is, its tag, and the figures alone.

use reqwest::Method;

use super::{given, import, shown, stored};
use crate::support::{Answer, on_both};

on_both! {
    async fn the_text_is_sent_as_it_is_stored_and_once(test) {
        let (app, whose, building) = given(test).await;
        let code = building.building.code.as_str();
        let path = format!("/api/v1/buildings/{code}/assessment");
        let first = app.get(&path).await.is(200);
        let held = stored(&app.app, &building).await.unwrap();
        assert_eq!(first.text(), held.body);
        assert_eq!(first.header("content-type"), "application/json");
        let tag = first.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}-2026-11-21\"", held.input_hash));
        assert_eq!(first.header("cache-control"), "private, no-cache");
        assert_eq!(first.header("eclaireur-stale"), "");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&held.body).unwrap()["on"], "2026-11-21");
        for (known, status) in [(tag.clone(), 304), (format!("W/{tag}, \"x\""), 304), ("\"x\"".to_owned(), 200)] {
            let asked = app.request(Method::GET, &path).header("if-none-match", known);
            let answer = Answer::to(asked).await.is(status);
            assert_eq!(answer.header("etag"), tag);
            assert_eq!(answer.bytes.is_empty(), status == 304);
        }
        import(&app, whose.organisation.code.as_str(), code, "2024-04-01", "2024-04-03", 2).await;
        assert_ne!(app.get(&path).await.is(200).header("etag"), tag);
    }

    async fn the_figures_are_those_of_the_page_and_the_command(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        let told = app.get_json(&format!("/api/v1/buildings/{code}/indicators")).await;
        let shown = shown(&app.app, code).await;
        assert_eq!(told["figures"], serde_json::to_value(&shown.assessment.figures).unwrap());
        assert_eq!((&told["building"], &told["on"]), (&code.into(), &"2026-11-21".into()));
        assert_eq!((&told["stale"], &told["catalog"]), (&serde_json::Value::Null, &shown.assessment.catalog.into()));
        for path in ["assessment", "indicators"] {
            app.get(&format!("/api/v1/buildings/nulle-part/{path}")).await.problem(404, "not-found");
        }
    }
}
