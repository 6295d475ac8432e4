//! The log as people read it.

use eclaireur::store::accounts;
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;

use super::{adviser, manager, person, whose};
use crate::support::{EAN, TestApp, on_both, one_day};

on_both! {
    async fn each_entry_is_a_sentence_and_the_list_is_narrowed_and_taken_away(test) {
        let app = TestApp::start(test).await;
        let (code, _) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        app.upload(&code, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        let anne = person(&app, "Anne <D>", vec![manager(&row)]).await;
        anne.post(&urls::building_new(&code), &[("name", "Aile \"B\"")]).await.is(303);
        let page = anne.page(&urls::journal(&code)).await;
        for said in [
            "Le 21/11/2026 à 09:00, Anne &#60;D&#62; a créé le bâtiment « Aile &#34;B&#34; ».",
            "quelqu’un à la machine du service a confirmé l’import « export.csv » :",
            "Voir « export.csv »",
            "quelqu’un à la machine du service a donné à Anne &#60;D&#62; le rôle : gestionnaire.",
        ] {
            assert!(page.contains(said), "no « {said} » in {page}");
        }
        let first = page.find("Aile &#34;B&#34;").unwrap();
        assert!(first < page.find("a confirmé l’import").unwrap(), "newest first");
        let narrowed = anne.page(&format!("{}?genre=importe", urls::journal(&code))).await;
        assert!(narrowed.contains("a confirmé l’import") && !narrowed.contains("a créé le bâtiment"));
        let hers = format!("{}?personne=account:{}", urls::journal(&code), anne.id);
        let hers = anne.page(&hers).await;
        assert!(hers.contains("a créé le bâtiment « Aile") && !hers.contains("a confirmé l’import"));
        let before = anne.page(&format!("{}?au=20/11/2026", urls::journal(&code))).await;
        assert!(before.contains("Rien ne répond à ces critères."));
        let bad = anne.page(&format!("{}?du=31/4/26&page=99999", urls::journal(&code))).await;
        assert!(bad.contains("Une date n’est pas reconnue") && bad.contains("a créé le bâtiment"));
        let csv = anne.get(&urls::journal_csv(&code)).await.is(200).text();
        assert!(csv.contains("09:00") && csv.contains("a confirmé l’import"), "{csv}");
        anne.get(&urls::journal_xlsx(&code)).await.is(200);
        // An adviser reads figures, not who else does.
        let bruno = person(&app, "Bruno L.", vec![adviser(&row)]).await;
        bruno.get(&urls::journal(&code)).await.is(404);
        let tx = app.app.db.begin().await.unwrap();
        accounts::close(&tx, &app.app.by(), anne.id).await.unwrap();
        tx.commit().await.unwrap();
        let claire = person(&app, "Claire", vec![manager(&row)]).await;
        let page = claire.page(&urls::journal(&code)).await;
        assert!(page.contains("une personne dont le compte a été effacé a créé le bâtiment") && !page.contains("Anne"));
    }

    async fn ones_own_log_says_what_one_did_and_what_was_done_about_one(test) {
        let app = TestApp::start(test).await;
        let (code, _) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        let anne = person(&app, "Anne D.", vec![manager(&row)]).await;
        let other = person(&app, "Bruno L.", vec![Role::Investor]).await;
        anne.post(&urls::building_new(&code), &[("name", "Aile B")]).await.is(303);
        let page = anne.page(&urls::own_journal()).await;
        for said in ["a créé le bâtiment « Aile B ». Organisation : Les Tilleuls.", "a donné à Anne D. le rôle : gestionnaire."] {
            assert!(page.contains(said), "no « {said} » in {page}");
        }
        assert!(!page.contains("Bruno"));
        let page = other.page(&urls::own_journal()).await;
        assert!(page.contains("le rôle : investisseur.") && !page.contains("Aile B"));
        other.get(&urls::own_journal_csv()).await.is(200);
        let data = anne.get(&urls::own_data()).await.is(200);
        assert_eq!(data.header("content-disposition"), "attachment; filename=\"donnees.json\"");
        let json = data.json();
        assert_eq!(json["account"]["name"], "Anne D.");
        assert_eq!(json["account"]["password_set"], true);
        assert_eq!(json["roles"][0]["role"], "manager");
        assert_eq!(json["sessions"].as_array().unwrap().len(), 1);
        let kinds: Vec<&str> = json["log"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&"building.created") && kinds.contains(&"session.opened"), "{kinds:?}");
        for secret in ["$argon2", anne.session.as_str(), "Bruno"] {
            assert!(!data.text().contains(secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn anybody_reads_what_is_kept_and_who_answers_for_it() {
    let test = crate::support::TestDatabase::sqlite().await;
    let layer = eclaireur::config::Layer {
        privacy: eclaireur::config::PrivacyLayer {
            operator_name: Some("ASBL <Exemple>".to_owned()),
            operator_contact: Some("vie-privee@exemple.be".to_owned()),
            erasure_wait_days: Some(14),
        },
        ..eclaireur::config::Layer::default()
    };
    let app = TestApp::with(&test, layer, false).await;
    let page = app.get_html(&urls::privacy()).await;
    for said in
        ["ASBL &#60;Exemple&#62;", "vie-privee@exemple.be", "14", "Autorité de protection des données"]
    {
        assert!(page.contains(said), "no « {said} » in {page}");
    }
    let page = app.get_html(&urls::accessibility()).await;
    assert!(page.contains("vie-privee@exemple.be") && page.contains("axe-core"));
    // Whoever sits at the machine has no account of their own.
    for path in [urls::own_journal(), urls::own_data(), urls::account_close()] {
        app.get(&path).await.is(404);
    }
    test.remove().await;
}
