//! What is said where the sheet beside a meter opens nothing: unknown, closed, replaced and expired are told apart from
//! nobody. And where it would, but something is in the way.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::error::ErrorKind;
use crate::format;
use crate::shell::Shell;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_link_gone.html")]
pub struct ReadingLinkGonePage {
    /// Language; nothing else of the frame is shown.
    pub shell: Shell,
    /// What happened.
    pub kind: ErrorKind,
    /// What to quote when asking for help: the request id.
    pub reference: Option<String>,
}

html!(ReadingLinkGonePage);

impl ReadingLinkGonePage {
    fn title(&self) -> String {
        let key = match self.kind {
            ErrorKind::NotFound => "link-gone",
            ErrorKind::NotAllowedHere => "link-not-so",
            ErrorKind::TooMany { .. } => "link-too-many",
            _ => "link-not-kept",
        };
        self.shell.t(key).to_string()
    }

    fn text(&self) -> String {
        match self.kind {
            ErrorKind::NotFound => self.shell.t("link-gone-text").to_string(),
            ErrorKind::NotAllowedHere => self.shell.t("link-not-so-text").to_string(),
            ErrorKind::TooMany { .. } => self.shell.t("link-too-many-text").to_string(),
            ErrorKind::TooLarge { max_bytes } => {
                self.shell.t("link-too-large-text").with("max", format::bytes(max_bytes)).to_string()
            }
            _ => self.shell.t("link-not-kept-text").to_string(),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingLinkGonePage)> {
        let page = |kind| ReadingLinkGonePage {
            shell: Shell::new(Lang::Fr, ""),
            kind,
            reference: Some("5d1c7a52".to_owned()),
        };
        vec![
            ("gone", ReadingLinkGonePage { reference: None, ..page(ErrorKind::NotFound) }),
            ("method", page(ErrorKind::NotAllowedHere)),
            ("too-many", page(ErrorKind::TooMany { wait_s: 600 })),
            ("too-large", page(ErrorKind::TooLarge { max_bytes: 8_000_000 })),
            ("failed", page(ErrorKind::Unavailable)),
        ]
    }
}
