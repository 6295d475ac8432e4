//! A bill, typed: what counts, what only pays, what does not fit, and the paper beside.

use eclaireur::importing;
use eclaireur::store::{buildings, imports};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Role, Scope};
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use crate::support::{Answer, TestApp, TestDatabase, manager, one_day};

use super::{between, followed, says};

const BILL: [(&str, &str); 10] = [
    ("meter", "new"),
    ("carrier", "electricity"),
    ("ean", "541448820000000008"),
    ("kind", "settlement"),
    ("from", "1/1/25"),
    ("to", "31/12/25"),
    ("index_from", "10 000"),
    ("index_to", "22 000"),
    ("quantity", "12 000"),
    ("incl_vat", "3.630,00"),
];

/// The bill with some fields changed.
fn with<'a>(changes: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let kept = BILL.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.copied().chain(changes.iter().copied()).collect()
}

async fn sent(app: &TestApp, building: &str, fields: &[(&str, &str)]) -> Answer {
    app.post_files(&urls::reading_bill(building), fields, &[]).await
}

async fn consumption(app: &TestApp, building: &str) -> Value {
    app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await
}

fn total(body: &Value) -> Decimal {
    let points = body["points"].as_array().unwrap().iter();
    points.map(|p| p["value"].as_str().unwrap().parse::<Decimal>().unwrap()).sum()
}

#[tokio::test]
async fn a_bill_gives_the_year_and_an_acompte_changes_nothing() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let page = app.get_html(&urls::reading_bill(&building)).await;
    says(
        &page,
        &["Facture de régularisation", "Acompte", "name=\"index_from\"", "enctype=\"multipart/form-data\""],
    );
    let page = followed(&app, sent(&app, &building, &BILL).await).await;
    says(&page, &["La facture est gardée.", "541448820000000008"]);
    let year = consumption(&app, &building).await;
    assert_eq!((total(&year), year["points"].as_array().unwrap().len()), (dec!(12000), 12));
    says(&app.get_html(&urls::energy(&building)).await, &["12 000", "3 630"]);

    // A form without a file, as a program or an old browser sends it, is the same form.
    let advance = with(&[("kind", "advance"), ("from", "1/2/25"), ("to", "28/2/25"), ("incl_vat", "250,00")]);
    let answer = app.post_form(&urls::reading_bill(&building), &advance).await;
    says(&followed(&app, answer).await, &["L’acompte est gardé comme paiement", "250,00"]);
    assert_eq!(consumption(&app, &building).await, year, "a payment is no consumption");
    assert_eq!(app.rows("meter").await, 1, "the same EAN is the same meter");

    let page = app.get_html(&urls::readings(&building)).await;
    let import = between(page.split("Acompte").nth(1).unwrap(), "href=\"/imports/", "\"");
    app.post_form(&urls::import_undo(import), &[]).await.is(303);
    assert_eq!(consumption(&app, &building).await, year);
    test.remove().await;
}

#[tokio::test]
async fn a_bill_sent_twice_costs_once_and_undoing_it_brings_the_first_back() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let table = async || app.get(&urls::months_csv(&building)).await.is(200).text();
    sent(&app, &building, &BILL).await.is(303);
    let once = table().await;
    says(&once, &["308,3"]);
    sent(&app, &building, &BILL).await.is(303);
    assert_eq!(table().await, once);
    // Typed again with what was wrong in it: that one counts, until it is undone.
    let corrected = with(&[("incl_vat", "7 260"), ("quantity", "24 000"), ("index_to", "34 000")]);
    let page = followed(&app, sent(&app, &building, &corrected).await).await;
    says(&table().await, &["616,6"]);
    app.post_form(&urls::import_undo(between(&page, "href=\"/imports/", "\"")), &[]).await.is(303);
    assert_eq!(table().await, once);
    let credit = with(&[("kind", "credit"), ("incl_vat", "-363,00")]);
    sent(&app, &building, &credit).await.is(303);
    says(&table().await, &["277,47"]);
    test.remove().await;
}

