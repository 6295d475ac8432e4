//! People who are signed in: an account with one role, its session, and the words every form of it carries.

use eclaireur::store::sessions::{self, Level};
use eclaireur::store::{AccountId, FederationId, OrganisationId, accounts, grants, secret};
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use reqwest::{Method, RequestBuilder};

use super::{Answer, TestApp};

/// Somebody signed in: sends the cookie with every request and the token with every form.
pub(crate) struct SignedIn<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) account: AccountId,
    /// The secret of the session, as the cookie carries it.
    pub(crate) session: String,
    /// What forms carry in the field `csrf`.
    pub(crate) csrf: String,
}

/// All of an organisation.
pub(crate) fn manager(organisation: OrganisationId) -> Role {
    Role::Manager(Scope::whole(organisation.get()))
}

/// By mandate.
pub(crate) fn adviser(organisation: OrganisationId) -> Role {
    Role::Adviser(Scope::whole(organisation.get()))
}

/// Of a federation.
pub(crate) fn reviewer(federation: FederationId) -> Role {
    Role::Reviewer { federation: federation.get() }
}

impl TestApp {
    /// Somebody with this role since the beginning of 2026, signed in with the second factor. Each call is another person.
    pub(crate) async fn signed_in(&self, role: Role) -> SignedIn<'_> {
        self.signed_in_with(&[Grant { role, from: Day::constant(2026, 1, 1), to: None }]).await
    }

    /// Somebody with these grants, perhaps none.
    pub(crate) async fn signed_in_with(&self, held: &[Grant]) -> SignedIn<'_> {
        let by = self.app.by();
        let tx = self.app.db.begin().await.expect("a transaction");
        let email = format!("{}@example.be", &secret::fresh().expect("random bits")[..16]);
        let account = accounts::found_or_made(&tx, &by, &email).await.expect("an account").id;
        for grant in held {
            grants::give(&tx, &by, account, grant).await.expect("a grant");
        }
        let session = sessions::open(&tx, &by, account, Level::Strong, "test").await.expect("a session");
        tx.commit().await.expect("it is kept");
        SignedIn { app: self, account, csrf: secret::derived(&session, "csrf"), session }
    }
}

impl SignedIn<'_> {
    /// A request of this person, to be completed by the test. What changes something comes from our own page.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.app
            .request(method, path)
            .header("cookie", format!("eclaireur={}", self.session))
            .header("sec-fetch-site", "same-origin")
    }

    /// GET.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    /// GET of a page that must be there.
    pub(crate) async fn get_html(&self, path: &str) -> String {
        self.get(path).await.is(200).html()
    }

    /// POST of a form without files, with its token.
    pub(crate) async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).expect("fields are text");
        let request = self.request(Method::POST, path).body(body);
        Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await
    }
}
