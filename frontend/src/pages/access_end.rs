//! What happens when an access is taken away, asked before it is; and why the last manager cannot go.

use askama::Template;

use super::access::{self, GivenBy, GrantLine};
use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/access_end.html")]
pub struct AccessEndPage {
    /// Frame.
    pub shell: Shell,
    /// Which organisation.
    pub organisation: Named,
    /// What is taken away.
    pub line: GrantLine,
    /// Nobody else manages the whole organisation today: it cannot be.
    pub is_last: bool,
    /// It is one's own.
    pub is_own: bool,
}

html!(AccessEndPage);

impl AccessEndPage {
    fn title(&self) -> String {
        self.shell.t("access-end-title").with("person", &self.line.person).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        access::crumbs(&self.shell, &self.organisation, Some(self.shell.t("access-end").to_string()))
    }

    fn action(&self) -> String {
        urls::access_end(&self.organisation.code, &self.line.id)
    }

    fn held(&self) -> String {
        self.shell
            .t("access-end-held")
            .with("role", access::role(self.shell.body_lang(), self.line.role))
            .with("from", format::day(self.line.from))
            .to_string()
    }

    fn invite(&self) -> String {
        urls::with_query(&urls::access_invite(&self.organisation.code), &[("role", "manager")])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccessEndPage)> {
        let organisation = samples::organisation();
        let line = GrantLine {
            id: "0000000000002".to_owned(),
            person: "conseil@example.be".to_owned(),
            role: "adviser",
            buildings: None,
            from: samples::day(2026, 1, 15),
            to: Some(samples::day(2027, 1, 15)),
            by: GivenBy::Machine,
            seen_on: None,
            waits: false,
            revoked_on: None,
        };
        let adviser = AccessEndPage {
            shell: samples::shell(urls::access_end(&organisation.code, &line.id)),
            organisation,
            line,
            is_last: false,
            is_own: false,
        };
        let manager =
            GrantLine { role: "manager", person: "Jeanne Lambert".to_owned(), ..adviser.line.clone() };
        let own = AccessEndPage { line: manager, is_own: true, ..adviser.clone() };
        let last = AccessEndPage { is_last: true, ..own.clone() };
        vec![("adviser", adviser), ("own", own), ("last", last)]
    }
}
