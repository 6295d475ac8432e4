//! What the federations of an organisation see of it: sums always, its name and figures only with its consent.
//!
//! Fields: `federation` (code) with `give` or `take_back`; `invitation` (id) with `join`, `decline` or `stop` (reminders).

use askama::Template;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// A federation, and what the organisation said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Towards {
    /// Code and name.
    pub federation: Named,
    /// The organisation is a member today.
    pub member: bool,
    /// Every consent, the newest first.
    pub consents: Vec<Consent>,
}

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
    /// Who gave it, where it was a person.
    pub by: Option<String>,
}

/// A federation that asks the organisation to join it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id of the invitation.
    pub invitation: String,
    /// Which federation.
    pub federation: Named,
    /// The year whose figures it collects.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// The organisation wants no reminder.
    pub refuses: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/consents.html")]
pub struct ConsentsPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Federations that wait for its answer.
    pub asked: Vec<Asked>,
    /// Its federations, those it left too where it once consented.
    pub federations: Vec<Towards>,
    /// Today.
    pub on: Day,
}

html!(ConsentsPage);

impl Towards {
    /// Since when it consents.
    fn since(&self) -> Option<Day> {
        self.consents.iter().find(|one| one.to.is_none()).map(|one| one.from)
    }

    /// *Accord donné le 21/11/2026*, where one stands.
    fn given(&self, shell: &Shell) -> Option<String> {
        let since = self.since()?;
        Some(shell.t("consents-given").with("day", format::day(since)).to_string())
    }
}

impl ConsentsPage {
    fn title(&self) -> String {
        self.shell.t("consents-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("consents-crumb").to_string()),
        ]
    }

    fn action(&self) -> String {
        urls::consents(&self.organisation.code)
    }

    fn answer(&self) -> String {
        let named = self.federations.iter().filter(|f| f.member && f.since().is_some()).count();
        let members = self.federations.iter().filter(|f| f.member).count();
        self.shell.t("consents-answer").count("count", members).count("named", named).to_string()
    }

    /// *La fédération … vous invite à la rejoindre, pour réunir l’année 2025 jusqu’au 30/06/2026.*
    fn asks(&self, asked: &Asked) -> String {
        let said = self.shell.t("consents-asked").with("federation", &asked.federation.name);
        said.with("year", asked.year).with("day", format::day(asked.closes_on)).to_string()
    }

    /// Exactly what becomes visible.
    fn becomes_visible(&self, federation: &Named) -> String {
        self.shell
            .t("consents-becomes")
            .with("federation", &federation.name)
            .with("day", format::day(self.on))
            .to_string()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ConsentsPage)> {
        let consent = |from, to| Consent { from, to, by: Some("Claire Martin".to_owned()) };
        let towards = |name: &str, member, consents| Towards {
            federation: Named::new(name.to_lowercase().replace(' ', "-"), name),
            member,
            consents,
        };
        let some = ConsentsPage {
            shell: samples::shell(urls::consents(&samples::organisation().code)),
            organisation: samples::organisation(),
            asked: Vec::new(),
            federations: vec![
                towards(
                    "Fédération du Val Clair",
                    true,
                    vec![
                        consent(samples::day(2026, 1, 5), None),
                        consent(samples::day(2025, 3, 3), Some(samples::day(2025, 9, 1))),
                    ],
                ),
                towards("Union des maisons", true, Vec::new()),
                towards("Ancienne fédération", false, vec![consent(samples::day(2024, 2, 1), None)]),
            ],
            on: samples::today(),
        };
        let none = ConsentsPage { federations: Vec::new(), ..some.clone() };
        let asked = Asked {
            invitation: "0000000000001".to_owned(),
            federation: super::federations::federation(),
            year: 2025,
            closes_on: samples::day(2026, 6, 30),
            refuses: false,
        };
        let asked = ConsentsPage { asked: vec![asked], ..none.clone() };
        vec![("some", some), ("asked", asked), ("none", none)]
    }
}
