//! One project: what can be had, what lacks, what must not be signed yet, which step comes when, what is told of it.
//!
//! Does *not* judge: `eclaireur_models::financing` did. POST: `undo`, `archive`.

use askama::Template;
use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::calendar::{Calendar, NOT_YET, calendar, due_within};
use eclaireur_models::financing::facts::Facts;
use eclaireur_models::financing::plan::Sights;
use eclaireur_models::financing::{Case, Financing, assess};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;

use super::building::{self, BuildingHead};
use super::plan_view::PlanView;
use super::project_view::{self, Group, StepView};
use super::samples;
use crate::forms::case as case_form;
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::{format, schemes, urls};

/// Missing facts shown before the rest is folded away.
const FIRST: usize = 5;
/// Days before a day at which the page reminds of it.
const NEAR_DAYS: i32 = 30;
/// Facts that are kept with the building and asked for there.
const OF_BUILDING: [&str; 3] =
    ["building.heated_area_m2", "building.tenure", "organisation.full_time_equivalents"];
/// Facts that are kept with the organisation.
const OF_ORGANISATION: [&str; 2] = ["organisation.activity", "organisation.legal_form"];

/// Which project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectHead {
    /// Code and name.
    pub project: Named,
    /// The version shown.
    pub version: i32,
    /// Day of the last change.
    pub changed_on: Day,
    /// Put away.
    pub archived: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/project.html")]
pub struct ProjectPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which project.
    pub project: ProjectHead,
    /// What is told of it, with what is known of organisation and building.
    pub case: Case,
    /// What the schemes say.
    pub said: Financing,
    /// What stands beside the plan, where there is one.
    pub sights: Option<Sights>,
    /// The steps.
    pub calendar: Calendar,
    /// Names of activities.
    pub activities: Vec<Named>,
    /// Whether the program writes PDF.
    pub pdf: bool,
}

html!(ProjectPage);

/// A fact that lacks.
struct Lacking {
    fact: String,
    href: String,
    settles: String,
}

/// Works or a source of money, in one line.
struct Told {
    title: String,
    facts: Vec<(String, String)>,
    href: String,
}

/// The first line of the page, and what the plan lacks: the plan's sentence where there is one, else that of the aids.
pub(crate) fn plan_section(lang: Lang, said: &Financing) -> (String, Vec<String>) {
    let lacking: Vec<String> = said.missing.iter().map(|fact| schemes::fact(lang, fact)).collect();
    let sentence =
        said.plan.as_ref().map_or_else(|| aids(lang, said), |plan| crate::plan::first_line(lang, plan));
    (sentence, lacking)
}

/// What can be had, in a sentence.
pub(crate) fn aids(lang: Lang, said: &Financing) -> String {
    let (sure, possible) = (said.grants.sure.0, said.grants.possible.0);
    let key = match (sure.is_zero(), possible > sure) {
        (false, false) => "project-answer-sure",
        (false, true) => "project-answer-sure-more",
        (true, true) => "project-answer-possible",
        (true, false) => "project-answer-none",
    };
    Say::owned(lang, key.to_owned())
        .with("sure", format::euro(Euro(sure)))
        .with("possible", format::euro(Euro(possible)))
        .to_string()
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> =
        ["sure", "sure-more", "possible", "none"].map(|k| format!("project-answer-{k}")).to_vec();
    keys.extend(case_form::keys());
    keys.extend(project_view::keys());
    keys
}

