//! Tags of answers: who has an answer already is told so, and gets nothing twice.
//!
//! The tag is *weak*: it names what was said, not its bytes on the wire, which may be packed. It is the beginning of the
//! SHA-256 of the body. An answer that has its own tag (an assessment: the hash of what it was computed from) keeps it, and
//! so does a body that is streamed, which has none. Saves the line, not the work.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::error::AppError;
use crate::importing::sha256;

/// Bytes of the largest answer that is tagged.
const LARGEST: u64 = 16 * 1024 * 1024;
/// Hexadecimal digits of a tag.
const DIGITS: usize = 32;

/// Layer of what programs read.
pub async fn tagged(request: Request, next: Next) -> Response {
    if *request.method() != Method::GET {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let whole = response.body().size_hint().exact().is_some_and(|size| size <= LARGEST);
    if response.status() != StatusCode::OK || response.headers().contains_key(header::ETAG) || !whole {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return AppError::from(anyhow::anyhow!("an answer broke off")).into_response();
    };
    let mut tag = sha256(&bytes);
    tag.truncate(DIGITS);
    let tag = format!("\"{tag}\"");
    if let Ok(value) = HeaderValue::from_str(&format!("W/{tag}")) {
        parts.headers.insert(header::ETAG, value);
    }
    // Kept by whoever likes, asked about each time.
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if !knows(&asked, &tag) {
        return Response::from_parts(parts, Body::from(bytes));
    }
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// Whether somebody has what this tag, in quotes, names; compared weakly.
pub fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|all| all.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    tags.any(|one| one == tag || one == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weakly_in_a_list_or_by_a_star() {
        for (lines, expect) in [
            (&["\"a\""][..], true),
            (&["W/\"a\""], true),
            (&["\"b\", W/\"a\""], true),
            (&["\"b\"", "\"a\""], true),
            (&["*"], true),
            (&["\"b\""], false),
            (&["a"], false),
            (&[], false),
        ] {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::IF_NONE_MATCH, HeaderValue::from_static(line));
            }
            assert_eq!(knows(&headers, "\"a\""), expect, "{lines:?}");
        }
    }
}
