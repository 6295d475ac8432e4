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
    /// Rows of energy that could not be used.
    pub(super) unusable: usize,
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
            let electric = meaning.is_electric().then_some(Carrier::Electricity);
            if let Some(carrier) = meaning.carrier.or(electric) {
                said.by_point.entry(line.point.clone()).or_default().insert(carrier);
                said.all.insert(carrier);
            }
        }
        Reader { document, catalog, format, collector, meanings, said, unusable: 0 }
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
        match self.read_line(row, line, meaning) {
            Ok(quantity) => return Some(quantity),
            Err(Fate::Ignored(finding)) => self.collector.ignore(row, finding),
            Err(Fate::Rejected(finding)) => self.collector.reject(row, finding),
            Err(Fate::Unusable(finding)) => {
                self.unusable += 1;
                self.collector.reject(row, finding);
            }
        }
        None
    }

    fn read_line(&self, row: u32, line: &InvoiceLine, meaning: &Meaning) -> Result<Quantity, Fate> {
        let no_energy = || Fate::Ignored(Finding::new(Code::NotEnergyLine).value(&line.what));
        let invoice = &self.document.invoice;
        let (stated, code) = line.quantity.as_ref().ok_or_else(no_energy)?;
        let Some((unit, times)) = units::read(code) else {
            let sells_energy = meaning.subject == Some(LineSubject::Supply) && meaning.carrier.is_some();
            let unknown = sells_energy && !units::is_no_energy(code);
            return Err(if unknown {
                Fate::Unusable(Finding::new(Code::UnknownUnit).column(&line.what).value(code))
            } else {
                no_energy()
            });
        };
        if meaning.is_no_reading || meaning.subject == Some(LineSubject::Advance) {
            return Err(no_energy());
        }
        let point = line.point.clone().or_else(|| self.only_point());
        let (carrier, is_assumed) = self.carrier(meaning, point.as_ref(), unit).ok_or_else(no_energy)?;
        let is_supply = meaning.subject == Some(LineSubject::Supply);
        let nobodys = point.is_none() && invoice.points.len() > 1 && !is_supply;
        if meaning.subject == Some(LineSubject::Levy) || nobodys {
            return Err(Fate::Ignored(again(&line.what)));
        }
        if let Some(price) = unbelievable_price(line, *stated * times, unit, &invoice.currency) {
            return Err(Fate::Rejected(price));
        }
        let direction = meaning.flows(stated.is_sign_negative());
        if *stated < Decimal::ZERO && direction != Direction::Injection {
            let back = Finding::new(Code::NegativeLine).value(&line.what);
            return Err(Fate::Ignored(back.with("quantity", stated).with("unit", unit.code())));
        }
        let delivered = || self.document.delivered.and_then(|day| Period::new(day, next_day(day)));
        let day = if carrier.is_delivered() { delivered() } else { None };
        let period = line.period.or(invoice.period).or(day).ok_or_else(|| {
            Fate::Unusable(Finding::new(Code::NoPeriod).column(&line.what).with("why", "invoice"))
        })?;
        let rank = match meaning.subject {
            Some(LineSubject::Supply) => Rank::Supply,
            // Energy is injected into the network: there the word says where it goes, not what is billed.
            Some(LineSubject::Grid) if direction == Direction::Injection => Rank::Supply,
            Some(LineSubject::Grid) => Rank::Grid,
            _ => Rank::Unsaid,
        };
        Ok(Quantity {
            row,
            rank,
            point,
            serial: None,
            carrier,
            is_assumed,
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
                self.unusable += 1;
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
            self.unusable += 1;
            self.collector.reject(row, unplaced);
            return None;
        };
        let meaning = Meaning::of(self.format, &reading.words);
        let point = reading.point.clone().or_else(|| self.only_point());
        let Some((carrier, is_assumed)) = self.carrier(&meaning, point.as_ref(), unit) else {
            self.collector.ignore(row, Finding::new(Code::NotEnergyLine).value(&reading.words));
            return None;
        };
        Some(Quantity {
            row,
            rank: Rank::Reading,
            point,
            serial: reading.serial.clone(),
            carrier,
            is_assumed,
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
    /// measures, and then it is assumed. Litres and kilograms are of anything: the line must say it.
    fn carrier(&self, meaning: &Meaning, point: Option<&Ean>, unit: Unit) -> Option<(Carrier, bool)> {
        let fits = |c: &Carrier| {
            let counted_so = self.catalog.carrier(*c).is_some_and(|card| card.units.contains(&unit));
            // Water by the litre comes in bottles.
            counted_so && (*c != Carrier::Water || unit == Unit::M3)
        };
        if let Some(carrier) = meaning.carrier.filter(fits) {
            return Some((carrier, false));
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
        if let Some(carrier) = of_point {
            return Some((carrier, false));
        }
        match unit {
            _ if is_energy && meaning.is_electric() => Some((Carrier::Electricity, false)),
            Unit::GJ => Some((Carrier::DistrictHeat, true)),
            _ if is_energy => Some((Carrier::Electricity, true)),
            _ => point.map(|_| (Carrier::NaturalGas, true)),
        }
    }
}

/// Why a line is no quantity.
enum Fate {
    /// It is none.
    Ignored(Finding),
    /// It cannot be believed.
    Rejected(Finding),
    /// It is one, but something is missing.
    Unusable(Finding),
}

/// A line that bills energy told elsewhere.
pub(super) fn again(what: &str) -> Finding {
    Finding::new(Code::SameEnergyTwice).value(what).with("why", "bill-line")
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
