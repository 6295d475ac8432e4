//! Electronic invoices and credit notes: UBL 2.1, as Peppol BIS Billing 3.0 uses it, with the Dutch energy extension.
//!
//! ```text
//! document   elements → what the invoice says: head, totals, lines, meter readings
//! meaning    what the words of a line tell: energy, network, tax, day, night, injection
//! energy     lines and readings → quantities, with the fate of each row
//! choice     which quantities count, and which tell the same energy once more
//! sums       whether the totals add up
//! ```
//!
//! A row is a line of the invoice, numbered from 1; behind the lines come the meter readings. Documents embedded in the
//! invoice are not opened. Does *not* attribute the cost to a meter. To add a language: its words in
//! `catalog/formats/ubl-invoice.toml`.

mod choice;
mod document;
mod energy;
mod meaning;
mod sums;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use self::choice::{Quantity, choose};
use self::document::{Document, MeterReading};
use self::energy::{Reader, again, difference, row};
use self::meaning::Meaning;
use super::collect::{Collector, Mark};
use super::gathering::point;
use super::xml::tree::Element;
use crate::building::{Carrier, Ean, Kind};
use crate::catalog::{Catalog, LineSubject};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::{Period, day_start};
use crate::readings::bill::{Invoice, InvoiceKind};
use crate::readings::{Beside, Confidence, Parsed, SeriesKey};
use crate::units::{Basis, Dimension};

/// Code of the format.
const FORMAT: &str = "ubl-invoice";

/// Reads an invoice or a credit note.
pub(super) fn read(root: Element<'_>, catalog: &Catalog) -> Parsed {
    let Some(mut document) = document::read(root) else {
        return Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", "invoice-fragment"));
    };
    let format = catalog.format(FORMAT);
    let meanings: Vec<Meaning> = document.words.iter().map(|words| Meaning::of(format, words)).collect();
    let mut collector = Collector::new(0);
    sums::check(&document.invoice, &mut collector.findings);
    settle_advances(&mut document.invoice, &meanings);
    let mut energies = 0;
    if document.invoice.kind == InvoiceKind::Invoice {
        let mut reader = Reader::new(&document, catalog, format, &mut collector, &meanings);
        let quantities = reader.quantities();
        energies = quantities.len() + reader.unusable;
        emit(&mut document, quantities, &mut collector);
    } else {
        pass_over(&document, &mut collector);
    }
    say(&document, energies > 0, &mut collector);
    let mut parsed = collector.close(Confidence::Certain);
    parsed.format = Some(FORMAT.to_owned());
    parsed.invoices = vec![document.invoice];
    parsed
}

/// Finds the advances among the lines: those an invoice takes off, and the invoice that asks for nothing else.
fn settle_advances(invoice: &mut Invoice, meanings: &[Meaning]) {
    let mut asks = (0, 0);
    for (line, meaning) in invoice.lines.iter_mut().zip(meanings) {
        let is_advance = meaning.subject == Some(LineSubject::Advance);
        let amount = line.amount.unwrap_or_default();
        line.is_advance = is_advance && amount < Decimal::ZERO;
        if amount > Decimal::ZERO {
            asks.0 += usize::from(is_advance);
            asks.1 += 1;
        }
    }
    if invoice.kind == InvoiceKind::Invoice && asks.0 > 0 && asks.0 == asks.1 {
        invoice.kind = InvoiceKind::Advance;
    }
}

/// No row of a credit note or an advance is a consumption.
fn pass_over(document: &Document, collector: &mut Collector) {
    for i in 0..document.invoice.lines.len() + document.readings.len() {
        collector.mark(row(i), Mark::Ignored);
    }
}

/// What is to be said of the whole.
fn say(document: &Document, has_energy: bool, collector: &mut Collector) {
    let invoice = &document.invoice;
    let mut push = |finding: Finding| collector.findings.push(finding);
    match invoice.kind {
        InvoiceKind::CreditNote => {
            let numbers = invoice.corrects.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
            let finding = Finding::new(Code::CreditNote);
            push(if numbers.is_empty() { finding } else { finding.with("number", numbers) });
        }
        InvoiceKind::Advance => push(Finding::new(Code::AdvanceInvoice)),
        InvoiceKind::Invoice if invoice.lines.iter().any(|line| line.is_advance) => {
            push(Finding::new(Code::AdvancesDeducted));
        }
        InvoiceKind::Invoice => {}
    }
    // A credit note or an advance for a supply point is about energy, though it brings none.
    if !has_energy && (invoice.kind == InvoiceKind::Invoice || invoice.points.is_empty()) {
        push(Finding::new(Code::NoEnergy));
    }
    if !invoice.currency.is_empty() && invoice.currency != "EUR" {
        push(Finding::new(Code::OtherCurrency).with("currency", &invoice.currency));
    }
}

/// What is added up for one slot of a series.
struct Slot {
    value: Decimal,
    quality: Quality,
    row: u32,
}

