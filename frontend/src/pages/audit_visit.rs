//! The visit: which sections are gone through, which lack something; the way to the form of each and to the sheet to print.

use askama::Template;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::visit::{Standing, Visit};

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::shell::{Crumb, Shell};
use crate::{audit, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_visit.html")]
pub struct AuditVisitPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// What was told.
    pub visit: Visit,
}

html!(AuditVisitPage);

impl AuditVisitPage {
    fn title(&self) -> String {
        self.shell.t("audit-visit-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-visit-crumb").to_string()))
    }

    fn answer(&self) -> String {
        let whole = Section::ALL.iter().filter(|s| self.visit.standing(**s) == Standing::Whole).count();
        self.shell.t("audit-visit-answer").with("whole", whole).with("all", Section::ALL.len()).to_string()
    }

    fn sheet(&self) -> String {
        urls::audit_sheet(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-section").to_string(),
            shell.t("audit-col-standing").to_string(),
            shell.t("audit-col-asks").to_string(),
        ];
        let row = |section: &Section| {
            let standing = match self.visit.standing(*section) {
                Standing::Empty => shell.t("audit-standing-empty").to_string(),
                Standing::Open(open) => shell.t("audit-standing-open").count("count", open).to_string(),
                Standing::Whole => {
                    let rows = self.visit.rows(*section).len();
                    shell.t("audit-standing-whole").count("rows", rows).to_string()
                }
            };
            let cells = vec![audit::section(lang, *section), standing, audit::section_asks(lang, *section)];
            Row::of(cells).edit(urls::audit_section(&self.head.building.code, section.code()))
        };
        Table::new(shell, shell.t("audit-visit-sections"), columns)
            .rows(Section::ALL.iter().map(row).collect())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditVisitPage)> {
        let some = AuditVisitPage {
            shell: samples::shell(urls::audit_visit(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(eclaireur_models::audit::versions::State::Draft),
            visit: audit_samples::audit().visit,
        };
        let empty = AuditVisitPage { visit: Visit::default(), ..some.clone() };
        vec![("some", some), ("empty", empty)]
    }
}
