//! What the federations of an organisation see of it: shown, consented to, taken back.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::consents::{Consent, ConsentsPage, Towards};
use eclaireur_frontend::{Flash, urls};

use super::federations::name_of as federation_name;
use super::{name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::consents::{self, ConsentRow};
use crate::store::{AccountId, Actor, StoreError, accounts, federations};

/// GET /organisations/{o}/federations
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let row = organisation(&app, &code).await?;
    let (c, today) = (app.db.read(), app.clock.today());
    let given = consents::of_organisation(c, row.id).await?;
    let members = federations::of_organisation(c, row.id, today).await?;
    let ids: Vec<_> = given.iter().map(|one| one.federation).chain(members.iter().map(|f| f.id)).collect();
    let names = names(&app, &given).await?;
    let mut towards = Vec::new();
    for federation in federations::among(c, &ids).await? {
        let theirs = given.iter().rev().filter(|one| one.federation == federation.id);
        let consent = |one: &ConsentRow| Consent {
            from: one.from,
            to: one.to,
            by: account_of(&one.actor).and_then(|id| names.get(&id).cloned()),
        };
        towards.push(Towards {
            federation: federation_name(&federation),
            member: members.iter().any(|member| member.id == federation.id),
            consents: theirs.map(consent).collect(),
        });
    }
    // Those one is a member of first.
    towards.sort_by_key(|one| !one.member);
    let page = ConsentsPage {
        shell: visitor.shell(&app, Some(name_of(&row))),
        organisation: name_of(&row),
        federations: towards,
        on: today,
    };
    shown(page.html())
}

/// POST /organisations/{o}/federations: consents (`give`) or takes that back (`take_back`), for `federation`.
pub async fn keep(State(app): State<App>, Path(code): Path<String>, posted: Posted) -> AppResult {
    let row = organisation(&app, &code).await?;
    let today = app.clock.today();
    let federation = federations::by_code(app.db.read(), posted.form.get("federation")).await?;
    let federation = federation.ok_or_else(AppError::not_found)?;
    let tx = app.db.begin().await?;
    let flash = if posted.form.is_ticked("give") {
        let members = federations::of_organisation(&tx, row.id, today).await?;
        if !members.iter().any(|member| member.id == federation.id) {
            return Err(AppError::not_found());
        }
        consents::give(&tx, &app.by(), row.id, federation.id, today).await?;
        Flash::Saved
    } else if posted.form.is_ticked("take_back") {
        let given = consents::of_organisation(&tx, row.id).await?;
        // Sent twice, it is taken back all the same.
        for one in given.iter().filter(|one| one.federation == federation.id && one.to.is_none()) {
            consents::take_back(&tx, &app.by(), row.id, one.id, today).await?;
        }
        Flash::TakenBack
    } else {
        return Err(AppError::bad_request());
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::consents(&code), &flash).into_response())
}

/// The account that a reference names.
pub(super) fn account_of(actor: &str) -> Option<AccountId> {
    match actor.parse().ok()? {
        Actor::Account(id) => Some(id),
        _ => None,
    }
}

/// What the people who consented are called.
async fn names(app: &App, given: &[ConsentRow]) -> AppResult<BTreeMap<AccountId, String>> {
    let ids: Vec<AccountId> = given.iter().filter_map(|one| account_of(&one.actor)).collect();
    let held = accounts::among(app.db.read(), &ids).await?;
    Ok(held.into_iter().map(|account| (account.id, account.called())).collect())
}
