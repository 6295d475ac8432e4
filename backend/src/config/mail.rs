//! Settings of mail: over which server, in whose name; into a folder without one.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail, ensure};
use lettre::message::Mailbox;
use reqwest::Url;
use serde::Deserialize;

use super::Secret;
use crate::outside::files;

/// What may be set, each part perhaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct MailLayer {
    /// `smtps://user@host`, or `smtp://user@host:587` (STARTTLS); the password apart.
    pub mail_smtp_url: Option<String>,
    /// Its password.
    pub mail_smtp_password: Option<Secret>,
    /// A file that holds it.
    pub mail_smtp_password_file: Option<PathBuf>,
    /// In whose name: `Éclaireur <energie@example.be>`.
    pub mail_from: Option<String>,
    /// Folder for mails where no server is named.
    pub mail_folder: Option<PathBuf>,
}

/// How mails leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Over a server.
    Smtp {
        /// Its address, with how TLS is spoken.
        url: String,
        /// In which name we come.
        user: Option<String>,
        /// With which password.
        password: Option<Secret>,
    },
    /// Into a folder.
    Folder(PathBuf),
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// How they leave.
    pub way: Way,
    /// In whose name.
    pub from: Mailbox,
}

impl MailLayer {
    pub(super) fn from_variables(read: impl Fn(&str) -> Option<String>) -> MailLayer {
        MailLayer {
            mail_smtp_url: read("MAIL_SMTP_URL"),
            mail_smtp_password: read("MAIL_SMTP_PASSWORD").map(Secret::new),
            mail_smtp_password_file: read("MAIL_SMTP_PASSWORD_FILE").map(PathBuf::from),
            mail_from: read("MAIL_FROM"),
            mail_folder: read("MAIL_FOLDER").map(PathBuf::from),
        }
    }

    pub(super) fn over(self, under: MailLayer) -> MailLayer {
        MailLayer {
            mail_smtp_url: self.mail_smtp_url.or(under.mail_smtp_url),
            mail_smtp_password: self.mail_smtp_password.or(under.mail_smtp_password),
            mail_smtp_password_file: self.mail_smtp_password_file.or(under.mail_smtp_password_file),
            mail_from: self.mail_from.or(under.mail_from),
            mail_folder: self.mail_folder.or(under.mail_folder),
        }
    }
}

impl MailSettings {
    /// Whether mails reach people, and not a folder only.
    pub const fn leaves(&self) -> bool {
        matches!(self.way, Way::Smtp { .. })
    }

    /// The settings of a layer, checked.
    ///
    /// # Errors
    /// An address without TLS or with a password in it, a server without a sender, a file that cannot be read.
    pub(super) fn new(layer: MailLayer) -> Result<MailSettings> {
        ensure!(
            layer.mail_smtp_url.is_none() || layer.mail_from.is_some(),
            "mail_smtp_url needs mail_from, as \"Éclaireur <energie@example.be>\""
        );
        let from = layer.mail_from.unwrap_or_else(|| "Éclaireur <eclaireur@eclaireur.local>".to_owned());
        let from = sender(&from).with_context(|| format!("mail_from `{from}` is no address"))?;
        let Some(url) = layer.mail_smtp_url else {
            let folder = layer.mail_folder.unwrap_or_else(|| PathBuf::from("data/mails"));
            return Ok(MailSettings { way: Way::Folder(folder), from });
        };
        let (url, user) = server(&url)?;
        let password = match (layer.mail_smtp_password, layer.mail_smtp_password_file) {
            (Some(_), Some(_)) => bail!("mail_smtp_password and mail_smtp_password_file: one of them"),
            (None, Some(file)) => {
                let text = files::read_text(&file, 10_000).context("mail_smtp_password_file")?;
                Some(Secret::new(text.trim_end_matches(['\r', '\n']).to_owned()))
            }
            (given, None) => given,
        };
        ensure!(
            user.is_some() == password.is_some(),
            "mail_smtp_url names a user without a password, or the other way round"
        );
        Ok(MailSettings { way: Way::Smtp { url, user, password }, from })
    }

