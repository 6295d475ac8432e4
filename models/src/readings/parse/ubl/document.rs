//! Elements of a UBL invoice or credit note → what it says, in our words; meter readings of its energy extension.
//!
//! Does *not* decide what counts as consumption. Documents embedded in it are passed over.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, dec};

use super::super::dates::{self, DateOrder};
use super::super::xml::tree::Element;
use super::units;
use crate::building::Ean;
use crate::period::{Day, Period, days_between};
use crate::readings::bill::{Invoice, InvoiceKind, InvoiceLine, VatRate};

/// Longest text kept of an element: a sentence.
const LONGEST_TEXT: usize = 300;
/// No invoice states more; sums and products of such numbers always fit.
const LARGEST: Decimal = dec!(1_000_000_000_000);
const MOST_DECIMALS: u32 = 10;

/// Everything a document says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its head, its totals and its lines.
    pub(super) invoice: Invoice,
    /// All words of each line, in the order of the lines.
    pub(super) words: Vec<String>,
    /// Readings of meters.
    pub(super) readings: Vec<MeterReading>,
    /// What the sender calls the supply point, where that is no EAN.
    pub(super) reference: Option<String>,
    /// Day of delivery, else of the invoice.
    pub(super) delivered: Option<Day>,
}

/// Two indexes of one counter, and what passed between them.
#[derive(Debug, Default, Clone)]
pub(super) struct MeterReading {
    /// Supply point.
    pub(super) point: Option<Ean>,
    /// Number of the meter.
    pub(super) serial: Option<String>,
    /// The counter and remarks, in the sender's words.
    pub(super) words: String,
    /// Day of the first index.
    pub(super) from: Option<Day>,
    /// Day of the second.
    pub(super) to: Option<Day>,
    /// The first index.
    pub(super) before: Option<Decimal>,
    /// The second.
    pub(super) after: Option<Decimal>,
    /// Their unit.
    pub(super) unit: String,
    /// What one step of the index stands for.
    pub(super) factor: Decimal,
    /// What passed, as the sender counted it, and its unit.
    pub(super) passed: Option<(Decimal, String)>,
}

/// A decimal number of XML, within what is believable.
fn number(text: &str) -> Option<Decimal> {
    let value = Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok()?;
    (value.abs() <= LARGEST && value.scale() <= MOST_DECIMALS).then_some(value)
}

fn day(text: &str) -> Option<Day> {
    // A time zone may follow the date.
    dates::date(text.as_bytes().get(..10)?, DateOrder::DayFirst)
}

fn text(value: &str) -> String {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST_TEXT).collect()
}

fn text_at(element: Element<'_>, way: &[&str]) -> Option<String> {
    element.value(way).map(text)
}

fn number_at(element: Element<'_>, way: &[&str]) -> Option<Decimal> {
    element.value(way).and_then(number)
}

/// A supply point where nothing but its code stands.
fn ean(text: &str) -> Option<Ean> {
    Ean::read(text).filter(|ean| ean.digits().len() == 18)
}

/// Supply points named in a sentence: runs of 18 digits with a right check digit.
fn eans_in(sentence: &str) -> impl Iterator<Item = Ean> {
    let runs = sentence.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 18);
    runs.filter_map(Ean::read).filter(|ean| ean.problem().is_none())
}

/// Amounts in the currency of the document; others repeat them in the currency of the books.
fn in_currency(element: Element<'_>, currency: &str) -> bool {
    element.attribute("currencyID").is_none_or(|id| currency.is_empty() || id == currency)
}

/// The name of a party: how it trades, how it is registered, its number.
fn party(root: Element<'_>, role: &str) -> Option<String> {
    [["PartyName", "Name"], ["PartyLegalEntity", "RegistrationName"], ["PartyTaxScheme", "CompanyID"]]
        .iter()
        .find_map(|[part, name]| text_at(root, &[role, "Party", part, name]))
}

/// First and last day as written.
type Written = (Day, Day);

