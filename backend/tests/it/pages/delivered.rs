//! An audit that was delivered, and what all who print it agree on.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use eclaireur::auditing;
use eclaireur::store::buildings::{self, BuildingFilter};
use eclaireur::store::{Paging, audits};
use eclaireur_frontend::{urls, worked};
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::written;
use rust_decimal::Decimal;

use super::one_figure::{float, printed, squeezed};
use super::{plain, says};
use crate::support::{Program, TestApp, TestDatabase};

/// The demonstration with its delivered audit, and the code of the building it is of.
async fn demonstration(test: &TestDatabase) -> (TestApp, String) {
    let app = TestApp::demo(test).await;
    eclaireur::demo::fill(&app.app).await.unwrap();
    eclaireur::demo::people::make(&app.app).await.unwrap();
    // Twice: what is delivered is left alone.
    eclaireur::demo::deliver(&app.app).await.unwrap();
    eclaireur::demo::deliver(&app.app).await.unwrap();
    let c = app.app.db.read();
    let filter = BuildingFilter { search: Some("Le Noyer".to_owned()), ..BuildingFilter::default() };
    let (_, row) = buildings::list(c, &filter, &Paging::first(1)).await.unwrap().items.remove(0);
    (app, row.building.code.to_string())
}

#[tokio::test]
async fn the_delivered_audit_of_the_demonstration_is_computed_again_and_a_touched_one_refused() {
    let test = TestDatabase::sqlite().await;
    let (app, code) = demonstration(&test).await;
    let (_, row) = buildings::by_code(app.app.db.read(), &code).await.unwrap().unwrap();
    let versions = audits::of_building(app.app.db.read(), row.tenant, row.id).await.unwrap();
    let states: Vec<_> = versions.iter().map(|one| (one.version, one.state)).collect();
    assert_eq!(states, [(1, State::Delivered), (2, State::Draft)]);
    assert!(versions[0].read_by.is_some() && versions[0].read_by != versions[0].asked_by, "{versions:?}");
    says(&app.get_html(&urls::audit_versions(&code)).await, &["Version 1 (TOML)", "finding.4.words"]);
    let text = app.get(&urls::audit_file(&code, "audit-1.toml")).await.is(200).text();
    let opened = written::open(&text, &app.app.catalog()).unwrap();
    assert_eq!(opened.audit.measured.baseline.len(), 1, "sealed");

    let program = Program::new();
    program.file("audit.toml", text.as_bytes());
    let told = program.run(&["assess", "audit.toml"]).is(0).out;
    assert!(told.starts_with("Résidence Le Noyer\t"), "{told}");
    program.file("touched.toml", text.replacen("\"1540\"", "\"1940\"", 1).as_bytes());
    let refused = program.run(&["assess", "touched.toml"]);
    assert!(refused.code != 0 && refused.err.contains("touched.toml"), "{refused:?}");
    test.remove().await;
}

#[tokio::test]
async fn the_saving_of_a_package_is_the_same_on_its_page_to_programs_on_paper_and_on_the_command_line() {
    let test = TestDatabase::sqlite().await;
    let (app, b) = demonstration(&test).await;
    let whose = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
    let held = auditing::newest(&app.app, &whose).await.unwrap().unwrap();
    let whole = auditing::whole(&app.app, &whose, held).await.unwrap();
    let saved = auditing::worked_out(&app.app, &whole).package("own-1").unwrap().saved;
    assert!(saved > 10_000.into(), "{saved}");
    let written = worked::kwh(saved);

    let page = app.get_html(&urls::with_query(&urls::audit_packages(&b), &[("bouquet", "own-1")])).await;
    assert!(plain(&page).contains(&plain(&written)), "no {written} on the page");
    assert!(
        page.contains(&format!("{}?bouquet=own-1", urls::chart(&b, "measures.svg"))),
        "its chart as a file"
    );
    let chart = |f: &str| format!("/api/v1/buildings/{b}/charts/measures.{f}?bouquet=own-1");
    let csv = app.get(&chart("csv")).await.is(200).text();
    let rounded = saved.round_dp(0).to_string();
    assert!(csv.lines().last().unwrap().contains(&rounded), "no {rounded} in {csv}");
    assert_eq!(app.get(&chart("svg")).await.is(200).header("content-type"), "image/svg+xml");
    assert!(app.get(&chart("png")).await.is(200).bytes.starts_with(b"\x89PNG"));
    app.get(&format!("/api/v1/buildings/{b}/charts/measures.csv?bouquet=own-9")).await.is(404);
    let paper = app.get(&urls::audit_report(&b, "audit.pdf")).await.is(200).bytes;
    assert!(paper.len() < 3_000_000, "{} bytes", paper.len());
    assert!(printed(&paper).contains(&squeezed(&written)), "no {written} on paper");
    let book = app.get(&urls::audit_report(&b, "audit.xlsx")).await.is(200).bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let packages = book.worksheet_range("Bouquets").unwrap();
    let row = packages.rows().find(|row| row[0] == *"own-1").unwrap();
    assert_eq!(row[2], Data::Float(float(saved)));
    // The delivered version has the same package: the command line computes it from its file alone.
    let text = app.get(&urls::audit_file(&b, "audit-1.toml")).await.is(200).text();
    let program = Program::new();
    program.file("audit.toml", text.as_bytes());
    let told = program.run(&["assess", "audit.toml"]).is(0).out;
    let of_package = told.lines().filter_map(|line| line.strip_prefix("package/own-1/"));
    let sum: Decimal =
        of_package.map(|line| line.split('\t').nth(1).unwrap().parse::<Decimal>().unwrap()).sum();
    assert_eq!(sum.round_dp(0), saved.round_dp(0), "{told}");
    test.remove().await;
}
