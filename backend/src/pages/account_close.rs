//! One's account closed: asked with the password, refused to the last manager and the last administrator, told afterwards.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::account_close::{AccountClosePage, Closing};
use eclaireur_models::access::Role;
use eclaireur_models::period::Day;

use super::account_data::account;
use super::{again, name_of, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::people::{entry, passwords};
use crate::store::grants::GrantRow;
use crate::store::limits::Limit;
use crate::store::{AccountId, OrganisationId, StoreError};
use crate::store::{accounts, grants, ledger, limits, links, organisations, secret, sessions};

/// Tries of the password before one has to wait.
const TRIES: Limit = Limit { window_s: 15 * 60, most: 5 };

fn page(app: &App, visitor: &Visitor, state: Closing) -> AccountClosePage {
    AccountClosePage { shell: visitor.shell(app, None), state }
}

/// GET /compte/fermer
pub async fn show(State(app): State<App>, visit: Visit, visitor: Visitor) -> AppResult {
    let id = account(&visit)?;
    let state = match last(&app, id).await? {
        Some(last) => last,
        None if accounts::get(app.db.read(), id).await?.password.is_none() => Closing::NoPassword,
        None => Closing::Asked { wrong: false },
    };
    shown(page(&app, &visitor, state).html())
}

/// POST /compte/fermer
pub async fn close(State(app): State<App>, visit: Visit, visitor: Visitor, posted: Posted) -> AppResult {
    let id = account(&visit)?;
    if let Some(last) = last(&app, id).await? {
        return again(page(&app, &visitor, last).html());
    }
    let Some(hash) = accounts::get(app.db.read(), id).await?.password else {
        return again(page(&app, &visitor, Closing::NoPassword).html());
    };
    let bucket = secret::hash(&format!("close\n{id}"));
    let tx = app.db.begin().await?;
    let within = limits::take(&tx, &bucket, TRIES, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    if !within {
        let mut response = again(page(&app, &visitor, Closing::TooOften).html())?;
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        return Ok(response);
    }
    if !passwords::is_right(posted.form.exact("password"), Some(&hash)).await? {
        return again(page(&app, &visitor, Closing::Asked { wrong: true }).html());
    }
    let by = app.by();
    let tx = app.db.begin().await?;
    // Asked once more where nobody else writes: two last managers who leave at once would leave nobody. Organisations
    // are locked before the service, as everywhere.
    let held = grants::of_account(&tx, id).await?;
    let tenants: BTreeSet<OrganisationId> = held.iter().filter_map(GrantRow::organisation).collect();
    for tenant in tenants {
        ledger::lock(&tx, Some(tenant)).await?;
    }
    ledger::lock(&tx, None).await?;
    if let Some(last) = last_of(&grants::all(&tx).await?, id, app.clock.today()) {
        let state = named(&app, last).await?;
        return again(page(&app, &visitor, state).html());
    }
    let mut roles = 0;
    for grant in grants::of_account(&tx, id).await?.iter().filter(|grant| grant.revoked_at.is_none()) {
        grants::revoke(&tx, &by, grant.id).await?;
        roles += 1;
    }
    links::forget(&tx, id).await?;
    let sessions = sessions::close_all(&tx, &by, id, None).await?;
    accounts::close(&tx, &by, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let mut done = page(&app, &visitor, Closing::Done { roles, sessions });
    (done.shell.viewer, done.shell.csrf) = (eclaireur_frontend::Viewer::nobody(), None);
    let mut response = shown(done.html())?;
    entry::drop_cookie(&app.settings, &mut response);
    Ok(response)
}

/// What nobody else holds: organisations, and the administration.
#[derive(Debug, PartialEq, Eq)]
struct Last {
    organisations: Vec<OrganisationId>,
    administrator: bool,
}

async fn last(app: &App, id: AccountId) -> AppResult<Option<Closing>> {
    match last_of(&grants::all(app.db.read()).await?, id, app.clock.today()) {
        Some(last) => Ok(Some(named(app, last).await?)),
        None => Ok(None),
    }
}

async fn named(app: &App, last: Last) -> AppResult<Closing> {
    let mut organisations: Vec<Named> = Vec::new();
    for id in last.organisations {
        organisations.extend(organisations::by_id(app.db.read(), id).await?.as_ref().map(name_of));
    }
    Ok(Closing::Last { organisations, administrator: last.administrator })
}

/// What would be left without anybody if this account went.
fn last_of(all: &[GrantRow], id: AccountId, on: Day) -> Option<Last> {
    let held = || all.iter().filter(|row| row.holds(on));
    let managed = |row: &GrantRow| match &row.grant.role {
        Role::Manager(scope) if scope.buildings.is_none() => Some(scope.organisation),
        _ => None,
    };
    let others =
        |organisation: i64| held().any(|row| row.account != id && managed(row) == Some(organisation));
    let mut organisations: Vec<OrganisationId> = held()
        .filter(|row| row.account == id)
        .filter_map(managed)
        .filter(|organisation| !others(*organisation))
        .map(OrganisationId::from_stored)
        .collect();
    organisations.sort_unstable();
    organisations.dedup();
    let administers =
        |mine: bool| held().any(|row| row.grant.role == Role::Administrator && (row.account == id) == mine);
    let administrator = administers(true) && !administers(false);
    (administrator || !organisations.is_empty()).then_some(Last { organisations, administrator })
}
