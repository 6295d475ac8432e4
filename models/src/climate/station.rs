//! How cold a period was at a station: published months and years, days computed from temperatures, and what is missing.
//!
//! Which one counts: a month or year published with certainty, else the days where every one of them is known, else a
//! month that is only likely. Of a month that a period cuts, its own days where they are known; else its degree-days are
//! spread evenly over it, which is said. A normal never stands in for weather here: no fit may stand on one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Base, Missing, Temperatures};
use crate::catalog::{DegreeDays, Normal};
use crate::certain::{Certainty, Quality};
use crate::period::{Day, Month, Period};

/// One station on one base: what was published of it and its temperatures.
#[derive(Debug, Clone, Copy)]
pub struct Climate<'a> {
    published: &'a DegreeDays,
    temperatures: &'a Temperatures,
}

/// Where degree-days come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Whole months, as the catalogue has them.
    Months,
    /// A whole year, as the catalogue has it.
    Year,
    /// Day by day, from temperatures.
    Days,
    /// A part of a month, its degree-days spread evenly over its days.
    Spread,
}

/// A stretch of a period whose degree-days come from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its days.
    pub days: Period,
    /// K·day; of its known days only, where some are missing.
    pub degree_days: Decimal,
    /// Where from.
    pub origin: Origin,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// The degree-days of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weather {
    /// Which period.
    pub period: Period,
    /// On which base.
    pub base: Base,
    /// Stretch by stretch, in order.
    pub parts: Vec<Part>,
    /// Days without degree-days, in order.
    pub missing: Vec<Missing>,
}

/// What is normal for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormalWeather {
    /// Which normal: `1991-2020`.
    pub name: String,
    /// On which base.
    pub base: Base,
    /// K·day.
    pub degree_days: Decimal,
    /// Modelled where a month was cut.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

impl Weather {
    /// K·day of the whole period; `None` while a day of it is missing.
    pub fn degree_days(&self) -> Option<Decimal> {
        let whole = self.missing.is_empty() && !self.parts.is_empty();
        whole.then(|| self.parts.iter().map(|p| p.degree_days).sum())
    }

    /// The weakest quality in it.
    pub fn quality(&self) -> Quality {
        self.parts.iter().fold(Quality::Measured, |q, p| q.weakest(p.quality))
    }

    /// The weakest certainty in it; unknown while a day of it is missing.
    pub fn certainty(&self) -> Certainty {
        let start = if self.missing.is_empty() { Certainty::Certain } else { Certainty::Unknown };
        self.parts.iter().fold(start, |c, p| c.weakest(p.certainty))
    }

    /// How many of its days come from where.
    pub fn origins(&self) -> BTreeMap<Origin, i64> {
        let mut origins = BTreeMap::new();
        for part in &self.parts {
            *origins.entry(part.origin).or_default() += part.days.days();
        }
        origins
    }

    /// The first day on which all that is missing can exist; `None` when nothing is. A day before today means that it
    /// exists already and was not loaded.
    pub fn exists_from(&self) -> Option<Day> {
        self.missing.iter().map(Missing::exists_from).max()
    }

    fn push(&mut self, part: Part) {
        let alike = |last: &&mut Part| {
            last.days.to == part.days.from
                && (last.origin, last.quality, last.certainty) == (part.origin, part.quality, part.certainty)
        };
        match self.parts.last_mut().filter(alike) {
            Some(last) => {
                last.days.to = part.days.to;
                last.degree_days += part.degree_days;
            }
            None => self.parts.push(part),
        }
    }

    fn lack(&mut self, missing: Missing) {
        match self.missing.last_mut().filter(|m| m.why == missing.why && m.days.to == missing.days.from) {
            Some(last) => last.days.to = missing.days.to,
            None => self.missing.push(missing),
        }
    }
}

