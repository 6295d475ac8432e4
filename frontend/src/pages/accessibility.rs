//! How far the site is accessible: what was tested how, which limits are known, whom to tell.

use askama::Template;
use eclaireur_models::lang::Lang;

use crate::shell::{Crumb, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/accessibility.html")]
pub struct AccessibilityPage {
    /// Frame.
    pub shell: Shell,
    /// How whoever runs the service is reached.
    pub contact: Option<String>,
}

html!(AccessibilityPage);

impl AccessibilityPage {
    fn title(&self) -> String {
        self.shell.t("accessibility-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("accessibility-crumb").to_string()),
        ]
    }

    fn told(&self) -> String {
        match &self.contact {
            Some(contact) => self.shell.t("accessibility-contact").with("contact", contact).to_string(),
            None => self.shell.t("accessibility-contact-unknown").to_string(),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccessibilityPage)> {
        let unknown = AccessibilityPage { shell: Shell::new(Lang::Fr, urls::accessibility()), contact: None };
        let known = AccessibilityPage { contact: Some("aide@exemple.be".to_owned()), ..unknown.clone() };
        vec![("known", known), ("unknown", unknown)]
    }
}
