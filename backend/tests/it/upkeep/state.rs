//! The page that says what works.

use eclaireur_frontend::urls;

use super::scheduled::with_backups;
use crate::support::{EAN, TestApp, on_both, one_day};

on_both! {
    async fn it_says_what_is_made_each_day_and_what_is_to_be_looked_at(test) {
        let app = TestApp::start(test).await;
        let page = app.get_html(&urls::admin_state()).await;
        for words in ["Qu’est-ce qui marche", "aucune n’est planifiée", "Aucun travail n’a encore tourné", "aucun service n’est interrogé"] {
            assert!(page.contains(words), "no « {words} » in {page}");
        }
        let folder = crate::upkeep::backups::folder();
        let app = with_backups(test, folder.path(), "daily 2").await;
        let (home, _) = app.home("Les Tilleuls").await;
        app.organisation("Les Érables").await;
        app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        eclaireur::jobs::backup::run(&app.app).await.unwrap().unwrap();
        eclaireur::jobs::reminders::run(&app.app).await.unwrap();
        let page = app.get_html(&urls::admin_state()).await;
        for words in [
            "21/11/2026 09:00, essayée",
            "Sauvegarde",
            "Rappels des projets",
            "0 relevées depuis cinq semaines, 1 plus anciennement, 1 sans relevé",
            env!("CARGO_PKG_VERSION"),
        ] {
            assert!(page.contains(words), "no « {words} » in {page}");
        }
        app.app.clock.advance(3 * 86_400);
        let page = app.get_html(&urls::admin_state()).await;
        assert!(page.contains("elle a plus d’un jour et demi"), "{page}");
    }

    async fn without_its_database_it_is_shown_all_the_same(test) {
        let app = TestApp::start(test).await;
        app.app.db.clone().close().await.unwrap();
        let page = app.get(&urls::admin_state()).await.is(503).html();
        assert!(page.contains("La base de données ne répond pas") && page.contains("en panne"), "{page}");
    }
}
