//! What a test of figures and alerts begins with: a building with its meters, prices and facts on a day, prepared.

use std::collections::BTreeMap;

use eclaireur_models::alerts::{Alert, alerts};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Direction, Event, EventKind, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Base, Temperatures};
use eclaireur_models::indicators::{Figures, Site, Work, figures};
use eclaireur_models::period::{Day, Month};
use eclaireur_models::readings::MonthSlots;
use eclaireur_models::readings::totals::{ChannelReadings, DatedPrice, MeterReadings};
use eclaireur_models::units::{Unit, UnitPrice};
use rust_decimal::Decimal;

use crate::cold::{CATALOG, temperatures};
use crate::given::{channel, day, period};

pub(crate) struct Given {
    pub(crate) on: Day,
    pub(crate) activity: &'static str,
    pub(crate) meters: Vec<MeterReadings>,
    pub(crate) last: Vec<Option<Day>>,
    pub(crate) facts: Vec<DatedFact>,
    pub(crate) events: Vec<Event>,
    pub(crate) prices: BTreeMap<Carrier, Vec<DatedPrice>>,
    pub(crate) weather: Temperatures,
}

impl Given {
    /// A building of an activity on a day, without any meter; the weather is made up from December 2022 on.
    pub(crate) fn new(activity: &'static str, on: &str) -> Given {
        Given {
            on: day(on),
            activity,
            meters: vec![],
            last: vec![],
            facts: vec![],
            events: vec![],
            prices: BTreeMap::new(),
            weather: temperatures(period("2022-12-01", "2027-01-01"), 7),
        }
    }

    pub(crate) fn meter(mut self, meter: MeterReadings, last: &str) -> Given {
        self.meters.push(meter);
        self.last.push(Some(day(last)));
        self
    }

    pub(crate) fn fact(mut self, code: &str, value: &str) -> Given {
        self.facts.push(DatedFact {
            fact: fact(code).unwrap().code,
            value: value.to_owned(),
            from: None,
            to: None,
            source: "directrice".to_owned(),
            quality: Quality::Declared,
        });
        self
    }

    pub(crate) fn event(mut self, kind: EventKind, from: &str) -> Given {
        self.events.push(Event { kind, from: day(from), to: None, text: "noté".to_owned() });
        self
    }

    pub(crate) fn price(mut self, carrier: Carrier, from: &str, incl_vat: Decimal) -> Given {
        let price = DatedPrice { from: day(from), to: None, incl_vat: UnitPrice(incl_vat) };
        // The latest counts first.
        self.prices.entry(carrier).or_default().insert(0, price);
        self
    }

    pub(crate) fn with<R>(&self, look: impl FnOnce(&Work<'_>, &Figures) -> R) -> R {
        let ids: Vec<String> = (1..=self.meters.len()).map(|n| format!("m{n}")).collect();
        let site = Site {
            catalog: &CATALOG,
            on: self.on,
            activity: Some(self.activity),
            legal_form: None,
            facts: &self.facts,
            events: &self.events,
            meters: &self.meters,
            ids: &ids,
            last: &self.last,
            prices: &self.prices,
            station: "uccle",
            base: Base::Equivalent165,
            temperatures: &self.weather,
            peers: &[],
        };
        let work = Work::of(&site);
        let figures = figures(&work);
        look(&work, &figures)
    }

    pub(crate) fn alerts(&self) -> Vec<Alert> {
        self.with(alerts)
    }

    /// The value of a figure of a year.
    pub(crate) fn value(&self, indicator: &str, of: Option<&str>, year: i16) -> Option<Decimal> {
        let period = eclaireur_models::period::Period::year(year);
        self.with(|_, figures| Some(figures.get(indicator, of, period)?.value()?.value))
    }
}

pub(crate) fn codes(found: &[Alert]) -> Vec<&str> {
    found.iter().map(|a| a.code.as_ref()).collect()
}

/// Slots from one month to another, each by the rule: civil day, hour as the slots of the day are counted → thousandths.
pub(crate) fn slots(
    direction: Direction,
    (unit, resolution_s): (Unit, u32),
    (first, last): (&str, &str),
    mut value: impl FnMut(Day, f64) -> Option<i64>,
) -> ChannelReadings {
    let mut channel = channel(Kind::Interval, Register::Total, unit);
    channel.direction = direction;
    let range = Month::range(first.parse().unwrap(), last.parse().unwrap());
    let month = |month: Month| {
        let mut slots = MonthSlots::new(month, resolution_s, 3).unwrap();
        for (day, positions) in slots.slots_by_day() {
            for (n, position) in (0u32..).zip(positions) {
                if let Some(value) = value(day, f64::from(n * resolution_s) / 3600.0) {
                    slots.set(position, value, Quality::Measured);
                }
            }
        }
        slots
    };
    ChannelReadings { channel, months: range.map(month).collect(), rows: vec![] }
}
