//! The dossier of a project on paper and as a workbook: figures, how each came about, sources, versions of the rules.
//!
//! The same values as the page of the project, and the checksum of the file that computes them again. Does *not* judge.

use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::financing::calendar::Calendar;
use eclaireur_models::financing::facts::Facts;
use eclaireur_models::financing::plan::Sights;
use eclaireur_models::financing::{AmountFor, Case, Financing, SchemeAnswer, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Euro;

use super::dossier_plan;
use crate::case_words;
use crate::pages::{step_name, step_when};
use crate::shell::{Named, RenderError};
use crate::tables::{self, Cell, Column, Kind as Holds, Table};
use crate::text::Say;
use crate::{format, schemes};

/// A dossier to be written.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// In which language.
    pub lang: Lang,
    /// Name of the building.
    pub building: String,
    /// Name of its organisation.
    pub organisation: String,
    /// Name of the project.
    pub project: String,
    /// What is told.
    pub case: Case,
    /// What the schemes say.
    pub said: Financing,
    /// What stands beside the plan, where there is one.
    pub sights: Option<Sights>,
    /// The steps.
    pub calendar: Calendar,
    /// Checksum of the file that computes it again.
    pub checksum: String,
    /// Names of activities.
    pub activities: Vec<Named>,
}

impl Dossier {
    /// The dossier as a workbook.
    ///
    /// # Errors
    /// [`RenderError`] when it cannot be written.
    pub fn xlsx(&self) -> Result<Vec<u8>, RenderError> {
        let plan = self.said.plan.as_ref();
        let plan = plan.map(|plan| dossier_plan::sheets(self.lang, plan, self.sights.as_ref()));
        let mut sheets = plan.unwrap_or_default();
        sheets.extend([self.aids(), self.told(), self.steps(), self.rules()]);
        tables::workbook(&self.title(), &sheets, self.said.on)
    }

