//! Who has access to an organisation: invited, narrowed, by mandate, taken back; and what each then finds.

use eclaireur::store::sessions::{self, Level};
use eclaireur::store::{AccountId, OrganisationId, accounts, grants, organisations, secret};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use reqwest::Method;

use super::{between, says};
use crate::support::{Answer, TestApp, on_both};

/// Somebody with an open session.
pub(super) struct Person<'a> {
    pub(super) app: &'a TestApp,
    pub(super) account: AccountId,
    pub(super) session: String,
}

impl Person<'_> {
    pub(super) async fn get(&self, path: &str) -> Answer {
        let request = self.app.request(Method::GET, path);
        Answer::to(request.header("cookie", format!("eclaireur={}", self.session))).await
    }

    pub(super) async fn html(&self, path: &str) -> String {
        self.get(path).await.is(200).html()
    }

    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = secret::derived(&self.session, "csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let request = self
            .app
            .request(Method::POST, path)
            .header("cookie", format!("eclaireur={}", self.session))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        Answer::to(request.body(serde_urlencoded::to_string(all).expect("fields are text"))).await
    }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The account of an address, signed in with a second factor.
pub(super) async fn signed_in<'a>(app: &'a TestApp, email: &str) -> Person<'a> {
    let by = app.app.by();
    let tx = app.app.db.begin().await.expect("a transaction");
    let account = accounts::found_or_made(&tx, &by, email).await.expect("an account").id;
    let session = sessions::open(&tx, &by, account, Level::Strong, "test").await.expect("a session");
    tx.commit().await.expect("it is kept");
    Person { app, account, session }
}

/// The same with a role.
pub(super) async fn with_role<'a>(
    app: &'a TestApp,
    email: &str,
    role: Role,
    days: (&str, Option<&str>),
) -> Person<'a> {
    let person = signed_in(app, email).await;
    let tx = app.app.db.begin().await.expect("a transaction");
    let grant = Grant { role, from: day(days.0), to: days.1.map(day) };
    grants::give(&tx, &app.app.by(), person.account, &grant).await.expect("a grant");
    tx.commit().await.expect("it is kept");
    person
}

pub(super) async fn id_of(app: &TestApp, code: &str) -> OrganisationId {
    organisations::by_code(app.app.db.read(), code).await.expect("the database").expect("it is there").id
}

pub(super) async fn manager_of<'a>(app: &'a TestApp, code: &str, email: &str) -> Person<'a> {
    let scope = Scope::whole(id_of(app, code).await.get());
    with_role(app, email, Role::Manager(scope), ("2026-01-01", None)).await
}

/// The id of the newest grant of an organisation.
async fn newest_grant(app: &TestApp, code: &str) -> String {
    let id = id_of(app, code).await;
    let all = grants::of_organisation(app.app.db.read(), id).await.expect("the database");
    all.last().expect("a grant").id.to_string()
}

/// Everything the event log says.
pub(super) async fn log(app: &TestApp) -> String {
    use sea_orm::{ConnectionTrait as _, Statement};
    let db = app.app.db.read();
    let sql =
        "SELECT actor || ' ' || kind || ' ' || subject || ' ' || data FROM \"log\" ORDER BY tenant, seq";
    let statement = Statement::from_string(db.get_database_backend(), sql.to_owned());
    let rows = db.query_all_raw(statement).await.expect("the log");
    let texts: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).expect("text")).collect();
    texts.join("\n")
}

const MANDATE: [(&str, &str); 5] = [
    ("role", "adviser"),
    ("email", "conseil@example.be"),
    ("scope", "all"),
    ("from", "21/11/2026"),
    ("to", "20/11/2027"),
];

