//! Organisations and buildings: made, changed, put away and taken out again, found.

use eclaireur_frontend::urls;

use crate::support::{TestApp, TestDatabase};

use super::{followed, says};

#[tokio::test]
async fn a_building_is_made_and_changed_and_keeps_its_address() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    says(&app.get_html(&urls::building_new(&home)).await, &["name=\"name\"", "name=\"heated_area_m2\""]);
    let fields = [
        ("name", "Aile B"),
        ("street", "Rue des Tilleuls 12"),
        ("postcode", "5000"),
        ("heated_area_m2", "1 850,5"),
        ("activity", "care-home"),
    ];
    let made = app.post_form(&urls::building_new(&home), &fields).await;
    assert_eq!(made.location(), "/batiments/aile-b?fait=building-created");
    let page = followed(&app, made).await;
    says(&page, &["Le bâtiment est créé.", "Aile B", "Rue des Tilleuls 12", "5000 Namur", "850,5"]);

    let edit = urls::building_edit("aile-b");
    says(&app.get_html(&edit).await, &["value=\"Aile B\"", "value=\"Rue des Tilleuls 12\""]);
    let fields = [
        ("name", "Résidence du Parc"),
        ("postcode", "4000"),
        ("heated_area_m2", "2 000"),
        ("heated_area_from", "1/9/24"),
    ];
    let saved = app.post_form(&edit, &fields).await;
    assert_eq!(saved.location(), "/batiments/aile-b?fait=saved");
    let page = followed(&app, saved).await;
    says(&page, &["C’est enregistré.", "Résidence du Parc", "4000 Liège"]);
    assert!(!page.contains("Rue des Tilleuls"), "what was taken away is gone");
    // What held before stays known.
    says(&app.get_html(&edit).await, &["1 850,5", "2 000", "01/09/2024"]);
    test.remove().await;
}

#[tokio::test]
async fn a_building_form_with_problems_keeps_nothing_and_loses_nothing() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    for (field, value, words) in [
        ("name", "  ", "Remplissez ce champ."),
        ("activity", "mine", "Choisissez dans la liste."),
        ("postcode", "75001", "quatre chiffres"),
        ("heated_area_m2", "beaucoup", "n’est pas un nombre"),
        ("heated_area_m2", "0", "Vérifiez la virgule"),
        ("heated_area_m2", "-5", "ne peut pas être négatif"),
        ("heated_area_m2", "600 000", "Vérifiez la virgule"),
        ("heated_area_m2", "99999999999999999999999999999", "n’est pas un nombre"),
        ("heated_area_from", "31/2/24", "n’est pas une date"),
    ] {
        for path in [urls::building_new(&home), urls::building_edit(&building)] {
            let mut fields = vec![("name", "Aile C"), ("street", "Quai 4"), (field, value)];
            if field == "heated_area_from" {
                fields.push(("heated_area_m2", "100"));
            }
            let page = app.post_form(&path, &fields).await.is(422).html();
            says(&page, &[words, "Quai 4"]);
        }
    }
    assert_eq!(app.rows("building").await, 1);
    says(&app.get_html(&urls::building(&building)).await, &["Les Tilleuls"]);
    test.remove().await;
}

#[tokio::test]
async fn what_is_put_away_is_in_no_list_until_it_is_taken_out_again() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, first) = app.home("Les Tilleuls").await;
    let second = app.building(&home, "Chaufferie").await;
    let list = urls::organisation(&home);
    let page = followed(&app, app.post_form(&urls::building_archive(&second), &[]).await).await;
    says(&page, &["C’est archivé", "Chaufferie"]);
    let page = app.get_html(&list).await;
    assert!(page.contains(&urls::building(&first)) && !page.contains("Chaufferie"), "{page}");
    says(&app.get_html(&format!("{list}?archives=oui")).await, &["Chaufferie"]);
    // Twice does no harm, and it can still be looked at.
    app.post_form(&urls::building_archive(&second), &[]).await.is(303);
    says(&app.get_html(&urls::building(&second)).await, &["Chaufferie"]);
    let page = followed(&app, app.post_form(&urls::building_restore(&second), &[]).await).await;
    says(&page, &["C’est restauré."]);
    says(&app.get_html(&list).await, &["Chaufferie"]);

    let page = followed(&app, app.post_form(&urls::organisation_archive(&home), &[]).await).await;
    says(&page, &["Cette organisation est archivée"]);
    let page = app.get_html("/").await;
    says(&page, &["archivée", &urls::organisation(&home), "Vos organisations"]);
    app.post_form(&urls::organisation_restore(&home), &[]).await.is(303);
    says(&app.get_html("/").await, &["Les Tilleuls"]);
    test.remove().await;
}

