//! Who comes: a session cookie, a token, or nobody we know; looked up once, at the door.
//!
//! *Whoever sits at the machine* is a visitor too, while there is no account: the service then listens on the loopback only,
//! and a request that names the loopback and passed no proxy comes from this machine. The demonstration lets them in as well.

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use core::convert::Infallible;
use core::net::{IpAddr, SocketAddr};
use eclaireur_frontend::Viewer;
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_models::access::{Action, Grant, Role, Scope, Sight, Subject, Who, may};

use super::{Reach, acting, subject};
use crate::app::App;
use crate::config::Settings;
use crate::error::{AppError, AppResult};
use crate::store::sessions::{Level, SessionRow};
use crate::store::{Actor, OrganisationId, accounts, grants, secret, sessions, tokens};

/// Headers that a proxy leaves: what has one does not come from this machine.
const FORWARDED: [&str; 5] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/// Who visits, for the whole of a request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// What they were granted.
    pub who: Who,
    /// In whose name they write.
    pub actor: Actor,
    /// What they are called.
    pub name: Option<String>,
    /// The session, where one is open.
    pub session: Option<SessionRow>,
    /// What forms of this session carry.
    pub csrf: Option<String>,
    /// The account is an administrator's, and its session lacks the second factor: that right is not given.
    pub lacks_factor: bool,
    /// Where they come from, as far as we can trust it.
    pub ip: Option<IpAddr>,
}

impl Visit {
    /// Nobody we know.
    fn nobody(ip: Option<IpAddr>) -> Visit {
        Visit {
            who: Who::Anybody,
            actor: Actor::Local,
            name: None,
            session: None,
            csrf: None,
            lacks_factor: false,
            ip,
        }
    }

    /// What they may find in lists today.
    pub fn sight(&self, app: &App) -> Sight {
        Sight::of(&self.who, app.clock.today())
    }

    /// Whether an organisation that a query names is there for them.
    ///
    /// # Errors
    /// It is not: as if it did not exist.
    pub async fn must_enter(&self, app: &App, tenant: OrganisationId) -> AppResult<()> {
        let subject = subject::organisation(app, tenant).await?;
        let open = may(&self.who, Action::Enter, &subject, app.clock.today());
        if open { Ok(()) } else { Err(AppError::not_found()) }
    }

    /// How far they may do something within an organisation.
    ///
    /// # Errors
    /// The database.
    pub async fn reach(&self, app: &App, action: Action, tenant: OrganisationId) -> AppResult<Reach> {
        Reach::of(app, self.who.clone(), action, tenant).await
    }

    /// As a page shows itself to them; `about` what it is about.
    pub fn viewer(&self, app: &App, about: Option<Subject>) -> Viewer {
        Viewer {
            who: self.who.clone(),
            subject: about.unwrap_or(Subject::Service),
            on: app.clock.today(),
            name: self.name.clone(),
        }
    }

    /// Who is behind a request.
    async fn of(app: &App, request: &Parts) -> AppResult<Visit> {
        let headers = &request.headers;
        let peer = request.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let ip = client_ip(headers, peer, &app.settings);
        if is_for_everybody(request.uri.path()) {
            return Ok(Visit::nobody(ip));
        }
        if let Some(token) = bearer(headers) {
            return program(app, token, ip).await;
        }
        if let Some(given) = cookie(headers, cookie_name(&app.settings))
            && let Some(visit) = person(app, given, ip).await?
        {
            return Ok(visit);
        }
        let mut visit = Visit::nobody(ip);
        if is_this_machine(headers, &app.settings) && (app.demo || !app.has_accounts().await?) {
            visit.who = Who::Local;
        }
        Ok(visit)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_else(|| Visit::nobody(None)))
    }
}

/// Mark of a request of which nobody can say who comes: the database does not answer. What is for everybody is shown.
#[derive(Debug, Clone, Copy)]
pub struct Unknown;

