//! Readings of every kind, typed: tanks with deliveries and gauges, the statement of a *copropriété*, what a roof makes,
//! gas in m3, water.

use eclaireur_frontend::urls;
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use crate::support::{Answer, TestApp, TestDatabase};

use super::{followed, says};

async fn points(app: &TestApp, building: &str, query: &str) -> Vec<Value> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption{query}")).await;
    body["points"].as_array().unwrap().clone()
}

fn sum(points: &[Value]) -> Decimal {
    points.iter().filter_map(|p| p["value"].as_str()).map(|v| v.parse::<Decimal>().unwrap()).sum()
}

async fn sent(app: &TestApp, building: &str, fields: &[(&str, &str)]) -> Answer {
    app.post_files(&urls::reading_bill(building), fields, &[]).await
}

/// A delivery of oil on a day.
fn oil<'a>(meter: &'a str, on: &'a str, litres: &'a str) -> [(&'a str, &'a str); 5] {
    [("meter", meter), ("kind", "delivery"), ("from", on), ("quantity", litres), ("unit", "l")]
}

#[tokio::test]
async fn a_tank_that_was_filled_is_measured_and_one_that_is_supposed_full_is_estimated() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Citerne"), ("carrier", "heating_oil")]).await;
    says(&app.get_html(&urls::reading_bill(&building)).await, &["name=\"filled\"", "name=\"gauge\""]);
    sent(&app, &building, &oil(&meter, "1/2/25", "3 000")).await.is(303);
    sent(&app, &building, &oil(&meter, "1/3/25", "2 500")).await.is(303);
    let [february] = &points(&app, &building, "").await[..] else { panic!("one month") };
    assert_eq!((&february["value"], &february["quality"]), (&"25000".into(), &"estimated".into()));
    says(
        &app.get_html(&urls::energy(&building)).await,
        &["2 livraisons sont supposées avoir rempli la citerne", "avant le 01/02/2025"],
    );
    // The same deliveries, with what the paper says: they count instead.
    for (on, litres) in [("1/2/25", "3 000"), ("1/3/25", "2 500")] {
        let filled = [&oil(&meter, on, litres)[..], &[("filled", "yes")]].concat();
        sent(&app, &building, &filled).await.is(303);
    }
    let [february] = &points(&app, &building, "").await[..] else { panic!("one month") };
    assert_eq!((&february["value"], &february["quality"]), (&"25000".into(), &"measured".into()));
    let partly = [&oil(&meter, "1/4/25", "500")[..], &[("filled", "no")]].concat();
    let page = followed(&app, sent(&app, &building, &partly).await).await;
    says(&page, &["La facture est gardée."]);
    assert_eq!(points(&app, &building, "").await.len(), 1, "after a partial delivery nothing is known yet");
    test.remove().await;
}

