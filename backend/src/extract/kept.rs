//! Answers that are the same while nothing is written: kept in memory, and given again for the price of one query.
//!
//! An answer of a building hangs on its address, the day, the newest entries of the logs of its organisation and of the
//! service (every write leaves one), and its assessment. All of them are in the key: nothing need ever be thrown out but to
//! make room. What is not of now is never kept.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use eclaireur_models::access::Subject;

use crate::app::App;
use crate::assessing;
use crate::doors::Visit;
use crate::error::AppError;
use crate::pages::download::STALE;
use crate::store::assessments;

/// Bytes kept together; a page with its charts has some hundred thousand.
const ROOM: usize = 32 * 1024 * 1024;
/// Bytes of the largest answer that is kept.
const LARGEST: usize = 4 * 1024 * 1024;

/// Answers kept, the least asked for going first.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    bytes: usize,
    turn: u64,
    by_key: HashMap<Arc<str>, (u64, Answer)>,
    by_turn: BTreeMap<u64, Arc<str>>,
}

#[derive(Debug, Clone)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn size(&self, key: &str) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        self.body.len() + headers + 2 * key.len()
    }
}

impl Kept {
    fn get(&self, key: &str) -> Option<Answer> {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shelf = &mut *guard;
        let (key, (last, answer)) = shelf.by_key.get_key_value(key)?;
        let (key, last, answer) = (key.clone(), *last, answer.clone());
        shelf.by_turn.remove(&last);
        shelf.put(key, answer.clone());
        Some(answer)
    }

    fn put(&self, key: String, answer: Answer, room: usize) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key: Arc<str> = key.into();
        shelf.remove(&key);
        shelf.bytes += answer.size(&key);
        shelf.put(key, answer);
        while shelf.bytes > room {
            let Some(oldest) = shelf.by_turn.values().next().cloned() else { return };
            shelf.remove(&oldest);
        }
    }
}

impl Shelf {
    fn put(&mut self, key: Arc<str>, answer: Answer) {
        self.turn += 1;
        self.by_turn.insert(self.turn, key.clone());
        self.by_key.insert(key, (self.turn, answer));
    }

    fn remove(&mut self, key: &str) {
        if let Some((turn, answer)) = self.by_key.remove(key) {
            self.by_turn.remove(&turn);
            self.bytes = self.bytes.saturating_sub(answer.size(key));
        }
    }
}

/// Layer of what is told of one building: the answer that is kept, else the one that is made now, which is kept.
pub async fn again(
    State(app): State<App>,
    Path(of): Path<BTreeMap<String, String>>,
    request: Request,
    next: Next,
) -> Response {
    // Whoever has it already is answered by the handler.
    let asked = *request.method() == Method::GET && !request.headers().contains_key(header::IF_NONE_MATCH);
    let Some(code) = of.get("b").filter(|_| asked) else { return next.run(request).await };
    let stamp = match assessments::stamp(app.db.read(), code, &assessing::now(&app)).await {
        Ok(Some(stamp)) if stamp.fresh => stamp,
        Ok(_) => return next.run(request).await,
        Err(error) => return AppError::from(error).into_response(),
    };
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    // A page differs by who looks at it, what a program is told does not; both asked at the door before.
    let face = if address.starts_with("/api/") { String::new() } else { face(&request) };
    let key = format!("{address}\n{}\n{}\n{face}", app.clock.today(), stamp.text);
    if let Some(Answer { headers, body }) = app.kept.get(&key) {
        return (headers, body).into_response();
    }
    let response = next.run(request).await;
    let stale = response.headers().contains_key(STALE);
    if response.status() != StatusCode::OK || stale {
        return response;
    }
    let (parts, body) = response.into_parts();
    // Every one of these answers is whole in memory already.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return AppError::from(anyhow::anyhow!("an answer broke off")).into_response();
    };
    if body.len() <= LARGEST {
        // Bytes of its own, without the room a page is written in: what is counted is what is held.
        let held = Bytes::copy_from_slice(&body);
        app.kept.put(key, Answer { headers: parts.headers.clone(), body: held }, ROOM);
    }
    Response::from_parts(parts, Body::from(body))
}

/// What of the visitor a page shows: the forms of their session, and what they may do.
fn face(request: &Request) -> String {
    let Some(visit) = request.extensions().get::<Visit>() else { return String::new() };
    let session = visit.csrf.as_deref().unwrap_or_default();
    format!("{session}\n{:?}\n{:?}", visit.who, request.extensions().get::<Subject>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(bytes: usize) -> Answer {
        Answer { headers: HeaderMap::new(), body: Bytes::from(vec![0; bytes]) }
    }

    #[test]
    fn what_was_asked_for_least_lately_makes_room() {
        let kept = Kept::default();
        let there = |key: &str| kept.0.lock().unwrap().by_key.contains_key(key);
        for key in ["a", "b", "c"] {
            kept.put(key.to_owned(), answer(100), 310);
        }
        assert_eq!(kept.get("a").map(|a| a.body.len()), Some(100));
        assert!(kept.get("x").is_none());
        kept.put("d".to_owned(), answer(100), 310);
        assert_eq!(["a", "b", "c", "d"].map(there), [true, false, true, true]);
        kept.put("d".to_owned(), answer(50), 310);
        assert_eq!(kept.0.lock().unwrap().bytes, 2 * 102 + 52, "the same again takes its own place");
        kept.put("e".to_owned(), answer(1_000), 310);
        let shelf = kept.0.lock().unwrap();
        assert_eq!(
            (shelf.bytes, shelf.by_key.len(), shelf.by_turn.len()),
            (0, 0, 0),
            "too large for the room"
        );
    }
}
