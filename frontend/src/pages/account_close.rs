//! One's account closed: what goes, what stays and why, and who has to take over first. Field: `password`.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::samples;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// The password is asked for.
    Asked {
        /// The one that was given is not right.
        wrong: bool,
    },
    /// Somebody else has to be manager of these, or administrator, before.
    Last {
        /// Organisations that nobody else manages.
        organisations: Vec<Named>,
        /// Nobody else is an administrator.
        administrator: bool,
    },
    /// There is no password to ask for: it has to be chosen first.
    NoPassword,
    /// Tried too often; try again later.
    TooOften,
    /// Done: so many roles and sessions ended.
    Done {
        /// Roles that were held.
        roles: usize,
        /// Sessions that were open.
        sessions: u64,
    },
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account_close.html")]
pub struct AccountClosePage {
    /// Frame.
    pub shell: Shell,
    /// Where it stands.
    pub state: Closing,
}

html!(AccountClosePage);

impl AccountClosePage {
    fn title(&self) -> String {
        let say = match self.state {
            Closing::Done { .. } => self.shell.t("account-closed-title"),
            _ => self.shell.t("account-close-title"),
        };
        say.to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![Crumb::to(self.shell.t("frame-home").to_string(), urls::home())];
        if !matches!(self.state, Closing::Done { .. }) {
            crumbs.push(Crumb::to(self.shell.t("journal-account").to_string(), urls::account()));
        }
        crumbs.push(Crumb::here(self.shell.t("account-close-crumb").to_string()));
        crumbs
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccountClosePage)> {
        let page = |state| AccountClosePage { shell: Shell::new(Lang::Fr, urls::account_close()), state };
        vec![
            ("asked", page(Closing::Asked { wrong: false })),
            ("wrong", page(Closing::Asked { wrong: true })),
            (
                "last",
                page(Closing::Last { organisations: vec![samples::organisation()], administrator: true }),
            ),
            ("no-password", page(Closing::NoPassword)),
            ("too-often", page(Closing::TooOften)),
            ("done", page(Closing::Done { roles: 2, sessions: 1 })),
        ]
    }
}
