//! The federations, each with how many members it has today, and the way to its scenarios.

use askama::Template;

use super::samples;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// A federation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FederationLine {
    /// Code and name.
    pub federation: Named,
    /// Organisations that are members today, not archived.
    pub members: usize,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/federations.html")]
pub struct FederationsPage {
    /// Frame.
    pub shell: Shell,
    /// Every federation.
    pub federations: Vec<FederationLine>,
    /// Organisations of the whole sector, for a reader who may see its sums.
    pub everybody: Option<usize>,
}

html!(FederationsPage);

impl FederationsPage {
    fn title(&self) -> String {
        self.shell.t("federations-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("federations-crumb").to_string()),
        ]
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, FederationsPage)> {
        let mut shell = samples::demo_shell(urls::federations());
        shell.organisation = None;
        let line = |federation, members| FederationLine { federation, members };
        let some = FederationsPage {
            shell,
            federations: vec![
                line(federation(), 8),
                line(Named::new("sans-membre", "Fédération sans membre"), 0),
            ],
            everybody: Some(31),
        };
        let cell = FederationsPage { federations: Vec::new(), ..some.clone() };
        let none = FederationsPage { everybody: None, ..cell.clone() };
        vec![("some", some), ("cell", cell), ("none", none)]
    }
}

/// The federation of all samples.
pub(super) fn federation() -> Named {
    Named::new("val-clair", "Fédération des services du Val Clair")
}
