//! Somebody is invited: a role for whoever has an address, and the link by which they join.
//!
//! The link sets the first password of an account. Whoever invites may pass it on only where it opens nothing that others
//! gave, and nothing that its holder made their own: an organisation never gets hold of an account that somebody else
//! invited, and nobody of one that somebody joined. Who has an account signs in as usual, and finds there what was given.

use eclaireur_frontend::mails::MailKind;
use eclaireur_frontend::pages::invite::Invited;
use eclaireur_frontend::urls;
use eclaireur_models::access::Grant;
use serde_json::json;

use crate::app::App;
use crate::error::AppResult;
use crate::people::mails;
use crate::store::accounts::AccountRow;
use crate::store::links::{self, Kind};
use crate::store::{GrantId, OrganisationId, StoreError, accounts, grants};

/// Who invites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inviter {
    /// An organisation, to its own.
    Organisation(OrganisationId),
    /// The administrator.
    Service,
}

/// Gives a role to whoever has this address; the same again is the one that holds.
///
/// # Errors
/// The store.
pub async fn invite(
    app: &App,
    inviter: Inviter,
    email: &str,
    grant: &Grant,
) -> AppResult<(GrantId, Invited)> {
    let by = app.by();
    let tx = app.db.begin().await?;
    let account = accounts::found_or_made(&tx, &by, email).await?;
    let held = grants::of_account(&tx, account.id).await?;
    let held: Vec<_> = held.into_iter().filter(|row| row.revoked_at.is_none()).collect();
    let id = match held.iter().find(|row| row.grant == *grant) {
        Some(row) => row.id,
        None => grants::give(&tx, &by, account.id, grant).await?,
    };
    let of_others = match inviter {
        Inviter::Organisation(tenant) => held.iter().any(|row| row.organisation() != Some(tenant)),
        Inviter::Service => false,
    };
    let joins = !has_joined(&account) && !of_others;
    let secret = if joins {
        Some(links::make(&tx, &by, Kind::Invitation, account.id, &json!({})).await?)
    } else {
        None
    };
    tx.commit().await.map_err(StoreError::from)?;
    let invited = match secret {
        Some(secret) => told(app, &account, &secret),
        None => Invited::Known { person: email.to_owned() },
    };
    Ok((id, invited))
}

/// Whether somebody made an account their own: they gave it a name when they answered the invitation, with a password or
/// without one.
fn has_joined(account: &AccountRow) -> bool {
    account.password.is_some() || account.name.is_some() || account.has_factor()
}

/// Invites an account again: the link before serves no more. One that was joined without a password is written to where mails
/// leave; its link is never shown.
///
/// # Errors
/// The store.
pub async fn invite_again(app: &App, account: &AccountRow) -> AppResult<Invited> {
    if has_joined(account) && !leaves(app) {
        return Ok(Invited::Known { person: account.called() });
    }
    let tx = app.db.begin().await?;
    let secret = links::make(&tx, &app.by(), Kind::Invitation, account.id, &json!({})).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(told(app, account, &secret))
}

/// Whether mails reach people.
fn leaves(app: &App) -> bool {
    app.settings.mail.leaves() && !app.demo
}

/// Tells somebody that they are invited: by mail where one leaves, else whoever invited passes the link on.
fn told(app: &App, account: &AccountRow, secret: &str) -> Invited {
    let (person, path) = (account.called(), urls::invitation(secret));
    if leaves(app) {
        mails::send(app, account, MailKind::Invitation, Some((path, Kind::Invitation)));
        return Invited::Sent { person };
    }
    Invited::PassOn { person, link: app.settings.link(&path) }
}