impl ProjectPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("project-title").with("name", &self.project.project.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, &self.head, &self.project.project, None)
    }

    fn at(&self, part: Part) -> String {
        let (b, p) = (&self.head.building.code, &self.project.project.code);
        part.address(b, p)
    }

    fn answer(&self) -> String {
        plan_section(self.lang(), &self.said).0
    }

    /// What can be had, where the answer is the plan's.
    fn aids(&self) -> Option<String> {
        self.said.plan.as_ref().map(|_| aids(self.lang(), &self.said))
    }

    fn plan_view(&self) -> askama::Result<Option<PlanView>> {
        let at = (self.head.building.code.as_str(), self.project.project.code.as_str());
        let view = |plan| PlanView::new(&self.shell, at, plan, self.sights.as_ref());
        self.said.plan.as_ref().map(view).transpose()
    }

    /// What the plan lacks.
    fn plan_lacks(&self) -> Vec<String> {
        plan_section(self.lang(), &self.said).1
    }

    /// The act that loses an aid: title and sentence.
    fn warnings(&self) -> Vec<(String, String)> {
        let lang = self.lang();
        let one = |warning: &eclaireur_models::financing::calendar::Warning| {
            let key = if warning.code == NOT_YET { "project-not-yet" } else { "project-too-early" };
            let names: Vec<String> = warning.schemes.iter().map(|code| self.scheme_name(code)).collect();
            let says = Say::owned(lang, key.to_owned()).with("schemes", names.join(", "));
            let at_stake = warning.at_stake.filter(|sum| !sum.0.is_zero()).map(|sum| {
                Say::new(lang, "project-at-stake").with("euro", format::euro(Euro(sum.0))).to_string()
            });
            let title = Say::owned(lang, format!("{key}-title")).to_string();
            (title, [Some(says.to_string()), at_stake].into_iter().flatten().collect::<Vec<_>>().join(" "))
        };
        self.calendar.warnings.iter().map(one).collect()
    }

    /// Steps whose day is near.
    fn due(&self) -> Vec<String> {
        let lang = self.lang();
        let one = |(step, day): (&eclaireur_models::financing::calendar::Step, Day)| {
            let name = super::step_name(lang, step);
            Say::new(lang, "project-due").with("step", name).with("day", format::day(day)).to_string()
        };
        due_within(&self.calendar, NEAR_DAYS).into_iter().map(one).collect()
    }

    fn scheme_name(&self, code: &str) -> String {
        let found = self.said.schemes.iter().find(|s| s.code == code);
        found.map_or_else(|| code.to_owned(), |s| s.name.clone())
    }

    /// The one thing to do: works first, then the fact that settles most, then the next step.
    fn action(&self) -> Option<(String, String, String)> {
        if self.case.works.is_empty() {
            let label = self.shell.t("project-add-work").to_string();
            return Some((self.shell.t("project-do-works").to_string(), label, self.at(Part::Work(None))));
        }
        if let Some(first) = self.lacking().into_iter().next() {
            let asks = self.shell.t("project-do-fact").with("fact", first.fact).to_string();
            return Some((asks, self.shell.t("project-answer-it").to_string(), first.href));
        }
        let next = self.steps().into_iter().find(|s| s.is_next)?;
        let asks = self.shell.t("project-do-step").with("step", next.name).to_string();
        Some((asks, self.shell.t("project-note-date").to_string(), self.at(Part::Dates)))
    }

    fn groups(&self) -> Vec<Group> {
        project_view::groups(self.lang(), &self.said)
    }

    fn lacking(&self) -> Vec<Lacking> {
        let line = |missing: &eclaireur_models::financing::MissingFact| Lacking {
            fact: schemes::fact(self.lang(), &missing.fact),
            href: self.asked_at(&missing.fact),
            settles: missing.schemes.iter().map(|code| self.scheme_name(code)).collect::<Vec<_>>().join(", "),
        };
        self.said.missing_facts.iter().map(line).collect()
    }

    fn first_lacking(&self) -> Vec<Lacking> {
        self.lacking().into_iter().take(FIRST).collect()
    }

    fn other_lacking(&self) -> Vec<Lacking> {
        self.lacking().into_iter().skip(FIRST).collect()
    }

    /// Where a fact is told: with the building, with the organisation, with its work, else by itself.
    fn asked_at(&self, fact: &str) -> String {
        let b = &self.head.building.code;
        if OF_BUILDING.contains(&fact) {
            return urls::with_query(&urls::facts(b), &[("donnee", fact)]);
        }
        if OF_ORGANISATION.contains(&fact) {
            return urls::organisation_edit(&self.head.organisation.code);
        }
        match fact.split('.').next() {
            Some("work") => {
                let lacks = self.case.works.iter().position(|work| work.get(fact).is_none());
                self.at(Part::Work(lacks.map(|at| at + 1)))
            }
            Some("plan") => self.at(Part::Plan),
            Some("source") => self.at(Part::Source(None)),
            _ => self.at(Part::Answer(fact)),
        }
    }

    fn steps(&self) -> Vec<StepView> {
        project_view::steps(self.lang(), &self.calendar, &self.case, &self.activities)
    }

    fn delays(&self) -> Vec<String> {
        project_view::delays(self.lang(), &self.calendar)
    }

    fn told(&self, title: &str, facts: &Facts, href: String) -> Told {
        let lang = self.lang();
        let one = |code: &'static str| {
            let fact = case_fact(code)?;
            let value = facts.get(code)?;
            (code != title)
                .then(|| (schemes::fact(lang, code), case_form::said(lang, fact, value, &self.activities)))
        };
        let fact = case_fact(title).zip(facts.get(title));
        let name = fact.map(|(fact, value)| case_form::said(lang, fact, value, &self.activities));
        Told {
            title: name.unwrap_or_else(|| self.shell.t("project-not-told").to_string()),
            facts: facts.codes().filter_map(one).collect(),
            href,
        }
    }

    fn works(&self) -> Vec<Told> {
        let works = (1..).zip(&self.case.works);
        works.map(|(line, work)| self.told("work.measure", work, self.at(Part::Work(Some(line))))).collect()
    }

    fn sources(&self) -> Vec<Told> {
        let sources = (1..).zip(&self.case.sources);
        sources.map(|(line, one)| self.told("source.kind", one, self.at(Part::Source(Some(line))))).collect()
    }

    fn plan(&self) -> Vec<(String, String)> {
        self.told("", &self.case.plan, String::new()).facts
    }

    /// Files of the project: address, words.
    fn files(&self) -> Vec<(String, String)> {
        let (b, p) = (&self.head.building.code, &self.project.project.code);
        let file = |name: &str| urls::project_file(b, p, name);
        let mut files = vec![
            (urls::project(b, &format!("{p}.ics")), self.shell.t("project-ics").to_string()),
            (file("dossier.xlsx"), self.shell.t("project-xlsx").to_string()),
            (file("dossier.toml"), self.shell.t("project-toml").to_string()),
        ];
        if self.pdf {
            files.insert(1, (file("dossier.pdf"), self.shell.t("project-pdf").to_string()));
        }
        files
    }

    fn how(&self) -> String {
        self.shell
            .t("project-how")
            .with("day", format::day(self.said.on))
            .with("version", &self.said.catalog_version)
            .to_string()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ProjectPage)> {
        let Ok(catalog) = Catalog::embedded() else { return Vec::new() };
        let (b, p) = (samples::building().code, "isolation-et-led");
        let make = |text: &str| {
            let case = Case::read(text, &catalog).unwrap_or_default();
            let said = assess(&case, &catalog, samples::today());
            ProjectPage {
                shell: samples::shell(urls::project(&b, p)),
                head: samples::head(),
                project: ProjectHead {
                    project: Named::new(p, "Isolation et LED"),
                    version: 2,
                    changed_on: samples::today(),
                    archived: false,
                },
                sights: Sights::of(&case, &said, &catalog),
                calendar: calendar(&case, &said),
                case,
                said,
                activities: samples::activities(),
                pdf: true,
            }
        };
        let whole = "on = 2027-04-01\n[organisation]\nlegal_form = \"asbl\"\nactivity = \"school\"\n\
            seat_in_wallonia = true\ngerman_speaking_community = false\n[building]\nin_wallonia = true\n\
            tenure = \"owner\"\nheated_area_m2 = 2450\n[procedure]\nureba_audit_date = 2026-03-01\n\
            application_date = 2026-12-01\ngrant_decision_date = 2027-02-01\n\
            [[work]]\nmeasure = \"roof-flat\"\nquantity = \"200 m2\"\nbio_based = false\n\
            cost_excl_vat = \"30000 EUR\"\nin_audit_plan = true\n\
            [[work]]\nmeasure = \"lighting\"\nquantity = \"85\"\ncost_excl_vat = \"12400.50 EUR\"\n\
            [[source]]\nkind = \"loan\"\namount = \"20000 EUR\"\nrate = 0.02\nyears = 10\n\
            [plan]\nvat_rate = 0.06\n";
        let before = whole.replace("grant_decision_date = 2027-02-01\n", "");
        let early = before.replace(
            "[[work]]\nmeasure = \"roof-flat\"",
            "order_signed_date = 2026-12-15\n[[work]]\nmeasure = \"roof-flat\"",
        );
        let planned = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"sheltered-workshop\"\nvat_recovery = \"full\"\n\
            [building]\nin_wallonia = true\ntenure = \"owner\"\n\
            [[work]]\nmeasure = \"photovoltaic\"\nquantity = \"250 kWc\"\ncost_excl_vat = \"210000 EUR\"\n\
            saving_kwh = 120000\nsaving_quality = \"estimated\"\nprice_per_kwh = 0.25\ncarrier = \"electricity\"\n\
            lifetime_years = 25\nmaintenance_per_year = \"1500 EUR\"\n\
            [[source]]\nkind = \"loan\"\namount = \"190000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\n\
            amortisation = \"annuity\"\n[[source]]\nkind = \"own-funds\"\namount = \"20000 EUR\"\n\
            [plan]\nhorizon_years = 20\ndiscount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\n\
            own_funds_max = \"20000 EUR\"\n";
        let mut away = make("");
        away.project.archived = true;
        vec![
            ("nothing", make("")),
            ("whole", make(whole)),
            ("planned", make(planned)),
            ("nobody_pays", make(&planned.replace("190000 EUR", "19000 EUR"))),
            ("before_decision", make(&before)),
            ("order_before_decision", make(&early)),
            ("archived", away),
        ]
    }
}

