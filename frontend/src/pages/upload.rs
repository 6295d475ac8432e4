//! Choosing a file. Field: `file`, several at once.

use super::samples;
use crate::format;
use crate::forms::{Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use askama::Template;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/upload.html")]
pub struct UploadPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Narrowed to this building.
    pub building: Option<Named>,
    /// What is accepted, as people say it: `CSV`.
    pub accepted: Vec<String>,
    /// For the file dialog: `.csv`, `text/csv`.
    pub accept: Vec<String>,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Why the last attempt failed: too large, none chosen, cut off.
    pub problem: Option<Problem>,
}

html!(UploadPage);

impl UploadPage {
    fn title(&self) -> String {
        match &self.building {
            Some(building) => self.shell.t("upload-title-for").with("name", &building.name).to_string(),
            None => self.shell.t("upload-title").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
        ];
        if let Some(building) = &self.building {
            crumbs.push(Crumb::to(&building.name, urls::building(&building.code)));
        }
        crumbs.push(Crumb::here(self.shell.t("upload-crumb").to_string()));
        crumbs
    }

    fn action(&self) -> String {
        match &self.building {
            Some(building) => urls::building_upload(&building.code),
            None => urls::organisation_upload(&self.organisation.code),
        }
    }

    fn cancel(&self) -> String {
        match &self.building {
            Some(building) => urls::readings(&building.code),
            None => urls::organisation(&self.organisation.code),
        }
    }

    /// *CSV, jusqu'à 50 Mo*
    fn limits(&self) -> String {
        let kinds = self.accepted.join(", ");
        self.shell
            .t("upload-limits")
            .with("kinds", kinds)
            .with("max", format::bytes(self.max_bytes))
            .to_string()
    }

    fn problem(&self) -> Option<String> {
        self.problem.as_ref().map(|p| p.sentence(self.shell.body_lang()))
    }

    fn bill_href(&self) -> Option<String> {
        self.building.as_ref().map(|b| urls::reading_bill(&b.code))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, UploadPage)> {
        let empty = UploadPage {
            shell: samples::shell(urls::building_upload(&samples::building().code)),
            organisation: samples::organisation(),
            building: Some(samples::building()),
            accepted: vec!["CSV".to_owned()],
            accept: vec![".csv".to_owned(), "text/csv".to_owned()],
            max_bytes: 50_000_000,
            problem: None,
        };
        let mut wrong = UploadPage { building: None, ..empty.clone() };
        wrong.shell.path = urls::organisation_upload(&wrong.organisation.code);
        wrong.problem = Some(Problem::new(ProblemCode::FileTooLarge).with("max", format::bytes(50_000_000)));
        vec![("empty", empty), ("too-large", wrong)]
    }
}
