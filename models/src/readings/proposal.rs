//! What a document seems to say of a bill: proposals for the bill form, each with the line it was read in.
//!
//! Nothing here is a reading. A person compares it with the paper, corrects it and confirms; until then it counts
//! nowhere. Where several values were possible, the best comes first and the others stand beside it.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::building::{Carrier, Direction, Ean, Register};
use crate::catalog::BillTitle;
use crate::period::Day;
use crate::units::Unit;

/// A value, and where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen<T> {
    /// As understood.
    pub value: T,
    /// The line as it was read.
    pub line: String,
    /// On which page, from 1.
    pub page: usize,
}

/// The likeliest value, and the others that were possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed<T> {
    /// The likeliest.
    #[serde(flatten)]
    pub best: Seen<T>,
    /// The others, the likelier first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Seen<T>>,
}

impl<T> Proposed<T> {
    /// The likeliest value.
    pub fn value(&self) -> &T {
        &self.best.value
    }
}

impl<T: PartialEq> Proposed<T> {
    /// Other values kept.
    const OTHERS: usize = 5;

    /// The first is the best; equal values are one.
    pub fn of(candidates: impl IntoIterator<Item = Seen<T>>) -> Option<Proposed<T>> {
        let mut candidates = candidates.into_iter();
        let best = candidates.next()?;
        let mut others: Vec<Seen<T>> = Vec::new();
        for other in candidates {
            let known = other.value == best.value || others.iter().any(|o| o.value == other.value);
            if !known && others.len() < Self::OTHERS {
                others.push(other);
            }
        }
        Some(Proposed { best, others })
    }
}

/// Two days as bills write a period: the last is included, unless it is the day of the next reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Days {
    /// First.
    pub from: Day,
    /// Last.
    pub to: Day,
}

/// What was used or delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// How much.
    pub amount: Decimal,
    /// Of what, where it is written.
    pub unit: Option<Unit>,
}

/// One counter of the bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedRegister {
    /// Which way.
    pub direction: Direction,
    /// Which.
    pub register: Register,
    /// Index at the start.
    pub index_from: Option<Proposed<Decimal>>,
    /// Index at the end.
    pub index_to: Option<Proposed<Decimal>>,
    /// What passed between.
    pub quantity: Option<Proposed<Quantity>>,
}

/// What a bill says of one supply point, or of its only one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ProposedMeter {
    /// Its EAN.
    pub point: Option<Seen<Ean>>,
    /// Serial number of the meter.
    pub serial: Option<Proposed<String>>,
    /// Which energy.
    pub carrier: Option<Proposed<Carrier>>,
    /// Its counters.
    pub registers: Vec<ProposedRegister>,
    /// *Coefficient de conversion*.
    pub kwh_per_m3: Option<Proposed<Decimal>>,
    /// The line that says that an index was estimated.
    pub estimated: Option<Seen<bool>>,
}

impl ProposedMeter {
    /// The counter of this way and name.
    pub fn register(&self, direction: Direction, register: Register) -> Option<&ProposedRegister> {
        self.registers.iter().find(|r| r.direction == direction && r.register == register)
    }
}

/// A bill as a document seems to say it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct BillProposal {
    /// What kind of paper.
    pub title: Option<Proposed<BillTitle>>,
    /// Who sends it.
    pub supplier: Option<Proposed<String>>,
    /// Its number.
    pub number: Option<Proposed<String>>,
    /// Its day.
    pub issued: Option<Proposed<Day>>,
    /// Day of a delivery.
    pub delivered: Option<Proposed<Day>>,
    /// From when to when.
    pub period: Option<Proposed<Days>>,
    /// One for each supply point it names; one without a point where it names none.
    pub meters: Vec<ProposedMeter>,
    /// Total HTVA, of all its supply points.
    pub excl_vat: Option<Proposed<Decimal>>,
    /// The VAT.
    pub vat: Option<Proposed<Decimal>>,
    /// Total TVAC.
    pub incl_vat: Option<Proposed<Decimal>>,
    /// What is still to be paid, advances taken off: not what the energy cost.
    pub payable: Option<Proposed<Decimal>>,
    /// Pages that were read.
    pub pages: usize,
    /// Whether there are more pages, which were not read.
    pub more_pages: bool,
}

impl BillProposal {
    /// The supply points it names.
    pub fn points(&self) -> impl Iterator<Item = &Seen<Ean>> {
        self.meters.iter().filter_map(|meter| meter.point.as_ref())
    }
}