/// Series out of the quantities that count.
fn emit(document: &mut Document, quantities: Vec<Quantity>, collector: &mut Collector) {
    let (counted, repeated) = choose(quantities);
    for quantity in &repeated {
        let line = document.invoice.lines.get(position(quantity.row));
        let what = line.map_or("", |line| line.what.as_str());
        collector.ignore(quantity.row, again(what));
    }
    let meters = meters(&document.readings);
    let mut slots: BTreeMap<SeriesKey, BTreeMap<(i64, i64), Slot>> = BTreeMap::new();
    for quantity in &counted {
        let kind = if quantity.carrier.is_delivered() { Kind::Delivery } else { Kind::Billed };
        let key = key(document, &meters, quantity, kind);
        let start = day_start(quantity.period.from);
        let end = if kind == Kind::Delivery { start } else { day_start(quantity.period.to) };
        let empty = Slot { value: Decimal::ZERO, quality: quantity.quality, row: quantity.row };
        let slot = slots.entry(key).or_default().entry((start, end)).or_insert(empty);
        slot.value += quantity.value;
        slot.quality = slot.quality.weakest(quantity.quality);
        collector.mark(quantity.row, Mark::Accepted);
        if let Some(line) = document.invoice.lines.get_mut(position(quantity.row)) {
            line.counts = true;
        }
    }
    let mut assumed = BTreeSet::new();
    for quantity in counted.iter().filter(|q| q.is_assumed && assumed.insert(q.carrier)) {
        let finding = Finding::new(Code::CarrierAssumed).row(quantity.row);
        collector.findings.push(finding.with("carrier", quantity.carrier.code()));
    }
    for (key, indexes) in indexes(document, &meters, &counted) {
        let held = slots.entry(key).or_default();
        held.extend(indexes.into_iter().map(|(at, slot)| ((at, at), slot)));
    }
    if document.invoice.period.is_none() {
        let from = counted.iter().map(|q| q.period.from).min();
        let to = counted.iter().map(|q| q.period.to).max();
        document.invoice.period = from.zip(to).and_then(|(from, to)| Period::new(from, to));
    }
    for (key, slots) in slots {
        let series = collector.open(key);
        for ((start, end), slot) in slots {
            let value = slot.value.normalize();
            let Ok(digits) = i64::try_from(value.mantissa()) else {
                collector.reject(slot.row, Finding::new(Code::BadNumber).with("why", "too-many-digits"));
                continue;
            };
            let read = point(start, end, Some(digits), slot.quality, slot.row);
            collector.add(series, read, value.scale());
        }
    }
}

fn position(row: u32) -> usize {
    usize::try_from(row.saturating_sub(1)).unwrap_or(usize::MAX)
}

/// Supply point → its meter, where only one is named. Of several meters what they counted is added up.
type Meters = BTreeMap<Option<Ean>, Option<String>>;

fn meters(readings: &[MeterReading]) -> Meters {
    let mut named: BTreeMap<Option<Ean>, BTreeSet<&String>> = BTreeMap::new();
    for reading in readings {
        named.entry(reading.point.clone()).or_default().extend(&reading.serial);
    }
    let only = |set: BTreeSet<&String>| match set.into_iter().collect::<Vec<_>>().as_slice() {
        [one] => Some((*one).clone()),
        _ => None,
    };
    named.into_iter().map(|(point, set)| (point, only(set))).collect()
}

fn key(document: &Document, meters: &Meters, quantity: &Quantity, kind: Kind) -> SeriesKey {
    let is_energy = quantity.unit.dimension() == Dimension::Energy;
    let gross = quantity.carrier == Carrier::NaturalGas && is_energy;
    SeriesKey {
        ean: quantity.point.clone(),
        serial: meters.get(&quantity.point).cloned().flatten(),
        name: if quantity.point.is_none() { document.reference.clone() } else { None },
        carrier: quantity.carrier,
        direction: quantity.direction,
        register: quantity.register,
        kind,
        unit: Some(quantity.unit),
        unit_text: None,
        basis: if gross { Basis::Gross } else { Basis::Net },
        beside: Beside::Nothing,
    }
}

/// Index readings behind the quantities that count, where the difference of the two is the quantity: beside it they
/// prove it. Two values for one moment are two meters, and then none is kept.
fn indexes(
    document: &Document,
    meters: &Meters,
    counted: &[Quantity],
) -> BTreeMap<SeriesKey, BTreeMap<i64, Slot>> {
    let mut found: BTreeMap<SeriesKey, Option<BTreeMap<i64, Slot>>> = BTreeMap::new();
    for quantity in counted {
        let reading = position(quantity.row).checked_sub(document.invoice.lines.len());
        let Some(reading) = reading.and_then(|i| document.readings.get(i)) else { continue };
        let key = key(document, meters, quantity, Kind::Index);
        if key.serial.is_none() && reading.serial.is_some() || difference(reading) != Some(quantity.value) {
            found.insert(key, None);
            continue;
        }
        let entry = found.entry(key).or_insert_with(|| Some(BTreeMap::new()));
        let Some(held) = entry else { continue };
        let ends = [(quantity.period.from, reading.before), (quantity.period.to, reading.after)];
        let agree = ends.into_iter().all(|(day, value)| {
            value.is_some_and(|value| {
                let new = Slot { value, quality: quantity.quality, row: quantity.row };
                held.entry(day_start(day)).or_insert(new).value == value
            })
        });
        if !agree {
            *entry = None;
        }
    }
    found.into_iter().filter_map(|(key, slots)| Some((key, slots?))).collect()
}