    /// The dossier as a PDF.
    ///
    /// # Errors
    /// [`RenderError`]; [`RenderError::PdfNotBuilt`] where the program makes none.
    #[cfg(not(feature = "pdf"))]
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        Err(RenderError::PdfNotBuilt)
    }

    /// The dossier as a PDF.
    ///
    /// # Errors
    /// [`RenderError`] when it cannot be written.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        super::world::pdf(&super::dossier_paper::paper(self)?)
    }

    pub(super) fn t(&self, key: &'static str) -> String {
        Say::new(self.lang, key).to_string()
    }

    pub(super) fn title(&self) -> String {
        Say::new(self.lang, "dossier-title").with("name", &self.project).to_string()
    }

    fn column(&self, key: &'static str, kind: Holds) -> Column {
        Column::new(self.t(key), kind)
    }

    fn amount_of(&self, scheme: &SchemeAnswer, amount: Option<&AmountFor>) -> Vec<Cell> {
        let counted = amount.filter(|_| matches!(scheme.verdict, Verdict::Yes | Verdict::Unknown));
        let work = counted.and_then(|a| a.work.as_deref()).map(|w| schemes::words(self.lang, "work", w));
        let trace = counted.map(|a| trace(self.lang, a).join(" · "));
        let source = counted.and_then(|a| a.source.as_ref());
        let basis = counted.map(|a| schemes::basis(self.lang, &a.basis));
        vec![
            Cell::text(&scheme.name),
            Cell::Mark(schemes::verdict(self.lang, scheme.verdict)),
            Cell::maybe(work.as_ref()),
            counted.map_or(Cell::Empty, |a| Cell::Number(a.amount.0)),
            Cell::maybe(counted.and_then(|a| crate::figures::certainty(self.lang, a.certainty))),
            Cell::maybe(basis.as_ref()),
            Cell::maybe(trace.as_ref()),
            Cell::maybe(source.map(|s| &s.title)),
            Cell::maybe(source.and_then(|s| s.link.as_ref())),
        ]
    }

    fn aids(&self) -> Table {
        let mut table = Table::new(
            self.t("project-aids"),
            vec![
                self.column("dossier-scheme", Holds::Text),
                self.column("dossier-verdict", Holds::Mark),
                self.column("project-works", Holds::Text),
                self.column("dossier-amount", Holds::Number).unit("€"),
                self.column("dossier-certainty", Holds::Mark),
                self.column("dossier-basis", Holds::Text),
                self.column("dossier-trace", Holds::Text),
                self.column("dossier-source", Holds::Text),
                self.column("dossier-link", Holds::Text),
            ],
        );
        for scheme in &self.said.schemes {
            if scheme.amounts.is_empty() {
                table.rows.push(self.amount_of(scheme, None));
            }
            table.rows.extend(scheme.amounts.iter().map(|a| self.amount_of(scheme, Some(a))));
        }
        table
    }

    /// Name and value of what is told, in order.
    fn facts(&self, facts: &Facts) -> Vec<(String, String)> {
        let one = |code: &'static str| {
            let (fact, value) = case_fact(code).zip(facts.get(code))?;
            let value = case_words::value(self.lang, fact.code, value, &self.activities);
            Some((schemes::fact(self.lang, code), value))
        };
        facts.codes().filter_map(one).collect()
    }

    /// Heading, then what is told under it.
    pub(super) fn all_told(&self) -> Vec<(String, Vec<(String, String)>)> {
        let mut all = vec![(self.t("dossier-known"), self.facts(&self.case.facts))];
        for (n, work) in (1_u64..).zip(&self.case.works) {
            all.push((format!("{} {n}", self.t("project-works")), self.facts(work)));
        }
        for (n, source) in (1_u64..).zip(&self.case.sources) {
            all.push((format!("{} {n}", self.t("project-sources")), self.facts(source)));
        }
        all.push((self.t("project-plan"), self.facts(&self.case.plan)));
        all.retain(|(_, facts)| !facts.is_empty());
        all
    }

    fn told(&self) -> Table {
        let columns = ["dossier-part", "dossier-fact", "dossier-value"];
        let columns = columns.map(|key| self.column(key, Holds::Text)).to_vec();
        let mut table = Table::new(self.t("dossier-told"), columns);
        for (part, facts) in self.all_told() {
            let row = |(fact, value): (String, String)| {
                vec![Cell::text(&part), Cell::text(&fact), Cell::text(&value)]
            };
            table.rows.extend(facts.into_iter().map(row));
        }
        table
    }

    /// The steps, as a table of their own.
    pub fn steps(&self) -> Table {
        let mut table = Table::new(
            self.t("dossier-steps"),
            vec![
                self.column("project-col-step", Holds::Text),
                self.column("project-col-state", Holds::Mark),
                self.column("project-col-when", Holds::Text),
                self.column("project-col-papers", Holds::Text),
            ],
        );
        for step in &self.calendar.steps {
            let status = Say::owned(self.lang, format!("step-status-{}", step.status.code())).to_string();
            let papers: Vec<&str> = step.documents.iter().map(|d| d.name.as_str()).collect();
            table.rows.push(vec![
                Cell::text(step_name(self.lang, step)),
                Cell::Mark(status),
                Cell::text(step_when(self.lang, step)),
                Cell::text(papers.join(" · ")),
            ]);
        }
        table
    }

    fn rules(&self) -> Table {
        let mut table = Table::new(
            self.t("dossier-rules"),
            vec![
                self.column("dossier-code", Holds::Text),
                self.column("dossier-scheme", Holds::Text),
                self.column("dossier-checked", Holds::Day),
                self.column("dossier-version", Holds::Text),
                self.column("dossier-checksum", Holds::Text),
            ],
        );
        for scheme in &self.said.schemes {
            table.rows.push(vec![
                Cell::text(&scheme.code),
                Cell::text(&scheme.name),
                Cell::Day(scheme.checked_on),
                Cell::text(&self.said.catalog_version),
                Cell::text(&self.checksum),
            ]);
        }
        table
    }
}

/// How an amount came about, step by step.
pub(super) fn trace(lang: Lang, amount: &AmountFor) -> Vec<String> {
    let step = |step: &eclaireur_models::financing::amounts::TraceStep| {
        Say::owned(lang, format!("trace-{}", step.code)).with("euro", format::euro(Euro(step.amount.0)))
    };
    amount.trace.iter().map(|s| step(s).to_string()).collect()
}
