//! The first run: three questions, and the commune where the postcode does not give it.

use crate::support::{TestApp, TestDatabase};

use super::{followed, says};

const ANSWERS: [(&str, &str); 3] =
    [("name", "Les Tilleuls ASBL"), ("postcode", "5000"), ("activity", "care-home")];

#[tokio::test]
async fn three_questions_lead_to_the_first_building() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    for path in ["/", "/organisations", "/commencer"] {
        let page = app.get_html(path).await;
        says(
            &page,
            &["Nom de l’organisation", "Code postal", "Activité principale", "action=\"/commencer\""],
        );
    }
    let made = app.post_form("/commencer", &ANSWERS).await.is(303);
    assert_eq!(made.location(), "/batiments/les-tilleuls-asbl?fait=organisation-created");
    let page = followed(&app, made).await;
    says(&page, &["C’est fait.", "Les Tilleuls ASBL", "5000 Namur", "Ajoutez une facture"]);
    let page = app.get_html("/").await;
    says(&page, &["Vos organisations", "/organisations/les-tilleuls-asbl", "Un bâtiment", "Namur"]);
    assert!(!page.contains("action=\"/commencer\""));
    test.remove().await;
}

#[tokio::test]
async fn a_postcode_that_is_not_known_asks_for_the_commune() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    // A postcode of Brussels, and one that no place has.
    for (postcode, name) in [("1000", "Les Tilleuls"), ("9999", "Le Verger")] {
        let mut answers = vec![("name", name), ("postcode", postcode), ("activity", "care-home")];
        let page = app.post_form("/commencer", &answers).await.is(422).html();
        says(&page, &["Dans quelle commune", postcode, "name=\"commune\"", "92094", name]);
        answers.push(("commune", "00000"));
        let page = app.post_form("/commencer", &answers).await.is(422).html();
        says(&page, &["Choisissez la commune"]);
        answers.pop();
        answers.push(("commune", "92094"));
        let page = followed(&app, app.post_form("/commencer", &answers).await).await;
        says(&page, &["Namur", name]);
    }
    assert_eq!((app.rows("organisation").await, app.rows("building").await), (2, 2));
    test.remove().await;
}

#[tokio::test]
async fn what_is_missing_is_said_and_nothing_typed_is_lost() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let long = "a".repeat(201);
    for (field, value, words) in [
        ("name", "", "Remplissez ce champ."),
        ("name", long.as_str(), "200 caractères"),
        ("postcode", "", "Remplissez ce champ."),
        ("postcode", "75001", "quatre chiffres"),
        ("postcode", "cinq", "quatre chiffres"),
        ("activity", "", "Choisissez dans la liste."),
        ("activity", "mine-de-charbon", "Choisissez dans la liste."),
    ] {
        let answers = ANSWERS.map(|(name, kept)| (name, if name == field { value } else { kept }));
        let page = app.post_form("/commencer", &answers).await.is(422).html();
        says(&page, &[words, "Un point à corriger"]);
        for (name, kept) in ANSWERS.iter().filter(|(name, _)| *name != field) {
            says(&page, &[&format!("name=\"{name}\""), kept]);
        }
    }
    let page = app.post_form("/commencer", &[]).await.is(422).html();
    says(&page, &["3 points à corriger"]);
    assert_eq!(app.rows("organisation").await, 0);
    test.remove().await;
}
