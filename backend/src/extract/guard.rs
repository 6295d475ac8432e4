//! Doors before the first account: only this machine, only our own pages.
//!
//! The service listens on loopback, but a browser on the same machine also shows other people's pages. So the `Host`
//! must be loopback (a name that was made to point here is refused), and what changes something must come from our
//! own pages (`Sec-Fetch-Site`, else `Origin`), or from a program that sends neither.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::pages::error::ErrorKind;

use crate::error::AppError;

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    object-src 'self'; frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// What the page behind the sheet of a meter may do: its own style, its own form, and nothing else.
const LINK_CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Whether an address is that of the page behind the sheet of a meter: its secret is all it asks for, and nobody else is to
/// hear of it.
pub(crate) fn is_reading_link(path: &str) -> bool {
    path.starts_with("/r/")
}

/// Layer: refuses strangers, and addresses that nobody has.
pub async fn doors(request: Request, next: Next) -> Response {
    // A NUL stands in no address and in no word that is looked for, and PostgreSQL takes it in no text.
    let has_nul = |text: Option<&str>| text.is_some_and(|t| t.contains("%00"));
    if let Err(why) = may_pass(&request) {
        AppError::new(why).into_response()
    } else if has_nul(Some(request.uri().path())) {
        AppError::not_found().into_response()
    } else if has_nul(request.uri().query()) {
        AppError::bad_request().into_response()
    } else {
        next.run(request).await
    }
}

/// Layer: dresses every answer, errors too.
pub async fn dress(request: Request, next: Next) -> Response {
    let by_link = is_reading_link(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    if by_link {
        set(header::CONTENT_SECURITY_POLICY, LINK_CSP);
        set(header::REFERRER_POLICY, "no-referrer");
        set(header::HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    }
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CACHE_CONTROL, "no-store");
    response
}

/// Whether it comes to us under our own name, and from our own pages; else what it is told.
fn may_pass(request: &Request) -> Result<(), ErrorKind> {
    let header = |name| request.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let Some(host) =
        header(header::HOST).or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str))
    else {
        return Err(ErrorKind::Elsewhere);
    };
    if !is_loopback(host) {
        return Err(ErrorKind::Elsewhere);
    }
    // A page without a referrer sends its form from nowhere (`Origin: null`); who has the secret needs no other page to send one.
    let by_link = is_reading_link(request.uri().path());
    if by_link || matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let ours = match (header(header::HeaderName::from_static("sec-fetch-site")), header(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.strip_prefix("http://").is_some_and(|o| o == host),
        (None, None) => true,
    };
    if ours { Ok(()) } else { Err(ErrorKind::Stale) }
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "[::1]")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request {
        let mut builder = Request::builder().method(method).uri("/x");
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        builder.body(Body::empty()).unwrap()
    }

    #[test]
    fn only_this_machine_and_only_our_pages_change_something() {
        for (method, headers, expect) in [
            ("GET", &[("host", "localhost:3000")][..], Ok(())),
            ("GET", &[("host", "127.0.0.1:3000")], Ok(())),
            ("GET", &[("host", "[::1]:3000")], Ok(())),
            ("GET", &[("host", "evil.example")], Err(ErrorKind::Elsewhere)),
            ("GET", &[("host", "localhost.evil.example")], Err(ErrorKind::Elsewhere)),
            ("GET", &[], Err(ErrorKind::Elsewhere)),
            ("POST", &[("host", "localhost:3000")], Ok(())),
            ("POST", &[("host", "localhost:3000"), ("sec-fetch-site", "same-origin")], Ok(())),
            ("POST", &[("host", "localhost:3000"), ("sec-fetch-site", "cross-site")], Err(ErrorKind::Stale)),
            ("POST", &[("host", "localhost:3000"), ("sec-fetch-site", "same-site")], Err(ErrorKind::Stale)),
            ("POST", &[("host", "localhost:3000"), ("origin", "http://localhost:3000")], Ok(())),
            ("POST", &[("host", "localhost:3000"), ("origin", "http://evil.example")], Err(ErrorKind::Stale)),
            ("DELETE", &[("host", "localhost:3000"), ("origin", "null")], Err(ErrorKind::Stale)),
        ] {
            assert_eq!(may_pass(&request(method, headers)), expect, "{method} {headers:?}");
        }
    }
}
