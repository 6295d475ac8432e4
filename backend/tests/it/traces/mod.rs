//! Who saw and did what, what is held of whom, and its end.

mod closing;
mod erasing;
mod kinds;
mod reading;
mod seen;

use std::sync::LazyLock;

use eclaireur::store::organisations::{self, OrganisationRow};
use eclaireur::store::sessions::{self, Level};
use eclaireur::store::{AccountId, accounts, grants, secret};
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use reqwest::Method;

use crate::support::{Answer, TestApp};

/// A password, long enough.
const PASSWORD: &str = "une phrase assez longue";

/// Its hash: slow to make, so made once.
static HASH: LazyLock<String> = LazyLock::new(|| password_auth::generate_hash(PASSWORD));

/// Somebody signed in.
struct Person<'a> {
    app: &'a TestApp,
    id: AccountId,
    session: String,
}

impl Person<'_> {
    async fn get(&self, path: &str) -> Answer {
        let cookie = format!("eclaireur={}", self.session);
        let answer = Answer::to(self.app.request(Method::GET, path).header("cookie", cookie)).await;
        self.app.app.traces.settled().await;
        answer
    }

    async fn page(&self, path: &str) -> String {
        self.get(path).await.is(200).html().replace(['\u{a0}', '\u{202f}'], " ")
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = secret::derived(&self.session, "csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).expect("fields are text");
        let request = self.app.request(Method::POST, path).body(body);
        let request = request
            .header("cookie", format!("eclaireur={}", self.session))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        Answer::to(request).await
    }
}

/// Somebody of this name with these roles since the beginning of 2026, signed in.
async fn person<'a>(app: &'a TestApp, name: &str, roles: Vec<Role>) -> Person<'a> {
    let by = app.app.by();
    let tx = app.app.db.begin().await.expect("a transaction");
    let email = format!("{}@example.be", name.to_lowercase().replace([' ', '.'], "-"));
    let id = accounts::found_or_made(&tx, &by, &email).await.expect("an account").id;
    accounts::set_name(&tx, &by, id, name).await.expect("a name");
    accounts::set_password(&tx, &by, id, &HASH).await.expect("a password");
    for role in roles {
        let grant = Grant { role, from: Day::constant(2026, 1, 1), to: None };
        grants::give(&tx, &by, id, &grant).await.expect("a grant");
    }
    let session = sessions::open(&tx, &by, id, Level::Strong, "test").await.expect("a session");
    tx.commit().await.expect("it is kept");
    Person { app, id, session }
}

fn manager(row: &OrganisationRow) -> Role {
    Role::Manager(Scope::whole(row.id.get()))
}

fn adviser(row: &OrganisationRow) -> Role {
    Role::Adviser(Scope::whole(row.id.get()))
}

/// The organisation with this code.
async fn whose(app: &TestApp, code: &str) -> OrganisationRow {
    organisations::by_code(app.app.db.read(), code).await.expect("the database").expect("it was made")
}

/// A session of somebody, opened now.
async fn session_of(app: &TestApp, id: AccountId) -> String {
    let tx = app.app.db.begin().await.expect("a transaction");
    let session = sessions::open(&tx, &app.app.by(), id, Level::Strong, "test").await.expect("a session");
    tx.commit().await.expect("it is kept");
    session
}
