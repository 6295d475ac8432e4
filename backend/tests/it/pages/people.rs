//! People: how they come in, what they hold, how they leave.

use eclaireur::config::Layer;
use eclaireur::people::{factor, passwords};
use eclaireur::store::{AccountId, accounts, organisations};
use eclaireur_frontend::urls;
use reqwest::Method;

use crate::support::{Answer, SignedIn, TestApp, TestDatabase, adviser, manager, on_both, reviewer};

use super::{between, says};

pub(super) const EMAIL: &str = "anne@example.be";
pub(super) const PASSWORD: &str = "une girafe en velours";

/// A browser: keeps its cookies.
pub(super) struct Browser<'a> {
    app: &'a TestApp,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    pub(super) fn new(app: &'a TestApp) -> Browser<'a> {
        Browser { app, cookies: Vec::new() }
    }

    fn cookie(&self, name: &str) -> String {
        self.cookies.iter().find(|(held, _)| held == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer =
            Answer::to(request.header("sec-fetch-site", "same-origin").header("cookie", line.join("; ")))
                .await;
        for given in answer.headers.get_all("set-cookie") {
            let given = given.to_str().unwrap();
            assert!(given.contains("; Path=/; HttpOnly; SameSite=Lax"), "{given}");
            let (name, value) = given.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(held, _)| held != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.send(self.app.request(Method::GET, path)).await
    }

    /// POST with the token of the session, as a form of ours has it.
    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = eclaireur::store::secret::derived(&self.cookie("eclaireur"), "csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).unwrap();
        let request = self.app.request(Method::POST, path).body(body);
        self.send(request.header("content-type", "application/x-www-form-urlencoded")).await
    }

    pub(super) async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post(&urls::sign_in(), &[("email", email), ("password", password)]).await
    }

    /// Whether somebody is signed in.
    pub(super) async fn is_in(&mut self) -> bool {
        self.get(&urls::account()).await.status == 200
    }
}

