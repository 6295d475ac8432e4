//! Degree-days, *degrés-jours*, of a station: how cold each month was, as published, and what is normal.
//!
//! One file is one station on one base: bases are never mixed. Within a month the cold is spread evenly over its days:
//! what is published says no more. A normal that is known to exist and was not found is a row too, without a value.
//! Does *not* compute degree-days from temperatures (`climate` does) and does *not* normalise anything.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Source, known_source};
use crate::certain::{Certainty, Quality};
use crate::period::{Day, Month, Period};

/// On which outside temperature degree-days are counted. Bases are never mixed: a reading, its normal and what it is
/// compared with stand on the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Base {
    /// Below 16.5 °C, on three days weighted 0.6, 0.3 and 0.1 (gas sector).
    #[serde(rename = "16.5-equivalent")]
    Equivalent165,
    /// *15/15*: below 15 °C, on the mean of the day (Royal Meteorological Institute; many Walloon audits).
    #[serde(rename = "15-15")]
    Mean15,
    /// Below 15 °C, on three days weighted. Within about 1 % of 15/15 over a year, and not the same: indicative only.
    #[serde(rename = "15-equivalent")]
    Equivalent15,
}

impl Base {
    /// All of them, the one figures stand on first.
    pub const ALL: [Base; 3] = [Base::Equivalent165, Base::Mean15, Base::Equivalent15];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Base::Equivalent165 => "16.5-equivalent",
            Base::Mean15 => "15-15",
            Base::Equivalent15 => "15-equivalent",
        }
    }

    /// The base with this code.
    pub fn from_code(code: &str) -> Option<Base> {
        Self::ALL.into_iter().find(|b| b.code() == code)
    }

    /// The temperature below which a day counts, °C.
    pub fn threshold(self) -> Decimal {
        match self {
            Base::Equivalent165 => Decimal::new(165, 1),
            Base::Mean15 | Base::Equivalent15 => Decimal::from(15),
        }
    }

    /// Whether it stands on the weighted temperature of three days, else on the mean of the day.
    pub const fn is_equivalent(self) -> bool {
        matches!(self, Base::Equivalent165 | Base::Equivalent15)
    }
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
    /// Code of the station, the same for each of its bases.
    pub station: String,
    /// What people call the station.
    pub name: String,
    /// Which degree-days.
    pub base: Base,
    #[serde(rename = "normal")]
    normals: Vec<Normal>,
    #[serde(rename = "year", default)]
    years: Vec<Year>,
    #[serde(rename = "annual", default)]
    annuals: Vec<Annual>,
    /// Sources.
    pub source: Vec<Source>,
}

/// The mean of many years: by month, or only as a whole, or known to exist and not found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normal {
    /// What people call it: `1991-2020`.
    pub name: String,
    /// The last year of the mean, or the year it was quoted for.
    pub quoted_for: i16,
    months: Option<[u16; 12]>,
    total: Option<u16>,
    source: String,
    /// How sure.
    pub certainty: Certainty,
    /// Who can say it, where it was not found.
    pub settled_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    months: Vec<u16>,
    #[serde(default)]
    how: How,
    source: String,
    certainty: Certainty,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Annual {
    #[serde(deserialize_with = "year_numbers")]
    years: BTreeMap<i16, u16>,
    source: String,
    certainty: Certainty,
}

/// How a row of degree-days came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By those who answer for them.
    #[default]
    Published,
    /// From temperatures that somebody published.
    Computed,
    /// From degree-days of another base.
    Estimated,
}

impl How {
    /// What a figure made from it is worth.
    pub fn quality(self) -> Quality {
        match self {
            How::Published => Quality::Measured,
            How::Computed => Quality::Estimated,
            How::Estimated => Quality::Modelled,
        }
    }
}

