//! A file with faults: handed back with its cells marked, repaired, sent again, accepted.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use eclaireur_frontend::urls;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::support::{Answer, TestApp, TestDatabase};

use super::{followed, says};

/// Eight faults of different kinds in a table as a caretaker keeps it.
const FAULTY: &str = "Relevés de la chaufferie\r\n\r\nDate;Gaz (kWh);Remarque\r\n\
    janvier 2025;12 500,5;\r\n\
    février 2025;11 2O0,0;lettre O\r\n\
    mars 2O25;9 800;date\r\n\
    avril 2025;-7 400;signe\r\n\
    mai 2025;5 100;\r\n\
    mai 2025;5 300;deux fois mai\r\n\
    juin 2025;douze;mot\r\n\
    juillet 2039;1 200;futur\r\n\
    août 2025;1 300;\r\n\
    septembre 2025;1.2.3;points\r\n\
    bientôt;4 000;pas de date\r\n\
    novembre 2025;9 100;\r\n";

/// Line and column (from 1 and A) of each fault, and what should stand there.
const REPAIRS: [(u32, u16, &str); 8] = [
    (5, 1, "11 200,0"),
    (6, 0, "mars 2025"),
    (7, 1, "7 400"),
    (9, 0, "décembre 2025"),
    (10, 1, "2 100"),
    (11, 0, "juillet 2025"),
    (13, 1, "2 300"),
    (14, 0, "octobre 2025"),
];

/// A part of a workbook as it stands in its ZIP; empty when it is not there.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut text = String::new();
    if let Ok(mut file) = zip.by_name(name) {
        file.read_to_string(&mut text).expect("text");
    }
    text
}

/// Cells by row and column from 0.
type Cells = BTreeMap<(u32, u16), Data>;

/// The sheets, as name and cells.
fn sheets(bytes: &[u8]) -> Vec<(String, Cells)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let cells = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).expect("its cells");
        let (top, left) = range.start().unwrap_or_default();
        let used = range.used_cells().map(|(row, column, data)| {
            let at = |first: u32, n: usize| first + u32::try_from(n).expect("small");
            ((at(top, row), u16::try_from(at(left, column)).expect("small")), data.clone())
        });
        (name, used.collect())
    });
    cells.collect()
}

