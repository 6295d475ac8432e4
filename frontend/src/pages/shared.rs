//! One page of a building behind the secret of a link: exactly that page, without navigation, and no way further but to
//! what is for everybody. And what is said of a link that opens nothing.
//!
//! Does *not* know the secret: nothing on the page leads back to it.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::assessed::{Assessed, Freshness};
use super::building::BuildingHead;
use super::building_charts::Charts;
use super::chart_view::ChartView;
use super::figure_view::{self, FigureView, Said, SourceLine};
use super::glossary::{self, TermLink};
use super::month_table::Mark;
use super::yearly_report::YearlyReportPage;
use super::{assessed_samples, building_five, samples};
use crate::format;
use crate::shell::{Shell, Viewer};
use crate::urls;

/// What stands above a shared page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedBy {
    /// Name of the organisation.
    pub organisation: String,
    /// The last day of the link.
    pub until: Day,
}

impl SharedBy {
    fn says(&self, shell: &Shell) -> String {
        let said = shell.t("shared-by").with("organisation", &self.organisation);
        said.with("day", format::day(self.until)).to_string()
    }
}

/// The *bulletin de santé*.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared_bulletin.html")]
pub struct SharedBulletin {
    /// Frame: of nobody we know.
    pub shell: Shell,
    /// Who shares it, how long.
    pub by: SharedBy,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
}

html!(SharedBulletin);

impl SharedBulletin {
    fn title(&self) -> String {
        self.shell.t("bulletin-title-of").with("name", &self.head.building.name).to_string()
    }

    fn says(&self) -> String {
        self.by.says(&self.shell)
    }

    fn answer(&self) -> String {
        building_five::answer(&self.shell, &self.assessed)
    }

    /// What the worst alert asks for, in words alone.
    fn action(&self) -> Option<String> {
        let alert = self.assessed.alert()?;
        Some(building_five::action(&self.shell, &self.head.building.code, alert).long)
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn five(&self) -> Vec<FigureView> {
        let mut five = building_five::figures(&self.shell, &self.assessed);
        for how in five.iter_mut().flat_map(|figure| &mut figure.hows) {
            unlinked(&mut how.sources);
        }
        five
    }

    fn marks(figures: &[FigureView]) -> Vec<Mark> {
        figure_view::marks(figures)
    }

    /// The charts of the page, without their files.
    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let of = Charts {
            shell: &self.shell,
            code: &self.head.building.code,
            assessment: &self.assessed.assessment,
        };
        let alone = |chart: ChartView| ChartView { downloads: Vec::new(), ..chart };
        Ok(of.months()?.into_iter().map(alone).collect())
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["energie-finale", "normalisee", "derive", "pcs"])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SharedBulletin)> {
        let full = SharedBulletin {
            shell: frame(Lang::Fr, false),
            by: sample_by(),
            head: samples::head(),
            assessed: assessed_samples::full(),
            has_readings: true,
        };
        let mut empty = SharedBulletin { assessed: assessed_samples::nothing(), ..full.clone() };
        (empty.has_readings, empty.shell) = (false, frame(Lang::Fr, true));
        vec![("full", full), ("empty", empty)]
    }
}

/// The yearly report.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared_report.html")]
pub struct SharedReport {
    /// Frame: of nobody we know.
    pub shell: Shell,
    /// Who shares it, how long.
    pub by: SharedBy,
    /// The report.
    pub report: YearlyReportPage,
}

html!(SharedReport);

impl SharedReport {
    fn title(&self) -> String {
        self.report.title()
    }

    fn head(&self) -> &BuildingHead {
        &self.report.head
    }

    fn says(&self) -> String {
        self.by.says(&self.shell)
    }

    fn sources(&self) -> Vec<SourceLine> {
        let mut sources = self.report.sources();
        unlinked(&mut sources);
        sources
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SharedReport)> {
        let of = |(state, report)| {
            (state, SharedReport { shell: frame(Lang::Fr, false), by: sample_by(), report })
        };
        YearlyReportPage::samples().into_iter().map(of).collect()
    }
}

/// A link that opens nothing: never made, over or closed are not told apart.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared_gone.html")]
pub struct SharedGone {
    /// Frame: of nobody we know.
    pub shell: Shell,
}

html!(SharedGone);

impl SharedGone {
    fn title(&self) -> String {
        self.shell.t("shared-gone").to_string()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SharedGone)> {
        vec![("gone", SharedGone { shell: frame(Lang::Fr, false) })]
    }
}

/// The frame of a shared page: whoever holds the link is nobody we know.
pub fn frame(lang: Lang, demo: bool) -> Shell {
    Shell { demo, viewer: Viewer::nobody(), ..Shell::new(lang, urls::home()) }
}

/// From a shared page nobody is sent to other sites.
fn unlinked(sources: &mut [SourceLine]) {
    for source in sources {
        source.link = None;
    }
}

fn sample_by() -> SharedBy {
    SharedBy { organisation: samples::organisation().name, until: samples::day(2026, 2, 10) }
}
