//! Readings → months and years per carrier, in Belgian civil time.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{MonthSlots, Point, RowReading};
use crate::building::{Carrier, Channel, Direction};
use crate::certain::Quality;
use crate::finding::Finding;
use crate::period::{Day, Month, Period};
use crate::units::{Energy, Euro};

/// Everything known of one meter, for one building.
#[derive(Debug, Clone)]
pub struct MeterReadings {
    /// What people call the meter; names it in missing parts.
    pub label: String,
    /// What it measures.
    pub carrier: Carrier,
    /// In service from, to (excluded), as far as known.
    pub valid: (Option<Day>, Option<Day>),
    /// This building's share of the meter over time, *clé de répartition*. Empty means the whole.
    pub shares: Vec<Share>,
    /// kWh per m3 over time, from the bills.
    pub conversions: Vec<Conversion>,
    /// The channels with what was read.
    pub channels: Vec<ChannelReadings>,
    /// Bills with their cost.
    pub costs: Vec<BilledCost>,
}

/// A part of a meter that belongs to a building, for some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Between 0 and 1.
    pub share: Decimal,
}

/// A conversion coefficient of a bill, *coefficient de conversion*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// kWh PCS per m3.
    pub kwh_per_m3: Decimal,
}

/// What was read on one channel: superseded month slots, and rows.
#[derive(Debug, Clone)]
pub struct ChannelReadings {
    /// The channel.
    pub channel: Channel,
    /// Regular slots, one entry per month, already superseded.
    pub months: Vec<MonthSlots>,
    /// Everything else, by start; superseded rows are gone.
    pub rows: Vec<RowReading>,
}

/// The cost of a period, as billed. Acomptes are not here: they are payments, not costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BilledCost {
    /// The period billed.
    pub period: Period,
    /// Without VAT (HTVA).
    pub excl_vat: Option<Euro>,
    /// With VAT (TVAC).
    pub incl_vat: Option<Euro>,
}

/// Where a month's energy comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Measured slots.
    Interval,
    /// Difference of two index readings.
    Index,
    /// A bill.
    Billed,
    /// Deliveries.
    Delivery,
}

/// A part of a month that nobody has told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPart {
    /// Which meter.
    pub meter: String,
    /// First and last stretch without readings, in days.
    pub period: Period,
    /// Days touched in it.
    pub days: u32,
    /// Slots missing, where the days themselves are partly there.
    pub slots: u32,
}

/// One month of one carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthTotal {
    /// Which month.
    pub month: Month,
    /// What is known of it; `None` when nothing is. Never to be shown as the month when `missing` is not empty.
    pub energy: Option<Energy>,
    /// The weakest quality in it.
    pub quality: Quality,
    /// What is missing; empty when the month is complete.
    pub missing: Vec<MissingPart>,
    /// Where it comes from.
    pub sources: BTreeSet<Source>,
    /// Cost with VAT, where bills or prices cover the whole month.
    pub cost: Option<Euro>,
}

impl MonthTotal {
    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.energy.is_some() && self.missing.is_empty()
    }
}

/// One civil year of one carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearTotal {
    /// Which year.
    pub year: i16,
    /// Sum of what is known.
    pub energy: Option<Energy>,
    /// The weakest quality in it.
    pub quality: Quality,
    /// Months complete, of 12.
    pub complete_months: u32,
    /// Cost with VAT, when all twelve months have one.
    pub cost: Option<Euro>,
}

/// The months of one carrier and direction, without a hole between first and last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarrierMonths {
    /// Which carrier.
    pub carrier: Carrier,
    /// Which way.
    pub direction: Direction,
    /// The months, in order.
    pub months: Vec<MonthTotal>,
    /// What is to be said: sources that disagree, a default coefficient used.
    pub findings: Vec<Finding>,
}

/// What passed through an index meter.
pub fn passed(_points: &[Point]) -> i128 {
    0
}