#[tokio::test]
async fn a_gauge_is_read_in_centimetres_once_the_tanks_table_is_typed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Citerne"), ("carrier", "heating_oil")]).await;
    let form = urls::meter(&building, &meter);
    says(&app.get_html(&form).await, &["<textarea", "name=\"tank_table\""]);
    let table = |lines: &'static str| {
        [("name", "Citerne"), ("carrier", "heating_oil"), ("tank_table", lines), ("factor", "4,2")]
    };
    let page = app.post_form(&form, &table("0 0\ncent 5000")).await.is(422).html();
    says(&page, &["La ligne « cent 5000 » ne contient pas deux nombres."]);
    app.post_form(&form, &table("0 0\r\n50 2000\r\n100 5000")).await.is(303);
    says(
        &app.get_html(&form).await,
        &["Table de jauge : 3 hauteurs, de 0 à 100 cm, 5 000 litres en haut", "× 4,2"],
    );
    let index = urls::reading_index(&building);
    says(&app.get_html(&index).await, &["name=\"level\"", "cm", "Compteur d’heures du brûleur"]);
    let gauge = |on: &'static str, cm: &'static str| [("date", on), ("level", cm)];
    for (on, cm) in [("1/2/25", "75"), ("1/3/25", "25")] {
        let fields = [&[("meter", meter.as_str())][..], &gauge(on, cm)].concat();
        let page = followed(&app, app.post_form(&index, &fields).await).await;
        says(&page, &["Le relevé est gardé.", "Jauge"]);
    }
    let fields = [&[("meter", meter.as_str())][..], &gauge("1/4/25", "140")].concat();
    let page = app.post_form(&index, &fields).await.is(422).html();
    says(&page, &["Cette hauteur n’est pas dans la table de jauge, qui va de 0 à 100 cm."]);
    // 3 500 litres, then 1 000.
    let [february] = &points(&app, &building, "").await[..] else { panic!("one month") };
    assert_eq!((&february["value"], &february["quality"]), (&"25000".into(), &"measured".into()));
    // A delivery with the gauge before it: 1 000 litres less 200 before, and 2 400 came.
    let delivered = [&oil(&meter, "1/4/25", "2 400")[..], &[("gauge", "5")]].concat();
    sent(&app, &building, &delivered).await.is(303);
    assert_eq!(sum(&points(&app, &building, "").await), dec!(33_000));
    let outside = [&oil(&meter, "2/4/25", "10")[..], &[("gauge", "105")]].concat();
    says(&sent(&app, &building, &outside).await.is(422).html(), &["pas dans la table de jauge"]);
    test.remove().await;
}

#[tokio::test]
async fn the_statement_of_a_copropriete_is_the_reading() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let statement = [
        ("meter", "new"),
        ("carrier", "district_heat"),
        ("kind", "statement"),
        ("from", "1/1/25"),
        ("to", "31/12/25"),
        ("unit", "kWh"),
        ("common_quantity", "102 000"),
        ("common_percent", "12,5"),
        ("incl_vat", "1 180,20"),
    ];
    let page = followed(&app, sent(&app, &building, &statement).await).await;
    says(&page, &["La facture est gardée.", "Décompte de charges", "12 750 kWh", "1 180,20"]);
    assert_eq!(sum(&points(&app, &building, "").await), dec!(12_750));
    says(&app.get_html(&urls::energy(&building)).await, &["12 750", "1 180,20"]);
    let nothing = statement.map(|(name, value)| {
        let empty = matches!(name, "common_quantity" | "common_percent" | "incl_vat");
        (name, if empty { "" } else { value })
    });
    says(&sent(&app, &building, &nothing).await.is(422).html(), &["Indiquez la consommation attribuée"]);
    test.remove().await;
}

#[tokio::test]
async fn what_a_roof_makes_and_does_not_give_is_used_on_the_site() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let head = app.meter(&building, &[("name", "Tête"), ("carrier", "electricity")]).await;
    let counts = |name: &'static str, counts: &'static str| {
        [("name", name), ("carrier", "electricity"), ("counts", counts)]
    };
    app.post_form(&urls::meter(&building, &head), &counts("Tête", "offtake-injection")).await.is(303);
    let index = urls::reading_index(&building);
    for (on, taken, given) in [("1/6/25", "1 000", "500"), ("1/7/25", "5 000", "1 200")] {
        let fields = [
            ("meter", head.as_str()),
            ("date", on),
            ("index_total", taken),
            ("index_injection_total", given),
        ];
        app.post_form(&index, &fields).await.is(303);
    }
    says(
        &app.get_html(&urls::energy(&building)).await,
        &["L’injection est mesurée, mais pas la production", "autoconsommation n’est pas connue"],
    );
    let roof = app.meter(&building, &[("name", "Toit"), ("carrier", "electricity")]).await;
    app.post_form(&urls::meter(&building, &roof), &counts("Toit", "production")).await.is(303);
    says(&app.get_html(&format!("{index}?compteur={roof}")).await, &["name=\"index_production_total\""]);
    for (on, made) in [("1/6/25", "0"), ("1/7/25", "2 500")] {
        let fields = [("meter", roof.as_str()), ("date", on), ("index_production_total", made)];
        app.post_form(&index, &fields).await.is(303);
    }
    // 2 500 made, 700 given: 1 800 used on the site, 5 800 with the 4 000 taken.
    let page = app.get_html(&urls::energy(&building)).await;
    says(&page, &["1 800 kWh produits consommés sur place, 5 800 kWh utilisés en tout", "Autoconsommation"]);
    assert_eq!(sum(&points(&app, &building, "").await), dec!(4000), "what was taken stays what was taken");
    let table = app.get(&urls::balance_csv(&building)).await.is(200).text();
    says(&table, &["autoconsommation", "2025-06", "1800", "5800"]);
    app.get(&urls::balance_xlsx(&building)).await.is(200);
    test.remove().await;
}

