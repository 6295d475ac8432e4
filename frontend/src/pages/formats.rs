//! The files we can read, and those we cannot read yet.

use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::urls;
use askama::Template;

/// A format we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatLine {
    /// Code of `catalog/formats`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Who makes such files, in words of the catalogue.
    pub from: Option<String>,
    /// Whether people in Wallonia often have such files.
    pub usual: bool,
    /// Headers by which it is recognised, at most a handful.
    pub headers: Vec<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/formats.html")]
pub struct FormatsPage {
    /// Frame.
    pub shell: Shell,
    /// Known formats.
    pub formats: Vec<FormatLine>,
    /// Largest file, in bytes.
    pub max_bytes: u64,
}

/// Who cannot be read yet: no real export of theirs was at hand, or no reader is written.
const NOT_YET: &[&str] = &[
    "formats-not-ores",
    "formats-not-resa",
    "formats-not-aieg",
    "formats-not-suppliers",
    "formats-not-scans",
    "formats-not-workbooks",
];

html!(FormatsPage);

impl FormatsPage {
    fn title(&self) -> String {
        self.shell.t("formats-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("frame-formats").to_string()),
        ]
    }

    /// The usual ones, then the others, each list with its heading.
    fn lists(&self) -> Vec<(&'static str, Vec<&FormatLine>)> {
        let of = |usual| self.formats.iter().filter(|line| line.usual == usual).collect::<Vec<_>>();
        let lists = [("formats-known", of(true)), ("formats-also", of(false))];
        lists.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
    }

    fn limit(&self) -> String {
        self.shell.t("formats-limit").with("max", format::bytes(self.max_bytes)).to_string()
    }

    fn not_yet(&self) -> Vec<String> {
        NOT_YET.iter().map(|key| self.shell.t(key).to_string()).collect()
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-formats").to_string();
        Files::new(what, [urls::formats_csv(), urls::formats_xlsx()], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, FormatsPage)> {
        let format = |code: &str, name: &str, from: &str, headers: &[&str]| FormatLine {
            code: code.to_owned(),
            name: name.to_owned(),
            from: Some(from.to_owned()),
            usual: code != "fluvius-volumes",
            headers: headers.iter().map(|h| (*h).to_owned()).collect(),
        };
        let full = FormatsPage {
            shell: Shell::new(eclaireur_models::lang::Lang::Fr, urls::formats()),
            formats: vec![
                format(
                    "fluvius-volumes",
                    "Volumes par quart d’heure, heure ou jour",
                    "Fluvius (Flandre), portail et fichiers",
                    &[
                        "Van (datum)",
                        "Van (tijdstip)",
                        "EAN-code",
                        "Register",
                        "Volume",
                        "Eenheid",
                        "Validatiestatus",
                    ],
                ),
                format(
                    "dsmr-p1",
                    "Télégramme du port P1 (DSMR, eMUCS)",
                    "Un compteur communicant belge ou néerlandais",
                    &[],
                ),
                format(
                    "table-index",
                    "Tableau de relevés d’index",
                    "Votre tableur, enregistré en CSV",
                    &["Date", "Index", "Unité"],
                ),
                format(
                    "table-monthly",
                    "Tableau de consommations mensuelles",
                    "Votre tableur, enregistré en CSV",
                    &["Mois", "kWh"],
                ),
            ],
            max_bytes: 50_000_000,
        };
        vec![("full", full)]
    }
}
