//! What a test of figures begins with: a building with its facts, bills and prices, and the work made of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Kind, LegalForm, Register};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Base, Temperature, Temperatures};
use eclaireur_models::indicators::{Figures, Site, Work, figures};
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::totals::{BilledCost, DatedPrice, MeterReadings};
use eclaireur_models::units::{Euro, Unit, UnitPrice};
use rust_decimal::Decimal;

use crate::given::{channel, day, meter, period, rows};

pub(crate) static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

/// A building as a test states it.
pub(crate) struct Stated {
    pub(crate) on: Day,
    pub(crate) activity: Option<&'static str>,
    pub(crate) legal_form: Option<LegalForm>,
    pub(crate) facts: Vec<DatedFact>,
    pub(crate) meters: Vec<MeterReadings>,
    pub(crate) last: Vec<Option<Day>>,
    pub(crate) prices: BTreeMap<Carrier, Vec<DatedPrice>>,
    pub(crate) temperatures: Temperatures,
}

impl Stated {
    pub(crate) fn on(day_text: &str) -> Stated {
        Stated {
            on: day(day_text),
            activity: None,
            legal_form: None,
            facts: vec![],
            meters: vec![],
            last: vec![],
            prices: BTreeMap::new(),
            temperatures: Temperatures::default(),
        }
    }

    pub(crate) fn of(mut self, legal_form: LegalForm, activity: &'static str) -> Stated {
        (self.legal_form, self.activity) = (Some(legal_form), Some(activity));
        self
    }

    pub(crate) fn fact(mut self, code: &str, value: &str) -> Stated {
        let fact = fact(code).unwrap().code;
        let (value, source) = (value.to_owned(), "la direction".to_owned());
        self.facts.push(DatedFact { fact, value, from: None, to: None, source, quality: Quality::Declared });
        self
    }

    /// Bills of a carrier: from, to, kWh, euro with VAT.
    pub(crate) fn billed(
        mut self,
        carrier: Carrier,
        bills: &[(&str, &str, Decimal, Option<Decimal>)],
    ) -> Stated {
        let read: Vec<(&str, &str, Decimal)> = bills.iter().map(|(a, b, kwh, _)| (*a, *b, *kwh)).collect();
        let mut one = meter(
            carrier.code(),
            carrier,
            vec![rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read)],
        );
        one.costs = bills
            .iter()
            .filter_map(|(from, to, _, euro)| {
                Some(BilledCost { period: period(from, to), excl_vat: None, incl_vat: Some(Euro((*euro)?)) })
            })
            .collect();
        self.last.push(bills.last().map(|(_, to, ..)| day(to).yesterday().unwrap()));
        self.meters.push(one);
        self
    }

    pub(crate) fn price(mut self, carrier: Carrier, from: &str, euro: Decimal) -> Stated {
        let price = DatedPrice { from: day(from), to: None, incl_vat: UnitPrice(euro) };
        // The latest counts first.
        self.prices.entry(carrier).or_default().insert(0, price);
        self
    }

    /// Every day of these years as cold as this, °C.
    pub(crate) fn cold(mut self, years: &[(i16, Decimal)]) -> Stated {
        for (year, celsius) in years {
            let year = Period::year(*year).unwrap();
            // Three days count for one: those before the year are as cold.
            let before = [1, 2].map(|n| year.from.checked_sub(jiff::Span::new().days(n)).unwrap());
            for day in before.into_iter().chain(year.iter()) {
                if self.temperatures.mean(day).is_none() {
                    let mean = Temperature::from_celsius(*celsius).unwrap();
                    self.temperatures.insert(day, mean, Quality::Measured);
                }
            }
        }
        self
    }

    pub(crate) fn work<T>(&self, then: impl FnOnce(&Work<'_>, &Figures) -> T) -> T {
        let ids: Vec<String> = (1..=self.meters.len()).map(|n| format!("m{n}")).collect();
        let site = Site {
            catalog: &CATALOG,
            on: self.on,
            activity: self.activity,
            legal_form: self.legal_form,
            facts: &self.facts,
            events: &[],
            meters: &self.meters,
            ids: &ids,
            last: &self.last,
            prices: &self.prices,
            station: "uccle",
            base: Base::Equivalent165,
            temperatures: &self.temperatures,
            peers: &[],
        };
        let work = Work::of(&site);
        let figures = figures(&work);
        then(&work, &figures)
    }
}