/// Layer: finds who comes, and runs the rest in their name.
pub async fn come(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::of(&app, &parts).await {
        Ok(visit) => visit,
        Err(error) if error.is_unavailable() => {
            parts.extensions.insert(Unknown);
            Visit::nobody(None)
        }
        Err(error) => return error.into_response(),
    };
    parts.extensions.insert(visit.clone());
    let rest = next.run(Request::from_parts(parts, body));
    let mut response = acting::of(visit.actor.clone(), rest).await;
    // What went wrong is said in the frame of who came.
    response.extensions_mut().insert(visit);
    response
}

/// What is the same for everybody and asks no database.
fn is_for_everybody(path: &str) -> bool {
    path.starts_with("/assets/") || matches!(path, "/healthz" | "/readyz" | "/metrics" | "/favicon.ico")
}

async fn program(app: &App, given: &str, ip: Option<IpAddr>) -> AppResult<Visit> {
    let now = app.clock.now();
    let Some(token) = tokens::of_secret(app.db.read(), given, now).await? else {
        return Err(AppError::new(ErrorKind::SignInFirst));
    };
    if tokens::is_due(&token, now) {
        let tx = app.db.begin().await?;
        tokens::used(&tx, &token, now).await?;
        tx.commit().await.map_err(anyhow::Error::from)?;
    }
    let role = Role::Program(Scope::whole(token.tenant.get()), token.reach);
    let grant = Grant { role, from: jiff::civil::Date::MIN, to: None };
    let actor = Actor::Token(token.id);
    Ok(Visit { who: Who::Known(vec![grant]), actor, ..Visit::nobody(ip) })
}

async fn person(app: &App, given: &str, ip: Option<IpAddr>) -> AppResult<Option<Visit>> {
    let (now, c) = (app.clock.now(), app.db.read());
    let Some(session) = sessions::of_secret(c, given, now).await? else { return Ok(None) };
    let Some(account) = accounts::find(c, session.account).await?.filter(|a| a.closed_at.is_none()) else {
        return Ok(None);
    };
    if sessions::is_due(&session, now) {
        let tx = app.db.begin().await?;
        sessions::seen(&tx, session.id, now).await?;
        tx.commit().await.map_err(anyhow::Error::from)?;
    }
    let csrf = Some(secret::derived(given, "csrf"));
    let actor = Actor::Account(account.id);
    if session.level == Level::Password {
        // Half way in: nothing is open but the page that asks for the code.
        return Ok(Some(Visit { actor, session: Some(session), csrf, ..Visit::nobody(ip) }));
    }
    let held = grants::of_account(c, account.id).await?;
    let mut held: Vec<Grant> =
        held.into_iter().filter(|row| row.revoked_at.is_none()).map(|row| row.grant).collect();
    let lacks_factor = session.level != Level::Strong
        && !app.demo
        && held.iter().any(|grant| grant.role == Role::Administrator && grant.holds(app.clock.today()));
    if lacks_factor {
        held.retain(|grant| grant.role != Role::Administrator);
    }
    Ok(Some(Visit {
        who: Who::Known(held),
        actor,
        name: Some(account.called()),
        session: Some(session),
        csrf,
        lacks_factor,
        ip,
    }))
}

/// The name of the cookie: behind TLS one that no other site of the domain can set.
pub fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_tls() { "__Host-eclaireur" } else { "eclaireur" }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(held, value)| (held == name).then_some(value))
}

/// Whether a request comes from this machine, as far as can be told: see the head of this file.
fn is_this_machine(headers: &HeaderMap, settings: &Settings) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    settings.bind.ip().is_loopback()
        && settings.public_url.is_none()
        && is_local_name(host)
        && !FORWARDED.iter().any(|name| headers.contains_key(*name))
}

/// Whether a `Host` names the loopback.
pub fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "[::1]")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// Where a request comes from: what the last proxy saw where we stand behind one, else the other end of the connection.
fn client_ip(headers: &HeaderMap, peer: Option<IpAddr>, settings: &Settings) -> Option<IpAddr> {
    let proxied = settings.public_url.is_some() && peer.is_none_or(|peer| settings.is_proxy(peer));
    let seen = || -> Option<IpAddr> {
        let line = headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
        line.rsplit(',').next()?.trim().parse().ok()
    };
    if proxied { seen().or(peer) } else { peer }
}
