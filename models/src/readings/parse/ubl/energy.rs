//! Lines and meter readings → quantities of energy, with the fate of each row: lines first, in their order, then the
//! readings.
//!
//! A credit note and an advance bring no quantity: the one gives money back, the other asks for it before the meter is
//! read. A line below zero takes back what an earlier invoice billed, or is energy given to the network; neither is
//! subtracted from what was used.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, dec};

use super::super::collect::{Collector, Mark};
use super::choice::{Quantity, Rank};
use super::document::{Document, MeterReading};
use super::meaning::Meaning;
use super::units;
use crate::building::{Carrier, Direction, Ean, Register};
use crate::catalog::{Catalog, Format, LineSubject};
use crate::finding::{Code, Finding};
use crate::period::{Day, Period, next_day};
use crate::readings::bill::InvoiceLine;
use crate::readings::index::{self, Step};
use crate::units::{Dimension, Unit};

/// Above this no kWh is sold: the unit is a makeshift.
const DEAREST_KWH: Decimal = dec!(10);
/// The same for a cubic metre, a litre, a kilogram.
const DEAREST_MEASURE: Decimal = dec!(100);
/// Crowns, forints and the like are worth less than the euro.
const OTHER_MONEY: Decimal = dec!(10);

/// Reads the quantities of a document.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) catalog: &'a Catalog,
    pub(super) format: Option<&'a Format>,
    pub(super) collector: &'a mut Collector,
    /// What each line means.
    pub(super) meanings: &'a [Meaning],
    said: Said,
    assumed: BTreeSet<Carrier>,
}

/// Energies that the lines name, by supply point and in all.
#[derive(Default)]
struct Said {
    by_point: BTreeMap<Option<Ean>, BTreeSet<Carrier>>,
    all: BTreeSet<Carrier>,
}

