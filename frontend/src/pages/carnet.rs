//! The *carnet de route* of a building: what was seen, what was set, what is done next, with its pictures; to print.

use askama::Template;

use super::building::{self, BuildingHead};
use super::samples;
use crate::reports::audit_samples;
use crate::reports::carnet::Carnet;
use crate::shell::{Crumb, Named, Shell};
use crate::{format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/carnet.html")]
pub struct CarnetPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The page of today; none where nobody began an audit.
    pub carnet: Option<Carnet>,
    /// Pictures with their captions, by the name in their address.
    pub photos: Vec<Named>,
}

html!(CarnetPage);

impl CarnetPage {
    fn title(&self) -> String {
        self.shell.t("carnet-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("carnet").to_string()))
    }

    fn day(&self, carnet: &Carnet) -> String {
        self.shell.t("carnet-of").with("day", format::day_long(self.shell.body_lang(), carnet.on)).to_string()
    }

    fn photo(&self, photo: &Named) -> String {
        urls::audit_photo(&self.head.building.code, &photo.code)
    }

    fn pdf(&self) -> String {
        urls::carnet_file(&self.head.building.code)
    }

    fn audit(&self) -> String {
        urls::audit(&self.head.building.code)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CarnetPage)> {
        let report = audit_samples::care_home();
        let carnet = Carnet {
            lang: report.lang,
            head: report.head,
            audit: report.audit,
            told: report.told,
            on: report.on,
            photos: Vec::new(),
        };
        let none = CarnetPage {
            shell: samples::shell(urls::carnet(&samples::building().code)),
            head: samples::head(),
            carnet: None,
            photos: Vec::new(),
        };
        let some = CarnetPage {
            carnet: Some(carnet),
            photos: vec![Named::new("a".repeat(64), "Plaque de la chaudière 1")],
            ..none.clone()
        };
        vec![("some", some), ("none", none)]
    }
}
