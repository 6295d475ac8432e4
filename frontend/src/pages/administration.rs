//! What keeps the service: accounts, catalogue. No reading of anybody.

use askama::Template;

use super::samples;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/administration.html")]
pub struct AdministrationPage {
    /// Frame.
    pub shell: Shell,
}

html!(AdministrationPage);

/// A part of the administration: its name, what it is for, where.
struct Part {
    name: String,
    text: String,
    href: String,
}

impl AdministrationPage {
    fn title(&self) -> String {
        self.shell.t("administration-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("administration-crumb").to_string()),
        ]
    }

    fn parts(&self) -> Vec<Part> {
        let lang = self.shell.body_lang();
        [
            ("administration-accounts", "administration-accounts-text", urls::admin_accounts()),
            ("administration-catalog", "administration-catalog-text", urls::admin_catalog()),
            ("administration-state", "administration-state-text", urls::admin_state()),
        ]
        .map(|(name, text, href)| Part {
            name: Say::new(lang, name).to_string(),
            text: Say::new(lang, text).to_string(),
            href,
        })
        .into()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AdministrationPage)> {
        let mut shell = samples::shell(urls::administration());
        shell.organisation = None;
        vec![("full", AdministrationPage { shell })]
    }
}
