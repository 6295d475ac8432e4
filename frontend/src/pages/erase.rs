//! An organisation that is to be erased: what goes, what stays, from when on, and the way back until then.
//!
//! Fields: `name` (the organisation's, typed once more), `action`: `demander` or `renoncer`.

use askama::Template;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// Everything of it has to be taken away first.
    ArchiveFirst,
    /// It may be asked for; the archive was taken on this day.
    Open(Day),
    /// It was asked for, and is done from this day on.
    Asked(Day),
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/erase.html")]
pub struct ErasePage {
    /// Frame.
    pub shell: Shell,
    /// Which.
    pub organisation: Named,
    /// Its id: where it is told afterwards what was removed.
    pub id: String,
    /// Where it stands.
    pub state: ErasureState,
    /// Days between the word and the deed.
    pub wait_days: u32,
    /// The name that was typed is not its name.
    pub wrong_name: bool,
}

html!(ErasePage);

impl ErasePage {
    fn title(&self) -> String {
        self.shell.t("erase-title").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("erase-crumb").to_string()),
        ]
    }

    fn asked(&self) -> Option<String> {
        let ErasureState::Asked(due) = self.state else { return None };
        Some(self.shell.t("erase-asked").with("day", format::day(due)).to_string())
    }

    fn taken(&self) -> Option<String> {
        let ErasureState::Open(on) = self.state else { return None };
        Some(self.shell.t("erase-taken").with("day", format::day(on)).to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ErasePage)> {
        let first = ErasePage {
            shell: samples::shell(urls::erase(&samples::organisation().code)),
            organisation: samples::organisation(),
            id: "01kx9abcdefgh".to_owned(),
            state: ErasureState::ArchiveFirst,
            wait_days: 30,
            wrong_name: false,
        };
        let open = ErasePage { state: ErasureState::Open(samples::today()), ..first.clone() };
        let wrong = ErasePage { wrong_name: true, ..open.clone() };
        let asked = ErasePage { state: ErasureState::Asked(samples::day(2026, 2, 20)), ..first.clone() };
        vec![("archive-first", first), ("open", open), ("wrong", wrong), ("asked", asked)]
    }
}
