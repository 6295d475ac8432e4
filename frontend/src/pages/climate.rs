//! Whether a building follows the cold: what it uses in normal weather, its line over the cold, and whether it drifts away.
//!
//! What a signature lacks is told with what to bring. Degree-days stand on the base the figures use, with 15/15 beside
//! where it is known, since many audits quote it. Does *not* fit anything.

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::climate::Base;
use eclaireur_models::indicators::Explained;
use eclaireur_models::indicators::series::SignatureSeries;
use rust_decimal::{Decimal, dec};

use super::assessed::{Assessed, Freshness};
use super::assessed_samples;
use super::building::{self, BuildingHead};
use super::building_charts::Charts;
use super::building_five::spoken;
use super::chart_view::ChartView;
use super::climate_line;
use super::degree_days::base_name;
use super::energy::Switch;
use super::figure_view::{self, FigureView, Said};
use super::glossary::{self, TermLink};
use super::month_table::Mark;
use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::{urls, words};

/// The cold of the year on one base.
#[derive(Debug, Clone, PartialEq)]
pub struct ColdLine {
    /// Which base.
    pub base: Base,
    /// Degree-days of the year, where every day is known.
    pub degree_days: Option<Decimal>,
    /// In a normal year.
    pub normal: Option<Decimal>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/climate.html")]
pub struct ClimatePage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its figures.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
    /// Name of the station whose weather it has.
    pub station: String,
    /// The cold of the year told of, the base of the figures first.
    pub cold: Vec<ColdLine>,
    /// The energy asked for; without it the one that follows the cold most.
    pub carrier: Option<Carrier>,
}

html!(ClimatePage);

/// The cold as it is written.
struct ColdRow {
    base: String,
    degree_days: Option<String>,
    normal: Option<String>,
    change: Option<String>,
}

