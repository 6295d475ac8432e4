//! The accounts, as the administrator sees and changes them: no reading of anybody.

use eclaireur::store::{accounts, federations, grants};
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;

use super::access::{Person, id_of, log, signed_in, with_role};
use super::{between, says};
use crate::support::{TestApp, on_both};

async fn administrator<'a>(app: &'a TestApp, email: &str) -> Person<'a> {
    with_role(app, email, Role::Administrator, ("2026-01-01", None)).await
}

on_both! {
    async fn any_role_is_given_and_taken_away_and_no_reading_is_seen(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let tx = app.app.db.begin().await.unwrap();
        let federation = federations::create(&tx, &app.app.by(), "Fédération").await.unwrap();
        tx.commit().await.unwrap();
        let admin = administrator(&app, "admin@example.be").await;
        for closed in [urls::building(&building), urls::organisation(&home), urls::access(&home)] {
            admin.get(&closed).await.is(404);
        }
        let index = admin.html(&urls::administration()).await;
        assert!(index.contains(&urls::admin_accounts()) && index.contains(&urls::admin_catalog()));

        let code = federation.federation.code.to_string();
        let mut person = 0;
        for (role, organisation, of, to, status) in [
            ("manager", home.as_str(), "", "", 200),
            ("manager", "", "", "", 422),
            ("manager", "nulle-part", "", "", 422),
            ("adviser", &home, "", "", 422),
            ("adviser", &home, "", "20/11/2027", 200),
            ("reviewer", &home, "", "", 422),
            ("reviewer", "", &code, "", 200),
            ("cell", "", "", "", 200),
            ("investor", "", "", "", 200),
            ("administrator", "", "", "", 200),
            ("program", &home, "", "", 422),
            ("", &home, "", "", 422),
        ] {
            person += 1;
            let email = format!("p{person}@example.be");
            let form = [("email", email.as_str()), ("role", role), ("organisation", organisation), ("federation", of), ("to", to)];
            let page = admin.post(&urls::admin_invite(), &form).await.is(status).html();
            assert_eq!(page.contains("/invitation/"), status == 200, "{role}");
            let made = accounts::by_email(app.app.db.read(), &email).await.unwrap();
            assert_eq!(made.is_some(), status == 200, "{role}: nobody is made by a form that is wrong");
        }
        let list = admin.html(&urls::admin_accounts()).await;
        says(&list, &["7 comptes", "p1@example.be", "Gestionnaire · Les Tilleuls", "Fédération · Fédération", "invité"]);
        let found = admin.html(&format!("{}?q=TILLEULS", urls::admin_accounts())).await;
        says(&found, &["2 comptes", "p1@example.be", "p5@example.be"]);
        assert!(!found.contains("p8@example.be"));
        says(&admin.html(&format!("{}?q=personne", urls::admin_accounts())).await, &["0 compte"]);

        // Taken away: at once.
        let manager = signed_in(&app, "p1@example.be").await;
        manager.get(&urls::building(&building)).await.is(200);
        let own = urls::admin_account(&manager.account.to_string());
        let held = grants::of_account(app.app.db.read(), manager.account).await.unwrap()[0].id.to_string();
        let elsewhere = urls::admin_account(&admin.account.to_string());
        admin.post(&elsewhere, &[("revoke", &held)]).await.is(404);
        admin.post(&own, &[("revoke", &held)]).await.is(303);
        manager.get(&urls::building(&building)).await.is(404);
        for closed in [urls::admin_accounts(), urls::administration(), own.clone(), urls::admin_invite()] {
            manager.get(&closed).await.is(404);
        }
        manager.post(&own, &[("do", "close")]).await.is(404);
        admin.post(&own, &[("do", "nothing")]).await.is(400);
        let again = admin.post(&own, &[("do", "invite")]).await.is(200).html();
        let secret = between(&again, "/invitation/", "<").to_owned();
        let log = log(&app).await;
        assert!(!log.contains("example.be") && !log.contains(&secret), "no address and no secret in the log");
    }

    async fn an_account_is_closed_with_everything_it_opened(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let admin = administrator(&app, "admin@example.be").await;
        let scope = eclaireur_models::access::Scope::whole(id_of(&app, &home).await.get());
        let luc = with_role(&app, "luc@example.be", Role::Manager(scope), ("2026-01-01", None)).await;
        let own = urls::admin_account(&luc.account.to_string());

        // The second factor: why is asked, noted as a code, and the sessions end.
        let by = app.app.by();
        let tx = app.app.db.begin().await.unwrap();
        accounts::set_password(&tx, &by, luc.account, "$argon2id$").await.unwrap();
        accounts::offer_factor(&tx, &by, luc.account, "GEZDGNBVGY3TQOJQ").await.unwrap();
        accounts::set_factor(&tx, &by, luc.account, &["12345678".to_owned()]).await.unwrap();
        tx.commit().await.unwrap();
        says(&admin.html(&own).await, &["actif, double authentification", "Sessions ouvertes"]);
        admin.post(&own, &[("do", "factor")]).await.is(422);
        admin.post(&own, &[("do", "factor"), ("reason", "parce que")]).await.is(422);
        luc.get(&urls::building(&building)).await.is(200);
        admin.post(&own, &[("do", "factor"), ("reason", "lost-phone")]).await.is(303);
        luc.get(&urls::building(&building)).await.is(303);
        let row = accounts::get(app.app.db.read(), luc.account).await.unwrap();
        assert!(!row.has_factor() && row.password.is_some());
        assert!(log(&app).await.contains("account.factor.reset"));

        let luc = signed_in(&app, "luc@example.be").await;
        luc.get(&urls::building(&building)).await.is(200);
        admin.post(&own, &[("do", "sessions")]).await.is(303);
        luc.get(&urls::building(&building)).await.is(303);

        let luc = signed_in(&app, "luc@example.be").await;
        admin.post(&own, &[("do", "close")]).await.is(303);
        luc.get(&urls::building(&building)).await.is(303);
        let row = accounts::get(app.app.db.read(), luc.account).await.unwrap();
        assert_eq!((row.email, row.name, row.password), (None, None, None));
        let held = grants::of_account(app.app.db.read(), luc.account).await.unwrap();
        assert!(held.iter().all(|grant| grant.revoked_at.is_some()));
        says(&admin.html(&own).await, &["fermé"]);
        admin.post(&own, &[("do", "invite")]).await.is(404);

        // The last administrator stays; a second one may go.
        let me = urls::admin_account(&admin.account.to_string());
        says(&admin.html(&me).await, &["Personne d’autre n’administre"]);
        let mine = grants::of_account(app.app.db.read(), admin.account).await.unwrap()[0].id.to_string();
        admin.post(&me, &[("do", "close")]).await.is(400);
        admin.post(&me, &[("revoke", &mine)]).await.is(400);
        admin.get(&urls::administration()).await.is(200);
        administrator(&app, "autre@example.be").await;
        admin.post(&me, &[("revoke", &mine)]).await.is(303);
        admin.get(&urls::administration()).await.is(404);
    }
}
