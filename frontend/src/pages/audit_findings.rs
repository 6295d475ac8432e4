//! What the adviser found, what is recommended, and the road map to 2040.
//!
//! Query: `ajouter` (`constat`, `recommandation`, `etape`). Fields: `kind` and those of [`crate::forms::audit_finding`],
//! [`crate::forms::audit_recommendation`], [`crate::forms::audit_step`]; `drop_finding`, `drop_recommendation`, `drop_step` alone take one
//! out; `seen`.

use askama::Template;
use eclaireur_models::audit::findings::{Gravity, Observed, Recommendation, Step};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::versions::State;

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::{audit, urls};

/// What can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    /// A finding.
    Finding,
    /// A recommendation.
    Recommendation,
    /// A step of the road map.
    Step,
}

impl Adding {
    /// All.
    pub const ALL: [Adding; 3] = [Adding::Finding, Adding::Recommendation, Adding::Step];

    /// Code, as in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Adding::Finding => "constat",
            Adding::Recommendation => "recommandation",
            Adding::Step => "etape",
        }
    }

    /// The field that takes one of them out.
    pub const fn drop(self) -> &'static str {
        match self {
            Adding::Finding => "drop_finding",
            Adding::Recommendation => "drop_recommendation",
            Adding::Step => "drop_step",
        }
    }

    /// What a form is about: what it takes out, else what it adds.
    pub fn of(form: &FormData) -> Adding {
        let dropped = Adding::ALL.into_iter().find(|one| !form.get(one.drop()).is_empty());
        dropped.unwrap_or_else(|| Adding::from_code(form.get("kind")))
    }

    /// What this code means; a finding without one.
    pub fn from_code(code: &str) -> Adding {
        Adding::ALL.into_iter().find(|adding| adding.code() == code).unwrap_or(Adding::Finding)
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_findings.html")]
pub struct AuditFindingsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// Findings.
    pub findings: Vec<Observed>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// The road map.
    pub steps: Vec<Step>,
    /// Works of the catalogue to choose from.
    pub works: Vec<Named>,
    /// Pictures to choose from.
    pub photos: Vec<Named>,
    /// What the form adds.
    pub adding: Adding,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditFindingsPage);

impl AuditFindingsPage {
    fn title(&self) -> String {
        self.shell.t("audit-findings-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-findings-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_findings(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn answer(&self) -> String {
        self.shell
            .t("audit-findings-answer")
            .with("findings", self.findings.len())
            .with("recommendations", self.recommendations.len())
            .with("steps", self.steps.len())
            .to_string()
    }

    fn work(&self, code: Option<&str>) -> String {
        let named = |code: &str| {
            let found = self.works.iter().find(|work| work.code == code);
            found.map_or_else(|| code.to_owned(), |work| work.name.clone())
        };
        code.map(named).unwrap_or_default()
    }

    fn found(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-gravity").to_string(),
            shell.t("audit-col-where").to_string(),
            shell.t("audit-col-finding").to_string(),
            shell.t("audit-col-work").to_string(),
        ];
        let mut sorted: Vec<&Observed> = self.findings.iter().collect();
        sorted.sort_by_key(|one| (one.gravity, one.number));
        let row = |one: &Observed| {
            let row = Row::of(vec![
                audit::gravity(lang, one.gravity),
                audit::section(lang, one.section),
                one.words.clone(),
                self.work(one.measure.as_deref()),
            ]);
            if self.open() { row.drop(Adding::Finding.drop(), &one.number) } else { row }
        };
        let rows = sorted.into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-findings"), columns).rows(rows).at(self.action())
    }

