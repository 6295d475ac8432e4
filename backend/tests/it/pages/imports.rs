//! A file on the pages: sent, previewed, its meters chosen, confirmed, undone, imported once more.

use eclaireur_frontend::urls;
use serde_json::json;

use crate::support::{
    Answer, EAN, TestApp, TestDatabase, export, monthly_table, on_sqlite, one_bad_row, one_day,
};

use super::{followed, says};

/// Sends a file to a page; where its preview is.
async fn sent(app: &TestApp, path: &str, name: &str, bytes: &[u8]) -> Answer {
    app.post_files(path, &[], &[("file", name, bytes)]).await
}

fn id_in(address: &str) -> &str {
    address.trim_start_matches("/imports/").split('?').next().unwrap()
}

async fn months(app: &TestApp, building: &str) -> usize {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    body["points"].as_array().unwrap().len()
}

mod a_file_goes_its_whole_way_and_back {
    use super::*;

    async fn run(test: &TestDatabase) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let second = app.building(&home, "Aile B").await;
        says(&app.get_html(&urls::organisation_upload(&home)).await, &["name=\"file\"", "50 Mo"]);

        // Sent for the organisation, which has two buildings: somebody must say where it belongs.
        let file = export(EAN, "2024-01-01", "2024-03-01", 3600, 1).bytes;
        let preview =
            sent(&app, &urls::organisation_upload(&home), "export 2024.csv", &file).await.is(303).location();
        let id = id_in(&preview);
        let page = app.get_html(&preview).await;
        says(
            &page,
            &[
                "Que contient export 2024.csv",
                "lequel ?",
                "name=\"series_0\"",
                EAN,
                "Historique de consommation Fluvius",
            ],
        );
        says(&page, &["Choisissez d’abord un compteur", "1 440 lues", "00:00"]);
        says(&app.get_html(&urls::organisation(&home)).await, &["Un import attend votre confirmation."]);
        assert_eq!((months(&app, &building).await, months(&app, &second).await), (0, 0));
        let page = app.post_form(&urls::import_confirm(id), &[("series_0", "")]).await.is(422).html();
        says(&page, &["Choisissez d’abord un compteur"]);

        let choice = format!("new:{second}");
        let chosen = app.post_form(&urls::import(id), &[("series_0", &choice)]).await.is(303).location();
        assert_eq!(chosen, preview);
        says(
            &app.get_html(&preview).await,
            &["value=\"new:aile-b\" selected", "devient visible", "Confirmer"],
        );
        let confirmed = app.post_form(&urls::import_confirm(id), &[("series_0", &choice)]).await;
        let page = followed(&app, confirmed).await;
        says(
            &page,
            &[
                "L’import est confirmé.",
                "Qu’a changé export 2024.csv",
                "est devenue visible",
                "Annuler cet import",
            ],
        );
        assert_eq!((months(&app, &building).await, months(&app, &second).await), (0, 2));
        app.post_form(&urls::import_confirm(id), &[]).await.is(409);

        let page = followed(&app, app.post_form(&urls::import_undo(id), &[]).await).await;
        says(&page, &["L’import est annulé", "Import annulé : export 2024.csv", "Importer à nouveau"]);
        assert_eq!(months(&app, &second).await, 0);
        app.post_form(&urls::import_undo(id), &[]).await.is(409);

        let again = app.post_form(&urls::import_again(id), &[]).await.is(303).location();
        assert_ne!(id_in(&again), id);
        let page = app.get_html(&again).await;
        says(&page, &["connu", "Aile B", "Confirmer"]);
        app.post_form(&urls::import_confirm(id_in(&again)), &[]).await.is(303);
        assert_eq!(months(&app, &second).await, 2);
        let list = app.get_html(&urls::imports(&home)).await;
        says(&list, &["export 2024.csv", id, id_in(&again)]);
        let download = app.get(&urls::import_file(id)).await.is(200);
        assert_eq!(download.bytes, file);
        assert_eq!(download.header("content-disposition"), "attachment; filename=\"export_2024.csv\"");
        assert_eq!(download.header("content-type"), "application/octet-stream");
    }

    on_sqlite!();
    crate::support::on_postgres!();
}

