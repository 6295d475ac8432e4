//! Who walks the matrix: everybody that the roles of `models::access` make.

use eclaireur::store::tokens;
use eclaireur_models::access::{Grant, Reach, Role, Scope, Subject, Who};
use eclaireur_models::period::Day;
use reqwest::{Method, RequestBuilder};

use super::estate::Land;
use crate::support::{SignedIn, TestApp};

/// How somebody comes.
pub(super) enum Comes<'a> {
    /// Without anything.
    Plain(&'a TestApp),
    /// With a session.
    Session(Box<SignedIn<'a>>),
    /// With a token.
    Token(&'a TestApp, String),
}

/// One column of the matrix.
pub(super) struct Walker<'a> {
    /// Head of the column, and what it stands for.
    pub(super) column: &'static str,
    pub(super) what: &'static str,
    pub(super) who: Who,
    pub(super) comes: Comes<'a>,
}

const SINCE: Day = Day::constant(2026, 1, 1);

fn held(role: Role) -> Vec<Grant> {
    vec![Grant { role, from: SINCE, to: None }]
}

async fn token(app: &TestApp, land: &Land, reach: Reach) -> String {
    let (by, tx) = (app.app.by(), app.app.db.begin().await.unwrap());
    let made = tokens::make(&tx, &by, land.own.id, "Essai", reach, by.now + 86_400).await.unwrap();
    tx.commit().await.unwrap();
    made.1
}

/// Everybody but whoever sits at the machine: from the first account on there is nobody there.
pub(super) async fn everybody<'a>(app: &'a TestApp, land: &Land) -> Vec<Walker<'a>> {
    let own = land.own.id.get();
    let some = Scope { organisation: own, buildings: Some(vec![land.own.buildings[0].0.get()]) };
    let roles = [
        ("mgr", "manager of the organisation", Role::Manager(Scope::whole(own))),
        ("some", "manager of its first building", Role::Manager(some)),
        ("adv", "adviser by mandate", Role::Adviser(Scope::whole(own))),
        ("rev", "reviewer of its federation", Role::Reviewer { federation: land.federation.0.get() }),
        ("cell", "accompaniment cell", Role::Cell),
        ("inv", "investor", Role::Investor),
        ("adm", "administrator", Role::Administrator),
    ];
    let mut all = Vec::new();
    for (column, what, role) in roles {
        let grants = held(role);
        let comes = Comes::Session(Box::new(app.signed_in_with(&grants).await));
        all.push(Walker { column, what, who: Who::Known(grants), comes });
    }
    for (column, what, reach) in
        [("read", "token that reads", Reach::Read), ("imp", "token that imports", Reach::Import)]
    {
        let comes = Comes::Token(app, token(app, land, reach).await);
        let who = Who::Known(held(Role::Program(Scope::whole(own), reach)));
        all.push(Walker { column, what, who, comes });
    }
    let comes = Comes::Plain(app);
    all.push(Walker { column: "any", what: "anybody", who: Who::Anybody, comes });
    all
}

impl Walker<'_> {
    /// A request of theirs.
    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        match &self.comes {
            Comes::Plain(app) => app.request(method, path),
            Comes::Session(person) => person.request(method, path),
            Comes::Token(app, secret) => {
                app.request(method, path).header("authorization", format!("Bearer {secret}"))
            }
        }
    }

    /// What their forms carry.
    pub(super) fn csrf(&self) -> &str {
        match &self.comes {
            Comes::Session(person) => &person.csrf,
            Comes::Plain(_) | Comes::Token(..) => "",
        }
    }

    /// Whether the rule opens an action on a subject to them on the day of the tests.
    pub(super) fn may(&self, action: eclaireur_models::access::Action, subject: &Subject) -> bool {
        eclaireur_models::access::may(&self.who, action, subject, Day::constant(2026, 11, 21))
    }
}
