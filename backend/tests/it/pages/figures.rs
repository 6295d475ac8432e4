//! One function per figure (I10): page, table, API and command line say the same of the same month.

use std::collections::BTreeMap;

use eclaireur_frontend::{format, urls};
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;

use crate::support::{EAN, MONTHS, Program, TestApp, TestDatabase, export};

/// Month → value and whether it is complete.
type Figures = BTreeMap<String, (Decimal, bool)>;

async fn of_the_api(app: &TestApp, building: &str, carrier: &str) -> Figures {
    let path = format!("/api/v1/buildings/{building}/consumption?step=month&carrier={carrier}");
    let body = app.get_json(&path).await;
    let points = body["points"].as_array().unwrap().iter().filter(|p| !p["value"].is_null());
    points
        .map(|p| {
            let month = p["start"].as_str().unwrap()[..7].to_owned();
            (month, (p["value"].as_str().unwrap().parse().unwrap(), p["complete"].as_bool().unwrap()))
        })
        .collect()
}

/// The rows of the table for `prélèvement`: building; month; energy; direction; quantity; unit; complete; …
async fn of_the_table(app: &TestApp, building: &str, carrier: &str) -> Figures {
    let path = format!("{}?energie={carrier}", urls::months_csv(building));
    let text = app.get(&path).await.is(200).text();
    let cells = text.lines().skip(1).map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
    cells
        .filter(|cells| cells[3] == "prélèvement" && !cells[4].is_empty())
        .map(|cells| (cells[1].clone(), (cells[4].replace(',', ".").parse().unwrap(), cells[6] == "oui")))
        .collect()
}

/// What the page writes for a month: its cell, without the mark beside it.
fn cell(page: &str, year: &str, month: usize) -> String {
    let row = super::between(page, &format!("<th scope=\"row\">{}</th>", MONTHS[month - 1]), "</tr>");
    let cell = super::between(row, &format!("data-label=\"{year} ("), "</td>");
    cell.split_once('>').unwrap().1.replace("<span class=\"known\">", "").trim().to_owned()
}

/// Compares the three for a building and an energy; says how many months it saw.
async fn check(app: &TestApp, building: &str, carrier: &str) -> usize {
    let figures = of_the_api(app, building, carrier).await;
    assert_eq!(of_the_table(app, building, carrier).await, figures, "{building} {carrier}");
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for (month, (value, complete)) in &figures {
        let (year, number) = month.split_once('-').unwrap();
        if !pages.contains_key(year) {
            let path = format!("{}?energie={carrier}&annee={year}", urls::energy(building));
            pages.insert(year.to_owned(), app.get_html(&path).await);
        }
        let written = format::energy_kwh(Energy::new(*value, Basis::Net));
        let found = cell(&pages[year], year, number.parse().unwrap());
        let expect = if *complete { written } else { format!("connu : {written}") };
        let found = super::plain(found.split('<').next().unwrap());
        assert_eq!(found, super::plain(&expect), "{building} {carrier} {month}");
    }
    figures.len()
}

#[tokio::test]
async fn every_month_of_the_demonstration_is_the_same_on_the_page_in_the_table_and_for_programs() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::demo(&test).await;
    eclaireur::demo::fill(&app.app).await.unwrap();
    let buildings = app.get_json("/api/v1/buildings?limit=1000").await;
    let mut seen = 0;
    for building in buildings["items"].as_array().unwrap() {
        for carrier in ["electricity", "natural_gas", "heating_oil", "pellets", "water", "wood"] {
            seen += check(&app, building["code"].as_str().unwrap(), carrier).await;
        }
    }
    assert_eq!(buildings["total"], 15);
    assert!(seen > 15 * 12, "{seen} months");
    test.remove().await;
}

#[tokio::test]
async fn a_year_is_the_same_for_programs_and_on_the_command_line() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let file = export(EAN, "2024-01-01", "2025-01-01", 3600, 1);
    let imported = app.upload(&home, "?create_meters=true", &file.bytes).await.is(201).json();
    let sum: Decimal =
        of_the_api(&app, &building, "electricity").await.values().map(|(value, _)| value).sum();
    let program = Program::new();
    program.file("année.csv", &file.bytes);
    let inspected = program.run(&["inspect", "--json", "année.csv"]).is(0).json();
    let total: Decimal = inspected[0]["series"][0]["total"].as_str().unwrap().parse().unwrap();
    let after: Decimal = imported["effect"][0]["after_kwh"].as_str().unwrap().parse().unwrap();
    assert_eq!([total, after, sum], [file.total(); 3]);
    assert_eq!(inspected[0]["series"], imported["series"], "the same words for the same file");
    check(&app, &building, "electricity").await;
    test.remove().await;
}