on_both! {
    /// A mandate is given with a form, shows a link once, opens at once, and is taken away at once.
    async fn a_mandate_opens_and_closes_at_once(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let adviser = signed_in(&app, "conseil@example.be").await;
        adviser.get(&urls::building(&building)).await.is(404);

        let form = manager.html(&format!("{}?role=adviser", urls::access_invite(&home))).await;
        says(&form, &["Donner un mandat à un conseiller", "20/11/2027"]);
        let done = manager.post(&urls::access_invite(&home), &MANDATE).await.is(200).html();
        let link = between(&done, "/invitation/", "<").to_owned();
        assert_eq!(link.len(), 43, "{link}");
        adviser.get(&urls::building(&building)).await.is(200);
        adviser.get(&urls::building_edit(&building)).await.is(200);
        for closed in [
            urls::access(&home),
            urls::access_invite(&home),
            urls::access_keys(&home),
            urls::share(&building),
            urls::export(&home),
        ] {
            adviser.get(&closed).await.is(404);
        }
        assert!(!adviser.html(&urls::building(&building)).await.contains("/partager"));
        manager.get(&urls::share(&building)).await.is(200);

        let list = manager.html(&urls::access(&home)).await;
        says(&list, &["conseil@example.be", "Conseiller, par mandat", "20/11/2027", "invitation envoyée", "jeanne@example.be"]);
        assert!(!list.contains(&link), "the link was shown once");
        let grant = newest_grant(&app, &home).await;
        says(&manager.html(&urls::mandate(&home, &grant)).await, &["Mandat d’accès", "20 novembre 2027", "tous les bâtiments"]);
        let pdf = manager.get(&urls::mandate_pdf(&home, &grant)).await.is(200);
        assert!(pdf.bytes.starts_with(b"%PDF"), "a PDF");

        says(&manager.html(&urls::access_end(&home, &grant)).await, &["Retirer l’accès de conseil@example.be", "ne voit et ne change plus rien"]);
        manager.post(&urls::access_end(&home, &grant), &[]).await.is(303);
        adviser.get(&urls::building(&building)).await.is(404);
        adviser.post(&urls::building_edit(&building), &[("name", "x")]).await.is(404);
        says(&manager.html(&urls::access(&home)).await, &["Accès terminés ou retirés", "retiré le 21/11/2026"]);
        manager.get(&urls::access_end(&home, &grant)).await.is(404);
        manager.post(&urls::access_end(&home, &grant), &[]).await.is(404);
        let log = log(&app).await;
        assert!(log.contains("grant.given") && log.contains("grant.revoked"));
        assert!(!log.contains(&link) && !log.contains("example.be"), "neither a secret nor a name");
    }

    async fn a_manager_of_one_building_finds_that_one_and_opens_no_other(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let other = app.building(&home, "Aile B").await;
        let (_, foreign) = app.home("Ailleurs").await;
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        let ticked = format!("b.{building}");
        let narrowed = [
            ("role", "manager"),
            ("email", "luc@example.be"),
            ("scope", "some"),
            (ticked.as_str(), "1"),
        ];
        manager.post(&urls::access_invite(&home), &narrowed).await.is(200);
        let luc = signed_in(&app, "luc@example.be").await;
        luc.get(&urls::building(&building)).await.is(200);
        luc.get(&urls::share(&building)).await.is(200);
        for closed in [
            urls::building(&other),
            urls::share(&other),
            urls::building(&foreign),
            urls::access(&home),
            urls::access_keys(&home),
            urls::access_invite(&home),
        ] {
            luc.get(&closed).await.is(404);
        }
        luc.post(&urls::access_invite(&home), &MANDATE).await.is(404);
        luc.post(&urls::share(&other), &[("vue", "bulletin"), ("days", "30")]).await.is(404);

        // A building of somebody else in the form is refused, and nothing is given.
        let before = app.rows("role_grant").await;
        for code in [foreign.as_str(), "nulle-part", ""] {
            let field = format!("b.{code}");
            let form = [("role", "manager"), ("email", "max@example.be"), ("scope", "some"), (&field, "1")];
            let answer = manager.post(&urls::access_invite(&home), &form).await.is(422);
            says(&answer.html(), &["Inviter un gestionnaire"]);
        }
        manager.post(&urls::access_invite(&home), &[("role", "administrator"), ("email", "max@example.be")]).await.is(400);
        assert_eq!(app.rows("role_grant").await, before);
        assert!(accounts::by_email(app.app.db.read(), "max@example.be").await.unwrap().is_none());
    }

    async fn a_mandate_holds_from_its_first_day_to_its_last(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let scope = Scope::whole(id_of(&app, &home).await.get());
        for (n, days, status) in [
            (1, ("2026-11-21", Some("2026-11-22")), 200),
            (2, ("2025-11-21", Some("2026-11-21")), 404),
            (3, ("2026-11-22", Some("2027-11-22")), 404),
        ] {
            let role = Role::Adviser(scope.clone());
            let adviser = with_role(&app, &format!("conseil{n}@example.be"), role, days).await;
            adviser.get(&urls::building(&building)).await.is(status);
            adviser.get(&urls::building_edit(&building)).await.is(status);
        }
        let manager = manager_of(&app, &home, "jeanne@example.be").await;
        for (field, value, words) in [
            ("to", "", "Jusqu’au"),
            ("to", "21/11/2029", "3 ans au plus"),
            ("from", "20/11/2026", "date est passée"),
            ("email", "conseil", "adresse e-mail"),
            ("scope", "", "Quels bâtiments"),
        ] {
            let form = MANDATE.map(|(name, held)| (name, if name == field { value } else { held }));
            let page = manager.post(&urls::access_invite(&home), &form).await.is(422).html();
            says(&page, &[words]);
        }
    }

    async fn the_last_manager_of_everything_cannot_go(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let jeanne = manager_of(&app, &home, "jeanne@example.be").await;
        let own = newest_grant(&app, &home).await;
        // A manager of one building, one whose time is over, one to come: none of them manages everything today.
        let id = id_of(&app, &home).await.get();
        let first = eclaireur::store::buildings::by_code(app.app.db.read(), &building).await.unwrap().unwrap().1.id;
        let one = Scope { organisation: id, buildings: Some(vec![first.get()]) };
        with_role(&app, "un@example.be", Role::Manager(one), ("2026-01-01", None)).await;
        with_role(&app, "deux@example.be", Role::Manager(Scope::whole(id)), ("2025-01-01", Some("2026-01-01"))).await;
        with_role(&app, "trois@example.be", Role::Manager(Scope::whole(id)), ("2026-12-01", None)).await;
        says(&jeanne.html(&urls::access_end(&home, &own)).await, &["ne peut pas être retiré", "Invitez d’abord"]);
        let refused = jeanne.post(&urls::access_end(&home, &own), &[]).await.is(422).html();
        says(&refused, &["ne peut pas être retiré"]);
        jeanne.get(&urls::access(&home)).await.is(200);

        let luc = manager_of(&app, &home, "luc@example.be").await;
        says(&jeanne.html(&urls::access_end(&home, &own)).await, &["votre propre accès"]);
        let gone = jeanne.post(&urls::access_end(&home, &own), &[]).await.is(303);
        assert_eq!(gone.location(), "/");
        jeanne.get(&urls::access(&home)).await.is(404);
        luc.get(&urls::access(&home)).await.is(200);
        let his = newest_grant(&app, &home).await;
        luc.post(&urls::access_end(&home, &his), &[]).await.is(422);
    }

    async fn a_grant_of_others_is_not_found_and_their_accounts_are_never_handed_over(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let (away, _) = app.home("Ailleurs").await;
        let jeanne = manager_of(&app, &home, "jeanne@example.be").await;
        let other = manager_of(&app, &away, "autre@example.be").await;
        let first = other.post(&urls::access_invite(&away), &MANDATE).await.is(200).html();
        assert!(first.contains("/invitation/"));
        let foreign = newest_grant(&app, &away).await;
        for path in [
            urls::access_end(&home, &foreign),
            urls::mandate(&home, &foreign),
            urls::mandate_pdf(&home, &foreign),
            urls::access_end(&home, "0000000000000"),
            urls::mandate(&home, "x"),
        ] {
            jeanne.get(&path).await.is(404);
        }
        jeanne.post(&urls::access_end(&home, &foreign), &[]).await.is(404);
        // The same address, invited by both: the second gets no link to an account that the first opened.
        let second = jeanne.post(&urls::access_invite(&home), &MANDATE).await.is(200).html();
        assert!(!second.contains("/invitation/"), "{second}");
        says(&second, &["a déjà un compte ou une invitation"]);
        // The first asks again: the same mandate, a fresh link.
        let rows = app.rows("role_grant").await;
        let again = other.post(&urls::access_invite(&away), &MANDATE).await.is(200).html();
        assert!(!again.contains("/invitation/"), "another organisation trusts it now");
        assert_eq!(app.rows("role_grant").await, rows);
    }

    /// Who joined without a password signs in by mail; nobody is shown a link that would give the account a password.
    async fn an_account_that_somebody_joined_is_never_handed_to_who_invites(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let jeanne = manager_of(&app, &home, "jeanne@example.be").await;
        let first = jeanne.post(&urls::access_invite(&home), &MANDATE).await.is(200).html();
        let link = format!("/invitation/{}", between(&first, "/invitation/", "<"));
        let request = app.request(Method::POST, &link).header("content-type", "application/x-www-form-urlencoded");
        Answer::to(request.body("name=Claire&sans=1")).await.is(303);
        // The same mandate again, and another role: given, without a link.
        let role = [("role", "manager"), ("email", "conseil@example.be"), ("scope", "all")];
        for form in [&MANDATE[..], &role] {
            let again = jeanne.post(&urls::access_invite(&home), form).await.is(200).html();
            says(&again, &["a déjà un compte ou une invitation"]);
            assert!(!again.contains("/invitation/"), "{again}");
        }
        let admin = with_role(&app, "admin@example.be", Role::Administrator, ("2026-01-01", None)).await;
        let form = [("role", "investor"), ("email", "conseil@example.be")];
        let given = admin.post(&urls::admin_invite(), &form).await.is(200).html();
        assert!(!given.contains("/invitation/"), "{given}");
        let claire = accounts::by_email(app.app.db.read(), "conseil@example.be").await.unwrap().unwrap();
        let own = urls::admin_account(&claire.id.to_string());
        let page = admin.post(&own, &[("do", "invite")]).await.is(200).html();
        assert!(!page.contains("/invitation/"), "{page}");
        assert_eq!(grants::of_account(app.app.db.read(), claire.id).await.unwrap().len(), 3);
    }
}
