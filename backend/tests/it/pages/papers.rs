//! A bill as a PDF: read, proposed in its form, corrected, confirmed; never kept by itself.

use std::path::Path;

use eclaireur_frontend::urls;
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use crate::support::{TestApp, TestDatabase, read};

use super::{between, followed, says};

/// The electricity of the fixtures' bills.
const ELECTRICITY: &str = "549999000000000016";
const GAS: &str = "549999000000000023";

/// A bill of the fixtures.
pub(crate) fn paper(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/meters/pdf-bill");
    read(&folder.join(format!("{name}.pdf")))
}

/// A page with a picture and no text.
const SCANNED: &[u8] =
    b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Kids [3 0 R]>> endobj\n\
    3 0 obj <</Type /Page /Contents 4 0 R>> endobj\n4 0 obj <</Length 6>>\nstream\n/I Do \nendstream endobj\n\
    trailer <</Root 1 0 R>>\n%%EOF\n";

/// Sends a file and follows it to where it leads: the address and the page.
async fn dropped(app: &TestApp, upload: &str, name: &str, bytes: &[u8]) -> (String, String) {
    let mut address = app.post_files(upload, &[], &[("file", name, bytes)]).await.is(303).location();
    loop {
        let answer = app.get(&address).await;
        if answer.status != 303 {
            return (address, answer.is(200).html());
        }
        address = answer.location();
    }
}

/// The fields of a page's form with their values.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = between(page, "enctype=\"multipart/form-data\"", "</form>");
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next()?.replace("&#38;", "&"))
    };
    let inputs = form.split("<input").skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        let choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        let sent = !tag.contains("type=\"file\"") && (!choice || tag.contains(" checked"));
        sent.then(|| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))?
    });
    let selects = form.split("<select").skip(1).filter_map(|rest| {
        let (tag, options) = rest.split_once('>')?;
        let options = options.split("</select>").next()?;
        let chosen = options.split("<option").find(|option| option.contains(" selected"));
        let first = options.split("<option").nth(1)?;
        Some((attribute(tag, "name")?, attribute(chosen.unwrap_or(first), "value").unwrap_or_default()))
    });
    inputs.chain(selects).collect()
}

/// The value of a field.
fn value(page: &str, name: &str) -> String {
    let found = fields(page).into_iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.replace(['\u{202f}', '\u{a0}'], " ")).unwrap_or_default()
}

/// Sends the form of a page as it stands, with some fields changed.
async fn kept(app: &TestApp, building: &str, page: &str, changes: &[(&str, &str)]) -> String {
    let mut sent = fields(page);
    for (name, changed) in changes {
        sent.retain(|(field, _)| field != name);
        sent.push(((*name).to_owned(), (*changed).to_owned()));
    }
    let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    followed(app, app.post_files(&urls::reading_bill(building), &sent, &[]).await).await
}

async fn used(app: &TestApp, building: &str, carrier: &str) -> Decimal {
    let path = format!("/api/v1/buildings/{building}/consumption?carrier={carrier}");
    let body: Value = app.get_json(&path).await;
    let points = body["points"].as_array().unwrap().iter();
    points.map(|p| p["value"].as_str().unwrap().parse::<Decimal>().unwrap()).sum()
}