#[tokio::test]
async fn a_series_goes_to_the_meter_that_is_chosen_or_is_left_out() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let (other, foreign) = app.home("Le Verger").await;
    let general = app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    let kitchen = app.meter(&building, &[("name", "Cuisine"), ("carrier", "electricity")]).await;
    let theirs = app.meter(&foreign, &[("name", "Leur"), ("carrier", "electricity")]).await;
    let table = monthly_table();
    let preview = sent(&app, &urls::organisation_upload(&home), "2025.csv", &table).await.is(303).location();
    let page = app.get_html(&preview).await;
    says(&page, &[&format!("meter:{general}"), &format!("meter:{kitchen}"), "Laisser de côté"]);
    assert!(!page.contains(&theirs));
    // A meter or a building of somebody else, or nothing that exists, is no choice.
    for foreign in [format!("meter:{theirs}"), format!("new:{foreign}"), "meter:x".into(), "x".into()] {
        let form = [("series_0", foreign.as_str()), ("series_99", "skip"), ("series_x", "skip")];
        app.post_form(&urls::import(id_in(&preview)), &form).await.is(303);
    }
    app.post_form(&urls::import(id_in(&preview)), &[("series_0", "skip")]).await.is(303);
    says(&app.get_html(&preview).await, &["laissé de côté"]);
    app.post_form(&urls::import_confirm(id_in(&preview)), &[("series_0", "skip")]).await.is(422);
    let choice = format!("meter:{kitchen}");
    app.post_form(&urls::import_confirm(id_in(&preview)), &[("series_0", &choice)]).await.is(303);
    assert_eq!(months(&app, &building).await, 12);
    assert_eq!(app.rows("meter").await, 3);
    assert_eq!(app.get_json(&format!("/api/v1/organisations/{other}/imports")).await["items"], json!([]));
    test.remove().await;
}

#[tokio::test]
async fn a_preview_shows_each_rejected_row_with_its_value_and_why() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let upload = urls::building_upload(&building);
    let preview = sent(&app, &upload, "export.csv", &one_bad_row(EAN)).await.is(303).location();
    let page = app.get_html(&preview).await;
    says(&page, &["À vérifier", "Nombre illisible", "Volume", "douze", "n’est pas un nombre"]);
    says(
        &page,
        &["</span>4</th>", "Importer les 95 bonnes lignes", "Une ligne à corriger ne sera pas importée"],
    );
    let page = app.post_form(&urls::import_confirm(id_in(&preview)), &[]).await.is(422).html();
    says(&page, &["Importer les 95 bonnes lignes"]);
    assert_eq!(months(&app, &building).await, 0);
    let partial = [("accept_partial", "1")];
    let page = followed(&app, app.post_form(&urls::import_confirm(id_in(&preview)), &partial).await).await;
    says(&page, &["L’import est confirmé.", "douze"]);
    assert_eq!(months(&app, &building).await, 1);
    test.remove().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_used_says_what_it_is() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let upload = urls::building_upload(&building);
    let html = b"<!doctype html><html><title>Connexion</title><script>alert(1)</script></html>";
    for (bytes, words) in [
        (&html[..], "page web"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (b"Nom;<script>alert(1)</script>\nDupont;Marie\n", "les colonnes Nom"),
    ] {
        let preview = sent(&app, &upload, "export.csv", bytes).await.is(303).location();
        let page = app.get_html(&preview).await;
        says(&page, &[words, "Rien n’a pu être utilisé", "Envoyer un autre fichier"]);
        // A table whose columns nobody knows is a question, not a refusal.
        assert!(page.contains("n’a pas été lu") || page.contains("Dites-le une fois"), "{page}");
        assert!(!page.contains("<script>alert"), "{page}");
        app.post_form(&urls::import_confirm(id_in(&preview)), &[("accept_partial", "1")]).await.is(422);
    }
    for (files, words) in [
        (&[("file", "vide.csv", &b""[..])][..], "Ce fichier est vide."),
        (&[], "Choisissez un fichier."),
        (&[("autre", "a.csv", b"x")], "Choisissez un fichier."),
    ] {
        for path in [&upload, &urls::organisation_upload(&home)] {
            says(&app.post_files(path, &[("x", "y")], files).await.is(422).html(), &[words]);
        }
    }
    app.post_form(&upload, &[]).await.is(422);
    assert_eq!((app.rows("block").await, app.rows("reading").await), (0, 0));
    test.remove().await;
}

