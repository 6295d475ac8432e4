//! What the law asks of a building: where one stands, by when, on which conditions, and what lacks to know.
//!
//! A condition has three answers; one that is not known names the fact that lacks, where to state it and who can settle
//! it. A deadline that nobody found is not invented.

use askama::Template;
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::Cited;
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::{Condition, Decided, Obligation, Status};

use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead};
use super::figure_view::{self, SourceLine};
use super::glossary::{self, TermLink};
use super::{assessed_samples, facts, samples};
use crate::figures;
use crate::norms;
use crate::shell::{Crumb, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/obligations.html")]
pub struct ObligationsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
}

html!(ObligationsPage);

/// An obligation in words.
struct ObligationView {
    id: String,
    name: String,
    tag: String,
    class: &'static str,
    says: String,
    unsure: Option<String>,
    conditions: Vec<ConditionView>,
    sources: Vec<SourceLine>,
}

/// A condition in words.
struct ConditionView {
    asks: String,
    answer: String,
    unsure: Option<String>,
    /// Name of the fact that lacks, and where it is stated.
    lacks: Option<(String, String)>,
    who: Option<String>,
}

fn place(status: Status) -> usize {
    match status {
        Status::Overdue => 0,
        Status::Due => 1,
        Status::Unknown => 2,
        Status::Met => 3,
        Status::NotConcerned => 4,
    }
}

impl ObligationsPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("obligations-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-obligations").to_string()))
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["gtb", "comptabilite"])
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    /// Overdue first, the nearest deadline first.
    fn sorted(&self) -> Vec<&Obligation> {
        let mut all: Vec<&Obligation> = self.assessed.assessment.obligations.iter().collect();
        all.sort_by_key(|o| (place(o.status), o.deadline.is_none(), o.deadline));
        all
    }

    fn count(&self, status: Status) -> usize {
        self.assessed.assessment.obligations.iter().filter(|o| o.status == status).count()
    }

    fn answer(&self) -> String {
        if self.assessed.assessment.obligations.is_empty() {
            return self.shell.t("obligations-answer-nothing").to_string();
        }
        let (overdue, due) = (self.count(Status::Overdue), self.count(Status::Due));
        let unknown = self.count(Status::Unknown);
        let said = match (overdue, due, unknown) {
            (0, 0, 0) => self.shell.t("obligations-answer-none"),
            (0, 0, unknown) => self.shell.t("obligations-answer-unknown").count("unknown", unknown),
            (0, due, _) => self.shell.t("obligations-answer-due").count("due", due),
            (overdue, _, _) => self.shell.t("obligations-answer-overdue").count("overdue", overdue),
        };
        said.to_string()
    }

    /// The fact that settles most of what is not known: its name and its page.
    fn first(&self) -> Option<(String, String)> {
        let unknown = || {
            let open = self.sorted().into_iter().filter(|o| o.status != Status::NotConcerned);
            open.flat_map(|o| &o.conditions).filter(|c| c.answer == Decided::Unknown)
        };
        let facts: Vec<&str> = unknown().filter_map(|c| c.fact.as_deref()).collect();
        let of = |code: &&str| facts.iter().filter(|other| *other == code).count();
        // The first of those asked for most often.
        let most = facts.iter().map(&of).max()?;
        let code = facts.iter().find(|code| of(code) == most)?;
        Some((figures::fact(self.lang(), code), facts::address(self.code(), code)))
    }

    fn views(&self, concerned: bool) -> Vec<ObligationView> {
        let all = self.sorted().into_iter().enumerate();
        let kept = all.filter(|(_, o)| (o.status != Status::NotConcerned) == concerned);
        kept.map(|(at, obligation)| self.view(at, obligation)).collect()
    }

    fn concerned(&self) -> Vec<ObligationView> {
        self.views(true)
    }

    fn others(&self) -> Vec<ObligationView> {
        self.views(false)
    }

    fn view(&self, at: usize, obligation: &Obligation) -> ObligationView {
        let lang = self.lang();
        ObligationView {
            id: format!("obligation-{at}"),
            name: obligation.name.clone(),
            tag: norms::status(lang, obligation.status),
            class: match obligation.status {
                Status::Overdue => "tag tag-error",
                Status::Due | Status::Unknown => "tag tag-warning",
                Status::Met => "tag tag-done",
                Status::NotConcerned => "tag",
            },
            says: norms::obligation(lang, obligation),
            unsure: norms::certainty(lang, obligation),
            conditions: obligation.conditions.iter().map(|c| self.condition(c)).collect(),
            sources: figure_view::sources(&self.shell, &obligation.sources),
        }
    }

    fn condition(&self, condition: &Condition) -> ConditionView {
        let lang = self.lang();
        let unknown = condition.answer == Decided::Unknown;
        let fact = condition.fact.as_deref().filter(|code| unknown && facts::asked_for(code).is_some());
        ConditionView {
            asks: norms::condition(lang, condition),
            answer: norms::answer(lang, condition.answer),
            unsure: figures::certainty(lang, condition.certainty),
            lacks: fact.map(|code| (figures::fact(lang, code), facts::address(self.code(), code))),
            who: condition.settled_by.as_deref().filter(|_| unknown).map(|who| norms::settled_by(lang, who)),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ObligationsPage)> {
        let full = ObligationsPage {
            shell: samples::demo_shell(urls::obligations(&samples::building().code)),
            head: samples::head(),
            assessed: assessed_samples::full(),
        };
        let mut made = full.clone();
        made.assessed.assessment.obligations = sample_obligations();
        let mut nothing = full.clone();
        nothing.assessed.assessment.obligations.clear();
        vec![("full", full), ("made", made), ("nothing", nothing)]
    }
}