    pub(super) fn printed(&self) -> Vec<(&'static str, String)> {
        let way = match &self.way {
            Way::Smtp { url, password, .. } => vec![
                ("mail_smtp_url", url.clone()),
                ("mail_smtp_password", if password.is_some() { "***" } else { "(none)" }.to_owned()),
            ],
            Way::Folder(folder) => vec![("mail_folder", folder.display().to_string())],
        };
        way.into_iter().chain([("mail_from", self.from.to_string())]).collect()
    }
}

/// `Name <address>`, or an address.
fn sender(text: &str) -> Option<Mailbox> {
    if text.contains(char::is_control) {
        return None;
    }
    match text.trim().strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, address)) => {
            Some(Mailbox::new(Some(name.trim().to_owned()), address.trim().parse().ok()?))
        }
        None => Some(Mailbox::new(None, text.trim().parse().ok()?)),
    }
}

/// The address without its user, TLS demanded, and the user.
fn server(text: &str) -> Result<(String, Option<String>)> {
    let mut url: Url = text.parse().ok().context("mail_smtp_url is no address")?;
    ensure!(matches!(url.scheme(), "smtp" | "smtps"), "mail_smtp_url must begin with smtp:// or smtps://");
    ensure!(url.password().is_none(), "mail_smtp_url has a password in it; use mail_smtp_password_file");
    let host = url.host_str().context("mail_smtp_url has no host")?.to_owned();
    let local = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    let tls = url.query().unwrap_or_default().to_owned();
    if url.scheme() == "smtp" && !local {
        ensure!(
            matches!(tls.as_str(), "" | "tls=required"),
            "mail_smtp_url: only ?tls=required, or smtps://"
        );
        url.set_query(Some("tls=required"));
    }
    let user = Some(url.username().replace("%40", "@")).filter(|user| !user.is_empty());
    url.set_username("").ok().context("mail_smtp_url cannot be understood")?;
    Ok((url.to_string(), user))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Result<MailSettings> {
        let read = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        MailSettings::new(MailLayer::from_variables(read))
    }

    const FROM: (&str, &str) = ("MAIL_FROM", "Éclaireur <energie@example.be>");

    #[test]
    fn without_a_word_mails_go_into_a_folder() {
        assert_eq!(settings(&[]).unwrap().way, Way::Folder("data/mails".into()));
    }

    #[test]
    fn a_server_is_spoken_to_over_tls_and_its_password_is_never_printed() {
        let url = ("MAIL_SMTP_URL", "smtp://anne%40example.be@mail.example.be:587");
        let settings = settings(&[FROM, url, ("MAIL_SMTP_PASSWORD", "geheim")]).unwrap();
        let Way::Smtp { url, user, .. } = &settings.way else { panic!("{settings:?}") };
        assert_eq!(url, "smtp://mail.example.be:587?tls=required");
        assert_eq!(user.as_deref(), Some("anne@example.be"));
        let printed = format!("{settings:?} {:?}", settings.printed());
        assert!(!printed.contains("geheim") && printed.contains("***"), "{printed}");
    }

    #[test]
    fn what_cannot_be_right_is_refused_with_the_name_of_the_setting() {
        for (pairs, word) in [
            (&[("MAIL_SMTP_URL", "smtps://mail.example.be")][..], "mail_from"),
            (&[FROM, ("MAIL_SMTP_URL", "https://mail.example.be")], "mail_smtp_url"),
            (&[FROM, ("MAIL_SMTP_URL", "smtp://a:geheim@mail.example.be")], "mail_smtp_password_file"),
            (&[FROM, ("MAIL_SMTP_URL", "smtp://mail.example.be?tls=opportunistic")], "tls"),
            (&[FROM, ("MAIL_SMTP_URL", "smtps://a@mail.example.be")], "without a password"),
            (&[("MAIL_FROM", "personne")], "mail_from"),
        ] {
            let said = format!("{:#}", settings(pairs).unwrap_err());
            assert!(said.contains(word) && !said.contains("geheim"), "{pairs:?}: {said}");
        }
    }
}