#[tokio::test]
async fn the_same_file_twice_shows_the_first_and_a_dropped_preview_is_forgotten() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let (upload, file) = (urls::building_upload(&building), one_day(EAN).bytes);
    let first = sent(&app, &upload, "a.csv", &file).await.is(303).location();
    let second = sent(&app, &upload, "b.csv", &file).await;
    assert!(second.location().starts_with(&first), "{} {first}", second.location());
    says(&followed(&app, second).await, &["Ce fichier a déjà été envoyé", "a.csv"]);
    let dropped = app.post_form(&urls::import_undo(id_in(&first)), &[]).await;
    says(&followed(&app, dropped).await, &["L’aperçu est abandonné."]);
    let third = sent(&app, &upload, "c.csv", &file).await.is(303).location();
    assert_ne!(id_in(&third), id_in(&first));
    // Two at the same time, by hand and by a program: one of them is refused, none counts twice.
    let confirm = urls::import_confirm(id_in(&third));
    let (one, two) = tokio::join!(app.post_form(&confirm, &[]), app.post_form(&confirm, &[]));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!((app.rows("meter").await, app.rows("block").await), (1, 1));
    test.remove().await;
}

#[tokio::test]
async fn several_files_are_kept_as_previews_and_a_week_later_forgotten() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    let [january, february] = [("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-03-01")]
        .map(|(from, to)| export(EAN, from, to, 3600, 1).bytes);
    let files = [("file", "janvier.csv", january.as_slice()), ("file", "février.csv", &february)];
    let list = app.post_files(&urls::building_upload(&building), &[], &files).await.is(303).location();
    assert!(list.starts_with(&urls::sending(&home, "")), "{list}");
    let list = urls::imports(&home);
    says(&app.get_html(&list).await, &["janvier.csv", "février.csv"]);
    assert_eq!(eclaireur::jobs::tidy(&app.app).await.unwrap(), 0);
    app.app.clock.advance(8 * 86_400);
    assert_eq!(eclaireur::jobs::tidy(&app.app).await.unwrap(), 2);
    assert_eq!((app.rows("import").await, app.rows("file").await), (0, 0));
    assert!(!app.get_html(&list).await.contains("janvier.csv"));
    test.remove().await;
}

#[tokio::test]
async fn two_previews_of_the_same_new_meter_make_one_meter() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let mut confirms = Vec::new();
    for month in 1..5 {
        let (from, to) = (format!("2024-0{month}-01"), format!("2024-0{}-01", month + 1));
        let file = export(EAN, &from, &to, 3600, month).bytes;
        let preview = sent(&app, &urls::building_upload(&building), "a.csv", &file).await.is(303).location();
        confirms.push(urls::import_confirm(id_in(&preview)));
    }
    let sent = confirms.iter().map(|path| app.post_form(path, &[]));
    for answer in futures_util::future::join_all(sent).await {
        answer.is(303);
    }
    assert_eq!((app.rows("meter").await, months(&app, &building).await), (1, 4));
    test.remove().await;
}

