//! The closed list of facts, each with its unit, and dated values of them.
//!
//! A fact is never overwritten: "heated area 2 200 m2 from 2021, 2 450 m2 from September 2024 (extension)". To add
//! one: a line in [`FACTS`], a label in each locale (`fact-<code>`).

use crate::certain::Quality;
use crate::period::Day;

pub use super::fact_read::{LONGEST, Unread, read};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An organisation.
    Organisation,
    /// A building.
    Building,
    /// A meter.
    Meter,
}

/// The form of a fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A decimal number in the unit named.
    Number(&'static str),
    /// A whole number of things.
    Count,
    /// A share between 0 and 1.
    Share,
    /// One word of a list.
    Choice(&'static [&'static str]),
    /// Free text.
    Words,
    /// A day, `2025-03-31`.
    Day,
    /// Days and hours of a usual week, `1-5 07:00-18:00; 6 09:00-12:00` (1 is Monday): [`super::Schedule`].
    Schedule,
    /// What counters showed when the meter was changed: `readings::index::Replaced`.
    Counters,
    /// Heights and contents of a tank: `readings::tank::TankTable`.
    Table,
}

/// One fact that may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Permanent code, `subject.name`.
    pub code: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// The form of its value.
    pub form: Form,
}

const TENURE: &[&str] =
    &["owner", "emphyteusis", "superficies", "usufruct", "lease", "loan-for-use", "other"];
const HEATING: &[&str] = &[
    "gas-boiler",
    "oil-boiler",
    "biomass-boiler",
    "heat-pump",
    "district-heat",
    "direct-electric",
    "cogeneration",
    "none",
];

/// What a meter counts when it is read by hand.
const COUNTS: &[&str] = &["offtake", "offtake-injection", "production"];
/// Kinds of a fuel that hold unlike energies; those of `catalog/carriers`.
const FUELS: &[&str] = &["chips", "dry", "h-gas", "l-gas", "oak-air-dried", "spruce-air-dried", "wet"];
const YES_NO: &[&str] = &["yes", "no"];

/// Every fact, by code.
pub const FACTS: &[Fact] = &[
    building("building.automation", Form::Choice(YES_NO)),
    building("building.base_year", Form::Count),
    building("building.boiler_inspected_on", Form::Day),
    building("building.charging_points", Form::Count),
    building("building.construction_year", Form::Count),
    building("building.energy_manager", Form::Words),
    building("building.heated_area_m2", Form::Number("m2")),
    building("building.heating", Form::Choice(HEATING)),
    building("building.heating_power_kw", Form::Number("kW")),
    building("building.meals_per_year", Form::Count),
    building("building.occupancy_share", Form::Share),
    building("building.open_to_public", Form::Choice(YES_NO)),
    building("building.opening_hours_per_week", Form::Number("h")),
    building("building.opening_schedule", Form::Schedule),
    building("building.operating_income_eur", Form::Number("EUR")),
    building("building.parking_spaces", Form::Count),
    building("building.peb_certificate_on", Form::Day),
    building("building.peb_displayed", Form::Choice(YES_NO)),
    building("building.persons", Form::Count),
    building("building.public_service_body", Form::Choice(YES_NO)),
    building("building.service_units", Form::Count),
    building("building.tenure", Form::Choice(TENURE)),
    building("building.ureba_granted_on", Form::Day),
    building("building.use", Form::Words),
    building("building.useful_area_m2", Form::Number("m2")),
    meter("meter.climate_share", Form::Share),
    meter("meter.counts", Form::Choice(COUNTS)),
    meter("meter.factor", Form::Number("1")),
    meter("meter.fuel", Form::Choice(FUELS)),
    meter("meter.gas_kwh_per_m3", Form::Number("kWh/m3")),
    meter("meter.index_digits", Form::Count),
    meter("meter.replaced", Form::Counters),
    meter("meter.serial", Form::Words),
    meter("meter.tank_filled", Form::Choice(YES_NO)),
    meter("meter.tank_table", Form::Table),
    organisation("organisation.full_time_equivalents", Form::Number("ETP")),
    organisation("organisation.operating_income_eur", Form::Number("EUR")),
];

const fn building(code: &'static str, form: Form) -> Fact {
    Fact { code, subject: Subject::Building, form }
}

const fn meter(code: &'static str, form: Form) -> Fact {
    Fact { code, subject: Subject::Meter, form }
}

const fn organisation(code: &'static str, form: Form) -> Fact {
    Fact { code, subject: Subject::Organisation, form }
}

/// The fact with this code.
pub fn fact(code: &str) -> Option<&'static Fact> {
    FACTS.iter().find(|f| f.code == code)
}

/// A value that held over some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedFact {
    /// Code of the fact.
    pub fact: &'static str,
    /// The value, in the fact's form, numbers in plain decimal.
    pub value: String,
    /// From this day; `None` for as long as we know.
    pub from: Option<Day>,
    /// Up to but without this day; `None` for until further notice.
    pub to: Option<Day>,
    /// Where it was learnt: a document, a person's function, an import.
    pub source: String,
    /// How good it is.
    pub quality: Quality,
}

impl DatedFact {
    /// Whether it held on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_each_code_names_its_subject() {
        assert!(FACTS.windows(2).all(|w| w[0].code < w[1].code));
        for f in FACTS {
            let subject = match f.subject {
                Subject::Organisation => "organisation.",
                Subject::Building => "building.",
                Subject::Meter => "meter.",
            };
            assert!(f.code.starts_with(subject), "{}", f.code);
            assert_eq!(fact(f.code), Some(f));
        }
    }
}
