//! Mails to people: written by the frontend, sent behind the answer, never waited for.
//!
//! What went wrong is logged without the address, and said on the page of the account.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use eclaireur_frontend::mails::{Mail, MailKind};
use eclaireur_models::lang::Lang;
use lettre::message::Mailbox;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::config::{MailSettings, Way};
use crate::outside::mail::{Post, file, message, smtp};
use crate::store::AccountId;
use crate::store::accounts::AccountRow;
use crate::store::links::Kind;

/// How many travel at a time.
const AT_A_TIME: usize = 4;

/// How mails leave, and whose last one did not.
pub struct Mails {
    post: Box<dyn Post>,
    from: Mailbox,
    turns: Semaphore,
    failed: Mutex<BTreeSet<AccountId>>,
}

impl Mails {
    /// As the settings say.
    ///
    /// # Errors
    /// A server that cannot be understood.
    pub fn new(settings: &MailSettings) -> anyhow::Result<Mails> {
        let post: Box<dyn Post> = match &settings.way {
            Way::Smtp { url, user, password } => {
                Box::new(smtp::Smtp::new(url, user.as_deref(), password.as_ref())?)
            }
            Way::Folder(folder) => Box::new(file::Folder(folder.clone())),
        };
        let (turns, failed) = (Semaphore::new(AT_A_TIME), Mutex::default());
        Ok(Mails { post, from: settings.from.clone(), turns, failed })
    }

    /// Whether the last mail to this account could not leave.
    pub fn failed(&self, account: AccountId) -> bool {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).contains(&account)
    }

    /// Sends a text, when its turn comes.
    pub(super) async fn send_text(
        &self,
        to: &str,
        subject: &str,
        text: String,
        now: i64,
    ) -> anyhow::Result<()> {
        let _turn = self.turns.acquire().await?;
        self.post.send(message(&self.from, to, subject, text, now)?).await
    }

    fn note(&self, account: AccountId, failed: bool) {
        let mut all = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed {
            all.insert(account)
        } else {
            all.remove(&account)
        };
    }

    async fn send(&self, account: AccountId, to: &str, mail: Mail, now: i64) {
        let sent = async { self.send_text(to, &mail.subject(), mail.text()?, now).await };
        let done: anyhow::Result<()> = sent.await;
        self.note(account, done.is_err());
        if let Err(error) = done {
            tracing::warn!(account = %account, "a mail could not leave: {error:#}");
        }
    }
}

/// Sends a mail to an account at its address, behind the answer; `link` is a path of ours and its kind.
pub fn send(app: &App, account: &AccountRow, kind: MailKind, link: Option<(String, Kind)>) {
    if let Some(to) = account.email.clone() {
        send_to(app, account, to, kind, link);
    }
}

/// The same to another address. In the demonstration nothing leaves: anybody is anybody there.
pub fn send_to(app: &App, account: &AccountRow, to: String, kind: MailKind, link: Option<(String, Kind)>) {
    if app.demo {
        return;
    }
    let mail = Mail {
        lang: Lang::Fr,
        kind,
        name: account.name.clone().unwrap_or_default(),
        minutes: link.as_ref().map_or(0, |(_, kind)| kind.lasts_s() / 60),
        link: link.map(|(path, _)| app.settings.link(&path)),
        service: app.settings.link("/"),
    };
    let (mails, id, now) = (Arc::clone(&app.mails), account.id, app.clock.now());
    tokio::spawn(async move { mails.send(id, &to, mail, now).await });
}
