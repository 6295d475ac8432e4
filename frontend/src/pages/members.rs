//! The members of a federation: by name those that consent, the others as a number.

use askama::Template;
use eclaireur_models::period::Day;

use super::federations::federation;
use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;

/// A member that consents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Code and name.
    pub organisation: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Name of its commune.
    pub commune: Option<String>,
    /// Buildings in use.
    pub buildings: usize,
    /// Since when it consents.
    pub since: Day,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/members.html")]
pub struct MembersPage {
    /// Frame.
    pub shell: Shell,
    /// Which federation.
    pub federation: Named,
    /// Those that consent.
    pub members: Vec<MemberLine>,
    /// How many do not.
    pub others: usize,
}

html!(MembersPage);

impl MembersPage {
    fn title(&self) -> String {
        self.shell.t("members-title").with("federation", &self.federation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::here(self.shell.t("members-crumb").with("federation", &self.federation.name).to_string()),
        ]
    }

    fn answer(&self) -> String {
        self.shell.t("members-answer").count("count", self.members.len()).to_string()
    }

    fn others(&self) -> String {
        self.shell.t("members-others").count("count", self.others).to_string()
    }

    fn files(&self) -> Files {
        let code = &self.federation.code;
        let what = self.shell.t("table-members").to_string();
        Files::new(what, [urls::members_csv(code), urls::members_xlsx(code)], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MembersPage)> {
        let mut shell = samples::shell(urls::members(&federation().code));
        shell.organisation = None;
        let some = MembersPage {
            shell,
            federation: federation(),
            members: vec![MemberLine {
                organisation: samples::organisation(),
                activity: Some("Maison de repos (MR/MRS)".to_owned()),
                commune: Some("Namur".to_owned()),
                buildings: 3,
                since: samples::day(2026, 1, 5),
            }],
            others: 12,
        };
        let nobody = MembersPage { members: Vec::new(), ..some.clone() };
        let empty = MembersPage { others: 0, ..nobody.clone() };
        vec![("some", some), ("nobody", nobody), ("empty", empty)]
    }
}
