//! The buildings of an organisation by what can be recovered (*cadastre*): kWh and euro above a reference, never a verdict.
//!
//! Recoverable is `max(0, normalised kWh/m² − reference) × m²`; where no reference or area is known the building stands last
//! and says what lacks. Query: `tri` (`kwh`, `euro`, `intensite`, `alertes`, `nom`). Does *not* compute.

use askama::Template;
use eclaireur_models::alerts::{Alert, Money};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::series::Reference;
use eclaireur_models::indicators::{Answer, Explained, Lack, Measure};
use eclaireur_models::lang::Lang;
use rust_decimal::{Decimal, dec};

use super::alerts::euro;
use super::assessed::Assessed;
use super::month_table::{Mark, mark};
use super::samples;
use crate::five::{beside, yardstick};
use crate::format::{self, NBSP};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::{alerts, figures, urls};

/// A building in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct CadastreLine {
    /// Code and name.
    pub building: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// The year its figures tell of.
    pub year: Option<i16>,
    /// Final energy per heated square metre.
    pub intensity: Option<Held>,
    /// What it stands beside.
    pub reference: Option<Reference>,
    /// kWh a year above the reference, in normal weather.
    pub recoverable_kwh: Option<Held>,
    /// The same in euro, at the marginal price.
    pub recoverable_euro: Option<Held>,
    /// Alerts that nobody has settled, worth the most first.
    pub alerts: Vec<Raised>,
    /// What lacks before it can be ranked.
    pub lacks: Vec<Lack>,
}

impl CadastreLine {
    /// What the dearest of its alerts costs a year.
    pub(crate) fn dearest(&self) -> Option<Decimal> {
        worst(self).map(|(_, money)| money.euro)
    }

    /// A building as its assessment tells of it; nothing is known of one that was not assessed yet.
    pub fn of(building: Named, activity: Option<String>, assessed: Option<&Assessed>) -> CadastreLine {
        let held = |figure: &Explained| {
            let value = figure.value()?;
            Some(Held { value: value.value, quality: value.quality, certainty: value.certainty })
        };
        let whole = |code| assessed.and_then(|a| a.figure(code)).and_then(held);
        let lacking = assessed.and_then(|a| a.figure("recoverable")).map(|f| &f.answer);
        CadastreLine {
            building,
            activity,
            year: assessed.and_then(Assessed::year),
            intensity: whole("intensity"),
            reference: assessed.and_then(|a| yardstick(&a.assessment)),
            recoverable_kwh: whole("recoverable"),
            recoverable_euro: whole("recoverable-cost"),
            alerts: assessed.map(waiting).unwrap_or_default(),
            lacks: match lacking {
                Some(Answer::NotYet { lacks }) => lacks.clone(),
                Some(Answer::Known(_) | Answer::NotApplicable { .. }) | None => Vec::new(),
            },
        }
    }
}

/// An alert as the list tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    /// What it is.
    pub code: String,
    /// Of which energy.
    pub carrier: Option<Carrier>,
    /// What it costs, where a price is known.
    pub money: Option<Money>,
}

/// Alerts that wait for an answer.
fn waiting(assessed: &Assessed) -> Vec<Raised> {
    let open = assessed.assessment.alerts.iter().filter(|alert| !assessed.answered.contains(&alert.key));
    let raised = |alert: &Alert| Raised {
        code: alert.code.to_string(),
        carrier: alert.carrier,
        money: alert.euro_per_year,
    };
    open.map(raised).collect()
}

/// The dearest alert of a building that has a price, and what it costs.
fn worst(line: &CadastreLine) -> Option<(&Raised, Money)> {
    let priced = line.alerts.iter().filter_map(|raised| Some((raised, raised.money?)));
    priced.filter(|(_, money)| money.certainty != Certainty::Unknown).max_by_key(|(_, money)| money.euro)
}

/// A figure of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The figure.
    pub value: Decimal,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Most recoverable energy first.
    #[default]
    Kwh,
    /// Most recoverable euro first.
    Euro,
    /// Highest intensity first.
    Intensity,
    /// The dearest alert first.
    Alerts,
    /// By name.
    Name,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 5] = [Order::Kwh, Order::Euro, Order::Intensity, Order::Alerts, Order::Name];

    /// As in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Order::Kwh => "kwh",
            Order::Euro => "euro",
            Order::Intensity => "intensite",
            Order::Alerts => "alertes",
            Order::Name => "nom",
        }
    }

    /// The order with this code; the first for any other word.
    pub fn from_code(code: &str) -> Order {
        Order::ALL.into_iter().find(|o| o.code() == code).unwrap_or_default()
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cadastre.html")]
pub struct CadastrePage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Its buildings; shown in the order asked for.
    pub buildings: Vec<CadastreLine>,
    /// In which order.
    pub order: Order,
    /// Buildings whose figures are being made.
    pub waiting: usize,
}

