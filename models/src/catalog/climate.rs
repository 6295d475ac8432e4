//! Degree-days, *degrés-jours*, of a station: how cold each month was, as published, and what is normal.
//!
//! Within a month the cold is spread evenly over its days: what is published says no more. Does *not* compute
//! degree-days from temperatures and does *not* normalise anything.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::certain::Certainty;
use crate::period::{Day, Month, Period};

/// On which outside temperature degree-days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Base {
    /// Below 16.5 °C, on three days weighted 0.6, 0.3 and 0.1 (gas sector).
    #[serde(rename = "16.5-equivalent")]
    Equivalent165,
}

/// The degree-days of one station on one base.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DegreeDays {
    /// Permanent code.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// What people call the station.
    pub name: String,
    /// Which degree-days.
    pub base: Base,
    #[serde(rename = "normal")]
    normals: Vec<Normal>,
    #[serde(rename = "year", default)]
    years: Vec<Year>,
    source: Vec<Source>,
}

/// The mean of many years, month by month.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normal {
    /// Which years: `1991-2020`.
    pub name: String,
    months: [u16; 12],
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    months: Vec<u16>,
    source: String,
    certainty: Certainty,
}

/// The cold of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cold {
    /// Degree-days.
    pub degree_days: Decimal,
    /// How sure the least sure month is.
    pub certainty: Certainty,
    /// A month of it was not published: its normal stands in for it.
    pub normal: bool,
}

impl DegreeDays {
    /// What a month had, with how sure that is; `None` when nobody published it.
    pub fn of(&self, month: Month) -> Option<(u16, Certainty)> {
        let year = self.years.iter().find(|y| y.year == month.year())?;
        Some((*year.months.get(usize::try_from(month.number() - 1).ok()?)?, year.certainty))
    }

    /// The newest normal.
    pub fn normal(&self) -> Option<&Normal> {
        self.normals.last()
    }

    /// The cold of a period, its normal where a month was not published.
    pub fn cold(&self, period: Period) -> Cold {
        let mut cold = Cold { degree_days: Decimal::ZERO, certainty: Certainty::Certain, normal: false };
        let last = period.to.yesterday().unwrap_or(period.to);
        for month in Month::range(Month::of(period.from), Month::of(last)) {
            let Some(part) = month.period().meet(period) else { continue };
            let (all, certainty) = self.of(month).unwrap_or_else(|| {
                cold.normal = true;
                self.normal().map_or((0, Certainty::Unknown), |n| (n.of(month), n.certainty))
            });
            cold.certainty = cold.certainty.weakest(certainty);
            cold.degree_days +=
                Decimal::from(all) * Decimal::from(part.days()) / Decimal::from(month.period().days());
        }
        cold
    }

    pub(super) fn check(&self) -> Result<(), String> {
        if self.normals.is_empty() {
            return Err("key `normal`: at least one is needed".to_owned());
        }
        if !self.years.is_sorted_by(|a, b| a.year < b.year) {
            return Err("key `year`: years follow each other, each once".to_owned());
        }
        if let Some(year) = self.years.iter().find(|y| y.months.is_empty() || y.months.len() > 12) {
            return Err(format!("key `months` of {}: one to twelve, from January on", year.year));
        }
        let sources = self.normals.iter().map(|n| &n.source).chain(self.years.iter().map(|y| &y.source));
        sources.into_iter().try_for_each(|id| known_source(&self.source, id))
    }
}

impl Normal {
    /// What is normal for a month of that name.
    pub fn of(&self, month: Month) -> u16 {
        usize::try_from(month.number() - 1).ok().and_then(|i| self.months.get(i).copied()).unwrap_or(0)
    }

    /// Its year.
    pub fn year(&self) -> u32 {
        self.months.iter().map(|m| u32::from(*m)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use jiff::civil::date;
    use rust_decimal::dec;

    #[test]
    fn published_months_are_those_of_the_gas_sector_and_the_normal_stands_in() {
        let catalog = Catalog::embedded().unwrap();
        let uccle = catalog.degree_days("uccle").unwrap();
        assert_eq!(uccle.normal().map(|n| (n.name.as_str(), n.year())), Some(("1991-2020", 2252)));
        let check = |from, to, degree_days, certainty, normal| {
            let cold = uccle.cold(Period::new(from, to).unwrap());
            assert_eq!(cold, Cold { degree_days, certainty, normal }, "{from} {to}");
        };
        check(date(2021, 1, 1), date(2022, 1, 1), dec!(2286), Certainty::Certain, false);
        check(date(2022, 1, 1), date(2022, 12, 1), dec!(1536), Certainty::Certain, false);
        check(date(2022, 12, 1), date(2023, 2, 1), dec!(723), Certainty::Certain, true);
        check(date(2016, 1, 1), date(2017, 1, 1), dec!(2318), Certainty::Likely, false);
        check(date(2025, 4, 11), date(2025, 4, 21), dec!(187) / dec!(3), Certainty::Certain, true);
    }

    #[test]
    fn a_station_that_runs_back_or_names_no_source_is_refused() {
        let good = include_str!("../../catalog/climate/uccle.toml");
        for (change, to, expect) in [
            ("year = 2022", "year = 2021", "each once"),
            ("months = [346]", "months = []", "one to twelve"),
            ("278, 377]", "278]", "12"),
            ("source = \"opengrid\"", "source = \"hearsay\"", "source"),
            ("code = \"uccle\"", "code = \"ukkel\"", "same word"),
        ] {
            let text = good.replace(change, to);
            assert_ne!(text, good, "the case `{change}` changes nothing");
            let problems = Catalog::read([("climate/uccle.toml", text.as_str())]).unwrap_err();
            assert!(problems[0].what.contains(expect), "{change} → {}", problems[0].what);
        }
    }
}
