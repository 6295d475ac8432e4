//! An answer over HTTP, whole, with what a test asks of it.

use eclaireur::outside::http::name_tls_provider;
use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder, redirect};
use serde_json::Value;

/// A client that stays where it is sent.
pub(super) fn client() -> Client {
    name_tls_provider();
    Client::builder().redirect(redirect::Policy::none()).build().expect("a client")
}

/// Status, headers and body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// Sends a request and waits for all of its answer.
    pub(crate) async fn to(request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the service answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is whole").to_vec();
        Answer { status, headers, bytes }
    }

    /// The same, if it has this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// A header; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends the visitor.
    pub(crate) fn location(&self) -> String {
        self.header("location").to_owned()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body of a page.
    #[track_caller]
    pub(crate) fn html(&self) -> String {
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8", "{}", self.text());
        self.text()
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The body of an error for programs, which must have this status and code and a reference.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let body = self.json();
        assert_eq!((&body["status"], &body["code"]), (&status.into(), &code.into()), "{body}");
        assert_eq!(body["instance"], self.header("x-request-id"), "{body}");
        assert!(body["title"].is_string() && body["type"].is_string(), "{body}");
        body
    }
}
