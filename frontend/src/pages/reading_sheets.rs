//! The sheets that hang beside the meters, to be printed in the moment in which they are made. Their secrets stand here and
//! nowhere else: the page comes as the answer to what made it, and cannot be asked for again.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::building::BuildingHead;
use super::reading_link::sample_meter;
use super::{building, samples};
use crate::qr::svg;
use crate::reading_sheet::{Sheet, SheetMeter, Sheets};
use crate::shell::{Crumb, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_sheets.html")]
pub struct ReadingSheetsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The sheets.
    pub sheets: Sheets,
    /// Their address is one that only this machine knows.
    pub only_here: bool,
}

html!(ReadingSheetsPage);

impl ReadingSheetsPage {
    fn title(&self) -> String {
        self.shell.t("link-sheets-title").count("count", self.sheets.sheets.len()).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("link-sheets-crumb").to_string()));
        let code = &self.head.building.code;
        let at = crumbs.len().saturating_sub(1);
        crumbs.insert(at, Crumb::to(self.shell.t("links-crumb").to_string(), urls::reading_links(code)));
        crumbs
    }

    fn drawn(&self, sheet: &Sheet) -> Option<String> {
        svg(&sheet.address, &sheet.alt(self.sheets.lang))
    }

    fn secrets(&self) -> String {
        self.sheets.sheets.iter().map(|sheet| sheet.secret.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingSheetsPage)> {
        let one = ReadingSheetsPage {
            shell: samples::shell(urls::reading_links(&samples::building().code)),
            head: samples::head(),
            sheets: sample_sheets(),
            only_here: true,
        };
        let mut two = one.clone();
        two.only_here = false;
        two.sheets.contact = None;
        let name = "Sous-compteur de l’aile B, local technique du deuxième étage, derrière la buanderie";
        let meter = SheetMeter { name: name.to_owned(), serial: None, ..sample_meter() };
        let second = two.sheets.sheets.first().cloned().map(|sheet| Sheet { meter, ..sheet });
        two.sheets.sheets.extend(second);
        vec![("one", one), ("two", two)]
    }
}

/// One sheet with somebody to call.
pub(crate) fn sample_sheets() -> Sheets {
    let secret = "h0rloge-du-grand-hall-h0rloge-du-grand-hall";
    Sheets {
        lang: Lang::Fr,
        sheets: vec![Sheet {
            meter: sample_meter(),
            units: vec!["m³".to_owned()],
            secret: secret.to_owned(),
            address: format!("https://energie.example.be{}", urls::reading_link(secret)),
            until: samples::day(2028, 1, 21),
        }],
        contact: Some("Service technique, 081 12 34 56".to_owned()),
        on: samples::today(),
    }
}