#[tokio::test]
async fn a_bill_that_does_not_add_up_is_asked_about_before_it_is_kept() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let doubtful = with(&[("quantity", "18 000")]);
    let page = sent(&app, &building, &doubtful).await.is(422).html();
    says(
        &page,
        &["À vérifier avant de garder", "donne 12 000", "Garder telle quelle", "name=\"accept\"", "18 000"],
    );
    assert_eq!((app.rows("import").await, app.rows("meter").await), (0, 0));
    let page =
        followed(&app, sent(&app, &building, &[&doubtful[..], &[("accept", "1")]].concat()).await).await;
    says(&page, &["La facture est gardée."]);
    assert_eq!(total(&consumption(&app, &building).await), dec!(18000));

    let (_, gas) = app.home("Le Verger").await;
    let gas_bill =
        with(&[("carrier", "natural_gas"), ("ean", ""), ("index_to", "11 000"), ("kwh_per_m3", "11,2")]);
    let page = sent(&app, &gas, &gas_bill).await.is(422).html();
    says(&page, &["À vérifier avant de garder", "donne 11 200"]);
    let fits = with(&[
        ("carrier", "natural_gas"),
        ("ean", ""),
        ("index_to", "11 000"),
        ("kwh_per_m3", "11,2"),
        ("quantity", "11 200"),
    ]);
    sent(&app, &gas, &fits).await.is(303);
    assert_eq!(total(&consumption(&app, &gas).await), dec!(11200));
    test.remove().await;
}

#[tokio::test]
async fn what_cannot_be_kept_of_a_bill_is_said_at_its_field() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let (_, other) = app.home("Le Verger").await;
    let foreign = app.meter(&other, &[("carrier", "electricity")]).await;
    for (changes, words) in [
        (&[("kind", "loterie")][..], "Choisissez dans la liste."),
        (&[("meter", foreign.as_str())], "Choisissez dans la liste."),
        (&[("meter", "x")], "Choisissez dans la liste."),
        (&[("carrier", "")], "Choisissez dans la liste."),
        (&[("ean", "abc")], "Un code EAN ne contient que des chiffres"),
        (&[("unit", "l")], "Choisissez dans la liste."),
        (&[("from", "")], "Remplissez ce champ."),
        (&[("to", "31/12/24")], "La fin doit venir après le début."),
        (&[("to", "31/12/26")], "dans le futur"),
        (&[("index_to", "9 000"), ("quantity", "")], "inférieur à l’index de début"),
        (
            &[("index_from", ""), ("index_to", ""), ("quantity", "")],
            "Indiquez la consommation, ou les deux index.",
        ),
        (&[("incl_vat", "10"), ("excl_vat", "20")], "inférieur au montant HTVA"),
        (&[("quantity", "79228162514264337593543950335"), ("accept", "1")], "Vérifiez la virgule"),
        (&[("quantity", "0,0123456789012345678901234567"), ("accept", "1")], "Vérifiez la virgule"),
        (
            &[("index_to", "79228162514264337593543950335"), ("kwh_per_m3", "11"), ("accept", "1")],
            "Vérifiez la virgule",
        ),
        (
            &[
                ("night_quantity", "79228162514264337593543950335"),
                ("day_quantity", "79228162514264337593543950335"),
            ],
            "Vérifiez la virgule",
        ),
        (&[("incl_vat", "79228162514264337593543950335")], "Vérifiez la virgule"),
        (&[("kwh_per_m3", "0")], "Vérifiez la virgule"),
        (&[("attachment", "nulle-part")], "Choisissez un fichier."),
    ] {
        let page = sent(&app, &building, &with(changes)).await.is(422).html();
        says(&page, &[words]);
    }
    assert_eq!((app.rows("import").await, app.rows("bill").await), (0, 0));
    test.remove().await;
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