/// The same sheets written again, some cells of the first replaced: what a spreadsheet saves after a repair.
fn repaired(bytes: &[u8], repairs: &[(u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (n, (name, mut cells)) in sheets(bytes).into_iter().enumerate() {
        for (line, column, text) in repairs.iter().filter(|_| n == 0) {
            cells.insert((line - 1, *column), Data::String((*text).to_owned()));
        }
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for ((row, column), data) in cells {
            match data {
                Data::Float(number) => sheet.write_number(row, column, number),
                Data::DateTime(moment) => {
                    let moment = ExcelDateTime::from_serial_datetime(moment.as_f64()).expect("a date");
                    sheet.write_datetime_with_format(
                        row,
                        column,
                        moment,
                        &Format::new().set_num_format("dd/mm/yyyy"),
                    )
                }
                other => sheet.write_string(row, column, other.to_string()),
            }
            .expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

async fn sent(app: &TestApp, building: &str, name: &str, bytes: &[u8]) -> String {
    let path = urls::building_upload(building);
    app.post_files(&path, &[], &[("file", name, bytes)]).await.is(303).location()
}

fn id_in(address: &str) -> &str {
    address.trim_start_matches("/imports/").split('?').next().unwrap_or_default()
}

/// Rows of the table of findings: severity first, then sheet, row, column, cell, value, reason, proposal, code.
async fn findings(app: &TestApp, import: &str) -> Vec<Vec<String>> {
    let text = app.get(&urls::findings_csv(import)).await.is(200).text();
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(|r| r.expect("a record").iter().map(str::to_owned).collect())
        .collect()
}

#[tokio::test]
async fn a_file_with_eight_faults_is_marked_repaired_and_accepted() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let preview = sent(&app, &building, "chaufferie 2025.csv", FAULTY.as_bytes()).await;
    let import = id_in(&preview);
    let page = app.get_html(&preview).await;
    says(&page, &["Télécharger le fichier annoté", &urls::import_annotated(import)]);
    let found = findings(&app, import).await;
    let graves = found.iter().filter(|f| f[0] == "À corriger").count();
    assert!(graves >= 8, "{graves}: {found:?}");

    let answer: Answer = app.get(&urls::import_annotated(import)).await.is(200);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"chaufferie_2025-annote.xlsx\"");
    assert_eq!(app.get(&urls::import_annotated(import)).await.bytes, answer.bytes, "the same bytes");
    let marked = sheets(&answer.bytes);
    let names: Vec<&str> = marked.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["chaufferie 2025", "Raisons"]);
    // Every cell where it was, as it was written.
    let cell = |line: u32, column: u16| marked[0].1.get(&(line - 1, column)).map(ToString::to_string);
    for (line, text) in (1..).zip(FAULTY.split("\r\n")) {
        for (column, text) in (0..).zip(text.split(';')).filter(|(_, text)| !text.is_empty()) {
            assert_eq!(cell(line, column).as_deref(), Some(text), "line {line}");
        }
    }
    // Coloured, with a note that says why and what instead.
    let sheet = part(&answer.bytes, "xl/worksheets/sheet1.xml");
    let style = |name: &str| {
        let rest = sheet.split(&format!("r=\"{name}\"")).nth(1).expect(name);
        rest.split('>').next().unwrap_or_default().contains("s=\"")
    };
    let notes = part(&answer.bytes, "xl/comments1.xml");
    for name in ["B5", "A6", "B7", "B9", "B10", "A11", "B13", "A14"] {
        assert!(style(name), "{name} has no colour");
        assert!(notes.contains(&format!("ref=\"{name}\"")), "{name} has no note");
    }
    assert!(!style("B4") && !notes.contains("ref=\"B4\""), "a good cell is left alone");
    let reasons = &marked[1].1;
    assert_eq!(reasons[&(0, 0)].to_string(), "Éclaireur");
    let rows = reasons.keys().filter(|(row, column)| *row > 1 && *column == 0).count();
    assert_eq!(rows, found.len());

    // Sent again as it is: the same faults in the same cells, and the sheet of reasons is no table.
    let again = sent(&app, &building, "annote.xlsx", &answer.bytes).await;
    let seen = findings(&app, id_in(&again)).await;
    let place = |f: &Vec<String>| (f[2].clone(), f[8].clone());
    let graves = |found: &[Vec<String>]| -> Vec<_> {
        let mut places: Vec<_> = found.iter().filter(|f| f[0] == "À corriger").map(place).collect();
        places.sort();
        places
    };
    assert_eq!(graves(&seen), graves(&found));
    assert!(seen.iter().any(|f| f[8] == "reasons-sheet"), "{seen:?}");

    let whole = repaired(&answer.bytes, &REPAIRS);
    let accepted = sent(&app, &building, "chaufferie 2025-annote.xlsx", &whole).await;
    let seen = findings(&app, id_in(&accepted)).await;
    assert_eq!(graves(&seen), [], "{seen:?}");
    let page = app.get_html(&accepted).await;
    assert!(!page.contains("Télécharger le fichier annoté"), "nothing to mark");
    let page = followed(&app, app.post_form(&urls::import_confirm(id_in(&accepted)), &[]).await).await;
    says(&page, &["L’import est confirmé."]);
    test.remove().await;
}

#[tokio::test]
async fn a_workbook_keeps_its_sheets_numbers_and_days() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (name, base) in [("Aile A", 100.5), ("Aile B", 200.25)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (column, header) in (0..).zip(["Date", "Index gaz (m³)", "Remarque"]) {
            sheet.write_string(0, column, header).expect("a header");
        }
        for row in 1..6_u32 {
            let moment = ExcelDateTime::from_ymd(2025, u8::try_from(row).expect("small"), 1).expect("a day");
            sheet.write_datetime_with_format(row, 0, moment, &day).expect("a day");
            sheet.write_number(row, 1, base + f64::from(row)).expect("a number");
        }
        sheet.write_string(3, 1, "illisible").expect("a cell");
        sheet.write_string(4, 2, "=1+1").expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let preview = sent(&app, &building, "relevés.xlsx", &bytes).await;
    let answer = app.get(&urls::import_annotated(id_in(&preview))).await.is(200);
    let marked = sheets(&answer.bytes);
    let names: Vec<&str> = marked.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Aile A", "Aile B", "Raisons"]);
    assert_eq!(marked[..2], sheets(&bytes)[..], "cells are what they were");
    for sheet in ["xl/comments1.xml", "xl/comments2.xml"] {
        assert!(part(&answer.bytes, sheet).contains("ref=\"B4\""), "{sheet}");
    }
    assert!(!part(&answer.bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    test.remove().await;
}

#[tokio::test]
async fn what_is_no_table_is_not_marked() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let refused =
        sent(&app, &building, "page.csv", b"<!doctype html><html><body>Bonjour</body></html>").await;
    assert!(!app.get_html(&refused).await.contains("Télécharger le fichier annoté"));
    app.get(&urls::import_annotated(id_in(&refused))).await.is(404);
    app.get(&urls::import_annotated("0000000000000")).await.is(404);
    test.remove().await;
}
