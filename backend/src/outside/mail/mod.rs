//! Mails on their way out: one trait, over SMTP or into a folder.

pub mod file;
pub mod smtp;

use core::time::Duration;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use futures_util::future::BoxFuture;
use lettre::Address;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};

/// Somebody who takes mails along.
pub trait Post: Send + Sync {
    /// Takes one along.
    fn send(&self, message: Message) -> BoxFuture<'_, Result<()>>;
}

/// Whether mail can be sent to this address.
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.contains('@') && text.parse::<Address>().is_ok()
}

/// A mail as it travels. Every header is written by the library from typed parts, so that nothing that was typed can add one.
///
/// # Errors
/// An address that is none.
pub fn message(from: &Mailbox, to: &str, subject: &str, text: String, now: i64) -> Result<Message> {
    // What went wrong is told without the address.
    let to: Address = to.parse().ok().context("the address is none")?;
    let sent = UNIX_EPOCH + Duration::from_secs(u64::try_from(now).unwrap_or(0));
    let id = format!("<{}@{}>", crate::store::secret::fresh()?, from.email.domain());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(sent)
        .message_id(Some(id))
        .header(ContentType::TEXT_PLAIN)
        .body(text)
        .context("writing a mail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_adds_a_header() {
        let from = Mailbox::new(Some("Éclaireur".to_owned()), "energie@example.be".parse().unwrap());
        for wrong in
            ["anne@example.be\r\nBcc: all@example.be", "anne", "", "a@b@c", "anne@example.be, b@c.be"]
        {
            assert!(!is_address(wrong) && message(&from, wrong, "x", String::new(), 0).is_err(), "{wrong}");
        }
        let sent = message(&from, "anne@example.be", "A\r\nBcc: b@c.be", "Bonjour\nà vous".to_owned(), 0);
        let text = String::from_utf8(sent.unwrap().formatted()).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
    }
}
