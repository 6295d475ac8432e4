//! Somebody outside asked over HTTPS: at the address of the settings alone, told nothing beside the question, read up to a length.
//!
//! Does *not* know what is asked, nor what a status means: each service does.

use core::time::Duration;
use std::sync::Once;

use reqwest::{Client, Response, redirect};

/// Why a body was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The connection broke; what was said at the root.
    Broke(String),
    /// Longer than any right answer.
    TooLong,
}

/// A client of its own for each question: there are a few a day, and none keeps a connection open meanwhile.
///
/// # Errors
/// It cannot be made on this machine.
pub fn client(connect: Duration) -> Result<Client, reqwest::Error> {
    name_tls_provider();
    Client::builder()
        .user_agent(concat!("eclaireur/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(connect)
        .build()
}

/// Says once which cryptography TLS uses: `ring`, as for the database; without a word reqwest would not start.
pub fn name_tls_provider() {
    static ONCE: Once = Once::new();
    // An error means that the process has named one already.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// What an answer holds, up to `longest` bytes.
///
/// # Errors
/// It is longer, or the connection broke.
pub async fn body(mut response: Response, longest: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Unread::Broke(said(&error)))? {
        if bytes.len() + chunk.len() > longest {
            return Err(Unread::TooLong);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an error says at its root: the error itself would say the address, which may have a key in it.
pub fn said(error: &reqwest::Error) -> String {
    let mut said = "the connection broke".to_owned();
    let mut source = core::error::Error::source(error);
    while let Some(deeper) = source {
        said = deeper.to_string();
        source = deeper.source();
    }
    said
}
