//! The queue of the accompaniment cell: which organisations ask for help, since when, in which words, and where to begin.

use askama::Template;
use eclaireur_models::alerts::Money;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::alerts::euro;
use super::samples;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::{alerts, format, urls};

/// An organisation that asks for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Code and name.
    pub organisation: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Name of its commune.
    pub commune: Option<String>,
    /// Since when.
    pub since: Day,
    /// Their own words.
    pub words: String,
    /// Newest reading of any of its meters.
    pub last_reading: Option<Day>,
    /// Buildings in use.
    pub buildings: usize,
    /// The alert nobody has settled that costs the most.
    pub alert: Option<Alert>,
}

/// An alert of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Of which building.
    pub building: Named,
    /// What it is.
    pub code: String,
    /// Of which energy.
    pub carrier: Option<Carrier>,
    /// What it costs a year.
    pub money: Option<Money>,
}

/// How the queue is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Who waits longest first.
    #[default]
    Since,
    /// The dearest alert first.
    Euro,
    /// Who was not read for longest first.
    Reading,
    /// By name.
    Name,
}

impl Order {
    const ALL: [Order; 4] = [Order::Since, Order::Euro, Order::Reading, Order::Name];

    /// As the address says it.
    pub const fn code(self) -> &'static str {
        match self {
            Order::Since => "attente",
            Order::Euro => "alerte",
            Order::Reading => "releve",
            Order::Name => "nom",
        }
    }

    /// The order that an address asks for.
    pub fn from_code(code: &str) -> Order {
        Self::ALL.into_iter().find(|order| order.code() == code).unwrap_or_default()
    }

    const fn key(self) -> &'static str {
        match self {
            Order::Since => "queue-by-since",
            Order::Euro => "queue-by-euro",
            Order::Reading => "queue-by-reading",
            Order::Name => "queue-by-name",
        }
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/help_queue.html")]
pub struct QueuePage {
    /// Frame.
    pub shell: Shell,
    /// Everybody who asks.
    pub asking: Vec<Asking>,
    /// What is looked for in names, activities, communes and words.
    pub q: String,
    /// In which order.
    pub order: Order,
}

html!(QueuePage);

/// A way to sort.
struct Sorter {
    label: String,
    href: String,
    current: bool,
}

impl QueuePage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("queue-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("queue-crumb").to_string()),
        ]
    }

    fn answer(&self) -> String {
        self.shell.t("queue-answer").count("count", self.asking.len()).to_string()
    }

    /// Those that are looked for, in order.
    pub(crate) fn found(&self) -> Vec<&Asking> {
        let wanted = self.q.to_lowercase();
        let matches = |one: &&Asking| {
            let parts =
                [Some(&one.organisation.name), one.activity.as_ref(), one.commune.as_ref(), Some(&one.words)];
            parts.into_iter().flatten().any(|part| part.to_lowercase().contains(&wanted))
        };
        let mut found: Vec<&Asking> = self.asking.iter().filter(matches).collect();
        found.sort_by(|a, b| a.organisation.name.cmp(&b.organisation.name));
        match self.order {
            Order::Since => found.sort_by_key(|one| one.since),
            // What was never read comes before what was read long ago.
            Order::Reading => found.sort_by_key(|one| one.last_reading),
            Order::Euro => found.sort_by_key(|one| core::cmp::Reverse(one.worth())),
            Order::Name => {}
        }
        found
    }

    fn sorters(&self) -> Vec<Sorter> {
        let sorter = |order: Order| Sorter {
            label: self.shell.t(order.key()).to_string(),
            href: urls::with_query(&urls::help_queue(), &[("tri", order.code()), ("q", &self.q)]),
            current: order == self.order,
        };
        Order::ALL.map(sorter).into()
    }

    fn alert(&self, alert: &Alert) -> String {
        alert.words(self.lang())
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-queue").to_string();
        let query = [("tri", self.order.code()), ("q", self.q.as_str())];
        Files::new(what, [urls::help_queue_csv(), urls::help_queue_xlsx()], &query)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, QueuePage)> {
        let mut shell = samples::shell(urls::help_queue());
        shell.organisation = None;
        let money = Money {
            euro: dec!(1900),
            lowest: dec!(1500),
            highest: dec!(2300),
            certainty: eclaireur_models::certain::Certainty::Certain,
        };
        let first = Asking {
            organisation: samples::organisation(),
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            commune: Some("Namur".to_owned()),
            since: samples::day(2026, 1, 12),
            words: "Notre chaudière a 28 ans. Par où commencer ?".to_owned(),
            last_reading: Some(samples::day(2026, 1, 3)),
            buildings: 3,
            alert: Some(Alert {
                building: samples::building(),
                code: "base-load-high".to_owned(),
                carrier: Some(Carrier::Electricity),
                money: Some(money),
            }),
        };
        let second = Asking {
            organisation: Named::new("la-ruche", "La Ruche, crèche"),
            since: samples::day(2025, 12, 1),
            words: String::new(),
            last_reading: None,
            buildings: 1,
            alert: None,
            ..first.clone()
        };
        let some = QueuePage { shell, asking: vec![first, second], q: String::new(), order: Order::Since };
        let mut sought = some.clone();
        (sought.q, sought.order) = ("ruche".to_owned(), Order::Euro);
        let mut unfound = some.clone();
        unfound.q = "introuvable".to_owned();
        let none = QueuePage { asking: Vec::new(), ..some.clone() };
        vec![("some", some), ("sought", sought), ("unfound", unfound), ("none", none)]
    }
}

impl Asking {
    /// Euro a year of its dearest alert; less than nothing where there is none.
    fn worth(&self) -> Decimal {
        let alert = self.alert.as_ref();
        alert.map_or(Decimal::NEGATIVE_ONE, |alert| alert.money.map_or(Decimal::ZERO, |money| money.euro))
    }
}

impl Alert {
    /// *Une fuite d’eau est possible : environ 15 352 € par an*
    pub(crate) fn words(&self, lang: Lang) -> String {
        let title = alerts::title_of(lang, &self.code, self.carrier);
        match self.money.and_then(|money| euro(lang, money)) {
            Some(euro) => crate::text::Say::new(lang, "cadastre-alert")
                .with("title", title)
                .with("euro", euro)
                .to_string(),
            None => title,
        }
    }
}
