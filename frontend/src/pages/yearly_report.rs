//! The yearly report of the energy accounting (*comptabilité énergétique*), as UREBA asks it: points of consumption, three
//! years of each energy, each requirement met, not met or not known; published, it never moves again.
//!
//! The form posts to [`crate::urls::reports`] with `annee`; `withdraw` (id) marks a published one as no longer relied upon.

use askama::Template;
use eclaireur_models::indicators::Measure;
use eclaireur_models::indicators::series::{MeterSeen, YearPoint};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::{Decided, Requirement};
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead};
use super::figure_view::{self, SourceLine};
use super::glossary::{self, TermLink};
use super::month_table::{Mark, meanings};
use super::{assessed_samples, samples};
use crate::shell::{Crumb, Shell};
use crate::{figures, format, norms, urls, words, yearly};

/// Meters listed; the rest are counted.
const MOST_METERS: usize = 200;

/// A report that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id.
    pub id: String,
    /// Of which year.
    pub year: i16,
    /// When.
    pub on: Day,
    /// Version of the catalogue it stands on.
    pub catalog: String,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Names of its files.
    pub files: Vec<String>,
    /// Since when it is no longer relied upon.
    pub withdrawn_on: Option<Day>,
}

/// The page. GET with `annee`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/yearly_report.html")]
pub struct YearlyReportPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// What is said of it.
    pub assessed: Assessed,
    /// The year asked for; without it, the year the figures tell of.
    pub year: Option<i16>,
    /// Function of the person responsible for energy.
    pub responsible: Option<String>,
    /// Those published, the newest first.
    pub published: Vec<Published>,
}

html!(YearlyReportPage);

/// A year of an energy in words.
pub(super) struct YearRow {
    pub(super) carrier: String,
    pub(super) class: String,
    pub(super) year: i16,
    pub(super) value: Option<String>,
    pub(super) normal: Option<String>,
    pub(super) cost: Option<String>,
    pub(super) co2: Option<String>,
    pub(super) months: String,
    pub(super) mark: Option<&'static str>,
}

/// What is asked, in words.
pub(super) struct RequirementView {
    pub(super) name: String,
    pub(super) tag: String,
    pub(super) class: &'static str,
    pub(super) says: String,
}

/// A published report in words.
struct PublishedView {
    id: String,
    year: i16,
    on: String,
    catalog: String,
    mark: String,
    files: Vec<(String, String)>,
    withdrawn: Option<String>,
}

/// The address of a file of a published report.
pub fn file_address(building: &str, report: &str, name: &str) -> String {
    urls::report_file(building, &format!("{report}-{name}"))
}

