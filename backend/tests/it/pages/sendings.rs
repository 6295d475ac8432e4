//! Several files sent at once, on the pages: listed with what each is, confirmed together or one by one, dropped.

use eclaireur_frontend::urls;

use crate::support::{
    EAN, TestApp, TestDatabase, archive, export, locked, monthly_table, on_both, one_bad_row, one_day,
};

use super::papers::paper;
use super::{followed, says};

/// Sends one file to an organisation's upload page.
async fn sent(app: &TestApp, home: &str, name: &str, bytes: &[u8]) -> String {
    let page = urls::organisation_upload(home);
    app.post_files(&page, &[], &[("file", name, bytes)]).await.is(303).location()
}

/// A path below the page of a sending.
fn below(sending: &str, word: &str) -> String {
    format!("{}/{word}", sending.split('?').next().unwrap())
}

on_both! {
    async fn a_zip_is_listed_file_by_file_and_confirmed_together(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let january = export(EAN, "2024-01-01", "2024-02-01", 3600, 1).bytes;
        let february = export(EAN, "2024-02-01", "2024-03-01", 3600, 2).bytes;
        // Sent and confirmed before, on its own.
        let before = sent(&app, &home, "avant.csv", &monthly_table()).await;
        app.post_form(&format!("{before}/confirmer"), &[]).await.is(303);
        // The meter is known: a file that would make one is looked at first.
        let march = export(EAN, "2024-03-01", "2024-04-01", 3600, 3).bytes;
        let before = sent(&app, &home, "mars.csv", &march).await;
        app.post_form(&format!("{before}/confirmer"), &[]).await.is(303);
        let zip = locked(archive(&[
            ("secret.csv", b"x"),
            ("2024/janvier.csv", &january),
            ("2024/fevrier.csv", &february),
            ("copie.csv", &february),
            ("douteux.csv", &one_bad_row(EAN)),
            ("2025.csv", &monthly_table()),
            ("portail.html", b"<!doctype html><p>Connexion</p>"),
            ("facture.pdf", &paper("day-night-table")),
            ("vide.csv", b""),
            ("__MACOSX/._2025.csv", b"x"),
            ("encore.zip", &archive(&[("a.csv", b"a")])),
        ]));
        let list = sent(&app, &home, "tout.zip", &zip).await;
        assert!(list.starts_with(&urls::sending(&home, "")), "{list}");
        let page = app.get_html(&list).await;
        says(&page, &["Que contiennent ces 10 fichiers", "tout.zip/2024/janvier.csv", "tout.zip/2024/fevrier.csv"]);
        says(&page, &["2 à confirmer · 1 où quelque chose est à décider · 1 facture à compléter · 2 déjà envoyés · 4 refusés"]);
        says(&page, &["Tout confirmer : 2 fichiers sans question", "Historique de consommation Fluvius"]);
        says(&page, &["protégé par un mot de passe", "page web", "Ce fichier est vide", "lui-même une archive"]);
        says(&page, &["identique à un autre fichier de cet envoi", "déjà importé", "1 à corriger"]);
        assert!(!page.contains("__MACOSX"));
        assert_eq!((app.rows("block").await, app.rows("import").await), (1, 7), "nothing counts yet");

        // Each leads to its page, a bill to its form; and from there back.
        let import = |name: &str| {
            let rest = page.split("/imports/").find(|rest| rest.contains(name)).unwrap();
            urls::import(rest.split('"').next().unwrap())
        };
        let way_back = format!("href=\"{}\"", list.split('?').next().unwrap());
        says(&app.get_html(&import("janvier.csv")).await, &[&way_back]);
        let bill = app.get(&import("facture.pdf")).await.is(303).location();
        assert_eq!(bill, format!("{}/facture", import("facture.pdf")));

        let page = followed(&app, app.post_form(&below(&list, "confirmer"), &[]).await).await;
        says(&page, &["Les fichiers sans question sont confirmés.", "2 confirmés", "à décider"]);
        assert!(!page.contains("Tout confirmer"));
        assert_eq!((app.rows("block").await, app.rows("meter").await), (3, 2));
        // Once more: nothing is left to do, and nothing is done twice.
        app.post_form(&below(&list, "confirmer"), &[]).await.is(303);
        assert_eq!(app.rows("block").await, 3);

        let page = followed(&app, app.post_form(&below(&list, "abandonner"), &[]).await).await;
        says(&page, &["Ce qui n’était pas confirmé est abandonné.", "2 confirmés", "annulé"]);
        // Each is still undone by itself.
        let import = page.split("/imports/").find(|rest| rest.contains("janvier.csv")).unwrap();
        let import = import.split('"').next().unwrap();
        app.post_form(&urls::import_undo(import), &[]).await.is(303);
        let points = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
        let months = points["points"].as_array().unwrap();
        assert!(months.iter().all(|p| !p["start"].as_str().unwrap().starts_with("2024-01")));
        assert_eq!(app.rows("block").await, 2);
    }

    async fn a_file_of_a_meter_that_no_ean_names_or_with_a_doubt_is_looked_at_first(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        app.meter(&building, &[("name", "Chaufferie"), ("carrier", "natural_gas")]).await;
        let months = monthly_table();
        let new = export(EAN, "2024-01-01", "2024-01-03", 3600, 1).bytes;
        // A comma was lost in one index: far beyond the others.
        let doubtful = "Date;Chaufferie gaz index m3\n31/01/2023;1000\n28/02/2023;1100\n31/03/2023;1200\n30/04/2023;900\n\
            31/05/2023;1300\n30/06/2023;1400\n";
        let zip = archive(&[("neuf.csv", &new), ("recule.csv", doubtful.as_bytes()), ("mois.csv", &months)]);
        let list = sent(&app, &home, "tout.zip", &zip).await;
        let page = app.get_html(&list).await;
        says(&page, &["à décider", "un compteur serait créé", "quelque chose y est supposé, incertain ou nouveau"]);
        assert!(!page.contains("2 fichiers sans question"), "{page}");
        app.post_form(&below(&list, "confirmer"), &[]).await.is(303);
        assert_eq!(app.rows("block").await, 1, "nobody has looked at the others");
        let page = app.get_html(&urls::imports(&home)).await;
        says(&page, &["à décider", "un compteur serait créé"]);
    }

    async fn a_list_is_forgotten_with_its_previews_and_is_nobody_elses(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let (other, _) = app.home("Le Verger").await;
        let days = [1, 2].map(|n| export(EAN, &format!("2024-01-0{n}"), &format!("2024-01-0{}", n + 1), 900, 1).bytes);
        let files = [("file", "un.csv", days[0].as_slice()), ("file", "deux.csv", &days[1])];
        let list = app.post_files(&urls::organisation_upload(&home), &[], &files).await.is(303).location();
        says(&app.get_html(&list).await, &["un.csv", "deux.csv"]);
        let id = list.rsplit('/').next().unwrap();
        for foreign in [urls::sending(&other, id), urls::sending(&home, "x"), urls::sending(&home, "0000000000000")] {
            app.get(&foreign).await.is(404);
            app.post_form(&below(&foreign, "confirmer"), &[]).await.is(404);
        }
        app.app.clock.advance(8 * 86_400);
        assert_eq!(eclaireur::jobs::tidy(&app.app).await.unwrap(), 2);
        app.get(&list).await.is(404);
        assert_eq!((app.rows("sending").await, app.rows("import").await, app.rows("file").await), (0, 0, 0));
    }
}

