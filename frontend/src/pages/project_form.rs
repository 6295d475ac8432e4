//! One thing of a project asked at a time: a work, a source of money, the wishes for the plan, dates, one fact, its name.
//!
//! Fields: [`mod@crate::forms::case`], `version` (the one that was shown); `remove` alone takes a work or a source away.

use askama::Template;
use eclaireur_models::building::case_facts::{CaseFact, case_fact};
use eclaireur_models::financing::facts::Facts;
use eclaireur_models::lang::Lang;

use super::building::BuildingHead;
use super::project::{Part, crumbs};
use super::samples;
use crate::forms::case as case_form;
use crate::forms::{Button, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::{case_words, schemes, urls};

/// Facts of a work that are asked of everybody, in this order.
const WORK_FIRST: [&str; 7] = [
    "work.measure",
    "work.quantity",
    "work.cost_excl_vat",
    "work.saving_kwh",
    "work.carrier",
    "work.lifetime_years",
    "work.maintenance_per_year",
];
/// Facts of a source of money, in this order.
const SOURCE_FIRST: [&str; 4] = ["source.kind", "source.amount", "source.rate", "source.years"];
/// Dates in the order in which they come.
const DATES_FIRST: [&str; 10] = [
    "procedure.ureba_audit_date",
    "procedure.application_date",
    "procedure.grant_decision_date",
    "procedure.order_signed_date",
    "procedure.works_start_date",
    "procedure.acceptance_date",
    "procedure.settlement_date",
    "procedure.advance_paid_date",
    "procedure.balance_paid_date",
    "procedure.reports_sent",
];

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The name.
    Name,
    /// A work; its place, or a new one.
    Work(Option<usize>),
    /// A source of money.
    Source(Option<usize>),
    /// The plan.
    Plan,
    /// Dates.
    Dates,
    /// One fact.
    Answer(&'static CaseFact),
}

impl Asked {
    /// The facts that are asked, those of everybody first.
    pub fn facts(&self) -> Vec<&'static CaseFact> {
        let (first, rest) = self.parted();
        [first, rest].concat()
    }

    /// The facts asked of everybody, and those that only some need.
    fn parted(&self) -> (Vec<&'static CaseFact>, Vec<&'static CaseFact>) {
        let split = |table: &str, first: &[&str]| {
            let rest = case_form::table(table).into_iter().filter(|f| !first.contains(&f.code)).collect();
            (first.iter().filter_map(|code| case_fact(code)).collect(), rest)
        };
        match self {
            Asked::Name => (Vec::new(), Vec::new()),
            Asked::Work(_) => split("work", &WORK_FIRST),
            Asked::Source(_) => split("source", &SOURCE_FIRST),
            Asked::Plan => (case_form::table("plan"), Vec::new()),
            Asked::Dates => split("procedure", &DATES_FIRST),
            Asked::Answer(fact) => (vec![*fact], Vec::new()),
        }
    }

    /// Where it is asked.
    pub fn part(&self) -> Part<'static> {
        match self {
            Asked::Name => Part::Name,
            Asked::Work(at) => Part::Work(*at),
            Asked::Source(at) => Part::Source(*at),
            Asked::Plan => Part::Plan,
            Asked::Dates => Part::Dates,
            Asked::Answer(fact) => Part::Answer(fact.code),
        }
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/project_form.html")]
pub struct ProjectFormPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which project.
    pub project: Named,
    /// What is asked.
    pub asked: Asked,
    /// What is kept now, where somebody else saved meanwhile.
    pub now: Option<Facts>,
    /// Names of activities.
    pub activities: Vec<Named>,
    /// Values and problems.
    pub form: FormData,
}

html!(ProjectFormPage);

