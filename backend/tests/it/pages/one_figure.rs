//! One function per figure (I10), of what is assessed: page, programs, command line, PDF and workbook say the same value and
//! the same explanation.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use eclaireur_frontend::{figures, urls};
use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::{Explained, Figures};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::readings::parse::pdf;
use rust_decimal::Decimal;

use super::plain;
use crate::support::{Program, TestApp, TestDatabase};

/// A building with a year of gas, its area and its price.
pub(super) async fn with_gas(app: &TestApp) -> (String, String) {
    let (home, building) = app.home("Les Tilleuls").await;
    let named = [("name", "Les Tilleuls"), ("heated_area_m2", "1 850,5")];
    app.post_form(&urls::building_edit(&building), &named).await.is(303);
    let mut table = String::from("Date;Gaz naturel (kWh)\n");
    for (month, kwh) in (1..=12).zip([61_017, 52_300, 44_801, 30_999, 18_000, 9_100]) {
        table += &format!("01/{month:02}/2025;{kwh}\n");
    }
    for (month, kwh) in (7..=12).zip([8_203, 8_400, 15_100, 29_450, 45_007, 57_111]) {
        table += &format!("01/{month:02}/2025;{kwh}\n");
    }
    let query = format!("?create_meters=true&building={building}");
    app.upload(&home, &query, table.as_bytes()).await.is(201);
    let price = [
        ("carrier", "natural_gas"),
        ("price", "8,937"),
        ("unit", "cent"),
        ("scope", "building"),
        ("source", "facture"),
    ];
    app.post_form(&urls::prices(&building), &price).await.is(303);
    (home, building)
}

fn of<'a>(figures: &'a Figures, code: &str) -> &'a Explained {
    figures.get(code, None, Period::year(2025)).unwrap_or_else(|| panic!("no {code}"))
}

/// Letters and digits alone: a PDF breaks lines where it likes.
pub(super) fn squeezed(text: &str) -> String {
    plain(text).chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

pub(super) fn printed(bytes: &[u8]) -> String {
    let text = pdf::text(bytes).unwrap();
    let cells = text.pages.iter().flatten().flat_map(|line| &line.cells);
    squeezed(&cells.map(|cell| cell.text.as_str()).collect::<String>())
}

/// As exact as a workbook can be.
pub(super) fn float(value: Decimal) -> f64 {
    value.round_sf(15).unwrap().to_string().parse().unwrap()
}

#[tokio::test]
async fn a_figure_is_the_same_everywhere_and_so_is_its_explanation() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = with_gas(&app).await;
    let body = app.get_json(&format!("/api/v1/buildings/{building}/indicators")).await;
    let api: Figures = serde_json::from_value(body["figures"].clone()).unwrap();
    let bulletin = plain(&app.get_html(&urls::building(&building)).await);
    let costs = plain(&app.get_html(&urls::cost(&building)).await);
    let paper = printed(&app.get(&urls::report_file(&building, "bulletin.pdf")).await.is(200).bytes);
    let book = app.get(&urls::report_file(&building, "bulletin.xlsx")).await.is(200).bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let [told, inputs] = ["Chiffres", "Calcul"].map(|name| book.worksheet_range(name).unwrap());
    // The command waits on this thread: nothing of the service may be half written meanwhile.
    app.app.traces.settled().await;
    let said =
        Program::new().run(&["assess", "--building", &building, "--json", "--database-url", &test.url]);
    let command: Assessment = serde_json::from_value(said.is(0).json()).unwrap();

    for (code, page) in [("final-energy", &bulletin), ("intensity", &bulletin), ("cost", &costs)] {
        let figure = of(&api, code);
        let value = figure.value().unwrap_or_else(|| panic!("{code}: {:?}", figure.answer));
        assert_eq!(of(&command.figures, code), figure, "{code}: the command line and the programs");
        assert!(!value.formula.is_empty() && !value.inputs.is_empty(), "{code}");

        let explained = figures::explanation(Lang::Fr, figure).unwrap();
        let written = figures::value(Lang::Fr, value, None);
        assert!(page.contains(&plain(&written)), "{code}: no {written} on the page");
        assert!(page.contains(&plain(&explained.formula)), "{code}: no {} on the page", explained.formula);
        for input in &explained.inputs {
            assert!(page.contains(&plain(&input.value)), "{code}: no {} on the page", input.value);
        }
        assert!(paper.contains(&squeezed(&written)), "{code}: no {written} in {paper}");

        let rows = |sheet: &calamine::Range<Data>| -> Vec<Vec<Data>> {
            // Of the whole building, and known: the year before is not.
            let of_figure = |row: &&[Data]| {
                row[0] == *code && row[2].to_string().is_empty() && !row[5].to_string().is_empty()
            };
            sheet.rows().filter(of_figure).map(<[Data]>::to_vec).collect()
        };
        let of_told = rows(&told);
        let [row] = &of_told[..] else { panic!("{code}: one row of the workbook: {of_told:?}") };
        assert_eq!(row[5], Data::Float(float(value.value)), "{code}");
        assert_eq!(row[12].to_string(), explained.formula, "{code}");
        let of_inputs = rows(&inputs);
        assert_eq!(of_inputs.len(), value.inputs.len(), "{code}");
        for (row, input) in of_inputs.iter().zip(&value.inputs) {
            assert_eq!(row[6], Data::Float(float(input.value)), "{code} {}", input.symbol);
        }
    }
    // Not only the same: right.
    let area: Decimal = "1850.5".parse().unwrap();
    let [energy, intensity] = ["final-energy", "intensity"].map(|code| of(&api, code).value().unwrap().value);
    assert_eq!(intensity.round_dp(6), (energy / area).round_dp(6), "{energy} / {area}");
    let cost = of(&api, "cost").value().unwrap().value;
    assert_eq!(cost.round_dp(2), (Decimal::from(379_488) * Decimal::new(8_937, 5)).round_dp(2));
    test.remove().await;
}
