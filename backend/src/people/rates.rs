//! How often somebody may try: per network, per account and network, per account for strangers. And how often who may do
//! something may do it: bring files in, ask what a case would get, invite.
//!
//! Locking an account after some tries would let anybody lock anybody out. A browser that the account was signed in with
//! counts in a bucket of its own, which strangers cannot fill; the link by mail is open as well.

use core::net::IpAddr;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::campaign_mail::A_DAY;
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_models::access::Who;

use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::store::limits::{self, Limit};
use crate::store::{AccountId, Actor, FederationId, StoreError, accounts, secret};

const QUARTER: i64 = 15 * 60;
const HOUR: i64 = 3600;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// A password.
    SignIn,
    /// A link that signs in, or that opens another password: each sends a mail.
    Mail,
    /// To use a link.
    Link,
}

impl Try {
    const fn code(self) -> &'static str {
        match self {
            Try::SignIn => "sign-in",
            Try::Mail => "mail",
            Try::Link => "link",
        }
    }

    const fn per_network(self) -> Limit {
        match self {
            Try::SignIn | Try::Link => Limit { window_s: QUARTER, most: 60 },
            Try::Mail => Limit { window_s: HOUR, most: 30 },
        }
    }

    const fn per_account_here(self) -> Limit {
        match self {
            Try::SignIn | Try::Link => Limit { window_s: QUARTER, most: 10 },
            Try::Mail => Limit { window_s: HOUR, most: 5 },
        }
    }

    const fn per_account(self) -> Limit {
        match self {
            Try::SignIn | Try::Link => Limit { window_s: HOUR, most: 50 },
            Try::Mail => Limit { window_s: HOUR, most: 10 },
        }
    }
}

/// Codes of the second factor, for whoever gave the right password.
const CODE: Limit = Limit { window_s: QUARTER, most: 10 };
/// Proofs inside a session: the password that was.
const INSIDE: Limit = Limit { window_s: QUARTER, most: 10 };

/// Files and documents on their way in, for one account or key: an organisation that sends one file per meter and day stays
/// far below it.
const SENDINGS: Limit = Limit { window_s: HOUR, most: 600 };
/// Cases judged and letters written, for one network, account or key.
const CASES: Limit = Limit { window_s: QUARTER, most: 300 };
/// People invited by one account.
const INVITATIONS: Limit = Limit { window_s: HOUR, most: 60 };
/// Invitations of one address, whoever sends them.
const INVITED: Limit = Limit { window_s: 24 * HOUR, most: 10 };

/// Organisations that one federation writes to for its campaigns.
fn campaign_mails() -> Limit {
    Limit { window_s: 24 * HOUR, most: i64::from(A_DAY) }
}

/// The network of an address: itself, or the 64 bits that a house has of the newer kind.
fn network(ip: Option<IpAddr>) -> String {
    let text = match ip.map(|ip| ip.to_canonical()) {
        None => "?".to_owned(),
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    };
    secret::hash(&text)
}

/// Counts a try; it is refused when there were too many.
///
/// # Errors
/// 429; the database.
pub async fn take(app: &App, what: Try, ip: Option<IpAddr>) -> AppResult<()> {
    all(app, &[(format!("{}:net:{}", what.code(), network(ip)), what.per_network())]).await
}

/// Counts a try for an address; `device` is what the browser keeps. Gives the bucket that success forgets.
///
/// # Errors
/// 429; the database.
pub async fn take_for(
    app: &App,
    what: Try,
    email: &str,
    ip: Option<IpAddr>,
    device: Option<&str>,
) -> AppResult<String> {
    let (code, network) = (what.code(), network(ip));
    let whom = secret::hash(&accounts::key_of(email));
    let known = match (device, accounts::by_email(app.db.read(), email).await?) {
        (Some(device), Some(account)) => {
            crate::store::devices::knows(app.db.read(), account.id, device, app.clock.now()).await?
        }
        _ => false,
    };
    if let (true, Some(device)) = (known, device) {
        let bucket = format!("{code}:device:{}", secret::hash(device));
        all(app, &[(bucket.clone(), what.per_account_here())]).await?;
        return Ok(bucket);
    }
    let here = format!("{code}:here:{whom}:{network}");
    // Mails to one address are counted where they leave.
    let per_account = match what {
        Try::Mail => None,
        Try::SignIn | Try::Link => Some((format!("{code}:all:{whom}"), what.per_account())),
    };
    all(
        app,
        &[(format!("{code}:net:{network}"), what.per_network()), (here.clone(), what.per_account_here())]
            .into_iter()
            .chain(per_account)
            .collect::<Vec<_>>(),
    )
    .await?;
    Ok(here)
}