/// An account with a password.
pub(super) async fn account(app: &TestApp) -> AccountId {
    let (by, hash) = (app.app.by(), passwords::hash(PASSWORD).await.unwrap());
    let tx = app.app.db.begin().await.unwrap();
    let id = accounts::found_or_made(&tx, &by, EMAIL).await.unwrap().id;
    accounts::set_name(&tx, &by, id, "Anne Dubois").await.unwrap();
    accounts::set_password(&tx, &by, id, &hash).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The link in the mail that says these words.
pub(super) async fn link(app: &TestApp, many: usize, path: &str) -> String {
    let mails = app.mails_to(EMAIL, many).await;
    let mail =
        mails.iter().find(|mail| mail.contains(path)).unwrap_or_else(|| panic!("no {path}: {mails:?}"));
    let link = mail.lines().find(|line| line.contains(path)).unwrap().trim();
    format!("{path}{}", link.split_once(path).unwrap().1)
}

#[tokio::test]
async fn who_is_signed_in_sees_what_was_granted_and_nothing_else() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (ours, theirs) = (app.organisation("Les Tilleuls").await, app.organisation("Le Chêne").await);
    let id = organisations::by_code(app.app.db.read(), &ours).await.unwrap().unwrap().id;
    let federation = eclaireur::store::FederationId::new(1);
    let people: [(SignedIn<'_>, u16, u16); 3] = [
        (app.signed_in(manager(id)).await, 200, 200),
        (app.signed_in(adviser(id)).await, 200, 404),
        (app.signed_in_with(&[]).await, 404, 404),
    ];
    assert_eq!(reviewer(federation).code(), "reviewer");
    for (person, page, manage) in &people {
        assert_eq!(person.get(&urls::organisation(&ours)).await.status, *page);
        assert_eq!(person.get(&urls::organisation(&theirs)).await.status, 404);
        says(&person.get_html(&urls::account()).await, &["Mes rôles", "Sessions ouvertes", "Se déconnecter"]);
        let archived = person.post_form(&urls::organisation_archive(&ours), &[]).await.status;
        assert_eq!(archived == 404, *manage == 404, "{archived}");
    }
    assert!(app.app.has_accounts().await.unwrap() && people[0].0.account != people[1].0.account);
    // A form that does not carry the token of the session is another page's.
    let request = people[0].0.request(Method::POST, &urls::building_new(&ours)).body("name=x");
    Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await.is(403);
    test.remove().await;
}

on_both! {
    async fn a_password_opens_a_session_under_a_new_secret_and_signing_out_ends_it(test) {
        let app = TestApp::start(test).await;
        account(&app).await;
        let mut browser = Browser::new(&app);
        let page = browser.get(&urls::account()).await.is(303).location();
        assert_eq!(page, "/connexion?suite=%2Fcompte");
        says(&browser.get(&page).await.is(200).html(), &["Mot de passe", "value=\"/compte\"", "Se connecter"]);
        // What somebody put there before is not what holds afterwards.
        browser.cookies.push(("eclaireur".to_owned(), "fixed".to_owned()));
        let fields = [("email", " ANNE@example.be "), ("password", PASSWORD), ("suite", "/compte")];
        assert_eq!(browser.post(&urls::sign_in(), &fields).await.is(303).location(), "/compte");
        let first = browser.cookie("eclaireur");
        assert!(first.len() == 43 && first != "fixed");
        says(&browser.get(&urls::account()).await.is(200).html(), &["Anne Dubois", "cet appareil"]);
        // Signing in again closes the session this browser had.
        browser.sign_in(EMAIL, PASSWORD).await.is(303);
        assert_ne!(browser.cookie("eclaireur"), first);
        assert_eq!(app.rows("session").await, 1);
        let mut other = Browser::new(&app);
        other.cookies.push(("eclaireur".to_owned(), first));
        assert!(!other.is_in().await);
        browser.post(&urls::sign_out(), &[]).await.is(303);
        assert!(browser.cookie("eclaireur").is_empty() && !browser.is_in().await);
        assert_eq!(app.rows("session").await, 0);
    }

    async fn a_link_is_used_once_even_by_two_clicks_at_once(test) {
        let app = TestApp::start(test).await;
        account(&app).await;
        let mut browser = Browser::new(&app);
        browser.post(&urls::sign_in_mail(), &[("email", EMAIL)]).await.is(200);
        let path = link(&app, 1, "/connexion/lien/").await;
        // Looking at it uses nothing up.
        says(&browser.get(&path).await.is(200).html(), &["Se connecter par lien"]);
        let (mut one, mut two) = (Browser::new(&app), Browser::new(&app));
        let (first, second) = tokio::join!(one.post(&path, &[]), two.post(&path, &[]));
        let mut both = [first.status, second.status];
        both.sort_unstable();
        assert_eq!(both, [303, 404]);
        says(&browser.get(&path).await.is(404).html(), &["Ce lien ne sert plus"]);
        // A link of one kind opens no other door.
        browser.post(&urls::forgotten(), &[("email", EMAIL)]).await.is(200);
        let reset = link(&app, 2, "/mot-de-passe/").await;
        let secret = reset.rsplit('/').next().unwrap();
        browser.get(&urls::sign_in_link(secret)).await.is(404);
        browser.get(&urls::invitation(secret)).await.is(404);
        // One that signs in serves for ten minutes, one for another password for an hour.
        browser.post(&urls::sign_in_mail(), &[("email", EMAIL)]).await.is(200);
        let mails = app.mails_to(EMAIL, 3).await;
        let fresh = mails.iter().flat_map(|mail| mail.lines()).filter_map(|line| line.trim().split_once("/connexion/lien/"));
        let fresh: Vec<String> = fresh.map(|(_, secret)| urls::sign_in_link(secret)).filter(|link| *link != path).collect();
        app.app.clock.advance(599);
        browser.get(&fresh[0]).await.is(200);
        app.app.clock.advance(1);
        browser.get(&fresh[0]).await.is(404);
        browser.get(&reset).await.is(200);
        app.app.clock.advance(3_001);
        browser.get(&reset).await.is(404);
    }

    async fn a_code_counts_once_and_so_does_a_recovery_code(test) {
        let app = TestApp::start(test).await;
        let id = account(&app).await;
        let mut browser = Browser::new(&app);
        browser.sign_in(EMAIL, PASSWORD).await.is(303);
        browser.post(&urls::factor(), &[("quoi", "begin")]).await.is(303);
        let page = browser.get(&urls::factor()).await.is(200).html();
        let secret = between(&page, "class=\"secret\">", "<").replace(' ', "");
        assert!(page.contains("<path d=\"M"), "{page}");
        let wrong = [("quoi", "confirm"), ("code", "000000")];
        says(&browser.post(&urls::factor(), &wrong).await.is(422).html(), &["Ce code ne convient pas"]);
        let before = browser.cookie("eclaireur");
        let code = factor::code(&secret, app.app.clock.now()).unwrap();
        let page = browser.post(&urls::factor(), &[("quoi", "confirm"), ("code", &code)]).await.is(200).html();
        assert_ne!(browser.cookie("eclaireur"), before);
        let recovery = between(between(&page, "<ol class=\"codes\">", "</ol>"), "<li>", "</li>").to_owned();
        assert!(browser.is_in().await);
        app.mails_to(EMAIL, 1).await;
        // Half way in, nothing is open but the page that asks for the code.
        let mut other = Browser::new(&app);
        let to = other.sign_in(EMAIL, PASSWORD).await.is(303).location();
        assert!(to.starts_with(&urls::sign_in_code()), "{to}");
        assert_eq!(other.get(&urls::account()).await.is(303).location(), "/connexion/code?suite=%2Fcompte");
        // The code that set the factor was used.
        other.post(&urls::sign_in_code(), &[("code", &code)]).await.is(422);
        app.app.clock.advance(30);
        let code = factor::code(&secret, app.app.clock.now()).unwrap();
        let half = other.cookie("eclaireur");
        other.post(&urls::sign_in_code(), &[("code", &code)]).await.is(303);
        assert!(other.is_in().await && other.cookie("eclaireur") != half);
        let mut third = Browser::new(&app);
        third.sign_in(EMAIL, PASSWORD).await.is(303);
        third.post(&urls::sign_in_code(), &[("code", &code)]).await.is(422);
        third.post(&urls::sign_in_code(), &[("code", &recovery.to_uppercase())]).await.is(303);
        assert!(third.is_in().await);
        let mut fourth = Browser::new(&app);
        fourth.sign_in(EMAIL, PASSWORD).await.is(303);
        fourth.post(&urls::sign_in_code(), &[("code", &recovery)]).await.is(422);
        assert_eq!(accounts::recovery_left(app.app.db.read(), id).await.unwrap(), 9);
        // Dropping it asks the password, and ends the others.
        third.post(&urls::factor(), &[("quoi", "drop"), ("password", "x")]).await.is(422);
        third.post(&urls::factor(), &[("quoi", "drop"), ("password", PASSWORD)]).await.is(303);
        assert!(third.is_in().await && !other.is_in().await);
        app.mails_to(EMAIL, 2).await;
    }

    async fn nobody_is_locked_out_by_strangers(test) {
        let app = TestApp::start(test).await;
        account(&app).await;
        let mut known = Browser::new(&app);
        known.sign_in(EMAIL, PASSWORD).await.is(303);
        known.post(&urls::sign_out(), &[]).await.is(303);
        let mut stranger = Browser::new(&app);
        for _ in 0..10 {
            stranger.sign_in(EMAIL, "not this one").await.is(422);
        }
        let refused = stranger.sign_in(EMAIL, PASSWORD).await.is(429);
        assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|s| s <= 900), "{}", refused.text());
        says(&refused.html(), &["Trop de demandes en peu de temps."]);
        // The browser that was signed in before is not stopped, and a stranger comes back after a while.
        known.sign_in(EMAIL, PASSWORD).await.is(303);
        app.app.clock.advance(900);
        stranger.sign_in(EMAIL, PASSWORD).await.is(303);
    }
}