#[tokio::test]
async fn what_cannot_be_confirmed_is_said_refused_and_waits_for_nobody() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let upload = urls::organisation_upload(&home);
    sent(&app, &upload, "portail.html", b"<!doctype html><p>Connexion</p>").await.is(303);
    // Recognised, and without a usable line.
    sent(&app, &upload, "vide.csv", "Date;Compteur;Index;Unit\u{e9}\n".as_bytes()).await.is(303);
    let list = app.get_html(&urls::imports(&home)).await;
    assert_eq!(list.matches("refusé").count(), 2, "{list}");
    assert!(!list.contains("à confirmer") && !list.contains("à corriger"), "{list}");
    assert!(!app.get_html(&urls::organisation(&home)).await.contains("confirmation"));
    sent(&app, &upload, "2025.csv", &monthly_table()).await.is(303);
    says(&app.get_html(&urls::organisation(&home)).await, &["confirmation"]);
    test.remove().await;
}

#[tokio::test]
async fn imports_are_listed_a_page_at_a_time_and_taken_away_all() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    for n in 0..52 {
        let page = format!("<!doctype html><p>{n}</p>");
        sent(&app, &urls::organisation_upload(&home), &format!("p-{n}.html"), page.as_bytes()).await.is(303);
    }
    let list = urls::imports(&home);
    let names = |page: &str| page.matches("refusé").count();
    assert_eq!(names(&app.get_html(&list).await), 50);
    for page in ["2", "9"] {
        let page = app.get_html(&format!("{list}?page={page}")).await;
        assert_eq!(names(&page), 2);
        says(&page, &["p-0.html", "p-1.html"]);
    }
    let table = app.get(&urls::imports_csv(&home)).await.is(200).text();
    assert_eq!(table.matches(".html").count(), 52);
    test.remove().await;
}

#[tokio::test]
async fn one_question_is_asked_of_a_meter_and_a_button_says_why_it_did_nothing() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    app.building(&home, "École").await;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/meters/ubl-invoice");
    let invoice = crate::support::read(&folder.join("electricity-day-night.xml"));
    let upload = urls::organisation_upload(&home);
    let preview = sent(&app, &upload, "facture.xml", &invoice).await.is(303).location();
    let page = app.get_html(&preview).await;
    says(&page, &["en attente d’un compteur", "même compteur", "name=\"series_0-1\""]);
    assert_eq!(page.matches("<select").count(), 1, "{page}");
    assert!(page.contains("class=\"button\">Mettre à jour l’aperçu"), "{page}");

    let confirm = urls::import_confirm(id_in(&preview));
    let page = app.post_form(&confirm, &[("series_0-1", "")]).await.is(422).html();
    says(&page, &["role=\"alert\"", "Rien n’est confirmé encore", "href=\"#series_0-1\"", "aria-invalid"]);
    says(&app.get_html(&urls::imports(&home)).await, &["à choisir"]);

    let choice = format!("new:{building}");
    let form = [("series_0-1", choice.as_str())];
    let page = followed(&app, app.post_form(&urls::import(id_in(&preview)), &form).await).await;
    assert!(!page.contains("en attente d’un compteur"), "{page}");
    // What was chosen can still be chosen otherwise, and is kept when a form does not repeat it.
    says(&page, &["name=\"series_0-1\""]);
    app.post_form(&confirm, &[]).await.is(303);
    assert_eq!(app.rows("meter").await, 1);
    test.remove().await;
}

#[tokio::test]
async fn the_picker_takes_every_kind_we_read_and_usual_formats_come_first() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let page = app.get_html(&urls::organisation_upload(&home)).await;
    says(&page, &[".xml", "application/xml", "text/xml", "spreadsheetml.sheet", "XML"]);
    let page = app.get_html(&urls::formats()).await;
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(place("Tableau simple") < place("Aussi connus"));
    assert!(place("Peppol") < place("Aussi connus") && place("Aussi connus") < place("Portfolio Manager"));
    test.remove().await;
}
