//! What an audit could bring: from activity, area and bills alone, a first palette of measures with wide, honest ranges.

use askama::Template;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::measures::palette::{Bill, Given, Idea, Palette, palette};
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::audit_part::{Row, Table};
use super::building::{self, BuildingHead};
use super::chart_view::ChartView;
use super::samples;
use crate::charts::{Chart as _, Ground, Ranges, Width};
use crate::format::NBSP;
use crate::shell::{Crumb, RenderError, Shell};
use crate::text::Say;
use crate::{format, urls, words};

/// Ideas shown at most.
const MOST: usize = 20;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/potential.html")]
pub struct PotentialPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The day of the estimate.
    pub on: Day,
    /// The palette.
    pub palette: Palette,
    /// Official names of measures, by code.
    pub names: std::collections::BTreeMap<String, String>,
}

html!(PotentialPage);

impl PotentialPage {
    fn title(&self) -> String {
        self.shell.t("potential-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("potential-crumb").to_string()))
    }

    fn name(&self, code: &str) -> String {
        self.names.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    fn ideas(&self) -> impl Iterator<Item = &Idea> {
        self.palette.ideas.iter().filter(|idea| idea.saves.is_some()).take(MOST)
    }

    /// Ideas of which nothing can be said before somebody came.
    fn unknown(&self) -> Vec<String> {
        let none = self.palette.ideas.iter().filter(|idea| idea.saves.is_none());
        none.take(MOST).map(|idea| self.name(&idea.code)).collect()
    }

    fn range(low: Decimal, high: Decimal, unit: &str) -> String {
        format!("{}{NBSP}–{NBSP}{}{NBSP}{unit}", format::number(low, 0), format::number(high, 0))
    }

    fn saves(idea: &Idea) -> String {
        let water = idea.unit == eclaireur_models::indicators::Measure::M3;
        let unit = if water { "m³" } else { "kWh" };
        idea.saves.map_or_else(String::new, |(low, high)| PotentialPage::range(low, high, unit))
    }

    fn answer(&self) -> String {
        match self.ideas().next() {
            Some(idea) => {
                let euro = idea.euro.map(|(low, high)| PotentialPage::range(low, high, "€"));
                self.shell
                    .t("potential-answer")
                    .with("name", self.name(&idea.code))
                    .with("range", euro.unwrap_or_else(|| PotentialPage::saves(idea)))
                    .to_string()
            }
            None => self.shell.t("potential-none").to_string(),
        }
    }

    /// What lacks before there can be one, or a better one.
    fn missing(&self) -> Vec<String> {
        self.palette.missing.iter().map(|code| self.word("palette-missing", code)).collect()
    }

    fn word(&self, list: &str, code: &str) -> String {
        Say::owned(self.shell.body_lang(), format!("{list}-{code}")).to_string()
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("potential-col-idea").to_string(),
            shell.t("potential-col-saves").to_string(),
            shell.t("potential-col-euro").to_string(),
            shell.t("potential-col-why").to_string(),
            shell.t("potential-col-settles").to_string(),
        ];
        let all = |list: &str, codes: &[String]| {
            codes.iter().map(|code| self.word(list, code)).collect::<Vec<_>>().join(" ")
        };
        let row = |idea: &Idea| {
            let carrier = idea.carrier.map(|carrier| format!(" ({})", words::carrier(lang, carrier)));
            let instead: Vec<String> = idea.instead.iter().map(|code| self.name(code)).collect();
            let or = if instead.is_empty() {
                String::new()
            } else {
                format!(" {}", shell.t("potential-or").with("names", instead.join(", ")))
            };
            let euro = idea.euro.map(|(low, high)| PotentialPage::range(low, high, "€"));
            Row::of(vec![
                format!("{}{or}", self.name(&idea.code)),
                format!("{}{}", PotentialPage::saves(idea), carrier.unwrap_or_default()),
                euro.unwrap_or_else(|| shell.t("worked-unknown").to_string()),
                all("palette-reason", &idea.reasons),
                all("palette-missing", &idea.missing),
            ])
        };
        let rows = self.ideas().map(row).collect();
        Table::new(shell, shell.t("potential-crumb"), columns).rows(rows)
    }

    fn charts(&self) -> askama::Result<Vec<ChartView>> {
        let lang = self.shell.body_lang();
        let in_euro = self.ideas().any(|idea| idea.euro.is_some());
        let ideas = self.ideas().filter_map(|idea| {
            let (low, high) = if in_euro { idea.euro? } else { idea.saves? };
            Some((self.name(&idea.code), low, high))
        });
        let unit = if in_euro { "€/an" } else { "kWh PCI/an" };
        let ground = Ground { lang, id: "potentiel" };
        let Some(chart) = Ranges::new(ground, self.on, unit, ideas.collect()) else { return Ok(Vec::new()) };
        let picture = |width| chart.svg(width).map_err(|e: RenderError| askama::Error::custom(e));
        let words = [chart.title(), chart.reading()];
        let pictures = (picture(Width::Wide)?, picture(Width::Narrow)?);
        Ok(vec![ChartView::new("chart-ranges", words, pictures, &chart.table(), Vec::new())])
    }

    fn audit(&self) -> String {
        urls::audit(&self.head.building.code)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, PotentialPage)> {
        let catalog = Catalog::embedded().unwrap_or_default();
        let names = catalog
            .measures()
            .iter()
            .map(|card| (card.code.clone(), card.name.get(eclaireur_models::lang::Lang::Fr).to_owned()));
        let bill = |carrier, year, marginal| Bill { carrier, year, marginal };
        let bills = vec![
            bill(eclaireur_models::building::Carrier::NaturalGas, dec!(674000), Some(dec!(0.087))),
            bill(eclaireur_models::building::Carrier::Electricity, dec!(181900), Some(dec!(0.274))),
        ];
        let given = Given { activity: Some("care-home".to_owned()), area: Some(dec!(4200)), bills };
        let some = PotentialPage {
            shell: samples::shell(urls::potential(&samples::building().code)),
            head: samples::head(),
            on: samples::today(),
            palette: palette(&catalog, &given),
            names: names.collect(),
        };
        let empty = PotentialPage { palette: palette(&catalog, &Given::default()), ..some.clone() };
        vec![("some", some), ("empty", empty)]
    }
}
