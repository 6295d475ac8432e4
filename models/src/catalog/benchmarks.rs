//! Reference values of consumption: what others use by square metre or service unit, with year, number, spread and basis.
//!
//! Samples are small and their spread about as large as their mean: a building is shown beside them, never judged by them.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// What a value may be of.
const OF: [&str; 3] = ["electricity", "fuel", "total"];
/// On which basis and of which weather.
const BASES: [&str; 2] = ["final-raw", "final-normalised"];

/// One sample, study or target.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Permanent code, kebab-case.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Codes of the activities it is shown beside.
    pub activities: Vec<String>,
    /// Country and region: `BE-Wallonia`.
    pub region: String,
    /// Of another country.
    #[serde(default)]
    pub foreign: bool,
    /// Of another use, for want of a better one.
    #[serde(default)]
    pub proxy: bool,
    /// A target of a park of buildings, not what others use.
    #[serde(default)]
    pub target: bool,
    /// Year of the sample, else of its publication.
    pub year: Option<i16>,
    /// Buildings in it, where somebody says.
    pub n: Option<u32>,
    /// Official names.
    pub name: Text,
    value: Vec<Row>,
    /// Sources.
    #[serde(default)]
    pub source: Vec<Source>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    of: String,
    per: String,
    middle: Option<Decimal>,
    lowest: Option<Decimal>,
    highest: Option<Decimal>,
    sd: Option<Decimal>,
    basis: String,
    source: String,
    certainty: Certainty,
}

/// One value of a benchmark: kWh a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread<'a> {
    /// `electricity`, `fuel`, `total`.
    pub of: &'a str,
    /// `m2`, or a service unit.
    pub per: &'a str,
    /// Lowest of the range; the mean less one standard deviation where that is known instead.
    pub lowest: Option<Decimal>,
    /// Mean or median, else the middle of the range.
    pub middle: Decimal,
    /// Highest of the range, or the mean and one standard deviation.
    pub highest: Option<Decimal>,
    /// `final-raw`, `final-normalised`.
    pub basis: &'a str,
    /// How sure.
    pub certainty: Certainty,
}

impl Benchmark {
    /// Its values, in the order of the file.
    pub fn values(&self) -> impl Iterator<Item = Spread<'_>> {
        self.value.iter().filter_map(Row::spread)
    }

    /// Whether it is shown beside an activity.
    pub fn is_for(&self, activity: Option<&str>) -> bool {
        activity.is_some_and(|activity| self.activities.iter().any(|a| a == activity))
    }

    pub(super) fn check(&self) -> Result<(), String> {
        if self.value.is_empty() {
            return Err("[[value]]: a benchmark has at least one".to_owned());
        }
        for row in &self.value {
            known_source(&self.source, &row.source)?;
            if !OF.contains(&row.of.as_str()) {
                return Err(format!("key `of`: `{}` is none of {OF:?}", row.of));
            }
            if !BASES.contains(&row.basis.as_str()) {
                return Err(format!("key `basis`: `{}` is none of {BASES:?}", row.basis));
            }
            let Some(spread) = row.spread() else {
                return Err("keys `middle`, `lowest`, `highest`: a middle, or both ends".to_owned());
            };
            let (low, high) =
                (spread.lowest.unwrap_or(spread.middle), spread.highest.unwrap_or(spread.middle));
            if low < Decimal::ZERO || low > spread.middle || spread.middle > high {
                return Err("keys `lowest`, `middle`, `highest`: 0 ≤ lowest ≤ middle ≤ highest".to_owned());
            }
        }
        Ok(())
    }
}

impl Row {
    fn spread(&self) -> Option<Spread<'_>> {
        let ends = self.lowest.zip(self.highest);
        let between = || ends.map(|(low, high)| (low + high) / Decimal::TWO);
        let middle = self.middle.or_else(between)?;
        // Nobody uses less than nothing, however wide a sample scatters.
        let around = || self.sd.map(|sd| ((middle - sd).max(Decimal::ZERO), middle + sd));
        let (lowest, highest) = ends.or_else(around).unzip();
        let (of, per, basis) = (self.of.as_str(), self.per.as_str(), self.basis.as_str());
        Some(Spread { of, per, lowest, middle, highest, basis, certainty: self.certainty })
    }
}
