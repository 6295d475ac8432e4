//! The imports of an organisation, newest first.

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::period::Period;

use super::Paging;
use super::import::ImportHead;
use super::import::{self, ImportOrigin, ImportState};
use super::samples;
use super::waiting::{Open, Waiting};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;

/// An import in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Which.
    pub head: ImportHead,
    /// Buildings it touches.
    pub buildings: Vec<Named>,
    /// From its first to its last reading.
    pub period: Option<Period>,
    /// Readings in it.
    pub readings: usize,
    /// Rows to correct.
    pub to_correct: usize,
    /// What it waits for, while it is a preview.
    pub waits: Option<Waiting>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/imports.html")]
pub struct ImportsPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// The imports.
    pub imports: Vec<ImportLine>,
    /// Which slice.
    pub paging: Paging,
}

html!(ImportsPage);

impl ImportsPage {
    fn title(&self) -> String {
        self.shell.t("imports-title").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("frame-imports").to_string()),
        ]
    }

    pub(crate) fn name(&self, line: &ImportLine) -> String {
        import::name(&self.shell, &line.head)
    }

    pub(crate) fn state(&self, line: &ImportLine) -> String {
        self.shell
            .t(match line.head.state {
                ImportState::Preview { .. } => line.waits.as_ref().unwrap_or(&Waiting::Word).key(),
                ImportState::Confirmed { .. } => "imports-state-confirmed",
                ImportState::Undone { .. } => "imports-state-undone",
                ImportState::Refused => "imports-state-refused",
            })
            .to_string()
    }

    fn state_class(line: &ImportLine) -> &'static str {
        match line.head.state {
            ImportState::Preview { .. } => "tag tag-warning",
            ImportState::Confirmed { .. } => "tag tag-done",
            ImportState::Undone { .. } => "tag",
            ImportState::Refused => "tag tag-error",
        }
    }

    /// Why somebody looks at it first.
    fn why(&self, line: &ImportLine) -> Option<String> {
        line.waits.as_ref()?.why(&self.shell)
    }

    fn period(&self, line: &ImportLine) -> String {
        line.period.map(|p| format::period(self.shell.body_lang(), p)).unwrap_or_default()
    }

    fn page_href(&self, page: usize) -> String {
        urls::with_query(&urls::imports(&self.organisation.code), &[("page", &page.to_string())])
    }

    fn files(&self) -> Files {
        let code = &self.organisation.code;
        let what = self.shell.t("table-imports").to_string();
        Files::new(what, [urls::imports_csv(code), urls::imports_xlsx(code)], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ImportsPage)> {
        let day = samples::day;
        let line = |id: &str, file: Option<&str>, origin, state, waits| ImportLine {
            head: ImportHead {
                id: id.to_owned(),
                origin,
                file: file.map(str::to_owned),
                bytes: file.map(|_| 1_412_000),
                on: day(2026, 1, 3),
                by: None,
                state,
            },
            buildings: vec![samples::building()],
            period: Some(Period { from: day(2025, 1, 1), to: day(2026, 1, 1) }),
            readings: if file.is_some() { 35_040 } else { 1 },
            to_correct: 0,
            waits,
        };
        let confirmed = ImportState::Confirmed { on: day(2026, 1, 3) };
        let full = ImportsPage {
            shell: samples::shell(urls::imports(&samples::organisation().code)),
            organisation: samples::organisation(),
            imports: vec![
                line(
                    "19",
                    Some("releves_erables.csv"),
                    ImportOrigin::File,
                    ImportState::Preview { expires: day(2026, 1, 10) },
                    Some(Waiting::Person(Open { to_correct: 3, to_choose: 1, ..Open::default() })),
                ),
                line("18", None, ImportOrigin::Index, confirmed, None),
                line("15", Some("export_2025.csv"), ImportOrigin::File, confirmed, None),
                line("12", None, ImportOrigin::Bill, ImportState::Undone { on: day(2026, 1, 2) }, None),
                line("11", Some("portail.html"), ImportOrigin::File, ImportState::Refused, None),
            ],
            paging: Paging::whole(5),
        };
        let mut empty = full.clone();
        (empty.imports, empty.paging) = (Vec::new(), Paging::whole(0));
        vec![("full", full), ("empty", empty)]
    }
}

/// The step back to the imports of an organisation, for who may see all of them.
pub(super) fn crumb(shell: &Shell, organisation: &Named) -> Option<Crumb> {
    let list = || Crumb::to(shell.t("frame-imports").to_string(), urls::imports(&organisation.code));
    shell.may_organisation(Action::Read).then(list)
}