#[tokio::test]
async fn a_pdf_leads_to_the_form_filled_with_what_it_says_and_counts_once_confirmed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let bytes = paper("day-night-table");
    let upload = urls::building_upload(&building);
    let (address, page) = dropped(&app, &upload, "facture.pdf", &bytes).await;
    assert!(address.starts_with(&urls::reading_bill(&building)), "{address}");
    for (field, expect) in [
        ("kind", "settlement"),
        ("ean", ELECTRICITY),
        ("carrier", "electricity"),
        ("serial", "1SAG1100045678"),
        ("from", "01/01/2025"),
        ("to", "31/12/2025"),
        ("quantity", "12 708"),
        ("day_index_from", "23 410"),
        ("night_quantity", "4 216"),
        ("supplier", "Énergies du Val SA"),
        ("number", "2026-004512"),
        ("excl_vat", "2 808,50"),
        ("incl_vat", "3 398,29"),
    ] {
        assert_eq!(value(&page, field), expect, "{field}");
    }
    says(
        &page,
        &[
            "Lu dans le document",
            "Comparez chacun avec le document : rien ne compte avant que vous gardiez la facture.",
            "Lu dans le document : « Total TVAC  3.398,29 € »",
            "La facture est datée du 15/01/2026.",
            "un nouveau compteur sera créé",
            "type=\"application/pdf\"",
            "facture.pdf",
        ],
    );
    assert_eq!((app.rows("bill").await, app.rows("meter").await), (0, 0));

    // Corrected, and refused for something else: what the document says still stands under the fields.
    let wrong = fields(&page).into_iter().map(|(n, v)| if n == "from" { (n, String::new()) } else { (n, v) });
    let wrong: Vec<(String, String)> = wrong.collect();
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let again = app.post_files(&urls::reading_bill(&building), &wrong, &[]).await.is(422).html();
    says(
        &again,
        &["Remplissez ce champ.", "Le document dit 01/01/2025", "Lu dans le document : « Total TVAC"],
    );

    let page = kept(&app, &building, &page, &[("incl_vat", "3 400,00")]).await;
    says(&page, &["La facture est gardée.", ELECTRICITY]);
    assert_eq!(used(&app, &building, "electricity").await, dec!(12708));
    says(&app.get(&urls::months_csv(&building)).await.is(200).text(), &["288,77"]);
    assert_eq!((app.rows("import").await, app.rows("bill").await, app.rows("meter").await), (1, 1, 1));

    // Sent again, it is that bill; taken back, it is gone; read again, the meter is known by its EAN.
    let (address, page) = dropped(&app, &upload, "la-meme.pdf", &bytes).await;
    assert!(address.starts_with("/imports/"), "{address}");
    says(&page, &["facture.pdf"]);
    let import = address.trim_start_matches("/imports/").split('?').next().unwrap();
    app.post_form(&urls::import_undo(import), &[]).await.is(303);
    assert_eq!(used(&app, &building, "electricity").await, Decimal::ZERO);
    let (_, page) = dropped(&app, &upload, "la-meme.pdf", &bytes).await;
    assert_ne!(value(&page, "meter"), "");
    assert_eq!((value(&page, "ean"), value(&page, "incl_vat")), (String::new(), "3 398,29".to_owned()));
    test.remove().await;
}

#[tokio::test]
async fn where_it_is_not_clear_whose_bill_it_is_the_person_is_asked() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (organisation, first) = app.home("Les Tilleuls").await;
    let second = app.building(&organisation, "Le Verger").await;
    let upload = urls::organisation_upload(&organisation);
    let (address, page) = dropped(&app, &upload, "gaz.pdf", &paper("gas-beside")).await;
    let import = between(&address, "/imports/", "/facture").to_owned();
    says(
        &page,
        &[
            "Pour quel bâtiment est cette facture ?",
            "gaz.pdf · Énergies du Val SA · n° GN/2025/8841 · 01/02/2025 – 31/01/2026 · 32 835,61 € TVAC",
            GAS,
            "Gaz naturel",
            "Aucun compteur n’a encore ce code EAN.",
            "Le Verger",
        ],
    );
    let chosen = format!("{}?batiment={second}&ean={GAS}", urls::import_bill(&import));
    let form = app.get(&chosen).await.is(303).location();
    let page = app.get_html(&form).await;
    assert!(form.starts_with(&urls::reading_bill(&second)), "{form}");
    for (field, expect) in [
        ("carrier", "natural_gas"),
        ("serial", "34567821"),
        ("index_from", "14 861,35"),
        ("index_to", "48 211,35"),
        ("quantity", "367 697"),
        ("unit", "kWh"),
        ("kwh_per_m3", "11,0254"),
        ("estimated", "1"),
    ] {
        assert_eq!(value(&page, field), expect, "{field}");
    }
    says(&page, &["Lu dans le document : « Index de fin au 31/01/2026 (estimé) : 48 211,35 m³ »"]);
    says(&kept(&app, &second, &page, &[]).await, &["La facture est gardée.", GAS]);

    // The meter is known now: the bill of another year goes straight to it, from wherever it is sent. One that was
    // dropped on another building is asked about.
    let other = [paper("gas-beside"), b"\n".to_vec()].concat();
    let (address, page) = dropped(&app, &upload, "gaz-2.pdf", &other).await;
    assert!(address.starts_with(&urls::reading_bill(&second)), "{address}");
    assert_ne!(value(&page, "meter"), "");
    let other = [paper("gas-beside"), b"\n\n".to_vec()].concat();
    let (_, page) = dropped(&app, &urls::building_upload(&first), "gaz-3.pdf", &other).await;
    says(&page, &["Pour quel bâtiment", "Compteur « ", "Le Verger", "Abandonner cette facture"]);

    // Nobody else's document can be read through a form.
    let (_, stranger) = app.home("Le Préau").await;
    let sha = between(&form, "document=", "&").to_owned();
    let page = app.get_html(&format!("{}?document={sha}", urls::reading_bill(&stranger))).await;
    assert!(!page.contains(GAS), "{page}");
    test.remove().await;
}

