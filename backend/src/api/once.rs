//! `Idempotency-Key`: a request that is sent twice is done once.
//!
//! A key holds for one organisation and 24 hours, with the hash of the request it came with. The same request again gets the
//! first answer (`idempotency-replayed: true`); another request with the same key is refused; while the first one runs, the
//! second is told to wait. Only what was done is kept: after a refusal or a failure the key is free again.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use eclaireur_frontend::pages::error::ErrorKind;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::store::idempotency::{self, Claim, LONGEST_ANSWER, LONGEST_KEY};
use crate::store::{OrganisationId, StoreError};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Seconds after which somebody who was told to wait may ask again.
const WAIT_S: u32 = 5;

/// The key of a request, where it has one.
fn key_of(headers: &HeaderMap) -> AppResult<Option<String>> {
    let mut given = headers.get_all(KEY).iter();
    let Some(value) = given.next() else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| {
        (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
    });
    match key {
        Some(key) if given.next().is_none() => Ok(Some(key.to_owned())),
        _ => Err(AppError::unprocessable("idempotency-key-unreadable")),
    }
}

/// What makes an upload the same: its address with the query, its fields, its files. Not how the parts were told apart,
/// which every client does anew.
pub fn fingerprint(address: &str, posted: &Posted) -> String {
    let mut all = Sha256::new();
    let mut add = |bytes: &[u8]| {
        all.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        all.update(bytes);
    };
    add(address.as_bytes());
    for name in posted.form.names() {
        add(name.as_bytes());
        add(posted.form.get(name).as_bytes());
    }
    for (field, sent) in &posted.files {
        add(field.as_bytes());
        add(sent.name.as_bytes());
        add(&sent.bytes);
    }
    crate::store::ledger::hex(&all.finalize())
}

/// Does the work of a request once.
pub async fn once(
    app: &App,
    tenant: OrganisationId,
    headers: &HeaderMap,
    request: impl FnOnce() -> String,
    work: impl Future<Output = AppResult>,
) -> AppResult {
    let Some(key) = key_of(headers)? else { return work.await };
    let (now, request) = (app.clock.now(), request());
    let tx = app.db.begin().await?;
    let claim = idempotency::claim(&tx, tenant, &key, &request, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    match claim {
        Claim::Ours => {}
        Claim::Done { status, answer } => return Ok(replayed(status, answer)),
        Claim::Other => return Err(AppError::unprocessable("idempotency-key-reused")),
        Claim::Busy => return Err(AppError::new(ErrorKind::Conflict).coded("idempotency-key-in-use")),
        Claim::Full => return Err(AppError::new(ErrorKind::TooMany { wait_s: WAIT_S })),
    }
    let done = work.await;
    let response = match done {
        Ok(response) if response.status().is_success() => response,
        other => {
            let tx = app.db.begin().await?;
            idempotency::release(&tx, tenant, &key, now).await?;
            tx.commit().await.map_err(StoreError::from)?;
            return other;
        }
    };
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(anyhow::Error::from)?;
    let text = core::str::from_utf8(&bytes).ok().filter(|text| text.len() <= LONGEST_ANSWER);
    let tx = app.db.begin().await?;
    idempotency::finish(&tx, tenant, &key, now, parts.status.as_u16(), text).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn replayed(status: u16, answer: String) -> Response {
    let mut response = Response::new(Body::from(answer));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_word_of_visible_letters() {
        let read = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(KEY, HeaderValue::from_str(value).unwrap());
            }
            key_of(&headers).map_err(drop)
        };
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["2026-11-21/a.csv"]), Ok(Some("2026-11-21/a.csv".to_owned())));
        for values in [&[""][..], &["a b"], &["é"], &["a", "b"], &[&"x".repeat(201)]] {
            assert_eq!(read(values), Err(()), "{values:?}");
        }
    }
}
