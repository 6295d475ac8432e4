//! People: how they come in, and what changes when they do. Use cases over the store; pages and the command line call them.
//!
//! *For an engineer:* [`entry`] opens sessions, [`passwords`] and [`factor`] prove who it is, [`rates`] says how often,
//! [`mails`] tells them what happened, [`campaigning`] writes for a federation that collects. None of them decides what somebody may do: that is `models::access::may`.

pub mod campaigning;
pub mod entry;
pub mod factor;
pub mod inviting;
pub mod mails;
pub mod passwords;
pub mod rates;

use serde_json::json;

use crate::app::App;
use crate::store::accounts::AccountRow;
use crate::store::links::{self, Kind};
use crate::store::{AccountId, By, SessionId, accounts, devices, grants, organisations, sessions};

/// A link to the first password of an account, as its address. Links of the same kind made before serve no more.
///
/// # Errors
/// The database.
pub async fn invite(app: &App, by: &By, account: AccountId) -> anyhow::Result<String> {
    let tx = app.db.begin().await?;
    let secret = links::make(&tx, by, Kind::Invitation, account, &json!({})).await?;
    tx.commit().await?;
    Ok(app.settings.link(&eclaireur_frontend::urls::invitation(&secret)))
}

/// Whether somebody administers the service today.
///
/// # Errors
/// The database.
pub async fn has_administrator(app: &App) -> anyhow::Result<bool> {
    let today = app.clock.today();
    let all = grants::all(app.db.read()).await?;
    Ok(all
        .iter()
        .any(|row| row.holds(today) && row.grant.role == eclaireur_models::access::Role::Administrator))
}

/// Words that a password of this account is not made of: its holder's, its organisations', the service's.
///
/// # Errors
/// The database.
pub async fn own_words(app: &App, account: &AccountRow) -> crate::store::Result<Vec<String>> {
    let mut words: Vec<String> = [&account.email, &account.name].into_iter().flatten().cloned().collect();
    words.extend(app.settings.public_names().map(|(host, _)| host));
    for row in grants::of_account(app.db.read(), account.id).await? {
        let Some(id) = row.organisation() else { continue };
        words.extend(organisations::by_id(app.db.read(), id).await?.map(|row| row.organisation.name));
    }
    Ok(words)
}

/// What ends when a password, an address or a factor becomes another: other sessions, links on their way, known browsers.
///
/// # Errors
/// The database.
pub async fn end_others<C: sea_orm::ConnectionTrait>(
    tx: &C,
    by: &By,
    account: AccountId,
    but: Option<SessionId>,
) -> crate::store::Result<()> {
    sessions::close_all(tx, by, account, but).await?;
    for kind in [Kind::Reset, Kind::SignIn, Kind::Address, Kind::Invitation] {
        links::revoke(tx, by, kind, account).await?;
    }
    devices::forget(tx, account).await
}

/// Closes an account: what it held, where it is signed in, what is on its way, the browsers it was known by. Says how many
/// roles and sessions ended.
///
/// # Errors
/// The database.
pub async fn close<C: sea_orm::ConnectionTrait>(
    tx: &C,
    by: &By,
    account: AccountId,
) -> crate::store::Result<(usize, u64)> {
    let mut roles = 0;
    for row in grants::of_account(tx, account).await?.iter().filter(|row| row.revoked_at.is_none()) {
        grants::revoke(tx, by, row.id).await?;
        roles += 1;
    }
    links::forget(tx, account).await?;
    devices::forget(tx, account).await?;
    let sessions = sessions::close_all(tx, by, account, None).await?;
    accounts::close(tx, by, account).await?;
    Ok((roles, sessions))
}