impl YearlyReportPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    pub(super) fn told(&self) -> Option<i16> {
        self.year.filter(|year| yearly::tells(&self.assessed.assessment, *year)).or(self.assessed.year())
    }

    pub(super) fn title(&self) -> String {
        match self.told() {
            Some(year) => self.shell.t("yearly-title").with("year", year).to_string(),
            None => self.shell.t("yearly-title-none").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("yearly-crumb").to_string()))
    }

    pub(super) fn terms(&self) -> Vec<TermLink> {
        glossary::links(
            &self.shell,
            &["comptabilite", "normalisee", "signature", "mix-residuel", "pcs", "pci"],
        )
    }

    pub(super) fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn years(&self) -> Vec<(i16, String, bool)> {
        let told = self.told();
        let one = |year: i16| {
            let href = urls::with_query(&urls::yearly_report(self.code()), &[("annee", &year.to_string())]);
            (year, href, told == Some(year))
        };
        yearly::years(&self.assessed.assessment).into_iter().map(one).collect()
    }

    fn count(&self, met: Decided) -> usize {
        self.assessed.assessment.requirements.iter().filter(|r| r.met == met).count()
    }

    pub(super) fn answer(&self) -> String {
        if let (false, Some(year), Some(reference)) = (self.asks(), self.told(), self.assessed.year()) {
            let said = self.shell.t("yearly-answer-earlier").with("year", year).with("reference", reference);
            return said.to_string();
        }
        let all = self.assessed.assessment.requirements.len();
        if all == 0 {
            return self.shell.t("yearly-answer-none").to_string();
        }
        let (met, unknown) = (self.count(Decided::Yes), self.count(Decided::Unknown));
        let rest =
            (unknown > 0).then(|| self.shell.t("yearly-answer-rest").count("unknown", unknown).to_string());
        let said = self.shell.t("yearly-answer").count("met", met).count("all", all);
        said.with("rest", rest.unwrap_or_default()).to_string()
    }

    pub(super) fn responsible(&self) -> Option<&str> {
        self.responsible.as_deref().map(str::trim).filter(|who| !who.is_empty())
    }

    pub(super) fn meters(&self) -> Vec<(String, String, Option<String>)> {
        let one = |meter: &MeterSeen| {
            (meter.label.clone(), words::carrier(self.lang(), meter.carrier), meter.last.map(format::day))
        };
        self.assessed.assessment.series.meters.iter().take(MOST_METERS).map(one).collect()
    }

    pub(super) fn rows(&self) -> Vec<YearRow> {
        yearly::points(&self.assessed.assessment, self.told()).map(|year| self.row(year)).collect()
    }

    fn row(&self, point: &YearPoint) -> YearRow {
        let unit = format::unit_of_kwh(point.carrier, point.basis);
        let number = |value: Decimal| format::number(value, 0);
        YearRow {
            carrier: format!("{} ({unit})", words::carrier(self.lang(), point.carrier)),
            class: format!("dot carrier-{}", point.carrier.code()),
            year: point.year,
            value: point.value.map(number),
            normal: point.normal.map(number),
            cost: point.cost.map(number),
            co2: yearly::co2(&self.assessed.assessment, point.carrier, point.year)
                .map(|kg| figures::digits(Measure::KgCo2, kg)),
            months: format!("{}/12", point.complete_months),
            mark: words::quality_mark(point.quality),
        }
    }

    /// What the letters beside the years mean.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let points = yearly::points(&self.assessed.assessment, self.told());
        meanings(&self.shell, points.filter(|point| point.value.is_some()).map(|point| point.quality))
    }

    /// By which factors the emissions stand there.
    pub(super) fn co2_by(&self) -> Option<String> {
        let set = yearly::co2_set(self.lang(), &self.assessed.assessment, self.told())?;
        Some(self.shell.t("yearly-co2-by").with("set", set).to_string())
    }

    /// Requirements are of the year the figures tell of: an earlier one has none.
    pub(super) fn asks(&self) -> bool {
        yearly::is_reference(&self.assessed.assessment, self.told())
    }

    pub(super) fn asked(&self) -> String {
        match self.told() {
            Some(year) => self.shell.t("yearly-asked").with("year", year).to_string(),
            None => self.shell.t("yearly-asked-none").to_string(),
        }
    }

    pub(super) fn requirements(&self) -> Vec<RequirementView> {
        let lang = self.lang();
        let one = |requirement: &Requirement| {
            let (key, class) = match requirement.met {
                Decided::Yes => ("yearly-met", "tag tag-done"),
                Decided::No => ("yearly-not-met", "tag tag-error"),
                Decided::Unknown => ("yearly-unknown", "tag tag-warning"),
            };
            RequirementView {
                name: norms::requirement_name(lang, requirement),
                tag: crate::text::Say::new(lang, key).to_string(),
                class,
                says: norms::requirement(lang, requirement),
            }
        };
        self.assessed.assessment.requirements.iter().map(one).collect()
    }

    pub(super) fn cases(&self) -> Vec<[String; 2]> {
        yearly::cases(self.lang(), &self.assessed.assessment)
    }

    /// Documents of the requirements, each once: title, address, when opened.
    pub(super) fn sources(&self) -> Vec<SourceLine> {
        let all = self.assessed.assessment.requirements.iter().flat_map(|r| &r.sources);
        figure_view::sources(&self.shell, all)
    }

    fn published(&self) -> Vec<PublishedView> {
        let one = |published: &Published| PublishedView {
            id: published.id.clone(),
            year: published.year,
            on: format::day(published.on),
            catalog: published.catalog.chars().take(12).collect(),
            mark: published.sha256.chars().take(12).collect(),
            files: published
                .files
                .iter()
                .map(|name| (name.clone(), file_address(self.code(), &published.id, name)))
                .collect(),
            withdrawn: published.withdrawn_on.map(format::day),
        };
        self.published.iter().map(one).collect()
    }

    fn file(&self, ending: &str) -> String {
        let year = self.told().map(|year| year.to_string()).unwrap_or_default();
        let path = urls::report_file(self.code(), &format!("rapport-annuel.{ending}"));
        urls::with_query(&path, &[("annee", &year)])
    }

    /// Where this year is shared; nowhere before there is one.
    fn share(&self) -> Option<String> {
        let year = self.told()?.to_string();
        Some(urls::with_query(&urls::share(self.code()), &[("vue", "yearly-report"), ("annee", &year)]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, YearlyReportPage)> {
        let full = YearlyReportPage {
            shell: samples::demo_shell(urls::yearly_report(&samples::building().code)),
            head: samples::head(),
            assessed: assessed_samples::full(),
            year: None,
            responsible: Some("responsable technique".to_owned()),
            published: Vec::new(),
        };
        let published = |id: &str, withdrawn_on| Published {
            id: id.to_owned(),
            year: 2024,
            on: samples::day(2025, 3, 12),
            catalog: "2026-11-21.4f".to_owned(),
            sha256: "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c".to_owned(),
            files: vec!["rapport-annuel-2024.pdf".to_owned(), "rapport-annuel-2024.xlsx".to_owned()],
            withdrawn_on,
        };
        let kept = YearlyReportPage {
            year: Some(2024),
            responsible: None,
            published: vec![
                published("0000000000002", None),
                published("0000000000001", Some(samples::day(2025, 3, 14))),
            ],
            ..full.clone()
        };
        let empty = YearlyReportPage { assessed: assessed_samples::nothing(), ..full.clone() };
        vec![("full", full), ("published", kept), ("empty", empty)]
    }
}
