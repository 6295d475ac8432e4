//! The tables an organisation described itself: whose they are, how they are known, and how to stop knowing them.

use askama::Template;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// A description that holds, or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingLine {
    /// Id and name of the sender.
    pub mapping: Named,
    /// Headers it is known by.
    pub headers: Vec<String>,
    /// Since.
    pub since: Day,
    /// Not used any more since.
    pub forgotten: Option<Day>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/mappings.html")]
pub struct MappingsPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Those that hold, then those that were forgotten lately.
    pub mappings: Vec<MappingLine>,
}

html!(MappingsPage);

/// Headers shown of one.
const HEADERS: usize = 6;

impl MappingsPage {
    fn title(&self) -> String {
        self.shell.t("mappings-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::to(self.shell.t("frame-imports").to_string(), urls::imports(&self.organisation.code)),
            Crumb::here(self.shell.t("mappings-crumb").to_string()),
        ]
    }

    /// The first headers, and how many more there are.
    fn headers(&self, line: &MappingLine) -> String {
        let said: Vec<&str> =
            line.headers.iter().map(String::as_str).filter(|h| !h.trim().is_empty()).collect();
        let shown = said.iter().take(HEADERS).copied().collect::<Vec<_>>().join(" · ");
        match said.len().saturating_sub(HEADERS) {
            _ if said.is_empty() => {
                self.shell.t("mappings-no-headers").count("count", line.headers.len()).to_string()
            }
            0 => shown,
            more => {
                self.shell.t("mappings-more-headers").with("headers", shown).count("count", more).to_string()
            }
        }
    }

    fn action(&self, line: &MappingLine) -> String {
        let (o, m) = (&self.organisation.code, &line.mapping.code);
        if line.forgotten.is_some() { urls::mapping_restore(o, m) } else { urls::mapping_forget(o, m) }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MappingsPage)> {
        let line = |id: &str, sender: &str, headers: &[&str], forgotten| MappingLine {
            mapping: Named::new(id, sender),
            headers: headers.iter().map(|h| (*h).to_owned()).collect(),
            since: samples::day(2026, 1, 12),
            forgotten,
        };
        let empty = MappingsPage {
            shell: samples::shell(urls::mappings(&samples::organisation().code)),
            organisation: samples::organisation(),
            mappings: Vec::new(),
        };
        let mut some = empty.clone();
        some.mappings = vec![
            line("1", "Régulation de la chaufferie", &["Moment", "Drapeau", "Grandeur A"], None),
            line("2", "Relevés du concierge", &["", "", ""], None),
            line(
                "3",
                "Ancien fournisseur",
                &["A", "B", "C", "D", "E", "F", "G", "H"],
                Some(samples::day(2026, 1, 20)),
            ),
        ];
        vec![("empty", empty), ("some", some)]
    }
}