/// A part of a project that has its own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Its name.
    Name,
    /// A work, by its place from 1 on; a new one without.
    Work(Option<usize>),
    /// A source of money.
    Source(Option<usize>),
    /// Wishes for the plan.
    Plan,
    /// Real and planned dates.
    Dates,
    /// One fact alone.
    Answer(&'a str),
}

impl Part<'_> {
    /// Where it is.
    #[must_use]
    pub fn address(self, b: &str, p: &str) -> String {
        let line = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
        match self {
            Part::Name => urls::project_name(b, p),
            Part::Work(at) => urls::with_query(&urls::project_work(b, p), &[("ligne", &line(at))]),
            Part::Source(at) => urls::with_query(&urls::project_source(b, p), &[("ligne", &line(at))]),
            Part::Plan => urls::project_plan(b, p),
            Part::Dates => urls::project_dates(b, p),
            Part::Answer(fact) => urls::with_query(&urls::project_answer(b, p), &[("question", fact)]),
        }
    }
}

/// The way back: building, its projects, the project, and the page itself.
pub(super) fn crumbs(
    shell: &Shell,
    head: &BuildingHead,
    project: &Named,
    here: Option<String>,
) -> Vec<Crumb> {
    let mut crumbs = building::crumbs(shell, head, Some(String::new()));
    crumbs.pop();
    let b = &head.building.code;
    crumbs.push(Crumb::to(shell.t("tab-finance").to_string(), urls::projects(b)));
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(&project.name, urls::project(b, &project.code)));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(&project.name)),
    }
    crumbs
}