impl<'a> Climate<'a> {
    /// A station of the catalogue and the temperatures that are held of it.
    pub fn new(published: &'a DegreeDays, temperatures: &'a Temperatures) -> Climate<'a> {
        Climate { published, temperatures }
    }

    /// On which base.
    pub fn base(&self) -> Base {
        self.published.base
    }

    /// What people call the station.
    pub fn name(&self) -> &'a str {
        &self.published.name
    }

    /// How cold a period was.
    pub fn over(&self, period: Period) -> Weather {
        let mut weather = Weather { period, base: self.base(), parts: Vec::new(), missing: Vec::new() };
        let last = period.to.yesterday().unwrap_or(period.to);
        for year in period.from.year()..=last.year() {
            let Some(days) = Period::year(year).and_then(|y| y.meet(period)) else { continue };
            match self.whole_year(year, days) {
                Some(part) => weather.push(part),
                None => self.by_months(days, &mut weather),
            }
        }
        weather
    }

    /// A year that was published as such, where it is surer than its months.
    fn whole_year(&self, year: i16, days: Period) -> Option<Part> {
        let row = self.published.of_year(year).filter(|_| Period::year(year) == Some(days))?;
        let mut months = Weather { period: days, base: self.base(), parts: Vec::new(), missing: Vec::new() };
        self.by_months(days, &mut months);
        (row.certainty < months.certainty()).then(|| Part {
            days,
            degree_days: Decimal::from(row.degree_days),
            origin: Origin::Year,
            quality: row.how.quality(),
            certainty: row.certainty,
        })
    }

    fn by_months(&self, days: Period, weather: &mut Weather) {
        let last = days.to.yesterday().unwrap_or(days.to);
        for month in Month::range(Month::of(days.from), Month::of(last)) {
            if let Some(part) = month.period().meet(days) {
                self.of_month(month, part, weather);
            }
        }
    }

    fn of_month(&self, month: Month, days: Period, weather: &mut Weather) {
        let row = self.published.of(month);
        let whole = days == month.period();
        let published = row.map(|row| Part {
            days,
            degree_days: Decimal::from(row.degree_days) * Decimal::from(days.days())
                / Decimal::from(month.period().days()),
            origin: if whole { Origin::Months } else { Origin::Spread },
            quality: if whole { row.how.quality() } else { row.how.quality().weakest(Quality::Modelled) },
            certainty: row.certainty,
        });
        if let Some(part) = published.filter(|p| whole && p.certainty == Certainty::Certain) {
            return weather.push(part);
        }
        let summed = self.temperatures.sum(days, self.base());
        let daily = Part {
            days,
            degree_days: summed.degree_days,
            origin: Origin::Days,
            quality: summed.quality,
            certainty: if summed.quality <= Quality::Estimated {
                Certainty::Certain
            } else {
                Certainty::Likely
            },
        };
        match published {
            _ if summed.whole().is_some() => weather.push(daily),
            Some(part) => weather.push(part),
            None => {
                if summed.days > 0 {
                    weather.push(daily);
                }
                summed.missing.into_iter().for_each(|m| weather.lack(m));
            }
        }
    }

    /// What is normal for a period, by the newest normal that is known: whole months as they are, a part of one spread
    /// evenly; where only the year of a normal is known, for whole years from any day on. `None` where that says nothing.
    pub fn normal(&self, period: Period) -> Option<NormalWeather> {
        normal_over(self.published.normal()?, self.base(), period)
    }

    /// What November to March normally have: no period with less is a heating season.
    pub fn heating_season(&self) -> Option<Decimal> {
        heating_season(self.published.normal()?)
    }
}

/// A normal known by year only still holds for a year read so many days early or late.
const READ_AROUND: i64 = 5;

/// `None` for a normal known by year only.
fn heating_season(normal: &Normal) -> Option<Decimal> {
    let season = [11, 12, 1, 2, 3].into_iter().filter_map(|month| normal.of(Month::new(2021, month)?));
    normal.months().map(|_| season.map(Decimal::from).sum())
}

/// What a normal says of a period.
pub fn normal_over(normal: &Normal, base: Base, period: Period) -> Option<NormalWeather> {
    let (mut degree_days, mut quality) = (Decimal::ZERO, Quality::Measured);
    if let Some(years) = whole_years(period) {
        degree_days = Decimal::from(normal.year()?) * Decimal::from(years);
    } else if normal.months().is_none() {
        // A bill is seldom read on the very day of the year before.
        if (period.days() - 365).abs() > READ_AROUND {
            return None;
        }
        degree_days = Decimal::from(normal.year()?);
        quality = Quality::Modelled;
    } else {
        let last = period.to.yesterday().unwrap_or(period.to);
        for month in Month::range(Month::of(period.from), Month::of(last)) {
            let (all, Some(days)) = (normal.of(month)?, month.period().meet(period)) else { continue };
            if days == month.period() {
                degree_days += Decimal::from(all);
            } else {
                quality = Quality::Modelled;
                degree_days +=
                    Decimal::from(all) * Decimal::from(days.days()) / Decimal::from(month.period().days());
            }
        }
    }
    Some(NormalWeather { name: normal.name.clone(), base, degree_days, quality, certainty: normal.certainty })
}

/// How many years a period lasts, when it ends on the day of the year it began.
fn whole_years(period: Period) -> Option<i16> {
    let years = period.to.year() - period.from.year();
    let same_day = (period.from.month(), period.from.day()) == (period.to.month(), period.to.day());
    (same_day && years > 0).then_some(years)
}
