//! A made-up building, loaded as the service loads one, and its figures asked one by one.

use std::collections::BTreeMap;

use eclaireur_models::assessment::{Assessment, assess};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Kind, Register};
use eclaireur_models::catalog::Base;
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::Temperatures;
use eclaireur_models::indicators::series::BenchmarkStrip;
use eclaireur_models::indicators::{Answer, Explained, Site, Value};
use eclaireur_models::period::{Day, Month, Period};
use eclaireur_models::readings::totals::{DatedPrice, MeterReadings};
use eclaireur_models::units::{Unit, UnitPrice};
use rust_decimal::{Decimal, dec};

use crate::cold::{CATALOG, uccle};
use crate::given::{channel, day, meter, rows};

/// A building as it is loaded.
pub(crate) struct House {
    pub(crate) meters: Vec<MeterReadings>,
    pub(crate) facts: Vec<DatedFact>,
    pub(crate) prices: BTreeMap<Carrier, Vec<DatedPrice>>,
    pub(crate) peers: Vec<BenchmarkStrip>,
    pub(crate) activity: Option<&'static str>,
    pub(crate) station: &'static str,
    pub(crate) on: Day,
    pub(crate) temperatures: Temperatures,
}

impl House {
    pub(crate) fn new(on: &str) -> House {
        let (meters, facts, prices, peers) = (vec![], vec![], BTreeMap::new(), vec![]);
        let (activity, station, temperatures) = (Some("care-home"), "uccle", Temperatures::default());
        House { meters, facts, prices, peers, activity, station, on: day(on), temperatures }
    }

    pub(crate) fn with(mut self, code: &str, value: &str) -> House {
        let (fact, value) = (fact(code).unwrap().code, value.to_owned());
        let (from, to, source, quality) = (None, None, "plan".to_owned(), Quality::Measured);
        self.facts.push(DatedFact { fact, value, from, to, source, quality });
        self
    }

    pub(crate) fn meter(mut self, meter: MeterReadings) -> House {
        self.meters.push(meter);
        self
    }

    pub(crate) fn price(mut self, carrier: Carrier, price: Decimal) -> House {
        let price = DatedPrice { from: day("2020-01-01"), to: None, incl_vat: UnitPrice(price) };
        self.prices.insert(carrier, vec![price]);
        self
    }

    pub(crate) fn assess(&self) -> Assessment {
        let ids: Vec<String> = (0..self.meters.len()).map(|i| i.to_string()).collect();
        let last = vec![None; self.meters.len()];
        assess(&Site {
            catalog: &CATALOG,
            on: self.on,
            activity: self.activity,
            legal_form: None,
            facts: &self.facts,
            events: &[],
            meters: &self.meters,
            ids: &ids,
            last: &last,
            prices: &self.prices,
            station: self.station,
            base: Base::Equivalent165,
            temperatures: &self.temperatures,
            peers: &self.peers,
        })
    }
}

/// Monthly bills of a carrier from January 2021 on; `None` where one was lost.
pub(crate) fn monthly(carrier: Carrier, kwh: &[Option<Decimal>]) -> MeterReadings {
    let first = Month::new(2021, 1).unwrap();
    let at = |index: usize| Month::from_index(first.index() + i32::try_from(index).unwrap()).unwrap();
    let text: Vec<(String, String, Decimal)> = kwh
        .iter()
        .enumerate()
        .filter_map(|(i, kwh)| Some((at(i).first().to_string(), at(i).next().first().to_string(), (*kwh)?)))
        .collect();
    let read: Vec<(&str, &str, Decimal)> =
        text.iter().map(|(a, b, v)| (a.as_str(), b.as_str(), *v)).collect();
    meter(carrier.code(), carrier, vec![rows(channel(Kind::Billed, Register::Total, Unit::KWh), &read)])
}

/// 20 kWh a day and 40 kWh a degree-day, over so many months from January 2021 on.
pub(crate) fn heated(months: i32, times: impl Fn(Month) -> Decimal) -> Vec<Option<Decimal>> {
    let (first, station) = (Month::new(2021, 1).unwrap(), uccle(Base::Equivalent165));
    (0..months)
        .map(|i| Month::from_index(first.index() + i).unwrap())
        .map(|month| {
            let cold = Decimal::from(station.of(month).unwrap().degree_days);
            Some((Decimal::from(20 * month.period().days()) + dec!(40) * cold) * times(month))
        })
        .collect()
}

pub(crate) fn home() -> House {
    House::new("2022-06-01")
        .meter(monthly(Carrier::NaturalGas, &heated(12, |_| Decimal::ONE)))
        .meter(monthly(Carrier::Electricity, &[Some(dec!(2000)); 12]))
        .with("building.heated_area_m2", "400")
        .with("building.service_units", "50")
        .with("building.meals_per_year", "36500")
        .with("building.occupancy_share", "0.8")
        .price(Carrier::NaturalGas, dec!(0.08))
        .price(Carrier::Electricity, dec!(0.30))
}

pub(crate) fn year() -> Option<Period> {
    Period::year(2021)
}

pub(crate) fn figure<'a>(of: &'a Assessment, indicator: &str, part: Option<&str>) -> &'a Explained {
    of.figures.get(indicator, part, year()).unwrap()
}

pub(crate) fn value<'a>(of: &'a Assessment, indicator: &str, part: Option<&str>) -> &'a Value {
    figure(of, indicator, part).value().unwrap()
}

pub(crate) fn lacks(of: &Explained) -> Vec<(String, Option<u32>)> {
    match &of.answer {
        Answer::NotYet { lacks } => lacks.iter().map(|l| (l.code.to_string(), l.count)).collect(),
        Answer::Known(_) | Answer::NotApplicable { .. } => vec![("nothing".to_owned(), None)],
    }
}
