//! Sessions begin and end here: the cookie, its rotation, where one goes on.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::urls;

use crate::app::App;
use crate::config::Settings;
use crate::doors::{Visit, cookie, cookie_name};
use crate::error::AppResult;
use crate::store::accounts::AccountRow;
use crate::store::sessions::{self, Level};
use crate::store::{Actor, By, StoreError, devices};

/// A session that was just opened.
#[derive(Debug)]
pub struct Opened {
    /// Its secret.
    pub session: String,
    /// The secret of a browser that came in whole.
    pub device: Option<String>,
    /// How far.
    pub level: Level,
}

/// In the name of an account, now.
pub fn by(app: &App, account: &AccountRow) -> By {
    By { actor: Actor::Account(account.id), now: app.clock.now() }
}

/// Opens a session for an account that proved itself: under a new secret always, and the one this browser had is closed.
///
/// # Errors
/// The database.
pub async fn open(
    app: &App,
    visit: &Visit,
    account: &AccountRow,
    level: Level,
    headers: &HeaderMap,
) -> AppResult<Opened> {
    let by = by(app, account);
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let tx = app.db.begin().await?;
    if let Some(old) = &visit.session {
        gone(sessions::close(&tx, &by, old.account, old.id).await)?;
    }
    let session = sessions::open(&tx, &by, account.id, level, agent).await?;
    let device = match level {
        Level::Password => None,
        Level::Whole | Level::Strong => Some(devices::remember(&tx, account.id, by.now).await?),
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Opened { session, device, level })
}

/// How far the proof by password or by mail brings somebody in.
pub const fn level_of(account: &AccountRow) -> Level {
    if account.has_factor() { Level::Password } else { Level::Whole }
}

/// What is not there any more is ended all the same.
///
/// # Errors
/// Anything else.
pub fn gone(done: crate::store::Result<()>) -> crate::store::Result<()> {
    match done {
        Err(StoreError::NotFound { .. }) => Ok(()),
        done => done,
    }
}

/// On to where somebody wanted to go, with the cookies of the session.
pub fn on(app: &App, opened: &Opened, next: &str) -> Response {
    let to = if opened.level == Level::Password {
        urls::with_query(&urls::sign_in_code(), &[("suite", next)])
    } else {
        path(next).unwrap_or_else(urls::home)
    };
    let mut response = Redirect::to(&to).into_response();
    keep(&app.settings, &mut response, &opened.session);
    if let Some(device) = &opened.device {
        let name = device_name(&app.settings);
        put(&app.settings, &mut response, &name, device, Some(devices::LASTS_S));
    }
    response
}

/// The browser keeps this secret as its session.
pub fn keep(settings: &Settings, response: &mut Response, session: &str) {
    put(settings, response, cookie_name(settings), session, None);
}

/// The browser forgets its session.
pub fn drop_cookie(settings: &Settings, response: &mut Response) {
    put(settings, response, cookie_name(settings), "", Some(0));
}

/// What the browser says it was signed in with.
pub fn device<'a>(settings: &Settings, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie(headers, &device_name(settings))
}

fn device_name(settings: &Settings) -> String {
    format!("{}-device", cookie_name(settings))
}

fn put(settings: &Settings, response: &mut Response, name: &str, value: &str, lasts_s: Option<i64>) {
    let secure = if settings.is_tls() { "; Secure" } else { "" };
    let lasts = lasts_s.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{lasts}");
    if let Ok(line) = HeaderValue::try_from(line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

/// A path of ours to go on to: nothing that a browser could take for another host, nor a door back here.
pub fn path(next: &str) -> Option<String> {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let ours = next.starts_with('/') && !next.starts_with("//") && next.len() <= 2_000;
    let door =
        [urls::sign_in(), urls::sign_out(), urls::demo_role()].iter().any(|door| next.starts_with(door));
    (plain && ours && !door).then(|| next.to_owned())
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn one_goes_on_to_our_own_pages_only() {
        for ours in ["/", "/batiments/x?annee=2025", "/aides?q=%C3%A9"] {
            assert_eq!(path(ours).as_deref(), Some(ours));
        }
        for wrong in [
            "",
            "aides",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "/\tevil",
            "/ evil",
            "/a\r\nset-cookie: x=y",
            "javascript:alert(1)",
            "/é",
            "/connexion",
            "/connexion/code",
            "/deconnexion",
        ] {
            assert_eq!(path(wrong), None, "{wrong:?}");
        }
        assert_eq!(path(&format!("/{}", "a".repeat(3_000))), None);
    }
}
