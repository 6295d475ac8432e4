//! The questions a federation argues with: demands and norms, one card each.

use askama::Template;
use eclaireur_models::catalog::{Catalog, Change, Scenario};

use super::federations::federation;
use super::samples;
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/scenarios.html")]
pub struct ScenariosPage {
    /// Frame.
    pub shell: Shell,
    /// Whose members.
    pub federation: Named,
    /// How many members today.
    pub members: usize,
    /// The scenarios of the catalogue.
    pub scenarios: Vec<Scenario>,
}

html!(ScenariosPage);

/// Scenarios of one kind.
struct Kind {
    id: &'static str,
    title: String,
    cards: Vec<Card>,
}

struct Card {
    question: String,
    href: String,
    demand: Option<String>,
    checked: String,
}

impl ScenariosPage {
    fn title(&self) -> String {
        format!("{} · {}", self.shell.t("scenarios-title"), self.federation.name)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::here(&self.federation.name),
        ]
    }

    fn kinds(&self) -> Vec<Kind> {
        let of = |norm: bool| {
            let wanted = self.scenarios.iter().filter(|s| matches!(s.change, Change::Norm { .. }) == norm);
            wanted.map(|scenario| self.card(scenario)).collect()
        };
        let kinds = [
            Kind { id: "aides", title: self.shell.t("scenarios-aids").to_string(), cards: of(false) },
            Kind { id: "normes", title: self.shell.t("scenarios-norms").to_string(), cards: of(true) },
        ];
        kinds.into_iter().filter(|kind| !kind.cards.is_empty()).collect()
    }

    fn card(&self, scenario: &Scenario) -> Card {
        let (origin, name) = scenario.code.split_once('/').unwrap_or(("", &scenario.code));
        let demand = |code: &String| self.shell.t("scenarios-demand").with("code", code).to_string();
        Card {
            question: scenario.name.get(self.shell.body_lang()).to_owned(),
            href: urls::scenario(&self.federation.code, origin, name),
            demand: scenario.demand.as_ref().map(demand),
            checked: self
                .shell
                .t("scenarios-checked")
                .with("day", format::day(scenario.checked_on))
                .to_string(),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ScenariosPage)> {
        let scenarios: Vec<Scenario> =
            Catalog::embedded().iter().flat_map(Catalog::scenarios).cloned().collect();
        let mut shell = samples::demo_shell(urls::scenarios(&federation().code));
        shell.organisation = None;
        let all = ScenariosPage { shell, federation: federation(), members: 8, scenarios };
        vec![("all", all)]
    }
}