/// Sends a document with the form half filled in.
async fn attached(app: &TestApp, building: &str, name: &str, bytes: &[u8]) -> Answer {
    let fields = [("kind", "settlement"), ("from", "1/1/25")];
    app.post_files(&urls::reading_bill_attach(building), &fields, &[("document", name, bytes)]).await
}

#[tokio::test]
async fn the_paper_is_shown_beside_while_it_is_copied_and_kept_with_the_bill() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let (_, other) = app.home("Le Verger").await;
    let page = attached(&app, &building, "facture.pdf", PDF).await.is(200).html();
    says(&page, &["facture.pdf", "type=\"application/pdf\"", "value=\"1/1/25\""]);
    let id = between(&page, "name=\"attachment\" value=\"", "\"").to_owned();
    let href = urls::attachment(&building, &id);
    says(&page, &[&format!("data=\"{href}\"")]);
    let shown = app.get(&href).await.is(200);
    assert_eq!(shown.bytes, PDF);
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "inline"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(shown.header(header), value, "{header}");
    }
    app.get(&urls::attachment(&other, &id)).await.is(404);

    // The form again with something wrong: the paper stays beside.
    let page = sent(&app, &building, &with(&[("attachment", &id), ("quantity", "")])).await;
    let page = page.is(303).location();
    says(&app.get_html(&page).await, &["La facture est gardée.", &href]);
    let page = sent(&app, &building, &with(&[("attachment", &id), ("from", "")])).await.is(422).html();
    says(&page, &[&format!("data=\"{href}\""), &id]);
    test.remove().await;
}

#[tokio::test]
async fn what_only_looks_like_a_document_is_refused() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::with_limit(&test, 4096).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let html = b"<!doctype html><script>alert(1)</script>";
    let large = [PDF, &[b' '; 5000]].concat();
    for (name, bytes, words) in [
        ("facture.pdf", &html[..], "Envoyez PDF, JPEG, PNG."),
        ("facture.pdf", b"GIF89a", "Envoyez PDF, JPEG, PNG."),
        ("facture.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Envoyez PDF, JPEG, PNG."),
        ("facture.pdf", b"", "Choisissez un fichier."),
        ("facture.pdf", &large, "Ce fichier dépasse 4,1 ko."),
    ] {
        let page = attached(&app, &building, name, bytes).await.is(422).html();
        says(&page, &[words, "value=\"1/1/25\""]);
        let path = urls::reading_bill(&building);
        let page = app.post_files(&path, &BILL, &[("document", name, bytes)]).await;
        if bytes.is_empty() {
            page.is(303);
        } else {
            says(&page.is(422).html(), &[words]);
        }
    }
    assert_eq!(app.rows("file").await, 0);
    for (name, bytes, media_type) in [
        ("photo.jpg", &b"\xff\xd8\xff\xe0\0\x10JFIF"[..], "image/jpeg"),
        ("<photo>.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
    ] {
        let page = attached(&app, &building, name, bytes).await.is(200).html();
        assert!(!page.contains("<photo>"), "{page}");
        let href = urls::attachment(&building, between(&page, "name=\"attachment\" value=\"", "\""));
        assert_eq!(app.get(&href).await.is(200).header("content-type"), media_type);
    }
    test.remove().await;
}