fn written(element: Element<'_>) -> Option<Written> {
    let period = element.find(&["InvoicePeriod"])?;
    Some((day(period.value(&["StartDate"])?)?, day(period.value(&["EndDate"])?)?))
}

fn lines(root: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    root.children().filter(|child| matches!(child.name(), "InvoiceLine" | "CreditNoteLine"))
}

fn quantity(line: Element<'_>) -> Option<(Decimal, String)> {
    let element = line.find(&["InvoicedQuantity"]).or_else(|| line.find(&["CreditedQuantity"]))?;
    let unit = element.attribute("unitCode").map(|code| text(&code)).unwrap_or_default();
    Some((number(element.text())?, unit))
}

/// Written periods → days. Whether the last day counts is a habit of the sender: a line that bills days tells.
struct Periods {
    told: BTreeMap<Written, Option<Period>>,
    whole: Option<Written>,
}

impl Periods {
    fn of(root: Element<'_>) -> Periods {
        let whole = written(root);
        let mut told = BTreeMap::new();
        for line in lines(root) {
            let Some(days) = quantity(line).filter(|(_, unit)| unit == "DAY").map(|(days, _)| days) else {
                continue;
            };
            let Some((first, last)) = written(line).or(whole) else { continue };
            if days == Decimal::from(days_between(first, last)) {
                told.insert((first, last), Period::new(first, last));
            } else if days == Decimal::from(days_between(first, last) + 1) {
                told.insert((first, last), Period::new(first, crate::period::next_day(last)));
            }
        }
        Periods { told, whole }
    }

    fn days(&self, written: Written) -> Option<Period> {
        self.told.get(&written).copied().unwrap_or_else(|| Period::billed(written.0, written.1))
    }
}

/// Reads a document; `None` when it is a fragment of one: without lines, or without both number and total.
pub(super) fn read(root: Element<'_>) -> Option<Document> {
    lines(root).next()?;
    root.find(&["ID"]).or_else(|| root.find(&["LegalMonetaryTotal"]))?;
    let currency = text_at(root, &["DocumentCurrencyCode"]).unwrap_or_default();
    let periods = Periods::of(root);
    let (mut lines_read, mut words) = (Vec::new(), Vec::new());
    for element in lines(root) {
        let (line, said) = line(element, &periods);
        lines_read.push(line);
        words.push(said);
    }
    let readings: Vec<MeterReading> = root.all("UBLExtensions").flat_map(readings).collect();
    let (mut points, reference) = points(root);
    points.extend(readings.iter().filter_map(|r| r.point.clone()));
    points.extend(lines_read.iter().filter_map(|l| l.point.clone()));
    let issued = root.value(&["IssueDate"]).and_then(day);
    let mut invoice = Invoice {
        number: text_at(root, &["ID"]),
        issued,
        period: periods.whole.and_then(|whole| periods.days(whole)),
        supplier: party(root, "AccountingSupplierParty"),
        customer: party(root, "AccountingCustomerParty"),
        points: points.into_iter().collect(),
        corrects: corrects(root),
        lines: lines_read,
        ..totals(root, &currency)
    };
    invoice.kind = kind(root, &invoice);
    invoice.currency = currency;
    let delivered = root.value(&["Delivery", "ActualDeliveryDate"]).and_then(day).or(issued);
    Some(Document { invoice, words, readings, reference, delivered })
}

/// The root element, else the type code of UNTDID 1001: 381 and its kin are credit notes, 386 asks for an advance, 384
/// corrects an invoice, and is a credit note where it gives money back.
fn kind(root: Element<'_>, invoice: &Invoice) -> InvoiceKind {
    let code = root.value(&["InvoiceTypeCode"]).unwrap_or_default();
    let gives_back = invoice.payable.or(invoice.excl_vat).is_some_and(|total| total < Decimal::ZERO);
    match code {
        _ if root.name() == "CreditNote" => InvoiceKind::CreditNote,
        "81" | "83" | "261" | "381" | "396" => InvoiceKind::CreditNote,
        "384" if gives_back => InvoiceKind::CreditNote,
        "386" => InvoiceKind::Advance,
        _ => InvoiceKind::Invoice,
    }
}

