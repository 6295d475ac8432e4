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
    /// Mean or median; none where only a range was published.
    pub middle: Option<Decimal>,
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

    /// Energy in all by m2 or service unit: its own value, else electricity and fuel together; nothing where one of them lacks
    /// or the two are not of the same kind.
    pub fn total<'a>(&'a self, per: &str) -> Option<Spread<'a>> {
        let value = |of: &str| self.values().find(|v| v.per == per && v.of == of);
        value("total").or_else(|| value("electricity")?.and(&value("fuel")?))
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
            let rising: Vec<Decimal> =
                [spread.lowest, spread.middle, spread.highest].into_iter().flatten().collect();
            if !rising.is_sorted() || rising.iter().any(Decimal::is_sign_negative) {
                return Err("keys `lowest`, `middle`, `highest`: 0 ≤ lowest ≤ middle ≤ highest".to_owned());
            }
        }
        Ok(())
    }
}

impl<'a> Spread<'a> {
    /// How sure it is that it may stand beside a building of another country or use.
    pub fn certainty_of(&self, of: &Benchmark) -> Certainty {
        let foreign = if of.foreign || of.proxy { Certainty::Likely } else { Certainty::Certain };
        self.certainty.weakest(foreign)
    }

    fn and(&self, other: &Spread<'a>) -> Option<Spread<'a>> {
        let sum = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        let lowest = sum(self.lowest.or(self.middle), other.lowest.or(other.middle));
        let highest = sum(self.highest.or(self.middle), other.highest.or(other.middle));
        let certainty = self.certainty.weakest(other.certainty);
        let middle = sum(self.middle, other.middle);
        (self.basis == other.basis).then_some(Spread {
            of: "total",
            lowest,
            middle,
            highest,
            certainty,
            ..*self
        })
    }
}

impl Row {
    fn spread(&self) -> Option<Spread<'_>> {
        let ends = self.lowest.zip(self.highest);
        let middle = self.middle;
        if middle.is_none() && ends.is_none() {
            return None;
        }
        // Nobody uses less than nothing, however wide a sample scatters.
        let around = || {
            let (middle, sd) = middle.zip(self.sd)?;
            Some(((middle - sd).max(Decimal::ZERO), middle + sd))
        };
        let (lowest, highest) = ends.or_else(around).unzip();
        let (of, per, basis) = (self.of.as_str(), self.per.as_str(), self.basis.as_str());
        Some(Spread { of, per, lowest, middle, highest, basis, certainty: self.certainty })
    }
}
