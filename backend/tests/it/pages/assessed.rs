//! The pages that tell of a building's figures, and the files of their charts: a care home with gas, electricity, panels and
//! oil, a *crèche* with three bills, a building with nothing.

use eclaireur::store::By;
use eclaireur::store::weather::{self, NewLoad, Origin};
use eclaireur_frontend::urls;
use eclaireur_models::climate::Temperature;
use eclaireur_models::period::{Day, Period};

use super::{plain, says};
use crate::support::{TestApp, TestDatabase, code_in};

/// kWh of each month; the mean temperatures of each, in tenths of a degree.
const GAS: [i32; 12] =
    [60_300, 51_400, 44_800, 32_100, 18_700, 11_100, 9_800, 9_500, 14_600, 28_900, 45_200, 56_100];
const POWER: [i32; 12] = [9_300, 8_600, 8_500, 7_300, 6_600, 6_000, 5_900, 5_800, 6_600, 7_700, 8_600, 9_400];
const MEANS: [i32; 12] = [34, 40, 68, 101, 141, 170, 188, 184, 154, 114, 70, 41];

pub(super) async fn with_weather(app: &TestApp) {
    let days = Period { from: "2023-12-01".parse().unwrap(), to: "2026-01-01".parse().unwrap() };
    let mut all: Vec<(Day, Temperature)> = Vec::new();
    let mut day = days.from;
    while days.contains(day) {
        let mean = MEANS[usize::from(day.month().unsigned_abs()) - 1];
        let tenths = mean + i32::from(day.day() % 7) * 8 - 24;
        all.push((day, Temperature::from_hundredths(tenths * 10).unwrap()));
        day = day.tomorrow().unwrap();
    }
    let load = NewLoad { station: "uccle", origin: Origin::Rmi, source: "weather.example", days: &all };
    let tx = app.app.db.begin().await.unwrap();
    weather::load(&tx, &By::service(app.app.clock.now()), &load).await.unwrap();
    tx.commit().await.unwrap();
}

/// Two years of gas and electricity by a table, a year of panels by an index, two deliveries of oil.
async fn care_home(app: &TestApp) -> (String, String) {
    with_weather(app).await;
    let home = app.organisation("Les Tilleuls").await;
    let made = [("name", "Résidence du Parc"), ("heated_area_m2", "2 450"), ("activity", "care-home")];
    let building = code_in(&app.post_form(&urls::building_new(&home), &made).await.is(303).location());
    let mut table = String::from("Date;Gaz naturel (kWh);Électricité (kWh)\n");
    for (year, percent) in [(2024, 102), (2025, 97)] {
        for (month, (gas, power)) in (1..).zip(GAS.iter().zip(POWER)) {
            table += &format!("01/{month:02}/{year};{};{}\n", gas * percent / 100, power * percent / 100);
        }
    }
    let query = format!("?create_meters=true&building={building}");
    app.upload(&home, &query, table.as_bytes()).await.is(201);
    let roof = app.meter(&building, &[("name", "Toit"), ("carrier", "electricity")]).await;
    let counts = [("name", "Toit"), ("carrier", "electricity"), ("counts", "production")];
    app.post_form(&urls::meter(&building, &roof), &counts).await.is(303);
    for (month, made) in
        (1..).zip([0, 400, 1_100, 2_400, 4_100, 6_000, 8_100, 10_000, 11_600, 12_700, 13_200, 13_500])
    {
        let (on, made) = (format!("1/{month}/25"), made.to_string());
        let fields = [("meter", roof.as_str()), ("date", &on), ("index_production_total", &made)];
        app.post_form(&urls::reading_index(&building), &fields).await.is(303);
    }
    let tank = app.meter(&building, &[("name", "Citerne"), ("carrier", "heating_oil")]).await;
    // From before the year to after it: only a whole year of every energy is split.
    for (on, litres) in [("1/11/24", "2 800"), ("1/2/25", "3 000"), ("1/11/25", "2 500"), ("1/2/26", "2 900")]
    {
        let oil = [
            ("meter", tank.as_str()),
            ("kind", "delivery"),
            ("from", on),
            ("quantity", litres),
            ("unit", "l"),
        ];
        app.post_files(&urls::reading_bill(&building), &oil, &[]).await.is(303);
    }
    (home, building)
}

/// Three yearly bills of gas.
async fn creche(app: &TestApp) -> (String, String) {
    let (home, building) = app.home("Les Lutins").await;
    let meter = app.meter(&building, &[("carrier", "natural_gas")]).await;
    for (year, kwh, euro) in [("23", "41 000", "3 700"), ("24", "42 500", "3 900"), ("25", "39 800", "3 650")]
    {
        let (from, to) = (format!("1/1/{year}"), format!("31/12/{year}"));
        let bill = [
            ("meter", &*meter),
            ("kind", "settlement"),
            ("from", &from),
            ("to", &to),
            ("quantity", kwh),
            ("unit", "kWh"),
            ("incl_vat", euro),
        ];
        app.post_files(&urls::reading_bill(&building), &bill, &[]).await.is(303);
    }
    (home, building)
}