#[tokio::test]
async fn whether_an_address_has_an_account_is_not_told() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    let mut browser = Browser::new(&app);
    let mut pages = Vec::new();
    for email in [EMAIL, "nobody@example.be"] {
        let wrong = browser.sign_in(email, "not this one").await.is(422).html();
        let mailed = browser.post(&urls::sign_in_mail(), &[("email", email)]).await.is(200).html();
        let reset = browser.post(&urls::forgotten(), &[("email", email)]).await.is(200).html();
        pages.push([wrong, mailed, reset].map(|page| page.replace(email, "?")));
    }
    assert_eq!(pages[0], pages[1]);
    for fields in [&[("email", ""), ("password", "x")][..], &[("email", EMAIL), ("password", "")], &[]] {
        browser.post(&urls::sign_in(), fields).await.is(422);
    }
    browser.post(&urls::sign_in(), &[("email", &"a".repeat(5_000)), ("password", "x")]).await.is(422);
    test.remove().await;
}

#[tokio::test]
async fn one_goes_on_to_our_own_pages_only() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    for (next, to) in [
        ("/aides?q=x", "/aides?q=x"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let mut browser = Browser::new(&app);
        let fields = [("email", EMAIL), ("password", PASSWORD), ("suite", next)];
        assert_eq!(browser.post(&urls::sign_in(), &fields).await.is(303).location(), to, "{next}");
        let again = urls::with_query(&urls::sign_in(), &[("suite", next)]);
        assert_eq!(browser.get(&again).await.is(303).location(), to, "{next}");
        app.app.clock.advance(900);
    }
    test.remove().await;
}

