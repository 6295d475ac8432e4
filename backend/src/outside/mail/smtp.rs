//! Mails over SMTP, with TLS unless the server is this machine.

use core::time::Duration;

use anyhow::{Context as _, Result};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::Post;
use crate::config::Secret;

/// How long a server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server.
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// The server of this address; nothing is sent yet.
    ///
    /// # Errors
    /// An address that cannot be understood.
    pub fn new(url: &str, user: Option<&str>, password: Option<&Secret>) -> Result<Smtp> {
        // The address may be that of a person: it is not told again.
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .ok()
            .context("mail_smtp_url cannot be understood: smtps://host, or smtp://host:587?tls=required")?
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(password)) = (user, password) {
            transport =
                transport.credentials(Credentials::new(user.to_owned(), password.reveal().to_owned()));
        }
        Ok(Smtp(transport.build()))
    }
}

impl Post for Smtp {
    fn send(&self, message: Message) -> BoxFuture<'_, Result<()>> {
        async move {
            // What a server answers may repeat the address: only the kind of trouble is told.
            self.0.send(message).await.map(drop).map_err(|error| {
                let kind = match (error.is_permanent(), error.is_transient(), error.is_timeout()) {
                    (true, _, _) => "the server refuses",
                    (_, true, _) => "the server asks to come back later",
                    (_, _, true) => "the server takes too long",
                    _ => "the server cannot be reached or understood",
                };
                anyhow::anyhow!(kind)
            })
        }
        .boxed()
    }
}
