//! What charts and tables draw beside the figures: plain rows, in the order drawn.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::explained::Word;
use crate::building::{Carrier, Event};
use crate::certain::Quality;
use crate::period::{Day, Month, Period};
use crate::units::Basis;

/// Everything that is drawn of a building, except what needs its slots (heat map, load duration).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Series {
    /// The meters, with their last reading.
    pub meters: Vec<MeterSeen>,
    /// Months of each carrier taken from network or tank, oldest first; the last five years at most.
    pub months: Vec<MonthSeries>,
    /// Years of each carrier, oldest first.
    pub years: Vec<YearPoint>,
    /// The signature of each carrier that has one.
    pub signatures: Vec<SignatureSeries>,
    /// The drift of each carrier that has one.
    pub drifts: Vec<DriftSeries>,
    /// Production, self-consumption, injection, by month.
    pub balance: Vec<BalancePoint>,
    /// What made the cost of the year differ from the one before.
    pub waterfall: Option<Waterfall>,
    /// Own intensity beside reference values.
    pub benchmarks: Vec<BenchmarkStrip>,
    /// The way to 2040.
    pub path: Option<PathSeries>,
    /// What happened, by day.
    pub events: Vec<Event>,
}

/// A meter as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterSeen {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// What it measures.
    pub carrier: Carrier,
    /// Last day read.
    pub last: Option<Day>,
}

/// Months of one carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSeries {
    /// Which carrier; water in m³.
    pub carrier: Carrier,
    /// On which basis.
    pub basis: Basis,
    /// The months.
    pub months: Vec<MonthPoint>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPoint {
    /// Which.
    pub month: Month,
    /// What is known of it, kWh (m³ of water).
    pub value: Option<Decimal>,
    /// In normal weather, kWh; only of a carrier whose normalisation is known.
    pub normal: Option<Decimal>,
    /// The weakest quality in it.
    pub quality: Quality,
    /// Whether nothing is missing.
    pub complete: bool,
    /// Cost with VAT.
    pub cost: Option<Decimal>,
}

/// One year of one carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPoint {
    /// Which carrier.
    pub carrier: Carrier,
    /// Which year.
    pub year: i16,
    /// kWh (m³ of water).
    pub value: Option<Decimal>,
    /// On which basis.
    pub basis: Basis,
    /// In normal weather.
    pub normal: Option<Decimal>,
    /// The weakest quality in it.
    pub quality: Quality,
    /// Months complete, of 12.
    pub complete_months: u32,
    /// Cost with VAT.
    pub cost: Option<Decimal>,
}

/// Points, line and bands of a signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureSeries {
    /// Which carrier.
    pub carrier: Carrier,
    /// Code of the base: `16.5-equivalent`.
    pub base: Word,
    /// kWh a day without any cold.
    pub base_load: f64,
    /// kWh per degree-day.
    pub slope: f64,
    /// Weighted R².
    pub r_squared: Option<f64>,
    /// Periods.
    pub points: Vec<SignaturePoint>,
    /// Band of one further period along the line: cold a day, lowest, highest.
    pub band: Vec<(f64, f64, f64)>,
}

/// One period beside the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignaturePoint {
    /// The period.
    pub days: Period,
    /// Degree-days a day.
    pub cold: f64,
    /// kWh a day.
    pub kwh: f64,
    /// Stands apart from the others.
    pub outlier: bool,
}

/// Cumulated residuals against the reference line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DriftSeries {
    /// Which carrier.
    pub carrier: Carrier,
    /// The periods the reference line was drawn through.
    pub reference: Period,
    /// End of each period and the sum of residuals up to it, kWh.
    pub points: Vec<(Day, f64)>,
    /// Half the width of the band within which the sum may wander by chance at each point, kWh.
    pub band: Vec<f64>,
}

/// One month of a building that makes electricity, kWh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalancePoint {
    /// Which month.
    pub month: Month,
    /// Made.
    pub production: Option<Decimal>,
    /// Made and used.
    pub own_use: Option<Decimal>,
    /// Given.
    pub injection: Option<Decimal>,
    /// Taken.
    pub offtake: Option<Decimal>,
}

/// Cost of one year from the cost of the year before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waterfall {
    /// The earlier year.
    pub before: i16,
    /// The later year.
    pub after: i16,
    /// Cost of the earlier year, euro with VAT.
    pub from: Decimal,
    /// Effect of the weather; where it is not known it lies in the use.
    pub climate: Option<Decimal>,
    /// Effect of price.
    pub price: Decimal,
    /// Effect of what was used, weather put aside where it is known.
    pub volume: Decimal,
    /// Cost of the later year.
    pub to: Decimal,
    /// Weakest quality.
    pub quality: Quality,
}

/// Own figure beside reference values, kWh/m2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkStrip {
    /// `electricity`, `fuel`, `total`.
    pub of: Word,
    /// The building's, where it is known.
    pub own: Option<Decimal>,
    /// What it stands beside.
    pub references: Vec<Reference>,
}

/// One reference value or distribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// `schools-wallonia-2010`; `members` for the members' own.
    pub code: Word,
    /// Official name of what it is of.
    pub name: String,
    /// Lowest of the spread, or the lower quartile.
    pub lowest: Option<Decimal>,
    /// Mean or median.
    pub middle: Option<Decimal>,
    /// Highest of the spread, or the upper quartile.
    pub highest: Option<Decimal>,
    /// Of which year.
    pub year: Option<i16>,
    /// Of how many buildings.
    pub n: Option<u32>,
    /// Of another country, or of another use.
    pub foreign: bool,
    /// How sure.
    pub certainty: crate::certain::Certainty,
    /// On which basis and of which weather, in a word: `final-normalised`, `final-raw`.
    pub basis: Word,
}

/// The way from the base year to 2040, kWh/m2 and kg CO2/m2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathSeries {
    /// First year of the building's own path.
    pub base_year: i16,
    /// Where it began, kWh/m2 of final energy in normal weather.
    pub base: Decimal,
    /// Measured, by year.
    pub measured: Vec<(i16, Decimal)>,
    /// The straight way to the target, by year.
    pub wanted: Vec<(i16, Decimal)>,
    /// Where it would end as it goes now, where that is known.
    pub trend: Vec<(i16, Decimal)>,
    /// The target of the park, kWh/m2.
    pub target: Decimal,
    /// Its year.
    pub target_year: i16,
}