fn sample_obligations() -> Vec<Obligation> {
    let condition =
        |code: &'static str, answer, fact: Option<&'static str>, who: Option<&'static str>| Condition {
            code: code.into(),
            answer,
            fact: fact.map(Into::into),
            settled_by: who.map(Into::into),
            certainty: Certainty::Certain,
        };
    let one = |code: &'static str, name: &str, applies, status, deadline, conditions| Obligation {
        code: code.into(),
        name: name.to_owned(),
        applies,
        status,
        deadline,
        conditions,
        certainty: Certainty::Certain,
        sources: vec![Cited {
            file: format!("norms/{code}"),
            title: "UVCW, 27/11/2019 : PEB des bâtiments publics".to_owned(),
            link: Some("https://www.uvcw.be/energie/actus/art-2092".to_owned()),
            checked_on: samples::day(2025, 11, 21),
        }],
    };
    let large = condition("useful-area-above-250", Decided::Yes, Some("building.useful_area_m2"), None);
    vec![
        one(
            "charging-point",
            "Point de recharge",
            Decided::No,
            Status::NotConcerned,
            None,
            vec![condition("parking-above-20", Decided::No, Some("building.parking_spaces"), None)],
        ),
        one(
            "automation-290",
            "Automatisation et contrôle du bâtiment",
            Decided::Unknown,
            Status::Unknown,
            Some(samples::day(2025, 12, 31)),
            vec![
                condition(
                    "power-above-290",
                    Decided::Unknown,
                    Some("building.heating_power_kw"),
                    Some("boiler-technician"),
                ),
                condition(
                    "automation-installed",
                    Decided::Unknown,
                    Some("building.automation"),
                    Some("technician"),
                ),
            ],
        ),
        Obligation {
            certainty: Certainty::Likely,
            ..one(
                "peb-public-display",
                "Certificat PEB de bâtiment public, affiché",
                Decided::Yes,
                Status::Overdue,
                Some(samples::day(2022, 1, 1)),
                vec![
                    large.clone(),
                    condition("certificate-displayed", Decided::No, Some("building.peb_displayed"), None),
                ],
            )
        },
        one(
            "boiler-inspection",
            "Contrôle périodique de la chaudière",
            Decided::Yes,
            Status::Met,
            Some(samples::day(2026, 3, 1)),
            vec![condition("oil-or-gas-boiler", Decided::Yes, Some("building.heating"), None)],
        ),
        one(
            "eed-inventory",
            "Inventaire des bâtiments publics",
            Decided::Yes,
            Status::Due,
            None,
            vec![large, condition("public-body", Decided::Unknown, None, Some("statutes"))],
        ),
    ]
}