#[tokio::test]
async fn gas_in_cubic_metres_says_whose_coefficient_was_taken() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Chaufferie"), ("carrier", "natural_gas")]).await;
    for (on, index) in [("1/1/25", "1 000"), ("1/2/25", "1 100")] {
        let fields = [("meter", meter.as_str()), ("date", on), ("index_total", index)];
        app.post_form(&urls::reading_index(&building), &fields).await.is(303);
    }
    let january = async || {
        let points = points(&app, &building, "").await;
        (points[0]["value"].as_str().unwrap().to_owned(), points[0]["quality"].as_str().unwrap().to_owned())
    };
    assert_eq!(january().await, ("1154".to_owned(), "estimated".to_owned()));
    says(
        &app.get_html(&urls::energy(&building)).await,
        &["nous comptons 11,54 kWh par m³, la valeur usuelle", "<abbr class=\"mark\"", ">e</abbr>", "PCS"],
    );
    let typed = [("name", "Chaufferie"), ("carrier", "natural_gas"), ("gas_kwh_per_m3", "11,3")];
    app.post_form(&urls::meter(&building, &meter), &typed).await.is(303);
    assert_eq!(january().await, ("1130".to_owned(), "measured".to_owned()));
    // The bill's own comes first, even where somebody typed one for the same days.
    let bill = [
        ("meter", meter.as_str()),
        ("kind", "credit"),
        ("from", "1/1/25"),
        ("to", "31/1/25"),
        ("kwh_per_m3", "11,2"),
        ("incl_vat", "-1"),
    ];
    sent(&app, &building, &bill).await.is(303);
    assert_eq!(january().await, ("1120".to_owned(), "measured".to_owned()));
    says(&app.get_html(&urls::energy(&building)).await, &["11,2 kWh par m³"]);
    test.remove().await;
}

#[tokio::test]
async fn water_is_counted_in_cubic_metres_on_every_page() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (organisation, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Eau de ville"), ("carrier", "water")]).await;
    for (on, index) in [("1/1/25", "100"), ("1/2/25", "142,5")] {
        let fields = [("meter", meter.as_str()), ("date", on), ("index_total", index)];
        app.post_form(&urls::reading_index(&building), &fields).await.is(303);
    }
    let bill = [
        ("meter", meter.as_str()),
        ("kind", "settlement"),
        ("from", "1/2/25"),
        ("to", "28/2/25"),
        ("quantity", "40 000"),
        ("unit", "l"),
    ];
    sent(&app, &building, &bill).await.is(303);
    let found = points(&app, &building, "").await;
    assert_eq!((&found[0]["value"], &found[1]["value"]), (&"42.5".into(), &"40".into()));
    let page = app.get_html(&urls::energy(&building)).await;
    says(&page, &["m³", "43"]);
    assert!(!page.contains("part climatique"));
    says(&app.get(&urls::months_csv(&building)).await.is(200).text(), &["m³", "42,5"]);
    says(&app.get_html(&urls::readings(&building)).await, &["142,5 m³", "40 000 l"]);
    says(&app.get_html(&urls::organisation(&organisation)).await, &["Les Tilleuls"]);
    test.remove().await;
}
