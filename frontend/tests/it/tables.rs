//! Tables as files: what is read back is what was written, nothing in them runs, every table on screen has its files.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::cost::CostPage;
use eclaireur_frontend::pages::formats::FormatsPage;
use eclaireur_frontend::pages::home::HomePage;
use eclaireur_frontend::pages::import::ImportPage;
use eclaireur_frontend::pages::imports::ImportsPage;
use eclaireur_frontend::pages::organisation::OrganisationPage;
use eclaireur_frontend::pages::readings::{EntryKind, ReadingsPage};
use eclaireur_frontend::reports;
use eclaireur_frontend::tables::marked::marked;
use eclaireur_frontend::tables::{self, Cell, Column, FileKind, Kind, Table};
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, day_start};
use eclaireur_models::readings::parse::original::{Original, original};
use jiff::civil::date;
use rust_decimal::dec;

use crate::html::tags;
use crate::pages::written;

fn today() -> Day {
    date(2026, 11, 21)
}

/// The cells of the only sheet, header included.
fn opened(bytes: &[u8]) -> (String, Vec<Vec<Data>>) {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names().first().unwrap().clone();
    let range = workbook.worksheet_range(&name).unwrap();
    (name, range.rows().map(<[Data]>::to_vec).collect())
}

/// A part of the workbook as it stands in its ZIP.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The records of a CSV file, header included.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_workbook_is_read_back_cell_by_cell() {
    let mut table = Table::new(
        "Relevés : aile B",
        vec![
            Column::new("compteur", Kind::Text),
            Column::new("quantité", Kind::Number).unit("kWh"),
            Column::new("jour", Kind::Day),
            Column::new("moment", Kind::Instant),
            Column::new("complet", Kind::Mark),
        ],
    );
    let night = day_start(date(2026, 10, 25)) + 7 * 900;
    for (text, number) in [
        ("aile B", dec!(1234.5)),
        ("541448200000000017", dec!(-0.001)),
        ("_x0041_ <b> & \"c\"", dec!(123456789012345678.9)),
        (" espaces ", dec!(0)),
    ] {
        table.rows.push(vec![
            Cell::text(text),
            Cell::Number(number),
            Cell::Day(date(2026, 11, 21)),
            Cell::Instant(night),
            Cell::Mark("oui".to_owned()),
        ]);
    }
    table.rows.push(vec![Cell::text("vide"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    let bytes = table.file(FileKind::Xlsx, today()).unwrap();
    let (name, rows) = opened(&bytes);
    assert_eq!(name, "Relevés   aile B");
    let text = |row: usize, column: usize| rows[row][column].to_string();
    assert_eq!(
        rows[0].iter().map(ToString::to_string).collect::<Vec<_>>()[..2],
        ["compteur", "quantité (kWh)"]
    );
    assert_eq!(rows[1][1], Data::Float(1234.5));
    assert_eq!(rows[2][1], Data::Float(-0.001));
    assert_eq!(rows[3][1], Data::String("123456789012345678,9".to_owned()), "no digit is lost");
    assert_eq!(rows[4][1], Data::Float(0.0));
    assert_eq!((text(2, 0), text(3, 0)), ("541448200000000017".into(), "_x0041_ <b> & \"c\"".into()));
    assert_eq!(text(4, 0), " espaces ");
    let Data::DateTime(day) = &rows[1][2] else { panic!("{:?}", rows[1][2]) };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 11, 21, 0, 0, 0, 0));
    let Data::DateTime(moment) = &rows[1][3] else { panic!("{:?}", rows[1][3]) };
    assert_eq!(moment.to_ymd_hms_milli(), (2026, 10, 25, 1, 45, 0, 0));
    assert_eq!(rows[5][1..], [Data::Empty, Data::Empty, Data::Empty, Data::Empty]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for expect in ["state=\"frozen\"", "<autoFilter ref=\"A1:E6\"", "<cols>"] {
        assert!(sheet.contains(expect), "no {expect}");
    }
}

#[test]
fn the_same_table_is_the_same_bytes_and_carries_the_day_it_was_given() {
    let (_, page) = OrganisationPage::samples().remove(0);
    for kind in [FileKind::Csv, FileKind::Xlsx] {
        let write = |on| tables::buildings(&page).file(kind, on).unwrap();
        assert_eq!(write(today()), write(today()));
    }
    let bytes = tables::buildings(&page).file(FileKind::Xlsx, today()).unwrap();
    assert!(part(&bytes, "docProps/core.xml").contains(">2026-11-21T00:00:00Z</dcterms:created>"));
}

#[test]
fn an_empty_table_is_a_header() {
    let page = OrganisationPage::samples().into_iter().find(|(state, _)| *state == "empty").unwrap().1;
    let table = tables::buildings(&page);
    assert_eq!(records(&table.file(FileKind::Csv, today()).unwrap()).len(), 1);
    let (_, rows) = opened(&table.file(FileKind::Xlsx, today()).unwrap());
    assert_eq!((rows.len(), rows[0].len()), (1, table.columns.len()));
}

/// What somebody may call a building, a file or a meter so that a spreadsheet runs it.
const HOSTILE: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "a\n=1+1",
];

