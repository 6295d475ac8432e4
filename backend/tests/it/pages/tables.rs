//! Every table over HTTP: both files say the same, narrowed as the page is, under a name of their own.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use eclaireur_frontend::urls;

use crate::support::{Answer, EAN, TestApp, TestDatabase, one_bad_row};

/// Rows of the two files of a table, header left out, as texts.
async fn rows(app: &TestApp, [csv, xlsx]: [String; 2]) -> Vec<Vec<String>> {
    let text = app.get(&csv).await.is(200);
    assert_eq!(text.header("content-type"), "text/csv; charset=utf-8", "{csv}");
    let book = app.get(&xlsx).await.is(200);
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(book.header("content-type"), media_type, "{xlsx}");
    let name = |answer: &Answer| {
        let header = answer.header("content-disposition").to_owned();
        header.strip_prefix("attachment; filename=\"").expect("a name").trim_end_matches('"').to_owned()
    };
    assert_eq!(name(&text).strip_suffix(".csv"), name(&book).strip_suffix(".xlsx"));
    let records: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.text().trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(|r| r.expect("a record").iter().map(str::to_owned).collect())
        .collect();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&book.bytes)).expect("a workbook");
    let sheet = workbook.worksheet_range_at(0).expect("a sheet").expect("its cells");
    assert_eq!(sheet.height(), records.len() + 1, "{xlsx}");
    for (cells, record) in sheet.rows().skip(1).zip(&records) {
        for (cell, text) in cells.iter().zip(record) {
            let same = match cell {
                Data::Float(number) => text.replace(',', ".").parse() == Ok(*number),
                Data::DateTime(_) => text.starts_with("20"),
                other => other.to_string() == *text,
            };
            assert!(same, "{xlsx}: {cell:?} beside {text:?}");
        }
    }
    records
}

/// The same address with a query.
fn with(both: [String; 2], query: &[(&str, &str)]) -> [String; 2] {
    both.map(|path| urls::with_query(&path, query))
}

#[tokio::test]
async fn every_table_is_handed_back_as_it_stands_on_its_page() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    app.building(&home, "Aile B").await;
    let query = format!("?create_meters=true&accept_partial=true&building={building}");
    let import = app.upload(&home, &query, &one_bad_row(EAN)).await.is(201).json();
    let import = import["id"].as_str().expect("an id");

    let all = rows(&app, [urls::organisations_csv(), urls::organisations_xlsx()]).await;
    assert_eq!((all.len(), all[0][0].as_str(), all[0][3].as_str()), (1, "Les Tilleuls", "2"));
    let buildings = [urls::buildings_csv(&home), urls::buildings_xlsx(&home)];
    assert_eq!(rows(&app, buildings.clone()).await.len(), 2);
    let narrowed = rows(&app, with(buildings.clone(), &[("q", "aile")])).await;
    assert_eq!((narrowed.len(), narrowed[0][0].as_str()), (1, "Aile B"));
    assert_eq!(rows(&app, with(buildings, &[("archives", "oui"), ("q", "nulle part")])).await.len(), 0);

    let imports = rows(&app, [urls::imports_csv(&home), urls::imports_xlsx(&home)]).await;
    assert_eq!(imports[0][..3], ["export.csv", "confirmé", "Les Tilleuls"]);
    assert_eq!(imports[0][3..7], ["2024-01-15", "2024-01-15", "95", "1"]);
    let months = [urls::months_csv(&building), urls::months_xlsx(&building)];
    assert_eq!(rows(&app, months.clone()).await.len(), 1);
    assert_eq!(rows(&app, with(months, &[("annee", "1999")])).await.len(), 0);
    let meters = rows(&app, [urls::meters_csv(&building), urls::meters_xlsx(&building)]).await;
    assert_eq!(meters[0][2..4], ["Électricité", EAN]);
    let entries = rows(&app, [urls::entries_csv(&building), urls::entries_xlsx(&building)]).await;
    assert_eq!(entries[0][1..2], ["Fichier"]);

    let series = rows(&app, [urls::series_csv(import), urls::series_xlsx(import)]).await;
    assert_eq!((series[0][1].as_str(), series[0][7].as_str()), (EAN, "95"));
    let first = rows(&app, [urls::rows_csv(import), urls::rows_xlsx(import)]).await;
    assert_eq!((first.len(), first[0][0].as_str()), (10, "2"));
    let findings = rows(&app, [urls::findings_csv(import), urls::findings_xlsx(import)]).await;
    assert!(findings.iter().any(|f| f[2] == "4" && f[5] == "douze" && f[8] == "bad-number"), "{findings:?}");
    let formats = rows(&app, [urls::formats_csv(), urls::formats_xlsx()]).await;
    assert!(formats.iter().any(|f| f[3] == "fluvius-volumes"));
    for nothing in [urls::months_xlsx("nulle-part"), urls::series_csv("0000000000000")] {
        app.get(&nothing).await.is(404);
    }
    test.remove().await;
}