#[tokio::test]
async fn a_session_ends_when_nobody_comes_and_in_any_case_after_a_week() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    account(&app).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(EMAIL, PASSWORD).await.is(303);
    app.app.clock.advance(8 * 3600 - 1);
    assert!(browser.is_in().await);
    app.app.clock.advance(8 * 3600);
    assert!(!browser.is_in().await);
    browser.sign_in(EMAIL, PASSWORD).await.is(303);
    for _ in 0..23 {
        app.app.clock.advance(7 * 3600);
        assert!(browser.is_in().await);
    }
    app.app.clock.advance(7 * 3600);
    assert!(!browser.is_in().await);
    eclaireur::jobs::tidy(&app.app).await.unwrap();
    assert_eq!((app.rows("session").await, app.rows("attempt").await), (0, 0));
    test.remove().await;
}

#[tokio::test]
async fn behind_tls_the_cookie_is_of_this_host_alone_and_the_browser_stays_there() {
    let test = TestDatabase::sqlite().await;
    let layer = Layer { public_url: Some("https://energie.example.be".to_owned()), ..Layer::default() };
    let app = TestApp::with(&test, layer, false).await;
    account(&app).await;
    let fields = serde_urlencoded::to_string([("email", EMAIL), ("password", PASSWORD)]).unwrap();
    let request = app
        .request(Method::POST, &urls::sign_in())
        .header("host", "energie.example.be")
        .header("origin", "https://energie.example.be")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = Answer::to(request.body(fields)).await.is(303);
    let given: Vec<&str> =
        answer.headers.get_all("set-cookie").into_iter().map(|value| value.to_str().unwrap()).collect();
    let session = given.iter().find(|line| line.starts_with("__Host-eclaireur=")).expect("a session");
    for word in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(session.split("; ").any(|part| part == word), "{word}: {session}");
    }
    assert!(given.iter().all(|line| line.contains("Secure") && !line.contains("Domain")), "{given:?}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    // Its name is the only one it answers to.
    Answer::to(app.request(Method::GET, "/")).await.is(403);
    test.remove().await;
}