    fn recommended(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-recommendation").to_string(),
            shell.t("audit-col-priority").to_string(),
            shell.t("audit-col-work").to_string(),
            shell.t("audit-col-performance").to_string(),
        ];
        let mut sorted: Vec<&Recommendation> = self.recommendations.iter().collect();
        sorted.sort_by_key(|one| (one.priority.unwrap_or(u8::MAX), one.number));
        let row = |one: &Recommendation| {
            let none = || shell.t("audit-not-settled").to_string();
            let row = Row::of(vec![
                one.words.clone(),
                one.priority.map_or_else(none, |priority| priority.to_string()),
                self.work(one.measure.as_deref()),
                one.performance.clone().unwrap_or_default(),
            ]);
            if self.open() { row.drop(Adding::Recommendation.drop(), &one.number) } else { row }
        };
        let rows = sorted.into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-recommendations"), columns).rows(rows).at(self.action())
    }

    fn road(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-year").to_string(),
            shell.t("audit-col-step").to_string(),
            shell.t("audit-col-target").to_string(),
        ];
        let row = |(n, step): (usize, &Step)| {
            let target = if step.reaches_target { shell.t("audit-yes") } else { shell.t("audit-no") };
            let row = Row::of(vec![step.year.to_string(), step.words.clone(), target.to_string()]);
            if self.open() { row.drop(Adding::Step.drop(), &n) } else { row }
        };
        let rows = self.steps.iter().enumerate().map(row).collect();
        Table::new(shell, shell.t("audit-steps"), columns).rows(rows).at(self.action())
    }

    /// Where each of the other two is added.
    fn others(&self) -> Vec<(String, String)> {
        let words = |adding: Adding| match adding {
            Adding::Finding => self.shell.t("audit-add-finding"),
            Adding::Recommendation => self.shell.t("audit-add-recommendation"),
            Adding::Step => self.shell.t("audit-add-step"),
        };
        let href = |adding: Adding| urls::with_query(&self.action(), &[("ajouter", adding.code())]);
        let others = Adding::ALL.into_iter().filter(|adding| *adding != self.adding);
        others.map(|adding| (words(adding).to_string(), format!("{}#new", href(adding)))).collect()
    }

    fn adds(&self) -> String {
        match self.adding {
            Adding::Finding => self.shell.t("audit-add-finding"),
            Adding::Recommendation => self.shell.t("audit-add-recommendation"),
            Adding::Step => self.shell.t("audit-add-step"),
        }
        .to_string()
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let words = |label: &str| Field::lines(lang, data, "words", label).hint(shell.t("audit-words-hint"));
        let works = || self.works.iter().map(Choice::from).collect::<Vec<_>>();
        let work = || Field::select(lang, data, "measure", shell.t("audit-col-work"), works()).optional(lang);
        let mut fields =
            vec![Field::hidden("kind", self.adding.code()), Field::hidden("seen", data.get("seen"))];
        match self.adding {
            Adding::Finding => {
                let gravities = Gravity::ALL.map(|g| Choice::new(g.code(), audit::gravity(lang, g))).to_vec();
                let places =
                    Section::ALL.iter().map(|s| Choice::new(s.code(), audit::section(lang, *s))).collect();
                let photos = self.photos.iter().map(Choice::from).collect();
                fields.extend([
                    Field::select(lang, data, "gravity", shell.t("audit-col-gravity"), gravities),
                    Field::select(lang, data, "section", shell.t("audit-col-where"), places),
                    words(&shell.t("audit-col-finding").to_string()),
                    Field::select(lang, data, "picture", shell.t("audit-photo"), photos).optional(lang),
                    work(),
                ]);
            }
            Adding::Recommendation => fields.extend([
                words(&shell.t("audit-col-recommendation").to_string()),
                work(),
                Field::number(lang, data, "priority", shell.t("audit-col-priority"))
                    .hint(shell.t("audit-priority-hint"))
                    .optional(lang),
                Field::text(lang, data, "performance", shell.t("audit-col-performance"))
                    .hint(shell.t("audit-performance-hint"))
                    .optional(lang),
            ]),
            Adding::Step => fields.extend([
                Field::number(lang, data, "year", shell.t("audit-col-year")),
                words(&shell.t("audit-col-step").to_string()),
                Field::checkbox(lang, data, "target", shell.t("audit-target")),
            ]),
        }
        Form::new(shell, data, self.action(), shell.t("audit-row-submit")).group(Group::of(fields))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditFindingsPage)> {
        let held = audit_samples::audit();
        let some = AuditFindingsPage {
            shell: samples::shell(urls::audit_findings(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            findings: held.finding,
            recommendations: held.recommendation,
            steps: held.step,
            works: vec![Named::new("roof-flat", "Isolation d’une toiture plate")],
            photos: vec![Named::new("a".repeat(64), "Plaque de la chaudière 1")],
            adding: Adding::Finding,
            form: FormData::new(),
        };
        let empty =
            AuditFindingsPage { findings: vec![], recommendations: vec![], steps: vec![], ..some.clone() };
        let recommendation = AuditFindingsPage { adding: Adding::Recommendation, ..some.clone() };
        let mut wrong = AuditFindingsPage {
            adding: Adding::Step,
            form: FormData::from_pairs([("year", "demain")]),
            ..some.clone()
        };
        let _ = forms::audit_step(&mut wrong.form);
        vec![("some", some), ("empty", empty), ("recommendation", recommendation), ("wrong", wrong)]
    }
}
