//! What meters read: months, bills, quarter-hours; with weather, drift, works and what goes wrong.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::buildings::new_year;
use super::draw::Draw;
use super::quarters::{load, sunshine};
use super::{Sector, Span};
use crate::building::{Carrier, Ean};
use crate::certain::Quality;
use crate::period::{Month, Period};
use crate::readings::MonthSlots;

/// A meter and what it reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Metered {
    /// What people call it.
    pub name: &'static str,
    /// What it counts.
    pub carrier: Carrier,
    /// What panels make, instead of what is bought.
    pub production: bool,
    /// Its supply point, where it has one.
    pub ean: Option<Ean>,
    /// What it reads.
    pub told: Told,
}

/// How readings come.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A table of months.
    Months(Months),
    /// A bill a year.
    Bills(Vec<Bill>),
    /// Quarter-hours, made when they are asked for.
    Quarters(Quarters),
}

/// Whole kWh of months, of water m3; `None` where nobody read it.
pub type Months = Vec<(Month, Option<i64>)>;

/// A bill of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Its days.
    pub period: Period,
    /// Whole kWh, of water m3.
    pub quantity: i64,
    /// Estimated by whoever sent it.
    pub estimated: bool,
    /// Euro with VAT.
    pub incl_vat: Decimal,
    /// Euro without VAT.
    pub excl_vat: Decimal,
}

/// Quarter-hours that can be made month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Quarters {
    seed: u64,
    ordinal: u64,
    night: f64,
    peak: f64,
    months: Vec<(Month, f64)>,
}

/// What goes wrong, at most one thing a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Three months that nobody read.
    Gap,
    /// Four months that read what the first of them read.
    Stuck,
    /// The last bill is an estimate.
    Estimated,
    /// Water runs day and night since a year ago.
    Leak,
    /// Heat in summer.
    SummerHeat,
}

/// What goes wrong in a building, for about one in six.
pub(super) fn faults(draw: &mut Draw) -> Option<Fault> {
    let all = [
        (None, 84),
        (Some(Fault::Gap), 5),
        (Some(Fault::Stuck), 2),
        (Some(Fault::Estimated), 4),
        (Some(Fault::Leak), 3),
        (Some(Fault::SummerHeat), 2),
    ];
    draw.weighted(&all).flatten()
}

/// How a building is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Months,
    Bills,
    QuarterHours,
}

/// What is used in a year of average weather, and how it changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    /// kWh, of water m3.
    pub(super) annual: f64,
    /// Share that follows the cold.
    pub(super) cold: f64,
    /// Each year is this many times the one before.
    pub(super) drift: f64,
    /// Use at night as a share of use by day.
    pub(super) night: f64,
    /// Since this month, this share of the cold is left.
    pub(super) lowered: Option<(Month, f64)>,
}

/// What a leak loses in an hour, m3.
const LEAK: f64 = 0.09;
/// What is heated on each warm day where it should not be, as a share of a year's heat.
const SUMMER: f64 = 0.0012;