fn pages_of(building: &str) -> Vec<String> {
    let pages = [urls::building, urls::energy, urls::cost, urls::climate, urls::alerts, urls::quality];
    pages.into_iter().map(|page| page(building)).collect()
}

/// Each page is whole, asks for one thing at most before its figures, and has no id twice.
async fn whole(app: &TestApp, home: &str, building: &str) {
    for path in pages_of(building).into_iter().chain([urls::cadastre(home)]) {
        let page = app.get_html(&path).await;
        says(&page, &["<h1"]);
        let mut ids: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: an id stands twice");
    }
    let bulletin = app.get_html(&urls::building(building)).await;
    assert!(bulletin.matches("<p class=\"action\">").count() <= 1, "never two actions");
}

#[tokio::test]
async fn a_care_home_tells_of_gas_electricity_panels_and_oil() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = care_home(&app).await;
    whole(&app, &home, &building).await;

    let bulletin = app.get_html(&urls::building(&building)).await;
    assert_eq!(bulletin.matches("<figure class=\"figure\"").count(), 1, "one chart is the evidence");
    says(&bulletin, &["id=\"chart-months\"", "months.svg", "months.png", "months.csv", "months.xlsx"]);
    let [answer, five, chart] = ["class=\"answer\"", "id=\"five\"", "id=\"chart-months\""]
        .map(|mark| bulletin.find(mark).unwrap_or_else(|| panic!("no {mark}")));
    assert!(answer < five && five < chart, "the answer, the figures, then the evidence");

    says(&app.get_html(&urls::cadastre(&home)).await, &["Résidence du Parc"]);
    let climate = urls::climate(&building);
    let gas = app.get_html(&climate).await;
    says(&gas, &["id=\"chart-signature-natural_gas\"", "?energie=electricity"]);
    assert!(!gas.contains("id=\"chart-signature-electricity\""), "one line at a time");
    let power = app.get_html(&format!("{climate}?energie=electricity")).await;
    says(&power, &["id=\"chart-signature-electricity\"", "Cette droite ne corrige"]);
    assert!(!gas.contains("Cette droite ne corrige"), "the line of the gas does");
    for odd in ["charbon", "heating_oil", "%27", ""] {
        says(
            &app.get_html(&format!("{climate}?energie={odd}")).await,
            &["id=\"chart-signature-natural_gas\""],
        );
    }

    let charts = |name: &str| urls::chart(&building, name);
    for name in ["months", "year-on-year", "signature", "quality", "pv-balance", "split"] {
        for (ending, kind) in
            [("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv"), ("xlsx", "spreadsheetml")]
        {
            let answer = app.get(&charts(&format!("{name}.{ending}"))).await.is(200);
            assert!(answer.header("content-type").contains(kind), "{name}.{ending}: {:?}", answer.headers);
            assert!(!answer.bytes.is_empty());
        }
    }
    let one = app.get(&format!("{}?energie=natural_gas", charts("months.csv"))).await.is(200).text();
    let all = app.get(&charts("months.csv")).await.is(200).text();
    assert!(one.len() < all.len() && !one.contains("lectricit"), "{one}");
    test.remove().await;
}

#[tokio::test]
async fn a_creche_with_three_bills_is_told_what_is_known() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = creche(&app).await;
    whole(&app, &home, &building).await;
    let bulletin = plain(&app.get_html(&urls::building(&building)).await);
    says(&bulletin, &["2025", "Superficie chauffée"]);
    says(&app.get_html(&urls::cost(&building)).await, &["3 650"]);
    app.get(&urls::chart(&building, "signature.svg")).await.is(404).html();
    test.remove().await;
}

#[tokio::test]
async fn what_cannot_be_drawn_is_not_found_and_says_so() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Vide").await;
    whole(&app, &home, &building).await;
    for chart in
        ["months", "signature", "cusum", "heatmap", "load-duration", "quality", "waterfall", "pv-balance"]
    {
        for ending in ["svg", "png", "csv", "xlsx"] {
            let page = app.get(&urls::chart(&building, &format!("{chart}.{ending}"))).await.is(404).html();
            says(&page, &["<h1"]);
        }
    }
    for odd in ["months", "months.exe", "rien.svg", ".svg", "..%2Fmonths.svg", "months.svg%00"] {
        app.get(&format!("/batiments/{building}/graphiques/{odd}")).await.is(404);
    }
    app.get(&urls::chart("nulle-part", "months.svg")).await.is(404);
    for path in pages_of(&building) {
        for query in ["?energie=charbon&annee=99999999", "?annee=-1", "?energie=%3Cb%3E&annee=deux"] {
            app.get(&format!("{path}{query}")).await.is(200);
        }
    }
    for query in ["?annee=99999999", "?annee=-32768", "?energie=charbon"] {
        app.get(&format!("{}{query}", urls::chart(&building, "heatmap.svg"))).await.is(404);
    }
    test.remove().await;
}
