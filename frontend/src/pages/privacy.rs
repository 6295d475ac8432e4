//! Privacy: who answers for the data, which there are, why, how long, who sees them, what one may ask.

use askama::Template;
use eclaireur_models::lang::Lang;

use crate::shell::{Crumb, Shell};
use crate::urls;

/// How long what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Hours without a request after which a session ends.
    pub session_idle_hours: i64,
    /// Days after which a session ends in any case.
    pub session_days: i64,
    /// Days a preview waits for its confirmation.
    pub preview_days: i64,
    /// Days between the word and the deed of an erasure.
    pub erasure_days: u32,
    /// Days after its end for which the addresses of a federation's campaign are kept.
    pub invited_days: i32,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/privacy.html")]
pub struct PrivacyPage {
    /// Frame.
    pub shell: Shell,
    /// Who runs the service, as the settings say.
    pub operator: Option<String>,
    /// How they are reached.
    pub contact: Option<String>,
    /// How long what is kept.
    pub kept: Kept,
}

html!(PrivacyPage);

impl PrivacyPage {
    fn title(&self) -> String {
        self.shell.t("privacy-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("privacy-crumb").to_string()),
        ]
    }

    /// What anybody may do with what is kept of them, and where once signed in.
    fn rights() -> [(&'static str, String); 4] {
        [
            ("privacy-right-data", urls::own_data()),
            ("privacy-right-journal", urls::own_journal()),
            ("privacy-right-correct", urls::account()),
            ("privacy-right-close", urls::account_close()),
        ]
    }

    fn responsible(&self) -> String {
        match &self.operator {
            Some(name) => self.shell.t("privacy-operator").with("name", name).to_string(),
            None => self.shell.t("privacy-operator-unknown").to_string(),
        }
    }

    fn reached(&self) -> Option<String> {
        Some(self.shell.t("privacy-contact").with("contact", self.contact.as_ref()?).to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, PrivacyPage)> {
        let unknown = PrivacyPage {
            shell: Shell::new(Lang::Fr, urls::privacy()),
            operator: None,
            contact: None,
            kept: Kept {
                session_idle_hours: 8,
                session_days: 7,
                preview_days: 7,
                erasure_days: 30,
                invited_days: 180,
            },
        };
        let known = PrivacyPage {
            operator: Some("ASBL Exemple".to_owned()),
            contact: Some("vie-privee@exemple.be".to_owned()),
            ..unknown.clone()
        };
        vec![("known", known), ("unknown", unknown)]
    }
}
