//! A building in five figures and one action: the *bulletin de santé*.
//!
//! The answer first, then what to do this month, then five figures with one sentence each. What no reading tells is said to
//! lack; nothing is computed here. Its head and its tabs stand on every page of a building.

use askama::Template;
use eclaireur_models::access::Action as Access;
use eclaireur_models::building::{Carrier, Postcode};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::ToDo;
use super::assessed::{Assessed, Freshness};
use super::assessed_samples;
use super::building_charts::Charts;
use super::building_five;
use super::figure_view::{self, FigureView, Said};
use super::glossary::{self, TermLink};
use super::month_table::Mark;
use super::samples;
use super::to_do::{self, Action};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// Which building.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BuildingHead {
    /// Code and name.
    pub building: Named,
    /// Whose.
    pub organisation: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Name of the commune.
    pub commune: Option<String>,
    /// Heated area that holds on the day of the page, with how it is known.
    pub heated_area_m2: Option<(Decimal, Quality)>,
    /// No longer in lists.
    pub archived: bool,
}

/// A meter of the building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterLine {
    /// Id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// EAN, when known.
    pub ean: Option<String>,
    /// Serial number, when known.
    pub serial: Option<String>,
    /// Newest reading.
    pub last_reading: Option<Day>,
    /// Out of service since.
    pub out_since: Option<Day>,
}
/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/building.html")]
pub struct BuildingPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its figures.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
    /// What to do when no alert asks for something.
    pub to_do: Option<ToDo>,
}

html!(BuildingPage);

/// A tab of a building's pages.
pub(crate) struct Tab {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// The next question, and where it is answered.
struct Next {
    label: String,
    href: String,
}

impl BuildingPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("bulletin-title-of").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, &self.head, None)
    }

    fn answer(&self) -> String {
        building_five::answer(&self.shell, &self.assessed)
    }

    /// What the worst alert asks for; without any, what the readings ask for.
    fn action(&self) -> Option<Action> {
        let alert = self.assessed.alert();
        let of_alert = alert.map(|alert| building_five::action(&self.shell, self.code(), alert));
        of_alert
            .or_else(|| self.to_do.as_ref().and_then(|to_do| to_do::action(&self.shell, self.code(), to_do)))
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["energie-finale", "normalisee", "derive", "pcs"])
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn five(&self) -> Vec<FigureView> {
        building_five::figures(&self.shell, &self.assessed)
    }

    fn figure_files(&self) -> Files {
        figure_files(&self.shell, &self.head)
    }

    fn marks(figures: &[FigureView]) -> Vec<Mark> {
        figure_view::marks(figures)
    }

    fn charts(&self) -> Charts<'_> {
        Charts { shell: &self.shell, code: self.code(), assessment: &self.assessed.assessment }
    }

    fn next(&self) -> Vec<Next> {
        let of = self.code();
        let whole = self.shell.may_organisation(Access::Read);
        let cadastre = ("bulletin-next-organisation", urls::cadastre(&self.head.organisation.code));
        [
            ("bulletin-next-energy", urls::energy(of)),
            ("bulletin-next-cost", urls::cost(of)),
            ("bulletin-next-climate", urls::climate(of)),
            ("bulletin-next-alerts", urls::alerts(of)),
            ("bulletin-next-obligations", urls::obligations(of)),
        ]
        .into_iter()
        .chain(whole.then_some(cadastre))
        .map(|(key, href)| Next { label: Say::new(self.lang(), key).to_string(), href })
        .collect()
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("bulletin-empty-more").to_string()
    }

    fn share(&self) -> String {
        urls::with_query(&urls::share(self.code()), &[("vue", "bulletin")])
    }

    fn bulletin(&self) -> String {
        urls::report_file(self.code(), "bulletin.pdf")
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BuildingPage)> {
        let full = BuildingPage {
            shell: samples::demo_shell(samples::building_path()),
            head: samples::head(),
            assessed: assessed_samples::full(),
            has_readings: true,
            to_do: None,
        };
        let bare = BuildingPage {
            assessed: assessed_samples::bare(),
            head: BuildingHead { heated_area_m2: None, ..full.head.clone() },
            to_do: Some(ToDo::MissingMonths { carrier: Carrier::Electricity, year: 2025, months: 3 }),
            ..full.clone()
        };
        let mut stale = full.clone();
        stale.assessed.stale = true;
        let young = BuildingPage { assessed: assessed_samples::young(), ..full.clone() };
        let mut empty = full.clone();
        empty.shell.demo = false;
        (empty.assessed, empty.has_readings) = (assessed_samples::nothing(), false);
        empty.to_do = Some(ToDo::FirstBill);
        let reader = BuildingPage { shell: samples::reader(bare.shell.clone()), ..bare.clone() };
        let nothing = BuildingPage { shell: samples::reader(empty.shell.clone()), ..empty.clone() };
        vec![
            ("full", full),
            ("bare", bare),
            ("stale", stale),
            ("young", young),
            ("empty", empty),
            ("reader", reader),
            ("reader-empty", nothing),
        ]
    }
}

