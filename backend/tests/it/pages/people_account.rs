//! One's own account: what may be changed, who is told, and whom one is in the demonstration.

use eclaireur::people::{factor, invite};
use eclaireur::store::{accounts, grants};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Role};
use eclaireur_models::period::Day;

use crate::support::{TestApp, TestDatabase};

use super::people::{Browser, EMAIL, PASSWORD, account, link};
use super::says;

#[tokio::test]
async fn another_password_ends_every_other_session_and_tells_the_holder() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    let (mut one, mut two) = (Browser::new(&app), Browser::new(&app));
    one.sign_in(EMAIL, PASSWORD).await.is(303);
    two.sign_in(EMAIL, PASSWORD).await.is(303);
    let other = "quatre tuiles rouges";
    for (old, new, words) in [
        ("x", other, "Ce n’est pas le mot de passe de ce compte."),
        (PASSWORD, "court", "12 caractères au moins"),
        (PASSWORD, "anne@example.be", "parmi les premiers"),
        (PASSWORD, "motdepasse2026", "parmi les premiers"),
        (PASSWORD, "", "Remplissez ce champ."),
    ] {
        let page = one.post(&urls::account_password(), &[("old", old), ("new", new)]).await.is(422).html();
        says(&page, &[words]);
        assert!(!page.contains(PASSWORD) && !page.contains(other), "{page}");
    }
    one.post(&urls::account_password(), &[("old", PASSWORD), ("new", other)]).await.is(303);
    assert!(one.is_in().await && !two.is_in().await);
    assert!(!app.mails_to(EMAIL, 1).await[0].contains("/mot-de-passe/"));
    two.sign_in(EMAIL, PASSWORD).await.is(422);
    two.sign_in(EMAIL, other).await.is(303);
    // Closing one, then all.
    let page = one.get(&urls::account()).await.is(200).html();
    let ids: Vec<&str> = page.split("name=\"session\" value=\"").skip(1).map(|s| &s[..13]).collect();
    assert_eq!(ids.len(), 2);
    one.post(&urls::account_sessions(), &[("session", "0000000000000")]).await.is(404);
    one.post(&urls::account_sessions(), &[]).await.is(303);
    assert!(!one.is_in().await && !two.is_in().await);
    // The forgotten one.
    one.post(&urls::forgotten(), &[("email", EMAIL)]).await.is(200);
    let path = link(&app, 2, "/mot-de-passe/").await;
    one.post(&path, &[("password", "court")]).await.is(422);
    one.post(&path, &[("password", PASSWORD)]).await.is(303);
    one.post(&path, &[("password", PASSWORD)]).await.is(404);
    one.sign_in(EMAIL, PASSWORD).await.is(303);
    test.remove().await;
}

#[tokio::test]
async fn another_address_is_confirmed_where_it_arrives_and_told_where_it_was() {
    const OTHER: &str = "anne.dubois@example.be";
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(EMAIL, PASSWORD).await.is(303);
    for (email, password) in [
        (OTHER, "x"),
        ("anne", PASSWORD),
        ("anne@example.be\r\nBcc: all@example.be", PASSWORD),
        ("", PASSWORD),
    ] {
        browser.post(&urls::account_email(), &[("email", email), ("password", password)]).await.is(422);
    }
    let fields = [("email", OTHER), ("password", PASSWORD)];
    browser.post(&urls::account_email(), &fields).await.is(303);
    app.mails_to(EMAIL, 1).await;
    let mail = app.mails_to(OTHER, 1).await.remove(0);
    let at = mail.split_once("/compte/adresse/").unwrap().1;
    let path = urls::account_address(at.split_whitespace().next().unwrap());
    says(&browser.get(&path).await.is(200).html(), &[OTHER]);
    assert_eq!(browser.post(&path, &[]).await.is(303).location(), "/compte?fait=address-changed");
    browser.post(&path, &[]).await.is(404);
    app.mails_to(EMAIL, 2).await;
    Browser::new(&app).sign_in(EMAIL, PASSWORD).await.is(422);
    Browser::new(&app).sign_in(OTHER, PASSWORD).await.is(303);
    test.remove().await;
}

#[tokio::test]
async fn who_has_no_password_proves_a_change_by_having_just_signed_in() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let tx = app.app.db.begin().await.unwrap();
    let id = accounts::found_or_made(&tx, &app.app.by(), EMAIL).await.unwrap().id;
    tx.commit().await.unwrap();
    let link = invite(&app.app, &app.app.by(), id).await.unwrap();
    let mut browser = Browser::new(&app);
    let path = &link[link.find("/invitation/").unwrap()..];
    browser.post(path, &[("name", "Anne"), ("sans", "1")]).await.is(303);
    let asked = [("email", "anne.dubois@example.be"), ("password", "")];
    app.app.clock.advance(15 * 60);
    let page = browser.post(&urls::account_email(), &asked).await.is(422).html();
    says(&page, &["Ce changement demande une connexion de moins d’un quart d’heure"]);
    app.app.clock.advance(-1);
    browser.post(&urls::account_email(), &asked).await.is(303);
    app.mails_to("anne.dubois@example.be", 1).await;
    test.remove().await;
}

