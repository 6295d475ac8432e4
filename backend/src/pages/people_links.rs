//! What links of mails open, and how they are asked for: each once, for a while.
//!
//! A link is used up by a button, never by being looked at: whoever scans mails for harm would use it up.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::mails::MailKind;
use eclaireur_frontend::pages::sign_in::Door;
use eclaireur_frontend::{Flash, urls};
use serde_json::json;

use super::sign_in::page;
use super::{again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult, said};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::rates::{self, Try};
use crate::people::{end_others, entry, mails, own_words, passwords};
use crate::store::accounts::AccountRow;
use crate::store::links::{self, Kind, LinkRow};
use crate::store::{StoreError, accounts};

/// The link of this secret, and whose it is.
async fn held(app: &App, kind: Kind, secret: &str) -> AppResult<Option<(LinkRow, AccountRow)>> {
    let c = app.db.read();
    let Some(link) = links::of_secret(c, kind, secret, app.clock.now()).await? else { return Ok(None) };
    let account = accounts::find(c, link.account).await?.filter(|account| account.closed_at.is_none());
    Ok(account.map(|account| (link, account)))
}

/// The page that says a link serves no more.
fn gone(app: &App, visitor: &Visitor) -> AppResult {
    Ok(said(StatusCode::NOT_FOUND, page(app, visitor, Door::Gone, FormData::new()).html()?))
}

/// The other of two who used a link at once is told that it is gone.
fn taken<T>(done: Result<T, StoreError>) -> AppResult<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(StoreError::NotFound { .. } | StoreError::Taken { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A mail with a link to whoever has this address, behind the answer: it is the same, and as quick, where there is nobody.
async fn ask_for(
    app: &App,
    visit: &Visit,
    posted: &mut Posted,
    headers: &HeaderMap,
    kind: Kind,
) -> AppResult<bool> {
    let Some(email) = posted.form.required("email") else { return Ok(false) };
    let device = entry::device(&app.settings, headers);
    rates::take_for(app, Try::Mail, &email, visit.ip, device).await?;
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&app, &email, kind).await {
            tracing::error!("a link could not be made: {error:#}");
        }
    });
    Ok(true)
}

/// A mail with a link to whoever has this address; whether one is on its way.
///
/// # Errors
/// The database.
pub(super) async fn send(app: &App, email: &str, kind: Kind) -> anyhow::Result<bool> {
    let Some(account) = accounts::by_email(app.db.read(), email).await? else { return Ok(false) };
    if !rates::mail_may_leave(app, email).await? {
        return Ok(false);
    }
    let tx = app.db.begin().await?;
    let secret = links::make(&tx, &entry::by(app, &account), kind, account.id, &json!({})).await?;
    tx.commit().await?;
    let (path, about) = match kind {
        Kind::SignIn => (urls::sign_in_link(&secret), MailKind::SignIn),
        _ => (urls::reset(&secret), MailKind::Reset),
    };
    mails::send(app, &account, about, Some((path, kind)));
    Ok(true)
}

/// POST /connexion/lien
pub async fn mail(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    let asked = ask_for(&app, &visit, &mut posted, &headers, Kind::SignIn).await?;
    if !asked {
        return again(page(&app, &visitor, Door::SignIn, posted.form).html());
    }
    shown(page(&app, &visitor, Door::Sent, FormData::new()).html())
}

/// GET /mot-de-passe-oublie
pub async fn forgotten(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor, Door::Forgotten, FormData::new()).html())
}

/// POST /mot-de-passe-oublie
pub async fn send_reset(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    let asked = ask_for(&app, &visit, &mut posted, &headers, Kind::Reset).await?;
    if !asked {
        return again(page(&app, &visitor, Door::Forgotten, posted.form).html());
    }
    shown(page(&app, &visitor, Door::Sent, FormData::new()).html())
}

/// GET /connexion/lien/{s}
pub async fn link(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    if held(&app, Kind::SignIn, &secret).await?.is_none() {
        return gone(&app, &visitor);
    }
    shown(page(&app, &visitor, Door::Link { secret }, FormData::new()).html())
}

/// POST /connexion/lien/{s}
pub async fn use_link(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    headers: HeaderMap,
    _: Posted,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((_, account)) = held(&app, Kind::SignIn, &secret).await? else { return gone(&app, &visitor) };
    let tx = app.db.begin().await?;
    let by = entry::by(&app, &account);
    if taken(links::take(&tx, &by, Kind::SignIn, &secret).await)?.is_none() {
        return gone(&app, &visitor);
    }
    tx.commit().await.map_err(StoreError::from)?;
    let opened = entry::open(&app, &visit, &account, entry::level_of(&account), &headers).await?;
    Ok(entry::on(&app, &opened, ""))
}

