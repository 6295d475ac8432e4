//! Consumption for programs, by month, day and quarter-hour, compared with the truth that lies beside real files.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{EAN, TestApp, export, on_both, read, samples};

fn points(body: &Value) -> &[Value] {
    body["points"].as_array().expect("points")
}

fn value(point: &Value) -> Decimal {
    point["value"].as_str().expect("a decimal as text").parse().expect("a decimal")
}

fn sum(body: &Value) -> Decimal {
    points(body).iter().filter(|p| !p["value"].is_null()).map(value).sum()
}

/// What `truth.json` says a carrier and direction add up to: what counts where it says so, else its registers.
fn expected(truth: &Value) -> BTreeMap<(String, String), Decimal> {
    let mut sums: BTreeMap<(String, String), Decimal> = BTreeMap::new();
    let list = |key: &str| truth[key].as_array().cloned().unwrap_or_default();
    let counted = list("counted");
    for sum in list("sums") {
        let key = (sum[0].as_str().unwrap().to_owned(), sum[1].as_str().unwrap().to_owned());
        if !counted.iter().any(|c| c[0] == sum[0] && c[1] == sum[1]) {
            *sums.entry(key).or_default() += sum[4].as_str().unwrap().parse::<Decimal>().unwrap();
        }
    }
    for sum in counted {
        let key = (sum[0].as_str().unwrap().to_owned(), sum[1].as_str().unwrap().to_owned());
        *sums.entry(key).or_default() += sum[3].as_str().unwrap().parse::<Decimal>().unwrap();
    }
    sums
}

on_both! {
    async fn real_files_add_up_by_month_day_and_quarter(test) {
        let Some(folder) = samples() else { return };
        let truth: BTreeMap<String, Value> = serde_json::from_slice(&read(&folder.join("truth.json"))).unwrap();
        let app = TestApp::start(test).await;
        let mut seen = 0;
        for (n, (name, truth)) in truth.iter().filter(|(name, _)| name.starts_with("fluvius/")).enumerate() {
            let (home, building) = app.home(&format!("Maison {n}")).await;
            let body = app.upload(&home, "?create_meters=true", &read(&folder.join(name))).await.is(201).json();
            let (mut from, mut to) = ("9999".to_owned(), String::new());
            for series in body["series"].as_array().unwrap() {
                from = from.min(series["from"].as_str().unwrap()[..10].to_owned());
                to = to.max(series["to"].as_str().unwrap()[..10].to_owned());
            }
            // The file may end in the middle of its last day.
            let to = eclaireur_models::period::next_day(to.parse().unwrap()).to_string();
            for ((carrier, direction), total) in expected(truth) {
                for step in ["month", "day", "quarter_hour"] {
                    // A month is asked for by its first day.
                    let first = if step == "month" { format!("{}-01", &from[..7]) } else { from.clone() };
                    let path = format!(
                        "/api/v1/buildings/{building}/consumption?step={step}&from={first}&to={to}\
                         &carrier={carrier}&direction={direction}"
                    );
                    let body = app.get_json(&path).await;
                    assert_eq!(sum(&body), total, "{name} {carrier} {direction} {step}");
                    let said = [&body["unit"], &body["step"], &body["building"]];
                    assert_eq!(said, ["kWh", step, &building]);
                    assert_eq!(body["basis"], if carrier == "natural_gas" { "gross" } else { "net" });
                }
                seen += 1;
            }
        }
        assert!(seen >= 5, "three files, five sums");
    }

    async fn a_year_is_the_sum_of_its_months_days_and_quarters(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-03-01", "2024-12-01", 900, 1);
        app.upload(&home, "?create_meters=true", &file.bytes).await.is(201);
        let ask = async |query: &str| {
            app.get_json(&format!("/api/v1/buildings/{building}/consumption?{query}")).await
        };
        let months = ask("step=month").await;
        let found: BTreeMap<String, Decimal> =
            points(&months).iter().map(|p| (p["start"].as_str().unwrap()[..7].to_owned(), value(p))).collect();
        assert_eq!(found, file.months);
        assert!(points(&months).iter().all(|p| p["complete"] == true && p["quality"] == "measured"));
        // `to` is not part of it, months are named by their first day.
        let two = ask("step=month&from=2024-04-01&to=2024-06-01").await;
        assert_eq!(sum(&two), file.months["2024-04"] + file.months["2024-05"]);
        let days = ask("step=day&from=2024-03-01&to=2024-12-01").await;
        assert_eq!((points(&days).len(), sum(&days)), (275, file.total()));
        let quarters = ask("step=quarter_hour&from=2024-03-01&to=2024-12-01").await;
        assert_eq!((points(&quarters).len(), sum(&quarters)), (file.rows, file.total()));
    }

    async fn the_days_of_the_clock_changes_have_92_and_100_quarters(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        for (day, next, quarters, offsets) in [
            ("2024-03-31", "2024-04-01", 92, ["+01:00", "+02:00"]),
            ("2024-10-27", "2024-10-28", 100, ["+02:00", "+01:00"]),
        ] {
            let file = export(EAN, day, next, 900, 7);
            app.upload(&home, "?create_meters=true", &file.bytes).await.is(201);
            let path = format!("/api/v1/buildings/{building}/consumption?step=quarter_hour&from={day}&to={next}");
            let body = app.get_json(&path).await;
            assert_eq!((points(&body).len(), sum(&body)), (quarters, file.total()), "{day}");
            let starts: Vec<&str> = points(&body).iter().map(|p| p["start"].as_str().unwrap()).collect();
            assert_eq!([&starts[0][19..], &starts[quarters - 1][19..]], offsets, "{day}");
            let ends = points(&body).iter().map(|p| p["end"].as_str().unwrap());
            assert!(starts[1..].iter().zip(ends).all(|(start, end)| *start == end), "{day}: one after the other");
            let body = app.get_json(&path.replace("quarter_hour", "day")).await;
            assert_eq!((points(&body).len(), sum(&body), &points(&body)[0]["complete"]), (1, file.total(), &json!(true)));
        }
    }

    async fn a_month_with_a_missing_part_is_never_complete(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2024-01-01", "2024-02-20", 3600, 1);
        app.upload(&home, "?create_meters=true", &file.bytes).await.is(201);
        let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
        let complete: Vec<(&str, bool)> = points(&body)
            .iter()
            .map(|p| (&p["start"].as_str().unwrap()[..7], p["complete"].as_bool().unwrap()))
            .collect();
        assert_eq!(complete, [("2024-01", true), ("2024-02", false)]);
        let nothing = app.get_json(&format!("/api/v1/buildings/{building}/consumption?carrier=natural_gas")).await;
        assert_eq!(nothing["points"], json!([]));
    }
}
