//! One project: what can be had, what lacks, what must not be signed yet, which step comes when, what is told of it.
//!
//! Does *not* judge: `eclaireur_models::financing` did. POST: `undo`, `archive`.

use core::cmp::Reverse;

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::financing::calendar::{Calendar, due_within};
use eclaireur_models::financing::facts::Facts;
use eclaireur_models::financing::plan::Sights;
use eclaireur_models::financing::{Case, Financing, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::building::BuildingHead;
use super::plan_view::PlanView;
pub(super) use super::project_part::crumbs;
use super::project_part::number;
pub use super::project_part::{Numbers, Part, home_of};
use super::project_view::{self, Group, StepView};
use super::sheet_form::{Contact, Standing};
use crate::case_words;
use crate::forms::{Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::{format, schemes, urls};

/// Missing facts shown before the rest is folded away.
const FIRST: usize = 5;
/// Days before a day at which the page reminds of it.
const NEAR_DAYS: i32 = 30;

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
    /// What of it is kept with organisation and building, and changed there.
    pub held: Vec<&'static str>,
    /// What its lines are called in addresses.
    pub numbers: Numbers,
    /// The day it is told for, where that is not today.
    pub not_today: Option<Day>,
    /// Why what was asked was not done.
    pub problem: Option<ProblemCode>,
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
    /// The sheet that stands, as its managers see it.
    pub standing: Option<Standing>,
    /// Investors who asked for a contact, the newest first.
    pub contacts: Vec<Contact>,
}

html!(ProjectPage);

/// A fact that lacks, with what it settles; or one that is told, with its value.
struct Lacking {
    fact: String,
    /// Whether somebody can tell it today.
    helps: bool,
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
        (true, false) if all_refuse(said) => "project-answer-closed",
        (true, false) => "project-answer-none",
    };
    Say::owned(lang, key.to_owned())
        .with("sure", format::euro(Euro(sure)))
        .with("possible", format::euro(Euro(possible)))
        .to_string()
}

