//! The closed list of facts, each with its unit, and dated values of them.
//!
//! A fact is never overwritten: "heated area 2 200 m2 from 2021, 2 450 m2 from September 2024 (extension)". To add
//! one: a line in [`FACTS`], a label in each locale (`fact-<code>`).

use crate::certain::Quality;
use crate::period::Day;

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
    Fact { code: "building.construction_year", subject: Subject::Building, form: Form::Count },
    Fact { code: "building.heated_area_m2", subject: Subject::Building, form: Form::Number("m2") },
    Fact { code: "building.heating", subject: Subject::Building, form: Form::Choice(HEATING) },
    Fact { code: "building.occupancy_share", subject: Subject::Building, form: Form::Share },
    Fact { code: "building.opening_hours_per_week", subject: Subject::Building, form: Form::Number("h") },
    Fact { code: "building.service_units", subject: Subject::Building, form: Form::Count },
    Fact { code: "building.tenure", subject: Subject::Building, form: Form::Choice(TENURE) },
    Fact { code: "building.use", subject: Subject::Building, form: Form::Words },
    Fact { code: "meter.climate_share", subject: Subject::Meter, form: Form::Share },
    Fact { code: "meter.counts", subject: Subject::Meter, form: Form::Choice(COUNTS) },
    Fact { code: "meter.factor", subject: Subject::Meter, form: Form::Number("1") },
    Fact { code: "meter.fuel", subject: Subject::Meter, form: Form::Choice(FUELS) },
    Fact { code: "meter.gas_kwh_per_m3", subject: Subject::Meter, form: Form::Number("kWh/m3") },
    Fact { code: "meter.index_digits", subject: Subject::Meter, form: Form::Count },
    Fact { code: "meter.replaced", subject: Subject::Meter, form: Form::Counters },
    Fact { code: "meter.serial", subject: Subject::Meter, form: Form::Words },
    Fact { code: "meter.tank_filled", subject: Subject::Meter, form: Form::Choice(YES_NO) },
    Fact { code: "meter.tank_table", subject: Subject::Meter, form: Form::Table },
    Fact {
        code: "organisation.full_time_equivalents",
        subject: Subject::Organisation,
        form: Form::Number("ETP"),
    },
];

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