/// GET /mot-de-passe/{s}
pub async fn reset(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    if held(&app, Kind::Reset, &secret).await?.is_none() {
        return gone(&app, &visitor);
    }
    shown(page(&app, &visitor, Door::Reset { secret }, FormData::new()).html())
}

/// POST /mot-de-passe/{s}
pub async fn use_reset(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    mut posted: Posted,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((_, account)) = held(&app, Kind::Reset, &secret).await? else { return gone(&app, &visitor) };
    let Some(password) = fresh(&app, &mut posted.form, "password", &account).await? else {
        return again(page(&app, &visitor, Door::Reset { secret }, posted.form).html());
    };
    let hash = passwords::hash(&password).await?;
    let by = entry::by(&app, &account);
    let tx = app.db.begin().await?;
    if taken(links::take(&tx, &by, Kind::Reset, &secret).await)?.is_none() {
        return gone(&app, &visitor);
    }
    accounts::set_password(&tx, &by, account.id, &hash).await?;
    end_others(&tx, &by, account.id, None).await?;
    tx.commit().await.map_err(StoreError::from)?;
    mails::send(&app, &account, MailKind::PasswordChanged, None);
    Ok(done(&urls::sign_in(), &Flash::PasswordChanged).into_response())
}

/// GET /invitation/{s}
pub async fn invitation(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((_, account)) = held(&app, Kind::Invitation, &secret).await? else {
        return gone(&app, &visitor);
    };
    let form = FormData::new().set("name", account.name.clone().unwrap_or_default());
    shown(page(&app, &visitor, invited(secret, &account), form).html())
}

fn invited(secret: String, account: &AccountRow) -> Door {
    Door::Invitation { secret, email: account.email.clone().unwrap_or_default() }
}

/// POST /invitation/{s}
pub async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((_, account)) = held(&app, Kind::Invitation, &secret).await? else {
        return gone(&app, &visitor);
    };
    let form = &mut posted.form;
    let name = form.name("name");
    let without = form.is_ticked("sans");
    let password = if without { None } else { fresh(&app, form, "password", &account).await? };
    let Some(name) = name.filter(|_| !form.failed()) else {
        return again(page(&app, &visitor, invited(secret, &account), posted.form).html());
    };
    let hash = match password {
        Some(password) => Some(passwords::hash(&password).await?),
        None => None,
    };
    let by = entry::by(&app, &account);
    let tx = app.db.begin().await?;
    if taken(links::take(&tx, &by, Kind::Invitation, &secret).await)?.is_none() {
        return gone(&app, &visitor);
    }
    accounts::set_name(&tx, &by, account.id, &name).await?;
    if let Some(hash) = hash {
        accounts::set_password(&tx, &by, account.id, &hash).await?;
        end_others(&tx, &by, account.id, None).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    let opened = entry::open(&app, &visit, &account, entry::level_of(&account), &headers).await?;
    Ok(entry::on(&app, &opened, ""))
}

/// GET /compte/adresse/{s}
pub async fn address(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((link, _)) = held(&app, Kind::Address, &secret).await? else { return gone(&app, &visitor) };
    let email = wanted(&link)?;
    shown(page(&app, &visitor, Door::Address { secret, email }, FormData::new()).html())
}

fn wanted(link: &LinkRow) -> AppResult<String> {
    link.data
        .get("email")
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned)
        .ok_or_else(AppError::not_found)
}

/// POST /compte/adresse/{s}
pub async fn use_address(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    _: Posted,
) -> AppResult {
    rates::take(&app, Try::Link, visit.ip).await?;
    let Some((link, account)) = held(&app, Kind::Address, &secret).await? else {
        return gone(&app, &visitor);
    };
    let (email, by) = (wanted(&link)?, entry::by(&app, &account));
    let tx = app.db.begin().await?;
    if taken(links::take(&tx, &by, Kind::Address, &secret).await)?.is_none()
        || taken(accounts::set_email(&tx, &by, account.id, &email).await)?.is_none()
    {
        return gone(&app, &visitor);
    }
    let mine = visit.session.as_ref().filter(|session| session.account == account.id);
    end_others(&tx, &by, account.id, mine.map(|session| session.id)).await?;
    tx.commit().await.map_err(StoreError::from)?;
    mails::send(&app, &account, MailKind::AddressChanged, None);
    let to = if mine.is_some() { urls::account() } else { urls::sign_in() };
    Ok(done(&to, &Flash::AddressChanged).into_response())
}

/// A new password that may be kept.
pub(super) async fn fresh(
    app: &App,
    form: &mut FormData,
    field: &'static str,
    account: &AccountRow,
) -> AppResult<Option<String>> {
    Ok(passwords::chosen(form, field, &own_words(app, account).await?))
}
