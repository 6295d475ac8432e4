//! How electricity is used over the hours of a year where nobody measures quarter-hours: shapes without a unit.
//!
//! Does *not* know how much is used; `measures::pv::load` lays a shape on the yearly use.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::certain::Certainty;
use crate::period::Day;

/// A shape: relative power, hour by hour of the clock, by kind of day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadShape {
    /// Permanent code: the file name.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Activities it stands for.
    pub activities: Vec<String>,
    /// How sure.
    pub certainty: Certainty,
    source_id: String,
    /// January first.
    pub months: [u16; 12],
    /// Working days.
    pub open: [u16; 24],
    /// Saturdays.
    pub saturday: [u16; 24],
    /// Sundays and legal holidays.
    pub sunday: [u16; 24],
    /// Days of the breaks; as Sundays where absent.
    pub away: Option<[u16; 24]>,
    /// When nearly nobody is there.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
    /// Sources.
    pub source: Vec<Source>,
}

/// Days of every year, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Month and day: `07-05`.
    pub from: MonthDay,
    /// Month and day.
    pub to: MonthDay,
}

/// A month and a day, `07-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<MonthDay, String> {
        // A leap year: the 29th of February is a day of some years.
        let day: Day = format!("2024-{text}").parse().map_err(|_| format!("`{text}` is no month and day"))?;
        Ok(MonthDay::of(day))
    }
}

impl MonthDay {
    /// Of a day.
    pub fn of(day: Day) -> MonthDay {
        MonthDay { month: day.month(), day: day.day() }
    }
}

impl LoadShape {
    /// Whether nearly nobody is there on this day.
    pub fn is_away(&self, day: Day) -> bool {
        let day = MonthDay::of(day);
        self.breaks.iter().any(|b| b.from <= day && day <= b.to)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        known_source(&self.source, &self.source_id)?;
        if self.activities.is_empty() {
            return Err("key `activities`: at least one".to_owned());
        }
        let days = [&self.open, &self.saturday, &self.sunday].into_iter().chain(self.away.as_ref());
        for hours in days {
            if hours.iter().all(|h| *h == 0) || hours.iter().any(|h| *h > 1000) {
                return Err("keys `open`, `saturday`, `sunday`, `away`: 0 to 1000, not all 0".to_owned());
            }
        }
        if self.months.iter().any(|m| *m == 0 || *m > 1000) {
            return Err("key `months`: 1 to 1000 each".to_owned());
        }
        if self.breaks.iter().any(|b| b.from > b.to) {
            return Err("[[break]]: `to` before `from`; write two breaks over the new year".to_owned());
        }
        Ok(())
    }
}

/// What is taken of photovoltaics in a region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photovoltaics {
    pub(super) code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Where the sun is computed for.
    pub place: Place,
    /// kWh per kWp and year.
    #[serde(rename = "yield")]
    pub yields: YieldRange,
    /// What arrives of the sun.
    pub sky: Sky,
    /// Less every year: 0.005.
    pub ageing: Taken,
    /// The year in which the inverter is bought again.
    pub inverter: Taken,
    /// Sources.
    pub source: Vec<Source>,
}

/// A place, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// North of the equator.
    pub latitude: Decimal,
    /// East of Greenwich.
    pub longitude: Decimal,
}

/// A range of yields, facing south.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YieldRange {
    /// kWh per kWp and year.
    pub lowest: Decimal,
    /// kWh per kWp and year.
    pub highest: Decimal,
    /// At this tilt, degrees.
    pub tilt: u16,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

/// What arrives of the sun.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sky {
    /// Share of what the sun sends outside the atmosphere, January first.
    pub clearness: [Decimal; 12],
    /// Sunny and dull days in turn; their mean is 1.
    pub days: Vec<Decimal>,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

/// A number that is taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// The number.
    pub value: Decimal,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

impl Photovoltaics {
    /// Permanent code: the file name.
    pub fn code(&self) -> &str {
        &self.code
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let named = [&self.yields.source, &self.sky.source, &self.ageing.source, &self.inverter.source];
        named.into_iter().try_for_each(|id| known_source(&self.source, id))?;
        let share = |value: &Decimal| Decimal::ZERO < *value && *value < Decimal::ONE;
        if !self.sky.clearness.iter().all(share) || !share(&self.ageing.value) {
            return Err("keys `clearness`, `ageing.value`: shares between 0 and 1".to_owned());
        }
        let days = &self.sky.days;
        if days.is_empty() || days.iter().sum::<Decimal>() != Decimal::from(days.len()) {
            return Err("key `days`: factors whose mean is 1".to_owned());
        }
        if days.iter().any(|d| d.is_sign_negative() || *d > Decimal::TWO) {
            return Err("key `days`: 0 to 2 each".to_owned());
        }
        let range = &self.yields;
        if range.lowest <= Decimal::ZERO || range.highest < range.lowest || range.tilt > 90 {
            return Err("key `yield`: 0 < lowest ≤ highest, tilt at most 90".to_owned());
        }
        let (north, east) = (self.place.latitude.abs(), self.place.longitude.abs());
        if north > Decimal::from(66) || east > Decimal::from(180) {
            return Err("key `place`: degrees, outside the polar circles".to_owned());
        }
        Ok(())
    }
}
