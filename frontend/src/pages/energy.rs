//! Where the energy of a building goes, month by month: the answer, what to do, the evidence, how we know.

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::{Balance, CarrierMonths, Conversion, Dated, YearTotal};
use rust_decimal::Decimal;

use super::ToDo;
use super::answer;
use super::assessed::{Assessed, Freshness};
use super::building::{self, BuildingHead, MeterLine};
use super::building_charts::Charts;
use super::chart_view::ChartView;
use super::energy_balance::{self, BalanceView};
use super::energy_how;
use super::figure_view::{self, FigureView, Said};
use super::glossary::{self, TermLink};
use super::month_table::{self, Mark, Table};
use super::to_do::{self, Action};
use crate::charts::Load;
use crate::charts::months::{MonthsChart, Width};
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::tables::months::YearMonths;
use crate::urls;
use crate::words;
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::totals::Source;
use eclaireur_models::units::Basis;

/// The page. Query parameters: `energie` (carrier code), `annee`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/energy.html")]
pub struct EnergyPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Carriers with readings or a meter, in the order of [`Carrier::ALL`].
    pub carriers: Vec<Carrier>,
    /// The carrier shown.
    pub carrier: Carrier,
    /// The years of this carrier that have something, oldest first (offtake).
    pub years: Vec<YearTotal>,
    /// The year shown.
    pub year: i16,
    /// All months of the carrier taken from network or tank; `None` when nothing was read yet.
    pub offtake: Option<CarrierMonths>,
    /// All months given to the network, when there are some.
    pub injection: Option<CarrierMonths>,
    /// All months made on the site, when there are some.
    pub production: Option<CarrierMonths>,
    /// What it makes itself and what of it it uses, for a building that makes some.
    pub balance: Option<Balance>,
    /// Coefficients used for gas in m3, when there are some.
    pub conversions: Vec<Conversion>,
    /// Coefficients of its meters, by what people call them.
    pub factors: Vec<(String, Dated<Decimal>)>,
    /// The building's meters.
    pub meters: Vec<MeterLine>,
    /// What to do first. The page finds missing months of the year shown itself when this is `None`.
    pub to_do: Option<ToDo>,
    /// What was computed of all its energies together.
    pub assessed: Assessed,
    /// Electric power of the year shown, where it is measured hour by hour.
    pub load: Option<Load>,
    /// The day of the page.
    pub on: Day,
}

html!(EnergyPage);