#[tokio::test]
async fn buildings_are_found_by_words_and_activity() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    for (name, activity) in
        [("Crèche de l'Étang", "creche"), ("Résidence du Parc", "care-home"), ("Atelier", "")]
    {
        let fields = [("name", name), ("activity", activity)];
        app.post_form(&urls::building_new(&home), &fields).await.is(303);
    }
    let list = urls::organisation(&home);
    for (query, found, not) in [
        ("?q=creche", &["Crèche de l"][..], &["Résidence du Parc", "Atelier</a>"][..]),
        ("?q=PARC+residence", &["Résidence du Parc"], &["Crèche de l"]),
        ("?activite=creche", &["Crèche de l"], &["Résidence du Parc"]),
        ("?q=%25", &["Aucun bâtiment ne correspond"], &["Résidence du Parc"]),
        ("?q=piscine", &["Aucun bâtiment ne correspond"], &["Résidence du Parc"]),
        ("?activite=inconnue", &["Aucun bâtiment ne correspond"], &["Résidence du Parc"]),
        ("?page=9", &["Crèche de l", "Résidence du Parc", "Atelier</a>"], &[]),
        ("?page=-1&q=", &["Crèche de l", "Résidence du Parc"], &[]),
    ] {
        let page = app.get_html(&format!("{list}{query}")).await;
        says(&page, found);
        assert!(not.iter().all(|words| !page.contains(words)), "{query}: {page}");
    }
    test.remove().await;
}

#[tokio::test]
async fn long_lists_come_by_page() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let home = app.organisation("Les Tilleuls").await;
    for n in 1..=51 {
        app.building(&home, &format!("Maison {n:02}")).await;
    }
    let list = urls::organisation(&home);
    let first = app.get_html(&list).await;
    says(&first, &["Maison 01", "Maison 50", "Page 1 sur 2, 51 en tout", "page=2"]);
    assert!(!first.contains("Maison 51"));
    let second = app.get_html(&format!("{list}?page=2")).await;
    says(&second, &["Maison 51", "Page 2 sur 2"]);
    assert!(!second.contains("Maison 50"));
    test.remove().await;
}

#[tokio::test]
async fn an_organisation_is_changed_and_its_number_is_its_own() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, other) = (app.organisation("Les Tilleuls").await, app.organisation("Le Verger").await);
    let fields = [
        ("name", "Les Tilleuls ASBL"),
        ("bce", "0123.456.749"),
        ("legal_form", "asbl"),
        ("postcode", "5000"),
    ];
    let page = followed(&app, app.post_form(&urls::organisation_edit(&home), &fields).await).await;
    says(&page, &["Les Tilleuls ASBL", "n° BCE 0123.456.749", "Namur"]);
    let fields = [("name", "Le Verger"), ("bce", "BE 0123 456 749")];
    let page = app.post_form(&urls::organisation_edit(&other), &fields).await.is(422).html();
    says(&page, &["Une autre organisation porte déjà ce n° BCE.", "Le Verger"]);
    let fields = [("name", "Le Verger"), ("bce", "0123.456.700")];
    let page = app.post_form(&urls::organisation_edit(&other), &fields).await.is(422).html();
    says(&page, &["devraient être 49"]);
    test.remove().await;
}

#[tokio::test]
async fn a_meter_keeps_its_number_to_itself() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let new = urls::meter_new(&building);
    let fields = [("name", "Général"), ("carrier", "electricity"), ("ean", "541448820000000008")];
    let meter = app.meter(&building, &fields).await;
    let page = app.post_form(&new, &fields).await.is(422).html();
    says(&page, &["Le compteur « Général » porte déjà ce code EAN."]);
    let page = app.get_html(&urls::meter(&building, &meter)).await;
    says(&page, &["value=\"Général\"", "541448820000000008"]);
    // Nothing was read on it yet: its energy can still be put right, and no longer afterwards.
    let gas = [("name", "Général"), ("carrier", "natural_gas")];
    app.post_form(&urls::meter(&building, &meter), &gas).await.is(303);
    let page = app.get_html(&urls::meter(&building, &meter)).await;
    says(&page, &["value=\"natural_gas\" selected"]);
    let index = [("meter", meter.as_str()), ("date", "1/1/25"), ("index_total", "10")];
    app.post_form(&urls::reading_index(&building), &index).await.is(303);
    let page = app.post_form(&urls::meter(&building, &meter), &fields).await.is(422).html();
    says(&page, &["son énergie ne change plus"]);
    let wrong = [("name", "Gaz"), ("carrier", "natural_gas"), ("ean", "541448820000000001")];
    says(&followed(&app, app.post_form(&new, &wrong).await).await, &["Le code EAN semble inexact"]);
    let page = app.post_form(&new, &[("carrier", "")]).await.is(422).html();
    says(&page, &["Choisissez dans la liste."]);
    test.remove().await;
}
