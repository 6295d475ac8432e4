//! The catalogue in force, for whoever keeps the service: its version, and why another one was refused.

use askama::Template;
use eclaireur_models::catalog::Problem;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{day_start, local};

use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::urls;

/// An attempt that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedCatalog {
    /// When, in UTC seconds.
    pub at: i64,
    /// Every file that is not right.
    pub problems: Vec<Problem>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/catalog.html")]
pub struct CatalogPage {
    /// Frame.
    pub shell: Shell,
    /// Version in force.
    pub version: String,
    /// Since when, in UTC seconds.
    pub loaded_at: i64,
    /// When somebody last asked to read it again.
    pub asked_at: Option<i64>,
    /// The folder it is read from.
    pub folder: Option<String>,
    /// Whether another instance has put it in force, whose folder or program it comes from.
    pub taken: bool,
    /// Version in force for the other instances, which this one cannot read.
    pub against: Option<String>,
    /// How many aids it holds.
    pub aids: usize,
    /// Of how many nobody has opened the sources for a year.
    pub stale: usize,
    /// The last attempt, where it was refused.
    pub refused: Option<RefusedCatalog>,
}

html!(CatalogPage);

/// Problems shown at most.
const SHOWN: usize = 50;

impl CatalogPage {
    fn title(&self) -> String {
        self.shell.t("catalog-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("frame-catalog").to_string()),
        ]
    }

    fn moment(at: i64) -> String {
        local(at).map_or_else(String::new, |time| {
            format!("{} {:02}:{:02}", format::day(time.date()), time.hour(), time.minute())
        })
    }

    fn answer(&self) -> String {
        let key = match (&self.against, &self.refused) {
            (Some(_), _) => "catalog-answer-against",
            (None, Some(_)) => "catalog-answer-refused",
            (None, None) => "catalog-answer",
        };
        self.shell.t(key).with("at", Self::moment(self.loaded_at)).to_string()
    }

    fn rows(&self) -> Vec<(String, String)> {
        let t = |key: &'static str| self.shell.t(key).to_string();
        let mut rows = vec![
            (t("catalog-version"), self.version.clone()),
            (t("catalog-loaded"), Self::moment(self.loaded_at)),
            (t("catalog-folder"), self.folder.clone().unwrap_or_else(|| t("catalog-compiled-in"))),
            (t("catalog-aids"), format::whole(self.aids)),
            (t("catalog-stale"), format::whole(self.stale)),
        ];
        if self.taken {
            rows.push((t("catalog-taken"), t("catalog-taken-from")));
        }
        if let Some(against) = &self.against {
            rows.push((t("catalog-against"), against.clone()));
        }
        if let Some(at) = self.asked_at {
            rows.insert(2, (t("catalog-asked"), Self::moment(at)));
        }
        rows
    }

    fn problems(&self) -> &[Problem] {
        let all = self.refused.as_ref().map_or(&[][..], |refused| refused.problems.as_slice());
        all.get(..SHOWN).unwrap_or(all)
    }

    fn refused_at(&self) -> Option<String> {
        let refused = self.refused.as_ref()?;
        let said = self.shell.t("catalog-refused-at").with("at", Self::moment(refused.at));
        Some(said.count("count", refused.problems.len()).to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CatalogPage)> {
        let at = day_start(samples::today()) + 9 * 3600;
        let good = CatalogPage {
            shell: Shell::new(Lang::Fr, urls::admin_catalog()),
            version: "0123456789abcdef".to_owned(),
            loaded_at: at,
            asked_at: None,
            folder: None,
            taken: false,
            against: None,
            aids: 21,
            stale: 0,
            refused: None,
        };
        let what = "condition `seat`: key `fact`: `organisation.sea` is not a fact; did you mean `organisation.seat_in_wallonia`?";
        let problem = Problem { file: "schemes/wallonia/neuf-2026.toml".to_owned(), what: what.to_owned() };
        let refused = CatalogPage {
            folder: Some("/srv/eclaireur/catalog".to_owned()),
            asked_at: Some(at + 3600),
            refused: Some(RefusedCatalog { at: at + 3600, problems: vec![problem] }),
            ..good.clone()
        };
        let taken = CatalogPage { taken: true, ..good.clone() };
        let against = CatalogPage { against: Some("fedcba9876543210".to_owned()), ..good.clone() };
        vec![("good", good), ("refused", refused), ("taken", taken), ("against", against)]
    }
}
