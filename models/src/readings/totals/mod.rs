//! Readings → months and years per carrier, in Belgian civil time.
//!
//! Where measured slots, index readings and bills cover the same day, one is counted by precedence and the others
//! serve to check: totals never double. A period that straddles months is divided by degree-days and base load where
//! the meter's climate share is known, evenly by day otherwise, with its quality lowered ([`Split`] says how); nothing
//! is lost to the last digit (I12). A month with a missing part says which part, and is never a low month. A
//! short gap is completed by the method of [`clean::fill`](super::clean::fill), which gives the total its quality, and
//! the total says which part that is.
//!
//! What is made here is for display (I13). A month that was divided by degree-days would fit degree-days by
//! construction: a baseline takes readings in their original periods ([`originals`]), and nothing in this room turns a
//! [`MonthTotal`], a [`DayTotal`] or a [`YearTotal`] back into one. `tests/it/floors.rs` holds later rooms to it.

mod balance;
mod convert;
mod facts;
mod filling;
mod originals;
mod park;
mod pieces;
mod price;
mod segments;
mod sources;
mod spread;

pub use balance::{Balance, BalanceMonth, Unmeasured, balance};
pub use facts::{Dated, MeterFacts, Unreadable, on};
pub use originals::{LeftOut, LeftOutFor, Original, Originals, originals};
pub use price::{DatedPrice, last_price, price_on, price_over};
pub use spread::{By, ShareFrom, Split};

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use self::park::Park;
use super::{MonthSlots, RowReading};
use crate::building::{Carrier, Channel, Direction};
use crate::catalog::CarrierCard;
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
    /// In service from, to (excluded), as far as somebody wrote it down; what is not known is told by its readings.
    pub valid: (Option<Day>, Option<Day>),
    /// This building's share of the meter over time, *clé de répartition*. Empty means the whole.
    pub shares: Vec<Share>,
    /// kWh per m3 over time: what somebody typed, then what bills print, which counts before it.
    pub conversions: Vec<Conversion>,
    /// What people wrote down of it.
    pub facts: MeterFacts,
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

/// A conversion coefficient, *coefficient de conversion*.
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
    /// What was missing and is completed in `energy`, by the method of [`clean::fill`](super::clean::fill).
    pub filled: Vec<MissingPart>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Periods that straddle months, and how each was divided.
    pub splits: Vec<Split>,
    /// What is to be said: sources that disagree, a default coefficient used.
    pub findings: Vec<Finding>,
}

/// The months of one carrier in one direction, without a hole between the first and the last reading.
///
/// `None` when no meter has anything to say. `card` is the catalogue's of that carrier.
pub fn months(
    meters: &[MeterReadings],
    direction: Direction,
    card: &CarrierCard,
    prices: &[DatedPrice],
) -> Option<CarrierMonths> {
    let park = Park::new(meters, direction, card)?;
    let months = Month::range(Month::of(park.span.from), Month::of(park.last_day()))
        .map(|month| park.month(month, card, prices))
        .collect();
    let findings = park.members.iter().flat_map(|m| m.timeline.findings.iter().cloned()).collect();
    let splits = park.splits();
    Some(CarrierMonths { carrier: card.code, direction, months, splits, findings })
}

/// The years of one carrier in one direction.
///
/// A year is not the sum of its months' qualities: a bill of exactly one year is measured for the year and modelled
/// for each month.
pub fn years(
    meters: &[MeterReadings],
    direction: Direction,
    card: &CarrierCard,
    prices: &[DatedPrice],
) -> Vec<YearTotal> {
    let Some(park) = Park::new(meters, direction, card) else { return Vec::new() };
    (park.span.from.year()..=park.last_day().year())
        .filter_map(|year| {
            let window = Period::year(year)?;
            let months: Vec<MonthTotal> = Month::range(
                Month::of(window.from),
                Month::of(window.from.saturating_add(jiff::Span::new().months(11))),
            )
            .map(|m| park.month(m, card, prices))
            .collect();
            let known = park.known(window);
            Some(YearTotal {
                year,
                energy: known.as_ref().map(|k| Energy::new(k.kwh, card.basis())),
                quality: known.map_or(Quality::Measured, |k| k.quality),
                complete_months: u32::try_from(months.iter().filter(|m| m.is_complete()).count())
                    .unwrap_or(12),
                cost: months
                    .iter()
                    .try_fold(Decimal::ZERO, |sum, month| sum.checked_add(month.cost?.0))
                    .map(Euro),
            })
        })
        .collect()
}

/// One day of one carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTotal {
    /// Which day.
    pub day: Day,
    /// What is known of it.
    pub energy: Option<Energy>,
    /// The weakest quality in it; a day cut out of a bill is modelled.
    pub quality: Quality,
    /// Whether every meter has told all of it.
    pub complete: bool,
}

/// The days of a period for one carrier in one direction.
pub fn days(
    meters: &[MeterReadings],
    direction: Direction,
    card: &CarrierCard,
    period: Period,
) -> Vec<DayTotal> {
    let Some(park) = Park::new(meters, direction, card) else { return Vec::new() };
    period
        .iter()
        .filter_map(|day| {
            let window = Period::new(day, crate::period::next_day(day))?;
            let known = park.known(window);
            Some(DayTotal {
                day,
                energy: known.as_ref().map(|k| Energy::new(k.kwh, card.basis())),
                complete: known.is_some() && park.members.iter().all(|m| m.missing(window).is_none()),
                quality: known.map_or(Quality::Measured, |k| k.quality),
            })
        })
        .collect()
}
