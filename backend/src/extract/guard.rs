//! The outermost doors: our own names, our own pages, and how every answer is dressed.
//!
//! The `Host` must be the public one, or the loopback's where there is none (a name that was made to point here is refused),
//! and what changes something must come from our own pages (`Sec-Fetch-Site`, else `Origin`), or from a program that sends
//! neither and carries no cookie.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::pages::error::ErrorKind;

use crate::app::App;
use crate::config::Settings;
use crate::doors::is_local_name;
use crate::error::AppError;

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    object-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The same where a document lies beside the form that is filled from it.
const BESIDE_CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    object-src 'self'; frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Two years, as browsers ask of whoever wants to be on their list.
const HSTS: &str = "max-age=63072000; includeSubDomains";
/// What no page of ours uses.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// What the page behind the sheet of a meter may do: its own style, its own form, and nothing else.
const LINK_CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Whether an address is that of the page behind the sheet of a meter: its secret is all it asks for, and nobody else is to
/// hear of it.
pub(crate) fn is_reading_link(path: &str) -> bool {
    path.starts_with("/r/")
}

/// Whether the page of an address shows a document of ours, a bill as it came, beside its form.
fn shows_document(path: &str) -> bool {
    path.starts_with("/batiments/") && path.contains("/releves/facture")
}

/// Layer: refuses strangers, and addresses that nobody has.
pub async fn doors(State(app): State<App>, request: Request, next: Next) -> Response {
    // A NUL stands in no address and in no word that is looked for, and PostgreSQL takes it in no text.
    let has_nul = |text: Option<&str>| text.is_some_and(|t| t.contains("%00"));
    // Whoever watches the service asks it by the name of the machine; what that may know, the handlers decide.
    let watched = matches!(request.uri().path(), "/healthz" | "/readyz" | "/metrics");
    if !watched && let Err(why) = may_pass(&request, &app.settings) {
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
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let by_link = is_reading_link(request.uri().path());
    let beside = shows_document(request.uri().path());
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
    set(header::CONTENT_SECURITY_POLICY, if beside { BESIDE_CSP } else { CSP });
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CACHE_CONTROL, "no-store");
    set(header::HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if app.settings.is_tls() {
        set(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

/// Whether it comes to us under our own name, and from our own pages; else what it is told.
fn may_pass(request: &Request, settings: &Settings) -> Result<(), ErrorKind> {
    let header = |name| request.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let Some(host) =
        header(header::HOST).or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str))
    else {
        return Err(ErrorKind::Elsewhere);
    };
    let public = settings.public_names();
    let watched = matches!(request.uri().path(), "/healthz" | "/readyz" | "/metrics");
    let origin = match &public {
        Some((name, origin)) if host.eq_ignore_ascii_case(name) => origin.clone(),
        // Whoever watches the service asks it on the machine itself.
        Some(_) if watched && is_local_name(host) => format!("http://{host}"),
        None if is_local_name(host) => format!("http://{host}"),
        _ => return Err(ErrorKind::Elsewhere),
    };
    // A page without a referrer sends its form from nowhere (`Origin: null`); who has the secret needs no other page to send one.
    let by_link = is_reading_link(request.uri().path());
    if by_link || matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let ours = match (header(header::HeaderName::from_static("sec-fetch-site")), header(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(from)) => from == origin,
        (None, None) => !request.headers().contains_key(header::COOKIE),
    };
    if ours { Ok(()) } else { Err(ErrorKind::Stale) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layer;
    use axum::body::Body;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request {
        let mut builder = Request::builder().method(method).uri("/x");
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        builder.body(Body::empty()).unwrap()
    }

    fn settings(public_url: Option<&str>) -> Settings {
        let layer = Layer { public_url: public_url.map(str::to_owned), ..Layer::default() };
        Settings::new(layer, false).unwrap()
    }

    #[test]
    fn under_a_public_name_that_name_only() {
        let settings = settings(Some("https://energie.example.be"));
        for (method, headers, expect) in [
            ("GET", &[("host", "energie.example.be")][..], Ok(())),
            ("GET", &[("host", "localhost:3000")], Err(ErrorKind::Elsewhere)),
            ("GET", &[("host", "evil.example")], Err(ErrorKind::Elsewhere)),
            ("POST", &[("host", "energie.example.be"), ("origin", "https://energie.example.be")], Ok(())),
            (
                "POST",
                &[("host", "energie.example.be"), ("origin", "http://energie.example.be")],
                Err(ErrorKind::Stale),
            ),
            ("POST", &[("host", "energie.example.be"), ("cookie", "a=b")], Err(ErrorKind::Stale)),
            ("POST", &[("host", "energie.example.be"), ("authorization", "Bearer x")], Ok(())),
        ] {
            assert_eq!(may_pass(&request(method, headers), &settings), expect, "{method} {headers:?}");
        }
    }

    #[test]
    fn only_this_machine_and_only_our_pages_change_something() {
        let settings = settings(None);
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
            assert_eq!(may_pass(&request(method, headers), &settings), expect, "{method} {headers:?}");
        }
    }
}
