//! What the energy of a building costs: the year, each square metre and place, why it changed, and what it would be if prices
//! doubled.
//!
//! A scenario is called one; an amount that is not sure says so. Does *not* compute.

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::indicators::{Explained, Measure};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::DatedPrice;
use eclaireur_models::units::UnitPrice;
use rust_decimal::dec;

use super::assessed::{Assessed, Freshness};
use super::assessed_samples;
use super::building::{self, BuildingHead};
use super::building_charts::Charts;
use super::building_five::spoken;
use super::chart_view::ChartView;
use super::figure_rows::{self, FigureRow};
use super::figure_view::{self, FigureView, Said};
use super::glossary::{self, TermLink};
use super::month_table::Mark;
use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::{figures, urls, words};

/// A price in force, or one that was.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceLine {
    /// Of what.
    pub carrier: Carrier,
    /// Per kWh, with VAT, and from when until when.
    pub price: DatedPrice,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cost.html")]
pub struct CostPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its figures.
    pub assessed: Assessed,
    /// Whether anything was read yet.
    pub has_readings: bool,
    /// Prices that hold on the day of the page.
    pub prices: Vec<PriceLine>,
}

html!(CostPage);

/// A price as it is written.
struct PriceRow {
    carrier: String,
    class: String,
    price: String,
    unit: String,
    since: String,
}

impl CostPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("cost-title-of").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-cost").to_string()))
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("cost-empty-more").to_string()
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(&self.shell, &["tvac", "ets2", "normalisee"])
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    /// *En 2025, l’énergie a coûté 48 312 €, 4 % de plus qu’en 2024.*
    fn answer(&self) -> String {
        let cost = self.assessed.figure("cost").and_then(Explained::value);
        let (Some(value), Some(year)) = (cost, self.assessed.year()) else {
            return self.shell.t("cost-answer-none").to_string();
        };
        let cost = spoken(&self.shell, value, None);
        let change = self.assessed.change(&self.shell, "cost");
        let key = if change.is_some() { "cost-answer" } else { "cost-answer-alone" };
        self.shell
            .t(key)
            .with("year", year)
            .with("cost", cost)
            .with("change", change.unwrap_or_default())
            .to_string()
    }

    /// Whether the action is to enter a price or an invoice's amount.
    fn lacks_cost(&self) -> bool {
        self.assessed.figure("cost").is_none_or(|f| f.value().is_none())
    }

    /// The year, per square metre, per place, and the price of a kWh.
    fn figures(&self) -> Vec<FigureView> {
        let one = |code: &'static str| {
            let figure = self.assessed.figure(code)?;
            let change = self.assessed.change(&self.shell, code);
            let sentence = change.map(|change| format!("{}.", format::capitalised(&change)));
            Some(FigureView::of(&self.shell, code, Some(figure)).saying(sentence))
        };
        let mut views: Vec<FigureView> =
            ["cost", "cost-per-m2", "cost-per-unit"].into_iter().filter_map(one).collect();
        views.extend(self.assessed.views(&self.shell, &["unit-price"]));
        views
    }

    fn marks(figures: &[FigureView]) -> Vec<Mark> {
        figure_view::marks(figures)
    }

    /// Why the year cost another amount than the one before.
    fn split(&self) -> Vec<FigureView> {
        self.assessed.views(&self.shell, &["cost-split"])
    }

    fn waterfall(&self) -> askama::Result<Vec<ChartView>> {
        Charts { shell: &self.shell, code: self.code(), assessment: &self.assessed.assessment }.waterfall()
    }

    /// The share of the budget, today and under stress.
    fn budget(&self) -> Vec<FigureRow> {
        let whole = self.assessed.every("budget");
        figure_rows::rows(&self.shell, whole.chain(self.assessed.every("stress-cost")))
    }

    /// What a price of carbon would add.
    fn ets2(&self) -> Vec<FigureRow> {
        figure_rows::rows(&self.shell, self.assessed.every("ets2"))
    }

    /// *€/kWh*, *€/m³* of water.
    pub(crate) fn price_unit(&self, carrier: Carrier) -> String {
        let unit = if carrier == Carrier::Water { Measure::EuroPerM3 } else { Measure::EuroPerKwh };
        figures::unit(self.lang(), unit, None, None)
    }

    fn figure_files(&self) -> Files {
        building::figure_files(&self.shell, &self.head)
    }

    fn price_files(&self) -> Files {
        let addresses = [urls::prices_csv(self.code()), urls::prices_xlsx(self.code())];
        Files::new(self.shell.t("cost-prices").to_string(), addresses, &[])
    }

    fn prices(&self) -> Vec<PriceRow> {
        let since = |from: Day| {
            if from == Day::MIN {
                return self.shell.t("cost-price-always").to_string();
            }
            self.shell.t("cost-price-since").with("day", format::day(from)).to_string()
        };
        let row = |line: &PriceLine| PriceRow {
            carrier: words::carrier(self.lang(), line.carrier),
            class: format!("dot carrier-{}", line.carrier.code()),
            price: format::number(line.price.incl_vat.0, 4),
            unit: self.price_unit(line.carrier),
            since: since(line.price.from),
        };
        self.prices.iter().map(row).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CostPage)> {
        let price = |carrier, from, euro| PriceLine {
            carrier,
            price: DatedPrice { from, to: None, incl_vat: UnitPrice(euro) },
        };
        let full = CostPage {
            shell: samples::demo_shell(urls::cost(&samples::building().code)),
            head: samples::head(),
            assessed: assessed_samples::full(),
            has_readings: true,
            prices: vec![
                price(Carrier::Electricity, samples::day(2024, 1, 1), dec!(0.3120)),
                price(Carrier::NaturalGas, Day::MIN, dec!(0.0893)),
            ],
        };
        let bare = CostPage { assessed: assessed_samples::bare(), prices: Vec::new(), ..full.clone() };
        let empty = CostPage { assessed: assessed_samples::nothing(), has_readings: false, ..bare.clone() };
        vec![("full", full), ("bare", bare), ("empty", empty)]
    }
}
