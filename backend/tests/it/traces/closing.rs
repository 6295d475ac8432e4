//! An account closed: with the password, never by the last who could, and what is left of it.

use eclaireur::store::{accounts, grants, ledger, sessions};
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;

use super::{PASSWORD, adviser, manager, person, whose};
use crate::support::{TestApp, on_both};

on_both! {
    async fn the_last_manager_and_the_last_administrator_find_a_successor_first(test) {
        let app = TestApp::start(test).await;
        let (code, _) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        let anne = person(&app, "Anne D.", vec![manager(&row), Role::Administrator]).await;
        let page = anne.page(&urls::account_close()).await;
        for said in ["Vous êtes seul à gérer Les Tilleuls.", "Vous êtes seul administrateur du service."] {
            assert!(page.contains(said), "no « {said} » in {page}");
        }
        anne.post(&urls::account_close(), &[("password", PASSWORD)]).await.is(422);
        assert!(accounts::get(app.app.db.read(), anne.id).await.unwrap().closed_at.is_none());
        person(&app, "Claire", vec![manager(&row), Role::Administrator]).await;
        anne.post(&urls::account_close(), &[("password", PASSWORD)]).await.is(200);
    }

    async fn a_closed_account_leaves_its_id_and_nothing_that_names_its_holder(test) {
        let app = TestApp::start(test).await;
        let (code, building) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        person(&app, "Claire", vec![manager(&row)]).await;
        let anne = person(&app, "Anne D.", vec![manager(&row), adviser(&row)]).await;
        let wrong = anne.post(&urls::account_close(), &[("password", "autre chose de long")]).await.is(422).html();
        assert!(wrong.contains("Ce mot de passe n’est pas le bon.") && wrong.contains("type=\"password\""));
        let done = anne.post(&urls::account_close(), &[("password", PASSWORD)]).await.is(200);
        assert!(done.header("set-cookie").contains("Max-Age=0"), "{:?}", done.headers);
        let page = done.html();
        assert!(page.contains("Votre compte est fermé.") && page.contains("2 rôles") && page.contains("une session"), "{page}");
        let c = app.app.db.read();
        let left = accounts::get(c, anne.id).await.unwrap();
        assert_eq!((left.email, left.name, left.password), (None, None, None));
        assert!(grants::of_account(c, anne.id).await.unwrap().iter().all(|grant| grant.revoked_at.is_some()));
        assert_eq!(sessions::of_account(c, anne.id, app.app.clock.now()).await.unwrap(), []);
        assert_eq!(anne.get(&urls::building(&building)).await.status, 303, "to sign in");
        let closed = vec!["account.closed".to_owned()];
        let asked = eclaireur::store::journal::Asked { kinds: Some(closed), ..Default::default() };
        let whose = eclaireur::store::journal::Whose::Account(anne.id);
        let (told, _) = eclaireur::store::journal::slice(c, whose, &asked, 0, 9).await.unwrap();
        assert_eq!(told.iter().map(|t| t.entry.subject.clone()).collect::<Vec<_>>(), [anne.id.to_string()]);
        assert_eq!(ledger::verify(c).await.unwrap().broken, None);
    }

    async fn a_password_is_not_guessed_at_the_door_on_the_way_out(test) {
        let app = TestApp::start(test).await;
        let anne = person(&app, "Anne D.", vec![Role::Investor]).await;
        for _ in 0..5 {
            anne.post(&urls::account_close(), &[("password", "x")]).await.is(422);
        }
        anne.post(&urls::account_close(), &[("password", PASSWORD)]).await.is(429);
        app.app.clock.advance(15 * 60);
        anne.post(&urls::account_close(), &[("password", PASSWORD)]).await.is(200);
    }
}