/// The row of a line or of a reading.
pub(super) fn row(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX - 1).saturating_add(1)
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document,
        catalog: &'a Catalog,
        format: Option<&'a Format>,
        collector: &'a mut Collector,
        meanings: &'a [Meaning],
    ) -> Reader<'a> {
        let mut said = Said::default();
        for (line, meaning) in document.invoice.lines.iter().zip(meanings) {
            if let Some(carrier) = meaning.carrier {
                said.by_point.entry(line.point.clone()).or_default().insert(carrier);
                said.all.insert(carrier);
            }
        }
        Reader { document, catalog, format, collector, meanings, said, assumed: BTreeSet::new() }
    }

    /// All quantities that could count.
    pub(super) fn quantities(&mut self) -> Vec<Quantity> {
        let (document, meanings) = (self.document, self.meanings);
        let lines = document.invoice.lines.iter().zip(meanings).enumerate();
        let mut quantities: Vec<Quantity> =
            lines.filter_map(|(i, (line, meaning))| self.line(row(i), line, meaning)).collect();
        let begins = |r: &'a MeterReading, day: Option<Day>| (&r.point, &r.serial, &r.words, day);
        let starts: BTreeSet<_> = document.readings.iter().map(|r| begins(r, r.from)).collect();
        for (i, reading) in document.readings.iter().enumerate() {
            let chained = starts.contains(&begins(reading, reading.to));
            quantities.extend(self.reading(row(document.invoice.lines.len() + i), reading, chained));
        }
        quantities
    }

    fn line(&mut self, row: u32, line: &InvoiceLine, meaning: &Meaning) -> Option<Quantity> {
        let no_energy = || Finding::new(Code::NotEnergyLine).value(&line.what);
        let invoice = &self.document.invoice;
        let Some((stated, code)) = &line.quantity else {
            self.collector.ignore(row, no_energy());
            return None;
        };
        let Some((unit, times)) = units::read(code) else {
            let sells_energy = meaning.subject == Some(LineSubject::Supply) && meaning.carrier.is_some();
            if sells_energy && !units::is_no_energy(code) {
                self.collector.reject(row, Finding::new(Code::UnknownUnit).column(&line.what).value(code));
            } else {
                self.collector.ignore(row, no_energy());
            }
            return None;
        };
        if meaning.subject == Some(LineSubject::Advance) {
            self.collector.ignore(row, no_energy());
            return None;
        }
        let point = line.point.clone().or_else(|| self.only_point());
        let Some(carrier) = self.carrier(row, meaning, point.as_ref(), unit) else {
            self.collector.ignore(row, no_energy());
            return None;
        };
        let again = || Finding::new(Code::SameEnergyTwice).value(&line.what).with("why", "bill-line");
        let nobodys = point.is_none() && invoice.points.len() > 1 && meaning.subject != Some(LineSubject::Supply);
        if meaning.subject == Some(LineSubject::Levy) || nobodys {
            self.collector.ignore(row, again());
            return None;
        }
        if let Some(price) = unbelievable_price(line, *stated * times, unit, &invoice.currency) {
            self.collector.reject(row, price);
            return None;
        }
        let direction = meaning.flows(stated.is_sign_negative());
        if *stated < Decimal::ZERO && direction != Direction::Injection {
            let back = Finding::new(Code::NegativeLine).value(&line.what).with("quantity", stated).with("unit", unit.code());
            self.collector.ignore(row, back);
            return None;
        }
        let delivered = || self.document.delivered.and_then(|day| Period::new(day, next_day(day)));
        let day = if carrier.is_delivered() { delivered() } else { None };
        let Some(period) = line.period.or(invoice.period).or(day) else {
            let unplaced = Finding::new(Code::NoPeriod).column(&line.what).with("why", "invoice");
            self.collector.reject(row, unplaced);
            return None;
        };
        let rank = match meaning.subject {
            Some(LineSubject::Supply) => Rank::Supply,
            Some(LineSubject::Grid) => Rank::Grid,
            _ => Rank::Unsaid,
        };
        Some(Quantity {
            row,
            rank,
            point,
            serial: None,
            carrier,
            direction,
            register: meaning.register.unwrap_or(Register::Total),
            unit,
            value: (*stated * times).abs(),
            period,
            quality: meaning.quality,
        })
    }

    /// What passed between the two indexes of a counter. `chained`: another reading begins on the day of its second
    /// index, so that day is not part of it.
    fn reading(&mut self, row: u32, reading: &MeterReading, chained: bool) -> Option<Quantity> {
        let (code, times, value) = match (&reading.passed, reading.unit.as_str()) {
            (Some((passed, code)), unit) if code.is_empty() => (unit, Decimal::ONE, Some(*passed)),
            (Some((passed, code)), _) => (code.as_str(), Decimal::ONE, Some(*passed)),
            (None, unit) => (unit, reading.factor, difference(reading)),
        };
        let Some((unit, each)) = units::read(code) else {
            self.collector.ignore(row, Finding::new(Code::NotEnergyLine).value(&reading.words));
            return None;
        };
        let Some(value) = value else {
            if reading.before.is_some() && reading.after.is_some() {
                self.collector.reject(row, Finding::new(Code::IndexDecreases).column(&reading.words));
            } else {
                self.collector.mark(row, Mark::Missing);
            }
            return None;
        };
        let period = reading.from.zip(reading.to).and_then(|(from, to)| {
            if chained && from < to { Period::new(from, to) } else { Period::billed(from, to) }
        });
        let Some(period) = period.or(self.document.invoice.period) else {
            let unplaced = Finding::new(Code::NoPeriod).column(&reading.words).with("why", "invoice");
            self.collector.reject(row, unplaced);
            return None;
        };
        let meaning = Meaning::of(self.format, &reading.words);
        let point = reading.point.clone().or_else(|| self.only_point());
        let carrier = self.carrier(row, &meaning, point.as_ref(), unit)?;
        Some(Quantity {
            row,
            rank: Rank::Reading,
            point,
            serial: reading.serial.clone(),
            carrier,
            direction: meaning.flows(false),
            register: meaning.register.unwrap_or(Register::Total),
            unit,
            value: (value * times * each).abs(),
            period,
            quality: meaning.quality,
        })
    }

    /// The supply point of lines that name none: the only one of the invoice.
    fn only_point(&self) -> Option<Ean> {
        match self.document.invoice.points.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// Which energy: what the line says, else its supply point, else the whole invoice; else what such a unit mostly
    /// measures, which is said. Litres and kilograms are of anything: the line must say it.
    fn carrier(&mut self, row: u32, meaning: &Meaning, point: Option<&Ean>, unit: Unit) -> Option<Carrier> {
        let fits = |c: &Carrier| self.catalog.carrier(*c).is_some_and(|card| card.units.contains(&unit));
        if let Some(carrier) = meaning.carrier.filter(fits) {
            return Some(carrier);
        }
        let is_energy = unit.dimension() == Dimension::Energy;
        if !is_energy && unit != Unit::M3 {
            return None;
        }
        let only = |set: Option<&BTreeSet<Carrier>>| match set?.iter().collect::<Vec<_>>().as_slice() {
            [one] if fits(one) => Some(**one),
            _ => None,
        };
        let of_point = only(self.said.by_point.get(&point.cloned())).or_else(|| only(Some(&self.said.all)));
        if of_point.is_some() {
            return of_point;
        }
        let electric = is_energy && (meaning.register.is_some() || meaning.direction.is_some());
        let likeliest = match unit {
            _ if electric => return Some(Carrier::Electricity),
            Unit::GJ => Carrier::DistrictHeat,
            _ if is_energy => Carrier::Electricity,
            _ if point.is_some() => Carrier::NaturalGas,
            _ => return None,
        };
        if self.assumed.insert(likeliest) {
            let assumed = Finding::new(Code::CarrierAssumed).row(row).with("carrier", likeliest.code());
            self.collector.findings.push(assumed);
        }
        Some(likeliest)
    }
}

/// What passed between the indexes, through zero where the counter did; `None` when one is missing or the meter was
/// replaced.
pub(super) fn difference(reading: &MeterReading) -> Option<Decimal> {
    let (before, after) = (reading.before?, reading.after?);
    let scale = before.scale().max(after.scale());
    let at_scale = |mut d: Decimal| {
        d.rescale(scale);
        i64::try_from(d.mantissa()).ok()
    };
    match index::step(at_scale(before)?, at_scale(after)?, scale, None) {
        Step::Passed(n) | Step::RolledOver(n) => Some(Decimal::new(n, scale)),
        Step::Replaced => None,
    }
}

/// A price per unit that nobody asks: `-1 KWH` for 600 000 crowns.
fn unbelievable_price(line: &InvoiceLine, quantity: Decimal, unit: Unit, currency: &str) -> Option<Finding> {
    let measure = quantity.abs() * unit.kwh_each().unwrap_or(Decimal::ONE);
    let price = line.amount?.abs().checked_div(measure)?;
    let dearest = if unit.dimension() == Dimension::Energy { DEAREST_KWH } else { DEAREST_MEASURE };
    let dearest = if currency == "EUR" { dearest } else { dearest * OTHER_MONEY };
    (price > dearest && line.amount?.abs() > Decimal::ONE).then(|| {
        Finding::new(Code::ImplausiblePrice)
            .value(&line.what)
            .with("price", price.round_dp(2).normalize())
            .with("currency", currency)
            .with("unit", if unit.dimension() == Dimension::Energy { Unit::KWh } else { unit }.code())
    })
}