fn corrects(root: Element<'_>) -> Vec<String> {
    let references = root.all("BillingReference").flat_map(Element::children);
    let mut numbers: Vec<String> = references.filter_map(|reference| text_at(reference, &["ID"])).collect();
    numbers.dedup();
    numbers
}

fn totals(root: Element<'_>, currency: &str) -> Invoice {
    let total = |name: &str| number_at(root, &["LegalMonetaryTotal", name]);
    let mut invoice = Invoice {
        lines_total: total("LineExtensionAmount"),
        excl_vat: total("TaxExclusiveAmount"),
        incl_vat: total("TaxInclusiveAmount"),
        prepaid: total("PrepaidAmount"),
        rounding: total("PayableRoundingAmount"),
        payable: total("PayableAmount"),
        ..Invoice::default()
    };
    for tax in root.all("TaxTotal") {
        let Some(amount) = tax.find(&["TaxAmount"]).filter(|amount| in_currency(*amount, currency)) else {
            continue;
        };
        invoice.vat = invoice.vat.or(number(amount.text()));
        invoice.rates.extend(tax.all("TaxSubtotal").filter_map(|part| {
            let percent =
                number_at(part, &["TaxCategory", "Percent"]).or_else(|| number_at(part, &["Percent"]));
            Some(VatRate {
                percent: percent.unwrap_or_default(),
                base: number_at(part, &["TaxableAmount"])?,
                amount: number_at(part, &["TaxAmount"])?,
            })
        }));
    }
    let (mut allowances, mut charges) = (Decimal::ZERO, Decimal::ZERO);
    for part in root.all("AllowanceCharge") {
        let amount = number_at(part, &["Amount"]).unwrap_or_default();
        let is_charge = part.value(&["ChargeIndicator"]).is_some_and(|text| matches!(text, "true" | "1"));
        *(if is_charge { &mut charges } else { &mut allowances }) += amount;
    }
    invoice.allowances = total("AllowanceTotalAmount").unwrap_or(allowances);
    invoice.charges = total("ChargeTotalAmount").unwrap_or(charges);
    invoice
}

/// Supply points of the whole document, and what it calls one that is no EAN (an invoiced object of scheme AVE).
fn points(root: Element<'_>) -> (BTreeSet<Ean>, Option<String>) {
    let (mut points, mut reference) = (BTreeSet::new(), None);
    points.extend(root.value(&["Delivery", "DeliveryLocation", "ID"]).and_then(ean));
    for document in root.all("AdditionalDocumentReference") {
        let Some(id) = document.find(&["ID"]) else { continue };
        let metering_point = id.attribute("schemeID").as_deref() == Some("AVE")
            && document.value(&["DocumentTypeCode"]) == Some("130");
        match ean(id.text()) {
            Some(point) if metering_point || point.problem().is_none() => _ = points.insert(point),
            _ if metering_point => reference = Some(text(id.text())),
            _ => {}
        }
    }
    points.extend(root.all("Note").flat_map(|note| eans_in(note.text())));
    (points, reference)
}