#[tokio::test]
async fn a_file_of_meter_data_is_no_document_and_a_document_may_have_been_sent_as_meter_data() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let import =
        app.upload(&home, "?create_meters=true", &one_day("541448820000000008").bytes).await.is(201).json();
    let csv = import["sha256"].as_str().unwrap();
    app.get(&urls::attachment(&building, csv)).await.is(404);
    says(
        &sent(&app, &building, &with(&[("attachment", csv)])).await.is(422).html(),
        &["Choisissez un fichier."],
    );
    // Dropped on the upload page first, where it is no meter data; then attached to its bill.
    app.post_files(&urls::building_upload(&building), &[], &[("file", "facture.pdf", PDF)]).await.is(303);
    let page = attached(&app, &building, "facture.pdf", PDF).await.is(200).html();
    let id = between(&page, "name=\"attachment\" value=\"", "\"");
    let shown = app.get(&urls::attachment(&building, id)).await.is(200);
    assert_eq!((shown.header("content-type"), shown.bytes.as_slice()), ("application/pdf", PDF));
    sent(&app, &building, &with(&[("attachment", id)])).await.is(303);
    test.remove().await;
}

#[tokio::test]
async fn the_papers_of_a_building_are_not_reached_from_another() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, mine) = app.home("Les Tilleuls").await;
    let theirs = app.building(&home, "Le Verger").await;
    let id_in = |page: String| between(&page, "name=\"attachment\" value=\"", "\"").to_owned();
    let sent_for = async |building: &str, bytes: &[u8]| {
        id_in(attached(&app, building, "facture.pdf", bytes).await.is(200).html())
    };
    let pdf = |n: u8| [PDF, &[n]].concat();
    // Sent and not yet kept, kept with a bill, and a bill that waits for somebody.
    let begun = sent_for(&theirs, &pdf(b'1')).await;
    let billed = sent_for(&theirs, &pdf(b'2')).await;
    sent(&app, &theirs, &with(&[("attachment", &billed)])).await.is(303);
    let paper = super::papers::paper("day-night-table");
    app.post_files(&urls::building_upload(&theirs), &[], &[("file", "facture.pdf", &paper)]).await.is(303);
    let waiting = importing::sha256(&paper);
    let own = sent_for(&mine, &pdf(b'3')).await;
    let (whose, row) = buildings::by_code(app.app.db.read(), &mine).await.unwrap().unwrap();
    let scope = Scope { organisation: whose.id.get(), buildings: Some(vec![row.id.get()]) };
    let all = app.signed_in(manager(whose.id)).await;
    let some = app.signed_in(Role::Manager(scope)).await;
    for id in [&begun, &billed, &waiting] {
        all.get(&urls::attachment(&mine, id)).await.is(200);
        some.get(&urls::attachment(&mine, id)).await.is(404);
        let form = urls::with_query(&urls::reading_bill(&mine), &[("document", id)]);
        assert!(!some.get_html(&form).await.contains("facture.pdf"), "{id}");
        let fields = with(&[("ean", ""), ("attachment", id)]);
        let page = some.post_form(&urls::reading_bill(&mine), &fields).await.is(422).html();
        says(&page, &["Choisissez un fichier."]);
    }
    some.get(&urls::attachment(&mine, &own)).await.is(200);
    some.post_form(&urls::reading_bill(&mine), &with(&[("ean", ""), ("attachment", &own)])).await.is(303);
    some.get(&urls::attachment(&mine, &own)).await.is(200);
    // Whoever has the same paper sends it, and does not take over what waits elsewhere.
    let c = app.app.db.read();
    let again = imports::active_by_sha256(c, whose.id, &waiting).await.unwrap().unwrap();
    let tx = app.app.db.begin().await.unwrap();
    let file = imports::NewFile::pack("facture.pdf", "application/pdf", &paper).unwrap();
    imports::attach_to(&tx, &app.app.by(), whose.id, row.id, &file).await.unwrap();
    tx.commit().await.unwrap();
    some.get(&urls::attachment(&mine, &waiting)).await.is(200);
    let fields = with(&[("ean", ""), ("from", "1/1/24"), ("to", "31/12/24"), ("attachment", &waiting)]);
    some.post_form(&urls::reading_bill(&mine), &fields).await.is(303);
    let still = imports::get(app.app.db.read(), whose.id, again.id).await.unwrap().unwrap();
    assert_eq!((still.status, still.options), (again.status, again.options));
    test.remove().await;
}
