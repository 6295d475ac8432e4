//! A factor of the catalogue changes: figures move and say from what to what and by which file; what was published stays.

use std::path::Path;

use eclaireur::config::Layer;
use eclaireur::store::{Paging, buildings, ledger};
use eclaireur_frontend::{figures, urls};
use eclaireur_models::indicators::{Figures, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use rust_decimal::{Decimal, dec};

use super::one_figure::with_gas;
use super::says;
use crate::support::{TestApp, TestDatabase, write};

const FILE: &str = "factors/co2-peb.toml";

/// The catalogue in a folder of its own, with this text in the place of that one in [`FILE`].
fn catalog(into: &Path, that: &str, this: &str) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("models/catalog");
    for (path, text) in eclaireur::outside::files::read_catalog(&source).unwrap() {
        let text = if path == FILE { text.replacen(that, this, 1) } else { text };
        write(&into.join(path), text.as_bytes());
    }
}

async fn served(test: &TestDatabase, catalog: &Path) -> TestApp {
    let layer = Layer { catalog: Some(catalog.to_owned()), ..Layer::default() };
    TestApp::with(test, layer, false).await
}

async fn emitted(app: &TestApp, building: &str) -> Vec<(String, Value)> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/indicators")).await;
    let figures: Figures = serde_json::from_value(body["figures"].clone()).unwrap();
    let year = Period::year(2025);
    let co2 = figures.0.iter().filter(|f| f.indicator == "co2" && f.period == year);
    co2.filter_map(|f| Some((f.of.clone()?.into_owned(), f.value()?.clone()))).collect()
}

/// The published files of a building, as its page links them.
async fn published(app: &TestApp, building: &str) -> Vec<(String, Vec<u8>)> {
    let page = app.get_html(&urls::yearly_report(building)).await;
    let mut files = Vec::new();
    for link in page.split(&format!("{}/", urls::reports(building))).skip(1) {
        let name = link.split('"').next().unwrap();
        if name.split_once('-').is_some_and(|(id, _)| id.len() >= 8 && id.chars().any(|c| c.is_ascii_digit()))
        {
            let path = urls::report_file(building, name);
            files.push((name.to_owned(), app.get(&path).await.is(200).bytes));
        }
    }
    files
}

#[tokio::test]
async fn a_factor_that_changes_moves_figures_and_leaves_what_was_published() {
    let test = TestDatabase::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    catalog(folder.path(), "", "");
    let app = served(&test, folder.path()).await;
    let (_, building) = with_gas(&app).await;
    let before = emitted(&app, &building).await;
    app.post_form(&urls::reports(&building), &[("annee", "2025")]).await.is(303);
    let frozen = published(&app, &building).await;
    assert_eq!(
        frozen.len(),
        2,
        "a PDF and a workbook: {:?}",
        frozen.iter().map(|f| &f.0).collect::<Vec<_>>()
    );
    drop(app);

    catalog(folder.path(), "value = \"0.2016\"", "value = \"0.2100\"");
    let app = served(&test, folder.path()).await;
    let after = emitted(&app, &building).await;
    let of = |all: &[(String, Value)], set: &str| all.iter().find(|(of, _)| of == set).unwrap().1.clone();
    let (old, new) = (of(&before, "co2-peb"), of(&after, "co2-peb"));
    assert!((new.value * dec!(0.2016) - old.value * dec!(0.21)).abs() < dec!(0.000001), "{old:?} {new:?}");
    assert_eq!(before.len(), after.len());
    for (set, value) in before.iter().filter(|(set, _)| set != "co2-peb") {
        assert_eq!(of(&after, set).value, value.value, "{set} is another set");
    }

    let [from, to] = [&old, &new].map(|value| figures::value(Lang::Fr, value, Some("co2-peb")));
    let page = app.get_html(&urls::quality(&building)).await;
    let moved = format!("de {from} à {to}");
    says(&page, &[&moved, "une valeur du catalogue a changé", "factors/co2-peb", "0,2016 est devenu 0,21"]);

    let (_, row) = buildings::by_code(app.app.db.read(), &building).await.unwrap().unwrap();
    let log = ledger::of(app.app.db.read(), Some(row.tenant), &Paging::first(20)).await.unwrap();
    let told = log.items.iter().filter(|entry| entry.kind == "figures.moved").count();
    assert_eq!(told, 1, "{:?}", log.items.iter().map(|e| &e.kind).collect::<Vec<_>>());
    assert_eq!(ledger::verify(app.app.db.read()).await.unwrap().broken, None);
    assert!(published(&app, &building).await == frozen, "what was published is what was published");
    assert!(old.value < new.value && old.value > Decimal::ZERO);
    test.remove().await;
}