#[tokio::test]
async fn a_bill_of_two_supply_points_is_kept_for_each() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (organisation, building) = app.home("Les Tilleuls").await;
    app.meter(&building, &[("carrier", "electricity"), ("ean", ELECTRICITY)]).await;
    let upload = urls::building_upload(&building);
    let (_, page) = dropped(&app, &upload, "deux.pdf", &paper("two-points")).await;
    says(
        &page,
        &[
            "Cette facture concerne plusieurs points de fourniture",
            ELECTRICITY,
            GAS,
            "Voir le formulaire rempli",
        ],
    );
    let href = between(&page, "class=\"button\" href=\"", "\"").replace("&#38;", "&");
    let page = app.get_html(&href).await;
    says(
        &page,
        &[
            "Ce document concerne un autre point de fourniture",
            "Le total de 4 235,00 € TVAC est celui de tous",
        ],
    );
    assert_eq!((value(&page, "quantity"), value(&page, "incl_vat")), ("12 000".to_owned(), String::new()));
    let other = between(&page, "gardez-le aussi pour lui.", "</ul>");
    let other = between(other, "href=\"", "\"").replace("&#38;", "&");
    kept(&app, &building, &page, &[("incl_vat", "3 000")]).await;
    assert_eq!(used(&app, &building, "electricity").await, dec!(12000));

    let page = app.get_html(&other).await;
    assert_eq!(
        (value(&page, "quantity"), value(&page, "carrier")),
        ("11 050".to_owned(), "natural_gas".to_owned())
    );
    says(&kept(&app, &building, &page, &[("incl_vat", "1 235")]).await, &["La facture est gardée."]);
    assert_eq!(used(&app, &building, "natural_gas").await, dec!(11050));
    assert_eq!(app.rows("meter").await, 2);
    says(&app.get_html(&href).await, &["Une facture avec ce document est déjà gardée pour ce compteur."]);
    says(&app.get_html(&urls::imports(&organisation)).await, &["deux.pdf"]);
    test.remove().await;
}

#[tokio::test]
async fn a_pdf_joined_to_the_form_fills_what_is_empty_and_leaves_what_was_typed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let join = urls::reading_bill_attach(&building);
    let typed =
        [("kind", "settlement"), ("from", "2/1/25"), ("incl_vat", "9,99"), ("unit", "kWh"), ("meter", "")];
    let bytes = paper("dutch-injection");
    let page = app.post_files(&join, &typed, &[("document", "factuur.pdf", &bytes)]).await.is(200).html();
    for (field, expect) in [
        ("from", "2/1/25"),
        ("incl_vat", "9,99"),
        ("to", "31/12/2025"),
        ("day_index_to", "3 450"),
        ("night_quantity", "1 100"),
        ("excl_vat", "980,00"),
    ] {
        assert_eq!(value(&page, field), expect, "{field}");
    }
    says(&page, &["Le document dit 1 038,80 : « Totaal incl. btw  1.038,80 »", "Le document dit 01/01/2025"]);

    for (bytes, words) in [
        (SCANNED, "Ce PDF est une image"),
        (b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Encrypt 1 0 R>>", "Ce PDF est protégé"),
    ] {
        let page = app.post_files(&join, &typed, &[("document", "x.pdf", bytes)]).await.is(200).html();
        says(&page, &["Rien n’a été lu dans ce document", words, "type=\"application/pdf\""]);
        assert_eq!(value(&page, "from"), "2/1/25");
        let (_, page) = dropped(&app, &urls::building_upload(&building), "x.pdf", bytes).await;
        says(&page, &[words]);
    }
    test.remove().await;
}

#[tokio::test]
async fn programs_are_told_that_a_bill_waits_for_somebody() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let bytes = paper("day-night-table");
    for query in ["", "?accept_partial=true&create_meters=true"] {
        let problem = app.upload(&home, query, &bytes).await.is(422).json();
        assert_eq!(problem["findings"][0]["code"], "bill-to-confirm");
        assert_eq!(problem["findings"][0]["severity"], "error");
        assert_eq!(problem["format"], "pdf-bill");
        assert_eq!(problem["proposal"]["incl_vat"]["value"], "3398.29");
    }
    assert_eq!((app.rows("import").await, app.rows("bill").await), (0, 0));
    test.remove().await;
}