/// The tabs of a building's pages: those that lead somewhere for who looks.
pub(crate) fn tabs(shell: &Shell, code: &str) -> Vec<Tab> {
    let at = shell.path.split('?').next().unwrap_or_default();
    let (imports, changes) = (shell.may_import(), shell.may_change());
    [
        (true, shell.t("tab-bulletin"), urls::building(code)),
        (true, shell.t("tab-energy"), urls::energy(code)),
        (true, shell.t("tab-cost"), urls::cost(code)),
        (true, shell.t("tab-climate"), urls::climate(code)),
        (true, shell.t("tab-alerts"), urls::alerts(code)),
        (true, shell.t("tab-quality"), urls::quality(code)),
        (true, shell.t("tab-obligations"), urls::obligations(code)),
        (true, shell.t("tab-audit"), urls::audit(code)),
        (true, shell.t("tab-finance"), urls::projects(code)),
        (true, shell.t("tab-readings"), urls::readings(code)),
        (imports, shell.t("tab-upload"), urls::building_upload(code)),
        (true, shell.t("tab-facts"), urls::facts(code)),
        (changes, shell.t("tab-edit"), urls::building_edit(code)),
    ]
    .into_iter()
    .filter(|(may, ..)| *may)
    .map(|(_, label, href)| Tab {
        label: label.to_string(),
        current: href == at
            || ([urls::projects(code), urls::audit(code)].contains(&href)
                && at.starts_with(&format!("{href}/"))),
        href,
    })
    .collect()
}

/// Every figure of the building with what it was computed from, as a file.
pub(super) fn figure_files(shell: &Shell, head: &BuildingHead) -> Files {
    let what = shell.t("table-figures").with("building", &head.building.name).to_string();
    let code = &head.building.code;
    Files::new(what, [urls::figures_csv(code), urls::figures_xlsx(code)], &[])
}

/// *Accueil › Les Tilleuls › Résidence du Parc*, and one more step where `here` is given.
pub(super) fn crumbs(shell: &Shell, head: &BuildingHead, here: Option<String>) -> Vec<Crumb> {
    let mut crumbs = vec![
        Crumb::to(shell.t("frame-home").to_string(), urls::home()),
        Crumb::to(&head.organisation.name, urls::organisation(&head.organisation.code)),
    ];
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(&head.building.name, urls::building(&head.building.code)));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(&head.building.name)),
    }
    crumbs
}

impl BuildingHead {
    /// *Maison de repos · Rue des Tilleuls 12, 5100 Namur · 2 450 m² chauffés*
    pub(crate) fn subtitle(&self, shell: &Shell) -> String {
        let town: Vec<String> =
            [self.postcode.map(|p| p.to_string()), self.commune.clone()].into_iter().flatten().collect();
        let place: Vec<String> =
            [self.street.clone(), (!town.is_empty()).then(|| town.join(" "))].into_iter().flatten().collect();
        let area = self
            .heated_area_m2
            .map(|(area, _)| shell.t("building-area").with("area", format::decimal(area)).to_string());
        let parts = [self.activity.clone(), (!place.is_empty()).then(|| place.join(", ")), area];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