impl Sector<'_> {
    pub(super) fn meters(
        &self,
        building: u64,
        uses: &[(Carrier, &'static str, Use)],
        (how, fault): (How, Option<Fault>),
        (prices, panels): (&BTreeMap<Carrier, Decimal>, Option<f64>),
        draw: &mut Draw,
    ) -> Vec<Metered> {
        let mut meters = Vec::new();
        for (n, (carrier, name, one)) in (0..).zip(uses) {
            let electricity = *carrier == Carrier::Electricity;
            let fault = fault.filter(|fault| touches(*fault, *carrier, uses.len()));
            let values = self.months_of(*one, fault, draw);
            let told = match how {
                How::Bills if !carrier.is_delivered() => {
                    Told::Bills(bills(&values, self.span, *carrier, prices, fault))
                }
                How::QuarterHours if electricity => {
                    let of_year = |(month, _): &(Month, f64)| month.year() == self.span.last_year;
                    Told::Quarters(Quarters {
                        seed: self.wanted.seed,
                        ordinal: building,
                        night: one.night,
                        peak: panels.unwrap_or(0.0) * 0.5,
                        months: values.into_iter().filter(of_year).collect(),
                    })
                }
                _ => Told::Months(read(&values, fault, draw)),
            };
            let ean = (!carrier.is_delivered() && *carrier != Carrier::Water)
                .then(|| Draw::numbered(building * 10 + n, false));
            meters.push(Metered { name, carrier: *carrier, production: false, ean: ean.flatten(), told });
        }
        if let (Some(peak), How::Months) = (panels, how) {
            let made = self.span.months().map(|month| (month, Some(whole(made(peak, month, draw)))));
            meters.push(Metered {
                name: "panneaux photovoltaïques",
                carrier: Carrier::Electricity,
                production: true,
                ean: Draw::numbered(building * 10 + 9, false),
                told: Told::Months(made.collect()),
            });
        }
        meters
    }

    /// What each month used.
    fn months_of(&self, one: Use, fault: Option<Fault>, draw: &mut Draw) -> Vec<(Month, f64)> {
        let month = |month: Month| {
            let days = f64::from(i32::try_from(month.period().days()).unwrap_or(30));
            let years = month.index() - self.span.first.index();
            let drift = 1.0 + (one.drift - 1.0) * f64::from(years) / 12.0;
            let left = one.lowered.filter(|(since, _)| month >= *since).map_or(1.0, |(_, left)| left);
            let heat = one.annual * one.cold * left;
            let rest = one.annual * (1.0 - one.cold) * days / 365.25;
            let value = (heat * self.weather.cold(month) + rest) * drift * draw.around(0.045);
            let warm = (6..=8).contains(&month.number());
            let late = month.index() > self.span.until.index() - 12;
            let wrong = match fault {
                Some(Fault::Leak) if late => LEAK * 24.0 * days,
                Some(Fault::SummerHeat) if warm => heat * SUMMER * days,
                _ => 0.0,
            };
            (month, value + wrong)
        };
        self.span.months().map(month).collect()
    }
}

/// Whether a fault shows on this meter: a leak on water, heat on what heats, the others on the last fuel.
fn touches(fault: Fault, carrier: Carrier, carriers: usize) -> bool {
    match fault {
        Fault::Leak => carrier == Carrier::Water,
        Fault::SummerHeat => carrier != Carrier::Water && (carrier != Carrier::Electricity || carriers == 1),
        Fault::Gap | Fault::Stuck | Fault::Estimated => carrier != Carrier::Water,
    }
}

/// What panels of this peak power make in a month, kWh.
fn made(peak: f64, month: Month, draw: &mut Draw) -> f64 {
    let middle = f64::from(i16::from(month.number()) * 30 - 15 - 172);
    let season = (middle / 365.25 * core::f64::consts::TAU).cos();
    peak * (79.0 + 53.0 * season) * draw.around(0.08)
}

/// The table of somebody who reads each month.
fn read(values: &[(Month, f64)], fault: Option<Fault>, draw: &mut Draw) -> Months {
    let months = u64::try_from(values.len()).unwrap_or(1);
    let from = usize::try_from(draw.between(0, months.saturating_sub(5))).unwrap_or(0);
    let stuck = values.get(from).map_or(0, |(_, value)| whole(*value));
    let one = |(n, (month, value)): (usize, &(Month, f64))| {
        let value = match fault {
            Some(Fault::Gap) if (from..from + 3).contains(&n) => None,
            Some(Fault::Stuck) if (from..from + 4).contains(&n) => Some(stuck),
            _ => Some(whole(*value)),
        };
        (*month, value)
    };
    values.iter().enumerate().map(one).collect()
}

/// A bill for each year that is over.
fn bills(
    values: &[(Month, f64)],
    span: Span,
    carrier: Carrier,
    prices: &BTreeMap<Carrier, Decimal>,
    fault: Option<Fault>,
) -> Vec<Bill> {
    let vat = match carrier {
        Carrier::Electricity | Carrier::NaturalGas | Carrier::Water => Decimal::new(106, 2),
        _ => Decimal::new(121, 2),
    };
    let bill = |year: i16| {
        let used = values.iter().filter(|(month, _)| month.year() == year).map(|(_, value)| value);
        let period = Period::new(new_year(year)?, new_year(year.checked_add(1)?)?)?;
        let quantity = whole(used.sum());
        let price = prices.get(&carrier).copied().unwrap_or_default();
        let incl_vat = (Decimal::from(quantity) * price).round_dp(2);
        let estimated = fault == Some(Fault::Estimated) && year == span.last_year;
        let excl_vat = incl_vat.checked_div(vat)?.round_dp(2);
        Some(Bill { period, quantity, estimated, incl_vat, excl_vat })
    };
    span.years().filter_map(bill).collect()
}

fn whole(value: f64) -> i64 {
    value.round().to_i64().unwrap_or(0)
}

/// Seconds of a quarter.
const QUARTER: u32 = 900;
/// From this mean power on, kW, meters count tens of Wh.
const LARGE: f64 = 40.0;

impl Quarters {
    /// The months that there are.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        self.months.iter().map(|(month, _)| *month)
    }

    /// The quarters of a month: what was taken from the network, and whether something was is as panels leave it.
    pub fn month(&self, month: Month) -> Option<MonthSlots> {
        let (_, kwh) = self.months.iter().find(|(m, _)| *m == month)?;
        let index = u64::try_from(month.index()).ok()?;
        let mut draw = Draw::of(self.seed, &[3, self.ordinal, index]);
        let hours = f64::from(i32::try_from(month.period().days()).ok()?) * 24.0;
        let scale = if kwh / hours > LARGE { 2 } else { 3 };
        let counts = if scale == 2 { 100.0 } else { 1000.0 };
        let mut slots = MonthSlots::new(month, QUARTER, scale)?;
        let starts: Vec<i64> = (0..slots.len()).map(|n| slots.start_of(n)).collect();
        let shape: Vec<f64> = starts.iter().map(|at| load(self.night, *at, &mut draw)).collect();
        let total: f64 = shape.iter().sum();
        for (n, (at, weight)) in starts.iter().zip(shape).enumerate() {
            let sun = if self.peak > 0.0 { sunshine(*at, &mut draw) * self.peak * 0.25 } else { 0.0 };
            let taken = (weight / total * kwh - sun).max(0.0);
            slots.set(n, whole(taken * counts), Quality::Measured);
        }
        Some(slots)
    }
}
