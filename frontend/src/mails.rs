//! Mails: short, plain text, French. What they are called and what they say; sending is somebody else's.

use askama::Template;
use eclaireur_models::lang::Lang;

use crate::shell::RenderError;
use crate::text::Say;

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// An account was opened: a link to its first password.
    Invitation,
    /// A link to another password.
    Reset,
    /// A link that signs in.
    SignIn,
    /// To a new address: a link that confirms it.
    Address,
    /// To the old address: another one was asked for.
    AddressAsked,
    /// To the old address: another one holds.
    AddressChanged,
    /// The password is another.
    PasswordChanged,
    /// The second factor was set.
    FactorSet,
    /// The second factor was dropped.
    FactorDropped,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [MailKind; 9] = [
        MailKind::Invitation,
        MailKind::Reset,
        MailKind::SignIn,
        MailKind::Address,
        MailKind::AddressAsked,
        MailKind::AddressChanged,
        MailKind::PasswordChanged,
        MailKind::FactorSet,
        MailKind::FactorDropped,
    ];

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            MailKind::Invitation => ("mail-invitation-subject", "mail-invitation-text"),
            MailKind::Reset => ("mail-reset-subject", "mail-reset-text"),
            MailKind::SignIn => ("mail-sign-in-subject", "mail-sign-in-text"),
            MailKind::Address => ("mail-address-subject", "mail-address-text"),
            MailKind::AddressAsked => ("mail-address-asked-subject", "mail-address-asked-text"),
            MailKind::AddressChanged => ("mail-address-changed-subject", "mail-address-changed-text"),
            MailKind::PasswordChanged => ("mail-password-subject", "mail-password-text"),
            MailKind::FactorSet => ("mail-factor-set-subject", "mail-factor-set-text"),
            MailKind::FactorDropped => ("mail-factor-dropped-subject", "mail-factor-dropped-text"),
        }
    }
}

/// A mail to be written.
#[derive(Debug, Clone, Template)]
#[template(path = "mails/mail.txt")]
pub struct Mail {
    /// Language of whoever gets it.
    pub lang: Lang,
    /// What it is about.
    pub kind: MailKind,
    /// What the person is called; empty when it is not known.
    pub name: String,
    /// What it opens.
    pub link: Option<String>,
    /// Minutes for which the link serves.
    pub minutes: i64,
    /// Address of the service.
    pub service: String,
}

impl Mail {
    /// The subject: one line.
    pub fn subject(&self) -> String {
        Say::new(self.lang, self.kind.keys().0).to_string()
    }

    /// The text.
    ///
    /// # Errors
    /// The template fails.
    pub fn text(&self) -> Result<String, RenderError> {
        Ok(self.render()?)
    }

    fn hello(&self) -> String {
        // A name is one line, whatever was typed.
        let name = self.name.split(char::is_control).map(str::trim).filter(|part| !part.is_empty());
        let name = name.collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Say::new(self.lang, "mail-hello-nobody").to_string();
        }
        Say::new(self.lang, "mail-hello").with("name", name).to_string()
    }

    fn body(&self) -> String {
        Say::new(self.lang, self.kind.keys().1).to_string()
    }

    fn until(&self) -> String {
        let (key, many) = match self.minutes {
            minutes if minutes >= 2 * 24 * 60 => ("mail-until-days", minutes / (24 * 60)),
            minutes if minutes >= 60 => ("mail-until-hours", minutes / 60),
            minutes => ("mail-until-minutes", minutes),
        };
        Say::owned(self.lang, key.to_owned()).count("many", usize::try_from(many).unwrap_or(0)).to_string()
    }

    fn foot(&self) -> String {
        Say::new(self.lang, "mail-foot").with("service", &self.service).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_is_whole_short_and_in_one_piece() {
        for kind in MailKind::ALL {
            let mail = Mail {
                lang: Lang::Fr,
                kind,
                name: "Anne\r\nBcc: all@example.be".to_owned(),
                link: Some("https://energie.example.be/mot-de-passe/abc".to_owned()),
                minutes: 60,
                service: "https://energie.example.be".to_owned(),
            };
            let (subject, text) = (mail.subject(), mail.text().unwrap());
            assert!(!subject.is_empty() && !subject.contains(char::is_control), "{subject}");
            assert!(text.lines().count() < 20 && text.contains("/mot-de-passe/abc"), "{text}");
            assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
            assert!(!text.contains("{$") && !text.contains("{ $") && !text.contains('['), "{text}");
        }
    }
}