#[tokio::test]
async fn an_invitation_opens_an_account_with_a_password_or_without() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let id = account(&app).await;
    for (fields, status) in [
        (&[("name", ""), ("password", PASSWORD)][..], 422),
        (&[("name", "Anne"), ("password", "")], 422),
        (&[("name", "Anne"), ("password", "anne2026anne")], 422),
        (&[("name", "Anne"), ("sans", "1")], 303),
        (&[("name", "Anne D."), ("password", PASSWORD)], 303),
    ] {
        let link = invite(&app.app, &app.app.by(), id).await.unwrap();
        let path = &link[link.find("/invitation/").unwrap()..];
        let mut browser = Browser::new(&app);
        says(&browser.get(path).await.is(200).html(), &["Ouvrir votre compte", EMAIL]);
        browser.post(path, fields).await.is(status);
        assert_eq!(browser.is_in().await, status == 303, "{fields:?}");
    }
    assert_eq!(accounts::get(app.app.db.read(), id).await.unwrap().name.as_deref(), Some("Anne D."));
    test.remove().await;
}

#[tokio::test]
async fn an_administrator_without_a_second_factor_is_led_to_it() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let id = account(&app).await;
    let grant = Grant { role: Role::Administrator, from: Day::constant(2026, 1, 1), to: None };
    let tx = app.app.db.begin().await.unwrap();
    grants::give(&tx, &app.app.by(), id, &grant).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = Browser::new(&app);
    browser.sign_in(EMAIL, PASSWORD).await.is(303);
    assert_eq!(browser.get(&urls::admin_catalog()).await.is(303).location(), urls::factor());
    says(&browser.get(&urls::account()).await.is(200).html(), &["attend la double authentification"]);
    browser.post(&urls::factor(), &[("quoi", "begin")]).await.is(303);
    let secret = accounts::get(app.app.db.read(), id).await.unwrap().totp_secret.unwrap();
    let code = factor::code(&secret, app.app.clock.now()).unwrap();
    browser.post(&urls::factor(), &[("quoi", "confirm"), ("code", &code)]).await.is(200);
    browser.get(&urls::admin_catalog()).await.is(200);
    test.remove().await;
}

#[tokio::test]
async fn the_demonstration_shows_what_each_role_sees() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::demo(&test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    eclaireur::demo::people::make(&app.app).await.unwrap();
    eclaireur::demo::people::make(&app.app).await.unwrap();
    assert_eq!(app.rows("account").await, 7);
    let mut browser = Browser::new(&app);
    says(
        &browser.get("/").await.is(200).html(),
        &["Vous regardez comme la personne assise à cet ordinateur."],
    );
    says(
        &browser.get(&urls::sign_in()).await.is(200).html(),
        &["Cellule d’accompagnement", "sans aucun relevé"],
    );
    for (role, organisation, one) in [
        ("manager", 200, 200),
        ("building-manager", 200, 200),
        ("adviser", 200, 200),
        ("investor", 404, 404),
        ("administrator", 404, 404),
    ] {
        browser.post(&urls::demo_role(), &[("role", role)]).await.is(303);
        assert_eq!(browser.get(&urls::organisation(&home)).await.status, organisation, "{role}");
        assert_eq!(browser.get(&urls::building(&building)).await.status, one, "{role}");
    }
    says(&browser.get("/aides").await.is(200).html(), &["Vous regardez comme Eva Thiriart."]);
    browser.post(&urls::demo_role(), &[("role", "king")]).await.is(404);
    browser.post(&urls::sign_out(), &[]).await.is(303);
    says(
        &browser.get("/").await.is(200).html(),
        &["Vous regardez comme la personne assise à cet ordinateur."],
    );
    test.remove().await;
    // Outside of the demonstration nobody is anybody by a click.
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    Browser::new(&app).post(&urls::demo_role(), &[("role", "manager")]).await.is(404);
    test.remove().await;
}

#[tokio::test]
async fn asking_again_closes_no_link_until_one_has_served() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    let mut browser = Browser::new(&app);
    browser.post(&urls::forgotten(), &[("email", EMAIL)]).await.is(200);
    let first = link(&app, 1, "/mot-de-passe/").await;
    // Somebody else asks in their name.
    for n in 2..=4 {
        Browser::new(&app).post(&urls::forgotten(), &[("email", EMAIL)]).await.is(200);
        app.mails_to(EMAIL, n).await;
    }
    browser.get(&first).await.is(200);
    browser.post(&first, &[("password", PASSWORD)]).await.is(303);
    // Once one has served, none of the others does.
    let mut dead = 0;
    for mail in app.mails_to(EMAIL, 5).await {
        let Some((_, secret)) = mail.split_once("/mot-de-passe/") else { continue };
        let path = urls::reset(secret.split_whitespace().next().unwrap());
        assert_eq!(browser.post(&path, &[("password", PASSWORD)]).await.status, 404);
        dead += 1;
    }
    assert_eq!(dead, 4);
    test.remove().await;
}