/// A choice of carrier or year, as a link.
pub(super) struct Switch {
    pub(super) label: String,
    pub(super) class: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// A flow beside the consumption: injection, production.
struct Flow {
    title: String,
    sentence: String,
    table: Table,
}

impl EnergyPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("energy-title-of").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-energy").to_string()))
    }

    fn year_months(&self) -> Option<YearMonths> {
        let all = self.offtake.as_ref().filter(|o| !o.months.is_empty())?;
        Some(YearMonths::new(all, self.year))
    }

    /// Totals of the year shown and of the one before.
    fn whole_years(&self) -> (Option<&YearTotal>, Option<&YearTotal>) {
        let of = |year| self.years.iter().find(|y| y.year == year && y.complete_months == 12);
        (of(self.year), of(self.year - 1))
    }

    fn answer(&self, year: &YearMonths) -> String {
        answer::sentence(&self.shell, year, self.whole_years(), self.makes(), self.on)
    }

    /// What was asked to be shown; else the months of this year that are late; else nothing.
    fn action(&self, year: Option<&YearMonths>) -> Option<Action> {
        if !self.shell.may_import() {
            return None;
        }
        if let Some(to_do) = &self.to_do {
            return to_do::action(&self.shell, self.code(), to_do);
        }
        let Some(year) = year else {
            return to_do::action(&self.shell, self.code(), &ToDo::FirstBill);
        };
        let late = year.late(self.on);
        let months: Vec<_> = late.iter().map(|r| r.month).collect();
        let first = months.first()?;
        let meter = late
            .iter()
            .filter_map(|r| r.total.as_ref())
            .flat_map(|t| &t.missing)
            .map(|p| p.meter.as_str())
            .next();
        let key = if meter.is_some() { "building-missing-meter" } else { "building-missing" };
        let long = self
            .shell
            .t(key)
            .with("months", answer::month_list(&self.shell, &months))
            .with("year", first.year())
            .with("meter", meter.unwrap_or_default())
            .count("count", months.len())
            .to_string();
        Some(Action {
            short: String::new(),
            long,
            label: self.shell.t("todo-missing-link").to_string(),
            href: urls::readings(self.code()),
        })
    }

    fn chart<'a>(&self, year: &'a YearMonths) -> MonthsChart<'a> {
        MonthsChart { year, lang: self.lang(), id: "months" }
    }

    fn picture(chart: &MonthsChart<'_>, width: Width) -> askama::Result<String> {
        chart.svg(width).map_err(askama::Error::custom)
    }

    fn table(&self, year: &YearMonths) -> Table {
        month_table::table(&self.shell, year, self.whole_years(), self.chart(year).title())
    }

    fn carriers(&self) -> Vec<Switch> {
        self.carriers
            .iter()
            .map(|c| Switch {
                label: words::carrier(self.lang(), *c),
                class: format!("dot carrier-{}", c.code()),
                href: urls::building_year(self.code(), c.code(), self.year),
                current: *c == self.carrier,
            })
            .collect()
    }

    fn years(&self) -> Vec<Switch> {
        self.years
            .iter()
            .map(|y| Switch {
                label: y.year.to_string(),
                class: String::new(),
                href: urls::building_year(self.code(), self.carrier.code(), y.year),
                current: y.year == self.year,
            })
            .collect()
    }

    fn download(&self, path: &str) -> String {
        urls::with_query(path, &[("energie", self.carrier.code()), ("annee", &self.year.to_string())])
    }

    fn csv(&self) -> String {
        self.download(&urls::months_csv(self.code()))
    }

    fn xlsx(&self) -> String {
        self.download(&urls::months_xlsx(self.code()))
    }

    /// The months of every flow: consumption, injection, production.
    fn files(&self) -> Files {
        let what = self.shell.t("table-months").with("building", &self.head.building.name).to_string();
        Files { what, csv: self.csv(), xlsx: self.xlsx() }
    }

    fn svg(&self) -> String {
        self.download(&urls::months_svg(self.code()))
    }

    /// Whether it gives or makes some, though nothing was taken.
    fn makes(&self) -> bool {
        self.injection.is_some() || self.production.is_some()
    }

    /// Electricity made on the site, in the year shown.
    fn balance(&self) -> Option<BalanceView> {
        let what = self.shell.t("table-balance").with("building", &self.head.building.name).to_string();
        let year = self.year.to_string();
        let addresses = [urls::balance_csv(self.code()), urls::balance_xlsx(self.code())];
        let files = Files::new(what, addresses, &[("annee", year.as_str())]);
        energy_balance::view(&self.shell, self.balance.as_ref()?, self.year, files)
    }

    /// How periods that straddle months were divided, and what indexes were multiplied by.
    fn divided(&self, year: &YearMonths) -> Vec<String> {
        let splits = self.offtake.iter().flat_map(|o| &o.splits).cloned().collect::<Vec<_>>();
        let mut lines = energy_how::splits(&self.shell, self.carrier, year.basis, &splits, self.year);
        lines.extend(energy_how::filled(&self.shell, year));
        lines.extend(energy_how::factors(&self.shell, self.carrier, &self.factors));
        lines
    }

    /// Injection and production of the year, where there is some.
    fn flows(&self) -> Vec<Flow> {
        let flow = |all: &Option<CarrierMonths>, title: &'static str, sentence: &'static str| {
            let year = YearMonths::new(all.as_ref()?, self.year);
            let sum = year.sum();
            year.rows.iter().any(|r| r.total.is_some()).then(|| Flow {
                title: self.shell.t(title).with("year", self.year).to_string(),
                sentence: self
                    .shell
                    .t(sentence)
                    .with("year", self.year)
                    .with("energy", format::energy(year.carrier, sum.energy))
                    .count("months", sum.months)
                    .to_string(),
                table: month_table::table(
                    &self.shell,
                    &year,
                    (None, None),
                    self.shell.t(title).with("year", self.year).to_string(),
                ),
            })
        };
        [
            flow(&self.injection, "building-injection", "building-injection-sentence"),
            flow(&self.production, "building-production", "building-production-sentence"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// *58 100 + 50 400 + … = 367 700 kWh PCS*: the year with the building's own numbers.
    fn formula(&self, year: &YearMonths) -> String {
        let complete = year.rows.iter().filter_map(|r| r.total.as_ref()).filter(|t| t.is_complete());
        let parts: Vec<String> = complete.filter_map(|t| t.energy).map(format::energy_kwh).collect();
        let unit = format::unit_of_kwh(year.carrier, year.basis);
        let total = self.whole_years().0.and_then(|y| y.energy).unwrap_or_else(|| year.sum().energy);
        format!("{} = {}{}{unit}", parts.join(" + "), format::energy_kwh(total), format::NBSP)
    }

    /// Where the figures come from, one sentence per kind of source in the year.
    fn sources(&self, year: &YearMonths) -> Vec<String> {
        let mut sources: Vec<Source> = year
            .rows
            .iter()
            .filter_map(|r| r.total.as_ref())
            .flat_map(|t| t.sources.iter().copied())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        sources
            .into_iter()
            .map(|source| {
                self.shell
                    .t(match source {
                        Source::Interval => "source-interval",
                        Source::Index => "source-index",
                        Source::Billed => "source-billed",
                        Source::Delivery => "source-delivery",
                    })
                    .to_string()
            })
            .collect()
    }

    fn basis(&self, year: &YearMonths) -> Option<String> {
        let key = match (self.carrier, year.basis) {
            (Carrier::Water | Carrier::Electricity | Carrier::DistrictHeat | Carrier::Other, _) => {
                return None;
            }
            (_, Basis::Gross) => "basis-gross",
            (_, Basis::Net) => "basis-net",
        };
        Some(self.shell.t(key).to_string())
    }

    fn coefficients(&self) -> Vec<String> {
        self.conversions
            .iter()
            .map(|c| {
                let key = if c.from.is_some() { "coefficient-since" } else { "coefficient" };
                self.shell
                    .t(key)
                    .with("value", format::decimal(c.kwh_per_m3))
                    .with("from", c.from.map(format::day).unwrap_or_default())
                    .to_string()
            })
            .collect()
    }

    fn charts(&self) -> Charts<'_> {
        Charts { shell: &self.shell, code: self.code(), assessment: &self.assessed.assessment }
    }

    /// Year on year of the energy shown, of which there must be two.
    fn years_charts(&self) -> askama::Result<Vec<ChartView>> {
        if self.years.len() < 2 { Ok(Vec::new()) } else { self.charts().years(self.carrier) }
    }

    /// All energies together: months, and the part of each.
    fn all_charts(&self) -> askama::Result<Vec<ChartView>> {
        let mut charts = if self.carriers.len() > 1 { self.charts().months()? } else { Vec::new() };
        charts.extend(self.charts().split()?);
        Ok(charts)
    }

    fn load_charts(&self) -> askama::Result<Vec<ChartView>> {
        match &self.load {
            Some(load) => self.charts().load(Carrier::Electricity, load),
            None => Ok(Vec::new()),
        }
    }

    /// Power at night, out of hours, at its highest.
    fn load_figures(&self) -> Vec<FigureView> {
        let codes = ["base-load", "base-load-share", "out-of-hours-share", "load-factor", "peak"];
        let known = codes.into_iter().filter_map(|code| {
            let figure = self.assessed.every(code).find(|f| f.value().is_some())?;
            Some(FigureView::of(&self.shell, code, Some(figure)))
        });
        known.collect()
    }

    fn beside_figures(&self) -> Vec<FigureView> {
        // Of a building with nothing yet, the first bill comes first.
        if self.carriers.is_empty() {
            return Vec::new();
        }
        let codes = ["intensity", "intensity-per-unit", "recoverable", "recoverable-cost", "path-gap"];
        let one = |code: &'static str| {
            let figure = self.assessed.figure(code)?;
            Some(FigureView::of(&self.shell, code, Some(figure)))
        };
        codes.into_iter().filter_map(one).collect()
    }

    fn figure_files(&self) -> Files {
        building::figure_files(&self.shell, &self.head)
    }

    fn terms(&self) -> Vec<TermLink> {
        glossary::links(
            &self.shell,
            &["energie-finale", "talon", "facteur-de-charge", "pointe", "pcs", "pci"],
        )
    }

    fn fresh(&self) -> Freshness {
        self.assessed.freshness(&self.shell)
    }

    fn figure_marks(figures: &[FigureView]) -> Vec<Mark> {
        figure_view::marks(figures)
    }

    fn nothing_yet(&self) -> String {
        self.shell.t("building-empty-more").to_string()
    }

    fn remarks(&self) -> Vec<String> {
        let findings = self.offtake.iter().flat_map(|o| &o.findings);
        findings.map(|f| crate::findings::sentence(self.lang(), f)).collect()
    }
}