impl ProjectFormPage {
    /// A form that shows what is told.
    pub fn filled(asked: &Asked, facts: &Facts, version: i32) -> FormData {
        case_form::filled(FormData::new().set("version", version.to_string()), facts, &asked.facts())
    }

    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        match &self.asked {
            Asked::Name => self.shell.t("project-name-title").to_string(),
            Asked::Work(_) => self.shell.t("project-work-title").to_string(),
            Asked::Source(_) => self.shell.t("project-source-title").to_string(),
            Asked::Plan => self.shell.t("project-plan-title").to_string(),
            Asked::Dates => self.shell.t("project-dates-title").to_string(),
            Asked::Answer(fact) => match case_words::asked(self.lang(), fact.code) {
                Some(question) => question,
                None => {
                    let fact = schemes::fact(self.lang(), fact.code);
                    self.shell.t("project-fact-title").with("fact", fact).to_string()
                }
            },
        }
    }

    fn lead(&self) -> String {
        match &self.asked {
            Asked::Name => self.shell.t("projects-name-hint"),
            Asked::Work(_) => self.shell.t("project-work-lead"),
            Asked::Source(_) => self.shell.t("project-source-lead"),
            Asked::Plan => self.shell.t("project-plan-lead"),
            Asked::Dates => self.shell.t("project-dates-lead"),
            Asked::Answer(_) => self.shell.t("project-fact-lead"),
        }
        .to_string()
    }

    /// Who can answer, and on which paper it stands.
    fn helps(&self) -> Vec<String> {
        let Asked::Answer(fact) = &self.asked else { return Vec::new() };
        let lang = self.lang();
        let who = case_words::settler(fact.code).map(|who| schemes::words(lang, "settler", who));
        let who = who.map(|who| self.shell.t("project-fact-who").with("who", who).to_string());
        let paper = case_words::proof(lang, fact.code);
        let paper = paper.map(|paper| self.shell.t("project-fact-paper").with("paper", paper).to_string());
        who.into_iter().chain(paper).collect()
    }

    /// What is kept now of a fact, where it is not what was typed.
    fn kept(&self, fact: &'static CaseFact) -> Option<String> {
        let now = self.now.as_ref()?;
        let mut typed = Facts::default();
        let mut form = FormData::from_pairs(self.form.names().map(|n| (n, self.form.get(n))));
        case_form::read(&mut form, &[fact], &mut typed, &self.activities);
        if typed.get(fact.code) == now.get(fact.code) && !form.failed() {
            return None;
        }
        let value = match now.get(fact.code) {
            Some(value) => case_words::value(self.lang(), fact.code, value, &self.activities),
            None => self.shell.t("project-not-told").to_string(),
        };
        Some(self.shell.t("project-kept-now").with("value", value).to_string())
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, &self.head, &self.project, Some(self.title()))
    }

    fn removable(&self) -> bool {
        matches!(self.asked, Asked::Work(Some(_)) | Asked::Source(Some(_)))
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.lang(), &self.form, &self.shell);
        let (b, p) = (&self.head.building.code, &self.project.code);
        let fields = |facts: Vec<&'static CaseFact>| -> Vec<Field> {
            let one = |fact: &'static CaseFact| {
                let mut fields = case_form::fields(lang, data, fact, &self.activities);
                if let (Some(kept), Some(field)) = (self.kept(fact), fields.first_mut()) {
                    field.read.push(kept);
                }
                fields
            };
            facts.into_iter().flat_map(one).collect()
        };
        let (first, rest) = self.asked.parted();
        let mut fields_first = fields(first);
        if self.asked == Asked::Name {
            let mut field = Field::text(lang, data, "name", shell.t("projects-name"));
            if self.now.is_some() && data.get("name") != self.project.name {
                field.read.push(shell.t("project-kept-now").with("value", &self.project.name).to_string());
            }
            fields_first.push(field);
        }
        fields_first.push(Field::hidden("version", data.get("version")));
        let mut form = Form::new(shell, data, self.asked.part().address(b, p), shell.t("project-save"))
            .group(Group::of(fields_first))
            .cancel(urls::project(b, p));
        if !rest.is_empty() {
            form = form.group(Group::of(fields(rest)).legend(shell.t("project-more-facts")).folded());
        }
        if self.removable() {
            let label = shell.t("project-remove").to_string();
            form = form.button(Button { label, action: None, pair: Some(("remove", "1")) });
        }
        form
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ProjectFormPage)> {
        let make = |asked: Asked| ProjectFormPage {
            shell: samples::shell(asked.part().address(&samples::building().code, "isolation-et-led")),
            head: samples::head(),
            project: Named::new("isolation-et-led", "Isolation et LED"),
            form: FormData::new().set("version", "1"),
            activities: samples::activities(),
            now: None,
            asked,
        };
        let mut wrong = make(Asked::Work(Some(1)));
        wrong.form = FormData::from_pairs([
            ("measure", "roof-flat"),
            ("quantity", "deux cents"),
            ("cost_excl_vat", "30 000"),
            ("version", "1"),
        ]);
        let mut facts = Facts::default();
        case_form::read(&mut wrong.form, &wrong.asked.facts(), &mut facts, &wrong.activities);
        let mut changed = make(Asked::Dates);
        changed.form.fail("version", Problem::new(ProblemCode::ProjectChanged));
        changed.now = Some(Facts::default());
        changed.form = changed.form.set("application_date", "1/12/26");
        let mut samples = vec![
            ("name", make(Asked::Name)),
            ("work", make(Asked::Work(None))),
            ("source", make(Asked::Source(Some(1)))),
            ("plan", make(Asked::Plan)),
            ("dates", make(Asked::Dates)),
            ("wrong", wrong),
            ("changed", changed),
        ];
        samples.extend(case_fact("organisation.aim").map(|fact| ("fact", make(Asked::Answer(fact)))));
        samples
    }
}
