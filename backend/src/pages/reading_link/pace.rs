//! How often the page behind a sheet may be asked: by link, and by where one comes from. What is surprising about an index says
//! something of what is held, so asking is bounded, as guessing is.
//!
//! The one function [`take`] counts; it keeps its counts in memory, where they end with the service.

use core::convert::Infallible;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::app::App;
use crate::store::ReadingLinkId;

/// Seconds in which are counted: pages looked at, forms sent, addresses that open nothing.
const WINDOW_S: i64 = 600;
/// Times a page is shown.
const LOOKS: u32 = 120;
/// Forms through one link: a caretaker sends one, and perhaps another for a finger that slipped.
const SENT: u32 = 12;
/// Forms from one place.
const SENT_FROM: u32 = 60;
/// Addresses from one place that open nothing.
const MISSES: u32 = 60;
/// Counts kept at a time; beyond, those whose window is over go.
const MOST_COUNTS: usize = 20_000;

/// How often each key was taken since when.
#[derive(Debug, Default)]
pub struct Paces(Mutex<HashMap<String, (i64, u32)>>);

/// Where a request comes from.
#[derive(Debug, Clone, Copy)]
pub struct Caller(Option<IpAddr>);

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Caller(from.map(home)))
    }
}

/// Of an address of the sixth version, the part that a home is given: the rest it may choose.
fn home(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(v6) => match (v6.to_ipv4_mapped(), v6.segments()) {
            (Some(v4), _) => v4.into(),
            (None, [a, b, c, d, ..]) => Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into(),
        },
    }
}

/// Whether one more is within what is accepted in a window; counts it.
fn take(app: &App, key: String, window_s: i64, most: u32) -> bool {
    let now = app.clock.now();
    let mut counts = app.paces.0.lock().unwrap_or_else(PoisonError::into_inner);
    if counts.len() >= MOST_COUNTS {
        counts.retain(|_, (since, _)| now.saturating_sub(*since) < window_s);
    }
    let (since, count) = counts.entry(key).or_insert((now, 0));
    if now.saturating_sub(*since) >= window_s || now < *since {
        (*since, *count) = (now, 0);
    }
    *count = count.saturating_add(1);
    *count <= most
}

fn take_of(app: &App, who: Caller, what: &str, most: u32) -> bool {
    who.0.is_none_or(|ip| take(app, format!("reading-link/{what}/{ip}"), WINDOW_S, most))
}

/// Whether the page of a link may be looked at once more.
pub(super) fn may_look(app: &App, link: ReadingLinkId) -> bool {
    take(app, format!("reading-link/look/{link}"), WINDOW_S, LOOKS)
}

/// Whether one more form may be sent.
pub(super) fn may_send(app: &App, who: Caller, link: ReadingLinkId) -> bool {
    let by_link = take(app, format!("reading-link/send/{link}"), WINDOW_S, SENT);
    take_of(app, who, "send", SENT_FROM) && by_link
}

/// Whether one more address may open nothing.
pub(super) fn may_miss(app: &App, who: Caller) -> bool {
    take_of(app, who, "miss", MISSES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_one_caller_however_many_addresses_it_has() {
        for (ip, expect) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(home(ip.parse().unwrap()), expect.parse::<IpAddr>().unwrap(), "{ip}");
        }
    }
}
