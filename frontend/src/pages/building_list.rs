//! Many buildings at once: sending the list, with a model to fill in. Field: `file`.

use askama::Template;
use eclaireur_models::catalog::{ListColumn, ListRole};
use eclaireur_models::finding::{Code, Finding};

use super::samples;
use crate::findings;
use crate::format;
use crate::forms::{Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;
use crate::words;

/// Why the last attempt failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListProblem {
    /// The file did not come.
    Sending(Problem),
    /// It came, and is no list.
    File(Finding),
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/building_list.html")]
pub struct BuildingListPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// The columns that are understood, with the header we propose.
    pub columns: Vec<ListColumn>,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Why the last attempt failed.
    pub problem: Option<ListProblem>,
}

html!(BuildingListPage);

/// A column as the page shows it.
struct ColumnRow {
    header: String,
    holds: String,
    example: Option<String>,
    needed: bool,
}

impl BuildingListPage {
    fn title(&self) -> String {
        self.shell.t("list-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("list-crumb").to_string()),
        ]
    }

    fn problem(&self) -> Option<String> {
        let lang = self.shell.body_lang();
        Some(match self.problem.as_ref()? {
            ListProblem::Sending(problem) => problem.sentence(lang),
            ListProblem::File(finding) => findings::sentence(lang, finding),
        })
    }

    fn limits(&self) -> String {
        self.shell.t("list-limits").with("max", format::bytes(self.max_bytes)).to_string()
    }

    fn model(&self) -> Files {
        let both =
            [urls::list_model_csv(&self.organisation.code), urls::list_model_xlsx(&self.organisation.code)];
        Files::new(self.shell.t("list-model-name").to_string(), both, &[])
    }

    fn columns(&self) -> Vec<ColumnRow> {
        let lang = self.shell.body_lang();
        self.columns
            .iter()
            .map(|column| ColumnRow {
                header: column.header.clone(),
                holds: words::list_role(lang, column.role),
                example: column.example.clone(),
                needed: column.role == ListRole::Name,
            })
            .collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BuildingListPage)> {
        let column = |role, header: &str, example: &str| ListColumn {
            role,
            header: header.to_owned(),
            example: (!example.is_empty()).then(|| example.to_owned()),
        };
        let empty = BuildingListPage {
            shell: samples::shell(urls::building_list(&samples::organisation().code)),
            organisation: samples::organisation(),
            columns: vec![
                column(ListRole::Code, "Code", "B-01"),
                column(ListRole::Name, "Nom du bâtiment", "Résidence du Parc"),
                column(ListRole::HeatedArea, "Surface chauffée", "2450"),
                column(ListRole::EanGas, "EAN gaz", ""),
            ],
            max_bytes: 50_000_000,
            problem: None,
        };
        let name = Finding::new(Code::NotBuildingList).with("why", "name").with("headers", "Rue · Commune");
        let refused = BuildingListPage { problem: Some(ListProblem::File(name)), ..empty.clone() };
        let none = Problem::new(ProblemCode::NoFile);
        let nothing = BuildingListPage { problem: Some(ListProblem::Sending(none)), ..empty.clone() };
        vec![("empty", empty), ("refused", refused), ("no-file", nothing)]
    }
}