impl ClimatePage {
    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("climate-title-of").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-climate").to_string()))
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("climate-empty-more").to_string()
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["degres-jours", "normalisee", "signature", "talon", "derive"])
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    /// *Par un hiver normal, le bâtiment aurait utilisé 402 `MWh` en 2025, 6 % de moins qu’en 2024.*
    fn answer(&self) -> String {
        let normal = self.assessed.figure("normalised-energy").and_then(Explained::value);
        let (Some(value), Some(year)) = (normal, self.assessed.year()) else {
            return self.shell.t("climate-answer-none").to_string();
        };
        let change = self.assessed.change(&self.shell, "normalised-energy");
        let key = if change.is_some() { "climate-answer" } else { "climate-answer-alone" };
        self.shell
            .t(key)
            .with("year", year)
            .with("energy", spoken(&self.shell, value, None))
            .with("change", change.unwrap_or_default())
            .to_string()
    }

    fn normalised(&self) -> Vec<FigureView> {
        self.assessed.views(&self.shell, &["normalised-energy"])
    }

    fn signatures(&self) -> &[SignatureSeries] {
        &self.assessed.assessment.series.signatures
    }

    /// The line shown: of the energy asked for, else the steepest, which is what heats.
    fn line(&self) -> Option<&SignatureSeries> {
        let asked = self.signatures().iter().find(|s| Some(s.carrier) == self.carrier);
        asked.or_else(|| self.signatures().iter().max_by(|a, b| a.slope.total_cmp(&b.slope)))
    }

    /// On which base the figures stand, and why on no other.
    fn base(&self) -> Option<String> {
        let base = Base::from_code(&self.line()?.base)?;
        let said = self.shell.t("climate-base").with("base", base_name(&self.shell, base));
        Some(said.with("other", base_name(&self.shell, Base::Mean15)).to_string())
    }

    fn carriers(&self) -> Vec<Switch> {
        let lang = self.shell.body_lang();
        let shown = self.line().map(|line| line.carrier);
        let switch = |one: &SignatureSeries| Switch {
            label: words::carrier(lang, one.carrier),
            class: format!("dot carrier-{}", one.carrier.code()),
            href: urls::with_query(&urls::climate(self.code()), &[("energie", one.carrier.code())]),
            current: Some(one.carrier) == shown,
        };
        self.signatures().iter().map(switch).collect()
    }

    /// Figures of the energy shown; all of them where no energy has a line.
    fn of_line(&self, codes: &[&str]) -> Vec<FigureView> {
        let of = self.line().map(|line| line.carrier.code());
        let shown = |figure: &&Explained| of.is_none() || figure.of.is_none() || figure.of.as_deref() == of;
        let mut views = Vec::new();
        for code in codes {
            for (at, figure) in self.assessed.every(code).filter(shown).enumerate() {
                views.push(FigureView::of(&self.shell, format!("{code}-{at}"), Some(figure)));
            }
        }
        views
    }

    fn signature(&self) -> Vec<FigureView> {
        self.of_line(&["signature-base-load", "signature-slope"])
    }

    /// Why the line shown corrects no figure yet, and what to bring; nothing where it does.
    fn lacks(&self) -> Vec<String> {
        let line = self.line();
        line.map(|line| climate_line::lacks(&self.shell, &self.assessed, line)).unwrap_or_default()
    }

    fn signature_charts(&self) -> askama::Result<Vec<ChartView>> {
        self.line().map_or(Ok(Vec::new()), |line| self.charts().signatures(line.carrier))
    }

    fn drift_charts(&self) -> askama::Result<Vec<ChartView>> {
        self.line().map_or(Ok(Vec::new()), |line| self.charts().drifts(line.carrier))
    }

    fn drift(&self) -> Vec<FigureView> {
        self.of_line(&["drift", "drift-share", "trend"])
    }

    fn charts(&self) -> Charts<'_> {
        Charts { shell: &self.shell, code: self.code(), assessment: &self.assessed.assessment }
    }

    fn figure_files(&self) -> Files {
        building::figure_files(&self.shell, &self.head)
    }

    /// The degree-days of the year, as a file.
    fn cold_files(&self) -> Files {
        let year = self.assessed.assessment.year.unwrap_or_else(|| self.assessed.assessment.on.year());
        let what = self.shell.t("climate-cold").with("year", year).to_string();
        let addresses = [urls::degree_days_csv(), urls::degree_days_xlsx()];
        Files::new(what, addresses, &[("annee", year.to_string().as_str())])
    }

    fn marks(figures: &[FigureView]) -> Vec<Mark> {
        figure_view::marks(figures)
    }

    fn cold(&self) -> Vec<ColdRow> {
        let whole = |value: Decimal| format::number(value, 0);
        let row = |line: &ColdLine| ColdRow {
            base: base_name(&self.shell, line.base),
            degree_days: line.degree_days.map(whole),
            normal: line.normal.map(whole),
            change: line.degree_days.zip(line.normal).and_then(|(now, normal)| format::change(normal, now)),
        };
        self.cold.iter().map(row).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ClimatePage)> {
        let cold = |base, degree_days, normal| ColdLine { base, degree_days, normal };
        let full = ClimatePage {
            shell: samples::demo_shell(urls::climate(&samples::building().code)),
            head: samples::head(),
            assessed: assessed_samples::full(),
            has_readings: true,
            station: "Uccle".to_owned(),
            cold: vec![
                cold(Base::Equivalent165, Some(dec!(2031.4)), Some(dec!(2252))),
                cold(Base::Mean15, None, Some(dec!(1815))),
            ],
            carrier: None,
        };
        let power = ClimatePage { carrier: Some(Carrier::Electricity), ..full.clone() };
        let bare = ClimatePage { assessed: assessed_samples::bare(), ..full.clone() };
        let young = ClimatePage { assessed: assessed_samples::young(), ..full.clone() };
        let empty = ClimatePage {
            assessed: assessed_samples::nothing(),
            has_readings: false,
            cold: Vec::new(),
            ..full.clone()
        };
        vec![("full", full), ("power", power), ("bare", bare), ("young", young), ("empty", empty)]
    }
}