/// Degree-days of a month or a year, as they stand in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// K·day.
    pub degree_days: u16,
    /// How they came about.
    pub how: How,
    /// How sure.
    pub certainty: Certainty,
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
    /// What a month had; `None` when nobody published it.
    pub fn of(&self, month: Month) -> Option<Row> {
        let year = self.years.iter().find(|y| y.year == month.year())?;
        let degree_days = *year.months.get(usize::try_from(month.number() - 1).ok()?)?;
        Some(Row { degree_days, how: year.how, certainty: year.certainty })
    }

    /// What a whole civil year had, where it was published as such.
    pub fn of_year(&self, year: i16) -> Option<Row> {
        let annual = self.annuals.iter().find(|a| a.years.contains_key(&year))?;
        let degree_days = *annual.years.get(&year)?;
        Some(Row { degree_days, how: How::Published, certainty: annual.certainty })
    }

    /// The newest normal that is known.
    pub fn normal(&self) -> Option<&Normal> {
        self.normals.iter().rfind(|n| n.year().is_some())
    }

    /// Every normal, the newest last, those too that are known to exist and were not found.
    pub fn normals(&self) -> &[Normal] {
        &self.normals
    }

    /// The cold of a period, its normal where a month was not published. For display: no fit stands on a normal.
    pub fn cold(&self, period: Period) -> Cold {
        let mut cold = Cold { degree_days: Decimal::ZERO, certainty: Certainty::Certain, normal: false };
        let last = period.to.yesterday().unwrap_or(period.to);
        for month in Month::range(Month::of(period.from), Month::of(last)) {
            let Some(part) = month.period().meet(period) else { continue };
            let (all, certainty) = self.of(month).map_or_else(
                || {
                    cold.normal = true;
                    let normal = self.normal().and_then(|n| Some((n.of(month)?, n.certainty)));
                    normal.unwrap_or((0, Certainty::Unknown))
                },
                |row| (row.degree_days, row.certainty),
            );
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
        if !self.normals.is_sorted_by_key(|n| n.quoted_for) {
            return Err("key `quoted_for`: normals follow each other, the newest last".to_owned());
        }
        self.normals.iter().try_for_each(Normal::check)?;
        if !self.years.is_sorted_by(|a, b| a.year < b.year) {
            return Err("key `year`: years follow each other, each once".to_owned());
        }
        if let Some(year) = self.years.iter().find(|y| y.months.is_empty() || y.months.len() > 12) {
            return Err(format!("key `months` of {}: one to twelve, from January on", year.year));
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = self.annuals.iter().flat_map(|a| a.years.keys()).find(|y| !seen.insert(**y)) {
            return Err(format!("[[annual]]: {twice} stands there twice"));
        }
        let rows = self.years.iter().map(|y| &y.source).chain(self.annuals.iter().map(|a| &a.source));
        let sources = self.normals.iter().map(|n| &n.source).chain(rows);
        sources.into_iter().try_for_each(|id| known_source(&self.source, id))
    }
}

impl Normal {
    /// What is normal for a month of that name, where it is told by month.
    pub fn of(&self, month: Month) -> Option<u16> {
        self.months?.get(usize::try_from(month.number() - 1).ok()?).copied()
    }

    /// Its months, January first, where it is told by month.
    pub fn months(&self) -> Option<[u16; 12]> {
        self.months
    }

    /// Its year; `None` where it was not found.
    pub fn year(&self) -> Option<u32> {
        let months = self.months.map(|months| months.iter().map(|m| u32::from(*m)).sum());
        months.or(self.total.map(u32::from))
    }

    fn check(&self) -> Result<(), String> {
        let unknown = self.certainty == Certainty::Unknown;
        match (self.months, self.total) {
            (None, None) if !unknown => {
                Err(format!("normal `{}`: `months` or `total`, or certainty \"unknown\"", self.name))
            }
            (None, None) if self.settled_by.is_none() => {
                Err("key `settled_by`: an unknown value says who can settle it".to_owned())
            }
            (Some(_), Some(_)) => Err(format!("normal `{}`: `months` or `total`, not both", self.name)),
            (Some(_), None) | (None, Some(_)) if unknown => {
                Err(format!("normal `{}`: what is unknown has no value", self.name))
            }
            _ => Ok(()),
        }
    }
}

/// Keys of a TOML table are text.
fn year_numbers<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<i16, u16>, D::Error> {
    let written = BTreeMap::<String, u16>::deserialize(deserializer)?;
    let number = |(year, total): (String, u16)| {
        let year = year.parse().map_err(|_| serde::de::Error::custom(format!("`{year}` is no year")))?;
        Ok((year, total))
    };
    written.into_iter().map(number).collect()
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
        assert_eq!(uccle.normal().map(|n| (n.name.as_str(), n.year())), Some(("1991-2020", Some(2252))));
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
    fn the_template_of_a_station_is_a_station() {
        let template = include_str!("../../catalog/climate/_template.toml");
        let catalog = Catalog::read([("climate/uccle.toml", template)]).unwrap();
        assert!(catalog.station("uccle", Base::Equivalent165).is_some());
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
            ("2010 = 2703", "MMX = 2703", "no year"),
            (
                "2010 = 2703",
                "2010 = 2703 }\nsource = \"icedd\"\ncertainty = \"likely\"\n[[annual]]\nyears = { 2010 = 1",
                "twice",
            ),
            ("quoted_for = 2020", "quoted_for = 2020\ntotal = 2252", "not both"),
        ] {
            let text = good.replace(change, to);
            assert_ne!(text, good, "the case `{change}` changes nothing");
            let problems = Catalog::read([("climate/uccle.toml", text.as_str())]).unwrap_err();
            assert!(problems[0].what.contains(expect), "{change} → {}", problems[0].what);
        }
    }
}
