//! A bill as typed → what is kept: readings by channel, cost, coefficient; and what looks wrong in it.

use eclaireur_frontend::forms::{BillInput, BillKind, BillRegister};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::day_start;
use eclaireur_models::readings::RowReading;
use eclaireur_models::readings::tank::TankTable;
use eclaireur_models::readings::totals::{MeterFacts, on};
use eclaireur_models::units::{Basis, Dimension, Euro, Unit};
use rust_decimal::{Decimal, dec};

use super::entry::{Entry, has_place, row};
use super::invoices::conversion_fact;
use super::options::{Options, Typed};
use crate::app::App;
use crate::store::bills::{Bill, BillKind as Kept};
use crate::store::{BuildingId, MeterId};

/// Whether the meter's energy can be counted in this unit.
pub fn unit_fits(app: &App, carrier: Carrier, input: &BillInput) -> bool {
    let catalog = app.catalog();
    let card = catalog.carrier(carrier);
    input.registers.is_empty() || card.is_some_and(|c| c.units.contains(&input.unit))
}

/// An acompte: it pays, it does not count.
pub fn is_payment(input: &BillInput) -> bool {
    input.kind == BillKind::Advance
}

/// Unit of the indexes: m3 where a coefficient turns them into kWh.
fn index_unit(input: &BillInput) -> Unit {
    if input.kwh_per_m3.is_some() { Unit::M3 } else { input.unit }
}

/// Fields whose number is larger, or longer after the comma, than what is kept.
pub fn without_place(input: &BillInput) -> Vec<String> {
    let mut fields = Vec::new();
    for register in &input.registers {
        let prefix = match (register.direction, register.register) {
            (Direction::Injection, _) => "injection_".to_owned(),
            (_, Register::Total) => String::new(),
            (_, other) => format!("{}_", other.code()),
        };
        let numbers = [
            ("index_from", register.index.map(|(from, _)| from)),
            ("index_to", register.index.map(|(_, to)| to)),
            ("quantity", register.quantity),
        ];
        let wrong = numbers.iter().filter(|(_, value)| value.is_some_and(|v| !has_place(v)));
        fields.extend(wrong.map(|(name, _)| format!("{prefix}{name}")));
    }
    if input.gauge.is_some_and(|gauge| !has_place(gauge)) {
        fields.push("gauge".to_owned());
    }
    for (name, amount) in [("excl_vat", input.excl_vat), ("incl_vat", input.incl_vat)] {
        if amount.is_some_and(|euro| !has_place(euro.0) || euro.stored().is_none()) {
            fields.push(name.to_owned());
        }
    }
    fields
}

/// The gauge table that holds on the day of a delivery.
pub fn table<'a>(input: &BillInput, known: &'a MeterFacts) -> Option<&'a TankTable> {
    on(&known.tables, input.period.from)
}

/// What two indexes say: their difference, times the coefficient of the meter.
fn between(input: &BillInput, known: &MeterFacts, (from, to): (Decimal, Decimal)) -> Decimal {
    (to - from) * on(&known.factors, input.period.from).copied().unwrap_or(Decimal::ONE)
}

/// What passed between the two indexes, in the unit of the quantity.
fn by_index(input: &BillInput, known: &MeterFacts, register: &BillRegister) -> Option<Decimal> {
    let passed = between(input, known, register.index?);
    if passed < Decimal::ZERO {
        return None;
    }
    let to_energy = input.unit.dimension() == Dimension::Energy && index_unit(input) == Unit::M3;
    Some(if to_energy { passed * input.kwh_per_m3? } else { passed })
}

/// What looks wrong: an index difference that is not the quantity, registers that are not the total.
pub fn doubts(carrier: Carrier, input: &BillInput, known: &MeterFacts) -> Vec<Finding> {
    let mut doubts = Vec::new();
    let differs = |a: Decimal, b: Decimal| (a - b).abs() > (b.abs() * dec!(0.01)).max(Decimal::ONE);
    for register in &input.registers {
        // kWh beside an m3 index without coefficient cannot be compared.
        let comparable =
            carrier != Carrier::NaturalGas || input.kwh_per_m3.is_some() || input.unit == Unit::M3;
        if let (Some(stated), Some(counted)) = (register.quantity, by_index(input, known, register))
            && comparable
            && differs(counted, stated)
        {
            doubts.push(doubt(input, stated, counted));
        }
    }
    let of = |total: bool| {
        let is_total =
            |r: &&BillRegister| r.direction == Direction::Offtake && (r.register == Register::Total) == total;
        let quantities: Vec<Decimal> =
            input.registers.iter().filter(is_total).filter_map(|r| r.quantity).collect();
        (!quantities.is_empty()).then(|| quantities.iter().sum::<Decimal>())
    };
    if let (Some(total), Some(parts)) = (of(true), of(false))
        && differs(parts, total)
    {
        doubts.push(doubt(input, total, parts));
    }
    doubts
}