html!(CadastrePage);

/// A header that sorts.
struct Sorter {
    label: String,
    unit: String,
    href: String,
    sorted: Option<&'static str>,
    number: bool,
}

/// A figure as it is written in the list.
struct Cell {
    text: String,
    mark: Option<Mark>,
    to_confirm: Option<String>,
}

impl CadastrePage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("cadastre-title-of").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("cadastre-crumb").to_string()),
        ]
    }

    /// The buildings in the order asked for; what is not known comes last, the name decides between equals.
    pub(crate) fn ordered(&self) -> Vec<&CadastreLine> {
        let mut lines: Vec<&CadastreLine> = self.buildings.iter().collect();
        let value = |held: &Option<Held>| held.map(|h| h.value);
        let key = |line: &CadastreLine| match self.order {
            Order::Kwh => value(&line.recoverable_kwh),
            Order::Euro => value(&line.recoverable_euro),
            Order::Intensity => value(&line.intensity),
            Order::Alerts => worst(line).map(|(_, money)| money.euro).or_else(|| {
                // Without a price: after those that have one, before those without any.
                (!line.alerts.is_empty()).then_some(Decimal::ZERO)
            }),
            Order::Name => None,
        };
        lines.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| a.building.name.cmp(&b.building.name)));
        lines
    }

    /// *Une fuite d’eau est possible : environ 15 352 € par an*; of the dearest, where any has a price.
    fn alert(&self, line: &CadastreLine) -> Option<String> {
        let lang = self.lang();
        let (raised, money) = worst(line)?;
        let title = alerts::title_of(lang, &raised.code, raised.carrier);
        let euro = euro(lang, money)?;
        Some(self.shell.t("cadastre-alert").with("title", title).with("euro", euro).to_string())
    }

    /// The dearest alert of all buildings.
    fn dearest(&self) -> Option<String> {
        let priced = |line: &&CadastreLine| worst(line).map(|(_, money)| money.euro);
        let line = self.buildings.iter().filter(|l| priced(l).is_some()).max_by_key(priced)?;
        let alert = self.alert(line)?;
        let said = self.shell.t("cadastre-dearest").with("name", &line.building.name).with("alert", alert);
        Some(said.to_string())
    }

    /// *Commencez par Résidence du Parc : 62 `MWh` récupérables par an, environ 5 500 €.*
    fn answer(&self) -> String {
        let most = |line: &&CadastreLine| line.recoverable_kwh.map(|h| h.value).unwrap_or_default();
        let first = self.buildings.iter().filter(|l| most(l) > Decimal::ZERO).max_by_key(most);
        let Some(first) = first else {
            let known = self.buildings.iter().filter(|l| l.recoverable_kwh.is_some()).count();
            let none = if known == 0 { "cadastre-answer-unknown" } else { "cadastre-answer-none" };
            let count = if known == 0 { self.buildings.len() } else { known };
            return self.shell.t(none).count("count", count).to_string();
        };
        let kwh = format::number(most(&first), 0);
        let say = |key: &'static str| self.shell.t(key).with("name", &first.building.name).with("kwh", &kwh);
        match first.recoverable_euro {
            Some(euro) => say("cadastre-answer-euro").with("euro", format::number(euro.value, 0)).to_string(),
            None => say("cadastre-answer").to_string(),
        }
    }

    /// All of it together, of the buildings that are known.
    fn total(&self) -> Option<String> {
        let known: Vec<Decimal> =
            self.buildings.iter().filter_map(|l| l.recoverable_kwh).map(|h| h.value).collect();
        let euro: Vec<Decimal> =
            self.buildings.iter().filter_map(|l| l.recoverable_euro).map(|h| h.value).collect();
        if known.is_empty() {
            return None;
        }
        let text = self
            .shell
            .t(if euro.is_empty() { "cadastre-total" } else { "cadastre-total-euro" })
            .count("count", known.len())
            .count("of", self.buildings.len())
            .with("kwh", format::number(known.iter().sum(), 0))
            .with("euro", format::number(euro.iter().sum(), 0));
        Some(text.to_string())
    }

    fn sorters(&self) -> Vec<Sorter> {
        [
            (Order::Name, self.shell.t("cadastre-col-building").to_string(), String::new()),
            (Order::Kwh, self.shell.t("cadastre-col-recoverable").to_string(), self.unit(Measure::Kwh)),
            (Order::Euro, self.shell.t("cadastre-col-recoverable").to_string(), self.unit(Measure::Euro)),
            (
                Order::Intensity,
                self.shell.t("cadastre-col-intensity").to_string(),
                self.unit(Measure::KwhPerM2),
            ),
        ]
        .map(|(order, label, unit)| self.sorter(order, label, unit))
        .into()
    }

    fn alerts_sorter(&self) -> Sorter {
        self.sorter(Order::Alerts, self.shell.t("cadastre-col-alerts").to_string(), String::new())
    }

    fn sorter(&self, order: Order, label: String, unit: String) -> Sorter {
        let sorted = match order {
            Order::Name => "ascending",
            Order::Kwh | Order::Euro | Order::Intensity | Order::Alerts => "descending",
        };
        Sorter {
            label,
            unit,
            href: urls::with_query(&urls::cadastre(&self.organisation.code), &[("tri", order.code())]),
            sorted: (order == self.order).then_some(sorted),
            number: order != Order::Name,
        }
    }

    /// Of a year: *kWh/an*, *€/an*; intensity is already.
    fn unit(&self, unit: Measure) -> String {
        let name = figures::unit(self.lang(), unit, None, None);
        match unit {
            Measure::KwhPerM2 => name,
            _ => self.shell.t("cadastre-a-year").with("unit", name).to_string(),
        }
    }

    fn cell(&self, held: impl core::borrow::Borrow<Option<Held>>) -> Option<Cell> {
        let held = (*held.borrow())?;
        Some(Cell {
            text: format::number(held.value, 0),
            mark: mark(&self.shell, held.quality),
            to_confirm: figures::certainty(self.lang(), held.certainty),
        })
    }

    /// *environ 160 kWh/m², Maisons de repos (2010, 34 bâtiments)*
    pub(crate) fn reference(&self, line: &CadastreLine) -> Option<String> {
        beside(self.lang(), line.reference.as_ref()?)
    }

    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for line in &self.buildings {
            let held = [line.recoverable_kwh, line.recoverable_euro, line.intensity];
            for mark in held.into_iter().flatten().filter_map(|h| mark(&self.shell, h.quality)) {
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
        }
        marks
    }

    fn lacks(&self, line: &CadastreLine) -> Vec<String> {
        figures::lacks(self.lang(), &line.lacks)
    }

    /// What stands under the building's name.
    fn about(line: &CadastreLine) -> String {
        let year = line.year.map(|year| year.to_string());
        let parts = [line.activity.clone(), year];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&format!("{NBSP}· "))
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-cadastre").to_string();
        let code = &self.organisation.code;
        Files::new(what, [urls::cadastre_csv(code), urls::cadastre_xlsx(code)], &[("tri", self.order.code())])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CadastrePage)> {
        let held = |value, quality, certainty| Some(Held { value, quality, certainty });
        let reference = Reference {
            code: "care-homes".into(),
            name: "Maisons de repos, Wallonie".to_owned(),
            lowest: Some(dec!(120)),
            middle: Some(dec!(160)),
            highest: Some(dec!(210)),
            year: Some(2010),
            n: Some(34),
            foreign: false,
            certainty: Certainty::Likely,
            basis: "final-normalised".into(),
        };
        let leak = Raised {
            code: "water-leak".to_owned(),
            carrier: Some(Carrier::Water),
            money: Some(Money {
                euro: dec!(1_850),
                lowest: dec!(1_850),
                highest: dec!(1_850),
                certainty: Certainty::Certain,
            }),
        };
        let line = |building, alerts| CadastreLine {
            building,
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            year: Some(2025),
            intensity: held(dec!(185.4), Quality::Measured, Certainty::Certain),
            reference: Some(reference.clone()),
            recoverable_kwh: held(dec!(62_230), Quality::Declared, Certainty::Likely),
            recoverable_euro: held(dec!(5_557), Quality::Declared, Certainty::Likely),
            alerts: core::iter::repeat_n(leak.clone(), alerts).collect(),
            lacks: Vec::new(),
        };
        let full = CadastrePage {
            shell: samples::demo_shell(urls::cadastre(&samples::organisation().code)),
            organisation: samples::organisation(),
            buildings: vec![
                CadastreLine {
                    year: None,
                    intensity: None,
                    reference: None,
                    recoverable_kwh: None,
                    recoverable_euro: None,
                    lacks: vec![Lack::of("building.heated_area_m2")],
                    ..line(Named::new("annexe", "Annexe et buanderie"), 0)
                },
                CadastreLine {
                    recoverable_kwh: held(dec!(12_400), Quality::Estimated, Certainty::Likely),
                    recoverable_euro: None,
                    ..line(Named::new("erables", "Résidence des Érables"), 1)
                },
                line(samples::building(), 3),
            ],
            order: Order::Kwh,
            waiting: 1,
        };
        let by_name = CadastrePage { order: Order::Name, waiting: 0, ..full.clone() };
        let unknown =
            CadastrePage { buildings: full.buildings.iter().take(1).cloned().collect(), ..by_name.clone() };
        let empty = CadastrePage { buildings: Vec::new(), ..by_name.clone() };
        vec![("full", full), ("by-name", by_name), ("unknown", unknown), ("empty", empty)]
    }
}