/// Whether no scheme can help any more, whatever is told.
fn all_refuse(said: &Financing) -> bool {
    said.missing_facts.is_empty()
        && said.schemes.iter().all(|s| matches!(s.verdict, Verdict::No | Verdict::Closed))
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> =
        ["sure", "sure-more", "possible", "none", "closed"].map(|k| format!("project-answer-{k}")).to_vec();
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

    fn warnings(&self) -> Vec<(String, String)> {
        project_view::warnings(self.lang(), &self.said, &self.calendar)
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

    /// The one thing to do: works first, then the fact that settles most, then the next step.
    fn action(&self) -> Option<(String, String, String)> {
        if !self.shell.may_change() {
            return None;
        }
        if self.case.works.is_empty() {
            let label = self.shell.t("project-add-work").to_string();
            return Some((self.shell.t("project-do-works").to_string(), label, self.at(Part::Work(None))));
        }
        if let Some(first) = self.lacking().into_iter().find(|one| one.helps && !one.href.is_empty()) {
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
            helps: !schemes::is_to_come(&missing.fact),
            href: self.asked_at(&missing.fact),
            settles: missing
                .schemes
                .iter()
                .map(|code| project_view::scheme_name(&self.said, code))
                .collect::<Vec<_>>()
                .join(", "),
        };
        // Of facts that settle as many verdicts, the one with more money behind it first.
        let mut missing: Vec<_> = self.said.missing_facts.iter().collect();
        // What nobody can tell yet comes last.
        missing.sort_by_key(|m| {
            let settles = (Reverse(m.schemes.len()), Reverse(self.at_stake(&m.schemes)));
            (schemes::is_to_come(&m.fact), settles)
        });
        missing.into_iter().map(line).collect()
    }

    /// What these schemes come to, as far as it could be counted.
    fn at_stake(&self, codes: &[String]) -> Decimal {
        let of = self.said.schemes.iter().filter(|s| codes.contains(&s.code) && !s.amounts.is_empty());
        of.filter_map(|s| s.total).map(|total| total.0).sum()
    }

    fn first_lacking(&self) -> Vec<Lacking> {
        self.lacking().into_iter().take(FIRST).collect()
    }

    fn other_lacking(&self) -> Vec<Lacking> {
        self.lacking().into_iter().skip(FIRST).collect()
    }

    /// Where a fact is told: with the building, with the organisation, with its work, else by itself. Empty where who looks
    /// may not tell it.
    fn asked_at(&self, fact: &str) -> String {
        let (o, b) = (&self.head.organisation.code, &self.head.building.code);
        if !self.shell.may_change() {
            return String::new();
        }
        if let Some(home) = home_of(o, b, fact, self.held.contains(&fact)) {
            let whole = home == urls::organisation_edit(o);
            return if whole && !self.shell.may_organisation(Action::Change) { String::new() } else { home };
        }
        match fact.split('.').next() {
            Some("work") => {
                let lacks = self.case.works.iter().position(|work| work.get(fact).is_none());
                self.at(Part::Work(lacks.map(|at| number(&self.numbers.works, at))))
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
            (code != title).then(|| {
                (schemes::fact(lang, code), case_words::value(lang, fact.code, value, &self.activities))
            })
        };
        let fact = case_fact(title).zip(facts.get(title));
        let name = fact.map(|(fact, value)| case_words::value(lang, fact.code, value, &self.activities));
        Told {
            title: name.map_or_else(
                || self.shell.t("project-not-told").to_string(),
                |name| format::capitalised(&name),
            ),
            facts: facts.codes().filter_map(one).collect(),
            href,
        }
    }

    fn works(&self) -> Vec<Told> {
        let works = self.case.works.iter().enumerate();
        let href = |at: usize| self.at(Part::Work(Some(number(&self.numbers.works, at))));
        works.map(|(at, work)| self.told("work.measure", work, href(at))).collect()
    }

    fn sources(&self) -> Vec<Told> {
        let sources = self.case.sources.iter().enumerate();
        let href = |at: usize| self.at(Part::Source(Some(number(&self.numbers.sources, at))));
        sources.map(|(at, one)| self.told("source.kind", one, href(at))).collect()
    }

    /// Every fact that is told of organisation, building and procedure: what, how, where to change it.
    fn answers(&self) -> Vec<Lacking> {
        let one = |code: &'static str| {
            let value = self.case.facts.get(code)?;
            let settles = case_words::value(self.lang(), code, value, &self.activities);
            let fact = schemes::fact(self.lang(), code);
            Some(Lacking { fact, href: self.asked_at(code), settles, helps: true })
        };
        self.case.facts.codes().filter_map(one).collect()
    }

    /// On which other day than today it is told.
    fn other_day(&self) -> Option<String> {
        let day = self.not_today?;
        Some(self.shell.t("project-not-today").with("day", format::day(day)).to_string())
    }

    fn refused(&self) -> Option<String> {
        self.problem.map(|code| Problem::new(code).sentence(self.lang()))
    }

    fn plan(&self) -> Vec<(String, String)> {
        self.told("", &self.case.plan, String::new()).facts
    }

    /// The address of a file, for the day of the page.
    fn dated(&self, address: &str) -> String {
        let day = self.not_today.map(|day| day.to_string()).unwrap_or_default();
        urls::with_query(address, &[("le", &day)])
    }

    fn step_files(&self) -> Files {
        let (b, p) = (&self.head.building.code, &self.project.project.code);
        let file = |name: &str| self.dated(&urls::project_file(b, p, name));
        let what = self.shell.t("dossier-steps").to_string();
        Files::new(what, [file("etapes.csv"), file("etapes.xlsx")], &[])
    }

    /// Files of the project: address, words.
    fn files(&self) -> Vec<(String, String)> {
        let (b, p) = (&self.head.building.code, &self.project.project.code);
        let file = |name: &str| self.dated(&urls::project_file(b, p, name));
        let mut files = vec![
            (self.dated(&urls::project(b, &format!("{p}.ics"))), self.shell.t("project-ics").to_string()),
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
}
