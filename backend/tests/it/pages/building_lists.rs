//! Many buildings at once: a list sent, previewed, corrected or left out, confirmed, undone.

use eclaireur_frontend::urls;

use crate::support::{EAN, TestApp, TestDatabase, monthly_table, on_both};

use super::{followed, says};

const GAS: &str = "541448820000000015";

fn list() -> String {
    format!(
        "Code;Nom du bâtiment;Rue et numéro;Code postal;Commune;Activité;Surface chauffée (m²);Lits;Année de construction;EAN électricité;EAN gaz\r\n\
         B-01;Résidence du Parc;Rue des Érables 12;5100;Jambes;Maison de repos;2 450,5;62;1987;{EAN};{GAS}\r\n\
         B-02;École du Parc;;4031;Angleur;école;1200;;;;\r\n\
         B-02;;;;;;;;;;541448820000000022\r\n"
    )
}

/// The same, with a postcode that does not exist, an activity with a letter wrong, and a row without a name.
fn faulty() -> String {
    list().replace("4031;Angleur;école", "4999;Liège;écolle") + ";;Rue sans nom;;;;;;;;\r\n"
}

async fn sent(app: &TestApp, home: &str, name: &str, bytes: &[u8]) -> String {
    let page = urls::building_list(home);
    app.post_files(&page, &[], &[("file", name, bytes)]).await.is(303).location()
}

fn below(preview: &str, word: &str) -> String {
    format!("{preview}/{word}")
}

fn id_in(preview: &str) -> &str {
    preview.trim_start_matches("/imports/").split('/').next().unwrap()
}

on_both! {
    async fn a_list_goes_its_whole_way_and_back(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let known = app.building(&home, "Ecole du parc").await;
        says(
            &app.get_html(&urls::building_list(&home)).await,
            &["name=\"file\"", "Nom du bâtiment", "nécessaire", "Rue des Érables 12", "Modèle à remplir"],
        );
        let preview = sent(&app, &home, "batiments.csv", list().as_bytes()).await;
        let page = app.get_html(&preview).await;
        says(&page, &["Que contient la liste batiments.csv", "3 lues : 3 utilisées", "2 450,5 m²", "62 lits", EAN]);
        says(&page, &["nouveau bâtiment", "modifié", "Code postal : 4031", "Activité : École", "Maison de repos"]);
        says(&page, &["Rue des Érables 12, 5100 Namur", "Confirmer les 2 bâtiments", "construit en 1987"]);
        assert_eq!((app.rows("building").await, app.rows("meter").await), (1, 0), "nothing is made yet");
        // The import's own address leads here, and its file is kept.
        let import = urls::import(id_in(&preview));
        assert_eq!(app.get(&import).await.is(303).location(), preview);
        says(&app.get_html(&urls::imports(&home)).await, &["batiments.csv", "à confirmer"]);

        let page = followed(&app, app.post_form(&below(&preview, "confirmer"), &[]).await).await;
        says(&page, &["La liste est confirmée", "Qu’a changé la liste batiments.csv", "/batiments/b-01"]);
        says(&page, &["nouveau", "modifié", "Surface chauffée : 1 200 m²", "Annuler cet import"]);
        assert_eq!((app.rows("building").await, app.rows("meter").await, app.rows("fact").await), (2, 3, 4));
        says(&app.get_html(&urls::readings("b-01")).await, &[EAN, GAS]);
        says(&app.get_html(&urls::readings(&known)).await, &["541448820000000022"]);
        app.post_form(&below(&preview, "confirmer"), &[]).await.is(409);

        // Readings of one of its meters come in; then the list is undone: what is used stays.
        let upload = urls::building_upload("b-01");
        let table = String::from_utf8(monthly_table()).unwrap();
        let readings = app.post_files(&upload, &[], &[("file", "2025.csv", table.as_bytes())]).await.is(303).location();
        app.post_form(&format!("{readings}/confirmer"), &[]).await.is(303);
        let page = followed(&app, app.post_form(&urls::import_undo(id_in(&preview)), &[]).await).await;
        says(&page, &["L’import est annulé", "Ces bâtiments restent", "Résidence du Parc"]);
        assert_eq!((app.rows("meter").await, app.rows("fact").await), (2, 0), "the unused meter of the school is gone");
        let building = app.get_json(&format!("/api/v1/buildings/{known}")).await;
        assert_eq!(building["postcode"], serde_json::Value::Null, "{building}");
        app.post_form(&urls::import_undo(id_in(&preview)), &[]).await.is(409);
    }

    async fn what_a_list_made_is_put_away_when_nothing_hangs_on_it(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let preview = sent(&app, &home, "batiments.csv", list().as_bytes()).await;
        app.post_form(&below(&preview, "confirmer"), &[]).await.is(303);
        says(&app.get_html(&urls::organisation(&home)).await, &["Résidence du Parc", "École du Parc"]);
        let page = followed(&app, app.post_form(&urls::import_undo(id_in(&preview)), &[]).await).await;
        assert!(!page.contains("Ces bâtiments restent"));
        let page = app.get_html(&urls::organisation(&home)).await;
        assert!(!page.contains("Résidence du Parc"), "{page}");
        // The same list again takes them out of the archive, with the meters they had.
        let again = sent(&app, &home, "batiments.csv", list().as_bytes()).await;
        assert_ne!(again, preview);
        says(&app.get_html(&again).await, &["Archivage : archivé → remis dans les listes"]);
        app.post_form(&below(&again, "confirmer"), &[]).await.is(303);
        assert_eq!((app.rows("building").await, app.rows("meter").await), (2, 3));
        says(&app.get_html(&urls::organisation(&home)).await, &["Résidence du Parc", "École du Parc"]);
        // And once more, with other bytes: nothing is new in it.
        let same = sent(&app, &home, "encore.csv", (list() + "\r\n").as_bytes()).await;
        says(&app.get_html(&same).await, &["inchangé"]);
        assert!(!app.get_html(&same).await.contains("tag tag-done"));
    }

    async fn rows_to_correct_are_left_out_or_follow_what_is_proposed(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let preview = sent(&app, &home, "batiments.csv", faulty().as_bytes()).await;
        let page = app.get_html(&preview).await;
        says(&page, &["Code postal inconnu", "Vouliez-vous 4000", "Activité inconnue", "« écolle »", "Bâtiment sans nom"]);
        says(&page, &["Suivre les propositions", "Laisser de côté les lignes à corriger"]);
        let confirm = below(&preview, "confirmer");
        let page = app.post_form(&confirm, &[]).await.is(422).html();
        says(&page, &["role=\"alert\"", "Rien n’est confirmé encore", "href=\"#f-leave_out\""]);
        assert_eq!(app.rows("building").await, 0);

        let choice = [("take_proposals", "1")];
        assert_eq!(app.post_form(&preview, &choice).await.is(303).location(), preview);
        let page = app.get_html(&preview).await;
        says(&page, &["Proposition suivie", "Confirmer les 2 bâtiments", "Laisser de côté la ligne à corriger"]);
        app.post_form(&confirm, &choice).await.is(422);
        app.post_form(&confirm, &[choice[0], ("leave_out", "1")]).await.is(303);
        assert_eq!(app.rows("building").await, 2);
        let school = app.get_json("/api/v1/buildings/b-02").await;
        assert_eq!((&school["postcode"], &school["activity"]), (&"4000".into(), &"school".into()));
        let rows = app.get(&urls::listed_csv(id_in(&preview))).await.is(200).text();
        assert!(rows.contains("Résidence du Parc") && rows.contains(GAS), "{rows}");
        app.get(&urls::list_findings_xlsx(id_in(&preview))).await.is(200);
        let marked = app.get(&urls::import_annotated(id_in(&preview))).await.is(200);
        assert!(marked.bytes.starts_with(b"PK"));
    }

    async fn codes_of_another_organisation_are_no_hindrance(test) {
        let app = TestApp::start(test).await;
        let (ours, theirs) = (app.organisation("Les Tilleuls").await, app.organisation("Le Verger").await);
        for home in [&ours, &theirs] {
            let preview = sent(&app, home, "batiments.csv", list().as_bytes()).await;
            app.post_form(&below(&preview, "confirmer"), &[]).await.is(303);
        }
        assert_eq!((app.rows("building").await, app.rows("meter").await), (4, 6));
        says(&app.get_html(&urls::organisation(&theirs)).await, &["/batiments/b-01-2", "Résidence du Parc"]);
        // What is theirs by name is found again, although its address has another code.
        let again = sent(&app, &theirs, "encore.csv", (list() + "\r\n").as_bytes()).await;
        says(&app.get_html(&again).await, &["inchangé"]);
    }
}