/// A line and all its words.
fn line(element: Element<'_>, periods: &Periods) -> (InvoiceLine, String) {
    let name = text_at(element, &["Item", "Name"]);
    let description = text_at(element, &["Item", "Description"]);
    let note = text_at(element, &["Note"]);
    let said: Vec<&str> = [&name, &description, &note].into_iter().filter_map(Option::as_deref).collect();
    let words: String = said.join(" · ").chars().take(LONGEST_TEXT).collect();
    let percent = number_at(element, &["Item", "ClassifiedTaxCategory", "Percent"])
        .or_else(|| number_at(element, &["TaxTotal", "TaxSubtotal", "TaxCategory", "Percent"]))
        .filter(|percent| percent.abs() <= Decimal::ONE_HUNDRED);
    let properties: Vec<(String, &str)> = element
        .find(&["Item"])
        .into_iter()
        .flat_map(|item| item.all("AdditionalItemProperty"))
        .filter_map(|p| Some((crate::lang::normalised(&text_at(p, &["Name"])?), p.value(&["Value"])?)))
        .collect();
    let referred = element.all("DocumentReference").filter_map(|r| r.value(&["ID"]));
    let located = element.value(&["Delivery", "DeliveryLocation", "ID"]);
    let point = referred
        .chain(located)
        .find_map(ean)
        .or_else(|| properties.iter().find_map(|(_, value)| ean(value)))
        .or_else(|| eans_in(&words).next());
    let line = InvoiceLine {
        what: name.or(description).or(note).unwrap_or_default(),
        quantity: quantity(element).map(|(quantity, code)| (quantity, units::symbol(&code))),
        period: written(element).and_then(|w| periods.days(w)),
        amount: number_at(element, &["LineExtensionAmount"]),
        vat_percent: percent,
        point,
        kwh_per_m3: properties.iter().find_map(|(name, value)| coefficient(name, value)),
        ..InvoiceLine::default()
    };
    (line, words)
}

/// Names of the property that turns cubic metres into kWh.
const COEFFICIENTS: [&str; 10] = [
    "coefficient de conversion",
    "coefficient conversion",
    "facteur de conversion",
    "pouvoir calorifique superieur",
    "conversiecoefficient",
    "conversiefactor",
    "omrekeningscoefficient",
    "omzettingscoefficient",
    "brennwert",
    "calorific value",
];

fn coefficient(name: &str, value: &str) -> Option<Decimal> {
    COEFFICIENTS.iter().find(|known| name.starts_with(**known))?;
    let digits = value
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .find(|part| !part.is_empty())?;
    let value = number(&digits.replace(',', "."))?;
    // Lean gas, propane-air and everything between; a factor near 1 corrects a volume and is something else.
    (value > dec!(5) && value < dec!(20)).then_some(value)
}

/// Meter readings of an energy extension: consumption points, their meters, the counters of each.
fn readings(extensions: Element<'_>) -> impl Iterator<Item = MeterReading> {
    let points = extensions
        .descendants()
        .filter(|e| matches!(e.name(), "UtilityConsumptionPoint" | "ConsumptionPoint"));
    points.flat_map(|point| {
        let ean = point.value(&["ID"]).and_then(ean);
        point.all("UtilityMeter").flat_map(move |meter| {
            let serial = text_at(meter, &["MeterNumber"]);
            let factor = number_at(meter, &["MeterConstant"]).unwrap_or(Decimal::ONE);
            let ean = ean.clone();
            meter.all("MeterReading").map(move |reading| MeterReading {
                point: ean.clone(),
                serial: serial.clone(),
                factor,
                ..reading_of(reading)
            })
        })
    })
}

fn reading_of(element: Element<'_>) -> MeterReading {
    let unit_of = |name: &str| {
        element
            .find(&[name])
            .and_then(|e| e.attribute("unitCode"))
            .map(|code| text(&code))
            .unwrap_or_default()
    };
    let said = ["MeterReadingTypeCode", "MeterReadingType", "MeterReadingComments"];
    let words: Vec<String> = said.iter().filter_map(|name| text_at(element, &[name])).collect();
    let passed = ["CorrectedConsumptionQuantity", "ConsumptionQuantity", "DeliveredQuantity"]
        .iter()
        .find_map(|name| Some((number_at(element, &[name])?, unit_of(name))));
    MeterReading {
        words: words.join(" "),
        from: element.value(&["PreviousMeterReadingDate"]).and_then(day),
        to: element.value(&["LatestMeterReadingDate"]).and_then(day),
        before: number_at(element, &["PreviousMeterQuantity"]),
        after: number_at(element, &["LatestMeterQuantity"]),
        unit: unit_of("LatestMeterQuantity"),
        passed,
        ..MeterReading::default()
    }
}