#[tokio::test]
async fn a_zip_of_one_file_is_that_file_and_a_bad_zip_says_why() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let day = one_day(EAN).bytes;
    let preview = sent(&app, &home, "jour.zip", &archive(&[("jour.csv", &day)])).await;
    assert!(preview.starts_with(&urls::import("")), "{preview}");
    says(&app.get_html(&preview).await, &["Que contient jour.zip/jour.csv", EAN]);
    // The file by itself is the same file.
    let again = sent(&app, &home, "jour.csv", &day).await;
    assert!(again.starts_with(&preview), "{again}");

    let swollen = archive(&[("bombe.csv", &vec![b'0'; 8_000_000])]);
    let many: Vec<(String, &[u8])> = (0..201).map(|n| (format!("{n}.csv"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    for (bytes, words) in [
        (swollen, "dépasse 200 Mo"),
        (archive(&many), "plus de 200 fichiers"),
        (archive(&[]), "aucun fichier de relevés"),
        (day[..40].iter().fold(b"PK\x03\x04".to_vec(), |zip, b| [zip, vec![*b]].concat()), "abîmée"),
    ] {
        let preview = sent(&app, &home, "a.zip", &bytes).await;
        says(&app.get_html(&preview).await, &["n’a pas été lu", words, "Envoyer un autre fichier"]);
    }
    let list = sent(&app, &home, "b.zip", &locked(archive(&[("secret.csv", b"x")]))).await;
    says(&app.get_html(&list).await, &["Que contient ce fichier", "1 refusé", "mot de passe"]);
    test.remove().await;
}

#[tokio::test]
async fn several_zips_hold_together_what_one_may_hold() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::with_limit(&test, 20_000).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let names: Vec<String> = (0..120).map(|n| format!("{n}.csv")).collect();
    let half: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), n.as_bytes())).collect();
    let zip = archive(&half);
    let files = [("file", "a.zip", zip.as_slice()), ("file", "b.zip", &zip)];
    let list = app.post_files(&urls::organisation_upload(&home), &[], &files).await.is(303).location();
    says(
        &app.get_html(&list).await,
        &["Que contiennent ces 121 fichiers", "plus de 200 fichiers", "a.zip/119.csv"],
    );
    // What one file may have, a file in a ZIP may have too.
    let large = "01/01/2025;1\r\n".repeat(2_000);
    let zip = archive(&[("grand.csv", large.as_bytes()), ("petit.csv", b"Date;Index gaz (m3)\r\n")]);
    let list = sent(&app, &home, "c.zip", &zip).await;
    says(&app.get_html(&list).await, &["Ce fichier dépasse 20 ko"]);
    test.remove().await;
}