#[tokio::test]
async fn a_list_sent_as_readings_leads_to_where_it_is_read() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    let upload = urls::organisation_upload(&home);
    let refused =
        app.post_files(&upload, &[], &[("file", "b.csv", list().as_bytes())]).await.is(303).location();
    let page = app.get_html(&refused).await;
    says(&page, &["liste de bâtiments, pas de relevés", "Lire comme une liste de bâtiments"]);
    let preview = app.post_form(&urls::import_as_list(id_in(&refused)), &[]).await.is(303).location();
    says(&app.get_html(&preview).await, &["Que contient la liste b.csv", "Confirmer les 2 bâtiments"]);
    app.post_form(&below(&preview, "confirmer"), &[]).await.is(303);
    assert_eq!(app.rows("building").await, 2);
    app.get(&urls::import_list(id_in(&refused))).await.is(404);
    test.remove().await;
}

#[tokio::test]
async fn what_is_no_list_is_said_in_place_and_nothing_is_kept() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    let page = urls::building_list(&home);
    for (files, words) in [
        (&[][..], "Choisissez un fichier."),
        (&[("file", "vide.csv", &b""[..])], "Ce fichier est vide."),
        (&[("file", "x.csv", b"Rue;Commune\nA;Namur\n")], "Colonnes lues : Rue · Commune"),
        (&[("file", "x.pdf", b"%PDF-1.7\n")], "Ce fichier est un PDF."),
        (&[("file", "x.csv", b"<!doctype html><p>x")], "page web enregistrée"),
    ] {
        says(
            &app.post_files(&page, &[("x", "y")], files).await.is(422).html(),
            &["La liste n’a pas été lue", words],
        );
    }
    assert_eq!(app.rows("import").await, 0);
    for name in ["modele.csv", "modele.xlsx"] {
        let model = app.get(&format!("/organisations/{home}/batiments/{name}")).await.is(200);
        // The model is a list without buildings.
        let answer = app.post_files(&page, &[], &[("file", name, &model.bytes)]).await.is(303).location();
        says(&app.get_html(&answer).await, &["0 lue", "Aucun bâtiment ne peut être créé"]);
    }
    app.get(&urls::building_list("nulle-part")).await.is(404);
    test.remove().await;
}
