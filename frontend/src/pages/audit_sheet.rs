//! The sheet of a visit, to print: what is told already, and lines for what is not.

use askama::Template;
use eclaireur_models::audit::boiler_room::SETTINGS;
use eclaireur_models::audit::inputs::{Form, Input, Section};
use eclaireur_models::audit::visit::{Row, Visit};

use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::shell::{Crumb, Shell};
use crate::{audit, urls};

/// Empty rows of a section that repeats.
const BLANK: usize = 3;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_sheet.html")]
pub struct AuditSheetPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What was told.
    pub visit: Visit,
}

html!(AuditSheetPage);

/// A section on paper.
struct Paper {
    id: &'static str,
    name: String,
    asks: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// One of it: an input a line.
    lines: Vec<(String, String)>,
}

impl AuditSheetPage {
    fn title(&self) -> String {
        self.shell.t("audit-sheet-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-sheet-crumb").to_string()));
        let at = crumbs.len().saturating_sub(1);
        let visit = self.shell.t("audit-visit-crumb").to_string();
        crumbs.insert(at, Crumb::to(visit, urls::audit_visit(&self.head.building.code)));
        crumbs
    }

    fn sections(&self) -> Vec<Paper> {
        let lang = self.shell.body_lang();
        let told = |row: Option<&Row>, input: &Input| {
            let told = row.and_then(|row| row.get(input.code));
            told.map(|told| audit::answer(lang, input, &told.value)).unwrap_or_default()
        };
        let label = |section: Section, input: &Input| {
            let label = audit::input(lang, section, input);
            match input.form {
                Form::Number { unit, .. } if !unit.is_empty() => format!("{label} ({unit})"),
                _ => label,
            }
        };
        let paper = |section: &Section| {
            let inputs = || section.inputs().iter().filter(|input| !matches!(input.form, Form::Picture));
            let rows = self.visit.rows(*section);
            let repeats = section.repeats();
            let columns = inputs().map(|input| label(*section, input)).collect();
            let filled = rows.iter().map(Some).chain(core::iter::repeat_n(None, BLANK));
            Paper {
                id: section.code(),
                name: audit::section(lang, *section),
                asks: audit::section_asks(lang, *section),
                rows: if repeats {
                    filled.map(|row| inputs().map(|i| told(row, i)).collect()).collect()
                } else {
                    vec![]
                },
                lines: if repeats {
                    vec![]
                } else {
                    inputs().map(|i| (label(*section, i), told(rows.first(), i))).collect()
                },
                columns,
            }
        };
        Section::ALL.iter().filter(|section| **section != Section::Photos).map(paper).collect()
    }

    fn settings(&self) -> Vec<String> {
        SETTINGS.iter().map(|setting| audit::setting(self.shell.body_lang(), setting.code)).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditSheetPage)> {
        let some = AuditSheetPage {
            shell: samples::shell(urls::audit_sheet(&samples::building().code)),
            head: samples::head(),
            visit: audit_samples::audit().visit,
        };
        let empty = AuditSheetPage { visit: Visit::default(), ..some.clone() };
        vec![("some", some), ("empty", empty)]
    }
}