/// Every table of the site, with this wherever somebody types.
fn tables_saying(text: &str) -> Vec<Table> {
    let named = || Named::new("x", text);
    let some = || Some(text.to_owned());
    let mut home = HomePage::samples().into_iter().find(|(s, _)| *s == "organisations").unwrap().1;
    for line in &mut home.organisations {
        (line.organisation, line.activity, line.commune) = (named(), some(), some());
    }
    let mut organisation = OrganisationPage::samples().remove(0).1;
    for line in &mut organisation.buildings {
        (line.building, line.activity, line.commune) = (named(), some(), some());
    }
    let mut imports = ImportsPage::samples().remove(0).1;
    for line in &mut imports.imports {
        (line.head.file, line.buildings) = (some(), vec![named(), named()]);
    }
    let mut readings = ReadingsPage::samples().remove(0).1;
    readings.head.building = named();
    for line in &mut readings.meters {
        (line.meter, line.ean, line.serial) = (named(), some(), some());
    }
    for line in &mut readings.entries {
        line.meter = some();
        line.kind = EntryKind::File { name: text.to_owned(), period: None, readings: 1 };
    }
    let mut import = ImportPage::samples().into_iter().find(|(s, _)| *s == "partly-bad").unwrap().1;
    for line in &mut import.series {
        (line.key.ean, line.key.name, line.key.serial) = (None, some(), some());
    }
    import.findings = Code::ALL
        .iter()
        .map(|code| {
            let finding = Finding::new(*code).row(2).column(text).value(text).proposal(text);
            ["sheet", "meter", "headers"].into_iter().fold(finding, |f, name| f.with(name, text))
        })
        .collect();
    let mut formats = FormatsPage::samples().remove(0).1;
    for line in &mut formats.formats {
        (line.name, line.from, line.headers) = (text.to_owned(), some(), vec![text.to_owned()]);
    }
    let told = reports::samples::saying(reports::Kind::Bulletin, text);
    vec![
        tables::organisations(&home),
        tables::buildings(&organisation),
        tables::imports(&imports),
        tables::meters(&readings),
        tables::entries(&readings),
        tables::series(&import),
        tables::first_rows(&import),
        tables::findings_of(&import),
        tables::formats(&formats),
        tables::months_table(Lang::Fr, text, &[&crate::charts::oil()], None),
        tables::figures_of(Lang::Fr, text, &told.assessment.figures.0),
        tables::prices(&CostPage::samples().remove(0).1),
    ]
}

#[test]
fn nothing_in_a_table_runs_whatever_people_typed() {
    for text in HOSTILE {
        for table in tables_saying(text) {
            assert!(!table.rows.is_empty(), "{}", table.title);
            let title = format!("{} with {text:?}", table.title);
            let rows = records(&table.file(FileKind::Csv, today()).unwrap());
            for cell in rows.iter().flatten() {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                assert!(!runs || cell.replace(',', ".").parse::<f64>().is_ok(), "{title}: {cell:?}");
            }
            let bytes = table.file(FileKind::Xlsx, today()).unwrap();
            let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
            assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{title}: a formula");
            // It is there as it was typed, as text.
            let typed = table.rows.iter().flatten().any(|c| *c == Cell::text(text));
            let (_, rows) = opened(&bytes);
            let read = rows.iter().flatten().any(|c| *c == Data::String(text.to_owned()));
            assert_eq!(typed, read, "{title}");
        }
    }
}

#[test]
fn rows_have_as_many_cells_as_columns_and_columns_different_words() {
    for table in tables_saying("x") {
        let mut words: Vec<_> = table.columns.iter().map(|c| c.header.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), table.columns.len(), "{}", table.title);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.title);
    }
}

