//! The interface for programs: the stored text as it is, its tag, and the figures alone.

use eclaireur_frontend::urls;
use reqwest::Method;
use rust_decimal::{Decimal, dec};

use super::{given, import, shown, stored};
use crate::support::{Answer, EAN, TestApp, export, on_both};

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

    async fn what_is_kept_in_memory_is_never_of_before_something_was_written(test) {
        let (app, whose, building) = given(test).await;
        let code = building.building.code.as_str();
        let page = format!("/batiments/{code}");
        let (first, again) = (app.get_html(&page).await, app.get(&page).await.is(200));
        assert_eq!(again.text(), app.get_html(&page).await, "kept");
        assert!(again.header("content-type").starts_with("text/html"));
        assert_eq!(again.header("cache-control"), "no-store");
        assert!(first.contains("Les Tilleuls") && !first.contains("Le Grand Chêne"));
        // A name concerns no figure, and stands on the page all the same.
        let named = app.post_form(&format!("{page}/modifier"), &[("name", "Le Grand Chêne")]).await;
        assert_eq!(named.status, 303);
        assert!(app.get_html(&page).await.contains("Le Grand Chêne"));
        assert_ne!(app.get_html(&format!("{page}?fait=saved")).await, app.get_html(&page).await, "its own address");
        let json = format!("/api/v1/buildings/{code}/assessment");
        let tag = app.get(&json).await.is(200).header("etag").to_owned();
        assert_eq!(app.get(&json).await.is(200).header("etag"), tag);
        import(&app, whose.organisation.code.as_str(), code, "2024-04-01", "2024-04-03", 2).await;
        assert_ne!(app.get(&json).await.is(200).header("etag"), tag);
        app.app.clock.advance(86_400);
        assert!(app.get(&json).await.is(200).text().contains("2026-11-22"));
    }

    async fn one_price_holds_for_every_figure_and_page(test) {
        let app = TestApp::start(test).await;
        let (organisation, code) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2025-01-01", "2026-01-01", 3600, 1);
        app.upload(&organisation, &format!("?create_meters=true&building={code}"), &file.bytes).await.is(201);
        // Its own, which nobody ended; its organisation's, which begins later and is recorded last.
        for (scope, from, price) in [("building", "1/1/20", "0,30"), ("organisation", "1/1/24", "0,40")] {
            let stated = [
                ("carrier", "electricity"),
                ("price", price),
                ("from", from),
                ("unit", "eur"),
                ("scope", scope),
                ("source", "contrat"),
            ];
            let answer = app.post_form(&urls::prices(&code), &stated).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        let told = app.get_json(&format!("/api/v1/buildings/{code}/indicators")).await;
        let figure = |name: &str| -> Decimal {
            let all = told["figures"].as_array().unwrap().iter();
            let found = all.clone().find(|f| {
                f["indicator"] == name && f["of"] == "electricity" && f["period"]["from"] == "2025-01-01"
            });
            let value = found.and_then(|f| f["answer"]["value"].as_str());
            value.unwrap_or_else(|| panic!("{name}: {found:?}")).parse().unwrap()
        };
        let cost = (file.total() * dec!(0.30)).round_dp(4);
        assert_eq!((figure("unit-price"), figure("cost").round_dp(2)), (dec!(0.30), cost.round_dp(2)));
        let page = app.get_html(&urls::cost(&code)).await;
        assert!(page.contains("0,30") && !page.contains("0,40"), "{page}");
        let table = app.get(&format!("{}?energie=electricity&annee=2025", urls::months_csv(&code))).await.is(200).text();
        let paid: Decimal = table.lines().skip(1).filter(|line| line.contains("prélèvement")).map(|line| {
            line.split(';').nth(9).unwrap().replace(',', ".").parse::<Decimal>().unwrap()
        }).sum();
        assert!((paid - cost).abs() < dec!(1), "{paid} {cost}: {table}");
    }

    async fn a_chart_is_of_a_year_and_an_energy_that_are_known(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        let chart = |file: &str| format!("/api/v1/buildings/{code}/charts/{file}");
        for (file, media_type) in [
            ("heatmap.svg?annee=2024", "image/svg+xml"),
            ("heatmap.png?annee=2024", "image/png"),
            ("heatmap.svg?annee=2024&energie=electricity", "image/svg+xml"),
        ] {
            assert_eq!(app.get(&chart(file)).await.is(200).header("content-type"), media_type, "{file}");
        }
        for file in [
            "heatmap.svg?annee=2099",
            "heatmap.svg?annee=-32768",
            "heatmap.svg?annee=deux",
            "heatmap.svg?energie=uranium",
            "heatmap.svg?energie=natural_gas",
            "heatmap.exe",
            "heatmap",
            "rien.svg",
        ] {
            app.get(&chart(file)).await.is(404);
        }
        for query in ["annee=2099", "annee=-32768", "annee=99999", "annee=x"] {
            app.get(&format!("/batiments/{code}/rapports/rapport-annuel.xlsx?{query}")).await.is(404);
        }
        app.get(&format!("/batiments/{code}/rapports/rapport-annuel.xlsx?annee=2024")).await.is(200);
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
