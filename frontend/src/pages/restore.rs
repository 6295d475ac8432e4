//! An organisation put back from its archive. Field: `file`.

use askama::Template;

use super::samples;
use crate::format;
use crate::forms::{Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/restore.html")]
pub struct RestorePage {
    /// Frame.
    pub shell: Shell,
    /// Largest archive, in bytes.
    pub max_bytes: u64,
    /// Why the last attempt failed.
    pub problem: Option<Problem>,
    /// The organisation that is here already.
    pub held: Option<Named>,
}

html!(RestorePage);

impl RestorePage {
    fn title(&self) -> String {
        self.shell.t("restore-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("restore-crumb").to_string()),
        ]
    }

    fn limit(&self) -> String {
        self.shell.t("restore-limit").with("max", format::bytes(self.max_bytes)).to_string()
    }

    fn problem(&self) -> Option<String> {
        self.problem.as_ref().map(|p| p.sentence(self.shell.body_lang()))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, RestorePage)> {
        let empty = RestorePage {
            shell: Shell::new(eclaireur_models::lang::Lang::Fr, urls::restore()),
            max_bytes: 50_000_000,
            problem: None,
            held: None,
        };
        let damaged = RestorePage {
            problem: Some(Problem::new(ProblemCode::ArchiveDamaged).with("place", "meters.jsonl:3")),
            ..empty.clone()
        };
        let exists = RestorePage {
            problem: Some(
                Problem::new(ProblemCode::ArchiveExists).with("name", samples::organisation().name),
            ),
            held: Some(samples::organisation()),
            ..empty.clone()
        };
        vec![("empty", empty), ("damaged", damaged), ("exists", exists)]
    }
}