/// Counts a mail to an address; whether it may leave. Who asked is not told: a refusal would shut the door on whom it is
/// for, whose earlier links stay open.
///
/// # Errors
/// The database.
pub async fn mail_may_leave(app: &App, email: &str) -> Result<bool, StoreError> {
    let bucket = format!("mail:all:{}", secret::hash(&accounts::key_of(email)));
    let tx = app.db.begin().await?;
    let may = limits::take(&tx, &bucket, Try::Mail.per_account(), app.clock.now()).await?;
    tx.commit().await?;
    Ok(may)
}

/// To how many of so many organisations a federation may write today; these are counted.
///
/// # Errors
/// The database.
pub async fn campaign(app: &App, federation: FederationId, wanted: usize) -> Result<usize, StoreError> {
    let (bucket, limit, now) = (format!("campaign:{federation}"), campaign_mails(), app.clock.now());
    let tx = app.db.begin().await?;
    let left = (limit.most - limits::count(&tx, &bucket, limit, now).await?).max(0);
    let may = left.min(i64::try_from(wanted).unwrap_or(i64::MAX));
    if may > 0 {
        limits::take_many(&tx, &bucket, may, limit, now).await?;
    }
    tx.commit().await?;
    Ok(usize::try_from(may).unwrap_or(0))
}

/// Counts a code of the second factor.
///
/// # Errors
/// 429; the database.
pub async fn code(app: &App, account: AccountId) -> AppResult<()> {
    all(app, &[(format!("code:{account}"), CODE)]).await
}

/// Counts a password asked for inside a session.
///
/// # Errors
/// 429; the database.
pub async fn inside(app: &App, account: AccountId) -> AppResult<()> {
    all(app, &[(format!("inside:{account}"), INSIDE)]).await
}

/// The bucket of whoever visits; none for who sits at the machine, who could as well write into the database.
fn whose(visit: &Visit) -> Option<String> {
    match (&visit.who, &visit.actor) {
        (Who::Local, _) => None,
        (_, actor @ (Actor::Account(_) | Actor::Token(_))) => Some(actor.to_string()),
        // Of whom nothing is known, while the database does not answer, nothing is counted.
        _ => visit.ip.map(|ip| format!("net:{}", network(Some(ip)))),
    }
}

/// Layer: counts what is sent to an address that takes files, before any of it is read. Who comes with the sheet of a meter
/// is counted by its page.
pub async fn sendings(State(app): State<App>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>();
    let counted = !request.method().is_safe() && visit.is_some_and(|visit| visit.who != Who::Anybody);
    let bucket = visit.filter(|_| counted).and_then(whose);
    if let Some(bucket) = bucket
        && let Err(error) = all(&app, &[(format!("sending:{bucket}"), SENDINGS)]).await
    {
        return error.into_response();
    }
    next.run(request).await
}

/// Counts a case that is judged, or a letter that is written of it. A counter that cannot be kept stops nobody: these pages
/// need no database.
///
/// # Errors
/// 429.
pub async fn case(app: &App, visit: &Visit) -> AppResult<()> {
    let Some(bucket) = whose(visit) else { return Ok(()) };
    match all(app, &[(format!("case:{bucket}"), CASES)]).await {
        Err(error) if !error.is_too_many() => Ok(()),
        counted => counted,
    }
}

/// Counts somebody who is invited.
///
/// # Errors
/// 429; the database.
pub async fn invitation(app: &App, visit: Option<&Visit>, email: &str) -> AppResult<()> {
    let by = visit.and_then(whose).map(|bucket| (format!("invite:{bucket}"), INVITATIONS));
    let whom = (format!("invited:{}", secret::hash(&accounts::key_of(email))), INVITED);
    let buckets: Vec<(String, Limit)> = by.into_iter().chain([whom]).collect();
    all(app, &buckets).await
}

/// Counts in all of these buckets, whichever refuses: the first that does says how long to wait.
async fn all(app: &App, buckets: &[(String, Limit)]) -> AppResult<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let mut wait = None;
    for (bucket, limit) in buckets {
        if !limits::take(&tx, bucket, *limit, now).await? {
            wait = wait.or(Some(limit.window_s - now.rem_euclid(limit.window_s)));
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    match wait {
        None => Ok(()),
        Some(wait) => {
            Err(AppError::new(ErrorKind::TooMany { wait_s: u32::try_from(wait).unwrap_or(u32::MAX) }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_one_network() {
        let of = |ip: &str| network(Some(ip.parse().unwrap()));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
