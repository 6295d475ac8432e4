//! Figures for whoever collects them, and for nobody else.
//!
//! They say how many imports there are and until when each organisation was read: not for everybody. So either the one who
//! asks shows the token of the settings, or he sits at this machine and asks directly. A front proxy on this machine asks
//! for others: whatever it passes on says so in its headers, and needs the token.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse as _;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::app::App;
use crate::config::Secret;
use crate::doors::is_local_name;
use crate::error::{AppError, AppResult};
use crate::metrics::collect;

/// What a proxy adds to what it passes on.
const PASSED_ON: [&str; 5] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/// GET /metrics: figures in the text of Prometheus. Whoever may not have them is told that there is nothing.
pub async fn show(State(app): State<App>, request: Request) -> AppResult {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    if !may(peer, request.headers(), app.settings.upkeep.metrics_token.as_ref()) {
        return Err(AppError::not_found());
    }
    let text = collect(&app).await;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

fn may(peer: Option<SocketAddr>, headers: &HeaderMap, token: Option<&Secret>) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(shown) = shown {
        let shown = shown.strip_prefix("Bearer ").unwrap_or_default();
        return token.is_some_and(|token| same(shown, token.reveal()));
    }
    let directly = PASSED_ON.iter().all(|name| !headers.contains_key(*name));
    // A page of others that made its name point here is not somebody at this machine.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    directly
        && host.is_some_and(is_local_name)
        && peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback())
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
fn same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| Sha256::digest(text.as_bytes()));
    one.as_slice().ct_eq(other.as_slice()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whoever_asks_from_here_or_shows_the_token_may() {
        const TOKEN: &str = "0123456789abcdef0123456789";
        let token: Secret = serde_json::from_value(TOKEN.into()).unwrap();
        let here = "127.0.0.1:40000";
        let bearer = format!("Bearer {TOKEN}");
        let wrong = format!("Bearer {TOKEN}0");
        for (peer, headers, token, expect) in [
            (Some(here), &[][..], None, true),
            (Some("[::1]:40000"), &[], None, true),
            (Some("[::ffff:127.0.0.1]:40000"), &[], None, true),
            (Some(here), &[], Some(&token), true),
            (Some("192.0.2.7:40000"), &[], None, false),
            (Some("192.0.2.7:40000"), &[], Some(&token), false),
            (None, &[], None, false),
            (Some(here), &[("host", "evil.example")], None, false),
            (Some(here), &[("host", "evil.example"), ("authorization", bearer.as_str())], Some(&token), true),
            (Some(here), &[("x-forwarded-for", "192.0.2.7")], None, false),
            (Some(here), &[("forwarded", "for=192.0.2.7")], None, false),
            (Some(here), &[("via", "1.1 Caddy")], Some(&token), false),
            (Some("192.0.2.7:40000"), &[("authorization", bearer.as_str())], Some(&token), true),
            (Some(here), &[("authorization", bearer.as_str()), ("via", "1.1 Caddy")], Some(&token), true),
            (Some("192.0.2.7:40000"), &[("authorization", bearer.as_str())], None, false),
            (Some(here), &[("authorization", wrong.as_str())], Some(&token), false),
            (Some(here), &[("authorization", TOKEN)], Some(&token), false),
            (Some(here), &[("authorization", "Bearer ")], Some(&token), false),
        ] {
            let peer = peer.map(|peer| peer.parse().unwrap());
            let mut map = HeaderMap::new();
            map.insert(header::HOST, "localhost:3000".parse().unwrap());
            for (name, value) in headers {
                map.insert(*name, value.parse().unwrap());
            }
            assert_eq!(may(peer, &map, token), expect, "{peer:?} {headers:?} {token:?}");
        }
    }
}