/// The names of cells with a note, in order.
fn noted(bytes: &[u8]) -> Vec<String> {
    let notes = part(bytes, "xl/comments1.xml");
    notes.split("ref=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn a_finding_without_a_cell_marks_what_it_names() {
    let text = "Relevés\nDate;Index;Date\n01/01/2025;12;x\n02/01/2025;douze\n";
    let Original::Sheets(sheets) = original(text.as_bytes(), "relevés") else { panic!("a table") };
    let of = |finding: Finding| {
        let bytes = marked(Lang::Fr, "x", &sheets, &[finding], today()).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let coloured = |name: &str| {
            let cell = sheet.split(&format!("r=\"{name}\"")).nth(1).unwrap_or_default();
            cell.split('>').next().unwrap_or_default().contains("s=\"")
        };
        let cells = ["A1", "A2", "B2", "A3", "B3", "C3", "A4", "B4", "C4"];
        let coloured: Vec<_> = cells.into_iter().filter(|name| coloured(name)).collect();
        (noted(&bytes).join(" "), coloured.join(" "))
    };
    let both = |cell: &str| (cell.to_owned(), cell.to_owned());
    let bad = || Finding::new(Code::BadNumber);
    assert_eq!(of(bad().row(4).column("Index")), both("B4"));
    assert_eq!(of(bad().cell(4, 2)), both("C4"), "a cell that the row does not have");
    assert_eq!(of(bad().row(3).column("Nulle part")), ("A3".into(), "A3 B3 C3".into()));
    assert_eq!(of(bad().row(3)), ("A3".into(), "A3 B3 C3".into()));
    assert_eq!(of(bad().column("Date")), both("A2"));
    for nothing in [bad(), Finding::new(Code::DuplicateRow).row(3), bad().row(3).with("sheet", "ailleurs")] {
        let bytes = marked(Lang::Fr, "x", &sheets, &[nothing], today()).unwrap();
        let parts = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert!(parts.file_names().all(|name| !name.unwrap().contains("comments")));
    }
}

#[test]
fn a_file_that_no_workbook_holds_comes_back_as_its_reasons() {
    let bytes = marked(Lang::Fr, "x", &[], &[Finding::new(Code::BadDate).row(7)], today()).unwrap();
    let (name, rows) = opened(&bytes);
    assert_eq!((name.as_str(), rows.len()), ("Raisons", 3));
    assert!(rows[0][1].to_string().contains("trop grand"));
}

/// Pages with a table that is part of a form or of an explanation, not a list that somebody takes away: page, why.
const NOT_TAKEN: [(&str, &str); 47] = [
    ("member_sector", "the member's own are in its cadastre, the others' in the table of the sector"),
    ("collection_list", "it is the list its sender has, looked at before it is confirmed"),
    ("api", "its document is taken as openapi.json"),
    ("shared_bulletin", "one view is shared, not its data"),
    ("access", "who has access is told in the organisation's archive"),
    ("audit", "an audit is taken away whole, as its TOML"),
    ("audit_visit", "an audit is taken away whole, as its TOML"),
    ("audit_section", "an audit is taken away whole, as its TOML"),
    ("audit_settings", "an audit is taken away whole, as its TOML"),
    ("audit_checks", "an audit is taken away whole, as its TOML"),
    ("audit_findings", "an audit is taken away whole, as its TOML"),
    ("audit_quotes", "an audit is taken away whole, as its TOML"),
    ("audit_versions", "an audit is taken away whole, as its TOML"),
    ("audit_measures", "its measures are sheets of the audit's workbook"),
    ("audit_packages", "its packages are sheets of the audit's workbook"),
    ("audit_aids", "its aids are a sheet of the audit's workbook"),
    ("audit_assumed", "an audit is taken away whole, as its TOML"),
    ("potential", "a first estimate, which an audit replaces"),
    ("programme", "its packages are sheets of each audit's workbook"),
    ("carnet", "it is printed, and filled in by hand"),
    ("audit_sheet", "it is filled in by hand, on paper"),
    ("account", "one's sessions are in the file of everything about oneself"),
    ("accounts", "addresses of people leave the service only one by one"),
    ("admin_account", "addresses of people leave the service only one by one"),
    ("keys", "who has access is told in the organisation's archive"),
    ("erased", "what was removed is a text file"),
    ("privacy", "it is a text"),
    ("shared_report", "one view is shared, not its data"),
    ("share", "who has access is told in the organisation's archive"),
    ("state", "it tells how the service stands now; figures over time are metrics"),
    ("reading_links", "it is a form that tells which sheets open something now"),
    ("facts", "what was ever said goes with the whole export"),
    ("fact", "what was ever said goes with the whole export"),
    ("prices", "what was ever said goes with the whole export"),
    ("events", "what was ever said goes with the whole export"),
    ("month_sheet", "it is filled in by hand; the page is a PDF too"),
    ("yearly_report", "the whole report is a PDF and a workbook"),
    ("quality", "its months are those of the energy page, its values those of the report's workbook"),
    ("sending", "it tells how far the files are; they stay in the list of imports"),
    ("mapping", "the file it shows is the sender's own"),
    ("mappings", "what was said of columns goes with the whole export"),
    ("project", "its steps, its plan and its aids are sheets of its dossier"),
    ("projects", "each project has its dossier"),
    ("consents", "a line or two for each federation, and the event log has them"),
    ("help", "a line or two, and the event log has them"),
    ("sheet", "one sheet is printed; the list of sheets is a table"),
    ("sheet_form", "what it shows is a sheet"),
];

#[test]
fn every_table_on_screen_can_be_taken_away_as_csv_and_xlsx() {
    let mut seen = 0;
    for written in written() {
        let (name, html) = (written.name(), &written.html);
        if NOT_TAKEN.iter().any(|(page, _)| *page == written.page) {
            continue;
        }
        let tags = tags(&name, html);
        for table in tags.iter().filter(|t| t.name == "table") {
            seen += 1;
            let rest = &html[table.after..];
            let section = rest.split("</section>").next().unwrap_or_default();
            for kind in [FileKind::Csv, FileKind::Xlsx] {
                let found = section.split("href=\"").skip(1).any(|href| {
                    let path = href.split(['"', '?']).next().unwrap_or_default();
                    path.ends_with(kind.ending())
                });
                assert!(found, "{name}: a table without its {}", kind.ending());
            }
        }
    }
    assert!(seen > 15, "{seen} tables");
}