fn doubt(input: &BillInput, stated: Decimal, counted: Decimal) -> Finding {
    Finding::new(Code::BillDoesNotAddUp)
        .value(stated.normalize().to_string())
        .proposal(counted.round_dp(0).normalize().to_string())
        .with("computed", counted.round_dp(0).normalize())
        .with("unit", input.unit.code())
}

/// Everything that is kept of it. `known` is what is known of the meter.
pub fn entry(
    carrier: Carrier,
    meter: MeterId,
    building: BuildingId,
    input: &BillInput,
    known: &MeterFacts,
) -> Entry {
    let quality = if input.estimated { Quality::Estimated } else { Quality::Measured };
    let (start, end) = (day_start(input.period.from), day_start(input.period.to));
    let mut readings: Vec<(Channel, Vec<RowReading>)> = Vec::new();
    let mut shown = None;
    // A credit note corrects an amount; the consumption it corrects comes with the next bill.
    let counts = matches!(input.kind, BillKind::Settlement | BillKind::Delivery | BillKind::Statement);
    for register in input.registers.iter().filter(|_| counts) {
        let channel = |kind, unit: Unit| Channel {
            direction: register.direction,
            register: register.register,
            kind,
            unit,
            basis: basis(carrier, unit),
            counts: true,
        };
        // Only indexes: their difference, in the unit they count in.
        let quantity = match (register.quantity, register.index) {
            (Some(quantity), _) => Some((quantity, input.unit)),
            (None, Some(index)) => Some((between(input, known, index), index_unit(input))),
            (None, None) => None,
        };
        if let Some((quantity, unit)) = quantity {
            let (kind, end) =
                if input.kind == BillKind::Delivery { (Kind::Delivery, start) } else { (Kind::Billed, end) };
            readings.extend(row(start, end, quantity, quality).map(|r| (channel(kind, unit), vec![r])));
            if register.direction == Direction::Offtake {
                shown = Some(shown.map_or(quantity, |s: Decimal| s.max(quantity)));
            }
        }
        if let Some((from, to)) = register.index.filter(|_| input.kind == BillKind::Settlement) {
            // "L'index de fin est estimé": the one at the start was read.
            let rows = [row(start, start, from, Quality::Measured), row(end, end, to, quality)];
            readings.push((channel(Kind::Index, index_unit(input)), rows.into_iter().flatten().collect()));
        }
    }
    if let Some(gauge) = input.gauge {
        let unit = if table(input, known).is_some() { Unit::Cm } else { input.unit };
        let (direction, register) = (Direction::Offtake, Register::Total);
        let channel =
            Channel { direction, register, kind: Kind::Level, unit, basis: Basis::Net, counts: true };
        readings.extend(row(start, start, gauge, quality).map(|r| (channel, vec![r])));
    }
    Entry {
        format: "bill-form",
        options: Options {
            building: Some(building),
            meter: Some(meter),
            touched: vec![building],
            typed: Some(Typed::Bill {
                kind: input.kind.code().to_owned(),
                period: input.period,
                quantity: shown,
                unit: input.unit,
                incl_vat: input.incl_vat.and_then(Euro::stored),
                attachment: input.attachment.clone(),
                estimated: input.estimated,
            }),
            ..Options::default()
        },
        readings,
        bill: Some(Bill {
            meter,
            kind: match input.kind {
                BillKind::Settlement | BillKind::Delivery => Kept::Regularisation,
                BillKind::Advance => Kept::Acompte,
                BillKind::CreditNote => Kept::CreditNote,
                BillKind::Statement => Kept::Statement,
            },
            period: input.period,
            cost_excl: input.excl_vat,
            cost_incl: input.incl_vat,
            attachment: input.attachment.clone(),
            number: input.number.clone(),
            supplier: input.supplier.clone(),
        }),
        force: false,
        facts: facts(input),
    }
}

/// What the paper says of the meter itself.
fn facts(input: &BillInput) -> Vec<DatedFact> {
    let coefficient = input.kwh_per_m3.and_then(|each| conversion_fact(each, input.period));
    let filled = input.filled.zip(fact("meter.tank_filled")).map(|(filled, fact)| DatedFact {
        fact: fact.code,
        value: if filled { "yes" } else { "no" }.to_owned(),
        from: Some(input.period.from),
        to: Some(input.period.to),
        source: "delivery".to_owned(),
        quality: Quality::Declared,
    });
    coefficient.into_iter().chain(filled).collect()
}

/// Gas bills state kWh PCS; everything else stands on net, or has no basis.
fn basis(carrier: Carrier, unit: Unit) -> Basis {
    let gas_energy = carrier == Carrier::NaturalGas && unit.dimension() == Dimension::Energy;
    if gas_energy { Basis::Gross } else { Basis::Net }
}
